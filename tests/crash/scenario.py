# scenario.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What happens in one round, drawn from its seed: the same seed draws the same round."""

import datetime
import random

# What is written, and how often of so many.
WRITES = {'sale': 6, 'more seats': 3, 'fewer seats': 3, 'renewal': 2, 'cancellation': 2, 'withdrawal': 1,
          'customer': 2, 'customer update': 1, 'reseller': 1, 'reseller update': 1, "reseller's customer": 1,
          'subscription': 1, 'prices': 1, 'report': 2}
ORDERS = ('sale', 'more seats', 'fewer seats', 'renewal', 'cancellation')

# Everything the sandbox can do to a call, and nothing.
FAULTS = (None, 'status', '429', '429-no-header', 'drop-before', 'delay', 'expire-token', 'drop-after', '504-html',
          'truncate', 'malformed')
STATUSES = (400, 403, 409, 500, 500, 502, 503)
READS = ('/orders', '/orders/{id}', '/subscriptions/{id}', '/customers', '/products', '/reports')

# When the program is killed: as soon as the journal has the entry in a state, or a later one; as soon as the
# marketplace has what was asked for; at a moment.
KILLS = (None, 'queued', 'sending', 'ended', 'arrived', 'moment', 'moment')

# Of the sales, how many are placed by the window: one round of 25.
WINDOW_SHARE = 0.18

# An order counts as not placed when three looks spread over this time do not find it: longer than any delay here.
SETTLE_SECONDS = 2
MAX_DELAY_MS = 900
MAX_MOMENT_MS = 600
MAX_DAYS = 45


class Scenario:
    """The plan of a round."""

    def __init__(self, seed):
        draw = random.Random(seed)
        self.seed = seed
        self.write = draw.choices(tuple(WRITES), tuple(WRITES.values()))[0]
        self.fault = self.draw_action(draw, FAULTS)
        self.read_fault = None
        if draw.random() < 0.35:
            self.read_fault = {'method': 'GET', 'path': draw.choice(READS), 'after': draw.randint(0, 2),
                               'action': self.draw_action(draw, FAULTS[1:]), 'times': draw.randint(1, 2)}
            if self.read_fault['action'] == '429-no-header':  # each is waited for 15 s and more
                self.read_fault['times'] = 1
        self.days = draw.choice((-1, 1)) * draw.randint(2, MAX_DAYS) if draw.random() < 0.5 else 0
        self.racers = 2 if draw.random() < 0.3 and self.write in ORDERS else 1
        self.kill = draw.choice(KILLS)
        self.moment_ms = draw.randint(0, MAX_MOMENT_MS)
        self.victims = draw.choice(([0], [1], [0, 1])) if self.racers == 2 else [0]
        self.asks_again = draw.random() < 0.4
        self.second_kill_ms = draw.randint(0, MAX_MOMENT_MS) if draw.random() < 0.4 else None
        self.healers = 2 if draw.random() < 0.3 else 1
        self.tries_again = draw.random() < 0.5
        self.window = self.write == 'sale' and draw.random() < WINDOW_SHARE
        self.comes_late = draw.random() < 0.4
        if self.window:
            self.be_window()

    def be_window(self):
        """The window takes the place of the program; it is killed in any case, and does not ask twice."""
        self.racers = self.healers = 1
        self.victims = [0]
        self.asks_again = self.tries_again = False
        self.kill = self.kill or 'ended'

    @staticmethod
    def draw_action(draw, actions):
        action = draw.choice(actions)
        numbers = {'delay': draw.randint(50, MAX_DELAY_MS), 'status': draw.choice(STATUSES)}
        return f'{action}:{numbers[action]}' if action in numbers else action

    def start(self):
        """When the marketplace believes it is."""
        if self.days == 0:
            return 'now'
        time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=self.days)
        return time.strftime('%Y-%m-%dT%H:%M:%SZ')

    def __str__(self):
        words = [f'seed {self.seed}: {self.write}{" by the window" if self.window else ""}', self.fault or 'no fault']
        if self.read_fault:
            words.append('{action} on GET {path}'.format(**self.read_fault))
        if self.racers > 1:
            words.append(f'{self.racers} processes')
        if self.kill:
            words.append(f'killed at {self.moment_ms} ms' if self.kill == 'moment' else f'killed once {self.kill}')
        if self.second_kill_ms is not None:
            words.append(f'and {self.second_kill_ms} ms after the restart')
        if self.days:
            words.append(f'clock {self.days:+} days')
        return ', '.join(words)
