#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each header compiles alone, with all warnings, with what its layer may see and no more.

Usage: headers.py SOURCE-ROOT [BUILD-ROOT]
The compiler is that of the environment variable CC, or cc.
"""

import concurrent.futures
import os
import shlex
import subprocess
import sys

from lint_tree import BELOW, LAYERS, Tree, layer_of

GLIB = ["gio-2.0", "gobject-2.0", "glib-2.0"]
XML = ["libxml-2.0", "json-glib-1.0"]
DRAWING = ["cairo", "pango", "pangocairo"]
PACKAGES = {
    "core": GLIB,
    "calc": GLIB,
    "io": GLIB + XML,
    "draw": GLIB + DRAWING,
    "app": GLIB + XML + DRAWING + ["gtk4"],
    "cli": GLIB + XML + DRAWING,
}
WARNINGS = ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]


def package_flags(packages):
    answer = subprocess.run(
        ["pkg-config", "--cflags", *packages], check=True, capture_output=True, text=True
    )
    # Warnings inside headers of other projects are not ours.
    flags = []
    for flag in shlex.split(answer.stdout):
        flags += ["-isystem", flag[2:]] if flag.startswith("-I") else [flag]
    return flags


def main():
    tree = Tree(sys.argv[1])
    build = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
    compiler = shlex.split(os.environ.get("CC", "cc"))
    headers = [path for path in tree.files("src", ".h") if layer_of(path)]

    flags = {}
    for layer in sorted({layer_of(path) for path in headers}, key=LAYERS.index):
        flags[layer] = package_flags(PACKAGES[layer])
        for folder in BELOW[layer]:
            flags[layer] += ["-I", os.path.join(tree.root, "src", folder)]
            if build:
                flags[layer] += ["-I", os.path.join(build, "src", folder)]
        if build:
            flags[layer] += ["-I", build]

    def compile_alone(path):
        # Included by an empty source, so that "#pragma once" is not in the main file.
        command = [*compiler, *WARNINGS, *flags[layer_of(path)], "-include"]
        command += [os.path.join(tree.root, path), "-x", "c", os.devnull]
        return path, subprocess.run(command, capture_output=True, text=True, check=False)

    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for path, answer in pool.map(compile_alone, headers):
            if answer.returncode != 0:
                print(answer.stderr, file=sys.stderr)
                tree.problem(path, 1, "this header does not compile alone")
    tree.finish()


if __name__ == "__main__":
    main()
