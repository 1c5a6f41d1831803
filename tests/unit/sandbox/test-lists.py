# test-lists.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pages, filters and rows of the lists, and what customers are refused for."""

import sys

from cases import customer_body, read, read_all, require, run, same, send


def test_pages(sandbox):
    page = read(sandbox, '/orders')
    same(page['pagination'], {'offset': 0, 'limit': 10, 'total': 600}, 'the first page')
    same(len(page['data']), 10, 'rows')
    same(read(sandbox, '/orders', {'limit': 501})['pagination']['limit'], 500, 'a limit over 500')
    for wrong in ({'limit': 0}, {'limit': 'ten'}, {'limit': -1}, {'offset': -1}, {'offset': 'x'}, {'limit': '1.5'}):
        read(sandbox, '/orders', wrong, 400)
    past = read(sandbox, '/orders', {'offset': 600})
    same((past['data'], past['pagination']['total']), ([], 600), 'a page past the end')

    walked = []
    for offset in range(0, 600, 70):
        walked += read(sandbox, '/orders', {'offset': offset, 'limit': 70})['data']
    same(len({row['id'] for row in walked}), 600, 'different orders')
    for path in ('/orders', '/subscriptions', '/reports'):
        dates = [row['creationDate'] for row in read_all(sandbox, path)]
        same(dates, sorted(dates, reverse=True), f'{path} newest first')


def test_rows_lack(sandbox):
    def members(rows):
        return {name for row in rows for name in row}

    require(not members(read_all(sandbox, '/orders'))
            & {'products', 'details', 'poNumber', 'subscriptionId', 'scheduledOn'}, 'order rows have too much')
    require(not members(read_all(sandbox, '/subscriptions'))
            & {'products', 'planId', 'totalPrice', 'orderParameters'}, 'subscription rows have too much')
    customers = read_all(sandbox, '/customers')
    sparse = [row for row in customers if 'address' not in row]
    require(0 < len(sparse) < len(customers), f'{len(sparse)} of {len(customers)} customer rows are sparse')
    for row in sparse:
        require(set(row) <= {'id', 'externalId', 'name', 'status'}, f'a sparse row has {sorted(row)}')
    reports = read_all(sandbox, '/reports')
    for row in reports:
        if row['creationDate'] > '2026-09-01' and 'downloadUrl' not in row:
            require('downloadUrl' in read(sandbox, f'/reports/{row["id"]}'), 'a recent report without a link')
            break
    else:
        raise AssertionError('every row of /reports has its link')


def test_customer_filters(sandbox):
    everybody = [read(sandbox, f'/customers/{row["id"]}') for row in read_all(sandbox, '/customers')]

    def filtered(**query):
        return {row['id'] for row in read_all(sandbox, '/customers', query)}

    word = everybody[5]['name'].split()[1]
    same(filtered(name=word.upper()), {c['id'] for c in everybody if word.casefold() in c['name'].casefold()}, 'name')
    email = everybody[3]['contactPersons'][1]['email']
    same(filtered(email=email),
         {c['id'] for c in everybody if email in [person['email'] for person in c['contactPersons']]}, 'email')
    coded = next(c for c in everybody if 'externalId' in c)
    same(filtered(externalId=coded['externalId']), {coded['id']}, 'externalId')
    same(filtered(externalId=coded['externalId'][:-1]), set(), 'a part of an externalId')
    reseller = read_all(sandbox, '/resellers')[0]['id']
    own = {c['id'] for c in everybody if c['resellerId'] == reseller}
    require(own, 'the reseller has no customers')
    same(filtered(resellerId=reseller), own, 'resellerId')
    same({row['id'] for row in read_all(sandbox, f'/resellers/{reseller}/customers')}, own, "a reseller's customers")
    same(filtered(startDate='2026-01-01', nonsense='x'), {c['id'] for c in everybody}, 'unknown parameters')


def test_order_filters(sandbox):
    orders = read_all(sandbox, '/orders')
    one = orders[37]

    def filtered(**query):
        return [row['id'] for row in read_all(sandbox, '/orders', query)]

    def where(condition):
        return [row['id'] for row in orders if condition(row)]

    same(filtered(orderNumber=one['orderNumber']), [one['id']], 'orderNumber')
    same(filtered(customerId=one['customerId']), where(lambda o: o['customerId'] == one['customerId']), 'customerId')
    same(filtered(status='error'), where(lambda o: o['status'] == 'error'), 'status')
    same(filtered(statusCode='AS'), where(lambda o: o['statusCode'] == 'AS'), 'statusCode')
    same(filtered(creationTimeFrom=one['creationDate']), where(lambda o: o['creationDate'] >= one['creationDate']),
         'creationTimeFrom')
    same(filtered(creationTimeTo=one['creationDate']), where(lambda o: o['creationDate'] <= one['creationDate']),
         'creationTimeTo')
    same(filtered(startDate='2026-10-01', creationDateFrom='2026-10-01'), where(lambda o: True), 'wrong date names')
    subscription = read(sandbox, f'/orders/{one["id"]}')['subscriptionId']
    touching = filtered(subscriptionId=subscription)
    require(one['id'] in touching, 'the order is not among those of its subscription')
    for order in touching:
        same(read(sandbox, f'/orders/{order}')['subscriptionId'], subscription, 'its subscription')
    for wrong in ({'status': 'active'}, {'status': 'error,completed'}, {'creationTimeFrom': 'yesterday'}):
        read(sandbox, '/orders', wrong, 400)


def test_subscription_filters(sandbox):
    rows = read_all(sandbox, '/subscriptions')

    def filtered(**query):
        return [row['id'] for row in read_all(sandbox, '/subscriptions', query)]

    same(filtered(status='removed'), [r['id'] for r in rows if r['status'] == 'removed'], 'status')
    same(filtered(customerId=rows[0]['customerId']), [r['id'] for r in rows if r['customerId'] == rows[0]['customerId']],
         'customerId')
    day = rows[60]['creationDate']
    same(filtered(creationDateFrom=day), [r['id'] for r in rows if r['creationDate'] >= day], 'creationDateFrom')
    same(filtered(creationDateTo=day), [r['id'] for r in rows if r['creationDate'] <= day], 'creationDateTo')
    for wrong in ({'status': 'active,pending'}, {'status': 'ACTIVE'}, {'creationDateFrom': '2026-10-01T00:00:00Z'}):
        read(sandbox, '/subscriptions', wrong, 400)


def test_catalogue_filters(sandbox):
    products = read_all(sandbox, '/products')
    one = products[11]
    for name, key in (('mpn', 'mpn'), ('vendor', 'vendor'), ('serviceName', 'serviceName')):
        same([p['id'] for p in read_all(sandbox, '/products', {name: one[key]})],
             [p['id'] for p in products if p[key] == one[key]], name)
    same([p['id'] for p in read_all(sandbox, '/products', {'name': 'PREMIUM'})],
         [p['id'] for p in products if 'Premium' in p['name']], 'name')


def test_bodies(sandbox):
    for body in ('', '{', '[]', '"x"', 'null', '{"a":1}trailing', '[' * 200000, '{"a":' * 5000):
        answer = sandbox.call('POST', '/customers', None, body)
        same(answer.status, 400, f'the body {body[:20]}')
        same(answer.json()['error'], 'Bad Request', 'the shape of the framework')
    headers = {'Authorization': f'Bearer {sandbox.token}', 'X-Subscription-Key': sandbox.facts['subscriptionKey']}
    same(sandbox.exchange('POST', '/customers', '{}', headers).status, 400, 'a body without a type')


def test_customer_create(sandbox):
    created = send(sandbox, 'POST', '/customers', customer_body(externalId='X-1', attributes={'a': '"b"\n'}))
    same(read(sandbox, f'/customers/{created["id"]}'), created, 'the new customer')
    same((created['status'], created['name'], created['attributes']), ('active', 'Peña e Hijos', {'a': '"b"\n'}),
         'what was sent')
    require(created['id'] == read(sandbox, '/customers')['data'][0]['id'], 'it is not the newest')
    reseller = read_all(sandbox, '/resellers')[0]['id']
    below = send(sandbox, 'POST', f'/resellers/{reseller}/customers', customer_body())
    same(below['resellerId'], reseller, 'a customer of a reseller')


def test_customer_refused(sandbox):
    before = sandbox.control('GET', 'stats')['objects']['customers']

    def address(**changes):
        return {'address': {**customer_body()['address'], **changes}}

    def contact(**changes):
        return {'contactPersons': [{**customer_body()['contactPersons'][0], **changes}]}

    wrong = [
        ({'name': None}, 'name'), ({'name': ' '}, 'name'), ({'name': 7}, 'name'), ({'language': 'Spanish'}, 'language'),
        ({'language': None}, 'language'), ({'address': None}, 'address'), ({'contactPersons': []}, 'contactPersons'),
        ({'contactPersons': None}, 'contactPersons'), ({'status': 'asleep'}, 'status'),
        ({'attributes': {'n': 1}}, 'attributes.n'), (address(countryCode='XX'), 'countryCode'),
        (address(countryCode='es'), 'countryCode'), (address(countryCode='ESP'), 'countryCode'),
        (address(countryCode='US'), 'address.state'), (address(city=None), 'address.city'),
        (address(postalCode=15001), 'address.postalCode'), (contact(email='nobody'), 'contactPersons[0].email'),
        (contact(phoneNumber='5550142'), 'contactPersons[0].phoneNumber'), (contact(type='boss'), 'type'),
        (contact(login='x'), 'login'), (contact(type='billing', login='someone'), 'login'),
        (contact(password='short'), 'password'),
    ]
    for changes, field in wrong:
        message = send(sandbox, 'POST', '/customers', customer_body(**changes), 400)['message']
        require(field in message, f'{changes}: {message}')
    same(sandbox.control('GET', 'stats')['objects']['customers'], before, 'customers')
    for good in (contact(phoneNumber='+34981555014'), contact(login='pena.admin', password='Abc-1234'),
                 address(countryCode='US', state='WA')):
        send(sandbox, 'POST', '/customers', customer_body(**good))


def test_customer_update(sandbox):
    customer = send(sandbox, 'POST', '/customers', customer_body(externalId='X-2'))
    path = f'/customers/{customer["id"]}'
    held = send(sandbox, 'PATCH', path, {'status': 'creditHold', 'taxRegId': 'T-1'})
    same(held, {**customer, 'status': 'creditHold', 'taxRegId': 'T-1'}, 'what else changed')
    for wrong in ({'language': 'en'}, {'attributes': {}}, {'status': 'cancelled'}, {'name': ''}, {'contactPersons': []},
                  {'name': 'New', 'address': {'city': 'X'}}):
        send(sandbox, 'PATCH', path, wrong, 400)
    same(read(sandbox, path), held, 'after refusals')
    send(sandbox, 'PATCH', '/customers/1', {'name': 'x'}, 404)


def test_unknown_ids(sandbox):
    paths = ('/customers/1', '/orders/999', '/subscriptions/x', '/plans/0', '/resellers/99999999999999999999',
             '/reports/00000000-0000-4000-8000-000000000000')
    for path in paths:
        same(read(sandbox, path, status=404)['message'], 'No entity has been found.', path)
    sandbox.control('POST', 'behaviour', {'unknownId': 400})
    for path in paths:
        same(read(sandbox, path, status=400)['message'], 'No entity has been found.', path)
    sandbox.control('POST', 'behaviour', {'unknownId': 404})
    other = read(sandbox, '/orders')['data'][0]['id']
    read(sandbox, f'/subscriptions/{other}', status=404)


sys.exit(run((test_pages,
          test_rows_lack,
          test_customer_filters,
          test_order_filters,
          test_subscription_filters,
          test_catalogue_filters,
          test_bodies,
          test_customer_create,
          test_customer_refused,
          test_customer_update,
          test_unknown_ids)))
