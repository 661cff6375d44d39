/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The rules of power chains, and the feeds that racks hang on. */

const char *const hw_schema_sides[] = { "A", "B", "C", "D", "reserve", NULL };
static const char *const schemes[] = { "n", "n+1", "2n", "3n/2", "4n/3", "catcher", NULL };
static const char *const utilities[] = { "each", "shared", "none", NULL };
static const char *const distributions[] = { "busway", "rpp", "pdu", NULL };
static const char *const wires[] = { "1", "3", NULL };
static const char *const breaker_rules[] = { "nec", "iec", NULL };

/* A power factor of 0.99 is an assumption; supplies of servers correct theirs to about that. */
static const HwAttribute power_attributes[] = {
  NAME (HwPowerRow),
  CHOICE (HwPowerRow, scheme, "scheme", N_ ("Redundancy"), schemes, HW_SCHEME_2N),
  { .name = "blocks",
    .label = N_ ("Blocks beside the reserve"),
    .type = HW_TYPE_BYTE,
    .offset = G_STRUCT_OFFSET (HwPowerRow, blocks),
    .minimum = 1,
    .maximum = 4,
    .missing = 3 },
  CHOICE (HwPowerRow, utility, "utility", N_ ("Utility feeds"), utilities, HW_UTILITY_EACH),
  NUMBER (HwPowerRow,
          utility_voltage_v,
          "utility-voltage-v",
          N_ ("Voltage of the utility"),
          HW_DIMENSION_VOLTAGE,
          100,
          800000,
          NAN),
  NUMBER (HwPowerRow,
          voltage_v,
          "voltage-v",
          N_ ("Voltage, line to line"),
          HW_DIMENSION_VOLTAGE,
          100,
          1000,
          NAN),
  NUMBER (HwPowerRow,
          power_factor,
          "power-factor",
          N_ ("Power factor of the load"),
          HW_DIMENSION_NONE,
          0.5,
          1,
          0.99),
  CHOICE (HwPowerRow, rule, "rule", N_ ("Breaker rule"), breaker_rules, HW_BREAKER_NEC),
  NUMBER (
      HwPowerRow, derating, "derating", N_ ("De-rating of the site"), HW_DIMENSION_NONE, 0.1, 1, 1),
  CHOICE (HwPowerRow,
          distribution,
          "distribution",
          N_ ("Distribution to racks"),
          distributions,
          HW_DISTRIBUTION_BUSWAY),
  NUMBER (HwPowerRow,
          busway_a,
          "busway-a",
          N_ ("Rating of a busway"),
          HW_DIMENSION_CURRENT,
          1,
          10000,
          NAN),
  NUMBER (HwPowerRow,
          conductor_ohm_per_m,
          "conductor-ohm-per-m",
          N_ ("Resistance of a conductor"),
          HW_DIMENSION_RESISTANCE,
          0,
          1,
          NAN),
  NUMBER (HwPowerRow,
          rise_m,
          "rise-m",
          N_ ("Rise of conductors from unit to unit"),
          HW_DIMENSION_LENGTH,
          0,
          1000,
          0),
  NUMBER (HwPowerRow, tap_a, "tap-a", N_ ("Breaker of a tap"), HW_DIMENSION_CURRENT, 1, 10000, NAN),
  CHOSEN_PRODUCT (
      HwPowerRow, transformer, "transformer", N_ ("Transformer to place"), KIND_BIT (TRANSFORMER)),
  CHOSEN_PRODUCT (
      HwPowerRow, generator, "generator", N_ ("Generator to place"), KIND_BIT (GENERATOR)),
  CHOSEN_PRODUCT (
      HwPowerRow, switchgear, "switchgear", N_ ("Switchgear to place"), KIND_BIT (SWITCHGEAR)),
  CHOSEN_PRODUCT (HwPowerRow, ups, "ups", N_ ("UPS to place"), KIND_BIT (UPS)),
  CHOSEN_PRODUCT (HwPowerRow, pdu, "pdu", N_ ("Floor PDU to place"), KIND_BIT (PDU)),
  NOTE (HwPowerRow),
};

static const HwAttribute feed_attributes[] = {
  NAME (HwFeed),
  CHOICE (HwFeed, side, "side", N_ ("Side"), hw_schema_sides, 0),
  NUMBER (HwFeed, voltage_v, "voltage-v", N_ ("Voltage"), HW_DIMENSION_VOLTAGE, 100, 1000, 415),
  NUMBER (
      HwFeed, current_a, "current-a", N_ ("Breaker rating"), HW_DIMENSION_CURRENT, 1, 10000, 60),
  { .name = "phases",
    .label = N_ ("Phases"),
    .type = HW_TYPE_BYTE,
    .offset = G_STRUCT_OFFSET (HwFeed, phases),
    .choices = wires,
    .missing = 3 },
  CHOICE (HwFeed, rule, "rule", N_ ("Breaker rule"), breaker_rules, HW_BREAKER_NEC),
  REFERENCE (HwFeed, power, "power", N_ ("Power chain"), HW_TABLE_POWER),
  NOTE (HwFeed),
};

const HwTableClass hw_power_class = CLASS (
    "power", N_ ("Power chain"), HW_TABLE_POWER, HW_TABLE_POWER, 'u', HwPowerRow, power_attributes);
const HwTableClass hw_feed_class
    = CLASS ("feed", N_ ("Feed"), HW_TABLE_FEED, HW_TABLE_FEED, 'e', HwFeed, feed_attributes);
