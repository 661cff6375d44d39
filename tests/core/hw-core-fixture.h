/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-operations.h"

G_BEGIN_DECLS

/* A small design to test with: one hall of 10 × 8 m, a row "A" with rack A01 of 48 units, and a
 * catalogue of made-up products:
 * "rack-48": 600 × 1200 mm, 48 units, EIA; "rack-mgx": MGX, 600 × 1068; "server": 10 units, 897.1
 * mm; "switch": 1 unit, 432 mm; "half": half a unit, 300 mm; "deep": 1 unit, depth unknown;
 * "too-deep": 1 unit, 1300 mm; "tray": 1 unit, MGX; "pdu": 0U, 1800 mm long; "row-cdu": stands on
 * the floor, 900 × 1243; "system": assembly of rack-mgx with trays in U1 to U4. */
typedef struct
{
  HwCatalogue *catalogue;
  HwDesign *design;
  HwHandle hall, row, rack;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

HwCatalogue *fixture_catalogue (void);
const HwProduct *fixture_product (Fixture *fixture, const char *id);

/* Adds a device of product @id at unit @unit of the front; asserts that it fits. */
HwHandle fixture_mount (Fixture *fixture, HwHandle rack, const char *id, double unit);
HwSlot fixture_slot (double unit, HwFace face);

G_END_DECLS
