# intentions.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The write of a scenario, with everything it needs at the marketplace."""

from objects import (CustomerUpdate, NewCustomer, NewCustomerOfReseller, NewReseller, Prices, Report, ResellerUpdate,
                     SubscriptionUpdate)
from orders import Cancellation, Lower, Raise, Renewal, Sale, Withdrawal

WITH_GOODS = {'sale': Sale, 'more seats': Raise, 'fewer seats': Lower, 'renewal': Renewal,
              'cancellation': Cancellation, 'withdrawal': Withdrawal, 'subscription': SubscriptionUpdate,
              'prices': Prices}
WITH_FILES = {'customer': NewCustomer, 'reseller': NewReseller, "reseller's customer": NewCustomerOfReseller}
BY_NAME = {'customer update': CustomerUpdate, 'reseller update': ResellerUpdate}


def intend(scenario, shop, machine, goods):
    name = f'CRASH-{scenario.seed}'
    if scenario.write in WITH_GOODS:
        return WITH_GOODS[scenario.write](shop, goods, name)
    if scenario.write in WITH_FILES:
        return WITH_FILES[scenario.write](shop, machine, name)
    if scenario.write in BY_NAME:
        return BY_NAME[scenario.write](shop, name)
    return Report(shop)
