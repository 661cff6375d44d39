#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the drawing set: it opens with a preview, turns pages, and closes."""

import os
import subprocess
import sys

from hallwright_driver import Program, check, run


def test():
    with Program(os.environ['HALLWRIGHT_TEST_FILE']) as program:
        program.wait_report(lambda r: r['devices'], 'the design did not open')
        program.act('drawing-set')
        program.wait_report(lambda r: 'Drawing Set' in r['windows'], 'the window did not come')
        program.settle()
        for _ in range(3):
            program.key('Next')
        check(program.process.poll() is None, 'turning pages ended the program')
        picture = os.environ.get('HALLWRIGHT_TEST_PICTURE')
        if picture:
            subprocess.run(['import', '-window', 'root', picture], check=True)
        program.key('Escape')
        program.wait_report(lambda r: 'Drawing Set' not in r['windows'],
                            'the window does not close')
        program.quit()


run(test)
