/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How each file was looked at last: a dictionary for each, in @folder, for the last ones. It is
 * kept apart from the file, and says nothing of its name. */

/* Returns: (transfer full) (nullable): a{sv}; %NULL: it was never looked at */
GVariant *hw_look_memory_recall (const char *folder, GFile *file);
/* @look: a{sv}; what cannot be kept is forgotten. */
void hw_look_memory_keep (const char *folder, GFile *file, GVariant *look);

G_END_DECLS
