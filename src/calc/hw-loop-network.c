/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-fluid.h"
#include "hw-loop-solution.h"
#include "hw-quantity.h"
#include "hw-rack-coolant.h"

/* A valve of so small a Kv in so wide a pipe is as good as shut; what is more is beyond the
 * arithmetic. */
#define SHUT_LOSS 1e11

/* Nodes whose pressure a vessel fixes: the suction of its CDU. Without any the first node is held,
 * so that flows can be found all the same. */
static gboolean *
find_vessels (const HwLoopPlan *plan)
{
  gboolean *fixed = g_new0 (gboolean, MAX (plan->nodes->len, 1));
  gboolean found = FALSE;

  for (guint i = 0; i < plan->fittings->len && !found; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, i);
      if (fitting->role != HW_PART_VESSEL || !fitting->fitted)
        continue;
      /* A second one would let coolant through from the first. */
      fixed[hw_loop_plan_link (plan, fitting->link)->from] = found = TRUE;
    }
  if (!found)
    fixed[0] = TRUE;
  return fixed;
}

static void
add_nodes (const HwLoopPlan *plan, HwPipeNetwork *network, double pascal_m)
{
  g_autofree gboolean *fixed = find_vessels (plan);

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      char id[16];
      HwPipeNode node = { .id = id, .fixed = fixed[i] };

      g_snprintf (id, sizeof id, "N%u", i + 1);
      if (node.fixed)
        node.head_m = plan->rule.static_pa / pascal_m;
      hw_pipe_network_add_node (network, &node);
    }
}

static const HwLoopCdu *
find_cdu (const HwLoopPlan *plan, guint link)
{
  for (guint i = 0; i < plan->cdus->len; i++)
    if (g_array_index (plan->cdus, HwLoopCdu, i).link == link)
      return &g_array_index (plan->cdus, HwLoopCdu, i);
  return NULL;
}

static void
make_pump (HwPipeNetwork *network, HwPipeLink *pipe, const HwLoopCdu *cdu, double pascal_m)
{
  gboolean known = cdu->rating.flow_m3_s > 0;
  double flow = known ? cdu->rating.flow_m3_s : 1;
  double head = cdu->rating.head_pa / pascal_m;

  pipe->kind = HW_PIPE_LINK_PUMP;
  /* One that no source rates is left out. */
  pipe->closed |= !known;
  pipe->speed = 1;
  pipe->curve = hw_pipe_network_add_curve (network, pipe->id, 1, &flow, &head);
}

/* Pumps let nothing back, so that the check valves beside them are there by their loss only. */
HwPipeNetwork *
hw_loop_network (const HwLoopPlan *plan, double density)
{
  HwPipeNetwork *network = hw_pipe_network_new ();
  double pascal_m = density * HW_GRAVITY;
  HwFluid fluid = hw_fluid_at (plan->rule.coolant, (plan->rule.supply_c + plan->rule.return_c) / 2);
  g_autofree double *curves = g_new0 (double, MAX (plan->links->len, 1));

  for (guint i = 0; i < plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (plan->racks, HwLoopRack, i);
      curves[rack->link] = rack->curve;
    }
  hw_pipe_network_set_viscosity (network, hw_fluid_kinematic_viscosity (&fluid));
  add_nodes (plan, network, pascal_m);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      char id[16];
      HwPipeLink pipe = { .id = id,
                          .kind = HW_PIPE_LINK_PIPE,
                          .from = link->from,
                          .to = link->to,
                          .closed = link->closed };

      g_snprintf (id, sizeof id, "L%u", i + 1);
      if (link->role == HW_PART_PUMP)
        make_pump (network, &pipe, find_cdu (plan, i), pascal_m);
      else if (link->role == HW_PART_RACK || link->role == HW_PART_DOOR)
        {
          pipe.kind = HW_PIPE_LINK_POWER;
          pipe.coefficient = curves[i] / pascal_m;
          pipe.exponent = HW_RACK_CURVE_POWER;
        }
      else
        {
          pipe.length_m = link->length_m;
          pipe.bore_m = link->bore_m;
          pipe.roughness_m = link->roughness_m;
          pipe.minor_loss = fmin (link->loss, SHUT_LOSS);
        }
      hw_pipe_network_add_link (network, &pipe);
    }
  return network;
}
