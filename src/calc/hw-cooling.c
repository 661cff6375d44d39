/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling-private.h"
#include "hw-fabrics-private.h"
#include "hw-results-private.h"
#include "hw-what-if.h"

/* Less than any rack gives. */
#define LEAST_HEAT_W 10

typedef struct
{
  GArray *members;          /* HwHandle: racks that name it */
  HwLoopSolution *solution; /* with all working; NULL: to be found */
  GArray *findings;         /* HwLoopFinding; NULL: to be found */
  GArray *failed_findings;  /* of what is left by what has failed */
  guint change;             /* number of the one that touched it last */
} LoopMemory;

struct _HwCooling
{
  HwResults *results;
  GPtrArray *loops;  /* LoopMemory by handle, NULL where none */
  GArray *rack_loop; /* HwHandle by rack: the loop that it is a member of */
  guint change;
  char **failed;
};

static void
forget_solution (LoopMemory *memory)
{
  g_clear_pointer (&memory->solution, hw_loop_solution_free);
  g_clear_pointer (&memory->findings, g_array_unref);
  g_clear_pointer (&memory->failed_findings, g_array_unref);
}

static void
touch (HwCooling *self, LoopMemory *memory)
{
  forget_solution (memory);
  memory->change = self->change;
}

static void
memory_free (gpointer data)
{
  LoopMemory *memory = data;

  if (memory == NULL)
    return;
  forget_solution (memory);
  g_array_unref (memory->members);
  g_free (memory);
}

HwCooling *
hw_cooling_new (HwResults *results)
{
  HwCooling *self = g_new0 (HwCooling, 1);

  self->results = results;
  self->loops = g_ptr_array_new_with_free_func (memory_free);
  self->rack_loop = g_array_new (FALSE, TRUE, sizeof (HwHandle));
  return self;
}

void
hw_cooling_free (HwCooling *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->loops);
  g_array_unref (self->rack_loop);
  g_strfreev (self->failed);
  g_free (self);
}

void
hw_cooling_reset (HwCooling *self)
{
  g_ptr_array_set_size (self->loops, 0);
  g_array_set_size (self->rack_loop, 0);
}

static LoopMemory *
memory_of (HwCooling *self, HwHandle loop)
{
  LoopMemory *memory;

  if (loop >= self->loops->len)
    g_ptr_array_set_size (self->loops, (gint)loop + 1);
  memory = self->loops->pdata[loop];
  if (memory == NULL)
    {
      memory = g_new0 (LoopMemory, 1);
      memory->members = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      self->loops->pdata[loop] = memory;
    }
  return memory;
}

static void
leave (LoopMemory *memory, HwHandle rack)
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
  return memory_of (self, loop)->change == self->change;
}

void
hw_cooling_touch_rack (HwCooling *self, HwHandle rack)
{
  HwDesign *design = self->results->design;
  HwHandle loop
      = hw_design_has (design, HW_TABLE_RACK, rack) ? hw_design_get_rack (design, rack)->loop : 0;
  HwHandle before;

  if (rack >= self->rack_loop->len)
    g_array_set_size (self->rack_loop, rack + 1);
  before = g_array_index (self->rack_loop, HwHandle, rack);
  if (before != 0)
    {
      touch (self, memory_of (self, before));
      if (before != loop)
        leave (memory_of (self, before), rack);
    }
  if (loop != 0)
    {
      LoopMemory *memory = memory_of (self, loop);
      touch (self, memory);
      if (before != loop)
        g_array_append_val (memory->members, rack);
    }
  g_array_index (self->rack_loop, HwHandle, rack) = loop;
}

void
hw_cooling_touch_loop (HwCooling *self, HwHandle loop)
{
  touch (self, memory_of (self, loop));
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
      LoopMemory *memory = self->loops->pdata[i];
      if (memory != NULL && memory->solution != NULL
          && memory->solution->plan->n_idle + memory->solution->plan->bad_overrides->len > 0)
        forget_solution (memory);
    }
}

void
hw_cooling_touch_failed (HwCooling *self)
{
  for (guint i = 0; i < self->loops->len; i++)
    if (self->loops->pdata[i] != NULL)
      g_clear_pointer (&((LoopMemory *)self->loops->pdata[i])->failed_findings, g_array_unref);
}

void
hw_cooling_touch_all (HwCooling *self)
{
  for (guint i = 0; i < self->loops->len; i++)
    if (self->loops->pdata[i] != NULL)
      forget_solution (self->loops->pdata[i]);
}

/* --- answers --- */

HwLoopPlan *
hw_results_plan_loop (HwResults *self, HwHandle loop, const char *const *failed)
{
  return hw_loop_plan_new (self, loop, memory_of (self->cooling, loop)->members, failed);
}

const HwLoopSolution *
hw_cooling_whole (HwResults *self, HwHandle loop)
{
  LoopMemory *memory = memory_of (self->cooling, loop);

  if (memory->solution == NULL)
    memory->solution = hw_loop_solve (hw_results_plan_loop (self, loop, NULL));
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

const HwLoopSolution *
hw_results_loop (HwResults *self, HwHandle loop)
{
  const HwLoopSolution *left;

  if (loop == 0 || !hw_design_has (self->design, HW_TABLE_LOOP, loop))
    return NULL;
  left = left_of (self, loop);
  return left != NULL ? left : hw_cooling_whole (self, loop);
}

HwLoopBudget
hw_results_loop_budget (HwResults *self, HwHandle loop, HwHandle *hall)
{
  g_autoptr (HwLoopPlan) own = NULL;
  const HwLoopPlan *plan;
  const LoopMemory *memory;

  *hall = 0;
  if (loop == 0 || !hw_design_has (self->design, HW_TABLE_LOOP, loop))
    return (HwLoopBudget){ 0 };
  memory = memory_of (self->cooling, loop);
  if (self->cooling->failed != NULL)
    plan = hw_results_loop (self, loop)->plan;
  else if (memory->solution != NULL)
    plan = memory->solution->plan;
  else
    plan = own = hw_results_plan_loop (self, loop, NULL);
  *hall = plan->hall;
  return hw_loop_plan_budget (plan);
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
  LoopMemory *memory;
  GArray **findings;

  if (solution == NULL)
    return NULL;
  memory = memory_of (self->cooling, loop);
  findings = solution == memory->solution ? &memory->findings : &memory->failed_findings;
  if (*findings == NULL)
    {
      *findings = hw_loop_check (solution);
      if (solution != memory->solution)
        leave_out_stopped (self, solution, *findings);
    }
  return *findings;
}

guint
hw_cooling_count (HwCooling *self, HwSeverity severity)
{
  HwDesign *design = self->results->design;
  guint n = 0;

  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    {
      const GArray *findings = hw_results_loop_findings (self->results, loop);
      for (guint i = 0; i < findings->len; i++)
        n += hw_loop_rule_severity (g_array_index (findings, HwLoopFinding, i).rule) == severity;
    }
  return n;
}

void
hw_results_set_failed (HwResults *self, const char *const *keys)
{
  g_strfreev (self->cooling->failed);
  self->cooling->failed = g_strdupv ((char **)keys);
  hw_results_forget_stopped (self);
  if (hw_results_stopped (self) == NULL)
    hw_fabrics_judge_all (self);
  hw_results_changed (self);
}

gboolean
hw_results_toggle_failed (HwResults *self, const char *const *keys)
{
  const char *const *before = hw_results_get_failed (self);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  gboolean all = TRUE;

  for (guint i = 0; keys[i] != NULL; i++)
    all = all && before != NULL && g_strv_contains (before, keys[i]);
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!g_strv_contains (keys, before[i]))
      g_ptr_array_add (after, (gpointer)before[i]);
  for (guint i = 0; !all && keys[i] != NULL; i++)
    g_ptr_array_add (after, (gpointer)keys[i]);
  g_ptr_array_add (after, NULL);
  {
    g_auto (GStrv) copy = after->len > 1 ? g_strdupv ((char **)after->pdata) : NULL;

    hw_results_set_failed (self, (const char *const *)copy);
  }
  return !all;
}

const char *const *
hw_results_get_failed (HwResults *self)
{
  return (const char *const *)self->cooling->failed;
}

gboolean
hw_results_can_fail (HwResults *self, const char *key)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HwComponent));

  return hw_components_find (self, key, TRUE, found);
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
      return solution->supply_c;
    case HW_LOOP_RETURN:
      return solution->return_c;
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
