# SPDX-License-Identifier: GPL-3.0-or-later
"""A DGX B200 is dragged from the catalogue into a rack, moved, undone, saved and read again."""

import os
import re

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def dgx(report):
    return [device for device in report['devices'] if device['product'] == 'dgx-b200']


def test():
    with Program(EXAMPLE) as program:
        program.act('select-none')
        program.set_state('view', "'racks'")
        before = program.wait_report(lambda r: r['view'] == 'racks', 'racks are not shown')
        check(not before['modified'], 'a design just opened is not modified')

        # From the catalogue.
        row = program.product_row('dgx-b200')
        rack = named(program.report()['racks'], 'A02')
        program.drag(middle(row), middle(rack, down=0.3))
        after = program.wait_report(lambda r: len(dgx(r)) == len(dgx(before)) + 1,
                                    'the drop added nothing')
        new = [d for d in dgx(after) if d['id'] not in [b['id'] for b in before['devices']]][0]
        check(new['rack'] == rack['id'], 'it is in another rack')
        check(after['undo'] == 'Add DGX B200', f'undo says {after["undo"]}')
        check(after['notice'] == 'Add DGX B200', f'the notice says {after["notice"]}')
        check(after['selection'] == [new['id']], 'what was dropped is not selected')
        check(after['modified'] and not after['preview'], 'the drop is not a change of the design')
        gain = (after['totals']['compute.pflops.fp8.dense']
                - before['totals']['compute.pflops.fp8.dense'])
        check(abs(gain - 36) < 1e-6, f'36 PFLOPS more are expected, not {gain}')
        gain = after['totals']['power.it_nameplate_w'] - before['totals']['power.it_nameplate_w']
        check(abs(gain - 14300) < 1e-6, f'14.3 kW more are expected, not {gain}')

        # Onto what stands there: refused, and nothing changes.
        taken = named(after['devices'], new['name'])
        program.drag(middle(program.product_row('dgx-b200')),
                     middle(named(after['racks'], 'A03')))
        refused = program.report()
        check(len(refused['devices']) == len(after['devices']), 'a full rack took a device')

        # Moved within the canvas, to another rack.
        target = named(refused['racks'], 'A01')
        program.drag(middle(taken, down=0.2), middle(target, down=0.15))
        moved = program.wait_report(lambda r: r['undo'] == 'Move ' + new['name'],
                                    'the device did not move')
        check(named(moved['devices'], new['name'])['rack'] == target['id'],
              'it moved to another rack than that under the pointer')

        # Escape gives up.
        here = named(moved['devices'], new['name'])
        program.pointer('--escape', 'drag', *middle(here, down=0.2), *middle(rack, down=0.6))
        same = program.report()
        check(named(same['devices'], new['name'])['u'] == here['u'], 'Escape did not give up')
        check(not same['preview'], 'a preview was left open')

        # Nudged by key: up by a unit, half a unit with Shift.
        program.act('select-object', repr(new['id']))
        program.key('Down')
        program.wait_report(lambda r: named(r['devices'], new['name'])['u'] == here['u'] - 1,
                            'the arrow key did not move it by a unit')
        program.key('shift+Up')
        program.wait_report(lambda r: named(r['devices'], new['name'])['u'] == here['u'] - 0.5,
                            'Shift and arrow did not move it by half a unit')
        program.key('ctrl+z')

        # Undo all, redo all.
        for _ in range(2):
            program.act('undo')
        undone = program.report()
        check(undone['devices'] and len(undone['devices']) == len(before['devices']),
              'undo did not take it away')
        check(undone['totals'] == before['totals'], 'the totals are not as before')
        check(not undone['modified'], 'all undone, yet modified')
        program.act('redo')
        program.act('redo')
        again = program.report()
        check(named(again['devices'], new['name'])['rack'] == target['id'], 'redo failed')

        # Saved under another name and read again.
        path = program.path('saved.hallwright')
        program.act('save-to', repr(path))
        saved = program.wait_report(lambda r: not r['modified'], 'it was not saved')
        check('saved.hallwright' in saved['state'], f'the title says {saved["state"]}')
        with open(path, encoding='utf-8') as file:
            text = file.read()
        check(len(re.findall('<device [^>]*product="dgx-b200"', text)) == len(dgx(again)),
              'the file has another number of servers')
        program.act('start-page')
        program.act('open-path', repr(path))
        read = program.wait_report(lambda r: 'devices' in r, 'it was not read again')
        check(read['totals'] == again['totals'], 'totals differ after reading it again')
        program.quit()


run(test)
