# repeat.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who gets no answer asks again: the same write, while nobody knows what came of it, is not made twice."""

import sqlite3
import sys
import time

from goods import CUSTOMER, new_customer, order_words
from machine import Machine, Shop
from tap import Plan, require

SECONDS = 30


class Trade:
    """A customer, and orders whose answers get lost."""

    def __init__(self, machine, shop):
        self.machine = machine
        self.shop = shop
        self.words = order_words(machine, new_customer(machine))

    def lose(self, *words, path='/orders'):
        """Runs a command whose write takes effect, without an answer."""
        self.shop.fault('POST', path, 'drop-after')
        result = self.machine.run(*words).expect(6)
        self.shop.control('DELETE', 'faults')
        return result

    def again(self, status, *words, path='/orders', times=0):
        with self.shop.called('POST', path, times):
            return self.machine.run(*words).expect(status)

    def newest(self):
        return self.machine.json('journal', 'list', '--limit', '1')[0]

    def settle(self):
        self.machine.run('journal', 'settle')

    def find_subscription(self):
        """One with seats of one product, that takes a change."""
        for row in self.machine.json('subscription', 'list', '--status', 'active'):
            products = self.machine.json('subscription', 'show', row['id']).get('products') or []
            if len(products) == 1 and products[0].get('quantity', 0) > 2:
                result = self.machine.run('order', 'change', row['id'], '--add', '1', '--yes', '--wait')
                if result.status == 0:
                    return row['id'], products[0]['quantity'] + 1
        raise AssertionError('no subscription takes a change')

    def await_seats(self, subscription, seats):
        """The order was accepted and the answer lost: at some time its seats are there."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            answer = self.machine.run('request', 'GET', f'/subscriptions/{subscription}').expect(0).json()
            if answer['products'][0]['quantity'] == seats:
                return
            time.sleep(0.2)
        raise AssertionError('the lost order was not completed')


def check_change(trade):
    """While the order is open at the marketplace, and when it is completed."""
    trade.machine.good('sync', '--lists-only')
    subscription, seats = trade.find_subscription()
    for po, option, number, total in (('CH-total', '--seats', seats + 5, seats + 5), ('CH-add', '--add', 2, seats + 7)):
        words = ['order', 'change', subscription, option, str(number), '--yes', '--po', po]
        trade.lose(*words)
        entry = trade.newest()
        for completed in (False, True):
            if completed:
                trade.await_seats(subscription, total)
            result = trade.again(6, *words)
            require(f'entry {entry["id"]} ' in result.err and 'withdraw' not in result.err, result.err)
        result = trade.again(5, 'order', 'change', subscription, '--remove', '1', '--yes')
        require(f'entry {entry["id"]},' in result.err and 'withdraw' not in result.err, result.err)
        trade.settle()
        require(trade.newest()['state'] == 'confirmed', str(trade.newest()))


def check_refusal(trade):
    """What was refused comes first, then what explains it."""
    subscription, seats = trade.find_subscription()
    path = f'/subscriptions/{subscription}'
    customer = trade.machine.run('request', 'GET', path).expect(0).json()['customerId']
    mpn = trade.machine.run('request', 'GET', path).expect(0).json()['products'][0]['mpn']
    order = {'type': 'change', 'customerId': customer,
             'products': [{'subscriptionId': subscription, 'mpn': mpn, 'quantity': seats + 3}]}
    trade.machine.good('request', 'POST', '/orders', '--data', trade.machine.write('change.json', order))
    result = trade.machine.run('order', 'change', subscription, '--add', '1', '--yes').expect(5)
    lines = [line for line in result.err.splitlines() if 'open' in line]
    require(lines[0].startswith('tradewind-cli: ') and 'wait-for-open' in lines[1], result.err)


def check_sale(trade):
    """Without a PO number, or with a blank one, the same sale goes on with its entry."""
    for option in ([], ['--po', ' ']):
        words = ['order', 'place', *trade.words, *option, '--yes', '--json']
        trade.lose(*words)
        entry = trade.newest()
        require(entry['mark'].startswith('TW-') and entry['request']['poNumber'] == entry['mark'], str(entry))
        result = trade.again(6, *words)
        require(result.out == '' and f'entry {entry["id"]} ' in result.err, result.err)
        require(trade.newest()['id'] == entry['id'], 'another entry was made')
        trade.settle()
        require(trade.newest()['state'] == 'confirmed', str(trade.newest()))
        trade.again(0, *words, times=1)


def check_rivals(trade):
    """What may be a repetition is said, and is the person's to decide."""
    words = ['order', 'place', *trade.words, '--yes', '--json']
    trade.lose(*words, '--po', 'PO-lost')
    entry = trade.newest()
    result = trade.again(0, *words, '--po', 'PO-other', times=1)
    require(f'entry {entry["id"]} (PO number PO-lost) ' in result.err and 'unknown' in result.err, result.err)
    more = [word.replace('=5', '=6') for word in words]
    result = trade.again(0, *more, '--po', 'PO-lost', times=1)
    require(f'entry {entry["id"]} has this PO number too' in result.err and 'unknown' in result.err, result.err)
    trade.settle()


def check_customer(trade):
    """A customer has no PO number: what is said of it, and its id in the person's own systems, tell."""
    machine = trade.machine
    path = machine.write('lost.json', {**CUSTOMER, 'name': 'Lost and found', 'externalId': 'CRM-lost'})
    words = ['customer', 'create', '--data', path]
    trade.lose(*words, path='/customers')
    entry = trade.newest()
    result = trade.again(6, *words, path='/customers')
    require(f'settle {entry["id"]}' in result.err, result.err)
    other = machine.write('other.json', {**CUSTOMER, 'name': 'Found', 'externalId': 'CRM-lost'})
    result = trade.again(5, 'customer', 'create', '--data', other, path='/customers')
    require(f'entry {entry["id"]} ' in result.err and 'CRM-lost' in result.err, result.err)


def check_unwritten(trade):
    """An answer that the journal cannot take is told all the same."""
    path = trade.machine.path('data/tradewind/shop.records.db')
    with sqlite3.connect(path) as records:
        records.execute("CREATE TRIGGER full BEFORE UPDATE OF state ON journal WHEN NEW.state = 'confirmed'"
                        " BEGIN SELECT raise (ABORT, 'no space'); END")
    records.close()
    result = trade.again(6, 'order', 'place', *trade.words, '--po', 'PO-unwritten', '--yes', '--json', times=1)
    order = trade.shop.control('GET', 'orders?po=PO-unwritten')[0]['id']
    require(order in result.err and 'nobody knows' not in result.err, result.err)
    with sqlite3.connect(path) as records:
        records.execute('DROP TRIGGER full')
    records.close()
    trade.settle()
    require(trade.newest()['resultId'] == order, str(trade.newest()))


def check_other_marketplace(trade):
    """The name of an account may be given to another marketplace; what was sent to the first is not looked for there."""
    machine = trade.machine
    words = ['order', 'place', *trade.words, '--po', 'PO-elsewhere', '--yes']
    trade.lose(*words)
    entry = trade.newest()
    result = machine.good('account', 'remove', 'shop')
    require(f'entry {entry["id"]} (PO-elsewhere)' in result.err and 'unknown' in result.err, result.err)
    with Shop() as other:
        machine.add_account(other, 'shop', '--settle-after', '1').expect(0)
        for id_words in ([], [entry['id']]):
            result = machine.run('journal', 'settle', *id_words, '--wait=4').expect(6)
            require('another login' in result.err and trade.shop.facts['url'] in result.err, result.err)
        require(machine.json('journal', 'show', entry['id'])['state'] == 'unknown', 'it was settled elsewhere')
        machine.good('account', 'remove', 'shop')
    machine.add_account(trade.shop).expect(0)
    trade.settle()
    require(trade.newest()['state'] == 'confirmed', str(trade.newest()))


def main():
    plan = Plan()
    shop = Shop()
    with Machine() as machine:
        machine.add_account(shop).expect(0)
        trade = Trade(machine, shop)
        plan.add('a change', check_change, trade)
        plan.add('a refused change', check_refusal, trade)
        plan.add('a sale', check_sale, trade)
        plan.add('sales that may be the same', check_rivals, trade)
        plan.add('a customer', check_customer, trade)
        plan.add('an answer that cannot be kept', check_unwritten, trade)
        plan.add('another marketplace', check_other_marketplace, trade)
        return plan.run()


sys.exit(main())
