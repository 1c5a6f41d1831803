# test-world.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the world adds up: its sizes, its seats, its reports."""

import collections
import csv
import io
import sys

from cases import (
    Decimal, Sandbox, amount, buy, catalogue, find_customer, find_product, read, read_all, require, run, same, send)


def test_same_seed():
    paths = ('/customers', '/orders', '/subscriptions', '/products', '/plans', '/resellers')

    def collect(*options):
        with Sandbox(*options) as sandbox:
            answers = [sandbox.call('GET', path, {'limit': 500}) for path in paths]
            return ([answer.body for answer in answers], [answer.headers['X-Correlation-ID'] for answer in answers],
                    sandbox.facts['password'])

    first = collect('--seed', '7')
    same(collect('--seed', '7'), first, 'the same seed')
    other = collect('--seed', '8')
    for one, two in zip(first, other):
        require(one != two, 'another seed gives the same')


def check_sizes(sandbox, wanted):
    objects = sandbox.control('GET', 'stats')['objects']
    for kind, number in wanted.items():
        same(objects[kind], number, kind)
        same(read(sandbox, f'/{kind}', {'limit': 1})['pagination']['total'], number, f'rows of /{kind}')


def test_small(sandbox):
    check_sizes(sandbox, {'customers': 40, 'resellers': 3, 'subscriptions': 150, 'orders': 600})


def test_large():
    with Sandbox('--profile', 'large') as sandbox:
        check_sizes(sandbox, {'customers': 900, 'subscriptions': 2500, 'orders': 20600})
        objects = sandbox.control('GET', 'stats')['objects']
        require(objects['products'] <= 2000 and objects['plans'] <= 500 and objects['resellers'] <= 50, f'{objects}')
        waiting = [row for row in read_all(sandbox, '/orders', {'status': 'processing'})
                   if row['creationDate'] < '2026-09-01']
        require(len(waiting) >= 10, f'{len(waiting)} old orders wait')
        same(len({row['id'] for row in read_all(sandbox, '/orders')}), 20600, 'different orders')


def fetch(sandbox, url):
    return sandbox.exchange('GET', url[len(sandbox.facts['url']):])


def schedule(sandbox, form='csv'):
    report = send(sandbox, 'POST', '/reports', {'name': 'Test', 'format': form, 'startDate': '2026-10-01T00:00:00Z',
                                                'endDate': '2026-10-31T23:59:59Z'})
    same((report['status'], 'downloadUrl' in report), ('submitted', False), 'a new report')
    sandbox.advance('PT3S')
    report = read(sandbox, f'/reports/{report["id"]}')
    same((report['status'], report['type']), ('completed', 'onetime'), 'the report')
    return report


def test_seats_add_up(sandbox):
    """The seats of every subscription are what its orders made of it."""
    expected = collections.defaultdict(int)
    orders = [read(sandbox, f'/orders/{row["id"]}') for row in read_all(sandbox, '/orders')]
    for order in sorted(orders, key=lambda o: (o.get('provisioningDate', ''), o['creationDate'])):
        if order['status'] != 'completed':
            continue
        for line in order.get('products', ()):
            if 'scheduledOn' in order:
                expected[line['subscriptionId']] = line['quantity']
            else:
                expected[line['subscriptionId']] += line['quantity']
    for row in read_all(sandbox, '/subscriptions', {'status': 'active'}):
        detail = read(sandbox, f'/subscriptions/{row["id"]}')
        if 'products' in detail:
            same(sum(p['quantity'] for p in detail['products']), expected[row['id']], f'seats of {row["id"]}')
            same(sum(amount(p['extendedPrice']) for p in detail['products']), amount(detail['totalPrice']), 'price')
    require(len(expected) > 90, f'only {len(expected)} subscriptions were ordered')


def test_report_adds_up(sandbox):
    """What customers pay for renewals in the month's charges is what its renewal orders say, to the cent."""
    wanted = collections.defaultdict(Decimal)
    for row in read_all(sandbox, '/orders', {'status': 'completed'}):
        if row['type'] == 'renewal' and row['provisioningDate'].startswith('2026-10'):
            wanted[row['total']['currency']] += amount(row['total'])
    text = fetch(sandbox, schedule(sandbox)['downloadUrl']).body.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline='')))
    unique = {tuple(row.items()): row for row in rows}
    repeated = sum(1 for one, two in zip(rows, rows[1:]) if one == two)
    require(repeated > 0, 'no row comes twice')
    same(len(unique) + repeated, len(rows), 'rows that are equal, but no repetition')
    found = collections.defaultdict(Decimal)
    for row in unique.values():
        if row['RESELLER_DETAIL_TYPE'] == 'Renewal':
            found[row['CUSTOMER_ACCOUNT_CURRENCY']] += Decimal(row['CUSTOMER_DETAIL_TOTAL'])
    require(len(wanted) > 3, f'renewals in {sorted(wanted)} alone')
    same(dict(found), dict(wanted), 'renewals')


def test_billing_runs(sandbox):
    """What is billed monthly is charged once a month: by its order, then by billing runs or by renewal orders."""
    customer = find_customer(sandbox)
    products = [find_product(sandbox, vendor='Contoso_NCE', term=term) for term in ('year', 'month')]
    orders = [buy(sandbox, customer, product, 10) for product in products]
    sandbox.advance('P40D')
    report = send(sandbox, 'POST', '/reports', {'name': 'Test', 'format': 'csv', 'startDate': '2026-11-01T00:00:00Z',
                                                'endDate': '2026-12-31T23:59:59Z'})
    sandbox.advance('PT3S')
    text = fetch(sandbox, read(sandbox, f'/reports/{report["id"]}')['downloadUrl']).body.decode()
    rows = {tuple(row.items()): row for row in csv.DictReader(io.StringIO(text, newline=''))}.values()
    for order, product in zip(orders, products):
        own = [row for row in rows if row['SUBSCRIPTION_ID'] == order['subscriptionId']]
        same(sorted(row['RESELLER_ACTUAL_DETAIL_START_DATE'][:10] for row in own), ['2026-11-02', '2026-12-02'], 'periods')
        same({Decimal(row['CUSTOMER_DETAIL_TOTAL']) for row in own}, {amount(order['total'])}, 'prices')
        same({Decimal(row['RESELLER_DETAIL_TOTAL']) for row in own}, {catalogue(product, 'costs', 'USD') * 10}, 'costs')


def test_downloads(sandbox):
    report = schedule(sandbox)
    url = report['downloadUrl']
    require('/_reports/' in url and '?sig=tw-signed-' in url, url)
    before = sandbox.control('GET', 'stats')['total']
    path = url[len(sandbox.facts['url']):]
    same(fetch(sandbox, url).status, 200, 'the file')
    for name, value in (('Authorization', 'Bearer x'), ('X-Subscription-Key', 'x')):
        same(sandbox.exchange('GET', path, headers={name: value}).status, 403, name)
    same(sandbox.exchange('GET', path.split('?')[0]).status, 403, 'without a signature')
    same(sandbox.exchange('GET', path[:-1] + ('a' if path[-1] != 'a' else 'b')).status, 403, 'with a wrong one')
    same(sandbox.control('GET', 'stats')['total'], before, 'downloads are no calls')
    require(read(sandbox, f'/reports/{report["id"]}')['downloadUrl'] != url, 'the address stays the same')
    sandbox.advance('PT2H')
    same(fetch(sandbox, url).status, 403, 'after its hour')
    sandbox.advance('P91D')
    require('downloadUrl' not in read(sandbox, f'/reports/{report["id"]}'), 'a link after 90 days')


def test_report_list(sandbox):
    rows = read_all(sandbox, '/reports')
    page = read(sandbox, '/reports', {'limit': 3, 'offset': 5})
    same((len(page['data']), page['pagination']), (len(rows), {'offset': 0, 'limit': len(rows), 'total': len(rows)}),
         'paging')
    october = read_all(sandbox, '/reports', {'from': '2026-11-01', 'to': '2026-11-30', 'type': 'on_invoice'})
    same([r['name'] for r in october], ['Every Invoice - October'], 'exported in November')
    same({r['format'].lower() for r in rows}, {'csv', 'xlsx', 'json', 'xml'}, 'formats')
    require(any(r['format'] != r['format'].lower() for r in rows), 'no format in capitals')
    same({r['format'] for r in read_all(sandbox, '/reports', {'format': 'xlsx'})}, {'XLSX'}, 'format whatever its case')
    for wrong in ({'from': '2026-11-01T00:00:00Z'}, {'format': 'pdf'}, {'status': 'done'}, {'type': 'weekly'}):
        read(sandbox, '/reports', wrong, 400)
    for wrong in ({'name': 'x'}, {'startDate': '2026-10-01T00:00:00Z'}, {'name': 'x', 'startDate': '2026-10-01'},
                  {'name': 'x', 'startDate': '2026-10-01T00:00:00Z', 'format': 'pdf'},
                  {'name': 'x', 'startDate': '2026-10-01T00:00:00Z', 'endDate': '2026-09-01T00:00:00Z'}):
        send(sandbox, 'POST', '/reports', wrong, 400)
    sandbox.advance('P1M')
    same(read_all(sandbox, '/reports', {'type': 'on_invoice'})[0]['name'], 'Every Invoice - November', 'the next month')


sys.exit(run((test_same_seed,
          test_small,
          test_large,
          test_seats_add_up,
          test_report_adds_up,
          test_billing_runs,
          test_downloads,
          test_report_list)))
