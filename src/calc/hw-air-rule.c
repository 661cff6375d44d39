/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air-zone.h"

#include <glib/gi18n-lib.h>

/* What is wrong with the air of a zone. */

/* Rounding of sums over many racks. */
#define ROUNDING 1e-9

static const struct
{
  const char *code;
  HwSeverity severity;
} rules[HW_N_AIR_RULES] = {
  [HW_AIR_RULE_CAPACITY] = { "air-capacity", HW_SEVERITY_ERROR },
  [HW_AIR_RULE_FLOW] = { "air-flow", HW_SEVERITY_WARNING },
  [HW_AIR_RULE_NONE] = { "air-without-cooler", HW_SEVERITY_NOTE },
};

const char *
hw_air_rule_code (HwAirRule rule)
{
  return rules[rule].code;
}

HwSeverity
hw_air_rule_severity (HwAirRule rule)
{
  return rules[rule].severity;
}

guint
hw_air_zone_judge (const HwAirZone *zone)
{
  guint broken = 0;

  if (!(zone->heat_w > 0))
    return 0;
  if (zone->n_coolers == 0)
    return 1u << HW_AIR_RULE_NONE;
  /* Coolers that no source rates may carry the rest. */
  if (zone->n_unknown > 0)
    return 0;
  if (zone->heat_w > zone->capacity_w * (1 + ROUNDING))
    broken |= 1u << HW_AIR_RULE_CAPACITY;
  if (zone->flow_m3_s > zone->capacity_m3_s * (1 + ROUNDING))
    broken |= 1u << HW_AIR_RULE_FLOW;
  return broken;
}

char *
hw_air_rule_message (HwAirRule rule, const HwAirZone *zone, const char *hall)
{
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, zone->heat_w, NULL);
  g_autofree char *capacity = hw_quantity_format (HW_DIMENSION_POWER, zone->capacity_w, NULL);

  switch (rule)
    {
    case HW_AIR_RULE_CAPACITY:
      return g_strdup_printf (
          _ ("The air of %s takes up %s, and its room coolers carry %s: add coolers, or cool racks "
             "by liquid."),
          hall,
          heat,
          capacity);
    case HW_AIR_RULE_FLOW:
      if (zone->bypass > 0)
        return g_strdup_printf (
            _ ("The racks of %s move %.1f m³/s of air, and of that of its room coolers %.1f reach "
               "them: hot air comes round again. Contain the aisles or add coolers."),
            hall,
            zone->flow_m3_s,
            zone->capacity_m3_s);
      return g_strdup_printf (
          _ ("The racks of %s move %.1f m³/s of air and its room coolers %.1f: hot air comes round "
             "again. Add coolers."),
          hall,
          zone->flow_m3_s,
          zone->capacity_m3_s);
    case HW_AIR_RULE_NONE:
      return g_strdup_printf (
          _ ("The air of %s takes up %s at %.1f m³/s, and no room cooler stands in it: place CRAHs "
             "or a fan wall that carry both."),
          hall,
          heat,
          zone->flow_m3_s);
    case HW_N_AIR_RULES:
      break;
    }
  g_return_val_if_reached (NULL);
}
