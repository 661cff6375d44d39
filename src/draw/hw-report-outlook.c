/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-report-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cooling-work.h"
#include "hw-cost.h"
#include "hw-delivered.h"
#include "hw-energy.h"
#include "hw-estimate.h"
#include "hw-phase-series.h"
#include "hw-power.h"
#include "hw-ranks.h"
#include "hw-sheet-private.h"

/* What a design takes and gives over years: energy, money, delivered work, and its build-out. */

#define TEXT_SIZE 8.0
#define LINE 12.5
#define HEADING 21.0
#define LINES 4
#define ROW_GAP 12.0
#define COLUMN_GAP 18.0
/* Below this width of a column its texts would not go in, points. */
#define LEAST_COLUMN 168.0
#define MOST_CHAINS 2
/* A label takes no more of its line; between it and the value, points. */
#define MOST_LABEL 0.6
#define BESIDE 4.0

static const char still_pending[] = "…";

/* Lets a part of several lines take its box line by line. */
static void
tell (const HwReport *self, HwRackBox *rest, const char *label, const char *value)
{
  double line = LINE * self->unit;
  HwRackBox text = { rest->x, rest->y, rest->width * MOST_LABEL, line };
  double taken;

  if (rest->height < line * (1 - 1e-9))
    return;
  taken = hw_report_text (self, &text, label, TEXT_SIZE, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM)
          + BESIDE * self->unit;
  text.x += taken;
  text.width = rest->width - taken;
  hw_report_text (self, &text, value, TEXT_SIZE, FALSE, HW_ALIGN_END, HW_ROLE_TEXT);
  rest->y += line;
  rest->height -= line;
}

/* What loops that a thread solves will change. */
static gboolean
is_pending (const HwReport *self)
{
  return hw_results_loops_wait (self->results) > 0;
}

/* --- energy --- */

static void
draw_energy (const HwReport *self, HwRackBox *box)
{
  static const struct
  {
    HwEnergyFigure figure;
    const char *label;
  } rows[LINES] = {
    { HW_ENERGY_PUE, N_ ("PUE") },
    { HW_ENERGY_TOTAL, N_ ("Energy") },
    { HW_ENERGY_CARBON, N_ ("Carbon") },
    { HW_ENERGY_WATER, N_ ("Water") },
  };
  gboolean climate = hw_design_get_climate (self->design) != 0;

  hw_report_heading (self, box, _ ("A year"), climate ? NULL : _ ("no climate is chosen"));
  for (guint i = 0; i < LINES; i++)
    {
      g_autofree char *text = is_pending (self)
                                  ? g_strdup (still_pending)
                                  : hw_results_energy_text (self->results, rows[i].figure);

      tell (self, box, _ (rows[i].label), text);
    }
}

/* --- money --- */

/* "≥ 3.4 USD, 1.9–6 USD": what lacks something has a range all the same. */
static char *
dup_price (const HwReport *self, const HwSum *sum)
{
  g_autofree char *text = hw_sum_text (sum, HW_DIMENSION_MONEY, self->currency);
  g_autofree char *range = hw_sum_range_text (sum, HW_DIMENSION_MONEY, self->currency);

  return sum->n_unknown > 0 && !hw_sum_is_unknown (sum) && *range != '\0'
             ? g_strdup_printf ("%s, %s", text, range)
             : g_steal_pointer (&text);
}

static void
draw_ownership (const HwReport *self, HwRackBox *box)
{
  static const struct
  {
    HwCost cost;
    const char *label;
  } rows[LINES] = {
    { HW_COST_CAPEX, N_ ("Capital, all of it") },
    { HW_COST_OPEX, N_ ("Running a year") },
    { HW_COST_TCO, N_ ("Ownership") },
    { HW_COST_PER_GPU_HOUR, N_ ("A GPU-hour") },
  };
  double years = hw_results_cost_assumption (self->results, HW_COST_YEARS).value;
  g_autofree char *remark = isnan (years) ? g_strdup (_ ("no price list is chosen"))
                                          : g_strdup_printf (_ ("over %g years"), years);
  HwSum costs[HW_N_COSTS];
  gboolean whole = TRUE;

  if (is_pending (self))
    whole = hw_results_costs_now (self->results, costs);
  else
    hw_results_costs (self->results, costs);
  hw_report_heading (self, box, _ ("Owning it"), remark);
  for (guint i = 0; i < LINES; i++)
    {
      const HwSum *sum = &costs[rows[i].cost];
      g_autofree char *text = hw_sum_is_unknown (sum) && !whole ? g_strdup (still_pending)
                              : i == LINES - 1
                                  ? dup_price (self, sum)
                                  : hw_sum_text (sum, HW_DIMENSION_MONEY, self->currency);

      tell (self, box, _ (rows[i].label), text);
    }
}

/* --- delivered --- */

static void
tell_estimate (const HwReport *self, HwRackBox *box, HwEstimate estimate, const char *label)
{
  g_autoptr (HwExplanation) node = hw_estimate_explain (self->results, estimate);
  g_autofree char *value = hw_sum_text (&node->sum, node->dimension, NULL);
  g_autofree char *range = hw_sum_range_text (&node->sum, node->dimension, NULL);
  g_autofree char *text
      = *range != '\0' ? g_strdup_printf ("%s, %s", value, range) : g_strdup (value);

  tell (self, box, label, text);
}

/* "2N: 345 kW of 1.08 MW, weakest UPS-A" */
static void
tell_chain (const HwReport *self, HwRackBox *box, HwHandle power)
{
  HwPowerChain chain = hw_results_power_chain (self->results, power);
  g_autofree char *label = g_strdup_printf (
      _ ("Power, %s"), hw_design_name (self->design, HW_REF (HW_TABLE_POWER, power)));
  g_autofree char *load = hw_quantity_format (HW_DIMENSION_POWER, chain.load_w, NULL);
  g_autofree char *limit = hw_quantity_format (HW_DIMENSION_POWER, chain.limit_w, NULL);
  g_autofree char *text
      = chain.weakest == 0
            ? g_strdup (load)
            : g_strdup_printf (
                _ ("%s of %s by %s"),
                load,
                limit,
                hw_design_name (self->design, HW_REF (HW_TABLE_RACK, chain.weakest)));

  tell (self, box, label, text);
}

/* What is left when the worst of all single components fails, once a sweep has told: a view has it
 * made, paper makes it. */
static void
tell_worst (const HwReport *self, HwRackBox *box)
{
  const HwRanks *ranks = hw_results_get_ranks (self->results);
  HwRanksState state = hw_results_get_ranks_state (self->results);
  HwSum fp8 = hw_results_total (self->results, HW_TOTAL_FP8_DENSE, HW_REF (HW_TABLE_DESIGN, 0));
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  if (ranks != NULL && ranks->worst != NULL)
    {
      double left_fp8 = fp8.value - ranks->worst->fp8_lost;

      left = hw_quantity_format (hw_total_dimension (HW_TOTAL_FP8_DENSE), left_fp8, NULL);
      text = hw_within (fp8.value, ranks->worst->fp8_lost)
                 ? g_strdup_printf (_ ("%s: nothing left"), ranks->worst->label)
                 : g_strdup_printf (_ ("%s: %s left"), ranks->worst->label, left);
    }
  tell (self,
        box,
        _ ("Worst failure"),
        text != NULL                ? text
        : state == HW_RANKS_AWAITED ? still_pending
        : ranks == NULL             ? _ ("not computed")
                                    : _ ("costs nothing"));
}

static void
draw_delivered (const HwReport *self, HwRackBox *box)
{
  HwTrainingJob job = hw_training_job_of (self->design);
  g_autofree char *label = g_strdup_printf (_ ("%s takes"), job.name);
  HwSum gpus = hw_results_total (self->results, HW_TOTAL_GPUS, HW_REF (HW_TABLE_DESIGN, 0));
  guint n = 0;

  hw_report_heading (self, box, _ ("What it delivers"), _ ("estimates"));
  if (gpus.value > 0)
    {
      tell_estimate (self, box, HW_ESTIMATE_JOB, label);
      tell_estimate (self, box, HW_ESTIMATE_FEEDS, _ ("Outage of feeds a year"));
      tell_worst (self, box);
    }
  for (HwHandle power = hw_design_first_child (self->design, HW_TABLE_POWER, 0);
       power != 0 && n < MOST_CHAINS;
       power = hw_design_next_child (self->design, HW_TABLE_POWER, power), n++)
    tell_chain (self, box, power);
}

/* --- phases --- */

static void
draw_phases (const HwReport *self, HwRackBox *box)
{
  const GArray *series = hw_results_phase_series (self->results);
  guint n = series->len;
  g_autofree char *remark
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u phase", "%u phases", n), n);
  double most = 0, width;

  hw_report_heading (self, box, _ ("IT power by phase"), remark);
  for (guint i = 0; i < n; i++)
    most = MAX (most, g_array_index (series, HwPhasePoint, i).totals[HW_TOTAL_IT_NAMEPLATE].value);
  width = box->width / MAX (n, 1);
  for (guint i = 0; i < n && box->height > 2 * LINE * self->unit; i++)
    {
      const HwPhasePoint *point = &g_array_index (series, HwPhasePoint, i);
      double value = point->totals[HW_TOTAL_IT_NAMEPLATE].value, line = LINE * self->unit;
      double room = box->height - 2 * line, height = most > 0 ? value / most * room : 0;
      HwRackBox text = { box->x + i * width, box->y + box->height - line, width, line };
      g_autofree char *figure = hw_quantity_format (HW_DIMENSION_POWER, value, NULL);
      HwRef ref = HW_REF (HW_TABLE_PHASE, point->phase);
      const HwPhase *row = hw_design_row (self->design, HW_TABLE_PHASE, point->phase);
      const char *date = hw_design_text (self->design, row->date);

      hw_scene_box (self->scene,
                    ref,
                    text.x + width * 0.2,
                    text.y - height,
                    width * 0.6,
                    height,
                    self->theme->colours[HW_ROLE_ACCENT],
                    (HwColour){ 0, 0, 0, 0 });
      hw_report_text (self,
                      &text,
                      *date != '\0' ? date : hw_design_name (self->design, ref),
                      7.5,
                      FALSE,
                      HW_ALIGN_CENTRE,
                      HW_ROLE_TEXT_DIM);
      text.y -= height + line;
      hw_report_text (self, &text, figure, 7.5, FALSE, HW_ALIGN_CENTRE, HW_ROLE_TEXT);
    }
}

/* --- the whole --- */

static guint
n_cells (const HwReport *self)
{
  return hw_design_count (self->design, HW_TABLE_PHASE) > 1 ? 4 : 3;
}

/* @width: points */
static guint
n_columns (const HwReport *self, double width)
{
  guint cells = n_cells (self);
  guint most = (guint)MAX ((width + COLUMN_GAP) / (LEAST_COLUMN + COLUMN_GAP), 1);

  /* Three beside each other and one below would be a hole. */
  return most >= cells ? cells : MIN (most, 2);
}

double
hw_report_outlook_height (const HwReport *self, double width)
{
  guint rows = (n_cells (self) + n_columns (self, width) - 1) / n_columns (self, width);

  return rows * (HEADING + LINES * LINE) + (rows - 1) * ROW_GAP;
}

void
hw_report_draw_outlook (const HwReport *self, const HwRackBox *box)
{
  static void (*const draw[]) (const HwReport *self, HwRackBox *box)
      = { draw_energy, draw_ownership, draw_delivered, draw_phases };
  guint cells = n_cells (self), columns = n_columns (self, box->width / self->unit);
  double gap = COLUMN_GAP * self->unit;
  double width = (box->width - (columns - 1) * gap) / columns;
  double height = (HEADING + LINES * LINE) * self->unit;

  for (guint i = 0; i < cells; i++)
    {
      HwRackBox cell = { box->x + i % columns * (width + gap),
                         box->y + (double)(i / columns) * (height + ROW_GAP * self->unit),
                         width,
                         height };

      draw[i](self, &cell);
    }
}
