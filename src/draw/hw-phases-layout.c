/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phases-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cost.h"

/* Parts of the span of all phases that the axis goes on behind the last, and begins before the
 * first. */
#define BEYOND 0.24
#define BEFORE 0.03
/* Of one phase alone, days. */
#define ALONE 365.0
#define MOST_TICKS 4
#define LEAST_WIDTH 700.0
#define TITLE_HEIGHT 54.0
#define DATES_HEIGHT 32.0
#define TRACK_HEIGHT 28.0
#define TIMELINE_FOOT 8.0
#define GAP 12.0
#define LEAST_CHART 88.0
#define MOST_CHART 240.0
/* Of a card above and below its field. */
#define FIELD_TOP 16.0
#define FIELD_BOTTOM 16.0
/* Beside the field, for the numbers of its axis. */
#define TICKS_WIDTH 92.0
#define REACH 14.0
/* The coolant is measured in litres a minute, compute in petaflops, whatever they come to. */
#define LITRES_PER_MINUTE (1e-3 / 60)

static const struct
{
  HwTotal totals[2];
  guint n;
  HwDimension dimension;
} charts[HW_N_PHASES_CHARTS] = {
  [HW_PHASES_COMPUTE] = { { HW_TOTAL_FP8_DENSE, HW_TOTAL_FP4_DENSE }, 2, HW_DIMENSION_OPERATIONS },
  [HW_PHASES_POWER] = { { HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_IT_EXPECTED }, 2, HW_DIMENSION_POWER },
  [HW_PHASES_COOLANT] = { { HW_N_TOTALS }, 1, HW_DIMENSION_FLOW },
  [HW_PHASES_MONEY] = { { HW_N_TOTALS }, 2, HW_DIMENSION_MONEY },
  [HW_PHASES_RUNNING] = { { HW_N_TOTALS }, 1, HW_DIMENSION_MONEY },
};

const char *
hw_phases_title (HwPhasesChart chart)
{
  switch (chart)
    {
    case HW_PHASES_COMPUTE:
      return _ ("Compute, FP8 dense");
    case HW_PHASES_POWER:
      return _ ("IT power, nameplate");
    case HW_PHASES_COOLANT:
      return _ ("Coolant for the racks");
    case HW_PHASES_RUNNING:
      return _ ("Running cost of a year");
    case HW_PHASES_MONEY:
    default:
      return _ ("Capital of what stands");
    }
}

static const char *
curve_label (HwPhasesChart chart, guint curve)
{
  switch (chart)
    {
    case HW_PHASES_COMPUTE:
      return curve == 0 ? _ ("FP8 dense") : _ ("FP4 dense");
    case HW_PHASES_POWER:
      return curve == 0 ? _ ("nameplate") : _ ("expected");
    case HW_PHASES_COOLANT:
      return _ ("required");
    case HW_PHASES_RUNNING:
      return _ ("a year");
    case HW_PHASES_MONEY:
    default:
      return curve == 0 ? _ ("what stands") : _ ("spent so far");
    }
}

HwSum
hw_phases_sum (const HwPhasePoint *point, HwPhasesChart chart, guint curve)
{
  if (chart == HW_PHASES_COOLANT)
    return point->flow_m3_s;
  if (chart == HW_PHASES_RUNNING)
    return point->run_rate;
  if (chart == HW_PHASES_MONEY)
    return curve == 0 ? point->capital : point->spent;
  return point->totals[charts[chart].totals[curve]];
}

char *
hw_phases_count_text (guint racks, guint gpus, guint plant)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *of_racks
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rack", "%u racks", racks), racks);
  g_autofree char *of_plant = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u unit of plant", "%u units of plant", plant), plant);
  g_autofree char *number = hw_quantity_fixed (gpus, 0);
  g_autofree char *of_gpus
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s GPU", "%s GPUs", gpus), number);

  if (racks > 0)
    g_ptr_array_add (parts, of_racks);
  if (gpus > 0)
    g_ptr_array_add (parts, of_gpus);
  if (plant > 0)
    g_ptr_array_add (parts, of_plant);
  g_ptr_array_add (parts, NULL);
  return parts->len > 1 ? g_strjoinv (" · ", (char **)parts->pdata) : NULL;
}

char *
hw_phases_value_text (const HwPhasesField *field, double value)
{
  double shown = value / field->factor;
  g_autofree char *number = hw_quantity_fixed (shown,
                                               shown >= 100 || shown == floor (shown) ? 0
                                               : shown >= 10                          ? 1
                                                                                      : 2);

  return g_strdup_printf ("%s\302\240%s", number, field->unit);
}

/* --- where everything is --- */

/* By their dates where all have one and they rise; else at equal distances. */
static void
place_phases (HwPhasesLayout *self)
{
  guint n = self->points->len;
  gboolean dated = TRUE;
  double span;

  for (guint i = 0; i < n; i++)
    dated = dated && hw_phases_point (self, i)->day > 0
            && (i == 0 || hw_phases_point (self, i)->day > hw_phases_point (self, i - 1)->day);
  self->at = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    self->at[i] = dated ? hw_phases_point (self, i)->day : i;
  span = n > 1 ? self->at[n - 1] - self->at[0] : dated ? ALONE : 1;
  self->axes = (HwChartAxes){ .x = HW_PHASES_PAD + self->column + TICKS_WIDTH,
                              .width = self->width - self->column - TICKS_WIDTH - self->label_width
                                       - 2 * HW_PHASES_PAD,
                              .from = self->at[0] - span * BEFORE,
                              .to = self->at[n - 1] + span * BEYOND,
                              .dated = dated };
  if (dated)
    self->axes.from = fmax (self->axes.from, 1);
  else
    self->axes.to = self->at[n - 1] + fmax (span * BEYOND, 0.8);
}

static void
fill_curve (HwPhasesLayout *self, HwPhasesChart chart, guint curve, double *highest)
{
  HwPhasesField *field = &self->fields[chart];
  HwPhasesCurve *filled = &field->curves[curve];

  filled->n_points = self->points->len;
  filled->points = g_new0 (HwChartPoint, filled->n_points);
  filled->label = g_strdup (curve_label (chart, curve));
  for (guint i = 0; i < filled->n_points; i++)
    {
      HwSum sum = hw_phases_sum (hw_phases_point (self, i), chart, curve);
      gboolean unknown = hw_sum_is_unknown (&sum);

      filled->points[i] = (HwChartPoint){
        self->at[i], unknown ? NAN : sum.value, unknown ? NAN : sum.low, unknown ? NAN : sum.high
      };
      *highest = unknown ? *highest : fmax (*highest, sum.high);
      if (curve == 0)
        field->n_unknown = sum.n_unknown;
    }
}

static void
fill_field (HwPhasesLayout *self, HwPhasesChart chart, double y, double height)
{
  HwPhasesField *field = &self->fields[chart];
  const HwSite *site = hw_design_get_site (self->design);
  double highest = 0;

  for (guint curve = 0; curve < charts[chart].n; curve++)
    {
      const HwPhasePoint *last = hw_phases_point (self, self->points->len - 1);
      HwSum sum = hw_phases_sum (last, chart, curve);

      /* What no product can is no curve, nor is what another shows already. */
      if (curve > 0
          && (!(sum.value > 0)
              || (chart == HW_PHASES_MONEY && sum.value == hw_phases_sum (last, chart, 0).value)))
        continue;
      fill_curve (self, chart, curve, &highest);
      field->n_curves = curve + 1;
    }
  if (chart == HW_PHASES_COOLANT || chart == HW_PHASES_COMPUTE)
    {
      field->factor = chart == HW_PHASES_COOLANT ? LITRES_PER_MINUTE : 1e15;
      field->unit = g_strdup (chart == HW_PHASES_COOLANT ? "L/min" : "PFLOPS");
    }
  else
    field->factor = hw_quantity_prefix (charts[chart].dimension,
                                        highest,
                                        hw_design_text (self->design, site->currency),
                                        &field->unit);
  field->card = (HwRackBox){ 0, y, self->width, height };
  field->axes = self->axes;
  field->axes.y = y + FIELD_TOP;
  field->axes.height = height - FIELD_TOP - FIELD_BOTTOM;
  field->axes.top = hw_chart_nice_top (highest / field->factor, MOST_TICKS) * field->factor;
}

gboolean
hw_phases_is_pending (const HwPhasesLayout *self, HwPhasesChart chart)
{
  return chart == HW_PHASES_RUNNING && (self->lacks & HW_PHASE_SERIES_ENERGY) != 0;
}

char *
hw_phases_sum_text (const HwPhasesLayout *self, HwPhasesChart chart, const HwSum *sum)
{
  if (hw_phases_is_pending (self, chart))
    return g_strdup ("…");
  return hw_sum_is_unknown (sum) ? g_strdup (_ ("unknown"))
                                 : hw_phases_value_text (&self->fields[chart], sum->value);
}

/* Without prices nobody asks what it takes to run; until that is known it keeps its room. */
static gboolean
is_running_asked (HwPhasesLayout *self)
{
  return hw_phases_is_pending (self, HW_PHASES_RUNNING)
         && !isnan (hw_results_cost_assumption (self->results, HW_COST_ELECTRICITY).value);
}

/* A field that is empty in every phase leaves its room to the others. */
static guint
find_present (HwPhasesLayout *self)
{
  guint n = 0;

  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    {
      gboolean present = chart == HW_PHASES_POWER;

      for (guint i = 0; i < self->points->len; i++)
        {
          HwSum sum = hw_phases_sum (hw_phases_point (self, i), chart, 0);
          present |= sum.high > 0
                     || (chart == HW_PHASES_RUNNING ? is_running_asked (self) : sum.n_unknown > 0);
        }
      self->fields[chart].present = present;
      n += present;
    }
  return n;
}

static void
place_all (HwPhasesLayout *self, double width, double height)
{
  double y = TITLE_HEIGHT, chart_height;
  guint n = find_present (self);

  self->width = fmax (width, LEAST_WIDTH);
  self->column = CLAMP (self->width * 0.16, 140, 240);
  self->label_width = CLAMP (self->width * 0.1, 96, 140);
  place_phases (self);
  self->timeline = (HwRackBox){ 0,
                                y,
                                self->width,
                                DATES_HEIGHT + TRACK_HEIGHT + self->points->len * HW_PHASES_ROW
                                    + TIMELINE_FOOT };
  self->track_y = y + DATES_HEIGHT + TRACK_HEIGHT / 2 - 2;
  self->axes.y = y + DATES_HEIGHT + TRACK_HEIGHT;
  self->axes.height = self->points->len * HW_PHASES_ROW;
  y += self->timeline.height + GAP;
  chart_height = CLAMP ((height - y + GAP) / n - GAP, LEAST_CHART, MOST_CHART);
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    if (self->fields[chart].present)
      {
        fill_field (self, chart, y, chart_height);
        y += chart_height + GAP;
      }
  self->height = y - GAP;
}

HwPhasesLayout *
hw_phases_layout_new (HwResults *results, double width, double height)
{
  HwPhasesLayout *self = g_new0 (HwPhasesLayout, 1);
  const GArray *series = hw_results_phase_series (results);
  HwHandle phase = hw_results_get_phase (results);

  self->results = g_object_ref (results);
  self->design = hw_results_get_design (results);
  self->points = g_array_new (FALSE, FALSE, sizeof (HwPhasePoint));
  g_array_append_vals (self->points, series->data, series->len);
  self->lacks = hw_results_phase_series_lacks (results);
  for (guint i = 0; i < self->points->len; i++)
    if (phase == 0 || hw_phases_point (self, i)->phase == phase)
      self->shown = i;
  if (self->points->len > 0)
    place_all (self, width, height);
  return self;
}

void
hw_phases_layout_free (HwPhasesLayout *self)
{
  if (self == NULL)
    return;
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    {
      g_free (self->fields[chart].unit);
      for (guint curve = 0; curve < G_N_ELEMENTS (self->fields[chart].curves); curve++)
        {
          g_free (self->fields[chart].curves[curve].points);
          g_free (self->fields[chart].curves[curve].label);
        }
    }
  g_free (self->at);
  g_array_unref (self->points);
  g_object_unref (self->results);
  g_free (self);
}

guint
hw_phases_layout_n_phases (const HwPhasesLayout *self)
{
  return self->points->len;
}

HwHandle
hw_phases_layout_get_phase (const HwPhasesLayout *self, guint index)
{
  return hw_phases_point (self, index)->phase;
}

guint
hw_phases_layout_get_shown (const HwPhasesLayout *self)
{
  return self->shown;
}

void
hw_phases_layout_extent (
    const HwPhasesLayout *self, double *x, double *y, double *width, double *height)
{
  *x = *y = 0;
  *width = self->width;
  *height = self->height;
}

void
hw_phases_layout_row (
    const HwPhasesLayout *self, guint index, double *x, double *y, double *width, double *height)
{
  *x = 0;
  *y = self->axes.y + index * HW_PHASES_ROW;
  *width = self->timeline.width;
  *height = HW_PHASES_ROW;
}

void
hw_phases_layout_slider (const HwPhasesLayout *self, guint index, double *x, double *y)
{
  *x = hw_chart_x (&self->axes, self->at[index]);
  *y = self->track_y;
}

static gboolean
is_in_field (const HwChartAxes *axes, double x, double y)
{
  return x >= axes->x && x <= axes->x + axes->width && y >= axes->y && y <= axes->y + axes->height;
}

gboolean
hw_phases_layout_on_slider (const HwPhasesLayout *self, double x, double y)
{
  if (self->points->len == 0)
    return FALSE;
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    if (self->fields[chart].present && is_in_field (&self->fields[chart].axes, x, y))
      return TRUE;
  return fabs (y - self->track_y) <= REACH && x >= self->axes.x - REACH
         && x <= self->axes.x + self->axes.width;
}

guint
hw_phases_layout_nearest (const HwPhasesLayout *self, double x)
{
  guint nearest = 0;

  for (guint i = 1; i < self->points->len; i++)
    if (fabs (hw_chart_x (&self->axes, self->at[i]) - x)
        < fabs (hw_chart_x (&self->axes, self->at[nearest]) - x))
      nearest = i;
  return nearest;
}

gint
hw_phases_layout_row_at (const HwPhasesLayout *self, double x, double y)
{
  gint row = (gint)floor ((y - self->axes.y) / HW_PHASES_ROW);

  if (x < 0 || x > self->width || row < 0 || row >= (gint)self->points->len)
    return -1;
  return row;
}

char *
hw_phases_layout_describe (const HwPhasesLayout *self, guint index)
{
  const HwPhasePoint *point = hw_phases_point (self, index);
  GString *text
      = g_string_new (hw_design_name (self->design, HW_REF (HW_TABLE_PHASE, point->phase)));
  g_autofree char *in = hw_phases_count_text (point->racks_in, point->gpus_in, point->plant_in);
  g_autofree char *out = hw_phases_count_text (point->racks_out, point->gpus_out, point->plant_out);

  if (in != NULL)
    g_string_append_printf (text, _ ("\ninstalls %s"), in);
  if (out != NULL)
    g_string_append_printf (text, _ ("\nremoves %s"), out);
  for (guint chart = 0; chart < HW_N_PHASES_CHARTS; chart++)
    {
      HwSum sum = hw_phases_sum (point, chart, 0);
      g_autofree char *value = NULL;

      if (!self->fields[chart].present)
        continue;
      value = hw_phases_sum_text (self, chart, &sum);
      g_string_append_printf (text, "\n%s: %s", hw_phases_title (chart), value);
    }
  return g_string_free (text, FALSE);
}
