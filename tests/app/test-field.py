# SPDX-License-Identifier: GPL-3.0-or-later
"""While something is dragged, racks are shaded by whether it fits; the measure, and the small picture
in the corner.
"""

import os

from hallwright_driver import Program, check, middle, named, run

DATA = os.environ.get('HALLWRIGHT_DATA_DIR', os.path.join(
    os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data'))
EXAMPLE = os.path.join(DATA, 'examples', 'first-blackwell-hall.hallwright')


def shading(report):
    return {rack['name']: rack.get('shading') for rack in report['racks']}


def shaded(report):
    return all(value is not None for value in shading(report).values())


def is_expected(found):
    """A01 and A02 are full, A03 and A05 have room, and A04 has, but not the power."""
    return (found['A01'] == 'blocked: units' and found['A03'] == 'free: free'
            and found['A04'] == 'warned: power' and found['A05'] == 'free: free'
            and found['CDU-1'].startswith('none'))


def field(program):
    for view in ('racks', 'hall'):
        program.set_state('view', f"'{view}'")
        before = program.wait_report(lambda r, view=view: r['view'] == view, f'no {view}')
        check(not any(shading(before).values()), 'racks are shaded though nothing is dragged')
        row = program.product_row('dgx-b200')
        with program.held(middle(row), middle(named(before['racks'], 'A04'), down=0.25)):
            during = program.wait_report(shaded, f'{view}: racks are not shaded')
            check(is_expected(shading(during)), f'{view}: {shading(during)}')
        after = program.wait_report(
            lambda r: not any(shading(r).values()) and not r['preview'], 'racks stay shaded')
        check(not after['modified'], f'giving up changed something: {after["undo"]}')

    # What goes into racks of another kind.
    row = program.product_row('gb200-compute-tray')
    with program.held(middle(row), middle(named(after['racks'], 'A04'))):
        during = program.wait_report(shaded, 'racks are not shaded for a tray')
        check(shading(during)['A04'] == 'blocked: mounting', f'{shading(during)}')

    floor(program)

    # Within: what is moved does not stand in its own way.
    program.set_state('view', "'racks'")
    report = program.wait_report(lambda r: r['view'] == 'racks', 'no racks')
    server = next(d for d in report['devices'] if d['product'] == 'dgx-b200')
    with program.held(middle(server), middle(named(report['racks'], 'A05'), down=0.4)):
        during = program.wait_report(shaded, 'racks are not shaded for what is moved')
        check(shading(during)['A04'] == 'free: free', f'within: {shading(during)}')


def beside(program):
    """A rack in the hand shades the elevations by whether there is room in the row."""
    program.set_state('view', "'racks'")
    report = program.wait_report(lambda r: r['view'] == 'racks', 'no racks')
    at = middle(named(report['racks'], 'A04'), down=0.25)
    # No CDU is left where one of the loop is to be spared.
    for product, expected in (('eia-48u-600x1200', 'free: free'), ('gb200-nvl72', 'warned: cooling')):
        row = program.product_row(product)
        with program.held(middle(row), at):
            during = program.wait_report(lambda r: any(shading(r).values()), 'rows are not shaded')
            check(shading(during)['A01'] == expected, f'{product}: {shading(during)}')
        program.wait_report(
            lambda r: not any(shading(r).values()) and not r['preview'], 'rows stay shaded')


def features(program):
    """A column in the hand shades the floor: racks are in its way, other columns are not."""
    program.set_state('view', "'hall'")
    report = program.wait_report(lambda r: r['view'] == 'hall', 'no hall')
    rack = named(report['racks'], 'A01')
    column, other = [f for f in report['features'] if f['name'] == 'Column'][:2]
    with program.held(middle(column), middle(report['canvas'], 0.5, 0.7)):
        during = program.wait_report(lambda r: r['floor_field'], 'the floor is not shaded')
        found = floor_at(during, rack['x_mm'] + 100, rack['y_mm'] + 100)
        check(found == 'taken', f'A01: {found}')
        for feature in column, other:
            found = floor_at(during, feature['x_mm'] + 10, feature['y_mm'] + 10)
            check(found == 'free', f'a column: {found}')
    after = program.wait_report(lambda r: not r['floor_field'], 'it stays shaded')
    check(not after['modified'], f'giving up changed something: {after["undo"]}')


def headroom(program):
    """How many more fit: from the menu of the catalogue, and of what stands in a rack."""
    program.set_state('view', "'racks'")
    report = program.wait_report(lambda r: r['view'] == 'racks', 'no racks')
    program.act('select-object', repr(named(report['racks'], 'A05')['id']))
    program.pointer('--button', 3, 'click', *middle(program.product_row('dgx-b200')))
    program.settle()
    program.key('Down', 'Down', 'Return')
    said = program.wait_report(lambda r: r.get('bubble'), 'the bubble did not come')['bubble']
    check(said[0] == 'DGX B200', f'it is about {said[0]}')
    # The rack, its row, the hall and the site.
    check(len(said) == 6 and 'A05' in said[2] and 'Hall 1' in said[4], f'it says {said}')
    program.key('Escape')
    program.wait_report(lambda r: 'bubble' not in r, 'Escape does not close it')

    # Of what stands on the floor, in the row, the hall and the site; none goes into a rack.
    program.pointer('--button', 3, 'click', *middle(program.product_row('eia-48u-600x1200')))
    program.settle()
    program.key('Down', 'Down', 'Return')
    said = program.wait_report(lambda r: r.get('bubble'), 'the bubble did not come')['bubble']
    check(said[2] == 'it stands on the floor, not in A05', f'it says {said}')
    check('row A; floor binds first' in said[3] and 'Hall 1' in said[4], f'it says {said}')
    program.key('Escape')
    program.wait_report(lambda r: 'bubble' not in r, 'Escape does not close it')

    server = next(d for d in program.report()['devices'] if d['product'] == 'dgx-b200')
    program.open_menu('device', *middle(server))
    program.act('headroom-here')
    program.wait_report(lambda r: r.get('bubble', [''])[0] == 'DGX B200', 'no bubble in the drawing')
    program.key('Escape')
    program.close_menu()
    program.wait_report(lambda r: 'bubble' not in r, 'Escape does not close it')


def floor_at(report, x_mm, y_mm):
    for patch in report['floor_field']:
        if (patch['x_mm'] <= x_mm < patch['x_mm'] + patch['width_mm']
                and patch['y_mm'] <= y_mm < patch['y_mm'] + patch['depth_mm']):
            return patch['state']
    return None


def floor(program):
    """A rack in the hand shades the floor, from the catalogue and moved."""
    before = program.report()
    check(before['floor_field'] == [], 'the floor is shaded though nothing is dragged')
    rack = named(before['racks'], 'A01')
    inside = rack['x_mm'] + 100, rack['y_mm'] + 100
    row = program.product_row('eia-48u-600x1200')
    with program.held(middle(row), middle(before['canvas'], 0.5, 0.9)):
        during = program.wait_report(lambda r: r['floor_field'], 'the floor is not shaded')
        check(floor_at(during, *inside) == 'taken', f'A01: {floor_at(during, *inside)}')
        check('free' in [p['state'] for p in during['floor_field']], 'nowhere is room')
    program.wait_report(lambda r: not r['floor_field'] and not r['preview'], 'it stays shaded')
    with program.held(middle(rack), middle(before['canvas'], 0.5, 0.9)):
        during = program.wait_report(lambda r: r['floor_field'], 'the floor is not shaded')
        check(floor_at(during, *inside) == 'free', 'A01 is in its own way')
    after = program.wait_report(lambda r: not r['preview'], 'a preview is left open')
    check(not after['modified'], f'giving up changed something: {after["undo"]}')


def measure(program):
    program.set_state('view', "'hall'")
    report = program.wait_report(lambda r: r['view'] == 'hall', 'no hall')
    rack = named(report['racks'], 'A03')
    program.act('select-none')
    program.pointer('move', *middle(report['canvas'], 0.5, 0.9))
    program.act('measure')
    program.wait_report(lambda r: r['measuring'], 'the measure is not in the hand')
    count = len(report['racks'])
    # From corner to corner of a rack: ends snap to its sides.
    program.pointer('drag', round(rack['x']) + 1, round(rack['y']) + 1,
                    round(rack['x'] + rack['width']) - 1, round(rack['y'] + rack['height']) - 1)
    found = program.wait_report(lambda r: r.get('length'), 'nothing was measured')
    check(found['sides'] == 'x 600 · y 1\u2009200 mm', f'sides: {found["sides"]!r}')
    check(found['length'] == '1\u2009342 mm', f'length: {found["length"]!r}')
    check(found['undo'] is None and len(found['racks']) == count, 'measuring moved something')
    check(not found['selection'], f'measuring selected {found["selection"]}')
    program.pointer('click', *middle(rack))
    program.settle()
    found = program.report()
    check(not found['selection'], f'a press of the measure selected {found["selection"]}')
    program.act('measure')
    program.wait_report(lambda r: not r['measuring'] and 'length' not in r, 'it cannot be put away')


def minimap(program):
    program.set_state('view', "'hall'")
    program.act('zoom-fit')
    fit = program.wait_report(lambda r: 'minimap' not in r, 'a minimap though all is in sight')
    for _ in range(5):
        program.act('zoom-in')
    near = program.wait_report(lambda r: 'minimap' in r, 'no minimap')
    check(near['zoom'] > fit['zoom'], 'zooming failed')
    program.settle()
    before = named(near['racks'], 'A01')
    program.pointer('drag', *middle(near['minimap'], 0.5, 0.5), *middle(near['minimap'], 0.1, 0.9))
    moved = program.wait_report(
        lambda r: named(r['racks'], 'A01')['x'] > before['x'] + 50, 'the view did not move')
    check(moved['undo'] is None, 'navigating changed the design')
    program.set_state('show-minimap', 'false')
    program.wait_report(lambda r: 'minimap' not in r, 'the minimap cannot be put away')


def test():
    with Program(EXAMPLE) as program:
        program.act('select-none')
        field(program)
        beside(program)
        features(program)
        headroom(program)
        measure(program)
        minimap(program)
        program.quit()


run(test)
