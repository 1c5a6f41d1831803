# settle.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What becomes of writes whose answer got lost: found, provably not there, or for a person to say."""

import json
import sqlite3
import subprocess
import sys

from goods import CUSTOMER, new_customer, order_words
from machine import PROGRAM, Machine, Shop
from tap import Plan, require

# The faults that the sandbox knows, and how placing an order ends with each. 429 has no effect and is answered after
# a wait of a minute, which the tests of the session have time for.
ACTIONS = {'status:400': 5, 'status:403': 5, 'status:500': 6, 'status:503': 6, 'drop-before': None, 'delay:200': 0,
           'expire-token': 0, 'drop-after': 6, '504-html': 6, 'truncate': 6, 'malformed': 6}


class Trade:
    """A customer whose orders may get lost; looks count when a second lies between them."""

    def __init__(self, machine, shop):
        self.machine = machine
        self.shop = shop
        self.customer = new_customer(machine)
        self.words = order_words(machine, self.customer)

    def place(self, po, *options):
        return self.machine.run('order', 'place', *self.words, '--po', po, '--yes', '--json', *options)

    def lose(self, po, action='status:500'):
        """Places an order that ends unknown, and returns its entry."""
        self.shop.fault('POST', '/orders', action)
        self.place(po).expect(6)
        self.shop.control('DELETE', 'faults')
        return self.entry(po)

    def placed(self, po):
        return len(self.shop.control('GET', f'orders?po={po}'))

    def entry(self, po):
        return next(entry for entry in self.machine.json('journal', 'list') if entry.get('mark') == po)

    def newest(self):
        return self.machine.json('journal', 'list', '--limit', '1')[0]

    def settle(self, status, *words):
        return self.machine.run('journal', 'settle', *words, '--json').expect(status).json()

    def records(self):
        return sqlite3.connect(self.machine.path('data/tradewind/shop.records.db'))


def check_faults(trade):
    """Whatever happens to an order: in the end it is there once and confirmed, or not there and not placed."""
    for action, status in ACTIONS.items():
        po = 'PO-' + action.replace(':', '-')
        trade.shop.fault('POST', '/orders', action)
        result = trade.place(po)
        trade.shop.control('DELETE', 'faults')
        require(status in (None, result.status), f'{action}: {result.status} {result.err}')
        with trade.shop.called('POST', '/orders', 0):
            trade.settle(0, '--wait=20')
        state = trade.entry(po)['state']
        require((state, trade.placed(po)) in (('confirmed', 1), ('rejected', 0), ('not-placed', 0)),
                f'{action}: {state} with {trade.placed(po)} orders')
        require(status != 6 or state != 'rejected', f'{action}: {state}')


def check_found(trade):
    """One look finds what is there, and the journal and the lists then know it."""
    entry = trade.lose('PO-found', 'drop-after')
    found = trade.settle(0)
    require([row['id'] for row in found] == [entry['id']], str(found))
    order = trade.shop.control('GET', 'orders?po=PO-found')[0]
    require(found[0]['state'] == 'confirmed' and found[0]['resultId'] == order['id'], str(found))
    require(order['attributes']['tradewindEntry'] == found[0]['entryMark'], str(order))
    shown = trade.machine.json('order', 'show', order['id'])
    require(shown['poNumber'] == 'PO-found', str(shown))
    require(trade.settle(0) == [], 'something is unknown still')
    require(trade.settle(0, entry['id'])['state'] == 'confirmed', 'it took another step')


def check_not_placed(trade):
    """Absent in looks spread over the time: not placed, and what is tried again says so."""
    entry = trade.lose('PO-lost')
    looked = trade.settle(6, entry['id'])
    require(looked['state'] == 'unknown' and [look['result'] for look in looked['looks']] == ['absent'], str(looked))
    require(trade.place('PO-lost').status == 6 and trade.placed('PO-lost') == 0, 'it was sent again')
    settled = trade.settle(0, entry['id'], '--wait=20')
    require(settled['state'] == 'not-placed' and len(settled['looks']) >= 3, str(settled))
    trade.place('PO-lost').expect(0)
    again = trade.entry('PO-lost')
    require(again['retryOf'] == entry['id'] and trade.placed('PO-lost') == 1, str(again))


def check_known_before(trade):
    """A PO number may cover several orders: the one that was there before is not the one that got lost."""
    trade.place('PO-twice').expect(0)
    trade.lose('PO-twice')
    trade.settle(0, '--wait=20')
    require(trade.entry('PO-twice')['state'] == 'not-placed' and trade.placed('PO-twice') == 1, 'it was mistaken')
    trade.lose('PO-twice', 'drop-after')
    trade.settle(0)
    orders = {order['id'] for order in trade.shop.control('GET', 'orders?po=PO-twice')}
    results = {entry.get('resultId') for entry in trade.machine.json('journal', 'list')
               if entry.get('mark') == 'PO-twice' and entry['state'] == 'confirmed'}
    require(len(orders) == 2 and results == orders, f'{orders} {results}')


def raw_order(trade, entry):
    path = trade.machine.write('order.json', entry['request'])
    return json.loads(trade.machine.good('request', 'POST', '/orders', '--data', path).out)


def check_person(trade):
    """Two orders that somebody else placed could be it: a person says which, or none."""
    entry = trade.lose('PO-many')
    orders = [raw_order(trade, entry)['id'] for _ in range(2)]
    first = trade.settle(6, entry['id'])
    require(first['state'] == 'unknown' and len(first['candidates']) == 2, f'it was decided at once: {first}')
    looked = trade.settle(6, entry['id'], '--wait=20')
    require(looked['state'] == 'needs-a-person', str(looked))
    require(sorted(row['id'] for row in looked['candidates']) == sorted(orders), str(looked['candidates']))
    require('parameters' not in json.dumps(looked['candidates']), 'parameters may be secret')

    # It is told of until somebody settles it, by whatever is run.
    for words in (['journal', 'settle', entry['id']], ['journal', 'settle']):
        text = trade.machine.run(*words).expect(6)
        require(f'journal settle {entry["id"]} --as OBJECT-ID' in text.err, text.err)
    again = trade.place('PO-many').expect(6)
    require(trade.placed('PO-many') == 2, 'it was sent again')
    require(f'journal show {entry["id"]}' in again.err and '--not-placed' in again.err, again.err)
    require(f'journal settle {entry["id"]} --as' in trade.machine.good('sync', '--lists-only').err, 'sync is silent')

    require(trade.settle(0, entry['id'], '--as', orders[0])['resultId'] == orders[0], 'another one was taken')
    require(trade.settle(0) == [], 'something is unknown still')
    other = trade.lose('PO-none')
    trade.machine.run('journal', 'settle', other['id'], '--as', orders[0]).expect(1)
    trade.machine.run('journal', 'settle', other['id'], '--as', '999').expect(5)
    require(trade.settle(0, other['id'], '--not-placed')['state'] == 'not-placed', 'it is not')
    trade.machine.run('journal', 'settle', other['id'], '--not-placed').expect(1)


def check_slips(trade):
    """A person's word is not taken for what cannot be."""
    machine = trade.machine
    known = raw_order(trade, trade.entry('PO-found'))['id']
    entry = trade.lose('PO-slip')
    result = machine.run('journal', 'settle', entry['id'], '--as', known).expect(1)
    require('was there before' in result.err, result.err)
    require(trade.entry('PO-slip')['state'] == 'unknown', 'it was taken')

    changed = raw_order(trade, {'request': {**entry['request'], 'poNumber': 'PO-by-hand'}})['id']
    result = machine.run('journal', 'settle', entry['id'], '--as', changed, '--json').expect(0)
    require(result.json()['resultId'] == changed and 'PO-by-hand' in result.err, result.err)


def check_by_itself(trade):
    """Whatever reads the marketplace goes on settling, and says what it could not."""
    machine = trade.machine
    lost = trade.lose('PO-lost-again')
    result = machine.good('sync', '--lists-only')
    require(f'Journal entry {lost["id"]}' in result.err and 'unknown' in result.err, result.err)
    require(len(trade.entry('PO-lost-again')['looks']) == 1, str(trade.entry('PO-lost-again')))
    trade.settle(0, '--wait=20')

    for words in (['sync', '--lists-only'], ['order', 'list', '--refresh', '--limit', '1']):
        po = f'PO-by-{words[0]}'
        entry = trade.lose(po, 'drop-after')
        result = machine.good(*words)
        require(f'Journal entry {entry["id"]} took effect' in result.err, result.err)
        require(trade.entry(po)['state'] == 'confirmed', str(trade.entry(po)))

    with trade.shop.called('GET', '/orders/{id}', 0):
        machine.good('customer', 'list', '--refresh')


def check_slow(trade):
    """Somebody orders the same while the marketplace still works at ours: ours is waited for."""
    entry = trade.lose('PO-slow')
    foreign = raw_order(trade, entry)['id']
    first = trade.settle(6, entry['id'])
    require(first['state'] == 'unknown' and [row['id'] for row in first['candidates']] == [foreign], str(first))
    attributes = {'tradewindEntry': entry['entryMark']}
    ours = raw_order(trade, {'request': {**entry['request'], 'attributes': attributes}})['id']
    settled = trade.settle(0, first['id'])
    require(settled['state'] == 'confirmed' and settled['resultId'] == ours, str(settled))
    require('500' in settled['sendError'], str(settled))


def check_same_report(trade):
    """The same report was made by somebody else a minute before: that is not the one that got lost."""
    words = ['report', 'schedule', '--name', 'Twice', '--from', '2026-10-01', '--to', '2026-10-31', '--format', 'csv']
    other = trade.machine.json(*words)['id']
    with trade.records() as records:
        records.execute('DELETE FROM journal WHERE result_id = ?', (other,))
    records.close()
    trade.shop.fault('POST', '/reports', 'status:500')
    trade.machine.run(*words).expect(6)
    trade.shop.control('DELETE', 'faults')
    trade.settle(0, '--wait=20')
    require(trade.newest()['state'] == 'not-placed', str(trade.newest()))


def check_failed_look(trade):
    """Nothing is concluded from a marketplace that does not answer."""
    entry = trade.lose('PO-blind', 'drop-after')
    trade.shop.control('POST', 'faults', {'method': 'GET', 'path': '/orders', 'action': 'status:403', 'times': 50})
    looked = trade.settle(6, entry['id'], '--wait=3')
    trade.shop.control('DELETE', 'faults')
    require(looked['state'] == 'unknown' and {look['result'] for look in looked['looks']} == {'failed'}, str(looked))
    require(trade.settle(0, entry['id'])['state'] == 'confirmed', 'it was not found')


def check_writes(trade):
    """Everything else that is written is settled by its own kind of look."""
    machine, shop = trade.machine, trade.shop
    customer = machine.write('customer.json', {**CUSTOMER, 'name': 'Lost Heron', 'externalId': 'CRM-L'})
    subscription = next(row['id'] for row in machine.json('subscription', 'list', '--status', 'active', '--refresh'))
    writes = (('POST', '/customers', ['customer', 'create', '--data', customer]),
              ('PATCH', '/customers/{id}', ['customer', 'update', trade.customer, '--name', 'Another name']),
              ('PATCH', '/subscriptions/{id}', ['subscription', 'update', subscription, '--data',
                                                machine.write('s.json', {'attributes': {'dept': 'IT'}})]),
              ('PATCH', '/orders/{id}', ['order', 'withdraw']),
              ('POST', '/reports', ['report', 'schedule', '--name', 'Lost', '--from', '2026-10-01', '--to',
                                    '2026-10-31', '--format', 'csv']))
    for method, path, words in writes:
        for action, state in (('status:500', 'not-placed'), ('drop-after', 'confirmed')):
            # An order can be taken back for two seconds.
            more = [trade.place('PO-taken-back').expect(0).json()['id']] if words[1] == 'withdraw' else []
            shop.fault(method, path, action)
            machine.run(*words, *more, '--json').expect(6)
            shop.control('DELETE', 'faults')
            with shop.called(method, path, 0):
                trade.settle(0, '--wait=20')
            entry = trade.newest()
            require(entry['state'] == state, f'{words} {action}: {entry}')
            require((entry.get('resultId') is not None) == (state == 'confirmed'), str(entry))


def queue(trade, po, resumable=1, server_time=None):
    """An entry as a program leaves it that was killed right after it had written it down."""
    entry = trade.entry('PO-found')
    request = {**entry['request'], 'poNumber': po}
    with trade.records() as records:
        records.execute("INSERT INTO journal (kind, state, mark, created, updated, customer_id, request, resumable,"
                        " account, author, program, entry_mark, server_time)"
                        " VALUES ('place-order', 'queued', ?, ?, ?, ?, ?, ?, 'shop', 'ana@desk', 'test', ?, ?)",
                        (po, entry['created'], entry['created'], trade.customer, json.dumps(request), resumable,
                         f'q-{po}', server_time))
    records.close()
    return request


def check_resume(trade):
    """What was approved and never sent is sent once, by however many programs try."""
    require(trade.machine.json('order', 'resume') == [], 'something was waiting')
    queue(trade, 'PO-waiting')
    runs = [subprocess.Popen([PROGRAM, 'order', 'resume', '--json'], env=trade.machine.env, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for run in runs:
        _, err = run.communicate(timeout=60)
        require(run.returncode == 0, err.decode())
    require(trade.placed('PO-waiting') == 1, f'{trade.placed("PO-waiting")} orders')
    require(trade.entry('PO-waiting')['state'] == 'confirmed', str(trade.entry('PO-waiting')))

    queue(trade, 'PO-secret', resumable=0)
    result = trade.machine.run('order', 'resume', '--json').expect(5)
    require(result.json()[0]['state'] == 'queued' and 'password' in result.err, result.err)
    trade.settle(0, trade.entry('PO-secret')['id'], '--not-placed')

    queue(trade, 'PO-cut')
    trade.shop.fault('POST', '/orders', 'drop-after')
    result = trade.machine.run('order', 'resume', '--json').expect(6)
    trade.shop.control('DELETE', 'faults')
    require(result.json()[0]['state'] == 'unknown', result.out)
    trade.settle(0)
    require(trade.entry('PO-cut')['state'] == 'confirmed' and trade.placed('PO-cut') == 1, 'it was lost')

    # The file was put back to before it was sent, from two computers: nobody but a person knows what is to be.
    request = queue(trade, 'PO-back', server_time=trade.entry('PO-found')['serverTime'])
    for _ in range(2):
        raw_order(trade, {'request': {**request, 'attributes': {'tradewindEntry': 'q-PO-back'}}})
    result = trade.machine.run('order', 'resume', '--json').expect(6)
    require(result.json()[0]['state'] == 'needs-a-person' and '--not-placed' in result.err, result.err)
    require(trade.placed('PO-back') == 2, 'it was sent once more')
    trade.settle(0, trade.entry('PO-back')['id'], '--not-placed')


def check_race(trade):
    """Programs that look at once agree."""
    entry = trade.lose('PO-race', 'truncate')
    runs = [subprocess.Popen([PROGRAM, 'journal', 'settle', '--json'], env=trade.machine.env,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(3)]
    for run in runs:
        _, err = run.communicate(timeout=60)
        require(run.returncode == 0, err.decode())
    require(trade.entry('PO-race')['state'] == 'confirmed', str(entry))


def check_open_order(trade):
    """A second change while one is open is explained, and can wait for the first."""
    machine = trade.machine
    order = trade.place('PO-base', '--wait').expect(0).json()
    subscription = order['products'][0]['subscriptionId']
    machine.good('order', 'change', subscription, '--add', '1', '--yes')
    result = machine.run('order', 'change', subscription, '--add', '1', '--yes').expect(5)
    require('still open' in result.err and '--wait-for-open' in result.err and 'CH' in result.err, result.err)
    require(result.err.count('still open') == 1, f'told twice: {result.err}')
    seats = machine.good('order', 'change', subscription, '--add', '2', '--yes', '--wait-for-open=60', '--wait',
                         '--json').json()
    require(seats['status'] == 'completed', str(seats))
    shown = machine.json('subscription', 'show', subscription, '--refresh')
    require(float(shown['products'][0]['quantity']) == 8, str(shown['products']))


def check_usage(trade):
    trade.machine.run('journal', 'settle', '--not-placed').expect(2)
    trade.machine.run('journal', 'settle', '1', '--not-placed', '--as', '7').expect(2)
    trade.machine.run('journal', 'settle', '1', '--not-placed', '--wait').expect(2)
    for words in (['journal', 'settle', '99999'], ['journal', 'settle', '99999', '--as', '7'],
                  ['journal', 'show', '99999']):
        result = trade.machine.run(*words).expect(2)
        require('99999' in result.err, result.err)


def main():
    plan = Plan()
    shop = Shop()
    with Machine() as machine:
        machine.add_account(shop, 'shop', '--settle-after', '2').expect(0)
        trade = Trade(machine, shop)
        plan.add('every fault', check_faults, trade)
        plan.add('found', check_found, trade)
        plan.add('not placed', check_not_placed, trade)
        plan.add('known before', check_known_before, trade)
        plan.add('a person says', check_person, trade)
        plan.add('slips of the hand', check_slips, trade)
        plan.add('settling by itself', check_by_itself, trade)
        plan.add('a slow marketplace', check_slow, trade)
        plan.add('the same report', check_same_report, trade)
        plan.add('a look that fails', check_failed_look, trade)
        plan.add('other writes', check_writes, trade)
        plan.add('resume', check_resume, trade)
        plan.add('programs that race', check_race, trade)
        plan.add('an open order', check_open_order, trade)
        plan.add('usage', check_usage, trade)
        return plan.run()


sys.exit(main())
