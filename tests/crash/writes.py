# writes.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person wants to happen at the marketplace, once; and how to see whether it did."""

from goods import CUSTOMER, new_customer, order_words
from machine import Machine, Shop
from tap import require

PERIOD = {'from': '2025-01-01', 'to': '2027-12-31'}
SEATS_ADDED = 3

# The statuses of calls that the gateway turned away before any effect: they may be sent again.
WITHOUT_EFFECT = (401, 429)


class Goods:
    """Something that can be ordered in any marketplace of the same seed: words for the program, and the request."""

    def __init__(self):
        with Shop() as shop, Machine() as machine:
            machine.add_account(shop).expect(0)
            words = order_words(machine, new_customer(machine))
            machine.good('order', 'place', *words, '--po', 'PO-sample', '--yes')
            entry = next(row for row in machine.json('journal', 'list') if row.get('mark') == 'PO-sample')
        self.words = words[2:]
        self.request = entry['request']


def post(shop, path, body):
    answer = shop.call('POST', path, body=body)
    require(answer.status == 200, f'POST {path} answered {answer.status}: {answer.body[:300]!r}')
    return answer.json()


class Write:
    """One intention. `words` ask the program for it, `kind` is the journal's word for it."""

    path = '/orders'
    kind = 'place-order'
    objects = 'orders'

    def __init__(self, shop):
        self.shop = shop
        self.before = self.count()
        self.sent_before = 0
        self.sent_before = self.sent()

    def count(self):
        """How many of its kind the marketplace has; costs no call, so that no fault strikes it."""
        return self.shop.control('GET', 'stats')['objects'][self.objects]

    def arrived(self):
        """Whether the marketplace has what was asked for."""
        return self.count() > self.before

    def sent(self):
        """How often it was sent, by anybody, so that it could have had an effect."""
        return sum(row['count'] for row in self.shop.control('GET', 'stats')['calls']
                   if (row['method'], row['path']) == ('POST', self.path)
                   and row['status'] not in WITHOUT_EFFECT) - self.sent_before

    def made(self):
        """Ids of what the marketplace has made of it. Faults have to be gone."""
        raise NotImplementedError

    def check(self, times):
        """Looks for further signs of how often it happened."""


class Order(Write):
    """An order with a PO number of its own."""

    def __init__(self, shop, po):
        super().__init__(shop)
        self.po = po

    def made(self):
        return [order['id'] for order in self.shop.control('GET', f'orders?po={self.po}')]


class Sale(Order):
    def __init__(self, shop, goods, po):
        customer = post(shop, '/customers', CUSTOMER)
        super().__init__(shop, po)
        self.words = ['order', 'place', '--customer', customer['id'], *goods.words, '--po', po, '--yes', '--json']


class Change(Order):
    """More seats of a subscription that has no other open order."""

    def __init__(self, shop, goods, po):
        customer = post(shop, '/customers', CUSTOMER)
        order = post(shop, '/orders', {**goods.request, 'customerId': customer['id'], 'poNumber': f'{po}-sale'})
        shop.advance('PT10S')
        super().__init__(shop, po)
        self.subscription = order['subscriptionId']
        self.seats_before = self.seats()
        self.words = ['order', 'change', self.subscription, '--add', str(SEATS_ADDED), '--po', po, '--yes', '--json']

    def seats(self):
        products = self.shop.call('GET', f'/subscriptions/{self.subscription}').json()['products']
        return sum(int(float(product['quantity'])) for product in products)

    def check(self, times):
        """The seats are new totals: a stale one would show here."""
        self.shop.advance('PT10S')
        expected = self.seats_before + times * SEATS_ADDED
        require(self.seats() == expected, f'{self.seats()} seats instead of {expected}')


class NewCustomer(Write):
    path = '/customers'
    kind = 'create-customer'
    objects = 'customers'

    def __init__(self, shop, machine, name):
        super().__init__(shop)
        self.name = name
        data = machine.write('customer.json', {**CUSTOMER, 'name': name, 'externalId': name})
        self.words = ['customer', 'create', '--data', data, '--json']

    def made(self):
        rows = self.shop.call('GET', '/customers', {'limit': 500}).json()['data']
        return [row['id'] for row in rows if row['name'] == self.name]


class Report(Write):
    path = '/reports'
    kind = 'schedule-report'
    objects = 'reports'

    def __init__(self, shop):
        super().__init__(shop)
        self.known = set(self.list())
        self.words = ['report', 'schedule', '--name', 'Provisioned orders', '--from', '2026-10-01', '--to',
                      '2026-10-31', '--json']

    def list(self):
        return [row['id'] for row in self.shop.call('GET', '/reports', PERIOD).json()['data']]

    def made(self):
        return [report for report in self.list() if report not in self.known]


def intend(scenario, shop, machine, goods):
    """The write of a scenario, with everything it needs at the marketplace."""
    name = f'CRASH-{scenario.seed}'
    if scenario.write == 'sale':
        return Sale(shop, goods, name)
    if scenario.write == 'change':
        return Change(shop, goods, name)
    if scenario.write == 'customer':
        return NewCustomer(shop, machine, name)
    return Report(shop)
