# SPDX-License-Identifier: GPL-3.0-or-later
"""Cables are laid when the hand has come to rest, trays are drawn and become objects, and what is chosen
in the fabric is followed through the hall."""

import os
import subprocess
import sys
import tempfile

from hallwright_driver import Program, check, named, run


def cables(report):
    return report['totals']['cost.capex.cables']


def test():
    folder = tempfile.mkdtemp(prefix='hallwright-trays-')
    path = os.path.join(folder, 'superpod.hallwright')
    subprocess.run([sys.argv[2], 'plan', '--template', 'superpod-b200', '--su', '1', '-o', path], check=True)

    with Program(path) as program:
        # Nobody has to ask for them.
        first = program.wait_report(lambda r: r.get('racks') and cables(r), 'no cable was laid')
        check(first['undo'] is None, 'laying cables changed the design')
        check(first['totals']['cost.capex.total'] > cables(first), 'cables are not in the sum')

        # Without a rack of servers there are fewer, and with it again as many as before.
        program.set_state('view', "'hall'")
        program.select(named(program.at_rest('hall')['racks'], 'A01'))
        program.act('delete')
        program.wait_report(lambda r: cables(r) and cables(r) < cables(first), 'its cables still cost')
        program.act('undo')
        program.wait_report(lambda r: cables(r) == cables(first), 'its cables did not come back')

        # Trays are drawn, and placed as objects of which each can be changed.
        program.set_state('show-trays', 'true')
        program.at_rest('hall')
        program.act('keep-trays')
        placed = program.wait_report(lambda r: r['undo'], 'no tray was placed')
        program.wait_report(lambda r: cables(r) == cables(first), 'other trays, other cables')
        program.act('add-tray')
        program.wait_report(lambda r: r['undo'] != placed['undo'], 'no tray was added')
        program.act('undo')
        program.act('undo')
        program.wait_report(lambda r: r['undo'] is None, 'the trays are still placed')
        program.quit()


run(test)
