# desk.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A person at work with the window: orders that get lost on the way, and the page that says what became of them."""

import contextlib
import itertools
import json
import subprocess

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from desktop import BUTTONS, MAXIMUM_CHILDREN, Application, Window, wait_for  # noqa: E402
from goods import new_customer, order_words  # noqa: E402
from machine import PROGRAM, Machine  # noqa: E402

ACTIVITY = 3

# The order that a subscription came of.
FIRST_PO = 'PO-first'


class Desk(Machine):
    """A computer with both programs, an account and a customer; looks for what got lost count within seconds."""

    def __init__(self, shop, calls_per_minute=0):
        super().__init__()
        self.env.update(SECRET_FILE_TEST_PATH=self.path('test.keyring'), SECRET_FILE_TEST_PASSWORD='test')
        self.shop = shop
        self.application = None
        facts = shop.facts
        self.run('account', 'add', 'shop', '--url', facts['url'], '--username', facts['username'], '--marketplace',
                 facts['marketplace'], '--calls-per-minute', str(calls_per_minute), '--settle-after', '3',
                 '--password-stdin', stdin=f'{facts["password"]}\n{facts["subscriptionKey"]}\n').expect(0)
        self.customer = new_customer(self)
        self.words = order_words(self, self.customer)
        self.subscription = self.json('order', 'place', *self.words, '--po', FIRST_PO, '--yes',
                                          '--wait=30')['subscriptionId']
        self.good('sync', '--lists-only')

    @contextlib.contextmanager
    def open(self, *arguments):
        """Runs the window, and shows its page Activity."""
        with Application(self.home, *arguments) as application:
            self.application = application
            yield Page(self)

    def window(self, title):
        return self.application.window(title)

    def entry(self, po):
        """The newest entry with a PO number."""
        return next((entry for entry in self.json('journal', 'list') if entry.get('mark') == po), None)

    def wait_state(self, po, state):
        return wait_for(f'entry {po} that is {state}', lambda: (entry := self.entry(po)) and entry['state'] == state
                        and entry)

    def placed(self, po):
        return self.shop.control('GET', f'orders?po={po}')

    def posts(self):
        return self.shop.calls('POST', '/orders')

    def leave_behind(self, po):
        """An order that was approved, and whose program was killed before it sent it."""
        self.shop.fault('GET', '/orders', 'delay:60000')
        program = subprocess.Popen([PROGRAM, 'order', 'place', *self.words, '--po', po, '--yes'],
                                   env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.wait_state(po, 'queued')
        program.kill()
        program.wait()
        self.shop.control('DELETE', 'faults')

    def lose(self, po, action):
        """An order whose answer never came."""
        self.shop.fault('POST', '/orders', action)
        self.run('order', 'place', *self.words, '--po', po, '--yes').expect(6)
        self.shop.control('DELETE', 'faults')

    def place_again_elsewhere(self, po):
        """The same order, placed by somebody else."""
        path = self.write('order.json', self.entry(po)['request'])
        return json.loads(self.good('request', 'POST', '/orders', '--data', path).out)['id']

    def seats(self):
        """How many seats the subscription has at the marketplace."""
        answer = self.shop.call('GET', f'/subscriptions/{self.subscription}').json()
        return int(answer['products'][0]['quantity'])


class Dialog(Window):
    """A window that is known already."""

    def __init__(self, root):
        self.root = root


class Page(Window):
    """The window with the page Activity. Tables are not looked into: they take long, and nothing is sought there."""

    def __init__(self, desk):
        super().__init__(desk.application, 'Tradewind')
        self.desk = desk
        self.wait(BUTTONS, 'Choose the account')
        self.select('Pages', ACTIVITY)

    def nodes(self, node=None):
        node = node or self.root
        yield node
        if node.get_role_name() in ('tree table', 'scroll bar') or node.get_name() == 'TwStartPage':
            return
        for i in range(min(node.get_child_count(), MAXIMUM_CHILDREN)):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.nodes(child)

    def entries(self):
        return self.find(('list',), 'Changes you made, newest first')

    def show(self, po):
        """Selects the entry with a PO number. The window may not know yet what another program wrote."""
        wanted = self.desk.entry(po)['id']
        rows = wait_for('list of entries', self.entries)
        positions = itertools.cycle(range(MAXIMUM_CHILDREN))
        wait_for(f'row of {po}', lambda: rows.get_selection_iface().select_child(next(positions))
                 and self.value('Journal entry') == wanted)

    def wait_shown(self, po):
        """Waits until the entry with a PO number is the one that is shown."""
        wanted = self.desk.entry(po)['id']
        wait_for(f'details of {po}', lambda: self.value('Journal entry') == wanted)

    def labels(self):
        """All texts, in the order of the page."""
        return [node.get_name() for node in self.nodes() if node.get_role_name() == 'label']

    def value(self, title):
        """The value that stands under a title, None while there is no such title."""
        labels = self.labels()
        return labels[labels.index(title) + 1] if title in labels else None

    def take(self, name):
        """Switches to a part of the page."""
        wait_for(f'part “{name}”', lambda: next(
            (node for node in self.nodes() if node.get_name() == name and node.get_action_iface()
             and node.get_action_iface().get_n_actions() > 0), None)).get_action_iface().do_action(0)

    def shows_json(self, wanted):
        """Whether there is a label that holds a JSON document."""
        return any(json.loads(node.get_name()) == wanted for node in self.nodes()
                   if node.get_role_name() == 'label' and node.get_name().startswith('{'))

    def question(self, answer):
        """The dialog that asks, and takes an answer."""
        return wait_for(f'question with “{answer}”', lambda: next(
            (dialog for dialog in (Dialog(window) for window in self.desk.application.windows()
                                   if window.get_name() != 'Tradewind') if dialog.find(BUTTONS, answer)), None))

    def confirm(self, answer):
        """Answers the dialog that asks."""
        self.question(answer).click(answer)

    def change_seats(self, seats):
        """Opens the dialog for the seats of the subscription, by way of its first order, and says how many."""
        self.show(FIRST_PO)
        self.click('Show What Came of It')
        self.click('Change Seats…')
        dialog = self.desk.window('Change Seats')
        spin = wait_for('number of seats', lambda: dialog.find(('spin button',), 'Seats in all, afterwards'))
        wait_for('seats of the subscription', lambda: Atspi.Value.get_current_value(spin) > 0)
        Atspi.Value.set_current_value(spin, seats)
        return dialog
