#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No word of GTK that a later 4.x deprecates; the headers of 4.8 do not warn of them.

Usage: deprecated.py SOURCE-ROOT
"""

import os
import re
import sys

from lint_tree import Tree, line_of, without_comments

TYPES = [
    "GtkAppChooser",
    "GtkAssistant",
    "GtkCellArea",
    "GtkCellEditable",
    "GtkCellLayout",
    "GtkCellRenderer",
    "GtkCellView",
    "GtkColorButton",
    "GtkColorChooser",
    "GtkComboBox",
    "GtkDialog",
    "GtkEntryCompletion",
    "GtkFileChooserButton",
    "GtkFileChooserDialog",
    "GtkFileChooserWidget",
    "GtkFontButton",
    "GtkFontChooser",
    "GtkIconView",
    "GtkInfoBar",
    "GtkListStore",
    "GtkLockButton",
    "GtkMessageDialog",
    "GtkShortcutsGroup",
    "GtkShortcutsSection",
    "GtkShortcutsShortcut",
    "GtkShortcutsWindow",
    "GtkStatusbar",
    "GtkTreeModel",
    "GtkTreePath",
    "GtkTreeSelection",
    "GtkTreeStore",
    "GtkTreeView",
    "GtkVolumeButton",
    "GdkX11",
]

WORDS = [
    r"\bhelp_overlay\w*",
    r"\bhelp-overlay\b",
    r"\bgtk_show_uri\w*",
    r"\bgtk_widget_show\b",
    r"\bgtk_widget_hide\b",
    r"\bget_allocated_\w*|\b\w+_get_allocated_\w*",
    r"\bgtk_widget_get_allocation\b",
    r"\bgtk_widget_translate_coordinates\b",
    r"\bgtk_widget_get_style_context\b",
    r"\bGtkStyleContext\b",
    r"\bgtk_style_context_(?!(?:add|remove)_provider_for_display\b)\w+",
    r"\bgtk_css_provider_load_from_data\b",
    r"\bgtk_entry_[gs]et_completion\b",
    r"\bgdk_x11_\w+",
]

# One file chooses files, with the interface of GTK below 4.10 and with the later one.
FILE_CHOOSER = r"\bGtkFileChooser\w*|\bgtk_file_chooser_\w+|\bGTK_FILE_CHOOSER\w*"
FILE_CHOOSER_HOME = "hw-file-dialog.c"


def pattern_of(name):
    """Matches a type of C by its own name, its functions and its macros."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    space, rest = snake.split("_", 1)
    upper = rf"{space.upper()}_(?:TYPE_|IS_)?{rest.upper()}"
    return rf"\b{name}\w*|\b{snake}_\w+|\b{upper}(?:_\w+)?\b"


def main():
    tree = Tree(sys.argv[1])
    general = re.compile("|".join([pattern_of(name) for name in TYPES] + WORDS))
    chooser = re.compile(FILE_CHOOSER)
    for path in tree.files("src", ".c", ".h", ".def") + tree.files("ui", ".ui", ".c", ".h"):
        text = tree.read(path)
        if path.endswith(".ui"):
            text = re.sub(r"<!--.*?-->", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.S)
        else:
            text = without_comments(text)
        for match in general.finditer(text):
            tree.problem(path, line_of(text, match.start()), f"{match.group(0)} is deprecated")
        if os.path.basename(path) != FILE_CHOOSER_HOME:
            for match in chooser.finditer(text):
                tree.problem(
                    path,
                    line_of(text, match.start()),
                    f"{match.group(0)} belongs into {FILE_CHOOSER_HOME} only",
                )
    tree.finish()


if __name__ == "__main__":
    main()
