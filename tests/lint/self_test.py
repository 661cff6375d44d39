#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each lint passes a good tree and an empty one, and fails a bad one at the right line.

Usage: self_test.py; prints TAP.
"""

import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SPDX = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"

PO_HALL = 'msgid "Hall"\nmsgstr "Salle"\n'
PINNED = "{type: git, url: 'https://example.org/hall', commit: " + 40 * "a" + "}"
MANIFEST = "flatpak/org.example.Hall.yml"


def po(entries):
    """A translation, whose first entry is in line 6."""
    header = ["Language: fr", "Content-Type: text/plain; charset=UTF-8"]
    lines = "".join(f'"{line}\\n"\n' for line in header)
    return 'msgid ""\nmsgstr ""\n' + lines + "\n" + entries


def manifest(head="id: org.example.Hall", version="'51'", permission="--share=ipc", source=PINNED):
    """A manifest with these in lines 1, 3, 6 and 10, in each of which something may be wrong."""
    return (
        f"{head}\nruntime: org.gnome.Platform\nruntime-version: {version}\nsdk: org.gnome.Sdk\n"
        f"finish-args:\n  - {permission}\nmodules:\n  - name: hall\n    sources:\n      - {source}\n"
    )


GOOD = {
    "src/core/meson.build": "hw_core_inc = include_directories('.')\n",
    "src/core/hw-unit.h": SPDX + "#pragma once\n\n#include <glib.h>\n\ngint hw_unit (void);\n",
    "src/core/hw-unit.c": SPDX
    + '#include "config.h"\n\n#include "hw-unit.h"\n\ngint\nhw_unit (void)\n{\n  return 1;\n}\n',
    "src/calc/meson.build": "hw_calc_dep = declare_dependency(dependencies: hw_core_dep)\n",
    "src/calc/hw-sum.h": SPDX + '#pragma once\n\n#include "hw-unit.h"\n\ngint hw_sum (void);\n',
    "src/io/hw-file.h": SPDX + '#pragma once\n\n#include "hw-sum.h"\n\nvoid hw_file (void);\n',
    "src/draw/hw-ink.h": SPDX + '#pragma once\n\n#include <cairo.h>\n\nvoid hw_ink (cairo_t *cr);\n',
    "src/app/hw-file-dialog.c": SPDX
    + '#include "config.h"\n\n#include <gtk/gtk.h>\n\nGtkFileChooserNative *hw_chooser;\n',
    "src/app/hw-window.c": SPDX
    + '#include "config.h"\n\n#include <glib/gi18n.h>\n\n#define N_(s) (s)\n'
    + "/* Not a GtkDialog: that is deprecated. */\n"
    + 'const char *hw_title = N_ ("Hall");\n',
    "ui/hw-window.ui": '<interface>\n<property translatable="yes">Hall</property>\n</interface>\n',
    "po/POTFILES.in": "# All of them.\nsrc/app/hw-window.c\nui/hw-window.ui\n",
    "po/LINGUAS": "fr\n",
    "po/fr.po": po(PO_HALL),
    "tests/core/test-unit.c": SPDX + "int\nmain (void)\n{\n  return 0;\n}\n",
    "flatpak/org.example.Hall.yml": manifest(),
    "README.md": "See https://example.org/home/page and $HOME/work/here.\n",
}


def c(*lines):
    return SPDX + '#include "config.h"\n' + "".join(line + "\n" for line in lines)


def h(*lines):
    return SPDX + "#pragma once\n" + "".join(line + "\n" for line in lines)


def ui(start, text):
    """A template with one element in line 2."""
    return f"<interface>\n<{start}>{text}</{start.split()[0]}>\n</interface>\n"


UI_RACK = ui('property name="label" translatable="yes"', "Rack")
SET_LABEL = '   gtk_button_set_label (x, "Hall"));'
PO_COUNT = '\n#, c-format\nmsgid "%u of %s"\nmsgstr "%s de %u"\n'
PO_OPEN = '\nmsgid "_Open"\nmsgstr "Ouvrir"\n'

# Lint, what is wrong, the file that is added or replaced, its text, the line to be named.
BAD = [
    ("layers", "upward include", "src/core/hw-a.c", c('#include "hw-sum.h"'), 3),
    ("layers", "draw includes io", "src/draw/hw-a.c", c('#include "hw-file.h"'), 3),
    ("layers", "io includes draw", "src/io/hw-a.h", h('#include "hw-ink.h"'), 3),
    ("layers", "GTK in calc", "src/calc/hw-a.h", h("#include <gtk/gtk.h>"), 3),
    ("layers", "GDK in draw", "src/draw/hw-a.c", c("#include <gdk/gdk.h>"), 3),
    ("layers", "GTK in cli", "src/cli/hw-a.c", c("#include <gtk/gtk.h>"), 3),
    ("layers", "Cairo in core", "src/core/hw-a.h", h("#include <cairo.h>"), 3),
    ("layers", "XML in draw", "src/draw/hw-a.c", c("#include <libxml/tree.h>"), 3),
    ("layers", "include by path", "src/calc/hw-a.c", c('#include "core/hw-unit.h"'), 3),
    ("layers", "include of the parent", "src/calc/hw-a.c", c('#include "../core/hw-unit.h"'), 3),
    ("layers", "header outside the layers", "src/hw-a.h", h(), 1),
    ("layers", "two headers of one name", "src/calc/hw-unit.h", h(), 1),
    ("layers", "g_print in io", "src/io/hw-a.c", c("", 'static void a (void) { g_print ("x"); }'), 4),
    ("layers", "printf in core", "src/core/hw-a.c", c('static void a (void) { printf ("x"); }'), 3),
    ("layers", "g_warning in draw", "src/draw/hw-a.c", c('void a (void) { g_warning ("x"); }'), 3),
    ("layers", "g_message in calc", "src/calc/hw-a.c", c('void a (void) { g_message("x"); }'), 3),
    ("layers", "file read in calc", "src/calc/hw-a.c", c('void a (void) { fopen ("x", "r"); }'), 3),
    ("layers", "export of all layers", "src/meson.build", "\ninc = include_directories('.')\n", 2),
    ("layers", "export of another", "src/io/meson.build", "i = include_directories('../core')\n", 1),
    ("layers", "upward library", "src/core/meson.build", "x = [hw_calc_dep]\n", 1),
    ("deprecated", "type", "src/app/hw-a.c", c("GtkDialog *a;"), 3),
    ("deprecated", "function", "src/app/hw-a.c", c("void a (void) { gtk_widget_show (0); }"), 3),
    ("deprecated", "function of a type", "src/app/hw-a.c", c("x = gtk_tree_view_new ();"), 3),
    ("deprecated", "macro of a type", "src/app/hw-a.c", c("x = GTK_INFO_BAR (y);"), 3),
    ("deprecated", "type macro", "src/app/hw-a.c", c("x = GTK_TYPE_LIST_STORE;"), 3),
    ("deprecated", "allocated size", "src/app/hw-a.c", c("gtk_widget_get_allocated_width (x);"), 3),
    ("deprecated", "style context", "src/app/hw-a.c", c("gtk_style_context_add_class (x, y);"), 3),
    ("deprecated", "file chooser elsewhere", "src/app/hw-a.c", c("GtkFileChooserNative *a;"), 3),
    ("deprecated", "in a template", "ui/hw-a.ui", '<a>\n<object class="GtkStatusbar"/>\n</a>\n', 2),
    ("headers", "missing include", "src/core/hw-a.h", h("gint a (void);"), 1),
    ("headers", "include from above", "src/core/hw-a.h", h('#include "hw-sum.h"'), 1),
    ("headers", "warning", "src/core/hw-a.h", h("static int a (int b) { return 0; }"), 1),
    ("sources", "no licence", "src/core/hw-a.h", "#pragma once\n", 1),
    ("sources", "no licence in a test", "tests/core/a.c", "int a;\n", 1),
    ("sources", "other include first", "src/core/hw-a.c", SPDX + "\n#include <glib.h>\n", 3),
    ("sources", "no include", "src/core/hw-a.c", SPDX, 1),
    ("sources", "no pragma", "src/core/hw-a.h", SPDX, 1),
    ("sources", "unlisted source", "src/app/hw-a.c", c('x = _ ("Hall");'), 3),
    ("sources", "unlisted rules", "src/calc/hw-a.def", SPDX + 'X (N_("Hall"))\n', 2),
    ("sources", "unlisted template", "ui/hw-a.ui", "\n<a translatable='yes'/>\n", 2),
    ("sources", "entry without file", "po/POTFILES.in", "ui/hw-window.ui\nsrc/app/gone.c\n", 2),
    ("leftovers", "note to self", "src/core/hw-a.c", c("/* TO" "DO: later */"), 3),
    ("leftovers", "another note", "ui/hw-a.ui", "<!-- FIX" "ME -->\n", 1),
    ("leftovers", "home folder", "README.md", "\nSee /ho" "me/user/x.\n", 2),
    ("leftovers", "folder of one machine", "dev", "cd /wo" "rk/tree\n", 1),
    ("translations", "no such text", "src/app/hw-window.c", c('x = _ ("Rack");'), 3),
    ("translations", "no such text in a template", "ui/hw-window.ui", UI_RACK, 2),
    ("translations", "empty translation", "po/fr.po", po('msgid "Hall"\nmsgstr ""\n'), 6),
    ("translations", "fuzzy translation", "po/fr.po", po("#, fuzzy\n" + PO_HALL), 7),
    ("translations", "other directives", "po/fr.po", po(PO_HALL + PO_COUNT), 11),
    ("translations", "lost mnemonic", "po/fr.po", po(PO_HALL + PO_OPEN), 10),
    ("translations", "no translation", "po/LINGUAS", "fr\nde\n", 1),
    ("translations", "unmarked property", "ui/a.ui", ui('property name="label"', "Hall"), 2),
    ("translations", "unmarked tooltip", "ui/a.ui", ui("property name='tooltip-text'", "Hall"), 2),
    ("translations", "unmarked menu", "ui/a.ui", ui('attribute name="label"', "_Open"), 2),
    ("translations", "unmarked label", "src/app/a.c", c('x = gtk_label_new ("Hall");'), 3),
    ("translations", "unmarked button", "src/app/a.c", c("", "f (g,", SET_LABEL), 5),
    ("translations", "unmarked choice", "src/app/a.c", c('hw_a_set_title (a, b ? _ ("C") : "On");'), 3),
    ("translations", "unmarked name", "src/app/a.c", c('f (GTK_ACCESSIBLE_PROPERTY_LABEL, "Hall");'), 3),
    ("translations", "unmarked error", "src/core/a.c", c('g_set_error (e, d, 1, "No rack %s.", x);'), 3),
    ("translations", "unmarked message", "src/app/a.c", c('hw_message_say (w, "Not saved.", NULL, x);'), 3),
    ("translations", "unmarked refusal", "src/cli/a.c", c('hw_cli_refuse ("plan", "no such template");'), 3),
    ("translations", "unmarked heading", "src/draw/a.c", c('hw_page_heading (p, 0, 0, 9, "Racks", NULL);'), 3),
    ("translations", "macro in a text", "src/core/a.c", c('x = _ ("%" G_GINT64_FORMAT " racks");'), 3),
    ("translations", "macro at its end", "src/io/a.c", c("", 'x = _ ("Not “" SPACE);'), 4),
    ("flatpak", "no YAML", MANIFEST, "id: org.example.Hall\nruntime: a: b\n", 2),
    ("flatpak", "another id", MANIFEST, manifest(head="id: org.example.Other"), 1),
    ("flatpak", "version as a number", MANIFEST, manifest(version="51"), 3),
    ("flatpak", "file system", MANIFEST, manifest(permission="--filesystem=home"), 6),
    ("flatpak", "network", MANIFEST, manifest(permission="--share=network"), 6),
    ("flatpak", "branch", MANIFEST, manifest(source="{type: git, url: 'https://x', branch: main}"), 10),
    ("flatpak", "no hash", MANIFEST, manifest(source="{type: archive, url: 'https://x/y.tar'}"), 10),
    ("flatpak", "not https", MANIFEST, manifest(source=PINNED.replace("https", "http")), 10),
    ("flatpak", "no such folder", MANIFEST, manifest(source="{type: dir, path: gone}"), 10),
    ("format", "badly formatted", "src/core/hw-a.c", c("int   a;"), 3),
]


class Outcome:
    number = 0
    failed = False


def report(good, name, why="", skip=False):
    Outcome.number += 1
    Outcome.failed |= not good
    print(f"{'ok' if good else 'not ok'} {Outcome.number} {name}{' # SKIP ' + why if skip else ''}")
    if not good:
        print("\n".join("# " + line for line in why.split("\n")))


def run(lint, files):
    """Runs @lint over a temporary tree of @files."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        # A tree in a folder of its own is no git checkout, whatever lies around it.
        environment = dict(os.environ, GIT_CEILING_DIRECTORIES=os.path.dirname(root))
        shutil.copy(os.path.join(HERE, "..", "..", ".clang-format"), root)
        return subprocess.run(
            [sys.executable, "-B", os.path.join(HERE, lint + ".py"), root],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )


def main():
    lints = list(dict.fromkeys(case[0] for case in BAD))
    print(f"1..{2 * len(lints) + len(BAD)}")
    for lint in lints:
        for name, files in (("an empty tree", {}), ("a good tree", GOOD)):
            answer = run(lint, files)
            skip = answer.returncode == 77
            good = answer.returncode in (0, 77)
            report(good, f"{lint} passes {name}", answer.stdout + answer.stderr, skip)

    for lint, name, path, text, line in BAD:
        answer = run(lint, {**GOOD, path: text})
        expected = f"{path}:{line}: "
        good = answer.returncode == 1 and any(
            found.startswith(expected) for found in answer.stdout.split("\n")
        )
        skip = answer.returncode == 77
        why = f"expected {expected}\n{answer.stdout}{answer.stderr}"
        report(good or skip, f"{lint} fails: {name}", answer.stdout.strip() if skip else why, skip)
    return 1 if Outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
