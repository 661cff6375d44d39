/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Every length and coordinate stays within 10 km, so that sums of them fit 32 bits. */
#define FAR_MM 1e7

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
static const char *const member_roles[] = { "node", "switch", "manager", NULL };
static const char *const feature_kinds[] = { "column", "keep-out", "door", "note", NULL };
static const char *const tray_rules[] = { "derived", "placed", NULL };
static const char *const faces[] = { "front", "rear", NULL };
static const char *const channels[]
    = { "none", "left-front", "right-front", "left-rear", "right-rear", "rear-door", NULL };

#define TEXT(row, member, tag, title)                                                              \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_STRING, .offset = G_STRUCT_OFFSET (row, member)   \
  }
#define MILLIMETRES(row, member, tag, title, flag, low, high, absent)                              \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_INTEGER, .flags = flag,                           \
    .offset = G_STRUCT_OFFSET (row, member), .dimension = HW_DIMENSION_LENGTH, .minimum = low,     \
    .maximum = high, .missing = absent                                                             \
  }
#define NUMBER(row, member, tag, title, dim, low, high, absent)                                    \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_NUMBER, .offset = G_STRUCT_OFFSET (row, member),  \
    .dimension = dim, .minimum = low, .maximum = high, .missing = absent                           \
  }
#define REFERENCE(row, member, tag, title, to)                                                     \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_REF, .offset = G_STRUCT_OFFSET (row, member),     \
    .ref = to                                                                                      \
  }
#define COUNT(row, member, tag, title, low, high, absent)                                          \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_INTEGER, .offset = G_STRUCT_OFFSET (row, member), \
    .minimum = low, .maximum = high, .missing = absent                                             \
  }
#define NAME(row) TEXT (row, object.name, "name", N_ ("Name"))
#define NOTE(row) TEXT (row, object.note, "note", N_ ("Note"))
#define LOCKED(row)                                                                                \
  {                                                                                                \
    .name = "locked", .label = N_ ("Locked"), .type = HW_TYPE_BOOLEAN,                             \
    .offset = G_STRUCT_OFFSET (row, object.locked)                                                 \
  }
#define PHASES(row)                                                                                \
  { .name = "install",                                                                             \
    .label = N_ ("Installed in phase"),                                                            \
    .type = HW_TYPE_PHASE,                                                                         \
    .offset = G_STRUCT_OFFSET (row, object.install),                                               \
    .ref = HW_TABLE_PHASE },                                                                       \
  {                                                                                                \
    .name = "removal", .label = N_ ("Removed in phase"), .type = HW_TYPE_PHASE,                    \
    .offset = G_STRUCT_OFFSET (row, object.removal), .ref = HW_TABLE_PHASE                         \
  }
#define PRODUCT(row, member, tag, title, flag)                                                     \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_PRODUCT,                                          \
    .flags = (flag) | HW_ATTRIBUTE_READ_ONLY, .offset = G_STRUCT_OFFSET (row, member)              \
  }
#define CHOSEN_PRODUCT(row, member, tag, title, among)                                             \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_PRODUCT, .offset = G_STRUCT_OFFSET (row, member), \
    .kinds = among                                                                                 \
  }
#define CHOICE(row, member, tag, title, among, absent)                                             \
  {                                                                                                \
    .name = tag, .label = title, .type = HW_TYPE_CHOICE, .offset = G_STRUCT_OFFSET (row, member),  \
    .choices = among, .missing = absent                                                            \
  }

static const HwAttribute design_attributes[] = {
  NAME (HwDesignRow),
  TEXT (HwDesignRow, project, "project", N_ ("Project")),
  TEXT (HwDesignRow, number, "number", N_ ("Drawing number")),
  TEXT (HwDesignRow, revision, "revision", N_ ("Revision")),
  TEXT (HwDesignRow, issuer, "issuer", N_ ("Issued by")),
  TEXT (HwDesignRow, drawn, "drawn", N_ ("Drawn by")),
  TEXT (HwDesignRow, checked, "checked", N_ ("Checked by")),
  TEXT (HwDesignRow, date, "date", N_ ("Date")),
  NOTE (HwDesignRow),
};

/* The factor is the ratio of the two published figures of one rack, 120 kW (NVIDIA) to 132 kW
 * (HPE). Floor: TIA-569 as quoted by GSA, 12.0 kPa and 4.5 kN. Aisles of 1.2 m, of which half each
 * carries load of the rack beside it. Air of 24 °C, half saturated, is an assumption: within the
 * recommended 18 to 27 °C. */
static const HwAttribute site_attributes[] = {
  NAME (HwSite),
  TEXT (HwSite, currency, "currency", N_ ("Currency")),
  NUMBER (HwSite,
          voltage_v,
          "voltage-v",
          N_ ("Voltage, line to line"),
          HW_DIMENSION_VOLTAGE,
          100,
          1000,
          415),
  NUMBER (HwSite, altitude_m, "altitude-m", N_ ("Altitude"), HW_DIMENSION_LENGTH, -500, 6000, 0),
  NUMBER (HwSite, air_c, "air-c", N_ ("Air of the rooms"), HW_DIMENSION_TEMPERATURE, 5, 50, 24),
  NUMBER (HwSite, humidity, "humidity", N_ ("Relative humidity"), HW_DIMENSION_RATIO, 0.05, 1, 0.5),
  NUMBER (HwSite,
          expected_factor,
          "expected-factor",
          N_ ("Expected over nameplate power"),
          HW_DIMENSION_RATIO,
          0,
          1,
          0.91),
  NUMBER (HwSite,
          floor_limit_pa,
          "floor-limit-pa",
          N_ ("Floor load limit"),
          HW_DIMENSION_PRESSURE,
          0,
          1e6,
          12000),
  NUMBER (HwSite,
          foot_limit_n,
          "foot-limit-n",
          N_ ("Point load limit"),
          HW_DIMENSION_FORCE,
          0,
          1e6,
          4500),
  MILLIMETRES (HwSite, front_aisle_mm, "front-aisle-mm", N_ ("Front aisle"), 0, 0, 20000, 1200),
  MILLIMETRES (HwSite, rear_aisle_mm, "rear-aisle-mm", N_ ("Rear aisle"), 0, 0, 20000, 1200),
  NOTE (HwSite),
};

static const HwAttribute phase_attributes[] = {
  NAME (HwPhase),
  { .name = "order",
    .label = N_ ("Order"),
    .type = HW_TYPE_INTEGER,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwPhase, order),
    .minimum = 0,
    .maximum = 10000,
    .missing = -1 },
  TEXT (HwPhase, date, "date", N_ ("Date")),
  NOTE (HwPhase),
};

static const HwAttribute revision_attributes[] = {
  NAME (HwRevision),
  TEXT (HwRevision, date, "date", N_ ("Date")),
  TEXT (HwRevision, drawn, "drawn", N_ ("Drawn by")),
  NOTE (HwRevision),
};

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

#define KIND_BIT(kind) (1u << HW_KIND_##kind)
#define CDU_KINDS (KIND_BIT (CDU_RACK) | KIND_BIT (CDU_ROW) | KIND_BIT (SIDECAR))
#define SWITCH_KINDS (KIND_BIT (INFINIBAND_SWITCH) | KIND_BIT (ETHERNET_SWITCH))
#define NODE_KINDS                                                                                 \
  (KIND_BIT (SERVER) | KIND_BIT (COMPUTE_TRAY) | KIND_BIT (MANAGEMENT) | KIND_BIT (STORAGE))

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

/* Heights and depths of trays are assumptions: of usual sizes, clear of racks of 52 units. Half the
 * section is the usual limit of the fill. */
static const HwAttribute hall_attributes[] = {
  NAME (HwHall),
  MILLIMETRES (HwHall, width_mm, "width-mm", N_ ("Width"), HW_ATTRIBUTE_REQUIRED, 1000, FAR_MM, -1),
  MILLIMETRES (HwHall, depth_mm, "depth-mm", N_ ("Depth"), HW_ATTRIBUTE_REQUIRED, 1000, FAR_MM, -1),
  MILLIMETRES (HwHall, tile_mm, "tile-mm", N_ ("Floor tile"), 0, 100, 3000, 600),
  CHOICE (HwHall, trays, "trays", N_ ("Cable trays"), tray_rules, HW_TRAYS_DERIVED),
  MILLIMETRES (
      HwHall, tray_height_mm, "tray-height-mm", N_ ("Height of cable trays"), 0, 0, 20000, 2700),
  MILLIMETRES (HwHall,
               tray_width_mm,
               "tray-width-mm",
               N_ ("Width of trays above rows (0: as their cables need)"),
               0,
               0,
               3000,
               0),
  MILLIMETRES (HwHall,
               cross_tray_width_mm,
               "cross-tray-width-mm",
               N_ ("Width of trays across rows (0: as their cables need)"),
               0,
               0,
               3000,
               0),
  MILLIMETRES (
      HwHall, tray_depth_mm, "tray-depth-mm", N_ ("Depth of cable trays"), 0, 10, 1000, 100),
  NUMBER (
      HwHall, tray_fill, "tray-fill", N_ ("Fill limit of trays"), HW_DIMENSION_RATIO, 0.01, 1, 0.5),
  NOTE (HwHall),
  LOCKED (HwHall),
};

static const HwAttribute feature_attributes[] = {
  NAME (HwFeature),
  CHOICE (HwFeature, kind, "kind", N_ ("Kind"), feature_kinds, HW_FEATURE_COLUMN),
  MILLIMETRES (
      HwFeature, x_mm, "x-mm", N_ ("From the west wall"), HW_ATTRIBUTE_REQUIRED, 0, FAR_MM, -1),
  MILLIMETRES (
      HwFeature, y_mm, "y-mm", N_ ("From the north wall"), HW_ATTRIBUTE_REQUIRED, 0, FAR_MM, -1),
  MILLIMETRES (HwFeature, width_mm, "width-mm", N_ ("Width"), HW_ATTRIBUTE_REQUIRED, 1, FAR_MM, -1),
  MILLIMETRES (HwFeature, depth_mm, "depth-mm", N_ ("Depth"), HW_ATTRIBUTE_REQUIRED, 1, FAR_MM, -1),
  PHASES (HwFeature),
  NOTE (HwFeature),
  LOCKED (HwFeature),
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

static const HwAttribute group_attributes[] = {
  NAME (HwGroup),
  NOTE (HwGroup),
};

static const HwAttribute row_attributes[] = {
  NAME (HwRow),
  NOTE (HwRow),
};

static const HwAttribute tray_attributes[] = {
  NAME (HwTrayRow),
  REFERENCE (HwTrayRow, row, "row", N_ ("Instead of the tray of"), HW_TABLE_ROW),
  MILLIMETRES (HwTrayRow,
               x1_mm,
               "x1-mm",
               N_ ("First end from the west wall"),
               HW_ATTRIBUTE_REQUIRED,
               0,
               FAR_MM,
               -1),
  MILLIMETRES (HwTrayRow,
               y1_mm,
               "y1-mm",
               N_ ("First end from the north wall"),
               HW_ATTRIBUTE_REQUIRED,
               0,
               FAR_MM,
               -1),
  MILLIMETRES (HwTrayRow,
               x2_mm,
               "x2-mm",
               N_ ("Last end from the west wall"),
               HW_ATTRIBUTE_REQUIRED,
               0,
               FAR_MM,
               -1),
  MILLIMETRES (HwTrayRow,
               y2_mm,
               "y2-mm",
               N_ ("Last end from the north wall"),
               HW_ATTRIBUTE_REQUIRED,
               0,
               FAR_MM,
               -1),
  MILLIMETRES (
      HwTrayRow, height_mm, "height-mm", N_ ("Height (0: as in its hall)"), 0, 0, 20000, 0),
  MILLIMETRES (HwTrayRow, width_mm, "width-mm", N_ ("Width (0: as in its hall)"), 0, 0, 3000, 0),
  MILLIMETRES (HwTrayRow, depth_mm, "depth-mm", N_ ("Depth (0: as in its hall)"), 0, 0, 1000, 0),
  NUMBER (HwTrayRow,
          load_limit_kg_m,
          "load-limit-kg-m",
          N_ ("Load limit, kg/m"),
          HW_DIMENSION_NONE,
          0,
          1000,
          NAN),
  PHASES (HwTrayRow),
  NOTE (HwTrayRow),
  LOCKED (HwTrayRow),
};

static const HwAttribute rack_attributes[] = {
  NAME (HwRack),
  PRODUCT (HwRack, product, "product", N_ ("Product"), HW_ATTRIBUTE_REQUIRED),
  MILLIMETRES (
      HwRack, x_mm, "x-mm", N_ ("From the west wall"), HW_ATTRIBUTE_REQUIRED, 0, FAR_MM, -1),
  MILLIMETRES (
      HwRack, y_mm, "y-mm", N_ ("From the north wall"), HW_ATTRIBUTE_REQUIRED, 0, FAR_MM, -1),
  { .name = "rotation",
    .label = N_ ("Rotation, degrees clockwise"),
    .type = HW_TYPE_ROTATION,
    .offset = G_STRUCT_OFFSET (HwRack, rotation) },
  REFERENCE (HwRack, row, "row", N_ ("Row"), HW_TABLE_ROW),
  PRODUCT (HwRack, assembly, "assembly", N_ ("Assembly"), 0),
  NUMBER (
      HwRack, power_limit_w, "power-limit-w", N_ ("Power limit"), HW_DIMENSION_POWER, 0, 1e7, NAN),
  REFERENCE (HwRack, feed_a, "feed-a", N_ ("Feed A"), HW_TABLE_FEED),
  REFERENCE (HwRack, feed_b, "feed-b", N_ ("Feed B"), HW_TABLE_FEED),
  REFERENCE (HwRack, loop, "loop", N_ ("Cooling loop"), HW_TABLE_LOOP),
  REFERENCE (HwRack, group, "group", N_ ("Group"), HW_TABLE_GROUP),
  PHASES (HwRack),
  NOTE (HwRack),
  LOCKED (HwRack),
};

static const HwAttribute reservation_attributes[] = {
  NAME (HwReservation),
  { .name = "u",
    .label = N_ ("Lowest unit"),
    .type = HW_TYPE_POSITION,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwReservation, position),
    .missing = -1 },
  { .name = "height-u",
    .label = N_ ("Units"),
    .type = HW_TYPE_HALF_UNITS,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwReservation, half_units),
    .missing = -1 },
  CHOICE (HwReservation, face, "face", N_ ("Face"), faces, HW_FACE_FRONT),
  { .name = "both",
    .label = N_ ("Both faces"),
    .type = HW_TYPE_BOOLEAN,
    .offset = G_STRUCT_OFFSET (HwReservation, both) },
  PHASES (HwReservation),
  NOTE (HwReservation),
  LOCKED (HwReservation),
};

/* A device in units has its unit and always says its face; one in a channel has channel and height.
 */
static const HwAttribute device_attributes[] = {
  NAME (HwDevice),
  PRODUCT (HwDevice, product, "product", N_ ("Product"), HW_ATTRIBUTE_REQUIRED),
  { .name = "u",
    .label = N_ ("Lowest unit"),
    .type = HW_TYPE_POSITION,
    .offset = G_STRUCT_OFFSET (HwDevice, position),
    .missing = -1 },
  CHOICE (HwDevice, face, "face", N_ ("Face"), faces, -1),
  CHOICE (HwDevice, channel, "channel", N_ ("Side channel"), channels, HW_CHANNEL_NONE),
  { .name = "height-mm",
    .label = N_ ("Above the floor"),
    .type = HW_TYPE_SMALL,
    .offset = G_STRUCT_OFFSET (HwDevice, height_mm),
    .dimension = HW_DIMENSION_LENGTH,
    .minimum = 0,
    .maximum = 3000,
    .missing = 0 },
  PHASES (HwDevice),
  NOTE (HwDevice),
  LOCKED (HwDevice),
};

static const HwAttribute member_attributes[] = {
  { .name = "fabric",
    .label = N_ ("Fabric"),
    .type = HW_TYPE_REF,
    .flags = HW_ATTRIBUTE_REQUIRED | HW_ATTRIBUTE_OWNER,
    .offset = G_STRUCT_OFFSET (HwMember, fabric),
    .ref = HW_TABLE_FABRIC },
  CHOICE (HwMember, role, "role", N_ ("Role"), member_roles, HW_MEMBER_NODE),
  TEXT (HwMember, position, "position", N_ ("Position")),
  COUNT (HwMember, unit, "unit", N_ ("Unit"), 1, 65535, 0),
  COUNT (HwMember, slot, "slot", N_ ("Slot"), 1, 65535, 0),
  { .name = "rail",
    .label = N_ ("Rail"),
    .type = HW_TYPE_BYTE,
    .offset = G_STRUCT_OFFSET (HwMember, rail),
    .minimum = 1,
    .maximum = 64,
    .missing = 1 },
  NOTE (HwMember),
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

#define CLASS(el, lab, tab, par, let, row, list)                                                   \
  [tab] = { .element = el,                                                                         \
            .label = lab,                                                                          \
            .table = tab,                                                                          \
            .parent = par,                                                                         \
            .letter = let,                                                                         \
            .row_size = sizeof (row),                                                              \
            .attributes = list,                                                                    \
            .n_attributes = G_N_ELEMENTS (list) }

static const HwTableClass classes[HW_N_TABLES] = {
  CLASS (
      "design", N_ ("Design"), HW_TABLE_DESIGN, HW_TABLE_DESIGN, 0, HwDesignRow, design_attributes),
  CLASS ("site", N_ ("Site"), HW_TABLE_SITE, HW_TABLE_SITE, 0, HwSite, site_attributes),
  CLASS ("phase", N_ ("Phase"), HW_TABLE_PHASE, HW_TABLE_PHASE, 'p', HwPhase, phase_attributes),
  CLASS ("feed", N_ ("Feed"), HW_TABLE_FEED, HW_TABLE_FEED, 'e', HwFeed, feed_attributes),
  CLASS ("loop", N_ ("Cooling loop"), HW_TABLE_LOOP, HW_TABLE_LOOP, 'c', HwLoop, loop_attributes),
  CLASS ("revision",
         N_ ("Revision"),
         HW_TABLE_REVISION,
         HW_TABLE_REVISION,
         'x',
         HwRevision,
         revision_attributes),
  CLASS ("hall", N_ ("Hall"), HW_TABLE_HALL, HW_TABLE_HALL, 'h', HwHall, hall_attributes),
  CLASS ("fabric",
         N_ ("Fabric"),
         HW_TABLE_FABRIC,
         HW_TABLE_FABRIC,
         'n',
         HwFabricRow,
         fabric_attributes),
  CLASS ("group", N_ ("Group"), HW_TABLE_GROUP, HW_TABLE_GROUP, 'g', HwGroup, group_attributes),
  CLASS ("feature",
         N_ ("Floor feature"),
         HW_TABLE_FEATURE,
         HW_TABLE_HALL,
         'f',
         HwFeature,
         feature_attributes),
  CLASS ("row", N_ ("Row"), HW_TABLE_ROW, HW_TABLE_HALL, 'w', HwRow, row_attributes),
  CLASS ("tray", N_ ("Cable tray"), HW_TABLE_TRAY, HW_TABLE_HALL, 't', HwTrayRow, tray_attributes),
  CLASS ("rack", N_ ("Rack"), HW_TABLE_RACK, HW_TABLE_HALL, 'r', HwRack, rack_attributes),
  CLASS ("reservation",
         N_ ("Reservation"),
         HW_TABLE_RESERVATION,
         HW_TABLE_RACK,
         'v',
         HwReservation,
         reservation_attributes),
  CLASS ("device", N_ ("Device"), HW_TABLE_DEVICE, HW_TABLE_RACK, 'd', HwDevice, device_attributes),
  CLASS ("member",
         N_ ("Place in a fabric"),
         HW_TABLE_MEMBER,
         HW_TABLE_DEVICE,
         'm',
         HwMember,
         member_attributes),
  CLASS ("override",
         N_ ("Override"),
         HW_TABLE_OVERRIDE,
         HW_TABLE_OVERRIDE,
         'o',
         HwOverride,
         override_attributes),
};

const HwTableClass *
hw_table_class (HwTableKind table)
{
  return &classes[table];
}

const HwTableClass *
hw_table_class_for_element (const char *element)
{
  for (guint i = 0; i < HW_N_TABLES; i++)
    if (strcmp (classes[i].element, element) == 0)
      return &classes[i];
  return NULL;
}

const HwAttribute *
hw_table_class_attribute (const HwTableClass *klass, const char *name)
{
  for (guint i = 0; i < klass->n_attributes; i++)
    if (strcmp (klass->attributes[i].name, name) == 0)
      return &klass->attributes[i];
  return NULL;
}

#define AT(type, row, attribute) (*(type *)((char *)(row) + (attribute)->offset))

void
hw_row_init (HwTableKind table, void *row)
{
  const HwTableClass *klass = &classes[table];

  for (guint i = 0; i < klass->n_attributes; i++)
    {
      const HwAttribute *attribute = &klass->attributes[i];
      switch (attribute->type)
        {
        case HW_TYPE_INTEGER:
          AT (gint32, row, attribute) = (gint32)attribute->missing;
          break;
        case HW_TYPE_NUMBER:
          AT (double, row, attribute) = attribute->missing;
          break;
        case HW_TYPE_CHOICE:
          AT (guint8, row, attribute) = attribute->missing < 0 ? 0 : (guint8)attribute->missing;
          break;
        case HW_TYPE_BYTE:
          AT (guint8, row, attribute) = (guint8)attribute->missing;
          break;
        case HW_TYPE_POSITION:
        case HW_TYPE_HALF_UNITS:
        case HW_TYPE_SMALL:
          AT (gint16, row, attribute) = (gint16)attribute->missing;
          break;
        case HW_TYPE_STRING:
        case HW_TYPE_REF:
        case HW_TYPE_PHASE:
        case HW_TYPE_PRODUCT:
        case HW_TYPE_BOOLEAN:
        case HW_TYPE_ROTATION:
          break; /* zero */
        }
    }
}

HwHandle
hw_attribute_get_ref (const HwAttribute *attribute, const void *row)
{
  if (attribute->type == HW_TYPE_PHASE)
    return AT (guint16, row, attribute);
  return AT (HwHandle, row, attribute);
}

void
hw_attribute_set_ref (const HwAttribute *attribute, void *row, HwHandle handle)
{
  if (attribute->type == HW_TYPE_PHASE)
    AT (guint16, row, attribute) = (guint16)handle;
  else
    AT (HwHandle, row, attribute) = handle;
}

static gsize
type_size (HwAttributeType type)
{
  switch (type)
    {
    case HW_TYPE_NUMBER:
      return sizeof (double);
    case HW_TYPE_STRING:
    case HW_TYPE_REF:
    case HW_TYPE_PRODUCT:
    case HW_TYPE_INTEGER:
      return sizeof (guint32);
    case HW_TYPE_PHASE:
    case HW_TYPE_POSITION:
    case HW_TYPE_HALF_UNITS:
    case HW_TYPE_SMALL:
    case HW_TYPE_ROTATION:
      return sizeof (guint16);
    case HW_TYPE_CHOICE:
    case HW_TYPE_BYTE:
    case HW_TYPE_BOOLEAN:
      return sizeof (guint8);
    }
  g_return_val_if_reached (0);
}

void
hw_attribute_copy (const HwAttribute *attribute, void *to, const void *from)
{
  memcpy ((char *)to + attribute->offset,
          (const char *)from + attribute->offset,
          type_size (attribute->type));
}

gboolean
hw_attribute_equal (const HwAttribute *attribute, const void *a, const void *b)
{
  if (attribute->type == HW_TYPE_NUMBER)
    return AT (double, a, attribute) == AT (double, b, attribute)
           || (isnan (AT (double, a, attribute)) && isnan (AT (double, b, attribute)));
  return memcmp ((const char *)a + attribute->offset,
                 (const char *)b + attribute->offset,
                 type_size (attribute->type))
         == 0;
}

gboolean
hw_attribute_is_missing (const HwAttribute *attribute, const void *row)
{
  switch (attribute->type)
    {
    case HW_TYPE_NUMBER:
      return AT (double, row, attribute) == attribute->missing
             || (isnan (AT (double, row, attribute)) && isnan (attribute->missing));
    case HW_TYPE_INTEGER:
      return AT (gint32, row, attribute) == (gint32)attribute->missing;
    case HW_TYPE_CHOICE:
    case HW_TYPE_BYTE:
      return attribute->missing >= 0 && AT (guint8, row, attribute) == (guint8)attribute->missing;
    case HW_TYPE_POSITION:
    case HW_TYPE_HALF_UNITS:
    case HW_TYPE_SMALL:
      return AT (gint16, row, attribute) == (gint16)attribute->missing;
    case HW_TYPE_STRING:
    case HW_TYPE_REF:
    case HW_TYPE_PRODUCT:
      return AT (guint32, row, attribute) == 0;
    case HW_TYPE_PHASE:
    case HW_TYPE_ROTATION:
      return AT (guint16, row, attribute) == 0;
    case HW_TYPE_BOOLEAN:
      return AT (guint8, row, attribute) == 0;
    }
  g_return_val_if_reached (TRUE);
}
