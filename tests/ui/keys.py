# keys.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Presses real keys, as a person without a mouse does, and says where the focus went."""

import re
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from desktop import has_state, wait_for  # noqa: E402

# More stops than any window has on its way round.
STOPS = 60

# Things that are called by what stands in them; others hold much more than their name.
NAMED_BY_CONTENT = ('list item', 'combo box', 'push button', 'button', 'toggle button', 'switch', 'table row')

# What a key moves is told a moment later.
SETTLE_SECONDS = 0.15


class Keyboard:
    """The keyboard in front of one window."""

    def __init__(self, window):
        self.window = window
        title = window.root.get_name()
        found = subprocess.run(['xdotool', 'search', '--sync', '--onlyvisible', '--name', f'^{re.escape(title)}$'],
                               capture_output=True, check=True, timeout=60, text=True).stdout.split()
        self.run('windowfocus', '--sync', found[-1])

    @staticmethod
    def run(*words):
        subprocess.run(['xdotool', *words], check=True, timeout=60, stdout=subprocess.DEVNULL)

    def press(self, *keys):
        for key in keys:
            self.run('key', '--clearmodifiers', key)
            time.sleep(SETTLE_SECONDS)

    def type(self, text):
        self.run('type', '--delay', '20', text)
        time.sleep(SETTLE_SECONDS)

    def focused(self):
        """What has the focus: the innermost thing that says so."""
        nodes = [node for node in self.window.nodes() if has_state(node, Atspi.StateType.FOCUSED)]
        return nodes[-1] if nodes else None

    def is_on(self, name):
        """Whether the focus is on something of that name."""
        focused = self.focused()
        return focused is not None and name in names(focused)

    def go_to(self, name, key='Tab'):
        """Presses a key until the focus is on something of that name."""
        trail = []
        for _ in range(STOPS):
            focused = self.focused()
            trail.append(describe(focused))
            if focused is not None and name in names(focused):
                return focused
            self.press(key)
        raise AssertionError(f'{key} never leads to “{name}”: {trail}')

    def wait_on(self, name):
        wait_for(f'focus on “{name}”', lambda: self.is_on(name))


def names(node):
    """What a thing is called, by its own name or by what stands in it; mnemonics without their mark."""
    own = [node.get_name(), node.get_name().split(' ', 1)[-1]]
    inside = below(node) if node.get_role_name() in NAMED_BY_CONTENT else ()
    return [name.replace('_', '', 1) for name in own] + [child.get_name() for child in inside
                                                         if child.get_role_name() == 'label']


def below(node):
    for i in range(min(node.get_child_count(), 10)):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child
            yield from below(child)


def describe(node):
    return None if node is None else f'{node.get_role_name()} {node.get_name()}'
