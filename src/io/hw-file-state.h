/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwDiskState:
 * @HW_DISK_SAME: the file holds what we know
 * @HW_DISK_CHANGED: somebody else wrote it since
 * @HW_DISK_MISSING: it is not there
 */
typedef enum
{
  HW_DISK_SAME,
  HW_DISK_CHANGED,
  HW_DISK_MISSING,
} HwDiskState;

/* What a file held when we last read or wrote it. */
typedef struct
{
  GBytes *bytes; /* nullable: only the hash is known */
  char *hash;    /* SHA-256 of the bytes, hexadecimal */
  guint64 size;
  gint64 modified; /* when the file was written, microseconds; 0: not known */
} HwFileState;

/**
 * hw_file_state_read:
 * @name: (nullable): of the file, as people gave it
 *
 * Returns: (transfer full): what the file holds now, or %NULL with HW_IO_ERROR_READ
 */
HwFileState *hw_file_state_read (GFile *file, const char *name, GError **error);
/* What was just written to @file. */
HwFileState *hw_file_state_new (GFile *file, GBytes *bytes);
/* All that is known is the hash. */
HwFileState *hw_file_state_new_for_hash (const char *hash);
void hw_file_state_free (HwFileState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFileState, hw_file_state_free)

/* Moves the bytes of a large file out of memory, into a file without a name in @folder, from where
 * they come back when they are looked at. Where that fails they stay. */
void hw_file_state_put_aside (HwFileState *self, const char *folder);

/* Reads the content only where time or size differ; those are then remembered. A file that cannot
 * be read counts as the same: nothing is known against it. */
HwDiskState hw_file_state_compare (HwFileState *self, GFile *file);

G_END_DECLS
