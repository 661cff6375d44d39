/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-theme.h"

static const HwThemeKind kinds[] = { HW_THEME_LIGHT, HW_THEME_DARK, HW_THEME_PRINT };

static void
test_texts_are_readable (void)
{
  static const HwRole grounds[]
      = { HW_ROLE_GROUND,       HW_ROLE_FLOOR,       HW_ROLE_PAPER,      HW_ROLE_SLOT,
          HW_ROLE_HEADER,       HW_ROLE_ACCENT_SOFT, HW_ROLE_ERROR_SOFT, HW_ROLE_GOOD_SOFT,
          HW_ROLE_WARNING_SOFT, HW_ROLE_COLD_AISLE,  HW_ROLE_HOT_AISLE };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const HwTheme *theme = hw_theme_get (kinds[k]);
      const HwColour *c = theme->colours;
      for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
        {
          g_assert_cmpfloat (hw_colour_contrast (c[HW_ROLE_TEXT], c[grounds[i]]), >=, 7);
          g_assert_cmpfloat (hw_colour_contrast (c[HW_ROLE_TEXT_DIM], c[grounds[i]]), >=, 4.5);
        }
      for (guint f = 0; f < HW_N_FAMILIES; f++)
        {
          HwColour soft = c[HW_ROLE_FAMILY_SOFT + f], strong = c[HW_ROLE_FAMILY + f];
          g_assert_cmpfloat (hw_colour_contrast (c[HW_ROLE_TEXT], soft), >=, 7);
          g_assert_cmpfloat (hw_colour_contrast (c[HW_ROLE_TEXT_DIM], soft), >=, 4.5);
          g_assert_cmpfloat (
              hw_colour_contrast (hw_theme_text_on (theme, strong), strong), >=, 4.5);
        }
      g_assert_cmpfloat (hw_colour_contrast (c[HW_ROLE_ON_ACCENT], c[HW_ROLE_ACCENT]), >=, 4.5);
      g_assert_cmpfloat (hw_colour_contrast (c[HW_ROLE_ERROR], c[HW_ROLE_GROUND]), >=, 4.5);
    }
}

/* Brightness by the lightness of CIELAB, which equal steps of the scale change equally. */
static double
lightness (HwColour colour)
{
  const HwColour black = { 0, 0, 0, 1 };
  double y = hw_colour_contrast (colour, black) * 0.05 - 0.05;

  return 116 * cbrt (MAX (y, 1e-6)) - 16;
}

static void
test_scale_is_even (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const HwTheme *theme = hw_theme_get (kinds[k]);
      double sign = kinds[k] == HW_THEME_DARK ? 1 : -1;
      double whole
          = sign * (lightness (hw_theme_scale (theme, 1)) - lightness (hw_theme_scale (theme, 0)));
      g_assert_cmpfloat (whole, >, 55);
      for (int i = 0; i < 10; i++)
        {
          double step = sign
                        * (lightness (hw_theme_scale (theme, (i + 1) / 10.0))
                           - lightness (hw_theme_scale (theme, i / 10.0)));
          g_assert_cmpfloat (step, >, whole / 10 * 0.6);
          g_assert_cmpfloat (step, <, whole / 10 * 1.4);
        }
      for (int i = 0; i <= 20; i++)
        {
          HwColour colour = hw_theme_scale (theme, i / 20.0);
          g_assert_cmpfloat (
              hw_colour_contrast (hw_theme_text_on (theme, colour), colour), >=, 4.5);
        }
    }
}

static void
test_paper_reads_in_grey (void)
{
  const HwTheme *theme = hw_theme_get (HW_THEME_PRINT);

  for (guint a = 0; a < HW_N_FAMILIES; a++)
    for (guint b = 0; b < a; b++)
      g_assert_cmpfloat (fabs (lightness (theme->colours[HW_ROLE_FAMILY + a])
                               - lightness (theme->colours[HW_ROLE_FAMILY + b])),
                         >,
                         4);
}

/* Rails are told apart by colour, or by colour and dashes: those of the same pattern differ in grey
 * too. Supply and return differ more than that. */
static void
test_networks_read_in_grey (void)
{
  const HwTheme *theme = hw_theme_get (HW_THEME_PRINT);
  const HwColour *rails = theme->colours + HW_ROLE_RAIL;

  for (guint a = 0; a < HW_N_RAIL_COLOURS; a++)
    for (guint b = 0; b < a; b++)
      if (a / 4 == b / 4)
        g_assert_cmpfloat (fabs (lightness (rails[a]) - lightness (rails[b])), >, 6);
  g_assert_cmpfloat (lightness (theme->colours[HW_ROLE_SUPPLY]),
                     >,
                     lightness (theme->colours[HW_ROLE_RETURN]) + 20);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint role = HW_ROLE_RAIL; role < HW_N_ROLES; role++)
      g_assert_cmpfloat (hw_colour_contrast (hw_theme_get (kinds[k])->colours[role],
                                             hw_theme_get (kinds[k])->colours[HW_ROLE_GROUND]),
                         >=,
                         1.9);
}

static void
test_contrast_is_that_of_wcag (void)
{
  const HwColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  const HwColour grey = { 0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0, 1 };
  const HwColour half = { 0, 0, 0, 0.5 };

  g_assert_cmpfloat_with_epsilon (hw_colour_contrast (black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_colour_contrast (grey, white), 4.48, 0.005);
  g_assert_cmpfloat (hw_colour_contrast (half, white), <, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/theme/texts-are-readable", test_texts_are_readable);
  g_test_add_func ("/draw/theme/scale-is-even", test_scale_is_even);
  g_test_add_func ("/draw/theme/paper-reads-in-grey", test_paper_reads_in_grey);
  g_test_add_func ("/draw/theme/networks-read-in-grey", test_networks_read_in_grey);
  g_test_add_func ("/draw/theme/contrast-is-that-of-wcag", test_contrast_is_that_of_wcag);
  return g_test_run ();
}
