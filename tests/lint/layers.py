#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers point down only: includes, libraries, exported folders, and who may print.

Usage: layers.py SOURCE-ROOT
"""

import os
import re
import sys

from lint_tree import BELOW, LAYERS, Tree, layer_of, line_of, without_comments

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*([\"<])([^\">\n]+)[\">]", re.MULTILINE)

# Headers of other projects, by how their names start.
TOOLKIT = ("gtk", "gdk", "gsk", "adwaita", "X11/", "wayland")
XML = ("libxml",)
JSON = ("json-glib",)
DRAWING = ("cairo", "pango", "ft2build", "freetype", "hb", "fontconfig")
FOREIGN = {
    "core": TOOLKIT + XML + JSON + DRAWING,
    "calc": TOOLKIT + XML + JSON + DRAWING,
    "io": TOOLKIT + DRAWING,
    "draw": TOOLKIT + XML + JSON,
    "app": (),
    "cli": TOOLKIT,
}

PRINTS = re.compile(
    r"\b(g_print|g_printerr|g_warning|g_warning_once|g_message|g_info|g_log|g_log_structured"
    r"|printf|vprintf|fprintf|vfprintf|puts|fputs|putchar|putc|fputc|perror)\s*\("
)
OUTSIDE = re.compile(
    r"\b(fopen|g_fopen|g_file_get_contents|g_file_set_contents|g_getenv|getenv|setlocale|exit)"
    r"\s*\("
)

EXPORTS = re.compile(r"\binclude_directories\s*(?=[(:])", re.MULTILINE)
LIBRARY = re.compile(
    r"\b(?:lib)?(?:hw|hallwright)_(%s)(?:_(?:dep|lib|inc|dependency|library))?\b" % "|".join(LAYERS)
)


def check_includes(tree, folders):
    for path in tree.files("src", ".c", ".h", ".def"):
        layer = layer_of(path)
        text = without_comments(tree.read(path))
        for match in INCLUDE.finditer(text):
            kind, name = match.groups()
            line = line_of(text, match.start())
            if kind == "<":
                if layer and name.startswith(FOREIGN[layer]):
                    tree.problem(path, line, f"{layer} must not include <{name}>")
                continue
            if "/" in name:
                tree.problem(path, line, f'"{name}": headers are included by bare name')
                continue
            target = folders.get(name)
            if layer and target and target not in BELOW[layer]:
                tree.problem(path, line, f'{layer} must not include "{name}" of {target}')


def check_calls(tree):
    for path in tree.files("src", ".c", ".h"):
        layer = layer_of(path)
        if layer not in ("core", "calc", "io", "draw"):
            continue
        text = without_comments(tree.read(path), keep_strings=False)
        for match in PRINTS.finditer(text):
            tree.problem(
                path,
                line_of(text, match.start()),
                f"{match.group(1)}: {layer} does not print; return an error or a problem",
            )
        if layer in ("core", "calc"):
            for match in OUTSIDE.finditer(text):
                tree.problem(
                    path,
                    line_of(text, match.start()),
                    f"{match.group(1)}: {layer} knows nothing outside its arguments",
                )


def argument_of(text, offset):
    """The text between the parentheses that open at or after @offset, or to the line's end."""
    if text[offset] != "(":
        return text[offset:].split("\n", 1)[0]
    depth = 0
    for end in range(offset, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return text[offset + 1 : end]
    return text[offset + 1 :]


def check_meson(tree):
    for path in tree.files("src", "meson.build") + tree.files("tests", "meson.build"):
        text = re.sub(r"#[^\n]*", "", tree.read(path))
        layer = layer_of(path)
        in_src = path.startswith("src" + os.sep)
        for match in EXPORTS.finditer(text):
            if text[match.end()] != "(":
                continue
            line = line_of(text, match.start())
            for folder in re.findall(r"'([^']*)'", argument_of(text, match.end())):
                if ".." in folder.split("/"):
                    tree.problem(path, line, f"include_directories('{folder}') leaves its folder")
                elif in_src and (folder != "." or layer is None):
                    tree.problem(
                        path, line, f"include_directories('{folder}'): a layer exports its own folder"
                    )
        if layer is None:
            continue
        for match in LIBRARY.finditer(text):
            if match.group(1) not in BELOW[layer]:
                tree.problem(
                    path, line_of(text, match.start()), f"{layer} must not use {match.group(0)}"
                )


def main():
    tree = Tree(sys.argv[1])
    folders = {}
    headers = tree.files("src", ".h", ".def")
    for path in sorted(headers, key=lambda path: LAYERS.index(layer_of(path) or "core")):
        name = os.path.basename(path)
        layer = layer_of(path)
        if layer is None:
            tree.problem(path, 1, "a header belongs into the folder of a layer")
        elif folders.setdefault(name, layer) != layer:
            tree.problem(path, 1, f"{folders[name]} has a header of this name too")
    check_includes(tree, folders)
    check_calls(tree)
    check_meson(tree)
    tree.finish()


if __name__ == "__main__":
    main()
