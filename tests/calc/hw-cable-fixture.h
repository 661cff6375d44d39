/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cable-plan.h"
#include "hw-calc-design.h"
#include "hw-fabrics.h"

G_BEGIN_DECLS

/* A hall of 30 × 10 m with two rows of one rack of 0.6 × 1.2 m each, both of 42 units: in A, at
 * 1000, 2000, a server of two ports in U1, in B, at 11000, 6000, the switch in U20 that both go to.
 * Made-up products: "fibre" of 3 mm, 2 USD a metre, to 50 m; transceivers "twin", 20 W and 1000
 * USD, and "single", 10 W and 600 USD; the switch's expected power is published, 500 W. */
typedef struct
{
  Fixture base;
  HwHandle second_row, server_rack, switch_rack, fabric;
} CableFixture;

void cable_fixture_set_up (CableFixture *self, gconstpointer data);
void cable_fixture_tear_down (CableFixture *self, gconstpointer data);

G_END_DECLS
