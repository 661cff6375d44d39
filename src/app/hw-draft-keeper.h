/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-document.h"

G_BEGIN_DECLS

/* Writes drafts of an open document: two seconds after the last change, ten after the first that no
 * draft has, and less often where a draft takes long. Previews never get into one. The draft goes
 * when the document is saved, and with hw_draft_keeper_close().
 *
 * Signal "failed" (const char *message): no draft can be written; once, until it works again. */
#define HW_TYPE_DRAFT_KEEPER (hw_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HwDraftKeeper, hw_draft_keeper, HW, DRAFT_KEEPER, GObject)

/* Goes on with the document's draft where it has one. */
HwDraftKeeper *hw_draft_keeper_new (HwDocument *document);
/* Nothing is written any more, and what was is removed. Without this call it is left over. */
void hw_draft_keeper_close (HwDraftKeeper *self);
/* Nothing is written any more. Returns: (transfer full) (nullable): the draft, for another document
 */
HwDraft *hw_draft_keeper_steal (HwDraftKeeper *self);

G_END_DECLS
