#!/usr/bin/python3 -Wignore
# test-keyring.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A locked keyring, the real one, when an account is opened: said on a page of its own, and unlocked from there."""

import shutil
import subprocess
import sys

from computer import Computer
from desktop import wait_for
from gi.repository import Gio, GLib
from keys import Keyboard
from machine import Shop
from tap import Plan, require

PASSWORD = b'right'
SERVICE = 'org.freedesktop.secrets'
PATH = '/org/freedesktop/secrets'
LOGIN = f'{PATH}/collection/login'
# Whoever has this name is asked to ask the person; nobody behind it means that no question can be shown.
PROMPTER = 'org.gnome.keyring.SystemPrompter'


class Keyring:
    """The keyring daemon of this session bus, with one keyring that it can lock and unlock."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.call_bus('RequestName', GLib.Variant('(su)', (PROMPTER, 4)))
        self.daemon = subprocess.Popen(
            ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.daemon.stdin.write(PASSWORD)
        self.daemon.stdin.close()
        # The bus would start another daemon for a call that comes too early.
        wait_for('keyring daemon', lambda: self.call_bus('NameHasOwner', GLib.Variant('(s)', (SERVICE,)))[0])
        wait_for('keyring', lambda: not self.is_locked())

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.daemon.terminate()
        self.daemon.wait(20)

    def call_bus(self, method, arguments):
        return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments)

    def call(self, service, path, interface, method, arguments):
        return self.bus.call_sync(service, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 10000,
                                  None).unpack()

    def is_locked(self):
        return self.call(SERVICE, LOGIN, 'org.freedesktop.DBus.Properties', 'Get',
                         GLib.Variant('(ss)', ('org.freedesktop.Secret.Collection', 'Locked')))[0]

    def lock(self):
        self.call(SERVICE, PATH, 'org.freedesktop.Secret.Service', 'Lock', GLib.Variant('(ao)', ([LOGIN],)))
        require(self.is_locked(), 'the keyring is not locked')

    def unlock(self):
        """As its own dialog does once the password was typed."""
        session = self.call(SERVICE, PATH, 'org.freedesktop.Secret.Service', 'OpenSession',
                            GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))[1]
        self.call(SERVICE, PATH, 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
                  'UnlockWithMasterPassword',
                  GLib.Variant('(o(oayays))', (LOGIN, (session, b'', PASSWORD, 'text/plain'))))
        require(not self.is_locked(), 'the keyring is still locked')


class Round:
    """An account whose secrets are in the real keyring, and a copy of its lists from a better day."""

    def __init__(self, computer, shop, keyring):
        self.computer = computer
        self.shop = shop
        self.keyring = keyring
        self.window = None

    def logins(self):
        return self.shop.counted('POST', '/token', 200)


def prepare(this):
    this.computer.add_account(this.shop).expect(0)
    this.computer.good('sync', '--lists-only')


def open_locked(this):
    """The page says why nothing can be brought up to date; nothing was asked of the marketplace."""
    this.keyring.lock()
    before = this.logins()
    this.computer.start(SECRET_BACKEND='')
    this.window = this.computer.window('Tradewind')
    this.window.wait_label('The Keyring Is Locked')
    this.window.wait_label('It holds the password and the key of “shop”.')
    this.window.wait(('push button', 'button'), 'Read the Copy on This Computer')
    require(this.logins() == before, 'somebody logged in')


def unlock_in_vain(this):
    """Nobody can be asked here: the page says so, and what else can be done. The key that was pressed can be pressed
    again."""
    before = this.logins()
    keyboard = Keyboard(this.window)
    keyboard.go_to('Unlock…')
    keyboard.press('Return')
    this.window.wait_label('It is still locked.')
    keyboard.wait_on('Unlock…')
    require(this.logins() == before, 'somebody logged in')


def unlock(this):
    """The account goes on by itself once the keyring is open and the button was pressed."""
    before = this.logins()
    this.keyring.unlock()
    this.window.press_last('Unlock…')
    wait_for('login', lambda: this.logins() > before)


def complain_of_nothing(this):
    lines = this.computer.complaints()
    require(not lines, '\n'.join(lines[:10]))


def main():
    if shutil.which('gnome-keyring-daemon') is None:
        print('1..0 # SKIP gnome-keyring-daemon is not installed')
        return 0

    plan = Plan()
    with Shop() as shop, Keyring() as keyring, Computer() as computer:
        computer.env['SECRET_BACKEND'] = ''
        this = Round(computer, shop, keyring)
        for name, case in (
            ('keep an account’s secrets', prepare),
            ('open the account while the keyring is locked', open_locked),
            ('unlock in vain', unlock_in_vain),
            ('unlock', unlock),
            ('complain of nothing', complain_of_nothing),
        ):
            plan.add(name, case, this)
        return plan.run()


if __name__ == '__main__':
    sys.exit(main())
