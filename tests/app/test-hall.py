# SPDX-License-Identifier: GPL-3.0-or-later
"""Racks on the floor: dragged from the catalogue, moved in a group, selected by a rubber band,
duplicated, removed; wheel and keys move the view."""

import os

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')
GPUS = 'design.gpus'


def test():
    with Program(EXAMPLE) as program:
        before = program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
        canvas = before['canvas']

        # A whole NVL72 onto the floor.
        row = program.product_row('gb200-nvl72')
        program.drag(middle(row), middle(canvas, 0.6, 0.6))
        after = program.wait_report(lambda r: len(r['racks']) == len(before['racks']) + 1,
                                    'the rack was not dropped')
        check(after['totals'][GPUS]
              == before['totals'][GPUS] + 72,
              '72 GPUs more are expected')
        new = [r for r in after['racks'] if r['id'] not in [b['id'] for b in before['racks']]][0]

        # Moved: it snaps to tiles or centimetres, and stays inside the hall.
        x, y = middle(new)
        program.drag((x, y), (x - 60, y + 40))
        moved = program.wait_report(lambda r: r['undo'] == 'Move ' + new['name'], 'it did not move')
        place = named(moved['racks'], new['name'])
        check((place['x_mm'], place['y_mm']) != (new['x_mm'], new['y_mm']), 'it stands as before')

        # A rubber band over the first row.
        first = named(moved['racks'], 'A01')
        last = named(moved['racks'], 'A03')
        program.pointer('drag', round(first['x'] - 12), round(first['y'] - 12),
                        round(last['x'] + last['width'] + 8), round(last['y'] + last['height'] + 8))
        banded = program.wait_report(lambda r: len(r['selection']) == 3,
                                     'the rubber band did not select three racks')
        check(first['id'] in banded['selection'], 'the first rack is not selected')

        # All three move together by one drag.
        x, y = middle(first)
        program.drag((x, y), (x, y + 90))
        group = program.wait_report(lambda r: r['undo'] == 'Move 3 racks',
                                    'the group did not move')
        steps = {named(group['racks'], n)['y_mm'] - named(moved['racks'], n)['y_mm']
                 for n in ('A01', 'A02', 'A03')}
        check(len(steps) == 1 and steps.pop() > 0, 'the racks did not move by the same way')

        # Keys.
        program.act('select-object', repr(first['id']))
        program.key('ctrl+d')
        copied = program.wait_report(lambda r: len(r['racks']) == len(group['racks']) + 1,
                                     'Ctrl+D made no copy')
        program.key('Delete')
        program.wait_report(lambda r: len(r['racks']) == len(copied['racks']) - 1,
                            'Delete removed nothing')
        program.key('ctrl+a')
        program.wait_report(lambda r: len(r['selection']) == len(r['racks']),
                            'Ctrl+A did not select all')

        # The wheel zooms at the pointer: what lies under it stays.
        program.act('zoom-fit')
        program.settle()
        zoom = program.report()
        under = named(zoom['racks'], 'A01')
        program.pointer('wheel', *middle(under), -2)
        zoomed = program.wait_report(lambda r: r['zoom'] > zoom['zoom'] * 1.2,
                                     'the wheel did not zoom')
        there = named(zoomed['racks'], 'A01')
        check(all(abs(a - b) <= 2 for a, b in zip(middle(there), middle(under))),
              'the point under the pointer moved')
        program.act('zoom-fit')
        program.wait_report(lambda r: abs(r['zoom'] / zoom['zoom'] - 1) < 1e-6,
                            'Fit does not fit')

        # Pointing, selecting and a short way to the side draw only what lies above the racks.
        program.pointer('move', *middle(canvas, 0.5, 0.9))
        program.settle()
        still = program.report()
        for name in ('A01', 'A02', 'A03'):
            program.pointer('move', *middle(named(still['racks'], name)))
        program.pointer('click', *middle(named(still['racks'], 'A02')))
        program.wait_report(lambda r: r['selection'] == [named(still['racks'], 'A02')['id']],
                            'A02 is not selected')
        x, y = middle(canvas, 0.5, 0.9)
        program.pointer('--button', 2, 'drag', x, y, x + 60, y - 40)
        panned = program.wait_report(lambda r: named(r['racks'], 'A02')['x'] > named(still['racks'], 'A02')['x'] + 50,
                                     'the middle button did not pan')
        check(panned['drawings'] == still['drawings'],
              f'{panned["drawings"] - still["drawings"]} drawings, and nothing has changed')
        program.key('Delete')
        program.wait_report(lambda r: r['drawings'] > panned['drawings'], 'what is removed is not drawn anew')
        program.key('ctrl+z')
        program.wait_report(lambda r: len(r['racks']) == len(panned['racks']), 'the rack is not back')

        # A double click goes into the rack.
        rack = named(program.report()['racks'], 'A02')
        program.pointer('click', *middle(rack), 2)
        program.wait_report(lambda r: r['view'] == 'racks', 'the double click did not enter it')


run(test)
