/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-ask.h"

#include <glib/gi18n.h>

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwAsk
{
  GtkWindow parent_instance;

  GtkWidget *grid;
  GtkWidget *summary;
  GtkWidget *accept;
  int n_rows;

  HwAskChanged changed;
  HwAskAccepted accepted;
  gpointer data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (HwAsk, hw_ask, GTK_TYPE_WINDOW)

static void
update (HwAsk *self)
{
  g_autofree char *summary = NULL;
  gboolean good;

  if (self->changed == NULL)
    return;
  good = self->changed (self, self->data, &summary);
  gtk_label_set_text (GTK_LABEL (self->summary), summary != NULL ? summary : "");
  if (good)
    gtk_widget_remove_css_class (self->summary, "refused");
  else
    gtk_widget_add_css_class (self->summary, "refused");
  gtk_widget_set_sensitive (self->accept, good);
}

static void
changed_cb (GtkWidget *field, HwAsk *self)
{
  update (self);
}

static void
notify_cb (GtkWidget *field, GParamSpec *pspec, HwAsk *self)
{
  update (self);
}

static void
accept_cb (GtkWidget *widget, HwAsk *self)
{
  if (!gtk_widget_get_sensitive (self->accept))
    return;
  self->accepted (self, self->data);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cancel_cb (GtkWidget *widget, HwAsk *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_row (HwAsk *self, const char *text, GtkWidget *field, const char *unit)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), field, 1, self->n_rows, unit != NULL ? 1 : 2, 1);
  if (unit != NULL)
    {
      GtkWidget *after = gtk_label_new (unit);

      gtk_label_set_xalign (GTK_LABEL (after), 0);
      gtk_widget_add_css_class (after, "dim");
      gtk_grid_attach (GTK_GRID (self->grid), after, 2, self->n_rows, 1, 1);
    }
  self->n_rows++;
}

GtkSpinButton *
hw_ask_add_number (HwAsk *self,
                   const char *label,
                   const char *unit,
                   double minimum,
                   double maximum,
                   double step,
                   guint digits,
                   double value)
{
  GtkWidget *field = gtk_spin_button_new_with_range (minimum, maximum, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (field), digits);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field), value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (field), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (field), 8);
  g_signal_connect (field, "value-changed", G_CALLBACK (changed_cb), self);
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (field))),
                                  TRUE);
  add_row (self, label, field, unit != NULL ? unit : "");
  return GTK_SPIN_BUTTON (field);
}

GtkEditable *
hw_ask_add_text (HwAsk *self, const char *label, const char *value)
{
  GtkWidget *field = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (field), value);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_entry_set_activates_default (GTK_ENTRY (field), TRUE);
  g_signal_connect (field, "changed", G_CALLBACK (changed_cb), self);
  add_row (self, label, field, NULL);
  return GTK_EDITABLE (field);
}

GtkCheckButton *
hw_ask_add_check (HwAsk *self, const char *label, gboolean value)
{
  GtkWidget *field = gtk_check_button_new_with_mnemonic (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (field), value);
  g_signal_connect (field, "notify::active", G_CALLBACK (notify_cb), self);
  gtk_grid_attach (GTK_GRID (self->grid), field, 1, self->n_rows++, 2, 1);
  return GTK_CHECK_BUTTON (field);
}

void
hw_ask_run (HwAsk *self,
            HwAskChanged changed,
            HwAskAccepted accepted,
            gpointer data,
            GDestroyNotify destroy)
{
  self->changed = changed;
  self->accepted = accepted;
  self->data = data;
  self->destroy = destroy;
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}

HwAsk *
hw_ask_new (GtkWindow *parent, const char *title, const char *accept)
{
  HwAsk *self = g_object_new (HW_TYPE_ASK,
                              "title",
                              title,
                              "transient-for",
                              parent,
                              "destroy-with-parent",
                              TRUE,
                              "modal",
                              TRUE,
                              NULL);

  gtk_button_set_label (GTK_BUTTON (self->accept), accept);
  return self;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_destroy (GTK_WINDOW (widget));
  return TRUE;
}

static void
hw_ask_dispose (GObject *object)
{
  HwAsk *self = HW_ASK (object);
  GDestroyNotify destroy = g_steal_pointer (&self->destroy);

  self->changed = NULL;
  if (destroy != NULL)
    destroy (self->data);
  G_OBJECT_CLASS (hw_ask_parent_class)->dispose (object);
}

static void
hw_ask_class_init (HwAskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_ask_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-ask.ui");
  gtk_widget_class_bind_template_child (widget_class, HwAsk, grid);
  gtk_widget_class_bind_template_child (widget_class, HwAsk, summary);
  gtk_widget_class_bind_template_child (widget_class, HwAsk, accept);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
hw_ask_init (HwAsk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
