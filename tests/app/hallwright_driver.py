# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built program in a test and drives it: by its actions over D-Bus, and by the pointer.

The test must run inside an X display and a session bus of its own (./dev test sees to both). Where
there is no display the test is skipped.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

APP = 'io.github.hallwright.Hallwright'
PATH = '/io/github/hallwright/Hallwright'
HERE = os.path.dirname(os.path.abspath(__file__))
SKIP = 77


class Failure(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failure(message)


class Program:
    """One run of the program, in a home folder of its own, or in one that outlives it."""

    def __init__(self, *arguments, home=None):
        if 'DISPLAY' not in os.environ or shutil.which('gdbus') is None:
            print('no display or no gdbus: skipped')
            sys.exit(SKIP)
        self.keep = home is not None
        self.folder = home or tempfile.mkdtemp(prefix='hallwright-test-')
        self.window = 1
        self.process = subprocess.Popen([sys.argv[1], *arguments], env=self.environment())
        self.wait(lambda: self.has_window(), 'the window did not come', 20)
        self.wait(lambda: self.is_laid_out(), 'the window has no size', 20)

    def environment(self):
        runtime = os.path.join(self.folder, 'runtime')
        os.makedirs(runtime, 0o700, exist_ok=True)
        return dict(
            os.environ,
            GDK_BACKEND='x11',
            GSK_RENDERER='cairo',
            GDK_DEBUG='gl-disable',
            XDG_CONFIG_HOME=os.path.join(self.folder, 'config'),
            XDG_DATA_HOME=os.path.join(self.folder, 'data'),
            XDG_CACHE_HOME=os.path.join(self.folder, 'cache'),
            XDG_STATE_HOME=os.path.join(self.folder, 'state'),
            XDG_RUNTIME_DIR=runtime,
        )

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self):
        """As a crash or an empty battery does."""
        self.process.kill()
        self.process.wait(10)

    def path(self, name):
        return os.path.join(self.folder, name)

    # --- waiting

    def wait(self, condition, message, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failure(f'{message}: the program ended with {self.process.returncode}')
            if condition():
                return
            time.sleep(0.05)
        raise Failure(message)

    def wait_report(self, condition, message, seconds=30):
        """Waits until the report of the window satisfies condition, and returns it."""
        found = {}

        def ask():
            found['report'] = self.report()
            return condition(found['report'])

        try:
            self.wait(ask, message, seconds)
        except Failure as failure:
            text = {key: value for key, value in found.get('report', {}).items()
                    if key not in ('devices', 'racks', 'catalogue', 'totals')}
            raise Failure(f'{failure}; the window says {text}') from None
        return found['report']

    # --- actions

    def call(self, path, method, *arguments):
        return subprocess.run(
            ['gdbus', 'call', '--session', '--timeout', '60', '--dest', APP,
             '--object-path', path, '--method', 'org.gtk.Actions.' + method, *arguments],
            capture_output=True, text=True, check=False)

    def has_window(self):
        return self.call(f'{PATH}/window/{self.window}', 'List').returncode == 0

    def is_laid_out(self):
        """Before, everything is nowhere."""
        report = self.report()
        return ('start' in report or report.get('view') not in ('hall', 'racks')
                or report['canvas']['width'] > 0)

    def act(self, action, parameter=None):
        """Activates an action of the window; parameter is GVariant text."""
        result = self.call(f'{PATH}/window/{self.window}', 'Activate', action,
                           '[]' if parameter is None else f'[<{parameter}>]', '{}')
        check(result.returncode == 0, f'action {action}: {result.stderr}')

    def set_state(self, action, value, application=False):
        result = self.call(PATH if application else f'{PATH}/window/{self.window}',
                           'SetState', action, f'<{value}>', '{}')
        check(result.returncode == 0, f'state of {action}: {result.stderr}')

    def report(self):
        path = self.path('report.json')
        if os.path.exists(path):
            os.unlink(path)
        self.act('report-geometry', repr(path))
        end = time.monotonic() + 5
        while time.monotonic() < end:
            try:
                with open(path, encoding='utf-8') as file:
                    return json.load(file)
            except (OSError, ValueError):
                time.sleep(0.02)
        raise Failure('the window does not report')

    def at_rest(self, view):
        """The report once the view is shown and its drawing has stopped to move."""
        seen = []

        def rests():
            report = self.report()
            drawn = [item for kind in ('racks', 'nodes', 'cooling', 'power', 'figures')
                     for item in report.get(kind, [])]
            seen.append((report.get('view') == view, report.get('canvas'),
                         [(item.get('x'), item.get('y')) for item in drawn], report))
            self.settle()
            return len(seen) > 1 and seen[-1][0] and seen[-1][:3] == seen[-2][:3]

        self.wait(rests, f'the view {view} does not come to rest', 20)
        return seen[-1][3]

    def answer(self, answer):
        """Answers the dialog of the window."""
        self.act('answer', repr(answer))

    def wait_dialog(self, text):
        return self.wait_report(lambda r: any(text in title for title in r['windows']),
                                f'no dialog says “{text}”')

    def settle(self):
        """Lets idle work and a frame or two pass."""
        time.sleep(0.25)

    def quit(self):
        self.call(PATH, 'Activate', 'quit', '[]', '{}')
        self.process.wait(10)
        check(self.process.returncode == 0, f'the program ended with {self.process.returncode}')

    # --- pointer

    def pointer(self, *arguments):
        # A slow hand: under sanitizers, on a busy machine, the program must not fall behind it.
        command = ['sh', os.path.join(HERE, 'hw-pointer.sh'), '--settle', '160', '--delay', '25',
                   *[str(a) for a in arguments]]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        check(result.returncode == 0, f'pointer: {result.stderr}')

    @contextlib.contextmanager
    def held(self, start, end):
        """Presses the button at start, drags to end and holds it there; gives up at last."""
        def do(*arguments):
            subprocess.run(['xdotool', *[str(a) for a in arguments]], check=True)
            time.sleep(0.08)

        (x, y), (to_x, to_y) = start, end
        do('mousemove', x + 1, y + 1, 'mousemove', x, y)
        do('mousedown', 1)
        try:
            for by in (4, 8, 12):
                do('mousemove', x + by, y)
            for step in range(1, 9):
                do('mousemove', x + (to_x - x) * step // 8, y + (to_y - y) * step // 8)
            do('mousemove', to_x + 1, to_y)
            do('mousemove', to_x, to_y)
            yield
        finally:
            # Escape where the window has the keyboard; and where it came from nothing is dropped.
            do('key', 'Escape')
            self.settle()
            do('mousemove', x + 2, y)
            do('mousemove', x, y)
            do('mouseup', 1)
            self.settle()

    def drag(self, start, end):
        """Drags a thing from start to end. The hand lets go when the program has it there: under
        load a drop comes before the drag is under way, and nothing is dropped."""
        def do(*arguments):
            subprocess.run(['xdotool', *[str(a) for a in arguments]], check=True)
            time.sleep(0.03)

        def there():
            do('mousemove', to_x + 1, to_y)
            do('mousemove', to_x, to_y)
            hand = self.report().get('carried')
            return hand is not None and abs(hand['x'] - to_x) < 2 and abs(hand['y'] - to_y) < 2

        (x, y), (to_x, to_y) = start, end
        do('mousemove', x + 1, y + 1, 'mousemove', x, y)
        self.settle()
        do('mousedown', 1)
        self.settle()
        try:
            for step in range(1, 25):
                do('mousemove', x + (to_x - x) * step // 24, y + (to_y - y) * step // 24)
            self.wait(there, 'the drag did not come to its end')
            self.settle()
        finally:
            do('mouseup', 1)
        self.settle()

    def hold(self, x, y):
        """Moves the pointer there and presses its button, for drags that do not end by a drop."""
        for arguments in (['mousemove', x, y], ['mousedown', 1]):
            subprocess.run(['xdotool', *[str(a) for a in arguments]], check=True)
            self.settle()

    def carry(self, x, y):
        subprocess.run(['xdotool', 'mousemove', str(x), str(y)], check=True)
        time.sleep(0.05)

    def release(self):
        subprocess.run(['xdotool', 'mouseup', '1'], check=True)

    def select(self, *objects):
        """By clicks with Ctrl, as a hand would."""
        self.act('select-none')
        for item in objects:
            self.pointer('--keys', 'ctrl', 'click', *middle(item))
        self.wait_report(lambda r: sorted(r['selection']) == sorted(o['id'] for o in objects),
                         'Ctrl and click did not select them')

    def open_menu(self, kind, x, y):
        """The context menu at a point. Without a window manager the first click after a dialog may
        only bring the window back."""
        for _ in range(3):
            self.pointer('--button', 3, 'click', x, y)
            with contextlib.suppress(Failure):
                return self.wait_report(lambda r: r['menu'] == kind, '', 3)
            # A slow program, as under sanitizers, may say it only now.
            report = self.report()
            menu = report['menu']
            if menu == kind:
                return report
            self.key('Escape')
        raise Failure(f'the menu is of {menu}, not of {kind}')

    def close_menu(self):
        """GTK 4.8 may give a closed menu the first press where it was, unless the pointer left."""
        self.key('Escape')
        canvas = self.report()['canvas']
        self.pointer('move', round(canvas['x']) + 2, round(canvas['y']) + 2)

    def to_front(self):
        """Keys to the window again: without a window manager nobody gives it the focus back after a
        dialog."""
        self.wait_report(lambda r: len(r['windows']) == 1, 'the question is still open')
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'Hallwright'],
                               capture_output=True, text=True, check=False).stdout.split()
        sizes = {}
        for window in found:
            answer = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window],
                                    capture_output=True, text=True, check=False).stdout
            values = dict(line.split('=') for line in answer.split() if '=' in line)
            sizes[window] = int(values.get('WIDTH', 0)) * int(values.get('HEIGHT', 0))
        if sizes:
            subprocess.run(['xdotool', 'windowfocus', max(sizes, key=sizes.get)], check=False)
        self.settle()

    def key(self, *keys):
        subprocess.run(['xdotool', 'key', *keys], check=True)
        self.settle()

    def focus(self, title):
        """Gives the keyboard to another window of the program: no window manager does."""
        # A window that goes while xdotool looks at all of them ends it.
        command = ['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$', 'windowfocus']
        self.wait(lambda: subprocess.run(command, capture_output=True, check=False).returncode == 0,
                  f'there is no window {title} to give the keyboard to')
        self.settle()

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)
        self.settle()

    def product_row(self, product):
        """Where a product stands in the catalogue, which is scrolled to it and has come to rest."""
        seen = []

        def at_rest():
            self.act('reveal-product', repr(product))
            self.settle()
            rows = [row for row in self.report()['catalogue'] if row['id'] == product]
            seen.append(rows[0] if rows else None)
            return len(seen) > 1 and seen[-1] is not None and seen[-1] == seen[-2]

        self.wait(at_rest, f'{product} is not in the catalogue')
        return seen[-1]


def middle(rect, across=0.5, down=0.5):
    return (round(rect['x'] + rect['width'] * across), round(rect['y'] + rect['height'] * down))


def named(objects, name):
    for item in objects:
        if item['name'] == name:
            return item
    raise Failure(f'there is no {name} among {[item["name"] for item in objects]}')


def run(test):
    """Runs a test function and turns what it finds into an exit status."""
    try:
        test()
    except Failure as failure:
        print(f'not ok: {failure}', file=sys.stderr)
        sys.exit(1)
    print('ok')
