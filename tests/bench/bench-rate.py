#!/usr/bin/python3
# bench-rate.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many calls a marketplace that allows 60 a minute turns away while details are filled in, and what is lost.

Alone, with and without Retry-After; two programs of ours, which share the record of calls; and beside somebody
else's program with the same key, which takes half of the calls and is not counted by us.

It takes as long as the marketplace makes it take: some twelve minutes.

Usage: TW_BUILD_ROOT=build tests/bench/bench-rate.py [CASE …]
"""

import base64
import concurrent.futures
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from bench_support import CLI, home, sandbox, stats

DETAILS = 130
MOST = 1.0

# Somebody else's calls: a path that we do not use, so that they are counted apart.
FOREIGN_PATH = '/resellers/1'
FOREIGN_EVERY = 2.0
FOREIGN_DETAILS = 180
HALVED_DETAILS = 320


def run(env, *words):
    return json.loads(subprocess.run([CLI, *words, '--json'], env=env, check=True, stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL).stdout)


def count_lost(info, lists, details, wanted):
    made = stats(info)['objects']
    rows = sum(made[kind] - lists[kind[:-1]]['rows'] for kind in ('customers', 'orders', 'subscriptions'))
    read = sum(part['details'] for summary in details for part in summary.values() if isinstance(part, dict))
    return rows, max(wanted - read, 0)


def count_calls(info):
    """Calls and refused ones: ours, and those of the other program."""
    counts = {True: [0, 0], False: [0, 0]}
    for row in stats(info)['calls']:
        count = counts[row['path'].startswith('/resellers/')]
        count[0] += row['count']
        count[1] += row['count'] if row['status'] == 429 else 0
    return counts[False], counts[True]


def report(name, start, info, lists, details, wanted=DETAILS):
    ours, foreign = count_calls(info)
    refused = 100 * ours[1] / ours[0]
    rows_lost, details_lost = count_lost(info, lists, details, wanted)
    others = f'; {foreign[0]} calls of others, {foreign[1]} refused' if foreign[0] else ''
    print(f'{name:26} {ours[0]:4} calls in {time.monotonic() - start:4.0f} s, {ours[1]} refused ({refused:.2f} %), '
          f'{rows_lost} rows and {details_lost} details lost{others}', flush=True)

    return refused <= MOST and rows_lost == 0 and details_lost == 0


def alone(name, *options):
    """Lists and details at the rate of the account."""
    with sandbox('small', '--rate', '60', *options) as info, home(info, '60') as env:
        start = time.monotonic()
        lists = run(env, 'sync', '--lists-only')
        return report(name, start, info, lists, [run(env, 'sync', f'--details={DETAILS}')])


def two_programs(name):
    """Two accounts with the same key, so that neither waits for the other's reading."""
    with sandbox('small', '--rate', '60') as info, home(info, '60') as env:
        subprocess.run([CLI, 'account', 'add', 'twin', '--url', info['url'], '--marketplace', info['marketplace'],
                        '--username', info['username'], '--password-stdin', '--calls-per-minute', '60',
                        '--calls-per-day', '0'], env=env, check=True, stdout=subprocess.DEVNULL, text=True,
                       input=f"{info['password']}\n{info['subscriptionKey']}\n")
        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            accounts = ('bench', 'twin')
            lists = list(pool.map(lambda account: run(env, '--account', account, 'sync', '--lists-only'), accounts))
            details = list(pool.map(lambda account: run(env, '--account', account, 'sync', f'--details={DETAILS // 2}'),
                                    accounts))
        return report(name, start, info, lists[0], details)


def halved(name, *options):
    """The marketplace gives us half of what the account says: the rest is somebody else's, who never gives way.

    What that costs is learnt once, and looked for again now and then: it takes a while to see what it comes to.
    """
    with sandbox('small', '--rate', '30', *options) as info, home(info, '60') as env:
        start = time.monotonic()
        lists = run(env, 'sync', '--lists-only')
        details = [run(env, 'sync', f'--details={HALVED_DETAILS}')]
        return report(name, start, info, lists, details, HALVED_DETAILS)


def call_as_another(info, token, stop):
    request = urllib.request.Request(info['url'] + FOREIGN_PATH, headers={
        'Authorization': f'Bearer {token}', 'X-Subscription-Key': info['subscriptionKey']})
    while not stop.wait(FOREIGN_EVERY):
        try:
            urllib.request.urlopen(request).read()
        except urllib.error.HTTPError:
            pass


def log_in(info):
    login = base64.b64encode(f"{info['username']}:{info['password']}".encode()).decode()
    request = urllib.request.Request(info['url'] + '/token', method='POST',
                                     data=json.dumps({'marketplace': info['marketplace']}).encode(),
                                     headers={'Authorization': f'Basic {login}', 'Content-Type': 'application/json',
                                              'X-Subscription-Key': info['subscriptionKey']})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())['token']


def beside_another(name, *options):
    """Somebody else makes 30 calls a minute with the same key, and does not slow down for us."""
    stop = threading.Event()
    with sandbox('small', '--rate', '60', *options) as info, home(info, '60') as env:
        other = threading.Thread(target=call_as_another, args=(info, log_in(info), stop))
        other.start()
        try:
            start = time.monotonic()
            lists = run(env, 'sync', '--lists-only')
            details = []
            for _ in range(3):
                details.append(run(env, 'sync', f'--details={FOREIGN_DETAILS // 3}'))
            return report(name, start, info, lists, details, FOREIGN_DETAILS)
        finally:
            stop.set()
            other.join()


CASES = {
    'says': lambda: alone('says when to come back'),
    'silent': lambda: alone('does not say', '--no-retry-after'),
    'two': lambda: two_programs('two programs of ours'),
    'halved': lambda: halved('half of the limit'),
    'halved-silent': lambda: halved('the same, does not say', '--no-retry-after'),
    'foreign': lambda: beside_another('beside another program'),
    'foreign-silent': lambda: beside_another('the same, does not say', '--no-retry-after'),
}

with concurrent.futures.ThreadPoolExecutor() as pool:
    results = [pool.submit(CASES[name]) for name in sys.argv[1:] or CASES]
    sys.exit(0 if all([result.result() for result in results]) else 1)
