/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small modal window that asks for a few values before something is done, and says meanwhile what
 * would come of it. */
#define HW_TYPE_ASK (hw_ask_get_type ())
G_DECLARE_FINAL_TYPE (HwAsk, hw_ask, HW, ASK, GtkWindow)

/* @accept: label of the button that does it, with mnemonic */
HwAsk *hw_ask_new (GtkWindow *parent, const char *title, const char *accept);

/* A field each, below those before. @unit: (nullable): shown after it */
GtkSpinButton *hw_ask_add_number (HwAsk *self,
                                  const char *label,
                                  const char *unit,
                                  double minimum,
                                  double maximum,
                                  double step,
                                  guint digits,
                                  double value);
GtkEditable *hw_ask_add_text (HwAsk *self, const char *label, const char *value);
GtkCheckButton *hw_ask_add_check (HwAsk *self, const char *label, gboolean value);

/**
 * HwAskChanged:
 * @summary: (out) (transfer full): what would come of it, a sentence
 *
 * Returns: whether it can be done
 */
typedef gboolean (*HwAskChanged) (HwAsk *self, gpointer data, char **summary);
typedef void (*HwAskAccepted) (HwAsk *self, gpointer data);

/**
 * hw_ask_run:
 * @changed: called at once and whenever a field has another value
 * @accepted: called once, if the person wants it
 * @destroy: called when the window goes, after @accepted
 */
void hw_ask_run (HwAsk *self,
                 HwAskChanged changed,
                 HwAskAccepted accepted,
                 gpointer data,
                 GDestroyNotify destroy);

G_END_DECLS
