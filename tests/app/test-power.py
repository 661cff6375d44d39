# SPDX-License-Identifier: GPL-3.0-or-later
"""The one-line diagrams of power chains: parts fail by a click, ways are traced, chains added."""

import contextlib
import os

from hallwright_driver import HERE, Failure, Program, check, middle, run

EXAMPLE = os.path.join(HERE, '..', '..', 'data', 'examples', 'one-dgx-b200.hallwright')
HALL = os.path.join(os.path.dirname(EXAMPLE), 'first-blackwell-hall.hallwright')
FEED_A, FEED_B = 'ecn6eeh5yk1', 'eqdcv1pmh7h'


def part(report, key):
    for item in report.get('power', []):
        if item['name'] == key and 'x' in item:
            return item
    return None


def rack_of(report):
    return [item['name'] for item in report['power'] if item['name'].startswith('r')][0]


def lost(text):
    return lambda r: any(text in line for line in r.get('lost', []))


def feeds(program):
    """A DGX B200 with six supplies does not bear the loss of one of two feeds: it is capped."""
    program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
    program.set_state('view', "'power'")
    program.wait_report(lambda r: r['view'] == 'power' and part(r, FEED_A) is not None,
                        'the feeds are not shown')
    before = program.at_rest('power')
    check(before['lost'] == [], 'something has failed already')

    program.pointer('click', *middle(part(before, FEED_A)))
    program.wait_report(lost('Failed: Feed A'), 'the feed has not failed')
    program.wait_report(lost('capped'), 'nobody says that the server is capped')
    check(not program.report()['modified'], 'a failure is no change of the design')
    program.settle()
    program.pointer('click', *middle(part(program.report(), FEED_A)))
    program.wait_report(lambda r: r['lost'] == [], 'the feed does not come back')

    for feed in (FEED_A, FEED_B):
        program.settle()
        program.pointer('click', *middle(part(program.report(), feed)))
    program.wait_report(lost('no supply'), 'nobody says that the server is dead')
    program.act('restore-failed')
    program.wait_report(lambda r: r['lost'] == [], 'not all is back')


def selection(program):
    """A click on a rack selects it; what is pointed at is told."""
    report = program.at_rest('power')
    rack = rack_of(report)
    program.pointer('click', *middle(part(report, rack)))
    program.wait_report(lambda r: r['pointed'] == rack and rack in r['selection'],
                        'the rack is not selected')


def menus(program):
    """The menu of a feed fails it and has it back; that of a rack fails what is in it."""
    def choose(name, condition, message):
        """Without a window manager a click or key may only bring the window back."""
        for _ in range(3):
            program.pointer('--button', 3, 'click', *middle(part(program.at_rest('power'), name)))
            program.settle()
            program.settle()
            program.key('Return')
            with contextlib.suppress(Failure):
                return program.wait_report(condition, '', 5)
        raise Failure(message)

    rack = rack_of(program.report())
    choose(FEED_A, lost('Failed: Feed A'), 'the menu fails no feed')
    choose(FEED_A, lambda r: r['lost'] == [], 'the menu does not have the feed back')
    choose(rack, lambda r: any('Tap of' in line for line in r.get('failures', [])),
           'the menu of the rack fails no tap')
    choose(rack, lambda r: not r.get('failures'), 'the tap does not come back')


def chain(program):
    """A chain is added and removed as one step each, and shown at once."""
    before = program.at_rest('power')
    program.act('add-power')
    with_chain = program.wait_report(
        lambda r: len(r['powers']) == 1 and len(r['power']) > len(before['power']),
        'no chain is shown')
    check(with_chain['undo'] == 'Add a power chain', 'the step has another name')
    check(any('/utility/' in item['name'] for item in with_chain['power']),
          'the chain has no utility')
    program.act('undo')
    program.wait_report(lambda r: not r['powers'] and not r['modified'], 'it cannot be undone')


def row(program):
    """A pair of feeds is laid out for the row of the rack that is selected, as one step."""
    before = program.at_rest('hall')
    rack = [item for item in before['racks'] if item['name'] == 'A01'][0]
    check('lay-row-feeds' not in before['actions'], 'feeds without a row')
    program.pointer('click', *middle(rack))
    program.wait_report(lambda r: 'lay-row-feeds' in r['actions'], 'the command is not offered')
    program.act('lay-row-feeds')
    program.wait_report(lambda r: len(r['feeds']) == len(before['feeds']) + 2, 'no feeds are there')
    program.act('undo')
    program.wait_report(lambda r: len(r['feeds']) == len(before['feeds']) and not r['modified'],
                        'they cannot be undone')


def busways(program):
    program.set_state('view', "'hall'")
    program.at_rest('hall')
    drawings = program.report()['drawings']
    program.set_state('show-busways', 'false')
    program.wait_report(lambda r: r['drawings'] > drawings, 'the hall is not drawn anew')


def test():
    program = Program(EXAMPLE)
    feeds(program)
    selection(program)
    menus(program)
    chain(program)
    busways(program)
    program.quit()
    program = Program(HALL)
    program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
    row(program)
    program.quit()


run(test)
