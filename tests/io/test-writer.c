/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-reader.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-edit.h"
#include "hw-io-error.h"
#include "hw-operations.h"
#include "hw-output.h"
#include "hw-template.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A user without rights. */
#define NOBODY 65534

typedef struct
{
  char *dir;
  char *path; /* in it, with the content "old" */
  GFile *file;
  HwDesign *design;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = g_dir_make_tmp ("hallwright-XXXXXX", NULL);
  self->path = g_build_filename (self->dir, "a.hallwright", NULL);
  self->file = g_file_new_for_path (self->path);
  self->design = hw_design_new ();
  g_assert_true (g_file_set_contents (self->path, "old", -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->dir), ==, 0);
  g_free (self->dir);
  g_free (self->path);
  g_object_unref (self->file);
  g_object_unref (self->design);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_is_design (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  g_assert_true (g_str_has_suffix (text, "</design>\n"));
}

/* --- files --- */

static void
test_replaces (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (g_chmod (self->path, 0640), ==, 0);
  g_assert_true (hw_design_write_file (self->design, self->file, &error));
  g_assert_no_error (error);
  assert_is_design (self->path);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (self->dir), ==, 1);
}

static void
test_new_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "new.hallwright", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (0);
  struct stat status;

  umask (mask);
  g_assert_true (hw_design_write_file (self->design, file, &error));
  g_assert_no_error (error);
  assert_is_design (path);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0666 & ~mask);
}

static void
test_follows_links (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->dir, "link.hallwright", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("a.hallwright", link), ==, 0);
  g_assert_true (hw_design_write_file (self->design, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_is_design (self->path);
}

static void
test_link_to_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->dir, "link.hallwright", NULL);
  g_autofree char *target = g_build_filename (self->dir, "b.hallwright", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("b.hallwright", link), ==, 0);
  g_assert_true (hw_design_write_file (self->design, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_is_design (target);
}

static void
test_abandoned (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwOutput) output = hw_output_open (self->file, &error);

  g_assert_no_error (error);
  g_assert_true (hw_output_write (output, "half", 4, &error));
  g_assert_cmpuint (count_files (self->dir), ==, 2);
  g_clear_pointer (&output, hw_output_free);
  assert_content (self->path, "old");
  g_assert_cmpuint (count_files (self->dir), ==, 1);
}

static gboolean
full_disk_cb (gpointer data, const char *bytes, gsize n, GError **error)
{
  g_set_error_literal (error, HW_IO_ERROR, HW_IO_ERROR_WRITE, "full");
  return FALSE;
}

static void
test_full_disk (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_design_write (self->design, full_disk_cb, NULL, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE);
  g_clear_error (&error);
  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    return;
  g_assert_false (hw_design_write_file (self->design, full, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE);
  g_assert_true (g_str_has_prefix (error->message, "/dev/full: "));
}

static void
test_no_such_directory (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "no", "a.hallwright", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_design_write_file (self->design, file, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE);
}

static void
test_unwritable_directory (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  uid_t user = geteuid ();

  /* Root can write everything: for a moment this is somebody else. */
  g_assert_cmpint (g_chmod (self->dir, 0555), ==, 0);
  if (user == 0)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  g_assert_false (hw_design_write_file (self->design, self->file, &error));
  if (user == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE);
  g_assert_true (g_str_has_prefix (error->message, self->path));
  g_assert_cmpint (g_chmod (self->dir, 0700), ==, 0);
  assert_content (self->path, "old");
}

/* The disk is full in the middle of the new file: the old one stays and nothing is left beside it.
 */
static void
test_full_within (Fixture *self, gconstpointer data)
{
  struct rlimit usual, narrow;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  narrow = (struct rlimit){ 100, usual.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &narrow), ==, 0);
  g_assert_false (hw_design_write_file (self->design, self->file, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE);
  assert_content (self->path, "old");
  g_assert_cmpuint (count_files (self->dir), ==, 1);
}

static void
test_directory (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) dir = g_file_new_for_path (self->dir);
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_design_write_file (self->design, dir, &error));
  g_assert_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE);
}

/* --- content --- */

/* Whatever people type survives, as far as XML can hold it. */
static void
test_escapes (void)
{
  const char *text = "<&>\"' \t\n\r ü 中 \xef\xbf\xbd ]]> &amp; &#10;";
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autofree char *expected = NULL;
  HwSite site = *hw_design_get_site (design);
  g_autoptr (GBytes) bytes = NULL;

  hw_xml_escape (escaped, text, TRUE);
  g_assert_cmpstr (escaped->str,
                   ==,
                   "&lt;&amp;&gt;&quot;' &#9;&#10;&#13; ü 中 \xef\xbf\xbd ]]&gt; &amp;amp; "
                   "&amp;#10;");
  g_string_truncate (escaped, 0);
  hw_xml_escape (escaped,
                 "a\x01"
                 "b\xef\xbf\xbf",
                 TRUE);
  g_assert_cmpstr (escaped->str,
                   ==,
                   "a\xef\xbf\xbd"
                   "b\xef\xbf\xbd");

  site.object.name = hw_design_intern (design, "<&>\"' ü 中 &amp; &#10;");
  hw_design_begin (design, "test");
  hw_edit_set (design, HW_TABLE_SITE, 1, &site);
  hw_design_commit (design);
  bytes = hw_design_write_bytes (design);
  {
    g_autoptr (HwDesign) again = hw_design_read_bytes (bytes, "x", NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (hw_design_text (again, hw_design_get_site (again)->object.name),
                     ==,
                     "<&>\"' ü 中 &amp; &#10;");
  }
}

static HwCatalogue *
load (void)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  HwCatalogue *catalogue = hw_catalogue_load (dir, &error);

  g_assert_no_error (error);
  return catalogue;
}

static guint
count_text (const char *text, const char *part)
{
  guint n = 0;

  while ((text = strstr (text, part)) != NULL)
    {
      text++;
      n++;
    }
  return n;
}

static void
test_round_trip (void)
{
  const HwTemplateOptions options = { .racks = 43 };
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDesign) design = hw_template_make ("nvl72", &options, catalogue, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (HwDesign) again = NULL;

  g_assert_no_error (error);
  bytes = hw_design_write_bytes (design);
  again = hw_design_read_bytes (bytes, "x", NULL, &error);
  g_assert_no_error (error);
  second = hw_design_write_bytes (again);
  g_assert_true (g_bytes_equal (bytes, second));
  for (guint table = 0; table < HW_N_TABLES; table++)
    g_assert_cmpuint (hw_design_count (design, table), ==, hw_design_count (again, table));
}

/* The order of making does not show. */
static void
test_canonical_order (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  const HwProduct *rack = hw_catalogue_find (catalogue, "eia-48u-600x1200");
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (GBytes) bytes = NULL;
  const char *text, *first, *second, *third;
  HwHandle hall, row;

  hw_design_begin (design, "test");
  hall = hw_operation_add_hall (design, "Hall", 9000, 9000);
  row = hw_operation_add_row (design, hall, "A");
  g_assert_cmpuint (
      hw_operation_add_rack (design, hall, 0, catalogue, rack, "loose", 0, 0, 0, NULL), !=, 0);
  g_assert_cmpuint (
      hw_operation_add_rack (design, hall, row, catalogue, rack, "east", 3000, 3000, 0, NULL),
      !=,
      0);
  g_assert_cmpuint (
      hw_operation_add_rack (design, hall, row, catalogue, rack, "west", 1800, 3000, 0, NULL),
      !=,
      0);
  hw_design_commit (design);
  bytes = hw_design_write_bytes (design);
  text = g_bytes_get_data (bytes, NULL);
  first = strstr (text, "name=\"west\"");
  second = strstr (text, "name=\"east\"");
  third = strstr (text, "name=\"loose\"");
  g_assert_true (first != NULL && first < second && second < third);
  g_assert_cmpuint (count_text (text, "<product "), ==, 1);
}

/* What is no longer used is not carried on. */
static void
test_products_in_use (void)
{
  g_autoptr (HwCatalogue) catalogue = load ();
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  const HwProduct *product = hw_catalogue_find (catalogue, "gb200-nvl72");
  HwHandle hall, rack;
  HwRef ref;

  hw_design_begin (design, "test");
  hall = hw_operation_add_hall (design, "Hall", 9000, 9000);
  rack = hw_operation_add_rack (design, hall, 0, catalogue, product, NULL, 0, 0, 0, NULL);
  hw_design_commit (design);
  before = hw_design_write_bytes (design);
  g_assert_cmpuint (count_text (g_bytes_get_data (before, NULL), "<assembly "), ==, 1);
  g_assert_cmpuint (count_text (g_bytes_get_data (before, NULL), "<product "), >=, 4);

  ref = HW_REF (HW_TABLE_RACK, rack);
  hw_design_begin (design, "test");
  g_assert_true (hw_operation_remove (design, &ref, 1, NULL));
  hw_design_commit (design);
  after = hw_design_write_bytes (design);
  g_assert_nonnull (strstr (g_bytes_get_data (after, NULL), "<products/>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/io/writer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("replaces", test_replaces);
  ADD ("new-file", test_new_file);
  ADD ("follows-links", test_follows_links);
  ADD ("link-to-nothing", test_link_to_nothing);
  ADD ("abandoned", test_abandoned);
  ADD ("full-disk", test_full_disk);
  ADD ("no-such-directory", test_no_such_directory);
  ADD ("unwritable-directory", test_unwritable_directory);
  ADD ("full-within-the-file", test_full_within);
  ADD ("directory", test_directory);
#undef ADD
  g_test_add_func ("/io/writer/escapes", test_escapes);
  g_test_add_func ("/io/writer/round-trip", test_round_trip);
  g_test_add_func ("/io/writer/canonical-order", test_canonical_order);
  g_test_add_func ("/io/writer/products-in-use", test_products_in_use);
  return g_test_run ();
}
