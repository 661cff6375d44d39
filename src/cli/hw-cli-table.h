/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines of cells whose columns are aligned when they are printed. */
typedef struct _HwCliTable HwCliTable;

/* @right: a bit for each column that is aligned to the right */
HwCliTable *hw_cli_table_new (guint right);
void hw_cli_table_free (HwCliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCliTable, hw_cli_table_free)

/* Adds one line. @...: cells, ended by %NULL */
void hw_cli_table_add (HwCliTable *self, ...) G_GNUC_NULL_TERMINATED;

/* Returns: (transfer full): the lines, each indented by @indent spaces */
char *hw_cli_table_to_text (HwCliTable *self, guint indent);

G_END_DECLS
