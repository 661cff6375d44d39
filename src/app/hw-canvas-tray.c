/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-cable-plan.h"
#include "hw-fabric-location.h"
#include "hw-fabrics.h"

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

/* How far a place, in millimetres of the hall, is along a tray from its first end. */
static double
along_mm (const HwTray *tray, double x, double y)
{
  double dx = tray->x2_mm - tray->x1_mm, dy = tray->y2_mm - tray->y1_mm;

  return ((x - tray->x1_mm) * dx + (y - tray->y1_mm) * dy) / hypot (dx, dy);
}

/* Whether it lies below the tray. */
static gboolean
covers (const HwTray *tray, double x, double y)
{
  double dx = tray->x2_mm - tray->x1_mm, dy = tray->y2_mm - tray->y1_mm, length = hypot (dx, dy);
  double along = along_mm (tray, x, y);
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

/* --- the cables at a place --- */

/* As many lines as one can survey in a menu, and as many such menus as open at once. */
#define A_MENU 25
#define MOST_MENUS 16

typedef struct
{
  HwHandle fabric;
  guint cable;
} Cable;

/* Returns: (transfer full) (element-type Cable): that lie in the tray so far along it */
static GArray *
cables_at (const HwCablePlan *plan, guint tray, double along_m)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Cable));
  guint n;
  const HwTraySegment *segments = hw_cabling_get_segments (plan->cabling, &n);

  for (guint i = 0; i < plan->parts->len; i++)
    {
      const HwCablePlanPart *part = &g_array_index (plan->parts, HwCablePlanPart, i);

      for (guint j = 0; j < part->n; j++)
        {
          Cable cable = { part->fabric, j };
          guint steps = hw_cabling_get_run (plan->cabling, part->first + j)->n_segments;

          for (guint k = 0; k < steps; k++)
            {
              const HwTraySegment *segment
                  = &segments[hw_cabling_get_step (plan->cabling, part->first + j, k)];

              if (segment->tray != tray || along_m < segment->from_m || along_m > segment->to_m)
                continue;
              g_array_append_val (found, cable);
              break;
            }
        }
    }
  return found;
}

/* "su01-dgx-01 mlx5_0 ↔ su01-leaf-r1 1/1" */
static void
append_cable (GMenu *menu, HwResults *results, const Cable *cable)
{
  const HwFabric *fabric = hw_results_fabric (results, cable->fabric);
  HwFabricPortStyle style = hw_fabric_port_style (fabric);
  guint n;
  const HwFabricCable *row = &hw_fabric_get_cables (fabric, &n)[cable->cable];
  char low[HW_FABRIC_NAME_SIZE], low_port[HW_FABRIC_NAME_SIZE];
  char high[HW_FABRIC_NAME_SIZE], high_port[HW_FABRIC_NAME_SIZE];
  g_autofree char *key = hw_results_fabric_cable_key (results, cable->fabric, cable->cable);
  g_autofree char *label
      = g_strdup_printf ("%s %s ↔ %s %s",
                         hw_fabric_node_name (fabric, row->low, low),
                         hw_fabric_port_name (fabric, row->low, row->low_port, style, low_port),
                         hw_fabric_node_name (fabric, row->high, high),
                         hw_fabric_port_name (fabric, row->high, row->high_port, style, high_port));

  hw_canvas_append_named (menu, label, "win.trace-cable", key);
}

static void
append_cables (GMenu *menu, HwResults *results, GArray *cables)
{
  guint shown = MIN (cables->len, A_MENU * MOST_MENUS);

  for (guint first = 0; first < shown; first += A_MENU)
    {
      g_autoptr (GMenu) part = g_menu_new ();
      guint end = MIN (first + A_MENU, shown);
      g_autofree char *label = g_strdup_printf (_ ("%u to %u"), first + 1, end);

      for (guint i = first; i < end; i++)
        append_cable (part, results, &g_array_index (cables, Cable, i));
      if (cables->len <= A_MENU)
        g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
      else
        g_menu_append_submenu (menu, label, G_MENU_MODEL (part));
    }
  if (cables->len > shown)
    {
      g_autofree char *label = g_strdup_printf (g_dngettext (NULL,
                                                             "%u more: the table of pulls has all",
                                                             "%u more: the table of pulls has all",
                                                             cables->len - shown),
                                                cables->len - shown);

      g_menu_append (menu, label, "none.none");
    }
}

void
hw_canvas_add_tray_cables (HwCanvas *self, GMenu *menu, double x, double y)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double world_x = hw_viewport_world_x (viewport, x), world_y = hw_viewport_world_y (viewport, y);
  HwResults *results = hw_document_get_results (self->document);
  const HwCablePlan *plan = hw_results_cables (results);
  g_autoptr (GMenu) section = g_menu_new ();

  if (self->view != HW_VIEW_HALL || !self->hall_options.trays)
    return;
  for (guint i = 0; plan != NULL && i < plan->trays->trays->len; i++)
    {
      const HwTray *tray = hw_tray_plan_get (plan->trays, i);
      g_autoptr (GArray) cables = NULL;
      g_autoptr (GMenu) lines = g_menu_new ();
      g_autofree char *label = NULL;

      if (hw_tray_plan_origin (plan->trays, i)->hall != self->hall
          || !covers (tray, world_x, world_y))
        continue;
      cables = cables_at (plan, i, along_mm (tray, world_x, world_y) / 1000);
      if (cables->len == 0)
        continue;
      append_cables (lines, results, cables);
      label = g_strdup_printf (
          g_dngettext (NULL, "%u Cable of %s Here", "%u Cables of %s Here", cables->len),
          cables->len,
          hw_tray_plan_origin (plan->trays, i)->own_name);
      g_menu_append_submenu (section, label, G_MENU_MODEL (lines));
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}
