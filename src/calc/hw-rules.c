/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-feeds.h"
#include "hw-results-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Capacity holds where load ≤ rating · (1 + 1e-9). */
#define SLACK (1 + 1e-9)

static char *
quantity (HwDimension dimension, double value)
{
  return hw_quantity_format (dimension, value, NULL);
}

static void
add (GPtrArray *problems, HwSeverity severity, const char *code, HwRef ref, char *message)
{
  g_ptr_array_add (problems, hw_problem_new (severity, code, ref, message));
}

static void
check_power (HwResults *self, HwRef rack, const HwRackFigures *figures, GPtrArray *problems)
{
  double load = figures->nameplate_w + figures->other_w;
  g_autofree char *drawn = NULL;
  g_autofree char *limit = NULL;

  if (isnan (figures->limit_w) || load <= figures->limit_w * SLACK)
    return;
  drawn = quantity (HW_DIMENSION_POWER, load);
  limit = quantity (HW_DIMENSION_POWER, figures->limit_w);
  add (problems,
       HW_SEVERITY_ERROR,
       "rack-power",
       rack,
       g_strdup_printf (_ ("%s draws %s of %s: move a device, raise its limit, or cap it."),
                        hw_design_name (self->design, rack),
                        drawn,
                        limit));
}

static void
check_load (HwResults *self, HwRef rack, const HwRackFigures *figures, GPtrArray *problems)
{
  g_autofree char *mounted = NULL;
  g_autofree char *limit = NULL;

  if (isnan (figures->load_limit_kg) || figures->mounted_kg <= figures->load_limit_kg * SLACK)
    return;
  mounted = quantity (HW_DIMENSION_MASS, figures->mounted_kg);
  limit = quantity (HW_DIMENSION_MASS, figures->load_limit_kg);
  add (problems,
       HW_SEVERITY_ERROR,
       "rack-load",
       rack,
       g_strdup_printf (_ ("%s carries %s and bears %s: move a device or choose a stronger rack."),
                        hw_design_name (self->design, rack),
                        mounted,
                        limit));
}

static void
check_floor (HwResults *self, HwRef rack, const HwRackFigures *figures, GPtrArray *problems)
{
  const HwSite *site = hw_design_get_site (self->design);
  const char *name = hw_design_name (self->design, rack);

  if (figures->spread_pa > site->floor_limit_pa * SLACK)
    {
      g_autofree char *pressure = quantity (HW_DIMENSION_PRESSURE, figures->spread_pa);
      g_autofree char *limit = quantity (HW_DIMENSION_PRESSURE, site->floor_limit_pa);
      add (problems,
           HW_SEVERITY_ERROR,
           "floor-load",
           rack,
           g_strdup_printf (
               _ ("%s presses %s on the floor, spread over half of its aisles, and the floor "
                  "bears %s: spread the load, space the racks, or strengthen the floor."),
               name,
               pressure,
               limit));
    }
  if (figures->foot_n > site->foot_limit_n * SLACK)
    {
      g_autofree char *force = quantity (HW_DIMENSION_FORCE, figures->foot_n);
      g_autofree char *limit = quantity (HW_DIMENSION_FORCE, site->foot_limit_n);
      add (problems,
           HW_SEVERITY_WARNING,
           "foot-load",
           rack,
           g_strdup_printf (
               _ ("%s stands with %s on each foot and the floor bears %s at a point: put a "
                  "plate under its feet."),
               name,
               force,
               limit));
    }
}

static void
check_complete (HwResults *self, HwHandle rack, GPtrArray *problems)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwCatalogue *catalogue = hw_design_get_catalogue (self->design);

  for (guint i = 0;
       row->assembly != 0 && i < hw_contributors_n_parts (self->contributors, row->assembly);
       i++)
    {
      guint complete, there = 0;
      guint32 product = hw_contributors_nth_part (self->contributors, row->assembly, i, &complete);
      for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack);
           device != 0;
           device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
        {
          const HwDevice *data = hw_design_get_device (self->design, device);
          there += data->product == product
                   && hw_object_stands (self->design, &data->object, self->phase_order);
        }
      if (there >= complete)
        continue;
      add (problems,
           HW_SEVERITY_NOTE,
           "assembly-incomplete",
           HW_REF (HW_TABLE_RACK, rack),
           g_strdup_printf (
               _ ("%s has %u of the %u %s of a %s: its figures are those of what is there; "
                  "mount the rest or leave it so."),
               hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack)),
               there,
               complete,
               hw_catalogue_get (catalogue, product)->name,
               hw_design_rack_assembly (self->design, rack)->name));
    }
}

void
hw_rules_check_rack (HwResults *self, HwHandle rack, GPtrArray *problems)
{
  const HwRackFigures *figures = hw_results_rack (self, rack);
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);

  check_power (self, ref, figures, problems);
  check_load (self, ref, figures, problems);
  check_floor (self, ref, figures, problems);
  check_complete (self, rack, problems);
}

static void
check_feeds (HwResults *self, GPtrArray *problems)
{
  for (HwHandle feed = hw_design_next (self->design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next (self->design, HW_TABLE_FEED, feed))
    {
      HwRef ref = HW_REF (HW_TABLE_FEED, feed);
      const char *name = hw_design_name (self->design, ref);
      HwFeedFigures figures;
      g_autofree char *load = NULL;
      g_autofree char *limit = NULL;
      hw_results_feed (self, feed, &figures);
      limit = quantity (HW_DIMENSION_POWER, figures.limit_w);
      if (figures.load_w > figures.limit_w * SLACK)
        {
          load = quantity (HW_DIMENSION_POWER, figures.load_w);
          add (problems,
               HW_SEVERITY_ERROR,
               "feed-load",
               ref,
               g_strdup_printf (
                   _ ("Feed %s carries %s of %s: move racks to another feed or raise it."),
                   name,
                   load,
                   limit));
        }
      else if (figures.failover_w > figures.limit_w * SLACK)
        {
          load = quantity (HW_DIMENSION_POWER, figures.failover_w);
          add (problems,
               HW_SEVERITY_WARNING,
               "feed-failover",
               ref,
               g_strdup_printf (
                   _ ("Feed %s would carry %s of %s without the other side: its breaker would "
                      "open; move racks, raise it, or cap them."),
                   name,
                   load,
                   limit));
        }
    }
}

/* The spread is a judgement on the building, so it is said once, and how many racks rest on it. */
static void
check_spread (HwResults *self, GPtrArray *problems)
{
  const HwSite *site = hw_design_get_site (self->design);
  double footprint = 0, spread = 0;
  HwHandle worst = 0;
  g_autofree char *footprint_text = NULL;
  g_autofree char *spread_text = NULL;
  g_autofree char *limit = NULL;

  if (self->n_spreading == 0)
    return;
  for (guint rack = 1; rack < self->memory->len; rack++)
    {
      const HwRackFigures *figures = hw_results_rack (self, rack);
      if (g_array_index (self->memory, HwRackMemory, rack).composition != NULL
          && g_array_index (self->memory, HwRackMemory, rack).spreads
          && figures->footprint_pa > footprint)
        {
          worst = rack;
          footprint = figures->footprint_pa;
          spread = figures->spread_pa;
        }
    }
  footprint_text = quantity (HW_DIMENSION_PRESSURE, footprint);
  spread_text = quantity (HW_DIMENSION_PRESSURE, spread);
  limit = quantity (HW_DIMENSION_PRESSURE, site->floor_limit_pa);
  add (
      problems,
      HW_SEVERITY_NOTE,
      "floor-spread",
      HW_REF (HW_TABLE_RACK, worst),
      g_strdup_printf (
          ngettext ("%u rack presses up to %s on its footprint, above the %s of the floor; "
                    "spread over half of its aisles it is %s. Confirm that the floor spreads it.",
                    "%u racks press up to %s on their footprint, above the %s of the floor; "
                    "spread over half of their aisles it is %s. Confirm that the floor spreads it.",
                    self->n_spreading),
          self->n_spreading,
          footprint_text,
          limit,
          spread_text));
}

static void
check_unknown (
    HwResults *self, HwTotal total, const char *code, const char *format, GPtrArray *problems)
{
  guint n = 0, named = 0;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->all.counts->len; i++)
    {
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      gint64 count = g_array_index (self->all.counts, gint64, i);
      if (count == 0 || contributor->shares[total].state != HW_SHARE_UNKNOWN)
        continue;
      n += (guint)count;
      if (named++ < 4)
        g_string_append_printf (names, "%s%s", named > 1 ? ", " : "", contributor->product->name);
      else if (named == 5)
        g_string_append (names, ", …");
    }
  if (n > 0)
    add (problems,
         HW_SEVERITY_NOTE,
         code,
         HW_REF (HW_TABLE_DESIGN, 0),
         g_strdup_printf (format, n, names->str));
}

static void
check_names (HwResults *self, GPtrArray *problems)
{
  GHashTableIter iter;
  gpointer key, count;

  if (self->n_duplicates == 0)
    return;
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &key, &count))
    {
      HwHandle hall = (HwHandle)(GPOINTER_TO_SIZE (key) >> 32);
      HwSymbol name = (HwSymbol)GPOINTER_TO_SIZE (key);
      HwProblem *problem = NULL;
      if (GPOINTER_TO_UINT (count) < 2)
        continue;
      for (guint rack = 1; rack < self->memory->len; rack++)
        {
          const HwRackMemory *memory = &g_array_index (self->memory, HwRackMemory, rack);
          HwRef ref = HW_REF (HW_TABLE_RACK, rack);
          if (memory->composition == NULL || memory->hall != hall || memory->name != name)
            continue;
          if (problem != NULL)
            {
              g_array_append_val (problem->others, ref);
              continue;
            }
          problem = hw_problem_new (
              HW_SEVERITY_NOTE,
              "duplicate-name",
              ref,
              g_strdup_printf (_ ("%u racks of %s are called %s; give each a name of its own."),
                               GPOINTER_TO_UINT (count),
                               hw_design_name (self->design, HW_REF (HW_TABLE_HALL, hall)),
                               hw_design_text (self->design, name)));
          problem->others = g_array_new (FALSE, FALSE, sizeof (HwRef));
          g_ptr_array_add (problems, problem);
        }
    }
}

void
hw_rules_check_design (HwResults *self, GPtrArray *problems)
{
  check_feeds (self, problems);
  check_spread (self, problems);
  check_unknown (
      self,
      HW_TOTAL_IT_NAMEPLATE,
      "unknown-power",
      _ ("The power of %u things is not known and not in the totals: %s. Enter it where you "
         "know it."),
      problems);
  check_unknown (
      self,
      HW_TOTAL_MASS,
      "unknown-mass",
      _ ("The mass of %u things is not known and not in the totals: %s. Enter it where you "
         "know it."),
      problems);
  check_names (self, problems);
}
