/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-chart.h"
#include "hw-rack-form.h"
#include "hw-scene-phases.h"

G_BEGIN_DECLS

/* The inside of HwPhasesLayout, for what draws it. World units. */

#define HW_PHASES_PAD 14.0
#define HW_PHASES_ROW 42.0
#define HW_PHASES_BAR 34.0

typedef enum
{
  HW_PHASES_COMPUTE,
  HW_PHASES_POWER,
  HW_PHASES_COOLANT,
  HW_PHASES_MONEY,
  HW_PHASES_RUNNING,
  HW_N_PHASES_CHARTS,
} HwPhasesChart;

/* A curve of one figure. */
typedef struct
{
  HwChartPoint *points;
  guint n_points;
  char *label;
} HwPhasesCurve;

typedef struct
{
  gboolean present; /* there is something to show */
  HwRackBox card;
  HwChartAxes axes;
  double factor;
  char *unit;
  HwPhasesCurve curves[2];
  guint n_curves;
  guint n_unknown; /* contributions without a figure, in the last phase */
} HwPhasesField;

struct _HwPhasesLayout
{
  HwResults *results;
  HwDesign *design;
  GArray *points;   /* HwPhasePoint */
  double *at;       /* of each phase on the axis */
  HwChartAxes axes; /* of the timeline */
  HwRackBox timeline;
  double track_y;
  double column;      /* width of names and figures, beside the field */
  double label_width; /* of the ends of curves, behind it */
  double width, height;
  HwPhasesField fields[HW_N_PHASES_CHARTS];
  guint shown;
  guint lacks; /* HwPhaseSeriesLacks */
};

static inline const HwPhasePoint *
hw_phases_point (const HwPhasesLayout *self, guint index)
{
  return &g_array_index (self->points, HwPhasePoint, index);
}

/* "FP8 dense: 720 PFLOPS" in parts. @sum: what is shown of a field in a phase. */
HwSum hw_phases_sum (const HwPhasePoint *point, HwPhasesChart chart, guint curve);
/* Title of a field, and what its curves are of. */
const char *hw_phases_title (HwPhasesChart chart);
/* "12 racks, 864 GPUs"; what is 0 is left out. Returns: (transfer full) (nullable) */
char *hw_phases_count_text (guint racks, guint gpus, guint plant);
/* A figure of a field with its unit. Returns: (transfer full) */
char *hw_phases_value_text (const HwPhasesField *field, double value);
/* The same of a sum, or that it is unknown, or still to come. Returns: (transfer full) */
char *hw_phases_sum_text (const HwPhasesLayout *self, HwPhasesChart chart, const HwSum *sum);
/* Whether what is shown of a field is still to be worked out. */
gboolean hw_phases_is_pending (const HwPhasesLayout *self, HwPhasesChart chart);

G_END_DECLS
