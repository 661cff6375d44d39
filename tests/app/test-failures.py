# SPDX-License-Identifier: GPL-3.0-or-later
"""What fails in the window: by the menu of a rack and by its key; the bar says what follows through
all networks, the totals and problems with it; the sweep lists what loses most."""

import os
import sys

from hallwright_driver import Program, check, middle, named, run

EXAMPLE = os.path.join(os.environ.get('HALLWRIGHT_DATA_DIR', ''), 'examples', 'first-blackwell-hall.hallwright')
FP8 = 'compute.pflops.fp8.dense'


def said(report, *words):
    text = ' '.join(report.get('failures', []))
    return all(word in text for word in words)


def by_menu(program):
    """The only CDU fails by its menu: both NVL72 stop, the two DGX go on."""
    report = program.at_rest('hall')
    drawn = report['drawings']
    cdu = named(report['racks'], 'CDU-1')
    check(not report.get('failures'), 'something has failed from the start')
    check('fail-selected' not in report['actions'], 'nothing is selected, and can fail')
    program.open_menu('rack', *middle(cdu))
    program.close_menu()
    report = program.wait_report(lambda r: 'fail-selected' in r['actions'], 'the CDU cannot fail')
    check('restore-selected' not in report['actions'], 'what works can be restored')
    program.act('fail-selected')
    report = program.wait_report(lambda r: said(r, 'CDU-1', '16 of 160', '72\u00a0PFLOPS of 792'),
                                 'nobody says what follows from the CDU')
    check(not report['modified'] and report['undo'] is None, 'failing has changed the design')
    report = program.wait_report(lambda r: r['drawings'] > drawn, 'the hall is not drawn anew')
    check('restore-selected' in report['actions'], 'the CDU cannot be restored')
    program.act('restore-selected')
    program.wait_report(lambda r: not r.get('failures'), 'the CDU does not work again')


def by_key(program):
    """A feed: the DGX are capped; restore-failed has all back."""
    program.act('toggle-failed', "'ehv6kg5dy1r'")
    program.wait_report(lambda r: said(r, 'BW-1', '160 of 160', '16', '8.8'), 'nobody says what the feed costs')
    program.act('toggle-failed', "'nothing'")
    program.act('restore-failed')
    program.wait_report(lambda r: not r.get('failures'), 'the feed is not back')


def by_diagram(program):
    """A valve by the menu of the cooling diagram: one rack stops, the other goes on."""
    key = 'ct4g8n2wq7x/supply-valve/rx4j7aabcsp'
    program.set_state('view', "'cooling'")
    report = program.at_rest('cooling')
    valve = next(item for item in report['cooling'] if item['name'] == key)
    program.pointer('--button', 3, 'click', *middle(valve))
    program.settle()
    program.settle()
    program.key('Return')
    report = program.wait_report(lambda r: said(r, 'A01', '88 of 160'), 'the menu fails no valve')
    check(not report['overrides'], 'the valve was shut for good')
    program.act('restore-failed')
    program.wait_report(lambda r: not r.get('failures'), 'the valve does not work again')


def sweep(program):
    """When it is done the hall is drawn anew with the single points marked, which can be hidden."""
    program.set_state('view', "'hall'")
    drawn = program.at_rest('hall')['drawings']
    program.act('sweep')
    program.wait_report(lambda r: any('Sweep' in title for title in r['windows']), 'there is no window for it')
    drawn = program.wait_report(lambda r: r['drawings'] > drawn, 'the hall does not show the single points')['drawings']
    program.settle()
    program.set_state('show-single-points', 'false')
    program.wait_report(lambda r: r['drawings'] > drawn, 'the single points stay marked')


def test():
    with Program(EXAMPLE) as program:
        program.wait_report(lambda r: r.get('racks'), 'the example does not open')
        by_menu(program)
        by_key(program)
        by_diagram(program)
        sweep(program)
        program.quit()


run(test)
