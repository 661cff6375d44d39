/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cooling.h"
#include "hw-csv-private.h"
#include "hw-pipe-size.h"
#include "hw-rack-coolant.h"

static gboolean
is_wanted (HwCsvWriter *self, HwHandle loop, HwRef object)
{
  if (object.handle == 0)
    return TRUE;
  if (object.table == HW_TABLE_LOOP)
    return object.handle == loop;
  return object.table == HW_TABLE_HALL
         && hw_results_loop_plan (self->results, loop)->hall == object.handle;
}

typedef void (*LoopFunc) (HwCsvWriter *self, const HwLoopSolution *solution);

static void
walk_loops (HwCsvWriter *self, HwRef object, LoopFunc func)
{
  for (HwHandle loop = hw_design_first_child (self->design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next_child (self->design, HW_TABLE_LOOP, loop))
    if (is_wanted (self, loop, object))
      func (self, hw_results_loop (self->results, loop));
}

static void
add_loop (HwCsvWriter *self, const HwLoopSolution *solution)
{
  hw_csv_add_name (self, HW_TABLE_LOOP, solution->plan->loop);
}

static void
add_end (HwCsvWriter *self, HwRef ref)
{
  hw_csv_add_text (self, ref.handle != 0 ? hw_design_name (self->design, ref) : NULL);
}

static void
add_key (HwCsvWriter *self, char *key_taken)
{
  hw_csv_add_text (self, key_taken);
  g_free (key_taken);
}

static void
write_pipes_of (HwCsvWriter *self, const HwLoopSolution *solution)
{
  const HwLoopPlan *plan = solution->plan;

  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      double flow = solution->flow_m3_s[i];

      if (link->dn == 0)
        continue;
      add_key (self, hw_loop_link_key (self->design, plan, i));
      add_loop (self, solution);
      hw_csv_add_text (self, hw_part_name (link->role));
      add_end (self, link->from_object);
      add_end (self, link->to_object);
      hw_csv_add_number (self, link->dn);
      hw_csv_add_number (self, link->bore_m * 1000);
      hw_csv_add_number (self, link->length_m);
      hw_csv_add_number (self, flow * 60e3);
      hw_csv_add_number (self, hw_pipe_velocity (link->bore_m, fabs (flow)));
      hw_csv_add_number (self, solution->loss_pa[i]);
      hw_csv_add_number (self,
                         hw_coolant_celsius (solution->node_c[flow >= 0 ? link->from : link->to]));
      hw_csv_end_line (self);
    }
}

void
hw_csv_write_pipes (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "key",      "loop",       "role",         "from",    "to",   "dn", "bore mm",
          "length m", "flow L/min", "velocity m/s", "loss Pa", "in C", NULL };

  hw_csv_add_header (self, header);
  walk_loops (self, object, write_pipes_of);
}

static void
write_valves_of (HwCsvWriter *self, const HwLoopSolution *solution)
{
  const HwLoopPlan *plan = solution->plan;

  for (guint i = 0; i < plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, i);
      const HwLoopLink *link = hw_loop_plan_link (plan, fitting->link);
      double flow = solution->flow_m3_s[fitting->link];

      if (!fitting->fitted || fitting->role == HW_PART_HEAT_REJECTION)
        continue;
      add_key (self, hw_loop_fitting_key (self->design, plan, i));
      add_loop (self, solution);
      hw_csv_add_text (self, hw_part_name (fitting->role));
      add_end (self, fitting->object);
      hw_csv_add_number (self, link->dn > 0 ? link->dn : NAN);
      hw_csv_add_number (self, fitting->kv > 0 ? fitting->kv : NAN);
      hw_csv_add_number (self, fitting->loss);
      hw_csv_add_text (self, fitting->closed ? "closed" : "open");
      hw_csv_add_number (self, flow * 60e3);
      hw_csv_add_number (self, hw_loop_fitting_loss_pa (solution, i));
      hw_csv_end_line (self);
    }
}

void
hw_csv_write_valves (HwCsvWriter *self, HwRef object)
{
  static const char *const header[] = { "key", "loop",  "role",       "at",      "dn", "kv m3/h",
                                        "K",   "state", "flow L/min", "loss Pa", NULL };

  hw_csv_add_header (self, header);
  walk_loops (self, object, write_valves_of);
}

static void
write_racks_of (HwCsvWriter *self, const HwLoopSolution *solution)
{
  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (solution->plan->racks, HwLoopRack, i);
      const HwRackFlow *flow = &solution->racks[i];

      hw_csv_add_id (self, rack->object.table, rack->object.handle);
      hw_csv_add_name (self, rack->object.table, rack->object.handle);
      add_loop (self, solution);
      hw_csv_add_number (self, rack->is_door ? flow->heat_w : rack->heat_w);
      hw_csv_add_number (self, flow->flow_m3_s * 60e3);
      hw_csv_add_number (self, flow->required_m3_s * 60e3);
      hw_csv_add_number (self, rack->flow_limit_m3_s * 60e3);
      hw_csv_add_number (self, hw_coolant_celsius (flow->supply_c));
      hw_csv_add_number (self, hw_coolant_celsius (flow->return_c));
      hw_csv_add_number (self, flow->loss_pa);
      hw_csv_add_number (self, flow->inlet_pa);
      hw_csv_end_line (self);
    }
}

void
hw_csv_write_loop_racks (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "id",          "name",     "loop",     "liquid W", "flow L/min", "needs L/min",
          "limit L/min", "supply C", "return C", "loss Pa",  "inlet Pa",   NULL };

  hw_csv_add_header (self, header);
  walk_loops (self, object, write_racks_of);
}

static void
write_cdus_of (HwCsvWriter *self, const HwLoopSolution *solution)
{
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (solution->plan->cdus, HwLoopCdu, i);
      const HwCduFlow *flow = &solution->cdus[i];

      hw_csv_add_id (self, cdu->unit.table, cdu->unit.handle);
      hw_csv_add_name (self, cdu->unit.table, cdu->unit.handle);
      add_loop (self, solution);
      hw_csv_add_text (self, cdu->product->id);
      hw_csv_add_text (self, cdu->off ? "off" : flow->runs ? "runs" : "stands by");
      hw_csv_add_number (self, cdu->rating.capacity_w);
      hw_csv_add_number (self, flow->capacity_w);
      hw_csv_add_number (self, flow->heat_w);
      hw_csv_add_number (self, flow->flow_m3_s * 60e3);
      hw_csv_add_number (self, flow->head_pa);
      hw_csv_add_number (self, flow->speed * 100);
      hw_csv_add_number (self, flow->electric_w);
      hw_csv_add_number (self, hw_coolant_celsius (flow->supply_c));
      hw_csv_add_number (self, hw_coolant_celsius (flow->return_c));
      hw_csv_add_number (self, hw_coolant_celsius (flow->sink_in_c));
      hw_csv_add_number (self, hw_coolant_celsius (flow->runs ? flow->sink_out_c : NAN));
      hw_csv_add_number (self, flow->sink_m3_s * 60e3);
      hw_csv_end_line (self);
    }
}

void
hw_csv_write_cdus (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "id",       "name",      "loop",       "product",    "state",      "rated W",
          "takes W",  "rejects W", "flow L/min", "head Pa",    "speed %",    "pump W",
          "supply C", "return C",  "sink in C",  "sink out C", "sink L/min", NULL };

  hw_csv_add_header (self, header);
  walk_loops (self, object, write_cdus_of);
}
