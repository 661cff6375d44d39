/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-date.h"

#include <glib/gi18n.h>

char *
hw_date_text (const char *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00", date);
  g_autoptr (GDateTime) time = g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d$", date, 0, 0)
                                   ? g_date_time_new_from_iso8601 (noon, zone)
                                   : NULL;

  if (time == NULL)
    return g_strdup (date);
  /* TRANSLATORS: day, name of the month, year; see g_date_time_format() */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}
