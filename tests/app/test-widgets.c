/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <locale.h>

#include "hw-attribute-editor.h"
#include "hw-attribute-value.h"
#include "hw-canvas-picture.h"
#include "hw-canvas.h"
#include "hw-carry.h"
#include "hw-catalogue-panel.h"
#include "hw-catalogue-reader.h"
#include "hw-date.h"
#include "hw-explanation-view.h"
#include "hw-inspector.h"
#include "hw-look-memory.h"
#include "hw-operations.h"
#include "hw-preferences.h"
#include "hw-problems-panel.h"
#include "hw-product-facts.h"
#include "hw-scene-racks.h"
#include "hw-selection.h"
#include "hw-sheet-choice.h"
#include "hw-start-page.h"
#include "hw-totals-panel.h"
#include "hw-window.h"

/* Contracts of the window's parts: templates instantiate, objects finalise, drags leave no trace.
 */

static HwCatalogue *
load_catalogue (void)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  HwCatalogue *catalogue = hw_catalogue_load (dir, &error);

  g_assert_no_error (error);
  return catalogue;
}

static HwDocument *
load_document (HwCatalogue *catalogue)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_getenv ("HALLWRIGHT_TEST_FILE"));
  g_autoptr (GError) error = NULL;
  HwDocument *document = hw_document_load (catalogue, file, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
iterate (void)
{
  for (int i = 0; i < 50; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

/* Puts a widget into a window, lets it live through some frames, and sees it go. */
static void
live_and_die (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *)&widget);
  gtk_window_set_child (window, widget);
  gtk_window_set_default_size (window, 600, 500);
  gtk_window_present (window);
  iterate ();
  gtk_window_destroy (window);
  iterate ();
  g_assert_null (widget);
}

static void
test_panels_finalise (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  HwDocument *document = load_document (catalogue);
  HwSelection *selection = hw_selection_new (hw_document_get_design (document));
  GtkWidget *widget;

  widget = g_object_new (HW_TYPE_CANVAS, NULL);
  hw_canvas_set_document (HW_CANVAS (widget), document, selection);
  live_and_die (widget);

  widget = g_object_new (HW_TYPE_TOTALS_PANEL, NULL);
  hw_totals_panel_set_document (HW_TOTALS_PANEL (widget), document);
  live_and_die (widget);

  widget = g_object_new (HW_TYPE_INSPECTOR, NULL);
  hw_inspector_set_document (HW_INSPECTOR (widget), document, selection);
  live_and_die (widget);

  widget = g_object_new (HW_TYPE_PROBLEMS_PANEL, NULL);
  hw_problems_panel_set_document (HW_PROBLEMS_PANEL (widget), document);
  live_and_die (widget);

  widget = g_object_new (HW_TYPE_CATALOGUE_PANEL, NULL);
  hw_catalogue_panel_set_catalogue (HW_CATALOGUE_PANEL (widget), catalogue);
  live_and_die (widget);

  widget = g_object_new (HW_TYPE_START_PAGE, NULL);
  hw_start_page_populate (HW_START_PAGE (widget));
  live_and_die (widget);

  widget = hw_explanation_view_new ();
  hw_explanation_view_show (HW_EXPLANATION_VIEW (widget),
                            hw_results_explain (hw_document_get_results (document),
                                                HW_TOTAL_IT_NAMEPLATE,
                                                HW_REF (HW_TABLE_DESIGN, 0)),
                            "USD");
  live_and_die (widget);

  g_object_add_weak_pointer (G_OBJECT (selection), (gpointer *)&selection);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *)&document);
  g_object_unref (selection);
  g_object_unref (document);
  g_assert_null (selection);
  g_assert_null (document);
}

static void
test_window_finalises (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  HwDocument *document = load_document (catalogue);
  HwWindow *window = hw_window_new (NULL, catalogue, NULL);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *)&document);
  gtk_window_present (GTK_WINDOW (window));
  iterate ();
  hw_window_set_document (window, document);
  g_object_unref (document);
  iterate ();
  hw_window_set_document (window, NULL);
  iterate ();
  g_assert_null (document);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate ();
  g_assert_null (window);
}

static HwHandle
rack_named (HwDesign *design, const char *name)
{
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    if (g_str_equal (hw_design_name (design, HW_REF (HW_TABLE_RACK, rack)), name))
      return rack;
  g_assert_not_reached ();
}

/* A preview shows in the totals and leaves no trace; a drop is one step. */
static void
test_carry_previews (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  g_autoptr (HwDocument) document = load_document (catalogue);
  HwDesign *design = hw_document_get_design (document);
  HwResults *results = hw_document_get_results (document);
  HwRef all = HW_REF (HW_TABLE_DESIGN, 0);
  double before = hw_results_total (results, HW_TOTAL_GPUS, all).value;
  guint devices = hw_design_count (design, HW_TABLE_DEVICE);
  HwCarry *carry
      = hw_carry_new_product (document, catalogue, hw_catalogue_find (catalogue, "dgx-b200"));
  HwSlot slot = { .position = 60 };
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  HwRef result;

  g_assert_true (hw_carry_to_slot (carry, rack_named (design, "A02"), &slot));
  g_assert_true (hw_carry_fits (carry));
  g_assert_cmpfloat (hw_results_total (results, HW_TOTAL_GPUS, all).value, ==, before + 8);
  g_assert_false (hw_document_get_modified (document));
  g_assert_false (hw_carry_to_slot (carry, rack_named (design, "A02"), &slot));

  g_assert_true (hw_carry_nowhere (carry));
  g_assert_cmpfloat (hw_results_total (results, HW_TOTAL_GPUS, all).value, ==, before);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, devices);

  g_assert_true (hw_carry_to_slot (carry, rack_named (design, "A02"), &slot));
  g_assert_true (hw_carry_drop (carry, &label, &result, &error));
  g_assert_no_error (error);
  hw_carry_free (carry);
  g_assert_cmpstr (label, ==, "Add DGX B200");
  g_assert_cmpstr (hw_design_undo_label (design), ==, "Add DGX B200");
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, devices + 1);
  g_assert_true (hw_design_undo (design));
  g_assert_false (hw_design_can_undo (design));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, devices);
}

static void
test_carry_refuses (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  g_autoptr (HwDocument) document = load_document (catalogue);
  HwDesign *design = hw_document_get_design (document);
  HwCarry *carry
      = hw_carry_new_product (document, catalogue, hw_catalogue_find (catalogue, "dgx-b200"));
  g_autoptr (GError) error = NULL;
  HwRef result;

  g_assert_false (hw_carry_drop (carry, NULL, &result, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_clear_error (&error);

  hw_carry_to_rack (carry, rack_named (design, "A03"));
  g_assert_false (hw_carry_fits (carry));
  g_assert_nonnull (hw_carry_get_reason (carry));
  g_assert_false (hw_carry_drop (carry, NULL, &result, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_false (hw_design_in_preview (design));
  hw_carry_free (carry);
  g_assert_false (hw_design_can_undo (design));
}

static void
count_cb (HwSelection *selection, guint *count)
{
  (*count)++;
}

static void
test_selection_prunes (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  g_autoptr (HwDocument) document = load_document (catalogue);
  HwDesign *design = hw_document_get_design (document);
  g_autoptr (HwSelection) selection = hw_selection_new (design);
  HwRef refs[] = { HW_REF (HW_TABLE_RACK, rack_named (design, "A01")),
                   HW_REF (HW_TABLE_RACK, rack_named (design, "A02")) };
  guint count = 0;

  g_signal_connect (selection, "changed", G_CALLBACK (count_cb), &count);
  hw_selection_set (selection, refs, 2);
  g_assert_cmpuint (count, ==, 1);
  /* The same again is no change. */
  hw_selection_set (selection, refs, 2);
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (hw_ref_equal (hw_selection_get_primary (selection), refs[1]));

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, &refs[1], 1, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (hw_selection_count (selection), ==, 1);
  g_assert_true (hw_ref_equal (hw_selection_get_primary (selection), refs[0]));

  hw_selection_toggle (selection, refs[0]);
  g_assert_cmpuint (hw_selection_count (selection), ==, 0);
  g_assert_cmpuint (hw_selection_get_primary (selection).handle, ==, 0);
}

/* The counts follow edits, undo, and what is selected, and are those of counting anew. */
static void
test_selection_counts (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  g_autoptr (HwDocument) document = load_document (catalogue);
  HwDesign *design = hw_document_get_design (document);
  g_autoptr (HwSelection) selection = hw_selection_new (design);
  HwRef racks[] = { HW_REF (HW_TABLE_RACK, rack_named (design, "A03")),
                    HW_REF (HW_TABLE_RACK, rack_named (design, "A01")) };
  HwRef device
      = HW_REF (HW_TABLE_DEVICE, hw_design_first_child (design, HW_TABLE_DEVICE, racks[0].handle));

  hw_selection_set (selection, racks, 2);
  hw_selection_toggle (selection, device);
  g_assert_cmpuint (hw_selection_count_table (selection, HW_TABLE_RACK), ==, 2);
  g_assert_cmpuint (hw_selection_count_table (selection, HW_TABLE_DEVICE), ==, 1);
  g_assert_cmpuint (hw_selection_count_locked (selection), ==, 0);
  for (int i = 0; i < 2; i++)
    {
      hw_design_begin (design, "Lock");
      g_assert_true (hw_operation_set (design, racks[i], "locked", "true", NULL));
      hw_design_commit (design);
    }
  g_assert_cmpuint (hw_selection_count_locked (selection), ==, 2);
  hw_design_undo (design);
  g_assert_cmpuint (hw_selection_count_locked (selection), ==, 1);
  hw_selection_toggle (selection, racks[0]);
  g_assert_cmpuint (hw_selection_count_locked (selection), ==, 0);
  hw_selection_toggle (selection, racks[0]);
  g_assert_cmpuint (hw_selection_count_locked (selection), ==, 1);
  hw_design_undo (design);
  g_assert_cmpuint (hw_selection_count_locked (selection), ==, 0);
  g_assert_true (hw_selection_contains (selection, device));

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, racks, 1, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (hw_selection_count_table (selection, HW_TABLE_RACK), ==, 1);
  g_assert_cmpuint (hw_selection_count_table (selection, HW_TABLE_DEVICE), ==, 0);
}

/* What was chosen for a drawing set is there the next time, on every paper. */
static void
test_sheet_choice (void)
{
  g_autoptr (GSettings) settings = hw_preferences_dup_settings ();

  g_assert_nonnull (settings);
  for (guint i = 0; i < hw_paper_count (); i++)
    {
      HwSheetOptions stored, loaded;

      hw_sheet_options_init (&stored);
      stored.paper = hw_paper_get (i);
      stored.portrait = i % 2 == 0;
      stored.kinds = HW_SHEETS_RACKS | (i % 2 == 0 ? HW_SHEETS_BILL : HW_SHEETS_COVER);
      stored.scale = i % 2 == 0 ? 20 : 0;
      stored.plan_scale = i % 2 == 0 ? 0 : 50;
      stored.faces = i % 3 == 0 ? HW_FACES_BOTH : i % 3 == 1 ? HW_FACES_REAR : HW_FACES_FRONT;
      stored.racks_per_sheet = i % 4;
      hw_sheet_choice_store (settings, &stored);
      hw_sheet_choice_load (settings, &loaded);
      g_assert_true (loaded.paper == stored.paper);
      g_assert_true (loaded.portrait == stored.portrait);
      g_assert_cmpuint (loaded.kinds, ==, stored.kinds);
      g_assert_cmpint (loaded.scale, ==, stored.scale);
      g_assert_cmpint (loaded.plan_scale, ==, stored.plan_scale);
      g_assert_cmpuint (loaded.faces, ==, stored.faces);
      g_assert_cmpuint (loaded.racks_per_sheet, ==, stored.racks_per_sheet);
    }
}

static void
edited_cb (GtkWidget *editor, const char *text, gpointer data)
{
  g_free (*(char **)data);
  *(char **)data = g_strdup (text);
}

/* Numbers are written as people there write them, shares in per cent, and kept as files have them.
 */
static void
test_numbers_by_locale (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hallwright-locale-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("localedef -i fr_FR -f UTF-8 %s/fr_FR.UTF-8", folder);
  g_autofree char *clear = g_strdup_printf ("rm -rf %s", folder);
  const HwAttribute *attribute
      = hw_table_class_attribute (hw_table_class (HW_TABLE_SITE), "expected-factor");
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autofree char *edited = NULL;
  GtkWidget *editor;

  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  if (setlocale (LC_NUMERIC, "fr_FR.UTF-8") == NULL)
    g_test_skip ("no French locale can be made");
  else
    {
      editor = g_object_ref_sink (hw_attribute_editor_new (design, attribute, edited_cb, &edited));
      hw_attribute_editor_load (editor,
                                design,
                                hw_design_get_catalogue (design),
                                attribute,
                                hw_design_get_site (design),
                                "0.855",
                                TRUE);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (editor)), ==, "85,5");
      gtk_editable_set_text (GTK_EDITABLE (editor), "7");
      g_signal_emit_by_name (editor, "activate");
      g_assert_cmpstr (edited, ==, "0.07");
      g_object_unref (editor);
      setlocale (LC_NUMERIC, "C");
    }
  g_unsetenv ("LOCPATH");
  g_spawn_command_line_sync (clear, NULL, NULL, NULL, NULL);
}

/* A number that cannot be is refused in the unit that it was written in. */
static void
test_refusals (void)
{
  const HwAttribute *share
      = hw_table_class_attribute (hw_table_class (HW_TABLE_SITE), "expected-factor");
  const HwAttribute *power
      = hw_table_class_attribute (hw_table_class (HW_TABLE_RACK), "power-limit-w");
  g_autofree char *too_much = hw_attribute_value_dup_refusal (share, "1.5");
  g_autofree char *less = hw_attribute_value_dup_refusal (power, "-2000");

  g_assert_cmpstr (
      too_much, ==, "Expected over nameplate power: 150 % is not between 0 and 100 %.");
  g_assert_cmpstr (less, ==, "Power limit: -2 kW is not between 0 and 10000 kW.");
  g_assert_null (hw_attribute_value_dup_refusal (share, "0.5"));
  g_assert_null (hw_attribute_value_dup_refusal (share, NULL));
  g_assert_null (hw_attribute_value_dup_refusal (share, "many"));
}

/* The window fits a small screen with every view and panel that it has. */
static void
test_least_width (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  g_autoptr (HwDocument) document = load_document (catalogue);
  HwWindow *window = hw_window_new (NULL, catalogue, NULL);
  int least;

  hw_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
  iterate ();
  gtk_widget_measure (
      GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 1220);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate ();
}

/* A list shows what stands, also where a file leaves it out: three phases, one spare CDU. */
static void
test_choices_left_out (void)
{
  const HwFeed feed = { .phases = 3, .rule = HW_BREAKER_NEC };
  const HwLoop loop = { .spare = HW_SPARE_ONE };
  const struct
  {
    HwTableKind table;
    const char *attribute;
    const void *row;
    const char *shown;
  } cases[] = { { HW_TABLE_FEED, "phases", &feed, "3" },
                { HW_TABLE_FEED, "rule", &feed, "NEC, 80 % continuous" },
                { HW_TABLE_LOOP, "spare", &loop, "N + 1" } };
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autofree char *edited = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HwAttribute *attribute
          = hw_table_class_attribute (hw_table_class (cases[i].table), cases[i].attribute);
      GtkWidget *editor
          = g_object_ref_sink (hw_attribute_editor_new (design, attribute, edited_cb, &edited));
      GtkStringObject *shown;

      hw_attribute_editor_load (
          editor, design, hw_design_get_catalogue (design), attribute, cases[i].row, NULL, TRUE);
      shown = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (editor));
      g_assert_cmpstr (gtk_string_object_get_string (shown), ==, cases[i].shown);
      g_object_unref (editor);
    }
  g_assert_null (edited);
}

static void
test_dates (void)
{
  g_autofree char *date = hw_date_text ("2026-11-24");
  g_autofree char *other = hw_date_text ("week 48");
  g_autofree char *nothing = hw_date_text ("");

  g_assert_cmpstr (date, ==, "24 November 2026");
  g_assert_cmpstr (other, ==, "week 48");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_catalogue_words (void)
{
  g_autoptr (HwCatalogue) catalogue = load_catalogue ();
  const HwProduct *product = hw_catalogue_find (catalogue, "dgx-b200");
  g_autofree char *facts = hw_product_dup_facts (product);

  g_assert_cmpstr (facts, ==, "10U · 8 GPU · 14.3\302\240kW · air");
  g_assert_true (hw_product_matches (product, "dgx"));
  g_assert_true (hw_product_matches (product, "b200 nvidia"));
  g_assert_false (hw_product_matches (product, "quantum"));
  g_assert_true (hw_product_is_placeable (product));
  g_assert_false (hw_product_goes_on_floor (product));
}

static guint32
recalled (const char *folder, guint number)
{
  g_autofree char *path = g_strdup_printf ("/hall-%u.hallwright", number);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GVariant) look = hw_look_memory_recall (folder, file);
  guint32 found = 0;

  if (look != NULL)
    g_variant_lookup (look, "number", "u", &found);
  return found;
}

/* The last files looked at are remembered, and not ever more of them. */
static void
test_look_memory (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hallwright-looks-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "looks.ini", NULL);
  const guint last = 300;
  guint n = 0;

  for (guint i = 1; i <= last; i++)
    {
      g_autofree char *name = g_strdup_printf ("/hall-%u.hallwright", i);
      g_autoptr (GFile) file = g_file_new_for_path (name);
      GVariantDict look;

      g_variant_dict_init (&look, NULL);
      g_variant_dict_insert (&look, "number", "u", i);
      hw_look_memory_keep (folder, file, g_variant_dict_end (&look));
    }
  for (guint i = 1; i <= last; i++)
    {
      guint32 found = recalled (folder, i);

      g_assert_true (found == 0 || found == i);
      n += found != 0;
    }
  g_assert_cmpuint (recalled (folder, last), ==, last);
  g_assert_cmpuint (recalled (folder, 1), ==, 0);
  g_assert_cmpuint (n, >, last / 2);
  g_assert_cmpuint (n, <, last);
  g_unlink (path);
  g_rmdir (folder);
}

static HwScene *
build_counted (const HwViewport *viewport, gpointer data)
{
  ++*(guint *)data;
  return hw_scene_new (hw_theme_get (HW_THEME_LIGHT), viewport);
}

/* Returns: (transfer full): what a view of 400 × 300 at @x draws */
static GskRenderNode *
snapshot_at (HwCanvasPicture *picture, double x, double scale)
{
  HwViewport viewport = { .x = x, .y = 0, .scale = scale, .width = 400, .height = 300 };
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  hw_canvas_picture_snapshot (picture, snapshot, &viewport, 1);
  return gtk_snapshot_free_to_node (snapshot);
}

/* What has not changed is the same node, of which GTK draws nothing again; a move within the margin
 * copies, and only a zoom, a long way or another design draws. */
static void
test_picture_is_kept (void)
{
  guint built = 0;
  g_autoptr (HwCanvasPicture) picture = hw_canvas_picture_new (build_counted, &built);
  g_autoptr (GskRenderNode) first = snapshot_at (picture, 0, 0.5);
  g_autoptr (GskRenderNode) again = snapshot_at (picture, 0, 0.5);
  g_autoptr (GskRenderNode) moved = snapshot_at (picture, 100, 0.5);

  g_assert_true (again == first);
  g_assert_true (moved != first);
  g_assert_cmpuint (built, ==, 1);
  g_clear_pointer (&moved, gsk_render_node_unref);
  moved = snapshot_at (picture, 100, 0.6);
  g_assert_cmpuint (built, ==, 2);
  g_clear_pointer (&moved, gsk_render_node_unref);
  moved = snapshot_at (picture, 5000, 0.6);
  g_assert_cmpuint (built, ==, 3);
  hw_canvas_picture_invalidate (picture);
  g_clear_pointer (&moved, gsk_render_node_unref);
  moved = snapshot_at (picture, 5000, 0.6);
  g_assert_cmpuint (built, ==, 4);
  g_assert_cmpuint (hw_canvas_picture_count_drawings (picture), ==, built);
}

int
main (int argc, char *argv[])
{
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/widgets/panels-finalise", test_panels_finalise);
  g_test_add_func ("/app/widgets/window-finalises", test_window_finalises);
  g_test_add_func ("/app/carry/previews-leave-no-trace", test_carry_previews);
  g_test_add_func ("/app/carry/refuses-with-reason", test_carry_refuses);
  g_test_add_func ("/app/selection/prunes-what-goes", test_selection_prunes);
  g_test_add_func ("/app/look-memory/keeps-the-last", test_look_memory);
  g_test_add_func ("/app/canvas/picture-is-kept", test_picture_is_kept);
  g_test_add_func ("/app/selection/counts-follow", test_selection_counts);
  g_test_add_func ("/app/drawing-set/choice-is-remembered", test_sheet_choice);
  g_test_add_func ("/app/locale/numbers-in-fields", test_numbers_by_locale);
  g_test_add_func ("/app/widgets/refusals", test_refusals);
  g_test_add_func ("/app/widgets/least-width", test_least_width);
  g_test_add_func ("/app/structure/choices-left-out", test_choices_left_out);
  g_test_add_func ("/app/locale/dates", test_dates);
  g_test_add_func ("/app/catalogue/key-facts-and-search", test_catalogue_words);
  return g_test_run ();
}
