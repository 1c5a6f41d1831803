#!/usr/bin/python3
# check-layers.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks who includes whom: the order of the layers, and which libraries each may see.

The compiler would accept any of these includes, since the headers of all libraries are installed.
"""

import os
import pathlib
import re
import sys

from tap import Plan, require

SOURCE = pathlib.Path(os.environ['TW_SOURCE_ROOT'], 'src')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+([<"])([^>"]+)[>"]', re.MULTILINE)

# From the wire to the window. A folder includes those of the rows before its own; folders in one row never include
# each other. The sandbox stands aside: see SANDBOX_HEADERS.
ROWS = [['base'], ['net'], ['keyring'], ['marketplace'], ['cloudblue', 'icp'], ['mirror'], ['journal'],
        ['finance', 'sales'], ['client'], ['cli', 'app']]

# The only folder that names an adapter.
ADAPTERS = {'cloudblue', 'icp'}
NAMES_ADAPTERS = {'client'}

# A mistake that client and sandbox share would cancel out in every test: the sandbox uses no more than this of base.
SANDBOX_HEADERS = {'base/tw-money.h', 'base/tw-decimal.h', 'base/tw-date.h', 'base/tw-error.h'}

# Headers of a library, and the folders that may include them.
EVERYBODY = None
LIBRARIES = [
    (r'json-glib/.*', {'sandbox'}),
    (r'libsoup/.*', {'net', 'sandbox'}),
    (r'libsecret/.*', {'keyring'}),
    (r'sqlite3\.h', {'mirror', 'journal'}),
    (r'libxml/.*', {'icp', 'finance'}),
    (r'archive(_entry)?\.h', {'finance', 'sandbox'}),
    (r'xlsxwriter\.h', {'finance', 'sales'}),
    (r'(gtk|gdk|gsk|graphene)(/.*|\.h)', {'app'}),
    (r'(adwaita|pango/.*|cairo.*)\.h', {'app'}),
    (r'glib/gi18n\.h', {'cli', 'app'}),
    (r'glib(-object|-unix)?\.h|glib/gstdio\.h|glib/gprintf\.h|gio/.*\.h', EVERYBODY),
    (r'[a-z0-9]+\.h|sys/[a-z]+\.h|netinet/[a-z]+\.h|arpa/[a-z]+\.h', EVERYBODY),
]


def row_of(folder):
    return next((number for number, row in enumerate(ROWS) if folder in row), None)


def may_see_project_header(folder, header):
    other = header.partition('/')[0]
    if folder == other or '/' not in header or (SOURCE / folder / other).is_dir():
        return True
    if folder == 'sandbox':
        return header in SANDBOX_HEADERS
    if other in ADAPTERS and folder not in NAMES_ADAPTERS:
        return False
    return row_of(other) is not None and row_of(other) < row_of(folder)


def may_see_library(folder, header):
    for pattern, folders in LIBRARIES:
        if re.fullmatch(pattern, header):
            return folders is EVERYBODY or folder in folders
    return False


def problems_of(folder, text):
    """The includes of a file that its folder may not have."""
    for kind, header in INCLUDE.findall(text):
        allowed = may_see_project_header if kind == '"' else may_see_library
        if not allowed(folder, header):
            yield f'{folder}/ may not include {header}'


def check_folder(folder):
    problems = []
    for path in sorted(folder.rglob('*.[ch]')):
        name = path.relative_to(SOURCE)
        problems += [f'src/{name}: {problem}' for problem in problems_of(folder.name, path.read_text('utf-8'))]
    require(row_of(folder.name) is not None or folder.name == 'sandbox', f'src/{folder.name} is no known layer')
    require(not problems, '\n'.join(problems))


def check_the_check():
    """Includes that must be found, and some that must not."""
    bad = {'base': ['"net/tw-transport.h"', '<libsoup/soup.h>', '<glib/gi18n.h>'],
           'net': ['<json-glib/json-glib.h>', '"keyring/tw-secret-store.h"'],
           'mirror': ['"journal/tw-journal.h"', '"cloudblue/tw-cloudblue.h"'],
           'app': ['<sqlite3.h>', '<libsecret/secret.h>', '"cli/tw-cli.h"', '"cloudblue/tw-cloudblue.h"'],
           'cli': ['<gtk/gtk.h>', '<adwaita.h>', '"app/tw-window.h"'],
           'sandbox': ['"net/tw-transport.h"', '"base/tw-json.h"', '<sqlite3.h>', '<strange/library.h>']}
    good = {'base': ['"base/tw-error.h"', '"config.h"', '<string.h>', '<sys/file.h>'],
            'client': ['"cloudblue/tw-cloudblue.h"', '"journal/tw-journal.h"'],
            'app': ['<adwaita.h>', '<gtk/gtk.h>', '<glib/gi18n.h>', '"client/tw-client.h"'],
            'sandbox': ['"base/tw-money.h"', '<libsoup/soup.h>', '"sandbox/tw-world.h"']}
    for folder, headers in bad.items():
        for header in headers:
            require(list(problems_of(folder, f'  # include {header}\n')), f'{folder}: {header} was not noticed')
    for folder, headers in good.items():
        for header in headers:
            require(not list(problems_of(folder, f'#include {header}\n')), f'{folder}: {header} was refused')


def main():
    plan = Plan()
    plan.add('the check itself', check_the_check)
    for folder in sorted(path for path in SOURCE.iterdir() if path.is_dir()):
        plan.add(f'includes of src/{folder.name}', check_folder, folder)
    return plan.run()


if __name__ == '__main__':
    sys.exit(main())
