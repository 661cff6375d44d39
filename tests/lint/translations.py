#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user reads is marked for translation, and each language of po/LINGUAS has it.

Usage: translations.py SOURCE-ROOT
Exits with 77 where the gettext tools are missing and nothing else is wrong.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

from lint_tree import Tree, line_of, without_comments

TOOLS = ("xgettext", "msgmerge", "msgfmt")
# As the glib preset of Meson has them.
KEYWORDS = (
    "_",
    "N_",
    "C_:1c,2",
    "NC_:1c,2",
    "g_dcgettext:2",
    "g_dngettext:2,3",
    "g_dpgettext2:2c,3",
    "ngettext:1,2",
)
FLAGS = (
    "_:1:pass-c-format",
    "N_:1:pass-c-format",
    "g_strdup_printf:1:c-format",
    "g_string_append_printf:2:c-format",
    "g_set_error:4:c-format",
)

STRING = r'"(?:\\.|[^"\\\n])*"'
# Widgets and properties whose text is read, in templates and in g_object_new().
READ = r"label|title|subtitle|tooltip-text|tooltip-markup|placeholder-text|description"
TEMPLATE = re.compile(
    r"<(?:property|attribute)\s((?:[^>]*\s)?name=[\"'](?:" + READ + r")[\"'][^>]*)>([^<]*)<"
)
# Functions with such a text among their arguments.
CALL = re.compile(
    r"\b(?:gtk_label_new\w*|gtk_\w*button_new_with_(?:label|mnemonic)"
    r"|gtk_column_view_column_new|g_menu_(?:append|insert|item_new)\w*|hw_canvas_notice"
    r"|gtk_(?:label_set_(?:text|markup)|file_filter_set_name)"
    r"|\w+_set_(?:label|title|subtitle|tooltip_text|tooltip_markup|placeholder_text))\s*\("
)
# In every layer: what ends in a message, a picture or a name of an edit. A lower-case word is an
# answer, a command or the like.
SAID = re.compile(
    r"\b(?:g_set_error(?:_literal)?|hw_findings_(?:add|add_at|note)|hw_design_begin"
    r"|hw_page_(?:text|heading|matchline)|hw_scene_text\w*|hw_table_line_new|hw_sheet_add(?:_list)?"
    r"|hw_window_notice|hw_message_(?:new|say|add_button)|hw_cli_(?:refuse|complain))\s*\("
)
WORD = re.compile(r"[a-z-]+")
PROPERTY = re.compile(
    r"(?:GTK_ACCESSIBLE_PROPERTY_(?:LABEL|DESCRIPTION|VALUE_TEXT|HELP_TEXT|PLACEHOLDER)"
    r'|"(?:' + READ + r')")\s*,\s*(' + STRING + ")"
)
# A name of a macro between or behind the pieces of a marked text; <inttypes.h> is understood.
PIECED = re.compile(
    r"(?<!\w)(?:_|[NC]_|NC_|ngettext)\s*\((?:\s*" + STRING + r"\s*,?)*\s*" + STRING
    + r"\s*(?!PRI)[A-Z]\w*\s*[\"),]"
)
DIRECTIVE = re.compile(r"%[-+ #0-9.*]*(?:l|ll|z)?[a-zA-Z]|&\w+;|\\.|<[^>]*>")
# Names of actions, files, objects, and the program's own.
NAME = re.compile(r"[a-z]+[.:/-][\w.:/-]+|Hallwright")


def is_read(text):
    """Whether a literal holds words, not just signs, directives or a name of something."""
    return bool(re.search(r"[^\W\d_]{2,}", DIRECTIVE.sub("", text))) and not NAME.fullmatch(text)


def own_literals(text, start):
    """(offset, literal) of each string in the call whose "(" is at @start, without calls in it."""
    depth = 0
    for match in re.compile(STRING + r"|'(?:\\.|[^'\\])+'|[()]").finditer(text, start):
        token = match.group(0)
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
            if depth == 0:
                return
        elif depth == 1 and token[0] == '"':
            yield match.start(), token[1:-1]


def check_template(tree, path):
    text = re.sub(
        r"<!--.*?-->",
        lambda match: "\n" * match.group(0).count("\n"),
        tree.read(path),
        flags=re.DOTALL,
    )
    for match in TEMPLATE.finditer(text):
        if "translatable=" not in match.group(1) and is_read(match.group(2)):
            tree.problem(
                path, line_of(text, match.start()), f"“{match.group(2)}” is not translatable"
            )


def check_code(tree, path):
    text = without_comments(tree.read(path))
    found = []
    if path.startswith(os.path.join("src", "app")):
        for call in CALL.finditer(text):
            found += own_literals(text, call.end() - 1)
        found += [(match.start(1), match.group(1)[1:-1]) for match in PROPERTY.finditer(text)]
    for call in SAID.finditer(text):
        found += [
            said for said in own_literals(text, call.end() - 1) if not WORD.fullmatch(said[1])
        ]
    for offset, literal in sorted(set(found)):
        if is_read(literal):
            tree.problem(path, line_of(text, offset), f"“{literal}” is not marked for translation")
    for match in PIECED.finditer(text):
        tree.problem(
            path,
            line_of(text, match.start()),
            "a marked text holds a macro, so that no translation of it is found",
        )


def run(tree, *command):
    return subprocess.run(
        command,
        cwd=tree.root,
        env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def pass_on(tree, path, answer, warnings):
    """Reports what a tool says as FILE:LINE: reason, and that it failed."""
    said = re.findall(r"^(?:/\S*?: )?([^\s:]+):(\d+): (.*)$", answer.stderr, re.MULTILINE)
    said = [line for line in said if warnings or not line[2].startswith("warning: ")]
    for where, line, reason in said:
        tree.problem(os.path.normpath(where), int(line), reason)
    if answer.returncode != 0 and not said:
        tree.problem(path, 1, answer.stderr.strip() or "gettext fails")
    return answer.returncode == 0


def entries(text):
    """(line, reference, whether fuzzy, context and text, translations), without obsolete ones."""
    for found in re.finditer(r"(?:^(?!#~).+(?:\n|$))+", text, re.MULTILINE):
        block = found.group(0)
        fields = {}
        key = None
        for line in block.split("\n"):
            match = re.match(r'(msg\w+(?:\[\d\])?)? *"(.*)"$', line)
            if match:
                key = match.group(1) or key
                fields[key] = fields.get(key, "") + match.group(2)
        where = re.search(r"^#: (\S+):(\d+)", block, re.MULTILINE)
        start = re.search(r"^msgid", block, re.MULTILINE)
        if fields.get("msgid"):
            yield (
                line_of(text, found.start() + start.start()),
                (where.group(1), int(where.group(2))) if where else None,
                re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE) is not None,
                (fields.get("msgctxt"), fields["msgid"]),
                [value for name, value in fields.items() if name.startswith("msgstr")],
            )


def check_language(tree, language, template, folder):
    path = f"po/{language}.po"
    merged = os.path.join(folder, language + ".po")

    if not tree.exists(path):
        tree.problem("po/LINGUAS", 1, f"there is no {path}")
        return
    checked = run(tree, "msgfmt", "--check", "--check-accelerators=_", "-o", os.devnull, path)
    if not pass_on(tree, path, checked, False):
        return
    answer = run(tree, "msgmerge", "-q", "-N", "-o", merged, path, template)
    if not pass_on(tree, path, answer, False):
        return
    with open(merged, encoding="utf-8") as file:
        text = file.read()
    lines = {key: line for line, _, _, key, _ in entries(tree.read(path))}
    for _, where, fuzzy, key, translations in entries(text):
        if all(translations) and not fuzzy:
            continue
        reason = "does not translate" if not all(translations) else "is not sure (fuzzy) about"
        # There where something is to be added or changed.
        if key in lines:
            where = (path, lines[key])
        tree.problem(*(where or (path, 1)), f"{path} {reason} “{key[1]}”")


def check_languages(tree):
    """Whether the tools for it are there."""
    languages = [
        word
        for line in (tree.read("po/LINGUAS") if tree.exists("po/LINGUAS") else "").split("\n")
        for word in line.partition("#")[0].split()
    ]
    if not tree.exists("po/POTFILES.in"):
        return True
    if not all(shutil.which(tool) for tool in TOOLS):
        return False
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "hallwright.pot")
        # Empty where nothing is marked, which makes no file otherwise.
        answer = run(
            tree,
            "xgettext",
            "--files-from=po/POTFILES.in",
            "--from-code=UTF-8",
            "--force-po",
            "--package-name=hallwright",
            "--output=" + template,
            *("--keyword=" + keyword for keyword in KEYWORDS),
            *("--flag=" + flag for flag in FLAGS),
        )
        if pass_on(tree, "po/POTFILES.in", answer, True):
            for language in languages:
                check_language(tree, language, template, folder)
    return True


def main():
    tree = Tree(sys.argv[1])
    for path in tree.files("ui", ".ui"):
        check_template(tree, path)
    for path in tree.files("src", ".c", ".h", ".def"):
        check_code(tree, path)
    if not check_languages(tree) and not tree.problems:
        print("the gettext tools are missing")
        sys.exit(77)
    tree.finish()


if __name__ == "__main__":
    main()
