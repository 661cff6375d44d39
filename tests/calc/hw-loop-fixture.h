/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-calc-design.h"
#include "hw-loop-check.h"

G_BEGIN_DECLS

/* A hall of 40 × 20 m with row "A", one cooling loop "tcs1", and a catalogue of made-up products:
 *
 * "nvl"     frame of 0.6 × 1.2 m with 23 trays: 132 kW, 115 kW to liquid, at most 130 L/min, supply
 *           to 45 °C, return to 65 °C
 * "pod"     the same frame with 8 trays, 40 kW to liquid, no limits known
 * "cdu"     row CDU, 0.9 × 1.2 m, 1 368 kW at 4 K, 1 200 L/min at 2.44 bar
 * "two-pumps" the same, by two pumps
 * "small"   row CDU, as large, 300 kW at 4 K, 300 L/min at 2 bar
 * "unrated" row CDU of which nothing is known but its size
 * "sidecar" to air, 0.6 × 1.2 m, 240 kW at 15 K
 * "in-rack" CDU of 4 units, 121 kW at 4 K, 120 L/min at 1.15 bar
 * "crah"    room cooler, 181 kW, 24 000 m³/h
 * "server"  10 units, 14.3 kW to air, 1 550 CFM
 * "door"    rear door, 0.25 m deep, 28.6 kW at 10 K with 40 L/min and 3 100 CFM */

void loop_set_up (Fixture *fixture, gconstpointer data);
/* g_test_add() with the fixture. */
void loop_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data));

/* The only loop of the fixture. */
HwHandle loop_handle (Fixture *fixture);
/* A rack or floor product in row A and on the loop, its north-west corner at 10 m from the north.
 */
HwHandle loop_member (Fixture *fixture, const char *product, int x_mm);
HwHandle loop_member_at (Fixture *fixture, const char *product, HwHandle row, int x_mm, int y_mm);
/* @n racks "nvl" side by side from @x_mm on. */
void loop_racks (Fixture *fixture, int n, int x_mm);
HwHandle loop_device (Fixture *fixture, HwHandle rack, const char *product, double unit);
void loop_set (Fixture *fixture, const char *attribute, const char *text);
/* @role: behind the loop in the key; @object: its id follows. @value: %NULL: set back */
void loop_override (
    Fixture *fixture, const char *role, HwRef object, const char *field, const char *value);

/* Returns: (transfer full): the loop solved */
HwLoopSolution *loop_solution (Fixture *fixture);
/* Index of a rack in the solution's racks. */
guint loop_rack_index (const HwLoopSolution *solution, HwHandle rack);

const HwRackFlow *loop_flow_of (const HwLoopSolution *solution, HwHandle rack);
/* The @n-th rack of the design. */
HwHandle loop_rack_number (Fixture *fixture, guint n);
/* Findings of a rule about the loop, each with its sentence. */
guint loop_count_findings (Fixture *fixture, HwLoopRule rule);
/* Problems of a code in the whole design. */
guint loop_count_problems (Fixture *fixture, const char *code);

/* Flows balance at every node. */
void loop_assert_balanced (const HwLoopSolution *solution);
/* Solved; flows balance, racks warm their coolant by their heat and take the pressure of their
 * curve, and both sides of the energy balance agree. */
void loop_assert_sound (const HwLoopSolution *solution);

G_END_DECLS
