/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-calc-design.h"

G_BEGIN_DECLS

/* A hall of 100 × 50 m, its results, and a catalogue of made-up products with round figures:
 *
 * "rack"     EIA, 48 units, 0.6 × 1.2 m, 120 kg, bears 500 kg, 40 kW, 2 500 USD
 * "server"   10 units, 8 GPUs, FP8 36 P, 142.4 kg, 14.3 kW all to air, no expected figure,
 *            500 kUSD between 450 and 550
 * "leaf"     InfiniBand switch, 1 unit, 20 kg, 1.7 kW, 1.5 kW expected, heat to air, 30 kUSD
 * "half"     generic, half a unit, short, 5 kg, 100 W, heat not stated, 100 USD
 * "mystery"  server, 2 units, of which nothing is known
 * "cdu"      in-rack CDU, 4 units, 90 kg, 2.5 kW, 60 kUSD
 * "row-cdu"  on the floor, 0.9 × 1.2 m, 1 000 kg, 9 kW, 150 kUSD
 * "pdu"      in a side channel, 15 kg, 0 W, 2 kUSD
 * "frame"    MGX, 48 units, 0.6 × 1.068 m, 185 kg, 132 kW, price unknown
 * "tray"     compute tray, 1 unit, 4 GPUs, FP8 20 P, FP4 40 P, 744 GB, 29 kg, 6.5 kW, 5.8 kW of it
 *            to liquid, expected unknown, 155 kUSD between 100 and 210
 * "nvswitch" NVLink switch tray, 1 unit, 1.24 kW, 1.127 kW expected, all to liquid, mass and price
 *            unknown
 * "nvl"      frame with 18 trays in U1 to U18 and 9 nvswitches in U20 to U28: 72 GPUs, FP8 360 P,
 *            FP4 720 P, 13.4 TB, 1 360 kg, 132 kW, 120 kW expected, 115 kW to liquid, 17 kW to air,
 *            3.1 MUSD between 2 and 4.2
 * "blind-cdu" as "cdu", but its power is not known
 * "pod"      frame with 2 trays in U1 and U2, of which it allocates 4 kW, 3 kW to liquid each, and
 *            nothing else: 300 kg, 10 kW, 6 kW to liquid, 4 kW to air; no price, no expected power
 */

void fixture_set_up (Fixture *fixture, gconstpointer data);

/* g_test_add() with the fixture. */
void fixture_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data));

const HwProduct *fixture_product (Fixture *fixture, const char *id);
/* The next rack of a line of them, a metre apart. */
HwHandle fixture_rack (Fixture *fixture, const char *id);
HwHandle fixture_rack_at (Fixture *fixture, const char *id, int x_mm, int y_mm);
/* A device with its lower end in @unit. */
HwHandle fixture_mount (Fixture *fixture, HwHandle rack, const char *id, double unit, HwFace face);
/* The device of a rack in @unit of the front. */
HwHandle fixture_device (Fixture *fixture, HwHandle rack, int unit);

HwSum fixture_total (Fixture *fixture, HwTotal total);
double fixture_value (Fixture *fixture, HwTotal total);
/* Value, low and high of a total of the design, within rounding. */
void fixture_assert_total (Fixture *fixture, HwTotal total, double value, double low, double high);

/* How many problems have that code; @message: (out) (nullable): of the first. */
guint fixture_problems (Fixture *fixture, const char *code, char **message);

/* Whether both say the same of every scope, to the last bit. */
void fixture_assert_same_results (HwResults *a, HwResults *b);

G_END_DECLS
