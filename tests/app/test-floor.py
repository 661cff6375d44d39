# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns, keep-outs, doors and notes of the floor: selected, moved, copied, by pointer and by key."""

import os

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def place(item):
    return item['x_mm'], item['y_mm']


def with_columns(program):
    """Two columns below the racks, put where the pointer is."""
    report = program.at_rest('hall')
    for n, across in enumerate((0.3, 0.5), 1):
        program.pointer('click', *middle(report['halls'][0], across, 0.75))
        program.act('add-feature-here', "'column'")
        report = program.wait_report(
            lambda r, n=n: len(r['features']) == n and 'x' in r['features'][-1], 'there is no column')
    return report


def band(program):
    report = with_columns(program)
    first, last = named(report['features'], 'Column 1'), named(report['features'], 'Column 2')
    program.pointer('drag', round(first['x'] - 15), round(first['y'] - 15),
                    round(last['x'] + last['width'] + 10), round(last['y'] + last['height'] + 10))
    program.wait_report(lambda r: sorted(r['selection']) == sorted([first['id'], last['id']]),
                        'the rubber band did not select both columns')

    # With Shift, racks too; dragged by a column, all go along.
    rack = named(report['racks'], 'A01')
    program.pointer('--keys', 'shift', 'click', *middle(rack))
    program.wait_report(lambda r: len(r['selection']) == 3, 'Shift did not add the rack')
    x, y = middle(last)
    program.drag((x, y), (x + 40, y + 60))
    moved = program.wait_report(lambda r: r['undo'] == 'Move 3 objects', 'they did not move')
    ways = {(named(moved[what], name)['x_mm'] - named(report[what], name)['x_mm'],
             named(moved[what], name)['y_mm'] - named(report[what], name)['y_mm'])
            for what, name in (('features', 'Column 1'), ('features', 'Column 2'), ('racks', 'A01'))}
    check(len(ways) == 1 and (0, 0) not in ways, f'they moved by {ways}')
    program.key('ctrl+z')

    # And dragged by the rack.
    x, y = middle(rack)
    program.drag((x, y), (x, y + 60))
    moved = program.wait_report(lambda r: r['undo'] == 'Move 3 objects', 'they did not move')
    check(named(moved['features'], 'Column 1')['y_mm'] - named(report['features'], 'Column 1')['y_mm']
          == named(moved['racks'], 'A01')['y_mm'] - rack['y_mm'] != 0, 'the column stayed behind')
    program.key('ctrl+z')


def keys(program):
    report = with_columns(program)
    column = named(report['features'], 'Column 2')
    program.pointer('click', *middle(column))
    program.wait_report(lambda r: r['selection'] == [column['id']], 'the click did not select it')

    # A tile to the east, a centimetre to the north: one step of the history.
    program.key('Right', 'shift+Up')
    nudged = program.wait_report(
        lambda r: place(named(r['features'], 'Column 2')) == (column['x_mm'] + 600, column['y_mm'] - 10),
        'arrow keys did not move it')
    check(nudged['undo'] == 'Move Column 2', f'undo says {nudged["undo"]}')
    program.key('ctrl+z')
    program.wait_report(lambda r: place(named(r['features'], 'Column 2')) == place(column), 'no undo')

    # Picked up, moved and dropped; nothing changes before that.
    program.key('Return', 'Down', 'Right')
    during = program.report()
    check(place(named(during['features'], 'Column 2')) == place(column), 'it moved before the drop')
    program.key('Return')
    program.wait_report(
        lambda r: place(named(r['features'], 'Column 2')) == (column['x_mm'] + 600, column['y_mm'] + 600),
        'Enter did not drop it there')
    program.key('Return', 'Right', 'Escape')
    same = program.report()
    check(place(named(same['features'], 'Column 2'))
          == (column['x_mm'] + 600, column['y_mm'] + 600), 'Escape did not give up')
    program.key('ctrl+z')

    # Onto a rack it is refused, and stays in the hand.
    rack = named(report['racks'], 'A03')
    program.pointer('click', *middle(column))
    program.act('select-object', repr(rack['id']))
    program.act('select-object', repr(column['id']))
    program.key('Return')
    for _ in range(20):
        if abs(column['y_mm'] - rack['y_mm']) < 600:
            break
        program.key('Up')
        column = dict(column, y_mm=column['y_mm'] - 600)
    for _ in range(40):
        if abs(column['x_mm'] - rack['x_mm']) < 500:
            break
        east = column['x_mm'] < rack['x_mm']
        program.key('Right' if east else 'Left')
        column = dict(column, x_mm=column['x_mm'] + (600 if east else -600))
    program.key('Return')
    refused = program.wait_report(lambda r: 'A03' in (r['notice'] or ''), 'nothing says why')
    check(place(named(refused['features'], 'Column 2')) != place(column), 'it stands upon a rack')
    program.key('Escape')


def copies(program):
    report = with_columns(program)
    column = named(report['features'], 'Column 1')
    program.pointer('click', *middle(column))
    program.key('ctrl+d')
    after = program.wait_report(lambda r: len(r['features']) == 3, 'Ctrl+D made no copy')
    copy = named(after['features'], 'Column 3')
    check(after['selection'] == [copy['id']] and place(copy) != place(column),
          'the copy does not stand beside it')
    check(after['undo'] == 'Duplicate Column 1', f'undo says {after["undo"]}')
    program.key('ctrl+z')

    # Copied and pasted at the next free place, cut and pasted at the pointer.
    program.pointer('click', *middle(column))
    program.key('ctrl+c', 'ctrl+v')
    pasted = program.wait_report(lambda r: len(r['features']) == 3, 'Ctrl+V pasted no column')
    check(pasted['undo'] == 'Paste Column 1', f'undo says {pasted["undo"]}')
    program.key('ctrl+x')
    program.wait_report(lambda r: len(r['features']) == 2, 'Ctrl+X took nothing away')
    there = middle(report['halls'][0], 0.8, 0.85)
    program.open_menu('floor', *there)
    program.act('paste-here')
    program.close_menu()
    pasted = program.wait_report(lambda r: len(r['features']) == 3, 'nothing was pasted here')
    new = [f for f in pasted['features'] if f['id'] not in [o['id'] for o in report['features']]][0]
    x, y = middle(new)
    check(abs(x - there[0]) < 30 and abs(y - there[1]) < 30, f'it stands at {x}, {y}, not at {there}')
    program.key('ctrl+z', 'ctrl+z', 'ctrl+z')

    # The columns of a hall, by one question.
    program.pointer('click', *middle(column))
    program.key('ctrl+shift+g')
    program.wait_report(lambda r: 'Duplicate over a Grid' in r['windows'], 'nothing asks')
    program.settle()
    program.key('ctrl+a', '3', 'Tab', 'ctrl+a', '1', 'Tab', 'ctrl+a', *'1200', 'Return')
    after = program.wait_report(lambda r: len(r['features']) == 4 and not r['preview'],
                                'no two copies')
    check(after['undo'] == 'Duplicate Column 1 over 3 × 1', f'undo says {after["undo"]}')
    check([named(after['features'], f'Column {n}')['x_mm'] - column['x_mm'] for n in (3, 4)]
          == [1200, 2400], 'they do not stand on the grid')


def test():
    for part in (band, keys, copies):
        with Program(EXAMPLE) as program:
            part(program)


run(test)
