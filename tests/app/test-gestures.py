# SPDX-License-Identifier: GPL-3.0-or-later
"""Gestures of layout that the other tests leave: rows, channels, faces, menus by key, search."""

import contextlib
import os
import tempfile

from hallwright_driver import HERE, PATH, Failure, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def rows(program):
    """A rack joins the row that it is put beside; a row is a group; a second row is one more."""
    program.at_rest('hall')
    frame = middle(program.product_row('eia-48u-600x1200'))
    report = program.report()
    last = named(report['racks'], 'A03')
    there = round(last['x'] + last['width'] * 1.6), middle(last)[1]
    program.pointer('drag', *frame, there[0], there[1] + 20, *there)
    joined = program.wait_report(lambda r: len(r['racks']) == 4, 'the rack was not dropped')
    check(named(joined['racks'], 'A04')['row'] == 'A', 'it did not join the row')
    check(named(joined['racks'], 'A04')['x_mm'] == last['x_mm'] + 600, 'it stands not flush')

    # Copies over a grid go on with the names of rows and racks.
    program.pointer('click', *middle(named(joined['racks'], 'A02')))
    program.key('ctrl+r')
    program.wait_report(lambda r: len(r['selection']) == 4, 'Ctrl+R did not select the row')
    program.key('ctrl+shift+g')
    program.wait_report(lambda r: 'Duplicate over a Grid' in r['windows'], 'nothing asks')
    program.settle()
    program.key('ctrl+a', '1', 'Tab', 'ctrl+a', '2', 'Return')
    grid = program.wait_report(lambda r: len(r['racks']) == 8 and not r['preview'], 'no second row')
    check(sorted(r['name'] for r in grid['racks'] if r['row'] == 'B') == ['B01', 'B02', 'B03', 'B04'],
          'the second row is not named onwards')
    program.to_front()

    # Racks of both rows at once, and moved together by a drag.
    program.select(named(grid['racks'], 'A02'), named(grid['racks'], 'B02'))
    x, y = middle(named(grid['racks'], 'A02'))
    free = named(grid['racks'], 'A04')
    program.drag((x, y), (x + round(free['width'] * 3.4), y))
    moved = program.wait_report(lambda r: r['undo'] == 'Move 2 racks', 'they did not move')
    ways = {named(moved['racks'], n)['x_mm'] - named(grid['racks'], n)['x_mm'] for n in ('A02', 'B02')}
    check(len(ways) == 1 and ways.pop() > 0, 'they did not move by the same way')

    # R turns them; the menu aligns them, by its keys.
    program.key('ctrl+z')
    program.pointer('click', *middle(named(grid['racks'], 'A04')))
    program.key('r')
    program.wait_report(lambda r: named(r['racks'], 'A04')['rotation'] == 90
                        or r['notice'], 'R neither turns it nor says why not')


def menus(program):
    """Alignment from the context menu by keys, and replacement from its list of products."""
    report = program.at_rest('hall')
    program.pointer('click', *middle(named(report['racks'], 'A03')))
    program.key('Right', 'Down')
    moved = program.wait_report(
        lambda r: named(r['racks'], 'A03')['y_mm'] == named(report['racks'], 'A03')['y_mm'] + 600,
        'arrow keys did not move A03')
    program.select(*[named(moved['racks'], n) for n in ('A01', 'A03')])
    program.open_menu('rack', *middle(named(moved['racks'], 'A03')))
    program.key('a')
    program.settle()
    program.key('n')
    program.wait_report(lambda r: r['undo'] == 'Align 2 racks', 'its keys did not align them')
    program.key('ctrl+z', 'ctrl+z')

    # Menu key and arrows instead of the pointer.
    program.set_state('view', "'racks'")
    report = program.at_rest('racks')
    server = next(d for d in report['devices'] if d['product'] == 'dgx-b200')
    program.pointer('click', *middle(server))
    program.key('shift+F10')
    program.wait_report(lambda r: r['menu'] == 'device', 'Shift and F10 opened no menu')
    program.key('d')
    copied = program.wait_report(
        lambda r: len(r['devices']) == len(report['devices']) + 1, 'D did not duplicate it')
    check('dgx-b200-02' in [d['name'] for d in copied['devices']], 'the copy is not named onwards')


def figures(program):
    """A rack's load below its elevation opens what it is made of; what is selected is told in sight,
    right below the headline figures."""
    program.set_state('view', "'racks'")
    program.act('select-none')
    program.act('zoom-fit')
    report = program.at_rest('racks')
    below = report['inspector']['y']
    rack = named(report['racks'], 'A03')
    program.pointer('click', middle(rack)[0], round(rack['y'] + rack['height'] * 1.05))
    shown = program.wait_report(lambda r: 'IT power, nameplate of A03' in r['windows'],
                                'its load is not explained')
    check(shown['selection'] == [rack['id']], 'it is not selected')
    program.focus('IT power, nameplate of A03')
    program.key('Escape')
    program.to_front()
    program.wait_report(
        lambda r: r['inspector']['y'] < below
        and r['inspector']['y'] < r['canvas']['y'] + r['canvas']['height'] / 2,
        'what is selected is not in sight')
    program.act('select-none')
    program.wait_report(lambda r: r['inspector']['y'] == below, 'the design is not told below')


def channels(program):
    """What mounts beside the units has a side and a height; faces are shown together."""
    program.set_state('view', "'racks'")
    before = program.at_rest('racks')
    rack = named(before['racks'], 'A02')
    program.drag(middle(program.product_row('rack-pdu-415v-60a')),
                 middle(rack, across=0.9, down=0.45))
    after = program.wait_report(lambda r: len(r['devices']) == len(before['devices']) + 1,
                                'the PDU was not dropped')
    new = [d for d in after['devices'] if d['id'] not in [b['id'] for b in before['devices']]][0]
    check(new['channel'] == 4, f'it is in channel {new["channel"]}, not at the right in the rear')
    height = new['height_mm']
    program.key('Up')
    program.wait_report(
        lambda r: named(r['devices'], new['name'])['height_mm'] == height + 20, 'Up did not lift it')
    program.key('shift+Down', 'shift+Down')
    program.wait_report(
        lambda r: named(r['devices'], new['name'])['height_mm'] == height, 'it did not come down')

    # From the front of one rack to the rear of another, both faces in sight.
    program.set_state('faces', "'both'")
    program.act('zoom-fit')
    # The rear is drawn beside the front.
    both = program.wait_report(
        lambda r: named(r['racks'], 'A02')['x'] - named(r['racks'], 'A01')['x']
        > 2 * named(r['racks'], 'A01')['width'], 'not both faces are shown')
    server = next(d for d in both['devices'] if d['product'] == 'dgx-b200')
    program.drag(middle(server, across=0.2),
                 middle(named(both['racks'], 'A02'), across=1.5, down=0.6))
    moved = program.wait_report(lambda r: r['undo'] == 'Move ' + server['name'], 'it did not move')
    device = named(moved['devices'], server['name'])
    check(device['rack'] == rack['id'] and device['face'] == 'rear', 'it is not on the rear of A02')


def words(program):
    """The drawing tells what the keys select: its name, product, place, power and problems."""
    report = program.at_rest('hall')
    first = program.wait_report(lambda r: r['description'] == 'Floor plan of Hall 1',
                                'the plan is not named')
    check([item['label'][:4] for item in first['items']] == ['A01,', 'A02,', 'A03,'],
          f'the racks are no accessible objects: {first["items"]}')
    program.pointer('click', *middle(named(report['racks'], 'A02')))
    program.wait_report(
        lambda r: r['description'].startswith('A02, Rack 48U, 600 × 1200, row A at 1.80, 1.20 m, 0\xa0W'),
        'the rack is not described')
    chosen = [item['label'].split(',')[0] for item in program.report()['items'] if item['selected']]
    check(chosen == ['A02'], f'{chosen} are selected for assistive technology')
    program.key('Tab')
    program.wait_report(lambda r: r['description'].startswith('A03, GB200 NVL72, row A')
                        and ' presses 20.8' in r['description'], 'its problem is not told')
    program.key('ctrl+l')
    program.wait_report(lambda r: ', locked, ' in r['description'], 'the lock is not told')
    program.set_state('view', "'racks'")
    program.pointer('click', *middle(program.at_rest('racks')['devices'][0]))
    program.wait_report(lambda r: ' at U' in r['description'] and 'kW' in r['description']
                        and r['description'].endswith('Elevations of Hall 1'),
                        'the device is not described')
    # The rack and all that it holds, each with its place.
    report = program.report()
    rack = next(d['rack'] for d in report['devices'] if d['id'] in report['selection'])
    items = report['items']
    check(len(items) == 1 + len([d for d in report['devices'] if d['rack'] == rack])
          and sum(item['selected'] for item in items) == 1
          and all(' at U' in item['label'] or 'beside' in item['label'] for item in items[1:]),
          f'the devices are no accessible objects: {items}')
    program.set_state('view', "'hall'")
    program.key('ctrl+a')
    program.wait_report(lambda r: r['description'] == '3 racks · Floor plan of Hall 1',
                        'many are not counted')


def search(program):
    """A product is found and placed by key, and things of the design by product and by problem."""
    report = program.at_rest('hall')
    program.pointer('click', *middle(named(report['racks'], 'A02')))
    program.key('ctrl+f')
    program.type('dgx h200')
    program.key('Return')
    placed = program.wait_report(lambda r: r['undo'] == 'Add DGX H200', 'Enter placed nothing')
    new = next(d for d in placed['devices'] if d['product'] == 'dgx-h200')
    check(new['rack'] == named(placed['racks'], 'A02')['id'], 'it is not in the selected rack')

    for text, product in (('nvlink switch', 'nvlink-switch-tray'), ('presses', None)):
        program.focus('.*Hallwright')
        program.key('ctrl+shift+f')
        program.wait_report(lambda r: 'Find' in r['windows'], 'the window to find things did not come')
        program.focus('Find')
        program.type(text)
        program.key('Return')
        found = program.wait_report(lambda r: 'Find' not in r['windows'], 'Enter does not close it')
        check(len(found['selection']) == 1, f'{text}: nothing is selected')
        if product is None:
            check(found['selection'][0] == named(found['racks'], 'A03')['id'],
                  'the problem does not lead to its rack')
        else:
            device = [d for d in found['devices'] if d['id'] == found['selection'][0]]
            check(device and device[0]['product'] == product, f'{text}: {device}')


def lost(program):
    """What a paste into another design clears is told."""
    program.act('add-feed')
    report = program.wait_report(lambda r: len(r['feeds']) == 1, 'there is no feed')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'fed.hallwright')
        program.act('save-to', repr(path))
        program.wait_report(lambda r: not r['modified'], 'it was not saved')
        with open(path, encoding='utf-8') as file:
            text = file.read()
        text = text.replace('name="A01"', f'name="A01" feed-a="{report["feeds"][0]["id"]}"')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        program.act('start-page')
        program.act('open-path', repr(path))
        program.wait_report(lambda r: 'racks' in r, 'it was not read again')
        program.act('select-object', repr(named(report['racks'], 'A01')['id']))
        program.act('copy')
        program.call(PATH, 'Activate', 'new-window', '[]', '{}')
        program.window = 2
        program.wait(program.has_window, 'there is no second window')
        program.act('new-hall')
        program.wait_report(lambda r: r.get('racks') == [], 'there is no new hall')
        program.act('paste')
        after = program.wait_report(lambda r: len(r['racks']) == 1, 'nothing came over')
        check('Feed A1' in after['notice'], f'the notice says {after["notice"]}')


def remedies():
    """A problem that one command mends has a button for it."""
    blackwell = os.path.join(HERE, '..', '..', 'data', 'examples', 'first-blackwell-hall.hallwright')
    with Program(blackwell) as program:
        program.at_rest('hall')
        program.act('place-product', "'gb200-nvl72'")
        program.wait_report(lambda r: 'A06' in [rack['name'] for rack in r['racks']],
                            'put down without a place it does not go on along the row')
        report = program.wait_report(lambda r: 'fabric-to-place' in r['warnings'],
                                     'no switches are missing')
        # It may stand farther down in the list.
        x = report['canvas']['x'] + report['canvas']['width'] + 160
        y = report['window']['height'] - 60

        def is_seen(report):
            panel = report['problems_panel']
            return ('remedy' in report and report['remedy']['y'] + report['remedy']['height']
                    <= panel['y'] + panel['height'])

        def is_placed(report):
            return ('fabric-to-place' not in report['warnings']
                    and report['undo'] == 'Place what the fabric needs')

        # A press brings a row that is cut off into sight, and with it the button off the pointer.
        for _ in range(3):
            for _ in range(12):
                if is_seen(program.report()):
                    break
                program.pointer('wheel', round(x), round(y), 1)
            report = program.wait_report(is_seen, 'there is no button')
            program.pointer('click', *middle(report['remedy']))
            with contextlib.suppress(Failure):
                program.wait_report(is_placed, '', 6)
                break
        program.wait_report(is_placed, 'nothing was placed')


def test():
    remedies()
    for part in (rows, menus, figures, channels, words, search, lost):
        with Program(EXAMPLE) as program:
            part(program)


run(test)
