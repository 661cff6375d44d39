# SPDX-License-Identifier: GPL-3.0-or-later
"""The structure of a site: phases, halls, feeds, loops, fabrics, by their actions and windows."""

import os
import tempfile

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')
GPUS = 'design.gpus'


def phased_example(folder):
    """The example with two phases; A03, a whole NVL72, comes with the second."""
    with open(EXAMPLE, encoding='utf-8') as file:
        text = file.read()
    start = text.index('<hall ')
    text = (text[:start] + '<phase id="p0000000001" name="Start" order="1" date="2027-01"/>\n'
            '  <phase id="p0000000002" name="Growth" order="2"/>\n  ' + text[start:])
    text = text.replace('</site>', '<override id="o0000000001" key="gone/pipe/gone" field="dn" '
                        'value="80"/>\n </site>')
    text = text.replace('name="A03"', 'name="A03" install="p0000000002"')
    path = os.path.join(folder, 'phased.hallwright')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def phases(program):
    before = program.wait_report(lambda r: r.get('view') == 'hall', 'the hall is not shown')
    check(before['phase'] == '', 'all phases are shown at first')
    check(before['totals'][GPUS] == 80, '8 and 72 GPUs are expected')
    program.set_state('phase', "'p0000000001'")
    program.wait_report(lambda r: r['totals'][GPUS] == 8 and r['phase'] == 'p0000000001',
                        'the first phase has other totals')
    program.set_state('phase', "'p0000000002'")
    program.wait_report(lambda r: r['totals'][GPUS] == 80, 'the second phase has all')

    # What is placed now comes with it.
    program.act('select-object', repr(named(before['racks'], 'A02')['id']))
    program.act('place-product', "'dgx-b200'")
    program.wait_report(lambda r: r['totals'][GPUS] == 88, 'it was not placed')
    program.set_state('phase', "'p0000000001'")
    program.wait_report(lambda r: r['totals'][GPUS] == 8, 'it stands in the first phase')
    program.act('undo')
    program.wait_report(lambda r: len(r['devices']) == len(before['devices']), 'no undo')
    program.set_state('phase', "'p0000000002'")

    # The window of phases, and what its buttons do.
    program.act('phases')
    program.wait_report(lambda r: 'Phases' in r['windows'], 'the window of phases did not come')
    program.act('add-phase')
    added = program.wait_report(lambda r: len(r['phases']) == 3, 'there is no third phase')
    check(added['undo'] == 'Add a phase', 'the step has no name')
    third = named(added['phases'], 'Phase 3')
    program.act('move-phase', f"('{third['id']}', -1)")
    program.wait_report(lambda r: r['undo'] == 'Move Phase 3 earlier', 'it did not move')
    program.act('remove-phase', repr(third['id']))
    program.wait_report(lambda r: len(r['phases']) == 2, 'it was not removed')

    # One that is in use stays, and the window says why.
    program.act('remove-phase', "'p0000000002'")
    program.wait_report(lambda r: len(r['windows']) == 3, 'nothing is said')
    check(len(program.report()['phases']) == 2, 'a phase in use was removed')
    program.key('Escape')
    program.wait_report(lambda r: len(r['windows']) == 2, 'the message stays')
    program.focus('Phases')
    program.key('Escape')
    program.wait_report(lambda r: len(r['windows']) == 1, 'the window of phases stays')
    program.set_state('phase', "''")
    program.wait_report(lambda r: r['phase'] == '', 'all phases cannot be chosen')


def halls(program):
    first = program.report()['hall']
    program.act('add-hall')
    two = program.wait_report(lambda r: len(r['halls']) == 2, 'there is no second hall')
    check(two['hall'] != first, 'the new hall is not shown')
    program.set_state('hall', repr(first))
    program.wait_report(lambda r: r['hall'] == first, 'the first hall is not shown')
    check('x' in named(program.report()['racks'], 'A01'), 'its racks are not drawn')

    program.set_state('hall', repr(two['hall']))
    program.focus('.*Hallwright')
    program.act('rename-hall')
    program.settle()
    program.key('ctrl+a')
    program.type('East wing')
    program.key('Return')
    program.wait_report(lambda r: 'East wing' in [h['name'] for h in r['halls']],
                        'the hall was not renamed')
    program.act('remove-hall')
    one = program.wait_report(lambda r: len(r['halls']) == 1, 'the hall was not removed')
    check(one['hall'] == first and one['undo'] == 'Remove East wing', 'the views did not follow')


def feeds(program):
    program.act('add-feed')
    program.act('add-feed')
    program.wait_report(lambda r: [f['name'] for f in r['feeds']] == ['A1', 'B1'],
                        'there are no two feeds')
    # A feed is shown in its table, as when its problem is chosen.
    program.act('select-object', repr(named(program.report()['feeds'], 'B1')['id']))
    program.wait_report(lambda r: 'Feeds' in r['windows'], 'the window of feeds did not come')
    program.act('remove-feed', repr(named(program.report()['feeds'], 'B1')['id']))
    program.wait_report(lambda r: len(r['feeds']) == 1 and r['undo'] == 'Remove B1',
                        'the feed was not removed')
    program.focus('Feeds')
    program.key('Escape')
    program.wait_report(lambda r: 'Feeds' not in r['windows'], 'the window of feeds stays')


def revisions(program):
    """The revisions of the title block: added, changed and removed in their window."""
    program.act('revisions')
    program.wait_report(lambda r: 'Revisions' in r['windows'], 'the window of revisions did not come')
    program.focus('Revisions')
    program.act('add-revision')
    program.wait_report(lambda r: [x['name'] for x in r['revisions']] == ['A'], 'there is none')
    program.act('add-revision')
    added = program.wait_report(lambda r: [x['name'] for x in r['revisions']] == ['A', 'B'],
                                'B does not follow A')
    check(added['undo'] == 'Add a revision', f'undo says {added["undo"]}')
    program.act('remove-revision', repr(named(added['revisions'], 'A')['id']))
    program.wait_report(
        lambda r: [x['name'] for x in r['revisions']] == ['B'] and r['undo'] == 'Remove A',
        'A was not removed')
    program.focus('Revisions')
    program.key('Escape')
    program.wait_report(lambda r: 'Revisions' not in r['windows'], 'the window of revisions stays')


def find(program):
    program.focus('.*Hallwright')
    program.key('ctrl+shift+f')
    program.wait_report(lambda r: 'Find' in r['windows'], 'the window to find things did not come')
    program.focus('Find')
    program.type('compute tray 17')
    program.key('Return')
    found = program.wait_report(lambda r: r['windows'] and 'Find' not in r['windows'],
                                'Enter does not close it')
    tray = named(found['devices'], 'Compute tray 17')
    check(found['selection'] == [tray['id']] and found['view'] == 'racks',
          'it is not selected in its rack')
    canvas = found['canvas']
    check(canvas['y'] <= tray['y'] <= canvas['y'] + canvas['height'], 'it is not in sight')
    program.set_state('view', "'hall'")


def features(program):
    program.set_state('view', "'hall'")
    program.act('zoom-fit')
    program.settle()
    program.act('add-feature', "'column'")
    report = program.wait_report(lambda r: len(r['features']) == 1 and 'x' in r['features'][0],
                                 'there is no column')
    column = report['features'][0]
    check(report['undo'] == 'Add a column' and report['selection'] == [column['id']],
          'the column is not selected')

    # Dragged, it moves; onto a rack it does not.
    x, y = middle(column)
    program.drag((x, y), (x + 90, y + 60))
    report = program.wait_report(lambda r: r['undo'] == 'Move Column 1', 'it did not move')
    moved = report['features'][0]
    check(moved['x_mm'] > column['x_mm'] and moved['y_mm'] > column['y_mm'],
          'it moved elsewhere')
    program.drag(middle(moved), middle(named(report['racks'], 'A01')))
    program.settle()
    report = program.report()
    check((report['features'][0]['x_mm'], report['features'][0]['y_mm'])
          == (moved['x_mm'], moved['y_mm']), 'it stands upon a rack')
    check(report['notice'], 'nothing says why')

    # Where the pointer is; a door goes to the wall.
    hall = report['halls'][0]
    program.pointer('click', *middle(hall, 0.5, 0.9))
    program.act('add-feature-here', "'door'")
    report = program.wait_report(lambda r: len(r['features']) == 2, 'there is no door')
    check(named(report['features'], 'Door 1')['y_mm'] == 9400, 'the door is not in the wall')
    for kind, name in (('keep-out', 'Keep-out 1'), ('note', 'Note 1')):
        program.act('add-feature', repr(kind))
        program.wait_report(lambda r, name=name: name in [f['name'] for f in r['features']],
                            f'there is no {name}')
    program.focus('.*Hallwright')
    program.key('Delete')
    left = program.wait_report(lambda r: len(r['features']) == 3 and r['undo'] == 'Remove Note 1',
                               'Delete removed nothing')

    # They are aligned like racks, and with them.
    two = [named(left['features'], name) for name in ('Column 1', 'Keep-out 1')]
    program.select(*two)
    program.act('align', "'south'")
    after = program.wait_report(lambda r: r['undo'] == 'Align 2 objects', 'they are not aligned')
    ends = {f['name']: f['y_mm'] for f in after['features']}
    check(any(ends[f['name']] != f['y_mm'] for f in two), 'none of them has moved')
    program.act('undo')


def catalogue(program):
    def rows():
        return [row['id'] for row in program.report()['catalogue']]

    program.act('filter-catalogue', "('kind', 'rack')")
    program.wait(lambda: 'eia-48u-600x1200' in rows() and 'dgx-b200' not in rows(),
                 'not only racks are shown')
    program.act('filter-catalogue', "('kind', '')")
    program.act('filter-catalogue', "('height', '1')")
    program.act('filter-catalogue', "('cooling', 'liquid')")
    program.wait(lambda: 'gb200-compute-tray' in rows() and 'sn2201' not in rows(),
                 'not only flat things with liquid cooling are shown')
    program.act('filter-catalogue', "('power', '2')")
    program.wait(lambda: 'gb200-compute-tray' not in rows(), 'more than 2 kW is shown')
    for key in ('height', 'cooling', 'power'):
        program.act('filter-catalogue', f"('{key}', '')")
    program.wait(lambda: 'dgx-b200' in rows(), 'the filter stays')


def rules(program):
    """Loops and fabrics: each stands in its table, goes and comes back."""
    for element, title, name in (('loop', 'Cooling Loops', 'tcs1'),
                                 ('fabric', 'Fabrics', 'compute1')):
        key = element + 's'
        program.act('add-' + element)
        report = program.wait_report(lambda r, key=key, name=name:
                                     [o['name'] for o in r[key]] == [name], f'there is no {name}')
        program.act(key)
        program.wait_report(lambda r, title=title: title in r['windows'],
                            f'the window of {key} did not come')
        program.act('remove-' + element, repr(report[key][0]['id']))
        program.wait_report(lambda r, key=key, name=name:
                            not r[key] and r['undo'] == 'Remove ' + name, f'{name} stays')
        program.act('undo')
        program.wait_report(lambda r, key=key: len(r[key]) == 1, f'{name} does not come back')
        program.focus(title)
        program.key('Escape')
        program.wait_report(lambda r, title=title: title not in r['windows'],
                            f'the window of {key} stays')


def overrides(program):
    """An override whose object is gone is idle until it is removed."""
    report = program.report()
    check([o['name'] for o in report['overrides']] == ['gone/pipe/gone'], 'it was not read')
    program.act('overrides')
    program.wait_report(lambda r: 'Overrides' in r['windows'], 'the window did not come')
    program.act('remove-idle-overrides')
    program.wait_report(lambda r: not r['overrides'] and r['undo'] == 'Remove idle overrides',
                        'the idle one stays')
    program.act('remove-idle-overrides')
    program.wait_report(lambda r: r['notice'] == 'No override is idle', 'nothing is said')
    program.focus('Overrides')
    program.key('Escape')
    program.wait_report(lambda r: 'Overrides' not in r['windows'], 'the window stays')


def test():
    with tempfile.TemporaryDirectory() as folder:
        with Program(phased_example(folder)) as program:
            phases(program)
            halls(program)
            feeds(program)
            revisions(program)
            rules(program)
            overrides(program)
            find(program)
            features(program)
            catalogue(program)


run(test)
