# window_round.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A round in which the window places the order and dies of it, and is opened again."""

import contextlib
import os
import shutil
import signal
import subprocess
import time

from machine import Result
from rounds import KILLED, RESUME, Round
from tap import require
from victim import SECONDS, Victim

HERE = os.path.dirname(os.path.abspath(__file__))
WITH_DISPLAY = os.path.join(HERE, os.pardir, 'ui', 'with-display')
DRIVER = os.path.join(HERE, 'window.py')

# What the form finds by its number alone, and the name that stands there then.
MPN = 'ADT-005-B-ANNUAL'
PRODUCT = 'Adatum eSign Basic (Annual, billed monthly)'

# Drawn by the processor; assistive technology asks for positions on the screen, which makes the toolkit warn.
WINDOW_ENV = {'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'gl-disable', 'G_DEBUG': 'gc-friendly'}


def can_show_windows():
    return shutil.which('xvfb-run') is not None and shutil.which('dbus-run-session') is not None


class WindowVictim(Victim):
    """The window, and the process that drives it."""

    def __init__(self, machine, words):
        # The display has a home of its own; the window is at home in the machine's.
        home = [f'{name}={value}' for name, value in machine.env.items() if name == 'HOME' or name.startswith('XDG_')]
        self.words = ['window', *words]
        self.killed = False
        self.started = time.monotonic()
        driver = ['/usr/bin/python3', '-Wignore', DRIVER, *words]
        self.process = subprocess.Popen(['/bin/sh', WITH_DISPLAY, '/usr/bin/env', *home, *driver], cwd=machine.home,
                                        env={**machine.env, **WINDOW_ENV}, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.pid = int(self.wait_word('window'))

    def wait_word(self, word):
        """Waits until the driver says a word, and returns what stands after it."""
        for line in self.process.stdout:
            if line.split(' ', 1)[0].strip() == word:
                return line[len(word):].strip()
        raise AssertionError(f'the window never was {word}: {self.process.stderr.read()[-600:]}')

    def press(self):
        self.process.stdin.write('\n')
        self.process.stdin.flush()
        self.started = time.monotonic()

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):  # gone, and its driver not yet
            if self.process.poll() is None:
                os.kill(self.pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.killed = True

    def close(self):
        self.signal(signal.SIGTERM)

    def end(self):
        _, err = self.process.communicate(timeout=SECONDS)
        return Result(self.words, KILLED if self.killed else 0, b'', err.encode())


class WindowRound(Round):
    """Places by the window what the program would place."""

    def attempt(self):
        self.machine.good('customer', 'list', '--refresh')
        self.machine.good('product', 'list', '--refresh')
        victim = WindowVictim(self.machine, ['fill', self.write.po, MPN, PRODUCT, self.write.po])
        try:
            victim.wait_word('ready')
            self.set_faults()
            with self.journal.open() as reached:
                victim.press()
                self.strike(victim, reached)
        finally:
            victim.kill()
        self.end([victim])
        self.deaths = [f'entries {state} at a death of the window' for state in self.journal.states() or ['missing']]

    def strike(self, victim, reached):
        """The window does not end by itself when the order never arrives."""
        if self.scenario.kill == 'arrived':
            victim.kill_when(lambda: self.write.arrived() or reached('ended'))
        else:
            super().strike(victim, reached)

    def recover(self):
        """The window finds out by itself what became of the order; nothing that waits is sent without a person."""
        if self.scenario.second_kill_ms is not None:
            victim = WindowVictim(self.machine, ['open'])
            victim.kill_after(self.scenario.second_kill_ms)
            self.end([victim])

        self.shop.control('DELETE', 'faults')
        queued = self.journal.states().count('queued')
        victim = WindowVictim(self.machine, ['open'])
        settled = victim.wait_until(lambda: not {'sending', 'unknown'} & set(self.journal.states()))
        victim.close()
        self.end([victim])
        require(settled, 'the window leaves some unknown')
        require(self.journal.states().count('queued') == queued, 'the window sent what nobody told it to')
        self.run(*RESUME)
