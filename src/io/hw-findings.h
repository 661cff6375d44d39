/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many findings, and how many notes, are kept of one reading. */
#define HW_FINDINGS_MAX 100

/* What is wrong at one place of a file, or, as a note, what was done about it. */
typedef struct
{
  const char *file;
  guint line; /* 0: the file as a whole */
  char *message;
} HwFinding;

/* What a reader found: findings make the file invalid, notes do not. */
typedef struct _HwFindings HwFindings;

/* @file: as people know it, for `FILE:LINE: reason` */
HwFindings *hw_findings_new (const char *file);
void hw_findings_free (HwFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFindings, hw_findings_free)

/* From now on findings are about @file. Returns: (transfer none): the name, as long as @self */
const char *hw_findings_set_file (HwFindings *self, const char *file);
const char *hw_findings_get_file (const HwFindings *self);

void hw_findings_add (HwFindings *self, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* @file: one that hw_findings_set_file() returned */
void hw_findings_add_at (HwFindings *self, const char *file, guint line, const char *message);
void hw_findings_note (HwFindings *self, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Whether there were more than %HW_FINDINGS_MAX findings: the rest is left out. */
gboolean hw_findings_is_full (const HwFindings *self);

guint hw_findings_count (const HwFindings *self);
guint hw_findings_n_notes (const HwFindings *self);
/* In the order of files and lines. */
const HwFinding *hw_findings_get (HwFindings *self, guint index);
const HwFinding *hw_findings_get_note (HwFindings *self, guint index);

/* The file is of a version that we cannot read: that is what hw_findings_check() reports. */
void hw_findings_set_too_new (HwFindings *self);

/* Returns: %TRUE where there are no findings; else @error has them all, HW_IO_ERROR_INVALID or
 * HW_IO_ERROR_VERSION */
gboolean hw_findings_check (HwFindings *self, GError **error);

/* Returns: (transfer full): `FILE:LINE: reason`, one a line, without a last line end */
char *hw_findings_to_text (HwFindings *self);

G_END_DECLS
