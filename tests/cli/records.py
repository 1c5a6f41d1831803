# records.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records of an account as one file: kept, taken to another computer, and put right after damage."""

import glob
import os
import sqlite3
import stat
import sys

from goods import new_customer, order_words
from machine import Machine, Shop
from tap import Plan, require


class Keeper:
    """An account with orders in its journal."""

    def __init__(self, machine, shop):
        self.machine = machine
        self.shop = shop
        self.words = order_words(machine, new_customer(machine))
        self.place('PO-1')

    def place(self, po):
        self.machine.good('order', 'place', *self.words, '--po', po, '--yes')

    def marks(self):
        return sorted(entry['mark'] for entry in self.machine.json('journal', 'list') if 'mark' in entry)

    def path(self, ending=''):
        return self.machine.path('data/tradewind/shop.records.db' + ending)

    def daily(self):
        return sorted(glob.glob(self.path('.day-*.backup')))

    def execute(self, sql):
        with sqlite3.connect(self.path()) as records:
            records.execute(sql)
        records.close()


def check_backup(keeper):
    """One private file, never over another one by mistake."""
    machine = keeper.machine
    shown = machine.json('records', 'backup', 'kept.records')
    require(shown['entries'] == len(machine.json('journal', 'list')), str(shown))
    require(stat.S_IMODE(os.stat(machine.path('kept.records')).st_mode) == 0o600, 'others can read it')
    require(not glob.glob(machine.path('kept.records-*')) and not glob.glob(machine.path('kept.records.*')), 'rests')
    machine.run('records', 'backup', 'kept.records').expect(2)
    machine.good('records', 'backup', 'kept.records', '--replace')
    machine.run('records', 'backup', 'no/such/folder').expect(1)


def check_restore(keeper):
    """The copy takes the place of the records, which are set aside; nothing in it is sent again."""
    machine = keeper.machine
    keeper.execute("INSERT INTO journal (kind, state, mark, created, updated, customer_id, request, resumable, account,"
                   " author, program) VALUES ('place-order', 'queued', 'PO-queued', '2026-11-02T09:00:00Z',"
                   " '2026-11-02T09:00:00Z', '1', '{}', 1, 'shop', 'ana@desk', 'test')")
    machine.good('records', 'backup', 'moved.records')
    keeper.execute("UPDATE journal SET state = 'not-placed' WHERE mark = 'PO-queued'")
    keeper.place('PO-2')
    shown = machine.json('records', 'restore', 'moved.records')
    require(os.path.exists(shown['setAside']), str(shown))
    require(keeper.marks() == ['PO-1', 'PO-queued'], str(keeper.marks()))
    queued = next(entry for entry in machine.json('journal', 'list') if entry.get('mark') == 'PO-queued')
    require(queued['state'] == 'unknown' and 'backup' in queued['error'], str(queued))
    with keeper.shop.called('POST', '/orders', 0):
        require(machine.json('order', 'resume') == [], 'it would be sent again')
        settled = machine.run('journal', 'settle', queued['id'], '--json').expect(6).json()
    require(settled['state'] == 'needs-a-person', str(settled))

    # What was set aside is whole, and can be put back.
    machine.good('records', 'restore', shown['setAside'])
    require(keeper.marks() == ['PO-1', 'PO-2', 'PO-queued'], str(keeper.marks()))


def check_new_computer(keeper):
    """The same file on another computer."""
    machine = keeper.machine
    machine.good('records', 'backup', 'other.records')
    with Machine() as other:
        other.add_account(keeper.shop).expect(0)
        other.run('records', 'backup', 'none').expect(5)
        shown = other.json('records', 'restore', machine.path('other.records'))
        require('setAside' not in shown, str(shown))
        entries = other.json('journal', 'list')
        require(sorted(entry['mark'] for entry in entries if 'mark' in entry) == keeper.marks(), str(entries))


def check_refused(keeper):
    """Nothing else takes the place of the records."""
    machine = keeper.machine
    before = keeper.marks()
    machine.write('text', 'not a database at all, but long enough to be looked at twice' * 20)
    for name in ('text', 'missing'):
        machine.run('records', 'restore', name).expect(1)
    with sqlite3.connect(machine.path('foreign')) as foreign:
        foreign.execute('CREATE TABLE journal (id)')
    machine.run('records', 'restore', 'foreign').expect(1)
    with sqlite3.connect(machine.path('newer')) as newer:
        newer.execute('CREATE TABLE journal (id)')
        newer.execute('PRAGMA user_version = 99')
    result = machine.run('records', 'restore', 'newer').expect(1)
    require('newer release' in result.err, result.err)
    require(keeper.marks() == before, 'the records are others now')


def check_daily(keeper):
    """A copy is made at the start when something is new, one for each day, and few are kept."""
    for path in keeper.daily():
        os.remove(path)
    keeper.marks()
    require(len(keeper.daily()) == 1, str(keeper.daily()))
    made = os.stat(keeper.daily()[0]).st_mtime_ns
    require(stat.S_IMODE(os.stat(keeper.daily()[0]).st_mode) == 0o600, 'others can read it')
    keeper.marks()
    require(os.stat(keeper.daily()[0]).st_mtime_ns == made, 'it was made again for nothing')
    for day in range(1, 8):
        path = keeper.path(f'.day-2020-01-0{day}.backup')
        os.link(keeper.daily()[-1], path + 'x')
        with open(path + 'x', 'rb') as source, open(path, 'wb') as target:
            target.write(source.read())
        os.remove(path + 'x')
        os.utime(path, (day * 86400, day * 86400))
    today = keeper.daily()[-1]
    keeper.place('PO-daily')
    keeper.marks()
    kept = keeper.daily()
    require(len(kept) == 5 and kept[-1] == today, str(kept))


def damage(path, offset):
    with open(path, 'r+b') as file:
        file.seek(offset)
        file.write(b'\x5a' * 4096)


def check_damage(keeper):
    """A damaged file is set aside, its newest copy takes its place, and the person is told."""
    for offset in (0, 4096):
        for path in keeper.daily():
            os.remove(path)
        before = keeper.marks()
        keeper.place(f'PO-after-{offset}')
        for ending in ('-wal', '-shm'):
            if os.path.exists(keeper.path(ending)):
                os.remove(keeper.path(ending))
        damage(keeper.path(), offset)
        result = keeper.machine.run('journal', 'list', '--json').expect(0)
        require('damaged' in result.err and 'backup of' in result.err, result.err)
        require(sorted(entry['mark'] for entry in result.json() if 'mark' in entry) == before, result.out)
        require(glob.glob(keeper.path('.damaged-*')), 'the damaged file is gone')
        check_told(keeper, 'damaged')


def check_told(keeper, what):
    """Every command tells of it, until somebody says that it was read."""
    result = keeper.machine.run('journal', 'list').expect(0)
    require(what in result.err and 'records acknowledge' in result.err, result.err)
    keeper.machine.good('records', 'acknowledge')
    result = keeper.machine.run('journal', 'list').expect(0)
    require(result.err == '', result.err)


def check_loss(keeper):
    """A file that is empty or gone, with backups at its side, is no new journal."""
    for empty in (True, False):
        before = keeper.marks()
        if empty:
            os.truncate(keeper.path(), 0)
        else:
            os.remove(keeper.path())
        result = keeper.machine.run('journal', 'list', '--json').expect(0)
        require(('was empty' if empty else 'was missing') in result.err, result.err)
        require(sorted(entry['mark'] for entry in result.json() if 'mark' in entry) == before, result.out)
        check_told(keeper, 'backup of')


def check_damage_without_backup(keeper):
    for path in keeper.daily():
        os.remove(path)
    for path in glob.glob(keeper.path('.version-*')):
        os.remove(path)
    damage(keeper.path(), 0)
    result = keeper.machine.run('journal', 'list', '--json').expect(0)
    require(result.json() == [] and 'no whole backup' in result.err, result.err)
    keeper.place('PO-anew')
    require(keeper.marks() == ['PO-anew'], str(keeper.marks()))


def main():
    plan = Plan()
    shop = Shop()
    with Machine() as machine:
        machine.add_account(shop).expect(0)
        keeper = Keeper(machine, shop)
        plan.add('backup', check_backup, keeper)
        plan.add('restore', check_restore, keeper)
        plan.add('a new computer', check_new_computer, keeper)
        plan.add('other files', check_refused, keeper)
        plan.add('a copy a day', check_daily, keeper)
        plan.add('damage', check_damage, keeper)
        plan.add('loss', check_loss, keeper)
        plan.add('damage without a backup', check_damage_without_backup, keeper)
        return plan.run()


sys.exit(main())
