/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fabric-analysis.h"
#include "hw-fabrics-private.h"

/* What is counted of a fabric that has been derived, and how it is said. */

const HwFabricFigures hw_fabrics_no_figures = { .oversubscription = NAN, .bisection_byte_s = NAN };

static void
count_switches (HwFabricMemory *memory)
{
  HwFabricFigures *figures = &memory->figures;

  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    figures->switches[i] = hw_fabric_count_role (memory->fabric, i, &figures->placed[i]);
  for (guint i = 0; i < memory->input->devices->len; i++)
    figures->spare += hw_fabric_device_switch (memory->fabric, i) < 0;
  for (guint i = 0; i < hw_fabric_count_switches (memory->fabric); i++)
    {
      const HwFabricSwitch *position = hw_fabric_get_switch (memory->fabric, i);

      figures->ports += hw_fabric_count_ports (memory->fabric, i);
      if (memory->failure == NULL || !memory->failure->nodes[i])
        continue;
      figures->switches[position->role]--;
      figures->placed[position->role] -= position->device >= 0;
    }
}

static void
count_links (HwFabricMemory *memory)
{
  HwFabricFigures *figures = &memory->figures;
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (memory->fabric, &n);

  for (guint i = 0; i < n; i++)
    figures->links[cables[i].level] += hw_fabric_works (memory->failure, cables, i);
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    {
      figures->cables[i]
          = (figures->links[i] + memory->input->link_ports - 1) / memory->input->link_ports;
      figures->ports_used += figures->links[i] * (i == HW_FABRIC_CABLE_MEMBER ? 1 : 2);
    }
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

void
hw_fabrics_figure (HwFabricMemory *memory)
{
  HwFabricFigures *figures = &memory->figures;
  const HwFabricTree *tree = hw_fabric_get_tree (memory->fabric, 0);
  HwFabricAnalysis analysis = { 0 };

  *figures = hw_fabrics_no_figures;
  count_switches (memory);
  count_links (memory);
  for (guint i = 0; i < hw_fabric_count_members (memory->fabric); i++)
    figures->members += hw_fabric_get_place (memory->fabric, i).unit >= 0;
  figures->trees = hw_fabric_count_trees (memory->fabric);
  if (tree == NULL)
    return;
  figures->tiers = tree->tiers;
  hw_fabric_analyse (memory->fabric, memory->failure, &analysis);
  figures->oversubscription = oversubscription (&analysis, memory->failure != NULL);
  figures->bisection_byte_s = analysis.bisection_bit_s / 8;
  if (!hw_fabric_get_rule (memory->fabric)->uplinked)
    return;
  /* Leaves meet in another network, whose figure it is. */
  figures->bisection_byte_s = NAN;
  figures->oversubscription = memory->input->uplink_bit_s > 0
                                  ? tree->down_ports
                                        * hw_fabric_get_rule (memory->fabric)->port_bit_s
                                        / memory->input->uplink_bit_s
                                  : NAN;
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
