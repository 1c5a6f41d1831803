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

import itertools
import os
import re
import sys

from openapi import Contract, ContractError
from sandbox import Sandbox
from tap import Plan, require

UNKNOWN_IDS = {'reportId': '00000000-0000-4000-8000-000000000000'}
CORRELATION_ID = re.compile(r'a8n-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
ADDRESS = {'streetAddress': 'Av. Reforma 1', 'postalCode': '06600', 'city': 'Ciudad de México', 'state': 'CMX',
           'countryCode': 'MX'}
CONTACTS = [{'type': role, 'firstName': 'Ana', 'lastName': 'Núñez', 'email': 'ana@norte.example',
             'phoneNumber': '52#55#1234567#'} for role in ('admin', 'billing', 'technical')]


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

    def product(self):
        """A product that can be ordered without activation parameters, with the order for it."""
        customer = self.customer()
        for product in self.rows('getCatalog'):
            order = {'type': 'sales', 'customerId': customer['id'], 'poNumber': f'TW-{next(self.numbers)}',
                     'products': [{'mpn': product['mpn'], 'vendor': product['vendor'],
                                   'quantity': max(5, int(float(product['minimumQuantity']))),
                                   'subscriptionPeriod': product['subscriptionPeriod'],
                                   'billingPeriod': product['billingPeriod']}]}
            if self.send('estimateOrder', Request(body=order)).status == 200:
                return product, order
        raise AssertionError('no product can be ordered without parameters')

    def placed(self):
        """A sales order, just placed: the clock stands still, so it stays submitted."""
        return self.get('createOrder', body=self.product()[1])

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


PERIOD = {'from': '2025-11-01', 'to': '2026-11-30'}


def new_customer(market):
    return {'name': f'Clínica Norte {next(market.numbers)}, "S.A."', 'externalId': 'CRM-1', 'language': 'es',
            'taxRegId': 'NOR010101AAA', 'address': ADDRESS, 'contactPersons': CONTACTS,
            'attributes': {'segment': 'healthcare'}}


def new_reseller(market):
    return {**new_customer(market), 'currency': 'MXN'}


def validation(market):
    product, order = market.product()
    parameters = [{'name': 'domain', 'value': 'norte.example'}]
    return {'customerId': order['customerId'], 'type': 'sales',
            'products': [{**order['products'][0], 'parameters': parameters}]}


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
    'createOrder': lambda market: Request(body=market.product()[1]),
    'estimateOrder': lambda market: Request(body=market.product()[1]),
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
    require(paged == page, 'limit and offset are not ignored')
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
    for body in ({'status': 'terminated'}, {'products': [{'mpn': subscription['products'][0]['mpn'], 'quantity': 1}]}):
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
    contract = Contract(os.path.join(os.environ['TW_SOURCE_ROOT'], 'tests', 'contract', 'openapi.yaml'))
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
