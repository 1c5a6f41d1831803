# machine.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A person's computer of its own: folders, keyring and the command line, against a marketplace of its own."""

import contextlib
import json
import os
import pty
import select
import shutil
import subprocess
import tempfile
import time

from sandbox import Sandbox
from tap import require

PROGRAM = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'cli', 'tradewind-cli')
SECONDS = 60


class Result:
    """What a run of the program left behind."""

    def __init__(self, words, status, out, err):
        self.words = words
        self.status = status
        self.raw = out
        self.out = out.decode()
        self.err = err.decode()

    def json(self):
        return json.loads(self.raw)

    def lines(self):
        return self.out.splitlines()

    def expect(self, status):
        require(self.status == status, f'{" ".join(self.words)} ended with {self.status} instead of {status}\n'
                                       f'stdout: {self.out[:500]}\nstderr: {self.err[:800]}')
        return self


class Machine:
    """Runs tradewind-cli in folders of its own, with libsecret's file backend as the keyring."""

    def __init__(self):
        self.home = tempfile.mkdtemp(prefix='tradewind-cli-')
        self.env = {**os.environ, 'HOME': self.home,
                    'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PASSWORD': 'keyring password',
                    'SECRET_FILE_TEST_PATH': self.path('keyring')}
        for name in ('CONFIG', 'CACHE', 'DATA', 'STATE'):
            self.env[f'XDG_{name}_HOME'] = self.path(name.lower())
        self.env['XDG_RUNTIME_DIR'] = self.path('run')
        os.mkdir(self.path('run'), 0o700)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.home)

    def path(self, name):
        return os.path.join(self.home, name)

    def write(self, name, content):
        text = content if isinstance(content, str) else json.dumps(content)
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.path(name)

    def run(self, *words, stdin='', env=None):
        process = subprocess.run([PROGRAM, *words], input=stdin.encode(), capture_output=True, cwd=self.home,
                                 env={**self.env, **(env or {})}, timeout=SECONDS, check=False)
        return Result(words, process.returncode, process.stdout, process.stderr)

    def good(self, *words, **options):
        return self.run(*words, **options).expect(0)

    def json(self, *words, **options):
        return self.good(*words, '--json', **options).json()

    def add_account(self, sandbox, name='shop', *options, **changes):
        """Adds the sandbox as an account; `changes` replace what it says of itself."""
        facts = {**sandbox.facts, **changes}
        return self.run('account', 'add', name, '--url', facts['url'], '--username', facts['username'],
                        '--marketplace', facts['marketplace'], '--calls-per-minute', '0', '--password-stdin', *options,
                        stdin=f'{facts["password"]}\n{facts["subscriptionKey"]}\n')

    def run_on_terminal(self, *words, answers=(), columns=80, env=None):
        """Runs the program on a terminal; each answer is typed when its question shows up."""
        program, terminal = pty.openpty()
        subprocess.run(['stty', 'cols', str(columns)], stdin=terminal, check=True)
        process = subprocess.Popen([PROGRAM, *words], stdin=terminal, stdout=terminal, stderr=terminal, cwd=self.home,
                                   env={**self.env, 'TERM': 'xterm', **(env or {})})
        os.close(terminal)
        shown = b''
        waiting = list(answers)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            ready, _, _ = select.select([program], [], [], 1)
            if not ready:
                continue
            try:
                chunk = os.read(program, 65536)
            except OSError:  # nobody holds the other side any more
                break
            if not chunk:
                break
            shown += chunk
            if waiting and waiting[0][0].encode() in shown:
                os.write(program, waiting.pop(0)[1].encode())
        os.close(program)
        status = process.wait(SECONDS)
        require(not waiting, f'{words} never asked {waiting}: {shown!r}')
        return Result(words, status, shown, b'')


class Shop(Sandbox):
    """A sandbox whose clock runs, so that orders are completed."""

    def __init__(self, *options):
        super().__init__(*options, frozen=False)

    def calls(self, method, pattern):
        """How often an operation was called, whatever it answered."""
        return sum(row['count'] for row in self.control('GET', 'stats')['calls']
                   if (row['method'], row['path']) == (method, pattern))

    @contextlib.contextmanager
    def called(self, method, pattern, times=1):
        """The block has to call an operation so many times."""
        before = self.calls(method, pattern)
        yield
        made = self.calls(method, pattern) - before
        require(made == times, f'{method} {pattern} was called {made} times instead of {times}')
