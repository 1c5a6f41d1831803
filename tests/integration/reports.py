#!/usr/bin/python3
# reports.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules and downloads report files of the sandbox, and reads them with Python's own libraries.

Usage: reports.py small|large
"""

import csv
import datetime
import decimal
import io
import json
import re
import sys
import time
import urllib.parse
import xml.etree.ElementTree
import zipfile

from market import Market
from openapi import CONTRACT, Contract
from sandbox import Sandbox
from tap import Plan, require

FORMATS = ('csv', 'xlsx', 'json', 'xml')
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
# Of currencies that one country pays in.
TAX_RATES = {'MXN': decimal.Decimal('0.16'), 'CLP': decimal.Decimal('0.19')}
OCTOBER = ('2026-10-01T00:00:00Z', '2026-10-31T23:59:59Z')

# How much a download of the large world may add to the memory of the sandbox, and how long it may take.
MEMORY_LIMIT_KB = 40 * 1024
SECONDS_LIMIT = 30


def schedule(sandbox, name, file_format, period=OCTOBER, **more):
    """Schedules a report and waits until its file is there; returns the report."""
    body = {'name': name, 'format': file_format, 'startDate': period[0], 'endDate': period[1], **more}
    report = sandbox.call('POST', '/reports', body=body).json()
    for _ in range(60):
        sandbox.advance('PT1S')
        report = sandbox.call('GET', f'/reports/{report["id"]}').json()
        if report['status'] == 'completed':
            return report
    raise AssertionError(f'a minute after it was scheduled the report is {report["status"]}')


def download(sandbox, report, headers=None):
    url = urllib.parse.urlsplit(report['downloadUrl'])
    return sandbox.exchange('GET', f'{url.path}?{url.query}', headers=headers)


def read_csv(body):
    text = body.decode('utf-8')
    require(text.endswith('\r\n'), 'lines do not end in CR LF')
    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    return rows[0], rows[1:]


def read_json(body):
    rows = json.loads(body)
    require(all(isinstance(value, str) for row in rows for value in row.values()), 'a value is not a string')
    return list(rows[0]) if rows else [], [list(row.values()) for row in rows]


def read_xml(body):
    rows = xml.etree.ElementTree.fromstring(body)
    return [cell.tag for cell in rows[0]], [[cell.text or '' for cell in row] for row in rows]


def read_xlsx(body):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        require(archive.testzip() is None, 'the archive is damaged')
        for name in ('[Content_Types].xml', 'xl/workbook.xml', 'xl/styles.xml'):
            xml.etree.ElementTree.fromstring(archive.read(name))
        sheet = xml.etree.ElementTree.fromstring(archive.read('xl/worksheets/sheet1.xml'))
    rows = [dict(map(read_xlsx_cell, row)) for row in sheet.iter(f'{SHEET}row')]
    columns = list(rows[0])
    return list(rows[0].values()), [[row.get(column, '') for column in columns] for row in rows[1:]]


def read_xlsx_cell(cell):
    column = cell.get('r').rstrip('0123456789')
    if cell.get('t') == 'inlineStr':
        return column, cell.find(f'{SHEET}is/{SHEET}t').text or ''
    value = cell.find(f'{SHEET}v').text
    if cell.get('s') == '1':
        return column, str(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value)))
    return column, value


READERS = {'csv': read_csv, 'xlsx': read_xlsx, 'json': read_json, 'xml': read_xml}


def pascal(heading):
    return ''.join(word.capitalize() for word in re.split('[ _]', heading))


def without_parentheses(text):
    """A credit of a CSV file the way the other formats show it."""
    return re.sub(r'\(([0-9.]+)\)', r'-\1', text) if re.fullmatch(r'\([0-9.]+\)', text) else text


def fetch(sandbox, name, file_format, **more):
    answer = download(sandbox, schedule(sandbox, name, file_format, **more))
    require(answer.status == 200, f'the download answered {answer.status}: {answer.body[:200]!r}')
    return READERS[file_format](answer.body)


def check_formats_agree(sandbox, name, more):
    """The four files of a report hold the same rows."""
    headings, expected = fetch(sandbox, name, 'csv', **more)
    require(len(set(headings)) == len(headings), 'a column occurs twice')
    require(expected, f'{name} is empty')
    require(all(len(row) == len(headings) for row in expected), 'the rows differ in length')
    expected = [[without_parentheses(cell) for cell in row] for row in expected]

    names = {'json': [pascal(heading) for heading in headings], 'xlsx': headings,
             'xml': [heading.upper().replace(' ', '_') for heading in headings]}
    for file_format in ('xlsx', 'json', 'xml'):
        found, rows = fetch(sandbox, name, file_format, **more)
        require(found == names[file_format], f'{file_format} has the columns {found}')
        require(len(rows) == len(expected), f'{file_format} has {len(rows)} rows, csv {len(expected)}')
        for row, other in zip(rows, expected):
            require(row == other, f'{file_format} has {row}, csv {other}')


def as_records(table):
    headings, rows = table
    return [dict(zip(headings, map(without_parentheses, row))) for row in rows]


def money(text):
    return decimal.Decimal(text)


def check_charges(sandbox):
    """Totals are units times price, spans are in the description, hard texts and duplicates occur."""
    records = as_records(fetch(sandbox, 'Monthly reconciliation', 'csv'))
    for record in records:
        total = money(record['RESELLER_DETAIL_TOTAL'])
        product = money(record['RESELLER_DETAIL_QTY']) * money(record['RESELLER_DETAIL_UNIT_PRICE'])
        smallest = decimal.Decimal(1).scaleb(total.as_tuple().exponent)
        require(abs(total - product) <= smallest / 2, f'{product} is charged as {total}: {record}')
        start, end = record['RESELLER_ACTUAL_DETAIL_START_DATE'], record['RESELLER_ACTUAL_DETAIL_END_DATE']
        require(start <= end, f'a charge from {start} through {end}')
        require(record['RESELLER_INVOICE_DATE'] == '2026-11-01', record['RESELLER_INVOICE_DATE'])
    keys = [tuple(record.values()) for record in records]
    require(len(set(keys)) < len(keys), 'no row occurs twice: the real files have duplicates')
    text = ''.join(record['CUSTOMER_NAME'] + record['RESELLER_DETAIL_DESCRIPTION'] for record in records)
    for mark in ',"':
        require(mark in text, f'nothing in the file has a {mark}')
    _, rows = fetch(sandbox, 'Monthly reconciliation', 'csv')
    cells = [cell for row in rows for cell in row]
    require(any(re.fullmatch(r'\([0-9.]+\)', cell) for cell in cells), 'no credit is in parentheses')
    require(any(re.fullmatch(r'-[0-9]+\.[0-9]{4}|-[0-9]+\.[0-9]{2}', cell) for cell in cells), 'none has a minus sign')


def check_invoices(sandbox):
    """What an invoice says is the sum of the charges with its number: the reseller's costs, and the tax on these."""
    sums, taxes = {}, {}
    for record in as_records(fetch(sandbox, 'Monthly reconciliation', 'csv')):
        number, cost = record['RESELLER_INVOICE_NUMBER'], money(record['RESELLER_DETAIL_TOTAL'])
        sums[number] = sums.get(number, 0) + cost
        tax = cost * TAX_RATES.get(record['CUSTOMER_ACCOUNT_CURRENCY'], 0)
        taxes[number] = taxes.get(number, 0) + tax.quantize(cost, decimal.ROUND_HALF_UP)
    invoices = as_records(fetch(sandbox, 'Invoices', 'csv'))
    require({record['INVOICE_NUMBER']: money(record['INVOICE_NET_TOTAL']) for record in invoices} == sums,
            f'charges add up to {sums}, invoices say {invoices}')
    require(len({record['INVOICE_ID'] for record in invoices}) == len(invoices), 'two invoices have one id')
    for record in invoices:
        total = money(record['INVOICE_NET_TOTAL']) + money(record['INVOICE_TAX_TOTAL'])
        require(money(record['INVOICE_TOTAL']) == total, f'{record}')
        if record['INVOICE_CURRENCY_CODE'] in TAX_RATES:
            require(money(record['INVOICE_TAX_TOTAL']) == taxes[record['INVOICE_NUMBER']], f'{record}')


def check_subscriptions(sandbox):
    """The data set lists the subscriptions that the marketplace lists."""
    records = as_records(fetch(sandbox, 'Subscriptions', 'csv'))
    names = {record['SUBSCRIPTION_ID']: record['SUBSCRIPTION_STATUS'] for record in records}
    page = sandbox.call('GET', '/subscriptions', {'status': 'active', 'limit': 500}).json()
    october = [row for row in page['data'] if row['creationDate'] <= '2026-10-31']
    require(october, 'no subscription is active')
    for row in october:
        require(names.get(row['id']) == '30', f'{row["id"]} is active and listed as {names.get(row["id"])}')


def check_orders_add_up(sandbox):
    """An order placed today is in today's charges with what the customer pays, and with what the reseller does."""
    market = Market(Contract(CONTRACT), sandbox)
    order, subscription = market.provisioned()
    records = as_records(fetch(sandbox, 'Daily', 'csv', period=('2026-11-02T00:00:00Z', '2026-11-02T23:59:59Z')))
    own = [record for record in records if record['SUBSCRIPTION_ID'] == subscription['id']]
    price = sum(money(record['CUSTOMER_DETAIL_TOTAL']) for record in own)
    require(price == money(order['total']['amount']), f'{price} was charged, the order says {order["total"]}')
    cost = sum(money(record['RESELLER_DETAIL_TOTAL']) for record in own if record['RESELLER_DETAIL_TYPE'] == 'Recurring')
    wanted = money(subscription['totalSubscriptionCost']['amount'])
    require(cost == wanted, f'{cost} is the cost, the subscription says {wanted}')
    require(cost < price, f'bought for {cost}, sold for {price}')


def check_address(sandbox):
    """The address is signed, expires, and refuses the headers of the API."""
    report = schedule(sandbox, 'Monthly reconciliation', 'csv')
    require('sig=tw-signed-' in report['downloadUrl'], 'the address is not signed')
    for name in ('Authorization', 'X-Subscription-Key'):
        answer = download(sandbox, report, {name: 'anything'})
        require(answer.status == 403, f'with {name} the download answered {answer.status}')
    forged = {'downloadUrl': re.sub('sig=tw-signed-.', 'sig=tw-signed-!', report['downloadUrl'])}
    require(download(sandbox, forged).status == 403, 'a forged signature was accepted')
    sandbox.advance('P1D')
    require(download(sandbox, report).status == 403, 'the address did not expire')


def count_rows(file_format, body):
    """As many rows as a file has, by a mark that each begins with: reading them is what the small world is for."""
    if file_format == 'csv':
        return len(read_csv(body)[1])
    if file_format == 'xlsx':
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return archive.read('xl/worksheets/sheet1.xml').count(b'<row ') - 1
    return body.count({'json': b'\n{', 'xml': b'<ROW>'}[file_format])


def resident_kb(sandbox):
    with open(f'/proc/{sandbox.process.pid}/status', encoding='utf-8') as file:
        fields = dict(line.split(':', 1) for line in file)
    return int(fields['VmRSS'].split()[0])


def check_size(sandbox, file_format):
    """A month of the large world has 30,000 lines, and the sandbox stays small while it makes them."""
    report = schedule(sandbox, 'Monthly reconciliation', file_format)
    before, started = resident_kb(sandbox), time.monotonic()
    answer = download(sandbox, report)
    seconds, added = time.monotonic() - started, resident_kb(sandbox) - before
    rows = count_rows(file_format, answer.body)
    print(f'# {file_format}: {rows} rows, {len(answer.body)} bytes, {seconds:.1f} s, {added} kB of memory')
    require(rows >= 30000, f'{rows} rows')
    require(added < MEMORY_LIMIT_KB, f'the download took {added} kB')
    require(seconds < SECONDS_LIMIT, f'the download took {seconds:.1f} s')


def main(profile):
    with Sandbox('--profile', profile) as sandbox:
        plan = Plan()
        if profile == 'small':
            for name, more in (('Monthly reconciliation', {}), ('Invoices', {}), ('Subscriptions', {}),
                               ('Monthly reconciliation', {'customizationName': 'Short view'})):
                title = f'four formats of {name} {more.get("customizationName", "")}'
                plan.add(title.strip(), check_formats_agree, sandbox, name, more)
            for check in (check_charges, check_invoices, check_subscriptions, check_orders_add_up, check_address):
                plan.add(check.__doc__.rstrip('.'), check, sandbox)
        else:
            for file_format in FORMATS:
                plan.add(f'30,000 lines of {file_format}', check_size, sandbox, file_format)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
