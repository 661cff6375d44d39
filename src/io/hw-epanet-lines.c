/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HwEpanetLines
{
  char *text;      /* cut into fields */
  GPtrArray *kept; /* field arrays and titles */
  GArray *lines[HW_N_EPANET_SECTIONS];
  guint last;
};

static const struct
{
  const char *name;
  HwEpanetSection section;
} sections[] = {
  { "[TITLE]", HW_EPANET_TITLE },           { "[JUNCTIONS]", HW_EPANET_JUNCTIONS },
  { "[RESERVOIRS]", HW_EPANET_RESERVOIRS }, { "[TANKS]", HW_EPANET_TANKS },
  { "[PIPES]", HW_EPANET_PIPES },           { "[PUMPS]", HW_EPANET_PUMPS },
  { "[VALVES]", HW_EPANET_VALVES },         { "[CURVES]", HW_EPANET_CURVES },
  { "[DEMANDS]", HW_EPANET_DEMANDS },       { "[STATUS]", HW_EPANET_STATUS },
  { "[OPTIONS]", HW_EPANET_OPTIONS },       { "[TIMES]", HW_EPANET_TIMES },
  { "[PATTERNS]", HW_EPANET_REFUSED },      { "[CONTROLS]", HW_EPANET_REFUSED },
  { "[RULES]", HW_EPANET_REFUSED },         { "[EMITTERS]", HW_EPANET_REFUSED },
  { "[LEAKAGE]", HW_EPANET_REFUSED },       { "[ENERGY]", HW_EPANET_IGNORED },
  { "[QUALITY]", HW_EPANET_IGNORED },       { "[SOURCES]", HW_EPANET_IGNORED },
  { "[REACTIONS]", HW_EPANET_IGNORED },     { "[MIXING]", HW_EPANET_IGNORED },
  { "[REPORT]", HW_EPANET_IGNORED },        { "[COORDINATES]", HW_EPANET_IGNORED },
  { "[VERTICES]", HW_EPANET_IGNORED },      { "[LABELS]", HW_EPANET_IGNORED },
  { "[BACKDROP]", HW_EPANET_IGNORED },      { "[TAGS]", HW_EPANET_IGNORED },
};

static gboolean
find_section (const char *name, guint *index)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_ascii_strcasecmp (sections[i].name, name) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* Cuts a line at blanks, commas and tabs; what stands in quotes is one field; a comment ends it. */
static guint
split (char *line, char *fields[HW_EPANET_MAX_FIELDS])
{
  static const char separators[] = " \t\r,";
  guint n = 0;
  char *comment = strchr (line, ';');

  if (comment != NULL)
    *comment = '\0';
  while (n < HW_EPANET_MAX_FIELDS)
    {
      line += strspn (line, separators);
      if (*line == '\0')
        break;
      if (*line == '"')
        {
          fields[n++] = ++line;
          line += strcspn (line, "\"");
        }
      else
        {
          fields[n++] = line;
          line += strcspn (line, separators);
        }
      if (*line != '\0')
        *line++ = '\0';
    }
  return n;
}

static void
keep (HwEpanetLines *self, guint section, char *text, guint number)
{
  HwEpanetLine line = { .number = number, .section = sections[section].name };
  char *fields[HW_EPANET_MAX_FIELDS];

  if (sections[section].section == HW_EPANET_TITLE)
    {
      line.text = g_utf8_make_valid (g_strchomp (text), -1);
      g_ptr_array_add (self->kept, line.text);
    }
  else
    {
      line.n = split (text, fields);
      if (line.n == 0)
        return;
      line.fields = g_memdup2 (fields, line.n * sizeof (char *));
      g_ptr_array_add (self->kept, line.fields);
    }
  g_array_append_val (self->lines[sections[section].section], line);
}

HwEpanetLines *
hw_epanet_lines_new (const char *text, gsize n, HwFindings *findings)
{
  HwEpanetLines *self = g_new0 (HwEpanetLines, 1);
  guint section = G_N_ELEMENTS (sections);
  gboolean known = FALSE;
  char *line, *end;

  self->kept = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HW_N_EPANET_SECTIONS; i++)
    self->lines[i] = g_array_new (FALSE, TRUE, sizeof (HwEpanetLine));
  self->text = g_strndup (text, n);
  /* A byte that is zero would hide what stands behind it. */
  if (memchr (text, '\0', n) != NULL)
    hw_findings_add (findings, 0, _ ("this is no text: it has bytes that are zero"));
  for (line = self->text; line != NULL && !hw_findings_is_full (findings); line = end)
    {
      const char *start = line + strspn (line, " \t\r");

      end = strchr (line, '\n');
      if (end != NULL)
        *end++ = '\0';
      self->last++;
      if (*start == '[')
        {
          char *fields[HW_EPANET_MAX_FIELDS];

          split (line, fields);
          if (g_ascii_strcasecmp (fields[0], "[END]") == 0)
            break;
          known = find_section (fields[0], &section);
          if (!known)
            {
              g_autofree char *name = g_utf8_make_valid (fields[0], -1);
              hw_findings_add (findings, self->last, _ ("there is no section “%s”"), name);
            }
        }
      else if (known)
        keep (self, section, line, self->last);
      else if (section == G_N_ELEMENTS (sections) && *start != '\0' && *start != ';')
        {
          hw_findings_add (
              findings, self->last, _ ("a line before the first section, such as “[JUNCTIONS]”"));
          break;
        }
    }
  return self;
}

void
hw_epanet_lines_free (HwEpanetLines *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < HW_N_EPANET_SECTIONS; i++)
    g_array_unref (self->lines[i]);
  g_ptr_array_unref (self->kept);
  g_free (self->text);
  g_free (self);
}

guint
hw_epanet_lines_n (const HwEpanetLines *self, HwEpanetSection section)
{
  return self->lines[section]->len;
}

const HwEpanetLine *
hw_epanet_lines_get (const HwEpanetLines *self, HwEpanetSection section, guint index)
{
  return &g_array_index (self->lines[section], HwEpanetLine, index);
}

guint
hw_epanet_lines_last (const HwEpanetLines *self)
{
  return self->last;
}
