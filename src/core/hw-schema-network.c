/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The rules of the networks, and what a person changed of what follows from them. */

static const char *const sides[] = { "A", "B", NULL };
static const char *const wires[] = { "1", "3", NULL };
static const char *const breaker_rules[] = { "nec", "iec", NULL };
static const char *const coolants[] = { "pg25", "pg25-inhibited", "pg30", "water", NULL };
static const char *const loop_topologies[]
    = { "direct-return", "reverse-return", "ring-main", NULL };
static const char *const pipe_materials[] = { "stainless-steel", "copper", NULL };
static const char *const spares[] = { "n", "n+1", "2n", NULL };
static const char *const fabric_kinds[] = { "compute", "storage", "in-band", "out-of-band", NULL };
static const char *const fabric_topologies[] = { "rail-optimised", "fat-tree", "rail-group", NULL };
static const char *const tiers[] = { "automatic", "1", "2", "3", NULL };
static const char *const memberships[] = { "automatic", "chosen", NULL };

static const HwAttribute feed_attributes[] = {
  NAME (HwFeed),
  CHOICE (HwFeed, side, "side", N_ ("Side"), sides, 0),
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
  NOTE (HwFeed),
};

/* Limits of velocity and gradient: common practice of sizing. A return of 55.5 °C is what Lenovo's
 * flows for the GB300 NVL72 come to at every supply temperature (LP2357, table 27). A static
 * pressure of 2 bar is the least of the usual window of 2 to 6 bar. The supply is an assumption. */
static const HwAttribute loop_attributes[] = {
  NAME (HwLoop),
  CHOICE (HwLoop, coolant, "coolant", N_ ("Coolant"), coolants, HW_COOLANT_PG25),
  CHOICE (HwLoop, topology, "topology", N_ ("Piping"), loop_topologies, HW_LOOP_DIRECT_RETURN),
  CHOICE (HwLoop, material, "material", N_ ("Pipes"), pipe_materials, HW_PIPE_STAINLESS),
  CHOSEN_PRODUCT (HwLoop, cdu, "cdu", N_ ("CDU to place"), CDU_KINDS),
  CHOICE (HwLoop, spare, "spare", N_ ("Spare CDUs"), spares, HW_SPARE_ONE),
  NUMBER (
      HwLoop, supply_c, "supply-c", N_ ("Supply temperature"), HW_DIMENSION_TEMPERATURE, 2, 70, 35),
  NUMBER (HwLoop,
          return_c,
          "return-c",
          N_ ("Return temperature aimed at"),
          HW_DIMENSION_TEMPERATURE,
          2,
          90,
          55.5),
  NUMBER (HwLoop,
          facility_c,
          "facility-c",
          N_ ("Facility water temperature"),
          HW_DIMENSION_TEMPERATURE,
          2,
          70,
          NAN),
  NUMBER (HwLoop,
          facility_lpm,
          "facility-lpm",
          N_ ("Facility water of a CDU, L/min"),
          HW_DIMENSION_NONE,
          1,
          1e5,
          NAN),
  NUMBER (HwLoop,
          pressure_pa,
          "pressure-pa",
          N_ ("Differential pressure held"),
          HW_DIMENSION_PRESSURE,
          0,
          2e6,
          NAN),
  NUMBER (
      HwLoop, static_pa, "static-pa", N_ ("Static pressure"), HW_DIMENSION_PRESSURE, 0, 2e6, 2e5),
  NUMBER (HwLoop,
          branch_limit_m_s,
          "branch-limit-m-s",
          N_ ("Velocity limit up to DN 50, m/s"),
          HW_DIMENSION_NONE,
          0.1,
          10,
          1.2),
  NUMBER (HwLoop,
          header_limit_m_s,
          "header-limit-m-s",
          N_ ("Velocity limit above DN 50, m/s"),
          HW_DIMENSION_NONE,
          0.1,
          10,
          2.4),
  NUMBER (HwLoop,
          gradient_limit_pa_m,
          "gradient-limit-pa-m",
          N_ ("Gradient limit, Pa/m"),
          HW_DIMENSION_NONE,
          10,
          1e5,
          400),
  COUNT (HwLoop, branch_dn, "branch-dn", N_ ("DN of branches (0: by the limits)"), 0, 1000, 0),
  COUNT (HwLoop, header_dn, "header-dn", N_ ("DN of headers (0: by the limits)"), 0, 1000, 0),
  NOTE (HwLoop),
};

/* A metre of slack is an assumption. */
static const HwAttribute fabric_attributes[] = {
  NAME (HwFabricRow),
  CHOICE (HwFabricRow, kind, "kind", N_ ("Kind"), fabric_kinds, HW_FABRIC_COMPUTE),
  CHOICE (HwFabricRow,
          topology,
          "topology",
          N_ ("Topology"),
          fabric_topologies,
          HW_TOPOLOGY_RAIL_OPTIMISED),
  CHOICE (HwFabricRow, tiers, "tiers", N_ ("Tiers"), tiers, HW_TIERS_AUTOMATIC),
  CHOSEN_PRODUCT (HwFabricRow, switch_product, "switch", N_ ("Switch"), SWITCH_KINDS),
  CHOICE (HwFabricRow, members, "members", N_ ("Members"), memberships, HW_MEMBERS_AUTOMATIC),
  CHOSEN_PRODUCT (
      HwFabricRow, member_product, "member-product", N_ ("Members are only"), NODE_KINDS),
  { .name = "hall",
    .label = N_ ("Members only of"),
    .type = HW_TYPE_REF,
    .flags = HW_ATTRIBUTE_OWNER,
    .offset = G_STRUCT_OFFSET (HwFabricRow, hall),
    .ref = HW_TABLE_HALL },
  COUNT (HwFabricRow,
         member_ports,
         "member-ports",
         N_ ("Ports of a member (0: as its product states)"),
         0,
         64,
         0),
  NUMBER (HwFabricRow,
          port_bit_s,
          "port-bit-s",
          N_ ("Speed of a link"),
          HW_DIMENSION_BIT_RATE,
          1e8,
          1e13,
          NAN),
  NUMBER (HwFabricRow,
          oversubscription,
          "oversubscription",
          N_ ("Oversubscription of leaves"),
          HW_DIMENSION_NONE,
          1,
          64,
          1),
  COUNT (HwFabricRow,
         down_ports,
         "down-ports",
         N_ ("Ports of a leaf to members (0: by the oversubscription)"),
         0,
         254,
         0),
  COUNT (HwFabricRow,
         unit_size,
         "unit-size",
         N_ ("Members a unit (0: as the leaves take)"),
         0,
         10000,
         0),
  COUNT (HwFabricRow, units, "units", N_ ("Units planned (0: those present)"), 0, 10000, 0),
  { .name = "keep-units",
    .label = N_ ("Switches of units without members"),
    .type = HW_TYPE_BOOLEAN,
    .offset = G_STRUCT_OFFSET (HwFabricRow, keep_units) },
  COUNT (HwFabricRow,
         block_units,
         "block-units",
         N_ ("Units under one set of spines (0: by the fewest switches)"),
         0,
         10000,
         0),
  { .name = "share-leaves",
    .label = N_ ("Leaves shared by two rails"),
    .type = HW_TYPE_BOOLEAN,
    .offset = G_STRUCT_OFFSET (HwFabricRow, share_leaves) },
  { .name = "planes",
    .label = N_ ("Planes"),
    .type = HW_TYPE_BYTE,
    .offset = G_STRUCT_OFFSET (HwFabricRow, planes),
    .minimum = 1,
    .maximum = 8,
    .missing = 1 },
  COUNT (HwFabricRow,
         management_ports,
         "management-ports",
         N_ ("Ports for fabric managers"),
         0,
         10000,
         0),
  COUNT (HwFabricRow, storage_ports, "storage-ports", N_ ("Ports for storage"), 0, 100000, 0),
  COUNT (
      HwFabricRow, growth_ports, "growth-ports", N_ ("Ports left free on each leaf"), 0, 1000, 0),
  MILLIMETRES (HwFabricRow, slack_mm, "slack-mm", N_ ("Slack of a cable"), 0, 0, 100000, 1000),
  NOTE (HwFabricRow),
};

static const HwAttribute override_attributes[] = {
  { .name = "key",
    .label = N_ ("Of"),
    .type = HW_TYPE_STRING,
    .flags = HW_ATTRIBUTE_REQUIRED | HW_ATTRIBUTE_READ_ONLY,
    .offset = G_STRUCT_OFFSET (HwOverride, key) },
  { .name = "field",
    .label = N_ ("What"),
    .type = HW_TYPE_STRING,
    .flags = HW_ATTRIBUTE_REQUIRED | HW_ATTRIBUTE_READ_ONLY,
    .offset = G_STRUCT_OFFSET (HwOverride, field) },
  { .name = "value",
    .label = N_ ("Value"),
    .type = HW_TYPE_STRING,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwOverride, value) },
  NOTE (HwOverride),
};

const HwTableClass hw_feed_class
    = CLASS ("feed", N_ ("Feed"), HW_TABLE_FEED, HW_TABLE_FEED, 'e', HwFeed, feed_attributes);
const HwTableClass hw_loop_class = CLASS (
    "loop", N_ ("Cooling loop"), HW_TABLE_LOOP, HW_TABLE_LOOP, 'c', HwLoop, loop_attributes);
const HwTableClass hw_fabric_class = CLASS (
    "fabric", N_ ("Fabric"), HW_TABLE_FABRIC, HW_TABLE_FABRIC, 'n', HwFabricRow, fabric_attributes);
const HwTableClass hw_override_class = CLASS ("override",
                                              N_ ("Override"),
                                              HW_TABLE_OVERRIDE,
                                              HW_TABLE_OVERRIDE,
                                              'o',
                                              HwOverride,
                                              override_attributes);
