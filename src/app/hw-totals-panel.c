/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-totals-panel.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-cable-plan.h"
#include "hw-cooling-work.h"
#include "hw-cost-totals.h"
#include "hw-cost.h"
#include "hw-energy-totals.h"
#include "hw-estimate-totals.h"
#include "hw-fabric-totals.h"
#include "hw-fact-row.h"
#include "hw-figure-card.h"
#include "hw-what-if.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
#define FP8 1

enum
{
  PROP_INSET = 1
};

static const HwTotal row_totals[] = {
  HW_TOTAL_GPUS, HW_TOTAL_HBM, HW_TOTAL_UNITS_USED, HW_TOTAL_FLOOR, HW_TOTAL_MASS,
};

struct _HwTotalsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *precision;
  GtkWidget *sparse;
  GtkWidget *compute;
  GtkWidget *power;
  GtkWidget *heat;
  GtkWidget *capital;
  GtkWidget *cards;
  GtkWidget *rows;
  GtkWidget *inset; /* nullable, a child of the box */
  GtkWidget *facts[G_N_ELEMENTS (row_totals)];
  GtkWidget *energy;
  GtkWidget *fabrics;
  GtkWidget *estimates;
  GtkWidget *costs;

  HwDocument *document;
  GSignalGroup *results_signals;
  HwSnapshot settled; /* what is so, to tell what a preview changes */
  HwSum settled_costs[HW_N_COSTS];
};

G_DEFINE_FINAL_TYPE (HwTotalsPanel, hw_totals_panel, GTK_TYPE_WIDGET)

HwTotal
hw_totals_panel_get_compute (HwTotalsPanel *self)
{
  guint precision = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->precision));
  gboolean sparse = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->sparse));

  if (precision == GTK_INVALID_LIST_POSITION)
    precision = FP8;
  /* The twelve totals stand in pairs of dense and sparse. */
  return HW_TOTAL_FP4_DENSE + 2 * precision + (sparse ? 1 : 0);
}

static gboolean
differs (const HwSum *a, const HwSum *b)
{
  return a->value != b->value || a->low != b->low || a->high != b->high
         || a->n_unknown != b->n_unknown;
}

static void
show_card (HwTotalsPanel *self,
           GtkWidget *card,
           const char *title,
           HwTotal total,
           const HwSnapshot *now,
           const char *detail)
{
  HwDesign *design = hw_document_get_design (self->document);
  const char *currency = hw_design_text (design, hw_design_get_site (design)->currency);

  hw_figure_card_show (HW_FIGURE_CARD (card),
                       title,
                       hw_total_key (total),
                       hw_total_dimension (total),
                       &now->totals[total],
                       currency,
                       detail,
                       differs (&now->totals[total], &self->settled.totals[total]));
}

static char *
dup_detail (const HwSnapshot *now, HwTotal total, const char *format)
{
  g_autofree char *text = hw_sum_dup_text (&now->totals[total], hw_total_dimension (total), NULL);

  return g_strdup_printf (format, text);
}

/* The same hardware by the two neighbouring ways of counting, in the unit that stands above. */
static char *
dup_compute_detail (const HwSnapshot *now, HwTotal shown)
{
  static const HwTotal others[] = { HW_TOTAL_FP4_DENSE, HW_TOTAL_FP8_DENSE, HW_TOTAL_FP16_DENSE };
  static const char *const names[] = { "FP4", "FP8", "FP16" };
  GString *line = g_string_new (NULL);
  guint sparse = (shown - HW_TOTAL_FP4_DENSE) % 2;
  g_autofree char *unit = NULL;
  double factor
      = hw_quantity_prefix (HW_DIMENSION_OPERATIONS, now->totals[shown].value, NULL, &unit);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      HwTotal total = others[i] + sparse;

      g_autofree char *number = NULL;

      /* Nor what it cannot do at all. */
      if (total == shown || hw_sum_is_unknown (&now->totals[total]) || now->totals[total].high == 0)
        continue;
      number = hw_quantity_format (HW_DIMENSION_NONE, now->totals[total].value / factor, NULL);
      g_string_append_printf (line, "%s%s %s", line->len > 0 ? " · " : "", names[i], number);
    }
  return g_string_free (line, FALSE);
}

static char *
dup_capital_detail (HwTotalsPanel *self, const HwSum *sum)
{
  g_autofree char *low_unit = NULL;
  g_autofree char *high_unit = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  GString *line;

  if (hw_sum_is_unknown (sum))
    return g_strdup (_ ("no prices"));
  if (hw_results_cables_wait (hw_document_get_results (self->document)))
    return g_strdup (_ ("cables are being laid"));
  low = hw_quantity_split (HW_DIMENSION_MONEY, sum->low, NULL, &low_unit);
  high = hw_quantity_split (HW_DIMENSION_MONEY, sum->high, NULL, &high_unit);
  line = g_string_new (NULL);
  if (hw_sum_is_range (sum))
    g_string_append_printf (line,
                            _ ("%s%s to %s%s"),
                            low,
                            g_str_equal (low_unit, high_unit) ? "" : low_unit,
                            high,
                            g_str_equal (low_unit, high_unit) ? "" : high_unit);
  if (sum->n_unknown > 0)
    g_string_append_printf (line,
                            g_dngettext (NULL, "%s%u unpriced", "%s%u unpriced", sum->n_unknown),
                            line->len > 0 ? " · " : "",
                            sum->n_unknown);
  return g_string_free (line, FALSE);
}

static void
show_capital (HwTotalsPanel *self, const HwSum costs[HW_N_COSTS], const char *detail)
{
  HwDesign *design = hw_document_get_design (self->document);
  const HwSum *sum = &costs[HW_COST_CAPEX];

  hw_figure_card_show (HW_FIGURE_CARD (self->capital),
                       _ ("Capital"),
                       hw_cost_key (HW_COST_CAPEX),
                       HW_DIMENSION_MONEY,
                       sum,
                       hw_design_text (design, hw_design_get_site (design)->currency),
                       detail,
                       differs (sum, &self->settled_costs[HW_COST_CAPEX]));
}

static void
show_rows (HwTotalsPanel *self, const HwSnapshot *now)
{
  for (guint i = 0; i < G_N_ELEMENTS (row_totals); i++)
    {
      HwTotal total = row_totals[i];
      const HwSum *sum = &now->totals[total];
      g_autofree char *text = hw_sum_dup_text (sum, hw_total_dimension (total), NULL);
      g_autofree char *value = NULL;

      if (total == HW_TOTAL_UNITS_USED)
        {
          g_autofree char *unit = NULL;
          g_autofree char *used
              = hw_quantity_split (HW_DIMENSION_RACK_UNITS, sum->value, NULL, &unit);
          g_autofree char *all = hw_quantity_format (
              HW_DIMENSION_RACK_UNITS, now->totals[HW_TOTAL_UNITS].value, NULL);

          value = g_strdup_printf (_ ("%s of %s"), used, all);
        }
      else
        value = g_steal_pointer (&text);
      hw_fact_row_show (HW_FACT_ROW (self->facts[i]),
                        value,
                        hw_total_key (total),
                        differs (sum, &self->settled.totals[total]) ? HW_FACT_PREVIEW
                                                                    : HW_FACT_PLAIN);
    }
}

static void
refresh (HwTotalsPanel *self, gboolean preview)
{
  HwSnapshot now;
  HwSum costs[HW_N_COSTS];
  gboolean whole = TRUE;
  HwTotal compute = hw_totals_panel_get_compute (self);
  g_autofree char *compute_detail = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *air = NULL;
  g_autofree char *capital = NULL;

  hw_energy_totals_show (HW_ENERGY_TOTALS (self->energy), self->document, preview);
  if (self->document == NULL)
    return;
  hw_results_snapshot (hw_document_get_results (self->document), &now);
  /* Loops that a thread solves are not solved here once more. */
  if (preview || hw_results_loops_wait (hw_document_get_results (self->document)) > 0)
    whole = hw_results_costs_now (hw_document_get_results (self->document), costs);
  else
    hw_results_costs (hw_document_get_results (self->document), costs);
  /* What computes still, where something has failed. */
  for (HwTotal total = 0; total <= HW_TOTAL_GPUS; total++)
    now.totals[total] = hw_results_left (hw_document_get_results (self->document), total);
  if (!preview)
    {
      self->settled = now;
      memcpy (self->settled_costs, costs, sizeof costs);
    }

  compute_detail = dup_compute_detail (&now, compute);
  expected = dup_detail (&now, HW_TOTAL_IT_EXPECTED, _ ("expected %s"));
  air = dup_detail (&now, HW_TOTAL_AIR, _ ("%s to air"));
  capital = dup_capital_detail (self, &costs[HW_COST_CAPEX]);
  show_card (self, self->compute, hw_total_label (compute), compute, &now, compute_detail);
  show_card (self, self->power, _ ("IT power, nameplate"), HW_TOTAL_IT_NAMEPLATE, &now, expected);
  show_card (self, self->heat, _ ("Heat to liquid"), HW_TOTAL_LIQUID, &now, air);
  show_capital (self, costs, capital);
  show_rows (self, &now);
  hw_fabric_totals_show (HW_FABRIC_TOTALS (self->fabrics), self->document, preview);
  if (!preview)
    hw_estimate_totals_show (HW_ESTIMATE_TOTALS (self->estimates), self->document);
  hw_cost_totals_show (
      HW_COST_TOTALS (self->costs), self->document, costs, self->settled_costs, whole);
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwTotalsPanel *self)
{
  refresh (self, preview && hw_design_in_preview (hw_results_get_design (results)));
}

static void
choice_changed_cb (GObject *object, GParamSpec *pspec, HwTotalsPanel *self)
{
  refresh (self, FALSE);
}

void
hw_totals_panel_set_document (HwTotalsPanel *self, HwDocument *document)
{
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->results_signals,
                             document != NULL ? hw_document_get_results (document) : NULL);
  refresh (self, FALSE);
}

void
hw_totals_panel_set_precision (HwTotalsPanel *self, guint precision, gboolean sparse)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->precision), precision);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->sparse), sparse);
}

gboolean
hw_totals_panel_raise_inset (HwTotalsPanel *self, gboolean raised)
{
  GtkWidget *above = raised ? self->cards : self->rows;

  if (self->inset == NULL || gtk_widget_get_prev_sibling (self->inset) == above)
    return FALSE;
  gtk_box_reorder_child_after (GTK_BOX (self->box), self->inset, above);
  return TRUE;
}

static void
hw_totals_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwTotalsPanel *self = HW_TOTALS_PANEL (object);

  self->inset = g_value_get_object (value);
  if (self->inset != NULL)
    gtk_box_append (GTK_BOX (self->box), self->inset);
}

static void
hw_totals_panel_dispose (GObject *object)
{
  HwTotalsPanel *self = HW_TOTALS_PANEL (object);

  g_clear_object (&self->results_signals);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_totals_panel_parent_class)->dispose (object);
}

static void
hw_totals_panel_class_init (HwTotalsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = hw_totals_panel_set_property;
  G_OBJECT_CLASS (klass)->dispose = hw_totals_panel_dispose;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass),
      PROP_INSET,
      g_param_spec_object (
          "inset", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (HW_TYPE_FIGURE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-totals-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, precision);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, sparse);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, compute);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, power);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, heat);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, capital);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, rows);
  gtk_widget_class_bind_template_child (widget_class, HwTotalsPanel, cards);
}

static void
hw_totals_panel_init (HwTotalsPanel *self)
{
  static const char *const labels[]
      = { N_ ("GPUs"), N_ ("GPU memory"), N_ ("Rack units"), N_ ("Floor"), N_ ("Mass") };

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == G_N_ELEMENTS (row_totals));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->precision), FP8);
  for (guint i = 0; i < G_N_ELEMENTS (row_totals); i++)
    {
      self->facts[i] = hw_fact_row_new (_ (labels[i]));
      gtk_box_append (GTK_BOX (self->rows), self->facts[i]);
    }
  self->energy = hw_energy_totals_new ();
  gtk_box_append (GTK_BOX (self->rows), self->energy);
  self->costs = hw_cost_totals_new ();
  gtk_box_append (GTK_BOX (self->rows), self->costs);
  self->fabrics = hw_fabric_totals_new ();
  gtk_box_append (GTK_BOX (self->rows), self->fabrics);
  self->estimates = hw_estimate_totals_new ();
  gtk_box_append (GTK_BOX (self->rows), self->estimates);
  g_signal_connect (self->precision, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  g_signal_connect (self->sparse, "notify::active", G_CALLBACK (choice_changed_cb), self);

  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
}
