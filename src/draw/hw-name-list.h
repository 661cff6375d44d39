/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Byte by byte, numbers by their size: "tray 9" before "tray 10". */
int hw_name_compare (const char *a, const char *b);

/**
 * hw_name_series:
 * @names: (element-type utf8): sorted afterwards, numbers in them by their size
 *
 * Names that follow each other without a gap: "gpu-01 to gpu-04", "PDU A to PDU B", a single one.
 *
 * Returns: (transfer full) (nullable): the text, %NULL where they are no series
 */
char *hw_name_series (GPtrArray *names);

/* A series as such, of other names all, each once: "db, web". Returns: (transfer full) */
char *hw_name_list (GPtrArray *names);

G_END_DECLS
