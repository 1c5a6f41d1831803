# desktop.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the application as a person has it, and drives it as an assistive technology does."""

import configparser
import os
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# How long a test waits for something before it fails. Generous: machines are slow at times.
PATIENCE = 60

# Lists and tables have as many children as rows: the first ones are enough.
MAXIMUM_CHILDREN = 40

# What the toolkit warns of that is its own: an entry that had the focus when its window closed, and a frame that is
# drawn on a busy machine before it was laid out; the next one is right.
TOOLKIT_SAYS = ('GtkText - did not receive a focus-out event', 'without a current allocation')

BUTTONS = ('push button', 'button', 'toggle button')
TEXTS = ('text', 'password text', 'entry')


def wait_for(what, look):
    """What `look` returns, once it returns something true; objects vanish while they are looked at."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except (GLib.Error, AttributeError, StopIteration):
            found = None
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f'there is no {what} after {PATIENCE} s')


def walk(node):
    yield node
    for i in range(min(node.get_child_count(), MAXIMUM_CHILDREN)):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child)


def has_state(node, state):
    return node.get_state_set().contains(state)


def is_called(node, name):
    """GTK names a button by its label with the mnemonic's mark and, after it, without."""
    full = node.get_name()
    return full == name or full.endswith(f' {name}') and full.replace('_', '', 1) == f'{name} {name}'


class Window:
    """One window of the application."""

    def __init__(self, application, title):
        self.root = wait_for(f'window “{title}”', lambda: next(
            (window for window in application.windows() if window.get_name() == title), None))

    def nodes(self):
        """All there is in it, seen or not."""
        return walk(self.root)

    def find(self, roles, name):
        """The first thing of that role and name, or None."""
        return next((node for node in self.nodes()
                     if node.get_role_name() in roles and is_called(node, name)), None)

    def wait(self, roles, name):
        return wait_for(f'{roles[0]} “{name}”', lambda: self.find(roles, name))

    def wait_label(self, text):
        """Waits for a text that can be read."""
        return wait_for(f'text “{text}”', lambda: next(
            (node for node in self.nodes()
             if node.get_role_name() == 'label' and text in node.get_name() and is_visible(node)), None))

    def click(self, name):
        """Presses a button that can be pressed."""
        button = wait_for(f'button “{name}” that can be pressed', lambda: next(
            (node for node in self.nodes()
             if node.get_role_name() in BUTTONS and is_called(node, name) and is_visible(node)
             and has_state(node, Atspi.StateType.SENSITIVE) and node.get_action_iface() is not None
             and node.get_action_iface().get_n_actions() > 0), None))
        button.get_action_iface().do_action(0)

    def type(self, name, text):
        """Replaces what a field holds; without a name, the first field there is."""
        field = wait_for(f'field “{name}”', lambda: next(
            (node for node in self.nodes()
             if node.get_role_name() in TEXTS and (name is None or is_called(node, name))
             and node.get_editable_text_iface()), None))
        field.get_editable_text_iface().set_text_contents(text)
        return field

    def read(self, name):
        field = self.wait(TEXTS, name)
        return Atspi.Text.get_text(field, 0, Atspi.Text.get_character_count(field))

    def select(self, list_name, position):
        wait_for(f'list “{list_name}”', lambda: self.find(('list', 'list box'), list_name)
                 .get_selection_iface().select_child(position))

    def choose(self, row, words, wanted):
        """Opens a row's list of choices, searches, waits until the first is what is wanted, and takes it."""
        self.click(row)
        field = wait_for('search field', lambda: next(
            (node for node in self.nodes()
             if node.get_role_name() in TEXTS and node.get_name() == 'Search the choices' and is_visible(node)), None))
        field.get_editable_text_iface().set_text_contents(words)
        wait_for(f'choice “{wanted}” at the top', lambda: first_choice(self.root)[0] == wanted)
        first_choice(self.root)[1].get_action_iface().do_action(0)


def estimate(dialog, sandbox):
    """Asks what an order costs. A button does its work a moment after it was pressed, and what is on the page that
    follows can be read and pressed before that page is shown: the marketplace says when it was asked."""
    before = sandbox.counted('POST', '/orders/estimate', 200)
    dialog.click('Estimate')
    wait_for('estimate', lambda: sandbox.counted('POST', '/orders/estimate', 200) > before)


def is_visible(node):
    return has_state(node, Atspi.StateType.SHOWING) or has_state(node, Atspi.StateType.VISIBLE)


def first_choice(root):
    """The text of the first choice in the open list, and what can be done with it."""
    choices = next(node for node in walk(root)
                   if node.get_role_name() in ('list', 'list box') and node.get_name() == 'Choices' and is_visible(node))
    text = next(node for node in walk(choices) if node.get_role_name() == 'label')
    item = text
    while not is_action(item, 'choice.take'):
        item = item.get_parent()
    return text.get_name(), item


def is_action(node, name):
    actions = node.get_action_iface()
    return actions is not None and actions.get_n_actions() > 0 and actions.get_action_name(0) == name


class Application:
    """The application with a home of its own; `changes` go into its environment."""

    def __init__(self, home, *arguments, **changes):
        self.home = home
        self.arguments = arguments
        runtime = os.path.join(home, 'run')
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        self.environment = {
            **os.environ,
            'HOME': home,
            'XDG_RUNTIME_DIR': runtime,
            'XDG_CONFIG_HOME': os.path.join(home, 'config'),
            'XDG_CACHE_HOME': os.path.join(home, 'cache'),
            'XDG_DATA_HOME': os.path.join(home, 'data'),
            'XDG_STATE_HOME': os.path.join(home, 'state'),
            'SECRET_BACKEND': 'file',
            'SECRET_FILE_TEST_PATH': os.path.join(home, 'test.keyring'),
            'SECRET_FILE_TEST_PASSWORD': 'test',
            # Assistive technology asks for positions on the screen, which makes the toolkit warn.
            'G_DEBUG': 'gc-friendly',
            **changes,
        }
        self.log = open(os.path.join(home, 'tradewind.log'), 'wb')
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()
        self.log.close()

    def start(self):
        program = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'app', 'tradewind')
        self.process = subprocess.Popen([program, *self.arguments], env=self.environment, stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)
        self.root = wait_for('application', self.find_root)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def lift_limits(self):
        """Starts the program again, without a limit for its accounts: what a first sync leaves of a minute's calls is
        soon used up, and a person's click waits for the next minute then."""
        self.stop()
        path = os.path.join(self.home, 'config', 'tradewind', 'accounts.ini')
        accounts = configparser.ConfigParser(interpolation=None)
        accounts.read(path, encoding='utf-8')
        for name in accounts.sections():
            if accounts.has_option(name, 'calls-per-minute'):
                accounts.set(name, 'calls-per-minute', '0')
        with open(path, 'w', encoding='utf-8') as file:
            accounts.write(file, space_around_delimiters=False)
        self.start()
        # What is not on the screen yet cannot be pressed.
        button = self.window('Tradewind').wait(BUTTONS, 'Choose the account')
        wait_for('account at work',
                 lambda: button.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width > 0)

    def find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the application ended with status {self.process.returncode}')
        desktop = Atspi.get_desktop(0)
        return next((application for application in children(desktop)
                     if application.get_process_id() == self.process.pid), None)

    def windows(self):
        return children(self.root)

    def window(self, title):
        return Window(self, title)

    def log_text(self):
        with open(self.log.name, encoding='utf-8', errors='replace') as file:
            return file.read()

    def complaints(self):
        """What the toolkit or the window warned of."""
        return [line for line in self.log_text().splitlines()
                if ('CRITICAL' in line or 'WARNING' in line) and not any(known in line for known in TOOLKIT_SAYS)]


def children(node):
    return [child for child in (node.get_child_at_index(i) for i in range(node.get_child_count())) if child]
