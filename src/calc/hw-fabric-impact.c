/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-impact.h"

#include <math.h>

#include "hw-fabric-analysis.h"
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
compare (HwFabricImpact *self, const HwFabric *fabric)
{
  for (int i = 0; i < 2; i++)
    {
      HwFabricAnalysis analysis = { 0 };

      hw_fabric_analyse (fabric, i == 0 ? NULL : self->out, &analysis);
      self->bisection_bit_s[i] = analysis.bisection_bit_s;
      self->oversubscription[i] = worst_ratio (&analysis);
    }
}

static guint
count_bits (const guint64 bits[2])
{
  return (guint)(__builtin_popcountll (bits[0]) + __builtin_popcountll (bits[1]));
}

static void
count_losses (HwFabricImpact *self)
{
  self->losses = hw_fabric_failure_losses (self->out);
  for (guint i = 0; i < self->losses->len; i++)
    {
      const HwFabricLoss *loss = &g_array_index (self->losses, HwFabricLoss, i);

      self->dead_ports += count_bits (loss->dead);
      self->cut_off_ports += count_bits (loss->cut_off);
    }
}

/* A fabric that nothing stands of yet misses nothing: it is a plan. */
static void
take_missing (HwFabricImpact *self, const HwFabric *fabric)
{
  guint n = hw_fabric_count_switches (fabric), placed = 0;

  for (guint i = 0; i < n; i++)
    placed += hw_fabric_get_switch (fabric, i)->device >= 0;
  for (guint i = 0; placed > 0 && i < n; i++)
    if (hw_fabric_get_switch (fabric, i)->device < 0)
      {
        self->missing += !self->out->nodes[i];
        hw_fabric_failure_add_node (self->out, i);
      }
}

static void
take_failed (HwFabricImpact *self, const HwFabric *fabric, const HwFabricFailure *failure)
{
  guint n;

  hw_fabric_get_cables (fabric, &n);
  for (guint i = 0; i < hw_fabric_count_nodes (fabric); i++)
    if (failure->nodes[i])
      {
        hw_fabric_failure_add_node (self->out, i);
        self->switches += hw_fabric_is_switch (fabric, i);
        self->members += !hw_fabric_is_switch (fabric, i);
      }
  for (guint i = 0; i < n; i++)
    if (failure->cables[i])
      {
        hw_fabric_failure_add_cable (self->out, i);
        self->cables++;
      }
}

HwFabricImpact *
hw_fabric_impact_new (const HwFabric *fabric, const HwFabricFailure *failure)
{
  g_autoptr (HwFabricImpact) self = g_new0 (HwFabricImpact, 1);

  self->out = hw_fabric_failure_new (fabric);
  if (failure != NULL)
    take_failed (self, fabric, failure);
  take_missing (self, fabric);
  if (self->out->n_failed == 0)
    return NULL;
  compare (self, fabric);
  count_losses (self);
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
