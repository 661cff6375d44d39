/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-operations.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* A design to draw: one hall of 12 × 9 m with row "A" of two rack-scale systems, a fabric rack, a
 * rack of servers, and a row CDU; row "B" of two racks turned round; a rack in no row; a column, a
 * keep-out, a door and a note; a reservation, a side-mounted PDU, and devices on both faces.
 * Figures are made up. */
typedef struct
{
  HwCatalogue *catalogue;
  HwDesign *design;
  HwResults *results;
  HwHandle hall, row_a, row_b;
  HwHandle system, fabric, servers, cdu;
  HwHandle server, reservation;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

const HwProduct *fixture_product (Fixture *fixture, const char *id);
HwHandle fixture_rack (Fixture *fixture,
                       HwHandle row,
                       const char *id,
                       const char *name,
                       gint32 x_mm,
                       gint32 y_mm,
                       gint16 rotation);
HwHandle fixture_mount (
    Fixture *fixture, HwHandle rack, const char *id, const char *name, double unit, HwFace face);

/* @n_rows rows of @n_racks full racks of 42 devices each, in a hall of their own. Returns: the hall
 */
HwHandle fixture_add_many (Fixture *fixture, guint n_rows, guint n_racks);

G_END_DECLS
