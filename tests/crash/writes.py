# writes.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person wants to happen at the marketplace, once; and how to see whether it did."""

from goods import new_customer, order_words
from machine import Machine, Shop
from tap import require

# The statuses of calls that the gateway turned away before any effect: they may be sent again.
WITHOUT_EFFECT = (401, 429)


class Goods:
    """Something that can be ordered in any marketplace of the same seed: words for the program, and the request."""

    def __init__(self):
        with Shop() as shop, Machine() as machine:
            machine.add_account(shop).expect(0)
            words = order_words(machine, new_customer(machine))
            machine.good('order', 'place', *words, '--po', 'PO-sample', '--yes')
            entry = next(row for row in machine.json('journal', 'list') if row.get('mark') == 'PO-sample')
        self.words = words[2:]
        self.request = entry['request']


def post(shop, path, body):
    answer = shop.call('POST', path, body=body)
    require(answer.status == 200, f'POST {path} answered {answer.status}: {answer.body[:300]!r}')
    return answer.json()


class Write:
    """One intention. `words` ask the program for it, `kind` is the journal's word for it."""

    method = 'POST'
    path = '/orders'
    kind = 'place-order'

    def __init__(self, shop):
        self.shop = shop
        self.sent_before = 0
        self.sent_before = self.sent()

    def get(self, path, query=None):
        answer = self.shop.call('GET', path, query)
        require(answer.status == 200, f'GET {path} answered {answer.status}: {answer.body[:300]!r}')
        return answer.json()

    def sent(self):
        """How often it was sent, by anybody, so that it could have had an effect."""
        return sum(row['count'] for row in self.shop.control('GET', 'stats')['calls']
                   if (row['method'], row['path']) == (self.method, self.path)
                   and row['status'] not in WITHOUT_EFFECT) - self.sent_before

    def arrived(self):
        """Whether the marketplace has dealt with it; costs no call, so that no fault strikes it."""
        return self.sent() > 0

    def made(self):
        """Ids of what the marketplace has made or changed because of it. Faults have to be gone."""
        raise NotImplementedError

    def check(self, times):
        """Looks for further signs of how often it happened."""


class Creation(Write):
    """One more of something."""

    objects = 'orders'

    def __init__(self, shop):
        super().__init__(shop)
        self.before = self.count()

    def count(self):
        return self.shop.control('GET', 'stats')['objects'][self.objects]

    def arrived(self):
        """It is there before anybody is told."""
        return self.count() > self.before
