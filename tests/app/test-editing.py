# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy, cut and paste, groups, alignment, grids, locks, reservations, names: by pointer and key."""

import os
import subprocess
import sys

from hallwright_driver import HERE, PATH, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')
TYPE = 'application/x-hallwright-selection+xml'


def new_ones(after, before, what):
    old = {item['id'] for item in before[what]}
    return [item for item in after[what] if item['id'] not in old]


def own_clipboard(kind, content):
    process = subprocess.Popen([sys.argv[2], kind, content], stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    return process


def clipboard(program):
    before = program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
    program.pointer('click', *middle(named(before['racks'], 'A01')))
    program.key('ctrl+c', 'ctrl+v')
    after = program.wait_report(lambda r: len(r['racks']) == len(before['racks']) + 1,
                                'Ctrl+V pasted no rack')
    rack = new_ones(after, before, 'racks')[0]
    check(after['undo'] == 'Paste A01', f'undo says {after["undo"]}')
    check(after['selection'] == [rack['id']], 'what was pasted is not selected')
    check(rack['name'] not in [r['name'] for r in before['racks']], 'its name is not another')
    held = [d for d in before['devices'] if d['rack'] == named(before['racks'], 'A01')['id']]
    check(len(new_ones(after, before, 'devices')) == len(held), 'it came without its devices')

    # Cut, and paste at the pointer by the context menu.
    program.key('ctrl+x')
    cut = program.wait_report(lambda r: len(r['racks']) == len(before['racks']),
                              'Ctrl+X took nothing away')
    check(cut['undo'].startswith('Cut '), f'undo says {cut["undo"]}')
    there = middle(cut['canvas'], 0.5, 0.6)
    menu = program.open_menu('floor', *there)
    check('paste-here' in menu['actions'], 'Paste Here is not enabled')
    program.act('paste-here')
    program.close_menu()
    placed = program.wait_report(lambda r: len(r['racks']) == len(before['racks']) + 1,
                                 'Paste Here pasted nothing')
    x, y = middle(new_ones(placed, cut, 'racks')[0])
    check(abs(x - there[0]) < 30 and abs(y - there[1]) < 30, f'it stands at {x}, {y}, not at {there}')
    for _ in range(3):
        program.act('undo')
    check(program.report()['racks'] == before['racks'], 'undo did not restore the racks')

    # Devices go into the selected rack.
    program.set_state('view', "'racks'")
    before = program.wait_report(lambda r: r['view'] == 'racks', 'racks are not shown')
    device = next(d for d in before['devices'] if d['product'] == 'dgx-b200')
    target = named(before['racks'], 'A02')
    program.pointer('click', *middle(device))
    program.wait_report(lambda r: r['selection'] == [device['id']], 'the click did not select it')
    program.act('copy')
    program.act('select-object', repr(target['id']))
    program.act('paste')
    after = program.wait_report(lambda r: len(r['devices']) == len(before['devices']) + 1,
                                'no device was pasted')
    check(new_ones(after, before, 'devices')[0]['rack'] == target['id'],
          'it is not in the selected rack')
    program.act('undo')

    # What cannot be pasted is said, and changes nothing.
    for kind, content, says in ((TYPE, '<design>', 'cannot be pasted'),
                                ('text/plain;charset=utf-8', 'a letter', 'nothing of a design')):
        owner = own_clipboard(kind, content)
        try:
            # The program has to hear that it owns the clipboard no more.
            for _ in range(4):
                program.settle()
            program.act('paste')
            after = program.wait_report(lambda r: says in (r['notice'] or ''),
                                        'malformed content is not refused')
            check(after['devices'] == program.report()['devices'], 'it changed the design')
            check(after['undo'] == before['undo'], 'it left something to undo')
        finally:
            owner.terminate()
            owner.wait()
    program.quit()


def two_windows(program):
    """Copied in one window, pasted in another."""
    before = program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
    for name in ('A01', 'A03'):
        program.pointer('--keys', 'ctrl', 'click', *middle(named(before['racks'], name)))
    program.act('copy')
    program.call(PATH, 'Activate', 'new-window', '[]', '{}')
    program.window = 2
    program.wait(program.has_window, 'there is no second window')
    program.act('new-hall')
    program.wait_report(lambda r: r.get('racks') == [], 'there is no new hall')
    program.act('paste')
    after = program.wait_report(lambda r: len(r['racks']) == 2, 'nothing came over')
    check(after['undo'] == 'Paste 2 objects', f'undo says {after["undo"]}')
    check(sorted(r['name'] for r in after['racks']) == ['A01', 'A03'], 'their names are others')
    check(not {r['id'] for r in after['racks']} & {r['id'] for r in before['racks']},
          'they have ids of the other design')
    check(after['totals']['design.gpus'] == before['totals']['design.gpus'], 'GPUs are missing')
    program.act('undo')
    check(program.report()['racks'] == [], 'undo left something')


def devices(program):
    """Two devices of one rack go to another together; arrows move both."""
    program.set_state('view', "'racks'")
    program.act('zoom-fit')
    single = program.wait_report(lambda r: r['view'] == 'racks', 'racks are not shown')
    program.act('select-object', repr(named(single['devices'], 'dgx-b200-01')['id']))
    program.act('duplicate')
    program.act('zoom-fit')
    before = program.wait_report(lambda r: len(r['devices']) == len(single['devices']) + 1,
                                 'there is no second server')
    rack = named(before['racks'], 'A01')
    held = [d for d in before['devices'] if d['rack'] == rack['id']]
    pair = [d for d in held if d['product'] == 'dgx-b200'][:2]
    target = named(before['racks'], 'A02')
    check(len(pair) == 2, 'the example has not two servers in A01')
    apart = pair[0]['u'] - pair[1]['u']

    # A rubber band across racks, begun between them.
    last = named(before['racks'], 'A03')
    program.pointer('drag', round(rack['x'] - 12), round(rack['y'] + rack['height'] - 4),
                    round(last['x'] + last['width'] / 2), round(rack['y'] + rack['height'] * 0.9))
    banded = program.wait_report(lambda r: len(r['selection']) > 1, 'the band selected nothing')
    racks = {d['rack'] for d in before['devices'] if d['id'] in banded['selection']}
    check(racks == {rack['id'], last['id']}, 'the band did not select across racks')

    program.select(*pair)
    x, y = middle(pair[0])
    across, _ = middle(target)
    program.drag((x, y), (across, y))
    after = program.wait_report(lambda r: r['undo'] == 'Move 2 devices', 'they did not move')
    moved = [named(after['devices'], d['name']) for d in pair]
    check(all(d['rack'] == target['id'] for d in moved), 'not both are in the other rack')
    check(moved[0]['u'] - moved[1]['u'] == apart, 'their distance is another')
    program.key('shift+Up')
    nudged = program.wait_report(
        lambda r: all(named(r['devices'], d['name'])['u'] == d['u'] + 0.5 for d in moved),
        'an arrow key did not move both')
    check(nudged['undo'] == 'Move 2 devices', f'undo says {nudged["undo"]}')
    program.act('undo')
    program.act('undo')

    # Replaced by another product, and back.
    other = 'dgx-h100'
    program.product_row(other)
    program.select(*pair)
    program.pointer('--button', 3, 'click', *middle(program.product_row(other)))
    program.key('Down', 'Return')
    after = program.wait_report(lambda r: (r['undo'] or '').startswith('Replace 2 devices'),
                                'they were not replaced')
    check(all(named(after['devices'], d['name'])['product'] == other for d in pair),
          'the product is the same')
    program.act('undo')


def by_key(program):
    """Picked up, moved and dropped without the pointer."""
    program.set_state('view', "'racks'")
    program.act('zoom-fit')
    before = program.wait_report(lambda r: r['view'] == 'racks', 'racks are not shown')
    device = next(d for d in before['devices'] if d['product'] == 'dgx-b200')
    target = named(before['racks'], 'A02')
    program.pointer('click', *middle(device))
    program.key('Return', 'Right', 'Return')
    after = program.wait_report(lambda r: r['undo'] == 'Move ' + device['name'],
                                'Enter, Right, Enter did not move it')
    check(named(after['devices'], device['name'])['rack'] == target['id'], 'not to the next rack')
    # Space does the same; Escape gives up.
    program.key('space', 'Left')
    program.wait_report(lambda r: r['preview'], 'Space did not pick it up')
    program.key('Escape')
    same = program.wait_report(lambda r: not r['preview'], 'Escape did not give up')
    check(named(same['devices'], device['name'])['rack'] == target['id'], 'Escape moved it')
    program.act('undo')

    # Tab goes from object to object: a rack, then what is in it.
    program.act('select-none')
    program.key('Tab')
    program.wait_report(lambda r: r['selection'] == [named(r['racks'], 'A01')['id']],
                        'Tab did not select the first rack')
    program.key('Tab')
    first = program.wait_report(
        lambda r: r['selection'] and r['selection'][0] in [d['id'] for d in r['devices']],
        'Tab did not go into the rack')
    program.key('Tab', 'shift+Tab')
    program.wait_report(lambda r: r['selection'] == first['selection'], 'Shift+Tab did not return')

    # Page Down too, and with Shift it adds.
    program.key('shift+Next')
    program.wait_report(lambda r: len(r['selection']) == 2
                        and first['selection'][0] in r['selection'],
                        'Shift and Page Down did not add the next object')

    # On the floor: half a metre and a centimetre.
    program.set_state('view', "'hall'")
    hall = program.wait_report(lambda r: r['view'] == 'hall', 'the hall is not shown')
    rack = named(hall['racks'], 'A03')
    program.pointer('click', *middle(rack))
    program.key('Return', 'Down', 'shift+Down', 'Return')
    after = program.wait_report(lambda r: r['undo'] == 'Move A03', 'the rack did not move')
    check(named(after['racks'], 'A03')['y_mm'] == rack['y_mm'] + 610,
          'it did not move by 610 mm')
    program.act('undo')


def arrange(program):
    """Align, distribute, and copies over a grid and along the row."""
    program.set_state('view', "'hall'")
    program.act('zoom-fit')
    before = program.wait_report(lambda r: r['view'] == 'hall', 'the hall is not shown')
    program.key('ctrl+a')
    program.act('select-none')
    a03 = named(before['racks'], 'A03')
    program.act('select-object', repr(a03['id']))
    program.act('zoom-fit')
    program.act('nudge', '(2, -1, false)')
    moved = program.wait_report(
        lambda r: named(r['racks'], 'A03')['y_mm'] == a03['y_mm'] + 600, 'A03 did not move')
    three = [named(moved['racks'], n) for n in ('A01', 'A02', 'A03')]
    program.select(*three)
    program.act('align', "'north'")
    after = program.wait_report(lambda r: r['undo'] == 'Align 3 racks', 'not aligned')
    check(len({named(after['racks'], r['name'])['y_mm'] for r in three}) == 1, 'not in one line')
    program.act('distribute', "'across'")
    after = program.wait_report(lambda r: r['undo'] == 'Distribute 3 racks', 'not distributed')
    at = [named(after['racks'], r['name'])['x_mm'] for r in three]
    check(abs((at[1] - at[0]) - (at[2] - at[1])) <= 1, f'gaps differ: {at}')
    for _ in range(3):
        program.act('undo')

    # A band with Ctrl takes out what it touches, one with Shift puts it in.
    report = program.report()
    first, last = named(report['racks'], 'A01'), named(report['racks'], 'A03')
    program.select(first)
    band = (round(first['x'] - 10), round(first['y'] - 10),
            round(last['x'] + last['width'] + 8), round(last['y'] + last['height'] + 8))
    program.pointer('--keys', 'ctrl', 'drag', *band)
    program.wait_report(lambda r: first['id'] not in r['selection'] and len(r['selection']) == 2,
                        'a band with Ctrl does not toggle')
    program.pointer('--keys', 'shift', 'drag', *band)
    program.wait_report(lambda r: len(r['selection']) == 3, 'a band with Shift does not add')

    # The grid asks first.
    program.act('select-object', repr(first['id']))
    n = len(report['racks'])
    program.act('duplicate-grid')
    program.wait_report(lambda r: 'Duplicate over a Grid' in r['windows'], 'nothing asks')
    program.settle()
    program.key('ctrl+a', '1', 'Tab', 'ctrl+a', '3', 'Tab')
    program.wait_report(lambda r: r['preview'], 'the grid is not previewed')
    program.key('Return')
    after = program.wait_report(lambda r: len(r['racks']) == n + 2 and not r['preview'],
                                'no two copies')
    check(after['undo'] == 'Duplicate A01 over 1 × 3', f'undo says {after["undo"]}')
    program.act('undo')
    program.to_front()
    program.act('duplicate-many')
    program.wait_report(lambda r: 'Duplicate along the Row' in r['windows'], 'nothing asks')
    program.settle()
    program.key('ctrl+a', '3', 'Return')
    after = program.wait_report(lambda r: len(r['racks']) == n + 3 and not r['preview'],
                                'no three copies')
    check(after['undo'] == 'Duplicate A01 3 times', f'undo says {after["undo"]}')
    program.act('undo')
    program.to_front()
    program.act('select-object', repr(first['id']))
    program.act('duplicate-many')
    program.wait_report(lambda r: 'Duplicate along the Row' in r['windows'], 'nothing asks')
    program.settle()
    program.key('Escape')
    program.wait_report(lambda r: len(r['windows']) == 1 and not r['preview'],
                        'Escape did not close the question')


def marks(program):
    """Locked things stay, reserved units are kept free, names change where they are drawn."""
    program.set_state('view', "'hall'")
    program.act('zoom-fit')
    before = program.wait_report(lambda r: r['view'] == 'hall', 'the hall is not shown')
    rack = named(before['racks'], 'A02')
    program.pointer('click', *middle(rack))
    program.key('ctrl+l')
    locked = program.wait_report(lambda r: named(r['racks'], 'A02')['locked'], 'not locked')
    check(locked['undo'] == 'Lock A02', f'undo says {locked["undo"]}')
    check('unlock' in locked['actions'] and 'lock' not in locked['actions'], 'wrong entries')
    program.key('Delete')
    check(len(program.report()['racks']) == len(before['racks']), 'a locked rack was removed')
    program.key('ctrl+shift+l')
    program.wait_report(lambda r: not named(r['racks'], 'A02')['locked'], 'still locked')

    program.key('F2')
    program.settle()
    program.key('ctrl+a', 'B', '7', 'Return')
    after = program.wait_report(lambda r: r['undo'] == 'Rename A02', 'F2 does not rename')
    check('B7' in [r['name'] for r in after['racks']], 'the name is another')
    program.act('undo')

    # Reserve from the menu of empty units.
    program.set_state('view', "'racks'")
    program.act('zoom-fit')
    racks = program.wait_report(lambda r: r['view'] == 'racks', 'racks are not shown')
    rack = named(racks['racks'], 'A02')
    menu = program.open_menu('units', *middle(rack, down=0.3))
    check('reserve-units' in menu['actions'], 'Reserve Units is not enabled')
    program.close_menu()
    program.act('reserve-units')
    program.wait_report(lambda r: 'Reserve Units' in r['windows'], 'nothing asks')
    program.settle()
    program.key('Return')
    after = program.wait_report(lambda r: len(r['reservations']) == 1, 'nothing is reserved')
    program.to_front()
    kept = after['reservations'][0]
    check(kept['rack'] == rack['id'], 'in another rack')
    check(abs(kept['u'] - rack['units'] * 0.7) < 2, f'at another unit: {kept}')
    check(after['undo'] == 'Reserve units of A02', f'undo says {after["undo"]}')
    y = rack['y'] + rack['height'] * (1 - (kept['u'] - 0.5) / rack['units'])
    program.open_menu('reservation', middle(rack)[0], round(y))
    program.close_menu()
    program.wait_report(lambda r: r['menu'] is None, 'Escape did not close the menu')
    program.key('Delete')
    program.wait_report(lambda r: not r['reservations'], 'the reservation was not removed')
    menu = program.open_menu('device', *middle(racks['devices'][0]))
    check({'cut', 'copy', 'rename', 'lock', 'replace-product'} <= set(menu['actions']),
          'entries of the device are missing')
    check('rotate' not in menu['actions'], 'a device cannot be turned')
    program.close_menu()


def groups(program):
    """Racks are grouped, renamed, found, copied and removed as one."""
    program.set_state('view', "'hall'")
    program.act('zoom-fit')
    before = program.at_rest('hall')
    racks = {name: named(before['racks'], name) for name in ('A01', 'A02')}
    ids = {rack['id'] for rack in racks.values()}
    program.select(*racks.values())
    program.key('ctrl+g')
    program.wait_report(lambda r: 'Group the Racks' in r['windows'], 'nothing asks')
    program.settle()
    program.key('ctrl+a')
    program.type('Pod 1')
    program.key('Return')
    made = program.wait_report(lambda r: [g['name'] for g in r['groups']] == ['Pod 1'], 'no group')
    program.to_front()
    check(made['undo'] == 'Group 2 racks as Pod 1', f'undo says {made["undo"]}')
    check({r['id'] for r in made['racks'] if r['group'] == 'Pod 1'} == ids, 'of other racks')

    # A click upon its name, or with Alt upon one of its racks, selects them all.
    program.act('select-none')
    left = min(racks.values(), key=lambda r: r['x'])
    program.pointer('click', round(left['x'] + 6), round(left['y'] - 12))
    program.wait_report(lambda r: set(r['selection']) == ids, 'its name does not select it')
    program.act('select-none')
    program.pointer('--keys', 'alt', 'click', *middle(racks['A02']))
    program.wait_report(lambda r: set(r['selection']) == ids, 'Alt does not select it')
    program.pointer('click', *middle(racks['A02']))
    program.wait_report(lambda r: r['selection'] == [racks['A02']['id']], 'a click selects it all')
    menu = program.open_menu('rack', *middle(racks['A02']))
    check({'select-groups', 'make-group', 'ungroup'} <= set(menu['actions']), 'entries are missing')
    program.close_menu()
    program.act('select-groups')
    program.wait_report(lambda r: set(r['selection']) == ids, 'the menu does not select it')

    # Of a whole group the same question asks for another name.
    program.act('make-group')
    program.wait_report(lambda r: 'Rename the Group' in r['windows'], 'nothing asks')
    program.settle()
    program.key('ctrl+a')
    program.type('East 1')
    program.key('Return')
    program.wait_report(lambda r: r['groups'][0]['name'] == 'East 1' and r['undo'] == 'Rename Pod 1',
                        'it has the old name')
    program.to_front()

    # The copy of all is a group of its own.
    program.act('duplicate')
    twice = program.wait_report(lambda r: len(r['groups']) == 2, 'the copy is no group')
    check({g['name'] for g in twice['groups']} == {'East 1', 'East 2'}, 'wrong names')
    check(len([r for r in twice['racks'] if r['group'] == 'East 2']) == 2, 'of other racks')
    program.act('undo')
    program.wait_report(lambda r: len(r['groups']) == 1, 'no undo')

    # Its table, and what Find shows.
    group = program.report()['groups'][0]
    program.act('groups')
    program.wait_report(lambda r: 'Groups' in r['windows'], 'the window of groups did not come')
    program.focus('Groups')
    program.key('Escape')
    program.wait_report(lambda r: 'Groups' not in r['windows'], 'the window of groups stays')
    program.act('select-none')
    program.act('find')
    program.wait_report(lambda r: 'Find' in r['windows'], 'the window to find things did not come')
    program.focus('Find')
    program.type('East 1')
    program.key('Return')
    program.wait_report(lambda r: set(r['selection']) == ids, 'Find does not select it')

    program.act('ungroup')
    program.wait_report(lambda r: r['groups'] == [] and r['undo'] == 'Ungroup 2 racks', 'it stays')
    program.act('undo')
    program.act('remove-group', repr(group['id']))
    after = program.wait_report(lambda r: r['groups'] == [], 'it was not removed')
    check(len(after['racks']) == len(before['racks']), 'its racks went too')
    program.act('undo')
    program.act('select-object', repr(group['id']))
    program.act('delete')
    program.wait_report(lambda r: len(r['racks']) == len(before['racks']) - 2 and r['groups'] == [],
                        'it was not removed with its racks')


def test():
    for part in (clipboard, two_windows, devices, by_key, arrange, groups, marks):
        with Program(EXAMPLE) as program:
            program.wait_report(lambda r: 'racks' in r, 'the example is not shown')
            part(program)
            check(not program.process.poll(), f'the program ended in {part.__name__}')


run(test)
