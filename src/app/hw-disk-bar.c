/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-disk-bar.h"

#include <glib/gi18n.h>

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwDiskBar
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *reload_button;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (HwDiskBar, hw_disk_bar, GTK_TYPE_WIDGET)

void
hw_disk_bar_hide (HwDiskBar *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hw_disk_bar_show (HwDiskBar *self, HwDiskState state, const char *name, gboolean modified)
{
  g_autofree char *text = NULL;

  if (state == HW_DISK_SAME)
    {
      hw_disk_bar_hide (self);
      return;
    }
  if (state == HW_DISK_MISSING)
    text = g_strdup_printf (_ ("“%s” is not there any more. Saving writes it again."), name);
  else if (modified)
    text = g_strdup_printf (_ ("Another program changed “%s”, and so did you."), name);
  else
    text = g_strdup_printf (_ ("Another program changed “%s”."), name);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->reload_button, state == HW_DISK_CHANGED);
  gtk_widget_set_visible (self->save_button, state == HW_DISK_MISSING);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

static void
hw_disk_bar_dispose (GObject *object)
{
  g_clear_pointer (&HW_DISK_BAR (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_disk_bar_parent_class)->dispose (object);
}

static void
hw_disk_bar_class_init (HwDiskBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_disk_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-disk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HwDiskBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, HwDiskBar, label);
  gtk_widget_class_bind_template_child (widget_class, HwDiskBar, reload_button);
  gtk_widget_class_bind_template_child (widget_class, HwDiskBar, save_button);
}

static void
hw_disk_bar_init (HwDiskBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
