#!/usr/bin/python3 -Wignore
# test-window.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The window itself: there is one, however often the program is started, and it shows what wants to be looked at.

The programs that are started a second time are processes of their own.
"""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time

from computer import Computer
from desktop import PATIENCE, GLib, wait_for
from goods import new_customer
from machine import Shop
from tap import Plan, require

PROGRAM = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'app', 'tradewind')


class Round:
    """A computer with an account, whose journal gets entries that never were sent."""

    def __init__(self, computer, shop):
        self.computer = computer
        self.shop = shop
        self.window = None

    def records(self):
        return self.computer.path('data/tradewind/shop.records.db')

    def write(self, state):
        """An entry as another program leaves it."""
        now = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
        with contextlib.closing(sqlite3.connect(self.records())) as records, records:
            records.execute("INSERT INTO journal (kind, state, mark, created, updated, customer_id, request, resumable,"
                            " account, author, program, error) VALUES ('place-order', ?, 'PO-1', ?, ?, '1', '{}', 0,"
                            " 'shop', 'ana@desk', 'test', 'The marketplace said no.')", (state, now, now))

    def start_again(self, *arguments):
        """Starts the program once more, in the same session."""
        environment = {**self.computer.env, 'G_DEBUG': 'gc-friendly'}
        done = subprocess.run([PROGRAM, *arguments], env=environment, timeout=PATIENCE, check=False)
        require(done.returncode == 0, f'the second program ended with {done.returncode}')

    def titles(self):
        return [window.get_name() for window in self.computer.application.windows()]


def open_window(this):
    new_customer(this.computer)
    this.computer.start()
    this.window = this.computer.window('Tradewind')
    wait_for('read list of customers', lambda: this.shop.counted('GET', '/customers', 200) > 0)


def start_twice(this):
    """The second program hands over to the first, and ends."""
    this.start_again()
    this.start_again()
    require(this.titles() == ['Tradewind'], f'there are {this.titles()}')
    require(this.computer.application.process.poll() is None, 'the first program ended')


def start_with_dialogs(this):
    """A dialog stays open, and a dialog of a dialog."""
    this.window.choose_from_menu('Back Up Records…')
    this.computer.window('Back Up Records').click('Choose a File…')
    this.computer.window('Save Backup')
    before = this.titles()
    this.start_again()
    require(this.titles() == before, f'there are {this.titles()} instead of {before}')
    this.computer.window('Save Backup').click('Cancel')
    this.computer.window('Back Up Records').click('Cancel')
    wait_for('one window', lambda: this.titles() == ['Tradewind'])


def show_shortcuts(this):
    """The keys are shown as often as somebody asks for them."""
    for ask in (lambda: this.window.choose_from_menu('Keyboard Shortcuts'), lambda: this.window.press('key', 'F1')):
        ask()
        shortcuts = this.computer.window('Keyboard Shortcuts')
        shortcuts.wait_label('Keyboard shortcuts')
        wait_for('key of an action', lambda: any('F1' in node.get_name() for node in shortcuts.nodes()))
        shortcuts.press('key', 'Escape')
        wait_for('one window', lambda: this.titles() == ['Tradewind'])


def ask_too_late(this):
    """A window may close after assistive technology has counted it and before it asks for it."""
    root = this.computer.application.root
    count = root.get_child_count()
    with contextlib.suppress(GLib.Error):
        root.get_child_at_index(count)
    require(this.titles() == ['Tradewind'], f'there are {this.titles()}')


def show_failed(this):
    """What another program has failed with is seen here, on whatever page."""
    this.write('rejected')
    this.window.click('Refresh')
    for page in range(4):
        this.window.select('Pages', page)
        this.window.wait_label('1 change wants to be looked at')


def show_unknown(this):
    """What nobody knows the outcome of comes first."""
    this.write('needs-a-person')
    this.window.click('Refresh')
    for page in range(4):
        this.window.select('Pages', page)
        this.window.wait_label('Nobody knows yet whether 1 change took effect.')


def start_demo(this):
    """The demo opens in the window there is."""
    this.start_again('--demo')
    this.window.wait_label('On this computer only')
    require(this.titles() == ['Tradewind'], f'there are {this.titles()}')
    wait_for('end of the other account’s entries', lambda: not any(
        'Nobody knows yet whether' in node.get_name() for node in this.window.nodes()))


def complain_of_nothing(this):
    lines = this.computer.complaints()
    require(not lines, '\n'.join(lines[:10]))


def main():
    plan = Plan()
    with Shop() as shop, Computer() as computer:
        computer.add_account(shop).expect(0)
        this = Round(computer, shop)
        for name, case in (
            ('open the window', open_window),
            ('start the program again', start_twice),
            ('start it again with dialogs open', start_with_dialogs),
            ('show the shortcuts', show_shortcuts),
            ('ask for a window too late', ask_too_late),
            ('show what failed', show_failed),
            ('show what nobody knows', show_unknown),
            ('start the demo in the same window', start_demo),
            ('complain of nothing', complain_of_nothing),
        ):
            plan.add(name, case, this)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
