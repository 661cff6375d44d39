/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling-private.h"
#include "hw-rack-coolant.h"
#include "hw-results-private.h"
#include "hw-what-if.h"

/* Racks and CDUs of the loops that are solved at once though somebody solves in the background:
 * about 25 µs each, so that a frame holds them. */
#define AT_ONCE 240
/* Less than any rack gives. */
#define LEAST_HEAT_W 10

static void
clear_memory (HwLoopMemory *memory)
{
  g_clear_pointer (&memory->plan, hw_loop_plan_unref);
  g_clear_pointer (&memory->solution, hw_loop_solution_free);
  g_clear_pointer (&memory->waiting, hw_loop_solution_free);
  g_clear_pointer (&memory->findings, g_array_unref);
  g_clear_pointer (&memory->failed_findings, g_array_unref);
}

static void
forget (HwCooling *self, HwLoopMemory *memory)
{
  clear_memory (memory);
  self->judged = FALSE;
  memory->stamp = ++self->stamp;
}

static void
touch (HwCooling *self, HwLoopMemory *memory)
{
  forget (self, memory);
  memory->change = self->change;
}

static void
memory_free (gpointer data)
{
  HwLoopMemory *memory = data;

  if (memory == NULL)
    return;
  clear_memory (memory);
  g_array_unref (memory->members);
  g_free (memory);
}

HwCooling *
hw_cooling_new (HwResults *results)
{
  HwCooling *self = g_new0 (HwCooling, 1);

  self->results = results;
  self->loops = g_ptr_array_new_with_free_func (memory_free);
  self->rack_loops = g_array_new (FALSE, TRUE, sizeof (HwRackLoops));
  self->none = g_array_new (FALSE, FALSE, sizeof (HwLoopFinding));
  return self;
}

void
hw_cooling_free (HwCooling *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->loops);
  g_array_unref (self->rack_loops);
  g_array_unref (self->none);
  g_strfreev (self->failed);
  g_free (self);
}

void
hw_cooling_reset (HwCooling *self)
{
  g_ptr_array_set_size (self->loops, 0);
  g_array_set_size (self->rack_loops, 0);
  self->judged = FALSE;
}

HwLoopMemory *
hw_cooling_memory (HwCooling *self, HwHandle loop)
{
  HwLoopMemory *memory;

  if (loop >= self->loops->len)
    g_ptr_array_set_size (self->loops, (gint)loop + 1);
  memory = self->loops->pdata[loop];
  if (memory == NULL)
    {
      memory = g_new0 (HwLoopMemory, 1);
      memory->members = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      memory->stamp = ++self->stamp;
      self->loops->pdata[loop] = memory;
    }
  return memory;
}

static void
leave (HwLoopMemory *memory, HwHandle rack)
{
  for (guint i = 0; i < memory->members->len; i++)
    if (g_array_index (memory->members, HwHandle, i) == rack)
      {
        g_array_remove_index_fast (memory->members, i);
        return;
      }
}

void
hw_cooling_begin_change (HwCooling *self)
{
  self->change++;
}

gboolean
hw_cooling_is_touched (HwCooling *self, HwHandle loop)
{
  return hw_cooling_memory (self, loop)->change == self->change;
}

/* A door's is 0 where it is that of its rack. */
static HwRackLoops
loops_of (HwDesign *design, HwHandle rack)
{
  HwRackLoops loops = { 0 };

  if (!hw_design_has (design, HW_TABLE_RACK, rack))
    return loops;
  loops.own = hw_design_get_rack (design, rack)->loop;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (design, device);

      if (row->loop != 0 && row->loop != loops.own && row->channel == HW_CHANNEL_REAR_DOOR)
        loops.door = row->loop;
    }
  return loops;
}

static void
touch_members (HwCooling *self, HwHandle loop, HwHandle rack, gboolean joins, gboolean leaves)
{
  HwLoopMemory *memory;

  if (loop == 0)
    return;
  memory = hw_cooling_memory (self, loop);
  touch (self, memory);
  if (leaves)
    leave (memory, rack);
  if (joins)
    g_array_append_val (memory->members, rack);
}

static gboolean
has_loop (const HwRackLoops *loops, HwHandle loop)
{
  return loops->own == loop || loops->door == loop;
}

void
hw_cooling_touch_rack (HwCooling *self, HwHandle rack)
{
  HwRackLoops now = loops_of (self->results->design, rack), before;

  if (rack >= self->rack_loops->len)
    g_array_set_size (self->rack_loops, rack + 1);
  before = g_array_index (self->rack_loops, HwRackLoops, rack);
  touch_members (self, before.own, rack, FALSE, !has_loop (&now, before.own));
  touch_members (self, before.door, rack, FALSE, !has_loop (&now, before.door));
  touch_members (self, now.own, rack, !has_loop (&before, now.own), FALSE);
  touch_members (self, now.door, rack, !has_loop (&before, now.door), FALSE);
  g_array_index (self->rack_loops, HwRackLoops, rack) = now;
}

HwHandle
hw_cooling_door_loop (HwCooling *self, HwHandle rack)
{
  return rack < self->rack_loops->len ? g_array_index (self->rack_loops, HwRackLoops, rack).door
                                      : 0;
}

void
hw_cooling_touch_loop (HwCooling *self, HwHandle loop)
{
  touch (self, hw_cooling_memory (self, loop));
}

void
hw_cooling_touch_key (HwCooling *self, const char *key)
{
  g_autofree char *id = g_strndup (key, strcspn (key, "/"));
  HwRef ref = hw_design_find (self->results->design, id);

  if (ref.handle != 0 && ref.table == HW_TABLE_LOOP)
    hw_cooling_touch_loop (self, ref.handle);
}

void
hw_cooling_touch_idle (HwCooling *self)
{
  for (guint i = 0; i < self->loops->len; i++)
    {
      HwLoopMemory *memory = self->loops->pdata[i];
      if (memory != NULL && memory->plan != NULL
          && memory->plan->n_idle + memory->plan->bad_overrides->len > 0)
        forget (self, memory);
    }
}

void
hw_cooling_touch_all (HwCooling *self)
{
  for (guint i = 0; i < self->loops->len; i++)
    if (self->loops->pdata[i] != NULL)
      forget (self, self->loops->pdata[i]);
}

void
hw_cooling_touch_failed (HwCooling *self)
{
  for (guint i = 0; i < self->loops->len; i++)
    {
      HwLoopMemory *memory = self->loops->pdata[i];

      if (memory != NULL)
        g_clear_pointer (&memory->failed_findings, g_array_unref);
    }
}

/* --- answers --- */

HwLoopPlan *
hw_results_plan_loop (HwResults *self, HwHandle loop, const char *const *failed)
{
  return hw_loop_plan_new (self, loop, hw_cooling_memory (self->cooling, loop)->members, failed);
}

static gboolean
is_loop (HwResults *self, HwHandle loop)
{
  return loop != 0 && hw_design_has (self->design, HW_TABLE_LOOP, loop);
}

/* Laid out with all working. */
static const HwLoopPlan *
whole_plan (HwResults *self, HwHandle loop)
{
  HwLoopMemory *memory = hw_cooling_memory (self->cooling, loop);

  if (memory->plan == NULL)
    memory->plan = hw_results_plan_loop (self, loop, NULL);
  return memory->plan;
}

const HwLoopSolution *
hw_cooling_whole (HwResults *self, HwHandle loop)
{
  HwLoopMemory *memory = hw_cooling_memory (self->cooling, loop);

  if (memory->solution == NULL)
    {
      whole_plan (self, loop);
      memory->solution = hw_loop_solve (hw_loop_plan_ref (memory->plan));
    }
  return memory->solution;
}

/* The loop as what has failed leaves it; NULL: as it is with all working. */
static const HwLoopSolution *
left_of (HwResults *self, HwHandle loop)
{
  const HwWhatIf *what_if = hw_results_stopped (self);

  for (guint i = 0; what_if != NULL && i < what_if->loops->len; i++)
    {
      const HwLoopSolution *solution = what_if->loops->pdata[i];

      if (solution->plan->loop == loop)
        return solution;
    }
  return NULL;
}

const HwLoopPlan *
hw_results_loop_plan (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *left;

  if (!is_loop (self, loop))
    return NULL;
  left = left_of (self, loop);
  return left != NULL ? left->plan : whole_plan (self, loop);
}

const HwLoopSolution *
hw_results_loop (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *left;

  if (!is_loop (self, loop))
    return NULL;
  left = left_of (self, loop);
  return left != NULL ? left : hw_cooling_whole (self, loop);
}

/* All that is to be solved waits, or nothing. */
static void
judge (HwCooling *self)
{
  guint n = 0;

  for (guint i = 0; i < self->loops->len; i++)
    {
      const HwLoopMemory *memory = self->loops->pdata[i];

      if (memory != NULL && memory->solution == NULL)
        n += memory->members->len;
    }
  self->too_many = n > AT_ONCE;
  self->judged = TRUE;
}

gboolean
hw_cooling_must_wait (HwCooling *self, HwHandle loop)
{
  if (!self->in_background || hw_cooling_memory (self, loop)->solution != NULL)
    return FALSE;
  if (!self->judged)
    judge (self);
  return self->too_many;
}

gboolean
hw_results_loop_waits (HwResults *self, HwHandle loop)
{
  return is_loop (self, loop) && left_of (self, loop) == NULL
         && hw_cooling_must_wait (self->cooling, loop);
}

const HwLoopSolution *
hw_results_loop_now (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *left;
  HwLoopMemory *memory;

  if (!is_loop (self, loop))
    return NULL;
  left = left_of (self, loop);
  if (left != NULL)
    return left;
  if (!hw_cooling_must_wait (self->cooling, loop))
    return hw_cooling_whole (self, loop);
  memory = hw_cooling_memory (self->cooling, loop);
  whole_plan (self, loop);
  if (memory->waiting == NULL)
    memory->waiting = hw_loop_solution_new_waiting (hw_loop_plan_ref (memory->plan));
  return memory->waiting;
}

const HwLoopSolution *
hw_results_loop_if_solved (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *left;

  if (!is_loop (self, loop))
    return NULL;
  left = left_of (self, loop);
  return left != NULL ? left : hw_cooling_memory (self->cooling, loop)->solution;
}

HwLoopBudget
hw_results_loop_budget (HwResults *self, HwHandle loop, HwHandle *hall)
{
  const HwLoopPlan *plan = hw_results_loop_plan (self, loop);

  *hall = plan != NULL ? plan->hall : 0;
  return plan != NULL ? hw_loop_plan_budget (plan) : (HwLoopBudget){ 0 };
}

/* What has stopped needs no coolant, nor does a loop without any heat a sink. */
static void
leave_out_stopped (HwResults *self, const HwLoopSolution *solution, GArray *findings)
{
  const HwWhatIf *what_if = hw_results_stopped (self);

  for (guint i = findings->len; i-- > 0;)
    {
      const HwLoopFinding *finding = &g_array_index (findings, HwLoopFinding, i);

      if (hw_what_if_is_down (what_if, self->design, finding->ref)
          || (finding->rule == HW_LOOP_RULE_NO_SINK && solution->rack_heat_w < LEAST_HEAT_W))
        g_array_remove_index (findings, i);
    }
}

const GArray *
hw_results_loop_findings (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *solution = hw_results_loop (self, loop);
  HwLoopMemory *memory;
  GArray **findings;

  if (solution == NULL)
    return NULL;
  memory = hw_cooling_memory (self->cooling, loop);
  findings = solution == memory->solution ? &memory->findings : &memory->failed_findings;
  if (*findings == NULL)
    {
      *findings = hw_loop_check (solution);
      if (solution != memory->solution)
        leave_out_stopped (self, solution, *findings);
    }
  return *findings;
}

const GArray *
hw_results_loop_findings_now (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *solution = hw_results_loop_now (self, loop);

  return solution == NULL  ? NULL
         : solution->waits ? self->cooling->none
                           : hw_results_loop_findings (self, loop);
}

guint
hw_cooling_count (HwCooling *self, HwSeverity severity)
{
  HwDesign *design = self->results->design;
  guint n = 0;

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const GArray *findings = hw_results_loop_findings_now (self->results, loop);
      for (guint i = 0; i < findings->len; i++)
        n += hw_loop_rule_severity (g_array_index (findings, HwLoopFinding, i).rule) == severity;
    }
  return n;
}

/* --- figures --- */

static const char *const figure_keys[HW_N_LOOP_FIGURES] = {
  [HW_LOOP_HEAT] = "heat_w",         [HW_LOOP_FLOW] = "flow_lpm", [HW_LOOP_SUPPLY] = "supply_c",
  [HW_LOOP_RETURN] = "return_c",     [HW_LOOP_HEAD] = "head_pa",  [HW_LOOP_PUMP] = "pump_w",
  [HW_LOOP_CAPACITY] = "capacity_w",
};

const char *
hw_loop_figure_key (HwLoopFigure figure)
{
  return figure_keys[figure];
}

double
hw_loop_figure (const HwLoopSolution *solution, HwLoopFigure figure)
{
  switch (figure)
    {
    case HW_LOOP_HEAT:
      return solution->heat_w;
    case HW_LOOP_FLOW:
      return solution->solved ? solution->flow_total_m3_s * 60e3 : NAN;
    case HW_LOOP_SUPPLY:
      return hw_coolant_celsius (solution->supply_c);
    case HW_LOOP_RETURN:
      return hw_coolant_celsius (solution->return_c);
    case HW_LOOP_HEAD:
      return solution->solved ? solution->head_pa : NAN;
    case HW_LOOP_PUMP:
      return solution->solved ? solution->pump_w : NAN;
    case HW_LOOP_CAPACITY:
      return solution->capacity_left_w;
    case HW_N_LOOP_FIGURES:
      break;
    }
  g_return_val_if_reached (NAN);
}
