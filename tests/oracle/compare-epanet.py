#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares "hallwright-cli hydraulics" with EPANET where a library of it is found, on files and on
networks made from seeds.

Usage: compare-epanet.py [-v] HALLWRIGHT-CLI [FILE.inp | FILE.hallwright ...]
       compare-epanet.py --print FILE.inp
Of a design each loop is exported, and what EPANET makes of it is compared with the totals too.
The second prints EPANET's solution as the tests keep it: rows "link,ID,L/s,m,m/s,status" and
"node,ID,m".
The library is that of the environment variable HALLWRIGHT_EPANET, or "epanet2" of the system.
Without one this says so and is skipped (status 77).
"""

import csv
import ctypes
import ctypes.util
import json
import os
import subprocess
import sys
import tempfile

from networks import PER_LPS, all_networks

SKIPPED = 77
# Codes of epanet2_enums.h.
COUNTS = {"node": 0, "link": 2}
HEAD, FLOW, VELOCITY, HEAD_LOSS, STATUS = 10, 8, 9, 10, 11
ACCURACY, FLOW_UNITS = 1, {5: "LPS", 6: "LPM", 8: "CMH"}
TYPE_FCV = 6


class Epanet:
    def __init__(self, library):
        self.calls = ctypes.CDLL(library)
        self.project = ctypes.c_void_p()
        self.call("createproject")

    def call(self, name, *arguments):
        if name == "createproject":
            status = self.calls.EN_createproject(ctypes.byref(self.project))
        else:
            status = getattr(self.calls, "EN_" + name)(self.project, *arguments)
        # Below 100 are warnings, such as a pump beyond its curve.
        if status >= 100:
            raise RuntimeError(f"EN_{name}: error {status}")
        return status

    def whole(self, name, *arguments):
        value = ctypes.c_int()
        self.call(name, *arguments, ctypes.byref(value))
        return value.value

    def figure(self, name, *arguments):
        value = ctypes.c_double()
        self.call(name, *arguments, ctypes.byref(value))
        return value.value

    def name(self, function, index):
        text = ctypes.create_string_buffer(64)
        self.call(function, index, text)
        return text.value.decode()

    def solve(self, path):
        """Links as id: (flow L/s, head loss m, velocity m/s, open), nodes as id: head; and
        whether EPANET's solution has closed links or active valves, where it is less exact."""
        with tempfile.NamedTemporaryFile() as report:
            self.call("open", path.encode(), report.name.encode(), b"")
            try:
                self.call("setoption", ACCURACY, ctypes.c_double(1e-8))
                self.call("setoption", 5, ctypes.c_double(1e-6))
                self.call("solveH")
                return self.results()
            finally:
                self.call("close")

    def results(self):
        unit = FLOW_UNITS[self.whole("getflowunits")]
        links, nodes, rough = {}, {}, False
        for i in range(1, self.whole("getcount", COUNTS["link"]) + 1):
            opened = self.figure("getlinkvalue", i, STATUS) != 0
            a, b = ctypes.c_int(), ctypes.c_int()
            self.call("getlinknodes", i, ctypes.byref(a), ctypes.byref(b))
            rough |= not opened or self.whole("getlinktype", i) == TYPE_FCV
            loss = self.figure("getnodevalue", a, HEAD) - self.figure("getnodevalue", b, HEAD)
            links[self.name("getlinkid", i)] = (
                self.figure("getlinkvalue", i, FLOW) / PER_LPS[unit],
                loss,
                self.figure("getlinkvalue", i, VELOCITY),
                opened,
            )
        for i in range(1, self.whole("getcount", COUNTS["node"]) + 1):
            nodes[self.name("getnodeid", i)] = self.figure("getnodevalue", i, HEAD)
        return links, nodes, rough


def ours(program, path):
    answer = subprocess.run(
        [program, "hydraulics", path, "--csv"], capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr.strip())
    links, nodes = {}, {}
    for row in csv.reader(answer.stdout.splitlines()):
        if row[0] == "link":
            links[row[1]] = (*map(float, row[2:5]), row[5] != "closed")
        else:
            nodes[row[1]] = float(row[2])
    return links, nodes


def compare(name, theirs, mine, verbose):
    """The number of figures that differ by more than they may."""
    links, nodes, rough = theirs
    relative, flow_floor, head = (1e-5, 3e-5, 1e-3) if rough else (1e-6, 1e-6, 1e-4)
    worst_flow = worst_head = 0.0
    wrong = 0
    if links.keys() != mine[0].keys() or nodes.keys() != mine[1].keys():
        print(f"{name}: the parts differ")
        return 1
    for key, (flow, loss, velocity, opened) in links.items():
        got = mine[0][key]
        scale = relative * abs(flow) + flow_floor
        worst_flow = max(worst_flow, abs(got[0] - flow) / scale)
        worst_head = max(worst_head, abs(got[1] - loss))
        if abs(got[0] - flow) > scale or abs(got[1] - loss) > 2 * head or got[3] != opened:
            wrong += 1
            if verbose:
                print(f"{name}: link {key}: {got}, EPANET {(flow, loss, velocity, opened)}")
    for key, expected in nodes.items():
        worst_head = max(worst_head, abs(mine[1][key] - expected))
        if abs(mine[1][key] - expected) > head:
            wrong += 1
            if verbose:
                print(f"{name}: node {key}: {mine[1][key]}, EPANET {expected}")
    print(
        f"{name}: {len(links)} links, flows differ by {worst_flow:.1e} of what they may, "
        f"heads by {worst_head:.1e} m" + (f", {wrong} WRONG" if wrong else "")
    )
    return wrong


def compare_design(epanet, program, path, verbose):
    """The number of loops of a design whose flow EPANET does not confirm to the 0.04 % by which
    its constants differ from SI, and of figures of the exported files that differ."""
    wrong = 0
    totals = subprocess.run(
        [program, "totals", path, "--json"], capture_output=True, text=True, check=True
    )
    for loop in json.loads(totals.stdout)["cooling"]["loops"]:
        file = loop["id"] + ".inp"
        command = [program, "export", path, "-o", file, "--object", loop["id"]]
        subprocess.run(command, check=True)
        links, nodes, rough = epanet.solve(file)
        name = f"{os.path.basename(path)} {loop['id']}"
        wrong += compare(name, (links, nodes, rough), ours(program, file), verbose)
        # Of all links the pumps alone gain head.
        flow = sum(link[0] for link in links.values() if link[1] < -0.1) * 60
        error = abs(flow / loop["flow_lpm"] - 1)
        wrong += error > 4e-4
        print(f"{name}: {loop['flow_lpm']:.4f} L/min in the totals, EPANET differs by {error:.1e}")
    return wrong


def print_solution(epanet, path):
    links, nodes, _ = epanet.solve(path)
    for key, (flow, loss, velocity, opened) in links.items():
        print(f"link,{key},{flow:.12g},{loss:.12g},{velocity:.12g},{'open' if opened else 'closed'}")
    for key, head in nodes.items():
        print(f"node,{key},{head:.12g}")


def main():
    arguments = sys.argv[1:]
    verbose = "-v" in arguments
    program, *files = [argument for argument in arguments if argument != "-v"]
    library = os.environ.get("HALLWRIGHT_EPANET") or ctypes.util.find_library("epanet2")
    if library is None:
        print("SKIPPED: no EPANET library here; nothing was compared with it")
        sys.exit(SKIPPED)

    # EPANET leaves files where it runs.
    files = [os.path.abspath(file) for file in files]
    program = program if program == "--print" else os.path.abspath(program)
    folder = tempfile.TemporaryDirectory()
    os.chdir(folder.name)
    epanet = Epanet(os.path.abspath(library) if os.sep in library else library)
    if program == "--print":
        print_solution(epanet, files[0])
        return
    wrong = 0
    for path in files:
        if path.endswith(".hallwright"):
            wrong += compare_design(epanet, program, path, verbose)
            continue
        theirs = epanet.solve(path)
        wrong += compare(os.path.basename(path), theirs, ours(program, path), verbose)
    for name, text in all_networks():
        with tempfile.NamedTemporaryFile("w", suffix=".inp") as file:
            file.write(text)
            file.flush()
            theirs = epanet.solve(file.name)
            wrong += compare(name, theirs, ours(program, file.name), verbose)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
