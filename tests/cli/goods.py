# goods.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of the command line order and create."""

ADDRESS = {'streetAddress': '48 Quay Street', 'postalCode': '98101', 'city': 'Seattle', 'state': 'WA',
           'countryCode': 'US'}
CONTACTS = [{'type': role, 'firstName': 'Maya', 'lastName': 'Lindqvist', 'email': 'maya@heron.example',
             'phoneNumber': '1#206#5550142#'} for role in ('admin', 'billing', 'technical')]
CUSTOMER = {'name': 'Blue Heron Dental Group', 'externalId': 'CRM-20417', 'language': 'en', 'address': ADDRESS,
            'contactPersons': CONTACTS}

# Products take different ones of these.
PARAMETERS = {'domain': 'heron.example', 'admin_email': 'maya@heron.example', 'region': 'us'}


def new_customer(machine, **changes):
    """Creates a customer and returns its id."""
    path = machine.write('customer.json', {**CUSTOMER, **changes})
    return machine.json('customer', 'create', '--data', path)['id']


def order_words(machine, customer, quantity=5):
    """Words of a sales order of one monthly product that the customer can have."""
    for product in machine.json('product', 'list', '--refresh'):
        if '(fails)' in product['name'] or product['subscriptionPeriod']['type'] != 'month':
            continue
        words = ['--customer', customer, '--line', f'{product["mpn"]}={quantity}', '--vendor', product['vendor'],
                 '--term', 'P1M', '--billing', 'P1M']
        checked = machine.run('product', 'validate', *words, '--json')
        for parameter in checked.json()[0]['parameters'] if checked.out else ():
            if parameter['name'] in PARAMETERS:
                words += ['--param', f'{parameter["name"]}={PARAMETERS[parameter["name"]]}']
        if machine.run('product', 'validate', *words).status == 0:
            return words
    raise AssertionError('no product can be ordered')
