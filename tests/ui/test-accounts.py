#!/usr/bin/python3 -Wignore
# test-accounts.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several accounts: what wants to be looked at in those that are not open, and what removing one leaves behind."""

import contextlib
import sqlite3
import sys
import time

from computer import Computer
from desktop import BUTTONS, GLib, is_action, is_called, wait_for
from machine import Shop
from tap import Plan, require

ACTIVITY = 'Changes you made, newest first'
ROLES = ('menu item', 'radio menu item', 'check menu item')


class Round:
    """A computer with two accounts at one marketplace; other programs leave entries in their journals."""

    def __init__(self, computer, shop):
        self.computer = computer
        self.shop = shop
        self.window = None

    def write(self, account, state, mark):
        """An entry as another program leaves it."""
        now = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
        path = self.computer.path(f'data/tradewind/{account}.records.db')
        with contextlib.closing(sqlite3.connect(path)) as records, records:
            records.execute("INSERT INTO journal (kind, state, mark, created, updated, customer_id, request, resumable,"
                            " account, author, program) VALUES ('place-order', ?, ?, ?, ?, '1', '{}', 0, ?,"
                            " 'ana@desk', 'test')", (state, mark, now, now, account))

    def button(self):
        """The menu button has a button in it that opens the menu."""
        return wait_for('button of the accounts', lambda: [
            node for node in self.window.nodes()
            if node.get_role_name() in BUTTONS and is_called(node, 'Choose the account')][-1:])[0]

    def shows(self, text):
        return any(text in node.get_name() for node in self.window.nodes())

    def choose(self, label):
        """Takes an item of the menu of accounts, which goes with it, perhaps before it has answered."""
        self.button().get_action_iface().do_action(0)
        item = self.window.wait(ROLES, label)
        with contextlib.suppress(GLib.Error):
            item.get_action_iface().do_action(0)

    def ask_to_remove(self):
        self.choose('Remove This Account…')
        return wait_for('question', lambda: next(
            (self.computer.window(name) for name in self.titles() if name != 'Tradewind'), None))

    def titles(self):
        return [window.get_name() for window in self.computer.application.windows()]


def count_others(this):
    """What nobody knows the outcome of in the other account shows at the head of the window, as soon as it is so."""
    this.write('second', 'unknown', 'PO-before')
    this.computer.start()
    this.window = this.computer.window('Tradewind')
    wait_for('account', lambda: this.shows('first'))
    this.window.wait_label('Another account has 1 change that wants to be looked at')
    this.write('second', 'needs-a-person', 'PO-meanwhile')
    this.window.wait_label('Other accounts have 2 changes that want to be looked at')


def look_at_others(this):
    """Its account is chosen, and what wants to be looked at comes first."""
    this.choose('second (2 to look at)')
    wait_for('entries', lambda: this.window.find(('list',), ACTIVITY))
    this.window.wait_label('Nobody knows yet whether 2 changes took effect.')
    wait_for('end of the count', lambda: not this.shows('that want to be looked at'))


def name_unsettled(this):
    """Removing an account names what it alone can settle. The window may have found out that it needs a person."""
    question = this.ask_to_remove()
    question.wait_label('(PO-before) is not settled (')
    question.wait_label('(PO-meanwhile) is not settled (Needs you).')
    question.wait_label('add this login again under the name “second”')
    question.click('Keep')
    wait_for('one window', lambda: this.titles() == ['Tradewind'])


def remove(this):
    """The other account is opened in its place; the journal stays."""
    this.ask_to_remove().click('Remove')
    wait_for('the other account', lambda: this.shows('first') and not this.shows('second'))
    require(len(this.computer.json('account', 'list')) == 1, 'it is still there')
    with contextlib.closing(sqlite3.connect(this.computer.path('data/tradewind/second.records.db'))) as records:
        require(records.execute('SELECT count (*) FROM journal').fetchone() == (2,), 'its journal is gone')


def remove_settled(this):
    """Nothing is named where everything is settled."""
    question = this.ask_to_remove()
    question.wait_label('Its password and key are removed from the keyring.')
    require(not any('not settled' in node.get_name() for node in question.nodes()), 'something is named')
    question.click('Keep')


def choose_on_start_page(this):
    """Where one account cannot be opened the others can, and what they want shows there too."""
    this.computer.stop()
    this.computer.add_account(this.shop, 'second').expect(0)
    with contextlib.closing(sqlite3.connect(this.computer.path('data/tradewind/first.records.db'))) as records:
        records.execute('PRAGMA user_version = 99')
    this.computer.start()
    this.window = this.computer.window('Tradewind')
    this.window.wait_label('written by a newer release')
    row = wait_for('row of the other account', lambda: next(
        (node for node in this.window.nodes() if node.get_name() == 'second' and is_action(node, 'account.open')
         and node.get_description() == '2 changes want to be looked at'), None))
    with contextlib.suppress(GLib.Error):
        row.get_action_iface().do_action(0)
    wait_for('entries', lambda: this.window.find(('list',), ACTIVITY))
    this.window.wait_label('Nobody knows yet whether 2 changes took effect.')


def complain_of_nothing(this):
    lines = this.computer.complaints()
    require(not lines, '\n'.join(lines[:10]))


def main():
    plan = Plan()
    with Shop() as shop, Computer() as computer:
        for name in ('first', 'second'):
            computer.add_account(shop, name).expect(0)
            computer.good('--account', name, 'journal', 'list')
        computer.good('account', 'default', 'first')
        this = Round(computer, shop)
        for name, case in (
            ('count what other accounts want', count_others),
            ('look at what they want', look_at_others),
            ('name what is not settled', name_unsettled),
            ('remove the account', remove),
            ('remove one that is settled', remove_settled),
            ('choose one on the start page', choose_on_start_page),
            ('complain of nothing', complain_of_nothing),
        ):
            plan.add(name, case, this)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
