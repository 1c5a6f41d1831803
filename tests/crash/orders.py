# orders.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Orders of every type, each with a PO number of its own; and taking one back."""

import datetime

from goods import CUSTOMER
from tap import require
from writes import Creation, Write, post

SEATS_ADDED = 3
SEATS_REMOVED = 2

# Longer than an order takes.
SOON = 'PT10S'

# Terms are months here.
TERM_DAYS = range(28, 32)


def sell(shop, goods, po):
    """A subscription of a new customer, with no open order."""
    customer = post(shop, '/customers', CUSTOMER)
    order = post(shop, '/orders', {**goods.request, 'customerId': customer['id'], 'poNumber': f'{po}-sale'})
    shop.advance(SOON)
    return customer['id'], order['subscriptionId']


def come_late(shop, entry):
    """Does what a slow marketplace does: it carries out what was sent long ago. Returns the order's id."""
    return post(shop, '/orders', {**entry['request'], 'attributes': {'tradewindEntry': entry['entryMark']}})['id']


class Order(Creation):
    """An order that the PO number tells from all others."""

    def __init__(self, shop, po):
        super().__init__(shop)
        self.po = po

    def made(self):
        return [order['id'] for order in self.shop.control('GET', f'orders?po={self.po}')]


class Sale(Order):
    def __init__(self, shop, goods, po):
        self.customer = post(shop, '/customers', {**CUSTOMER, 'name': po})
        super().__init__(shop, po)
        self.words = ['order', 'place', '--customer', self.customer['id'], *goods.words, '--po', po, '--yes', '--json']


class OnSubscription(Order):
    """An order about a subscription, which shows whether it was carried out."""

    words = ()

    def __init__(self, shop, goods, po):
        _, self.subscription = sell(shop, goods, po)
        super().__init__(shop, po)
        verb, *options = self.words
        self.words = ['order', verb, self.subscription, *options, '--po', po, '--yes', '--json']
        self.start = self.look()

    def look(self):
        return self.get(f'/subscriptions/{self.subscription}')

    def check(self, times):
        self.shop.advance(SOON)
        self.compare(self.look(), times)

    def compare(self, now, times):
        """Holds the subscription now against that at the start."""
        raise NotImplementedError


def count_seats(subscription):
    return sum(int(float(product['quantity'])) for product in subscription['products'])


class Change(OnSubscription):
    """More or fewer seats. They are asked for as new totals: a stale one would show."""

    difference = 0

    def compare(self, now, times):
        expected = count_seats(self.start) + times * self.difference
        require(count_seats(now) == expected, f'{count_seats(now)} seats instead of {expected}')


class Raise(Change):
    words = ('change', '--add', str(SEATS_ADDED))
    difference = SEATS_ADDED


class Lower(Change):
    words = ('change', '--remove', str(SEATS_REMOVED))
    difference = -SEATS_REMOVED


class Renewal(OnSubscription):
    """One more term, and no second one."""

    words = ('renew',)

    def compare(self, now, times):
        before, after = (datetime.date.fromisoformat(each['expirationDate']) for each in (self.start, now))
        require(times in (0, 1), f'renewed {times} times')
        require((after - before).days in (TERM_DAYS if times else (0,)), f'it lasts until {after}, before {before}')


class Cancellation(OnSubscription):
    words = ('cancel',)

    def compare(self, now, times):
        require((now['status'] == 'terminated') == (times > 0), f'it is {now["status"]} after {times} cancellations')


class Withdrawal(Write):
    """An order that waits for the renewal is taken back."""

    method = 'PATCH'
    path = '/orders/{id}'
    kind = 'update-order'

    def __init__(self, shop, goods, po):
        customer, subscription = sell(shop, goods, po)
        line = {**goods.request['products'][0], 'quantity': SEATS_ADDED, 'subscriptionId': subscription}
        order = post(shop, '/orders', {'type': 'change', 'customerId': customer, 'poNumber': po,
                                       'subscriptionId': subscription, 'scheduledOn': 'renewal', 'products': [line]})
        super().__init__(shop)
        self.order = order['id']
        self.words = ['order', 'withdraw', self.order, '--json']

    def made(self):
        return [self.order] if self.get(f'/orders/{self.order}')['status'] == 'cancelled' else []
