#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that was meant for one machine or for later: paths of machines, notes to self.

Usage: leftovers.py SOURCE-ROOT
In a git checkout, ignored files are left alone.
"""

import re
import subprocess
import sys

from lint_tree import Tree, line_of

# Put together, so that this file does not find itself.
NOTES = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
MACHINE = re.compile(
    r"(?<![\w.~$}])/(?:" + "|".join(["home", "Users", "root", "work"]) + r")/[\w.]"
)
# The texts of others.
LEFT_ALONE = ("LICENSE",)


def tracked_files(tree):
    """The files that git knows or would add; all files where there is no git."""
    try:
        answer = subprocess.run(
            ["git", "-C", tree.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True,
            capture_output=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return tree.files("")
    return [path for path in answer.stdout.split("\0") if path and tree.exists(path)]


def main():
    tree = Tree(sys.argv[1])
    for path in tracked_files(tree):
        text = tree.read(path)
        if path in LEFT_ALONE or "\0" in text[:4096]:
            continue
        for match in NOTES.finditer(text):
            tree.problem(path, line_of(text, match.start()), f"{match.group(0)} is left over")
        for match in MACHINE.finditer(text):
            tree.problem(
                path, line_of(text, match.start()), f"{match.group(0)}… is a path of one machine"
            )
    tree.finish()


if __name__ == "__main__":
    main()
