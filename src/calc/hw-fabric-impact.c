/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-impact.h"

#include <math.h>

#include "hw-fabric-load.h"

static double
worst_ratio (const HwFabricAnalysis *analysis)
{
  double worst = NAN;

  for (guint role = 0; role < HW_FABRIC_CORE; role++)
    worst = fmax (worst, analysis->cabled[role]);
  return isnan (worst) ? 1 : worst;
}

static void
compare (HwFabricImpact *self, HwFabricBaseline *baseline)
{
  for (int i = 0; i < 2; i++)
    {
      HwFabricAnalysis analysis = { 0 };

      hw_fabric_baseline_analyse (baseline, i == 0 ? NULL : self->out, &analysis);
      self->bisection_bit_s[i] = analysis.bisection_bit_s;
      self->oversubscription[i] = worst_ratio (&analysis);
    }
}

static void
count_losses (HwFabricImpact *self, HwFabricBaseline *baseline)
{
  self->losses = hw_fabric_baseline_losses (baseline, self->out);
  for (guint i = 0; i < self->losses->len; i++)
    {
      const HwFabricLoss *loss = &g_array_index (self->losses, HwFabricLoss, i);

      self->dead_ports += hw_fabric_count_ports_lost (loss->dead);
      self->cut_off_ports += hw_fabric_count_ports_lost (loss->cut_off);
    }
}

static void
take_missing (HwFabricImpact *self, const HwFabricBaseline *baseline)
{
  const GArray *missing = hw_fabric_baseline_missing (baseline);

  for (guint i = 0; i < missing->len; i++)
    {
      guint node = g_array_index (missing, guint, i);

      self->missing += !self->out->nodes[node];
      hw_fabric_failure_add_node (self->out, node);
    }
}

static void
take_failed (HwFabricImpact *self, const HwFabric *fabric, const HwFabricFailure *failure)
{
  hw_fabric_failure_add (self->out, failure);
  for (guint i = 0; i < failure->failed_nodes->len; i++)
    {
      gboolean is_switch
          = hw_fabric_is_switch (fabric, g_array_index (failure->failed_nodes, guint, i));

      self->switches += is_switch;
      self->members += !is_switch;
    }
  self->cables = failure->failed_cables->len;
}

HwFabricImpact *
hw_fabric_impact_new (HwFabricBaseline *baseline, const HwFabricFailure *failure)
{
  const HwFabric *fabric = hw_fabric_baseline_get_fabric (baseline);
  g_autoptr (HwFabricImpact) self = g_new0 (HwFabricImpact, 1);

  self->out = hw_fabric_failure_new (fabric);
  if (failure != NULL)
    take_failed (self, fabric, failure);
  take_missing (self, baseline);
  if (self->out->n_failed == 0)
    return NULL;
  compare (self, baseline);
  count_losses (self, baseline);
  return g_steal_pointer (&self);
}

void
hw_fabric_impact_free (HwFabricImpact *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->losses, g_array_unref);
  hw_fabric_failure_free (self->out);
  g_free (self);
}

guint
hw_fabric_fullest_link (const HwFabric *fabric, const HwFabricFailure *failure)
{
  g_autoptr (HwFabricLoad) load = hw_fabric_load_new (fabric, failure);

  return hw_fabric_load_fullest (fabric, load);
}
