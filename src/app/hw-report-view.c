/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-report-view.h"

#include <glib/gi18n.h>

#include "hw-background-kinds.h"
#include "hw-scene-report.h"
#include "hw-sweep-run.h"

struct _HwReportView
{
  HwDiagram *diagram;
  HwDocument *document;

  HwRef hover;       /* object of the problem that the pointer is at; handle 0: none */
  gboolean at_total; /* the pointer is at a large figure */
  HwTotal total;
};

/* --- the diagram's source --- */

static gboolean
extent (gpointer data, double *x, double *y, double *width, double *height)
{
  HwReportView *self = data;

  *x = *y = 0;
  hw_scene_report_extent (width, height);
  return self->document != NULL;
}

/* The headline figures, for who does not see them. */
static void
tell (HwReportView *self)
{
  static const HwTotal totals[]
      = { HW_TOTAL_GPUS, HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_CAPEX };
  HwResults *results = hw_document_get_results (self->document);
  HwDesign *design = hw_document_get_design (self->document);
  const char *currency = hw_design_text (design, hw_design_get_site (design)->currency);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      HwSum sum = hw_results_total (results, totals[i], HW_REF (HW_TABLE_DESIGN, 0));
      g_autofree char *value
          = hw_quantity_format (hw_total_dimension (totals[i]), sum.value, currency);

      g_string_append_printf (
          text, "%s%s: %s", i > 0 ? ", " : "", hw_total_label (totals[i]), value);
    }
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->diagram), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static HwScene *
build (gpointer data, const HwTheme *theme, const HwViewport *viewport)
{
  HwReportView *self = data;
  HwResults *results = hw_document_get_results (self->document);
  HwScene *scene;

  tell (self);
  hw_sweep_run_for_ranks (self->document);
  scene = hw_scene_report_build (results, theme, viewport);
  hw_background_ask_phases (results);
  return scene;
}

static void
overlay (gpointer data, HwScene *scene)
{
  HwReportView *self = data;
  const HwViewport *view = hw_scene_get_viewport (scene);
  HwRackBox box;

  if (!self->at_total || !hw_scene_report_find_total (self->total, &box))
    return;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  hw_scene_rounded (scene,
                    HW_REF (HW_TABLE_DESIGN, 0),
                    hw_viewport_x (view, box.x),
                    hw_viewport_y (view, box.y),
                    box.width * view->scale,
                    box.height * view->scale,
                    4 * view->scale,
                    (HwColour){ 0, 0, 0, 0 },
                    hw_scene_get_theme (scene)->colours[HW_ROLE_ACCENT],
                    1.5);
}

static gboolean
point (gpointer data, const HwScene *scene, double x, double y, double world_x, double world_y)
{
  HwReportView *self = data;
  HwTotal total = 0;
  gboolean at_total = scene != NULL && hw_scene_report_total_at (world_x, world_y, &total);
  HwRef hover
      = scene != NULL && !at_total ? hw_scene_pick (scene, x, y) : HW_REF (HW_TABLE_DESIGN, 0);

  if (at_total == self->at_total && total == self->total && hw_ref_equal (hover, self->hover))
    return FALSE;
  self->at_total = at_total;
  self->total = total;
  self->hover = hover;
  return TRUE;
}

static char *
describe (gpointer data)
{
  HwReportView *self = data;

  if (self->at_total)
    return g_strdup_printf (_ ("%s: click for what it is made of"), hw_total_label (self->total));
  if (self->hover.handle != 0 && self->document != NULL)
    return g_strdup (hw_design_name (hw_document_get_design (self->document), self->hover));
  return NULL;
}

static void
click (gpointer data, guint n, gboolean add)
{
  HwReportView *self = data;

  if (self->at_total)
    gtk_widget_activate_action (
        GTK_WIDGET (self->diagram), "win.explain", "s", hw_total_key (self->total));
  else if (self->hover.handle != 0)
    hw_diagram_click_object (self->diagram, self->hover, n, add);
}

static void
forget (gpointer data)
{
  HwReportView *self = data;

  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
}

/* --- the whole --- */

HwReportView *
hw_report_view_new (HwDiagram *diagram)
{
  static const HwDiagramSource source
      = { extent, build, overlay, point, describe, click, forget, .page = TRUE };
  HwReportView *self = g_new0 (HwReportView, 1);

  self->diagram = diagram;
  hw_diagram_set_source (diagram, &source, self);
  return self;
}

void
hw_report_view_free (HwReportView *self)
{
  if (self == NULL)
    return;
  hw_diagram_set_source (self->diagram, NULL, NULL);
  g_clear_object (&self->document);
  g_free (self);
}

void
hw_report_view_set_document (HwReportView *self, HwDocument *document, HwSelection *selection)
{
  g_set_object (&self->document, document);
  hw_diagram_follow (self->diagram, document, selection);
}

gboolean
hw_report_view_get_rect (HwReportView *self, HwTotal total, graphene_rect_t *rect)
{
  HwRackBox box;

  if (!hw_scene_report_find_total (total, &box))
    return FALSE;
  hw_diagram_get_rect (self->diagram, box.x, box.y, box.width, box.height, rect);
  return TRUE;
}
