/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The unsaved content of one open document, in the user's state folder, for the case that the
 * program or the machine dies. Three files share a random name: the content (.hallwright), what it
 * belongs to (.draft, a key file), and a lock (.lock) that the system holds as long as the process
 * lives. See hw-recovery.h for those whose process died. */
typedef struct _HwDraft HwDraft;

#define HW_DRAFT_CONTENT ".hallwright"
#define HW_DRAFT_ABOUT ".draft"
#define HW_DRAFT_LOCK ".lock"

/* What a draft belongs to. */
typedef struct
{
  char *title;    /* of the design */
  char *original; /* address of the file; nullable: it was never saved */
  char *hash;     /* nullable: SHA-256 of what that file held when it was last read or saved */
} HwDraftAbout;

HwDraftAbout *hw_draft_about_new (const char *title, GFile *original, const char *hash);
void hw_draft_about_free (HwDraftAbout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDraftAbout, hw_draft_about_free)
/* Returns: (transfer full): %NULL with @error where the file is not what it should be */
HwDraftAbout *hw_draft_about_read (const char *path, GError **error);

/* Returns: (transfer full): $XDG_STATE_HOME/hallwright/NAME */
char *hw_state_folder (const char *name);

/* @folder: made where it is missing; nothing is written into it but the lock */
HwDraft *hw_draft_new (const char *folder, GError **error);
/* Takes over the draft @name of a process that is gone. Returns: (transfer full): %NULL with @error
 * where a living process has it */
HwDraft *hw_draft_claim (const char *folder, const char *name, GError **error);
HwDraft *hw_draft_ref (HwDraft *self);
/* The last one lets go of the lock; what was written stays and counts as left over, unless it was
 * removed. */
void hw_draft_unref (HwDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDraft, hw_draft_unref)

/* Replaces the content in one step. May run in another thread; does nothing after
 * hw_draft_remove(). */
gboolean hw_draft_write (HwDraft *self, GBytes *content, const HwDraftAbout *about, GError **error);
/* Removes what was written; hw_draft_write() may write again afterwards. Waits for one that is
 * under way. */
void hw_draft_clear (HwDraft *self);
/* Removes all, for good. */
void hw_draft_remove (HwDraft *self);
/* The path of the content. */
const char *hw_draft_get_path (HwDraft *self);

G_END_DECLS
