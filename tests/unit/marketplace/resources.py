#!/usr/bin/python3
# resources.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compares the field tables of the resources with the contract, and takes every example of the contract through them.

Usage: resources.py show-resources openapi.yaml
"""

import datetime
import json
import subprocess
import sys

import yaml

from tap import Plan, require

# What the bodies of each operation are read as and written from. None: no resource, its adapter reads it by hand.
ROOTS = {
    'generateAuthToken': (None, None, None),
    'getCustomers': (None, None, 'TwCustomer'),
    'createCustomer': ('TwCustomer', 'create', 'TwCustomer'),
    'getCustomerById': (None, None, 'TwCustomer'),
    'updateCustomer': ('TwCustomer', 'update', 'TwCustomer'),
    'getOrders': (None, None, 'TwOrder'),
    'createOrder': ('TwOrder', 'create', 'TwOrder'),
    'estimateOrder': ('TwOrder', 'create', 'TwOrder'),
    'getOrderDetails': (None, None, 'TwOrder'),
    'updateOrder': ('TwOrder', 'update', 'TwOrder'),
    'getCatalog': (None, None, 'TwProduct'),
    'validateParameters': ('TwParameterCheck', 'create', 'TwParameterCheck'),
    'getReports': (None, None, 'TwReport'),
    'createReport': ('TwReport', 'create', 'TwReport'),
    'getReportById': (None, None, 'TwReport'),
    'getResellers': (None, None, 'TwReseller'),
    'createReseller': ('TwReseller', 'create', 'TwReseller'),
    'getResellerById': (None, None, 'TwReseller'),
    'updateReseller': ('TwReseller', 'update', 'TwReseller'),
    'getResellerCustomers': (None, None, 'TwCustomer'),
    'createCustomerForReseller': ('TwCustomer', 'create', 'TwCustomer'),
    'getResellerOrders': (None, None, 'TwOrder'),
    'getServicePlans': (None, None, 'TwPlan'),
    'getServicePlanById': (None, None, 'TwPlan'),
    'getSubscriptions': (None, None, 'TwSubscription'),
    'getSubscription': (None, None, 'TwSubscription'),
    'updateSubscription': ('TwSubscription', 'update', 'TwSubscription'),
    'updateSubscriptionSpecialPricing': ('TwSubscription', 'update', 'TwSubscription'),
}

# The id is in the path of the call already.
NOT_SENT = {('TwCustomer', 'update', 'id'), ('TwReseller', 'update', 'id')}

# The types of a scalar that a kind of field can hold.
SCALARS = {
    'string': {'string', 'integer'},
    'enum': {'string'},
    'int': {'integer', 'string'},
    'decimal': {'number', 'integer', 'string'},
    'boolean': {'boolean'},
    'date': {'string'},
    'date-time': {'string'},
}


class Contract:
    def __init__(self, path):
        loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
        with open(path, encoding='utf-8') as file:
            self.document = yaml.load(file, Loader=loader)
        self.operations = {operation['operationId']: operation for item in self.document['paths'].values()
                           for operation in item.values()}

    def resolve(self, node):
        while '$ref' in node:
            target = self.document
            for step in node['$ref'].removeprefix('#/').split('/'):
                target = target[step]
            node = target
        return node

    def variants(self, node):
        """The schemas that a value may fit, references resolved and parts put together."""
        node = self.resolve(node)
        if 'allOf' in node:
            merged = {}
            for part in node['allOf']:
                for variant in self.variants(part):
                    properties = {**merged.get('properties', {}), **variant.get('properties', {})}
                    merged = {**merged, **variant, **({'properties': properties} if properties else {})}
            return [merged]
        for name in ('anyOf', 'oneOf'):
            if name in node:
                return [variant for part in node[name] for variant in self.variants(part)]
        return [node]

    def properties(self, node):
        found = {}
        for variant in self.variants(node):
            for name, value in variant.get('properties', {}).items():
                found.setdefault(name, value)
        return found

    def request(self, operation_id):
        """Schema and examples of what is sent."""
        content = self.operations[operation_id]['requestBody']['content']['application/json']
        return content['schema'], examples_of(content)

    def answer(self, operation_id):
        """Schema and examples of one object that is answered; lists are taken apart."""
        content = self.resolve(self.operations[operation_id]['responses']['200'])['content']['application/json']
        schema, examples = content['schema'], examples_of(content)
        properties = self.properties(schema)
        if 'data' in properties:
            return properties['data']['items'], [row for page in examples for row in page['data']]
        return schema, examples


def examples_of(content):
    examples = [example['value'] for example in content.get('examples', {}).values()]
    return examples + ([content['example']] if 'example' in content else [])


class Walk:
    """Goes through schemas and tables side by side and notes which fields were met in which role."""

    def __init__(self, contract, tables):
        self.contract = contract
        self.tables = tables
        self.met = set()
        self.problems = []

    def complain(self, where, text):
        self.problems.append(f'{where}: {text}')

    def walk(self, where, schema, type_name, role):
        fields = {field['name']: field for field in self.tables[type_name]}
        for name, node in self.contract.properties(schema).items():
            resolved = self.contract.resolve(node)
            if role == 'answer' and (node.get('writeOnly') or resolved.get('writeOnly')):
                continue
            if (type_name, role, name) in NOT_SENT:
                continue
            place = f'{where}.{name}'
            if name not in fields:
                self.complain(place, f'{type_name} has no such field')
                continue
            self.met.add((type_name, role, name))
            if role != 'answer' and role not in fields[name]['flags']:
                self.complain(place, f'{type_name} does not send it ({role})')
            self.check_kind(place, node, fields[name], role)

    def check_kind(self, place, node, field, role):
        kind = field['kind']
        forms = {schema.get('type') for schema in self.contract.variants(node)}
        if kind == 'decimal' and ('string' if 'as-text' in field['flags'] else 'number') not in forms and (
                'as-text' in field['flags'] or 'integer' not in forms):
            self.complain(place, f'is {forms} in the contract; written as text: {"as-text" in field["flags"]}')
        for schema in self.contract.variants(node):
            if kind == 'json':
                continue
            if kind == 'money':
                if not {'currency', 'amount'} <= set(schema.get('properties', {})):
                    self.complain(place, 'is no money in the contract')
            elif kind == 'object':
                if 'properties' not in schema:
                    self.complain(place, 'is no object in the contract')
                else:
                    self.walk(place, schema, field['type'], role)
            elif kind == 'list':
                if schema.get('type') != 'array':
                    self.complain(place, 'is no array in the contract')
                else:
                    self.walk(f'{place}[]', schema['items'], field['type'], role)
            elif kind == 'map':
                if 'additionalProperties' not in schema:
                    self.complain(place, 'is no map in the contract')
            else:
                self.check_scalar(place, schema, field)

    def check_scalar(self, place, schema, field):
        kind = field['kind']
        if schema.get('type') not in SCALARS[kind]:
            self.complain(place, f'is {schema.get("type")} in the contract and {kind} in the table')
        if kind in ('date', 'date-time') and schema.get('format') != kind:
            self.complain(place, f'has the format {schema.get("format")} in the contract and is {kind} in the table')
        if schema.get('format') in ('date', 'date-time') and kind not in ('date', 'date-time', 'string'):
            self.complain(place, f'is a {schema["format"]} in the contract and {kind} in the table')
        if kind == 'enum' and 'enum' in schema:
            unknown = set(schema['enum']) - set(field['words']) - {None}
            if unknown:
                self.complain(place, f'the table lacks the words {sorted(unknown)}')
        if kind == 'string' and 'as-int' not in field['flags'] and schema.get('type') == 'integer':
            self.complain(place, 'is an integer in the contract, and a string when sent')


def walk_all(contract, tables):
    walk = Walk(contract, tables)
    for operation_id, (request_type, role, answer_type) in ROOTS.items():
        if request_type is not None:
            schema, _ = contract.request(operation_id)
            if operation_id == 'validateParameters':
                schema = contract.properties(schema)['products']['items']
            walk.walk(operation_id, schema, request_type, role)
        if answer_type is not None:
            schema, _ = contract.answer(operation_id)
            walk.walk(operation_id, schema, answer_type, 'answer')
    return walk


# The cases.

def check_all_operations(contract, tables, convert):
    require(set(ROOTS) == set(contract.operations), f'{set(ROOTS) ^ set(contract.operations)}')
    require(len(ROOTS) == 28, f'{len(ROOTS)} operations')


def check_contract_is_in_tables(contract, tables, convert):
    """Every property of every body is in a table, of a kind that can hold it, and is sent where it may be."""
    problems = sorted(set(walk_all(contract, tables).problems))
    require(not problems, '\n'.join(problems))


def check_tables_are_in_contract(contract, tables, convert):
    """No field is misspelt or made up, and nothing is sent that the contract does not take."""
    met = walk_all(contract, tables).met
    problems = []
    for type_name, fields in tables.items():
        for field in fields:
            roles = {role for known, role, name in met if (known, name) == (type_name, field['name'])}
            if not roles:
                problems.append(f'{type_name}.{field["name"]} is nowhere in the contract')
            for role in ('create', 'update'):
                if role in field['flags'] and role not in roles:
                    problems.append(f'{type_name}.{field["name"]} is sent ({role}) and not in such a body')
    require(not problems, '\n'.join(problems))


def check_required(contract, tables, convert):
    """An answer is refused only for what the contract promises; and nothing can be done without an id."""
    problems = []
    for operation_id, (_, _, answer_type) in ROOTS.items():
        if answer_type is None:
            continue
        schema, _ = contract.answer(operation_id)
        promised = {name for variant in contract.variants(schema) for name in variant.get('required', [])} | {'id'}
        for field in tables[answer_type]:
            if 'required' in field['flags'] and field['name'] not in promised:
                problems.append(f'{operation_id}: {field["name"]} is required by the table only')
    require(not problems, '\n'.join(problems))


def check_secrets(contract, tables, convert):
    """What the contract calls a password is a secret; a signed link is never kept."""
    flags = {(name, field['name']): field['flags'] for name, fields in tables.items() for field in fields}
    require('secret' in flags['TwContact', 'password'], 'a password is no secret')
    require('transient' in flags['TwReport', 'downloadUrl'], 'a link is kept')


def normal(value, field=None, tables=None):
    """A value as it is compared: numbers by value, times in UTC, no nulls, ids as text."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime.datetime):
        value = value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    kind = field['kind'] if field else None
    if kind == 'date-time':
        text = value.replace(' ', 'T')
        time = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
        return time.astimezone(datetime.timezone.utc).isoformat()
    if kind in ('decimal', 'int'):
        return float(value)
    if kind == 'string':
        return str(value)
    if kind == 'money':
        return {'amount': float(value['amount']), 'currency': value['currency']}
    if kind == 'map':
        return {name: str(item) for name, item in value.items() if item is not None}
    if kind == 'object':
        return normal_object(value, tables[field['type']], tables)
    if kind == 'list':
        return [normal_object(item, tables[field['type']], tables) for item in value]
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {name: normal(item) for name, item in value.items()}
    return value


def normal_object(value, fields, tables):
    by_name = {field['name']: field for field in fields}
    return {name: normal(item, by_name.get(name), tables) for name, item in value.items()
            if item is not None and not hidden(by_name.get(name))}


def hidden(field):
    return field is not None and 'transient' in field['flags']


def compare(contract, tables, convert, jobs):
    require(jobs, 'there is no example at all')
    problems = []
    for job, result in zip(jobs, convert(jobs)):
        where = f'{job["where"]} ({job["view"]})'
        if 'error' in result:
            problems.append(f'{where}: {result["error"]}')
            continue
        wanted = normal_object(job['json'], tables[job['type']], tables)
        got = normal_object(result['json'], tables[job['type']], tables)
        if wanted != got:
            problems.append(f'{where}:\n  example {json.dumps(wanted, sort_keys=True)}\n'
                            f'  written {json.dumps(got, sort_keys=True)}')
    require(not problems, '\n'.join(problems))


def check_answer_examples(contract, tables, convert):
    """Every answer of the contract is read and shown again, whole, and stored so that it can be read again."""
    jobs = []
    for operation_id, (_, _, answer_type) in ROOTS.items():
        if answer_type is not None:
            _, examples = contract.answer(operation_id)
            require(examples, f'{operation_id} has no example of an answer')
            jobs += [{'where': operation_id, 'type': answer_type, 'view': view, 'json': plain(example)}
                     for example in examples for view in ('show', 'store')]
    compare(contract, tables, convert, jobs)


def check_request_examples(contract, tables, convert):
    """Every request of the contract can be made from its resource, with nothing lost and nothing added."""
    jobs = []
    for operation_id, (request_type, role, _) in ROOTS.items():
        if request_type is None:
            continue
        _, examples = contract.request(operation_id)
        require(examples, f'{operation_id} has no example of a request')
        if operation_id == 'validateParameters':
            examples = [product for example in examples for product in example['products']]
        for example in examples:
            body = {name: value for name, value in plain(example).items()
                    if (request_type, role, name) not in NOT_SENT}
            jobs.append({'where': operation_id, 'type': request_type, 'view': role, 'json': body})
    compare(contract, tables, convert, jobs)


def plain(value):
    """YAML knows dates; JSON does not."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


# A property that every kind of resource must have: what is new, null or odd in an answer takes nothing away.

def check_unknown_members(contract, tables, convert):
    jobs = []
    for operation_id, (_, _, answer_type) in ROOTS.items():
        if answer_type is not None:
            _, examples = contract.answer(operation_id)
            added = {**plain(examples[0]), 'x-new': {'a': [1, None, 'x']}, 'anotherNew': True}
            jobs.append({'where': operation_id, 'type': answer_type, 'view': 'show', 'json': added})
    compare(contract, tables, convert, jobs)


def check_nulls(contract, tables, convert):
    """Every member but the required ones may be null; then it is as absent."""
    jobs = []
    for type_name, fields in tables.items():
        body = {field['name']: 'x' if 'required' in field['flags'] else None for field in fields}
        jobs.append({'where': type_name, 'type': type_name, 'view': 'show', 'json': body})
    compare(contract, tables, convert, jobs)


def check_minimal(contract, tables, convert):
    """Nothing but the required members."""
    jobs = [{'where': type_name, 'type': type_name, 'view': 'show',
             'json': {field['name']: 'x' for field in fields if 'required' in field['flags']}}
            for type_name, fields in tables.items()]
    compare(contract, tables, convert, jobs)


def check_wrong_types(contract, tables, convert):
    """A value of a wrong type is an error that begins with the field's name, for every field there is."""
    wrong = {'string': {'a': 1}, 'int': 'many', 'boolean': 'yes', 'decimal': [1], 'money': 12.5, 'date': '31.12.2026',
             'date-time': 'soon', 'enum': 3, 'object': [], 'list': {}, 'map': 'text'}
    jobs = []
    for type_name, fields in tables.items():
        for field in fields:
            if field['kind'] != 'json':
                body = {other['name']: 'x' for other in fields if 'required' in other['flags']}
                body[field['name']] = wrong[field['kind']]
                jobs.append({'where': field['name'], 'type': type_name, 'view': 'show', 'json': body})
    problems = [f'{job["type"]}.{job["where"]}: {result}' for job, result in zip(jobs, convert(jobs))
                if not result.get('error', '').startswith(f'{job["where"]}: ')]
    require(not problems, '\n'.join(problems))


def check_unknown_words(contract, tables, convert):
    """An enumeration is open: a word nobody knows is kept and shown."""
    jobs = []
    for type_name, fields in tables.items():
        for field in fields:
            if field['kind'] == 'enum':
                body = {other['name']: 'x' for other in fields if 'required' in other['flags']}
                body[field['name']] = 'a-word-of-tomorrow'
                jobs.append({'where': f'{type_name}.{field["name"]}', 'type': type_name, 'view': 'show', 'json': body})
    compare(contract, tables, convert, jobs)


def check_first_word_is_unknown(contract, tables, convert):
    """What nobody knows becomes value 0: that one must not mean anything else."""
    problems = [f'{type_name}.{field["name"]}: {field["words"][0]}' for type_name, fields in tables.items()
                for field in fields if field['kind'] == 'enum' and field['words'][0] != 'unknown']
    require(not problems, '\n'.join(problems))


CASES = [
    check_all_operations,
    check_contract_is_in_tables,
    check_tables_are_in_contract,
    check_required,
    check_secrets,
    check_answer_examples,
    check_request_examples,
    check_unknown_members,
    check_nulls,
    check_minimal,
    check_wrong_types,
    check_unknown_words,
    check_first_word_is_unknown,
]


def main():
    program, path = sys.argv[1:]
    contract = Contract(path)
    tables = json.loads(subprocess.run([program, 'tables'], check=True, capture_output=True).stdout)

    def convert(jobs):
        text = json.dumps([{name: job[name] for name in ('type', 'view', 'json')} for job in jobs])
        answer = subprocess.run([program, 'convert'], input=text.encode(), check=True, capture_output=True).stdout
        return json.loads(answer)

    plan = Plan()
    for case in CASES:
        plan.add(case.__name__.removeprefix('check_').replace('_', '-'), case, contract, tables, convert)
    return plan.run()


if __name__ == '__main__':
    sys.exit(main())
