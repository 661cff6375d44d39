/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-csv.h"
#include "hw-design-reader.h"
#include "hw-energy.h"
#include "hw-json-writer.h"
#include "hw-json.h"
#include "hw-operations.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static HwResults *
read_plain (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "good", "plain.hallwright", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_file (file, NULL, &error);

  g_assert_no_error (error);
  return hw_results_new (design);
}

static void
test_writer (void)
{
  const char *text = "\"\\/\b\n\t\x01 ü 中";
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();
  g_autofree char *written = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *array;

  hw_json_writer_begin_object (out, NULL);
  hw_json_writer_string (out, text, text);
  hw_json_writer_string (out, "none", NULL);
  hw_json_writer_number (out, "tenth", 0.1);
  hw_json_writer_number (out, "whole", 360);
  hw_json_writer_number (out, "nan", NAN);
  hw_json_writer_number (out, "infinite", INFINITY);
  hw_json_writer_begin_array (out, "empty");
  hw_json_writer_end (out);
  hw_json_writer_begin_array (out, "full");
  hw_json_writer_number (out, NULL, 1);
  hw_json_writer_begin_object (out, NULL);
  hw_json_writer_end (out);
  hw_json_writer_end (out);
  hw_json_writer_end (out);
  written = hw_json_writer_finish (out);
  root = parse (written);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, text), ==, text);
  g_assert_true (json_object_get_null_member (object, "none"));
  g_assert_true (json_object_get_null_member (object, "nan"));
  g_assert_true (json_object_get_null_member (object, "infinite"));
  g_assert_nonnull (strstr (written, "\"tenth\": 0.1,"));
  g_assert_nonnull (strstr (written, "\"whole\": 360,"));
  g_assert_nonnull (strstr (written, "\"empty\": [],"));
  array = json_object_get_array_member (object, "full");
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
}

static void
test_petaflops_are_exact (void)
{
  g_assert_cmpfloat (hw_total_key_value (HW_TOTAL_FP8_DENSE, 3.6e17), ==, 360);
  g_assert_cmpfloat (hw_total_key_value (HW_TOTAL_FP8_DENSE, 7.92e17), ==, 792);
  g_assert_cmpfloat (hw_total_key_value (HW_TOTAL_IT_NAMEPLATE, 132000), ==, 132000);
}

/* Every key of the contract that is a sum has the sum's value. */
static void
test_totals (void)
{
  g_autoptr (HwResults) results = read_plain ();
  g_autofree char *text = hw_json_totals (results);
  g_autoptr (JsonNode) root = parse (text);

  for (guint i = 0; i < HW_N_TOTALS; i++)
    {
      g_auto (GStrv) names = g_strsplit (hw_total_key (i), ".", -1);
      JsonObject *object = json_node_get_object (root);
      HwSum sum = hw_results_total (results, i, HW_REF (HW_TABLE_DESIGN, 0));
      guint j;

      if (i == HW_TOTAL_OTHER_NAMEPLATE)
        continue; /* ours, not of the contract */
      g_test_message ("%s", hw_total_key (i));
      for (j = 0; names[j + 1] != NULL; j++)
        object = json_object_get_object_member (object, names[j]);
      g_assert_true (json_object_has_member (object, names[j]));
      if (hw_sum_is_unknown (&sum))
        g_assert_true (json_object_get_null_member (object, names[j]));
      else
        g_assert_cmpfloat (json_object_get_double_member (object, names[j]),
                           ==,
                           hw_total_key_value (i, sum.value));
    }
}

static void
test_feeds (void)
{
  g_autoptr (HwResults) results = read_plain ();
  g_autofree char *text = hw_json_totals (results);
  g_autoptr (JsonNode) root = parse (text);
  JsonObject *power = json_object_get_object_member (json_node_get_object (root), "power");
  JsonArray *feeds = json_object_get_array_member (power, "feeds");
  JsonObject *first;

  g_assert_cmpuint (json_array_get_length (feeds), ==, 2);
  first = json_array_get_object_element (feeds, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==, "e0000000001");
  /* Two servers of 10.2 kW on both feeds. */
  g_assert_cmpfloat (json_object_get_double_member (first, "load_w"), ==, 10200);
  g_assert_cmpfloat (json_object_get_double_member (first, "failover_w"), ==, 20400);
  g_assert_cmpfloat (json_object_get_double_member (first, "limit_w"), >, 0);
}

static JsonObject *
power_of (JsonNode *root)
{
  return json_object_get_object_member (json_node_get_object (root), "power");
}

/* Null without a climate; with one each key has its figure, and the parts add up. */
static void
test_energy (void)
{
  g_autoptr (HwResults) results = read_plain ();
  HwDesign *design = hw_results_get_design (results);
  g_autofree char *without = hw_json_totals (results);
  g_autofree char *with = NULL;
  g_autoptr (JsonNode) before = parse (without);
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (HwWeather) weather = hw_weather_new ("Place", "made up");
  JsonObject *energy, *parts;
  double sum_j = 0;

  g_assert_true (json_object_get_null_member (power_of (before), "pue"));
  hw_design_begin (design, "Import");
  hw_operation_set_climate (design, weather);
  hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "country", "FR", NULL);
  hw_design_commit (design);
  with = hw_json_totals (results);
  after = parse (with);
  g_assert_cmpfloat (json_object_get_double_member (power_of (after), "pue"), >=, 1);
  /* The design has no power chain. */
  g_assert_cmpfloat (json_object_get_double_member (power_of (after), "pue_unknown"), >=, 1);
  energy = json_object_get_object_member (power_of (after), "energy");
  for (guint i = HW_ENERGY_TOTAL; i < HW_N_ENERGY_FIGURES; i++)
    {
      const char *key = strrchr (hw_energy_figure_key (i), '.') + 1;
      HwSum sum = hw_results_energy (results, i);

      g_test_message ("%s", key);
      if (hw_sum_is_unknown (&sum))
        g_assert_true (json_object_get_null_member (energy, key));
      else
        g_assert_cmpfloat (json_object_get_double_member (energy, key), ==, sum.value);
    }
  parts = json_object_get_object_member (energy, "parts_j");
  g_assert_true (json_object_get_null_member (parts, "power_loss"));
  for (guint i = 0; i < HW_N_FACILITY_PARTS; i++)
    if (!json_object_get_null_member (parts, hw_facility_part_key (i)))
      sum_j += json_object_get_double_member (parts, hw_facility_part_key (i));
  g_assert_cmpfloat_with_epsilon (
      sum_j / json_object_get_double_member (energy, "total_j"), 1, 1e-12);
}

static void
test_csv (void)
{
  g_autoptr (HwResults) results = read_plain ();
  const HwRef all = HW_REF (HW_TABLE_DESIGN, 0);
  HwCsvTable table;

  g_assert_false (hw_csv_table_find ("nothing", &table));
  for (guint i = 0; i < HW_N_CSV_TABLES; i++)
    {
      g_autofree char *text = hw_csv_write (results, i, all);
      g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
      guint n = g_strv_length (lines);
      guint commas = 0;

      g_assert_true (hw_csv_table_find (hw_csv_table_name (i), &table));
      g_assert_cmpint (table, ==, i);
      /* The design has no loop and no NVLink domain. */
      g_assert_cmpuint (n, >=, i < HW_CSV_NVLINK ? 3 : 2);
      g_assert_cmpstr (lines[n - 1], ==, "");
      for (const char *c = lines[0]; *c != '\0'; c++)
        commas += *c == ',';
      /* Nothing in this design needs quotes. */
      for (guint j = 1; j < n - 1; j++)
        {
          g_auto (GStrv) fields = g_strsplit (lines[j], ",", -1);

          g_assert_cmpuint (g_strv_length (fields), ==, commas + 1);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/json/writer", test_writer);
  g_test_add_func ("/io/json/petaflops-are-exact", test_petaflops_are_exact);
  g_test_add_func ("/io/json/totals", test_totals);
  g_test_add_func ("/io/json/feeds", test_feeds);
  g_test_add_func ("/io/json/energy", test_energy);
  g_test_add_func ("/io/csv", test_csv);
  return g_test_run ();
}
