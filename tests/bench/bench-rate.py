#!/usr/bin/python3
# bench-rate.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many calls a marketplace that allows 60 a minute turns away while details are filled in, and what is lost.

It takes as long as the marketplace makes it take: some three minutes.

Usage: TW_BUILD_ROOT=build tests/bench/bench-rate.py
"""

import concurrent.futures
import json
import subprocess
import sys
import time

from bench_support import CLI, home, sandbox, stats

DETAILS = 130
MOST = 1.0


def drive(name, *options):
    """Lists and details at the rate of the account; the share of refused calls, in hundredths."""
    with sandbox('small', '--rate', '60', *options) as info, home(info, '60') as env:
        start = time.monotonic()
        lists = json.loads(subprocess.run([CLI, 'sync', '--lists-only', '--json'], env=env, check=True,
                                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
        details = json.loads(subprocess.run([CLI, 'sync', f'--details={DETAILS}', '--json'], env=env, check=True,
                                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
        seconds = time.monotonic() - start
        made = stats(info)

    refused = 100 * made['rateLimited'] / made['total']
    rows_lost = sum(made['objects'][kind] - lists[kind[:-1]]['rows'] for kind in ('customers', 'orders', 'subscriptions'))
    read = sum(part['details'] for part in details.values() if isinstance(part, dict))
    lost = max(DETAILS - read, 0)
    print(f"{name:26} {made['total']:4} calls in {seconds:4.0f} s, {made['rateLimited']} refused ({refused:.2f} %), "
          f'{rows_lost} rows and {lost} details lost', flush=True)

    return refused <= MOST and rows_lost == 0 and lost == 0


with concurrent.futures.ThreadPoolExecutor() as pool:
    said = pool.submit(drive, 'says when to come back')
    silent = pool.submit(drive, 'does not say', '--no-retry-after')
    sys.exit(0 if said.result() and silent.result() else 1)
