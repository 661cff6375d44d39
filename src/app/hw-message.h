/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A modal window that says something and asks for an answer. */
#define HW_TYPE_MESSAGE (hw_message_get_type ())
G_DECLARE_FINAL_TYPE (HwMessage, hw_message, HW, MESSAGE, GtkWindow)

/**
 * hw_message_new:
 * @parent: (nullable)
 * @title: one sentence
 * @text: (nullable): what there is to say about it
 */
HwMessage *hw_message_new (GtkWindow *parent, const char *title, const char *text);

/* Lines of a file that are wrong, `FILE:LINE: reason`, selectable, below the text. */
void hw_message_set_findings (HwMessage *self, const char *findings);

typedef void (*HwMessageChosen) (HwMessage *self, const char *answer, gpointer data);

/* A button at the right of those before; @style: (nullable): "suggested-action" or
 * "destructive-action". The one with "suggested-action" is the default. */
void
hw_message_add_button (HwMessage *self, const char *answer, const char *label, const char *style);
/* @chosen: called once, with "cancel" where the window was closed; then the message goes. */
void hw_message_ask (HwMessage *self, HwMessageChosen chosen, gpointer data);

/* As the button with that answer does. */
void hw_message_answer (HwMessage *self, const char *answer);

/* Says it, with a button to close. */
void hw_message_say (GtkWindow *parent, const char *title, const char *text, const char *findings);

G_END_DECLS
