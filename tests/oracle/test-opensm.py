#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fabrics as Hallwright exports them, brought up by ibsim and routed by OpenSM.

Usage: test-opensm.py ORACLE-FABRICS
       test-opensm.py --time NETLIST
OpenSM's fat-tree engine has to take each fabric that Hallwright calls sound, with every node and
link found, and every pair of host ports joined by its tables; where the tree is regular its tables
have to lead as many destinations over the links of each tier as Hallwright's routing does. It has
to refuse the miscabled ones, which Hallwright's own check refuses too. What is discovered again has
to conform to the design. Skipped where the programs are missing. With --time it prints the seconds
that OpenSM takes for a netlist.
"""

import collections
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
PROGRAMS = {"ibsim": "ibsim-utils", "opensm": "opensm", "ibnetdiscover": "infiniband-diags"}
LIBRARIES = ("/usr/lib/*/umad2sim/libumad2sim.so", "/usr/lib*/umad2sim/libumad2sim.so")
SEARCH_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
PATIENCE_S = 120

NODE = re.compile(r'^(Ca|Switch)\s+(\d+)\s+"([^"]+)"', re.MULTILINE)
END = re.compile(r'^\[(\d+)\]\s+"([^"]+)"\[(\d+)\]')


def skip(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(SKIPPED)


class Netlist:
    """A fabric as exported: kinds and ports of nodes, and what is at each port."""

    def __init__(self, text):
        self.kind, self.ports, self.far = {}, {}, {}
        name = None
        for line in text.split("\n"):
            node = NODE.match(line)
            end = END.match(line)
            if node:
                name = node.group(3)
                self.kind[name], self.ports[name] = node.group(1), int(node.group(2))
            elif end:
                self.far[name, int(end.group(1))] = (end.group(2), int(end.group(3)))

    def names(self, kind):
        return [name for name, value in self.kind.items() if value == kind]


class Subnet:
    """The simulator with a netlist in it, and OpenSM's answer."""

    def __init__(self, folder, text, roots=None):
        self.folder = folder
        self.netlist = Netlist(text)
        self.roots = roots
        self.path = os.path.join(folder, "fabric.net")
        with open(self.path, "w", encoding="ascii") as file:
            file.write(text)
        library = next(iter(sum((glob.glob(pattern) for pattern in LIBRARIES), [])))
        hosts = self.netlist.names("Ca")
        self.environment = dict(
            os.environ,
            PATH=SEARCH_PATH,
            LC_ALL="C",
            IBSIM_SOCKNAME=f"hallwright{os.getpid()}",
            OSM_TMP_DIR=folder,
            OSM_CACHE_DIR=folder,
            HOME=folder,
            SIM_HOST=next(name for name in hosts if (name, 1) in self.netlist.far),
        )
        self.through = dict(self.environment, LD_PRELOAD=library)

    def __enter__(self):
        nodes = len(self.netlist.kind) + 1
        switches = len(self.netlist.names("Switch")) + 1
        ports = sum(self.netlist.ports.values()) + 2 * nodes
        self.log = open(os.path.join(self.folder, "ibsim.log"), "w+", encoding="ascii")
        self.simulator = subprocess.Popen(
            ["ibsim", "-s", "-n", "-N", str(nodes), "-S", str(switches), "-P", str(ports)]
            + ["-L", "49151", self.path],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env=self.environment,
        )
        end = time.monotonic() + PATIENCE_S
        while "simulator ready" not in self.read("ibsim.log"):
            if self.simulator.poll() is not None or time.monotonic() > end:
                raise RuntimeError("ibsim does not start: " + self.read("ibsim.log")[-500:])
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.simulator.terminate()
        self.simulator.wait()
        self.log.close()

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def route(self, dump=True):
        """Runs OpenSM once; returns the engine whose tables it has set."""
        empty = os.path.join(self.folder, "empty")
        open(empty, "w", encoding="ascii").close()
        command = ["opensm", "-o", "-F", empty, "-f", os.path.join(self.folder, "osm.log")]
        command += ["-e", "-s", "0", "-D", "0x43" if dump else "0x03", "--dump_files_dir", self.folder + "/"]
        command += ["-R", "ftree"]
        if self.roots:
            path = os.path.join(self.folder, "roots")
            with open(path, "w", encoding="ascii") as file:
                file.write(self.roots)
            command += ["-a", path]
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.through,
            timeout=PATIENCE_S,
            check=False,
        )
        used = re.findall(r"(\w+) tables configured on all switches", self.read("osm.log"))
        return used[-1] if used else "none"

    def discover(self):
        answer = subprocess.run(
            ["ibnetdiscover"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=self.through,
            timeout=PATIENCE_S,
            check=False,
        )
        return answer.stdout

    def tables(self):
        """Per switch the port of each host, as OpenSM dumped them."""
        tables = collections.defaultdict(dict)
        table = {}
        for line in self.read("opensm-lfts.dump").split("\n"):
            switch = re.match(r"Unicast lids .* guid \S+ \('([^']+)'\)", line)
            entry = re.match(r"0x[0-9a-f]+ (\d+) # Channel Adapter .*: '([^']+)'", line)
            if switch:
                table = tables[switch.group(1)]
            elif entry:
                table[entry.group(2)] = int(entry.group(1))
        return tables


def walk(netlist, tables):
    """Destinations that each (switch, port) leads to for anyone; pairs that are not joined."""
    leaves = {netlist.far[host, 1][0] for host in netlist.names("Ca") if (host, 1) in netlist.far}
    counts = collections.Counter()
    lost = 0
    for host in netlist.names("Ca"):
        if (host, 1) not in netlist.far:
            continue
        used = set()
        done = {netlist.far[host, 1][0]}
        for leaf in leaves:
            node = leaf
            passed = []
            while node not in done:
                port = tables[node].get(host)
                far = netlist.far.get((node, port))
                if far is None or len(passed) > 8 or netlist.kind[far[0]] != "Switch":
                    lost += 1
                    break
                passed.append(node)
                used.add((node, port))
                node = far[0]
            else:
                done.update(passed)
        counts.update(used)
    return counts, lost


def tier(name):
    return next(role for role in ("leaf", "spine", "core") if role in name)


def by_tier(netlist, counts):
    """The multiset of counts of the links from each tier to each other."""
    result = collections.defaultdict(list)
    for (name, port), far in netlist.far.items():
        if netlist.kind[name] == "Switch" and netlist.kind[far[0]] == "Switch":
            result[tier(name), tier(far[0])].append(counts.get((name, port), 0))
    return {key: sorted(values) for key, values in result.items()}


def ours(text):
    counts = {}
    for line in text.split("\n"):
        if line:
            name, port, count = line.split()
            counts[name, int(port)] = int(count)
    return counts


def check(tool, case, folder):
    """What is wrong about one case, as a list of sentences."""
    name, accepted, errors, regular = case
    wrong = []

    def say(*arguments):
        return subprocess.run(
            [tool, *arguments], capture_output=True, text=True, check=True
        ).stdout

    text = say("netlist", name)
    with Subnet(folder, text) as subnet:
        engine = subnet.route()
        if (engine == "ftree") != (accepted == "accepted"):
            wrong.append(f"OpenSM used {engine}, but it should be {accepted} as a fat tree")
        dump = os.path.join(folder, "discovered")
        with open(dump, "w", encoding="utf-8") as file:
            file.write(subnet.discover())
        # The simulator's links all have the lowest speed.
        differences = [line for line in say("conform", name, dump).split("\n")
                       if line and not line.startswith("slow:")]
        if (not differences) != (accepted == "accepted"):
            wrong.append("as discovered: " + ("; ".join(differences[:5]) or "nothing differs"))
        if accepted == "accepted" and engine == "ftree":
            counts, lost = walk(subnet.netlist, subnet.tables())
            if lost:
                wrong.append(f"{lost} ways of OpenSM lead nowhere")
            theirs = by_tier(subnet.netlist, counts)
            expected = by_tier(subnet.netlist, ours(say("loads", name)))
            if regular == "regular" and theirs != expected:
                for key in expected:
                    wrong.append(
                        f"{key[0]} to {key[1]}: OpenSM {collections.Counter(theirs[key])}, "
                        f"Hallwright {collections.Counter(expected[key])}"
                    )
    if (errors == "errors") != (accepted == "refused"):
        wrong.append(f"Hallwright finds {errors}, but it should be {accepted}")
    if name == "cable-failed":
        with Subnet(folder, text, say("roots", name)) as subnet:
            engine = subnet.route()
            if engine != "ftree":
                wrong.append(f"with the roots given OpenSM used {engine}")
    return wrong


def time_opensm(path):
    with open(path, encoding="ascii") as file:
        text = file.read()
    with tempfile.TemporaryDirectory(prefix="hallwright-oracle-") as folder:
        with Subnet(folder, text) as subnet:
            started = time.monotonic()
            engine = subnet.route(dump=False)
            print(f"{time.monotonic() - started:.3f}")
    sys.exit(0 if engine == "ftree" else 1)


def main():
    tool = sys.argv[1]
    for program, package in PROGRAMS.items():
        if shutil.which(program, path=SEARCH_PATH) is None:
            skip(f"{program} is missing; it is in the Debian package {package}")
    if not any(glob.glob(pattern) for pattern in LIBRARIES):
        skip("libumad2sim.so is missing; it is in the Debian package libumad2sim0")
    if tool == "--time":
        time_opensm(sys.argv[2])
    listed = subprocess.run([tool, "list"], capture_output=True, text=True, check=True).stdout
    failed = 0
    for line in listed.strip().split("\n"):
        case = line.split()
        with tempfile.TemporaryDirectory(prefix="hallwright-oracle-") as folder:
            started = time.monotonic()
            wrong = check(tool, case, folder)
        print(f"{'not ok' if wrong else 'ok'} {case[0]} ({time.monotonic() - started:.1f} s)")
        for sentence in wrong:
            print(f"    {sentence}")
        failed += bool(wrong)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
