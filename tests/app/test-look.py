# SPDX-License-Identifier: GPL-3.0-or-later
"""A design comes back as it was left: hall or racks, how large, and where; so does the window."""

import os
import shutil
import tempfile

from hallwright_driver import HERE, Program, check, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def opened(report):
    return report.get('racks')


def same_place(left, right):
    return all(abs(a[key] - b[key]) < 1
               for a, b in zip(left['racks'], right['racks'])
               for key in ('x', 'y', 'width', 'height'))


def in_sight(report):
    canvas = report['canvas']
    return any(rack['x'] < canvas['x'] + canvas['width'] and canvas['x'] < rack['x'] + rack['width']
               and rack['y'] < canvas['y'] + canvas['height'] and canvas['y'] < rack['y'] + rack['height']
               for rack in report['racks'])


def test_document(home):
    path = os.path.join(home, 'left.hallwright')
    other = os.path.join(home, 'other.hallwright')
    shutil.copy(EXAMPLE, path)
    shutil.copy(EXAMPLE, other)

    with Program(path, home=home) as program:
        first = program.wait_report(opened, 'the design was not opened')
        check(first['view'] == 'hall', 'a design is not shown as its floor plan at first')
        program.set_state('view', "'racks'")
        program.wait_report(lambda r: r['view'] == 'racks', 'racks are not shown')
        program.act('select-object', repr(first['racks'][-1]['id']))
        program.act('zoom-selection')
        program.act('zoom-in')
        program.settle()
        left = program.report()
        check(not same_place(first, left), 'nothing was zoomed')
        program.quit()

    with Program(path, home=home) as program:
        program.wait_report(lambda r: opened(r) and r['view'] == 'racks', 'the view was not kept')
        found = program.wait_report(lambda r: same_place(r, left), 'the place was not kept')
        check(abs(found['zoom'] - left['zoom']) < 1e-6, 'the zoom was not kept')
        # One that was not seen before has no place of its own, and the other keeps its.
        program.act('open-path', repr(other))
        program.wait_report(lambda r: opened(r) and not same_place(r, left) and in_sight(r),
                            'the other design is not shown, or where the first was')
        program.act('open-path', repr(path))
        program.wait_report(lambda r: opened(r) and same_place(r, left),
                            'the place was not kept while the program ran')
        program.quit()

    # The phase that was looked at.
    phased = os.path.join(home, 'phased.hallwright')
    with open(EXAMPLE, encoding='utf-8') as file:
        text = file.read()
    start = text.index('<hall ')
    with open(phased, 'w', encoding='utf-8') as file:
        file.write(text[:start] + '<phase id="p0000000001" name="Start" order="1"/>\n  '
                   + text[start:])
    with Program(phased, home=home) as program:
        program.wait_report(lambda r: opened(r) and r['phase'] == '', 'not all phases at first')
        program.set_state('phase', "'p0000000001'")
        program.wait_report(lambda r: r['phase'] == 'p0000000001', 'the phase is not shown')
        program.quit()
    with Program(phased, home=home) as program:
        program.wait_report(lambda r: opened(r) and r['phase'] == 'p0000000001',
                            'the phase was not kept')
        program.quit()

    # A place where nothing is, and one that is no number, are not gone to.
    looks = os.path.join(home, 'state', 'hallwright', 'looks', 'looks.ini')
    with open(looks, encoding='utf-8') as file:
        kept = file.read()
    check("'racks': (" in kept, f'no place was kept: {kept}')
    for x in ('1e+9', 'nan'):
        start = kept.index("'racks': (") + len("'racks': (")
        with open(looks, 'w', encoding='utf-8') as file:
            file.write(kept[:start] + x + kept[kept.index(',', start):])
        with Program(path, home=home) as program:
            program.wait_report(lambda r: opened(r) and r['view'] == 'racks' and in_sight(r),
                                f'at {x} nothing is in sight')
            program.quit()

    # Nor does it matter when nothing of it can be read.
    with open(looks, 'w', encoding='utf-8') as file:
        file.write('[broken\n\0')
    with Program(path, home=home) as program:
        program.wait_report(lambda r: opened(r) and in_sight(r), 'nothing is in sight')
        program.quit()


def state(program, action):
    result = program.call(f'/io/github/hallwright/Hallwright/window/{program.window}', 'Describe', action)
    check(result.returncode == 0, f'no action {action}: {result.stderr}')
    return 'true' if '<true>' in result.stdout else 'false'


def test_window(home):
    # Settings that outlive the program.
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    with Program(EXAMPLE, home=home) as program:
        program.wait_report(opened, 'the design was not opened')
        program.set_state('show-catalogue', 'false')
        program.set_state('view', "'racks'")
        # The panel is pulled wider by its edge.
        before = program.at_rest('racks')['canvas']
        edge = round(before['x'] + before['width'])
        middle = round(before['y'] + before['height'] / 2)
        program.pointer('drag', edge, middle, edge - 90, middle)
        pulled = program.wait_report(lambda r: r['canvas']['width'] < before['width'] - 60,
                                     'the panel cannot be pulled wider')['canvas']
        program.quit()
    with Program(EXAMPLE, home=home) as program:
        program.wait_report(lambda r: opened(r) and abs(r['canvas']['width'] - pulled['width']) < 2,
                            'the panel is not as wide as it was')
        # And pushed back.
        edge = round(pulled['x'] + pulled['width'])
        program.pointer('drag', edge, middle, edge + 50, middle)
        program.wait_report(lambda r: r['canvas']['width'] > pulled['width'] + 30,
                            'the panel cannot be made narrower')
        program.quit()
    with Program(home=home) as program:
        check(state(program, 'show-catalogue') == 'false', 'the catalogue came back')
        check(state(program, 'show-panel') == 'true', 'the panel did not come back')
        program.act('new-hall')
        program.wait_report(lambda r: r.get('view') == 'hall', 'a new design shows no floor plan')
        program.quit()


def test():
    for part in (test_document, test_window):
        home = tempfile.mkdtemp(prefix='hallwright-look-')
        try:
            part(home)
        finally:
            shutil.rmtree(home, ignore_errors=True)


run(test)
