# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagram of the fabric: what the pointer is at is known, servers are selected by a click, parts
fail by one and come back, tables show the same, a fabric as built is compared with it, and the
program ends well while it is shown."""

import os
import subprocess
import sys
import tempfile

from hallwright_driver import Program, check, middle, run


def node(report, name):
    return next((n for n in report.get('nodes', []) if n['id'] == name), None)


def point_at(program, item):
    x, y = middle(item)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y)], check=True)


def failures(program, report):
    """A spine by a click, a leaf beside it; what is lost is said, and the design stays as it is."""
    spine, leaf = report['nodes'][8], report['nodes'][2]
    program.pointer('click', *middle(spine))
    # A quarter of 128 links of 400 Gb/s, 6.4 TB/s, is gone; each server keeps its rails.
    report = program.wait_report(lambda r: any('4.8' in line and '25' in line for line in r['lost']),
                                 'nobody says what the spine costs')
    check(any('No node' in line for line in report['lost']), 'a spine takes no rail')
    check(report['selection'] == [spine['id']], 'the spine is not selected too')
    program.settle()
    program.pointer('click', *middle(leaf))
    report = program.wait_report(lambda r: any('Rail 3' in line and '32' in line for line in r['lost']),
                                 'nobody says who loses the rail')
    program.settle()
    program.pointer('click', *middle(spine))
    program.wait_report(lambda r: r['lost'] and 'su01-leaf-r3' in r['lost'][0], 'the spine is not back')
    subprocess.run(['xdotool', 'key', 'Escape'], check=True)
    report = program.wait_report(lambda r: not r['lost'], 'Escape does not have all back')
    check(not report['modified'] and report['undo'] is None, 'failing has changed the design')


def deleted_spine(program, report):
    """A spine is deleted: what it costs is read, and undo has it back."""
    spine = report['nodes'][9]
    program.select(spine)
    program.act('delete')
    report = program.wait_report(lambda r: any('25' in line for line in r['lost']),
                                 'nobody says what the missing spine costs')
    check('no place' in report['lost'][0], 'it is not said to be missing')
    program.act('undo')
    program.wait_report(lambda r: not r['lost'], 'the spine is not back')
    program.settle()


def tables(program):
    program.set_state('fabric-matrix', 'true')
    report = program.at_rest('fabric')
    named = [n for n in report['nodes'] if 'x' in n]
    check(len(named) == 12, f'{len(named)} rows and columns')
    row, column = named[0], named[8]
    cell = {'x': column['x'], 'width': column['width'], 'y': row['y'], 'height': row['height']}
    point_at(program, cell)
    program.wait_report(lambda r: r['pointed'] == f"{row['id']}/{column['id']}", 'the cell is not found')
    program.pointer('click', *middle(column))
    program.wait_report(lambda r: r['lost'], 'a column does not fail')
    program.act('restore-failed')
    program.wait_report(lambda r: not r['lost'], 'it does not come back')
    program.set_state('fabric-matrix', 'false')
    program.at_rest('fabric')


def as_built(program, design, folder):
    """Two cables of one server end at each other's leaf, one cable is not there."""
    good, bad = os.path.join(folder, 'good.net'), os.path.join(folder, 'bad.net')
    subprocess.run([sys.argv[2], 'export', design, '-o', good], check=True)
    with open(good, encoding='utf-8') as file:
        text = file.read()
    for here, there in (('su01-dgx-01-mlx5_0"[1]', 'su01-dgx-01-mlx5_1"[1]'),
                        ('su01-leaf-r1"[1]\n', 'su01-leaf-r2"[1]\n')):
        check(here in text and there in text, 'the netlist is another')
        text = text.replace(here, '@').replace(there, here).replace('@', there)
    lines = text.split('\n')
    gone = [i for i, line in enumerate(lines)
            if 'su01-dgx-07-mlx5_3"[1]' in line or line.endswith('"su01-leaf-r4"[7]')]
    check(len(gone) == 2, f'the cable has {len(gone)} ends')
    with open(bad, 'w', encoding='utf-8') as file:
        file.write('\n'.join(line for i, line in enumerate(lines) if i not in gone))

    program.act('compare-fabric-with', repr(good))
    report = program.wait_report(lambda r: r.get('differences') == [], 'the same differs')
    check('As Built' not in report['windows'], 'a list of nothing is shown')
    program.act('compare-fabric-with', repr(bad))
    report = program.wait_report(lambda r: len(r['differences']) == 3, 'the differences are not found')
    check(sum('not linked' in line for line in report['differences']) == 1, 'the missing one is not told')
    program.wait_dialog('As Built')
    program.act('forget-fabric-as-built')
    program.wait_report(lambda r: not r['differences'], 'it is compared for ever')


def networks(program):
    """Each network of the design is a layer of its own, chosen in the status line."""
    names = ['compute1', 'storage1', 'inband1', 'oob1']
    shown = {}
    report = program.report()
    check(report['networks']['names'] == names, 'not all networks are offered')
    for i in range(1, len(names)):
        program.pointer('click', *middle(report['networks']))
        program.settle()
        program.key('Down', 'Return')
        report = program.wait_report(lambda r, i=i: r['networks']['shown'] == i and r['nodes'],
                                     f'{names[i]} is not shown')
        report = program.at_rest('fabric')
        shown[names[i]] = {node['id'] for node in report['nodes']}
    check(shown['storage1'].isdisjoint(n for n in shown['oob1'] if 'leaf' in n), 'two have the same switches')
    check(shown['storage1'] != shown['inband1'] != shown['oob1'], 'two networks are the same')


def added(program):
    """A fabric is added by its kind; without saying which, the first that is not there."""
    for action, parameter, name in (('add-fabric', None, 'compute1'), ('add-fabric', None, 'storage1'),
                                    ('add-kind-of-fabric', "'out-of-band'", 'oob1'),
                                    ('add-fabric', None, 'inband1')):
        program.act(action, parameter)
        program.wait_report(lambda r, name=name: any(f['name'] == name for f in r['fabrics']),
                            f'{name} was not added')


def picture(folder, name, left, top, right, bottom):
    path = os.path.join(folder, name)
    subprocess.run(['import', '-window', 'root', '-crop', f'{right - left}x{bottom - top}+{left}+{top}',
                    '+repage', path], check=True)
    return path


def differing(one, other):
    """How many pixels differ."""
    result = subprocess.run(['compare', '-metric', 'AE', one, other, 'null:'], capture_output=True,
                            text=True, check=False)
    return int(float(result.stderr.split()[0]))


def rails(program, folder, server):
    """A server that is selected has its rails lit, from the leaves down to it."""
    program.act('select-none')
    subprocess.run(['xdotool', 'mousemove', '5', '5'], check=True)
    program.settle()
    report = program.at_rest('fabric')
    leaf, node_of_it = report['nodes'][0], node(report, server)
    area = (int(leaf['x']), int(leaf['y'] + leaf['height'] + 4),
            int(report['nodes'][7]['x'] + report['nodes'][7]['width']), int(node_of_it['y'] - 4))
    quiet = picture(folder, 'quiet.png', *area)
    same = picture(folder, 'same.png', *area)
    program.pointer('click', *middle(node_of_it))
    program.wait_report(lambda r: r['selection'] == [server], 'the server is not selected')
    # Nothing is pointed at: what is lit is the selection.
    subprocess.run(['xdotool', 'mousemove', '5', '5'], check=True)
    program.wait_report(lambda r: r['pointed'] is None, 'something is pointed at')
    program.settle()
    lit = picture(folder, 'lit.png', *area)
    program.act('select-none')
    check(differing(quiet, same) == 0, 'the diagram is not at rest')
    # Eight curves at least a pixel wide from one row to the other.
    check(differing(quiet, lit) > 8 * (area[3] - area[1]), 'its rails are not lit')


def domains(program):
    """The first NVLink rack brings their layer, while the fabric is in sight; the last takes it."""
    program.act('new-from-template', "('empty', 0)")
    program.wait_report(lambda r: r['racks'] == [] and r['fabrics'] == [], 'no design was made')
    program.set_state('view', "'racks'")
    program.act('place-product', "'gb200-nvl72'")
    program.wait_report(lambda r: r['racks'], 'the rack was not placed')
    program.act('undo')
    program.wait_report(lambda r: not r['racks'], 'the rack is still there')
    program.set_state('view', "'fabric'")
    program.wait_report(lambda r: r['view'] == 'fabric' and not r.get('nodes'), 'there is a network of nothing')
    program.act('redo')
    report = program.wait_report(lambda r: r['networks']['names'] == ['NVLink domains'] and r.get('nodes'),
                                 'the NVLink layer is not shown')
    check(len(report['nodes']) == 9 + 18, f'{len(report["nodes"])} trays')
    program.act('add-fabric')
    program.wait_report(lambda r: len(r['networks']['names']) == 2, 'both are not offered')
    program.act('undo')
    program.act('undo')
    program.wait_report(lambda r: r['networks']['names'] == [], 'the layer is still offered')


def from_scratch(folder):
    """Nothing is open: a reference design is made, a spine taken out and put back, and the cable
    schedule goes to paper."""
    saved, sheets = os.path.join(folder, 'new.hallwright'), os.path.join(folder, 'cables.pdf')
    with Program() as program:
        program.act('new-from-template', "('superpod-b200', 256)")
        report = program.wait_report(lambda r: r.get('racks'), 'no design was made')
        check(report['undo'] is None, 'a new design has a history')
        program.set_state('view', "'fabric'")
        program.wait_report(lambda r: r['view'] == 'fabric' and r.get('nodes'), 'the fabric is not shown')
        report = program.at_rest('fabric')
        deleted_spine(program, report)
        program.act('export-to', repr(sheets))
        program.wait(lambda: os.path.exists(sheets), 'nothing was exported')
        program.act('save-to', repr(saved))
        program.wait(lambda: os.path.exists(saved), 'it was not saved')
        program.quit()
    subprocess.run([sys.argv[2], 'export', saved, '-o', sheets, '--sheets', 'cables'], check=True)
    table = os.path.join(folder, 'cables.csv')
    subprocess.run([sys.argv[2], 'export', saved, '-o', table, '--table', 'cables'], check=True)
    with open(table, encoding='utf-8') as file:
        check(len(file.readlines()) == 1 + 512, 'the schedule lacks cables')


def large(folder):
    """A fabric of more devices than a frame has time for follows edits a little later, and stays in sight meanwhile."""
    path = os.path.join(folder, 'large.hallwright')
    subprocess.run([sys.argv[2], 'plan', '--template', 'superpod-b200', '--su', '40', '-o', path], check=True)
    with Program(path) as program:
        program.wait_report(lambda r: r.get('devices'), 'no device is shown')
        program.set_state('view', "'fabric'")
        report = program.wait_report(lambda r: r['view'] == 'fabric' and r.get('nodes'), 'the fabric is not shown')
        server = report['nodes'][-1]['id']
        program.act('select-object', f"'{server}'")
        program.set_state('view', "'fabric'")
        program.wait_report(lambda r: r['view'] == 'fabric' and r['selection'] == [server], 'it is not selected')
        program.act('delete')
        gone = program.wait_report(lambda r: r['undo'] and server not in [n['id'] for n in r['nodes']],
                                   'the server is still in the fabric')
        check(len(gone['nodes']) == len(report['nodes']) - 1, 'other nodes came or went')
        program.act('undo')
        program.wait_report(lambda r: r['undo'] is None and len(r['nodes']) == len(report['nodes']),
                            'the server is not in the fabric again')
        program.quit()


def test():
    folder = tempfile.mkdtemp(prefix='hallwright-fabric-')
    path = os.path.join(folder, 'superpod.hallwright')
    subprocess.run([sys.argv[2], 'plan', '--template', 'superpod-b200', '--su', '1', '-o', path], check=True)

    with Program(path) as program:
        program.wait_report(lambda r: r.get('racks'), 'the design was not opened')
        check('nodes' not in program.report(), 'a fabric that nobody sees is derived for the window')
        program.set_state('view', "'fabric'")
        report = program.wait_report(lambda r: r['view'] == 'fabric' and r.get('nodes'),
                                     'the fabric is not shown')
        # 8 leaves, 4 spines and 32 servers of one scalable unit.
        check(len(report['nodes']) == 44, f'{len(report["nodes"])} nodes')
        report = program.at_rest('fabric')

        # All of it is in sight, each node is pointed at, and nothing beside them.
        devices = {d['id']: d for d in report['devices']}
        server = next(n for n in report['nodes'][12:] if n['id'] in devices)
        for one in (report['nodes'][0], report['nodes'][9], server):
            x, y = middle(one)
            subprocess.run(['xdotool', 'mousemove', str(x), str(y)], check=True)
            program.wait_report(lambda r, one=one: r['pointed'] == one['id'], f'{one["id"]} is not found')
        top = min(n['y'] for n in report['nodes'])
        subprocess.run(['xdotool', 'mousemove', str(middle(server)[0]), str(int(top - 12))], check=True)
        program.wait_report(lambda r: r['pointed'] is None, 'something is found where nothing is')

        # A click selects the server in the design; zooming keeps it where it is.
        program.pointer('click', *middle(server))
        program.wait_report(lambda r: r['selection'] == [server['id']], 'the server is not selected')
        program.act('zoom-in')
        near = program.wait_report(lambda r: r['zoom'] > report['zoom'], 'nothing was zoomed')
        check(node(near, server['id'])['width'] > server['width'], 'the picture did not grow')
        there, here = middle(node(near, server['id'])), middle(server)
        check(max(abs(there[0] - here[0]), abs(there[1] - here[1])) <= 1, 'what is selected went away')
        program.act('zoom-fit')
        program.wait_report(lambda r: abs(r['zoom'] - report['zoom']) < 1e-6, 'it does not fit again')

        # Removing the server takes its node and its cables; undo brings them back.
        program.act('delete')
        program.wait_report(lambda r: len(r['nodes']) == 43, 'the server is still in the fabric')
        program.act('undo')
        report = program.wait_report(lambda r: len(r['nodes']) == 44, 'the server is not in the fabric again')
        rails(program, folder, server['id'])
        program.settle()
        networks(program)

    with Program(path) as program:
        program.set_state('view', "'fabric'")
        program.wait_report(lambda r: r['view'] == 'fabric' and r.get('nodes'), 'the fabric is not shown')
        report = program.at_rest('fabric')
        failures(program, report)
        deleted_spine(program, report)
        tables(program)
        as_built(program, path, folder)
        program.quit()
    large(folder)
    with Program() as program:
        program.act('new-from-template', "('empty', 0)")
        program.wait_report(lambda r: r.get('fabrics') == [], 'no design was made')
        added(program)
        for _ in range(4):
            program.act('undo')
        program.wait_report(lambda r: r['undo'] is None, 'the fabrics are still there')
        program.quit()
    with Program() as program:
        domains(program)
        program.quit()
    from_scratch(folder)


run(test)
