# hindrances.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""
What else comes between a program and its files: a disk that is full, another program that has the records locked,
files that are no databases any more. Nothing may be ordered twice then, and nothing forgotten.
"""

import concurrent.futures
import contextlib
import glob
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from rounds import RESUME, SETTLE, Round
from scenario import Scenario
from tap import Plan, require
from victim import POLL_SECONDS
from writes import Goods

JOBS = 4
SOON_SECONDS = 1.5

# Long enough to do something to the files while a call is on its way.
PAUSE = 'delay:900'


def scene(**changes):
    """A round in which nothing happens but what is said here."""
    scenario = Scenario(0)
    calm = {'write': 'sale', 'fault': None, 'read_fault': None, 'days': 0, 'racers': 1, 'kill': None, 'victims': [0],
            'asks_again': False, 'second_kill_ms': None, 'healers': 1, 'tries_again': True}
    for name, value in {**calm, **changes}.items():
        setattr(scenario, name, value)
    return scenario


# A pause before the claim, and one before the answer.
SLOW = {'fault': PAUSE, 'read_fault': {'method': 'GET', 'path': '/orders', 'action': PAUSE, 'times': 1}}


class Hindered(Round):
    """Something happens to the files once the entry is in a state (None: at the start), and passes."""

    def __init__(self, goods, state, status):
        super().__init__(scene(**SLOW), goods)
        self.state = state
        self.status = status

    def strike(self, victim, reached):
        if self.state is not None:
            require(victim.wait_until(lambda: reached(self.state)), f'it never was {self.state}')
        self.hinder(victim)

    def hinder(self, victim):
        raise NotImplementedError

    def check_status(self, result):
        super().check_status(result)
        require(result.status == self.status, f'it ended with {result.status} instead of {self.status}')
        require(self.status != 1 or self.machine.home in result.err, f'it did not say why: {result.err}')


class NoRoom(Hindered):
    """From then on no file can grow."""

    options = {'restore_signals': False}  # SIGXFSZ stays ignored: writing fails, as on a full disk

    def hinder(self, victim):
        resource.prlimit(victim.process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))


class FullDisk(Hindered):
    """The records are on a disk of their own, which something else fills."""

    SIZE = 512 * 1024

    @contextlib.contextmanager
    def disk(self):
        folder = os.path.join(self.machine.path('data'), 'tradewind')
        os.makedirs(folder, mode=0o700)
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={self.SIZE},mode=700', 'tradewind', folder], check=True)
        self.ballast = os.path.join(folder, 'ballast')
        try:
            yield
        finally:
            subprocess.run(['umount', folder], check=True)

    def hinder(self, victim):
        with open(self.ballast, 'wb', buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def end(self, victims):
        """Somebody makes room again."""
        results = super().end(victims)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.ballast)
        return results


class Locked(Hindered):
    """Another program writes to the records, for a while or until the program gives up."""

    def __init__(self, goods, state, status, seconds=None):
        super().__init__(goods, state, status)
        self.seconds = seconds

    def hinder(self, victim):
        connection = sqlite3.connect(self.journal.path, isolation_level=None)
        try:
            connection.execute('BEGIN IMMEDIATE')
            locked = time.monotonic()
            while victim.process.poll() is None:
                if self.seconds is not None and time.monotonic() - locked > self.seconds:
                    break
                time.sleep(POLL_SECONDS)
        finally:
            connection.close()


class BrokenMirror(Round):
    """The mirror is a cache: without it the program starts anew."""

    def attempt(self):
        customers = len(self.machine.json('customer', 'list', '--refresh'))
        spoil(os.path.join(self.machine.path('cache'), 'tradewind', 'shop.mirror.db'))
        super().attempt()
        require(self.results[-1].status == 0, 'nothing was placed')
        rows = len(self.machine.json('customer', 'list', '--refresh'))
        require(rows == customers, f'{rows} customers instead of {customers}')


class BrokenRecords(Round):
    """
    The records come back from a copy in which the order is not sent yet. That it was sent since is found out, and it
    is not sent again.
    """

    def __init__(self, goods):
        super().__init__(scene(**SLOW, kill='queued'), goods)

    def recover(self):
        require(self.journal.states() == ['queued'], f'it is {self.journal.states()}')
        self.machine.good('journal', 'list')  # the first start that finds something to keep makes a copy
        self.run(*RESUME).expect(0)
        require(self.journal.states() == ['confirmed'], f'it is {self.journal.states()}')

        spoilt = spoil(self.journal.path)
        with self.shop.called('POST', '/orders', 0):
            result = self.run(*RESUME).expect(0)
        aside = glob.glob(f'{self.journal.path}.damaged-*[0-9]')
        require(len(aside) == 1 and read(aside[0]) == spoilt, f'what was found is not kept: {aside}')
        require(aside[0] in result.err and 'missing' in result.err, f'nobody is told: {result.err}')

        self.run(*SETTLE).expect(0)

    def judge(self):
        super().judge()
        require(self.states == ['confirmed'], f'it is {self.states}')


class OldRecords(Round):
    """Somebody puts an old copy of the file in its place, with the order still waiting in it, and has it sent."""

    def __init__(self, goods):
        super().__init__(scene(**SLOW, kill='queued'), goods)

    def recover(self):
        require(self.journal.states() == ['queued'], f'it is {self.journal.states()}')
        self.machine.good('records', 'backup', self.machine.path('old.db'))
        self.run(*RESUME).expect(0)
        require(self.journal.states() == ['confirmed'], f'it is {self.journal.states()}')

        for ending in ('-wal', '-shm'):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self.journal.path + ending)
        shutil.copy(self.machine.path('old.db'), self.journal.path)
        require(self.journal.states() == ['queued'], f'it is {self.journal.states()}')
        with self.shop.called('POST', '/orders', 0):
            self.run(*RESUME).expect(0)
        require(self.journal.states() == ['confirmed'], f'it is {self.journal.states()}')


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def spoil(path):
    """Writes something over all of a database, and returns it."""
    content = b'no database ' * (os.path.getsize(path) // 12)
    with open(path, 'wb') as file:
        file.write(content)
    return content


def can_mount():
    """Whether this may give the records a disk of their own."""
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run(['mount', '-t', 'tmpfs', 'tradewind', folder], stderr=subprocess.DEVNULL, check=False)
        return tried.returncode == 0 and subprocess.run(['umount', folder], check=True).returncode == 0


def main():
    goods = Goods()
    cases = [
        ('no file can grow, from the start', NoRoom(goods, None, 1)),
        ('no file can grow, before it is sent', NoRoom(goods, 'queued', 1)),
        ('no file can grow, before the answer', NoRoom(goods, 'sending', 6)),
        ('the records are locked for a moment', Locked(goods, 'queued', 0, SOON_SECONDS)),
        ('the records are locked before it is sent', Locked(goods, 'queued', 1)),
        ('the records are locked before the answer', Locked(goods, 'sending', 6)),
        ('the mirror is broken', BrokenMirror(scene(), goods)),
        ('the records are broken', BrokenRecords(goods)),
        ('the records are old', OldRecords(goods)),
    ]
    if can_mount():
        cases += [
            ('the disk is full, from the start', FullDisk(goods, None, 1)),
            ('the disk is full before it is sent', FullDisk(goods, 'queued', 1)),
            ('the disk is full before the answer', FullDisk(goods, 'sending', 6)),
        ]
    plan = Plan()
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for name, played in cases:
            plan.add(name, pool.submit(played.play).result)
        return plan.run()


sys.exit(main())
