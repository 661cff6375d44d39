/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-totals.h"

#include <glib/gi18n.h>

#include "hw-fact-row.h"
#include "hw-figure-card.h"

static const HwCost shown[]
    = { HW_COST_PER_GPU_HOUR, HW_COST_PER_GPU_HOUR_SOLD, HW_COST_OPEX, HW_COST_TCO };

struct _HwCostTotals
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *rows[G_N_ELEMENTS (shown)];
};

G_DEFINE_FINAL_TYPE (HwCostTotals, hw_cost_totals, GTK_TYPE_WIDGET)

void
hw_cost_totals_show (HwCostTotals *self,
                     HwDocument *document,
                     const HwSum costs[HW_N_COSTS],
                     const HwSum settled[HW_N_COSTS],
                     gboolean whole)
{
  HwDesign *design = hw_document_get_design (document);
  const char *currency = hw_design_text (design, hw_design_get_site (design)->currency);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      const HwSum *sum = &costs[shown[i]];
      g_autofree char *value = hw_sum_is_unknown (sum)
                                   ? g_strdup (whole ? _ ("not known") : "…")
                                   : hw_quantity_format (HW_DIMENSION_MONEY, sum->value, currency);

      hw_fact_row_show (HW_FACT_ROW (self->rows[i]),
                        value,
                        hw_cost_key (shown[i]),
                        sum->value != settled[shown[i]].value ? HW_FACT_PREVIEW : HW_FACT_PLAIN);
    }
}

GtkWidget *
hw_cost_totals_new (void)
{
  return g_object_new (HW_TYPE_COST_TOTALS, NULL);
}

static void
hw_cost_totals_dispose (GObject *object)
{
  HwCostTotals *self = HW_COST_TOTALS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_cost_totals_parent_class)->dispose (object);
}

static void
hw_cost_totals_class_init (HwCostTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_cost_totals_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_cost_totals_init (HwCostTotals *self)
{
  static const char *const labels[] = { N_ ("GPU-hour, all hours"),
                                        N_ ("GPU-hour sold"),
                                        N_ ("Running cost a year"),
                                        N_ ("Cost of ownership") };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Cost"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Co_sts…"));

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == G_N_ELEMENTS (shown));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "panel-title");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.costs");
  gtk_widget_set_tooltip_text (button, _ ("All costs, and what they are reckoned with"));
  gtk_widget_add_css_class (button, "small-control");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), button);
  gtk_widget_set_margin_top (head, 10);
  gtk_box_append (GTK_BOX (self->box), head);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      self->rows[i] = hw_fact_row_new (_ (labels[i]));
      gtk_box_append (GTK_BOX (self->box), self->rows[i]);
    }
}
