/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cooling.h"
#include "hw-pipe-size.h"
#include "hw-rack-coolant.h"

/* Schedules of the pipes, valves and CDUs of cooling loops. */

/* Widths below which names or figures would be cut off. */
#define LEAST_PIPES 470.0
#define LEAST_VALVES 430.0
#define LEAST_CDUS 660.0

typedef struct
{
  HwSheetSet *set;
  const HwLoopSolution *solution;
  GPtrArray *lines; /* HwTableLine */
  guint n;          /* of all, with those that the sheets do not hold */
} Writer;

static char *
number (double value, int decimals)
{
  return isfinite (value) ? hw_quantity_fixed (value, decimals) : g_strdup ("–");
}

static const char *
name_of (const Writer *self, HwRef ref)
{
  return ref.handle != 0 ? hw_design_name (self->set->design, ref) : "";
}

/* Whether the table has room for one more line. */
static gboolean
count (Writer *self)
{
  return self->n++ < HW_MOST_LINES;
}

static void
write_pipes (Writer *self)
{
  const HwLoopSolution *solution = self->solution;

  for (guint i = 0; i < solution->plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (solution->plan, i);
      double m3_s = fabs (solution->flow_m3_s[i]);
      g_autofree char *dn = NULL;
      g_autofree char *length = NULL;
      g_autofree char *flow = NULL;
      g_autofree char *velocity = NULL;
      g_autofree char *loss = NULL;
      g_autofree char *inlet = NULL;

      if (link->dn == 0 || !count (self))
        continue;
      dn = g_strdup_printf ("%d", link->dn);
      length = number (link->length_m, 1);
      flow = number (m3_s * 60e3, 0);
      velocity = number (hw_pipe_velocity (link->bore_m, m3_s), 2);
      loss = number (fabs (solution->loss_pa[i]) / 1e3, 1);
      inlet = hw_coolant_celsius_text (
          solution->node_c[solution->flow_m3_s[i] >= 0 ? link->from : link->to]);
      g_ptr_array_add (self->lines,
                       hw_table_line_new (link->closed ? HW_LINE_DIM : HW_LINE_PLAIN,
                                          9,
                                          hw_part_label ((HwPartRole)link->role),
                                          name_of (self, link->from_object),
                                          name_of (self, link->to_object),
                                          dn,
                                          length,
                                          flow,
                                          velocity,
                                          loss,
                                          inlet));
    }
}

static void
write_valves (Writer *self)
{
  const HwLoopSolution *solution = self->solution;

  for (guint i = 0; i < solution->plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (solution->plan->fittings, HwLoopFitting, i);
      const HwLoopLink *link = hw_loop_plan_link (solution->plan, fitting->link);
      g_autofree char *dn = NULL;
      g_autofree char *kv = NULL;
      g_autofree char *loss_factor = NULL;
      g_autofree char *flow = NULL;
      g_autofree char *loss = NULL;
      gboolean passes;

      if (!fitting->fitted || fitting->role == HW_PART_HEAT_REJECTION || !count (self))
        continue;
      /* Nothing flows through a vessel: it is only connected to the pump's pipe. */
      passes = fitting->role != HW_PART_VESSEL;
      dn = link->dn > 0 ? g_strdup_printf ("%d", link->dn) : g_strdup ("–");
      kv = number (fitting->kv > 0 ? fitting->kv : NAN, 2);
      loss_factor = number (passes ? fitting->loss : NAN, 2);
      flow = number (passes ? fabs (solution->flow_m3_s[fitting->link]) * 60e3 : NAN, 0);
      loss = number (passes ? hw_loop_fitting_loss_pa (solution, i) / 1e3 : NAN, 1);
      g_ptr_array_add (self->lines,
                       hw_table_line_new (HW_LINE_PLAIN,
                                          8,
                                          hw_part_label ((HwPartRole)fitting->role),
                                          name_of (self, fitting->object),
                                          dn,
                                          kv,
                                          loss_factor,
                                          !passes           ? ""
                                          : fitting->closed ? _ ("closed")
                                                            : _ ("open"),
                                          flow,
                                          loss));
    }
}

static void
write_cdus (Writer *self)
{
  const HwLoopSolution *solution = self->solution;

  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];
      g_autofree char *rated = NULL;
      g_autofree char *takes = NULL;
      g_autofree char *rejects = NULL;
      g_autofree char *litres = NULL;
      g_autofree char *head = NULL;
      g_autofree char *speed = NULL;
      g_autofree char *pump = NULL;
      g_autofree char *supply = NULL;
      g_autofree char *back = NULL;
      g_autofree char *sink_in = NULL;
      g_autofree char *sink_out = NULL;

      if (!count (self))
        continue;
      rated = number (cdu->rating.capacity_w / 1e3, 0);
      takes = number (flow->capacity_w / 1e3, 0);
      rejects = number (flow->heat_w / 1e3, 1);
      litres = number (flow->flow_m3_s * 60e3, 0);
      head = number (flow->head_pa / 1e3, 0);
      speed = number (flow->speed * 100, 0);
      pump = number (flow->electric_w / 1e3, 2);
      supply = hw_coolant_celsius_text (flow->supply_c);
      back = hw_coolant_celsius_text (flow->return_c);
      sink_in = hw_coolant_celsius_text (flow->sink_in_c);
      sink_out = hw_coolant_celsius_text (flow->runs ? flow->sink_out_c : NAN);
      g_ptr_array_add (self->lines,
                       hw_table_line_new (flow->runs ? HW_LINE_PLAIN : HW_LINE_DIM,
                                          14,
                                          name_of (self, cdu->unit),
                                          cdu->product->name,
                                          cdu->off     ? _ ("off")
                                          : flow->runs ? _ ("runs")
                                                       : _ ("stands by"),
                                          rated,
                                          takes,
                                          rejects,
                                          litres,
                                          head,
                                          speed,
                                          pump,
                                          supply,
                                          back,
                                          sink_in,
                                          sink_out));
    }
}

/* One table of all loops; each begins with its name. */
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
  g_autoptr (GArray) loops = hw_sheet_networks (set, HW_TABLE_LOOP);
  g_autofree char *remark = NULL;
  Writer writer = { .set = set, .lines = lines };

  for (guint i = 0; i < loops->len; i++)
    {
      HwHandle loop = g_array_index (loops, HwHandle, i);
      guint before = lines->len;

      writer.solution = hw_results_loop (set->results, loop);
      write (&writer);
      if (lines->len > before)
        g_ptr_array_insert (
            lines,
            (int)before,
            hw_table_line_new (
                HW_LINE_HEADING, 1, hw_design_name (set->design, HW_REF (HW_TABLE_LOOP, loop))));
    }
  if (writer.n > HW_MOST_LINES)
    remark = hw_sheet_limit_text (writer.n, csv);
  hw_sheet_add_list (set, title, remark, columns, n_columns, lines, least);
}

void
hw_sheet_add_loop_tables (HwSheetSet *set)
{
  const HwColumn pipes[] = {
    { _ ("Pipe"), 0.2, HW_ALIGN_START }, { _ ("From"), 0.14, HW_ALIGN_START },
    { _ ("To"), 0.14, HW_ALIGN_START },  { _ ("DN"), 0.07, HW_ALIGN_END },
    { _ ("m"), 0.08, HW_ALIGN_END },     { _ ("L/min"), 0.1, HW_ALIGN_END },
    { _ ("m/s"), 0.09, HW_ALIGN_END },   { _ ("kPa"), 0.09, HW_ALIGN_END },
    { _ ("°C"), 0.09, HW_ALIGN_END },
  };
  const HwColumn valves[] = {
    { _ ("Valve"), 0.27, HW_ALIGN_START }, { _ ("At"), 0.16, HW_ALIGN_START },
    { _ ("DN"), 0.08, HW_ALIGN_END },      { _ ("Kv, m³/h"), 0.11, HW_ALIGN_END },
    { _ ("K"), 0.09, HW_ALIGN_END },       { _ ("State"), 0.1, HW_ALIGN_END },
    { _ ("L/min"), 0.1, HW_ALIGN_END },    { _ ("kPa"), 0.09, HW_ALIGN_END },
  };
  const HwColumn cdus[] = {
    { _ ("CDU"), 0.09, HW_ALIGN_START },       { _ ("Product"), 0.15, HW_ALIGN_START },
    { _ ("State"), 0.06, HW_ALIGN_START },     { _ ("Rated kW"), 0.07, HW_ALIGN_END },
    { _ ("Takes kW"), 0.07, HW_ALIGN_END },    { _ ("Rejects kW"), 0.08, HW_ALIGN_END },
    { _ ("L/min"), 0.05, HW_ALIGN_END },       { _ ("kPa"), 0.04, HW_ALIGN_END },
    { _ ("Pumps %"), 0.065, HW_ALIGN_END },    { _ ("Pumps kW"), 0.065, HW_ALIGN_END },
    { _ ("Supply °C"), 0.065, HW_ALIGN_END },  { _ ("Return °C"), 0.065, HW_ALIGN_END },
    { _ ("Sink in °C"), 0.065, HW_ALIGN_END }, { _ ("Sink out °C"), 0.065, HW_ALIGN_END },
  };

  add_table (set, _ ("Cooling units"), "cdus", write_cdus, cdus, G_N_ELEMENTS (cdus), LEAST_CDUS);
  add_table (
      set, _ ("Pipe schedule"), "pipes", write_pipes, pipes, G_N_ELEMENTS (pipes), LEAST_PIPES);
  add_table (set,
             _ ("Valve schedule"),
             "valves",
             write_valves,
             valves,
             G_N_ELEMENTS (valves),
             LEAST_VALVES);
}
