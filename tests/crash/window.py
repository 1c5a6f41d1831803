# window.py
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""
The window, driven by a process of its own as an assistive technology does, on a display of its own.

Usage: window.py fill CUSTOMER MPN PRODUCT PO | window.py open

`fill` prepares an order, up to the button that places it, and says `ready`; after a line on its input it presses
the button. Both say first which process the window is, and end when that is gone.
"""

import os
import subprocess
import sys
import tempfile

from desktop import Application, wait_for

ORDERS_PAGE = 1

# The field that the product asks for: it is there once the product is known.
PARAMETER = 'region'


def say(*words):
    print(*words, flush=True)


class Window(Application):
    """The application of the person whose environment this is."""

    def __init__(self):
        program = os.path.join(os.environ['TW_BUILD_ROOT'], 'src', 'app', 'tradewind')
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([program], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        say('window', self.process.pid)
        self.root = wait_for('application', self.find_root)


def fill(application, customer, mpn, product, po):
    window = application.window('Tradewind')
    window.wait_label(customer)
    window.select('Pages', ORDERS_PAGE)
    window.click('New Order')
    dialog = application.window('New Order')
    dialog.type('PO number', po)
    dialog.choose('Customer', customer, customer)
    dialog.choose('Add a product', mpn, product)
    dialog.wait_label(PARAMETER)
    dialog.click('Estimate')
    dialog.wait_label('The customer pays now')
    dialog.wait_label('It cannot be undone here.')
    say('ready')
    sys.stdin.readline()
    dialog.click('Place Order')


def main():
    with Window() as application:
        if sys.argv[1] == 'fill':
            fill(application, *sys.argv[2:])
        application.process.wait()


if __name__ == '__main__':
    main()
