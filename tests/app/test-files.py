# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad files are refused in a dialog and leave the open design alone; unsaved changes are asked
about; drawings are exported."""

import os
import shutil
import subprocess

from hallwright_driver import HERE, Program, check, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def units(report):
    return [(device['id'], device['rack'], device['u']) for device in report['devices']]


def test():
    with open(EXAMPLE, encoding='utf-8') as file:
        good = file.read()
    bad = {
        'cut': good[:len(good) // 2],
        'empty': '',
        'other': '<?xml version="1.0"?>\n<svg/>\n',
        'doctype': '<?xml version="1.0"?>\n<!DOCTYPE design [<!ENTITY a "b">]>\n<design/>\n',
        'overlap': good[:good.index('<site')] + good[good.index('<site'):].replace('u="46"', 'u="45"'),
        'newer': good.replace('format="1.0"', 'format="9.0"'),
    }

    with Program(EXAMPLE) as program:
        before = program.wait_report(lambda r: 'devices' in r, 'the example was not opened')
        for name, text in bad.items():
            path = program.path(f'{name}.hallwright')
            write(path, text)
            program.act('open-path', repr(path))
            report = program.wait_report(
                lambda r: any(f'{name}.hallwright' in title for title in r['windows']),
                f'no dialog says what is wrong with {name}')
            check(units(report) == units(before) and report['title'] == before['title'],
                  f'{name} changed the open design')
            check(not report['modified'], f'{name} made the design modified')
            program.key('Escape')
            program.wait_report(
                lambda r: not any(f'{name}.hallwright' in title for title in r['windows']),
                'the dialog does not close')
        program.act('open-path', repr(program.path('missing.hallwright')))
        program.wait_report(lambda r: any('missing' in title for title in r['windows']),
                            'no dialog for a missing file')
        program.key('Escape')

        # Where nothing can be written, that is said and the design stays modified.
        program.act('place-product', "'dgx-b200'")
        program.wait_report(lambda r: r['modified'], 'nothing was added')
        program.act('save-to', repr(program.path('no-such-folder/x.hallwright')))
        program.wait_report(lambda r: any('x.hallwright' in title for title in r['windows'])
                            and r['modified'], 'a failed save is not said')
        program.key('Escape')
        program.act('save-to', "'/dev/full'")
        program.wait_report(lambda r: any('“full” cannot' in title for title in r['windows'])
                            and r['modified'], 'a full disk is not said')
        program.key('Escape')

        # Closing asks.
        program.act('close')
        program.wait_report(lambda r: any('Save the changes' in title for title in r['windows']),
                            'closing does not ask about the changes')
        program.key('Escape')
        check(program.process.poll() is None, 'cancelling closed the program')

        # Paper.
        pdf = program.path('sheets.pdf')
        program.act('export-to', repr(pdf))
        program.wait(lambda: os.path.exists(pdf), 'no PDF was written')
        if shutil.which('pdfinfo'):
            info = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True, check=True)
            pages = [line for line in info.stdout.splitlines() if line.startswith('Pages:')]
            check(int(pages[0].split()[1]) >= 2, f'a drawing set has several sheets: {pages}')

        program.act('save-to', repr(program.path('done.hallwright')))
        program.wait_report(lambda r: not r['modified'], 'it was not saved')
        program.quit()


run(test)
