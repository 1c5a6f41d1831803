#!/usr/bin/python3 -Wignore
# test-records.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records of an account in the running window: kept in a file, put back, and taken to another computer.

What the files hold is read with SQLite itself, and what the marketplace was asked is in its own statistics.
"""

import contextlib
import glob
import os
import sqlite3
import stat
import subprocess
import sys

from computer import Computer
from desktop import wait_for
from goods import new_customer
from machine import Shop
from tap import Plan, require

ACCOUNT = 'shop'

# Holds the lock of one who works with a journal, until its input ends.
HOLDER = '''
import fcntl, os, struct, sys
owners = os.open(sys.argv[1], os.O_RDWR)
fcntl.fcntl(owners, 37, struct.pack('hhqqi', fcntl.F_WRLCK, os.SEEK_SET, 7, 1, 0))
print('held', flush=True)
sys.stdin.read()
'''


class Round:
    """A computer with an account that has written one customer."""

    def __init__(self, computer, shop):
        self.computer = computer
        self.shop = shop
        self.window = None

    def kept(self):
        return os.path.join(self.computer.home, 'documents', 'kept.records')

    def records(self):
        return os.path.join(self.computer.home, 'data', 'tradewind', f'{ACCOUNT}.records.db')


def open_account(this):
    this.computer.start()
    this.window = this.computer.window('Tradewind')
    wait_for('account at work', lambda: is_at_work(this))


def is_at_work(this):
    """Whether the window has the journal open, with the lock that keeps others from replacing it."""
    return this.records() + '-owners' in this.computer.open_files()


def count(path):
    with contextlib.closing(sqlite3.connect(path)) as records:
        return records.execute('SELECT count (*) FROM journal').fetchone()[0]


def back_up(this):
    """One private file, whole, in a folder that is offered again the next time."""
    window = this.window
    window.choose_from_menu('Back Up Records…')
    dialog = this.computer.window('Back Up Records')
    dialog.wait_label('shop')
    dialog.click('Choose a File…')
    chooser = this.computer.window('Save Backup')
    proposed = chooser.read_name()
    require(proposed.startswith('shop ') and proposed.endswith('.records'), f'“{proposed}” is proposed')
    chooser.type_name(this.kept())
    chooser.click('Save')
    window.wait_toast('Backed up in “kept.records”: 1 journal entry')

    require(count(this.kept()) == 1, f'{count(this.kept())} entries in the backup')
    require(stat.S_IMODE(os.stat(this.kept()).st_mode) == 0o600, 'others can read it')
    require(f'file://{os.path.dirname(this.kept())}' in this.computer.settings(), 'the folder is not remembered')


def back_up_in_vain(this):
    """What went wrong is said, and what to do; the dialog stays."""
    this.window.choose_from_menu('Back Up Records…')
    dialog = this.computer.window('Back Up Records')
    dialog.click('Choose a File…')
    chooser = this.computer.window('Save Backup')
    chooser.type_name(this.records())
    chooser.click('Save')
    this.computer.window('').click('Replace')
    dialog.wait_label('These are the records themselves.')
    dialog.click('Cancel')
    require(count(this.records()) == 1, 'the records are others now')


def refuse_foreign_file(this):
    foreign = os.path.join(this.computer.home, 'documents', 'text.records')
    with open(foreign, 'w', encoding='ascii') as file:
        file.write('not a database at all, but long enough to be looked at twice' * 20)
    dialog = choose_backup(this, foreign)
    dialog.wait_label('This file cannot be restored. Choose another one.')
    dialog.wait_label('is no records file of Tradewind')
    dialog.click('Cancel')


def choose_backup(this, path):
    this.window.choose_from_menu('Restore Records…')
    dialog = this.computer.window('Restore Records')
    dialog.click('Choose a Backup…')
    this.computer.window('Choose a Backup').choose_path(path)
    return dialog


def restore(this):
    """What would be lost is said before; the records of before are set aside, and the window goes on with the backup."""
    new_customer(this.computer, name='Written After the Backup', externalId='CRM-2')
    require(count(this.records()) == 2, 'the second customer is not in the journal')

    dialog = choose_backup(this, this.kept())
    dialog.wait_label(os.path.basename(this.kept()))
    dialog.wait_label('1 present entry, from ')
    with hold(this.records() + '-owners') as holder:
        dialog.click('Restore')
        dialog.wait_label('Somebody works with these records just now.')
        dialog.wait_label(f'{os.path.basename(os.path.realpath(sys.executable))} (process {holder.pid})')
        require(count(this.records()) == 2, 'the records were replaced under somebody’s hands')
        require(not set_aside(this), f'set aside: {set_aside(this)}')

    dialog.click('Restore')
    dialog.wait_label('Records Restored')
    dialog.wait_label('are those of the backup now: 1 journal entry.')
    dialog.click('Close')
    require(count(this.records()) == 1, f'{count(this.records())} entries are restored')
    require([count(path) for path in set_aside(this)] == [2], f'set aside: {set_aside(this)}')
    require(len(this.computer.json('journal', 'list')) == 1, 'the command line sees something else')

    # The account is at work again, and writes into the file that took the place.
    wait_for('account at work', lambda: is_at_work(this))
    new_customer(this.computer, name='Written After the Restore', externalId='CRM-3')
    require(count(this.records()) == 2, 'the window holds on to the records of before')


def set_aside(this):
    return glob.glob(this.records() + '.replaced-*[0-9]')


@contextlib.contextmanager
def hold(owners):
    process = subprocess.Popen([sys.executable, '-c', HOLDER, owners], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        require(process.stdout.readline() == b'held\n', 'the records are not held')
        yield process
    finally:
        process.communicate(b'')


def move(this):
    """On another computer nothing is lost; the entries come along, and nothing is sent again."""
    with Computer() as other, this.shop.called('POST', '/customers', 0):
        other.add_account(this.shop, ACCOUNT).expect(0)
        there = Round(other, this.shop)
        open_account(there)
        dialog = choose_backup(there, this.kept())
        dialog.wait_label('Nothing is lost')
        dialog.click('Restore')
        dialog.wait_label('are those of the backup now: 1 journal entry.')
        dialog.click('Close')
        wait_for('account at work', lambda: is_at_work(there))
        require(len(other.json('journal', 'list')) == 1, 'the entry did not come along')


def complain_of_nothing(this):
    lines = this.computer.complaints()
    # There is one window for all computers of a session: the next one starts its own.
    this.computer.stop()
    require(not lines, '\n'.join(lines[:10]))


def main():
    plan = Plan()
    with Shop() as shop, Computer() as computer:
        computer.add_account(shop, ACCOUNT).expect(0)
        new_customer(computer)
        this = Round(computer, shop)
        for name, case in (
            ('open the account', open_account),
            ('back the records up', back_up),
            ('a backup that cannot be made', back_up_in_vain),
            ('a file that is no backup', refuse_foreign_file),
            ('restore the records', restore),
            ('complain of nothing', complain_of_nothing),
            ('take the records to another computer', move),
        ):
            plan.add(name, case, this)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
