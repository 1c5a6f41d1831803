# scenario.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What happens in one round, drawn from its seed: the same seed draws the same round."""

import datetime
import random

WRITES = ('sale', 'sale', 'sale', 'change', 'change', 'customer', 'report')
FAULTS = (None, 'status:500', '429', '429-no-header', 'drop-before', 'delay', 'expire-token', 'drop-after', '504-html',
          'truncate', 'malformed')
READS = ('/orders', '/orders/{id}', '/subscriptions/{id}', '/products', '/reports')

# When the program is killed: as soon as the journal has the entry in a state, or a later one; as soon as the
# marketplace has what was asked for; at a moment.
KILLS = (None, 'queued', 'sending', 'ended', 'arrived', 'moment', 'moment')

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
        self.write = draw.choice(WRITES)
        self.fault = self.draw_action(draw, FAULTS)
        self.read_fault = None
        if draw.random() < 0.35:
            self.read_fault = {'method': 'GET', 'path': draw.choice(READS), 'after': draw.randint(0, 2),
                               'action': self.draw_action(draw, FAULTS[1:]), 'times': draw.randint(1, 2)}
            if self.read_fault['action'] == '429-no-header':  # each is waited for 15 s and more
                self.read_fault['times'] = 1
        self.days = draw.choice((-1, 1)) * draw.randint(2, MAX_DAYS) if draw.random() < 0.5 else 0
        self.racers = 2 if draw.random() < 0.3 and self.write in ('sale', 'change') else 1
        self.kill = draw.choice(KILLS)
        self.moment_ms = draw.randint(0, MAX_MOMENT_MS)
        self.victims = draw.choice(([0], [1], [0, 1])) if self.racers == 2 else [0]
        self.asks_again = draw.random() < 0.4
        self.second_kill_ms = draw.randint(0, MAX_MOMENT_MS) if draw.random() < 0.4 else None
        self.healers = 2 if draw.random() < 0.3 else 1
        self.tries_again = draw.random() < 0.5

    @staticmethod
    def draw_action(draw, actions):
        action = draw.choice(actions)
        delay_ms = draw.randint(50, MAX_DELAY_MS)
        return f'delay:{delay_ms}' if action == 'delay' else action

    def start(self):
        """When the marketplace believes it is."""
        if self.days == 0:
            return 'now'
        time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=self.days)
        return time.strftime('%Y-%m-%dT%H:%M:%SZ')

    def __str__(self):
        words = [f'seed {self.seed}: {self.write}', self.fault or 'no fault']
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
