/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rules.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-air-zone.h"
#include "hw-results-private.h"

/* Products that a sentence names before it says "and more". */
#define MAX_NAMED 3

static const struct
{
  const char *code;
  HwSeverity severity;
  gboolean single;
} rules[HW_N_RULES] = {
  [HW_RULE_RACK_POWER] = { "rack-power", HW_SEVERITY_ERROR, TRUE },
  [HW_RULE_RACK_LOAD] = { "rack-load", HW_SEVERITY_ERROR, TRUE },
  [HW_RULE_FLOOR_LOAD] = { "floor-load", HW_SEVERITY_ERROR, TRUE },
  [HW_RULE_FOOT_LOAD] = { "foot-load", HW_SEVERITY_WARNING, TRUE },
  [HW_RULE_RACK_AIR] = { "rack-air", HW_SEVERITY_WARNING, FALSE },
  [HW_RULE_ASSEMBLY_INCOMPLETE] = { "assembly-incomplete", HW_SEVERITY_NOTE, TRUE },
  [HW_RULE_NVLINK] = { "nvlink-switches", HW_SEVERITY_WARNING, TRUE },
  [HW_RULE_DUPLICATE_NAME] = { "duplicate-name", HW_SEVERITY_NOTE, FALSE },
  [HW_RULE_FLOOR_SPREAD] = { "floor-spread", HW_SEVERITY_NOTE, FALSE },
  [HW_RULE_UNKNOWN_POWER] = { "unknown-power", HW_SEVERITY_NOTE, FALSE },
  [HW_RULE_UNKNOWN_MASS] = { "unknown-mass", HW_SEVERITY_NOTE, FALSE },
  [HW_RULE_NO_LOOP] = { "rack-without-loop", HW_SEVERITY_WARNING, FALSE },
  [HW_RULE_NEVER_STANDS] = { "removed-before-installed", HW_SEVERITY_ERROR, FALSE },
  [HW_RULE_PHASE_DATE] = { "phase-date-unreal", HW_SEVERITY_ERROR, FALSE },
  [HW_RULE_PHASE_ORDER] = { "phase-order-twice", HW_SEVERITY_WARNING, FALSE },
  [HW_RULE_PHASE_FALL] = { "phase-dates-fall", HW_SEVERITY_WARNING, FALSE },
  [HW_RULE_FEED_LOAD] = { "feed-load", HW_SEVERITY_ERROR, TRUE },
  [HW_RULE_FEED_FAILOVER] = { "feed-failover", HW_SEVERITY_WARNING, TRUE },
};

const char *
hw_rule_code (HwRule rule)
{
  return rules[rule].code;
}

HwSeverity
hw_rule_severity (HwRule rule)
{
  return rules[rule].severity;
}

gboolean
hw_rule_is_single (HwRule rule)
{
  return rules[rule].single;
}

/* A figure that is not known breaks no limit. */
static gboolean
exceeds (double load, double rating)
{
  return !isnan (load) && !isnan (rating) && !hw_within (load, rating);
}

guint
hw_rules_judge (const HwRackFigures *figures, gboolean complete, const HwSite *site)
{
  guint broken = 0;

  if (exceeds (hw_rack_figures_load (figures), figures->limit_w))
    broken |= HW_RULE_BIT (HW_RULE_RACK_POWER);
  if (exceeds (figures->mounted_kg, figures->load_limit_kg))
    broken |= HW_RULE_BIT (HW_RULE_RACK_LOAD);
  if (exceeds (figures->spread_pa, site->floor_limit_pa))
    broken |= HW_RULE_BIT (HW_RULE_FLOOR_LOAD);
  else if (exceeds (figures->footprint_pa, site->floor_limit_pa))
    broken |= HW_RULE_BIT (HW_RULE_FLOOR_SPREAD);
  if (exceeds (figures->foot_n, site->foot_limit_n))
    broken |= HW_RULE_BIT (HW_RULE_FOOT_LOAD);
  if (exceeds (figures->air_w - figures->door_w, HW_RACK_AIR_LIMIT_W))
    broken |= HW_RULE_BIT (HW_RULE_RACK_AIR);
  if (!complete)
    broken |= HW_RULE_BIT (HW_RULE_ASSEMBLY_INCOMPLETE);
  if (hw_nvlink_is_short (&figures->nvlink))
    broken |= HW_RULE_BIT (HW_RULE_NVLINK);
  if (figures->n_unknown_power > 0)
    broken |= HW_RULE_BIT (HW_RULE_UNKNOWN_POWER);
  if (figures->n_unknown_mass > 0)
    broken |= HW_RULE_BIT (HW_RULE_UNKNOWN_MASS);
  return broken;
}

guint
hw_rules_judge_feed (const HwFeedFigures *figures)
{
  if (exceeds (figures->load_w, figures->limit_w))
    return HW_RULE_BIT (HW_RULE_FEED_LOAD);
  return exceeds (figures->failover_w, figures->limit_w) ? HW_RULE_BIT (HW_RULE_FEED_FAILOVER) : 0;
}

guint
hw_rules_worst (guint broken)
{
  guint worst = HW_SEVERITY_NOTE + 1;

  for (guint rule = 0; rule < HW_RULE_FLOOR_SPREAD; rule++)
    if (broken & HW_RULE_BIT (rule))
      worst = MIN (worst, rules[rule].severity);
  return worst;
}

/* --- sentences --- */

static char *
compare (const char *format, const char *name, HwDimension dimension, double load, double limit)
{
  g_autofree char *has = hw_quantity_format (dimension, load, NULL);
  g_autofree char *may = hw_quantity_format (dimension, limit, NULL);

  return g_strdup_printf (format, name, has, may);
}

/* "1 of 18 GB200 compute tray, 2 of 9 NVLink switch tray" */
static char *
missing_parts (HwResults *results, const HwComposition *composition)
{
  const HwContributors *contributors = results->contributors;
  guint first = hw_contributors_first (contributors, composition->assembly);
  guint end = first + hw_contributors_span (contributors, composition->assembly);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      const HwContributor *part = hw_contributors_get (contributors, i);
      guint count = 0;

      if (part->kind != HW_CONTRIBUTOR_PART)
        continue;
      for (guint j = 0; j < composition->n_entries; j++)
        if (composition->entries[j].contributor == i)
          count = composition->entries[j].count;
      if (count == part->in_assembly)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text,
                              _ ("%u of %u %s"),
                              part->in_assembly - count,
                              part->in_assembly,
                              part->product->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
nvlink_message (const char *name, const HwNvlink *nvlink)
{
  g_autofree char *has
      = hw_quantity_format (HW_DIMENSION_BYTE_RATE, hw_nvlink_byte_s (nvlink), NULL);
  g_autofree char *whole = hw_quantity_format (HW_DIMENSION_BYTE_RATE, nvlink->gpu_byte_s, NULL);

  if (nvlink->switches == 0)
    return g_strdup_printf (_ ("%s has no NVLink switch tray: its %u GPUs form no domain beyond "
                               "their trays. Mount switch trays, or move the compute trays."),
                            name,
                            nvlink->gpus);
  return g_strdup_printf (_ ("%s has %u of %u NVLink switch trays: its %u GPUs share %s instead of "
                             "%s. Mount what is missing."),
                          name,
                          nvlink->switches,
                          nvlink->needed,
                          nvlink->gpus,
                          has,
                          whole);
}

char *
hw_rule_rack_message (HwResults *results, HwRule rule, HwHandle rack)
{
  HwDesign *design = hw_results_get_design (results);
  const HwRackFigures *figures = hw_results_rack (results, rack);
  const HwSite *site = hw_design_get_site (design);
  const char *name = hw_design_name (design, HW_REF (HW_TABLE_RACK, rack));
  g_autofree char *missing = NULL;

  switch (rule)
    {
    case HW_RULE_RACK_POWER:
      return compare (_ ("%s draws %s of %s: move a device, raise its limit, or cap it."),
                      name,
                      HW_DIMENSION_POWER,
                      hw_rack_figures_load (figures),
                      figures->limit_w);
    case HW_RULE_RACK_LOAD:
      return compare (_ ("%s carries %s of %s: move a device or choose a stronger rack."),
                      name,
                      HW_DIMENSION_MASS,
                      figures->mounted_kg,
                      figures->load_limit_kg);
    case HW_RULE_FLOOR_LOAD:
      return compare (_ ("%s presses %s on the floor, spread over half the aisles, of %s: move a "
                         "device, widen the aisles, or stand it on a stronger floor."),
                      name,
                      HW_DIMENSION_PRESSURE,
                      figures->spread_pa,
                      site->floor_limit_pa);
    case HW_RULE_FOOT_LOAD:
      return compare (_ ("%s presses %s on each foot of %s: put plates under its feet or move a "
                         "device."),
                      name,
                      HW_DIMENSION_FORCE,
                      figures->foot_n,
                      site->foot_limit_n);
    case HW_RULE_ASSEMBLY_INCOMPLETE:
      missing = missing_parts (results, hw_results_composition (results, rack));
      return g_strdup_printf (
          _ ("%s lacks %s: mount what is missing, or keep it so; its figures are reduced."),
          name,
          missing);
    case HW_RULE_NVLINK:
      return nvlink_message (name, &figures->nvlink);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
hw_rule_feed_message (HwResults *results, HwRule rule, HwHandle feed)
{
  const char *name = hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_FEED, feed));
  HwFeedFigures figures;

  hw_results_feed (results, feed, &figures);
  if (rule == HW_RULE_FEED_LOAD)
    return compare (_ ("Feed %s carries %s of %s: move racks to another feed or raise it."),
                    name,
                    HW_DIMENSION_POWER,
                    figures.load_w,
                    figures.limit_w);
  return compare (_ ("Feed %s would carry %s of %s without the other side: its breaker would open; "
                     "move racks, raise it, or cap them."),
                  name,
                  HW_DIMENSION_POWER,
                  figures.failover_w,
                  figures.limit_w);
}

/* The racks that press on their footprint more than the floor bears, and the worst of them. */
static char *
spread_message (HwResults *results, const GArray *racks)
{
  double footprint = 0, spread = 0;
  g_autofree char *on_footprint = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *on_spread = NULL;
  HwDesign *design = hw_results_get_design (results);

  for (guint i = 0; i < racks->len; i++)
    {
      const HwRackFigures *figures
          = hw_results_rack (results, g_array_index (racks, HwRef, i).handle);
      footprint = MAX (footprint, figures->footprint_pa);
      spread = MAX (spread, figures->spread_pa);
    }
  on_footprint = hw_quantity_format (HW_DIMENSION_PRESSURE, footprint, NULL);
  on_spread = hw_quantity_format (HW_DIMENSION_PRESSURE, spread, NULL);
  limit = hw_quantity_format (
      HW_DIMENSION_PRESSURE, hw_design_get_site (design)->floor_limit_pa, NULL);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u rack presses %s on its footprint, above %s; spread over half the aisles it "
                   "is %s, within. Confirm the spreading.",
                   "%u racks press up to %s on their footprint, above %s; spread over half the "
                   "aisles it is %s, within. Confirm the spreading.",
                   racks->len),
      racks->len,
      on_footprint,
      limit,
      on_spread);
}

/* The racks that leave more heat to the air than it carries, and the worst of them. */
static char *
air_message (HwResults *results, const GArray *racks)
{
  HwDesign *design = hw_results_get_design (results);
  double air_w = 0;
  g_autofree char *heat = NULL;
  g_autofree char *limit = hw_quantity_format (HW_DIMENSION_POWER, HW_RACK_AIR_LIMIT_W, NULL);

  for (guint i = 0; i < racks->len; i++)
    {
      const HwRackFigures *figures
          = hw_results_rack (results, g_array_index (racks, HwRef, i).handle);
      air_w = MAX (air_w, figures->air_w - figures->door_w);
    }
  heat = hw_quantity_format (HW_DIMENSION_POWER, air_w, NULL);
  if (racks->len == 1)
    return g_strdup_printf (
        _ ("%s leaves %s to the air, of which even contained aisles carry %s: spread its devices "
           "over more racks, or give it a rear door."),
        hw_design_name (design, g_array_index (racks, HwRef, 0)),
        heat,
        limit);
  return g_strdup_printf (
      _ ("%u racks leave up to %s each to the air, of which even contained aisles carry %s: spread "
         "their devices over more racks, or give them rear doors."),
      racks->len,
      heat,
      limit);
}

/* "8 × Power shelf 33 kW, 1 × QM9700" */
static char *
unknown_products (HwResults *results, const HwTotal totals[2], guint *n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint named = 0;

  *n = 0;
  for (guint i = 0; i < hw_contributors_count (results->contributors); i++)
    {
      const HwContributor *contributor = hw_contributors_get (results->contributors, i);
      guint count = hw_counts_of (results->total, i);

      if (count == 0
          || (contributor->shares[totals[0]].state != HW_SHARE_UNKNOWN
              && contributor->shares[totals[1]].state != HW_SHARE_UNKNOWN))
        continue;
      *n += count;
      if (++named > MAX_NAMED)
        continue;
      g_string_append_printf (
          text, "%s%u × %s", text->len > 0 ? ", " : "", count, contributor->product->name);
    }
  if (named > MAX_NAMED)
    g_string_append (text, ", …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
loop_message (HwResults *results, const GArray *racks)
{
  double heat_w = 0;
  g_autofree char *heat = NULL;

  for (guint i = 0; i < racks->len; i++)
    {
      const HwRackFigures *figures
          = hw_results_rack (results, g_array_index (racks, HwRef, i).handle);
      heat_w += figures->liquid_w + fmin (figures->air_w, figures->door_w);
    }
  heat = hw_quantity_format (HW_DIMENSION_POWER, heat_w, NULL);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u liquid-cooled rack is on no cooling loop, and nothing takes its %s away: "
                   "put it on a loop.",
                   "%u liquid-cooled racks are on no cooling loop, and nothing takes their %s "
                   "away: put them on a loop.",
                   racks->len),
      racks->len,
      heat);
}

/* The first is named with its phases; what it is stands before names that say nothing. */
static char *
never_stands_message (HwDesign *design, const GArray *refs)
{
  HwRef ref = g_array_index (refs, HwRef, 0);
  const HwObject *object = hw_design_row (design, ref.table, ref.handle);
  const char *name = hw_design_name (design, ref);
  const char *removal = hw_design_name (design, HW_REF (HW_TABLE_PHASE, object->removal));
  const char *install = hw_design_name (design, HW_REF (HW_TABLE_PHASE, object->install));

  if (object->install == object->removal)
    {
      if (refs->len == 1)
        return g_strdup_printf (
            _ ("%s is installed and removed in one phase, %s, and never stands: "
               "let it be removed later, or never."),
            name,
            install);
    }
  else if (refs->len == 1)
    return g_strdup_printf (_ ("%s is removed in %s, before it is installed in %s, and never "
                               "stands: let it be removed later, or installed earlier."),
                            name,
                            removal,
                            install);
  return g_strdup_printf (
      _ ("%u objects, %s among them, are removed no later than they are installed and never stand: "
         "let them be removed later, or installed earlier."),
      refs->len,
      name);
}

/* The first of the phases is named, with what it is compared with. */
static char *
phase_message (HwDesign *design, HwRule rule, const GArray *refs)
{
  HwRef ref = g_array_index (refs, HwRef, 0);
  g_autofree char *name = g_strdup (hw_design_name (design, ref));
  const HwPhase *row = hw_design_row (design, HW_TABLE_PHASE, ref.handle);
  const char *date = hw_design_text (design, row->date);
  g_autofree char *before = NULL;
  HwHandle earlier;

  if (rule == HW_RULE_PHASE_DATE)
    return g_strdup_printf (_ ("The date of phase %s, “%s”, is none of a calendar: write a day, "
                               "month, quarter or year that exists, as in 2027-06-30, 2027-06, "
                               "2027-Q2 or 2027."),
                            name,
                            date);
  earlier = hw_phase_compared (design, rule, ref.handle);
  before = g_strdup (hw_design_name (design, HW_REF (HW_TABLE_PHASE, earlier)));
  if (rule == HW_RULE_PHASE_ORDER)
    return g_strdup_printf (_ ("Phases %s and %s have the same order, %d, and are built at once: "
                               "give each its own."),
                            before,
                            name,
                            row->order);
  return g_strdup_printf (
      _ ("Phase %s is dated %s, before phase %s (%s) that it follows: change a "
         "date or the order."),
      name,
      date,
      before,
      hw_design_text (design,
                      ((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, earlier))->date));
}

char *
hw_rule_design_message (HwResults *results, HwRule rule, const GArray *racks)
{
  static const HwTotal power[] = { HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_OTHER_NAMEPLATE };
  static const HwTotal mass[] = { HW_TOTAL_MASS, HW_TOTAL_MASS };
  HwDesign *design = hw_results_get_design (results);
  g_autofree char *products = NULL;
  guint n;

  switch (rule)
    {
    case HW_RULE_DUPLICATE_NAME:
      return g_strdup_printf (
          _ ("%u racks of %s are named %s: rename all but one."),
          racks->len,
          hw_design_name (
              design,
              HW_REF (HW_TABLE_HALL,
                      hw_design_get_rack (design, g_array_index (racks, HwRef, 0).handle)
                          ->object.parent)),
          hw_design_name (design, g_array_index (racks, HwRef, 0)));
    case HW_RULE_RACK_AIR:
      return air_message (results, racks);
    case HW_RULE_FLOOR_SPREAD:
      return spread_message (results, racks);
    case HW_RULE_UNKNOWN_POWER:
      products = unknown_products (results, power, &n);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "The power of %u object is not known (%s): totals leave it out. Plan a "
                       "reserve or choose a product with a figure.",
                       "The power of %u objects is not known (%s): totals leave them out. Plan a "
                       "reserve or choose products with figures.",
                       n),
          n,
          products);
    case HW_RULE_UNKNOWN_MASS:
      products = unknown_products (results, mass, &n);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "The mass of %u object is not known (%s): totals leave it out. Weigh it or "
                       "plan a reserve on the floor.",
                       "The mass of %u objects is not known (%s): totals leave them out. Weigh "
                       "them or plan a reserve on the floor.",
                       n),
          n,
          products);
    case HW_RULE_NO_LOOP:
      return loop_message (results, racks);
    case HW_RULE_NEVER_STANDS:
      return never_stands_message (design, racks);
    case HW_RULE_PHASE_DATE:
    case HW_RULE_PHASE_ORDER:
    case HW_RULE_PHASE_FALL:
      return phase_message (design, rule, racks);
    default:
      g_return_val_if_reached (NULL);
    }
}
