/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that is written beside its place and moved there when complete, so that there is the old
 * content or the new one and nothing between. Links are followed, permissions kept. Errors are
 * HW_IO_ERROR_WRITE. */
typedef struct _HwOutput HwOutput;

HwOutput *hw_output_open (GFile *file, GError **error);
/* Without hw_output_commit() before, everything is as it was. */
void hw_output_free (HwOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOutput, hw_output_free)

/* @output: a #HwOutput; of the type of #HwSink */
gboolean hw_output_write (gpointer output, const char *bytes, gsize n, GError **error);

/* Puts the file into its place, safe against loss of power. */
gboolean hw_output_commit (HwOutput *self, GError **error);

/* All of it at once. */
gboolean hw_output_replace (GFile *file, GBytes *content, GError **error);

G_END_DECLS
