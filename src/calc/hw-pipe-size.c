/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-size.h"

#include "hw-pipe-friction.h"

#include <math.h>

/* In practice sizes stay from the second round on; from the fourth they only grow. */
#define MAX_ROUNDS 40
#define GROW_FROM 3
/* Pumps run this many times as fast, and so lift the square of it. */
#define PUMP_FACTOR 30
/* A pipe in which nothing flows takes the narrowest size. */
#define AT_REST_M3_S 1e-9

const HwPipeSizeRule hw_pipe_size_rule_default = {
  .small_bore_m = 0.06, /* DN 50 in every series */
  .small_velocity_m_s = 1.2,
  .velocity_m_s = 2.4,
  .gradient_pa_m = 400,
};

HwPipeSizeCheck
hw_pipe_size_check (const HwPipeSizeRule *rule,
                    double bore_m,
                    double flow_m3_s,
                    double roughness_m,
                    double viscosity_m2_s,
                    double density)
{
  double velocity = fabs (flow_m3_s) / (G_PI / 4 * bore_m * bore_m);
  double most = bore_m <= rule->small_bore_m ? rule->small_velocity_m_s : rule->velocity_m_s;
  HwPipeSizeCheck check = { .velocity_m_s = velocity };

  if (fabs (flow_m3_s) > AT_REST_M3_S)
    check.gradient_pa_m
        = hw_pipe_friction_factor (velocity * bore_m / viscosity_m2_s, roughness_m / bore_m)
          / bore_m * density * velocity * velocity / 2;
  check.within = velocity <= most && check.gradient_pa_m <= rule->gradient_pa_m;
  return check;
}

guint
hw_pipe_size_for (const HwPipeSizeRule *rule,
                  guint n,
                  const HwPipeSize *sizes,
                  double flow_m3_s,
                  double roughness_m,
                  double viscosity_m2_s,
                  double density)
{
  guint i = 0;

  while (i < n
         && !hw_pipe_size_check (
                 rule, sizes[i].bore_m, flow_m3_s, roughness_m, viscosity_m2_s, density)
                 .within)
    i++;
  return i;
}

/* Each pipe alone, then the widest of its group. */
static void
choose (const HwHydraulics *solver,
        const HwPipeSizeRule *rule,
        double density,
        guint n_sizes,
        const HwPipeSize *sizes,
        const guint *groups,
        guint n_groups,
        guint *chosen)
{
  const HwPipeNetwork *network = hw_hydraulics_get_network (solver);
  g_autofree gboolean *is_used = g_new0 (gboolean, n_groups + 1);

  for (guint i = 0; i < n_groups; i++)
    chosen[i] = 0;
  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    {
      const HwPipeLink *pipe = hw_pipe_network_link (network, i);
      double viscosity = pipe->viscosity_m2_s > 0 ? pipe->viscosity_m2_s
                                                  : hw_pipe_network_get_viscosity (network);
      guint size;

      if (groups[i] == HW_PIPE_SIZE_KEEP || pipe->kind != HW_PIPE_LINK_PIPE)
        continue;
      size = hw_pipe_size_for (rule,
                               n_sizes,
                               sizes,
                               hw_hydraulics_flow (solver, i),
                               pipe->roughness_m,
                               viscosity,
                               density);
      is_used[groups[i]] = TRUE;
      chosen[groups[i]] = MAX (chosen[groups[i]], size);
    }
  for (guint i = 0; i < n_groups; i++)
    if (!is_used[i])
      chosen[i] = n_sizes;
}

void
hw_pipe_size_apply (HwPipeNetwork *network,
                    guint n_sizes,
                    const HwPipeSize *sizes,
                    const guint *groups,
                    const guint *chosen)
{
  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    {
      HwPipeLink pipe = *hw_pipe_network_link (network, i);

      if (groups[i] == HW_PIPE_SIZE_KEEP || pipe.kind != HW_PIPE_LINK_PIPE)
        continue;
      pipe.bore_m = sizes[MIN (chosen[groups[i]], n_sizes - 1)].bore_m;
      hw_pipe_network_set_link (network, i, &pipe);
    }
}

/* Pumps that can do whatever the pipes ask for, sharing it as they do. */
static void
strengthen_pumps (HwPipeNetwork *network)
{
  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    {
      HwPipeLink pump = *hw_pipe_network_link (network, i);

      if (pump.kind != HW_PIPE_LINK_PUMP)
        continue;
      pump.speed = MIN (pump.speed * PUMP_FACTOR, 100);
      hw_pipe_network_set_link (network, i, &pump);
    }
}

gboolean
hw_pipe_size (const HwPipeNetwork *network,
              const HwHydraulicConstants *constants,
              const HwPipeSizeRule *rule,
              double density,
              guint n_sizes,
              const HwPipeSize *sizes,
              const guint *groups,
              guint n_groups,
              guint n_branches,
              const HwPipeBranch *branches,
              guint *chosen)
{
  g_autoptr (HwPipeNetwork) sized = NULL;
  g_autofree guint *before = g_new0 (guint, n_groups + 1);
  gboolean same = FALSE;

  for (guint i = 0; i < n_branches; i++)
    if (hw_pipe_network_link (network, branches[i].valve)->kind != HW_PIPE_LINK_VALVE)
      return FALSE;
  sized = hw_pipe_network_holding (network, n_branches, branches);
  strengthen_pumps (sized);
  /* Widest first: no flow is then kept from where it wants to go. */
  for (guint i = 0; i < n_groups; i++)
    before[i] = n_sizes;
  for (guint round = 0; round < MAX_ROUNDS && !same; round++)
    {
      g_autoptr (HwHydraulics) solver = NULL;

      hw_pipe_size_apply (sized, n_sizes, sizes, groups, before);
      solver = hw_hydraulics_new (sized, constants);
      if (solver == NULL || !hw_hydraulics_solve (solver, NULL))
        return FALSE;
      choose (solver, rule, density, n_sizes, sizes, groups, n_groups, chosen);
      same = TRUE;
      for (guint i = 0; i < n_groups; i++)
        {
          if (round >= GROW_FROM)
            chosen[i] = MAX (chosen[i], before[i]);
          same = same && chosen[i] == before[i];
          before[i] = chosen[i];
        }
    }
  return TRUE;
}
