#!/usr/bin/python3
# contract.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks that the sandbox answers every operation of the contract as the contract says.

For each operation: a good request, what its answer must and must not hold, the requests it has to refuse, and the
faults that the gateway and the platform are known for. Usage: contract.py small|large
"""

import sys

from market import ADDRESS, PERIOD, REQUESTS, Market, Request, new_customer
from openapi import CONTRACT, Contract, ContractError
from sandbox import Sandbox
from tap import Plan, require

UNKNOWN_IDS = {'reportId': '00000000-0000-4000-8000-000000000000'}


# What the answer to a good request must say, beyond its schema.

def verify_customer_rows(market, request, page):
    brief = [row for row in market.rows('getCustomers') if set(row) <= {'id', 'externalId', 'name', 'status'}]
    require(brief, 'every row of the customer list has all fields: the real list often has only four')
    whole = market.get('getCustomerById', brief[0]['id'])
    require('address' in whole and 'contactPersons' in whole, 'the detail lacks what the list row lacks')

    name = page['data'][0]['name']
    found = market.rows('getCustomers', name=name[1:-1].upper())
    require(page['data'][0]['id'] in [row['id'] for row in found], f'a part of the name {name!r} finds nothing')
    email = whole['contactPersons'][0]['email']
    found = market.rows('getCustomers', email=email)
    require(whole['id'] in [row['id'] for row in found], f'{email} does not find its customer')


def verify_new_customer(market, request, customer):
    for name in ('name', 'externalId', 'taxRegId', 'address', 'attributes'):
        require(customer[name] == request.body[name], f'{name} came back as {customer[name]!r}')
    require(customer['status'] == 'active', f'a new customer is {customer["status"]}')
    require(market.get('getCustomerById', customer['id']) == customer, 'the detail differs from the answer')
    first = market.get('getCustomers', query={'limit': 1})['data'][0]
    require(first['id'] == customer['id'], 'the list does not begin with the newest customer')
    bad = {**request.body, 'address': {**ADDRESS, 'countryCode': 'XX'}}
    market.refuse(400, 'createCustomer', Request(*request.ids, body=bad), 'a country that does not exist')


def verify_changed_account(market, request, account):
    require(account['externalId'] == request.body['externalId'], f'the answer is not changed: {account}')


def verify_order_rows(market, request, page):
    lacking = {'poNumber', 'details'}
    for row in market.rows('getOrders'):
        require(not lacking & set(row), f'rows of the real list have none of {lacking & set(row)}')
    dates = [row['creationDate'] for row in market.rows('getOrders')]
    require(dates == sorted(dates, reverse=True), 'orders are not newest first')

    row = page['data'][0]
    for name in ('customerId', 'orderNumber', 'status', 'statusCode'):
        for found in market.rows('getOrders', **{name: row[name]}):
            require(found[name] == row[name], f'{name}={row[name]} finds an order with {found[name]}')
    since = dates[len(dates) // 2]
    require(all(found['creationDate'] >= since for found in market.rows('getOrders', creationTimeFrom=since)),
            'creationTimeFrom finds older orders')
    market.refuse(400, 'getOrders', Request(query={'status': 'completed,processing'}), 'two states in one filter')


def verify_placed_order(market, request, order):
    require(order['status'] == 'submitted', f'the clock stands still and the order is {order["status"]}')
    require(order['poNumber'] == request.body['poNumber'], 'the PO number got lost')
    estimate = market.get('estimateOrder', body=request.body)
    require(order['total'] == estimate['total'], f'estimated {estimate["total"]}, placed {order["total"]}')

    order, subscription = market.provisioned()
    require('provisioningDate' in order, 'a completed order has no provisioningDate')
    require(order['products'][0]['subscriptionId'] == subscription['id'], 'the line names no subscription')
    change = {'type': 'change', 'customerId': order['customerId'],
              'products': [{'subscriptionId': subscription['id'], 'mpn': subscription['products'][0]['mpn'],
                            'quantity': subscription['products'][0]['quantity'] + 2}]}
    changed = market.get('createOrder', body=change)
    require(changed['products'][0]['quantity'] == 2, 'the line of a change is not the signed difference')
    second = market.refuse(500, 'createOrder', Request(body=change), 'a second change while one is open')
    require(changed['orderNumber'] in second.json()['message'], 'the refusal does not name the open order')

    held = {'status': 'creditHold'}
    customer = market.get('createCustomer', body=new_customer(market))
    market.get('updateCustomer', customer['id'], body=held)
    market.refuse(400, 'createOrder', Request(body={**request.body, 'customerId': customer['id']}),
                  'an order of a customer on credit hold')


def verify_estimate(market, request, estimate):
    for name in ('id', 'orderNumber', 'status'):
        require(name not in estimate, f'an estimate is no order and has no {name}')
    require(estimate['products'] and estimate['details'], 'an estimate without lines or details')
    bad = {**request.body, 'products': [{**request.body['products'][0], 'mpn': 'NO-SUCH-MPN'}]}
    market.refuse(400, 'estimateOrder', Request(body=bad), 'an unknown MPN')


def verify_order(market, request, order):
    missing = {'id', 'orderNumber', 'creationDate', 'total'} - set(order)
    require(not missing, f'the detail of an order lacks {missing}')


def verify_withdrawn_order(market, request, order):
    require((order['status'], order['statusCode']) == ('cancelled', 'CL'), f'{order["status"]} after CL')
    market.refuse(400, 'updateOrder', request, 'a second CL')


def verify_products(market, request, page):
    product = page['data'][0]
    for name in ('mpn', 'vendor', 'serviceName'):
        found = market.rows('getCatalog', **{name: product[name]})
        require(product['id'] in [row['id'] for row in found], f'{name}={product[name]} does not find its product')


def verify_validation(market, request, value):
    require(value['data'], 'nothing was validated')
    unknown = {**request.body, 'products': [{**request.body['products'][0], 'mpn': 'NO-SUCH-MPN'}]}
    market.refuse(400, 'validateParameters', Request(body=unknown), 'an unknown MPN')


def verify_reports(market, request, page):
    rows = page['data']
    require(page['pagination'] == {'offset': 0, 'limit': len(rows), 'total': len(rows)},
            f'the list of reports is not paged: {page["pagination"]}')
    paged = market.get('getReports', query={**PERIOD, 'limit': 1, 'offset': 1})
    require([row['id'] for row in paged['data']] == [row['id'] for row in rows], 'limit and offset are not ignored')
    dates = [row['creationDate'] for row in rows]
    require(dates == sorted(dates, reverse=True), 'reports are not newest first')

    hidden = [row for row in rows if row['status'] == 'completed' and not row.get('downloadUrl')]
    details = (market.get('getReportById', row['id']) for row in hidden)
    require(any(report.get('downloadUrl') for report in details), 'no address is missing that the detail has')

    for name in ('name', 'status', 'type', 'format'):
        value = rows[0][name].lower() if name == 'format' else rows[0][name]
        found = market.get('getReports', query={**PERIOD, name: value})['data']
        require(rows[0]['id'] in [row['id'] for row in found], f'{name}={value} does not find its report')
        require(all(row[name].lower() == value.lower() for row in found), f'{name}={value} finds others')


def verify_new_report(market, request, report):
    require((report['status'], report['type']) == ('submitted', 'onetime'), f'a new report is {report["status"]}')
    for _ in range(30):
        market.sandbox.advance('PT1S')
        report = market.get('getReportById', report['id'])
        if report['status'] == 'completed':
            break
    require(report.get('downloadUrl'), f'30 s after it was scheduled the report is {report["status"]}')


def verify_plan(market, request, plan):
    details = [market.get('getServicePlanById', row['id']) for row in market.rows('getServicePlans')[:60]]
    require(any(detail.get('planSwitches') for detail in details), 'no plan offers a switch')


def verify_subscription_rows(market, request, page):
    row = page['data'][0]
    for name in ('customerId', 'status'):
        for found in market.rows('getSubscriptions', **{name: row[name]}):
            require(found[name] == row[name], f'{name}={row[name]} finds one with {found[name]}')
    market.refuse(400, 'getSubscriptions', Request(query={'status': 'active,pending'}), 'two states in one filter')


def verify_subscription(market, request, subscription):
    require(isinstance(subscription.get('planId'), int), 'planId is not a whole number')


def verify_changed_subscription(market, request, subscription):
    require(subscription['renewalStatus'] is False, 'it still renews')
    more_seats = {'mpn': subscription['products'][0]['mpn'], 'quantity': 1}
    for body in ({'status': 'terminated'}, {'products': [more_seats]}):
        market.refuse(400, 'updateSubscription', Request(*request.ids, body=body), f'{body}')


def verify_special_pricing(market, request, subscription):
    price = request.body['products'][0]['unitPrice']
    require(subscription['products'][0]['unitPrice'] == price, f'{subscription["products"][0]["unitPrice"]}')
    other = {'products': [{**request.body['products'][0], 'mpn': 'NO-SUCH-MPN'}]}
    market.refuse(400, 'updateSubscriptionSpecialPricing', Request(*request.ids, body=other), 'an unknown MPN')


VERIFY = {
    'getCustomers': verify_customer_rows,
    'createCustomer': verify_new_customer,
    'createCustomerForReseller': verify_new_customer,
    'updateCustomer': verify_changed_account,
    'updateReseller': verify_changed_account,
    'getOrders': verify_order_rows,
    'createOrder': verify_placed_order,
    'estimateOrder': verify_estimate,
    'getOrderDetails': verify_order,
    'updateOrder': verify_withdrawn_order,
    'getCatalog': verify_products,
    'validateParameters': verify_validation,
    'getReports': verify_reports,
    'createReport': verify_new_report,
    'getServicePlanById': verify_plan,
    'getSubscriptions': verify_subscription_rows,
    'getSubscription': verify_subscription,
    'updateSubscription': verify_changed_subscription,
    'updateSubscriptionSpecialPricing': verify_special_pricing,
}


# What every operation has to refuse, and how it fails.

def check_access(market, operation, request):
    answer = market.refuse(401, operation, request, 'a token nobody issued', token='nobody')
    require('timeStamp' in answer.json(), 'a bad token is refused by the platform, not by the gateway')
    answer = market.refuse(401, operation, request, 'a key nobody issued', key='nobody')
    require('statusCode' in answer.json(), 'a bad key is refused by the gateway, not by the platform')


def check_unknown_id(market, operation, request):
    names = list(market.contract.parameters(operation, 'path'))
    if names:
        unknown = Request(UNKNOWN_IDS.get(names[0], '9999999'), query=request.query, body=request.body)
        market.refuse(404, operation, unknown, 'an id that does not exist')


def check_bad_bodies(market, operation, request):
    if not market.contract.has_body(operation):
        return
    for text in ('{"name": ', '[]', '"text"'):
        market.refuse(400, operation, Request(*request.ids, body=text), f'the body {text}')
    for name in market.contract.required_members(operation):
        body = {key: value for key, value in request.body.items() if key != name}
        market.refuse(400, operation, Request(*request.ids, body=body), f'a body without {name}')


def check_paging(market, operation, request):
    """Of lists: default and largest page, the second page, values that are refused, words that are ignored."""
    if operation == 'getReports' or not market.contract.is_list(operation):
        return
    first = market.get(operation, *request.ids)
    require((first['pagination']['offset'], first['pagination']['limit']) == (0, 10), f'{first["pagination"]}')
    require(len(first['data']) == min(10, first['pagination']['total']), 'the first page is not full')
    second = market.get(operation, *request.ids, query={'offset': 1, 'limit': 2, 'expand': 'all'})
    require([row['id'] for row in second['data']] == [row['id'] for row in first['data'][1:3]],
            'the rows of two pages do not meet')
    require(second['pagination']['total'] == first['pagination']['total'], 'the total differs between pages')
    largest = market.get(operation, *request.ids, query={'limit': 1000})
    require(largest['pagination']['limit'] == 500, 'a limit above 500 is not capped')
    beyond = market.get(operation, *request.ids, query={'offset': 1000000})
    require(beyond['data'] == [], 'there are rows beyond the last one')
    for query in ({'limit': 0}, {'limit': 'many'}, {'offset': -1}):
        market.refuse(400, operation, Request(*request.ids, query=query), f'{query}')


def check_faults(market, operation):
    method, pattern, _ = market.contract.operations[operation]
    request = REQUESTS[operation](market)
    for action, status in (('status:403', 403), ('429', 429), ('429-no-header', 429), ('status:500', 500),
                           ('504-html', 504)):
        market.sandbox.fault(method, pattern, action)
        answer = market.refuse(status, operation, request, f'the fault {action}')
        if status == 429:
            require(('Retry-After' in answer.headers) == (action == '429'), f'Retry-After after {action}')


def check_operation(market, operation):
    method, pattern, _ = market.contract.operations[operation]
    request = REQUESTS[operation](market)
    before = market.sandbox.counted(method, pattern, 200)
    value = market.get(operation, *request.ids, query=request.query, body=request.body)
    require(market.sandbox.counted(method, pattern, 200) == before + 1, f'{method} {pattern} was not counted')

    if operation in VERIFY:
        VERIFY[operation](market, request, value)
    check_access(market, operation, request)
    check_unknown_id(market, operation, request)
    check_bad_bodies(market, operation, request)
    check_paging(market, operation, request)
    check_faults(market, operation)


def check_token(market):
    sandbox, contract = market.sandbox, market.contract
    for changes, status in (({}, 200), ({'password': 'wrong'}, 401), ({'subscriptionKey': 'wrong'}, 401)):
        answer = sandbox.sign_in(**changes)
        contract.check('generateAuthToken', answer)
        require(answer.status == status, f'{answer.status} instead of {status} with {list(changes)} changed')
    require(sandbox.sign_in(marketplace='nowhere').status in (400, 401), 'another marketplace was accepted')
    require(sandbox.sign_in().json()['expiresInSeconds'] == 1500, 'tokens live 1500 s')
    for action, status in (('status:403', 403), ('429', 429), ('status:500', 500), ('504-html', 504)):
        sandbox.fault('POST', '/token', action)
        answer = sandbox.sign_in()
        contract.check('generateAuthToken', answer)
        require(answer.status == status, f'{answer.status} after the fault {action}')


def check_list(market, operation):
    """Of the large world: every page of 500, newest first where the contract says so."""
    request = REQUESTS[operation](market)
    if operation == 'getReports':
        market.get(operation, query=PERIOD)
        return
    offset, ids = 0, []
    while True:
        page = market.get(operation, *request.ids, query={'limit': 500, 'offset': offset})
        ids += [row['id'] for row in page['data']]
        offset += len(page['data'])
        if not page['data'] or offset >= page['pagination']['total']:
            break
    require(len(set(ids)) == len(ids) == page['pagination']['total'], f'{len(ids)} rows, {len(set(ids))} ids')
    check_paging(market, operation, request)


def check_the_check(contract):
    """The contract's own examples pass; the same with a change fail: a check that accepts anything proves nothing."""
    class Example:
        status = 200
        headers = {'Content-Type': 'application/json', 'X-Correlation-ID': 'a8n-'}

        def __init__(self, body):
            self.body = body

    contract.check('generateAuthToken', Example(b'{"token": "x", "expiresInSeconds": 1500}'))
    for body in (b'{"token": "x"}', b'{"token": "x", "expiresInSeconds": "1500"}', b'{"token": "x',
                 b'{"token": "x", "expiresInSeconds": 1500, "more": 1}'):
        try:
            contract.check('generateAuthToken', Example(body))
        except ContractError:
            continue
        raise AssertionError(f'{body} was accepted')


def check_addresses(market):
    """The same marketplace under every base address, with and without a slash at the end."""
    for base in ('', '/marketplace/na', '/marketplace/eu'):
        for path in ('/customers', '/customers/'):
            answer = market.sandbox.call('GET', path, {'limit': 1}, base=base)
            market.contract.check('getCustomers', answer)
            require(answer.status == 200, f'{base}{path} answered {answer.status}')


def main(profile):
    contract = Contract(CONTRACT)
    require(set(REQUESTS) | {'generateAuthToken'} == set(contract.operations), 'not every operation has a case')
    with Sandbox('--profile', profile) as sandbox:
        market = Market(contract, sandbox)
        plan = Plan()
        if profile == 'small':
            plan.add('the check itself', check_the_check, contract)
            plan.add('POST /token', check_token, market)
            plan.add('addresses', check_addresses, market)
            operations, check = REQUESTS, check_operation
        else:
            operations, check = [name for name in REQUESTS if contract.is_list(name)], check_list
        for operation in operations:
            method, pattern, _ = contract.operations[operation]
            plan.add(f'{method} {pattern}', check, market, operation)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
