/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-energy-totals.h"

#include <glib/gi18n.h>

#include "hw-chart-energy.h"
#include "hw-cooling-work.h"
#include "hw-fact-row.h"
#include "hw-style.h"

#define CHART_HEIGHT 104
#define TEXT_SIZE 11

static const HwEnergyFigure shown[]
    = { HW_ENERGY_PUE, HW_ENERGY_TOTAL, HW_ENERGY_CARBON, HW_ENERGY_WATER, HW_ENERGY_WUE };

struct _HwEnergyTotals
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *rows[G_N_ELEMENTS (shown)];
  GtkWidget *chart;
  GtkWidget *place; /* whose weather it is */
  GtkWidget *want;  /* says what is missing */
  GtkWidget *buttons;

  HwDocument *document; /* nullable */
  HwEnergy year;
  gboolean has_year;
  guint pending;
};

G_DEFINE_FINAL_TYPE (HwEnergyTotals, hw_energy_totals, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  HwEnergyTotals *self = data;
  HwViewport viewport = { 0, 0, 1, width, height };
  g_autoptr (HwScene) scene = hw_scene_new (hw_style_get_theme (GTK_WIDGET (self)), &viewport);

  if (self->has_year)
    hw_chart_energy_draw (scene, &self->year, 0, 0, width, height, TEXT_SIZE);
  hw_scene_paint (scene, cr);
}

static void
show_place (HwEnergyTotals *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  HwHandle climate = hw_design_get_climate (design);
  g_autofree char *text = NULL;

  if (climate != 0)
    text = g_strdup_printf (_ ("PUE by month: %s"),
                            hw_design_name (design, HW_REF (HW_TABLE_CLIMATE, climate)));
  gtk_label_set_text (GTK_LABEL (self->place), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->place, text);
  gtk_widget_set_visible (self->place, self->has_year);
  /* Without a climate there is nothing to tell but that. */
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    gtk_widget_set_visible (self->rows[i], climate != 0);
  gtk_widget_set_visible (self->want, climate == 0);
  gtk_widget_set_visible (self->buttons, climate == 0);
}

static gboolean
pending_cb (gpointer data)
{
  HwEnergyTotals *self = data;
  HwResults *results;

  self->pending = 0;
  if (self->document == NULL || hw_design_in_preview (hw_document_get_design (self->document)))
    return G_SOURCE_REMOVE;
  results = hw_document_get_results (self->document);
  /* What a thread solves is told when it is there. */
  if (hw_results_loops_wait (results) > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
        hw_fact_row_show (
            HW_FACT_ROW (self->rows[i]), "…", hw_energy_figure_key (shown[i]), HW_FACT_PLAIN);
      return G_SOURCE_REMOVE;
    }
  self->has_year = hw_results_energy_per_year (results, &self->year);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = hw_results_energy_text (results, shown[i]);

      hw_fact_row_show (
          HW_FACT_ROW (self->rows[i]), text, hw_energy_figure_key (shown[i]), HW_FACT_PLAIN);
    }
  show_place (self);
  gtk_widget_set_visible (self->chart, self->has_year);
  gtk_widget_queue_draw (self->chart);
  return G_SOURCE_REMOVE;
}

void
hw_energy_totals_show (HwEnergyTotals *self, HwDocument *document, gboolean preview)
{
  g_set_object (&self->document, document);
  if (preview || self->pending != 0)
    return;
  /* Before the next frame is painted: nobody sees figures of another state. */
  self->pending = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, pending_cb, self, NULL);
}

GtkWidget *
hw_energy_totals_new (void)
{
  return g_object_new (HW_TYPE_ENERGY_TOTALS, NULL);
}

static void
theme_changed_cb (GtkSettings *settings, GParamSpec *pspec, HwEnergyTotals *self)
{
  gtk_widget_queue_draw (self->chart);
}

static void
hw_energy_totals_dispose (GObject *object)
{
  HwEnergyTotals *self = HW_ENERGY_TOTALS (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_energy_totals_parent_class)->dispose (object);
}

static void
hw_energy_totals_class_init (HwEnergyTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_energy_totals_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
button_new (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "small-control");
  return button;
}

static void
hw_energy_totals_init (HwEnergyTotals *self)
{
  static const char *const labels[]
      = { N_ ("PUE"), N_ ("Energy"), N_ ("Carbon"), N_ ("Water"), N_ ("WUE") };
  GtkWidget *title = gtk_label_new (_ ("Energy of a year"));

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == G_N_ELEMENTS (shown));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_margin_top (title, 10);
  gtk_widget_add_css_class (title, "panel-title");
  gtk_box_append (GTK_BOX (self->box), title);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      self->rows[i] = hw_fact_row_new (_ (labels[i]));
      gtk_box_append (GTK_BOX (self->box), self->rows[i]);
    }
  self->place = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->place), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (self->place, 6);
  gtk_widget_add_css_class (self->place, "figure-detail");
  gtk_box_append (GTK_BOX (self->box), self->place);
  self->chart = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->chart), CHART_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->chart), draw_cb, self, NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("PUE by month"), -1);
  gtk_box_append (GTK_BOX (self->box), self->chart);
  self->want = gtk_label_new (_ ("PUE, energy, carbon and water follow from a year of weather."));
  gtk_label_set_xalign (GTK_LABEL (self->want), 0);
  gtk_label_set_wrap (GTK_LABEL (self->want), TRUE);
  gtk_widget_add_css_class (self->want, "dim");
  gtk_widget_add_css_class (self->want, "small");
  gtk_box_append (GTK_BOX (self->box), self->want);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_margin_top (self->buttons, 4);
  gtk_box_append (GTK_BOX (self->buttons),
                  button_new (_ ("Import weather…"), "win.import-weather"));
  gtk_box_append (GTK_BOX (self->buttons), button_new (_ ("Sample"), "win.use-sample-climate"));
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  hw_style_watch (GTK_WIDGET (self), G_CALLBACK (theme_changed_cb), self);
}
