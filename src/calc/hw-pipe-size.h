/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-pipe-balance.h"

G_BEGIN_DECLS

/* One size of a series of pipes. */
typedef struct
{
  const char *name; /* "DN 50", "54 × 2" */
  double bore_m;
} HwPipeSize;

typedef enum
{
  HW_PIPE_SERIES_STAINLESS_EN, /* ISO 4200 series 1 with thin walls */
  HW_PIPE_SERIES_ASME_10S,
  HW_PIPE_SERIES_ASME_40S,
  HW_PIPE_SERIES_COPPER, /* EN 1057 */
  HW_N_PIPE_SERIES,
} HwPipeSeries;

/* As files name it: "stainless-en". */
const char *hw_pipe_series_name (HwPipeSeries series);
gboolean hw_pipe_series_find (const char *name, HwPipeSeries *series);
/* For people, translated. */
const char *hw_pipe_series_label (HwPipeSeries series);
/* Where the sizes come from, translated. */
const char *hw_pipe_series_source (HwPipeSeries series);
/* Absolute roughness of a clean pipe, m. */
double hw_pipe_series_roughness (HwPipeSeries series);
/* @n: (out): Returns: (array length=n): from the narrowest */
const HwPipeSize *hw_pipe_series_sizes (HwPipeSeries series, guint *n);

/* How fast a liquid may flow, and how much a metre of pipe may lose. */
typedef struct
{
  double small_bore_m;       /* up to this bore ... */
  double small_velocity_m_s; /* ... no faster than this, */
  double velocity_m_s;       /* wider ones no faster than this */
  double gradient_pa_m;      /* friction */
} HwPipeSizeRule;

/* 1.2 m/s up to DN 50, 2.4 m/s above, 400 Pa/m: practice, an assumption that may be edited. */
extern const HwPipeSizeRule hw_pipe_size_rule_default;

/* What a pipe of a size does at a flow. */
typedef struct
{
  double velocity_m_s;
  double gradient_pa_m;
  gboolean within; /* the rule */
} HwPipeSizeCheck;

/**
 * hw_pipe_size_check:
 * @flow_m3_s: its direction does not matter
 * @viscosity_m2_s: kinematic
 * @density: kg/m³
 */
HwPipeSizeCheck hw_pipe_size_check (const HwPipeSizeRule *rule,
                                    double bore_m,
                                    double flow_m3_s,
                                    double roughness_m,
                                    double viscosity_m2_s,
                                    double density);

/* Returns: the smallest of @sizes within the rule at @flow_m3_s, as its number; @n where none is */
guint hw_pipe_size_for (const HwPipeSizeRule *rule,
                        guint n,
                        const HwPipeSize *sizes,
                        double flow_m3_s,
                        double roughness_m,
                        double viscosity_m2_s,
                        double density);

/* A link that is not sized. */
#define HW_PIPE_SIZE_KEEP G_MAXUINT

/**
 * hw_pipe_size:
 * @network: without faults; not changed
 * @density: kg/m³
 * @n_sizes: one at least
 * @sizes: (array length=n_sizes): from the narrowest
 * @groups: (array): by link: pipes with the same number get the same size, that of the largest flow
 *   among them; %HW_PIPE_SIZE_KEEP for what keeps its bore
 * @n_groups: more than any number in @groups
 * @branches: (array length=n_branches): the flows to size for
 * @chosen: (out caller-allocates) (array length=n_groups): the size of each group; @n_sizes where
 *   none is wide enough, and for a group without pipes
 *
 * Sizes pipes for the flows that the branches require, with pumps as strong as that takes. In a
 * network with rings the flows depend on the sizes: it is solved again until the sizes stay; after
 * some rounds they only grow, so that this ends.
 *
 * Returns: %FALSE where a solution did not converge or a branch is no open valve
 */
gboolean hw_pipe_size (const HwPipeNetwork *network,
                       const HwHydraulicConstants *constants,
                       const HwPipeSizeRule *rule,
                       double density,
                       guint n_sizes,
                       const HwPipeSize *sizes,
                       const guint *groups,
                       guint n_groups,
                       guint n_branches,
                       const HwPipeBranch *branches,
                       guint *chosen);

/* Gives the pipes of a network the sizes that were found; where none was, the widest. */
void hw_pipe_size_apply (HwPipeNetwork *network,
                         guint n_sizes,
                         const HwPipeSize *sizes,
                         const guint *groups,
                         const guint *chosen);

G_END_DECLS
