/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fabrics-private.h"

/* What is counted of a fabric that has been derived, and how it is said. */

const HwFabricFigures hw_fabrics_no_figures = { .oversubscription = NAN, .bisection_byte_s = NAN };

static void
count_switches (HwFabricMemory *memory)
{
  HwFabricFigures *figures = &memory->whole;

  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    figures->switches[i] = hw_fabric_count_role (memory->fabric, i, &figures->placed[i]);
  for (guint i = 0; i < memory->input->devices->len; i++)
    figures->spare += hw_fabric_device_switch (memory->fabric, i) < 0;
  for (guint i = 0; i < hw_fabric_count_switches (memory->fabric); i++)
    figures->ports += hw_fabric_count_ports (memory->fabric, i);
}

/* What a whole fabric has is that of its rule; of one with failures the worst switch counts. */
static double
oversubscription (const HwFabricAnalysis *analysis, gboolean failed)
{
  const double *ratios = failed ? analysis->cabled : analysis->design;
  double worst = NAN;

  for (guint role = 0; role < HW_FABRIC_CORE; role++)
    worst = fmax (worst, ratios[role]);
  return isnan (worst) ? 1 : worst;
}

static void
take_analysis (const HwFabricMemory *memory, HwFabricFigures *figures)
{
  const HwFabricRule *rule = hw_fabric_get_rule (memory->fabric);
  const HwFabricTree *tree = hw_fabric_get_tree (memory->fabric, 0);
  HwFabricAnalysis analysis = { 0 };

  hw_fabric_baseline_analyse (memory->baseline, memory->failure, &analysis);
  figures->ports_used = 0;
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    {
      figures->links[i] = analysis.links[i];
      figures->cables[i]
          = (figures->links[i] + memory->input->link_ports - 1) / memory->input->link_ports;
      figures->ports_used += figures->links[i] * (i == HW_FABRIC_CABLE_MEMBER ? 1 : 2);
    }
  if (tree == NULL)
    return;
  figures->oversubscription = oversubscription (&analysis, memory->failure != NULL);
  figures->bisection_byte_s = analysis.bisection_bit_s / 8;
  if (!rule->uplinked)
    return;
  /* Leaves meet in another network, whose figure it is. */
  figures->bisection_byte_s = NAN;
  figures->oversubscription = memory->input->uplink_bit_s > 0 ? tree->down_ports * rule->port_bit_s
                                                                    / memory->input->uplink_bit_s
                                                              : NAN;
}

void
hw_fabrics_figure (HwFabricMemory *memory)
{
  HwFabricFigures *figures = &memory->whole;
  const HwFabricTree *tree = hw_fabric_get_tree (memory->fabric, 0);

  memory->baseline = hw_fabric_baseline_new (memory->fabric);
  *figures = hw_fabrics_no_figures;
  count_switches (memory);
  for (guint i = 0; i < hw_fabric_count_members (memory->fabric); i++)
    figures->members += hw_fabric_get_place (memory->fabric, i).unit >= 0;
  figures->trees = hw_fabric_count_trees (memory->fabric);
  if (tree != NULL)
    figures->tiers = tree->tiers;
  take_analysis (memory, figures);
  memory->figures = *figures;
}

void
hw_fabrics_figure_failed (HwFabricMemory *memory)
{
  HwFabricFigures *figures = &memory->figures;

  *figures = memory->whole;
  if (memory->failure == NULL)
    return;
  for (guint i = 0; i < memory->failure->failed_nodes->len; i++)
    {
      guint node = g_array_index (memory->failure->failed_nodes, guint, i);
      const HwFabricSwitch *position;

      if (!hw_fabric_is_switch (memory->fabric, node))
        continue;
      position = hw_fabric_get_switch (memory->fabric, node);
      figures->switches[position->role]--;
      figures->placed[position->role] -= position->device >= 0;
    }
  take_analysis (memory, figures);
}

/* --- in words --- */

static gboolean
is_empty (const HwFabricFigures *figures)
{
  return figures->tiers == 0;
}

char *
hw_fabric_figures_ratio (const HwFabricFigures *figures)
{
  if (is_empty (figures))
    return g_strdup ("—");
  if (isnan (figures->oversubscription))
    return g_strdup (_ ("not known"));
  if (isinf (figures->oversubscription))
    return g_strdup (_ ("no way up"));
  return g_strdup_printf ("%.3g:1", figures->oversubscription);
}

char *
hw_fabric_figures_bisection (const HwFabricFigures *figures)
{
  if (is_empty (figures))
    return g_strdup ("—");
  if (isnan (figures->bisection_byte_s))
    return g_strdup (_ ("as in-band"));
  return hw_quantity_format (HW_DIMENSION_BYTE_RATE, figures->bisection_byte_s, NULL);
}
