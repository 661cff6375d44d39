/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-io-error.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\">"

/* --- corpora --- */

static char *
expectations_of (const char *path, const char *suffix)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".hallwright"));
  g_autofree char *name = g_strconcat (stem, suffix, NULL);
  char *text = NULL;

  g_file_get_contents (name, &text, NULL, NULL);
  return text;
}

/* Each line of @expected is `LINE: some of the message`, in the order of the findings. */
static void
assert_findings (HwFindings *findings, gboolean notes, const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp ((char *)expected), "\n", -1);
  guint n = notes ? hw_findings_n_notes (findings) : hw_findings_count (findings);

  for (guint i = 0; i < n; i++)
    {
      const HwFinding *finding
          = notes ? hw_findings_get_note (findings, i) : hw_findings_get (findings, i);
      g_autofree char *text = g_strdup_printf ("%u: %s", finding->line, finding->message);
      const char *part;

      g_test_message ("found %s", text);
      g_assert_nonnull (lines[i]);
      part = strstr (lines[i], ": ");
      g_assert_nonnull (part);
      g_assert_cmpint (finding->line, ==, atoi (lines[i]));
      if (strstr (finding->message, part + 2) == NULL)
        g_error ("“%s” does not have “%s”", text, part + 2);
    }
  g_assert_cmpuint (n, ==, g_strv_length (lines));
}

static void
test_good (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *notes = expectations_of (path, ".notes");
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_file (file, &findings, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize n;

  g_assert_no_error (error);
  g_assert_nonnull (design);
  g_assert_true (hw_design_is_clean (design));
  g_assert_false (hw_design_can_undo (design));
  if (notes != NULL)
    assert_findings (findings, TRUE, notes);
  else
    g_assert_cmpuint (hw_findings_n_notes (findings), ==, 0);

  /* All of them are in canonical form. */
  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  bytes = hw_design_write_bytes (design);
  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, text);
}

static void
test_bad (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *expected = expectations_of (path, ".errors");
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_file (file, &findings, &error);
  HwIoError code = strstr (path, "newer") != NULL ? HW_IO_ERROR_VERSION : HW_IO_ERROR_INVALID;
  g_autofree char *first = NULL;

  g_assert_null (design);
  g_assert_nonnull (expected);
  g_assert_error (error, HW_IO_ERROR, (int)code);
  first = g_strdup_printf ("%s:%u: ", path, hw_findings_get (findings, 0)->line);
  g_assert_true (g_str_has_prefix (error->message, first));
  assert_findings (findings, FALSE, expected);
}

static void
add_corpus (const char *folder, GTestDataFunc function)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".hallwright"))
      {
        g_autofree char *test = g_strdup_printf ("/io/reader/%s/%s", folder, name);

        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), function, g_free);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
}

/* --- what is too large for a file --- */

static void
assert_refused (GString *text, guint line, const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_bytes (bytes, "made.hallwright", &findings, &error);
  const HwFinding *finding;

  g_assert_null (design);
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_INVALID);
  g_assert_cmpuint (hw_findings_count (findings), >, 0);
  finding = hw_findings_get (findings, 0);
  g_test_message ("found %u: %s", finding->line, finding->message);
  if (line != 0)
    g_assert_cmpuint (finding->line, ==, line);
  g_assert_nonnull (strstr (finding->message, part));
}

/* Our own limit says so, before libxml2 sees the tag: it would take half a minute. */
static void
test_many_attributes (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\n<site");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, " a%u=\">\"", i);
  g_string_append (text, "/></design>");
  assert_refused (text, 2, "longer than");
}

/* A long comment or section is no tag. */
static void
test_long_comment (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "<products/><!-- ");
  g_autoptr (HwDesign) design = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "<a b=\"' - ");
  g_string_append (text, "--><site/></design>");
  bytes = g_bytes_new (text->str, text->len);
  design = hw_design_read_bytes (bytes, "made", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (design);
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<x:a xmlns:x=\"urn:x\">\n");
  assert_refused (text, 257, "nested");
}

static void
test_utf16 (void)
{
  g_autofree char *wide = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;

  wide = g_convert (HEAD "</design>", -1, "UTF-16", "UTF-8", NULL, &n, NULL);
  g_string_append_len (text, wide, n);
  assert_refused (text, 1, "UTF-8");
}

static void
test_invalid_utf8 (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\n<site note=\"\xff\xfe\"/></design>");

  assert_refused (text, 2, "UTF-8");
}

static void
test_empty (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  assert_refused (text, 0, "no XML");
}

static void
test_limit_of_findings (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "<products/><site>\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "<unknown/>\n");
  g_string_append (text, "</site></design>");
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (hw_design_read_bytes (bytes, "made", &findings, &error));
  g_assert_cmpuint (hw_findings_count (findings), ==, HW_FINDINGS_MAX);
  g_assert_cmpuint (hw_findings_get (findings, 99)->line, ==, 101);
  g_assert_true (g_str_has_suffix (error->message, "left out"));
}

/* --- the rest --- */

static void
test_missing_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.hallwright");
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_design_read_file (file, NULL, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_READ);
  g_assert_true (g_str_has_prefix (error->message, "/nowhere/at/all.hallwright: "));
}

/* Rows behind racks, feeds behind halls: what the canonical order avoids. */
static void
test_any_order (void)
{
  const char *text
      = HEAD "<products><product id=\"frame\" name=\"F\" kind=\"rack\" mounting=\"eia\">"
             "<figure name=\"capacity-units\" value=\"42\" source=\"s\"/>"
             "<figure name=\"width\" value=\"600\" unit=\"mm\"/>"
             "<figure name=\"depth\" value=\"1200\" unit=\"mm\"/></product>"
             "<source id=\"s\" title=\"S\"/></products><site>"
             "<hall id=\"h1\" depth-mm=\"6000\" width-mm=\"6000\">"
             "<rack row=\"w1\" feed-a=\"e1\" product=\"frame\" y-mm=\"0\" x-mm=\"0\" id=\"r1\"/>"
             "<row id=\"w1\"/></hall><feed id=\"e1\"/></site></design>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_bytes (bytes, "made", NULL, &error);
  const HwRack *rack;

  g_assert_no_error (error);
  rack = hw_design_get_rack (design, hw_design_find (design, "r1").handle);
  g_assert_cmpuint (rack->row, ==, hw_design_find (design, "w1").handle);
  g_assert_cmpuint (rack->feed_a, ==, hw_design_find (design, "e1").handle);
}

/* Strings that look the same are the same. */
static void
test_normalised (void)
{
  const char *text = HEAD "<products/><site name=\"A\xcc\x8a &#38;amp; &amp;#38;\"/></design>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_design_read_bytes (bytes, "made", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hw_design_text (design, hw_design_get_site (design)->object.name),
                   ==,
                   "\xc3\x85 &amp; &#38;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_corpus ("good", test_good);
  add_corpus ("bad", test_bad);
  g_test_add_func ("/io/reader/many-attributes", test_many_attributes);
  g_test_add_func ("/io/reader/long-comment", test_long_comment);
  g_test_add_func ("/io/reader/deep", test_deep);
  g_test_add_func ("/io/reader/utf-16", test_utf16);
  g_test_add_func ("/io/reader/invalid-utf-8", test_invalid_utf8);
  g_test_add_func ("/io/reader/empty", test_empty);
  g_test_add_func ("/io/reader/limit-of-findings", test_limit_of_findings);
  g_test_add_func ("/io/reader/missing-file", test_missing_file);
  g_test_add_func ("/io/reader/any-order", test_any_order);
  g_test_add_func ("/io/reader/normalised", test_normalised);
  return g_test_run ();
}
