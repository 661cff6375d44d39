/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-checks.h"
#include "hw-fabric-name.h"
#include "hw-scene-fabric.h"

/* Pictures of networks that are no trees: NVLink domains, and top-of-rack switches. */

static HwFabric *
make_fabric (HwFabricRule rule, guint n)
{
  g_autofree HwFabricMember *members = g_new0 (HwFabricMember, n);
  g_autoptr (GStringChunk) names = g_string_chunk_new (4096);
  HwFabricDescription description = { .rule = rule, .members = members, .n_members = n };
  char buffer[16];

  for (guint i = 0; i < n; i++)
    {
      g_snprintf (buffer, sizeof buffer, "node-%03u", i + 1);
      members[i].id = members[i].name = g_string_chunk_insert (names, buffer);
      members[i].place = HW_FABRIC_NO_PLACE;
    }
  return hw_fabric_derive (&description);
}

/* A picture @times as near as one that holds all. @legend: with what stands upon it */
static HwScene *
build (const HwFabric *fabric,
       HwFabricLayout *layout,
       HwThemeKind theme,
       double times,
       gboolean legend)
{
  HwFabricPicture picture = { .fabric = fabric, .layout = layout, .title = "network" };
  HwViewport view = { 0, 0, 1, 1600, 1000 };
  double x, y, width, height;
  HwScene *scene;

  hw_fabric_layout_extent (layout, &x, &y, &width, &height);
  hw_viewport_fit (&view, x, y, width / times, height, 20);
  scene = hw_scene_fabric_build (&picture, hw_theme_get (theme), &view);
  if (legend)
    hw_scene_fabric_legend (scene, &picture);
  return scene;
}

static void
check_all (const HwFabric *fabric, HwFabricLayout *layout)
{
  static const double nears[] = { 1, 4, 16 };

  for (guint theme = 0; theme <= HW_THEME_PRINT; theme++)
    for (guint i = 0; i < G_N_ELEMENTS (nears); i++)
      {
        g_autoptr (HwScene) scene = build (fabric, layout, theme, nears[i], FALSE);

        check_contrast (scene);
        check_texts_apart (scene);
      }
}

/* Sixteen racks of 18 compute trays behind nine switch trays. */
static void
test_nvlink (void)
{
  HwFabricRule rule = { .kind = HW_FABRIC_RAIL_OPTIMISED,
                        .radix = 18,
                        .rails = 9,
                        .tiers = 1,
                        .unit_members = 18,
                        .port_bit_s = 6.4e12,
                        .uplinked = TRUE };
  g_autoptr (HwFabric) fabric = make_fabric (rule, 16 * 18);
  g_autoptr (HwFabricLayout) layout = hw_fabric_layout_new (fabric);
  g_autoptr (HwScene) scene = build (fabric, layout, HW_THEME_LIGHT, 1, TRUE);
  guint n;

  g_assert_true (hw_fabric_is_backplane (fabric));
  hw_fabric_layout_units (layout, &n);
  g_assert_cmpuint (n, ==, 16);
  g_assert_true (check_has_text (scene, "9 switch trays"));
  g_assert_true (check_has_text (scene, "Link bundles"));
  g_assert_false (check_has_text (scene, "SU "));
  g_assert_false (check_has_text (scene, "leaves"));
  check_all (fabric, layout);
}

static void
test_top_of_rack (void)
{
  HwFabricRule rule = { .kind = HW_FABRIC_PLAIN,
                        .radix = 48,
                        .rails = 1,
                        .tiers = 1,
                        .port_bit_s = 1e9,
                        .uplinked = TRUE };
  g_autoptr (HwFabric) fabric = make_fabric (rule, 130);
  g_autoptr (HwFabricLayout) layout = hw_fabric_layout_new (fabric);
  g_autoptr (HwScene) scene = build (fabric, layout, HW_THEME_LIGHT, 1, TRUE);

  g_assert_false (hw_fabric_is_backplane (fabric));
  g_assert_true (check_has_text (scene, "leaf-03"));
  g_assert_true (check_has_text (scene, "Cables"));
  g_assert_false (check_has_text (scene, "SU "));
  check_all (fabric, layout);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/network-picture/nvlink", test_nvlink);
  g_test_add_func ("/draw/network-picture/top-of-rack", test_top_of_rack);
  return g_test_run ();
}
