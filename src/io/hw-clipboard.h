/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* What is copied and pasted, between windows and programs: a fragment (hw-fragment.h) as a design
 * in the usual format, with its products and their sources. */

#define HW_CLIPBOARD_TYPE "application/x-hallwright-selection+xml"

/* Returns: (transfer full) (nullable): %NULL where none of @refs can be copied */
GBytes *hw_clipboard_write (HwDesign *design, const HwRef *refs, guint n);

/* The same for people and other programs: a table with tabs, a line an object.
 * Returns: (transfer full) */
char *hw_clipboard_write_text (HwDesign *design, const HwRef *refs, guint n);

/**
 * hw_clipboard_read:
 * @bytes: of any content
 *
 * Returns: (transfer full): a fragment that holds at least one object; %NULL with @error of
 * HW_IO_ERROR, which says in one sentence what is wrong
 */
HwDesign *hw_clipboard_read (GBytes *bytes, GError **error);

/* Whether a text may be such content: worth reading. */
gboolean hw_clipboard_sniff (const char *text);

G_END_DECLS
