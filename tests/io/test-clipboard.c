/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-clipboard.h"
#include "hw-core-fixture.h"
#include "hw-design-writer.h"
#include "hw-fragment.h"

#include <string.h>

/* What is copied out of a design, as bytes and back. */
static HwDesign *
through_clipboard (HwDesign *design, const HwRef *refs, guint n)
{
  g_autoptr (GBytes) bytes = hw_clipboard_write (design, refs, n);
  g_autoptr (GError) error = NULL;
  HwDesign *fragment;

  g_assert_nonnull (bytes);
  fragment = hw_clipboard_read (bytes, &error);
  g_assert_no_error (error);
  return fragment;
}

static GArray *
paste_and_tell (
    HwDesign *design, HwDesign *fragment, HwHandle hall, HwHandle rack, char **lost, GError **error)
{
  HwPasteTarget target = { .hall = hall, .rack = rack };
  GArray *made;

  hw_design_begin (design, "Paste");
  made = hw_operation_paste (design, fragment, &target, lost, error);
  if (made != NULL)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
  return made;
}

static GArray *
paste (HwDesign *design, HwDesign *fragment, HwHandle hall, HwHandle rack, GError **error)
{
  g_autofree char *lost = NULL;
  GArray *made = paste_and_tell (design, fragment, hall, rack, &lost, error);

  /* Nothing is missing in these. */
  g_assert_null (lost);
  return made;
}

static const char *
name_of (HwDesign *design, GArray *made, guint index)
{
  return hw_design_name (design, g_array_index (made, HwRef, index));
}

static void
test_devices (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef refs[2];
  g_autoptr (HwDesign) fragment = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  refs[0] = HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "server", 1));
  refs[1] = HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "switch", 11));
  before = hw_design_write_bytes (design);

  fragment = through_clipboard (design, refs, 2);
  g_assert_cmpuint (hw_fragment_count (fragment), ==, 2);
  made = paste (design, fragment, fixture->hall, fixture->rack, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 2);
  g_assert_cmpint (
      hw_design_get_device (design, g_array_index (made, HwRef, 0).handle)->position, ==, 22);
  g_assert_cmpint (
      hw_design_get_device (design, g_array_index (made, HwRef, 1).handle)->position, ==, 42);
  g_assert_cmpstr (name_of (design, made, 0), !=, hw_design_name (design, refs[0]));
  g_assert_cmpuint (hw_design_name_count (design, name_of (design, made, 0)), ==, 1);

  /* Once more two servers find room, then no more, and nothing is left half done. */
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&made, g_array_unref);
      made = paste (design, fragment, fixture->hall, fixture->rack, &error);
      g_assert_no_error (error);
    }
  g_clear_pointer (&made, g_array_unref);
  made = paste (design, fragment, fixture->hall, fixture->rack, &error);
  g_assert_null (made);
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_clear_error (&error);

  /* Into no rack. */
  made = paste (design, fragment, fixture->hall, 0, &error);
  g_assert_null (made);
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);

  while (hw_design_count (design, HW_TABLE_DEVICE) > 2)
    g_assert_true (hw_design_undo (design));
  after = hw_design_write_bytes (design);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_racks (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef ref = HW_REF (HW_TABLE_RACK, fixture->rack);
  const HwRack *rack, *copy;
  g_autoptr (HwDesign) fragment = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;

  fixture_mount (fixture, fixture->rack, "server", 1);
  hw_design_begin (design, "Reserve");
  g_assert_cmpuint (hw_operation_add_reservation (
                        design, fixture->rack, "Later", 40, 4, HW_FACE_FRONT, FALSE, &error),
                    !=,
                    0);
  hw_design_commit (design);

  fragment = through_clipboard (design, &ref, 1);
  g_assert_cmpuint (hw_fragment_count (fragment), ==, 1);
  made = paste (design, fragment, fixture->hall, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 1);
  rack = hw_design_get_rack (design, fixture->rack);
  copy = hw_design_get_rack (design, g_array_index (made, HwRef, 0).handle);
  g_assert_cmpstr (name_of (design, made, 0), ==, "A02");
  g_assert_cmpint (copy->y_mm, ==, rack->y_mm);
  g_assert_cmpint (ABS (copy->x_mm - rack->x_mm), ==, 600);
  g_assert_cmpuint (copy->row, ==, fixture->row);
  g_assert_true (copy->object.id != rack->object.id);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 2);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_RESERVATION), ==, 2);
}

/* A whole group comes as one of its own, also where nothing is known of it; a part of it joins it.
 */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  g_autoptr (HwDesign) fragment = NULL;
  g_autoptr (HwDesign) other = hw_design_new ();
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lost = NULL;
  HwHandle racks[] = { fixture->rack, 0 }, pod, hall, copy;
  GArray both = { (char *)racks, 2 };
  HwRef refs[2];

  hw_design_begin (design, "Group");
  racks[1] = hw_operation_add_rack (design,
                                    fixture->hall,
                                    0,
                                    fixture->catalogue,
                                    fixture_product (fixture, "rack-48"),
                                    NULL,
                                    1200,
                                    3600,
                                    0,
                                    &error);
  pod = hw_operation_group_racks (design, &both, "Pod 1", &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  for (guint i = 0; i < 2; i++)
    refs[i] = HW_REF (HW_TABLE_RACK, racks[i]);

  fragment = through_clipboard (design, refs, 2);
  made = paste (design, fragment, fixture->hall, 0, &error);
  g_assert_no_error (error);
  copy = hw_design_get_rack (design, g_array_index (made, HwRef, 0).handle)->group;
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_GROUP, copy)), ==, "Pod 2");
  g_assert_cmpuint (
      hw_design_get_rack (design, g_array_index (made, HwRef, 1).handle)->group, ==, copy);
  hw_design_undo (design);

  hw_design_begin (other, "Begin");
  hall = hw_operation_add_hall (other, "Other", 9000, 9000);
  hw_design_commit (other);
  g_clear_pointer (&made, g_array_unref);
  made = paste_and_tell (other, fragment, hall, 0, &lost, &error);
  g_assert_no_error (error);
  g_assert_null (lost);
  copy = hw_design_get_rack (other, g_array_index (made, HwRef, 1).handle)->group;
  g_assert_cmpstr (hw_design_name (other, HW_REF (HW_TABLE_GROUP, copy)), ==, "Pod 1");

  g_clear_object (&fragment);
  g_clear_pointer (&made, g_array_unref);
  fragment = through_clipboard (design, refs, 1);
  made = paste (design, fragment, fixture->hall, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (
      hw_design_get_rack (design, g_array_index (made, HwRef, 0).handle)->group, ==, pod);
}

/* Into a design that knows none of it. */
static void
test_other_design (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwDesign) other = hw_design_new ();
  g_autoptr (HwDesign) fragment = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *lost = NULL;
  HwRef refs[2];
  HwHandle hall, system, feed, phase;

  hw_design_begin (fixture->design, "Add");
  phase = hw_operation_add_phase (fixture->design, "Growth", NULL);
  feed = hw_operation_add_feed (fixture->design, "F1", HW_SIDE_A, 415, 63, HW_BREAKER_IEC);
  system = hw_operation_add_rack (fixture->design,
                                  fixture->hall,
                                  fixture->row,
                                  fixture->catalogue,
                                  fixture_product (fixture, "system"),
                                  NULL,
                                  3000,
                                  3000,
                                  0,
                                  &error);
  g_assert_no_error (error);
  {
    char buffer[HW_ID_SIZE];
    const char *id = hw_design_id_text (fixture->design, HW_REF (HW_TABLE_FEED, feed), buffer);

    g_assert_true (
        hw_operation_set (fixture->design, HW_REF (HW_TABLE_RACK, system), "feed-a", id, &error));
    g_assert_true (
        hw_operation_set (fixture->design, HW_REF (HW_TABLE_RACK, system), "feed-b", id, &error));
    id = hw_design_id_text (fixture->design, HW_REF (HW_TABLE_PHASE, phase), buffer);
    g_assert_true (
        hw_operation_set (fixture->design, HW_REF (HW_TABLE_RACK, system), "install", id, &error));
  }
  hw_design_commit (fixture->design);
  refs[0] = HW_REF (HW_TABLE_RACK, fixture->rack);
  refs[1] = HW_REF (HW_TABLE_RACK, system);
  fragment = through_clipboard (fixture->design, refs, 2);

  hw_design_begin (other, "Begin");
  hall = hw_operation_add_hall (other, "Other", 9000, 9000);
  hw_design_commit (other);
  made = paste_and_tell (other, fragment, hall, 0, &lost, &error);
  g_assert_no_error (error);
  /* Each is told once. */
  g_assert_cmpstr (lost, ==, "Feed F1, Phase Growth");
  g_assert_cmpuint (made->len, ==, 2);
  g_assert_cmpuint (hw_design_count (other, HW_TABLE_ROW), ==, 1);
  g_assert_cmpuint (hw_design_count (other, HW_TABLE_DEVICE), ==, 4);
  g_assert_nonnull (hw_catalogue_find (hw_design_get_catalogue (other), "system"));
  for (guint i = 0; i < made->len; i++)
    {
      const HwRack *rack = hw_design_get_rack (other, g_array_index (made, HwRef, i).handle);

      /* There is no such feed here. */
      g_assert_cmpuint (rack->feed_a, ==, 0);
      g_assert_cmpuint (rack->row, !=, 0);
    }
  /* A second time: another row, since the first has racks. */
  g_clear_pointer (&made, g_array_unref);
  made = paste_and_tell (other, fragment, hall, 0, NULL, &error);
  g_assert_no_error (error);
  bytes = hw_design_write_bytes (other);
  g_assert_null (g_strstr_len (
      g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), HW_FRAGMENT_NAMESPACE));
}

static void
test_malformed (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "",
    "no XML at all",
    "<?xml version=\"1.0\"?><design xmlns=\"urn:hallwright:design:1\" format=\"1.0\"><site>",
    "<?xml version=\"1.0\"?><design xmlns=\"urn:hallwright:design:9\" format=\"9.0\"/>",
    "<?xml version=\"1.0\"?><design xmlns=\"urn:hallwright:design:1\" format=\"1.0\">"
    "<products/><site><hall id=\"H1\" name=\"H\" width-mm=\"9000\" depth-mm=\"9000\">"
    "<rack id=\"R1\" product=\"nothing\" x-mm=\"0\" y-mm=\"0\"/></hall></site></design>",
    "<?xml version=\"1.0\"?><design xmlns=\"urn:hallwright:design:1\" format=\"1.0\">"
    "<products/><site/></design>",
  };
  HwRef hall = HW_REF (HW_TABLE_HALL, fixture->hall);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bad[i], strlen (bad[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (hw_clipboard_read (bytes, &error));
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
    }
  g_assert_null (hw_clipboard_write (fixture->design, &hall, 1));
  g_assert_false (hw_clipboard_sniff ("a letter to a friend"));
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  HwRef ref = HW_REF (HW_TABLE_RACK, fixture->rack);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  fixture_mount (fixture, fixture->rack, "server", 3);
  text = hw_clipboard_write_text (fixture->design, &ref, 1);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "A01\t"));
  g_assert_true (g_str_has_suffix (lines[1], "\tA01\tU3"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/clipboard/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("devices", test_devices);
  ADD ("racks", test_racks);
  ADD ("groups", test_groups);
  ADD ("other-design", test_other_design);
  ADD ("malformed", test_malformed);
  ADD ("text", test_text);
  return g_test_run ();
}
