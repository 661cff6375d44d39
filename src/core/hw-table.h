/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-handle.h"

G_BEGIN_DECLS

/* Rows of one size behind handles. Rows lie in blocks that never move, freed handles are used
 * again, and each row hangs in one list a list number: 0 the children of its parent, 1 and 2 the
 * members of what else it belongs to: the row and the group of a rack, the fabric of a member. Only
 * hw-design.c writes. */
typedef struct _HwTable HwTable;

typedef int (*HwTableOrder) (const void *a, const void *b, gpointer data);

#define HW_TABLE_LISTS 3

/**
 * hw_table_new:
 * @row_size: bytes of a row
 * @n_lists: 1 to %HW_TABLE_LISTS
 * @order: (nullable): order of list 0; without one new rows go last
 */
HwTable *hw_table_new (gsize row_size, guint n_lists, HwTableOrder order, gpointer data);
void hw_table_free (HwTable *table);

/* A handle for a new row: @wanted if not 0 and free (an undone removal), else any. The row is zero.
 */
HwHandle hw_table_insert (HwTable *table, HwHandle wanted);
void hw_table_remove (HwTable *table, HwHandle handle);

/* Returns: (transfer none): the row, which must stand */
const void *hw_table_row (const HwTable *table, HwHandle handle);
void hw_table_set (HwTable *table, HwHandle handle, const void *row);
gboolean hw_table_has (const HwTable *table, HwHandle handle);
guint hw_table_count (const HwTable *table);

/* The next standing handle after @handle (0: the first), in order of handles; 0 at the end. */
HwHandle hw_table_next (const HwTable *table, HwHandle handle);
/* One more than the greatest handle ever given. */
HwHandle hw_table_bound (const HwTable *table);

void hw_table_link (HwTable *table, guint list, HwHandle owner, HwHandle handle);
void hw_table_unlink (HwTable *table, guint list, HwHandle owner, HwHandle handle);
HwHandle hw_table_first (const HwTable *table, guint list, HwHandle owner);
HwHandle hw_table_after (const HwTable *table, guint list, HwHandle handle);

/* Returns: (transfer full): a table of the same form, without rows, for hw_table_catch_up() only */
HwTable *hw_table_new_like (const HwTable *table);
/**
 * hw_table_catch_up:
 * @copy: of @table, as it was when it last caught up
 * @deadline: monotonic time, µs: not a block of rows more after it
 *
 * Brings over what has changed. Costs what was written since, and nothing of @table is shared.
 *
 * Returns: whether all was brought over; if not, @copy must not be read yet
 */
gboolean hw_table_catch_up (HwTable *copy, const HwTable *table, gint64 deadline);

G_END_DECLS
