/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-design.h"
#include "hw-xml-writer.h"

G_BEGIN_DECLS

/* Writes the design in canonical form: the same design always gives the same bytes, and reading and
 * writing them again too. Returns: FALSE with the sink's @error */
gboolean hw_design_write (HwDesign *design, HwSink sink, gpointer data, GError **error);

/* Returns: (transfer full): the file's content */
GBytes *hw_design_write_bytes (HwDesign *design);

/* Replaces @file in one step: on failure (HW_IO_ERROR_WRITE) what stood there still does. */
gboolean hw_design_write_file (HwDesign *design, GFile *file, GError **error);

G_END_DECLS
