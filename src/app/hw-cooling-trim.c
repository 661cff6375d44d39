/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-trim.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-loop-commands.h"
#include "hw-rack-coolant.h"

/* A hand that shakes is no drag. */
#define STILL_PX 4.0
/* So far halves the opening, or doubles it. */
#define HALF_PX 70.0
#define STEPS 20.0

/* The rack or door in the plan of its loop. */
static gboolean
find_rack (HwResults *results, HwRef object, const HwLoopSolution **solution, guint *index)
{
  HwDesign *design = hw_results_get_design (results);

  if (!hw_design_has (design, object.table, object.handle))
    return FALSE;
  *solution = hw_results_loop (results, hw_loop_of (design, object));
  for (guint i = 0; *solution != NULL && i < (*solution)->plan->racks->len; i++)
    if (hw_ref_equal (g_array_index ((*solution)->plan->racks, HwLoopRack, i).object, object))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static const HwLoopFitting *
valve_of (const HwLoopPlan *plan, guint rack)
{
  return &g_array_index (
      plan->fittings, HwLoopFitting, g_array_index (plan->racks, HwLoopRack, rack).balancing);
}

gboolean
hw_cooling_trim_take (HwCoolingTrim *self, HwResults *results, HwRef object)
{
  const HwLoopSolution *solution;
  const HwLoopFitting *valve;
  guint index;

  *self = (HwCoolingTrim){ 0 };
  if (!find_rack (results, object, &solution, &index))
    return FALSE;
  valve = valve_of (solution->plan, index);
  if (valve->closed || !valve->fitted)
    return FALSE;
  *self = (HwCoolingTrim){ .results = results,
                           .loop = solution->plan->loop,
                           .object = object,
                           .open_kv = hw_loop_open_kv (solution->plan, index) };
  self->start_kv = self->kv = fmin (valve->kv, self->open_kv);
  return TRUE;
}

static void
apply (HwCoolingTrim *self)
{
  const HwLoopSolution *solution;
  guint index;

  if (find_rack (self->results, self->object, &solution, &index))
    hw_loop_trim (hw_results_get_design (self->results), solution->plan, index, self->kv);
}

void
hw_cooling_trim_drag (HwCoolingTrim *self, double dy)
{
  HwDesign *design;

  if (self->results == NULL || (!self->moved && fabs (dy) < STILL_PX))
    return;
  design = hw_results_get_design (self->results);
  self->moved = TRUE;
  self->kv = fmin (self->start_kv * exp2 (-dy / HALF_PX), self->open_kv);
  hw_design_preview_begin (design);
  apply (self);
  hw_design_preview_show (design);
}

static char *
label_of (HwResults *results, HwRef object)
{
  return g_strdup_printf (_ ("Trim the valve of %s"),
                          hw_design_name (hw_results_get_design (results), object));
}

gboolean
hw_cooling_trim_drop (HwCoolingTrim *self, gboolean given_up)
{
  HwDesign *design;
  gboolean moved = self->moved;

  if (self->results == NULL)
    return FALSE;
  design = hw_results_get_design (self->results);
  if (moved && hw_design_in_preview (design))
    hw_design_preview_end (design);
  if (moved && !given_up)
    {
      g_autofree char *label = label_of (self->results, self->object);

      hw_design_begin (design, label);
      apply (self);
      hw_design_commit (design);
    }
  *self = (HwCoolingTrim){ 0 };
  return moved || given_up;
}

gboolean
hw_cooling_trim_find (const HwCoolingTrim *self, guint *fitting)
{
  const HwLoopSolution *solution;
  guint index;

  if (self->results == NULL || !find_rack (self->results, self->object, &solution, &index))
    return FALSE;
  *fitting = g_array_index (solution->plan->racks, HwLoopRack, index).balancing;
  return TRUE;
}

char **
hw_cooling_trim_dup_lines (const HwCoolingTrim *self, gboolean *suffices)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *opening = NULL;
  g_autofree char *flow = NULL;
  g_autofree char *warm = NULL;
  const HwLoopSolution *solution;
  const HwRackFlow *rack;
  double kv;
  guint index;

  if (self->results == NULL || !self->moved
      || !find_rack (self->results, self->object, &solution, &index))
    return NULL;
  rack = &solution->racks[index];
  kv = valve_of (solution->plan, index)->kv;
  *suffices = hw_rack_flow_suffices (rack);
  opening = g_strdup_printf (_ ("%.0f %% open, Kv %.2f m³/h"), kv / self->open_kv * 100, kv);
  flow = g_strdup_printf (
      _ ("%.1f of %.1f L/min"), rack->flow_m3_s * 60e3, rack->required_m3_s * 60e3);
  g_strv_builder_add (lines, hw_design_name (hw_results_get_design (self->results), self->object));
  g_strv_builder_add (lines, opening);
  g_strv_builder_add (lines, flow);
  if (isfinite (rack->return_c))
    {
      g_autofree char *celsius = hw_coolant_celsius_text (rack->return_c);

      warm = g_strdup_printf (_ ("%s °C out"), celsius);
      g_strv_builder_add (lines, warm);
    }
  return g_strv_builder_end (lines);
}

gboolean
hw_cooling_trim_step (HwResults *results, HwRef object, int steps)
{
  HwDesign *design = hw_results_get_design (results);
  const HwLoopSolution *solution;
  g_autofree char *label = NULL;
  double open_kv, now, wanted;
  guint index;

  if (!find_rack (results, object, &solution, &index))
    return FALSE;
  open_kv = hw_loop_open_kv (solution->plan, index);
  now = fmin (valve_of (solution->plan, index)->kv / open_kv * STEPS, STEPS);
  /* To the next mark in that direction. */
  wanted = CLAMP (steps > 0 ? floor (now + 0.01) + steps : ceil (now - 0.01) + steps, 1, STEPS);
  if (fabs (wanted - now) < 0.01)
    return FALSE;
  label = label_of (results, object);
  hw_design_begin (design, label);
  hw_loop_trim (design, solution->plan, index, open_kv * wanted / STEPS);
  hw_design_commit (design);
  return TRUE;
}
