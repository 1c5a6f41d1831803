# test-orders.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What orders cost, what they are refused for, and what becomes of them."""

import decimal
import sys
import time

from cases import (
    Decimal, Sandbox, amount, buy, catalogue, cents, change, check_sums, find_customer, find_product, read, read_all,
    require, run, sale, same, seats, send)


def test_sale(sandbox):
    for country, tax in (('US', '0'), ('MX', '0.16'), ('CL', '0.19'), ('ES', '0.21')):
        customer = find_customer(sandbox, country)
        product = find_product(sandbox, vendor='Northwind', edition='Standard')
        request = sale(customer, product, 4, poNumber='PO-ñ "7"')
        estimate = send(sandbox, 'POST', '/orders/estimate', request)
        require(not {'id', 'orderNumber', 'status', 'statusCode', 'creationDate'} & set(estimate), 'an estimate has an id')
        order = send(sandbox, 'POST', '/orders', request)
        same((order['total'], order['details']), (estimate['total'], estimate['details']), 'as estimated')
        check_sums(order)
        currency = order['total']['currency']
        setup, recurring = order['details']
        same((setup['type'], recurring['type']), ('setup', 'recurring'), 'charges')
        price = catalogue(product, 'prices', currency)
        require(price > catalogue(product, 'costs', currency), 'nothing is earned')
        same(amount(setup['unitPrice']), catalogue(product, 'prices', currency, 'setup'), 'setup')
        same((amount(recurring['unitPrice']), amount(recurring['extendedPrice'])), (price, price * 4), 'the price')
        same(amount(order['total']), price * 4 + amount(setup['extendedPrice']), 'total')
        same(amount(recurring['taxAmount']), cents(price * 4 * Decimal(tax), currency), 'tax')
        same(amount(recurring['exclusiveTaxAmount']), amount(recurring['taxAmount']), 'tax on top')
        value = order['products'][0]['tcvs'][0]
        same({amount(value[name]) for name in ('total', 'discTotal', 'effectiveTotal')}, {price * 4 * 12}, 'a year')
        require('from 2026-11-02 through 2026-12-01' in recurring['description'], recurring['description'])


def test_special_price(sandbox):
    """A price agreed upon is what the customer pays; a cost agreed upon is in no answer about the order."""
    customer = find_customer(sandbox, 'MX')
    product = find_product(sandbox, vendor='Contoso_NCE')
    request = sale(customer, product, 3)
    request['products'][0]['specialPrice'] = {'currency': 'MXN', 'amount': '123.45'}
    order = send(sandbox, 'POST', '/orders', request)
    check_sums(order)
    same(amount(order['details'][0]['unitPrice']), Decimal('123.45'), 'the price')
    same((amount(order['total']), amount(order['details'][0]['taxAmount'])),
         (Decimal('370.35'), Decimal('59.26')), 'sums')
    same(amount(order['products'][0]['tcvs'][0]['total']), Decimal('370.35') * 12, 'a year')
    sandbox.advance('PT3S')
    line = read(sandbox, f'/subscriptions/{order["subscriptionId"]}')['products'][0]
    same((amount(line['unitPrice']), amount(line['unitCost'])), (Decimal('123.45'), catalogue(product, 'costs', 'MXN')),
         'the subscription')

    request['products'][0]['specialCost'] = {'currency': 'MXN', 'amount': '1.00'}
    same(send(sandbox, 'POST', '/orders/estimate', request)['details'], order['details'], 'with a cost')


def test_life_of_a_sale(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    order = send(sandbox, 'POST', '/orders', sale(customer, product, '12.0', poNumber='LIFE'))
    subscription = f'/subscriptions/{order["subscriptionId"]}'
    path = f'/orders/{order["id"]}'
    same((order['status'], order['statusCode'], order['products'][0]['quantity']), ('submitted', 'LO', 12.0), 'at first')
    pending = read(sandbox, subscription)
    same((pending['status'], 'expirationDate' in pending), ('pending', False), 'the subscription')
    sandbox.advance('PT1S')
    same(read(sandbox, path)['status'], 'processing', 'after a second')
    sandbox.advance('PT1S')
    done = read(sandbox, path)
    same((done['status'], done['statusCode'], done['provisioningDate']), ('completed', 'CP', '2026-11-02T09:00:02Z'),
         'after two')
    active = read(sandbox, subscription)
    same((active['status'], active['expirationDate'], active['products'][0]['quantity'], type(active['planId'])),
         ('active', '2027-11-01', 12, int), 'the subscription')
    same(active['orderParameters'][0], {'name': 'microsoft_domain', 'value': 'buyer.example'}, 'parameters')
    same([row['id'] for row in sandbox.control('GET', 'orders?po=LIFE')], [order['id']], 'found by its PO number')
    require(b'Secret-2026!' not in sandbox.call('GET', path).body, 'a secret came back')
    send(sandbox, 'PATCH', path, {'statusCode': 'CL'}, 400)


def test_order_refused(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    held = find_customer(sandbox, None, 'creditHold')
    before = sandbox.control('GET', 'stats')['objects']

    def line(**changes):
        request = sale(customer, product, 2)
        request['products'][0].update(changes)
        request['products'][0] = {k: v for k, v in request['products'][0].items() if v is not None}
        return request

    anything = {'vendor': None, 'subscriptionPeriod': None, 'billingPeriod': None}
    wrong = [
        (sale(customer, product, 2, type='unknown'), 'type'), (sale(customer, product, 2, type='gift'), 'type'), ({'type': 'sales'}, 'customerId'),
        (sale({'id': '1'}, product, 2), 'No entity'), (sale(held, product, 2), 'credit hold'),
        (line(mpn='NOPE'), 'has not been found'), (line(mpn=None), 'products[0].mpn'),
        (line(mpn='FBK-001-B', **anything), 'not unique'), (line(mpn='MAIL-RELAY-STD-ANNUAL', **anything), 'add vendor'),
        (line(quantity=0), 'between 1 and 300'), (line(quantity=301), 'between 1 and 300'), (line(quantity=1.5), 'whole'),
        (line(quantity='many'), 'quantity'), (line(quantity=None), 'quantity'), (line(parameters=None), 'domain'),
        (line(parameters=[{'name': 'Domain', 'value': 'a.example'}]), 'domain'),
        (line(parameters=[{'name': 'domain', 'value': 'no domain'}]), 'domain'),
        (line(parameters=[{'name': 'domain', 'value': 'taken.example'}]), 'another customer'),
        (line(specialPrice={'currency': 'EUR', 'amount': '1'}), 'currency'),
        (line(specialPrice={'currency': 'USD', 'amount': 1}), 'amount'),
        (line(specialPrice={'currency': 'USD', 'amount': '1'}, deals={'freezePrices': False, 'agreements': []}), 'deals'),
        (sale(customer, product, 2, scheduledOn='renewal'), 'scheduledOn'),
        (sale(customer, product, 2, products=[]), 'products'),
        ({'type': 'renewal', 'customerId': customer['id']}, 'subscriptionId'),
        ({'type': 'cancellation', 'customerId': customer['id'], 'subscriptionId': '1'}, 'No entity'),
    ]
    for request, word in wrong:
        message = send(sandbox, 'POST', '/orders', request, 400)['message']
        require(word in message, f'{request}: {message}')
    same(sandbox.control('GET', 'stats')['objects'], before, 'what there is')


def test_unique_again(sandbox):
    customer = find_customer(sandbox)
    request = sale(customer, find_product(sandbox, vendor='Fabrikam'), 2)
    same(send(sandbox, 'POST', '/orders/estimate', request)['products'][0]['quantity'], 2.0, 'named by its term')
    relay = {'mpn': 'MAIL-RELAY-STD-ANNUAL', 'vendor': 'Wingtip', 'quantity': 1}
    estimate = send(sandbox, 'POST', '/orders/estimate',
                    {'type': 'sales', 'customerId': customer['id'], 'products': [relay]})
    same(estimate['products'][0]['vendor'], 'Wingtip', 'named by its vendor')


def test_several_plans(sandbox):
    customer = find_customer(sandbox)
    extra = next(p for p in read_all(sandbox, '/products', {'vendor': 'Contoso_NCE'}) if p['dependsOn'])
    request = sale(customer, find_product(sandbox, vendor='Contoso_NCE'), 3)
    request['products'] += sale(customer, extra, 2)['products']
    order = send(sandbox, 'POST', '/orders', request)
    check_sums(order)
    lines = {line['mpn']: line for line in order['products']}
    same(len(lines), 3, 'lines: the product that the extra needs is added')
    base = lines[extra['dependsOn'][0]['mpn']]
    same((base['quantity'], base['subscriptionId']), (2.0, lines[extra['mpn']]['subscriptionId']), 'what was added')
    same(len({line['subscriptionId'] for line in order['products']}), 2, 'a subscription for each plan')
    sandbox.advance('PT3S')
    same(len(read(sandbox, f'/subscriptions/{base["subscriptionId"]}')['products']), 2, 'products of one plan')


def test_change(sandbox):
    customer = find_customer(sandbox, 'MX')
    product = find_product(sandbox, vendor='Contoso_NCE')
    subscription = buy(sandbox, customer, product, 10)['subscriptionId']
    sandbox.advance('P10D')
    request = change(customer, subscription, product, 14)
    estimate = send(sandbox, 'POST', '/orders/estimate', request)
    order = send(sandbox, 'POST', '/orders', request)
    check_sums(order)
    same((order['products'][0]['quantity'], order['total']), (4.0, estimate['total']), 'the difference')
    unit = catalogue(product, 'prices', 'MXN')
    share = (unit * 20 / 30).quantize(Decimal('0.0001'), decimal.ROUND_HALF_UP)
    same(amount(order['details'][0]['unitPrice']), share, '20 of 30 days')
    require('from 2026-11-12 through 2026-12-01' in order['details'][0]['description'], 'the days charged')

    blocked = send(sandbox, 'POST', '/orders', change(customer, subscription, product, 15), 500)['message']
    require(order['orderNumber'] in blocked and 'Provisioning is in progress(LO)' in blocked, blocked)
    sandbox.advance('PT3S')
    same(seats(sandbox, subscription, product), 14, 'seats')
    refused = send(sandbox, 'POST', '/orders', change(customer, subscription, product, 12), 500)['message']
    require('within 7 days' in refused, refused)
    send(sandbox, 'POST', '/orders', change(customer, subscription, product, 14), 400)
    stranger = find_customer(sandbox, 'ES')
    send(sandbox, 'POST', '/orders', change(stranger, subscription, product, 20), 400)


def test_give_back_early(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    subscription = buy(sandbox, customer, product, 10)['subscriptionId']
    sandbox.advance('P6D')
    order = send(sandbox, 'POST', '/orders', change(customer, subscription, product, 7))
    check_sums(order)
    same((order['products'][0]['quantity'], order['details'][0]['type']), (-3.0, 'recurringRefund'), 'seats given back')
    require(amount(order['total']) < 0, f'the total is {order["total"]}')
    sandbox.advance('PT3S')
    same(seats(sandbox, subscription, product), 7, 'seats')


def test_scheduled_change(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    order = buy(sandbox, customer, product, 10, poNumber='SCHED')
    subscription = order['subscriptionId']
    sandbox.advance('P30D')
    scheduled = send(sandbox, 'POST', '/orders', change(customer, subscription, product, 6, scheduledOn='renewal'))
    same((scheduled['products'][0]['quantity'], scheduled['scheduledOn'], 'details' in scheduled), (6.0, 'renewal', False),
         'the new total')
    sandbox.advance('P1M')
    same(read(sandbox, f'/orders/{scheduled["id"]}')['statusCode'], 'AS', 'while it waits')
    same(seats(sandbox, subscription, product), 10, 'seats before the renewal')
    same(read(sandbox, f'/subscriptions/{subscription}')['renewalDate'], '2027-11-01', 'renewal date')
    sandbox.advance('P9M')
    same(seats(sandbox, subscription, product), 10, 'seats shortly before the renewal')
    sandbox.advance('P2M')
    same(seats(sandbox, subscription, product), 6, 'seats after the renewal')
    same(read(sandbox, f'/orders/{scheduled["id"]}')['status'], 'completed', 'the change')
    same(read(sandbox, f'/subscriptions/{subscription}')['renewalDate'], '2028-11-01', 'renewal date')
    kinds = [(o['type'], o['status']) for o in read_all(sandbox, '/orders', {'subscriptionId': subscription})]
    same(kinds, [('renewal', 'completed'), ('change', 'completed'), ('sales', 'completed')], 'orders')
    renewal = read(sandbox, '/orders', {'subscriptionId': subscription})['data'][0]
    detail = read(sandbox, f'/orders/{renewal["id"]}')
    require(not {'products', 'details'} & set(detail), 'a renewal has lines')
    same((detail['poNumber'], detail['orderNumber'][:2]), ('SCHED', 'RN'), 'the old PO number')


def test_withdraw(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    order = send(sandbox, 'POST', '/orders', sale(customer, product, 1))
    send(sandbox, 'PATCH', f'/orders/{order["id"]}', {'statusCode': 'CP'}, 400)
    send(sandbox, 'PATCH', f'/orders/{order["id"]}', {'status': 'cancelled'}, 400)
    gone = send(sandbox, 'PATCH', f'/orders/{order["id"]}', {'statusCode': 'CL', 'creditCheck': True})
    same((gone['status'], gone['statusCode'], gone['creditCheck']), ('cancelled', 'CL', True), 'the order')
    sandbox.advance('PT5S')
    same(read(sandbox, f'/orders/{order["id"]}')['status'], 'cancelled', 'later')
    same(read(sandbox, f'/subscriptions/{order["subscriptionId"]}')['status'], 'removed', 'what it had made')


def test_failing_orders(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    request = sale(customer, product, 1)
    request['products'][0]['parameters'] = [{'name': 'domain', 'value': 'fail.example'}]
    failing = {'type': 'sales', 'customerId': customer['id'], 'products': [{'mpn': 'NWD-BACKUP-FAILS', 'quantity': 1}]}
    for body in (request, failing):
        order = send(sandbox, 'POST', '/orders', body)
        sandbox.advance('PT3S')
        done = read(sandbox, f'/orders/{order["id"]}')
        same((done['status'], 'provisioningDate' in done), ('error', False), 'an order that fails')


def test_cancellation(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    for days, refunded in ((3, True), (30, False)):
        subscription = buy(sandbox, customer, product, 5)['subscriptionId']
        sandbox.advance(f'P{days}D')
        order = send(sandbox, 'POST', '/orders',
                     {'type': 'cancellation', 'customerId': customer['id'], 'subscriptionId': subscription})
        same(amount(order['total']) < 0, refunded, f'a refund after {days} days')
        sandbox.advance('PT3S')
        same(read(sandbox, f'/subscriptions/{subscription}')['status'], 'terminated', 'the subscription')
        send(sandbox, 'POST', '/orders', change(customer, subscription, product, 9), 400)


def test_early_renewal(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    subscription = buy(sandbox, customer, product, 5)['subscriptionId']
    request = {'type': 'renewal', 'customerId': customer['id'], 'subscriptionId': subscription}
    order = send(sandbox, 'POST', '/orders', request)
    same(amount(order['total']), catalogue(product, 'prices', 'USD') * 5, 'the first month of the next term')
    sandbox.advance('PT3S')
    same(read(sandbox, f'/subscriptions/{subscription}')['expirationDate'], '2028-11-01', 'a year more')
    require('ordered already' in send(sandbox, 'POST', '/orders', request, 500)['message'], 'a second renewal')
    sandbox.advance('P13M')
    same(len(read_all(sandbox, '/orders', {'subscriptionId': subscription})), 2, 'orders: none by itself')


def test_plan_switch(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE', term='month')
    subscription = buy(sandbox, customer, product, 7)['subscriptionId']
    plan = read(sandbox, f'/subscriptions/{subscription}')['planId']
    target = next(s for s in read(sandbox, f'/plans/{plan}')['planSwitches'] if s['subscriptionPeriod']['type'] == 'year')
    request = {'type': 'change', 'customerId': customer['id'], 'subscriptionId': subscription}
    send(sandbox, 'POST', '/orders', {**request, 'planId': '10001' if plan != 10001 else '10005'}, 400)
    order = send(sandbox, 'POST', '/orders', {**request, 'planId': str(target['planId'])})
    check_sums(order)
    same([charge['type'] for charge in order['details']], ['recurringRefund', 'switch'], 'charges')
    sandbox.advance('PT3S')
    switched = read(sandbox, f'/subscriptions/{subscription}')
    same((switched['planId'], switched['subscriptionPeriod']['type'], switched['expirationDate']),
         (target['planId'], 'year', '2027-11-01'), 'the subscription')
    same(switched['products'][0]['quantity'], 7, 'seats')


def test_migration(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    request = sale(customer, product, 3, type='migration')
    send(sandbox, 'POST', '/orders', request, 400)
    send(sandbox, 'POST', '/orders', {**request, 'startDate': '2026-12-01', 'expirationDate': '2027-11-30'}, 400)
    order = send(sandbox, 'POST', '/orders', {**request, 'startDate': '2026-08-15', 'expirationDate': '2027-08-14',
                                              'autorenewal': False})
    sandbox.advance('PT3S')
    detail = read(sandbox, f'/subscriptions/{order["subscriptionId"]}')
    same((detail['status'], detail['expirationDate'], detail['renewalStatus']), ('active', '2027-08-14', False),
         'the subscription')


def test_monthly_terms(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE', term='month')
    order = buy(sandbox, customer, product, 4, poNumber='MONTHLY')
    before = sandbox.control('GET', 'stats')['objects']['subscriptions']
    sandbox.advance('P3M')
    same([o['type'] for o in read_all(sandbox, '/orders', {'subscriptionId': order['subscriptionId']})],
         ['renewal'] * 3 + ['sales'], 'orders')
    after = read_all(sandbox, '/subscriptions')
    require(len(after) > before, 'no renewal left a record behind')
    same({row['status'] for row in after[:len(after) - before]}, {'removed'}, 'what was left behind')
    send(sandbox, 'PATCH', f'/subscriptions/{order["subscriptionId"]}', {'renewalStatus': False})
    sandbox.advance('P2M')
    same(read(sandbox, f'/subscriptions/{order["subscriptionId"]}')['status'], 'removed', 'once it does not renew')


def test_subscription_update(sandbox):
    customer = find_customer(sandbox)
    product = find_product(sandbox, vendor='Contoso_NCE')
    path = f'/subscriptions/{buy(sandbox, customer, product, 4)["subscriptionId"]}'
    before = read(sandbox, path)
    for wrong in ({'status': 'terminated'}, {'quantity': 5}, {'products': [{'mpn': product['mpn'], 'quantity': 5}]},
                  {'renewalStatus': 'no'}):
        send(sandbox, 'PATCH', path, wrong, 400)
    same(read(sandbox, path), before, 'after refusals')
    changed = send(sandbox, 'PATCH', path, {'renewalStatus': False, 'attributes': {'PONumber': 'NEW'}})
    same((changed['renewalStatus'], changed['attributes']), (False, {'PONumber': 'NEW'}), 'what was sent')

    def pricing(money, mpn=product['mpn']):
        return {'products': [{'mpn': mpn, 'unitPrice': money}]}

    send(sandbox, 'POST', f'{path}/specialPricing', pricing({'currency': 'EUR', 'amount': '5'}), 400)
    send(sandbox, 'POST', f'{path}/specialPricing', pricing({'currency': 'USD', 'amount': '5'}, 'NOPE'), 400)
    priced = send(sandbox, 'POST', f'{path}/specialPricing', pricing({'currency': 'USD', 'amount': '5.25'}))
    same((amount(priced['products'][0]['unitPrice']), amount(priced['totalPrice'])), (Decimal('5.25'), Decimal(21)), 'price')


def test_validation(sandbox):
    customer = find_customer(sandbox)
    products = read_all(sandbox, '/products')

    def validate(vendor, *parameters):
        product = next(p for p in products if p['vendor'] == vendor)
        line = {'id': product['id'], 'parameters': [{'name': n, 'value': v} for n, v in parameters]}
        answer = send(sandbox, 'POST', '/validation/parameters', {'customerId': customer['id'], 'products': [line]})
        return {p['name']: p for p in answer['data'][0]['parameters']}

    same(validate('Contoso_NCE', ('domain', 'free.example'))['domain']['result'], 'success', 'a free domain')
    same(validate('Contoso_NCE', ('domain', 'taken.example'))['domain']['result'], 'error', 'a taken domain')
    wrong = validate('Contoso_NCE', ('Domain', 'free.example'))
    same((wrong['Domain']['result'], wrong['domain']['result']), ('error', 'error'), 'the case of a name')
    region = validate('Adatum', ('region', 'mars'))['region']
    same((region['result'], len(region['valueChoices'])), ('error', 3), 'a choice')
    secret = validate('Tailspin', ('panel_password', 'Secret-2026!'), ('admin_email', 'a@b.example'))['panel_password']
    same((secret['type'], secret['result'], 'value' in secret), ('password', 'success', False), 'a password')
    send(sandbox, 'POST', '/validation/parameters', {'customerId': customer['id'], 'products': []}, 400)


def test_running_clock():
    """Left alone, an order is done after some seconds."""
    with Sandbox(frozen=False) as sandbox:
        order = send(sandbox, 'POST', '/orders', sale(find_customer(sandbox), find_product(sandbox, vendor='Contoso_NCE'), 1))
        end = time.monotonic() + 20
        seen = [order['status']]
        while seen[-1] != 'completed' and time.monotonic() < end:
            time.sleep(0.05)
            seen.append(read(sandbox, f'/orders/{order["id"]}')['status'])
        same(sorted(set(seen), key=seen.index), ['submitted', 'processing', 'completed'], 'states')


sys.exit(run((test_sale,
          test_special_price,
          test_life_of_a_sale,
          test_order_refused,
          test_unique_again,
          test_several_plans,
          test_change,
          test_give_back_early,
          test_scheduled_change,
          test_withdraw,
          test_failing_orders,
          test_cancellation,
          test_early_renewal,
          test_plan_switch,
          test_migration,
          test_monthly_terms,
          test_subscription_update,
          test_validation,
          test_running_clock)))
