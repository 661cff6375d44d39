/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-message.h"

#include <glib/gi18n.h>

#define WIDTH 460
#define FINDINGS_WIDTH 640
#define FINDINGS_HEIGHT 260

struct _HwMessage
{
  GtkWindow parent_instance;

  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *scroller;
  GtkWidget *findings;
  GtkWidget *buttons;

  HwMessageChosen chosen;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (HwMessage, hw_message, GTK_TYPE_WINDOW)

void
hw_message_answer (HwMessage *self, const char *text)
{
  HwMessageChosen chosen = g_steal_pointer (&self->chosen);

  g_object_ref (self);
  if (chosen != NULL)
    chosen (self, text, self->data);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
clicked_cb (GtkButton *button, HwMessage *self)
{
  hw_message_answer (self, g_object_get_data (G_OBJECT (button), "answer"));
}

void
hw_message_add_button (HwMessage *self, const char *name, const char *label, const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "answer", g_strdup (name), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  gtk_box_append (GTK_BOX (self->buttons), button);
  if (g_strcmp0 (style, "suggested-action") == 0)
    {
      gtk_window_set_default_widget (GTK_WINDOW (self), button);
      gtk_window_set_focus (GTK_WINDOW (self), button);
    }
}

void
hw_message_set_findings (HwMessage *self, const char *findings)
{
  gtk_label_set_text (GTK_LABEL (self->findings), findings);
  gtk_widget_set_visible (self->scroller, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), FINDINGS_WIDTH, -1);
}

void
hw_message_ask (HwMessage *self, HwMessageChosen chosen, gpointer data)
{
  self->chosen = chosen;
  self->data = data;
  gtk_window_present (GTK_WINDOW (self));
}

void
hw_message_say (GtkWindow *parent, const char *title, const char *text, const char *findings)
{
  HwMessage *self = hw_message_new (parent, title, text);

  if (findings != NULL)
    hw_message_set_findings (self, findings);
  hw_message_add_button (self, "close", _ ("_Close"), "suggested-action");
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
close_request_cb (HwMessage *self)
{
  hw_message_answer (self, "cancel");
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  hw_message_answer (HW_MESSAGE (widget), "cancel");
  return TRUE;
}

HwMessage *
hw_message_new (GtkWindow *parent, const char *title, const char *text)
{
  HwMessage *self = g_object_new (HW_TYPE_MESSAGE, "transient-for", parent, NULL);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->text), text != NULL ? text : "");
  gtk_widget_set_visible (self->text, text != NULL);
  return self;
}

static void
hw_message_class_init (HwMessageClass *klass)
{
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
hw_message_init (HwMessage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (GTK_WIDGET (self), "hallwright");
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_window_set_child (GTK_WINDOW (self), box);

  self->title = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "message-title");
  gtk_box_append (GTK_BOX (box), self->title);

  self->text = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_box_append (GTK_BOX (box), self->text);

  self->findings = gtk_label_new (NULL);
  gtk_label_set_selectable (GTK_LABEL (self->findings), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->findings), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->findings), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->findings), 0);
  gtk_label_set_yalign (GTK_LABEL (self->findings), 0);
  gtk_widget_add_css_class (self->findings, "findings");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->findings);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              FINDINGS_HEIGHT);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_box_append (GTK_BOX (box), self->scroller);

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (self->buttons, 12);
  gtk_widget_add_css_class (self->buttons, "message-buttons");
  gtk_box_append (GTK_BOX (box), self->buttons);
}
