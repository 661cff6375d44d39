/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-source-button.h"

#include <glib/gi18n.h>

#include "hw-date.h"
#include "hw-message.h"

struct _HwSourceButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  char *address;
};

G_DEFINE_FINAL_TYPE (HwSourceButton, hw_source_button, GTK_TYPE_WIDGET)

void
hw_source_button_show (HwSourceButton *self,
                       const char *title,
                       const char *address,
                       const char *date)
{
  g_autofree char *tooltip = NULL;
  g_autofree char *name = NULL;
  g_autofree char *day = date != NULL ? hw_date_text (date) : NULL;

  g_free (self->address);
  self->address = g_strdup (address);
  gtk_label_set_text (GTK_LABEL (self->label), title != NULL ? title : "");
  gtk_widget_set_visible (self->button, title != NULL);
  gtk_widget_set_sensitive (self->button, address != NULL);
  if (title == NULL)
    return;
  tooltip = g_strdup_printf ("%s%s%s%s%s",
                             title,
                             day != NULL ? "\n" : "",
                             day != NULL ? day : "",
                             address != NULL ? "\n" : "",
                             address != NULL ? address : "");
  gtk_widget_set_tooltip_text (self->button, tooltip);
  name = g_strdup_printf (_ ("Source: %s"), title);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
clicked_cb (GtkButton *button, HwSourceButton *self)
{
  g_autoptr (GError) error = NULL;
  GdkAppLaunchContext *context
      = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  if (!g_app_info_launch_default_for_uri (self->address, G_APP_LAUNCH_CONTEXT (context), &error))
    hw_message_say (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                    _ ("The source cannot be opened here."),
                    self->address,
                    error->message);
  g_object_unref (context);
}

GtkWidget *
hw_source_button_new (void)
{
  return g_object_new (HW_TYPE_SOURCE_BUTTON, NULL);
}

static void
hw_source_button_dispose (GObject *object)
{
  HwSourceButton *self = HW_SOURCE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (hw_source_button_parent_class)->dispose (object);
}

static void
hw_source_button_class_init (HwSourceButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_source_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_source_button_init (HwSourceButton *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), self->label);
  gtk_widget_add_css_class (self->button, "source");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}
