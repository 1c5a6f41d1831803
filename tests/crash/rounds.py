# rounds.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""One round: something is to happen once; the program is killed while it makes it happen, and started again."""

import contextlib
import json
import signal

from intentions import intend
from machine import Machine, Shop
from orders import Order, Sale, come_late
from scenario import SETTLE_SECONDS
from tap import require
from victim import Journal, Victim

KILLED = -signal.SIGKILL
TELLING = ('id', 'kind', 'state', 'mark', 'created', 'updated', 'serverTime', 'newestOrderId', 'newestOrderTime',
           'resultId', 'retryOf', 'error', 'looks', 'candidates')
FINAL = ('confirmed', 'rejected', 'not-placed')
OPEN = ('queued', 'sending', 'unknown', 'needs-a-person')
RESUME = ('order', 'resume', '--json')
SETTLE = ('journal', 'settle', f'--wait={15 * SETTLE_SECONDS}', '--json')


class Round:
    """A scenario being played."""

    # How the program is started.
    options = {}

    def __init__(self, scenario, goods):
        self.scenario = scenario
        self.goods = goods
        self.results = []
        self.deaths = []
        self.states = []

    def play(self):
        """Raises an AssertionError with everything that is needed to understand what went wrong."""
        with Shop('--start', self.scenario.start()) as self.shop, Machine() as self.machine, self.disk():
            self.journal = Journal(self.machine)
            self.machine.add_account(self.shop, 'shop', '--settle-after', str(SETTLE_SECONDS)).expect(0)
            self.write = intend(self.scenario, self.shop, self.machine, self.goods)
            try:
                self.attempt()
                self.recover()
                self.judge()
                if self.scenario.tries_again:
                    self.try_again()
            except Exception as error:
                raise AssertionError(f'{error}\n{self.describe()}') from error

    def disk(self):
        """Where the records are kept, as a context."""
        return contextlib.nullcontext()

    def events(self):
        """What happened, in words that can be counted."""
        ends = ['killed' if result.status == KILLED else f'ended with {result.status}' for result in self.results]
        return ends + self.deaths + [f'entries {state} in the end' for state in self.states]

    def describe(self):
        lines = [f'reproduce it with --seed {self.scenario.seed}; {self.scenario}']
        for result in self.results:
            last = result.err.strip().splitlines()[-1:]
            lines.append(f'{" ".join(result.words[:2])} → {result.status} {" ".join(last)}')
        listed = self.machine.run('journal', 'list', '--json')
        for entry in json.loads(listed.out or '[]')[::-1]:
            lines.append(f'journal: { {name: entry[name] for name in TELLING if name in entry} }')
        lines.append(f'marketplace: {self.write.made()}')
        return '\n'.join(lines)

    def end(self, victims):
        ended = [victim.end() for victim in victims]
        self.results += ended
        return ended

    def run(self, *words):
        return self.end([Victim(self.machine, words)])[0]

    def entries(self):
        """The journal's entries of the write, the oldest first; nothing else was ever written."""
        entries = self.machine.json('journal', 'list')[::-1]
        require(all(entry['kind'] == self.write.kind for entry in entries), f'foreign entries: {entries}')
        return entries

    def set_faults(self):
        if self.scenario.fault:
            self.shop.fault(self.write.method, self.write.path, self.scenario.fault)
        if self.scenario.read_fault:
            self.shop.control('POST', 'faults', self.scenario.read_fault)

    def attempt(self):
        """Lets the fault strike and the program die."""
        scenario = self.scenario
        self.set_faults()
        victims = [Victim(self.machine, self.write.words, **self.options) for _ in range(scenario.racers)]
        with self.journal.open() as reached:
            for index in scenario.victims:
                self.strike(victims[index], reached)
        ended = self.end(victims)
        if any(result.status == KILLED for result in ended):
            self.deaths = [f'entries {state} at a death' for state in self.journal.states() or ['missing']]
        for result in ended:
            self.check_status(result)

    def strike(self, victim, reached):
        """Kills a run of the program; `reached(state)` looks into the journal."""
        kill = self.scenario.kill
        if kill == 'moment':
            victim.kill_after(self.scenario.moment_ms)
        elif kill == 'arrived':
            victim.kill_when(self.write.arrived)
        elif kill:
            victim.kill_when(lambda: reached(kill))

    def check_status(self, result):
        """A script believes the exit status."""
        states = {entry['state'] for entry in self.entries()}
        if result.status == 0:
            require('confirmed' in states, f'exit status 0, yet the journal says {states}')
        if result.status == 6:
            require(states & {'unknown', 'sending'}, f'exit status 6, yet the journal says {states}')
        require(result.status in (KILLED, 0, 1, 3, 4, 5, 6), f'exit status {result.status}: {result.err}')

    def recover(self):
        """What a person does after a crash, which may crash as well."""
        scenario = self.scenario
        if scenario.second_kill_ms is not None:
            for words in (RESUME, SETTLE):
                victim = Victim(self.machine, words)
                victim.kill_after(scenario.second_kill_ms)
                self.end([victim])

        entries = self.entries()
        if scenario.asks_again and isinstance(self.write, Order) and entries and entries[-1]['state'] in OPEN:
            self.run(*self.write.words)
            require(len(self.entries()) == len(entries), 'the same PO number made another entry beside an open one')

        self.shop.control('DELETE', 'faults')
        self.end([Victim(self.machine, RESUME) for _ in range(scenario.healers)])
        settled = self.end([Victim(self.machine, SETTLE) for _ in range(scenario.healers)])
        require(all(result.status == 0 for result in settled), 'some stay unknown')

    def judge(self):
        """Each entry is final and true; nothing happened that no entry tells of."""
        entries = self.entries()
        self.states = [entry['state'] for entry in entries]
        made = self.write.made()
        confirmed = [entry.get('resultId') for entry in entries if entry['state'] == 'confirmed']

        require(all(entry['state'] in FINAL for entry in entries), 'an entry is stuck')
        require(sorted(confirmed) == sorted(made), f'confirmed are {confirmed}, yet the marketplace made {made}')
        self.write.check(len(made))

        # One after the other: as long as an entry is open, the same order does not get another.
        for older, newer in zip(entries, entries[1:]):
            if isinstance(self.write, Order):
                require(newer['created'] >= older['updated'], 'two entries of one order were open at once')
        if self.scenario.racers == 1:
            require(len(made) <= 1, 'it happened more than once')

        sent = self.write.sent()
        require(sent <= len(entries), f'sent {sent} times for {len(entries)} entries')

    def try_again(self):
        """What provably did not happen may be asked for again: as a new entry that names the old one."""
        entries = self.entries()
        if entries and entries[-1]['state'] != 'not-placed':
            return
        if entries and entries[-1].get('looks') and isinstance(self.write, Sale) and self.scenario.comes_late:
            self.try_too_late(entries[-1])
            return

        self.run(*self.write.words).expect(0)
        newest = self.entries()[-1]
        if entries and isinstance(self.write, Order):
            require(newest.get('retryOf') == entries[-1]['id'], f'no link to the entry before: {json.dumps(newest)}')
        self.judge()
        require(len(self.write.made()) == 1, 'it did not happen')

    def try_too_late(self, entry):
        """The marketplace was slow: it is there before it is sent again, and is not sent again then."""
        order = come_late(self.shop, entry)
        self.write.sent_before = self.write.sent()
        self.run(*self.write.words).expect(5)
        require(self.write.sent() == 0, 'it was sent again')
        self.write.sent_before = 0
        states = {row['id']: row['state'] for row in self.entries()}
        require(states[entry['id']] == 'confirmed' and self.write.made() == [order], f'it is not known: {states}')
        self.states.append('found late')
