#!/usr/bin/python3 -Wignore
# test-secrets.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A day's work in both programs with all logging on, after which no secret may be anywhere but in the keyring.

What is searched: every file below the home folder, what every program wrote to its outputs, and the arguments and
the environment of every process, looked at all the while.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid

from desktop import Application, estimate, wait_for
from leaks import ProcessWatch, Secrets, forms_of, search_folder
from sandbox import Sandbox
from tap import Plan, require
from wiretap import Wiretap

PROGRAM = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'cli', 'tradewind-cli')
SECONDS = 60

# Every character that somebody might escape, and a word long enough to be known when it stands alone.
PANEL_PASSWORDS = {'window': 'Pä/7 n+"Kq3ZxV8mLtWr%', 'command line': 'Pé\\6 n+<Hd9JwT2bRcGs%'}
PARAMETERS = {'window': 'Wö/5 a+"Yf4NpS7kXeQv%', 'command line': 'Cü\\8 a+>Mg2BzD6hUyFt%'}

# A product that wants an e-mail address and a password to be activated.
VENDOR = 'Tailspin'
PASSWORD_PARAMETER = 'panel_password'

MARK = 'TW_TEST_MARK'


class Round:
    """A home of its own, a marketplace whose traffic is listened to, and what was secret in it."""

    def __init__(self, home, sandbox, tap, watch):
        self.home = home
        self.sandbox = sandbox
        self.tap = tap
        self.watch = watch
        self.n_runs = 0
        self.logged = b''
        os.makedirs(self.path('output'))

    def path(self, *names):
        return os.path.join(self.home, *names)

    def run(self, *words, stdin='', status=0, **changes):
        """Runs the command line with all logging on and keeps what it writes; returns its standard output."""
        self.n_runs += 1
        out = self.path('output', f'{self.n_runs}.out')
        with open(out, 'wb') as file, open(self.path('output', f'{self.n_runs}.err'), 'wb') as errors:
            done = subprocess.run([PROGRAM, '--verbose', *words], input=stdin.encode(), stdout=file, stderr=errors,
                                  env={**os.environ, 'G_DEBUG': 'fatal-warnings', **changes}, timeout=SECONDS,
                                  check=False)
        require(done.returncode == status,
                f'{" ".join(words)} ended with {done.returncode} instead of {status}')
        with open(out, encoding='utf-8') as file:
            return file.read()

    def product(self):
        """A product that takes a password: the first of its vendor, as a search finds it."""
        products = self.sandbox.call('GET', '/products', {'limit': 500}).json()['data']
        return min((product for product in products if product['vendor'] == VENDOR),
                   key=lambda product: product['name'])

    def json(self, *words, **options):
        return json.loads(self.run('--json', *words, **options))

    def secrets(self):
        secrets = Secrets()
        secrets.add('the password', self.sandbox.facts['password'])
        secrets.add('the subscription key', self.sandbox.facts['subscriptionKey'])
        secrets.add('a signed download address', 'tw-signed-')
        for place, password in PANEL_PASSWORDS.items():
            secrets.add(f'the panel password of the {place}', password)
        for place, password in PARAMETERS.items():
            secrets.add(f'the activation password of the {place}', password)
        for secret, name in self.tap.secrets.items():
            secrets.add(name, secret)
        return secrets


def prepare_home(home, mark):
    """Every program that is started from here on lives in this home, says all it can, and has the mark."""
    os.environ.update({MARK: mark}, HOME=home, TMPDIR=os.path.join(home, 'tmp'), G_MESSAGES_DEBUG='all',
                      XDG_RUNTIME_DIR=os.path.join(home, 'run'), SECRET_BACKEND='file',
                      SECRET_FILE_TEST_PATH=os.path.join(home, 'test.keyring'), SECRET_FILE_TEST_PASSWORD='test')
    for name in 'config', 'cache', 'data', 'state':
        os.environ[f'XDG_{name.upper()}_HOME'] = os.path.join(home, name)
    for name in 'run', 'tmp':
        os.mkdir(os.path.join(home, name), 0o700)


def find_what_is_planted(this):
    """The search itself: a secret in any form, anywhere, is found."""
    secrets = Secrets()
    secrets.add('it', PARAMETERS['window'])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'file')
        for form in forms_of(PARAMETERS['window']):
            with open(path, 'wb') as file:
                file.write(b'x' * 70000 + form + b'y')
            lines, _ = search_folder(secrets, folder)
            require(lines, f'not found: {form}')
        os.remove(path)
        require(search_folder(secrets, folder) == ([], 0), 'found where nothing is')

        # A value too long for one page, the secret across two of them.
        database = sqlite3.connect(os.path.join(folder, 'long.db'))
        database.execute('CREATE TABLE things (body TEXT)')
        for shift in range(0, 4200, 10):
            database.execute('INSERT INTO things VALUES (?)', ('-' * (4000 + shift) + PARAMETERS['window'],))
        database.commit()
        database.close()
        lines, _ = search_folder(secrets, folder)
        require(any('a row of' in line for line in lines), 'not found in a row')

    waiting = [sys.executable, '-c', 'input()']
    for arguments, environment in (
        ([*waiting, PARAMETERS['window']], {}),
        (waiting, {'PLANTED': PARAMETERS['window']}),
    ):
        mark = str(uuid.uuid4())
        with ProcessWatch(mark) as watch:
            # Not a process of the day's work: it has another mark.
            process = subprocess.Popen(arguments, stdin=subprocess.PIPE, env={**environment, MARK: mark})
            try:
                wait_for('planted secret of a process', lambda: list(watch.search(secrets)))
            finally:
                process.communicate(b'\n')


def work_in_window(this):
    with Application(this.home) as application:
        connect(this, application, application.window('Tradewind'))
        application.lift_limits()
        window = application.window('Tradewind')
        create_customer(this, application, window)
        place_order(this, application, window)
        save_report(this, application, window)


def connect(this, application, window):
    window.click('Connect a Marketplace…')
    dialog = application.window('Connect a Marketplace')
    dialog.type('Name of this account', 'Test')
    dialog.type('Address', this.tap.url)
    dialog.type('Marketplace code', this.sandbox.facts['marketplace'])
    dialog.type('User name', this.sandbox.facts['username'])
    dialog.type('Password', this.sandbox.facts['password'])
    # What is refused is told of, without what was refused.
    dialog.type('Subscription key', this.sandbox.facts['subscriptionKey'][::-1])
    dialog.click('Connect')
    wait_for('refused key', lambda: this.sandbox.counted('POST', '/token', 401) == 1)
    dialog.type('Subscription key', this.sandbox.facts['subscriptionKey'])
    dialog.click('Connect')
    window.wait(('push button', 'button'), 'Choose the account')
    wait_for('read list of customers', lambda: this.sandbox.counted('GET', '/customers', 200) > 0)


def create_customer(this, application, window):
    window.click('New Customer')
    dialog = application.window('New Customer')
    for name, text in (
        ('Name', 'Blue Heron Dental Group'), ('Street and number', '48 Quay Street'), ('Postal code', '28001'),
        ('City', 'Madrid'), ('First name', 'Maya'), ('Last name', 'Lindqvist'), ('E-mail', 'maya@heron.example'),
        ('Phone, with country code (+12065550142)', '+34915550142'), ('Panel login (optional)', 'maya.lindqvist'),
        ('Panel password (optional)', PANEL_PASSWORDS['window']),
    ):
        dialog.type(name, text)
    dialog.choose('Country', 'Spai', 'Spain')
    dialog.click('Create Customer')
    wait_for('created customer', lambda: this.sandbox.counted('POST', '/customers', 200) == 1)
    window.wait_label('Blue Heron Dental Group')


def place_order(this, application, window):
    window.click('Order for This Customer')
    dialog = application.window('New Order')
    product = this.product()
    dialog.choose('Add a product', product['name'], product['name'])
    dialog.type('admin_email', 'maya@heron.example')
    dialog.type(PASSWORD_PARAMETER, PARAMETERS['window'])
    estimate(dialog, this.sandbox)
    dialog.wait_label('The customer pays now')
    dialog.wait_label('It cannot be undone here.')
    dialog.click('Place Order')
    dialog.wait_label('Order Completed')
    dialog.click('Show Order')


def save_report(this, application, window):
    window.select('Pages', 2)
    window.click('Schedule Report')
    dialog = application.window('Schedule Report')
    wait_for('proposed name', lambda: dialog.read('Name of the report'))
    dialog.click('Schedule Report')
    wait_for('scheduled report', lambda: this.sandbox.counted('POST', '/reports', 200) == 1)
    window.click('Save As…')
    chooser = application.window('Save Report')
    chooser.type(None, this.path('charges.csv'))
    chooser.click('Save')
    window.wait_label('Report saved')


def open_demo(this):
    """The demo marketplace is a program that the window starts; it knows the same password and key."""
    home = this.path('demo')
    os.makedirs(home)
    with Application(home, '--demo') as application:
        application.window('Tradewind').wait_label('Active')


def work_on_command_line(this):
    facts = this.sandbox.facts
    account = ['account', 'add', 'shop', '--url', this.tap.url, '--marketplace', facts['marketplace'],
               '--username', facts['username'], '--calls-per-minute', '0', '--password-stdin']
    this.run(*account, stdin=f'{facts["password"][::-1]}\n{facts["subscriptionKey"]}\n', status=3)
    this.run(*account, stdin=f'{facts["password"]}\n{facts["subscriptionKey"]}\n')
    this.run('account', 'default', 'shop')
    this.run('sync')

    contact = {'firstName': 'Iván', 'lastName': 'Soto', 'email': 'ivan@cobalto.example',
               'phoneNumber': '34#91#5550142#'}
    customer = this.json('customer', 'create', '--data', '-', stdin=json.dumps({
        'name': 'Cobalto Dental', 'language': 'es',
        'address': {'streetAddress': 'Calle 1', 'postalCode': '28001', 'city': 'Madrid', 'countryCode': 'ES'},
        'contactPersons': [
            {'type': 'admin', **contact, 'login': 'ivan.soto', 'password': PANEL_PASSWORDS['command line']},
            {'type': 'billing', **contact}, {'type': 'technical', **contact}],
    }))['id']

    product = this.product()
    order = json.dumps({'type': 'sales', 'customerId': customer, 'products': [{
        **{name: product[name] for name in ('mpn', 'vendor', 'subscriptionPeriod', 'billingPeriod')}, 'quantity': 5,
        'parameters': [{'name': 'admin_email', 'value': 'ivan@cobalto.example'},
                       {'name': PASSWORD_PARAMETER, 'value': PARAMETERS['command line']}]}]})
    this.run('product', 'validate', '--data', '-', stdin=order)
    this.run('order', 'estimate', '--data', '-', stdin=order)
    placed = this.json('order', 'place', '--data', '-', '--yes', '--wait=60', stdin=order)
    this.run('order', 'show', placed['id'])
    this.run('subscription', 'show', placed['subscriptionId'])

    report = this.json('report', 'schedule', '--name', 'Monthly reconciliation', '--from', '2026-10-01',
                       '--to', '2026-10-31', '--wait=60')['id']
    this.run('report', 'download', report, '-o', this.path('october.csv'))
    this.run('--json', 'report', 'show', report)
    this.run('report', 'list', '--refresh')
    this.run('request', 'GET', '/customers', '--query', 'limit=5')
    this.run('sync', '--full', '--details=all')


def keep_nothing_in_journal(this):
    """Each secret that was sent is in the journal as three stars: there was something to hide."""
    for account in 'Test', 'shop':
        entries = this.json('--account', account, 'journal', 'list')
        require(len(entries) >= 3, f'{len(entries)} entries in the journal of {account}')
        for kind in 'customer', 'order':
            require(any(kind in entry['kind'] and '"***"' in json.dumps(entry['request']) for entry in entries),
                    f'no secret was hidden in a {kind} of {account}')


def say_enough(this):
    """Where nothing is written nothing can be found."""
    names = set(this.tap.secrets.values())
    require(names == {'a token', 'the signature of a download address'}, f'only {names} went by')
    for log in (this.path('tradewind.log'), *(this.path('output', name) for name in os.listdir(this.path('output')))):
        with open(log, 'rb') as file:
            this.logged += file.read()
    for words in b'POST /token 200', b'POST /customers 200', b'POST /orders 200', b'POST /reports 200', b'tw-net-body':
        require(words in this.logged, f'{words} is not in any log')
    missing = {'tradewind', 'tradewind-cli', 'tradewind-sandbox'} - this.watch.programs()
    require(not missing, f'nobody saw {missing} run')


def leave_nothing_in_files(this):
    lines, n_files = search_folder(this.secrets(), this.home)
    require(not lines, '\n'.join(lines))
    names = {name.rpartition('.')[2] for _, _, files in os.walk(this.home) for name in files}
    missing = {'ini', 'db', 'keyring', 'csv', 'log', 'err'} - names
    require(n_files > 30 and not missing, f'{n_files} files, none called {missing}')


def leave_nothing_to_processes(this):
    lines = list(this.watch.search(this.secrets()))
    require(not lines, '\n'.join(lines))


def need_keyring(this):
    """The secrets are in the keyring, and who cannot open it has none."""
    this.run('account', 'test', 'shop')
    this.run('account', 'test', 'Test')
    this.run('account', 'test', 'shop', status=3, SECRET_FILE_TEST_PASSWORD='another')
    this.run('account', 'test', 'shop', status=3, SECRET_FILE_TEST_PATH=this.path('none.keyring'))


def main():
    plan = Plan()
    mark = str(uuid.uuid4())
    with tempfile.TemporaryDirectory(prefix='tradewind-secrets-') as home:
        prepare_home(home, mark)
        with ProcessWatch(mark) as watch, Sandbox('--start', 'now', frozen=False) as sandbox, \
                Wiretap(sandbox.facts['url']) as tap:
            this = Round(home, sandbox, tap, watch)
            for name, case in (
                ('what is planted is found', find_what_is_planted),
                ('work in the window', work_in_window),
                ('open the demo marketplace', open_demo),
                ('work on the command line', work_on_command_line),
                ('secrets are hidden in the journal', keep_nothing_in_journal),
                ('the programs say enough', say_enough),
                ('the keyring alone has the secrets', need_keyring),
                ('no secret in any file or output', leave_nothing_in_files),
                ('no secret in arguments or environments', leave_nothing_to_processes),
            ):
                plan.add(name, case, this)
            return plan.run()


if __name__ == '__main__':
    sys.exit(main())
