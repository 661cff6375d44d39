/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line with a name and a computed value; activating it asks for the explanation, as
 * "win.explain". */
#define HW_TYPE_FACT_ROW (hw_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (HwFactRow, hw_fact_row, HW, FACT_ROW, GtkWidget)

typedef enum
{
  HW_FACT_PLAIN,
  HW_FACT_NEAR, /* close to a limit */
  HW_FACT_OVER, /* beyond it */
  HW_FACT_PREVIEW,
} HwFactState;

GtkWidget *hw_fact_row_new (const char *label);
/* @key: (nullable): of the figure, with "@ID" for one object; without one it is not to be activated
 */
void hw_fact_row_show (HwFactRow *self, const char *value, const char *key, HwFactState state);
/* @action has a text for its target. Where it is not a figure: after hw_fact_row_show(). */
void hw_fact_row_set_action (HwFactRow *self, const char *action, const char *target);

G_END_DECLS
