/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-design.h"
#include "hw-findings.h"

G_BEGIN_DECLS

/**
 * hw_design_read_stream:
 * @name: of the file, as people know it
 * @findings: (out) (optional) (transfer full): what was found, set in every case; on success notes
 * only
 *
 * Reads a design. Every place is checked as an operation would: what the file says is either a
 * sound design or refused with all that is wrong with it.
 *
 * Returns: (transfer full): the design, clean and without history, or %NULL with @error of
 *   HW_IO_ERROR: READ, INVALID or VERSION
 */
HwDesign *hw_design_read_stream (GInputStream *stream,
                                 const char *name,
                                 HwFindings **findings,
                                 GError **error);

/* The same for a file. @name: (nullable): as people gave it */
HwDesign *
hw_design_read_named (GFile *file, const char *name, HwFindings **findings, GError **error);
HwDesign *hw_design_read_file (GFile *file, HwFindings **findings, GError **error);

/* The same for bytes in memory. */
HwDesign *
hw_design_read_bytes (GBytes *bytes, const char *name, HwFindings **findings, GError **error);

G_END_DECLS
