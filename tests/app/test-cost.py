# SPDX-License-Identifier: GPL-3.0-or-later
"""Costs have a window; prices and rates of exchange are objects that are added, change what a design
costs, and are undone."""

import os
import subprocess
import sys
import tempfile

from hallwright_driver import Program, check, named, run


def cost(report, key):
    return report['costs']['cost.' + key]


def test():
    folder = tempfile.mkdtemp(prefix='hallwright-cost-')
    path = os.path.join(folder, 'one.hallwright')
    subprocess.run([sys.argv[2], 'plan', '--template', 'nvl72', '--racks', '2', '-o', path], check=True)

    with Program(path) as program:
        program.set_state('view', "'hall'")
        first = program.at_rest('hall')
        classes = ('compute', 'network', 'cables', 'cooling', 'power', 'building', 'installation', 'contingency')
        total = sum(cost(first, 'capex.' + name) or 0 for name in classes)
        check(abs(total - cost(first, 'capex.total')) < 1, 'the classes do not add up')
        check(cost(first, 'per_gpu_hour') > 0, 'a GPU-hour costs nothing')
        check(cost(first, 'per_gpu_hour_sold') > cost(first, 'per_gpu_hour'), 'what is not sold costs nothing')

        program.act('costs')
        program.wait_report(lambda r: 'Costs' in r['windows'], 'the costs have no window')
        program.key('Escape')
        program.wait_report(lambda r: 'Costs' not in r['windows'], 'their window does not close')

        # A price of what is selected; at first what the catalogue has.
        program.select(first['racks'][0])
        program.act('add-price')
        priced = program.wait_report(lambda r: len(r['prices']) == 1, 'no price was added')
        check(priced['undo'] == 'Add a price', 'a price has another name')
        check(cost(priced, 'capex.compute') == cost(first, 'capex.compute'), 'it costs something else')
        program.act('undo')
        program.wait_report(lambda r: not r['prices'], 'the price stays')

        # In EUR nothing is known of prices in USD, until a rate is stated.
        program.act('add-exchange-rate')
        program.wait_report(lambda r: len(r['exchange-rates']) == 1, 'no rate was added')
        program.act('remove-exchange-rate', f"'{program.report()['exchange-rates'][0]['id']}'")
        program.wait_report(lambda r: not r['exchange-rates'], 'the rate stays')


run(test)
