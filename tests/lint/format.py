#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All C is formatted as .clang-format says; "./dev format" does it.

Usage: format.py SOURCE-ROOT
Skipped without clang-format 14: other versions format a little differently.
"""

import re
import shutil
import subprocess
import sys

from lint_tree import Tree

SKIPPED = 77
VERSION = "14"


def main():
    tree = Tree(sys.argv[1])
    tool = shutil.which("clang-format-" + VERSION) or shutil.which("clang-format")
    if tool is None:
        print("clang-format is not installed")
        sys.exit(SKIPPED)
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    if not re.search(rf"version {VERSION}\.", version):
        print(f"this needs clang-format {VERSION}: {version.strip()}")
        sys.exit(SKIPPED)

    files = tree.files("src", ".c", ".h") + tree.files("tests", ".c", ".h")
    if files:
        answer = subprocess.run(
            [tool, "--dry-run", "--Werror", "--style=file", *files],
            cwd=tree.root,
            capture_output=True,
            text=True,
            check=False,
        )
        for match in re.finditer(r"^(.+?):(\d+):\d+: error: ", answer.stderr, re.MULTILINE):
            tree.problem(match.group(1), int(match.group(2)), "not formatted; run ./dev format")
        if answer.returncode != 0 and not tree.problems:
            print(answer.stderr)
            sys.exit(1)
    tree.finish()


if __name__ == "__main__":
    main()
