/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-message.h"

/* Leaving a document or the window, and what is not saved then. */

typedef enum
{
  LEAVE_WINDOW,
  LEAVE_DOCUMENT,
} Leave;

static void
leave_answered_cb (HwMessage *message, const char *answer, gpointer data)
{
  HwWindow *self = HW_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (message)));
  Leave leave = GPOINTER_TO_INT (data);

  self->asking = FALSE;
  if (g_str_equal (answer, "save"))
    {
      self->close_when_saved = leave == LEAVE_WINDOW;
      hw_window_save (self);
    }
  else if (g_str_equal (answer, "discard"))
    {
      hw_window_set_document (self, NULL);
      if (leave == LEAVE_WINDOW)
        gtk_window_close (GTK_WINDOW (self));
    }
}

static void
ask_to_leave (HwWindow *self, Leave leave)
{
  g_autofree char *title
      = g_strdup_printf (_ ("Save the changes to “%s”?"), hw_document_get_title (self->document));
  HwMessage *message = hw_message_new (
      GTK_WINDOW (self), title, _ ("Without saving, what has changed since is lost."));

  hw_message_add_button (message, "cancel", _ ("_Cancel"), NULL);
  hw_message_add_button (message, "discard", _ ("_Discard"), "destructive-action");
  hw_message_add_button (message, "save", _ ("_Save"), "suggested-action");
  self->asking = TRUE;
  hw_message_ask (message, leave_answered_cb, GINT_TO_POINTER (leave));
}

gboolean
hw_window_confirm_close (HwWindow *self)
{
  if (self->document == NULL || !hw_document_get_modified (self->document))
    return TRUE;
  if (!self->asking)
    ask_to_leave (self, LEAVE_WINDOW);
  return FALSE;
}

static void
start_page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);

  if (self->asking)
    return;
  if (hw_document_get_modified (self->document))
    ask_to_leave (self, LEAVE_DOCUMENT);
  else
    hw_window_set_document (self, NULL);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
}

static const GActionEntry entries[] = {
  { .name = "start-page", .activate = start_page_cb },
  { .name = "close", .activate = close_cb },
};

void
hw_window_add_close_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
