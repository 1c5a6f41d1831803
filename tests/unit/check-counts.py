#!/usr/bin/python3
# check-counts.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks that the counting of test cases misses no failure."""

import json
import os
import subprocess
import sys
import tempfile

from tap import Plan, require

COUNT_TESTS = os.path.join(os.environ['TW_SOURCE_ROOT'], 'build-aux', 'count-tests')

# What a program wrote, how meson judged it, and what that counts.
PROGRAMS = {
    'all pass': ('1..2\nok 1 /a\nok 2 - b\n', 'OK', (2, 0, 0)),
    'plan at the end': ('ok 1 /a\nok 2 /b\n1..2\n', 'OK', (2, 0, 0)),
    'one fails': ('1..2\nok 1 /a\nnot ok 2 /b\n', 'FAIL', (1, 1, 0)),
    'one is skipped': ('1..2\nok 1 /a\nok 2 /b # SKIP no display\n', 'OK', (1, 0, 1)),
    'all are skipped': ('1..0 # SKIP no display\n', 'SKIP', (0, 0, 1)),
    'crashed': ('1..3\nok 1 /a\n', 'FAIL', (1, 2, 0)),
    'crashed before its plan': ('', 'FAIL', (0, 1, 0)),
    'crashed after its last case': ('1..1\nok 1 /a\n', 'ERROR', (1, 1, 0)),
    'ran out of time': ('1..2\nok 1 /a\n', 'TIMEOUT', (1, 1, 0)),
    'said nothing in a skipped plan': ('1..1\n', 'OK', (0, 1, 0)),
    'prints text that is no case': ('1..1\n# not ok 7\nokay\nok 1 /a\n', 'OK', (1, 0, 0)),
    'expected failure': ('1..1\nnot ok 1 /a # TODO later\n', 'OK', (1, 0, 0)),
    'speaks no TAP and passes': ('fine\n', 'OK', (1, 0, 0)),
    'speaks no TAP and fails': ('', 'FAIL', (0, 1, 0)),
    'speaks no TAP and is skipped': ('', 'SKIP', (0, 0, 1)),
}


def count(programs, status):
    """The last line and the exit status for a log of these programs."""
    with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
        for name, stdout, result in programs:
            print(json.dumps({'name': name, 'stdout': stdout, 'result': result}), file=log)
        log.flush()
        done = subprocess.run([COUNT_TESTS, log.name, str(status)], stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1], done.returncode


def check_program(name):
    stdout, result, (passed, failed, skipped) = PROGRAMS[name]
    # A passing program beside it, so that a log of skipped cases is not an empty one.
    line, status = count([(name, stdout, result), ('other', '1..1\nok 1 /x\n', 'OK')], 1 if failed else 0)
    require(line == f'{passed + 1} passed, {failed} failed, {skipped} skipped', line)
    require(status == (1 if failed else 0), f'the exit status is {status}')


def check_all():
    programs = [(name, stdout, result) for name, (stdout, result, _) in PROGRAMS.items()]
    sums = [sum(counts[i] for _, _, counts in PROGRAMS.values()) for i in range(3)]
    line, status = count(programs, 1)
    require((line, status) == ('{} passed, {} failed, {} skipped'.format(*sums), 1), f'{line}, status {status}')


def check_incomplete():
    """A run that meson gave up, a run of nothing, a log that is not there: none of them passes."""
    passing = [('good', '1..1\nok 1 /x\n', 'OK')]
    require(count(passing, 0) == ('1 passed, 0 failed, 0 skipped', 0), 'a good run does not pass')
    require(count(passing, 2) == ('1 passed, 1 failed, 0 skipped', 1), 'an incomplete run passes')
    require(count([], 0) == ('0 passed, 1 failed, 0 skipped', 1), 'an empty run passes')
    done = subprocess.run([COUNT_TESTS, '/nonexistent', '0'], stdout=subprocess.PIPE, text=True)
    require((done.stdout.splitlines()[-1], done.returncode) == ('0 passed, 1 failed, 0 skipped', 1),
            'a missing log passes')


def main():
    plan = Plan()
    for name in PROGRAMS:
        plan.add(f'a program that: {name}', check_program, name)
    plan.add('many programs', check_all)
    plan.add('incomplete runs', check_incomplete)
    return plan.run()


if __name__ == '__main__':
    sys.exit(main())
