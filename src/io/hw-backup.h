/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a file held before the last save, one for each file that was saved, kept in @folder under a
 * hash of the file's address. */

/**
 * hw_backup_keep:
 * @next: what the file is about to hold: where it does already there is nothing to keep
 *
 * Call it before saving. A file that is not there yet has no backup; that is no failure.
 */
gboolean hw_backup_keep (const char *folder, GFile *file, GBytes *next, GError **error);

/* Returns: (transfer full) (nullable): the backup, %NULL where there is none */
GFile *hw_backup_find (const char *folder, GFile *file);

G_END_DECLS
