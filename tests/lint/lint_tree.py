# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: finding files, reading C without its comments, reporting."""

import os
import re
import sys

LAYERS = ["core", "calc", "io", "draw", "app", "cli"]

# What each layer may include; "io" and "draw" do not know each other, "app" is a program.
BELOW = {
    "core": ["core"],
    "calc": ["core", "calc"],
    "io": ["core", "calc", "io"],
    "draw": ["core", "calc", "draw"],
    "app": ["core", "calc", "io", "draw", "app"],
    "cli": ["core", "calc", "io", "draw", "cli"],
}

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL
)


def without_comments(text, keep_strings=True):
    """Blanks comments, and strings where asked, so that lines keep their numbers."""

    def blank(match):
        token = match.group(0)
        if token[0] in "\"'":
            return token if keep_strings else token[0] * 2
        return "\n" * token.count("\n") or " "

    return _TOKEN.sub(blank, text)


class Tree:
    """The source tree under @root, and what is wrong with it."""

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.problems = []

    def files(self, folder, *suffixes):
        """Paths below @folder relative to the root, in a stable order."""
        found = []
        for path, folders, names in os.walk(os.path.join(self.root, folder)):
            folders[:] = [
                name
                for name in folders
                if not name.startswith("build") and name not in (".git", "__pycache__")
            ]
            for name in names:
                if not suffixes or name.endswith(suffixes):
                    full = os.path.join(path, name)
                    found.append(os.path.relpath(full, self.root))
        return sorted(found)

    def exists(self, path):
        return os.path.isfile(os.path.join(self.root, path))

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    def problem(self, path, line, message):
        self.problems.append((path, line, message))

    def finish(self):
        """Prints the problems as FILE:LINE: reason and ends the program."""
        for path, line, message in sorted(set(self.problems)):
            print(f"{path}:{line}: {message}")
        sys.exit(1 if self.problems else 0)


def layer_of(path):
    """The layer of a path below src/, or None."""
    parts = path.replace(os.sep, "/").split("/")
    if len(parts) > 2 and parts[0] == "src" and parts[1] in LAYERS:
        return parts[1]
    return None


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
