/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-calc-design.h"

G_BEGIN_DECLS

/* A hall of 20 × 10 m and a catalogue of made-up products with round figures:
 *
 * "rack": 600 × 1000 mm, 48 units, 100 kg, bears 500 kg, 1000 USD
 * "server": 10 units, 4 GPUs, FP8 10 / 20 PFLOPS, FP4 unsupported, 400 GB, 10 kW, expected unknown,
 * all to air, 130 kg, 300 to 500 kUSD, recommended 400 "tray": 1 unit, MGX, 2 GPUs, FP8 5 / 10
 * PFLOPS, 200 GB, 5 kW, 4 kW expected, 4 kW to liquid, 20 kg, 100 kUSD "switch": 1 unit, 1 kW, 600
 * W expected, 15 kg, price unknown "pump": row CDU, 900 × 1200 mm, 1000 kg, 20 kW, 50 kUSD
 * "system": assembly of "frame" (600 × 1000 mm, 48 units) with four trays and one switch; cited: 8
 * GPUs, FP8 20 / 40 PFLOPS, 810 GB, 24 kW, 18 kW expected, 15 kW to liquid, 9 kW to air, 500 kg,
 * 500 kUSD (400 to 600); allocated to a tray: its compute, 200 GB, 4.5 kW, 3.6 kW expected, 3.5 kW
 * to liquid and 1 kW to air, 25 kg, 100 kUSD; to the frame 150 kg; limit 25 kW */

void fixture_set_up (Fixture *fixture, gconstpointer data);

HwHandle fixture_rack (Fixture *fixture, const char *product, gint32 x_mm, gint32 y_mm);
HwHandle fixture_mount (Fixture *fixture, HwHandle rack, const char *product, double unit);
/* The first device of that product in the rack. */
HwHandle fixture_device (Fixture *fixture, HwHandle rack, const char *product);

/* Value of a total of the whole design. */
double fixture_total (Fixture *fixture, HwTotal total);

G_END_DECLS
