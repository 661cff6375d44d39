/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-io-error.h"
#include "hw-operations.h"
#include "hw-weather-reader.h"

#include <math.h>
#include <string.h>

typedef char *(*Hour) (guint month, guint day, guint hour, guint number);

static char *
epw_hour (guint month, guint day, guint hour, guint number)
{
  return g_strdup_printf ("2001,%u,%u,%u,60,flags,%.1f,%.1f,65,101000,0,0\n",
                          month,
                          day,
                          hour + 1,
                          (number % 300) / 10.0,
                          (number % 300) / 10.0 - 5);
}

static char *
csv_hour (guint month, guint day, guint hour, guint number)
{
  return g_strdup_printf (
      "2023-%02u-%02uT%02u:00,%.1f,50\n", month, day, hour, (number % 300) / 10.0);
}

static const char *const epw_head
    = "LOCATION,Frankfurt,HE,DEU,IWEC Data,106370,50.05,8.60,1.0,113.0\n"
      "DESIGN CONDITIONS,0\nTYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\n"
      "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\nCOMMENTS 1,none\nCOMMENTS 2,none\n"
      "DATA PERIODS,1,1,Data,Sunday,1/1,12/31\n";

/* A year, its first line of weather behind @head. @leap: with 29 February */
static GString *
year (const char *head, Hour hour, gboolean leap)
{
  GString *text = g_string_new (head);
  guint number = 0;

  for (guint day = 0; day < HW_YEAR_DAYS; day++)
    {
      guint month, day_of_month;

      hw_day_to_date (day, &month, &day_of_month);
      if (leap && month == 3 && day_of_month == 1)
        for (guint i = 0; i < HW_DAY_HOURS; i++)
          {
            g_autofree char *line = hour (2, 29, i, 0);
            g_string_append (text, line);
          }
      for (guint i = 0; i < HW_DAY_HOURS; i++)
        {
          g_autofree char *line = hour (month, day_of_month, i, number++);
          g_string_append (text, line);
        }
    }
  return text;
}

static HwWeather *
read_text (const char *text, HwFindings **findings, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return hw_weather_read_bytes (bytes, "year.epw", findings, error);
}

static void
assert_year (const HwWeather *weather)
{
  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    g_assert_cmpfloat_with_epsilon (weather->dry_bulb_c[i], (i % 300) / 10.0, 1e-9);
}

static void
test_epw (void)
{
  for (guint leap = 0; leap < 2; leap++)
    {
      g_autoptr (GString) text = year (epw_head, epw_hour, leap);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwFindings) findings = NULL;
      g_autoptr (HwWeather) weather = read_text (text->str, &findings, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (weather->name, ==, "Frankfurt, DEU");
      g_assert_cmpstr (weather->source, ==, "IWEC Data, WMO 106370");
      g_assert_cmpfloat (weather->latitude_deg, ==, 50.05);
      g_assert_cmpfloat (weather->altitude_m, ==, 113);
      assert_year (weather);
      g_assert_cmpfloat_with_epsilon (weather->dew_point_c[0], -5, 1e-9);
      g_assert_cmpuint (hw_findings_n_notes (findings), ==, leap);
    }
}

static void
test_csv (void)
{
  g_autoptr (GString) text
      = year ("# name: Place\n# altitude: 250\ntime,dry_bulb_c,rh\n", csv_hour, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWeather) weather = read_text (text->str, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (weather->name, ==, "Place");
  g_assert_cmpfloat (weather->altitude_m, ==, 250);
  assert_year (weather);
  /* 20 °C at half saturation: 9.3 °C. */
  g_assert_cmpfloat_with_epsilon (weather->dew_point_c[200], 9.3, 0.05);
}

/* Replaces the text of a line, counted from 1. */
static char *
with_line (const GString *text, guint line, const char *instead)
{
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);

  g_free (lines[line - 1]);
  lines[line - 1] = g_strdup (instead);
  return g_strjoinv ("\n", lines);
}

static void
assert_refused (const char *text, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWeather) weather = read_text (text, NULL, &error);

  g_assert_null (weather);
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, reason));
}

/* Each is told with its line and reason. */
static void
test_bad (void)
{
  static const struct
  {
    guint line;
    const char *text, *reason;
  } cases[] = {
    { 9, "2001,1,1,1,60,flags,cold,5,65,101000", "year.epw:9: " },
    { 10, "2001,1,1,2,60,flags", "year.epw:10: " },
    { 11, "2001,1,32,3,60,flags,1,0,65,101000", "year.epw:11: " },
    { 11, "2001,4,31,3,60,flags,1,0,65,101000", "year.epw:11: " },
    { 11, "2001,1,1,25,60,flags,1,0,65,101000", "year.epw:11: " },
    { 12, "2001,1,1,3,60,flags,1,0,65,101000", "year.epw:12: " },
    { 12, "2001,1,1,4,60,flags,75,0,65,101000", "year.epw:12: " },
    { 12, "2001,1,1,4,60,flags,1e999,0,65,101000", "year.epw:12: " },
    { 12, "2001,1,1,4,60,flags,1,nan,65,101000", "year.epw:12: " },
    { 1, "LOCATION,Frankfurt", "year.epw:1: " },
    { 1, "LOCATION,Frankfurt,HE,DEU,IWEC Data,106370,95,8.60,1.0,113.0", "year.epw:1: " },
    { 20, "", "8759 of the 8760 hours of a year; the first that is missing is hour 12 of day 1" },
  };
  g_autoptr (GString) good = year (epw_head, epw_hour, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = with_line (good, cases[i].line, cases[i].text);

      assert_refused (text, cases[i].reason);
    }
  assert_refused ("", "0");
  assert_refused ("a,b\n1,2\n", "year.epw:1: ");
  assert_refused ("time,dry_bulb_c,rh\nyesterday,1,50\n", "year.epw:2: ");
  assert_refused ("time,dry_bulb_c,rh\n2023-01-01T00:30,1,50\n", "year.epw:2: ");
  assert_refused ("time,dry_bulb_c,rh\n2023-01-01T00:00,1\n", "year.epw:2: ");
  assert_refused ("time,dry_bulb_c,rh\n2023-01-01T00:00,1,101\n", "year.epw:2: ");
}

/* Whatever it says, what holds zero bytes is no text. */
static void
test_binary (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("time,dry_bulb_c,rh\n\0", 20);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_weather_read_bytes (bytes, "year.csv", NULL, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "no weather file"));
}

/* A part of a year is none. */
static void
test_partial (void)
{
  g_autoptr (GString) text = year (epw_head, epw_hour, FALSE);
  char *end = strstr (text->str, "2001,7,1,1,");

  g_string_truncate (text, (gsize)(end - text->str));
  assert_refused (text->str, "4344");
}

/* Hours without a figure are filled where they are few. */
static void
test_missing (void)
{
  g_autoptr (GString) good = year (epw_head, epw_hour, FALSE);

  for (guint gap = 6; gap <= 7; gap++)
    {
      g_auto (GStrv) lines = g_strsplit (good->str, "\n", -1);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HwFindings) findings = NULL;
      g_autoptr (HwWeather) weather = NULL;

      for (guint i = 0; i < gap; i++)
        {
          g_free (lines[18 + i]);
          lines[18 + i] = g_strdup_printf ("2001,1,1,%u,60,flags,99.9,99.9,999,999999,0,0", 11 + i);
        }
      text = g_strjoinv ("\n", lines);
      weather = read_text (text, &findings, &error);
      if (gap == 6)
        {
          g_assert_no_error (error);
          assert_year (weather); /* it rises by a tenth each hour */
          g_assert_cmpuint (hw_findings_n_notes (findings), ==, 2);
        }
      else
        g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
    }
}

/* Through a design's file and back, a line a day; the sample that is installed too. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "climates", "temperate-synthetic.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWeather) weather = hw_weather_read_file (file, NULL, &error);
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (HwDesign) again = NULL;
  g_autoptr (HwWeather) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) second = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (weather->source, "not measured"));
  hw_design_begin (design, "Import");
  hw_operation_set_climate (design, weather);
  hw_design_commit (design);
  bytes = hw_design_write_bytes (design);
  again = hw_design_read_bytes (bytes, "a", NULL, &error);
  g_assert_no_error (error);
  second = hw_design_write_bytes (again);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   g_bytes_get_data (second, NULL),
                   g_bytes_get_size (second));
  read = hw_design_dup_weather (again, NULL);
  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    g_assert_cmpfloat_with_epsilon (read->dry_bulb_c[i], weather->dry_bulb_c[i], 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/weather/epw", test_epw);
  g_test_add_func ("/io/weather/csv", test_csv);
  g_test_add_func ("/io/weather/bad", test_bad);
  g_test_add_func ("/io/weather/binary", test_binary);
  g_test_add_func ("/io/weather/partial", test_partial);
  g_test_add_func ("/io/weather/missing", test_missing);
  g_test_add_func ("/io/weather/file", test_file);
  return g_test_run ();
}
