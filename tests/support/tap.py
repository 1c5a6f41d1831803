# tap.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Test cases that print the Test Anything Protocol."""

import sys
import traceback


class Plan:
    """Runs cases one after another; a case fails by raising an exception."""

    def __init__(self):
        self.cases = []

    def add(self, name, function, *args):
        self.cases.append((name, function, args))

    def run(self):
        """Runs all cases and returns the exit status of the program."""
        failed = 0
        print(f'1..{len(self.cases)}', flush=True)
        for number, (name, function, args) in enumerate(self.cases, 1):
            try:
                function(*args)
            except Exception as error:
                failed += 1
                print(f'not ok {number} {name}')
                for line in describe(error):
                    print(f'# {line}', file=sys.stderr)
            else:
                print(f'ok {number} {name}')
            sys.stdout.flush()
        return 1 if failed else 0


def describe(error):
    """What went wrong, then where: the innermost calls are enough."""
    yield from str(error).splitlines() or [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__)[-3:]:
        yield f'  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}'


def require(condition, message):
    """Unlike assert, stays when Python optimizes."""
    if not condition:
        raise AssertionError(message)
