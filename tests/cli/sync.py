# sync.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What keeping the local copy of a large marketplace costs in calls, counted by the marketplace itself."""

import datetime
import pathlib
import re
import subprocess
import sys
import time

from machine import PROGRAM, Machine, Shop
from market import Market
from openapi import CONTRACT, Contract
from tap import Plan, require

LISTS = ('/customers', '/subscriptions', '/orders')
OPEN = ('submitted', 'processing')


class Count:
    """The calls that a block makes, by method and pattern."""

    def __init__(self, shop):
        self.shop = shop
        self.calls = {}

    def read(self):
        calls = {}
        for row in self.shop.control('GET', 'stats')['calls']:
            key = (row['method'], row['path'])
            calls[key] = calls.get(key, 0) + row['count']
        return calls

    def __enter__(self):
        self.before = self.read()
        return self

    def __exit__(self, *unused):
        after = self.read()
        self.calls = {key: count - self.before.get(key, 0) for key, count in after.items()
                      if count != self.before.get(key, 0)}

    def get(self, path, method='GET'):
        return self.calls.get((method, path), 0)

    def total(self):
        return sum(self.calls.values())


def check_first(machine, shop):
    with Count(shop) as count:
        result = machine.good('sync', '--lists-only', '--json')
    require(count.get('/token', 'POST') == 1, f'{count.calls}')
    require(sum(count.get(path) for path in LISTS) == 49, f'{count.calls}')
    require(count.total() <= 60, f'{count.calls}')
    summary = result.json()
    require(summary['order']['rows'] == shop.control('GET', 'stats')['objects']['orders'], str(summary['order']))

    # What it costs is told before most of it is spent.
    require(f'{summary["calls"]} calls for the lists' in result.err, result.err)
    require('5000 calls of a day are shared' in result.err, result.err)
    require(re.search('23100 calls, about [56] days', result.err), result.err)


def change_seats(market, number):
    """Places change orders, and returns the new totals by subscription."""
    totals = {}
    for row in market.rows('getSubscriptions', status='active'):
        subscription = market.get('getSubscription', row['id'])
        for product in subscription.get('products', ())[:1]:
            order = {'type': 'change', 'customerId': subscription['customerId'], 'subscriptionId': row['id'],
                     'products': [{'mpn': product['mpn'], 'quantity': product['quantity'] + 1}]}
            answer = market.sandbox.call('POST', '/orders', body=order)
            if answer.status == 200:
                totals[row['id']] = product['quantity'] + 1
        if len(totals) == number:
            return totals
    raise AssertionError(f'only {len(totals)} subscriptions can be changed')


def seats(subscription):
    return sum(product['quantity'] for product in subscription['products'])


def check_refresh(machine, shop, market):
    market.sandbox.token = None
    chosen = [row['id'] for row in market.rows('getSubscriptions', status='active')[:40]]
    for subscription in chosen:
        machine.good('subscription', 'show', subscription)
    sale = market.sale()
    for _ in range(15):
        require(shop.call('POST', '/orders', body=sale).status == 200, 'a sale was refused')
    totals = change_seats(market, 5)
    require(set(totals) <= set(chosen), f'{totals} were not read before')
    wait_until_done(market)

    still_open = [row for row in machine.json('order', 'list') if row['status'] in OPEN]
    newest = {row['id'] for row in market.rows('getOrders')}
    hidden = [row for row in still_open if row['id'] not in newest]
    require(len(hidden) >= 10, f'{len(hidden)} old orders are open')
    with Count(shop) as count:
        summary = machine.json('sync', '--lists-only')
    require([count.get(path) for path in LISTS] == [1, 1, 1], f'{count.calls}')
    require(count.get('/orders/{id}') == len(hidden), f'{count.calls} for {len(hidden)} open orders')
    require(count.get('/token', 'POST') <= 1, f'{count.calls}')
    require(count.total() == 3 + len(hidden) + count.get('/token', 'POST'), f'{count.calls}')
    require(summary['order']['new'] == 20 and summary['order']['complete'], str(summary['order']))

    # The details name the subscriptions that changed; these are read at once.
    machine.good('sync', '--details', '45')
    with Count(shop) as count:
        for subscription, total in totals.items():
            shown = machine.json('subscription', 'show', subscription)
            require(seats(shown) >= total, f'{subscription} has {seats(shown)} seats instead of {total}')
    require(count.get('/subscriptions/{id}') == 0, f'{count.calls}')


def wait_until_done(market):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if all(row['status'] not in OPEN for row in market.rows('getOrders')[:20]):
            return
        time.sleep(0.5)
    raise AssertionError('orders are not completed')


def check_full(machine, shop):
    with Count(shop) as count:
        machine.good('sync', '--full', '--lists-only')
    require(sum(count.get(path) for path in LISTS) >= 49, f'{count.calls}')
    require(count.get('/plans') > 0 and count.get('/products') > 0, f'{count.calls}')


def check_status(machine, shop):
    with Count(shop) as count:
        status = machine.json('sync', '--status')
        shown = machine.good('sync', '--status')
    require(count.total() == 0, f'{count.calls}')
    orders = status['lists']['order']
    require(orders['rows'] == shop.control('GET', 'stats')['objects']['orders'], str(orders))
    require(0 <= orders['age'] < 300 and orders['fullTime'] and orders['completeTime'], str(orders))
    require(status['details']['missing'] == orders['missingDetails'] + status['lists']['subscription']['missingDetails'],
            str(status))
    ready = datetime.datetime.fromisoformat(status['details']['ready'].replace('Z', '+00:00'))
    days = (ready - datetime.datetime.now(datetime.timezone.utc)).days
    require(4 <= days <= 6, f'details are there in {days} days')
    require(status['calls']['day']['ours'] >= 54 and status['calls']['day']['limit'] == 5000, str(status['calls']))
    require(status['calls']['day']['others'] == 0 and not status['calls']['limited'], str(status['calls']))
    require(status['next']['step'] == 'details' and status['next']['time'], str(status['next']))
    for words in ('Orders', 'Read to its end', 'Others, at least', 'All details can be there by', 'Next: read details'):
        require(words in shown.out, f'“{words}” is missing in {shown.out}')


def check_interval(machine, shop):
    """How often lists are read to their ends is the account's."""
    machine.good('account', 'add', 'thorough', '--url', shop.facts['url'], '--username', shop.facts['username'],
                 '--marketplace', shop.facts['marketplace'], '--calls-per-minute', '0', '--full-sync-every', '0',
                 '--password-stdin', stdin=f'{shop.facts["password"]}\n{shop.facts["subscriptionKey"]}\n')
    for _ in range(2):
        with Count(shop) as count:
            machine.good('--account', 'thorough', 'customer', 'list', '--limit', '1', '--refresh')
        require(count.get('/customers') == 2, f'{count.calls}')
    status = machine.json('--account', 'thorough', 'account', 'show', 'thorough')
    require(status['fullSyncEvery'] == 0, str(status))


def check_others(machine, shop):
    """A refusal that our own count does not explain shows that others use the key."""
    machine.good('account', 'add', 'shared', '--url', shop.facts['url'], '--username', shop.facts['username'],
                 '--marketplace', shop.facts['marketplace'], '--calls-per-minute', '60', '--password-stdin',
                 stdin=f'{shop.facts["password"]}\n{shop.facts["subscriptionKey"]}\n')
    before = machine.json('--account', 'shared', 'sync', '--status')['calls']
    shop.control('POST', 'faults', {'method': 'GET', 'path': '/resellers', 'action': '429', 'times': 1})
    machine.good('--account', 'shared', 'reseller', 'list', '--refresh')
    calls = machine.json('--account', 'shared', 'sync', '--status')['calls']
    if before['minute']['ours'] < 50:
        require(calls['day']['others'] > 0 and calls['pace'] < 60, f'{before} became {calls}')


def check_empty(shop):
    with Machine() as other:
        other.add_account(shop).expect(0)
        status = other.json('sync', '--status')
        require(status['next']['step'] == 'first', str(status['next']))
        require(status['lists']['order']['completeTime'] is None and status['lists']['order']['age'] is None,
                str(status['lists']['order']))
        require('never' in other.good('sync', '--status').out, 'a list that was never read has an age')


def check_interrupted(shop):
    """Whatever came before the connection broke is kept, and its age is known; the next sync fills the hole."""
    with Machine() as other:
        other.add_account(shop).expect(0)
        shop.control('POST', 'faults', {'method': 'GET', 'path': '/orders', 'action': 'status:500', 'times': 1,
                                        'after': 5})
        result = other.run('sync', '--lists-only', '--json')
        require(result.status != 0 and not result.json()['order']['complete'], str(result.json()['order']))
        status = other.json('sync', '--status')
        require(status['lists']['order']['pageTime'] and not status['lists']['order']['completeTime'], str(status))
        require(status['lists']['order']['rows'] >= 2000, str(status['lists']['order']))
        require(status['lists']['customer']['completeTime'], str(status['lists']['customer']))
        lines = other.good('sync', '--status').out.splitlines()
        require(any('Orders' in line and 'in part, ' in line for line in lines), str(lines))
        other.good('sync', '--lists-only')
        status = other.json('sync', '--status')
        require(status['lists']['order']['rows'] == shop.control('GET', 'stats')['objects']['orders'], str(status))


def read_log(shop):
    """The last calls in the order in which they came, and how many came in all."""
    log = shop.control('GET', 'log')
    return log['calls'], log['before'] + len(log['calls'])


def wait_for(what, look, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if look():
            return
        time.sleep(0.05)
    raise AssertionError(f'{what} did not come')


def forget_calls(machine):
    """As if the last minute had been a quiet one."""
    for record in pathlib.Path(machine.home, 'state', 'tradewind', 'budget').iterdir():
        record.unlink()


def check_opened_during_backfill(shop):
    """The backfill has used its part of the minute and stands in line: what a person opens is the next call."""
    with Machine() as other:
        other.good('account', 'add', 'slow', '--url', shop.facts['url'], '--username', shop.facts['username'],
                   '--marketplace', shop.facts['marketplace'], '--calls-per-minute', '300', '--password-stdin',
                   stdin=f'{shop.facts["password"]}\n{shop.facts["subscriptionKey"]}\n')
        other.good('sync', '--lists-only')
        forget_calls(other)
        missing = [row['id'] for row in other.json('order', 'list', '--limit', '2000') if 'products' not in row and row['type'] == 'sales']
        before = read_log(shop)[1]
        backfill = subprocess.Popen([PROGRAM, 'sync', '--details=1500'], cwd=other.home, env=other.env,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for('the part of details', lambda: read_log(shop)[1] >= before + 255)
            for count, order in enumerate(missing[-3:]):
                other.good('order', 'show', order)
                calls, total = read_log(shop)
                require(total == before + 255 + 2 * (count + 1), f'{count}: {total - before} calls: {calls[-12:]}')
                require(calls[-2:] == ['POST /token', f'GET /orders/{order}'], f'{calls[-10:]}')
            require(backfill.poll() is None, 'the backfill was over before the orders were opened')
        finally:
            backfill.terminate()
            backfill.wait()


def check_lists_during_details(shop):
    """Details may take days: the lists are not held meanwhile, and another program keeps them fresh."""
    with Machine() as other:
        other.add_account(shop).expect(0)
        other.good('sync', '--lists-only')
        shop.control('POST', 'faults', {'method': 'GET', 'path': '/subscriptions/{id}', 'action': 'delay:600000',
                                        'times': 100})
        backfill = subprocess.Popen([PROGRAM, 'sync', '--details=all'], cwd=other.home, env=other.env,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for('a detail', lambda: read_log(shop)[0][-1].startswith('GET /subscriptions/'))
            result = other.good('sync', '--lists-only')
            require(result.err.count('waiting for it') == 0, result.err)
            require(backfill.poll() is None, 'the details were all read')
        finally:
            backfill.terminate()
            backfill.wait()
            shop.control('DELETE', 'faults')


def check_two_at_a_time(shop):
    """Two that read at a time take turns: no detail is read twice. (Open orders are, each time.)"""
    with Machine() as other:
        other.add_account(shop).expect(0)
        other.good('sync', '--lists-only')
        shop.control('POST', 'faults', {'method': 'GET', 'path': '/orders/{id}', 'action': 'delay:100', 'times': 100000})
        before = read_log(shop)[1]
        first = subprocess.Popen([PROGRAM, 'sync', '--details=60'], cwd=other.home, env=other.env,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for('the first detail', lambda: read_log(shop)[0][-1].startswith(('GET /orders/', 'GET /subscriptions/')))
            second = other.good('sync', '--details=40')
            require(first.wait() == 0, 'the first sync failed')
        finally:
            shop.control('DELETE', 'faults')
        require('waiting for it' in second.err, second.err)
        calls, total = read_log(shop)
        details = [call for call in calls[before - total:] if call.startswith('GET /subscriptions/')]
        require(len(details) == len(set(details)) >= 40, f'{details}')


def check_quota():
    """Where the marketplace says that the day's calls are used up, background work ends and people are told."""
    with Shop('--rate', '0', '--per-day', '40') as shop, Machine() as other:
        other.add_account(shop).expect(0)
        result = other.good('sync', '--details=all')
        require('used up, by all programs that use the key' in result.err, result.err)
        before = read_log(shop)[1]
        refused = other.run('sync', '--lists-only')
        require(refused.status == 4 and 'used up' in refused.err, f'{refused.status} {refused.err}')
        require(read_log(shop)[1] == before, f'it was tried: {read_log(shop)[0][-3:]}')
        status = other.json('sync', '--status')
        require(status['calls']['quotaOver'] is True and status['next']['time'], str(status))
        require('this day’s calls are used up' in other.good('sync', '--status').out, 'it is not said')
        missing = next(row['id'] for row in reversed(other.json('order', 'list'))
                       if 'products' not in row and row['type'] == 'sales')
        shown = other.run('order', 'show', missing)
        require('used up' in shown.err, f'{shown.status} {shown.out} {shown.err}')


def main():
    plan = Plan()
    with Shop('--profile', 'large') as shop, Machine() as machine:
        market = Market(Contract(CONTRACT), shop)
        machine.add_account(shop).expect(0)
        plan.add('nothing was read yet', check_empty, shop)
        plan.add('the first lists', check_first, machine, shop)
        plan.add('how it stands', check_status, machine, shop)
        plan.add('a refresh', check_refresh, machine, shop, market)
        plan.add('to their ends', check_full, machine, shop)
        plan.add('opened while details are filled in', check_opened_during_backfill, shop)
        plan.add('lists while details are filled in', check_lists_during_details, shop)
        plan.add('two at a time', check_two_at_a_time, shop)
        plan.add('the day is over', check_quota)
        plan.add('an interrupted sync', check_interrupted, shop)
        plan.add('others use the key', check_others, machine, shop)
        plan.add('how often to their ends', check_interval, machine, shop)
        return plan.run()


sys.exit(main())
