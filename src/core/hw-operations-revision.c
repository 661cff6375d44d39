/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <string.h>

#include "hw-edit.h"

/* Issues of the drawings. The title block names one of them, and follows it. */

static const HwRevision *
get_revision (HwDesign *design, HwHandle revision)
{
  return hw_design_row (design, HW_TABLE_REVISION, revision);
}

/* @date: 0 leaves that of the title block */
static void
set_title (HwDesign *design, HwSymbol name, HwSymbol date)
{
  HwDesignRow title = *hw_design_get_title (design);

  title.revision = name;
  if (date != 0)
    title.date = date;
  hw_edit_set (design, HW_TABLE_DESIGN, 1, &title);
}

HwHandle
hw_operation_add_revision (
    HwDesign *design, const char *name, const char *date, const char *drawn, const char *note)
{
  HwRevision row = { 0 };

  hw_row_init (HW_TABLE_REVISION, &row);
  row.object.name = hw_design_intern (design, name);
  row.object.note = hw_design_intern (design, note);
  row.date = hw_design_intern (design, date);
  row.drawn = hw_design_intern (design, drawn);
  set_title (design, row.object.name, row.date);
  return hw_edit_insert (design, HW_TABLE_REVISION, &row);
}

void
hw_operation_follow_revision (HwDesign *design, const HwRevision *old, HwHandle revision)
{
  const HwDesignRow *title = hw_design_get_title (design);
  const HwRevision *row = get_revision (design, revision);

  if (title->revision == old->object.name)
    set_title (design, row->object.name, title->date == old->date ? row->date : 0);
}

void
hw_operation_remove_revision (HwDesign *design, HwHandle revision)
{
  const HwRevision old = *get_revision (design, revision);
  HwHandle last = 0;

  hw_edit_remove (design, HW_TABLE_REVISION, revision);
  if (hw_design_get_title (design)->revision != old.object.name)
    return;
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_REVISION, 0); other != 0;
       other = hw_design_next_child (design, HW_TABLE_REVISION, other))
    last = other;
  if (last != 0)
    set_title (design, get_revision (design, last)->object.name, get_revision (design, last)->date);
  else
    set_title (design, 0, 0);
}

/* "P02" after "P01", "B" after "A". */
char *
hw_operation_next_revision_name (HwDesign *design)
{
  const char *name = hw_design_text (design, hw_design_get_title (design)->revision);
  HwHandle last = 0;
  gsize length, digits = 0;

  for (HwHandle other = hw_design_first_child (design, HW_TABLE_REVISION, 0); other != 0;
       other = hw_design_next_child (design, HW_TABLE_REVISION, other))
    last = other;
  /* The first may be what the title block says already. */
  if (last == 0)
    return g_strdup (*name != '\0' ? name : "A");
  name = hw_design_text (design, get_revision (design, last)->object.name);
  length = strlen (name);
  while (digits < length && digits < 9 && g_ascii_isdigit (name[length - 1 - digits]))
    digits++;
  if (digits > 0)
    return g_strdup_printf ("%.*s%0*" G_GUINT64_FORMAT,
                            (int)(length - digits),
                            name,
                            (int)digits,
                            g_ascii_strtoull (name + length - digits, NULL, 10) + 1);
  return hw_operation_letters_after (name);
}
