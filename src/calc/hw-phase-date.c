/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phase-date.h"

#include <string.h>

/* Whether @text has the form of @form: "9" stands for a digit, "Q" for itself in either case. */
static gboolean
has_form (const char *text, const char *form)
{
  if (strlen (text) != strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == '9' ? !g_ascii_isdigit (text[i]) : g_ascii_toupper (text[i]) != form[i])
      return FALSE;
  return TRUE;
}

/* What tells no time but is made of what dates are: "2026-1-1", "99999-01-01", "2027-q". */
static gboolean
looks_like_date (const char *text)
{
  return *text != '\0' && g_ascii_isdigit (*text)
         && strspn (text, "0123456789-/.Qq") == strlen (text);
}

static guint
number_at (const char *text, guint at, guint digits)
{
  guint number = 0;

  for (guint i = at; i < at + digits; i++)
    number = number * 10 + (guint)g_ascii_digit_value (text[i]);
  return number;
}

HwPhaseDate
hw_phase_date_read (const char *written, guint32 *day)
{
  g_autofree char *text = g_strstrip (g_strdup (written));
  guint month = 1, of_month = 1;
  GDate date;

  *day = 0;
  if (*text == '\0')
    return HW_PHASE_DATE_NONE;
  if (has_form (text, "9999-Q9"))
    month = number_at (text, 6, 1) * 3 - 2;
  else if (has_form (text, "9999-99"))
    month = number_at (text, 5, 2);
  else if (has_form (text, "9999-99-99"))
    {
      month = number_at (text, 5, 2);
      of_month = number_at (text, 8, 2);
    }
  else if (!has_form (text, "9999"))
    return looks_like_date (text) ? HW_PHASE_DATE_UNREAL : HW_PHASE_DATE_WORDS;
  if (!g_date_valid_dmy ((GDateDay)of_month, (GDateMonth)month, (GDateYear)number_at (text, 0, 4)))
    return HW_PHASE_DATE_UNREAL;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)of_month, (GDateMonth)month, (GDateYear)number_at (text, 0, 4));
  *day = g_date_get_julian (&date);
  return HW_PHASE_DATE_KNOWN;
}
