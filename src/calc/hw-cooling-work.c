/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-work.h"

#include "hw-results-private.h"

/* Racks and CDUs of a piece: laying them out takes about 4 µs each. */
#define PIECE 800

typedef struct
{
  HwHandle loop;
  guint64 stamp;
  HwLoopPlan *plan;         /* until it is solved */
  HwLoopSolution *solution; /* from then on */
  GArray *findings;
} Item;

struct _HwCoolingWork
{
  GArray *items; /* Item */
};

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->plan, hw_loop_plan_unref);
  g_clear_pointer (&item->solution, hw_loop_solution_free);
  g_clear_pointer (&item->findings, g_array_unref);
}

void
hw_results_solve_in_background (HwResults *self)
{
  self->cooling->in_background = TRUE;
}

static HwHandle
next_waiting (HwResults *self, HwHandle loop)
{
  do
    loop = hw_design_next (self->design, HW_TABLE_LOOP, loop);
  while (loop != 0 && !hw_cooling_must_wait (self->cooling, loop));
  return loop;
}

guint
hw_results_loops_wait (HwResults *self)
{
  guint n = 0;

  if (!self->cooling->in_background)
    return 0;
  for (HwHandle loop = next_waiting (self, 0); loop != 0; loop = next_waiting (self, loop))
    n++;
  return n;
}

HwCoolingWork *
hw_cooling_work_new (HwResults *results)
{
  HwCoolingWork *self;
  HwHandle loop = next_waiting (results, 0);
  guint n = 0;

  if (loop == 0)
    return NULL;
  self = g_new0 (HwCoolingWork, 1);
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  for (; loop != 0 && n < PIECE; loop = next_waiting (results, loop))
    {
      const HwLoopMemory *memory = hw_cooling_memory (results->cooling, loop);
      Item item = { .loop = loop, .stamp = memory->stamp };

      hw_results_loop_plan (results, loop);
      item.plan = hw_loop_plan_ref (memory->plan);
      g_array_append_val (self->items, item);
      n += MAX (memory->members->len, 1);
    }
  return self;
}

void
hw_cooling_work_run (HwCoolingWork *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      item->solution = hw_loop_solve (g_steal_pointer (&item->plan));
      item->findings = hw_loop_check (item->solution);
    }
}

guint
hw_cooling_work_take (HwCoolingWork *self, HwResults *results)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      HwLoopMemory *memory = hw_cooling_memory (results->cooling, item->loop);

      if (memory->stamp != item->stamp || memory->solution != NULL || item->solution == NULL)
        continue;
      memory->solution = g_steal_pointer (&item->solution);
      memory->findings = g_steal_pointer (&item->findings);
      n++;
    }
  return n;
}

void
hw_cooling_work_free (HwCoolingWork *self)
{
  g_array_unref (self->items);
  g_free (self);
}

void
hw_results_loops_solved (HwResults *self)
{
  hw_phase_series_touch_energy (self);
  hw_results_changed (self);
}

void
hw_results_solve_loops (HwResults *self)
{
  guint n = 0;

  if (!self->cooling->in_background)
    return;
  for (HwHandle loop = next_waiting (self, 0); loop != 0; loop = next_waiting (self, loop), n++)
    hw_results_loop (self, loop);
  if (n > 0)
    hw_results_loops_solved (self);
}
