#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the installed Flatpak as its user does: sees no files but those that a portal hands over.

Usage: check-flatpak.py SCREENSHOT
It needs an X display and a session bus of its own, xdg-desktop-portal with a file chooser, and
FLATPAK_USER_DIR; the screenshot is of the window with a design that came through a portal.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "app"))

# pylint: disable=wrong-import-position
from hallwright_driver import APP, Program, check, run  # noqa: E402

EXAMPLES = os.path.join(ROOT, "data", "examples")
EXAMPLE = "first-blackwell-hall.hallwright"
# Of the session of the tests; the program finds its own, and the portals are nobody's test.
OUTSIDE = ["HALLWRIGHT_DATA_DIR", "HALLWRIGHT_LOCALE_DIR", "GSETTINGS_SCHEMA_DIR"]
TESTING = ["G_DEBUG", "G_SLICE", "GTK_A11Y", "GSETTINGS_BACKEND"]


class Sandbox(Program):
    """The program in its sandbox. Of its folders only those of its own are seen from outside."""

    def __init__(self, *arguments, home):
        super().__init__("run", "--user", "--file-forwarding", APP, *arguments, home=home)

    def environment(self):
        """That of the portals: they and the program meet in the runtime folder."""
        return dict(os.environ)

    def path(self, name):
        folder = os.path.join(os.environ["HOME"], ".var", "app", APP, "cache")
        return os.path.join(folder, name)

    def wait_portal(self, title):
        """Waits for a window that is the portal's and not the program's, and gives it the keys."""
        self.wait(
            lambda: subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$", "windowfocus"],
                capture_output=True,
                check=False,
            ).returncode == 0,
            f"no dialog “{title}” came from the portal",
            20,
        )
        check(title not in self.report()["windows"], f"“{title}” is no dialog of the portal")
        self.settle()

    def choose(self, title, key, path):
        """Answers the file chooser; key leads to the place where a path is typed."""
        self.wait_portal(title)
        self.key(key)
        self.type(path)
        self.settle()
        self.key("Return")


def flatpak(*arguments):
    return subprocess.run(["flatpak", *arguments], capture_output=True, text=True, check=False)


def check_permissions():
    answer = flatpak("info", "--user", "--show-permissions", APP)
    check(answer.returncode == 0, f"it is not installed: {answer.stderr}")
    for word in ("filesystems", "network", "Bus Policy"):
        check(word not in answer.stdout, f"it has a permission for “{word}”:\n{answer.stdout}")


def check_command_line(folder):
    command = ["run", "--user", "--command=hallwright-cli", APP]
    answer = flatpak(*command, "totals", f"/app/share/hallwright/examples/{EXAMPLE}", "--json")
    check(answer.returncode == 0, f"no totals: {answer.stderr}")
    check(json.loads(answer.stdout)["design"]["gpus"] > 0, "the example has no GPUs")
    answer = flatpak(*command, "totals", os.path.join(folder, EXAMPLE))
    check(answer.returncode == 3, "it reads a file that nobody handed to it")


def check_window(folder, screenshot):
    first = os.path.join(folder, EXAMPLE)
    second = os.path.join(folder, "second.hallwright")
    copy = os.path.join(folder, "copy.hallwright")
    shutil.copy(os.path.join(EXAMPLES, "hopper-and-blackwell.hallwright"), second)

    with Sandbox("@@", first, "@@", home=folder) as program:
        report = program.wait_report(lambda r: "devices" in r, "the forwarded file was not opened")
        program.wait_report(lambda r: r["catalogue"], "the catalogue is empty")
        program.act("view", "'racks'")
        program.settle()
        subprocess.run(["import", "-window", "root", screenshot], check=True)

        # Saved into the file outside, with no other file left there.
        before = len(report["devices"])
        names = sorted(os.listdir(folder))
        program.act("view", "'hall'")
        program.act("place-product", "'dgx-b200'")
        program.wait_report(lambda r: r["modified"], "nothing was added")
        with open(first, encoding="utf-8") as file:
            old = file.read()
        program.act("save")
        program.wait_report(lambda r: not r["modified"], "it was not saved")
        with open(first, encoding="utf-8") as file:
            new = file.read()
        check(new.count("<device ") > old.count("<device ") and before > 0, "the file is unchanged")
        check(sorted(os.listdir(folder)) == names, f"it leaves files: {os.listdir(folder)}")
        backups = os.path.join(os.environ["HOME"], ".var", "app", APP, ".local/state")
        kept = [name for _, _, found in os.walk(backups) for name in found]
        check(kept != [], "no backup of the last save was kept")

        program.act("save-as")
        program.choose("Save the Design", "ctrl+a", copy)
        program.wait(lambda: os.path.exists(copy), "nothing was saved through the portal", 20)
        with open(copy, encoding="utf-8") as file:
            check(file.read() == new, "what was saved through the portal differs")

        program.act("print")
        program.wait_portal("Print")
        program.key("Escape")

        program.act("open")
        program.choose("Open a Design", "ctrl+l", second)
        program.wait(
            lambda: program.call("/io/github/hallwright/Hallwright/window/2", "List").returncode == 0,
            "the design that was chosen in the portal was not opened",
            20,
        )
        program.quit()


def test():
    screenshot = sys.argv[1]
    sys.argv[1] = "/usr/bin/flatpak"
    for name in OUTSIDE + TESTING:
        os.environ.pop(name, None)
    # The session bus, which starts the portals, was there before the display.
    subprocess.run(
        ["dbus-update-activation-environment", "DISPLAY", "XAUTHORITY", "XDG_CURRENT_DESKTOP=GNOME",
         "GSETTINGS_BACKEND=memory", "G_DEBUG=", "GTK_A11Y=none"],
        check=True,
    )
    check_permissions()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(EXAMPLES, EXAMPLE), folder)
        check_command_line(folder)
        check_window(folder, screenshot)


if __name__ == "__main__":
    run(test)
