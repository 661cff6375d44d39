/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-report-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of the page as a view shows it, points: its smallest texts are to be read in a window of usual
 * size. */
#define PAGE_WIDTH 660.0
#define PAGE_HEIGHT 760.0
#define PAGE_MARGIN 26.0

#define TITLE_HEIGHT 48.0
#define FIGURES_HEIGHT 54.0
#define GAP 18.0
/* Problems and assumptions need no more. */
#define TEXTS_HEIGHT 180.0
/* Of halls, power and cost below which they are beside each other, points. */
#define LOW 170.0
/* Below these widths the parts stand in one column, and the figures in two lines, points. */
#define NARROW 560.0
#define FIGURES_NARROW 700.0

void
hw_scene_report_extent (double *width, double *height)
{
  *width = PAGE_WIDTH;
  *height = PAGE_HEIGHT;
}

/* "2 GB200 NVL72, 3 DGX B200": what computes, most GPUs first. Returns: (transfer full) */
static char *
dup_machines (HwResults *results)
{
  g_autoptr (GArray) bill = hw_results_bill_placed (results);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bill->len; i++)
    {
      const HwBillLine *line = &g_array_index (bill, HwBillLine, i);
      double gpus = hw_product_value (line->product, HW_FIELD_GPUS);

      if (line->within || line->share || !(gpus > 0))
        continue;
      g_string_append_printf (
          text, "%s%u × %s", text->len > 0 ? ", " : "", line->count, line->product->name);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_place (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  guint halls = hw_design_count (design, HW_TABLE_HALL);
  guint racks
      = (guint)hw_results_total (results, HW_TOTAL_RACKS, HW_REF (HW_TABLE_DESIGN, 0)).value;
  g_autofree char *hall_text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hall", "%u halls", halls), halls);
  g_autofree char *rack_text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rack", "%u racks", racks), racks);

  return g_strdup_printf (_ ("%s in %s"), rack_text, hall_text);
}

static void
draw_title (const HwReport *self, const HwRackBox *box)
{
  const HwDesignRow *title = hw_design_get_title (self->design);
  g_autofree char *machines = dup_machines (self->results);
  g_autofree char *place = dup_place (self->results);
  g_autofree char *what
      = *machines != '\0' ? g_strdup_printf ("%s · %s", machines, place) : g_strdup (place);
  HwRackBox line = { box->x, box->y, box->width * 0.7, 26 * self->unit };
  HwRackBox end = { box->x + box->width * 0.7, box->y, box->width * 0.3, 26 * self->unit };
  g_autofree char *stand = NULL;
  const char *revision = hw_design_text (self->design, title->revision);
  const char *date = hw_design_text (self->design, title->date);

  hw_report_text (self,
                  &line,
                  hw_design_name (self->design, HW_REF (HW_TABLE_DESIGN, 1)),
                  20,
                  TRUE,
                  HW_ALIGN_START,
                  HW_ROLE_TEXT);
  if (*revision != '\0')
    stand = g_strdup_printf (_ ("Revision %s · %s"), revision, date);
  hw_report_text (
      self, &end, stand != NULL ? stand : date, 8, FALSE, HW_ALIGN_END, HW_ROLE_TEXT_DIM);
  line.y += 28 * self->unit;
  line.width = box->width;
  line.height = 14 * self->unit;
  hw_report_text (self, &line, what, 10, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM);
}

/* Two parts beside each other, or one below the other. */
static void
split (const HwRackBox *box, double gap, gboolean narrow, double share, HwRackBox *a, HwRackBox *b)
{
  *a = *b = *box;
  if (narrow)
    {
      a->height = (box->height - gap) * share;
      b->height = box->height - gap - a->height;
      b->y = box->y + a->height + gap;
      return;
    }
  a->width = (box->width - gap) * share;
  b->width = box->width - gap - a->width;
  b->x = box->x + a->width + gap;
}

/* All in points. */
static double
figures_height (double width)
{
  return FIGURES_HEIGHT * (width < FIGURES_NARROW ? 2.15 : 1);
}

void
hw_report_draw (HwScene *scene, HwResults *results, const HwRackBox *box, double unit)
{
  HwDesign *design = hw_results_get_design (results);
  const HwTheme *theme = hw_scene_get_theme (scene);
  HwReport self = {
    .scene = scene,
    .results = results,
    .design = design,
    .theme = theme,
    .currency = hw_design_text (design, hw_design_get_site (design)->currency),
    .unit = unit,
    .ground = theme->colours[theme->kind == HW_THEME_PRINT ? HW_ROLE_GROUND : HW_ROLE_PAPER],
  };
  double gap = GAP * unit;
  gboolean narrow = box->width < NARROW * unit;
  HwRackBox rest = *box, upper, lower, left, right, above, below;

  hw_scene_set_layer (scene, HW_LAYER_BODY);
  draw_title (&self, box);
  rest.y += TITLE_HEIGHT * unit;
  rest.height = figures_height (box->width / unit) * unit;
  hw_report_draw_figures (&self, &rest);
  rest.y += rest.height + gap;
  rest.height = hw_report_outlook_height (&self, box->width / unit) * unit;
  hw_report_draw_outlook (&self, &rest);
  rest.y += rest.height + gap * 0.75;
  rest.height = box->y + box->height - rest.y;

  upper = lower = rest;
  upper.height = MAX ((rest.height - gap) * (narrow ? 0.62 : 0.58),
                      rest.height - gap - (narrow ? 2 : 1) * TEXTS_HEIGHT * unit);
  lower.y = upper.y + upper.height + gap;
  lower.height = rest.height - gap - upper.height;
  /* On a low page all three stand side by side. */
  split (&upper, gap, narrow, !narrow && upper.height < LOW * unit ? 0.32 : 0.55, &left, &right);
  hw_report_draw_halls (&self, &left);
  split (&right, gap, narrow, 0.5, &above, &below);
  if (!narrow && upper.height >= LOW * unit)
    {
      above = below = right;
      above.height = (right.height - gap) * 0.48;
      below.y = above.y + above.height + gap;
      below.height = right.height - gap - above.height;
    }
  hw_report_draw_power (&self, &above);
  hw_report_draw_cost (&self, &below);
  split (&lower, gap, narrow, 0.5, &left, &right);
  hw_report_draw_problems (&self, &left);
  hw_report_draw_assumptions (&self, &right);
}

/* Of the large figures on the page of a view, points. */
static HwRackBox
figures_box (void)
{
  return (HwRackBox){
    PAGE_MARGIN,
    PAGE_MARGIN + TITLE_HEIGHT,
    PAGE_WIDTH - 2 * PAGE_MARGIN,
    figures_height (PAGE_WIDTH - 2 * PAGE_MARGIN),
  };
}

gboolean
hw_scene_report_total_at (double x, double y, HwTotal *total)
{
  HwRackBox all = figures_box (), box;

  for (guint i = 0; i < HW_REPORT_FIGURES; i++)
    {
      *total = hw_report_figure (i, &all, 1, &box);
      if (x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height)
        return TRUE;
    }
  return FALSE;
}

gboolean
hw_scene_report_find_total (HwTotal total, HwRackBox *box)
{
  HwRackBox all = figures_box ();

  for (guint i = 0; i < HW_REPORT_FIGURES; i++)
    if (hw_report_figure (i, &all, 1, box) == total)
      return TRUE;
  return FALSE;
}

HwScene *
hw_scene_report_build (HwResults *results, const HwTheme *theme, const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);
  double unit = viewport->scale;
  HwRackBox page = {
    hw_viewport_x (viewport, 0), hw_viewport_y (viewport, 0), PAGE_WIDTH * unit, PAGE_HEIGHT * unit
  };
  HwRackBox box = { page.x + PAGE_MARGIN * unit,
                    page.y + PAGE_MARGIN * unit,
                    page.width - 2 * PAGE_MARGIN * unit,
                    page.height - 2 * PAGE_MARGIN * unit };

  hw_scene_set_layer (scene, HW_LAYER_AREA);
  hw_scene_box (scene,
                HW_REF (HW_TABLE_DESIGN, 0),
                page.x,
                page.y,
                page.width,
                page.height,
                theme->colours[HW_ROLE_PAPER],
                theme->colours[HW_ROLE_LINE]);
  hw_report_draw (scene, results, &box, unit);
  return scene;
}
