# outcomes.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Exit codes: what the marketplace does, and what a script can tell from the outside."""

import os
import signal
import subprocess
import sys

from goods import CUSTOMER, PARAMETERS, new_customer, order_words
from machine import PROGRAM, Machine, Shop
from tap import Plan, require


class Trade:
    """A customer, and orders for it that each carry a PO number of their own."""

    def __init__(self, machine, shop):
        self.machine = machine
        self.shop = shop
        self.customer = new_customer(machine)
        self.words = order_words(machine, self.customer)

    def place(self, po, *options):
        return self.machine.run('order', 'place', *self.words, '--po', po, '--yes', '--json', *options)

    def placed(self, po):
        return len(self.shop.control('GET', f'orders?po={po}'))

    def entry(self, po):
        return next(entry for entry in self.machine.json('journal', 'list') if entry.get('mark') == po)


def check_faults(trade):
    """After a send: refused, unknown, or sent again because it provably had no effect."""
    for action, status, state, placed in (('status:400', 5, 'rejected', 0), ('status:403', 5, 'rejected', 0),
                                          ('expire-token', 0, 'confirmed', 1), ('status:500', 6, 'unknown', 0),
                                          ('status:503', 6, 'unknown', 0), ('drop-after', 6, 'unknown', 1),
                                          ('504-html', 6, 'unknown', 1), ('truncate', 6, 'unknown', 1),
                                          ('malformed', 6, 'unknown', 1)):
        po = 'PO-' + action.replace(':', '-')
        trade.shop.fault('POST', '/orders', action)
        result = trade.place(po).expect(status)
        trade.shop.control('DELETE', 'faults')
        require(trade.entry(po)['state'] == state, f'{action}: {trade.entry(po)}')
        require(trade.placed(po) == placed, f'{action}: {trade.placed(po)} orders')
        require((result.out != '') == (status == 0), f'{action}: {result.out}')
        if status == 6:
            require('nobody knows' in result.err and trade.entry(po)['id'] in result.err, result.err)
        if status == 5:
            require('orrelation id' in result.err and trade.entry(po)['correlationId'], result.err)


def check_same_po(trade):
    """The same request under the same PO number goes on with its open entry instead of making another."""
    trade.place('PO-504-html').expect(6)
    require(trade.placed('PO-504-html') == 1, 'it was sent again')


def check_writes(trade):
    """What is no order follows the same rules."""
    machine, shop = trade.machine, trade.shop
    path = machine.write('customer.json', {**CUSTOMER, 'name': 'Cut off'})
    shop.fault('POST', '/customers', 'drop-after')
    result = machine.run('customer', 'create', '--data', path, '--json').expect(6)
    require(result.out == '' and 'nobody knows' in result.err, result.err)
    shop.fault('PATCH', '/customers/{id}', 'status:409')
    machine.run('customer', 'update', trade.customer, '--name', 'New').expect(5)
    shop.fault('POST', '/customers', 'drop-after')
    machine.run('request', 'POST', '/customers', '--data', path).expect(6)
    shop.fault('GET', '/customers', 'status:403')
    machine.run('request', 'GET', '/customers').expect(5)


def check_ends(trade):
    """An order that was accepted and then failed is refused for whoever waits, and only for them."""
    failing = next(product for product in trade.machine.json('product', 'list') if '(fails)' in product['name'])
    words = ['--customer', trade.customer, '--line', f'{failing["mpn"]}=1', '--vendor', failing['vendor']]
    checked = trade.machine.run('product', 'validate', *words, '--json').json()
    for parameter in checked[0]['parameters']:
        value = {'domain': 'heron.example', 'region': 'us'}.get(parameter['name'], 'maya@heron.example')
        words += ['--param', f'{parameter["name"]}={value}']
    result = trade.machine.run('order', 'place', *words, '--yes', '--wait', '--json').expect(5)
    require(result.json()['status'] == 'error' and 'failed to carry it out' in result.err, result.err)
    result = trade.machine.run('order', 'place', *words, '--yes', '--json').expect(0)
    require(result.json()['status'] == 'submitted', result.out)


def check_passwords(trade):
    """A password among the activation parameters is refused in the arguments, and has two safe ways."""
    machine, shop = trade.machine, trade.shop
    for product in machine.json('product', 'list'):
        words = ['--customer', trade.customer, '--line', f'{product["mpn"]}=1', '--vendor', product['vendor']]
        checked = machine.run('product', 'validate', *words, '--json')
        parameters = checked.json()[0]['parameters'] if checked.out else []
        if any(parameter['type'] == 'password' for parameter in parameters):
            break
    name = next(parameter['name'] for parameter in parameters if parameter['type'] == 'password')
    for parameter in parameters:
        if parameter['name'] != name:
            words += ['--param', f'{parameter["name"]}={PARAMETERS[parameter["name"]]}']
    with shop.called('POST', '/orders', 0):
        for verb in (['order', 'place', '--yes'], ['product', 'validate']):
            result = machine.run(*verb, *words, '--param', f'{name}=Quay-48-Street').expect(2)
            require(f'--secret-param {name}' in result.err and '--data -' in result.err, result.err)
            require('Quay' not in result.err, 'it was printed')
    result = machine.run('order', 'place', *words, '--secret-param', name, '--yes', stdin='').expect(2)
    require('--secret-param' in result.err, result.err)
    machine.good('product', 'validate', *words, '--secret-param', name, stdin='Quay-48-Street\n')
    order = machine.json('order', 'place', *words, '--secret-param', name, '--yes', stdin='Quay-48-Street\n')
    require(order['type'] == 'sales', str(order))
    result = machine.run_on_terminal('order', 'place', *words, '--secret-param', name, '--po', 'PO-password',
                                     answers=[(f'{name}: ', 'Quay-48-Street\n'), ('[y/N] ', 'y\n')]).expect(0)
    require('Quay' not in result.out, result.out)
    require(trade.placed('PO-password') == 1, 'not placed')
    with open(machine.path('data/tradewind/shop.records.db'), 'rb') as records:
        require(b'Quay-48-Street' not in records.read(), 'it was written down')


def check_wait():
    """That the time runs out is no failure: the order was accepted. Where time stands still none is completed."""
    with Shop('--frozen') as shop, Machine() as machine:
        machine.add_account(shop).expect(0)
        result = Trade(machine, shop).place('PO-short', '--wait=1').expect(0)
    require(result.json()['status'] != 'completed' and 'not completed yet' in result.err, result.err)


def check_refusals(trade):
    """What the marketplace would refuse anyway is refused before it is sent."""
    machine, shop = trade.machine, trade.shop
    with shop.called('POST', '/orders', 0):
        machine.run('order', 'place', '--customer', trade.customer, '--line', 'NO-SUCH-MPN=1', '--yes').expect(5)
        result = machine.run('order', 'place', '--customer', trade.customer, '--line', 'x', '--yes').expect(2)
        require('MPN=' in result.err, result.err)
        machine.run('order', 'place', *trade.words, '--term', 'P1Y').expect(2)
        machine.run('order', 'place', '--yes').expect(2)
        machine.run('order', 'change', '999', '--add', '1', '--yes').expect(5)
        result = machine.run('order', 'place', *trade.words).expect(2)
        require('--yes' in result.err, result.err)
    result = machine.run('order', 'place', '--customer', '999', *trade.words[2:], '--yes').expect(5)
    require(result.out == '', result.out)


def check_question(trade):
    """On a terminal the program asks, and anything but a yes is a no."""
    question = 'Place this order? [y/N]'
    words = ['order', 'place', *trade.words, '--po', 'PO-asked']
    with trade.shop.called('POST', '/orders', 0):
        result = trade.machine.run_on_terminal(*words, answers=[(question, '\n')], columns=200)
        require(result.status == 1 and 'Nothing was placed' in result.out, result.out)
    require('accepts the vendor’s terms' in result.out and 'PO number PO-asked' in result.out, result.out)
    require('Total ' in result.out and ' tax)' in result.out, result.out)
    with trade.shop.called('POST', '/orders'):
        result = trade.machine.run_on_terminal(*words, answers=[(question, 'y\n')], columns=200)
    require(result.status == 0 and trade.placed('PO-asked') == 1, result.out)


def check_proposal(trade):
    order = trade.machine.json('order', 'place', *trade.words, '--yes')
    require(order['poNumber'].startswith('TW-2026'), f'the proposal is {order["poNumber"]}')


def check_interrupt(trade):
    """Ctrl+C during a send: the outcome is not known, and nothing is sent again."""
    trade.shop.fault('POST', '/orders', 'delay:4000')
    process = subprocess.Popen([PROGRAM, 'order', 'place', *trade.words, '--po', 'PO-interrupted', '--yes'],
                               env=trade.machine.env, cwd=trade.machine.home, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while trade.machine.json('journal', 'list', '--limit', '1')[0].get('mark') != 'PO-interrupted':
        require(process.poll() is None, 'it ended by itself')
    while trade.entry('PO-interrupted')['state'] != 'sending':
        require(process.poll() is None, 'it ended by itself')
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    trade.shop.control('DELETE', 'faults')
    require(process.returncode == 6, f'it ended with {process.returncode}: {err.decode()}')
    require(trade.entry('PO-interrupted')['state'] == 'unknown', str(trade.entry('PO-interrupted')))


def check_partial_sync(trade):
    """A list that fails half-way is named, and its error is the exit code."""
    trade.machine.good('sync', '--lists-only')
    trade.shop.control('POST', 'faults', {'method': 'GET', 'path': '/orders', 'action': 'status:403', 'times': 10})
    result = trade.machine.run('sync', '--lists-only', '--json').expect(5)
    trade.shop.control('DELETE', 'faults')
    require(result.json()['order']['error'] and 'Orders: not complete' in result.err, result.err)
    require(result.json()['customer']['complete'], result.out)
    require(len(trade.machine.json('order', 'list')) >= 600, 'rows were lost')


def check_sign_in(trade):
    trade.shop.control('POST', 'faults', {'method': 'POST', 'path': '/token', 'action': 'status:401', 'times': 10})
    trade.machine.run('sync').expect(3)
    trade.machine.run('request', 'GET', '/customers').expect(3)
    with trade.shop.called('POST', '/orders', 0):
        trade.place('PO-signed-out').expect(3)
    trade.shop.control('DELETE', 'faults')


def check_nobody(trade):
    """With the marketplace gone, orders are provably not placed, and lists go on."""
    trade.shop.__exit__()
    trade.machine.run('sync').expect(4)
    trade.machine.run('customer', 'list', '--refresh').expect(4)
    trade.place('PO-nobody').expect(4)
    require(len(trade.machine.json('customer', 'list')) > 40, 'the list went too')


def check_no_mirror(trade):
    """The copy of the lists is a cache: what does not read it goes on without, what does says so."""
    machine = trade.machine
    env = {'XDG_CACHE_HOME': machine.path('no-cache'), 'TMPDIR': machine.path('tmp')}
    os.makedirs(machine.path('no-cache/tradewind/shop.mirror.db'))
    os.mkdir(machine.path('tmp'))
    for words, status in ((['journal', 'list'], 0), (['journal', 'settle'], None),
                          (['order', 'place', *trade.words, '--po', 'PO-no-mirror', '--yes'], 0), (['order', 'list'], 1),
                          (['search', 'heron'], 1), (['sync', '--lists-only'], 1), (['sync', '--status'], 1)):
        result = machine.run(*words, env=env)
        require(status is None or result.status == status, f'{words}: {result.status} {result.err}')
        require('shop.mirror.db' in result.err and (status == 1 or 'goes on without' in result.err), result.err)
        require(status != 1 or result.out == '', result.out)
    require(trade.placed('PO-no-mirror') == 1, 'not placed')
    require(os.listdir(env['TMPDIR']) == [], str(os.listdir(env['TMPDIR'])))


def main():
    plan = Plan()
    shop = Shop()
    with Machine() as machine:
        machine.add_account(shop).expect(0)
        trade = Trade(machine, shop)
        plan.add('faults while an order is placed', check_faults, trade)
        plan.add('the same PO number again', check_same_po, trade)
        plan.add('faults of other writes', check_writes, trade)
        plan.add('orders that fail', check_ends, trade)
        plan.add('passwords', check_passwords, trade)
        plan.add('waiting too short', check_wait)
        plan.add('local refusals', check_refusals, trade)
        plan.add('the question', check_question, trade)
        plan.add('a PO number is proposed', check_proposal, trade)
        plan.add('no place for the copy of the lists', check_no_mirror, trade)
        plan.add('an interrupt', check_interrupt, trade)
        plan.add('a sync that is not complete', check_partial_sync, trade)
        plan.add('no sign-in', check_sign_in, trade)
        plan.add('nobody there', check_nobody, trade)
        return plan.run()


sys.exit(main())
