/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A design to start from: floor plan, name and headline figures. Clicking it opens a copy, as
 * "win.open-example" with the path. */
#define HW_TYPE_EXAMPLE_TILE (hw_example_tile_get_type ())
G_DECLARE_FINAL_TYPE (HwExampleTile, hw_example_tile, HW, EXAMPLE_TILE, GtkWidget)

GtkWidget *hw_example_tile_new (const char *path);
/* Reads the design and draws it: some milliseconds. FALSE where it cannot be read. */
gboolean hw_example_tile_load (HwExampleTile *self);

G_END_DECLS
