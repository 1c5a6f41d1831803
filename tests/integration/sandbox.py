# sandbox.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs tradewind-sandbox and talks to it with nothing but Python's own HTTP client."""

import base64
import http.client
import json
import os
import select
import subprocess
import urllib.parse

START_SECONDS = 20
CALL_SECONDS = 60


class Answer:
    """One answer of the server."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)


class Sandbox:
    """A marketplace of its own: a frozen clock unless asked otherwise, no rate limit, a port that was free."""

    def __init__(self, *options, frozen=True):
        program = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'sandbox', 'tradewind-sandbox')
        command = [program, '--json', '--port', '0', '--rate', '0', '--exit-with-parent', *['--frozen'][:frozen], *options]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        ready, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline() if ready else b''
        if not line:
            self.process.kill()
            raise RuntimeError(f'{" ".join(command)} said nothing within {START_SECONDS} s')

        self.facts = json.loads(line)
        self.url = urllib.parse.urlsplit(self.facts['url'])
        self.base = self.url.path.rstrip('/')
        self.token = None

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        try:
            status = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if status != 0:
            raise RuntimeError(f'the sandbox ended with status {status}')

    def exchange(self, method, path, body=None, headers=None):
        """One HTTP exchange on a connection of its own; path and headers are sent as they are."""
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=CALL_SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def sign_in(self, **changes):
        """POST /token; `changes` replace the username, password, subscriptionKey or marketplace."""
        facts = {**self.facts, **changes}
        login = base64.b64encode(f'{facts["username"]}:{facts["password"]}'.encode()).decode()
        headers = {'Authorization': f'Basic {login}', 'X-Subscription-Key': facts['subscriptionKey'],
                   'Content-Type': 'application/json'}
        body = json.dumps({'marketplace': facts['marketplace']})
        return self.exchange('POST', f'{self.base}/token', body, headers)

    def call(self, method, path, query=None, body=None, *, token=None, key=None, base=None):
        """A call as a client makes it, signed in; `body` is text or anything that JSON can hold."""
        if self.token is None:
            self.token = self.sign_in().json()['token']
        headers = {'Authorization': f'Bearer {self.token if token is None else token}',
                   'X-Subscription-Key': self.facts['subscriptionKey'] if key is None else key}
        if body is not None:
            headers['Content-Type'] = 'application/json'
            body = body if isinstance(body, (str, bytes)) else json.dumps(body)
        if query:
            path += '?' + urllib.parse.urlencode(query)
        return self.exchange(method, (self.base if base is None else base) + path, body, headers)

    def control(self, method, path, body=None):
        """A call of the control path, which is not part of the marketplace."""
        text = None if body is None else json.dumps(body)
        answer = self.exchange(method, f'/_sandbox/{path}', text, {'Content-Type': 'application/json'})
        if answer.status not in (200, 204):
            raise RuntimeError(f'{method} /_sandbox/{path} answered {answer.status}: {answer.body[:300]!r}')
        return answer.json() if answer.body else None

    def advance(self, period):
        self.control('POST', 'clock', {'advance': period})

    def fault(self, method, path, action):
        """The next call of an operation, by the contract's pattern, goes wrong."""
        self.control('POST', 'faults', {'method': method, 'path': path, 'action': action, 'times': 1})

    def counted(self, method, pattern, status):
        """How often a call was answered with a status, by the server's own statistics."""
        return sum(row['count'] for row in self.control('GET', 'stats')['calls']
                   if (row['method'], row['path'], row['status']) == (method, pattern, status))
