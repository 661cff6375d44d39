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

        # A tray is an object of the floor: picked, dragged, told of and removed.
        program.act('add-tray')
        tray = program.wait_report(lambda r: r['trays'] and 'x' in r['trays'][0], 'no tray to be seen')['trays'][0]
        program.at_rest('hall')
        middle = (tray['x'] + tray['width'] // 2, tray['y'] + tray['height'] // 2)
        program.drag(middle, (middle[0], middle[1] + 40))
        moved = program.wait_report(lambda r: r['trays'][0]['y1_mm'] > tray['y1_mm'], 'the tray was not moved')
        check(moved['undo'] == 'Move Tray 1', 'its move has another name')
        check(moved['trays'][0]['x1_mm'] == tray['x1_mm'], 'a tray from wall to wall left its hall')
        program.select(moved['trays'][0])
        told = program.wait_report(lambda r: 'Tray 1' in r['description'], 'it is not told of')
        check('cable' in told['description'], 'what lies in it is not told')
        program.act('delete')
        program.wait_report(lambda r: not r['trays'], 'the tray was not removed')
        for _ in range(3):
            program.act('undo')
        program.wait_report(lambda r: r['undo'] is None, 'a tray is left')
        program.quit()


run(test)
