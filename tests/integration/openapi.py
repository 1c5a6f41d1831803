# openapi.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks answers of a server against an OpenAPI 3.0 description.

The check is stricter than the description asks of a client: a property that the schema does not name is an
error, and so is a value outside an enumeration.
"""

import datetime
import json
import os
import re
import uuid

import jsonschema
import yaml

CONTRACT = os.path.join(os.environ['TW_SOURCE_ROOT'], 'tests', 'contract', 'openapi.yaml')
FORMATS = jsonschema.FormatChecker(formats=())
INT32 = range(-2**31, 2**31)
INT64 = range(-2**63, 2**63)


def _is_text(value):
    return isinstance(value, str)


@FORMATS.checks('date', raises=ValueError)
def _check_date(value):
    return not _is_text(value) or bool(datetime.datetime.strptime(value, '%Y-%m-%d'))


@FORMATS.checks('date-time', raises=ValueError)
def _check_date_time(value):
    if not _is_text(value):
        return True
    pattern = r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)'
    return re.fullmatch(pattern, value) and bool(datetime.datetime.strptime(value[:19], '%Y-%m-%dT%H:%M:%S'))


@FORMATS.checks('uuid', raises=ValueError)
def _check_uuid(value):
    return not _is_text(value) or str(uuid.UUID(value)) == value


@FORMATS.checks('int32')
def _check_int32(value):
    return not isinstance(value, int) or value in INT32


@FORMATS.checks('int64')
def _check_int64(value):
    return not isinstance(value, int) or value in INT64


class ContractError(AssertionError):
    """An answer that does not fit."""


class Contract:
    """An OpenAPI document: its operations, and what may answer them."""

    def __init__(self, path):
        loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
        with open(path, encoding='utf-8') as file:
            self.document = yaml.load(file, Loader=loader)
        self.operations = {}
        for pattern, item in self.document['paths'].items():
            for method, operation in item.items():
                self.operations[operation['operationId']] = (method.upper(), pattern, operation)
        self.validators = {}

    def resolve(self, node):
        """The node a reference stands for; the node itself when it is none."""
        while '$ref' in node:
            target = self.document
            for step in node['$ref'].removeprefix('#/').split('/'):
                target = target[step]
            node = target
        return node

    def parameters(self, operation_id, place):
        """The parameters of an operation that go into its path, query or headers, by name."""
        operation = self.operations[operation_id][2]
        parameters = [self.resolve(parameter) for parameter in operation.get('parameters', [])]
        return {parameter['name']: parameter for parameter in parameters if parameter['in'] == place}

    def is_list(self, operation_id):
        method, _, operation = self.operations[operation_id]
        return method == 'GET' and 'limit' in self.parameters(operation_id, 'query')

    def has_body(self, operation_id):
        return 'requestBody' in self.operations[operation_id][2]

    def required_members(self, operation_id):
        """The members without which the body of a request is refused."""
        content = self.operations[operation_id][2]['requestBody']['content']
        return self.resolve(content['application/json']['schema']).get('required', [])

    def check(self, operation_id, answer):
        """Raises when status, content type, headers or body of an answer are not what the contract says."""
        responses = self.operations[operation_id][2]['responses']
        where = f'{operation_id}: {answer.status}'
        if str(answer.status) not in responses:
            raise ContractError(f'{where} is not among {", ".join(responses)}: {answer.body[:300]!r}')

        response = self.resolve(responses[str(answer.status)])
        content_type = answer.headers.get('Content-Type', '').split(';')[0].strip()
        if content_type not in response['content']:
            raise ContractError(f'{where} has the content type {content_type!r}, not {list(response["content"])}')

        for name, header in response.get('headers', {}).items():
            header = self.resolve(header)
            value = answer.headers.get(name)
            if value is None and name == 'X-Correlation-ID':
                raise ContractError(f'{where} has no {name} header')
            if value is not None and header['schema'].get('type') == 'integer' and not value.isdecimal():
                raise ContractError(f'{where} has {name}: {value}, not a whole number')

        schema = response['content'][content_type].get('schema')
        if content_type == 'application/json':
            self._check_body(where, (operation_id, answer.status), schema, answer)

    def _check_body(self, where, key, schema, answer):
        if key not in self.validators:
            self.validators[key] = jsonschema.Draft4Validator(self._strict(schema), format_checker=FORMATS)
        try:
            value = json.loads(answer.body)
        except ValueError as error:
            raise ContractError(f'{where} is not JSON: {error}: {answer.body[:300]!r}') from None

        errors = sorted(self.validators[key].iter_errors(value), key=lambda error: list(map(str, error.path)))
        if errors:
            lines = [f'{where} does not fit the contract:']
            for error in errors[:8]:
                path = ''.join(f'[{step}]' if isinstance(step, int) else f'.{step}' for step in error.path)
                lines.append(f'  ${path}: {error.message[:300]}')
            raise ContractError('\n'.join(lines))

    def _strict(self, node):
        """The schema in plain JSON Schema: references written out, objects closed."""
        node = self.resolve(node)
        if 'allOf' in node:
            return self._merge([self._strict(part) for part in node['allOf']])
        if 'anyOf' in node:
            return {'anyOf': [self._strict(part) for part in node['anyOf']]}

        schema = {key: node[key] for key in ('type', 'format', 'enum', 'pattern', 'required') if key in node}
        if 'items' in node:
            schema['items'] = self._strict(node['items'])
        if 'properties' in node:
            schema['properties'] = {name: self._strict(value) for name, value in node['properties'].items()
                                    if not value.get('writeOnly')}
            schema['additionalProperties'] = False
        if 'additionalProperties' in node:
            schema['additionalProperties'] = self._strict(node['additionalProperties'])
        if node.get('nullable'):
            schema['type'] = [schema['type'], 'null']
            if 'enum' in schema:
                schema['enum'] = schema['enum'] + [None]
        return schema

    @staticmethod
    def _merge(parts):
        merged = {}
        for part in parts:
            for key, value in part.items():
                if key == 'properties':
                    merged.setdefault(key, {}).update(value)
                elif key == 'required':
                    merged[key] = merged.get(key, []) + value
                else:
                    merged[key] = value
        return merged
