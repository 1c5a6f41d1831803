#!/usr/bin/python3
# bench-lists.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The first lists of the large marketplace: Tradewind's mirror, with its search index, beside a plain Python script.

What one reader or another of JSON needs for all the answers stands beside it. The second part is how long the lists
take when each answer takes 100 ms.

Usage: TW_BUILD_ROOT=build tests/bench/bench-lists.py
"""

import json
import pathlib
import shutil
import subprocess
import sys

from bench_support import BUILD, CLI, control, home, measure, report, sandbox, stats

RUNS = 5
PATHS = ('/customers', '/subscriptions', '/orders', '/resellers', '/products', '/plans', '/reports')
QUIET = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}


def read_lists(info, env):
    """One run of both, each with no file to begin with: ours, the baseline, and the calls of ours."""
    for name in ('CACHE', 'DATA', 'STATE'):
        shutil.rmtree(env[f'XDG_{name}_HOME'], ignore_errors=True)
    plain_db = pathlib.Path(env['HOME'], 'plain.db')
    for path in plain_db.parent.glob('plain.db*'):
        path.unlink()
    before = stats(info)['total']
    ours = measure([CLI, 'sync', '--lists-only'], env, **QUIET)
    calls = stats(info)['total'] - before
    plain = measure([sys.executable, pathlib.Path(__file__).with_name('plain_lists.py'), json.dumps(info), plain_db])
    return ours, plain, calls


with sandbox('large', '--rate', '0') as info, home(info) as env:
    runs = [read_lists(info, env) for _ in range(RUNS)]
    ours = min((run[0] for run in runs), key=lambda result: result['seconds'])
    plain = min((run[1] for run in runs), key=lambda result: result['seconds'])

    print(', '.join(f'{count} {name}' for name, count in stats(info)['objects'].items()))
    report('sync --lists-only', ours)
    report('plain Python, the same lists', plain)
    print(f"calls: {', '.join(sorted({str(run[2]) for run in runs}))}")
    print(f"ratio of wall time: {ours['seconds'] / plain['seconds']:.2f}")

    answers = pathlib.Path(env['HOME'], 'answers')
    answers.mkdir()
    subprocess.run([sys.executable, pathlib.Path(__file__).with_name('plain_lists.py'), json.dumps(info),
                    f"{env['HOME']}/again.db", answers], check=True)
    subprocess.run([BUILD / 'tests/bench/bench-readers', *answers.iterdir()], check=True)

with sandbox('large', '--rate', '0') as info, home(info) as env:
    for path in PATHS:
        control(info, 'POST', 'faults', {'method': 'GET', 'path': path, 'action': 'delay:100', 'times': 1000})
    report('the same, 100 ms an answer', measure([CLI, 'sync', '--lists-only'], env, **QUIET))
