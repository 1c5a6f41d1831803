# leaks.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds secrets where they must not be: in files, in databases, in the arguments and environments of processes."""

import base64
import json
import os
import sqlite3
import threading
import urllib.parse

# A part of a secret gives it away as well: a log may cut a line, a search index splits words. Shorter parts than this
# would be found by chance.
PART_LENGTH = 10
WATCH_SECONDS = 0.02


class Secrets:
    """The secrets, each in every form in which it could be written down.

    Upper and lower case count as the same, since search indexes fold them.
    """

    def __init__(self):
        self.forms = {}

    def add(self, name, secret):
        for part in parts_of(secret):
            for form in forms_of(part):
                self.forms[form.lower()] = name

    def found_in(self, content):
        """The names of the secrets in some bytes."""
        folded = content.lower()
        return sorted({name for form, name in self.forms.items() if form in folded})


def parts_of(secret):
    """The whole, its halves, and the words that a search index would make of it."""
    words = ''.join(character if character.isalnum() else ' ' for character in secret).split()
    middle = len(secret) // 2
    return {secret, *(part for part in (secret[:middle], secret[middle:], *words) if len(part) >= PART_LENGTH)}


def forms_of(text):
    """What a text looks like as it is, in JSON, in an address, in base64 and in hexadecimal."""
    plain = text.encode()
    escaped = json.dumps(text)[1:-1]
    yield plain
    yield plain.hex().encode()
    for written in (escaped, escaped.replace('/', '\\/'), json.dumps(text, ensure_ascii=False)[1:-1],
                    urllib.parse.quote(text), urllib.parse.quote(text, safe=''), urllib.parse.quote_plus(text)):
        yield written.encode()
    for shift in range(3):
        yield from base64_inside(plain, shift)


def base64_inside(plain, shift):
    """What some bytes look like in the base64 of something longer, when so many bytes (modulo 3) stand before them."""
    encoded = base64.b64encode(bytes(shift) + plain + bytes(2))
    first = -(-shift * 8 // 6)
    last = (shift + len(plain)) * 8 // 6
    yield encoded[first:last]
    yield encoded[first:last].translate(bytes.maketrans(b'+/', b'-_'))


def search_folder(secrets, folder, skip=()):
    """Searches every file below a folder; returns what was found as lines, and how many files were read."""
    lines = []
    n_files = 0
    for parent, _, names in os.walk(folder):
        for path in (os.path.join(parent, name) for name in names):
            if path in skip or not os.path.isfile(path):
                continue
            n_files += 1
            with open(path, 'rb') as file:
                content = file.read()
            lines += [f'{name} is in {path}' for name in secrets.found_in(path.encode() + b'\n' + content)]
            if content.startswith(b'SQLite format 3\0'):
                lines += [f'{name} is in a row of {path}' for name in secrets.found_in(read_rows(path))]
    return lines, n_files


def read_rows(path):
    """Every value of every table: a long value lies in pages that do not follow one another in the file."""
    content = bytearray()
    database = sqlite3.connect(path)
    try:
        database.text_factory = bytes
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in database.execute(f'SELECT * FROM "{table.decode()}"'):
                for value in row:
                    content += (value if isinstance(value, bytes) else str(value).encode()) + b'\n'
    finally:
        database.close()
    return bytes(content)


class ProcessWatch:
    """Looks again and again at the arguments and the environment of every process that has a mark in the latter.

    What a process is started with is handed on to those it starts, so the mark finds them all.
    """

    def __init__(self, mark):
        self.mark = mark.encode()
        self.seen = {}
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.look_again, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *unused):
        self.stopped.set()
        self.thread.join()

    def look_again(self):
        while not self.stopped.wait(WATCH_SECONDS):
            for pid in filter(str.isdigit, os.listdir('/proc')):
                try:
                    environment = read_process(pid, 'environ')
                    if self.mark in environment:
                        self.seen[read_process(pid, 'cmdline'), environment] = pid
                except OSError:
                    pass  # it ended, or is another person's

    def programs(self):
        """The names of the programs that were seen."""
        return {os.path.basename(arguments.split(b'\0')[0]).decode() for arguments, _ in self.seen}

    def search(self, secrets):
        for arguments, environment in self.seen:
            words = arguments.replace(b'\0', b' ').decode(errors='replace')
            for name in secrets.found_in(arguments):
                yield f'{name} is among the arguments of {words}'
            for name in secrets.found_in(environment):
                yield f'{name} is in the environment of {words}'


def read_process(pid, name):
    with open(f'/proc/{pid}/{name}', 'rb') as file:
        return file.read()
