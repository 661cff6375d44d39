#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source states its licence and begins as agreed; every translatable file is listed.

Usage: sources.py SOURCE-ROOT
"""

import re
import sys

from lint_tree import Tree, line_of, without_comments

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
FIRST_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*(\S+)", re.MULTILINE)
MARKED = re.compile(r"(?<!\w)(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*\"\"")
TRANSLATABLE = re.compile(r"""\btranslatable\s*=\s*["'](?:yes|true|1)["']""")


def check_beginnings(tree):
    paths = tree.files("src", ".c", ".h", ".def") + tree.files("tests", ".c", ".h", ".py", ".sh")
    for path in paths:
        text = tree.read(path)
        if LICENCE not in "\n".join(text.split("\n")[:3]):
            tree.problem(path, 1, f"the first lines lack {LICENCE}")
        if not path.startswith("src"):
            continue
        code = without_comments(text)
        if path.endswith(".c"):
            first = FIRST_INCLUDE.search(code)
            if first is None or first.group(1) != '"config.h"':
                line = line_of(code, first.start()) if first else 1
                tree.problem(path, line, 'the first include is not "config.h"')
        elif path.endswith(".h") and not re.search(r"^#pragma once$", code, re.MULTILINE):
            tree.problem(path, 1, "this header lacks #pragma once")


def translatable_line(tree, path):
    """The line of the first translatable text of a file, or None."""
    text = tree.read(path)
    if path.endswith(".ui"):
        match = TRANSLATABLE.search(text)
    else:
        text = without_comments(text, keep_strings=False)
        match = MARKED.search(text)
        # Where the mark is defined, it is no use of it.
        while match and text[: match.start()].rsplit("\n", 1)[-1].lstrip().startswith("#"):
            match = MARKED.search(text, match.end())
    return line_of(text, match.start()) if match else None


def check_translations(tree):
    listed = {}
    if tree.exists("po/POTFILES.in"):
        for number, entry in enumerate(tree.read("po/POTFILES.in").split("\n"), 1):
            entry = entry.strip()
            if not entry or entry.startswith("#"):
                continue
            if entry in listed:
                tree.problem("po/POTFILES.in", number, f"{entry} is listed twice")
            if not tree.exists(entry):
                tree.problem("po/POTFILES.in", number, f"{entry} does not exist")
            listed[entry] = number

    for path in tree.files("src", ".c", ".h", ".def") + tree.files("ui", ".ui"):
        line = translatable_line(tree, path)
        if line and path not in listed:
            tree.problem(path, line, "has text to translate, but po/POTFILES.in does not list it")


def main():
    tree = Tree(sys.argv[1])
    check_beginnings(tree)
    check_translations(tree)
    tree.finish()


if __name__ == "__main__":
    main()
