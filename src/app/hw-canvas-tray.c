/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-cable-plan.h"

/* What is said of the cable trays of the plan, placed or derived. */

/* "312 cables, 34 % full where it is fullest, 12.4 kg/m". */
static char *
dup_load (const HwCablePlan *plan, guint tray)
{
  HwTrayLoad load = hw_cable_plan_load (plan, tray);
  GString *text = g_string_new (NULL);

  g_string_printf (text, g_dngettext (NULL, "%u cable", "%u cables", load.cables), load.cables);
  if (load.cables > 0)
    g_string_append_printf (text,
                            _ (", %.0f %% full of %.0f %% allowed"),
                            load.fill * 100,
                            hw_tray_plan_get (plan->trays, tray)->most_fill * 100);
  if (load.cables > load.unknown)
    g_string_append_printf (text, _ (", %.1f kg/m"), load.mass_kg_m);
  if (load.unknown > 0)
    g_string_append_printf (
        text,
        g_dngettext (
            NULL, " and %u cable of unknown size", " and %u cables of unknown size", load.unknown),
        load.unknown);
  return g_string_free (text, FALSE);
}

char *
hw_canvas_dup_tray_load (HwCanvas *self, HwHandle tray)
{
  const HwCablePlan *plan = hw_results_cables (hw_document_get_results (self->document));

  for (guint i = 0; plan != NULL && i < plan->trays->trays->len; i++)
    if (hw_tray_plan_origin (plan->trays, i)->placed == tray)
      return dup_load (plan, i);
  return NULL;
}

/* Whether a place, in millimetres of the hall, lies below a tray. */
static gboolean
covers (const HwTray *tray, double x, double y)
{
  double dx = tray->x2_mm - tray->x1_mm, dy = tray->y2_mm - tray->y1_mm, length = hypot (dx, dy);
  double along = ((x - tray->x1_mm) * dx + (y - tray->y1_mm) * dy) / length;
  double across = ((x - tray->x1_mm) * dy - (y - tray->y1_mm) * dx) / length;

  return along >= 0 && along <= length && fabs (across) <= tray->width_mm / 2.0;
}

char *
hw_canvas_dup_trays_at (HwCanvas *self, double x, double y)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double world_x = hw_viewport_world_x (viewport, x), world_y = hw_viewport_world_y (viewport, y);
  const HwCablePlan *plan;
  GString *text = NULL;

  if (self->view != HW_VIEW_HALL || !self->hall_options.trays || self->document == NULL)
    return NULL;
  plan = hw_results_cables (hw_document_get_results (self->document));
  for (guint i = 0; plan != NULL && i < plan->trays->trays->len; i++)
    {
      g_autofree char *load = NULL;

      if (hw_tray_plan_origin (plan->trays, i)->hall != self->hall
          || !covers (hw_tray_plan_get (plan->trays, i), world_x, world_y))
        continue;
      load = dup_load (plan, i);
      if (text == NULL)
        text = g_string_new (NULL);
      g_string_append_printf (text,
                              "%s%s: %s",
                              text->len > 0 ? "\n" : "",
                              hw_tray_plan_origin (plan->trays, i)->own_name,
                              load);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}
