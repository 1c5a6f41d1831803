#!/usr/bin/python3 -Wignore
# test-keyboard.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page Activity with nothing but keys: everything there is can be reached, read and done without a mouse."""

import sys

from desk import FIRST_PO, Desk
from desktop import wait_for
from keys import Keyboard
from machine import Shop
from tap import Plan, require


def go_to_page(keyboard):
    """From the page's name in the sidebar past the names of its parts."""
    keyboard.go_to('Activity')
    keyboard.press('Return')
    keyboard.go_to('Synchronization')


def go_to_entry(page, keyboard, wanted):
    """Down the list until the details of an entry are there."""
    go_to_page(keyboard)
    keyboard.press('Tab', 'Return')
    shown = wait_for('details of the first entry', lambda: page.value('Journal entry'))
    while shown != wanted:
        require(int(shown) > int(wanted), f'the entry {wanted} is not reached: {shown}')
        keyboard.press('Down')
        shown = wait_for('details of the next entry', lambda: page.value('Journal entry') != shown
                         and page.value('Journal entry'))


def choose_candidate(desk):
    """Down to the entry that needs a person, over to its candidates, and the first of them it was."""
    desk.lose('PO-many', 'status:500')
    for _ in range(2):
        desk.place_again_elsewhere('PO-many')
    desk.run('journal', 'settle', '--wait=30').expect(6)
    entry = desk.wait_state('PO-many', 'needs-a-person')
    wanted = entry['candidates'][0]
    with desk.open() as page:
        keyboard = Keyboard(page)
        go_to_entry(page, keyboard, entry['id'])
        keyboard.go_to(f'It Was {wanted["orderNumber"]}')
        keyboard.press('Return')
        entry = desk.wait_state('PO-many', 'confirmed')
    require(entry['resultId'] == wanted['id'], str(entry))


def send_what_was_left(desk):
    """The bar's button, and the question after it."""
    desk.leave_behind('PO-left')
    with desk.open() as page:
        keyboard = Keyboard(page)
        page.wait_label('1 approved change was never sent.')
        go_to_page(keyboard)
        keyboard.go_to('Send…')
        keyboard.press('space')
        asked = Keyboard(page.question('Send'))
        asked.go_to('Send')
        asked.press('Return')
        entry = desk.wait_state('PO-left', 'confirmed')
    require(len(desk.placed('PO-left')) == 1, str(entry))


def read_and_close(desk):
    """The record opens and closes, what came of it is a link there and back, and Escape closes the details."""
    entry = desk.entry(FIRST_PO)
    with desk.open() as page:
        keyboard = Keyboard(page)
        go_to_entry(page, keyboard, entry['id'])
        keyboard.go_to('What was to be sent')
        keyboard.press('space')
        require(page.shows_json(entry['request']), 'the request is not there')
        keyboard.press('Escape')
        wait_for('list without a selection', lambda: page.entries().get_selection_iface().get_n_selected_children() == 0)


def change_seats(desk):
    """Each step of an order takes the focus over: what it costs, and that nobody knows what came of it."""
    with desk.open() as page:
        dialog = page.change_seats(9)
        keyboard = Keyboard(dialog)
        keyboard.go_to('Estimate')
        keyboard.press('Return')
        keyboard.wait_on('Customer')
        keyboard.go_to('Place Order', 'shift+Tab')
        desk.shop.fault('POST', '/orders', 'drop-after')
        keyboard.press('Return')
        keyboard.wait_on('Show in Activity')
        keyboard.press('Return')
        entry = desk.json('journal', 'list')[0]
        wait_for('details of the change', lambda: page.value('Journal entry') == entry['id'])
    require(entry['request']['type'] == 'change', str(entry))


def read_figures(desk):
    """The other part of the page, and its button that reads everything anew."""
    with desk.open() as page:
        keyboard = Keyboard(page)
        go_to_page(keyboard)
        keyboard.press('space')
        before = desk.shop.calls('GET', '/plans')
        keyboard.go_to('Full Refresh')
        keyboard.press('space')
        wait_for('lists read anew', lambda: desk.shop.calls('GET', '/plans') > before)


def main():
    plan = Plan()
    with Shop('--start', 'now') as shop, Desk(shop) as desk:
        for name, case in (
            ('choose a candidate', choose_candidate),
            ('send what was left behind', send_what_was_left),
            ('read the record and close it', read_and_close),
            ('change seats', change_seats),
            ('read the figures', read_figures),
        ):
            plan.add(name, case, desk)
        if len(sys.argv) > 1:
            plan.cases = [case for case in plan.cases if any(word in case[0] for word in sys.argv[1:])]
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
