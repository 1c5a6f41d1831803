# late.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""
A marketplace that is slower than anybody waits: an order that counted as not placed is there after all. The journal
says so, nothing is sent that it would double, and where it was doubled already a person sees both.
"""

import contextlib
import sys

from machine import Machine, Shop
from orders import Sale, come_late
from rounds import RESUME, SETTLE
from scenario import SETTLE_SECONDS
from tap import Plan, require
from writes import Goods


class Trade:
    """An order that no look found."""

    def __init__(self, shop, machine, goods):
        self.shop = shop
        self.machine = machine
        machine.add_account(shop, 'shop', '--settle-after', str(SETTLE_SECONDS)).expect(0)
        self.sale = Sale(shop, goods, 'PO-late')
        shop.fault('POST', '/orders', 'status:500')
        self.place().expect(6)
        machine.run(*SETTLE).expect(0)
        self.require_states('not-placed')

    def place(self):
        return self.machine.run(*self.sale.words)

    def entries(self):
        """The oldest first."""
        return self.machine.json('journal', 'list')[::-1]

    def require_states(self, *states):
        found = tuple(entry['state'] for entry in self.entries())
        require(found == states, f'the entries are {found} instead of {states}')

    def come_late(self):
        return come_late(self.shop, self.entries()[0])


@contextlib.contextmanager
def trade(goods):
    with Shop('--start', 'now') as shop, Machine() as machine:
        yield Trade(shop, machine, goods)


def check_noticed(goods):
    """What a sync reads is enough; nobody has to ask."""
    with trade(goods) as case:
        order = case.come_late()
        case.require_states('not-placed')
        case.machine.good('sync')
        entry = case.entries()[0]
        require((entry['state'], entry.get('resultId')) == ('confirmed', order), str(entry))
        require('after all' in entry['error'], str(entry))


def check_asked(goods):
    """A person who doubts it has it looked for once more."""
    with trade(goods) as case:
        require(case.machine.json('journal', 'settle', '1')['state'] == 'not-placed', 'it is not there')
        order = case.come_late()
        require(case.machine.json('journal', 'settle', '1').get('resultId') == order, 'it was not found')


def check_again(goods):
    """Sending again looks first, in however many programs."""
    with trade(goods) as case:
        order = case.come_late()
        with case.shop.called('POST', '/orders', 0):
            result = case.place().expect(5)
            case.machine.run(*RESUME).expect(0)
        require(order in result.err, result.err)
        case.require_states('confirmed', 'rejected')
        require(case.sale.made() == [order], 'there are two')


def check_double(goods):
    """It was sent again before it came: there are two, and a person is told which."""
    with trade(goods) as case:
        case.place().expect(0)
        order = case.come_late()
        case.machine.good('sync')
        case.require_states('needs-a-person', 'confirmed')
        first, again = case.entries()
        require([row['id'] for row in first['candidates']] == [order], str(first))
        require(order in first['error'] and again['resultId'] in first['error'], first['error'])
        case.machine.run('journal', 'settle', '1').expect(6)
        case.machine.good('journal', 'settle', '1', '--as', order)
        case.require_states('confirmed', 'confirmed')


def main():
    goods = Goods()
    plan = Plan()
    plan.add('a sync reads it', check_noticed, goods)
    plan.add('a person asks for it', check_asked, goods)
    plan.add('it is tried again', check_again, goods)
    plan.add('it was tried again', check_double, goods)
    return plan.run()


sys.exit(main())
