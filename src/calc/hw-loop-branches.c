/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "hw-fitting.h"
#include "hw-loop-layout-private.h"

/* --- pieces --- */

guint
hw_loop_layout_node (
    HwLoopLayout *self, const HwLoopLine *line, gint32 along, gint32 across, gboolean back)
{
  HwLoopNode node = { .x_mm = line->turned ? across : along,
                      .y_mm = line->turned ? along : across,
                      .back = back };

  g_array_append_val (self->plan->nodes, node);
  return self->plan->nodes->len - 1;
}

guint
hw_loop_layout_link (HwLoopLayout *self,
                     HwPartRole role,
                     HwRef from_object,
                     HwRef to_object,
                     guint from,
                     guint to,
                     double length_m,
                     double loss,
                     double design_m3_s)
{
  HwLoopLink link = { .role = role,
                      .from_object = from_object,
                      .to_object = to_object,
                      .from = from,
                      .to = to,
                      .length_m = fmax (length_m, HW_LOOP_LEAST_PIPE_M),
                      .loss = loss,
                      .design_m3_s = design_m3_s };

  g_array_append_val (self->plan->links, link);
  return self->plan->links->len - 1;
}

void
hw_loop_layout_size (HwLoopLayout *self, guint link, int dn)
{
  HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  HwPipeMaterial material = self->plan->rule.material;
  HwPipeDuty duty
      = { row->design_m3_s, self->fluid.density, hw_fluid_kinematic_viscosity (&self->fluid) };
  const HwPipeSize *size = dn > 0 ? hw_pipe_size_find (material, dn) : NULL;

  if (size == NULL)
    size = hw_pipe_choose (material, &duty, &self->limits);
  row->dn = size->dn;
  row->bore_m = size->bore_m;
  row->roughness_m = hw_pipe_roughness (material);
}

static guint
add_fitting (HwLoopLayout *self, HwPartRole role, HwRef object, guint link, double loss, double kv)
{
  HwLoopFitting fitting
      = { .role = role, .object = object, .link = link, .loss = loss, .kv = kv, .fitted = TRUE };

  g_array_append_val (self->plan->fittings, fitting);
  return self->plan->fittings->len - 1;
}

static HwRef
nothing (void)
{
  return HW_REF (HW_TABLE_RACK, 0);
}

/* --- branches --- */

static void
make_hose (HwLoopLayout *self, guint link, int dn)
{
  HwLoopLink *row = hw_loop_plan_link (self->plan, link);

  row->dn = dn;
  row->bore_m = dn / 1000.0;
  row->roughness_m = HW_HOSE_ROUGHNESS_M;
}

void
hw_loop_layout_branch (HwLoopLayout *self, const HwLoopLine *line, const HwLoopItem *item)
{
  HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, item->rack);
  double flow = rack->design_m3_s;
  double made_for = rack->flow_limit_m3_s > 0 ? fmax (flow, rack->flow_limit_m3_s) : flow;
  double pipe_m = HW_LOOP_BRANCH_M + abs (item->across - line->across) / 1000.0;
  double loss = hw_fitting_loss (HW_FITTING_TEE_BRANCH) + hw_fitting_loss (HW_FITTING_ELBOW);
  double ball = hw_fitting_loss (HW_FITTING_BALL_VALVE);
  double coupling_kv = hw_kv_for (made_for, HW_COUPLING_PA);
  guint nodes[4];
  guint links[5];

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    nodes[i] = hw_loop_layout_node (self, line, item->along, item->across, i >= 2);
  links[0] = hw_loop_layout_link (self,
                                  HW_PART_SUPPLY_BRANCH,
                                  item->object,
                                  nothing (),
                                  item->supply,
                                  nodes[0],
                                  pipe_m,
                                  loss,
                                  flow);
  links[1] = hw_loop_layout_link (self,
                                  HW_PART_SUPPLY_HOSE,
                                  item->object,
                                  nothing (),
                                  nodes[0],
                                  nodes[1],
                                  HW_LOOP_HOSE_M,
                                  0,
                                  flow);
  links[2] = hw_loop_layout_link (self,
                                  rack->is_door ? HW_PART_DOOR : HW_PART_RACK,
                                  item->object,
                                  nothing (),
                                  nodes[1],
                                  nodes[2],
                                  0,
                                  0,
                                  flow);
  links[3] = hw_loop_layout_link (self,
                                  HW_PART_RETURN_HOSE,
                                  item->object,
                                  nothing (),
                                  nodes[2],
                                  nodes[3],
                                  HW_LOOP_HOSE_M,
                                  0,
                                  flow);
  links[4] = hw_loop_layout_link (self,
                                  HW_PART_RETURN_BRANCH,
                                  item->object,
                                  nothing (),
                                  nodes[3],
                                  item->back,
                                  pipe_m,
                                  loss,
                                  flow);
  hw_loop_layout_size (self, links[0], self->plan->rule.branch_dn);
  hw_loop_layout_size (self, links[4], self->plan->rule.branch_dn);
  make_hose (self, links[1], hw_loop_plan_link (self->plan, links[0])->dn);
  make_hose (self, links[3], hw_loop_plan_link (self->plan, links[0])->dn);
  add_fitting (self, HW_PART_SUPPLY_VALVE, item->object, links[0], ball, 0);
  add_fitting (self, HW_PART_SUPPLY_COUPLING, item->object, links[1], 0, coupling_kv);
  add_fitting (self, HW_PART_RETURN_COUPLING, item->object, links[3], 0, coupling_kv);
  rack->balancing = add_fitting (
      self, HW_PART_BALANCING_VALVE, item->object, links[4], 0, hw_kv_for (flow, HW_BALANCING_PA));
  add_fitting (self, HW_PART_RETURN_VALVE, item->object, links[4], ball, 0);
  rack->link = links[2];
}

/* What each CDU is to carry when the spare ones are out. */
static double
source_flow (HwLoopLayout *self)
{
  guint spare = self->plan->rule.spare == HW_SPARE_ALL   ? self->n_sources / 2
                : self->plan->rule.spare == HW_SPARE_ONE ? 1
                                                         : 0;

  return self->demand_m3_s / MAX (self->n_sources - MIN (spare, self->n_sources), 1);
}

void
hw_loop_layout_source (HwLoopLayout *self, const HwLoopLine *line, const HwLoopItem *item)
{
  HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, item->cdu);
  double flow = source_flow (self);
  double pipe_m = HW_LOOP_CONNECTION_M + abs (item->across - line->across) / 1000.0;
  double loss = hw_fitting_loss (HW_FITTING_TEE_BRANCH) + 2 * hw_fitting_loss (HW_FITTING_ELBOW);
  double ball = hw_fitting_loss (HW_FITTING_BALL_VALVE);
  guint suction = hw_loop_layout_node (self, line, item->along, item->across, TRUE);
  guint outlet = hw_loop_layout_node (self, line, item->along, item->across, FALSE);
  guint in, out;

  in = hw_loop_layout_link (
      self, HW_PART_CDU_RETURN, item->object, nothing (), item->back, suction, pipe_m, loss, flow);
  cdu->link = hw_loop_layout_link (
      self, HW_PART_PUMP, item->object, nothing (), suction, outlet, 0, 0, flow);
  out = hw_loop_layout_link (
      self, HW_PART_CDU_SUPPLY, item->object, nothing (), outlet, item->supply, pipe_m, loss, flow);
  hw_loop_layout_size (self, in, 0);
  hw_loop_layout_size (self, out, 0);
  add_fitting (self,
               HW_PART_STRAINER,
               item->object,
               in,
               0,
               hw_kv_for (fmax (flow, cdu->rating.flow_m3_s), HW_STRAINER_PA));
  add_fitting (self, HW_PART_CDU_RETURN_VALVE, item->object, in, ball, 0);
  add_fitting (
      self, HW_PART_CHECK_VALVE, item->object, out, hw_fitting_loss (HW_FITTING_CHECK_VALVE), 0);
  add_fitting (self, HW_PART_CDU_SUPPLY_VALVE, item->object, out, ball, 0);
  add_fitting (self, HW_PART_VESSEL, item->object, cdu->link, 0, 0);
}

void
hw_loop_layout_heat_rejection (HwLoopLayout *self)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, i);

      if (cdu->rating.to_air)
        continue;
      add_fitting (
          self, HW_PART_HEAT_REJECTION, HW_REF (HW_TABLE_LOOP, self->plan->loop), cdu->link, 0, 0);
      return;
    }
}
