# SPDX-License-Identifier: GPL-3.0-or-later
"""A French locale for tests, made where they run, whatever the system has."""

import os
import shutil
import subprocess

SKIP = 77


def french(folder, translations):
    """The environment of a French user; None where no such locale can be made. Its files are in
    @folder, the program's translations in @translations."""
    if shutil.which('localedef', path=os.environ.get('PATH', '') + ':/usr/sbin') is None:
        return None
    # It ends with 1 for mere warnings.
    subprocess.run(['localedef', '-i', 'fr_FR', '-f', 'UTF-8', os.path.join(folder, 'fr_FR.UTF-8')],
                   capture_output=True, check=False)
    if not os.path.isdir(os.path.join(folder, 'fr_FR.UTF-8')):
        return None
    environment = dict(os.environ, LC_ALL='fr_FR.UTF-8', LOCPATH=folder,
                       HALLWRIGHT_LOCALE_DIR=translations)
    environment.pop('LANGUAGE', None)
    return environment
