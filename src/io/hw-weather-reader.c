/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-weather-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "hw-air.h"
#include "hw-io-error.h"
#include "hw-number.h"

/* A year of EPW has 1.6 MB; it bounds what a file that is none can cost. */
#define MAX_BYTES (32 * 1024 * 1024)
/* Hours in a row that are filled where a station reports nothing. */
#define MAX_GAP 6

/* Fields of a line of EPW, and what stands there where a figure is missing. */
enum
{
  EPW_MONTH = 1,
  EPW_DAY = 2,
  EPW_HOUR = 3, /* 1 to 24 */
  EPW_DRY_BULB = 6,
  EPW_DEW_POINT = 7,
  EPW_HUMIDITY = 8,
  EPW_N_FIELDS = 9, /* at least */
};
#define EPW_HEADINGS 8
#define EPW_MISSING_C 99.9
#define EPW_MISSING_HUMIDITY 999

typedef struct
{
  HwFindings *findings;
  HwWeather *weather;
  guint line;
  gboolean seen[HW_YEAR_HOURS];
  guint n_hours;
  gboolean leap; /* a leap day was left out */
  gboolean epw;
  guint columns[3]; /* of CSV: time, dry bulb, humidity or dew point */
  gboolean has_dew_point;
  gboolean has_heading;
} Reader;

static void
complain (Reader *self, const char *message)
{
  hw_findings_add (self->findings, self->line, "%s", message);
}

/* Returns: %FALSE where the text is no number between the two, having said so */
static gboolean
read_number (
    Reader *self, const char *text, const char *what, double low, double high, double *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (hw_number_parse (stripped, value) && *value >= low && *value <= high)
    return TRUE;
  hw_findings_add (self->findings,
                   self->line,
                   _ ("%s “%s” is not a number from %g to %g"),
                   what,
                   stripped,
                   low,
                   high);
  return FALSE;
}

/* @hour: 0 to 23; NAN: missing */
static void
take_hour (Reader *self, guint month, guint day, guint hour, double dry_c, double dew_c)
{
  guint at;

  if (month == 2 && day == 29)
    {
      if (!self->leap)
        hw_findings_note (self->findings, self->line, _ ("29 February is left out"));
      self->leap = TRUE;
      return;
    }
  at = hw_day_of_year (month, day) * HW_DAY_HOURS + hour;
  if (at >= HW_YEAR_HOURS)
    {
      hw_findings_add (
          self->findings, self->line, _ ("there is no day %u in month %u"), day, month);
      return;
    }
  if (self->seen[at])
    {
      hw_findings_add (self->findings,
                       self->line,
                       _ ("the hour %u of day %u of month %u stands twice"),
                       hour + 1,
                       day,
                       month);
      return;
    }
  self->seen[at] = TRUE;
  self->n_hours++;
  self->weather->dry_bulb_c[at] = dry_c;
  /* Both are rounded and measured on their own; air holds no more than it can. */
  self->weather->dew_point_c[at] = dew_c > dry_c ? dry_c : dew_c;
}

/* --- EPW --- */

static void
read_location (Reader *self, char **fields)
{
  guint n = g_strv_length (fields);
  double *const places[] = { &self->weather->latitude_deg, &self->weather->longitude_deg };

  if (n < 10)
    {
      complain (self, _ ("LOCATION has ten fields: place, region, country, source and so on"));
      return;
    }
  g_free (self->weather->name);
  self->weather->name = g_strdup_printf ("%s, %s", fields[1], fields[3]);
  g_free (self->weather->source);
  self->weather->source = g_strdup_printf ("%s, WMO %s", fields[4], fields[5]);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!read_number (self,
                      fields[6 + i],
                      i == 0 ? _ ("latitude") : _ ("longitude"),
                      i == 0 ? -90 : -180,
                      i == 0 ? 90 : 180,
                      places[i]))
      return;
  read_number (self, fields[9], _ ("elevation"), -500, 6000, &self->weather->altitude_m);
}

static void
read_epw_hour (Reader *self, char **fields)
{
  double month, day, hour, dry_c, dew_c, humidity;

  if (g_strv_length (fields) < EPW_N_FIELDS)
    {
      complain (self, _ ("a line of weather has year, month, day, hour and more, with commas"));
      return;
    }
  if (!read_number (self, fields[EPW_MONTH], _ ("month"), 1, 12, &month)
      || !read_number (self, fields[EPW_DAY], _ ("day"), 1, 31, &day)
      || !read_number (self, fields[EPW_HOUR], _ ("hour"), 1, 24, &hour)
      || !read_number (self, fields[EPW_DRY_BULB], _ ("dry bulb"), -100, EPW_MISSING_C, &dry_c)
      || !read_number (self, fields[EPW_DEW_POINT], _ ("dew point"), -100, EPW_MISSING_C, &dew_c)
      || !read_number (
          self, fields[EPW_HUMIDITY], _ ("relative humidity"), 0, EPW_MISSING_HUMIDITY, &humidity))
    return;
  if (dry_c == EPW_MISSING_C)
    dry_c = NAN;
  if (dew_c == EPW_MISSING_C)
    dew_c = humidity == EPW_MISSING_HUMIDITY ? NAN : hw_air_dew_point (dry_c, humidity / 100);
  if (dry_c > HW_WEATHER_MOST_C || dew_c > HW_WEATHER_MOST_C)
    {
      complain (self, _ ("no air outdoors is as warm"));
      return;
    }
  take_hour (self, (guint)month, (guint)day, (guint)hour - 1, dry_c, dew_c);
}

/* --- CSV --- */

static void
read_remark (Reader *self, const char *text)
{
  static const char *const keys[] = { "name", "source", "latitude", "longitude", "altitude" };
  HwWeather *weather = self->weather;
  double *const numbers[]
      = { &weather->latitude_deg, &weather->longitude_deg, &weather->altitude_m };
  char **texts[] = { &weather->name, &weather->source };
  const char *colon = strchr (text, ':');
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  if (colon == NULL)
    return;
  key = g_strstrip (g_strndup (text + 1, colon - text - 1));
  value = g_strstrip (g_strdup (colon + 1));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (strcmp (key, keys[i]) != 0)
        continue;
      if (i < G_N_ELEMENTS (texts))
        {
          g_free (*texts[i]);
          *texts[i] = g_steal_pointer (&value);
        }
      else
        read_number (self,
                     value,
                     key,
                     i == 2   ? -90
                     : i == 3 ? -180
                              : -500,
                     i == 2   ? 90
                     : i == 3 ? 180
                              : 6000,
                     numbers[i - 2]);
      return;
    }
}

static void
read_heading (Reader *self, char **fields)
{
  static const char *const names[] = { "time", "dry_bulb_c", "rh", "dew_point_c" };
  guint at[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      at[i] = G_MAXUINT;
      for (guint j = 0; fields[j] != NULL; j++)
        if (g_ascii_strcasecmp (g_strstrip (fields[j]), names[i]) == 0)
          at[i] = j;
    }
  self->has_heading = TRUE;
  self->has_dew_point = at[3] != G_MAXUINT;
  self->columns[0] = at[0];
  self->columns[1] = at[1];
  self->columns[2] = self->has_dew_point ? at[3] : at[2];
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    if (self->columns[i] == G_MAXUINT)
      {
        complain (self,
                  _ ("the first line is neither LOCATION of an EPW file nor the heading "
                     "“time,dry_bulb_c,rh” or “time,dry_bulb_c,dew_point_c”"));
        return;
      }
}

static void
read_csv_hour (Reader *self, char **fields)
{
  guint n = g_strv_length (fields);
  guint year, month, day, hour, minute;
  double dry_c, second, dew_c;
  char between;
  const char *time;

  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    if (self->columns[i] >= n)
      {
        hw_findings_add (self->findings, self->line, _ ("the line has only %u fields"), n);
        return;
      }
  time = g_strstrip (fields[self->columns[0]]);
  if (sscanf (time, "%4u-%2u-%2u%c%2u:%2u", &year, &month, &day, &between, &hour, &minute) != 6
      || (between != 'T' && between != ' ') || hour > 23)
    {
      hw_findings_add (
          self->findings, self->line, _ ("“%s” is not a time like 2023-01-31T23:00"), time);
      return;
    }
  if (minute != 0)
    {
      complain (self, _ ("only whole hours are read"));
      return;
    }
  if (!read_number (self,
                    fields[self->columns[1]],
                    _ ("dry bulb"),
                    HW_WEATHER_LEAST_C,
                    HW_WEATHER_MOST_C,
                    &dry_c)
      || !read_number (self,
                       fields[self->columns[2]],
                       self->has_dew_point ? _ ("dew point") : _ ("relative humidity"),
                       self->has_dew_point ? HW_WEATHER_LEAST_C : 0.1,
                       self->has_dew_point ? HW_WEATHER_MOST_C : 100,
                       &second))
    return;
  dew_c = self->has_dew_point ? second : hw_air_dew_point (dry_c, second / 100);
  take_hour (self, month, day, hour, dry_c, dew_c);
}

/* --- the whole --- */

static void
read_line (Reader *self, char *text)
{
  g_auto (GStrv) fields = NULL;

  if (self->line == 1)
    {
      if (g_str_has_prefix (text, "\357\273\277"))
        text += 3;
      self->epw = g_str_has_prefix (text, "LOCATION,");
    }
  if (*text == '\0')
    return;
  fields = g_strsplit (text, ",", -1);
  if (self->epw && self->line == 1)
    read_location (self, fields);
  else if (self->epw && self->line > EPW_HEADINGS)
    read_epw_hour (self, fields);
  else if (!self->epw && *text == '#')
    read_remark (self, text);
  else if (!self->epw && !self->has_heading)
    read_heading (self, fields);
  else if (!self->epw)
    read_csv_hour (self, fields);
}

/* Fills short gaps of @hours, which goes round the year. */
static void
fill_gaps (Reader *self, double *hours, const char *what)
{
  guint start = 0, filled = 0;

  while (start < HW_YEAR_HOURS && isnan (hours[start]))
    start++;
  if (start == HW_YEAR_HOURS)
    {
      hw_findings_add (self->findings, 0, _ ("%s is missing in all hours"), what);
      return;
    }
  for (guint i = start; i < start + HW_YEAR_HOURS; i++)
    {
      guint from = i % HW_YEAR_HOURS;
      guint gap = 0;

      while (isnan (hours[(from + 1 + gap) % HW_YEAR_HOURS]))
        gap++;
      if (gap > MAX_GAP)
        {
          hw_findings_add (self->findings,
                           0,
                           _ ("%s is missing in %u hours from hour %u of the year on; %d can be "
                              "filled"),
                           what,
                           gap,
                           (from + 1) % HW_YEAR_HOURS + 1,
                           MAX_GAP);
          return;
        }
      for (guint j = 1; j <= gap; j++)
        hours[(from + j) % HW_YEAR_HOURS]
            = hours[from] + (hours[(from + gap + 1) % HW_YEAR_HOURS] - hours[from]) * j / (gap + 1);
      filled += gap;
      i += gap;
    }
  if (filled > 0)
    hw_findings_note (self->findings,
                      0,
                      g_dngettext (GETTEXT_PACKAGE,
                                   "%s of %u hour that is missing was filled from its neighbours",
                                   "%s of %u hours that are missing was filled from their "
                                   "neighbours",
                                   filled),
                      what,
                      filled);
}

/* A year that ends too soon ends with the last line; where a gap in it is no line tells. */
static void
tell_missing (Reader *self)
{
  guint first = 0, month, day;

  while (self->seen[first])
    first++;
  hw_day_to_date (first / HW_DAY_HOURS, &month, &day);
  hw_findings_add (
      self->findings,
      first == self->n_hours ? self->line : 0,
      _ ("the file has %u of the %d hours of a year; the first that is missing is hour "
         "%u of day %u of month %u"),
      self->n_hours,
      HW_YEAR_HOURS,
      first % HW_DAY_HOURS + 1,
      day,
      month);
}

static void
finish (Reader *self)
{
  HwWeather *weather = self->weather;

  if (hw_findings_count (self->findings) > 0)
    return;
  if (self->n_hours < HW_YEAR_HOURS)
    {
      tell_missing (self);
      return;
    }
  fill_gaps (self, weather->dry_bulb_c, _ ("dry bulb"));
  if (hw_findings_count (self->findings) == 0)
    fill_gaps (self, weather->dew_point_c, _ ("dew point"));
  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    weather->dew_point_c[i] = fmin (weather->dew_point_c[i], weather->dry_bulb_c[i]);
}

/* Names of places may be in an older encoding. Returns: (nullable): NULL where it is no text */
static char *
text_of (GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  if (n > 0 && memchr (data, '\0', n) != NULL)
    return NULL;
  if (g_utf8_validate (data, (gssize)n, NULL))
    return g_strndup (data, n);
  return g_convert (data, (gssize)n, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

HwWeather *
hw_weather_read_bytes (GBytes *bytes, const char *name, HwFindings **findings, GError **error)
{
  g_autoptr (HwFindings) found = hw_findings_new (name);
  g_autoptr (HwWeather) weather = hw_weather_new (name, name);
  g_autofree Reader *self = g_new0 (Reader, 1);
  g_autofree char *text = NULL;
  gboolean good;

  self->findings = found;
  self->weather = weather;
  if (g_bytes_get_size (bytes) <= MAX_BYTES)
    text = text_of (bytes);
  if (text == NULL)
    complain (self, _ ("this is no weather file: neither EPW nor CSV text"));
  else
    {
      char *rest = text;

      while (rest != NULL && *rest != '\0' && !hw_findings_is_full (found))
        {
          char *line = rest;
          char *end = strchr (line, '\n');

          rest = end != NULL ? end + 1 : NULL;
          if (end != NULL)
            *end = '\0';
          self->line++;
          read_line (self, g_strchomp (line));
        }
      finish (self);
    }
  good = hw_findings_check (found, error);
  if (findings != NULL)
    *findings = g_steal_pointer (&found);
  return good ? g_steal_pointer (&weather) : NULL;
}

/* Of a larger file no more than tells that it is one. */
static GBytes *
load (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *data = NULL;
  gsize n;

  if (stream == NULL)
    return NULL;
  data = g_malloc (MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, MAX_BYTES + 1, &n, NULL, error))
    return NULL;
  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), MAX (n, 1)), n);
}

HwWeather *
hw_weather_read_file (GFile *file, HwFindings **findings, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = load (file, &reason);
  HwWeather *weather;

  if (bytes == NULL)
    {
      g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_READ, "%s: %s", name, reason->message);
      if (findings != NULL)
        *findings = hw_findings_new (name);
      return NULL;
    }
  weather = hw_weather_read_bytes (bytes, name, findings, error);
  /* A file that names no place is called by its own name, not by its folder. */
  if (weather != NULL && strcmp (weather->name, name) == 0)
    {
      g_free (weather->name);
      weather->name = g_strdup (base);
    }
  if (weather != NULL && strcmp (weather->source, name) == 0)
    {
      g_free (weather->source);
      weather->source = g_steal_pointer (&base);
    }
  return weather;
}
