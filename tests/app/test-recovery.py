# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not saved survives the end of the program: drafts are offered, recovered, discarded."""

import glob
import os
import shutil
import tempfile

from hallwright_driver import HERE, Program, check, middle, named, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def drafts(home):
    return glob.glob(os.path.join(home, 'state', 'hallwright', 'drafts', '*.hallwright'))


def leftovers(home):
    return glob.glob(os.path.join(home, 'state', 'hallwright', 'drafts', '*'))


def opened(report):
    return 'devices' in report


def offers(report):
    return [text for text in report.get('start', []) if text.startswith('Recover unsaved')]


def lose_a_change(home, path):
    """Adds a server and kills the program once there is a draft."""
    with Program(path, home=home) as program:
        before = len(program.wait_report(opened, 'the file was not opened')['devices'])
        program.act('place-product', "'dgx-b200'")
        program.wait_report(lambda r: len(r['devices']) == before + 1, 'nothing was added')
        program.wait(lambda: drafts(home), 'no draft was written', 6)
        program.kill()
    return before + 1


def test_start_page(home, path):
    with open(path, encoding='utf-8') as file:
        saved = file.read()
    n = lose_a_change(home, path)
    with open(path, encoding='utf-8') as file:
        check(file.read() == saved, 'the draft is kept apart from the file')

    with Program(home=home) as program:
        report = program.wait_report(offers, 'the start page does not offer the draft')
        check(path in report['start'], f'where it belongs is not said: {report["start"]}')
        name = os.path.basename(drafts(home)[0])[:-len('.hallwright')]
        program.act('recover', repr(name))
        report = program.wait_report(opened, 'it was not recovered')
        check(len(report['devices']) == n, 'a device is missing')
        check(report['modified'], 'what was recovered is not marked as changed')
        check('hall.hallwright' in report['state'], f'it has lost its file: {report["state"]}')

        # Killed again before anything else: it is still there.
        program.kill()
    check(len(drafts(home)) == 1, 'recovering alone loses the draft')

    with Program(home=home) as program:
        program.wait_report(offers, 'the draft is not offered the second time')
        program.act('recover', repr(name))
        program.wait_report(opened, 'it was not recovered the second time')
        program.act('save')
        program.wait_report(lambda r: not r['modified'], 'it was not saved')
        check(not drafts(home), 'saving leaves the draft')
        program.quit()
    check(not leftovers(home), 'a clean end leaves something')
    with open(path, encoding='utf-8') as file:
        check(file.read() != saved, 'the change was not saved')

    with Program(path, home=home) as program:
        report = program.wait_report(opened, 'the file was not opened')
        check(len(report['devices']) == n, 'the saved file lacks the recovered device')
        program.quit()


def test_open(home, path):
    n = lose_a_change(home, path)
    with Program(path, home=home) as program:
        program.wait_dialog('Recover unsaved changes')
        program.answer('discard')
        report = program.wait_report(opened, 'the saved file was not opened')
        check(len(report['devices']) == n - 1, 'the discarded change is there')
        check(not report['modified'], 'the saved file is marked as changed')
        check(not drafts(home), 'the discarded draft is there')
        program.quit()

    n = lose_a_change(home, path)
    with Program(path, home=home) as program:
        program.wait_dialog('Recover unsaved changes')
        program.answer('recover')
        program.wait_report(lambda r: opened(r) and len(r['devices']) == n, 'it was not recovered')

        # The living program's draft is not offered in another one of its windows.
        program.act('new-hall')
        program.window = 2
        program.wait(program.has_window, 'no second window')
        program.act('start-page')
        report = program.wait_report(lambda r: 'start' in r, 'no start page')
        check(not offers(report), 'a draft in use is offered')
        program.window = 1

        # Without saving: the draft goes with the changes.
        program.act('start-page')
        program.wait_dialog('Save the changes')
        program.answer('discard')
        program.wait_report(lambda r: 'start' in r, 'it is still open')
        check(not drafts(home), 'discarding changes leaves their draft')
        program.quit()


def test_changed_since(home, path):
    n = lose_a_change(home, path)
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text.replace('name="A01"', 'name="Z01"'))
    with Program(home=home) as program:
        program.wait_report(lambda r: any('was written since' in t for t in r.get('start', [])),
                            'that the file is another now is not said')
        name = os.path.basename(drafts(home)[0])[:-len('.hallwright')]
        program.act('recover', repr(name))
        program.wait_dialog('the file is another now')
        program.answer('close')
        program.wait_report(lambda r: opened(r) and len(r['devices']) == n, 'it was not recovered')
        program.act('save')
        program.wait_dialog('Another program changed')
        program.answer('overwrite')
        program.wait_report(lambda r: not r['modified'], 'it was not overwritten')
        program.quit()


def test_in_a_drag(home, path):
    """Everything up to the last drop is there, and nothing of the drag."""
    with Program(path, home=home) as program:
        before = program.wait_report(opened, 'the file was not opened')['devices']
        program.set_state('view', "'racks'")
        program.act('place-product', "'dgx-b200'")
        report = program.wait_report(
            lambda r: len(r['devices']) == len(before) + 1 and r['view'] == 'racks', 'nothing added')
        old = [d['id'] for d in before]
        device = next(d for d in report['devices'] if d['id'] not in old)
        check('x' in device, 'the new device is out of sight')
        start = middle(device, down=0.2)
        end = middle(named(report['racks'], 'A02'), down=0.3)
        program.hold(*start)
        try:
            for step in range(1, 9):
                program.carry(start[0] + (end[0] - start[0]) * step // 8,
                              start[1] + (end[1] - start[1]) * step // 8)
            program.wait_report(lambda r: r['preview'], 'nothing is dragged')
            program.wait(lambda: drafts(home), 'no draft is written during a drag', 6)
            check(program.report()['preview'], 'writing a draft ends the drag')
            program.kill()
        finally:
            program.release()
    with open(drafts(home)[0], encoding='utf-8') as file:
        draft = file.read()
    check(f'id="{device["id"]}"' in draft, 'the dragged device is missing')
    line = next(text for text in draft.splitlines() if f'id="{device["id"]}"' in text)
    check(f'u="{device["u"]:g}"' in line, f'the drag is in the draft: {line}')


def test_no_place(home, path):
    """Where no draft can be written that is said, and nothing else suffers."""
    os.mkdir(os.path.join(home, 'state'))
    with open(os.path.join(home, 'state', 'hallwright'), 'w', encoding='utf-8') as file:
        file.write('in the way')
    with Program(path, home=home) as program:
        program.wait_report(opened, 'the file was not opened')
        program.act('place-product', "'dgx-b200'")
        program.wait_report(lambda r: 'cannot be kept safe' in (r.get('notice') or ''),
                            'that there are no drafts is not said')
        program.act('save')
        program.wait_report(lambda r: not r['modified'], 'it was not saved')
        check('could not be kept' in (program.report()['notice'] or ''),
              'that there is no backup is not said')
        program.quit()


def in_a_home(test):
    home = tempfile.mkdtemp(prefix='hallwright-test-')
    try:
        path = os.path.join(home, 'hall.hallwright')
        shutil.copy(EXAMPLE, path)
        test(home, path)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test():
    for part in (test_start_page, test_open, test_changed_since, test_in_a_drag,
                 test_no_place):
        in_a_home(part)


run(test)
