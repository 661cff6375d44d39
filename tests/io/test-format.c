/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-form.h"
#include "hw-catalogue-reader.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-operations.h"
#include "hw-results.h"
#include "hw-template.h"

#include <libxml/relaxng.h>
#include <string.h>

static char *
data_path (const char *folder, const char *name)
{
  g_autofree char *dir = hw_data_dir ();

  return g_build_filename (dir, folder, name, NULL);
}

static char *
read_text (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* --- the schema --- */

typedef struct
{
  xmlRelaxNG *schema;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = data_path ("format", "design-1.0.rng");
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);

  self->schema = xmlRelaxNGParse (parser);
  xmlRelaxNGFreeParserCtxt (parser);
  g_assert_nonnull (self->schema);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  xmlRelaxNGFree (self->schema);
}

static void
quiet_cb (void *data, const char *format, ...)
{
}

static gboolean
is_valid (Fixture *self, const char *text, gsize n)
{
  xmlDoc *document = xmlReadMemory (text, (int)n, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (self->schema);
  gboolean valid;

  xmlRelaxNGSetValidErrors (context, quiet_cb, quiet_cb, NULL);
  valid = document != NULL && xmlRelaxNGValidateDoc (context, document) == 0;
  xmlRelaxNGFreeValidCtxt (context);
  xmlFreeDoc (document);
  return valid;
}

typedef void (*FileFunc) (Fixture *self, const char *path);

static void
each_file (Fixture *self, const char *dir, const char *suffix, FileFunc function)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (entries);
  while ((name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_suffix (name, suffix))
      {
        g_autofree char *path = g_build_filename (dir, name, NULL);

        g_test_message ("%s", path);
        function (self, path);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
}

static void
assert_valid (Fixture *self, const char *path)
{
  g_autofree char *text = read_text (path);

  /* The schema is that of one version. */
  if (strstr (path, "newer-minor") == NULL)
    g_assert_true (is_valid (self, text, strlen (text)));
}

static void
test_files_are_valid (Fixture *self, gconstpointer data)
{
  g_autofree char *examples = data_path ("examples", NULL);
  g_autofree char *catalogue = data_path ("catalogue", NULL);
  g_autofree char *costs = data_path ("examples", "cost");
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "good", NULL);

  each_file (self, examples, ".hallwright", assert_valid);
  each_file (self, catalogue, ".xml", assert_valid);
  each_file (self, costs, ".xml", assert_valid);
  each_file (self, good, ".hallwright", assert_valid);
}

static void
test_templates_are_valid (Fixture *self, gconstpointer data)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, NULL);

  for (guint i = 0; i < hw_template_count (); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwDesign) design = hw_template_make (hw_template_id (i), NULL, catalogue, &error);
      g_autoptr (GBytes) bytes = NULL;
      gsize n;
      const char *text;

      g_assert_no_error (error);
      bytes = hw_design_write_bytes (design);
      text = g_bytes_get_data (bytes, &n);
      g_assert_true (is_valid (self, text, n));
    }
}

static void
test_climate_is_valid (Fixture *self, gconstpointer data)
{
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (HwWeather) weather = hw_weather_new ("Place", "made up");
  g_autoptr (GBytes) bytes = NULL;
  gsize n;
  const char *text;

  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      weather->dry_bulb_c[i] = i % 50 - 10.3;
      weather->dew_point_c[i] = weather->dry_bulb_c[i] - 2;
    }
  weather->latitude_deg = -33.9;
  hw_design_begin (design, "Import");
  hw_operation_set_climate (design, weather);
  hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "country", "AU", NULL);
  hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "rejection", "tower", NULL);
  hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "utilisation", "0.75", NULL);
  hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "carbon-g-kwh", "12.5", NULL);
  hw_design_commit (design);
  bytes = hw_design_write_bytes (design);
  text = g_bytes_get_data (bytes, &n);
  g_assert_true (is_valid (self, text, n));
}

static void
test_schema_refuses (Fixture *self, gconstpointer data)
{
  static const char *const bad[]
      = { "bad-numbers", "missing-attribute", "unknown-attribute", "wrongly-nested", "bad-products",
          "bad-id",      "newer-major",       "bad-climate" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.hallwright", bad[i]);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "bad", name, NULL);
      g_autofree char *text = read_text (path);

      g_test_message ("%s", name);
      g_assert_false (is_valid (self, text, strlen (text)));
    }
}

/* --- what is written about the format --- */

static void
assert_mentions (const char *text, const char *format, const char *word)
{
  g_autofree char *part = g_strdup_printf (format, word);

  g_test_message ("%s", part);
  g_assert_nonnull (strstr (text, part));
}

/* Schema and description know all that the program reads and writes. */
static void
test_names_are_described (Fixture *self, gconstpointer data)
{
  g_autofree char *schema_path = data_path ("format", "design-1.0.rng");
  g_autofree char *readme_path = data_path ("format", "README.md");
  g_autofree char *schema = read_text (schema_path);
  g_autofree char *readme = read_text (readme_path);

  for (guint i = 0; i < HW_N_TABLES; i++)
    {
      const HwTableClass *klass = hw_table_class (i);

      assert_mentions (schema, "<element name=\"%s\">", klass->element);
      assert_mentions (readme, "`<%s>`", klass->element);
      for (guint j = 0; j < klass->n_attributes; j++)
        {
          assert_mentions (schema, "<attribute name=\"%s\"", klass->attributes[j].name);
          assert_mentions (readme, "%s", klass->attributes[j].name);
          for (guint k = 0;
               klass->attributes[j].choices != NULL && klass->attributes[j].choices[k] != NULL;
               k++)
            if (strcmp (klass->attributes[j].choices[k], "none") != 0)
              assert_mentions (schema, "<value>%s</value>", klass->attributes[j].choices[k]);
        }
    }
  for (guint i = 0; i < HW_N_FORMS; i++)
    {
      assert_mentions (schema, "<element name=\"%s\">", hw_form_get (i)->element);
      assert_mentions (readme, "`<%s>`", hw_form_get (i)->element);
    }
  for (guint i = 0; i < HW_N_COLUMNS; i++)
    assert_mentions (schema, "<attribute name=\"%s\"", hw_column_name (i));
  for (guint i = 0; i < HW_N_FIELDS; i++)
    assert_mentions (schema, "<value>%s</value>", hw_field_name (i));
  for (guint i = 0; i < HW_N_KINDS; i++)
    if (i != HW_KIND_ASSEMBLY)
      assert_mentions (schema, "<value>%s</value>", hw_kind_name (i));
  for (guint i = 0; i < HW_N_MOUNTINGS; i++)
    assert_mentions (schema, "<value>%s</value>", hw_mounting_name (i));
}

/* --- examples --- */

/* As the program would write them, without errors, and with something in them. */
static void
check_example (Fixture *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_file (file, NULL, &error);
  g_autoptr (HwResults) results = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = read_text (path);

  g_assert_no_error (error);
  bytes = hw_design_write_bytes (design);
  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, text);
  results = hw_results_new (design);
  g_assert_cmpuint (hw_results_n_problems (results, HW_SEVERITY_ERROR), ==, 0);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), >, 0);
  g_assert_nonnull (strstr (text, "<design "));
}

static void
test_examples (Fixture *self, gconstpointer data)
{
  g_autofree char *dir = data_path ("examples", NULL);

  each_file (self, dir, ".hallwright", check_example);
}

/* The examples carry the figures of the catalogue, not older ones. */
static void
compare_products (Fixture *self, const char *path)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (HwDesign) design = hw_design_read_file (file, NULL, NULL);
  HwCatalogue *own = hw_design_get_catalogue (design);

  for (guint i = 1; i <= hw_catalogue_n_products (own); i++)
    {
      const HwProduct *product = hw_catalogue_get (own, i);
      const HwProduct *now = hw_catalogue_find (catalogue, product->id);

      g_test_message ("%s", product->id);
      g_assert_nonnull (now);
      for (guint field = 0; field < HW_N_FIELDS; field++)
        {
          const HwFigure *a = hw_product_figure (product, field);
          const HwFigure *b = hw_product_figure (now, field);

          g_assert_cmpint (a != NULL, ==, b != NULL);
          if (a == NULL)
            continue;
          g_assert_cmpint (a->state, ==, b->state);
          if (a->state == HW_FIGURE_VALUE)
            g_assert_cmpfloat (a->value, ==, b->value);
        }
    }
}

static void
test_examples_are_up_to_date (Fixture *self, gconstpointer data)
{
  g_autofree char *dir = data_path ("examples", NULL);

  each_file (self, dir, ".hallwright", compare_products);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/io/format/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("files-are-valid", test_files_are_valid);
  ADD ("templates-are-valid", test_templates_are_valid);
  ADD ("climate-is-valid", test_climate_is_valid);
  ADD ("schema-refuses", test_schema_refuses);
  ADD ("names-are-described", test_names_are_described);
  ADD ("examples", test_examples);
  ADD ("examples-are-up-to-date", test_examples_are_up_to_date);
#undef ADD
  return g_test_run ();
}
