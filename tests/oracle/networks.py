# SPDX-License-Identifier: GPL-3.0-or-later
"""Pipe networks in EPANET's format, made from a seed: cooling loops with racks, meshes, and small
ones with what closes by itself."""

import random

BORES = [17.3, 22.9, 29.7, 38.4, 44.3, 56.3, 72.1, 84.9, 110.3, 135.7, 164.3, 215.1]
PER_LPS = {"LPS": 1.0, "LPM": 60.0, "CMH": 3.6}


class Network:
    """Lines by section."""

    def __init__(self, unit="LPS", viscosity="1.35e-06"):
        self.unit = unit
        self.sections = {
            name: []
            for name in ("JUNCTIONS", "RESERVOIRS", "TANKS", "PIPES", "PUMPS", "VALVES", "CURVES", "STATUS")
        }
        self.options = [
            f"UNITS {unit}",
            "HEADLOSS D-W",
            f"VISCOSITY {viscosity}",
            "SPECIFIC GRAVITY 1.02",
            "TRIALS 200",
            "ACCURACY 0.00001",
        ]

    def flow(self, lps):
        return f"{lps * PER_LPS[self.unit]:.9g}"

    def add(self, section, *fields):
        self.sections[section].append(" ".join(str(field) for field in fields))
        return fields[0]

    def junction(self, name, demand_lps=0.0):
        return self.add("JUNCTIONS", name, 0, self.flow(demand_lps))

    def pipe(self, name, a, b, length, bore, minor=0.0, status="Open", roughness=0.045):
        return self.add("PIPES", name, a, b, length, bore, roughness, minor, status)

    def text(self):
        lines = []
        for name, content in self.sections.items():
            lines += [f"[{name}]", *content, ""]
        lines += ["[OPTIONS]", *self.options, "", "[TIMES]", "DURATION 0", "", "[END]", ""]
        return "\n".join(lines)


def cooling_loop(seed, racks, unit="LPS", cdus=2, closed=0):
    """CDUs with check valves, headers that taper, racks as throttle valves; direct return, in
    every third loop reverse return."""
    chance = random.Random(seed)
    net = Network(unit)
    net.add("RESERVOIRS", "VESSEL", 15)
    net.junction("R0")
    net.junction("S0")
    net.pipe("TO-VESSEL", "VESSEL", "R0", 3, 29.7)
    per_rack = chance.uniform(1.2, 2.2)
    for i in range(cdus):
        for part in "abc":
            net.junction(f"C{i}{part}")
        bore = chance.choice(BORES[7:])
        net.pipe(f"CI{i}", "R0", f"C{i}a", 2, bore, 1.6)
        net.pipe(f"CX{i}", f"C{i}b", f"C{i}c", 1.5, bore, chance.uniform(10, 30))
        net.pipe(f"CO{i}", f"C{i}c", "S0", 2.4, bore, 2.1, "CV")
        design = per_rack * racks / cdus
        if chance.random() < 0.5:
            net.add("CURVES", f"P{i}", net.flow(design), f"{chance.uniform(15, 22):.4f}")
        else:
            top = chance.uniform(22, 28)
            net.add("CURVES", f"P{i}", net.flow(0), f"{top:.4f}")
            net.add("CURVES", f"P{i}", net.flow(design), f"{top * 0.8:.4f}")
            net.add("CURVES", f"P{i}", net.flow(design * 1.8), f"{top * 0.35:.4f}")
        speed = chance.choice([1, 1, 0.9])
        net.add("PUMPS", f"PU{i}", f"C{i}a", f"C{i}b", "HEAD", f"P{i}", "SPEED", speed)
    supply, back = "S0", "R0"
    reverse = seed % 3 == 0
    names = [net.junction(f"R{i}") for i in range(1, racks + 1)]
    for i in range(1, racks + 1):
        bore = BORES[min(11, 6 + (racks - i) * per_rack > 20)] if racks < 8 else 215.1
        net.junction(f"S{i}")
        net.junction(f"I{i}")
        net.junction(f"O{i}")
        net.pipe(f"HS{i}", supply, f"S{i}", 1.2, bore, 0.3)
        net.pipe(f"HR{i}", f"R{i}", back, 1.2, bore, 0.3)
        status = "Closed" if i <= closed else "Open"
        net.pipe(f"BS{i}", f"S{i}", f"I{i}", 2.5, 38.4, 2.4, status)
        net.add("VALVES", f"RK{i}", f"I{i}", f"O{i}", 38.4, "TCV", f"{chance.uniform(15, 40):.4f}", 0)
        net.pipe(f"BR{i}", f"O{i}", f"R{i}", 2.8, 38.4, 2.4)
        supply, back = f"S{i}", f"R{i}"
    if reverse:
        net.pipe("LOOP", names[-1], "R0", 1.2 * racks, 215.1, 1.0)
    return net


def mesh(seed, side, unit="LPS"):
    """A grid of pipes with demands and two reservoirs, from laminar to turbulent."""
    chance = random.Random(seed)
    net = Network(unit, "1.1e-06")
    for i in range(side * side):
        net.junction(f"J{i}", chance.choice([0, 0, chance.uniform(0, 0.4), chance.uniform(0, 2)]))
    net.add("RESERVOIRS", "A", 40)
    net.add("RESERVOIRS", "B", 38)
    net.pipe("PA", "A", "J0", 20, 164.3)
    net.pipe("PB", "B", f"J{side * side - 1}", 20, 164.3)
    for i in range(side * side):
        for step, edge in ((1, (i + 1) % side == 0), (side, i + side >= side * side)):
            if edge:
                continue
            bore = chance.choice(BORES[3:])
            minor = chance.choice([0, 0, chance.uniform(0, 10)])
            roughness = chance.choice([0.0001, 0.0015, 0.045, 0.26])
            length = f"{chance.uniform(0.5, 60):.3f}"
            net.pipe(f"L{i}-{i + step}", f"J{i}", f"J{i + step}", length, bore, f"{minor:.4f}",
                     roughness=roughness)
    return net


def special(unit="CMH"):
    """What the others lack: curves of losses and of pumps by points, flow control valves that hold
    and that cannot, closed links, a pump that is off, one that cannot lift, a tank."""
    net = Network(unit, "1.5")
    net.add("TANKS", "T", 5, 10, 0, 20, 2, 0)
    net.add("RESERVOIRS", "V", 12)
    for name in "abcdefghijklmn":
        net.junction(name, 0.5 if name == "n" else 0)
    net.pipe("toT", "T", "a", 30, 44.3)
    net.pipe("toV", "V", "b", 30, 44.3)
    for i, (flow, head) in enumerate(((0.5, 30), (3, 26), (6, 20), (9, 9))):
        net.add("CURVES", "points", net.flow(flow), head)
    for flow, loss in ((0, 0), (1, 2), (2, 7), (4, 24)):
        net.add("CURVES", "rack", net.flow(flow), loss)
    net.add("CURVES", "weak", net.flow(2), 1)
    net.add("PUMPS", "main", "b", "c", "HEAD", "points", "SPEED", "0.95")
    net.add("PUMPS", "off", "b", "d", "HEAD", "points")
    net.add("PUMPS", "feeble", "b", "e", "HEAD", "weak")
    net.pipe("d-c", "d", "c", 2, 56.3, 2, "CV")
    net.pipe("e-c", "e", "c", 2, 56.3, 2)
    net.pipe("c-f", "c", "f", 12, 56.3, 4)
    net.add("VALVES", "gpv", "f", "g", 38.4, "GPV", "rack")
    net.add("VALVES", "holds", "f", "h", 38.4, "FCV", net.flow(0.6), 3)
    net.add("VALVES", "cannot", "f", "i", 38.4, "FCV", net.flow(50), 30)
    net.add("VALVES", "open", "f", "j", 38.4, "TCV", 500, 25)
    net.add("VALVES", "shut", "f", "k", 38.4, "TCV", 10, 0)
    for name in "ghijk":
        net.pipe(f"{name}-l", name, "l", 8, 38.4, 2)
    net.pipe("l-b", "l", "b", 10, 84.9, 1)
    net.pipe("g-m", "g", "m", 3, 22.9, 0, "Closed")
    net.pipe("m-h", "m", "h", 3, 22.9)
    net.pipe("a-n", "a", "n", 100, 29.7)
    net.pipe("n-l", "n", "l", 50, 29.7, 0, "CV")
    net.sections["STATUS"] = ["off Closed", "open Open", "shut Closed"]
    return net


def all_networks():
    """Pairs of a name and the text of a file."""
    for seed in range(6):
        unit = ("LPS", "LPM", "CMH")[seed % 3]
        yield f"loop-{seed}", cooling_loop(seed, 4 + 9 * seed, unit, 1 + seed % 3).text()
        yield f"mesh-{seed}", mesh(seed, 3 + 2 * seed, unit).text()
    yield "loop-closed", cooling_loop(7, 12, "LPM", 2, closed=3).text()
    yield "special", special().text()
    yield "loop-large", cooling_loop(11, 300, "LPS", 4).text()
