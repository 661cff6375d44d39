/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-schema.h"

G_BEGIN_DECLS

/* How the attributes of a table are written down, hw-schema-*.c, and the lists of them all. */

/* Every length and coordinate stays within 10 km, so that sums of them fit 32 bits. */
#define FAR_MM 1e7

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
#define KIND_BIT(kind) (G_GUINT64_CONSTANT (1) << HW_KIND_##kind)
#define CDU_KINDS (KIND_BIT (CDU_RACK) | KIND_BIT (CDU_ROW) | KIND_BIT (SIDECAR))
#define SWITCH_KINDS (KIND_BIT (INFINIBAND_SWITCH) | KIND_BIT (ETHERNET_SWITCH))
#define NODE_KINDS                                                                                 \
  (KIND_BIT (SERVER) | KIND_BIT (COMPUTE_TRAY) | KIND_BIT (MANAGEMENT) | KIND_BIT (STORAGE))

#define CLASS(el, lab, tab, par, let, row, list)                                                   \
  {                                                                                                \
    .element = el, .label = lab, .table = tab, .parent = par, .letter = let,                       \
    .row_size = sizeof (row), .attributes = list, .n_attributes = G_N_ELEMENTS (list)              \
  }

extern const HwTableClass hw_design_class;
extern const HwTableClass hw_site_class;
extern const HwTableClass hw_cost_class;
extern const HwTableClass hw_price_class;
extern const HwTableClass hw_exchange_rate_class;
extern const HwTableClass hw_phase_class;
extern const HwTableClass hw_revision_class;
extern const HwTableClass hw_climate_class;
extern const HwTableClass hw_climate_day_class;
extern const HwTableClass hw_hall_class;
extern const HwTableClass hw_feature_class;
extern const HwTableClass hw_group_class;
extern const HwTableClass hw_row_class;
extern const HwTableClass hw_tray_class;
extern const HwTableClass hw_rack_class;
extern const HwTableClass hw_reservation_class;
extern const HwTableClass hw_device_class;
extern const HwTableClass hw_member_class;
extern const char *const hw_schema_sides[]; /* HwSide */
extern const HwTableClass hw_power_class;
extern const HwTableClass hw_feed_class;
extern const HwTableClass hw_loop_class;
extern const HwTableClass hw_fabric_class;
extern const HwTableClass hw_override_class;

G_END_DECLS
