/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-estimate-totals.h"

#include "hw-estimate.h"
#include "hw-fact-row.h"
#include "hw-figure-card.h"

struct _HwEstimateTotals
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *rows[HW_N_ESTIMATES];
};

G_DEFINE_FINAL_TYPE (HwEstimateTotals, hw_estimate_totals, GTK_TYPE_WIDGET)

void
hw_estimate_totals_show (HwEstimateTotals *self, HwDocument *document)
{
  HwResults *results = hw_document_get_results (document);
  HwSum gpus = hw_results_total (results, HW_TOTAL_GPUS, HW_REF (HW_TABLE_DESIGN, 0));

  gtk_widget_set_visible (GTK_WIDGET (self), gpus.value > 0);
  for (HwEstimate estimate = 0; gpus.value > 0 && estimate < HW_N_ESTIMATES; estimate++)
    {
      g_autoptr (HwExplanation) node = hw_estimate_explain (results, estimate);
      g_autofree char *text = hw_sum_dup_text (&node->sum, node->dimension, NULL);

      hw_fact_row_show (
          HW_FACT_ROW (self->rows[estimate]), text, hw_estimate_key (estimate), HW_FACT_PLAIN);
      gtk_widget_set_tooltip_text (self->rows[estimate], node->note);
    }
}

GtkWidget *
hw_estimate_totals_new (void)
{
  return g_object_new (HW_TYPE_ESTIMATE_TOTALS, NULL);
}

static void
hw_estimate_totals_dispose (GObject *object)
{
  HwEstimateTotals *self = HW_ESTIMATE_TOTALS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_estimate_totals_parent_class)->dispose (object);
}

static void
hw_estimate_totals_class_init (HwEstimateTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_estimate_totals_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_title (GtkWidget *box, const char *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_margin_top (title, 10);
  gtk_widget_add_css_class (title, "panel-title");
  gtk_box_append (GTK_BOX (box), title);
}

static void
hw_estimate_totals_init (HwEstimateTotals *self)
{
  const char *section = NULL;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (HwEstimate estimate = 0; estimate < HW_N_ESTIMATES; estimate++)
    {
      if (g_strcmp0 (section, hw_estimate_section (estimate)) != 0)
        {
          section = hw_estimate_section (estimate);
          add_title (self->box, section);
        }
      self->rows[estimate] = hw_fact_row_new (hw_estimate_label (estimate));
      gtk_box_append (GTK_BOX (self->box), self->rows[estimate]);
    }
}
