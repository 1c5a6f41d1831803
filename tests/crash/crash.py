# crash.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""
Nothing is ever ordered twice, whatever is killed or cut.

Each round kills the program (SIGKILL) on its way of a write, while the marketplace fails in one way or another and
lives in another time, starts it again, lets it settle, and counts what the marketplace has made of it.

Usage: crash.py [--runs N] [--seed N] [--jobs N]
"""

import argparse
import collections
import concurrent.futures
import secrets
import sys
import threading

from rounds import Round
from scenario import Scenario
from tap import Plan
from window_round import WindowRound, can_show_windows
from writes import Goods

RUNS = 50
JOBS = 4
SEEDS = 10 ** 9


class Counts:
    """What the rounds really came to."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counter = collections.Counter()
        self.windows = can_show_windows()

    def play(self, seed, goods):
        scenario = Scenario(seed)
        played = WindowRound(scenario, goods) if scenario.window and self.windows else Round(scenario, goods)
        try:
            played.play()
        finally:
            with self.lock:
                self.counter.update(played.events())

    def __str__(self):
        return ', '.join(f'{count} {event}' for event, count in sorted(self.counter.items()))


def main():
    parser = argparse.ArgumentParser(description='Kills the program and counts what happened.')
    parser.add_argument('--runs', type=int, help=f'how many rounds; {RUNS} unless told otherwise, 1 with --seed')
    parser.add_argument('--seed', type=int, help='seed of the first round; the others have the numbers after it')
    parser.add_argument('--jobs', type=int, default=JOBS, help='rounds that are played at the same time')
    args = parser.parse_args()

    first = secrets.randbelow(SEEDS) if args.seed is None else args.seed
    runs = args.runs or (RUNS if args.seed is None else 1)
    goods = Goods()
    counts = Counts()
    plan = Plan()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for seed in range(first, first + runs):
            plan.add(str(Scenario(seed)), pool.submit(counts.play, seed, goods).result)
        status = plan.run()
    print(f'# {runs} rounds from seed {first}: {counts}')
    return status


sys.exit(main())
