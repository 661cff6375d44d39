#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest asks for no more than a window, and what it fetches is pinned.

Usage: flatpak.py SOURCE-ROOT
Skipped (77) without PyYAML.
"""

import os
import re
import sys

from lint_tree import Tree

try:
    import yaml
except ImportError:
    print("no PyYAML: skipped")
    sys.exit(77)

# Everything else goes through portals.
PERMISSIONS = ["--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"]

# What pins a source of each kind; those without any lie in the tree.
PINS = {
    "archive": ("sha256", r"[0-9a-f]{64}"),
    "file": ("sha256", r"[0-9a-f]{64}"),
    "git": ("commit", r"[0-9a-f]{40}"),
    "dir": None,
    "patch": None,
}


def line_of(node):
    return node.start_mark.line + 1


class Manifest:
    def __init__(self, tree, path):
        self.tree = tree
        self.path = path
        self.root = yaml.compose(tree.read(path), Loader=yaml.SafeLoader)

    def problem(self, node, message):
        self.tree.problem(self.path, line_of(node), message)

    @staticmethod
    def get(mapping, key):
        """The node that stands for @key, or None."""
        for name, value in mapping.value if isinstance(mapping, yaml.MappingNode) else []:
            if name.value == key:
                return value
        return None

    def items(self, mapping, key):
        node = self.get(mapping, key)
        return node.value if isinstance(node, yaml.SequenceNode) else []

    def text(self, mapping, key):
        node = self.get(mapping, key)
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    def check_head(self):
        name = os.path.splitext(os.path.basename(self.path))[0]
        if self.text(self.root, "id") != name:
            self.problem(self.root, f"the id is not {name}")
        for key, wanted in (("runtime", "org.gnome.Platform"), ("sdk", "org.gnome.Sdk")):
            if self.text(self.root, key) != wanted:
                self.problem(self.get(self.root, key) or self.root, f"{key} is not {wanted}")
        version = self.get(self.root, "runtime-version")
        if version is None or version.tag != "tag:yaml.org,2002:str" or not version.value.isdigit():
            self.problem(version or self.root, "runtime-version is not a whole number in quotes")

    def check_permissions(self):
        for permission in self.items(self.root, "finish-args"):
            if permission.value not in PERMISSIONS:
                self.problem(permission, f"{permission.value} is no permission that a window needs")

    def check_options(self, mapping):
        """Nothing is fetched while building."""
        for option in self.items(self.get(mapping, "build-options"), "build-args"):
            self.problem(option, f"{option.value} opens the sandbox of the build")

    def check_source(self, source):
        if not isinstance(source, yaml.MappingNode):
            self.problem(source, "this source lies in another file, where nothing pins it")
            return
        kind = self.text(source, "type")
        if kind not in PINS:
            self.problem(source, f"sources of type “{kind}” are not pinned")
        elif PINS[kind] is None or (kind == "file" and self.get(source, "path")):
            path = os.path.join(self.tree.root, os.path.dirname(self.path), self.text(source, "path"))
            if not os.path.exists(path):
                self.problem(source, f"there is no {self.text(source, 'path')}")
        else:
            key, pattern = PINS[kind]
            if not re.fullmatch(pattern, self.text(source, key)):
                self.problem(source, f"this source is not pinned by {key}")
            if not self.text(source, "url").startswith("https://"):
                self.problem(source, "this source does not come over https")

    def check_modules(self, mapping):
        for module in self.items(mapping, "modules"):
            if not isinstance(module, yaml.MappingNode):
                self.problem(module, "this module lies in another file, where nothing pins it")
                continue
            self.check_options(module)
            for source in self.items(module, "sources"):
                self.check_source(source)
            self.check_modules(module)

    def check(self):
        if not isinstance(self.root, yaml.MappingNode):
            self.tree.problem(self.path, 1, "this is no manifest")
            return
        self.check_head()
        self.check_permissions()
        self.check_options(self.root)
        self.check_modules(self.root)


def main():
    tree = Tree(sys.argv[1])
    for path in tree.files("flatpak", ".yml"):
        try:
            manifest = Manifest(tree, path)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            tree.problem(path, mark.line + 1 if mark else 1, "this is no YAML")
            continue
        manifest.check()
    tree.finish()


if __name__ == "__main__":
    main()
