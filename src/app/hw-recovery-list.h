/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-recovery.h"

G_BEGIN_DECLS

/* The left-over drafts on the start page, each to recover or to discard, by the actions win.recover
 * and win.discard-draft. Hidden where there are none. */
#define HW_TYPE_RECOVERY_LIST (hw_recovery_list_get_type ())
G_DECLARE_FINAL_TYPE (HwRecoveryList, hw_recovery_list, HW, RECOVERY_LIST, GtkWidget)

/* Looks for drafts again. */
void hw_recovery_list_refresh (HwRecoveryList *self);
/* Returns: (transfer full): one sentence about it */
char *hw_recovery_list_describe (HwOrphan *orphan);

G_END_DECLS
