/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-runs.h"

#include <math.h>

#include "hw-geometry.h"

/* From the racks to the run of the first system. */
#define OFF_MM 130.0
/* Cables of a run lie beside each other in so much. */
#define LANES_MM 110.0
/* Between the taps of a rack. */
#define TAPS_MM 160.0

void
hw_hall_row_init (HwHallRow *self, const HwHallPainter *hall, const HwPowerSolution *solution)
{
  *self = (HwHallRow){ .hall = hall, .solution = solution };
  self->runs = g_array_new (FALSE, FALSE, sizeof (HwHallRun));
  self->taps = g_array_new (FALSE, FALSE, sizeof (HwHallTap));
}

void
hw_hall_row_clear (HwHallRow *self)
{
  g_array_unref (self->runs);
  g_array_unref (self->taps);
}

static HwHandle
next_rack (const HwHallRow *self, HwHandle rack)
{
  return self->row != 0 ? hw_design_next_of_row (self->hall->design, rack) : 0;
}

/* The racks of a row from its first on turn their rears to one side. */
gboolean
hw_hall_row_begin (HwHallRow *self, HwHandle row, HwHandle first)
{
  const HwHallPainter *hall = self->hall;
  double low = INFINITY, high = -INFINITY, reach = OFF_MM + HW_N_SYSTEMS * HW_HALL_RUN_APART_MM;
  double least, most;
  const HwRack *rack;

  self->row = row;
  self->first = row != 0 ? hw_design_first_of_row (hall->design, row) : first;
  if (self->first == 0)
    return FALSE;
  rack = hw_design_get_rack (hall->design, self->first);
  self->upright = rack->rotation == 90 || rack->rotation == 270;
  /* The front is to the south at 0, to the west at 90. */
  self->out = rack->rotation == 0 || rack->rotation == 270 ? -1 : 1;
  /* Beyond the deepest of the row. */
  for (HwHandle other = self->first; other != 0; other = next_rack (self, other))
    {
      HwArea area = hw_rack_area (hall->design, other);

      low = fmin (low, self->upright ? area.x : area.y);
      high = fmax (high, self->upright ? area.x + area.width : area.y + area.depth);
    }
  self->rear = self->out < 0 ? low : high;
  least = self->upright ? hw_viewport_world_x (&hall->view, hall->area.x)
                        : hw_viewport_world_y (&hall->view, hall->area.y);
  most = self->upright ? hw_viewport_world_x (&hall->view, hall->area.x + hall->area.width)
                       : hw_viewport_world_y (&hall->view, hall->area.y + hall->area.height);
  return high + reach >= least && low - reach <= most;
}

static double
along_of (const HwHallRow *self, HwHandle rack)
{
  HwArea area = hw_rack_area (self->hall->design, rack);

  return self->upright ? area.y + area.depth / 2.0 : area.x + area.width / 2.0;
}

static double
across_of (const HwHallRow *self, HwHandle rack)
{
  HwArea area = hw_rack_area (self->hall->design, rack);

  return self->upright ? area.x + area.width / 2.0 : area.y + area.depth / 2.0;
}

static guint
run_of (HwHallRow *self, guint node, double along)
{
  const HwPowerNode *feed = hw_power_plan_node (self->solution->plan, node);
  HwHallRun run = { node, feed->system, HW_DISTRIBUTION_BUSWAY, along, along, 0, 0, 0, 0 };

  for (guint i = 0; i < self->runs->len; i++)
    if (g_array_index (self->runs, HwHallRun, i).node == node)
      return i;
  if (feed->power != 0)
    run.distribution = hw_design_get_power (self->hall->design, feed->power)->distribution;
  g_array_append_val (self->runs, run);
  return self->runs->len - 1;
}

static void
add_rack (HwHallRow *self, HwHandle handle)
{
  const HwPowerRack *rack = hw_results_power_rack (self->hall->results, self->solution, handle);
  double middle = along_of (self, handle);

  for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
    {
      const HwPowerRackState *state
          = &g_array_index (self->solution->racks, HwPowerRackState, handle);
      HwHallTap tap = { .rack = handle, .index = (guint8)i };
      HwHallRun *run;

      tap.run = run_of (self, rack->taps[i].node, middle);
      tap.live = (state->live & 1u << i) != 0 && !rack->taps[i].dead;
      tap.along = middle + (i - (rack->n_taps - 1) / 2.0) * TAPS_MM;
      run = &g_array_index (self->runs, HwHallRun, tap.run);
      run->from = fmin (run->from, middle);
      run->to = fmax (run->to, middle);
      run->n_taps++;
      g_array_append_val (self->taps, tap);
    }
}

/* As hw-power-conductor.h has it, at the end that is nearer to the unit that feeds it. */
static void
find_begin (HwHallRow *self, HwHallRun *run)
{
  HwDesign *design = self->hall->design;
  HwHandle unit = hw_power_plan_unit_above (self->solution->plan, run->node);

  run->begin = run->from - HW_HALL_RUN_BEYOND_MM;
  if (unit == 0 || hw_design_get_rack (design, unit)->object.parent != self->hall->hall)
    return;
  if (along_of (self, unit) > (run->from + run->to) / 2)
    run->begin = run->to + HW_HALL_RUN_BEYOND_MM;
  if (run->distribution != HW_DISTRIBUTION_PDU)
    return;
  run->unit = unit;
  run->begin = along_of (self, unit);
  run->unit_across = across_of (self, unit);
}

static int
by_along (gconstpointer a, gconstpointer b)
{
  const HwHallTap *x = a, *y = b;

  return x->along < y->along ? -1 : x->along > y->along;
}

/* Counts the taps of a run from where it begins. */
static void
put_in_order (HwHallRow *self, guint index)
{
  const HwHallRun *run = &g_array_index (self->runs, HwHallRun, index);
  gboolean backward = run->begin > (run->from + run->to) / 2;
  guint met = 0;

  for (guint i = 0; i < self->taps->len; i++)
    {
      HwHallTap *tap = &g_array_index (self->taps, HwHallTap, i);

      if (tap->run != index)
        continue;
      tap->order = backward ? run->n_taps - 1 - met : met;
      met++;
    }
}

void
hw_hall_row_find (HwHallRow *self)
{
  g_array_set_size (self->runs, 0);
  g_array_set_size (self->taps, 0);
  for (HwHandle rack = self->first; rack != 0; rack = next_rack (self, rack))
    if (hw_results_stands (self->hall->results,
                           &hw_design_get_rack (self->hall->design, rack)->object))
      add_rack (self, rack);
  g_array_sort (self->taps, by_along);
  for (guint i = 0; i < self->runs->len; i++)
    {
      find_begin (self, &g_array_index (self->runs, HwHallRun, i));
      put_in_order (self, i);
    }
}

double
hw_hall_row_across (const HwHallRow *self, const HwHallRun *run)
{
  return self->rear + self->out * (OFF_MM + run->system * HW_HALL_RUN_APART_MM);
}

/* Those to the nearest racks lie next to them, so that none crosses another. */
double
hw_hall_row_lane (const HwHallRow *self, const HwHallTap *tap)
{
  const HwHallRun *run = &g_array_index (self->runs, HwHallRun, tap->run);
  double part = run->n_taps > 1 ? tap->order / (run->n_taps - 1.0) - 0.5 : 0;

  return hw_hall_row_across (self, run) + self->out * LANES_MM * part;
}
