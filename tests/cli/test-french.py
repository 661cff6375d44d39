# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read follows their language and its decimal comma; what programs read does not.

Usage: test-french.py HALLWRIGHT-CLI SOURCE-ROOT LOCALE-DIRECTORY
"""

import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from french import french, SKIP  # noqa: E402


def main():
    cli, root, translations = [os.path.abspath(path) for path in sys.argv[1:4]]
    example = os.path.join(root, 'data', 'examples', 'first-blackwell-hall.hallwright')
    with tempfile.TemporaryDirectory() as folder:
        there = french(folder, translations)
        if there is None:
            print('no French locale can be made: skipped')
            return SKIP
        here = dict(there, LC_ALL='C.UTF-8')

        def run(environment, *arguments, status=0):
            result = subprocess.run([cli, *arguments], env=environment, capture_output=True,
                                    cwd=folder, check=False)
            assert result.returncode == status, (arguments, result)
            return result

        text = run(there, 'totals', example).stdout.decode()
        assert 'Puissance' in text and 'baies' in text, text
        assert re.search(r'\d,\d', text), text
        assert not re.search(r'\d\.\d', text), text
        english = run(here, 'totals', example).stdout.decode()
        assert re.search(r'\d\.\d', english) and not re.search(r'\d,\d', english), english

        # One thing and several: "1 baie presse", "5 baies".
        run(there, 'plan', '--template', 'nvl72', '--racks', '1', '-o', 'one.hallwright')
        one = run(there, 'totals', 'one.hallwright').stdout.decode()
        assert '1 baie,' in one, one

        # Bytes that other programs read are the same in each language.
        for arguments in (['totals', example, '--json'], ['check', example, '--json'],
                          ['diff', example, 'one.hallwright', '--json']):
            answers = []
            for environment in (there, here):
                result = subprocess.run([cli, *arguments], env=environment, capture_output=True,
                                        cwd=folder, check=False)
                answers.append(re.sub(rb'"message": ".*"', b'', result.stdout))
            assert answers[0] == answers[1] and answers[0], arguments
        for name, arguments in (('a.csv', ['export', example, '--table', 'bill']),
                                ('b.csv', ['export', example, '--table', 'devices']),
                                ('c.hallwright', ['rewrite', example])):
            contents = []
            for environment in (there, here):
                run(environment, *arguments, '-o', name)
                with open(os.path.join(folder, name), 'rb') as file:
                    contents.append(file.read())
            assert contents[0] == contents[1], name

        # An error still says where, and why in the language of who reads it.
        with open(os.path.join(folder, 'bad.hallwright'), 'w', encoding='utf-8') as file:
            file.write('<?xml version="1.0"?>\n<design xmlns="urn:hallwright:design:1"/>\n')
        said = [run(e, 'totals', 'bad.hallwright', status=3).stderr.decode() for e in (there, here)]
        for line in said:
            assert line.startswith('bad.hallwright:2: '), line
        assert said[0] != said[1], said
    print('ok')
    return 0


sys.exit(main())
