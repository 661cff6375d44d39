# SPDX-License-Identifier: GPL-3.0-or-later
"""The window speaks the language of its user, and writes numbers as they do."""

import os
import re
import sys
import tempfile

from hallwright_driver import HERE, SKIP, Program, check, run

sys.path.insert(0, os.path.join(HERE, '..'))

from french import french  # noqa: E402

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def test():
    with tempfile.TemporaryDirectory() as folder:
        environment = french(folder, sys.argv[2])
        if environment is None:
            print('no French locale can be made: skipped')
            sys.exit(SKIP)
        os.environ.update(environment)
        with Program(EXAMPLE) as program:
            report = program.wait_report(lambda r: 'devices' in r, 'the file was not opened')
            check('enregistrée' in report['state'], f'the window says “{report["state"]}”')
            program.act('place-product', "'dgx-b200'")
            report = program.wait_report(lambda r: r['modified'], 'nothing was added')
            check('Ajout' in report['undo'], f'what can be undone is “{report["undo"]}”')
            check('Ajout' in (report['notice'] or ''), f'the notice is “{report["notice"]}”')
            program.act('explain', "'power.it_nameplate_w'")
            program.wait_dialog('Puissance')
            program.key('Escape')
            program.act('close')
            program.wait_dialog('Enregistrer les modifications')
            program.answer('cancel')

            # What belongs to a design goes with it.
            program.act('start-page')
            program.wait_dialog('Enregistrer les modifications')
            program.answer('discard')
            report = program.wait_report(lambda r: 'start' in r, 'no start page')
            check(not report['notice'], f'a notice of what is gone stays: {report["notice"]}')
            # What the examples come to is read one after the other.
            report = program.wait_report(
                lambda r: re.search(r'\d,\d kW', ' '.join(r['start']).replace('\u00a0', ' ')),
                'no example is told in French', 30)
            check('Exemples' in report['start'], f'the start page says {report["start"]}')
            program.quit()


run(test)
