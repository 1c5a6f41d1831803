# market.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sandbox seen through the contract, and a good request for each of its operations."""

import itertools
import re

from tap import require

CORRELATION_ID = re.compile(r'a8n-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
ADDRESS = {'streetAddress': 'Av. Reforma 1', 'postalCode': '06600', 'city': 'Ciudad de México', 'state': 'CMX',
           'countryCode': 'MX'}
CONTACTS = [{'type': role, 'firstName': 'Ana', 'lastName': 'Núñez', 'email': 'ana@norte.example',
             'phoneNumber': '52#55#1234567#'} for role in ('admin', 'billing', 'technical')]

PARAMETERS = [{'name': 'domain', 'value': 'norte.example'}, {'name': 'admin_email', 'value': 'ana@norte.example'},
              {'name': 'region', 'value': 'latam'}, {'name': 'panel_password', 'value': 'Secreta-2026'}]
PERIOD = {'from': '2025-11-01', 'to': '2026-11-30'}


class Request:
    """A call of an operation: the values of its path, its query and its body."""

    def __init__(self, *ids, query=None, body=None):
        self.ids = ids
        self.query = query or {}
        self.body = body


class Market:
    """A sandbox seen through the contract: every answer is checked on the way."""

    def __init__(self, contract, sandbox):
        self.contract = contract
        self.sandbox = sandbox
        self.numbers = itertools.count(1)

    def send(self, operation, request, **access):
        method, pattern, _ = self.contract.operations[operation]
        ids = iter(request.ids)
        path = re.sub(r'\{\w+\}', lambda _: str(next(ids)), pattern)
        answer = self.sandbox.call(method, path, request.query, request.body, **access)
        self.contract.check(operation, answer)
        if answer.status != 504:
            correlation_id = answer.headers.get('X-Correlation-ID', '')
            require(CORRELATION_ID.fullmatch(correlation_id), f'odd correlation id {correlation_id!r}')
        require(answer.headers.get('Date'), f'{operation} answered without a Date header')
        return answer

    def get(self, operation, *ids, query=None, body=None):
        """The value a good request is answered with."""
        answer = self.send(operation, Request(*ids, query=query, body=body))
        require(answer.status == 200, f'{operation} answered {answer.status}: {answer.body[:300]!r}')
        return answer.json()

    def refuse(self, status, operation, request, why, **access):
        """The answer to a request that has to be refused."""
        answer = self.send(operation, request, **access)
        require(answer.status == status, f'{operation} answered {answer.status} instead of {status} to {why}')
        return answer

    def rows(self, operation, *ids, **query):
        return self.get(operation, *ids, query={'limit': 500, **query})['data']

    # What requests are made of.

    def customer(self):
        """An active customer with everything a list row may lack."""
        for row in self.rows('getCustomers'):
            if row['status'] == 'active':
                return self.get('getCustomerById', row['id'])
        raise AssertionError('there is no active customer')

    def sale(self):
        """A sales order that can be placed: one product with all the activation parameters there are."""
        customer = self.customer()
        for product in self.rows('getCatalog'):
            if '(fails)' in product['name']:
                continue
            line = {name: product[name] for name in ('mpn', 'vendor', 'subscriptionPeriod', 'billingPeriod')}
            order = {'type': 'sales', 'customerId': customer['id'], 'poNumber': f'TW-{next(self.numbers)}',
                     'products': [{**line, 'quantity': max(5, int(float(product['minimumQuantity']))),
                                   'parameters': PARAMETERS}]}
            if self.send('estimateOrder', Request(body=order)).status == 200:
                return order
        raise AssertionError('no product can be ordered')

    def placed(self):
        """A sales order, just placed: the clock stands still, so it stays submitted."""
        return self.get('createOrder', body=self.sale())

    def provisioned(self):
        """A completed sales order with the subscription it made."""
        order = self.placed()
        for _ in range(10):
            self.sandbox.advance('PT1S')
            order = self.get('getOrderDetails', order['id'])
            if order['status'] == 'completed':
                return order, self.get('getSubscription', order['subscriptionId'])
        raise AssertionError(f'10 s after it was placed the order is {order["status"]}')

    def subscription(self):
        """An active subscription with a product."""
        for row in self.rows('getSubscriptions', status='active'):
            subscription = self.get('getSubscription', row['id'])
            if subscription.get('products'):
                return subscription
        raise AssertionError('no active subscription has a product')

    def reseller_id(self):
        return self.rows('getResellers')[0]['id']

    def report_id(self):
        """A report whose file is there."""
        for row in self.get('getReports', query=PERIOD)['data']:
            if row['status'] == 'completed' and self.get('getReportById', row['id']).get('downloadUrl'):
                return row['id']
        raise AssertionError('no report has a download address')


def new_customer(market):
    return {'name': f'Clínica Norte {next(market.numbers)}, "S.A."', 'externalId': 'CRM-1', 'language': 'es',
            'taxRegId': 'NOR010101AAA', 'address': ADDRESS, 'contactPersons': CONTACTS,
            'attributes': {'segment': 'healthcare'}}


def new_reseller(market):
    return {**new_customer(market), 'currency': 'MXN'}


def validation(market):
    order = market.sale()
    return {'customerId': order['customerId'], 'type': 'sales', 'products': order['products']}


def special_pricing(market):
    subscription = market.subscription()
    product = subscription['products'][0]
    price = {'currency': product['unitPrice']['currency'], 'amount': '7.25'}
    return Request(subscription['id'], body={'products': [{'mpn': product['mpn'], 'unitPrice': price}]})


# A good request for each operation, made anew each time since some can be sent only once.
REQUESTS = {
    'getCustomers': lambda market: Request(),
    'createCustomer': lambda market: Request(body=new_customer(market)),
    'getCustomerById': lambda market: Request(market.customer()['id']),
    'updateCustomer': lambda market: Request(market.customer()['id'], body={'externalId': 'CRM-2'}),
    'getOrders': lambda market: Request(),
    'createOrder': lambda market: Request(body=market.sale()),
    'estimateOrder': lambda market: Request(body=market.sale()),
    'getOrderDetails': lambda market: Request(market.rows('getOrders')[0]['id']),
    'updateOrder': lambda market: Request(market.placed()['id'], body={'statusCode': 'CL'}),
    'getCatalog': lambda market: Request(),
    'validateParameters': lambda market: Request(body=validation(market)),
    'getReports': lambda market: Request(query=PERIOD),
    'createReport': lambda market: Request(body={
        'name': 'Monthly reconciliation', 'format': 'csv', 'startDate': '2026-10-01T00:00:00Z',
        'endDate': '2026-10-31T23:59:59Z'}),
    'getReportById': lambda market: Request(market.report_id()),
    'getResellers': lambda market: Request(),
    'createReseller': lambda market: Request(body=new_reseller(market)),
    'getResellerById': lambda market: Request(market.reseller_id()),
    'updateReseller': lambda market: Request(market.reseller_id(), body={'externalId': 'R-2'}),
    'getResellerCustomers': lambda market: Request(market.reseller_id()),
    'createCustomerForReseller': lambda market: Request(market.reseller_id(), body=new_customer(market)),
    'getResellerOrders': lambda market: Request(market.reseller_id()),
    'getServicePlans': lambda market: Request(),
    'getServicePlanById': lambda market: Request(market.rows('getServicePlans')[0]['id']),
    'getSubscriptions': lambda market: Request(),
    'getSubscription': lambda market: Request(market.subscription()['id']),
    'updateSubscription': lambda market: Request(market.subscription()['id'], body={'renewalStatus': False}),
    'updateSubscriptionSpecialPricing': special_pricing,
}
