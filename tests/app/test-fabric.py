# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagram of the fabric: what the pointer is at is known, servers are selected by a click, and
the program ends well while it is shown."""

import os
import subprocess
import sys
import tempfile

from hallwright_driver import Program, check, middle, run


def node(report, name):
    return next((n for n in report.get('nodes', []) if n['id'] == name), None)


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

        # A click selects the server in the design; zooming about keeps the diagram.
        program.pointer('click', *middle(server))
        program.wait_report(lambda r: r['selection'] == [server['id']], 'the server is not selected')
        program.act('zoom-in')
        near = program.wait_report(lambda r: r['zoom'] > report['zoom'], 'nothing was zoomed')
        check(node(near, server['id'])['width'] > server['width'], 'the picture did not grow')
        program.act('zoom-fit')
        program.wait_report(lambda r: abs(r['zoom'] - report['zoom']) < 1e-6, 'it does not fit again')

        # Removing the server takes its node and its cables; undo brings them back.
        program.act('delete')
        program.wait_report(lambda r: len(r['nodes']) == 43, 'the server is still in the fabric')
        program.act('undo')
        program.wait_report(lambda r: len(r['nodes']) == 44, 'the server is not in the fabric again')
        program.quit()


run(test)
