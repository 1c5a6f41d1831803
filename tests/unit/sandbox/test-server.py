# test-server.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the sandbox starts, lets in, limits, fails on demand, and is controlled."""

import http.client
import json
import os
import ssl
import subprocess
import sys
import tempfile
import time

from cases import Sandbox, buy, customer_body, find_customer, find_product, read, require, run, same


def test_first_line():
    with Sandbox() as sandbox:
        same(sorted(sandbox.facts), ['marketplace', 'password', 'subscriptionKey', 'url', 'username'], 'first line')
        require(sandbox.facts['url'].startswith('http://127.0.0.1:'), sandbox.facts['url'])
        sandbox.process.terminate()
        same(sandbox.process.stdout.read(), b'', 'what follows the first line')


def test_usage():
    program = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'sandbox', 'tradewind-sandbox')
    for wrong in (['--profile', 'huge'], ['--start', 'tomorrow'], ['--port', '70000'], ['--rate', '-1'], ['extra'],
                  ['--tls', 'only-one'], ['--unknown']):
        result = subprocess.run([program, *wrong], capture_output=True, timeout=20, check=False)
        same((result.returncode, result.stdout), (2, b''), ' '.join(wrong))
        require(result.stderr.startswith(b'tradewind-sandbox: '), result.stderr)


def test_login(sandbox):
    wrong_password = sandbox.sign_in(password='wrong')
    same(wrong_password.status, 401, 'wrong password')
    require('correlationId' in wrong_password.json(), 'a wrong password is refused by the platform')
    wrong_key = sandbox.sign_in(subscriptionKey='0' * 32)
    same((wrong_key.status, wrong_key.json()['statusCode']), (401, 401), 'wrong key')
    same(sandbox.sign_in(marketplace='mx').status, 400, 'wrong marketplace')
    same(sandbox.call('GET', '/customers', token='nonsense').status, 401, 'wrong token')
    good = sandbox.sign_in().json()
    same(good['expiresInSeconds'], 1500, 'life of a token')
    same(sandbox.call('GET', '/customers', token=good['token']).status, 200, 'a second token')


def test_oauth(sandbox):
    path = '/auth/realms/acme/protocol/openid-connect/token'
    headers = {'Content-Type': 'application/x-www-form-urlencoded',
               'X-Subscription-Key': sandbox.facts['subscriptionKey']}

    def sign_in(password, grant='password'):
        form = f'grant_type={grant}&client_id=x&username={sandbox.facts["username"]}&password={password}'
        return sandbox.exchange('POST', path, form, headers)

    good = sign_in(sandbox.facts['password'])
    same((good.status, good.json()['expires_in']), (200, 1500), 'login')
    same(sandbox.call('GET', '/plans', token=good.json()['access_token']).status, 200, 'its token')
    same((sign_in('wrong').status, sign_in('wrong').json()['error']), (401, 'invalid_grant'), 'wrong password')
    same(sign_in('x', 'client_credentials').status, 400, 'another grant')
    del headers['X-Subscription-Key']
    same(sign_in(sandbox.facts['password']).status, 401, 'without the key')


def test_addresses(sandbox):
    for base in ('', '/marketplace/na', '/marketplace/eu'):
        same(sandbox.call('GET', '/customers', base=base).status, 200, f'under {base or "/"}')
        same(sandbox.call('GET', '/customers/', base=base).status, 200, f'with a slash under {base or "/"}')
    same(sandbox.call('GET', '/customers', base='/marketplace/xx').status, 404, 'another base')
    same(sandbox.call('DELETE', '/customers').status, 405, 'a method that is not there')


def test_headers(sandbox):
    answer = sandbox.call('GET', '/customers/1')
    same(answer.headers['X-Correlation-ID'], answer.json()['correlationId'], 'correlation id')
    require(answer.headers['X-Correlation-ID'].startswith('a8n-'), answer.headers['X-Correlation-ID'])
    same(answer.headers['Date'], 'Mon, 02 Nov 2026 09:00:00 GMT', 'Date of a frozen clock')


def test_faults_before(sandbox):
    def customers():
        return sandbox.control('GET', 'stats')['objects']['customers']

    number = customers()
    for action, status in (('status:500', 500), ('status:503', 503), ('429', 429), ('429-no-header', 429),
                           ('expire-token', 401)):
        sandbox.fault('POST', '/customers', action)
        answer = sandbox.call('POST', '/customers', None, customer_body())
        same(answer.status, status, action)
        same('Retry-After' in answer.headers, action == '429', f'Retry-After with {action}')
        same(customers(), number, f'customers after {action}')
    same(sandbox.call('GET', '/plans').status, 401, 'the expired token')
    sandbox.token = None
    sandbox.fault('POST', '/customers', 'drop-before')
    try:
        sandbox.call('POST', '/customers', None, customer_body())
    except http.client.RemoteDisconnected:
        pass
    else:
        raise AssertionError('drop-before answered')
    same(customers(), number, 'customers after drop-before')
    sandbox.fault('POST', '/customers', 'delay:50')
    same(sandbox.call('POST', '/customers', None, customer_body()).status, 200, 'a delayed call')
    same(customers(), number + 1, 'customers after a delay')


def test_faults_after(sandbox):
    def customers():
        return sandbox.control('GET', 'stats')['objects']['customers']

    for action in ('drop-after', '504-html', 'truncate', 'malformed'):
        number = customers()
        sandbox.fault('POST', '/customers', action)
        try:
            answer = sandbox.call('POST', '/customers', None, customer_body())
        except http.client.RemoteDisconnected:
            same(action, 'drop-after', 'cut without an answer')
        except http.client.IncompleteRead:
            same(action, 'truncate', 'cut in the body')
        else:
            if action == '504-html':
                same((answer.status, answer.headers['Content-Type'].split(';')[0]), (504, 'text/html'), action)
            else:
                same((action, answer.status), ('malformed', 200), 'an answer')
                try:
                    answer.json()
                except ValueError:
                    pass
                else:
                    raise AssertionError('the malformed body is JSON')
        same(customers(), number + 1, f'customers after {action}')


def test_fault_counts(sandbox):
    sandbox.control('POST', 'faults', {'action': 'status:500', 'path': '/customers/{id}', 'after': 2, 'times': 2})
    path = f'/customers/{read(sandbox, "/customers")["data"][0]["id"]}'
    same([sandbox.call('GET', path).status for _ in range(6)], [200, 200, 500, 500, 200, 200], 'after 2, 2 times')
    sandbox.control('POST', 'faults', {'action': 'status:500', 'times': 100})
    same(sandbox.call('GET', '/plans').status, 500, 'any call')
    sandbox.control('DELETE', 'faults')
    same(sandbox.call('GET', '/plans').status, 200, 'without faults')
    for wrong in ({'action': 'explode'}, {'action': 'status:99'}, {'action': 'delay:x'}, {}, {'action': '429', 'times': 0}):
        same(sandbox.exchange('POST', '/_sandbox/faults', repr(wrong).replace("'", '"')).status, 400, f'{wrong}')


def test_stats(sandbox):
    sandbox.control('POST', 'reset')
    sandbox.token = None
    read(sandbox, '/customers')
    read(sandbox, '/reports/x', status=404)
    read(sandbox, '/marketplace/eu/orders/1/'.removeprefix('/marketplace/eu'), status=404)
    stats = sandbox.control('GET', 'stats')
    same((stats['total'], stats['rateLimited']), (4, 0), 'calls')
    same({(c['method'], c['path'], c['status'], c['count']) for c in stats['calls']},
         {('POST', '/token', 200, 1), ('GET', '/customers', 200, 1), ('GET', '/reports/{reportId}', 404, 1),
          ('GET', '/orders/{id}', 404, 1)}, 'by pattern')
    same(sandbox.control('GET', 'log'),
         {'before': 0, 'calls': ['POST /token', 'GET /customers', 'GET /reports/x', 'GET /orders/1']}, 'in order')


def test_reset(sandbox):
    before = sandbox.call('GET', '/orders', {'limit': 500}).body
    buy(sandbox, find_customer(sandbox), find_product(sandbox, vendor='Contoso_NCE'), 1)
    sandbox.advance('P1Y')
    require(sandbox.call('GET', '/orders', {'limit': 500}).body != before, 'nothing changed')
    sandbox.control('POST', 'reset')
    sandbox.token = None
    same(sandbox.call('GET', '/orders', {'limit': 500}).body, before, 'the orders')
    same(sandbox.call('GET', '/orders').headers['Date'], 'Mon, 02 Nov 2026 09:00:00 GMT', 'the clock')


def test_clock(sandbox):
    sandbox.advance('P1DT2H3M4S')
    same(sandbox.call('GET', '/plans').headers['Date'], 'Tue, 03 Nov 2026 11:03:04 GMT', 'Date')
    for wrong in ('1D', 'P', 'PT', '-P1D', 'P1X', ''):
        same(sandbox.exchange('POST', '/_sandbox/clock', f'{{"advance":"{wrong}"}}').status, 400, wrong)


def test_rate():
    with Sandbox('--rate', '4') as sandbox:
        statuses = [sandbox.call('GET', '/plans').status for _ in range(3)]
        same(statuses, [200] * 3, 'with the login, four calls')
        refused = [sandbox.call('GET', '/plans') for _ in range(3)]
        for answer in refused:
            same((answer.status, answer.json()['statusCode']), (429, 429), 'the fifth')
        waits = [answer.headers['Retry-After'] for answer in refused]
        require(waits[2] is None and all(0 < int(wait) <= 60 for wait in waits[:2]), f'Retry-After: {waits}')
        same(sandbox.sign_in().status, 429, 'a login')
        stats = sandbox.control('GET', 'stats')
        same((stats['total'], stats['rateLimited']), (8, 4), 'counted')
    with Sandbox('--rate', '1', '--no-retry-after') as sandbox:
        sandbox.sign_in()
        require('Retry-After' not in sandbox.sign_in().headers, 'Retry-After')
    with Sandbox('--per-day', '2') as sandbox:
        sandbox.call('GET', '/plans')
        answer = sandbox.call('GET', '/plans')
        same(answer.status, 403, 'a third call')
        require('Out of call volume quota' in answer.json()['message'], answer.body)


def test_hang_up(sandbox):
    """Whoever does not wait for an answer has ordered all the same."""
    before = sandbox.control('GET', 'stats')['objects']['customers']
    sandbox.call('GET', '/plans')
    sandbox.fault('POST', '/customers', 'delay:100')
    connection = http.client.HTTPConnection(sandbox.url.hostname, sandbox.url.port)
    connection.request('POST', '/customers', json.dumps(customer_body()),
                       {'Authorization': f'Bearer {sandbox.token}', 'Content-Type': 'application/json',
                        'X-Subscription-Key': sandbox.facts['subscriptionKey']})
    connection.close()
    end = time.monotonic() + 10
    while sandbox.control('GET', 'stats')['objects']['customers'] == before and time.monotonic() < end:
        time.sleep(0.02)
    same(sandbox.control('GET', 'stats')['objects']['customers'], before + 1, 'customers')


def test_tls():
    script = os.path.join(os.environ['TW_SOURCE_ROOT'], 'tests', 'support', 'make-certificates.sh')
    program = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'sandbox', 'tradewind-sandbox')
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['sh', script, folder], check=True, capture_output=True)
        with subprocess.Popen([program, '--json', '--port', '0', '--tls', f'{folder}/good.pem', f'{folder}/good.key'],
                              stdout=subprocess.PIPE) as process:
            try:
                url = json.loads(process.stdout.readline())['url']
                context = ssl.create_default_context(cafile=f'{folder}/ca.pem')
                connection = http.client.HTTPSConnection('127.0.0.1', int(url.rsplit(':', 1)[1]), context=context)
                connection.request('GET', '/_sandbox/stats')
                same((url[:8], connection.getresponse().status), ('https://', 200), 'an answer')
                connection.close()
            finally:
                process.kill()


sys.exit(run((test_first_line,
          test_usage,
          test_login,
          test_oauth,
          test_addresses,
          test_headers,
          test_faults_before,
          test_faults_after,
          test_fault_counts,
          test_stats,
          test_reset,
          test_clock,
          test_rate,
          test_hang_up,
          test_tls)))
