# output.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is printed: for people, for scripts, and never anything that a terminal would act on."""

import csv
import decimal
import io
import json
import re
import subprocess
import sys
import unicodedata

from goods import new_customer
from machine import PROGRAM, Machine, Shop
from tap import Plan, require

EVIL = 'Evil \x1b[31mred\x1b[0m \x9b2J \x07bell\nline\u202etfel'


def wide(text):
    """Columns that a terminal gives a text."""
    return sum(0 if unicodedata.combining(letter) or unicodedata.category(letter) == 'Cf'
               else 2 if unicodedata.east_asian_width(letter) in 'WF' else 1 for letter in text)


def check_escapes(machine):
    customer = new_customer(machine, name=EVIL, externalId='EVIL')
    for words in (['customer', 'list', '--text', 'evil'], ['customer', 'show', customer], ['search', 'evil']):
        table = machine.good(*words).out
        require(not re.search(r'[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', table), f'{words}: {table!r}')
        require('Evil' in table, table)
    require('line' in machine.good('customer', 'list', '--text', 'evil').lines()[1], 'the row is in two lines')

    shown = machine.json('customer', 'show', customer)
    require(shown['name'] == EVIL, repr(shown['name']))
    raw = machine.good('customer', 'show', customer, '--json').out
    require(not re.search(r'[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]', raw), repr(raw))

    text = machine.good('customer', 'list', '--text', 'evil', '--csv', '--columns', 'name').out
    rows = list(csv.reader(io.StringIO(text, newline='')))
    require(rows == [['name'], [EVIL]], repr(rows))
    seen = machine.run_on_terminal('customer', 'list', '--text', 'evil', '--csv', '--columns', 'name').out
    require('\x1b[31m' not in seen and '\x9b' not in seen, repr(seen))
    seen = machine.run_on_terminal('request', 'GET', f'/customers/{customer}').out
    require('\x9b' not in seen and '\u202e' not in seen, repr(seen))
    error = machine.run('order', 'list', '--customer', 'x', '--nothing\x1b[2J').expect(2).err
    require('\x1b' not in error, repr(error))


def check_csv(machine):
    new_customer(machine, name='=cmd|\' /C calc\'!A0', externalId='-12.50')
    new_customer(machine, name='+34 600, "Telco"', externalId='@home')
    text = machine.good('customer', 'list', '--csv', '--columns', 'name,externalId', '--limit', '2').raw
    require(text.startswith(b'name,externalId\r\n') and text.endswith(b'\r\n'), repr(text))
    rows = list(csv.reader(io.StringIO(text.decode(), newline='')))
    require(rows[1:] == [['\'+34 600, "Telco"', "'@home"], ["'=cmd|' /C calc'!A0", '-12.50']], repr(rows))

    rows = list(csv.DictReader(io.StringIO(machine.good('order', 'list', '--csv', '--limit', '50').out, newline='')))
    require(len(rows) == 50, f'{len(rows)} rows')
    for row in rows:
        require(re.fullmatch(r'-?\d+(\.\d+)?', row['total.amount']) and re.fullmatch('[A-Z]{3}', row['total.currency']),
                str(row))
        require(re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', row['creationDate']), str(row))


def check_columns(machine):
    result = machine.run('order', 'list', '--columns', 'id,colour').expect(2)
    require('“colour”' in result.err and 'customerName' in result.err and 'total.amount' in result.err, result.err)
    for name in ('contactPersons.password', 'address.colour', 'name.x', ''):
        machine.run('customer', 'list', '--columns', f'id,{name}').expect(2)
    require('downloadUrl' not in machine.run('report', 'list', '--columns', 'x').expect(2).err, 'a secret link')
    machine.run('report', 'list', '--columns', 'id,downloadUrl').expect(2)
    machine.run('order', 'list', '--json', '--csv').expect(2)
    machine.run('order', 'list', '--json', '--columns', 'id').expect(2)
    rows = machine.good('subscription', 'list', '--columns', 'id,customerName,billingPeriod', '--limit', '3').lines()
    require(len(rows) == 4 and rows[1].rstrip().endswith(('P1M', 'P1Y')), str(rows))


def check_amounts(machine):
    """People read the digits of the currency, programs what the marketplace wrote."""
    prices = {product['id']: product for product in machine.json('product', 'list')}
    columns = ('--columns', 'id,cost,price')
    rows = list(csv.reader(io.StringIO(machine.good('product', 'list', *columns, '--csv').out, newline='')))[1:]
    table = [line.split() for line in machine.good('product', 'list', *columns).lines()[1:]]
    require(len(rows) == len(table) == len(prices), f'{len(rows)} and {len(table)} rows')
    short = 0
    for exact, shown in zip(rows, table):
        for text, members in zip(exact[1:], ('costs', 'prices')):
            known = [f'{price["amount"]} {price["currency"]}' for price in prices[exact[0]][members]
                     if price['type'] == 'recurring']
            require(text == (known[0] if known else ''), f'{members} of {exact[0]}: {text} instead of {known[:1]}')
        require(all(re.fullmatch(r'\d+\.\d\d', amount) for amount in shown[1::2]), str(shown))
        require([decimal.Decimal(text.split()[0]) for text in exact[1:] if text]
                == [decimal.Decimal(amount) for amount in shown[1::2]], f'{shown} is not {exact}')
        short += any(re.search(r'\.\d ', text) for text in exact[1:])
    require(short > 0, 'every price was written with two decimals')


def check_estimate(machine):
    """An estimate shows the customer's price and the reseller's cost, and is asked for without parameters."""
    customer = new_customer(machine)
    product = next(p for p in machine.json('product', 'list')
                   if p['vendor'] == 'Northwind' and p['subscriptionPeriod']['type'] == 'month'
                   and any(price['type'] == 'setup' for price in p['prices']))

    def unit(members, kind='recurring'):
        return next(decimal.Decimal(price['amount']) for price in product[members]
                    if (price['currency'], price['type']) == ('USD', kind))

    words = ('--customer', customer, '--line', f'{product["mpn"]}=5', '--vendor', product['vendor'])
    cost, price, setup = unit('costs'), unit('prices'), unit('prices', 'setup')
    require(cost < price, f'{cost} is no less than {price}')
    lines = machine.good('order', 'estimate', *words).lines()
    require(re.split('  +', lines[0])[4:] == ['Seats', 'Unit cost', 'Unit price', 'Amount', 'Tax'], lines[0])
    amounts = [f'{amount:.2f} USD' for amount in (cost, price, price * 5 + setup, 0)]
    require(re.split('  +', lines[1])[4:] == ['5', *amounts], f'{lines[1]} has not {amounts}')
    require([line.split()[0] for line in lines[2:5]] == ['Charge', 'setup', 'recurring'], str(lines))
    require(f'Total {price * 5 + setup:.2f} USD' in lines[5] and f'{cost * 5:.2f} USD' in lines[6], str(lines))
    require(decimal.Decimal(machine.json('order', 'estimate', *words)['total']['amount']) == price * 5 + setup, 'JSON')


def check_json(machine):
    orders = machine.json('order', 'list')
    require(len(orders) == 600 and len({order['id'] for order in orders}) == 600, f'{len(orders)} orders')
    require(set(orders[0]['total']) == {'amount', 'currency'} and isinstance(orders[0]['total']['amount'], str),
            str(orders[0]))
    require([order['creationDate'] for order in orders] == sorted((order['creationDate'] for order in orders),
                                                                  reverse=True), 'not the newest first')
    require(machine.json('order', 'list', '--customer', 'nobody') == [], 'an empty list')
    require(machine.good('order', 'list', '--customer', 'nobody').out == '', 'a table without rows')
    require(len(machine.json('order', 'list', '--limit', '7')) == 7, 'more than asked for')
    require(machine.json('order', 'list', '--limit', '7') == orders[:7], 'not the first ones')


def check_filters(machine):
    orders = machine.json('order', 'list')
    for option, value, wanted in (('--status', 'completed', lambda row: row['status'] == 'completed'),
                                  ('--type', 'renewal', lambda row: row['type'] == 'renewal'),
                                  ('--customer', orders[0]['customerId'],
                                   lambda row: row['customerId'] == orders[0]['customerId']),
                                  ('--since', '2026-10-15', lambda row: row['creationDate'] >= '2026-10-15'),
                                  ('--until', '2026-10-15', lambda row: row['creationDate'] < '2026-10-16')):
        rows = machine.json('order', 'list', option, value)
        require(rows == [row for row in orders if wanted(row)], f'{option} {value}: {len(rows)} rows')
        require(0 < len(rows) < len(orders), f'{option} {value} shows nothing')


def check_terminal(machine, shop):
    plain = machine.run_on_terminal('customer', 'list', env={'NO_COLOR': '1'}, columns=60)
    lines = [line for line in plain.out.split('\r\n') if line and not line.startswith('As of')]
    require('\x1b' not in plain.out, repr(plain.out[:300]))
    require(all(wide(line) <= 60 for line in lines), str([line for line in lines if wide(line) > 60]))
    require(any('…' in line for line in lines), 'nothing was cut')
    starts = {wide(line[:line.index(word)]) for line in lines for word in ('active', 'creditHold')
              if f'  {word}' in line}
    require(len(starts) == 1, f'the statuses start at {starts}')

    narrow = machine.run_on_terminal('order', 'list', '--limit', '20', env={'NO_COLOR': '1'}, columns=50)
    lines = [line for line in narrow.out.split('\r\n') if line and not line.startswith('As of')]
    rows = machine.json('order', 'list', '--limit', '20')
    require(all(wide(line) <= 50 for line in lines), str(lines))
    require([line.split()[:3] for line in lines] ==
            [['Id', 'Number', 'Type']] + [[row['id'], row['orderNumber'], row['type']] for row in rows],
            f'something is cut that is of no use then: {lines}')
    require('PO number' not in lines[0], f'there is no room for {lines[0]}')

    plan = machine.json('plan', 'list', '--limit', '1')[0]
    plan = machine.json('plan', 'show', plan['id'])
    shown = machine.run_on_terminal('plan', 'show', plan['id'], env={'NO_COLOR': '1'}, columns=50)
    lines = shown.out.split('\r\n')
    require(plan['longDescription'] in ' '.join(line.strip() for line in lines) and '…' not in shown.out, shown.out)
    require(all(wide(line) <= 50 for line in lines[:lines.index('Terms')]), str(lines))

    # One long id does not hide the others.
    customer = new_customer(machine, name='Long Id')
    machine.good('customer', 'update', customer, '--external-id', 'L-1')
    report = machine.json('report', 'schedule', '--name', 'Long', '--from', '2026-10-01', '--to', '2026-10-31',
                          '--format', 'csv')['id']
    for columns, shows_report in ((80, False), (110, True)):
        journal = machine.run_on_terminal('journal', 'list', env={'NO_COLOR': '1'}, columns=columns).out.split('\r\n')
        require(all(wide(line) <= columns for line in journal), str(journal))
        require('Result' in journal[0] and any(customer in line for line in journal), str(journal))
        require(any(report in line for line in journal) == shows_report, str(journal))
        require(any(line.endswith('…') for line in journal) != shows_report, str(journal))

    empty = machine.run_on_terminal('customer', 'list', '--text', 'zzzz')
    require('Nothing in the local copy matches.' in empty.out, repr(empty.out))

    coloured = machine.run_on_terminal('customer', 'list', columns=120)
    require('\x1b[1m' in coloured.out and '\x1b[32mactive' in coloured.out, repr(coloured.out[:300]))
    require('As of ' in coloured.out, 'the age is not shown')
    piped = machine.good('customer', 'list')
    require('\x1b' not in piped.out and '…' not in piped.out and piped.err == '', repr(piped.err))

    shop.control('POST', 'faults', {'method': 'GET', 'path': '/orders/{id}', 'action': 'delay:200', 'times': 10})
    progress = machine.run_on_terminal('sync', '--full', '--details=30', columns=100)
    require('█' in progress.out and '\r\x1b[K' in progress.out, repr(progress.out[:300]))
    require('█' not in machine.run('sync', '--lists-only').err, 'a progress bar without a terminal')


def check_streams(machine):
    result = machine.run('customer', 'list', '--verbose', '--refresh', '--json').expect(0)
    require(len(result.json()) >= 40 and 'GET /customers' in result.err, result.err)
    require('Bearer' not in result.err and 'ubscription-' not in result.err, result.err)
    result = machine.run('customer', 'list', '--json', env={'G_MESSAGES_DEBUG': 'all'}).expect(0)
    require(len(result.json()) >= 40, 'debug messages are among the result')


def check_full(machine):
    """Output that does not arrive is a failure."""
    with open('/dev/full', 'wb') as full:
        process = subprocess.run([PROGRAM, 'order', 'list', '--json'], env=machine.env, stdout=full,
                                 stderr=subprocess.PIPE, check=False)
    require(process.returncode == 1 and b'could not be written' in process.stderr, str(process))


def check_many():
    """A long list is printed row by row: nobody holds 20,600 orders."""
    with Shop('--profile', 'large') as shop, Machine() as machine:
        machine.add_account(shop).expect(0)
        machine.good('sync', '--lists-only')
        raw = machine.good('order', 'list', '--json').raw
        require(len(json.loads(raw)) == 20600, 'not all orders')
        rows = list(csv.reader(io.StringIO(machine.good('order', 'list', '--csv').out, newline='')))
        require(len(rows) == 20601 and len({len(row) for row in rows}) == 1, f'{len(rows)} rows')


def main():
    plan = Plan()
    with Shop() as shop, Machine() as machine:
        machine.add_account(shop).expect(0)
        machine.good('sync', '--lists-only')
        plan.add('json', check_json, machine)
        plan.add('filters', check_filters, machine)
        plan.add('columns', check_columns, machine)
        plan.add('amounts', check_amounts, machine)
        plan.add('estimates', check_estimate, machine)
        plan.add('csv', check_csv, machine)
        plan.add('escape sequences', check_escapes, machine)
        plan.add('terminals', check_terminal, machine, shop)
        plan.add('standard output and error', check_streams, machine)
        plan.add('a full disk', check_full, machine)
        plan.add('many rows', check_many)
        return plan.run()


sys.exit(main())
