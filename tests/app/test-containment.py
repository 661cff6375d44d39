# SPDX-License-Identifier: GPL-3.0-or-later
"""Contains the aisle between two rows, as a hand would, and opens it again."""

import os
import re
import subprocess
import sys
import tempfile

from hallwright_driver import Program, check, middle, run


def containments(path):
    with open(path, encoding='utf-8') as file:
        return dict(re.findall(r'<row [^>]*name="(\w)" containment="([^"]*)"', file.read()))


def main():
    path = os.path.join(tempfile.mkdtemp(prefix='hallwright-test-'), 'rows.hallwright')
    subprocess.run([sys.argv[2], 'plan', '--template', 'azure-gb300', '-o', path], check=True)
    with Program(path) as program:
        program.set_state('view', "'hall'")
        report = program.at_rest('hall')
        racks = {rack['name']: rack for rack in report['racks']}

        # In the menu of a rack, where racks of two rows are selected.
        program.select(racks['A01'], racks['B01'])
        menu = program.open_menu('rack', *middle(racks['B01']))
        check('contain-aisle' in menu['actions'], 'the entry is missing')
        program.close_menu()
        program.act('contain-aisle')
        program.wait_report(lambda r: r['undo'] == 'Contain an aisle', 'no aisle is contained')
        program.act('save')
        program.wait(lambda: containments(path) == {'A': 'Aisle A–B', 'B': 'Aisle A–B'},
                     f'it is not in the file: {containments(path)}')

        # Rows with another between them have no aisle in common.
        program.select(racks['A01'], racks['C01'])
        program.act('contain-aisle')
        program.settle()
        check(program.report()['undo'] == 'Contain an aisle', 'something was contained')

        # One rack is enough to name the aisle that is opened.
        program.select(racks['B01'])
        program.act('open-aisle')
        program.wait_report(lambda r: r['undo'] == 'Open a contained aisle', 'it stays')
        program.act('save')
        program.wait(lambda: containments(path) == {}, 'it is still in the file')
        program.act('undo')
        program.act('save')
        program.wait(lambda: len(containments(path)) == 2, 'undo does not bring it back')


run(main)
