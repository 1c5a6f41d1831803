# bench_support.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the benchmarks share: a sandbox, a private home with an account, and a process measured to its end."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import urllib.parse
import urllib.request

BUILD = pathlib.Path(os.environ.get('TW_BUILD_ROOT', 'build')).resolve()
CLI = BUILD / 'src/cli/tradewind-cli'
SANDBOX = BUILD / 'src/sandbox/tradewind-sandbox'
RUN = BUILD / 'tests/bench/run'


@contextlib.contextmanager
def sandbox(profile, *options):
    """A running sandbox: what it says of itself."""
    process = subprocess.Popen([SANDBOX, '--port', '0', '--json', '--profile', profile, '--exit-with-parent', *options],
                               stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def control(info, method, path, body=None):
    """A call of the sandbox's control path, which is not part of the marketplace."""
    parts = urllib.parse.urlsplit(info['url'])
    text = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f'{parts.scheme}://{parts.netloc}/_sandbox/{path}', data=text, method=method,
                                     headers={'Content-Type': 'application/json'})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or 'null')


def stats(info):
    return control(info, 'GET', 'stats')


@contextlib.contextmanager
def home(info, calls_per_minute='0'):
    """An environment of its own with one account for the sandbox, secrets in libsecret's file."""
    folder = tempfile.mkdtemp(prefix='tradewind-bench-')
    env = dict(os.environ, HOME=folder, SECRET_BACKEND='file', SECRET_FILE_TEST_PASSWORD='bench',
               SECRET_FILE_TEST_PATH=f'{folder}/bench.keyring', GSETTINGS_BACKEND='memory',
               GSETTINGS_SCHEMA_DIR=str(BUILD / 'data'), LC_ALL='C.UTF-8')
    for name in ('CONFIG', 'CACHE', 'DATA', 'STATE'):
        env[f'XDG_{name}_HOME'] = f'{folder}/{name.lower()}'
    try:
        subprocess.run([CLI, 'account', 'add', 'bench', '--type', 'cloudblue', '--url', info['url'], '--marketplace',
                        info['marketplace'], '--username', info['username'], '--password-stdin',
                        '--calls-per-minute', calls_per_minute, '--calls-per-day', '0'],
                       input=f"{info['password']}\n{info['subscriptionKey']}\n", text=True, env=env, check=True,
                       stdout=subprocess.DEVNULL)
        yield env
    finally:
        shutil.rmtree(folder)


def measure(command, env=None, **options):
    """Runs a command to its end: wall seconds, CPU seconds, peak memory in MiB."""
    with tempfile.NamedTemporaryFile(prefix='tradewind-bench-') as file:
        status = subprocess.run([RUN, file.name, *command], env=env, check=False, **options).returncode
        if status != 0:
            raise SystemExit(f'{command[0]} ended with {status}')
        return json.load(file)


def best(runs, command, env=None, rewind=None, **options):
    """The run of several that took the least time; `rewind` is a file to begin anew each time."""
    results = []
    for _ in range(runs):
        if rewind is not None:
            rewind.seek(0)
            rewind.truncate()
        results.append(measure(command, env, **options))
    return {'seconds': min(result['seconds'] for result in results), 'cpu': min(result['cpu'] for result in results),
            'mib': max(result['mib'] for result in results)}


def report(name, result):
    print(f"{name:34} {result['seconds']:8.3f} s   CPU {result['cpu']:7.3f} s   peak {result['mib']:6.1f} MiB")
