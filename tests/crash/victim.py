# victim.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run of the program that can be killed at any point of its way, and the journal as others see it."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import time

from machine import PROGRAM, Result

# Longer than the program waits, several times, for a marketplace that is too busy to say how long.
SECONDS = 150
POLL_SECONDS = 0.0005
PROGRESS = ('queued', 'sending', 'ended')


class Journal:
    """The records file, read while the program writes it."""

    def __init__(self, machine, account='shop'):
        self.path = os.path.join(machine.path('data'), 'tradewind', f'{account}.records.db')

    def states(self):
        """The states of all entries as they are on disk, the oldest first."""
        try:
            with contextlib.closing(sqlite3.connect(f'file:{self.path}?mode=ro', uri=True)) as connection:
                return [row[0] for row in connection.execute('SELECT state FROM journal ORDER BY id')]
        except sqlite3.OperationalError:  # the file or the table was never made
            return []

    @contextlib.contextmanager
    def open(self):
        """Lends a function that tells whether an entry is in a state, or was and is past it."""
        connection = None

        def reached(aim):
            nonlocal connection
            try:
                if connection is None:
                    connection = sqlite3.connect(f'file:{self.path}?mode=ro', uri=True, timeout=0,
                                                 isolation_level=None)
                states = [row[0] for row in connection.execute('SELECT state FROM journal')]
            except sqlite3.OperationalError:  # not there yet, or the table is being made
                return False
            return any(PROGRESS.index(state if state in PROGRESS else 'ended') >= PROGRESS.index(aim)
                       for state in states)

        try:
            yield reached
        finally:
            if connection is not None:
                connection.close()


class Victim:
    """One start of the program, in the background."""

    def __init__(self, machine, words, **options):
        self.words = words
        self.started = time.monotonic()
        self.process = subprocess.Popen([PROGRAM, *words], cwd=machine.home, env=machine.env,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        **options)

    def wait_until(self, reached):
        """Whether `reached()` said so while it lived."""
        end = self.started + SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            if reached():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def kill(self):
        self.process.send_signal(signal.SIGKILL)

    def kill_when(self, reached):
        if self.wait_until(reached):
            self.kill()

    def kill_after(self, milliseconds):
        self.kill_when(lambda: time.monotonic() - self.started >= milliseconds / 1000)

    def end(self):
        try:
            out, err = self.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise
        return Result(self.words, self.process.returncode, out, err)
