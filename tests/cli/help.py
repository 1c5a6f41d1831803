# help.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Help, manual page and completion come from the one table of commands, and show nothing unfinished."""

import gettext
import json
import os
import re
import shutil
import subprocess
import sys

from machine import PROGRAM, Machine
from tap import Plan, require

FOLDER = os.path.dirname(PROGRAM)
VERBS = {
    'account': ['add', 'list', 'show', 'test', 'default', 'remove'],
    'sync': [],
    'customer': ['list', 'show', 'create', 'update'],
    'order': ['list', 'show', 'estimate', 'place', 'change', 'renew', 'cancel', 'withdraw', 'update', 'resume'],
    'subscription': ['list', 'show', 'update', 'pricing'],
    'product': ['list', 'validate'],
    'plan': ['list', 'show'],
    'reseller': ['list', 'show', 'create', 'update', 'customers', 'orders', 'create-customer'],
    'report': ['list', 'show', 'schedule', 'download'],
    'journal': ['list', 'show', 'settle'],
    'records': ['backup', 'restore', 'acknowledge'],
    'search': [],
    'request': [],
}
UNFINISHED = ('invoice', 'mapping', 'user', 'import', 'icp')


class Untranslated(gettext.NullTranslations):
    """Is asked for what a catalogue lacks."""

    def gettext(self, message):
        raise AssertionError(f'“{message}” has no translation')


def items(text, heading):
    """The words of one section of a help text."""
    section = text.split(f'\n{heading}\n')[1].split('\n\n')[0]
    return re.findall(r'^  (\S+)', section, re.MULTILINE)


def check_program(machine):
    text = machine.good('--help').out
    require(items(text, 'Commands') == list(VERBS), text)
    require(machine.good('-h').out == text, 'the short form says something else')
    require('tradewind-cli COMMAND --help' in text, f'no way on: {text}')


def check_groups(machine):
    for group, verbs in VERBS.items():
        text = machine.good(group, '--help').out
        require('tradewind-cli ' + group in text.split('\nExamples\n')[1], f'no examples: {text}')
        if verbs:
            require(items(text, 'Verbs') == verbs, text)
            require(f'tradewind-cli {group} VERB --help' in text, f'no way on: {text}')


def check_verbs(machine):
    for group, verbs in VERBS.items():
        for verb in verbs:
            text = machine.good(group, verb, '--help').out
            require(f'tradewind-cli {group} {verb}' in text.split('\nExamples\n')[1], f'no example: {text}')
            words = text.split('\n\n')
            require(len(words[1]) > 10, f'no summary: {text}')


def check_arguments(machine):
    """What stands for an argument can be translated, as the rest of the help can."""
    catalogue = machine.path('es.mo')
    subprocess.run(['msgfmt', '-o', catalogue, os.path.join(os.environ['TW_SOURCE_ROOT'], 'po', 'es.po')], check=True)
    with open(catalogue, 'rb') as file:
        spanish = gettext.GNUTranslations(file)
    spanish.add_fallback(Untranslated())
    found = set()
    for group, verbs in VERBS.items():
        for words in [[group, verb] for verb in verbs] or [[group]]:
            usage = machine.good(*words, '--help').out.split('\n')[0]
            arguments = re.fullmatch(rf'Usage: tradewind-cli {" ".join(words)} ?(.*) \[OPTION…\]', usage)[1]
            if arguments:
                spanish.gettext(arguments)
                found.add(arguments)
    require({'ID', '[NAME]', 'WORDS…', 'METHOD PATH'} <= found, str(found))


def check_unfinished(machine):
    texts = [machine.good('--help').out]
    for group, verbs in VERBS.items():
        texts.append(machine.good(group, '--help').out)
        texts += [machine.good(group, verb, '--help').out for verb in verbs]
    for word in UNFINISHED:
        pattern = re.compile(rf'(?m)^  {re.escape(word)}\b|tradewind-cli( \S+)? {re.escape(word)}\b|\b{word} ICP\b')
        for text in texts:
            require(not pattern.search(text), f'“{word}” is in: {text}')
    require('icp' not in machine.good('account', 'add', '--help').out.lower(), 'icp')


def check_refusals(machine):
    for words in (['nothing'], ['order', 'nothing'], ['order'], [], ['order', 'list', '--nothing'],
                  ['order', 'list', 'something'], ['order', 'show'], ['order', 'list', '--limit', 'many'],
                  ['order', 'list', '--since', '2026-13-01'], ['order', 'list', '--status', 'lost'],
                  ['order', 'list', '--limit'], ['order', 'list', '--status', 'error', '--status', 'completed'],
                  ['invoice', 'list'], ['user', 'list'], ['order', 'resume'], ['journal', 'settle'],
                  ['customer', 'import'], ['sync', '--status']):
        result = machine.run(*words).expect(2)
        require(result.out == '' and result.err.startswith('tradewind-cli: '), f'{words}: {result.err}')


def check_version(machine):
    require(re.fullmatch(r'tradewind-cli \d+\.\d+\.\d+\n', machine.good('--version').out), 'no version')


def check_manual():
    page = os.path.join(FOLDER, 'tradewind-cli.1')
    with open(page, encoding='utf-8') as file:
        text = file.read()
    for group, verbs in VERBS.items():
        for verb in verbs or ['']:
            heading = f'.SS {group} {verb}'.strip().replace('-', '\\-')
            require(re.search(rf'^{re.escape(heading)}\b', text, re.MULTILINE), f'{heading} is missing')
    for code in range(7):
        require(re.search(rf'^\.B {code}$', text, re.MULTILINE), f'exit status {code} is missing')
    if shutil.which('groff'):
        # Newer macros adjust the lines of a page that asks them not to, unless they are told here.
        checked = subprocess.run(['groff', '-man', '-dAD=l', '-ww', '-Kutf8', '-Tutf8', '-P-cbou', page],
                                 capture_output=True, check=False)
        require(checked.returncode == 0 and checked.stderr == b'', checked.stderr.decode())
        require('SYNOPSIS' in checked.stdout.decode(), 'nothing was typeset')


def complete(line, *accounts):
    """The words that bash offers at the end of a line, when there are these accounts."""
    words = line.split(' ')
    listed = json.dumps([{'name': account} for account in accounts], indent=2)
    script = (f'source {FOLDER}/tradewind-cli.bash; COMP_WORDS=({" ".join(repr(word) for word in words)}); '
              f'COMP_CWORD={len(words) - 1}; _tradewind_cli; printf "%s\\n" "${{COMPREPLY[@]}}"')
    tools = 'complete () { :; }; compopt () { :; }; tradewind-cli () { printf "%s\\n" "$LISTED"; }'
    done = subprocess.run(['bash', '--norc', '-c', f'{tools}; {script}'], capture_output=True, check=True,
                          env={**os.environ, 'LISTED': listed})
    require(done.stderr == b'', done.stderr.decode())
    return done.stdout.decode().split()


def check_completion():
    require(complete('tradewind-cli cus') == ['customer'], 'a group')
    require(set(VERBS) <= set(complete('tradewind-cli ')), 'all groups')
    require(complete('tradewind-cli order wi') == ['withdraw'], 'a verb')
    require(set(complete('tradewind-cli --json order ')) >= set(VERBS['order']), 'all verbs, behind an option')
    require(complete('tradewind-cli order place --cust') == ['--customer'], 'an option')
    require('--wait' in complete('tradewind-cli order cancel --'), 'options of a verb')
    require('--line' not in complete('tradewind-cli order cancel --'), 'options of another verb')
    require('--lists-only' in complete('tradewind-cli sync --'), 'options of a command without verbs')
    require(complete('tradewind-cli report schedule --format x') == ['xlsx', 'xml'], 'values')
    require('--json' in complete('tradewind-cli plan show --'), 'options of all commands')
    require(complete('tradewind-cli report download -o ') == [] != complete('tradewind-cli report download '),
            'a letter takes a file')
    require(complete('tradewind-cli records backup ') == [], 'files for a file')
    require(complete('tradewind-cli records backup --rep') == ['--replace'], 'an option where a file may stand')
    for line in ('tradewind-cli --account ', 'tradewind-cli account show ', 'tradewind-cli account remove o'):
        require(complete(line, 'one', 'other')[-1:] == ['other'], f'no accounts: {line}')
    require('one' not in complete('tradewind-cli account show --', 'one'), 'options where a name may stand')


def main():
    plan = Plan()
    with Machine() as machine:
        plan.add('the program', check_program, machine)
        plan.add('groups', check_groups, machine)
        plan.add('verbs', check_verbs, machine)
        plan.add('arguments', check_arguments, machine)
        plan.add('nothing unfinished', check_unfinished, machine)
        plan.add('wrong usage', check_refusals, machine)
        plan.add('version', check_version, machine)
        plan.add('manual page', check_manual)
        plan.add('completion', check_completion)
        return plan.run()


sys.exit(main())
