# SPDX-License-Identifier: GPL-3.0-or-later
"""The phases: the slider chooses the phase of the window by pointer and keys, and racks are installed later."""

import os

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, '..', '..', 'data', 'examples', 'hopper-and-blackwell.hallwright')


def place(report, phase):
    for item in report['slider']:
        if item['name'] == phase:
            return item
    return None


def shows(phase):
    return lambda r: r['phase'] == phase


def add(program):
    """Two phases; the first rack comes with the second of them."""
    program.wait_report(lambda r: r.get('view') is not None, 'no design is shown')
    for count in (1, 2):
        program.act('add-phase')
        report = program.wait_report(lambda r: len(r['phases']) == count, 'no phase is added')
    first, second = [item['id'] for item in report['phases']]
    rack = report['racks'][0]
    program.select(rack)
    program.act('install-phase', repr(second))
    report = program.wait_report(lambda r: r['undo'] is not None and r['undo'].startswith('Install in'),
                                 'the rack is not installed later')
    return first, second


def slide(program, first, second):
    program.set_state('view', "'phases'")
    before = program.wait_report(lambda r: r['view'] == 'phases' and place(r, second) is not None,
                                 'the phases are not shown')
    program.at_rest('phases')
    report = program.report()
    program.pointer('click', *middle(place(report, first)))
    program.wait_report(shows(first), 'a click on the slider chooses no phase')
    program.settle()
    program.key('Right')
    program.wait_report(shows(second), 'the next phase is not chosen by its key')
    program.key('Home')
    program.wait_report(shows(first), 'the first phase is not chosen by its key')
    report = program.report()
    program.pointer('drag', *middle(place(report, first)), *middle(place(report, second)))
    after = program.wait_report(shows(second), 'the slider is not dragged')
    check(after['modified'] == before['modified'], 'to look at a phase is an edit')


def test():
    with Program(EXAMPLE) as program:
        first, second = add(program)
        slide(program, first, second)
        program.set_state('phase', repr(first))
        program.at_rest('phases')
        program.act('undo')
        program.act('undo')
        program.act('undo')
        program.wait_report(lambda r: not r['phases'] and not r['modified'], 'it cannot be undone')
        program.quit()


run(test)
