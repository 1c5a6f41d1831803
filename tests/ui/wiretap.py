# wiretap.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stands between the programs and a marketplace, and takes down the secrets that go by."""

import http.client
import http.server
import json
import threading
import urllib.parse

CALL_SECONDS = 60
TOKEN_MEMBERS = {'token', 'access_token', 'refresh_token'}

# They concern one connection, not what goes over it.
CONNECTION_HEADERS = {'connection', 'keep-alive', 'transfer-encoding', 'content-length'}


class Wiretap:
    """A server on the loopback interface that hands everything on; `secrets` maps each to what it is."""

    def __init__(self, target):
        self.target = urllib.parse.urlsplit(target)
        self.secrets = {}
        self.n_calls = 0
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), type('Handler', (Exchange,), {'tap': self}))
        self.url = self.target._replace(netloc=f'127.0.0.1:{self.server.server_port}').geturl()
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *unused):
        self.server.shutdown()
        self.server.server_close()

    def note_headers(self, headers):
        kind, _, value = headers.get('Authorization', '').partition(' ')
        if kind == 'Bearer':
            self.secrets[value] = 'a token'

    def note_body(self, value):
        if isinstance(value, list):
            for element in value:
                self.note_body(element)
        elif isinstance(value, dict):
            for name, member in value.items():
                if name in TOKEN_MEMBERS:
                    self.secrets[member] = 'a token'
                elif name == 'downloadUrl' and member:
                    query = urllib.parse.parse_qs(urllib.parse.urlsplit(member).query)
                    self.secrets[query['sig'][0]] = 'the signature of a download address'
                else:
                    self.note_body(member)


class Exchange(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    tap = None

    def hand_on(self):
        tap = self.tap
        tap.n_calls += 1
        tap.note_headers(self.headers)
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        connection = http.client.HTTPConnection(tap.target.hostname, tap.target.port, timeout=CALL_SECONDS)
        try:
            connection.request(self.command, self.path, body, without_connection(self.headers))
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()

        if 'json' in response.headers.get('Content-Type', ''):
            tap.note_body(json.loads(content))
        self.send_response_only(response.status, response.reason)
        for name, value in without_connection(response.headers).items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    # The names are those that http.server calls.
    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = hand_on

    def log_message(self, *unused):
        pass


def without_connection(headers):
    return {name: value for name, value in headers.items() if name.lower() not in CONNECTION_HEADERS}
