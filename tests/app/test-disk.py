# SPDX-License-Identifier: GPL-3.0-or-later
"""The file of an open design is changed, removed, made impossible to write; several windows."""

import os
import shutil

from hallwright_driver import HERE, Program, check, run

EXAMPLE = os.path.join(HERE, 'three-racks.hallwright')


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def change(path, old, new):
    """As another program does: in one step."""
    text = read(path)
    check(old in text, f'{old} is not in the file')
    with open(path + '.new', 'w', encoding='utf-8') as file:
        file.write(text.replace(old, new))
    os.rename(path + '.new', path)


def names(report):
    return [rack['name'] for rack in report['racks']]


def opened(report):
    return 'devices' in report


def test():
    with Program() as program:
        os.mkdir(program.path('folder'))
        path = program.path('folder/hall.hallwright')
        shutil.copy(EXAMPLE, path)
        program.act('open-path', repr(path))
        report = program.wait_report(opened, 'the file was not opened')
        first = names(report)[0]
        check(report['bar'] == [], 'there is a notice without a reason')

        # Changed by another program: said, and reloaded.
        change(path, f'name="{first}"', 'name="Theirs"')
        program.wait_report(lambda r: any('Another program' in t for t in r['bar']),
                            'no notice says that the file changed')
        program.act('reload')
        program.wait_report(lambda r: 'Theirs' in names(r) and r['bar'] == [], 'not reloaded')

        # Both changed: merged.
        before = len(program.report()['devices'])
        program.act('place-product', "'dgx-b200'")
        program.wait_report(lambda r: len(r['devices']) == before + 1, 'nothing was added')
        change(path, 'name="Theirs"', 'name="Merged"')
        program.wait_report(lambda r: any('so did you' in t for t in r['bar']),
                            'no notice says that both changed')
        program.act('keep-mine')
        program.wait_report(lambda r: r['bar'] == [], 'the notice stays')
        program.act('save')
        program.wait_dialog('Another program changed')
        program.answer('cancel')
        check('Merged' in read(path), 'cancelling overwrote the file')
        program.act('save')
        program.wait_dialog('Another program changed')
        program.answer('merge')
        report = program.wait_report(lambda r: 'Merged' in names(r), 'not merged')
        check(len(report['devices']) == before + 1 and report['modified'], 'ours is lost')
        program.act('save')
        program.wait_report(lambda r: not r['modified'], 'the merged design was not saved')
        check('Merged' in read(path), 'theirs is lost in the file')
        check('Another program' not in str(program.report()['windows']), 'asked without a reason')

        # Both put a server into the same slot: a conflict, which is listed; ours stays.
        old = {d['id'] for d in program.report()['devices']}
        program.act('place-product', "'dgx-b200'")
        report = program.wait_report(lambda r: len(r['devices']) == before + 2, 'nothing was added')
        mine = next(d for d in report['devices'] if d['id'] not in old)
        rack = next(r for r in report['racks'] if r['id'] == mine['rack'])
        line = next(t for t in read(path).splitlines() if f'<rack id="{rack["id"]}"' in t)
        check(not line.endswith('/>'), 'the test wants a rack with devices')
        change(path, line, f'{line}\n<device id="deyfq2bmhn7" name="theirs" product="dgx-b200" '
                           f'u="{mine["u"]:g}" face="front"/>')
        program.act('save')
        program.wait_dialog('Another program changed')
        program.answer('merge')
        program.wait_dialog('with conflicts')
        program.answer('close')
        report = program.report()
        check(mine['id'] in {d['id'] for d in report['devices']}, 'ours did not stay')
        check(report['modified'], 'the merged design counts as saved')
        program.act('save')
        program.wait_report(lambda r: not r['modified'], 'not saved')

        # The backup is what was there before.
        program.act('open-backup')
        program.window = 2
        program.wait(program.has_window, 'no window with the backup')
        report = program.wait_report(opened, 'the backup was not opened')
        check('theirs' in [d['name'] for d in report['devices']], 'the backup is not the last state')
        check('not saved' in report['state'], 'the backup can be saved over the file')
        program.act('close')
        program.wait(lambda: not program.has_window(), 'the backup does not close')
        program.window = 1

        # Gone: said, counts as a change, and written again.
        os.unlink(path)
        program.wait_report(lambda r: any('not there any more' in t for t in r['bar'])
                            and r['modified'], 'no notice says that the file is gone')
        program.act('save')
        program.wait_report(lambda r: not r['modified'] and r['bar'] == [], 'not saved again')
        check(os.path.exists(path), 'the file was not written again')

        # The folder is gone: said, nothing is lost, Save As is offered.
        shutil.rmtree(program.path('folder'))
        program.act('save')
        program.wait_dialog('cannot be saved')
        check(program.report()['modified'], 'a failed save counts as saved')
        program.answer('close')
        other = program.path('other.hallwright')
        program.act('save-to', repr(other))
        program.wait_report(lambda r: not r['modified'], 'not saved elsewhere')

        # The same file is open once.
        program.act('open-path', repr(program.path('./other.hallwright')))
        os.symlink(other, program.path('link.hallwright'))
        program.act('open-path', repr(program.path('link.hallwright')))
        program.settle()
        program.window = 3
        check(not program.has_window(), 'the same file was opened twice')
        program.window = 1

        # Recent files: those that are there.
        program.act('start-page')
        report = program.wait_report(
            lambda r: 'other.hallwright' in r.get('start', []), 'the file is not a recent one')
        check('hall.hallwright' not in report['start'], 'a vanished file is a recent one')

        # Each changed window asks before the program ends.
        program.act('new-hall')
        program.act('add-hall')
        program.wait_report(lambda r: r.get('modified'), 'no change in the first window')
        program.act('open-path', repr(other))
        program.window = 3
        program.wait(program.has_window, 'no second window')
        program.wait_report(opened, 'the second window is empty')
        program.act('add-hall')
        program.wait_report(lambda r: r['modified'], 'no change in the second window')
        for _ in range(2):
            program.call('/io/github/hallwright/Hallwright', 'Activate', 'quit', '[]', '{}')
        asked = [t for t in program.report()['windows'] if 'Save the changes' in t]
        check(len(asked) == 2, f'{len(asked)} windows ask about their changes')
        program.answer('save')
        program.wait(lambda: not program.has_window(), 'saving does not close')
        program.window = 1
        program.answer('cancel')
        program.settle()
        check(program.has_window(), 'cancelling closes')
        program.act('close')
        program.wait_dialog('Save the changes')
        program.act('answer', repr('discard'))
        program.process.wait(10)
        check(program.process.returncode == 0, f'ended with {program.process.returncode}')
        left = os.path.join(program.folder, 'state', 'hallwright', 'drafts')
        check(not os.path.isdir(left) or os.listdir(left) == [], 'drafts are left over')


run(test)
