/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet.h"

/* Steps of lettering, ISO 3098-1: capitals of tables are 1.8, 2.5 and 3.5 mm high. Large sheets are
 * read from further away, and must still be legible when copied at half their size. */
#define OFFICE 1.0
#define MEDIUM G_SQRT2
#define LARGE 2.0

/* ISO 216 and ANSI/ASME Y14.1, landscape. */
static const HwPaper papers[] = {
  { "A4", 297, 210, OFFICE },         { "A3", 420, 297, OFFICE },
  { "A2", 594, 420, MEDIUM },         { "A1", 841, 594, LARGE },
  { "A0", 1189, 841, LARGE },         { "Letter", 279.4, 215.9, OFFICE },
  { "Legal", 355.6, 215.9, OFFICE },  { "Tabloid", 431.8, 279.4, OFFICE },
  { "ANSI-C", 558.8, 431.8, MEDIUM }, { "ANSI-D", 863.6, 558.8, LARGE },
  { "ANSI-E", 1117.6, 863.6, LARGE },
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
