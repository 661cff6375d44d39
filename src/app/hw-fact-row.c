/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fact-row.h"

struct _HwFactRow
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *value;
};

G_DEFINE_FINAL_TYPE (HwFactRow, hw_fact_row, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
hw_fact_row_set_action (HwFactRow *self, const char *action, const char *target)
{
  if (action != NULL)
    /* The target first: a name without one does not fit the action. */
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_can_target (self->button, action != NULL);
  gtk_widget_set_focusable (self->button, action != NULL);
}

void
hw_fact_row_show (HwFactRow *self, const char *value, const char *key, HwFactState state)
{
  gtk_label_set_text (GTK_LABEL (self->value), value);
  set_class (self->value, "over", state == HW_FACT_OVER);
  set_class (self->value, "near", state == HW_FACT_NEAR);
  set_class (self->value, "preview", state == HW_FACT_PREVIEW);
  hw_fact_row_set_action (self, key != NULL ? "win.explain" : NULL, key);
}

GtkWidget *
hw_fact_row_new (const char *label)
{
  HwFactRow *self = g_object_new (HW_TYPE_FACT_ROW, NULL);

  gtk_label_set_text (GTK_LABEL (self->label), label);
  return GTK_WIDGET (self);
}

static void
hw_fact_row_dispose (GObject *object)
{
  HwFactRow *self = HW_FACT_ROW (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_fact_row_parent_class)->dispose (object);
}

static void
hw_fact_row_class_init (HwFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_fact_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hw_fact_row_init (HwFactRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "fact-label");
  self->value = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->value), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->value), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->value, TRUE);
  gtk_widget_add_css_class (self->value, "fact-value");
  gtk_box_append (GTK_BOX (line), self->label);
  gtk_box_append (GTK_BOX (line), self->value);

  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), line);
  gtk_widget_add_css_class (self->button, "fact");
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
