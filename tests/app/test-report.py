# SPDX-License-Identifier: GPL-3.0-or-later
"""The report: shown by its key, drawn anew after an edit, its figures explain themselves."""

import os

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, '..', '..', 'data', 'examples', 'first-blackwell-hall.hallwright')
RATE = 'compute.pflops.fp8.dense'


def test():
    with Program(EXAMPLE) as program:
        hall = program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
        program.act('select-object', repr(named(hall['racks'], 'A01')['id']))
        program.key('ctrl+7')
        shown = program.wait_report(lambda r: r['view'] == 'report' and len(r['figures']) == 6,
                                    'the report is not shown')
        check(not shown['modified'], 'looking at the report is an edit')

        program.at_rest('report')
        program.pointer('click', *middle(named(program.report()['figures'], RATE)))
        program.wait_report(lambda r: len(r['windows']) == len(shown['windows']) + 1,
                            'the figure does not explain itself')
        program.key('Escape')
        program.wait_report(lambda r: len(r['windows']) == len(shown['windows']),
                            'the explanation does not go')

        # The report follows an edit, also while it is shown.
        program.act('delete')
        program.wait_report(lambda r: r['modified'] and r['count']['racks'] == 5,
                            'the rack is not deleted')
        check(len(program.at_rest('report')['figures']) == 6, 'the report is gone')
        program.act('undo')
        program.wait_report(lambda r: not r['modified'], 'it cannot be undone')
        program.quit()


run(test)
