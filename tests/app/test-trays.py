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


def followed(program):
    """A cable that is clicked in the fabric stays chosen: the hall shows its way, after an edit too."""
    program.set_state('view', "'fabric'")
    program.wait_report(lambda r: r['view'] == 'fabric' and r.get('nodes'), 'the fabric is not shown')
    report = program.at_rest('fabric')
    leaf = report['nodes'][0]
    y = int(leaf['y'] + leaf['height'] + 3)
    found = None
    for x in range(int(leaf['x']), int(leaf['x'] + leaf['width']), 4):
        subprocess.run(['xdotool', 'mousemove', str(x), str(y)], check=True)
        program.settle()
        found = program.report()['pointed']
        if found and ':' in found:
            break
    check(found and ':' in found, 'no cable leaves the leaf')
    program.pointer('click', x, y)
    program.wait_report(lambda r: r['lost'], 'the cable does not fail')
    program.set_state('view', "'hall'")
    report = program.wait_report(lambda r: r['cable'] >= 0, 'its way is not shown')
    program.select(named(program.at_rest('hall')['racks'], 'A02'))
    program.act('delete')
    program.wait_report(lambda r: r['undo'] and r['cable'] >= 0, 'it is forgotten after an edit')
    program.act('undo')
    program.wait_report(lambda r: r['undo'] is None and r['cable'] == report['cable'], 'it is another now')
    program.act('restore-failed')
    program.wait_report(lambda r: r['cable'] < 0, 'nothing is chosen, and a way is shown')


def listed(program):
    """The cables of a device are listed; one that is chosen there, by the keyboard too, is followed in the
    elevations and in the hall, and choosing it again lets it go."""
    program.set_state('view', "'racks'")
    report = program.at_rest('racks')
    fabric = named(report['fabrics'], 'compute1')
    server = next(d for d in report['devices'] if '-dgx-' in d['name'])
    lines = [f"'{fabric['id']}/cable/{server['id']}:{port}'" for port in (1, 2)]
    program.act('trace-cable', lines[0])
    first = program.wait_report(lambda r: r['cable'] >= 0, 'a cable that was chosen is not shown')
    program.act('trace-cable', lines[1])
    program.wait_report(lambda r: r['cable'] >= 0 and r['cable'] != first['cable'], 'it is the same')
    program.set_state('view', "'hall'")
    program.wait_report(lambda r: r['view'] == 'hall' and r['cable'] >= 0, 'the hall does not follow it')
    program.act('trace-cable', lines[1])
    program.wait_report(lambda r: r['cable'] < 0, 'it is not let go')
    check(program.report()['undo'] is None, 'following a cable changed the design')


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
        program.wait_report(lambda r: 'Tray 1' in r['description'], 'it is not told of')
        # Another thread lays the cables.
        told = program.wait_report(lambda r: 'cable' in r['description'], 'what lies in it is not told')
        # A rubber band takes it with the racks below it, and they move and go together.
        hall = program.at_rest('hall')
        program.act('select-none')
        row = [r for r in hall['racks'] if r['name'].startswith('A')]
        left, right = min(r['x'] for r in row), max(r['x'] + r['width'] for r in row)
        tray, below = hall['trays'][0], min(r['y'] + r['height'] for r in row)
        program.pointer('drag', round(left - 20), round(min(tray['y'], min(r['y'] for r in row)) - 12),
                        round(right + 20), round(max(tray['y'] + tray['height'], below) + 4))
        banded = program.wait_report(lambda r: tray['id'] in r['selection'], 'the band leaves the tray out')
        check(set(r['id'] for r in row) <= set(banded['selection']), 'it leaves racks out')
        program.select(tray)
        program.act('delete')
        program.wait_report(lambda r: not r['trays'], 'the tray was not removed')
        for _ in range(3):
            program.act('undo')
        program.wait_report(lambda r: r['undo'] is None, 'a tray is left')
        followed(program)
        listed(program)
        program.quit()


run(test)
