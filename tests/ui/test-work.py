#!/usr/bin/python3 -Wignore
# test-work.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A day's work in the running window: connect a marketplace, create a customer, order, save a report.

What the marketplace was really asked is what its own statistics say.
"""

import csv
import os
import sys
import tempfile
import urllib.parse

from desktop import TEXTS, Application, estimate, wait_for
from sandbox import Sandbox
from tap import Plan, require

CUSTOMER = 'Zoë & Söhne <Prueba> S.A.'


def connect(application, sandbox):
    window = application.window('Tradewind')
    window.click('Connect a Marketplace…')
    dialog = application.window('Connect a Marketplace')
    dialog.type('Name of this account', 'Test')
    dialog.type('Address', sandbox.facts['url'])
    dialog.type('Marketplace code', sandbox.facts['marketplace'])
    dialog.type('User name', sandbox.facts['username'])
    dialog.type('Password', 'wrong')
    dialog.type('Subscription key', sandbox.facts['subscriptionKey'])
    dialog.click('Connect')
    dialog.wait_label('The user name or the password is wrong.')

    # What was typed is still there; only the password changes.
    dialog.type('Password', sandbox.facts['password'])
    dialog.click('Connect')
    window.wait(('push button', 'button'), 'Choose the account')
    require(sandbox.counted('POST', '/token', 401) == 1, 'the wrong password was not tried once')
    wait_for('read list of customers', lambda: sandbox.counted('GET', '/customers', 200) > 0)
    application.lift_limits()


def create_customer(application, sandbox):
    window = application.window('Tradewind')
    window.click('New Customer')
    dialog = application.window('New Customer')
    dialog.click('Create Customer')
    dialog.wait_label('This is required.')
    require(sandbox.counted('POST', '/customers', 200) == 0, 'an empty form was sent')

    dialog.type('Name', CUSTOMER)
    dialog.choose('Country', 'United Stat', 'United States')
    dialog.type('Street and number', 'Calle 1 #2')
    dialog.type('Postal code', '98101')
    dialog.type('City', 'Seattle')
    dialog.type('First name', 'Zoë')
    dialog.type('Last name', 'Núñez')
    dialog.type('E-mail', 'zoe@sohne.example')
    dialog.type('Phone, with country code (+12065550142)', '+12065550142')
    dialog.click('Create Customer')

    # The marketplace wants a state for this country: it says so under the row.
    dialog.wait_label('address.state')
    dialog.choose('State or province', 'Washing', 'Washington')
    dialog.click('Create Customer')
    window.wait_label(CUSTOMER)
    require(sandbox.counted('POST', '/customers', 200) == 1, 'the marketplace has not got one new customer')
    found = sandbox.call('GET', '/customers', {'name': CUSTOMER}).json()['data']
    require(len(found) == 1, f'{len(found)} customers of that name')
    require(found[0]['status'] == 'active', f'the new customer is {found[0]["status"]}')


def place_order(application, sandbox):
    window = application.window('Tradewind')
    before = sandbox.counted('POST', '/orders', 200)
    window.click('Order for This Customer')
    dialog = application.window('New Order')
    po_number = dialog.read('PO number')
    dialog.choose('Add a product', 'ADT-005-B-ANNUAL', 'Adatum eSign Basic (Annual, billed monthly)')
    dialog.wait_label('region')
    dialog.choose('Add a product', 'LTW-011-P-ANNUAL_UPFRONT', 'Litware Identity Premium (Annual, billed yearly)')

    # What activation asks for has a row, and what the marketplace thinks of its value stands under it.
    dialog.wait(TEXTS, 'domain')
    dialog.click('Estimate')
    dialog.wait_label('The value is missing.')
    dialog.type('domain', 'taken.example')
    dialog.click('Estimate')
    dialog.wait_label('The domain belongs to another customer.')
    dialog.type('domain', 'zoe-sohne.example')
    estimate(dialog, sandbox)
    dialog.wait_label('The customer pays now')
    dialog.wait_label('It cannot be undone here.')
    require(sandbox.counted('POST', '/orders', 200) == before, 'the estimate placed an order')
    dialog.click('Place Order')
    dialog.wait_label('Order Completed')

    orders = find_orders(sandbox, po_number)
    require(len(orders) == 1, f'{len(orders)} orders with the PO number {po_number}')
    require(orders[0]['status'] == 'completed', f'the order is {orders[0]["status"]}')
    dialog.click('Show Order')
    window.wait_label(po_number)


def place_blindly(application, sandbox):
    """The answer is lost after the order was placed: the window says so, and never sends it again."""
    window = application.window('Tradewind')
    window.click('New Order')
    dialog = application.window('New Order')
    po_number = dialog.read('PO number')
    dialog.choose('Customer', 'Prueba', CUSTOMER)
    dialog.choose('Add a product', 'ADT-005-B-ANNUAL', 'Adatum eSign Basic (Annual, billed monthly)')
    dialog.wait_label('region')
    estimate(dialog, sandbox)
    dialog.wait_label('The customer pays now')
    dialog.wait_label('It cannot be undone here.')
    sandbox.fault('POST', '/orders', 'drop-after')
    dialog.click('Place Order')

    # What is on the page of an unknown outcome can be read before that page is shown.
    wait_for('the order at the marketplace', lambda: find_orders(sandbox, po_number))
    dialog.wait_label('It Is Not Known Whether It Was Placed')
    require(len(find_orders(sandbox, po_number)) == 1, 'the order was not placed once')
    dialog.click('Close')


def find_orders(sandbox, po_number):
    query = urllib.parse.urlencode({'po': po_number})
    return sandbox.control('GET', f'orders?{query}')


def save_report(application, sandbox):
    window = application.window('Tradewind')
    window.select('Pages', 2)
    window.click('Schedule Report')
    dialog = application.window('Schedule Report')
    wait_for('proposed name', lambda: dialog.read('Name of the report'))
    dialog.click('Schedule Report')
    wait_for('scheduled report', lambda: sandbox.counted('POST', '/reports', 200) == 1)
    window.click('Save As…')

    path = os.path.join(application.home, 'charges.csv')
    chooser = application.window('Save Report')
    chooser.type(None, path)
    chooser.click('Save')
    window.wait_label('Report saved')
    with open(path, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.reader(file))
    require(len(rows) > 1 and len(rows[0]) > 3, f'{len(rows)} rows in the saved report')
    parts = [name for name in os.listdir(application.home) if name.endswith('.part')]
    require(not parts, f'left behind: {parts}')


def keep_secrets(application, sandbox):
    """Neither the keyring's own file nor the memory of the program count."""
    secrets = [sandbox.facts['password'].encode(), sandbox.facts['subscriptionKey'].encode(), b'tw-signed-']
    for folder, _, names in os.walk(application.home):
        for name in names:
            path = os.path.join(folder, name)
            if 'keyring' in name or not os.path.isfile(path):
                continue
            with open(path, 'rb') as file:
                content = file.read()
            for secret in secrets:
                require(secret not in content, f'a secret is in {path}')
    with open(f'/proc/{application.process.pid}/cmdline', 'rb') as file:
        require(not any(secret in file.read() for secret in secrets), 'a secret is among the arguments')


def complain_of_nothing(application, sandbox):
    lines = application.complaints()
    require(not lines, '\n'.join(lines[:10]))


def main():
    plan = Plan()
    with tempfile.TemporaryDirectory(prefix='tradewind-ui-') as home:
        with Sandbox('--start', 'now', frozen=False) as sandbox, Application(home) as application:
            for name, case in (
                ('connect a marketplace', connect),
                ('create a customer', create_customer),
                ('estimate and place an order', place_order),
                ('place an order whose answer is lost', place_blindly),
                ('schedule and save a report', save_report),
                ('keep secrets', keep_secrets),
                ('complain of nothing', complain_of_nothing),
            ):
                plan.add(name, case, application, sandbox)
            return plan.run()


if __name__ == '__main__':
    sys.exit(main())
