/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-power-breaker.h"
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
  gboolean derived; /* some breaker is not stated */
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

/* Chains as they are, then feeds that are sources themselves by their names as people count: A2
 * before A10. */
static int
compare_nodes (gconstpointer a, gconstpointer b, gpointer data)
{
  Writer *self = data;
  guint at_x = *(const guint *)a, at_y = *(const guint *)b;
  const HwPowerNode *x = hw_power_plan_node (self->solution->plan, at_x);
  const HwPowerNode *y = hw_power_plan_node (self->solution->plan, at_y);
  const char *name_x = hw_design_name (self->set->design, x->object);
  const char *name_y = hw_design_name (self->set->design, y->object);
  gsize n_x = strlen (name_x), n_y = strlen (name_y);
  int order;

  if (x->power != 0 || y->power != 0)
    return x->power == 0 ? 1 : y->power == 0 ? -1 : at_x < at_y ? -1 : at_x > at_y;
  order = n_x < n_y ? -1 : n_x > n_y ? 1 : strcmp (name_x, name_y);
  return order != 0 ? order : at_x < at_y ? -1 : at_x > at_y;
}

/* (element-type guint) */
static GArray *
nodes_in_order (Writer *self)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->solution->plan->nodes->len; i++)
    g_array_append_val (nodes, i);
  g_array_sort_with_data (nodes, compare_nodes, self);
  return nodes;
}

/* --- panels --- */

/* With a star where nobody has stated it. */
static char *
rating_text (const HwPowerTapBreaker *breaker)
{
  g_autofree char *amperes = NULL;

  if (isnan (breaker->rating_a))
    return g_strdup ("–");
  amperes = hw_quantity_fixed (breaker->rating_a, 0);
  return breaker->stated ? g_steal_pointer (&amperes) : g_strdup_printf ("%s *", amperes);
}

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
      HwPowerTapBreaker breaker;
      g_autofree char *phases = NULL;
      g_autofree char *load = NULL;
      g_autofree char *limit = NULL;
      g_autofree char *part = NULL;
      g_autofree char *amperes = NULL;

      if (tap->node != node || !count (self))
        continue;
      breaker = hw_power_tap_breaker (self->set->results, handle, i);
      amperes = rating_text (&breaker);
      self->derived = self->derived || (!breaker.stated && isfinite (breaker.rating_a));
      phases = hw_power_phase_text (feed);
      load = kilowatts (stress_w);
      limit = kilowatts (breaker.limit_w);
      part = share (stress_w, breaker.limit_w);
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

/* A feed that is a source itself and has one rack is no panel: its breaker is that of the rack. */
static gboolean
is_own (const HwPowerNode *node, const GArray *racks)
{
  return node->power == 0 && racks->len == 1;
}

/* "A01-B", or with the rack where the name does not begin with its: "F7 · A01". */
static char *
own_text (Writer *self, const HwPowerNode *node, HwHandle rack)
{
  const char *feed = hw_design_name (self->set->design, node->object);
  const char *name = hw_design_name (self->set->design, HW_REF (HW_TABLE_RACK, rack));

  return g_str_has_prefix (feed, name) ? g_strdup (feed) : g_strdup_printf ("%s · %s", feed, name);
}

static void
write_own_feed (Writer *self, guint at, HwHandle rack)
{
  const HwPowerNode *node = hw_power_plan_node (self->solution->plan, at);
  const HwPowerNodeState *state = hw_power_solution_node (self->solution, at);
  g_autofree char *name = own_text (self, node, rack);
  g_autofree char *phases = hw_power_phase_text (node);
  g_autofree char *amperes = hw_quantity_fixed (amperes_of (node, node->trip_w), 0);
  g_autofree char *load = kilowatts (state->stress_w);
  g_autofree char *limit = kilowatts (node->limit_w);
  g_autofree char *part = share (state->stress_w, node->limit_w);

  if (count (self))
    g_ptr_array_add (
        self->lines,
        hw_table_line_new (HW_LINE_PLAIN, 6, name, phases, amperes, load, limit, part));
}

/* A line each below one heading, a side after the other. */
static void
write_own_feeds (Writer *self, const GArray *nodes, GPtrArray *racks)
{
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      gboolean any = FALSE;

      for (guint i = 0; i < nodes->len; i++)
        {
          guint at = g_array_index (nodes, guint, i);
          const HwPowerNode *node = hw_power_plan_node (self->solution->plan, at);
          const GArray *its = g_ptr_array_index (racks, at);

          if (node->role != HW_POWER_FEED || node->system != system || !is_wanted (self, node)
              || !is_own (node, its))
            continue;
          if (!any)
            {
              g_autofree char *heading = g_strdup_printf (_ ("Feeds of one rack each, side %s"),
                                                          hw_power_system_label (system));
              g_ptr_array_add (self->lines, hw_table_line_new (HW_LINE_HEADING, 1, heading));
            }
          any = TRUE;
          write_own_feed (self, at, g_array_index (its, HwHandle, 0));
        }
    }
}

static void
write_panels (Writer *self)
{
  g_autoptr (GPtrArray) racks = racks_of_feeds (self);
  g_autoptr (GArray) nodes = nodes_in_order (self);

  for (guint n = 0; n < nodes->len; n++)
    {
      guint i = g_array_index (nodes, guint, n);
      const HwPowerNode *node = hw_power_plan_node (self->solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (self->solution, i);
      const GArray *its = g_ptr_array_index (racks, i);
      g_autofree char *load = NULL;
      g_autofree char *heading = NULL;

      if (node->role != HW_POWER_FEED || its->len == 0 || !is_wanted (self, node)
          || is_own (node, its))
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
  write_own_feeds (self, nodes, racks);
}

/* --- breakers --- */

/* Of one breaker. */
typedef struct
{
  HwRef object;
  HwPowerRole role;
  const HwPowerNode *feed; /* on whose line it is */
  double trip_w, limit_w, load_w;
} Breaker;

/* Of what is in a rack with its rack. */
static char *
name_of (Writer *self, HwRef object)
{
  HwDesign *design = self->set->design;
  const char *name = hw_design_name (design, object);

  if (object.table != HW_TABLE_DEVICE)
    return g_strdup (name);
  return g_strdup_printf (
      "%s · %s",
      hw_design_name (
          design,
          HW_REF (HW_TABLE_RACK, hw_design_get_device (design, object.handle)->object.parent)),
      name);
}

static void
write_breaker (Writer *self, const Breaker *breaker)
{
  g_autofree char *rating = kilowatts (breaker->trip_w);
  g_autofree char *amperes = hw_quantity_fixed (amperes_of (breaker->feed, breaker->trip_w), 0);
  g_autofree char *limit = kilowatts (breaker->limit_w);
  g_autofree char *load = kilowatts (breaker->load_w);
  g_autofree char *part = share (breaker->load_w, breaker->limit_w);
  g_autofree char *name = name_of (self, breaker->object);

  if (isnan (breaker->trip_w) || !is_wanted (self, breaker->feed) || !count (self))
    return;
  g_ptr_array_add (self->lines,
                   hw_table_line_new (hw_within (breaker->load_w, breaker->limit_w) ? HW_LINE_PLAIN
                                                                                    : HW_LINE_TOTAL,
                                      8,
                                      name,
                                      hw_power_element_name (breaker->role),
                                      hw_power_system_label (breaker->feed->system),
                                      amperes,
                                      rating,
                                      limit,
                                      load,
                                      part));
}

/* Those of its taps and rack PDUs. */
static void
write_rack_breakers (Writer *self, HwHandle handle)
{
  const HwPowerRack *rack = hw_results_power_rack (self->set->results, self->solution, handle);
  const HwPowerRackState *state = &g_array_index (self->solution->racks, HwPowerRackState, handle);
  g_autofree HwPhaseLoad *loads = NULL;
  HwPowerRackState solved;

  if (rack == NULL)
    return;
  for (guint i = 0; i < rack->n_taps; i++)
    {
      const HwPowerTap *tap = &rack->taps[i];
      Breaker breaker = { HW_REF (HW_TABLE_RACK, handle),
                          HW_POWER_TAP,
                          hw_power_plan_node (self->solution->plan, tap->node),
                          tap->trip_w,
                          tap->limit_w,
                          hw_power_tap_stress_w (tap, &state->taps[i]) };

      write_breaker (self, &breaker);
    }
  loads = g_new0 (HwPhaseLoad, MAX (rack->pdus->len, 1));
  hw_power_rack_solve (rack, state->live, &solved, NULL, loads);
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);
      const HwPowerTap *tap = &rack->taps[pdu->tap];
      Breaker breaker = { HW_REF (HW_TABLE_DEVICE, pdu->device),
                          HW_POWER_RACK_PDU,
                          hw_power_plan_node (self->solution->plan, tap->node),
                          pdu->trip_w,
                          pdu->limit_w,
                          hw_power_tap_stress_w (tap, &loads[i]) };

      write_breaker (self, &breaker);
    }
}

static void
write_breakers (Writer *self)
{
  HwDesign *design = self->set->design;
  g_autoptr (GArray) nodes = nodes_in_order (self);

  for (guint n = 0; n < nodes->len; n++)
    {
      guint i = g_array_index (nodes, guint, n);
      const HwPowerNode *node = hw_power_plan_node (self->solution->plan, i);
      Breaker breaker
          = { node->object, node->role,    node,
              node->trip_w, node->limit_w, hw_power_solution_node (self->solution, i)->stress_w };

      write_breaker (self, &breaker);
    }
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, hall); rack != 0;
         rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
      write_rack_breakers (self, rack);
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
  else if (writer.derived)
    remark = g_strdup (_ ("* not stated: the next standard rating for the rack on one feed less"));
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
