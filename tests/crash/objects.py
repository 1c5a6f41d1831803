# objects.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything that is written and is no order: customers, resellers, subscriptions, prices, reports."""

from decimal import Decimal

from goods import CUSTOMER
from orders import sell
from writes import Creation, Write, post

PERIOD = {'from': '2025-01-01', 'to': '2027-12-31'}
RESELLER = {**CUSTOMER, 'currency': 'USD'}


class NewCustomer(Creation):
    path = '/customers'
    kind = 'create-customer'
    objects = 'customers'

    def __init__(self, shop, machine, name):
        super().__init__(shop)
        self.name = name
        data = machine.write('customer.json', {**CUSTOMER, 'name': name, 'externalId': name})
        self.words = ['customer', 'create', '--data', data, '--json']

    def made(self):
        rows = self.get('/customers', {'limit': 500})['data']
        return [row['id'] for row in rows if row['name'] == self.name]


class NewReseller(Creation):
    path = '/resellers'
    kind = 'create-reseller'
    objects = 'resellers'

    def __init__(self, shop, machine, name):
        super().__init__(shop)
        self.name = name
        data = machine.write('reseller.json', {**RESELLER, 'name': name, 'externalId': name})
        self.words = ['reseller', 'create', '--data', data, '--json']

    def made(self):
        rows = self.get('/resellers', {'limit': 500})['data']
        return [row['id'] for row in rows if row['name'] == self.name]


class NewCustomerOfReseller(Write):
    path = '/resellers/{id}/customers'
    kind = 'create-reseller-customer'

    def __init__(self, shop, machine, name):
        super().__init__(shop)
        self.name = name
        self.reseller = self.get('/resellers')['data'][0]['id']
        data = machine.write('customer.json', {**CUSTOMER, 'name': name, 'externalId': name})
        self.words = ['reseller', 'create-customer', self.reseller, '--data', data, '--json']

    def made(self):
        rows = self.get(f'/resellers/{self.reseller}/customers', {'limit': 500})['data']
        return [row['id'] for row in rows if row['name'] == self.name]


class Report(Creation):
    path = '/reports'
    kind = 'schedule-report'
    objects = 'reports'

    def __init__(self, shop):
        super().__init__(shop)
        self.known = set(self.list())
        self.words = ['report', 'schedule', '--name', 'Provisioned orders', '--from', '2026-10-01', '--to',
                      '2026-10-31', '--json']

    def list(self):
        return [row['id'] for row in self.get('/reports', PERIOD)['data']]

    def made(self):
        return [report for report in self.list() if report not in self.known]


class Update(Write):
    """An object that is to be otherwise than it is: the journal has to say how it is."""

    method = 'PATCH'
    target = None

    def has_taken_place(self):
        raise NotImplementedError

    def made(self):
        return [self.target] if self.has_taken_place() else []


class CustomerUpdate(Update):
    path = '/customers/{id}'
    kind = 'update-customer'

    def __init__(self, shop, name):
        super().__init__(shop)
        self.name = name
        self.target = post(shop, '/customers', CUSTOMER)['id']
        self.words = ['customer', 'update', self.target, '--name', name, '--external-id', name, '--json']

    def has_taken_place(self):
        customer = self.get(f'/customers/{self.target}')
        return (customer['name'], customer['externalId']) == (self.name, self.name)


class ResellerUpdate(Update):
    path = '/resellers/{id}'
    kind = 'update-reseller'

    def __init__(self, shop, name):
        super().__init__(shop)
        self.name = name
        self.target = self.get('/resellers')['data'][0]['id']
        self.words = ['reseller', 'update', self.target, '--external-id', name, '--json']

    def has_taken_place(self):
        return self.get(f'/resellers/{self.target}').get('externalId') == self.name


class SubscriptionUpdate(Update):
    path = '/subscriptions/{id}'
    kind = 'update-subscription'

    def __init__(self, shop, goods, name):
        super().__init__(shop)
        self.name = name
        _, self.target = sell(shop, goods, name)
        self.words = ['subscription', 'update', self.target, '--renew', 'off', '--attribute', f'dept={name}', '--json']

    def has_taken_place(self):
        subscription = self.get(f'/subscriptions/{self.target}')
        return not subscription['renewalStatus'] and subscription['attributes'].get('dept') == self.name


class Prices(Update):
    method = 'POST'
    path = '/subscriptions/{id}/specialPricing'
    kind = 'set-prices'
    price, cost = '21.50', '18.30'

    def __init__(self, shop, goods, name):
        super().__init__(shop)
        _, self.target = sell(shop, goods, name)
        product = self.look()
        self.words = ['subscription', 'pricing', self.target, '--line', product['mpn'], '--price', self.price,
                      '--cost', self.cost, '--currency', product['unitPrice']['currency'], '--json']

    def look(self):
        return self.get(f'/subscriptions/{self.target}')['products'][0]

    def has_taken_place(self):
        product = self.look()
        found = [Decimal(product[name]['amount']) for name in ('unitPrice', 'unitCost')]
        return found == [Decimal(self.price), Decimal(self.cost)]
