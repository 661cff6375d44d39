# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts without a file and with one, in light and dark, shows each view, window and panel, and ends
cleanly. With G_DEBUG=fatal-warnings any complaint of the toolkit fails the test."""

import os
import shutil
import subprocess

from hallwright_driver import HERE, Program, check, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def brightness(path):
    """Mean brightness of the screen from 0 to 1; None where it cannot be measured."""
    if shutil.which('import') is None or shutil.which('convert') is None:
        return None
    subprocess.run(['import', '-window', 'root', path], check=True)
    result = subprocess.run(['convert', path, '-crop', '900x500+100+100', '-colorspace', 'Gray',
                             '-format', '%[fx:mean]', 'info:'],
                            capture_output=True, text=True, check=True)
    return float(result.stdout)


def test_start_page():
    with Program() as program:
        report = program.report()
        check('devices' not in report, 'a design is open on the start page')
        program.act('new-hall')
        report = program.wait_report(lambda r: 'devices' in r, 'New Hall makes none')
        check(not report['modified'] and not report['racks'], 'a new hall is empty and unchanged')
        program.act('place-product', "'eia-48u-600x1200'")
        program.act('place-product', "'dgx-b200'")
        report = program.wait_report(lambda r: len(r['devices']) == 1, 'keys place nothing')
        check(report['racks'][0]['name'] == 'A01', 'the first rack is the first of row A')


def test_looks():
    with Program(EXAMPLE) as program:
        program.wait_report(lambda r: 'devices' in r, 'the example was not opened')
        mean = {}
        for scheme in ('light', 'dark'):
            program.set_state('colour-scheme', f"'{scheme}'", application=True)
            for view in ('hall', 'racks'):
                program.set_state('view', f"'{view}'")
                program.settle()
            mean[scheme] = brightness(program.path(f'{scheme}.png'))
        if mean['light'] is not None:
            check(mean['light'] > 0.7, f'light is dark: {mean["light"]}')
            check(mean['dark'] < 0.35, f'dark is light: {mean["dark"]}')

        for faces in ('rear', 'both', 'front'):
            program.set_state('faces', f"'{faces}'")
        for colour in ('heat', 'mass', 'fill', 'kind', 'power'):
            program.set_state('colour-by', f"'{colour}'")
        for precision in ('fp4', 'fp16-sparse', 'fp64', 'fp8'):
            program.act('precision', f"'{precision}'")

        report = program.report()
        program.act('explain', "'power.it_nameplate_w'")
        program.wait_report(lambda r: len(r['windows']) == 2, 'no explanation is shown')
        program.act('explain', f"'power.it_nameplate_w@{report['racks'][0]['id']}'")
        program.act('show-product', "'dgx-b200'")
        program.wait_report(lambda r: any('DGX B200' in title for title in r['windows']),
                            'no product sheet is shown')
        program.act('shortcuts')
        program.act('print')
        program.settle()
        program.key('Escape')
        program.act('select-object', f"'{report['devices'][0]['id']}'")
        program.act('zoom-selection')
        program.act('select-all')
        program.act('select-none')
        program.settle()
        program.quit()


def test():
    test_start_page()
    test_looks()


run(test)
