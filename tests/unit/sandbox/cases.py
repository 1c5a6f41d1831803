# cases.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of the sandbox share: reading, buying, and checking sums."""

import decimal
import os
import sys

sys.path.insert(0, os.path.join(os.environ['TW_SOURCE_ROOT'], 'tests', 'integration'))

from sandbox import Sandbox  # noqa: E402
from tap import Plan, require  # noqa: E402

Decimal = decimal.Decimal
DIGITS = {'CLP': 0}


def same(found, wanted, what):
    require(found == wanted, f'{what}: {found!r} instead of {wanted!r}')


def read(sandbox, path, query=None, status=200):
    answer = sandbox.call('GET', path, query)
    same(answer.status, status, f'GET {path} {query}')
    return answer.json()


def send(sandbox, method, path, body, status=200):
    answer = sandbox.call(method, path, None, body)
    require(answer.status == status, f'{method} {path}: {answer.status} instead of {status}: {answer.body[:300]!r}')
    return answer.json()


def read_all(sandbox, path, query=None):
    rows = []
    while True:
        page = read(sandbox, path, {**(query or {}), 'limit': 500, 'offset': len(rows)})
        rows += page['data']
        if len(rows) >= page['pagination']['total']:
            return rows


def amount(money):
    return Decimal(money['amount'])


def cents(value, currency):
    return value.quantize(Decimal(1).scaleb(-DIGITS.get(currency, 2)), decimal.ROUND_HALF_UP)


def find_customer(sandbox, country='US', status='active'):
    for customer in read_all(sandbox, '/customers'):
        detail = read(sandbox, f'/customers/{customer["id"]}')
        if detail['status'] == status and country in (None, detail['address']['countryCode']):
            return detail
    raise AssertionError(f'no customer in {country} is {status}')


def find_product(sandbox, *, vendor, term='year', billing='month', edition='Basic'):
    for product in read_all(sandbox, '/products', {'vendor': vendor}):
        if (product['subscriptionPeriod'] == {'type': term, 'duration': 1}
                and product['billingPeriod']['type'] == billing
                and edition in product['name'] and not product['dependsOn']):
            return product
    raise AssertionError(f'{vendor} has no such product')


def sale(customer, product, quantity, **more):
    line = {'mpn': product['mpn'], 'quantity': quantity, 'vendor': product['vendor'],
            'subscriptionPeriod': product['subscriptionPeriod'], 'billingPeriod': product['billingPeriod'],
            'parameters': [{'name': 'domain', 'value': 'buyer.example'},
                           {'name': 'admin_email', 'value': 'admin@buyer.example'},
                           {'name': 'region', 'value': 'eu'}, {'name': 'panel_password', 'value': 'Secret-2026!'}]}
    return {'type': 'sales', 'customerId': customer['id'], 'products': [line], **more}


def change(customer, subscription, product, quantity, **more):
    return {'type': 'change', 'customerId': customer['id'], **more,
            'products': [{'subscriptionId': subscription, 'mpn': product['mpn'], 'quantity': quantity}]}


def buy(sandbox, customer, product, quantity, **more):
    order = send(sandbox, 'POST', '/orders', sale(customer, product, quantity, **more))
    sandbox.advance('PT3S')
    return order


def seats(sandbox, subscription, product):
    detail = read(sandbox, f'/subscriptions/{subscription}')
    return next(row['quantity'] for row in detail['products'] if row['mpn'] == product['mpn'])


def customer_body(**changes):
    contact = {'type': 'admin', 'firstName': 'Iñaki', 'lastName': 'Peña', 'email': 'i@pena.example',
               'phoneNumber': '34#981#5550142#'}
    return {'name': 'Peña e Hijos', 'language': 'es', 'contactPersons': [contact],
            'address': {'streetAddress': 'Rúa 1', 'postalCode': '15001', 'city': 'A Coruña', 'countryCode': 'ES'},
            **changes}


def catalogue(product, members, currency, kind='recurring'):
    """What the catalogue says of a product for one seat: its prices are the customer's, its costs the reseller's."""
    return next(amount(p) for p in product[members] if (p['currency'], p['type']) == (currency, kind))


def check_sums(order):
    """Lines, charges and total agree, and show one side only: the customer's."""
    currency = order['total']['currency']
    lines = sum(amount(line['extendedPrice']) for line in order['products'])
    charges = sum(amount(charge['extendedPrice']) for charge in order['details'])
    same((lines, charges), (amount(order['total']),) * 2, 'lines and charges')
    for charge in order['details']:
        same([name for name in charge if name.startswith('sales')], [], 'a second side')
        same(charge['extendedPrice']['currency'], currency, 'currency')
        same(amount(charge['extendedPrice']),
             cents(amount(charge['unitPrice']) * Decimal(str(charge['quantity'])), currency), 'price')


def fresh(test, *arguments):
    """Runs a test with a sandbox of its own."""
    with Sandbox() as sandbox:
        test(sandbox, *arguments)


def run(tests):
    """Runs tests by their order: those with a parameter get a sandbox of their own."""
    plan = Plan()
    for test in tests:
        if test.__code__.co_argcount:
            plan.add(test.__name__, fresh, test)
        else:
            plan.add(test.__name__, test)
    return plan.run()
