/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-theme.h"

G_BEGIN_DECLS

/* The looks of the program: style sheets, and light or dark after the preference "system", "light"
 * or "dark". The outcome is GtkSettings:gtk-application-prefer-dark-theme, which widgets follow. */
#define HW_TYPE_STYLE (hw_style_get_type ())
G_DECLARE_FINAL_TYPE (HwStyle, hw_style, HW, STYLE, GObject)

HwStyle *hw_style_new (GdkDisplay *display);
void hw_style_set_scheme (HwStyle *self, const char *scheme);

/* Returns: (transfer none): the drawing theme that suits the looks of @widget */
const HwTheme *hw_style_get_theme (GtkWidget *widget);
/* Calls @callback (settings, pspec, object) whenever hw_style_get_theme() may answer another theme,
 * as long as @object lives. */
void hw_style_watch (GtkWidget *widget, GCallback callback, gpointer object);

GdkRGBA hw_style_colour (HwColour colour);

G_END_DECLS
