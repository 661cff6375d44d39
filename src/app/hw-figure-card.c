/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-figure-card.h"

#include <glib/gi18n.h>

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwFigureCard
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *title;
  GtkWidget *number;
  GtkWidget *unit;
  GtkWidget *detail;
};

G_DEFINE_FINAL_TYPE (HwFigureCard, hw_figure_card, GTK_TYPE_WIDGET)

char *
hw_sum_dup_text (const HwSum *sum, HwDimension dimension, const char *currency)
{
  GString *text;

  if (hw_sum_is_unknown (sum))
    return g_strdup (_ ("not known"));
  text = g_string_new (NULL);
  if (hw_sum_is_range (sum))
    {
      g_autofree char *unit = NULL;
      g_autofree char *high_unit = NULL;
      g_autofree char *number = hw_quantity_split (dimension, sum->low, currency, &unit);
      g_autofree char *low = hw_quantity_format (dimension, sum->low, currency);
      g_autofree char *high = hw_quantity_format (dimension, sum->high, currency);

      hw_quantity_prefix (dimension, sum->high, currency, &high_unit);
      /* One unit is said once. */
      g_string_append_printf (text, "%s – %s", g_str_equal (unit, high_unit) ? number : low, high);
    }
  else
    {
      g_autofree char *value = hw_quantity_format (dimension, sum->value, currency);

      g_string_append (text, value);
    }
  if (sum->n_unknown > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (
          text, g_dngettext (NULL, "%u unknown", "%u unknown", sum->n_unknown), sum->n_unknown);
    }
  return g_string_free (text, FALSE);
}

void
hw_figure_card_show (HwFigureCard *self,
                     const char *title,
                     const char *key,
                     HwDimension dimension,
                     const HwSum *sum,
                     const char *currency,
                     const char *detail,
                     gboolean preview)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *unit = NULL;
  g_autofree char *number = NULL;
  g_autofree char *whole = hw_sum_dup_text (sum, dimension, currency);
  g_autofree char *name = NULL;

  if (hw_sum_is_unknown (sum))
    {
      number = g_strdup ("–");
      unit = g_strdup (_ ("not known"));
    }
  else
    number = hw_quantity_split (dimension, sum->value, currency, &unit);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->unit), unit);
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_widget_set_tooltip_text (self->button, whole);
  gtk_widget_set_sensitive (self->button, key != NULL);
  if (key != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", key);

  if (preview)
    {
      gtk_widget_add_css_class (widget, "preview");
      return;
    }
  gtk_widget_remove_css_class (widget, "preview");
  /* Previews are for the eye alone. */
  name = g_strdup_printf ("%s: %s", title, whole);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hw_figure_card_dispose (GObject *object)
{
  HwFigureCard *self = HW_FIGURE_CARD (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_figure_card_parent_class)->dispose (object);
}

static void
hw_figure_card_class_init (HwFigureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_figure_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-figure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HwFigureCard, button);
  gtk_widget_class_bind_template_child (widget_class, HwFigureCard, title);
  gtk_widget_class_bind_template_child (widget_class, HwFigureCard, number);
  gtk_widget_class_bind_template_child (widget_class, HwFigureCard, unit);
  gtk_widget_class_bind_template_child (widget_class, HwFigureCard, detail);
}

static void
hw_figure_card_init (HwFigureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The target first: a name without one does not fit the action. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.explain");
}
