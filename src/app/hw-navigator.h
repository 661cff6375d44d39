/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moving about in a drawing: the wheel zooms at the pointer, with Shift it goes sideways, two
 * fingers pan, with Ctrl they zoom; the middle button, or Space and the left one, drag the drawing.
 */
typedef struct
{
  /* Whether there is a drawing to move about in. */
  gboolean (*is_active) (gpointer data);
  /* By @factor at a point of the widget. */
  void (*zoom) (gpointer data, double x, double y, double factor);
  void (*pan) (gpointer data, double dx, double dy);
  /* (nullable): Space was struck alone. */
  void (*tapped) (gpointer data);
} HwNavigatorMoves;

typedef struct _HwNavigator HwNavigator;

/* Attaches to @widget, which must live as long. @moves: static */
HwNavigator *hw_navigator_new (GtkWidget *widget, const HwNavigatorMoves *moves, gpointer data);
void hw_navigator_free (HwNavigator *self);
/* Whether Space is held, so that the left button drags the drawing. */
gboolean hw_navigator_is_holding (const HwNavigator *self);

G_END_DECLS
