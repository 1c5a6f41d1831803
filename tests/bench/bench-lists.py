#!/usr/bin/python3
# bench-lists.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The first lists of the large marketplace: Tradewind's mirror, with its search index, beside a plain Python script.

The second part is how long they take when each answer takes 100 ms.

Usage: TW_BUILD_ROOT=build tests/bench/bench-lists.py
"""

import json
import pathlib
import subprocess
import sys

from bench_support import CLI, control, home, measure, report, sandbox, stats

PATHS = ('/customers', '/subscriptions', '/orders', '/resellers', '/products', '/plans', '/reports')
QUIET = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}

with sandbox('large', '--rate', '0') as info, home(info) as env:
    before = stats(info)['total']
    ours = measure([CLI, 'sync', '--lists-only'], env, **QUIET)
    calls = stats(info)['total'] - before
    plain = measure([sys.executable, pathlib.Path(__file__).with_name('plain_lists.py'), json.dumps(info),
                     f"{env['HOME']}/plain.db"])

    objects = stats(info)['objects']
    print(', '.join(f'{count} {name}' for name, count in objects.items()))
    report('sync --lists-only', ours)
    report('plain Python (three lists)', plain)
    print(f'calls: {calls}')
    print(f"ratio of wall time: {ours['seconds'] / plain['seconds']:.2f}")

with sandbox('large', '--rate', '0') as info, home(info) as env:
    for path in PATHS:
        control(info, 'POST', 'faults', {'method': 'GET', 'path': path, 'action': 'delay:100', 'times': 1000})
    report('the same, 100 ms an answer', measure([CLI, 'sync', '--lists-only'], env, **QUIET))
