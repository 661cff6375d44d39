/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "hw-draw-checks.h"
#include "hw-text.h"

static const HwColour red = { 1, 0, 0, 1 }, blue = { 0, 0, 1, 1 }, none = { 0, 0, 0, 0 };
static const HwColour white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };

static HwScene *
scene_new (void)
{
  HwViewport view = { 0, 0, 1, 200, 120 };

  return hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *line = cairo_image_surface_get_data (surface)
                       + (gsize)y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(gconstpointer)line)[x] & 0xffffff;
}

static void
test_viewport (void)
{
  HwViewport view = { 0, 0, 1, 400, 300 };
  double x, y;

  hw_viewport_fit (&view, 1000, 2000, 6000, 2000, 20);
  g_assert_cmpfloat_with_epsilon (view.scale, 0.06, 1e-12);
  g_assert_cmpfloat_with_epsilon (hw_viewport_x (&view, 4000), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_viewport_y (&view, 3000), 150, 1e-9);
  x = hw_viewport_world_x (&view, 37);
  y = hw_viewport_world_y (&view, 41);
  hw_viewport_zoom_at (&view, 37, 41, 1.7);
  g_assert_cmpfloat_with_epsilon (hw_viewport_world_x (&view, 37), x, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_viewport_world_y (&view, 41), y, 1e-9);
  hw_viewport_pan (&view, 10, -5);
  g_assert_cmpfloat_with_epsilon (hw_viewport_world_x (&view, 47), x, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_viewport_world_y (&view, 36), y, 1e-9);
}

static void
test_pick_is_topmost (void)
{
  g_autoptr (HwScene) scene = scene_new ();
  g_autoptr (GArray) refs = NULL;
  HwRef low = HW_REF (HW_TABLE_RACK, 1), high = HW_REF (HW_TABLE_DEVICE, 2);

  hw_scene_set_layer (scene, HW_LAYER_DEVICE);
  hw_scene_box (scene, high, 20, 20, 40, 40, blue, none);
  hw_scene_set_layer (scene, HW_LAYER_BODY);
  hw_scene_box (scene, low, 10, 10, 100, 100, red, none);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  hw_scene_box (scene, HW_REF (HW_TABLE_DESIGN, 0), 0, 0, 200, 120, white, none);
  g_assert_true (hw_ref_equal (hw_scene_pick (scene, 30, 30), high));
  g_assert_true (hw_ref_equal (hw_scene_pick (scene, 70, 70), low));
  g_assert_cmpuint (hw_scene_pick (scene, 150, 70).handle, ==, 0);
  refs = hw_scene_pick_area (scene, 0, 0, 30, 30);
  g_assert_cmpuint (refs->len, ==, 2);
}

/* Later layers cover earlier ones, whatever the order of building. */
static void
test_layers_cover (void)
{
  g_autoptr (HwScene) scene = scene_new ();
  HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  cairo_surface_t *surface;

  hw_scene_set_layer (scene, HW_LAYER_DEVICE);
  hw_scene_box (scene, no_ref, 20.4, 20.4, 40, 40, blue, none);
  hw_scene_set_layer (scene, HW_LAYER_BODY);
  hw_scene_box (scene, no_ref, 10, 10, 100, 100, red, none);
  surface = check_paint (scene);
  g_assert_cmphex (pixel (surface, 30, 30), ==, 0x0000ff);
  g_assert_cmphex (pixel (surface, 80, 30), ==, 0xff0000);
  /* Edges are sharp: a pixel is one colour or the other. */
  g_assert_cmphex (pixel (surface, 19, 30), ==, 0xff0000);
  g_assert_cmphex (pixel (surface, 20, 30), ==, 0x0000ff);
  cairo_surface_destroy (surface);
}

static void
test_text_is_shortened (void)
{
  g_autoptr (HwScene) scene = scene_new ();
  HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  double whole = hw_scene_text_width (scene, "Compute tray 18", 11, FALSE);
  double taken;

  taken = hw_scene_text (
      scene, no_ref, 0, 0, whole + 1, 20, "Compute tray 18", 11, FALSE, HW_ALIGN_END, black, white);
  g_assert_cmpfloat_with_epsilon (taken, whole, 1e-6);
  g_assert_cmpfloat_with_epsilon (hw_scene_get_item (scene, 0)->x, 1, 1e-6);
  taken = hw_scene_text (
      scene, no_ref, 0, 20, whole * 0.6, 20, "Compute tray 18", 11, FALSE, 0, black, white);
  g_assert_cmpfloat (taken, >, 0);
  g_assert_cmpfloat (taken, <=, whole * 0.6);
  g_assert_true (g_str_has_suffix (hw_scene_get_text (scene, hw_scene_get_item (scene, 1)), "…"));
  /* Not three characters, below seven units, lower than a line: left out. */
  g_assert_cmpfloat (
      hw_scene_text (scene, no_ref, 0, 0, 15, 20, "Compute", 11, FALSE, 0, black, white), ==, 0);
  g_assert_cmpfloat (
      hw_scene_text (scene, no_ref, 0, 0, 150, 20, "Compute", 6.9, FALSE, 0, black, white), ==, 0);
  g_assert_cmpfloat (
      hw_scene_text (scene, no_ref, 0, 0, 150, 9, "Compute", 11, FALSE, 0, black, white), ==, 0);
  g_assert_cmpuint (hw_scene_n_items (scene), ==, 2);
}

static void
test_shape_scales_and_falls_back (void)
{
  HwTextCache *cache = hw_text_cache_get ();
  const char *font = hw_theme_get (HW_THEME_LIGHT)->font;
  g_autofree char *short_text = NULL;
  HwTextShape *shape;

  g_assert_cmpfloat_with_epsilon (hw_text_width (cache, font, "1 360 kg", 20, TRUE),
                                  2 * hw_text_width (cache, font, "1 360 kg", 10, TRUE),
                                  1e-9);
  /* Figures are of one width, so that columns stand. */
  g_assert_cmpfloat_with_epsilon (hw_text_width (cache, font, "1111", 10, FALSE),
                                  hw_text_width (cache, font, "8888", 10, FALSE),
                                  1e-6);
  g_assert_cmpfloat (hw_text_width (cache, font, "חדר שרתים", 10, FALSE), >, 20);
  shape = hw_text_shape (cache, font, "חדר", FALSE);
  g_assert_false (shape->plain);
  hw_text_shape_unref (shape);
  short_text = hw_text_shorten (cache, font, "חדר שרתים גדול", 10, FALSE, 50);
  g_assert_nonnull (short_text);
  g_assert_cmpfloat (hw_text_width (cache, font, short_text, 10, FALSE), <=, 50.5);
}

/* Names that are put together of pairs are the glyphs that Pango shapes, at the same places. */
static void
test_shape_is_pangos (void)
{
  static const char *const texts[]
      = { "A01",      "AV 17",      "To. 1,2", "HW-0123",       "Tray 7 · 132 kW", "fi ffl office",
          "±5 × 2 é", "a-->b != c", "Ýa Ľ Ţ",  " spaced  out ", "≥ 3.1",           "חדר 4",
          "" };
  const char *font = hw_theme_get (HW_THEME_LIGHT)->font;
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  for (int bold = 0; bold < 2; bold++)
    {
      PangoFontDescription *description = pango_font_description_new ();
      pango_font_description_set_family (description, font);
      pango_font_description_set_weight (description,
                                         bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
      pango_font_description_set_absolute_size (description, 100 * PANGO_SCALE);
      pango_layout_set_font_description (layout, description);
      pango_font_description_free (description);
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          HwTextShape *shape = hw_text_shape (hw_text_cache_get (), font, texts[i], bold);
          PangoLayoutIter *iter;
          guint n = 0;

          pango_layout_set_text (layout, texts[i], -1);
          iter = pango_layout_get_iter (layout);
          do
            {
              PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
              PangoRectangle place;
              int x;

              if (run == NULL)
                continue;
              pango_layout_iter_get_run_extents (iter, NULL, &place);
              x = place.x;
              for (int g = 0; g < run->glyphs->num_glyphs; g++)
                {
                  const PangoGlyphInfo *info = &run->glyphs->glyphs[g];
                  if (info->glyph != PANGO_GLYPH_EMPTY)
                    {
                      g_assert_cmpuint (n, <, shape->n_glyphs);
                      g_assert_cmpuint (shape->glyphs[n].index, ==, info->glyph);
                      g_assert_cmpfloat_with_epsilon (
                          shape->glyphs[n].x * 100 * PANGO_SCALE, x + info->geometry.x_offset, 1);
                      n++;
                    }
                  x += info->geometry.width;
                }
            }
          while (pango_layout_iter_next_run (iter));
          g_assert_cmpuint (n, ==, shape->n_glyphs);
          g_assert_cmpfloat_with_epsilon (
              hw_text_width (hw_text_cache_get (), font, texts[i], 1, bold), shape->width, 1e-9);
          pango_layout_iter_free (iter);
          hw_text_shape_unref (shape);
        }
    }
  pango_attr_list_unref (attributes);
  cairo_font_options_destroy (options);
  g_object_unref (layout);
  g_object_unref (context);
}

/* Boxes that are written straight into an image are those that Cairo fills. */
static void
test_boxes_are_cairos (void)
{
  g_autoptr (HwScene) scene = scene_new ();
  HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  cairo_surface_t *straight, *by_cairo;
  cairo_t *cr;

  hw_scene_box (scene, no_ref, 0, 0, 200, 120, white, none);
  hw_scene_set_layer (scene, HW_LAYER_BODY);
  for (int i = 0; i < 12; i++)
    hw_scene_box (scene, no_ref, 3.3 * i - 5, 9.7 * i, 0.4 + 19.1 * i, 1 + i, red, none);
  hw_scene_box (scene, no_ref, -50, 116, 400, 40, blue, red);
  straight = check_paint (scene);
  by_cairo = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 120);
  cr = cairo_create (by_cairo);
  /* Two rectangles: a clip that only Cairo can follow. */
  cairo_rectangle (cr, 0, 0, 200, 60);
  cairo_rectangle (cr, 0, 60, 100, 60);
  cairo_rectangle (cr, 100, 60, 100, 59);
  cairo_clip (cr);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  cairo_surface_flush (by_cairo);
  for (int y = 0; y < 119; y++)
    for (int x = 0; x < 200; x++)
      g_assert_cmphex (pixel (straight, x, y), ==, pixel (by_cairo, x, y));
  g_assert_cmphex (pixel (straight, 199, 119), ==, 0x0000ff);
  g_assert_cmphex (pixel (by_cairo, 199, 119), ==, 0);
  cairo_surface_destroy (straight);
  cairo_surface_destroy (by_cairo);
}

/* The ground shows where the floor upon it ends, and through a floor that is not opaque. */
static void
test_ground_is_hidden (void)
{
  static const HwColour veil = { 0, 0, 1, 0.5f };
  static const struct
  {
    double width;
    HwColour floor;
    guint32 seen, beside;
  } cases[] = { { 200, { 0, 0, 1, 1 }, 0x0000ff, 0x0000ff },
                { 150, { 0, 0, 1, 1 }, 0x0000ff, 0xff0000 } };
  HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  g_autoptr (HwScene) scene = scene_new ();
  cairo_surface_t *surface;
  guint32 mixed;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwScene) own = scene_new ();

      hw_scene_box (own, no_ref, 0, 0, 200, 120, red, none);
      hw_scene_box (own, no_ref, 0, 0, cases[i].width, 120, cases[i].floor, none);
      surface = check_paint (own);
      g_assert_cmphex (pixel (surface, 10, 60), ==, cases[i].seen);
      g_assert_cmphex (pixel (surface, 190, 60), ==, cases[i].beside);
      cairo_surface_destroy (surface);
    }
  hw_scene_box (scene, no_ref, 0, 0, 200, 120, red, none);
  hw_scene_box (scene, no_ref, 0, 0, 200, 120, veil, none);
  surface = check_paint (scene);
  mixed = pixel (surface, 100, 60);
  g_assert_cmpuint (mixed >> 16, >, 0x60);
  g_assert_cmpuint (mixed & 0xff, >, 0x60);
  cairo_surface_destroy (surface);
}

/* Ink of a text lies inside the box that its item states, but for accents on capitals. */
static void
test_ink_is_inside (void)
{
  static const char *const texts[] = { "Ägypten", "gjpqy", "1.72 kW", "(Row A)", "≥ 3.1 MUSD" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int turned = 0; turned < 2; turned++)
      {
        g_autoptr (HwScene) scene = scene_new ();
        HwRef no_ref = { HW_TABLE_DESIGN, 0 };
        const HwItem *item;
        cairo_surface_t *surface;
        guint inked = 0;

        hw_scene_box (scene, no_ref, 0, 0, 200, 120, white, none);
        if (turned)
          hw_scene_text_up (scene, no_ref, 10, 10, 40, 100, texts[i], 13, FALSE, 1, black, white);
        else
          hw_scene_text (scene, no_ref, 10, 10, 150, 40, texts[i], 13, FALSE, 1, black, white);
        item = hw_scene_get_item (scene, 1);
        surface = check_paint (scene);
        for (int y = 0; y < 120; y++)
          for (int x = 0; x < 200; x++)
            if (pixel (surface, x, y) < 0xa0a0a0)
              {
                inked++;
                g_assert_cmpfloat (x, >=, item->x - 3);
                g_assert_cmpfloat (x + 1, <=, item->x + item->width + 3);
                g_assert_cmpfloat (y, >=, item->y - 3);
                g_assert_cmpfloat (y + 1, <=, item->y + item->height + 3);
              }
        g_assert_cmpuint (inked, >, 20);
        cairo_surface_destroy (surface);
      }
}

/* A scaled surface has more pixels, not another picture. */
static void
test_device_scale (void)
{
  g_autoptr (HwScene) scene = scene_new ();
  HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 240);
  cairo_t *cr;

  hw_scene_box (scene, no_ref, 10, 10, 50, 50, red, blue);
  cairo_surface_set_device_scale (surface, 2, 2);
  cr = cairo_create (surface);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  /* The outline is one pixel of the device. */
  g_assert_cmphex (pixel (surface, 19, 60), ==, 0);
  g_assert_cmphex (pixel (surface, 20, 60), ==, 0x0000ff);
  g_assert_cmphex (pixel (surface, 21, 60), ==, 0xff0000);
  g_assert_cmphex (pixel (surface, 119, 60), ==, 0x0000ff);
  g_assert_cmphex (pixel (surface, 120, 60), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/viewport/points-stay", test_viewport);
  g_test_add_func ("/draw/scene/pick-is-topmost", test_pick_is_topmost);
  g_test_add_func ("/draw/scene/layers-cover", test_layers_cover);
  g_test_add_func ("/draw/scene/text-is-shortened", test_text_is_shortened);
  g_test_add_func ("/draw/scene/boxes-are-cairos", test_boxes_are_cairos);
  g_test_add_func ("/draw/scene/ground-is-hidden", test_ground_is_hidden);
  g_test_add_func ("/draw/scene/ink-is-inside", test_ink_is_inside);
  g_test_add_func ("/draw/scene/device-scale", test_device_scale);
  g_test_add_func ("/draw/text/shape-scales-and-falls-back", test_shape_scales_and_falls_back);
  g_test_add_func ("/draw/text/shape-is-pangos", test_shape_is_pangos);
  return g_test_run ();
}
