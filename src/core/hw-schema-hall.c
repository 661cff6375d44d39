/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A hall and what belongs to its floor and ceiling. */

static const char *const feature_kinds[] = { "column", "keep-out", "door", "note", NULL };
static const char *const tray_rules[] = { "derived", "placed", NULL };

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
      HwHall, tray_fill, "tray-fill", N_ ("Fill limit of trays"), HW_DIMENSION_SHARE, 0.01, 1, 0.5),
  NUMBER (HwHall,
          bypass_air,
          "bypass-air",
          N_ ("Air of coolers that passes the racks by (0: aisles contained)"),
          HW_DIMENSION_SHARE,
          0,
          0.9,
          0),
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

static const HwAttribute group_attributes[] = {
  NAME (HwGroup),
  NOTE (HwGroup),
};

static const HwAttribute row_attributes[] = {
  NAME (HwRow),
  TEXT (HwRow, containment, "containment", N_ ("Aisle containment, of rows that share one")),
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

const HwTableClass hw_hall_class
    = CLASS ("hall", N_ ("Hall"), HW_TABLE_HALL, HW_TABLE_HALL, 'h', HwHall, hall_attributes);
const HwTableClass hw_feature_class = CLASS ("feature",
                                             N_ ("Floor feature"),
                                             HW_TABLE_FEATURE,
                                             HW_TABLE_HALL,
                                             'f',
                                             HwFeature,
                                             feature_attributes);
const HwTableClass hw_group_class
    = CLASS ("group", N_ ("Group"), HW_TABLE_GROUP, HW_TABLE_GROUP, 'g', HwGroup, group_attributes);
const HwTableClass hw_row_class
    = CLASS ("row", N_ ("Row"), HW_TABLE_ROW, HW_TABLE_HALL, 'w', HwRow, row_attributes);
const HwTableClass hw_tray_class = CLASS (
    "tray", N_ ("Cable tray"), HW_TABLE_TRAY, HW_TABLE_HALL, 't', HwTrayRow, tray_attributes);
