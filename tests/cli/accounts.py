# accounts.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Accounts: what is checked before anything is stored, and which account a command means."""

import os
import socket
import subprocess
import sys

from machine import Machine, Shop
from tap import Plan, require


def is_stored(machine, name):
    return any(account['name'] == name for account in machine.json('account', 'list'))


def check_none(machine):
    result = machine.run('customer', 'list').expect(2)
    require('account add' in result.err, result.err)
    require(machine.json('account', 'list') == [], 'there are accounts')


def refuse(machine, shop, status, words, **changes):
    result = machine.add_account(shop, 'wrong', **changes).expect(status)
    require(words in result.err, result.err)
    require(result.out == '', result.out)
    require(not is_stored(machine, 'wrong'), 'it was stored')
    require(not os.path.exists(machine.path('keyring')), 'there is something in the keyring')
    require('account test' not in result.err and 'read before' not in result.err, f'of no use yet: {result.err}')
    return result


def check_wrong(machine, shop):
    with socket.socket() as nobody:
        nobody.bind(('127.0.0.1', 0))
        refuse(machine, shop, 4, 'Nobody answers', url=f'http://127.0.0.1:{nobody.getsockname()[1]}')
    refuse(machine, shop, 3, 'password is wrong', password='Guess-1')
    result = refuse(machine, shop, 3, 'not active yet', subscriptionKey='0' * 32)
    require(result.err.count('invalid subscription key') == 1, f'said twice: {result.err}')
    machine.add_account(shop, 'wrong', marketplace='zz')
    require(not is_stored(machine, 'wrong'), 'it was stored')
    refuse(machine, shop, 2, 'no subscription key', subscriptionKey='')
    refuse(machine, shop, 2, 'http', url='http://api.example.com')


def check_types(machine, shop):
    result = machine.add_account(shop, 'later', '--type', 'icp').expect(2)
    require('cloudblue, cloudblue-hosted' in result.err, result.err)
    require(not is_stored(machine, 'later'), 'it was stored')


def check_add(machine, shop):
    with shop.called('POST', '/token'), shop.called('GET', '/customers'):
        result = machine.add_account(shop).expect(0)
    require('sees 40 customers' in result.out, result.out)
    account = machine.json('account', 'show')
    require(account['username'] == shop.facts['username'] and account['url'] == shop.facts['url'], str(account))
    require(account['callsPerMinute'] == 0 and account['callsPerDay'] == 5000 and account['default'], str(account))
    require(os.stat(machine.path('config/tradewind/accounts.ini')).st_mode & 0o777 == 0o600, 'others can read it')


def check_only(machine, shop):
    with shop.called('GET', '/customers'):
        require(machine.json('account', 'test') == {'account': 'shop', 'customers': 40}, 'not the only one')


def check_choice(machine, shop):
    machine.add_account(shop, 'other').expect(0)
    result = machine.run('customer', 'list').expect(2)
    require('other, shop' in result.err, result.err)
    machine.good('account', 'default', 'other')
    require(machine.json('account', 'show')['name'] == 'other', 'not the default one')
    require(machine.json('--account', 'shop', 'account', 'show')['name'] == 'shop', 'not the named one')
    require(machine.json('account', 'show', '--account=shop')['name'] == 'shop', 'not the named one')
    result = machine.run('customer', 'list', '--account', 'third').expect(2)
    require('other, shop' in result.err, result.err)


def check_other_login(machine, shop):
    result = machine.add_account(shop, 'shop', '--client-id', 'x', username='somebody.api').expect(2)
    require('another account' in result.err, result.err)


def check_remove(machine):
    machine.good('sync', '--lists-only', '--account', 'other')
    require(os.path.exists(machine.path('cache/tradewind/other.mirror.db')), 'there is no mirror')
    machine.good('account', 'remove', 'other')
    require(not is_stored(machine, 'other'), 'it is still there')
    require(not os.path.exists(machine.path('cache/tradewind/other.mirror.db')), 'its mirror is still there')
    require(machine.json('account', 'show')['name'] == 'shop', 'the wrong one went')


def check_keyring(machine, shop):
    nowhere = {'SECRET_BACKEND': ''}
    result = machine.run('account', 'test', env=nowhere).expect(1)
    require('keyring' in result.err, result.err)
    other = {'SECRET_FILE_TEST_PATH': machine.path('other-keyring')}
    result = machine.run('account', 'test', env=other).expect(3)
    require('No password' in result.err and 'account add' in result.err, result.err)
    facts = shop.facts
    result = machine.run('account', 'add', 'third', '--url', facts['url'], '--username', facts['username'],
                         '--marketplace', facts['marketplace'], '--password-stdin', env=nowhere,
                         stdin=f'{facts["password"]}\n{facts["subscriptionKey"]}\n').expect(1)
    require('keyring' in result.err, result.err)
    require(not is_stored(machine, 'third'), 'it was stored without its secrets')
    require(machine.json('customer', 'list', env=nowhere) == [], 'lists need no keyring')


def check_hosted(machine, shop):
    """CloudBlue-hosted marketplaces have another login; the rest is equal."""
    facts = shop.facts
    words = ['account', 'add', 'hosted', '--type', 'cloudblue-hosted', '--url', facts['url'], '--username',
             facts['username'], '--password-stdin']
    stdin = f'{facts["password"]}\n{facts["subscriptionKey"]}\n'
    result = machine.run(*words, stdin=stdin).expect(2)
    require('realm' in result.err, result.err)
    with shop.called('POST', '/token', 0):
        machine.good(*words, '--realm', 'sandbox', stdin=stdin)
    require(machine.json('account', 'show', 'hosted')['type'] == 'cloudblue-hosted', 'another type')
    machine.good('account', 'remove', 'hosted')


def check_certificates(machine):
    """Nobody is trusted who is not known; a company's own certificates can be named."""
    folder = machine.path('certificates')
    os.mkdir(folder)
    subprocess.run(['sh', os.path.join(os.environ['TW_SOURCE_ROOT'], 'tests', 'support', 'make-certificates.sh'),
                    folder], check=True, capture_output=True)
    certificate, key, ca = (os.path.join(folder, name) for name in ('good.pem', 'good.key', 'ca.pem'))
    with Shop('--tls', certificate, key) as shop:
        result = machine.add_account(shop, 'safe').expect(4)
        require('certificate cannot be trusted' in result.err and '--ca-file' in result.err, result.err)
        require(not is_stored(machine, 'safe'), 'it was stored')
        machine.add_account(shop, 'safe', '--ca-file', os.path.relpath(ca, machine.home)).expect(0)
        require(machine.json('account', 'show', 'safe')['caFile'] == ca, 'not an absolute path')
        machine.good('sync', '--lists-only', '--account', 'safe')
    machine.good('account', 'remove', 'safe')


def check_prompt(machine, shop):
    facts = shop.facts
    words = ['account', 'add', 'asked', '--url', facts['url'], '--username', facts['username'], '--marketplace',
             facts['marketplace']]
    result = machine.run_on_terminal(*words, answers=[('Password: ', facts['password'] + '\n'),
                                                      ('Subscription key: ', facts['subscriptionKey'] + '\n')])
    result.expect(0)
    require(facts['password'] not in result.out and facts['subscriptionKey'] not in result.out, result.out)
    require('sees 40 customers' in result.out, result.out)
    machine.good('account', 'remove', 'asked')
    result = machine.run(*words).expect(2)
    require('--password-stdin' in result.err, result.err)


def check_secrets(machine, shop):
    """Nothing but the keyring, which is encrypted, may hold a secret."""
    machine.good('sync', '--details=5', '--verbose')
    secrets = [shop.facts['password'].encode(), shop.facts['subscriptionKey'].encode(), b'Bearer', b'tw-signed']
    for folder, _, names in os.walk(machine.home):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as file:
                content = file.read()
            for secret in secrets:
                require(secret not in content, f'{secret!r} is in {folder}/{name}')


def check_unusable(machine):
    """An account that another version wrote is listed with its reason, and the others work."""
    path = machine.path('config/tradewind/accounts.ini')
    with open(path, encoding='utf-8') as file:
        before = file.read()
    group = '[later]\ntype=icp\nurl=https://later.example\nkey-of-later=1\n'
    machine.write(path, before + '\n' + group)
    listed = {account['name']: account for account in machine.json('account', 'list')}
    require(listed['later']['type'] == 'icp' and 'icp' in listed['later']['problem'], str(listed['later']))
    require('problem' not in listed['shop'], str(listed['shop']))
    result = machine.good('account', 'list')
    require('shop' in result.out and 'later' in result.out and 'type “icp” is not known' in result.err,
            result.out + result.err)
    require('type “icp” is not known' in machine.good('account', 'show', 'later').out, 'no reason')
    machine.json('customer', 'list', '--account', 'shop')
    for words in (['customer', 'list', '--account', 'later'], ['account', 'test', 'later'],
                  ['account', 'default', 'later']):
        result = machine.run(*words).expect(1)
        require('“later” cannot be used' in result.err and 'icp' in result.err, result.err)
    result = machine.run('account', 'add', 'later', '--url', 'https://later.example', '--username', 'me',
                         '--marketplace', 'us', '--password-stdin', stdin='a\nb\n').expect(2)
    require('cannot use' in result.err and 'remove' in result.err, result.err)
    machine.good('account', 'default', 'shop')
    with open(path, encoding='utf-8') as file:
        require(group.strip() in file.read(), 'something of it was lost')
    machine.good('account', 'remove', 'later')
    require(not is_stored(machine, 'later'), 'it is still there')


def main():
    plan = Plan()
    with Shop() as shop, Machine() as machine:
        plan.add('no account', check_none, machine)
        plan.add('accounts that do not work', check_wrong, machine, shop)
        plan.add('types', check_types, machine, shop)
        plan.add('an account that works', check_add, machine, shop)
        plan.add('the only account', check_only, machine, shop)
        plan.add('several accounts', check_choice, machine, shop)
        plan.add('the same name for another login', check_other_login, machine, shop)
        plan.add('removing', check_remove, machine)
        plan.add('no keyring', check_keyring, machine, shop)
        plan.add('a hosted marketplace', check_hosted, machine, shop)
        plan.add('certificates', check_certificates, machine)
        plan.add('asking for secrets', check_prompt, machine, shop)
        plan.add('an account of another version', check_unusable, machine)
        plan.add('no secret in any file', check_secrets, machine, shop)
        return plan.run()


sys.exit(main())
