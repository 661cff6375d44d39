/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet.h"

/* ISO 216 and ANSI/ASME Y14.1, landscape. */
static const HwPaper papers[] = {
  { "A4", 297, 210 },         { "A3", 420, 297 },          { "A2", 594, 420 },
  { "A1", 841, 594 },         { "A0", 1189, 841 },         { "Letter", 279.4, 215.9 },
  { "Legal", 355.6, 215.9 },  { "Tabloid", 431.8, 279.4 }, { "ANSI-C", 558.8, 431.8 },
  { "ANSI-D", 863.6, 558.8 }, { "ANSI-E", 1117.6, 863.6 },
};

/* People write "ANSI E" as well as "ansi-e". */
static gboolean
is_name (const char *name, const char *text)
{
  for (;; name++, text++)
    {
      while (*name == '-' || *name == ' ')
        name++;
      while (*text == '-' || *text == ' ')
        text++;
      if (g_ascii_tolower (*name) != g_ascii_tolower (*text))
        return FALSE;
      if (*name == '\0')
        return TRUE;
    }
}

const HwPaper *
hw_paper_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (is_name (papers[i].name, name))
      return &papers[i];
  return NULL;
}

guint
hw_paper_count (void)
{
  return G_N_ELEMENTS (papers);
}

const HwPaper *
hw_paper_get (guint index)
{
  return index < G_N_ELEMENTS (papers) ? &papers[index] : NULL;
}
