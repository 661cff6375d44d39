/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-chart-tornado.h"

/* The cost summary: what it costs, what that is reckoned with, and what spreads it. */

#define COLUMN_GAP 24.0
#define HEADING 22.0
/* Below it the tables stand one below the other. */
#define NARROW 640.0
#define SIZE 7.0
#define MOST_BARS 12
/* Of what it is reckoned with. */
#define SOURCE_SHARE 0.33
/* Height that the chart is worth. */
#define LEAST_SPREAD 120.0

static const char *
currency_of (HwSheetSet *set)
{
  return hw_design_text (set->design, hw_design_get_site (set->design)->currency);
}

static double
draw_costs (HwPage *page, double x, double y, double width)
{
  const HwColumn columns[] = { { _ ("Cost"), 0.44, HW_ALIGN_START },
                               { _ ("Value"), 0.18, HW_ALIGN_END },
                               { _ ("Range"), 0.26, HW_ALIGN_END },
                               { _ ("Unknown"), 0.12, HW_ALIGN_END } };
  const char *currency = currency_of (page->set);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  HwSum costs[HW_N_COSTS];

  hw_results_costs (page->set->results, costs);
  for (guint i = 0; i < HW_N_COSTS; i++)
    {
      g_autofree char *value = hw_sum_text (&costs[i], HW_DIMENSION_MONEY, currency);
      g_autofree char *range = hw_sum_range_text (&costs[i], HW_DIMENSION_MONEY, currency);
      g_autofree char *unknown
          = costs[i].n_unknown > 0 ? hw_quantity_fixed (costs[i].n_unknown, 0) : g_strdup ("");
      gboolean total = i == HW_COST_CAPEX || i == HW_COST_OPEX || i == HW_COST_TCO;

      g_ptr_array_add (
          lines,
          hw_table_line_new (
              total ? HW_LINE_TOTAL : HW_LINE_PLAIN, 4, hw_cost_label (i), value, range, unknown));
    }
  y = hw_page_heading (
      page,
      x,
      y,
      width,
      _ ("Cost summary"),
      _ ("“≥”: more, by prices that are unknown; money of the time of the prices"));
  return hw_table_draw (page, columns, G_N_ELEMENTS (columns), lines, 0, lines->len, x, y, width);
}

/* "read in the source, medium confidence" and the title, or whose figure it is. */
static char *
origin_text (const HwCostAssumption *found)
{
  if (found->own)
    return g_strdup (hw_basis_label ('U'));
  if (found->figure == NULL)
    return g_strdup ("");
  if (found->figure->basis == 'A' || found->figure->source == NULL)
    return g_strdup (hw_basis_label (found->figure->basis));
  return g_strdup_printf ("%s, %s", found->figure->source->title, found->figure->source->date);
}

static double
draw_assumptions (HwPage *page, double x, double y, double width)
{
  const HwColumn columns[] = { { _ ("Assumption"), 0.33, HW_ALIGN_START },
                               { _ ("Value"), 0.12, HW_ALIGN_END },
                               { _ ("Range"), 0.2, HW_ALIGN_END },
                               { "", 0.02, HW_ALIGN_START },
                               { _ ("Source"), SOURCE_SHARE, HW_ALIGN_START } };
  const char *currency = currency_of (page->set);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);

  for (guint i = 0; i < HW_N_COST_INPUTS; i++)
    {
      HwCostAssumption found = hw_results_cost_assumption (page->set->results, i);
      HwSum sum = { 0 };
      g_autofree char *value = NULL;
      g_autofree char *range = NULL;
      g_autofree char *origin = origin_text (&found);
      g_auto (GStrv) origins = hw_table_wrap (origin, width * SOURCE_SHARE - 6);

      if (isnan (found.value))
        hw_sum_add_unknown (&sum, 1);
      else
        hw_sum_add (&sum, 1, found.value, found.low, found.high);
      value = hw_sum_text (&sum, hw_cost_input_dimension (i), currency);
      range = hw_sum_range_text (&sum, hw_cost_input_dimension (i), currency);
      for (guint j = 0; j == 0 || origins[j] != NULL; j++)
        g_ptr_array_add (lines,
                         hw_table_line_new (j > 0 ? HW_LINE_MORE : HW_LINE_PLAIN,
                                            5,
                                            j == 0 ? hw_cost_input_label (i) : "",
                                            j == 0 ? value : "",
                                            j == 0 ? range : "",
                                            "",
                                            origins[j] != NULL ? origins[j] : ""));
    }
  y = hw_page_heading (page, x, y, width, _ ("What it is reckoned with"), "");
  return hw_table_draw (page, columns, G_N_ELEMENTS (columns), lines, 0, lines->len, x, y, width);
}

/* Of a GPU-hour where there are GPUs, else of the ownership. */
static void
draw_spread (HwPage *page, double x, double y, double width, double height)
{
  HwSum costs[HW_N_COSTS];
  HwCost cost = HW_COST_PER_GPU_HOUR;
  HwTornado chart = { .currency = currency_of (page->set), .size = SIZE, .marked = -1 };
  g_autoptr (GArray) spread = NULL;

  hw_results_costs (page->set->results, costs);
  if (hw_sum_is_unknown (&costs[cost]))
    cost = hw_sum_is_unknown (&costs[HW_COST_TCO]) ? HW_COST_CAPEX : HW_COST_TCO;
  spread = hw_results_cost_spread (page->set->results, cost, MOST_BARS);
  chart.influences = spread;
  chart.value = costs[cost].value;
  while (spread->len > 0 && hw_tornado_height (&chart) > height - HEADING)
    g_array_set_size (spread, spread->len - 1);
  if (spread->len == 0)
    return;
  y = hw_page_heading (page, x, y, width, _ ("What spreads it"), hw_cost_label (cost));
  hw_tornado_draw (&chart, page->scene, x, y, width);
}

static gboolean
is_wide (const HwRackBox *area)
{
  return area->width >= NARROW;
}

/* Both tables and some bars below each other. */
static gboolean
takes_all (const HwRackBox *area)
{
  return area->height >= 2 * (HEADING + COLUMN_GAP) + hw_table_height (HW_N_COSTS)
                             + hw_table_height (HW_N_COST_INPUTS) + LEAST_SPREAD;
}

static void
draw_cost (HwPage *page)
{
  HwRackBox area = hw_sheet_whole_area (page->set);
  double width = is_wide (&area) ? (area.width - COLUMN_GAP) / 2 : area.width;
  double y = draw_costs (page, area.x, area.y, width) + COLUMN_GAP;

  if (is_wide (&area))
    draw_assumptions (page, area.x + width + COLUMN_GAP, area.y, width);
  else if (takes_all (&area))
    y = draw_assumptions (page, area.x, y, width) + COLUMN_GAP;
  draw_spread (page, area.x, y, width, area.y + area.height - y);
}

static void
draw_rest (HwPage *page)
{
  HwRackBox area = hw_sheet_whole_area (page->set);

  draw_assumptions (page, area.x, area.y, area.width);
}

void
hw_sheet_add_cost (HwSheetSet *set)
{
  HwRackBox area = hw_sheet_whole_area (set);

  hw_sheet_add (set, g_strdup (_ ("Cost summary")), draw_cost);
  if (!is_wide (&area) && !takes_all (&area))
    hw_sheet_add (set, g_strdup (_ ("Cost assumptions")), draw_rest);
}
