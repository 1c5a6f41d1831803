# verbs.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every verb does its work; the marketplace's own statistics prove the calls."""

import json
import os
import sys

from goods import CONTACTS, CUSTOMER, new_customer, order_words
from machine import Machine, Shop
from tap import Plan, require


class Known:
    """What earlier cases made, for later ones."""

    customer = None
    order = None
    subscription = None
    words = None


def check_sync(machine, shop):
    lists = ('/customers', '/orders', '/subscriptions', '/products', '/plans', '/resellers', '/reports')
    before = {path: shop.calls('GET', path) for path in lists}
    summary = machine.json('sync', '--lists-only')
    for path in lists:
        require(shop.calls('GET', path) > before[path], f'{path} was not read')
    require(summary['order']['rows'] == 600 and summary['order']['complete'], str(summary['order']))
    require(summary['order']['details'] == 0 and summary['order']['missingDetails'] > 0, str(summary['order']))

    result = machine.run('sync', '--details=7').expect(0)
    require('Orders' in result.out and 'details missing' in result.err, result.out + result.err)
    # Open orders that the pages read did not show are read by id, whatever was asked for.
    read = [sum(part['details'] for part in machine.json('sync', *words).values() if isinstance(part, dict))
            for words in (['--lists-only'], ['--details', '3'])]
    require(read[1] - read[0] == 3, f'{read} details were read')
    require(machine.json('sync', '--full', '--lists-only')['plan']['rows'] > 0, 'plans were not read again')


def check_customers(machine, shop, known):
    path = machine.write('new.json', CUSTOMER)
    with shop.called('POST', '/customers'):
        customer = machine.json('customer', 'create', '--data', path)
    for name, value in CUSTOMER.items():
        require(customer[name] == value, f'{name} is {customer[name]}')
    known.customer = customer['id']

    with shop.called('POST', '/customers'):
        words = ['--name', 'Ñandú Café', '--language', 'es', '--country', 'US', '--state', 'WA', '--city', 'Seattle',
                 '--street', '1 Pier', '--postal-code', '98101', '--external-id', 'CRM-2',
                 '--contact-first-name', 'Zoë', '--contact-last-name', 'Núñez', '--contact-email', 'zoe@nandu.example', '--contact-phone',
                 '1#206#5550142#', '--attribute', 'segment=food']
        other = machine.json('customer', 'create', *words, env={'LC_ALL': 'C'})
    require(other['name'] == 'Ñandú Café' and other['attributes'] == {'segment': 'food'}, str(other))
    require([contact['type'] for contact in other['contactPersons']] == ['admin', 'billing', 'technical'], str(other))
    require(all(contact['email'] == 'zoe@nandu.example' for contact in other['contactPersons']), str(other))

    with shop.called('PATCH', '/customers/{id}'):
        changed = machine.json('customer', 'update', known.customer, '--data', '-', stdin='{"externalId":"CRM-3"}')
    require(changed['externalId'] == 'CRM-3' and changed['name'] == CUSTOMER['name'], str(changed))
    result = machine.run('customer', 'update', known.customer, '--data', '-', stdin='{"name":\n,}').expect(2)
    require('The standard input: ' in result.err and 'line 2' in result.err, result.err)
    with shop.called('PATCH', '/customers/{id}'):
        changed = machine.json('customer', 'update', known.customer, '--contact-email', 'new@heron.example')
    emails = {contact['type']: contact['email'] for contact in changed['contactPersons']}
    require(emails == {'admin': 'new@heron.example', 'billing': 'maya@heron.example',
                       'technical': 'maya@heron.example'}, str(emails))

    with shop.called('GET', '/customers/{id}', 0):
        require(machine.json('customer', 'show', known.customer)['externalId'] == 'CRM-3', 'not as it was answered')
    with shop.called('GET', '/customers/{id}'):
        machine.good('customer', 'show', known.customer, '--refresh')
    require([row['id'] for row in machine.json('customer', 'list', '--text', 'ñandú')] == [other['id']], 'not found')
    with shop.called('GET', '/customers'):
        machine.good('customer', 'list', '--refresh', '--limit', '1')


def check_bodies(machine, shop, known):
    with shop.called('POST', '/customers', 0), shop.called('PATCH', '/customers/{id}', 0):
        for body, word in (({**CUSTOMER, 'nickname': 'x'}, 'nickname'), ({**CUSTOMER, 'id': '1'}, 'id'),
                           ({**CUSTOMER, 'address': {'planet': 'x'}}, 'address.planet'), ([], 'object'),
                           ({**CUSTOMER, 'contactPersons': {}}, 'contactPersons')):
            result = machine.run('customer', 'create', '--data', machine.write('odd.json', body)).expect(2)
            require(word in result.err and result.out == '', result.err)
        machine.run('customer', 'create', '--data', machine.write('odd.json', '{"name":')).expect(2)
        machine.run('customer', 'create').expect(2)
        machine.run('customer', 'update', known.customer).expect(2)
        machine.run('customer', 'create', '--data', machine.path('missing.json')).expect(1)
        bare = {**CUSTOMER, 'address': {'city': 'Seattle'}}
        result = machine.run('customer', 'create', '--data', machine.write('bare.json', bare)).expect(5)
        require('address.postalCode' in result.err and 'address.countryCode' in result.err, result.err)
    bad = {**CUSTOMER, 'address': {**CUSTOMER['address'], 'countryCode': 'ZZ'}}
    machine.run('customer', 'create', '--data', machine.write('odd.json', bad)).expect(5)


def check_orders(machine, shop, known):
    known.words = order_words(machine, known.customer)
    with shop.called('POST', '/orders/estimate'), shop.called('POST', '/orders', 0):
        estimate = machine.json('order', 'estimate', *known.words)
    require(set(estimate['total']) == {'amount', 'currency'} and 'id' not in estimate, str(estimate))

    with shop.called('POST', '/orders'):
        order = machine.json('order', 'place', *known.words, '--po', 'PO-1', '--yes', '--wait')
    require(order['status'] == 'completed' and order['poNumber'] == 'PO-1', str(order))
    require(order['total'] == estimate['total'], f'{order["total"]} was estimated as {estimate["total"]}')
    require(len(shop.control('GET', 'orders?po=PO-1')) == 1, 'not one order')
    known.order, known.subscription = order['id'], order['products'][0]['subscriptionId']

    shown = machine.good('order', 'show', known.order).out
    require(order['orderNumber'] in shown and 'PO-1' in shown, shown)
    request = machine.write('order.json', machine.json('journal', 'list', '--type', 'place-order')[0]['request'])
    with shop.called('POST', '/orders/estimate'):
        again = machine.json('order', 'estimate', '--data', request)
    require(again['total'] == estimate['total'], str(again))
    result = machine.run('order', 'place', *known.words, '--po', 'PO-1', '--yes')
    require('used for 1 order before' in result.expect(0).err, result.err)


def seats(machine, known):
    return machine.json('subscription', 'show', known.subscription, '--refresh')['products'][0]['quantity']


def check_changes(machine, shop, known):
    for words, total in ((['--add', '2'], 7), (['--remove', '1'], 6), (['--seats', '9'], 9)):
        with shop.called('POST', '/orders'):
            result = machine.run('order', 'change', known.subscription, *words, '--yes', '--wait', '--json').expect(0)
        require(result.json()['type'] == 'change', result.out)
        require(f'→ {total}' in result.err and seats(machine, known) == total, result.err)
    machine.run('order', 'change', known.subscription, '--yes').expect(2)
    machine.run('order', 'change', known.subscription, '--add', '1', '--seats', '5', '--yes').expect(2)

    order = machine.json('order', 'change', known.subscription, '--seats', '12', '--at-renewal', '--yes')
    require(order['scheduledOn'] == 'renewal' and seats(machine, known) == 9, str(order))
    with shop.called('PATCH', '/orders/{id}'):
        require(machine.json('order', 'withdraw', order['id'])['status'] == 'cancelled', 'it was not withdrawn')
    with shop.called('PATCH', '/orders/{id}'):
        machine.run('order', 'update', known.order, '--credit-check', 'true')
    machine.run('order', 'update', known.order).expect(2)


def check_ends(machine, shop, known):
    with shop.called('POST', '/orders'):
        order = machine.json('order', 'renew', known.subscription, '--yes', '--wait')
    require(order['type'] == 'renewal', str(order))
    with shop.called('POST', '/orders'):
        order = machine.json('order', 'cancel', known.subscription, '--yes', '--wait')
    require(order['type'] == 'cancellation' and order['status'] == 'completed', str(order))
    require(machine.json('subscription', 'show', known.subscription, '--refresh')['status'] != 'active', 'it goes on')


def check_subscriptions(machine, shop):
    rows = machine.json('subscription', 'list', '--status', 'active')
    require(rows and all(row['status'] == 'active' for row in rows), 'others were listed')
    with shop.called('GET', '/subscriptions/{id}'):
        found = next(row for row in (machine.json('subscription', 'show', row['id'], '--refresh') for row in rows[:1])
                     if row.get('products'))
    with shop.called('PATCH', '/subscriptions/{id}'):
        changed = machine.json('subscription', 'update', found['id'], '--renew', 'off', '--attribute', 'PONumber=7')
    require(changed['renewalStatus'] is False and changed['attributes']['PONumber'] == '7', str(changed))
    machine.run('subscription', 'update', found['id']).expect(2)
    result = machine.run('subscription', 'update', found['id'], '--data', '-', stdin='{"status":"terminated"}')
    result.expect(2)
    require('status' in result.err, result.err)

    product = found['products'][0]
    with shop.called('POST', '/subscriptions/{id}/specialPricing'):
        priced = machine.json('subscription', 'pricing', found['id'], '--line', product['mpn'], '--price', '21.50',
                              '--currency', product['unitPrice']['currency'])
    price = next(row['unitPrice'] for row in priced['products'] if row['mpn'] == product['mpn'])
    require(price['amount'].rstrip('0') == '21.5', str(price))
    machine.run('subscription', 'pricing', found['id'], '--line', product['mpn'], '--price', '21').expect(2)


def check_catalogue(machine, shop, known):
    with shop.called('GET', '/products'):
        machine.good('product', 'list', '--refresh')
    with shop.called('POST', '/validation/parameters'):
        result = machine.run('product', 'validate', *known.words, '--json').expect(0)
    require(all(row['result'] == 'success' for check in result.json() for row in check['parameters']), result.out)
    result = machine.run('product', 'validate', *known.words, '--param', 'nothing=1').expect(5)
    require('nothing' in result.out and 'error' in result.out, result.out)
    plans = machine.json('plan', 'list')
    with shop.called('GET', '/plans/{id}'):
        require(machine.json('plan', 'show', plans[0]['id'])['name'] == plans[0]['name'], 'another plan')
    with shop.called('GET', '/plans/{id}', 0):
        machine.good('plan', 'show', plans[0]['id'])


def check_resellers(machine, shop):
    body = {**CUSTOMER, 'name': 'Reseller of the North', 'currency': 'USD'}
    with shop.called('POST', '/resellers'):
        reseller = machine.json('reseller', 'create', '--data', machine.write('reseller.json', body))
    with shop.called('PATCH', '/resellers/{id}'):
        machine.good('reseller', 'update', reseller['id'], '--external-id', 'R-1')
    with shop.called('GET', '/resellers'):
        rows = machine.json('reseller', 'list', '--refresh')
    require(any(row['id'] == reseller['id'] and row.get('externalId') == 'R-1' for row in rows), str(rows))
    with shop.called('GET', '/resellers/{id}'):
        machine.good('reseller', 'show', reseller['id'], '--refresh')
    with shop.called('POST', '/resellers/{id}/customers'):
        customer = machine.json('reseller', 'create-customer', reseller['id'], '--data',
                                machine.write('below.json', {**CUSTOMER, 'name': 'Below'}))
    with shop.called('GET', '/resellers/{id}/customers'):
        rows = machine.json('reseller', 'customers', reseller['id'])
    require([row['id'] for row in rows] == [customer['id']], str(rows))
    with shop.called('GET', '/resellers/{id}/orders'):
        require(machine.json('reseller', 'orders', reseller['id']) == [], 'orders of others')


def check_reports(machine, shop):
    machine.run('report', 'schedule', '--name', 'Provisioned orders', '--from', '2026-10-31', '--to',
                '2026-10-01').expect(2)
    with shop.called('POST', '/reports'):
        report = machine.json('report', 'schedule', '--name', 'Provisioned orders', '--from', '2026-10-01', '--to',
                              '2026-10-31', '--format', 'csv', '--wait')
    require(report['status'] == 'completed', str(report))
    require(report['startDate'] == '2026-10-01T00:00:00Z' and report['endDate'] == '2026-10-31T23:59:59Z', str(report))
    require('downloadUrl' not in report, 'a signed link is shown')

    saved = machine.json('report', 'download', report['id'], '-o', machine.path('october.csv'))
    with open(machine.path('october.csv'), 'rb') as file:
        content = file.read()
    require(len(content) == saved['bytes'] and b'RESELLER_ACCOUNT_ID' in content[:500], str(saved))
    require(os.stat(machine.path('october.csv')).st_mode & 0o777 == 0o600, 'others can read it')
    result = machine.good('report', 'download', '--latest', '--format', 'csv', '--verbose')
    require('sig=' not in result.err and 'tw-signed' not in result.err, result.err)
    name = result.out.strip()
    with open(machine.path(name), 'rb') as file:
        require(file.read() == content, f'{name} is not the newest report')
    require(machine.good('report', 'download', report['id'], '-o', '-').raw == content, 'not the file on the output')
    require(not [entry for entry in os.listdir(machine.home) if entry.startswith('.')], 'temporary files stay')
    machine.run('report', 'download').expect(2)
    machine.run('report', 'download', report['id'], '-o', machine.path('no/such/folder')).expect(1)

    shop.fault('GET', '/reports/{reportId}', 'status:500')
    machine.good('report', 'show', report['id'])
    rows = machine.json('report', 'list', '--refresh', '--status', 'completed', '--format', 'csv')
    require(rows[0]['id'] == report['id'], str(rows[0]))


def check_journal(machine, known):
    entries = machine.json('journal', 'list')
    order = next(entry for entry in entries if entry.get('mark') == 'PO-1' and entry.get('resultId') == known.order)
    require(order['kind'] == 'place-order' and order['state'] == 'confirmed', str(order))
    require(order['request']['customerId'] == known.customer and order['created'].endswith('Z'), str(order))
    times = [entry['created'] for entry in entries]
    require(times == sorted(times, reverse=True), 'not the newest first')
    shown = machine.json('journal', 'show', order['id'])
    require(shown == order, 'another entry')
    require(len(machine.json('journal', 'list', '--limit', '2')) == 2, 'not two')
    rejected = machine.json('journal', 'list', '--status', 'rejected')
    require(rejected and all(entry['state'] == 'rejected' and entry['error'] for entry in rejected), str(rejected))
    scheduled = machine.json('journal', 'list', '--type', 'schedule-report')
    require(scheduled and all(entry['kind'] == 'schedule-report' for entry in scheduled), 'other kinds')
    require(machine.json('journal', 'list', '--since', '2999-01-01') == [], 'earlier ones')


def check_search(machine, known):
    hits = machine.json('search', 'blue', 'heron')
    require(known.customer in [row['id'] for row in hits['customer']['hits']], str(hits))
    shown = machine.good('search', 'heron').out
    require('Customers: ' in shown and known.customer in shown, shown)
    require(machine.json('search', 'nothingofthekind') == {}, 'something')


def check_request(machine, shop, known):
    with shop.called('GET', '/customers'):
        result = machine.good('request', 'GET', '/customers', '--query', 'limit=2', '--query', 'offset=1')
    require(len(json.loads(result.raw)['data']) == 2 and result.err == '', result.err)
    with shop.called('PATCH', '/customers/{id}'):
        result = machine.good('request', 'patch', f'/customers/{known.customer}', '--data', '-', '--verbose',
                              stdin=json.dumps({'name': 'Heron & Co.', 'contactPersons': CONTACTS}))
    require(json.loads(result.raw)['name'] == 'Heron & Co.' and 'HTTP 200' in result.err, result.err)
    require('Bearer' not in result.err and shop.facts['subscriptionKey'] not in result.err, result.err)
    result = machine.run('request', 'GET', '/customers/999').expect(5)
    require(result.json()['status'] == 404, result.out)
    machine.run('request', 'GET', 'customers').expect(2)


def check_one_cause(machine, shop):
    """What ended several lists is told once, with all of them."""
    for path in ('/customers', '/subscriptions'):
        shop.control('POST', 'faults', {'method': 'GET', 'path': path, 'action': 'status:403', 'times': 1})
    result = machine.run('sync', '--lists-only').expect(5)
    require('Customers, Subscriptions: not complete: ' in result.err, result.err)
    require(result.err.count('not complete') == 1, result.err)


def check_offline(machine, shop, known):
    """What is known can still be shown when nobody answers; what is not known cannot."""
    unread = next(row['id'] for row in machine.json('order', 'list', '--type', 'sales') if 'products' not in row)
    shop.control('POST', 'faults', {'method': 'GET', 'path': '/orders/{id}', 'action': 'drop-before', 'times': 20})
    try:
        result = machine.run('order', 'show', unread, '--json').expect(0)
        require(result.json()['id'] == unread and 'its list' in result.err, result.err)
        result = machine.run('order', 'show', known.order).expect(0)
        require(result.err == '', result.err)
        result = machine.run('order', 'show', '7').expect(4)
        require(result.out == '' and 'known of 7' in result.err, result.out + result.err)
    finally:
        shop.control('DELETE', 'faults')


def check_unknown(machine):
    """An id that nobody knows is named, with what it was asked for."""
    for words in (['order', 'show'], ['customer', 'show'], ['subscription', 'show'], ['reseller', 'show'],
                  ['plan', 'show'], ['report', 'show'], ['report', 'download'], ['order', 'withdraw'],
                  ['reseller', 'orders'], ['customer', 'update', '--name', 'X'],
                  ['order', 'change', '--add', '1', '--yes']):
        result = machine.run(*words, '70707').expect(5)
        kind = {'change': 'subscription', 'orders': 'reseller'}.get(words[1], words[0])
        require(f'{kind} 70707: ' in result.err, f'{words}: {result.err}')
        require(result.err.count('70707') == 1, f'{words}: said twice: {result.err}')


def main():
    plan = Plan()
    known = Known()
    with Shop() as shop, Machine() as machine:
        machine.add_account(shop).expect(0)
        plan.add('sync', check_sync, machine, shop)
        plan.add('customers', check_customers, machine, shop, known)
        plan.add('bodies that do not fit', check_bodies, machine, shop, known)
        plan.add('orders', check_orders, machine, shop, known)
        plan.add('changes of seats', check_changes, machine, shop, known)
        plan.add('renewal and cancellation', check_ends, machine, shop, known)
        plan.add('subscriptions', check_subscriptions, machine, shop)
        plan.add('products and plans', check_catalogue, machine, shop, known)
        plan.add('resellers', check_resellers, machine, shop)
        plan.add('reports', check_reports, machine, shop)
        plan.add('journal', check_journal, machine, known)
        plan.add('search', check_search, machine, known)
        plan.add('raw requests', check_request, machine, shop, known)
        plan.add('a sync with one cause', check_one_cause, machine, shop)
        plan.add('out of reach', check_offline, machine, shop, known)
        plan.add('unknown ids', check_unknown, machine)
        return plan.run()


sys.exit(main())
