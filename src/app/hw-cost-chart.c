/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-chart.h"

#include <glib/gi18n.h>

#include "hw-chart-tornado.h"
#include "hw-style.h"

#define SIZE 11.0
#define MARGIN 8.0
#define LEAST_WIDTH 420

struct _HwCostChart
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *area;
  GtkWidget *text; /* of the marked bar */
  GArray *influences;
  HwTornado chart;
  char *currency;
};

G_DEFINE_FINAL_TYPE (HwCostChart, hw_cost_chart, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  HwCostChart *self = HW_COST_CHART (data);
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  HwViewport viewport = { .scale = 1, .width = width, .height = height };
  g_autoptr (HwScene) scene = hw_scene_new (theme, &viewport);

  if (self->influences->len > 0)
    hw_tornado_draw (&self->chart, scene, MARGIN, MARGIN, width - 2 * MARGIN);
  hw_scene_paint (scene, cr);
}

char *
hw_cost_chart_dup_text (HwCostChart *self)
{
  if (self->influences->len == 0)
    return g_strdup ("");
  return hw_tornado_dup_text (&self->chart, (guint)MAX (self->chart.marked, 0));
}

static void
show_text (HwCostChart *self)
{
  g_autofree char *text = hw_cost_chart_dup_text (self);

  gtk_label_set_text (GTK_LABEL (self->text), text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
mark (HwCostChart *self, int bar)
{
  if (self->chart.marked == bar)
    return;
  self->chart.marked = bar;
  show_text (self);
  gtk_widget_queue_draw (self->area);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, HwCostChart *self)
{
  mark (self, hw_tornado_at (&self->chart, y - MARGIN));
}

static void
leave_cb (GtkEventControllerMotion *controller, HwCostChart *self)
{
  mark (self, -1);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        HwCostChart *self)
{
  int last = (int)self->influences->len - 1;

  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return FALSE;
  mark (self,
        key == GDK_KEY_Down ? MIN (self->chart.marked + 1, last) : MAX (self->chart.marked - 1, 0));
  return TRUE;
}

void
hw_cost_chart_show (HwCostChart *self, HwResults *results, HwCost cost, guint most)
{
  HwDesign *design = hw_results_get_design (results);
  g_autofree char *label = NULL;

  g_free (self->currency);
  self->currency = g_strdup (hw_design_text (design, hw_design_get_site (design)->currency));
  g_array_unref (self->influences);
  self->influences = hw_results_cost_spread (results, cost, most);
  self->chart.influences = self->influences;
  self->chart.value = hw_results_cost (results, cost).value;
  self->chart.currency = self->currency;
  if (self->chart.marked >= (int)self->influences->len)
    self->chart.marked = -1;
  label = g_strdup_printf (_ ("What spreads: %s"), hw_cost_label (cost));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area),
                                       (int)(hw_tornado_height (&self->chart) + 2 * MARGIN));
  show_text (self);
  gtk_widget_queue_draw (self->area);
}

static void
theme_changed_cb (GtkSettings *settings, GParamSpec *pspec, HwCostChart *self)
{
  gtk_widget_queue_draw (self->area);
}

GtkWidget *
hw_cost_chart_new (void)
{
  return g_object_new (HW_TYPE_COST_CHART, NULL);
}

static void
hw_cost_chart_dispose (GObject *object)
{
  HwCostChart *self = HW_COST_CHART (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_cost_chart_parent_class)->dispose (object);
}

static void
hw_cost_chart_finalize (GObject *object)
{
  HwCostChart *self = HW_COST_CHART (object);

  g_array_unref (self->influences);
  g_free (self->currency);
  G_OBJECT_CLASS (hw_cost_chart_parent_class)->finalize (object);
}

static void
hw_cost_chart_class_init (HwCostChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_cost_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_cost_chart_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_cost_chart_init (HwCostChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->influences = g_array_new (FALSE, FALSE, sizeof (HwCostInfluence));
  self->chart = (HwTornado){ .influences = self->influences, .size = SIZE, .marked = -1 };
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->area = g_object_new (
      GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE, NULL);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->area), LEAST_WIDTH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->area, motion);
  gtk_widget_add_controller (self->area, keys);
  gtk_box_append (GTK_BOX (self->box), self->area);
  self->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_widget_add_css_class (self->text, "dim");
  gtk_widget_set_margin_start (self->text, (int)MARGIN);
  gtk_box_append (GTK_BOX (self->box), self->text);
  hw_style_watch (GTK_WIDGET (self), G_CALLBACK (theme_changed_cb), self);
}
