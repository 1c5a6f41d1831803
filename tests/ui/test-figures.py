#!/usr/bin/python3 -Wignore
# test-figures.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the copy on this computer stands: the window and the command line say the same."""

import sys
from datetime import datetime

from desk import Desk
from desktop import wait_for
from machine import Shop
from tap import Plan, require

TITLES = {'customer': 'Customers', 'reseller': 'Resellers', 'order': 'Orders', 'subscription': 'Subscriptions',
          'product': 'Products', 'plan': 'Plans', 'report': 'Reports'}
STEPS = {'first': 'Read the lists for the first time, from', 'full': 'Read the lists to their ends, from',
         'details': 'Read details, from'}


def parse(time):
    return datetime.strptime(time, '%Y-%m-%dT%H:%M:%SZ')


def is_near(text, time):
    """Whether a text ends with a time: one that is counted from now, by two programs one after the other."""
    words = text.rstrip('.').split(' ')
    return abs(datetime.strptime(' '.join(words[-5:]), '%c') - parse(time)).total_seconds() < 60


def used(calls):
    limit = f'of {calls["limit"]}' if calls['limit'] else 'no limit'
    return f'{calls["ours"]} by us, at least {calls["others"]} by others, {limit}'


def find_list(page, title, figures):
    """What the window says of a list: its row of figures, one label after the other."""
    labels = page.labels()
    end = f'{figures["rows"]:,}'
    return next((labels[i + 1] for i, label in enumerate(labels)
                 if label == title and labels[i + 2:i + 3] == [end]), None)


def compare(desk, page):
    """Whether the window says what the command line says just now; what differs, if not."""
    status = desk.json('sync', '--status')
    for name, figures in status['lists'].items():
        text = find_list(page, TITLES[name], figures)
        if text is None:
            return f'{name}: no row with {figures["rows"]}'
        missing = figures['missingDetails']
        if (f'{missing:,} detail' in text) != (missing > 0):
            return f'{name}: {text} {figures}'
        if figures['fullTime'] and parse(figures['fullTime']).strftime('%c') not in text:
            return f'{name}: {text} {figures}'
    for title, name in (('This minute', 'minute'), ('Today (UTC)', 'day')):
        if page.value(title) != used(status['calls'][name]):
            return f'{title}: {page.value(title)} {status["calls"]}'
    missing = status['details']['missing']
    text = page.value('Details')
    if missing and (not text.startswith(f'{missing:,} ') or not is_near(text, status['details']['ready'])):
        return f'{text} {status["details"]}'
    if not page.value('Next step').startswith(STEPS[status['next']['step']]):
        return f'{page.value("Next step")} {status["next"]}'
    return None


def say_the_same(desk):
    """Another program used up the key once: that shows as well."""
    desk.shop.fault('GET', '/orders', '429')
    desk.good('sync', '--lists-only', '--full')
    others = desk.json('sync', '--status')['calls']['minute']['others']
    require(others > 0, 'nobody noticed the other program')
    differences = []
    with desk.open() as page:
        page.take('Synchronization')

        def is_same():
            differences.append(compare(desk, page))
            return differences[-1] is None

        try:
            wait_for('same figures', is_same)
        except AssertionError as error:
            raise AssertionError(differences[-1]) from error


def main():
    plan = Plan()
    with Shop('--start', 'now') as shop, Desk(shop, 600) as desk:
        plan.add('say what the command line says', say_the_same, desk)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
