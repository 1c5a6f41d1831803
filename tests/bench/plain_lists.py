# plain_lists.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The baseline of bench-lists.py: the same lists into SQLite with nothing but Python's standard library.

Usage: plain_lists.py WHAT-THE-SANDBOX-SAYS-OF-ITSELF DATABASE [FOLDER-FOR-THE-ANSWERS]
"""

import base64
import json
import pathlib
import sqlite3
import sys
import urllib.request

LISTS = ('customers', 'subscriptions', 'orders', 'resellers', 'products', 'plans', 'reports')

info = json.loads(sys.argv[1])
headers = {'X-Subscription-Key': info['subscriptionKey'], 'Content-Type': 'application/json'}


def call(path, body=None, **more):
    request = urllib.request.Request(info['url'].rstrip('/') + path, data=body, headers=headers | more)
    with urllib.request.urlopen(request) as answer:
        data = answer.read()
    if len(sys.argv) > 3:
        pathlib.Path(sys.argv[3], path.strip('/').replace('/', '-')).write_bytes(data)
    return json.loads(data)


basic = base64.b64encode(f"{info['username']}:{info['password']}".encode()).decode()
token = call('/token', json.dumps({'marketplace': info['marketplace']}).encode(), Authorization=f'Basic {basic}')
headers['Authorization'] = f"Bearer {token['token']}"

database = sqlite3.connect(sys.argv[2])
database.execute('PRAGMA journal_mode=WAL')
database.execute('PRAGMA synchronous=NORMAL')
for name in LISTS:
    database.execute(f'CREATE TABLE {name} (id TEXT PRIMARY KEY, status TEXT, created TEXT, body TEXT)')
    offset = 0
    while True:
        page = call(f'/{name}?offset={offset}&limit=500')
        with database:
            database.executemany(f'INSERT OR REPLACE INTO {name} VALUES (?, ?, ?, ?)',
                                 [(row['id'], row.get('status'), row.get('creationDate'), json.dumps(row))
                                  for row in page['data']])
        offset += len(page['data'])
        if not page['data'] or offset >= page['pagination']['total']:
            break
