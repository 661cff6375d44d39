/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-calc-design.h"
#include "hw-cooling.h"
#include "hw-feeds.h"
#include "hw-power.h"

G_BEGIN_DECLS

/* A hall of 100 × 60 m and a catalogue of made-up products with the figures that matter here:
 *
 * "rack"        EIA, 48 units
 * "dgx"         10 units, 14.3 kW, six supplies of 3.3 kW, 8 GPUs, FP8 36 P
 * "h100"        8 units, 10.2 kW, six supplies of 3.3 kW, 8 GPUs
 * "switch"      1 unit, 1 kW; no source tells its supplies
 * "pdu"         rack PDU, 415 V, 60 A, 34.5 kVA
 * "frame"       MGX, 48 units
 * "shelf"       MGX, 1 unit, 33 kW of six supplies
 * "nvl"         frame with 8 shelves and one tray: 132 kW, 72 GPUs, FP8 360 P
 * "transformer" 2 MW, 4 kW without load and 16 kW by load
 * "generator"   3 MW
 * "switchgear"  4 MW
 * "ups"         1 MW, loses 20 kW and 20 kW at the rating, 300 s
 * "floor-pdu"   500 kW without loss */

void power_set_up (Fixture *fixture, gconstpointer data);
/* g_test_add() with the fixture. */
void power_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data));

const HwProduct *power_product (Fixture *fixture, const char *id);
/* A chain of that scheme with all stages of the rule chosen. */
HwHandle power_chain (Fixture *fixture, HwPowerScheme scheme);
/* The next unit of it on the floor. */
HwHandle power_unit (Fixture *fixture, HwHandle chain, const char *product, HwSide system);
/* 415 V, three phases, NEC; @chain 0: a source itself */
HwHandle power_feed (Fixture *fixture, HwHandle chain, HwSide side, double amperes);
/* The next rack of a line of them on these feeds, 0: none. */
HwHandle power_rack (Fixture *fixture, const char *product, HwHandle a, HwHandle b, HwHandle c);
HwHandle power_mount (Fixture *fixture, HwHandle rack, const char *product, int unit);
/* Returns: its id, until the next call but three */
const char *power_id (Fixture *fixture, HwTableKind table, HwHandle handle);
/* Overrides one field. */
void power_override (Fixture *fixture, const char *key, const char *field, const char *value);
/* "%s/%s/%s" of rule, role and object. Returns: (transfer full) */
char *power_key (const char *rule, const char *role, const char *object);
/* How many problems have that code; @message: (out) (optional) (nullable) (transfer full) */
guint power_problems (Fixture *fixture, const char *code, char **message);

typedef struct
{
  HwHandle chain, a, b, rack, pdu;
  HwHandle ups[2];
} PowerSite;

/* Two sides with a UPS each, two feeds, and @n racks with a server of 14.3 kW. */
PowerSite power_site (Fixture *fixture, guint n);

G_END_DECLS
