/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A short message at the foot of the window that goes by itself, with a button to undo what it is
 * about. */
#define HW_TYPE_NOTICE (hw_notice_get_type ())
G_DECLARE_FINAL_TYPE (HwNotice, hw_notice, HW, NOTICE, GtkWidget)

void hw_notice_show (HwNotice *self, const char *text, gboolean undoable);
void hw_notice_dismiss (HwNotice *self);
/* Another step has been made: what can be undone now is not what the notice tells of. */
void hw_notice_outdate (HwNotice *self);
/* What is shown; %NULL where nothing is. */
const char *hw_notice_get_text (HwNotice *self);

G_END_DECLS
