#!/usr/bin/python3
# bench-export.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""All orders of the large marketplace as JSON: beside sqlite3 printing the same rows of the same file.

Usage: TW_BUILD_ROOT=build tests/bench/bench-export.py
"""

import json
import pathlib
import subprocess

from bench_support import CLI, best, home, measure, report, sandbox

RUNS = 5
ROWS = ('SELECT b.list, o.customer_name FROM orders o JOIN orders_body b USING (number) WHERE vanished = 0 '
        'ORDER BY created DESC, serial DESC')

with sandbox('large', '--rate', '0') as info, home(info) as env:
    measure([CLI, 'sync', '--lists-only'], env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    mirror = next(pathlib.Path(env['XDG_CACHE_HOME']).rglob('*.mirror.db'))
    with open(f"{env['HOME']}/orders.json", 'wb') as out:
        ours = best(RUNS, [CLI, 'order', 'list', '--json'], env, stdout=out, stderr=subprocess.DEVNULL, rewind=out)
    with open(f"{env['HOME']}/rows.json", 'wb') as out:
        plain = best(RUNS, ['sqlite3', '-readonly', '-json', mirror, ROWS], env, stdout=out, rewind=out)
    orders = json.loads(pathlib.Path(env['HOME'], 'orders.json').read_bytes())
    rows = json.loads(pathlib.Path(env['HOME'], 'rows.json').read_bytes())
    if len(orders) != len(rows):
        raise SystemExit(f'{len(orders)} orders, but {len(rows)} rows')

    print(f'{len(orders)} orders')
    report('order list --json', ours)
    report('sqlite3 -json', plain)
    print(f"ratio of wall time: {ours['seconds'] / plain['seconds']:.2f}")
    print(f"ratio of CPU time: {ours['cpu'] / plain['cpu']:.2f}")
