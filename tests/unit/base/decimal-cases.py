#!/usr/bin/env python3
# decimal-cases.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes cases of exact arithmetic with the results that Python's decimal module gives.

One case per line, fields separated by tabs: operation, arguments, expected result. The result is "error" where
it has no exact form within 38 digits, 18 of them after the point. The seed is fixed: every run writes the same.
"""

import random
import re
import sys
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, Inexact

MAX_DIGITS = 38
MAX_SCALE = 18
MAX_EXPONENT = 9999
LARGEST = Decimal('9' * MAX_DIGITS)
MODES = {'half-even': ROUND_HALF_EVEN, 'half-up': ROUND_HALF_UP, 'down': ROUND_DOWN}
NUMBER = re.compile(r'[+-]?[0-9]+(\.([0-9]+))?([eE]([+-]?[0-9]+))?', re.ASCII)

# Wide enough that no exact result is cut, and that no quotient of two numbers is rounded to look like a tie.
wide = Context(prec=250)
exact = Context(prec=250, traps=[Inexact])


def at_scale(value, scale, rounding=ROUND_DOWN):
    return value.quantize(Decimal(1).scaleb(-scale), rounding=rounding, context=wide)


def written(value):
    """The value as text, or "error" when it has too many digits or places."""
    digits = len(value.as_tuple().digits)
    if digits > MAX_DIGITS or -value.as_tuple().exponent > MAX_SCALE:
        return 'error'
    return format(abs(value) if value.is_zero() else value, 'f')


def scale_of(value):
    return -value.as_tuple().exponent


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def scale(self):
        return self.random.choice([0, 0, 1, 2, 2, 4, 9, MAX_SCALE, self.random.randint(0, MAX_SCALE)])

    def units(self, digits=None):
        rnd = self.random
        if digits is None:
            digits = rnd.choice([0, rnd.randint(1, 6), rnd.randint(1, 6), rnd.randint(7, 20),
                                 rnd.randint(21, MAX_DIGITS), MAX_DIGITS])
        if digits == 0:
            return 0
        kind = rnd.randrange(8)
        if kind == 0:
            return 10 ** (digits - 1)
        if kind == 1:
            return 10 ** digits - 1
        if kind == 2:
            return 10 ** (digits - 1) + rnd.randint(0, 9)
        if kind == 3:
            zeros = rnd.randint(0, digits - 1)
            return rnd.randrange(10 ** (digits - zeros - 1), 10 ** (digits - zeros)) * 10 ** zeros
        return rnd.randrange(10 ** (digits - 1), 10 ** digits)

    def sign(self, value):
        return value.copy_negate() if self.random.randrange(3) == 0 else value

    def number(self, digits=None, scale=None):
        return self.sign(Decimal(self.units(digits)).scaleb(-(self.scale() if scale is None else scale), wide))

    def held(self, value, scale):
        """The number next to a value among those that can be held at a scale, or another number altogether."""
        value = at_scale(value, scale)
        return value if written(value) != 'error' else self.number()

    def parse(self):
        rnd = self.random
        text = ''.join(rnd.choice('0123456789') for _ in range(rnd.choice([1, 2, 5, 20, 21, 37, 38, 39, 45])))
        if rnd.randrange(4) == 0:
            text = '0' * rnd.randint(1, 40) + text
        if rnd.randrange(3) != 0:
            text += '.' + ''.join(rnd.choice('0123456789') for _ in range(rnd.choice([1, 2, 2, 4, 17, 18, 19])))
        if rnd.randrange(4) == 0 and '.' in text:
            text += '0' * rnd.randint(1, 25)
        if rnd.randrange(4) == 0:
            text += rnd.choice('eE') + rnd.choice(['', '+', '-']) + str(rnd.randint(0, rnd.choice([3, 20, 60])))
        text = rnd.choice(['', '', '-', '+']) + text
        if rnd.randrange(10) == 0:
            at = rnd.randint(0, len(text))
            text = text[:at] + rnd.choice([' ', '.', ',', '-', '+', 'e', 'x', '', '_', '²', '٣']) + text[at:]
        if rnd.randrange(20) == 0:
            text = text[:rnd.randint(0, len(text))]

        match = NUMBER.fullmatch(text)
        if match is None:
            return text, 'error'
        exponent = int(match[4] or 0)
        if abs(exponent) > MAX_EXPONENT:
            return text, 'error'
        value = Decimal(text)
        if value and value.adjusted() >= MAX_DIGITS:
            return text, 'error'
        result = at_scale(value, min(max(len(match[2] or '') - exponent, 0), MAX_SCALE))
        return text, written(result) if result == value else 'error'

    def pair(self):
        """Two numbers, often close to each other or to the limits."""
        rnd = self.random
        a = self.number()
        kind = rnd.randrange(5)
        if kind == 0:
            nudge = Decimal(rnd.randint(-2, 2)).scaleb(-self.scale())
            b = self.held(exact.add(a, nudge), self.scale())
        elif kind == 1:
            nudge = Decimal(rnd.randint(-2, 2)).scaleb(-scale_of(a))
            limit = LARGEST.scaleb(-scale_of(a), wide).copy_sign(a)
            b = self.held(exact.add(exact.subtract(limit, a), nudge), scale_of(a))
        elif kind == 2:
            b = self.held(a, self.scale())
        else:
            b = self.number()
        return (a, self.sign(b)) if rnd.randrange(2) else (self.sign(b), a)

    def add(self):
        a, b = self.pair()
        return a, b, written(exact.add(a, b))

    def subtract(self):
        a, b = self.pair()
        return a, b, written(exact.subtract(a, b))

    def negate(self):
        a = self.number()
        return a, written(a.copy_negate())

    def compare(self):
        a, b = self.pair()
        return a, b, int(a.compare(b, context=wide))

    def multiply(self):
        rnd = self.random
        a = self.number()
        if rnd.randrange(3) == 0:
            b = self.number(max(0, min(MAX_DIGITS, MAX_DIGITS - len(a.as_tuple().digits) + rnd.randint(-1, 2))))
        else:
            b = self.number()
        product = exact.multiply(a, b)
        # The written product if it fits, else the one with the most places that does.
        for scale in range(min(scale_of(a) + scale_of(b), MAX_SCALE), -1, -1):
            result = at_scale(product, scale)
            if result == product and written(result) != 'error':
                return a, b, written(result)
        return a, b, 'error'

    def divide(self):
        rnd = self.random
        scale = self.scale()
        mode = rnd.choice(list(MODES))
        b = self.number()
        kind = rnd.randrange(4)
        if kind == 0:
            # A quotient that lies on a tie or next to it.
            tie = (Decimal(rnd.randint(0, 10 ** rnd.randint(1, 9))) + Decimal('0.5')).scaleb(-scale)
            nudge = Decimal(rnd.randint(-1, 1)).scaleb(-MAX_SCALE)
            a = self.sign(self.held(exact.add(exact.multiply(b, tie), nudge), MAX_SCALE))
        else:
            a = self.number()
        if b.is_zero():
            return a, b, scale, mode, 'error'
        return a, b, scale, mode, written(at_scale(wide.divide(a, b), scale, MODES[mode]))

    def round(self):
        rnd = self.random
        scale = self.scale()
        mode = rnd.choice(list(MODES))
        if rnd.randrange(3) == 0 and scale < MAX_SCALE:
            tie = Decimal(self.units(rnd.randint(0, 19)) * 10 + 5).scaleb(-scale - 1)
            nudge = Decimal(rnd.randint(-1, 1)).scaleb(-MAX_SCALE)
            a = self.sign(self.held(exact.add(tie, nudge), rnd.randint(scale + 1, MAX_SCALE)))
        else:
            a = self.number()
        return a, scale, mode, written(at_scale(a, scale, MODES[mode]))


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    generator = Generator(seed)
    operations = ['parse', 'add', 'subtract', 'negate', 'compare', 'multiply', 'multiply', 'divide', 'divide',
                  'round']

    sys.stdout.reconfigure(encoding='utf-8')
    for i in range(count):
        operation = operations[i % len(operations)]
        fields = getattr(generator, operation)()
        fields = (format(field, 'f') if isinstance(field, Decimal) else str(field) for field in fields)
        print(operation, *fields, sep='\t')


if __name__ == '__main__':
    main()
