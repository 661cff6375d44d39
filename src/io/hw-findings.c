/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-findings.h"

#include <glib/gi18n-lib.h>

#include "hw-io-error.h"

struct _HwFindings
{
  GPtrArray *files; /* of char *, in the order of reading; the last is the present one */
  GArray *findings; /* of HwFinding */
  GArray *notes;    /* of HwFinding */
  gboolean full;
  gboolean too_new;
};

static void
finding_clear (gpointer data)
{
  g_free (((HwFinding *)data)->message);
}

HwFindings *
hw_findings_new (const char *file)
{
  HwFindings *self = g_new0 (HwFindings, 1);

  self->files = g_ptr_array_new_with_free_func (g_free);
  self->findings = g_array_new (FALSE, FALSE, sizeof (HwFinding));
  self->notes = g_array_new (FALSE, FALSE, sizeof (HwFinding));
  g_array_set_clear_func (self->findings, finding_clear);
  g_array_set_clear_func (self->notes, finding_clear);
  hw_findings_set_file (self, file);
  return self;
}

void
hw_findings_free (HwFindings *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->files);
  g_array_unref (self->findings);
  g_array_unref (self->notes);
  g_free (self);
}

const char *
hw_findings_set_file (HwFindings *self, const char *file)
{
  g_ptr_array_add (self->files, g_strdup (file));
  return hw_findings_get_file (self);
}

const char *
hw_findings_get_file (const HwFindings *self)
{
  return g_ptr_array_index (self->files, self->files->len - 1);
}

static void
take (GArray *array, const char *file, guint line, char *message)
{
  HwFinding finding = { .file = file, .line = line, .message = message };

  g_array_append_val (array, finding);
}

static void
take_finding (HwFindings *self, const char *file, guint line, char *message)
{
  if (self->findings->len < HW_FINDINGS_MAX)
    {
      take (self->findings, file, line, message);
      return;
    }
  g_free (message);
  self->full = TRUE;
}

void
hw_findings_add (HwFindings *self, guint line, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  take_finding (self, hw_findings_get_file (self), line, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
hw_findings_add_at (HwFindings *self, const char *file, guint line, const char *message)
{
  take_finding (self, file, line, g_strdup (message));
}

void
hw_findings_note (HwFindings *self, guint line, const char *format, ...)
{
  va_list arguments;

  if (self->notes->len >= HW_FINDINGS_MAX)
    return;
  va_start (arguments, format);
  take (self->notes, hw_findings_get_file (self), line, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

gboolean
hw_findings_is_full (const HwFindings *self)
{
  return self->full;
}

guint
hw_findings_count (const HwFindings *self)
{
  return self->findings->len;
}

guint
hw_findings_n_notes (const HwFindings *self)
{
  return self->notes->len;
}

static guint
file_index (const HwFindings *self, const char *file)
{
  guint index = 0;

  g_ptr_array_find (self->files, file, &index);
  return index;
}

/* Some findings are made late, when all that a line refers to has been read. Insertion keeps those
 * of one line in the order in which they were made. */
static void
sort (HwFindings *self)
{
  HwFinding *all = (HwFinding *)(gpointer)self->findings->data;

  for (guint i = 1; i < self->findings->len; i++)
    {
      HwFinding moved = all[i];
      guint file = file_index (self, moved.file);
      guint j = i;

      for (; j > 0; j--)
        {
          guint before = file_index (self, all[j - 1].file);

          if (before < file || (before == file && all[j - 1].line <= moved.line))
            break;
          all[j] = all[j - 1];
        }
      all[j] = moved;
    }
}

const HwFinding *
hw_findings_get (HwFindings *self, guint index)
{
  sort (self);
  return &g_array_index (self->findings, HwFinding, index);
}

const HwFinding *
hw_findings_get_note (HwFindings *self, guint index)
{
  return &g_array_index (self->notes, HwFinding, index);
}

char *
hw_findings_to_text (HwFindings *self)
{
  GString *text = g_string_new (NULL);

  sort (self);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const HwFinding *finding = &g_array_index (self->findings, HwFinding, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%s:", finding->file);
      if (finding->line > 0)
        g_string_append_printf (text, "%u:", finding->line);
      g_string_append_printf (text, " %s", finding->message);
    }
  if (self->full)
    g_string_append_printf (
        text, "\n%s: %s", hw_findings_get_file (self), _ ("further findings left out"));
  return g_string_free (text, FALSE);
}

void
hw_findings_set_too_new (HwFindings *self)
{
  self->too_new = TRUE;
}

gboolean
hw_findings_check (HwFindings *self, GError **error)
{
  g_autofree char *text = NULL;

  if (self->findings->len == 0)
    return TRUE;
  text = hw_findings_to_text (self);
  g_set_error_literal (
      error, HW_IO_ERROR, self->too_new ? HW_IO_ERROR_VERSION : HW_IO_ERROR_INVALID, text);
  return FALSE;
}
