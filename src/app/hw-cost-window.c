/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-attribute-row.h"
#include "hw-attribute-value.h"
#include "hw-cost-chart.h"
#include "hw-fact-row.h"
#include "hw-number.h"

#define MOST_BARS 12
/* Of figures of the price list, which rates of exchange convert. */
#define DIGITS 6

/* What the chart can be of, in the order of its list. */
static const HwCost charted[] = { HW_COST_PER_GPU_HOUR, HW_COST_TCO, HW_COST_CAPEX, HW_COST_OPEX };

struct _HwCostWindow
{
  GtkWindow parent_instance;

  GtkWidget *costs[HW_N_COSTS];
  GtkWidget *choice;
  GtkWidget *chart;
  GtkWidget *form;
  GPtrArray *rows; /* HwAttributeRow, borrowed */

  HwDocument *document;
  GSignalGroup *results_signals;
  guint pending; /* idle source */
};

G_DEFINE_FINAL_TYPE (HwCostWindow, hw_cost_window, GTK_TYPE_WINDOW)

static HwResults *
results_of (HwCostWindow *self)
{
  return hw_document_get_results (self->document);
}

/* --- what it costs --- */

/* "≥ 13.8 MUSD (9.61 MUSD to 18.9 MUSD)": more, by prices that are unknown */
static char *
dup_cost (const HwSum *sum, const char *currency)
{
  g_autofree char *value = hw_quantity_format (HW_DIMENSION_MONEY, sum->value, currency);
  g_autofree char *low = hw_quantity_format (HW_DIMENSION_MONEY, sum->low, currency);
  g_autofree char *high = hw_quantity_format (HW_DIMENSION_MONEY, sum->high, currency);
  const char *more = sum->n_unknown > 0 ? "≥ " : "";

  if (hw_sum_is_unknown (sum))
    return g_strdup (_ ("not known"));
  if (!hw_sum_is_range (sum))
    return g_strconcat (more, value, NULL);
  return g_strdup_printf (_ ("%s%s (%s to %s)"), more, value, low, high);
}

static void
show_costs (HwCostWindow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  const char *currency = hw_design_text (design, hw_design_get_site (design)->currency);
  HwSum costs[HW_N_COSTS];

  hw_results_costs (results_of (self), costs);
  for (guint i = 0; i < HW_N_COSTS; i++)
    {
      g_autofree char *text = dup_cost (&costs[i], currency);

      hw_fact_row_show (HW_FACT_ROW (self->costs[i]), text, hw_cost_key (i), HW_FACT_PLAIN);
    }
}

static void
show_chart (HwCostWindow *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (chosen < G_N_ELEMENTS (charted))
    hw_cost_chart_show (HW_COST_CHART (self->chart), results_of (self), charted[chosen], MOST_BARS);
}

/* --- what it is reckoned with --- */

/* As people write it in the field, rounded where it was converted; money says of which currency.
 * Returns: (transfer full) (nullable) */
static char *
dup_shown (HwCostWindow *self, const HwAttribute *attribute, HwCostInput input, double value)
{
  HwDesign *design = hw_document_get_design (self->document);
  char number[HW_NUMBER_SIZE];
  g_autofree char *shown = NULL;

  if (isnan (value))
    return NULL;
  g_ascii_formatd (number, sizeof number, "%." G_STRINGIFY (DIGITS) "g", value);
  shown = hw_attribute_value_dup_shown (attribute, number);
  if (hw_cost_input_dimension (input) != HW_DIMENSION_MONEY)
    return g_steal_pointer (&shown);
  return g_strdup_printf (
      "%s\302\240%s", shown, hw_design_text (design, hw_design_get_site (design)->currency));
}

/* Where it comes from and how far sources differ. */
static char *
dup_hint (HwCostWindow *self,
          const HwAttribute *attribute,
          HwCostInput input,
          const HwCostAssumption *listed)
{
  const HwFigure *figure = listed->figure;
  GString *text = g_string_new (NULL);

  if (figure == NULL)
    {
      g_string_append (text, _ ("No price list is chosen."));
      return g_string_free (text, FALSE);
    }
  if (figure->source != NULL)
    g_string_append_printf (text, "%s, %s", figure->source->title, figure->source->date);
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", hw_basis_label (figure->basis));
  if (figure->ranged && !isnan (listed->value))
    {
      g_autofree char *low = dup_shown (self, attribute, input, listed->low);
      g_autofree char *high = dup_shown (self, attribute, input, listed->high);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("%s to %s"), low, high);
    }
  if (figure->note != NULL)
    g_string_append_printf (text, "\n%s", figure->note);
  return g_string_free (text, FALSE);
}

/* An empty field shows what the price list has. */
static void
show_form (HwCostWindow *self)
{
  HwResults *results = hw_document_get_results (self->document);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HwAttributeRow *row = g_ptr_array_index (self->rows, i);
      const HwAttribute *attribute = hw_attribute_row_get_attribute (row);
      HwField field;

      if (hw_field_find (hw_attribute_row_get_name (row), &field))
        {
          HwCostInput input = field - HW_FIELD_COST;
          HwCostAssumption listed = hw_results_cost_listed (results, input);
          g_autofree char *hint = dup_hint (self, attribute, input, &listed);
          g_autofree char *shown = dup_shown (self, attribute, input, listed.value);

          hw_attribute_row_set_otherwise (row, shown, hint);
        }
      hw_attribute_row_refresh (row);
    }
}

static void
refresh (HwCostWindow *self)
{
  show_costs (self);
  show_chart (self);
  show_form (self);
}

/* Once a frame, and a field that is being left can finish. */
static gboolean
pending_cb (gpointer data)
{
  HwCostWindow *self = HW_COST_WINDOW (data);

  self->pending = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwCostWindow *self)
{
  if (self->pending == 0 && !preview)
    self->pending = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, pending_cb, self, NULL);
}

static void
chosen_cb (GtkDropDown *list, GParamSpec *pspec, HwCostWindow *self)
{
  if (self->document != NULL)
    show_chart (self);
}

static void
fill_form (HwCostWindow *self)
{
  const HwTableClass *klass = hw_table_class (HW_TABLE_COST);
  HwRef ref = HW_REF (HW_TABLE_COST, 1);
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));

  g_array_append_val (refs, ref);
  for (guint i = 0; i < klass->n_attributes; i++)
    {
      GtkWidget *row = hw_attribute_row_new (self->document, &klass->attributes[i], refs);

      gtk_box_append (GTK_BOX (self->form), row);
      g_ptr_array_add (self->rows, row);
    }
}

HwCostWindow *
hw_cost_window_present (GtkWindow *parent, HwDocument *document)
{
  GListModel *windows = gtk_window_get_toplevels ();
  HwCostWindow *self = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && self == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (HW_IS_COST_WINDOW (window) && HW_COST_WINDOW (window)->document == document)
        self = HW_COST_WINDOW (window);
    }
  if (self == NULL)
    {
      self = g_object_new (HW_TYPE_COST_WINDOW, "transient-for", parent, NULL);
      self->document = g_object_ref (document);
      /* "win.explain" is that of the main window. */
      gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
      fill_form (self);
      refresh (self);
      g_signal_group_set_target (self->results_signals, results_of (self));
    }
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/* --- the window --- */

static void
hw_cost_window_dispose (GObject *object)
{
  HwCostWindow *self = HW_COST_WINDOW (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  g_clear_object (&self->results_signals);
  G_OBJECT_CLASS (hw_cost_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
hw_cost_window_finalize (GObject *object)
{
  g_ptr_array_unref (HW_COST_WINDOW (object)->rows);
  G_OBJECT_CLASS (hw_cost_window_parent_class)->finalize (object);
}

static void
hw_cost_window_class_init (HwCostWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_cost_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_cost_window_finalize;
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
title_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "panel-title");
  return label;
}

static GtkWidget *
scrolled_new (GtkWidget *child, int width)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scrolled), width);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
column_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_set_margin_top (box, 14);
  gtk_widget_set_margin_bottom (box, 14);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  return box;
}

static GtkWidget *
chart_column_new (HwCostWindow *self)
{
  const char *const names[]
      = { _ ("GPU-hour"), _ ("Ownership"), _ ("Capital"), _ ("Running cost"), NULL };
  GtkWidget *box = column_new ();
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *costs = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), title_new (_ ("What it costs")));
  for (guint i = 0; i < HW_N_COSTS; i++)
    {
      self->costs[i] = hw_fact_row_new (hw_cost_label (i));
      gtk_box_append (GTK_BOX (costs), self->costs[i]);
    }
  gtk_box_append (GTK_BOX (box), costs);
  self->choice = gtk_drop_down_new_from_strings (names);
  gtk_widget_add_css_class (self->choice, "small-control");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cost of the chart"), -1);
  g_signal_connect (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (head), title_new (_ ("What spreads it")));
  gtk_box_append (GTK_BOX (head), self->choice);
  gtk_box_append (GTK_BOX (box), head);
  self->chart = hw_cost_chart_new ();
  gtk_box_append (GTK_BOX (box), self->chart);
  return box;
}

static GtkWidget *
form_column_new (HwCostWindow *self)
{
  GtkWidget *box = column_new ();
  GtkWidget *hint = gtk_label_new (_ (
      "An empty field has the figure of the price list, shown dim; its tooltip says where that is "
      "from. What you write goes before it."));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *prices = gtk_button_new_with_mnemonic (_ ("Pr_ices…"));
  GtkWidget *rates = gtk_button_new_with_mnemonic (_ ("E_xchange Rates…"));

  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 44);
  gtk_widget_add_css_class (hint, "dim");
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), title_new (_ ("What it is reckoned with")));
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (prices), "win.prices");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (rates), "win.exchange-rates");
  gtk_box_append (GTK_BOX (buttons), prices);
  gtk_box_append (GTK_BOX (buttons), rates);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

static void
hw_cost_window_init (HwCostWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *chart = scrolled_new (chart_column_new (self), 560);

  self->rows = g_ptr_array_new ();
  gtk_window_set_title (GTK_WINDOW (self), _ ("Costs"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1060, 780);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hallwright");
  gtk_widget_set_hexpand (chart, TRUE);
  gtk_box_append (GTK_BOX (box), chart);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), scrolled_new (form_column_new (self), 400));
  gtk_window_set_child (GTK_WINDOW (self), box);
  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
}
