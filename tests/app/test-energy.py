# SPDX-License-Identifier: GPL-3.0-or-later
"""A weather file is imported and taken back; one that is wrong is told of and changes nothing."""

import os

from hallwright_driver import Program, check, run

EXAMPLE = os.environ['HALLWRIGHT_TEST_FILE']


def test():
    with Program(EXAMPLE) as program:
        program.wait_report(lambda r: 'devices' in r, 'the example was not opened')
        program.act('use-sample-climate')
        report = program.wait_report(lambda r: r['undo'] == 'Import weather file', 'nothing was imported')
        check(report['modified'], 'a climate is a change of the design')
        program.act('explain', "'power.pue'")
        program.wait_dialog('PUE')

        program.act('remove-climate')
        program.wait_report(lambda r: r['undo'] == 'Remove the climate', 'the climate stays')
        program.act('undo')
        program.act('undo')
        program.wait_report(lambda r: not r['modified'], 'the import was not taken back')

        path = program.path('partial.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('time,dry_bulb_c,rh\n2023-01-01T00:00,5,80\n')
        program.act('import-weather-from', f"'{path}'")
        program.wait_dialog('The weather file cannot be read')
        check(not program.report()['modified'], 'a bad file changed the design')


run(test)
