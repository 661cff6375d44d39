/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-balance.h"

#include "hw-pipe-friction.h"

#include <math.h>

/* What a branch may lack, in parts of what it needs. */
#define FLOW_ACCURACY 1e-4

/* As hw_pipe_network_copy(), but the valves of @branches hold their flow. */
HwPipeNetwork *
hw_pipe_network_holding (const HwPipeNetwork *network, guint n, const HwPipeBranch *branches)
{
  HwPipeNetwork *copy = hw_pipe_network_copy (network);

  for (guint i = 0; i < n; i++)
    {
      HwPipeLink link = *hw_pipe_network_link (network, branches[i].valve);

      link.kind = HW_PIPE_LINK_FLOW_CONTROL;
      link.set_flow_m3_s = branches[i].required_m3_s;
      hw_pipe_network_set_link (copy, branches[i].valve, &link);
    }
  return copy;
}

static gboolean
are_valves (const HwPipeNetwork *network, guint n, const HwPipeBranch *branches)
{
  for (guint i = 0; i < n; i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (network, branches[i].valve);

      if (link->kind != HW_PIPE_LINK_VALVE || link->closed || !(branches[i].required_m3_s > 0))
        return FALSE;
    }
  return TRUE;
}

void
hw_pipe_balance_apply (HwPipeNetwork *network,
                       guint n,
                       const HwPipeBranch *branches,
                       const HwPipeBalance *balances)
{
  for (guint i = 0; i < n; i++)
    {
      HwPipeLink link = *hw_pipe_network_link (network, branches[i].valve);

      link.minor_loss = balances[i].loss_coefficient;
      hw_pipe_network_set_link (network, branches[i].valve, &link);
    }
}

/* What a valve has to lose at its flow, as a loss coefficient. */
static void
set_valve (const HwHydraulics *holding,
           const HwHydraulicConstants *constants,
           const HwPipeBranch *branch,
           HwPipeBalance *balance)
{
  const HwPipeLink *link
      = hw_pipe_network_link (hw_hydraulics_get_network (holding), branch->valve);
  double unit = hw_minor_loss_resistance (1, link->bore_m, constants->minor_gravity);
  double square = branch->required_m3_s * branch->required_m3_s;
  double loss = hw_hydraulics_head_loss (holding, branch->valve);

  balance->loss_coefficient = link->minor_loss;
  balance->surplus_m = 0;
  if (hw_hydraulics_status (holding, branch->valve) != HW_LINK_ACTIVE)
    return;
  balance->loss_coefficient = MAX (loss / (square * unit), link->minor_loss);
  balance->surplus_m = MAX (loss - link->minor_loss * square * unit, 0);
}

gboolean
hw_pipe_balance (const HwPipeNetwork *network,
                 const HwHydraulicConstants *constants,
                 guint n,
                 const HwPipeBranch *branches,
                 HwPipeBalance *balances,
                 guint *index)
{
  g_autoptr (HwPipeNetwork) copy = NULL;
  g_autoptr (HwHydraulics) holding = NULL;
  g_autoptr (HwHydraulics) set = NULL;
  guint least = 0;

  if (!are_valves (network, n, branches))
    return FALSE;
  copy = hw_pipe_network_holding (network, n, branches);
  holding = hw_hydraulics_new (copy, constants);
  if (holding == NULL || !hw_hydraulics_solve (holding, NULL))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      set_valve (holding, constants, &branches[i], &balances[i]);
      if (balances[i].surplus_m < balances[least].surplus_m)
        least = i;
    }
  g_clear_pointer (&copy, hw_pipe_network_free);
  copy = hw_pipe_network_copy (network);
  hw_pipe_balance_apply (copy, n, branches, balances);
  set = hw_hydraulics_new (copy, constants);
  if (!hw_hydraulics_solve (set, NULL))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      balances[i].flow_m3_s = hw_hydraulics_flow (set, branches[i].valve);
      balances[i].met = balances[i].flow_m3_s >= branches[i].required_m3_s * (1 - FLOW_ACCURACY);
    }
  if (index != NULL)
    *index = least;
  return TRUE;
}
