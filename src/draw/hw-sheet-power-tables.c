/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-power-draw.h"

/* Schedules of panels, the taps of each feed, and of breakers. */

/* Widths below which names or figures would be cut off. */
#define LEAST_PANELS 330.0
#define LEAST_BREAKERS 400.0

typedef struct
{
  HwSheetSet *set;
  const HwPowerSolution *solution;
  GPtrArray *lines; /* HwTableLine */
  guint n;          /* of all, with those that the sheets do not hold */
} Writer;

static char *
kilowatts (double watts)
{
  return isfinite (watts) ? hw_quantity_fixed (watts / 1e3, 1) : g_strdup ("–");
}

static char *
share (double load_w, double limit_w)
{
  return limit_w > 0 ? hw_quantity_fixed (load_w / limit_w * 100, 0) : g_strdup ("–");
}

/* Whether the table has room for one more line. */
static gboolean
count (Writer *self)
{
  return self->n++ < HW_MOST_LINES;
}

static gboolean
is_wanted (Writer *self, const HwPowerNode *node)
{
  HwRef object = self->set->options.object;

  return object.table != HW_TABLE_POWER || object.handle == 0 || node->power == object.handle;
}

/* Racks by feed, in the order of their halls: (element-type GArray of HwHandle) by node. */
static GPtrArray *
racks_of_feeds (Writer *self)
{
  HwDesign *design = self->set->design;
  HwRef object = self->set->options.object;
  GPtrArray *of = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (guint i = 0; i < self->solution->plan->nodes->len; i++)
    g_ptr_array_add (of, g_array_new (FALSE, FALSE, sizeof (HwHandle)));
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    for (HwHandle rack
         = object.table == HW_TABLE_HALL && object.handle != 0 && object.handle != hall
               ? 0
               : hw_design_first_child (design, HW_TABLE_RACK, hall);
         rack != 0;
         rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
      {
        const HwPowerRack *parts = hw_results_power_rack (self->set->results, self->solution, rack);

        for (guint i = 0; parts != NULL && i < parts->n_taps; i++)
          g_array_append_val (g_ptr_array_index (of, parts->taps[i].node), rack);
      }
  return of;
}

/* The current of a power at the voltage of a node. */
static double
amperes_of (const HwPowerNode *node, double power_w)
{
  double factor = node->phases == 1 ? 1 : sqrt (3);

  return power_w / (factor * node->voltage_v * node->power_factor);
}

/* --- panels --- */

static void
write_tap (Writer *self, HwHandle handle, guint node)
{
  const HwPowerRack *rack = hw_results_power_rack (self->set->results, self->solution, handle);
  const HwPowerRackState *state = &g_array_index (self->solution->racks, HwPowerRackState, handle);

  for (guint i = 0; i < rack->n_taps; i++)
    {
      const HwPowerTap *tap = &rack->taps[i];
      double stress_w = hw_power_tap_stress_w (tap, &state->taps[i]);
      const HwPowerNode *feed = hw_power_plan_node (self->solution->plan, node);
      g_autofree char *phases = NULL;
      g_autofree char *load = NULL;
      g_autofree char *limit = NULL;
      g_autofree char *part = NULL;
      g_autofree char *amperes = NULL;

      if (tap->node != node || !count (self))
        continue;
      amperes = isnan (tap->trip_w) ? g_strdup ("–")
                                    : hw_quantity_fixed (amperes_of (feed, tap->trip_w), 0);
      phases = hw_power_phase_text (feed);
      load = kilowatts (stress_w);
      limit = kilowatts (tap->limit_w);
      part = share (stress_w, tap->limit_w);
      g_ptr_array_add (
          self->lines,
          hw_table_line_new (HW_LINE_PLAIN,
                             6,
                             hw_design_name (self->set->design, HW_REF (HW_TABLE_RACK, handle)),
                             phases,
                             amperes,
                             load,
                             limit,
                             part));
    }
}

static void
write_panels (Writer *self)
{
  g_autoptr (GPtrArray) racks = racks_of_feeds (self);

  for (guint i = 0; i < self->solution->plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (self->solution, i);
      const GArray *its = g_ptr_array_index (racks, i);
      g_autofree char *load = NULL;
      g_autofree char *heading = NULL;

      if (node->role != HW_POWER_FEED || its->len == 0 || !is_wanted (self, node))
        continue;
      load = hw_power_load_text (state->stress_w, node->limit_w);
      heading = g_strdup_printf (_ ("%s, side %s, %.0f A: %s"),
                                 hw_design_name (self->set->design, node->object),
                                 hw_power_system_label (node->system),
                                 amperes_of (node, node->trip_w),
                                 load);
      g_ptr_array_add (self->lines, hw_table_line_new (HW_LINE_HEADING, 1, heading));
      for (guint r = 0; r < its->len; r++)
        write_tap (self, g_array_index (its, HwHandle, r), i);
    }
}

/* --- breakers --- */

static void
write_breakers (Writer *self)
{
  for (guint i = 0; i < self->solution->plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (self->solution, i);
      g_autofree char *rating = NULL;
      g_autofree char *amperes = NULL;
      g_autofree char *limit = NULL;
      g_autofree char *load = NULL;
      g_autofree char *part = NULL;

      if (isnan (node->trip_w) || !is_wanted (self, node) || !count (self))
        continue;
      rating = kilowatts (node->trip_w);
      amperes = hw_quantity_fixed (amperes_of (node, node->trip_w), 0);
      limit = kilowatts (node->limit_w);
      load = kilowatts (state->stress_w);
      part = share (state->stress_w, node->limit_w);
      g_ptr_array_add (self->lines,
                       hw_table_line_new (state->over ? HW_LINE_TOTAL : HW_LINE_PLAIN,
                                          8,
                                          hw_design_name (self->set->design, node->object),
                                          hw_power_element_name (node->role),
                                          hw_power_system_label (node->system),
                                          amperes,
                                          rating,
                                          limit,
                                          load,
                                          part));
    }
}

static void
add_table (HwSheetSet *set,
           const char *title,
           const char *csv,
           void (*write) (Writer *self),
           const HwColumn *columns,
           guint n_columns,
           double least)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  g_autofree char *remark = NULL;
  Writer writer = { .set = set, .solution = hw_results_power (set->results), .lines = lines };

  write (&writer);
  if (writer.n > HW_MOST_LINES)
    remark = hw_sheet_limit_text (writer.n, csv);
  hw_sheet_add_list (set, title, remark, columns, n_columns, lines, least);
}

void
hw_sheet_add_panels (HwSheetSet *set)
{
  const HwColumn panels[] = {
    { _ ("Rack"), 0.28, HW_ALIGN_START },    { _ ("Phases"), 0.14, HW_ALIGN_START },
    { _ ("Breaker A"), 0.16, HW_ALIGN_END }, { _ ("Load kW"), 0.15, HW_ALIGN_END },
    { _ ("Limit kW"), 0.15, HW_ALIGN_END },  { _ ("Used %"), 0.12, HW_ALIGN_END },
  };
  const HwColumn breakers[] = {
    { _ ("Breaker of"), 0.22, HW_ALIGN_START }, { _ ("Kind"), 0.16, HW_ALIGN_START },
    { _ ("Side"), 0.08, HW_ALIGN_START },       { _ ("A"), 0.1, HW_ALIGN_END },
    { _ ("Rating kW"), 0.12, HW_ALIGN_END },    { _ ("Limit kW"), 0.11, HW_ALIGN_END },
    { _ ("Load kW"), 0.11, HW_ALIGN_END },      { _ ("Used %"), 0.1, HW_ALIGN_END },
  };

  add_table (set,
             _ ("Panel schedule"),
             "panels",
             write_panels,
             panels,
             G_N_ELEMENTS (panels),
             LEAST_PANELS);
  add_table (set,
             _ ("Breaker schedule"),
             "breakers",
             write_breakers,
             breakers,
             G_N_ELEMENTS (breakers),
             LEAST_BREAKERS);
}
