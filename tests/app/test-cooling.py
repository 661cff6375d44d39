# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagram of the cooling loops: valves are shut by a click, loops balanced and set back."""

import os

from hallwright_driver import HERE, Program, check, middle, run

EXAMPLE = os.path.join(HERE, '..', '..', 'data', 'examples', 'first-blackwell-hall.hallwright')
LOOP = 'ct4g8n2wq7x'
VALVE = LOOP + '/supply-valve/rx4j7aabcsp'
PUMP = LOOP + '/pump/rr7dkwqf25c'


def part(report, key):
    for item in report['cooling']:
        if item['name'] == key:
            return item
    return None


def overrides(count):
    return lambda r: len(r['overrides']) == count


def click(program, key):
    program.pointer('click', *middle(part(program.report(), key)))


def valves(program):
    program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
    program.set_state('view', "'cooling'")
    before = program.wait_report(lambda r: r['view'] == 'cooling' and part(r, VALVE) is not None,
                                 'the loop is not shown')
    check(before['problems'] == 0, 'the example has errors')
    program.at_rest('cooling')

    click(program, VALVE)
    shut = program.wait_report(overrides(1), 'the valve is not shut')
    check(shut['undo'] == 'Shut a valve of A01', 'the step has another name: ' + str(shut['undo']))
    check(shut['problems'] == 1, 'nobody says that the rack has no flow')
    program.settle()
    click(program, VALVE)
    program.wait_report(lambda r: overrides(0)(r) and r['problems'] == 0, 'it does not open again')
    program.act('undo')
    program.act('undo')
    program.wait_report(lambda r: overrides(0)(r) and not r['modified'], 'it cannot be undone')

    program.settle()
    click(program, PUMP)
    off = program.wait_report(overrides(1), 'the CDU is not off')
    check(off['problems'] > 0, 'nobody misses the only CDU')
    program.act('undo')
    program.wait_report(overrides(0), 'it is not on again')


def commands(program):
    program.act('balance-loop')
    program.wait_report(overrides(2), 'the valves of two racks are not set')
    program.act('undo')
    program.wait_report(overrides(0), 'balancing cannot be undone')
    program.act('balance-loop')
    program.wait_report(overrides(2), 'it cannot be done again')
    program.act('reset-loop')
    program.wait_report(overrides(0), 'it is not set back')
    program.act('undo')
    program.act('undo')
    program.wait_report(lambda r: not r['modified'], 'the commands cannot be undone')
    program.set_state('view', "'hall'")
    program.wait_report(lambda r: r['view'] == 'hall', 'the hall is not shown again')


def test():
    with Program(EXAMPLE) as program:
        valves(program)
        commands(program)
        program.quit()


run(test)
