#!/usr/bin/python3 -Wignore
# test-entries.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Entries of the journal in the running window: sent late, settled, chosen by a person, placed again, waited with.

What counts is what the marketplace has, by its own statistics, and what the journal says on disk.
"""

import sys

from desk import Desk
from desktop import wait_for
from machine import Shop
from tap import Plan, require


def send_what_was_left(desk):
    """Approved, and the program was killed: the window says so, and sends each once when it is told to."""
    for po in ('PO-left-1', 'PO-left-2'):
        desk.leave_behind(po)
    before = desk.posts()
    with desk.open() as page:
        page.wait_label('2 approved changes were never sent.')
        page.click('Send…')
        page.confirm('Send')
        for po in ('PO-left-1', 'PO-left-2'):
            entry = desk.wait_state(po, 'confirmed')
            require([order['id'] for order in desk.placed(po)] == [entry['resultId']], str(entry))
    require(desk.posts() == before + 2, f'{desk.posts() - before} orders were sent')


def discard_what_was_left(desk):
    desk.leave_behind('PO-unwanted')
    before = desk.posts()
    with desk.open() as page:
        page.show('PO-unwanted')
        page.click('Discard…')
        page.confirm('Discard')
        desk.wait_state('PO-unwanted', 'not-placed')
    require(desk.posts() == before and not desk.placed('PO-unwanted'), 'it was sent')


def settle_by_itself(desk):
    """An order whose answer is lost on the way: the window says so, and finds it while it runs. Nobody asks it to."""
    before = desk.posts()
    with desk.open() as page:
        seats = desk.seats()
        dialog = page.change_seats(seats + 1)
        po = dialog.read('PO number')
        dialog.click('Estimate')
        dialog.wait_label(f'From {seats} to {seats + 1} seats')
        desk.shop.fault('POST', '/orders', 'drop-after')
        dialog.click('Place Order')
        entry = desk.wait_state(po, 'confirmed')
        require([order['id'] for order in desk.placed(po)] == [entry['resultId']], str(entry))
        require(entry['looks'][-1]['result'] == 'found', str(entry))
        dialog.click('Show in Activity')
        page.wait_shown(po)
    require(desk.posts() == before + 1, f'{desk.posts() - before} orders were sent')


def choose_candidate(desk):
    """Two orders that somebody else placed could be the one that got lost: a person says which."""
    desk.lose('PO-many', 'status:500')
    orders = [desk.place_again_elsewhere('PO-many') for _ in range(2)]
    desk.run('journal', 'settle', '--wait=30').expect(6)
    entry = desk.wait_state('PO-many', 'needs-a-person')
    require(sorted(row['id'] for row in entry['candidates']) == sorted(orders), str(entry['candidates']))
    chosen = entry['candidates'][1]
    before = desk.posts()
    with desk.open() as page:
        page.show('PO-many')
        page.click(f'It Was {chosen["orderNumber"]}')
        entry = desk.wait_state('PO-many', 'confirmed')
    require(entry['resultId'] == chosen['id'], str(entry))
    require(desk.posts() == before, 'something was sent')


def say_it_was_none(desk):
    """Two orders could be it, and a person knows that neither is; then the order is placed again, as a new entry."""
    desk.lose('PO-none', 'status:500')
    strangers = {desk.place_again_elsewhere('PO-none') for _ in range(2)}
    desk.run('journal', 'settle', '--wait=30').expect(6)
    lost = desk.wait_state('PO-none', 'needs-a-person')
    before = desk.posts()
    with desk.open() as page:
        page.show('PO-none')
        page.click('It Was Not Placed…')
        page.confirm('It Was Not Placed')
        desk.wait_state('PO-none', 'not-placed')
        require(desk.posts() == before, 'something was sent')

        page.click('Place It Again…')
        dialog = desk.window('Sales order')
        dialog.wait_label('It cannot be undone here.')
        require(desk.posts() == before, 'it was sent before it was approved')
        dialog.click('Place Order')
        again = desk.wait_state('PO-none', 'confirmed')
    require(again['id'] != lost['id'] and again['retryOf'] == lost['id'], str(again))
    require({order['id'] for order in desk.placed('PO-none')} - strangers == {again['resultId']}, 'it is not there once')
    require(desk.posts() == before + 1, f'{desk.posts() - before} orders were sent')


def read_details(desk):
    """What was to be sent, what was answered, what was shown before, and what the marketplace's support asks for."""
    desk.good('order', 'place', *desk.words, '--po', 'PO-read', '--yes')
    entry = desk.wait_state('PO-read', 'confirmed')
    with desk.open() as page:
        page.show('PO-read')
        for title, member in (('Correlation ID, for the marketplace’s support', 'correlationId'),
                              ('What came of it', 'resultId'), ('PO number', 'mark')):
            require(page.value(title) == entry[member], f'{title}: {page.value(title)}')
        for title, member in (('What was to be sent', 'request'), ('What the marketplace answered', 'answer')):
            page.wait_label(title)
            require(page.shows_json(entry[member]), f'the {member} is not there word for word')
        for title, member in (('Estimate that was shown', 'estimate'), ('Total in the answer', 'answer')):
            amount = entry[member]['total']['amount']
            require(page.value(title).startswith(f'{float(amount):.2f}'), f'{title}: {page.value(title)} {amount}')


def wait_in_line(desk):
    """A second change while one is open: explained, kept, waited for across a restart, placed when it can be."""
    seats = desk.seats()
    first = desk.json('order', 'change', desk.subscription, '--add', '1', '--at-renewal', '--yes')
    before = desk.posts()
    with desk.open() as page:
        dialog = page.change_seats(seats + 5)
        po = dialog.read('PO number')
        dialog.click('Estimate')
        dialog.wait_label(f'Order {first["orderNumber"]}')
        dialog.click('Wait for It')
        desk.wait_state(po, 'draft')
        page.wait_shown(po)
        page.wait_label(f'Order {first["orderNumber"]} on this subscription')
        page.wait_label('Waiting')

    # What was kept is waited with again, and nothing is placed by itself.
    with desk.open() as page:
        page.wait_label('Waiting')
        desk.good('order', 'withdraw', first['id'])
        page.wait_label('Can be placed')
        require(desk.posts() == before and desk.entry(po)['state'] == 'draft', 'it was placed by itself')
        page.show(po)
        page.click('Review and Place…')
        dialog = desk.window('Change order')
        dialog.wait_label(f'From {seats} to {seats + 5} seats')
        dialog.click('Place Order')
        entry = desk.wait_state(po, 'confirmed')
    require([order['id'] for order in desk.placed(po)] == [entry['resultId']], str(entry))
    require(desk.posts() == before + 1, f'{desk.posts() - before} orders were sent')


def discard_draft(desk):
    """Who waits can change their mind: the draft is gone, and is not placed."""
    first = desk.json('order', 'change', desk.subscription, '--seats', '30', '--at-renewal', '--yes',
                      '--wait-for-open')
    before = desk.posts()
    with desk.open() as page:
        dialog = page.change_seats(40)
        po = dialog.read('PO number')
        dialog.click('Estimate')
        dialog.wait_label(f'Order {first["orderNumber"]}')
        dialog.click('Wait for It')
        desk.wait_state(po, 'draft')
        page.wait_shown(po)
        page.click('Discard…')
        page.confirm('Discard')
        wait_for('journal without the draft', lambda: desk.entry(po) is None)
    require(desk.posts() == before and not desk.placed(po), 'it was placed')


def main():
    plan = Plan()
    with Shop('--start', 'now') as shop, Desk(shop) as desk:
        for name, case in (
            ('send what was left behind', send_what_was_left),
            ('discard what was left behind', discard_what_was_left),
            ('settle by itself', settle_by_itself),
            ('choose a candidate', choose_candidate),
            ('say it was none, and place it again', say_it_was_none),
            ('read the details', read_details),
            ('wait in line', wait_in_line),
            ('discard a draft', discard_draft),
        ):
            plan.add(name, case, desk)
        if len(sys.argv) > 1:
            plan.cases = [case for case in plan.cases if any(word in case[0] for word in sys.argv[1:])]
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
