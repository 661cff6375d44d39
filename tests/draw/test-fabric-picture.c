/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-draw-checks.h"
#include "hw-draw-fabric.h"
#include "hw-fabric-draw.h"
#include "hw-fabric-name.h"
#include "hw-scene-fabric-matrix.h"

static HwViewport
fitted (const DrawnFabric *self)
{
  HwViewport view = { 0, 0, 1, 1600, 1000 };
  double x, y, width, height;

  hw_fabric_layout_extent (self->layout, &x, &y, &width, &height);
  hw_viewport_fit (&view, x, y, width, height, 20);
  return view;
}

static gboolean
meet (const HwRackBox *a, const HwRackBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

/* Every node has a place of its own, inside the picture, where it is found again; those below stand
 * under those above. */
static void
test_nodes_stand_apart (void)
{
  for (guint s = 0; s < N_DRAWN_SHAPES; s++)
    {
      DrawnFabric f;
      double x, y, width, height;
      guint n, n_cables;
      const HwFabricCable *cables;

      drawn_fabric_init (&f, drawn_shapes[s].kind, drawn_shapes[s].units, drawn_shapes[s].slots);
      n = hw_fabric_count_nodes (f.fabric);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &height);
      for (guint i = 0; i < n; i++)
        {
          HwRackBox a = hw_fabric_layout_node (f.layout, i);

          g_assert_cmpint (
              hw_fabric_layout_node_at (f.layout, a.x + a.width / 2, a.y + a.height / 2),
              ==,
              (gint)i);
          g_assert_cmpfloat (a.x, >=, x);
          g_assert_cmpfloat (a.x + a.width, <=, x + width);
          g_assert_cmpfloat (a.y, >, y);
          g_assert_cmpfloat (a.y + a.height, <, y + height);
          for (guint j = 0; j < i; j++)
            {
              HwRackBox b = hw_fabric_layout_node (f.layout, j);
              g_assert_false (meet (&a, &b));
            }
        }
      cables = hw_fabric_get_cables (f.fabric, &n_cables);
      g_assert_cmpuint (n_cables, >, 0);
      for (guint i = 0; i < n_cables; i++)
        {
          HwRackBox high = hw_fabric_layout_node (f.layout, cables[i].high);
          HwRackBox low = hw_fabric_layout_node (f.layout, cables[i].low);
          g_assert_cmpfloat (high.y + high.height + 100, <, low.y);
        }
      g_assert_cmpint (hw_fabric_layout_node_at (f.layout, x - 10, y - 10), <, 0);
      drawn_fabric_clear (&f);
    }
}

/* Tiers moved apart for paper stay in their order, and the whole is no higher than asked for. */
static void
test_tiers_spread (void)
{
  for (guint s = 0; s < N_DRAWN_SHAPES; s++)
    {
      DrawnFabric f;
      double x, y, width, before, after, again, title;
      guint n_cables;
      const HwFabricCable *cables;

      drawn_fabric_init (&f, drawn_shapes[s].kind, drawn_shapes[s].units, drawn_shapes[s].slots);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &before);
      title = -y;
      hw_fabric_layout_spread (f.layout, before - title + 200);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &after);
      g_assert_cmpfloat_with_epsilon (after, before + 200, 1e-6);
      cables = hw_fabric_get_cables (f.fabric, &n_cables);
      for (guint i = 0; i < n_cables; i++)
        {
          HwRackBox high = hw_fabric_layout_node (f.layout, cables[i].high);
          HwRackBox low = hw_fabric_layout_node (f.layout, cables[i].low);
          g_assert_cmpfloat (high.y + high.height + 100, <, low.y);
        }
      /* Asked again it stays: a picture does not move while one looks at it. It is never closer
       * than by itself. */
      hw_fabric_layout_spread (f.layout, before - title + 200);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &again);
      g_assert_cmpfloat_with_epsilon (again, after, 1e-6);
      hw_fabric_layout_spread (f.layout, 1e6);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &after);
      hw_fabric_layout_spread (f.layout, 1e6);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &again);
      g_assert_cmpfloat_with_epsilon (again, after, 1e-6);
      hw_fabric_layout_spread (f.layout, 100);
      hw_fabric_layout_extent (f.layout, &x, &y, &width, &again);
      g_assert_cmpfloat_with_epsilon (again, before, 1e-6);
      drawn_fabric_clear (&f);
    }
}

/* Members of a unit stand under that unit's leaves, in the order of their places. */
static void
test_units_stay_together (void)
{
  DrawnFabric f;
  guint n_units;
  const HwFabricUnit *units;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 4, 32);
  units = hw_fabric_layout_units (f.layout, &n_units);
  g_assert_cmpuint (n_units, ==, 4);
  for (guint i = 0; i < n_units; i++)
    {
      double last = -1;

      g_assert_cmpint (units[i].number, ==, (gint)i);
      g_assert_cmpuint (units[i].n_leaves, ==, 8);
      g_assert_cmpuint (units[i].n_members, ==, 32);
      g_assert_true (i == 0 || units[i].x >= units[i - 1].x + units[i - 1].width);
      for (guint k = 0; k < units[i].n_members; k++)
        {
          guint node = hw_fabric_layout_ordered (f.layout, units[i].first_member + k);
          HwFabricPlace place
              = hw_fabric_get_place (f.fabric, hw_fabric_member_of (f.fabric, node));
          HwRackBox box = hw_fabric_layout_node (f.layout, node);

          g_assert_cmpint (place.unit, ==, (gint)i);
          g_assert_cmpint (place.slot, ==, (gint)k);
          g_assert_cmpfloat (box.x, >, last);
          g_assert_cmpfloat (box.x, >=, units[i].x);
          g_assert_cmpfloat (box.x + box.width, <=, units[i].x + units[i].width);
          last = box.x;
        }
    }
  drawn_fabric_clear (&f);
}

static guint
cables_drawn (const HwScene *scene)
{
  guint sum = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    if (hw_scene_get_item (scene, i)->kind == HW_ITEM_CURVE)
      sum += hw_scene_get_item (scene, i)->count;
  return sum;
}

/* However far away, curves stand for all cables; and the whole picture takes few of them. */
static void
test_nothing_is_left_undrawn (void)
{
  for (guint s = 0; s < N_DRAWN_SHAPES; s++)
    {
      DrawnFabric f;
      HwViewport view;
      guint n;

      drawn_fabric_init (&f, drawn_shapes[s].kind, drawn_shapes[s].units, drawn_shapes[s].slots);
      hw_fabric_get_cables (f.fabric, &n);
      view = fitted (&f);
      for (double factor = 1; factor > 0.05; factor *= 0.6)
        {
          g_autoptr (HwScene) scene = NULL;
          hw_viewport_zoom_at (&view, 800, 500, factor == 1 ? 1 : 0.6);
          scene = hw_scene_fabric_build (&f.picture, hw_theme_get (HW_THEME_LIGHT), &view);
          g_assert_cmpuint (cables_drawn (scene), ==, n);
          g_assert_cmpuint (hw_scene_n_items (scene), <, 16000);
        }
      drawn_fabric_clear (&f);
    }
}

/* Nearer than groups, a curve stands for the cables of a pair of switches: in four units of 8
 * leaves under 16 spines two each, 512 in all. */
static void
test_pairs_are_counted (void)
{
  DrawnFabric f;
  HwViewport view;
  gboolean told = FALSE;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 4, 32);
  view = fitted (&f);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HwScene) scene
          = hw_scene_fabric_build (&f.picture, hw_theme_get (HW_THEME_LIGHT), &view);
      gboolean pairs = FALSE;

      for (guint k = 0; k < hw_scene_n_items (scene); k++)
        {
          const HwItem *item = hw_scene_get_item (scene, k);

          pairs = pairs || (item->kind == HW_ITEM_CURVE && item->count == 2);
        }
      if (pairs)
        g_assert_true (check_has_text (scene, " bundles of 2"));
      told = told || pairs;
      hw_viewport_zoom_at (&view, 800, 300, 0.8);
    }
  g_assert_true (told);
  drawn_fabric_clear (&f);
}

/* Near by every cable in sight is a curve of its own, which is found under the pointer. */
static void
test_bundles_open (void)
{
  DrawnFabric f;
  HwViewport view;
  guint n, singles = 0;
  const HwFabricCable *cables;
  g_autoptr (HwScene) scene = NULL;
  HwRackBox leaf;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 1, 32);
  cables = hw_fabric_get_cables (f.fabric, &n);
  view = fitted (&f);
  g_assert_cmpfloat (view.scale, >, 0.8);
  scene = hw_scene_fabric_build (&f.picture, hw_theme_get (HW_THEME_LIGHT), &view);
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    singles += hw_scene_get_item (scene, i)->kind == HW_ITEM_CURVE;
  g_assert_cmpuint (singles, ==, n);
  for (guint i = 0; i < n; i += 37)
    {
      const HwItem *item;
      HwRackBox low = hw_fabric_layout_node (f.layout, cables[i].low);

      if (cables[i].level != HW_FABRIC_CABLE_MEMBER)
        continue;
      /* At the lower end no two cables of a member are nearer than its rails. */
      item = hw_scene_pick_curve (
          scene,
          hw_viewport_x (&view, low.x + low.width * (cables[i].low_port - 0.5) / 8),
          hw_viewport_y (&view, low.y) - 1,
          3);
      g_assert_nonnull (item);
      g_assert_cmpuint (item->text_index, ==, i);
    }
  leaf = hw_fabric_layout_node (f.layout, cables[0].high);
  g_assert_null (hw_scene_pick_curve (
      scene, hw_viewport_x (&view, leaf.x - 6), hw_viewport_y (&view, leaf.y + 10), 3));
  drawn_fabric_clear (&f);
}

static void
test_pictures_are_legible (void)
{
  static const HwThemeKind kinds[] = { HW_THEME_LIGHT, HW_THEME_DARK, HW_THEME_PRINT };

  for (guint s = 0; s < N_DRAWN_SHAPES; s++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      for (double factor = 0.3; factor < 30; factor *= 1.9)
        {
          DrawnFabric f;
          HwViewport view;
          g_autoptr (HwScene) scene = NULL;

          drawn_fabric_init (
              &f, drawn_shapes[s].kind, drawn_shapes[s].units, drawn_shapes[s].slots);
          view = fitted (&f);
          hw_viewport_zoom_at (&view, 500, 640, factor);
          scene = hw_scene_fabric_build (&f.picture, hw_theme_get (kinds[k]), &view);
          check_contrast (scene);
          check_texts_apart (scene);
          drawn_fabric_clear (&f);
        }
}

/* A traced server shows its eight rails, a traced cable both its ends. */
static void
test_trace (void)
{
  DrawnFabric f;
  HwViewport view;
  guint n, curves = 0, before;
  g_autoptr (HwScene) scene = NULL;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 4, 32);
  view = fitted (&f);
  scene = hw_scene_fabric_build (&f.picture, hw_theme_get (HW_THEME_LIGHT), &view);
  before = hw_scene_n_items (scene);
  hw_scene_fabric_trace (scene, &f.picture, (gint)hw_fabric_count_switches (f.fabric) + 5, -1);
  for (guint i = before; i < hw_scene_n_items (scene); i++)
    curves += hw_scene_get_item (scene, i)->kind == HW_ITEM_CURVE;
  g_assert_cmpuint (curves, ==, 8);
  before = hw_scene_n_items (scene);
  hw_fabric_get_cables (f.fabric, &n);
  hw_scene_fabric_trace (scene, &f.picture, -1, (gint)n - 1);
  g_assert_cmpuint (hw_scene_n_items (scene) - before, ==, 3);
  drawn_fabric_clear (&f);
}

/* --- what has failed --- */

static guint
count_struck (const HwScene *scene, HwColour colour)
{
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      n += item->kind == HW_ITEM_LINE && item->stroke.red == colour.red
           && item->stroke.green == colour.green && item->stroke.blue == colour.blue;
    }
  return n;
}

/* A failed switch is struck out, and its cables are still all drawn. */
static void
test_failed (void)
{
  const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
  DrawnFabric f;
  guint n;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 4, 32);
  hw_fabric_get_cables (f.fabric, &n);
  {
    g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (f.fabric);
    HwViewport view = fitted (&f);

    g_assert_true (hw_fabric_failure_add_key (failure, f.fabric, "spine-03"));
    f.picture.failure = failure;
    for (double factor = 1; factor > 0.05; factor *= 0.5)
      {
        g_autoptr (HwScene) scene = NULL;

        hw_viewport_zoom_at (&view, 800, 500, factor == 1 ? 1 : 0.5);
        scene = hw_scene_fabric_build (&f.picture, theme, &view);
        g_assert_cmpuint (cables_drawn (scene), ==, n);
        g_assert_cmpuint (count_struck (scene, theme->colours[HW_ROLE_ERROR]),
                          ==,
                          hw_fabric_layout_is_open (f.layout, view.scale, TRUE) ? 1 : 0);
      }
  }
  drawn_fabric_clear (&f);
}

/* What a spine costs is said with its name and both figures. */
static void
test_lost (void)
{
  DrawnFabric f;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 1, 32);
  {
    g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (f.fabric);
    g_autoptr (HwFabricBaseline) baseline = hw_fabric_baseline_new (f.fabric);
    g_autoptr (HwFabricImpact) impact = NULL;
    g_auto (GStrv) lines = NULL;
    g_autofree char *all = NULL;

    hw_fabric_failure_add_key (failure, f.fabric, "su01-leaf-r3");
    impact = hw_fabric_impact_new (baseline, failure);
    lines = hw_fabric_impact_lines (f.fabric, impact, (const guint[]){ 7, 9 });
    all = g_strjoinv ("\n", lines);
    g_assert_nonnull (strstr (lines[0], "su01-leaf-r3"));
    /* 128 and 112 links of 400 Gb/s, in bytes. */
    g_assert_nonnull (strstr (all, "6.4"));
    g_assert_nonnull (strstr (all, "5.6"));
    g_assert_nonnull (strstr (all, "7 → 9"));
    g_assert_nonnull (strstr (all, "Rail 3"));
    g_assert_nonnull (strstr (all, "dgx-001"));
    g_assert_nonnull (strstr (all, "29 more"));

    /* A narrow view tells all of it too: over more lines. */
    for (double width = 300; width < 1500; width += 300)
      {
        const HwViewport view = { .scale = 1, .width = width, .height = 800 };
        g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);

        hw_scene_fabric_note (scene, (const char *const *)lines, 0, HW_ROLE_ERROR);
        for (guint i = 0; i < hw_scene_n_items (scene); i++)
          if (hw_scene_get_item (scene, i)->kind == HW_ITEM_TEXT)
            g_assert_null (strstr (hw_scene_get_text (scene, hw_scene_get_item (scene, i)), "…"));
        g_assert_true (check_has_text (scene, "more"));
      }
  }
  drawn_fabric_clear (&f);
}

/* --- tables --- */

static guint
count_texts (const HwScene *scene, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      n += item->kind == HW_ITEM_TEXT && strstr (hw_scene_get_text (scene, item), part) != NULL;
    }
  return n;
}

/* However far away, it is said of each tier how many cables there are, and of tables how many they
 * hold together: 64 units of 32 servers with 8 ports have 16 384 at each of three tiers. */
static void
test_counts_from_afar (void)
{
  DrawnFabric f;
  g_autoptr (HwFabricMatrix) matrix = NULL;
  HwViewport view;
  double x, y, width, height;

  drawn_fabric_init (&f, HW_FABRIC_RAIL_OPTIMISED, 64, 32);
  view = fitted (&f);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HwScene) scene
          = hw_scene_fabric_build (&f.picture, hw_theme_get (HW_THEME_DARK), &view);

      g_assert_cmpuint (count_texts (scene, "16384 cables"), ==, 3);
      check_texts_apart (scene);
      hw_viewport_zoom_at (&view, 800, 500, 0.8);
    }
  matrix = hw_fabric_matrix_new (f.fabric, NULL);
  hw_fabric_matrix_extent (matrix, &x, &y, &width, &height);
  hw_viewport_fit (&view, x, y, width, height, 20);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HwScene) scene
          = hw_scene_fabric_matrix_build (&f.picture, matrix, hw_theme_get (HW_THEME_DARK), &view);

      g_assert_cmpuint (count_texts (scene, "32768 cables"), ==, 1);
      check_texts_apart (scene);
      hw_viewport_zoom_at (&view, 800, 500, 0.8);
    }
  drawn_fabric_clear (&f);
}

/* However low the view, the card of what is lost stays inside it, and says at least what is out. */
static void
test_note_stays_inside (void)
{
  static const char *const lines[] = { "Without spine-03",
                                       "Bisection 6.4 TB/s → 4.8 TB/s each way, 25 % less",
                                       "Worst switch 1:1 → 1.33:1 down to up",
                                       "Fullest link, all to all: 96 → 128 flows",
                                       "No node loses a rail",
                                       NULL };

  for (double height = 90; height < 400; height += 30)
    {
      HwViewport view = { 0, 0, 1, 420, height };
      g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_DARK), &view);

      g_assert_cmpfloat (hw_scene_fabric_note (scene, lines, 0, HW_ROLE_ERROR), >, 0);
      g_assert_true (check_has_text (scene, lines[0]));
      for (guint i = 0; i < hw_scene_n_items (scene); i++)
        {
          const HwItem *item = hw_scene_get_item (scene, i);

          g_assert_cmpfloat (item->x, >=, 0);
          g_assert_cmpfloat (item->y, >=, 0);
          g_assert_cmpfloat (item->x + item->width, <=, view.width);
          g_assert_cmpfloat (item->y + item->height, <=, view.height);
        }
      check_contrast (scene);
      check_texts_apart (scene);
    }
}

/* 144 servers with a port of each of 4 rails, 32 ports a leaf: of the 18 leaves of a unit every
 * half past four has the ends of two rails, and each cable to a server is of one. */
static void
test_shared_leaves (void)
{
  g_autofree HwFabricMember *members = g_new0 (HwFabricMember, 144);
  g_autoptr (GStringChunk) names = g_string_chunk_new (4096);
  HwFabricDescription description = { .members = members, .n_members = 144 };
  g_autoptr (HwFabric) fabric = NULL;
  const HwFabricCable *cables;
  guint n, leaves = 0, of_rail[4] = { 0 };
  char buffer[16];

  description.rule.kind = HW_FABRIC_RAIL_OPTIMISED;
  description.rule.share_leaves = TRUE;
  description.rule.radix = 64;
  description.rule.cage_ports = 2;
  description.rule.port_bit_s = 400e9;
  description.rule.rails = 4;
  description.rule.unit_members = 144;
  for (guint i = 0; i < 144; i++)
    {
      g_snprintf (buffer, sizeof buffer, "tray-%03u", i + 1);
      members[i].id = members[i].name = g_string_chunk_insert (names, buffer);
      members[i].place = HW_FABRIC_NO_PLACE;
    }
  fabric = hw_fabric_derive (&description);
  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    {
      guint leaf = hw_fabric_get_switch (fabric, i)->index;
      gint first, last;

      if (hw_fabric_get_switch (fabric, i)->role != HW_FABRIC_LEAF)
        continue;
      leaves++;
      g_assert_true (hw_fabric_leaf_rails (fabric, i, &first, &last));
      g_assert_cmpint (last - first, ==, leaf == 4 || leaf == 13);
      g_assert_cmpint (first, ==, leaf * 2 / 9);
      g_assert_cmpint (hw_fabric_leaf_rail (fabric, i), ==, first == last ? first : -1);
    }
  g_assert_cmpuint (leaves, ==, 18);
  cables = hw_fabric_get_cables (fabric, &n);
  for (guint i = 0; i < n; i++)
    if (cables[i].level == HW_FABRIC_CABLE_MEMBER)
      of_rail[hw_fabric_cable_rail (fabric, &cables[i])]++;
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (of_rail[i], ==, 144);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/fabric/nodes-stand-apart", test_nodes_stand_apart);
  g_test_add_func ("/draw/fabric/units-stay-together", test_units_stay_together);
  g_test_add_func ("/draw/fabric/tiers-spread", test_tiers_spread);
  g_test_add_func ("/draw/fabric/nothing-is-left-undrawn", test_nothing_is_left_undrawn);
  g_test_add_func ("/draw/fabric/bundles-open", test_bundles_open);
  g_test_add_func ("/draw/fabric/note-stays-inside", test_note_stays_inside);
  g_test_add_func ("/draw/fabric/pairs-are-counted", test_pairs_are_counted);
  g_test_add_func ("/draw/fabric/pictures-are-legible", test_pictures_are_legible);
  g_test_add_func ("/draw/fabric/trace", test_trace);
  g_test_add_func ("/draw/fabric/failed", test_failed);
  g_test_add_func ("/draw/fabric/lost", test_lost);
  g_test_add_func ("/draw/fabric/counts-from-afar", test_counts_from_afar);
  g_test_add_func ("/draw/fabric/shared-leaves", test_shared_leaves);
  return g_test_run ();
}
