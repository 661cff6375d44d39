/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-draft.h"
#include "hw-file-state.h"

G_BEGIN_DECLS

/* A draft whose process died: there are changes that nobody saved. */
typedef struct
{
  char *folder;
  char *name; /* of the draft */
  char *path; /* of its content */
  HwDraftAbout *about;
  GFile *original; /* nullable */
  GDateTime *time; /* when the draft was written, local */
  char *note;      /* nullable: what is wrong with what is known about it, translated */
} HwOrphan;

void hw_orphan_free (HwOrphan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOrphan, hw_orphan_free)

/**
 * hw_recovery_list:
 * @folder: of drafts; need not be there
 *
 * Those that a living process works on are left out. One of which is not known what it belongs to
 * is in the list, with a note. What a process that died before its first draft left is cleaned
 * away.
 *
 * Returns: (transfer full) (element-type HwOrphan): the latest first
 */
GPtrArray *hw_recovery_find_all (const char *folder);
/* Returns: (transfer full) (nullable): the latest left-over draft of @file */
HwOrphan *hw_recovery_find (const char *folder, GFile *file);

/* Whether the file still holds what the draft began from; HW_DISK_SAME where there is no file. */
HwDiskState hw_orphan_compare (HwOrphan *self);
/* Makes it ours. Returns: (transfer full): %NULL with @error where another process was faster */
HwDraft *hw_orphan_claim (HwOrphan *self, GError **error);
/* Removes it; that it is gone already is no failure. */
gboolean hw_orphan_discard (HwOrphan *self, GError **error);

G_END_DECLS
