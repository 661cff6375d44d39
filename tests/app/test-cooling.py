# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagram of the cooling loops: valves are shut by a click, loops balanced and set back."""

import os

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, '..', '..', 'data', 'examples', 'first-blackwell-hall.hallwright')
LOOP = 'ct4g8n2wq7x'
VALVE = LOOP + '/supply-valve/rx4j7aabcsp'
TRIM = LOOP + '/balancing-valve/rx4j7aabcsp'
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


def spare(program):
    """A new user: shut a valve, see the rack starve, undo, add a CDU, see the spare there."""
    program.set_state('view', "'hall'")
    before = program.at_rest('hall')
    check('cdu-spare' in before['warnings'], 'the only CDU has no spare, and nobody says so')
    program.select(named(before['racks'], 'CDU-1'))
    program.act('place-product', "'vertiv-coolchip-cdu-1350'")
    after = program.wait_report(lambda r: len(r['racks']) == 7 and 'cdu-spare' not in r['warnings'],
                                'two CDUs are no spare for each other')
    check(after['problems'] == 0, 'the second CDU brings errors')
    program.set_state('view', "'cooling'")
    program.at_rest('cooling')
    click(program, PUMP)
    out = program.wait_report(lambda r: 'cdu-spare' in r['warnings'], 'one CDU of two is no spare')
    check(out['problems'] == 0, 'the racks are not cooled by the other CDU')
    for _ in range(2):
        program.act('undo')
    program.wait_report(lambda r: not r['modified'] and 'cdu-spare' in r['warnings'],
                        'it cannot be undone')


def problems(program):
    """What is wrong with a loop is shown in its diagram, from whatever view it is chosen."""
    program.set_state('view', "'cooling'")
    program.at_rest('cooling')
    click(program, PUMP)
    program.wait_report(lambda r: r['problems'] > 0, 'nobody misses the only CDU')
    program.set_state('view', "'hall'")
    panel = program.at_rest('hall')['problems_panel']
    # The first of the list, below its title.
    program.pointer('click', *middle(panel, 0.5, 70 / panel['height']))
    program.wait_report(lambda r: r['view'] == 'cooling' and part(r, PUMP) is not None,
                        'the diagram of the loop is not shown')
    check('Cooling loops' not in program.report()['windows'], 'a window stands before it')
    program.act('undo')
    program.wait_report(lambda r: not r['modified'], 'it cannot be undone')


def door(program):
    """A rear door hangs on the rack that is chosen, joins the loop near by, and goes as a whole."""
    program.set_state('view', "'hall'")
    before = program.at_rest('hall')
    program.select(named(before['racks'], 'A04'))
    program.act('place-product', "'motivair-chilleddoor'")
    hung = program.wait_report(lambda r: len(r['devices']) == len(before['devices']) + 1,
                               'the door does not hang')
    item = next(d for d in hung['devices'] if d['product'] == 'motivair-chilleddoor')
    check(item['channel'] == 5 and item['face'] == 'rear', 'the door is not at the rear')
    program.set_state('view', "'cooling'")
    valve = LOOP + '/supply-valve/' + item['id']
    program.wait_report(lambda r: r['view'] == 'cooling' and part(r, valve) is not None,
                        'the door is not on the loop')
    program.at_rest('cooling')
    balancing = LOOP + '/balancing-valve/' + item['id']
    x, y = middle(part(program.report(), balancing))
    program.pointer('drag', x, y, x, y + 140)
    trimmed = program.wait_report(overrides(1), 'the valve of the door is not trimmed')
    check(trimmed['overrides'][0]['name'] == balancing, 'another valve is trimmed: '
          + str(trimmed['overrides']) + str(trimmed['undo']))
    program.act('undo')
    program.wait_report(overrides(0), 'the valve of the door is not set back')
    program.act('undo')
    program.wait_report(lambda r: not r['modified'] and part(r, valve) is None,
                        'the door cannot be undone')


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


def trimming(program):
    program.set_state('view', "'cooling'")
    program.at_rest('cooling')
    x, y = middle(part(program.report(), TRIM))

    program.pointer('drag', x, y, x, y + 140)
    trimmed = program.wait_report(overrides(1), 'the valve is not trimmed')
    check(trimmed['undo'] == 'Trim the valve of A01', 'the step has another name')
    program.act('undo')
    program.wait_report(lambda r: overrides(0)(r) and not r['modified'], 'it cannot be undone')
    program.pointer('--escape', 'drag', x, y, x, y + 140)
    program.settle()
    report = program.report()
    check(not report['overrides'] and not report['modified'], 'a drag that was given up stays')

    program.set_state('view', "'hall'")
    racks = program.at_rest('hall')['racks']
    program.select(next(rack for rack in racks if rack['name'] == 'A01'))
    program.set_state('view', "'cooling'")
    program.at_rest('cooling')
    program.act('trim-valve', 'int32 -2')
    program.wait_report(overrides(1), 'the valve is not trimmed by key')
    program.act('trim-valve', 'int32 1000')
    program.wait_report(overrides(0), 'the valve is not set back')
    for _ in range(2):
        program.act('undo')
    program.wait_report(lambda r: not r['modified'], 'trimming by key cannot be undone')


def looks(program):
    """What is shown is no edit, and what moves does not keep the program from coming to rest."""
    for state in ('pipes-by-temperature', 'show-flow', 'show-pipes'):
        program.set_state(state, 'true')
    program.at_rest('cooling')
    program.set_state('view', "'hall'")
    for colour in ('air', 'supply', 'return', 'margin'):
        program.set_state('colour-by', repr(colour))
        report = program.at_rest('hall')
        check(not report['modified'], 'a look is an edit')


def test():
    with Program(EXAMPLE) as program:
        valves(program)
        spare(program)
        problems(program)
        door(program)
        commands(program)
        trimming(program)
        looks(program)
        program.quit()


run(test)
