/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hw-draw-checks.h"
#include "hw-draw-error.h"
#include "hw-draw-fixture.h"
#include "hw-scene-racks.h"
#include "hw-sheet.h"

#define MM (72 / 25.4)

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
fail_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  return CAIRO_STATUS_WRITE_ERROR;
}

static GByteArray *export(Fixture *fixture,
                          const HwSheetOptions *options,
                          const char *format,
                          guint page)
{
  g_autoptr (HwSheetSet) set = hw_sheet_set_new (fixture->results, options);
  g_autoptr (GError) error = NULL;
  GByteArray *bytes = g_byte_array_new ();

  g_assert_true (hw_export_sheets (set, format, page, append_cb, bytes, &error));
  g_assert_no_error (error);
  return bytes;
}

static void
test_papers (void)
{
  g_assert_null (hw_paper_find ("B5"));
  g_assert_cmpstr (hw_paper_find ("a3")->name, ==, "A3");
  g_assert_cmpstr (hw_paper_find ("ANSI E")->name, ==, "ANSI-E");
  g_assert_null (hw_paper_find ("ANSI-"));
  g_assert_cmpfloat (hw_paper_find ("A3")->width_mm, ==, 420);
  g_assert_cmpfloat (hw_paper_find ("Letter")->height_mm, ==, 215.9);
  for (guint i = 0; i < hw_paper_count (); i++)
    g_assert_true (hw_paper_find (hw_paper_get (i)->name) == hw_paper_get (i));
  g_assert_null (hw_paper_get (hw_paper_count ()));
}

static void
test_scale_is_true (Fixture *fixture, gconstpointer data)
{
  static const int scales[] = { 20, 25, 50, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) scene = NULL;
      g_autofree char *text = g_strdup_printf ("1:%d", scales[i]);
      const HwItem *item;

      hw_sheet_options_init (&options);
      options.kinds = HW_SHEETS_RACKS;
      options.scale = scales[i];
      options.object = HW_REF (HW_TABLE_RACK, fixture->servers);
      set = hw_sheet_set_new (fixture->results, &options);
      g_assert_cmpuint (hw_sheet_set_n_sheets (set), ==, 1);
      scene = hw_sheet_set_build (set, 0);
      /* The frame of 600 × 2300 mm, the server of ten units. */
      item
          = check_box_of (scene, HW_REF (HW_TABLE_RACK, fixture->servers), 2300.0 / scales[i] * MM);
      g_assert_nonnull (item);
      g_assert_cmpfloat_with_epsilon (item->width, 600.0 / scales[i] * MM, 1e-6);
      item = check_box_of (scene, HW_REF (HW_TABLE_DEVICE, fixture->server), 0);
      /* At 1:100 neighbours are drawn as one. */
      g_assert_true ((item != NULL) == (scales[i] <= 50));
      if (item != NULL)
        g_assert_cmpfloat_with_epsilon (item->height, 444.5 / scales[i] * MM, 1e-6);
      g_assert_true (check_has_text (scene, text));
    }
}

static void
test_hall_scale_is_true (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_HALL;
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  /* 12 × 9 m are 240 × 180 mm at 1:50. */
  g_assert_true (check_has_text (scene, "1:50"));
  g_assert_cmpfloat_with_epsilon (
      check_box_of (scene, HW_REF (HW_TABLE_HALL, fixture->hall), 180 * MM)->width, 240 * MM, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      check_box_of (scene, HW_REF (HW_TABLE_RACK, fixture->servers), 0)->width, 12 * MM, 1e-6);
}

/* On every paper: 12 m of the hall are true to scale in points of the paper, and capitals of tables
 * have the height of ISO 3098-1 that suits it, seven tenths of their size. */
static void
test_lettering (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *paper;
    double capitals_mm;
  } steps[]
      = { { "A4", 1.7 },     { "A3", 1.7 },     { "A2", 2.4 },     { "A1", 3.4 },    { "A0", 3.4 },
          { "Letter", 1.7 }, { "ANSI-C", 2.4 }, { "ANSI-D", 3.4 }, { "ANSI-E", 3.4 } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) plan = NULL;
      g_autoptr (HwScene) schedule = NULL;
      double width, height, unit;
      guint n = 0;

      hw_sheet_options_init (&options);
      options.paper = hw_paper_find (steps[i].paper);
      options.kinds = HW_SHEETS_HALL | HW_SHEETS_DEVICES;
      options.plan_scale = 100;
      set = hw_sheet_set_new (fixture->results, &options);
      hw_sheet_set_get_size (set, 0, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, options.paper->width_mm * MM, 1e-6);
      g_assert_cmpfloat_with_epsilon (height, options.paper->height_mm * MM, 1e-6);
      plan = hw_sheet_set_build (set, 0);
      unit = width / hw_scene_get_viewport (plan)->width;
      g_assert_cmpfloat_with_epsilon (
          check_box_of (plan, HW_REF (HW_TABLE_HALL, fixture->hall), 0)->width * unit,
          120 * MM,
          1e-6);
      schedule = hw_sheet_set_build (set, 1);
      for (guint k = 0; k < hw_scene_n_items (schedule); k++)
        {
          const HwItem *item = hw_scene_get_item (schedule, k);

          if (item->kind != HW_ITEM_TEXT
              || strcmp (hw_scene_get_text (schedule, item), "Rack, U") != 0)
            continue;
          g_assert_cmpfloat (item->size * unit * 0.7 / MM, >=, steps[i].capitals_mm);
          n++;
        }
      g_assert_cmpuint (n, >=, 1);
    }
}

static void
test_all_sheets_are_neat (Fixture *fixture, gconstpointer data)
{
  for (guint p = 0; p < hw_paper_count (); p++)
    for (int portrait = 0; portrait < 2; portrait++)
      for (int faces = HW_FACES_FRONT; faces <= HW_FACES_BOTH; faces++)
        {
          HwSheetOptions options;
          g_autoptr (HwSheetSet) set = NULL;
          hw_sheet_options_init (&options);
          options.paper = hw_paper_get (p);
          options.portrait = portrait;
          options.faces = (guint8)faces;
          options.file_name = "hall-1.hallwright";
          set = hw_sheet_set_new (fixture->results, &options);
          g_assert_cmpuint (hw_sheet_set_n_sheets (set), >=, 5);
          g_assert_cmpstr (hw_sheet_set_get_title (set, 0), ==, "Cover");
          for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
            {
              g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
              const HwViewport *view = hw_scene_get_viewport (scene);
              g_test_message ("%s %d faces %d: %s",
                              options.paper->name,
                              portrait,
                              faces,
                              hw_sheet_set_get_title (set, i));
              check_contrast (scene);
              check_texts_apart (scene);
              check_block_is_free (scene);
              g_assert_true (check_has_text (scene, "First Blackwell hall"));
              for (guint k = 0; k < hw_scene_n_items (scene); k++)
                {
                  const HwItem *item = hw_scene_get_item (scene, k);
                  g_assert_cmpfloat (item->x, >=, 0);
                  g_assert_cmpfloat (item->y, >=, 0);
                  g_assert_cmpfloat (item->x + item->width, <=, view->width);
                  g_assert_cmpfloat (item->y + item->height, <=, view->height);
                }
            }
        }
}

/* Five racks do not stand beside their schedule on A4: the row goes on, and each rack is drawn
 * once. */
static void
test_long_rows_continue (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) first = NULL;
  g_autoptr (HwScene) second = NULL;
  guint seen[5] = { 0 };
  const char *names[5] = { "A01", "A02", "A03", "A04", "CDU-1" };

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_RACKS;
  options.paper = hw_paper_find ("A4");
  options.object = HW_REF (HW_TABLE_ROW, fixture->row_a);
  set = hw_sheet_set_new (fixture->results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (set), >=, 2);
  first = hw_sheet_set_build (set, 0);
  second = hw_sheet_set_build (set, 1);
  g_assert_true (check_has_text (first, "Continues on sheet 2"));
  g_assert_true (check_has_text (second, "Continued from sheet 1"));
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
      for (guint k = 0; k < hw_scene_n_items (scene); k++)
        {
          const HwItem *item = hw_scene_get_item (scene, k);
          for (guint n = 0; n < 5; n++)
            if (item->kind == HW_ITEM_TEXT && item->bold && item->ref.table == HW_TABLE_RACK
                && strcmp (hw_scene_get_text (scene, item), names[n]) == 0)
              seen[n]++;
        }
    }
  for (guint n = 0; n < 5; n++)
    g_assert_cmpuint (seen[n], ==, 1);
}

static void
test_schedule_groups_alike (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_RACKS;
  options.object = HW_REF (HW_TABLE_ROW, fixture->row_a);
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  g_assert_true (check_has_text (scene, "40–47"));
  g_assert_true (check_has_text (scene, "13.8"));
  g_assert_true (check_has_text (scene, "132.0"));
  g_assert_true (check_has_text (scene, "Reserved: Kept for storage fabric"));
  /* What no source states is not zero. */
  g_assert_true (check_has_text (scene, "unknown"));
}

static void
test_bytes_are_the_same (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[] = { "pdf", "svg", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      HwSheetOptions options;
      g_autoptr (GByteArray) one = NULL;
      g_autoptr (GByteArray) two = NULL;
      hw_sheet_options_init (&options);
      one = export(fixture, &options, formats[i], 0);
      g_usleep (1100 * 1000);
      two = export(fixture, &options, formats[i], 0);
      g_assert_cmpmem (one->data, one->len, two->data, two->len);
      g_assert_cmpuint (one->len, >, 2000);
    }
}

static void
test_pdf_keeps_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autofree char *info = g_find_program_in_path ("pdfinfo");
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *facts = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HwSheetOptions options;

  if (tool == NULL || info == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  hw_sheet_options_init (&options);
  bytes = export(fixture, &options, "pdf", 0);
  folder = g_dir_make_tmp ("hw-draw-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "set.pdf", NULL);
  g_assert_true (g_file_set_contents (path, (const char *)bytes->data, bytes->len, &error));
  {
    const char *argv[] = { tool, "-layout", path, "-", NULL };
    const char *argi[] = { info, path, NULL };
    g_assert_true (
        g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, &text, NULL, NULL, &error));
    g_assert_true (
        g_spawn_sync (NULL, (char **)argi, NULL, 0, NULL, NULL, &facts, NULL, NULL, &error));
  }
  g_assert_nonnull (strstr (text, "Compute tray 18"));
  g_assert_nonnull (strstr (text, "GB200 NVL72"));
  g_assert_nonnull (strstr (text, "Northern campus"));
  g_assert_nonnull (strstr (text, "Bill of materials"));
  g_assert_nonnull (strstr (facts, "First Blackwell hall"));
  g_assert_nonnull (strstr (facts, "2026"));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_export_fails_well (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  static const char *const formats[] = { "pdf", "svg", "png" };
  g_autoptr (GError) error = NULL;

  hw_sheet_options_init (&options);
  set = hw_sheet_set_new (fixture->results, &options);
  g_assert_false (hw_export_sheets (set, "dwg", 0, append_cb, bytes, &error));
  g_assert_error (error, HW_DRAW_ERROR, HW_DRAW_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (hw_export_sheets (set, "png", 99, append_cb, bytes, &error));
  g_assert_error (error, HW_DRAW_ERROR, HW_DRAW_ERROR_PAGE);
  g_clear_error (&error);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_assert_false (hw_export_sheets (set, formats[i], 0, fail_cb, NULL, &error));
      g_assert_error (error, HW_DRAW_ERROR, HW_DRAW_ERROR_WRITE);
      g_clear_error (&error);
    }
}

static void
test_index_lists_all (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  guint listed = 0, pages = 0, drawn = 0;

  fixture_add_many (fixture, 12, 20);
  hw_sheet_options_init (&options);
  options.paper = hw_paper_find ("A4");
  set = hw_sheet_set_new (fixture->results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (set), >, 60);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = NULL;
      if (i > 0 && !g_str_has_prefix (hw_sheet_set_get_title (set, i), "Sheet index"))
        break;
      pages++;
      scene = hw_sheet_set_build (set, i);
      check_texts_apart (scene);
      for (guint k = 0; k < hw_scene_n_items (scene); k++)
        {
          const HwItem *item = hw_scene_get_item (scene, k);
          const char *text = item->kind == HW_ITEM_TEXT ? hw_scene_get_text (scene, item) : "";
          if (g_str_has_prefix (text, "1:") && item->align == HW_ALIGN_END)
            listed++;
        }
    }
  g_assert_cmpuint (pages, >, 1);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    if (strstr (hw_sheet_set_get_title (set, i), ", rack") != NULL
        || strstr (hw_sheet_set_get_title (set, i), "floor plan") != NULL)
      drawn++;
  g_assert_cmpuint (drawn, >, 50);
  g_assert_cmpuint (listed, ==, drawn);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/sheets/papers", test_papers);
  ADD ("/draw/sheets/scale-is-true", test_scale_is_true);
  ADD ("/draw/sheets/hall-scale-is-true", test_hall_scale_is_true);
  ADD ("/draw/sheets/lettering-after-the-paper", test_lettering);
  ADD ("/draw/sheets/all-are-neat", test_all_sheets_are_neat);
  ADD ("/draw/sheets/long-rows-continue", test_long_rows_continue);
  ADD ("/draw/sheets/schedule-groups-alike", test_schedule_groups_alike);
  ADD ("/draw/sheets/bytes-are-the-same", test_bytes_are_the_same);
  ADD ("/draw/sheets/pdf-keeps-text", test_pdf_keeps_text);
  ADD ("/draw/sheets/export-fails-well", test_export_fails_well);
  ADD ("/draw/sheets/index-lists-all", test_index_lists_all);
  return g_test_run ();
}
