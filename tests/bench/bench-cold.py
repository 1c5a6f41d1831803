#!/usr/bin/python3
# bench-cold.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A short command on the large marketplace's mirror, from a cold start: beside a program that does nothing.

Usage: TW_BUILD_ROOT=build tests/bench/bench-cold.py
"""

import subprocess

from bench_support import CLI, best, home, measure, report, sandbox

RUNS = 30

with sandbox('large', '--rate', '0') as info, home(info) as env:
    measure([CLI, 'sync', '--lists-only'], env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    quiet = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
    ours = best(RUNS, [CLI, 'order', 'list', '--limit', '50'], env, **quiet)
    plain = best(RUNS, ['curl', '--version'], env, **quiet)
    report('order list --limit 50', ours)
    report('curl --version', plain)
    print(f"ratio of wall time: {ours['seconds'] / plain['seconds']:.2f}")
    print(f"ratio of CPU time: {ours['cpu'] / plain['cpu']:.2f}")
