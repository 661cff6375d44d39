/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-notice.h"

#include <glib/gi18n.h>

#define SECONDS 7

struct _HwNotice
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *undo;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (HwNotice, hw_notice, GTK_TYPE_WIDGET)

void
hw_notice_dismiss (HwNotice *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

static gboolean
timeout_cb (gpointer data)
{
  HwNotice *self = HW_NOTICE (data);

  self->timeout = 0;
  hw_notice_dismiss (self);
  return G_SOURCE_REMOVE;
}

void
hw_notice_show (HwNotice *self, const char *text, gboolean undoable)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->undo, undoable);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  self->timeout = g_timeout_add_seconds (SECONDS, timeout_cb, self);
}

void
hw_notice_outdate (HwNotice *self)
{
  if (gtk_widget_get_visible (self->undo))
    hw_notice_dismiss (self);
}

const char *
hw_notice_get_text (HwNotice *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer))
             ? gtk_label_get_text (GTK_LABEL (self->label))
             : NULL;
}

static void
undo_clicked_cb (GtkButton *button, HwNotice *self)
{
  hw_notice_dismiss (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
}

static void
hw_notice_dispose (GObject *object)
{
  HwNotice *self = HW_NOTICE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_notice_parent_class)->dispose (object);
}

static void
hw_notice_class_init (HwNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_notice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
hw_notice_init (HwNotice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  gtk_widget_add_css_class (box, "notice");
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 70);
  gtk_box_append (GTK_BOX (box), self->label);

  self->undo = gtk_button_new_with_mnemonic (_ ("_Undo"));
  gtk_widget_set_valign (self->undo, GTK_ALIGN_CENTER);
  g_signal_connect (self->undo, "clicked", G_CALLBACK (undo_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->undo);

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
