/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-chart.h"

#include <glib/gi18n-lib.h>

/* The axis of time. */

#define TEXT_SIZE 10.0
#define TEXT_LINE 14.0
#define TICK 5.0
/* A label for each so many units at most. */
#define LEAST_PITCH 78.0
#define DAYS_OF_MONTH 30.44

/* Months between labels. */
static const guint pitches[] = { 1, 3, 6, 12, 24, 60, 120, 240, 600, 1200 };

static char *
date_label (const GDate *date, guint months)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_utc (g_date_get_year (date), (int)g_date_get_month (date), 1, 0, 0, 0);

  if (months >= 12)
    return g_strdup_printf ("%d", g_date_get_year (date));
  if (months >= 3)
    /* TRANSLATORS: a quarter and its year */
    return g_strdup_printf (
        _ ("Q%d %d"), ((int)g_date_get_month (date) - 1) / 3 + 1, g_date_get_year (date));
  /* TRANSLATORS: name of the month, shortened, and year; see g_date_time_format() */
  return g_date_time_format (time, _ ("%b %Y"));
}

/* The first day from @day on whose months since year 0 are a whole number of @months. */
static void
begin_at (GDate *date, guint32 day, guint months)
{
  guint count;

  g_date_clear (date, 1);
  g_date_set_julian (date, day);
  count = g_date_get_year (date) * 12u + (guint)g_date_get_month (date) - 1;
  if (g_date_get_day (date) > 1)
    count++;
  count = (count + months - 1) / months * months;
  g_date_set_dmy (date, 1, (GDateMonth)(count % 12 + 1), (GDateYear)(count / 12));
}

void
hw_chart_draw_dates (
    const HwChartAxes *axes, double y, HwColour ground, HwScene *scene, const HwViewport *view)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  double a_month = axes->width / (axes->to - axes->from) * DAYS_OF_MONTH;
  guint months = pitches[0];
  GDate date;

  if (!axes->dated || !(axes->to > axes->from))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (pitches) && a_month * months < LEAST_PITCH; i++)
    months = pitches[i];
  for (begin_at (&date, (guint32)axes->from, months);
       g_date_get_julian (&date) <= axes->to && g_date_get_year (&date) < 9000;
       g_date_add_months (&date, months))
    {
      double x = hw_chart_x (axes, g_date_get_julian (&date));
      g_autofree char *label = date_label (&date, months);

      hw_scene_line (scene,
                     no_ref,
                     hw_viewport_x (view, x),
                     hw_viewport_y (view, y + TEXT_LINE),
                     hw_viewport_x (view, x),
                     hw_viewport_y (view, y + TEXT_LINE + TICK),
                     theme->colours[HW_ROLE_LINE_STRONG],
                     0,
                     FALSE);
      hw_scene_text (scene,
                     no_ref,
                     hw_viewport_x (view, x - LEAST_PITCH / 2),
                     hw_viewport_y (view, y),
                     LEAST_PITCH * view->scale,
                     TEXT_LINE * view->scale,
                     label,
                     TEXT_SIZE * view->scale,
                     FALSE,
                     HW_ALIGN_CENTRE,
                     theme->colours[HW_ROLE_TEXT_DIM],
                     ground);
    }
}
