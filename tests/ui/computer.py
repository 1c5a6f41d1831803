# computer.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A person's computer with both programs on it, which share its folders and its keyring."""

import contextlib
import os
import subprocess

from desktop import BUTTONS, TEXTS, Application, Atspi, Window, children, has_state, is_called, is_visible, wait_for
from machine import Machine


class Screen(Window):
    """A window with a main menu, or one that asks for a file."""

    def choose_from_menu(self, label):
        """Opens the main menu and takes an item of it. The start page, which comes first, has a menu of its own."""
        menus = [node for node in self.nodes() if node.get_role_name() in BUTTONS and is_called(node, 'Main menu')]
        menus[-1].get_action_iface().do_action(0)
        self.wait(('menu item',), label).get_action_iface().do_action(0)

    def wait_toast(self, text):
        """Waits for a message, which is there for seconds only, so that the whole window must not be looked through."""
        wait_for(f'message “{text}”', lambda: next(
            (node for node in walk_frame(self.root) if text in node.get_name()), None))

    def press_last(self, name):
        """Presses the last button of a name: the one on a page, where a bar above it has the same."""
        def look():
            buttons = [node for node in self.nodes() if node.get_role_name() in BUTTONS and is_called(node, name)]
            return buttons and has_state(buttons[-1], Atspi.StateType.SENSITIVE) and buttons[-1]
        wait_for(f'button “{name}” that can be pressed', look).get_action_iface().do_action(0)

    def name_field(self):
        """Where a file chooser asks for the name of a new file."""
        return wait_for('field for a name', lambda: next(
            (node for node in self.nodes()
             if node.get_role_name() in TEXTS and is_visible(node) and node.get_editable_text_iface()), None))

    def read_name(self):
        field = self.name_field()
        return Atspi.Text.get_text(field, 0, Atspi.Text.get_character_count(field))

    def type_name(self, path):
        self.name_field().get_editable_text_iface().set_text_contents(path)

    def press(self, *words):
        """Types on the keyboard, into this window: words of xdotool."""
        window = wait_for('window on the screen', lambda: subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--name', f'^{self.root.get_name()}$'],
            stdout=subprocess.PIPE, check=False).stdout.split()[:1])[0]
        subprocess.run(['xdotool', 'windowfocus', '--sync', window, *words], check=True)

    def choose_path(self, path):
        """A file chooser shows a field for a path as soon as one is typed."""
        self.press('type', '--delay', '20', path)
        self.press('key', 'Return')


def walk_frame(node):
    """All that is below a node, but not what scrolls or is a list: nearly everything is in there."""
    yield node
    if node.get_role_name() not in ('scroll pane', 'list', 'list box', 'table'):
        for child in reversed(children(node)):
            yield from walk_frame(child)


class Computer(Machine):
    """The command line of a computer, and the window once it is started. Its settings are kept in a file."""

    def __init__(self):
        super().__init__()
        self.env.update(SECRET_FILE_TEST_PATH=self.path('test.keyring'), SECRET_FILE_TEST_PASSWORD='test',
                        GSETTINGS_BACKEND='keyfile')
        self.application = None
        os.mkdir(self.path('documents'))

    def __exit__(self, *unused):
        self.stop()
        super().__exit__(*unused)

    def start(self, *arguments, **changes):
        """Runs the window; there is one for all computers of a session bus."""
        self.application = Application(self.home, *arguments, GSETTINGS_BACKEND='keyfile', **changes)

    def stop(self):
        if self.application is not None:
            self.application.__exit__()
            self.application = None

    def window(self, title):
        return Screen(self.application, title)

    def open_files(self):
        """Paths of the files that the window has open."""
        folder = f'/proc/{self.application.process.pid}/fd'
        paths = set()
        for name in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):
                paths.add(os.readlink(os.path.join(folder, name)))
        return paths

    def settings(self):
        with open(self.path('config/glib-2.0/settings/keyfile'), encoding='utf-8') as file:
            return file.read()

    def complaints(self):
        return self.application.complaints()
