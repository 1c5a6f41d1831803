#!/usr/bin/python3 -Wignore
# test-customer.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The state that a person gives a new customer is what the marketplace is asked for, and what it has then."""

import sys

from desk import Desk
from desktop import wait_for
from keys import Keyboard
from machine import Shop
from tap import Plan, require

NAME = 'Slow Payer'
FIELDS = {'Name': NAME, 'Street and number': 'Calle 1 #2', 'Postal code': '98101', 'City': 'Seattle',
          'First name': 'Zoë', 'Last name': 'Núñez', 'E-mail': 'zoe@sohne.example',
          'Phone, with country code (+12065550142)': '+12065550142'}


def hold_credit(desk):
    with desk.open() as page:
        page.select('Pages', 0)
        page.click('New Customer')
        dialog = desk.window('New Customer')
        dialog.choose('Country', 'United Stat', 'United States')
        dialog.choose('State or province', 'Washing', 'Washington')
        for field, text in FIELDS.items():
            dialog.type(field, text)
        keyboard = Keyboard(dialog)
        keyboard.go_to('Status')
        keyboard.press('space', 'Down', 'Return')
        dialog.click('Create Customer')
        rows = wait_for('new customer', lambda: desk.shop.call('GET', '/customers', {'name': NAME}).json()['data'])
    request = next(entry['request'] for entry in desk.json('journal', 'list') if entry['kind'] == 'create-customer')
    require(request['status'] == 'creditHold', str(request))
    require([row['status'] for row in rows] == ['creditHold'], str(rows))


def main():
    plan = Plan()
    with Shop('--start', 'now') as shop, Desk(shop) as desk:
        plan.add('hold the credit of a new customer', hold_credit, desk)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
