/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* The air of a hall: the heat that ends in it, the air that racks and side-cars move, and the room
 * coolers that carry both. A contained aisle with coolers of its own is a zone apart, whose air
 * does not mix with that of the hall; all the rest is one zone. A cooler that stands in no row is
 * the aisle's in which it stands, or which it faces. A zone is named by the first row of
 * its containment, and that of the rest by 0. Racks and coolers that have failed or stopped give
 * and take no heat; they still stand in it. */

/* Rise of the air in racks whose airflow no source gives, an assumption. */
#define HW_RACK_AIR_RISE_K 15.0

/* The most that air carries from one rack, with the aisles contained: a practical limit
 * (https://aidatacenterguide.com, 5.3). */
#define HW_RACK_AIR_LIMIT_W 40e3

/* Whether a product is a room cooler. */
gboolean hw_air_is_cooler (const HwProduct *product);

typedef struct
{
  double it_w;      /* of IT equipment */
  double sidecar_w; /* that side-cars pass from liquid */
  double door_w;    /* that rear doors take from it */
  double pump_w;    /* lost by motors and drives of the pumps of CDUs */
  double heat_w;    /* that is left to room coolers */
  double flow_m3_s; /* that racks and side-cars move, what doors have cooled left out */
  guint n_assumed;  /* racks whose airflow follows from the assumed rise */
  guint n_coolers;
  double capacity_w, capacity_m3_s; /* of the coolers that are known; air that reaches racks */
  double bypass;                    /* share of their air that does not */
  guint n_unknown;                  /* coolers with a figure that no source gives */
} HwAirZone;

/* Returns: all the air of a hall; figures of nothing where there is no such hall */
HwAirZone hw_results_air (HwResults *self, HwHandle hall);

/* Returns: (transfer full) (element-type HwHandle): the zones of a hall, the first of them 0 */
GArray *hw_results_air_zones (HwResults *self, HwHandle hall);
/* Returns: that of a row, 0 for none, and that in which a rack stands */
HwHandle hw_results_air_zone_of_row (HwResults *self, HwHandle row);
HwHandle hw_results_air_zone_of (HwResults *self, HwHandle rack);
/* Returns: figures of nothing where there is no such hall */
HwAirZone hw_results_air_zone (HwResults *self, HwHandle hall, HwHandle zone);
/* The same of several in one pass. @zones: (element-type HwHandle): as hw_results_air_zones() lists
 * them. Returns: (transfer full) (element-type HwAirZone) */
GArray *hw_results_air_each (HwResults *self, HwHandle hall, const GArray *zones);
/* Returns: (transfer full): as messages call it */
char *hw_air_zone_dup_name (HwDesign *design, HwHandle hall, HwHandle zone);

/* The same with all working, whatever has failed. */
HwAirZone hw_air_zone_whole (HwResults *results, HwHandle hall, HwHandle zone);

/* The same without solving any loop, for questions that must not wait: pumps at their rating, which
 * is the most they give. Only where side-cars or rear doors
 * stand in the zone the loops are solved. */
HwAirZone hw_results_air_zone_quick (HwResults *self, HwHandle hall, HwHandle zone);

typedef enum
{
  HW_AIR_RULE_CAPACITY, /* coolers do not take the heat */
  HW_AIR_RULE_FLOW,     /* racks move more air than the coolers: it recirculates */
  HW_AIR_RULE_NONE,     /* no cooler stands in it */
  HW_N_AIR_RULES,
} HwAirRule;

const char *hw_air_rule_code (HwAirRule rule);
HwSeverity hw_air_rule_severity (HwAirRule rule);
/* Bits of the rules that a zone breaks. */
guint hw_air_zone_judge (const HwAirZone *zone);
/* Returns: (transfer full): a translated sentence that says what to do */
char *hw_air_rule_message (HwAirRule rule, const HwAirZone *zone, const char *name);

G_END_DECLS
