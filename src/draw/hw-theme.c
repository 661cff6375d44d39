/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-theme.h"

#include <math.h>

#define RGB(hex)                                                                                   \
  {                                                                                                \
    (((hex) >> 16) & 0xff) / 255.0f, (((hex) >> 8) & 0xff) / 255.0f, ((hex)&0xff) / 255.0f, 1.0f   \
  }

#define FONT "Cantarell, Noto Sans, DejaVu Sans, sans-serif"

/* Soft fills are opaque: a tenth of the family's colour upon the paper. Opaque boxes are cheap to
 * paint, and the contrast of what stands upon them is known. */

static const HwTheme light = {
  HW_THEME_LIGHT,
  {
      [HW_ROLE_GROUND] = RGB (0xf1f1f3),
      [HW_ROLE_FLOOR] = RGB (0xffffff),
      [HW_ROLE_PAPER] = RGB (0xffffff),
      [HW_ROLE_SLOT] = RGB (0xececee),
      [HW_ROLE_HEADER] = RGB (0xe6e6e9),
      [HW_ROLE_LINE] = RGB (0xd9d8dc),
      [HW_ROLE_LINE_STRONG] = RGB (0x9a9996),
      [HW_ROLE_GRID] = RGB (0xececee),
      [HW_ROLE_TEXT] = RGB (0x241f31),
      [HW_ROLE_TEXT_DIM] = RGB (0x63626a),
      [HW_ROLE_ACCENT] = RGB (0x1c71d8),
      [HW_ROLE_ACCENT_SOFT] = RGB (0xd5e5f9),
      [HW_ROLE_ON_ACCENT] = RGB (0xffffff),
      [HW_ROLE_GOOD] = RGB (0x26a269),
      [HW_ROLE_WARNING] = RGB (0xc88800),
      [HW_ROLE_ERROR] = RGB (0xc01c28),
      [HW_ROLE_ERROR_SOFT] = RGB (0xfbe3e4),
      [HW_ROLE_GOOD_SOFT] = RGB (0xe0f3ea),
      [HW_ROLE_WARNING_SOFT] = RGB (0xfbf0d9),
      [HW_ROLE_COLD_AISLE] = RGB (0xeef4fc),
      [HW_ROLE_HOT_AISLE] = RGB (0xfcf1ee),
      [HW_ROLE_BLOCKED] = RGB (0xc4c3c8),
      [HW_ROLE_FAMILY + HW_FAMILY_COMPUTE] = RGB (0x3584e4),
      [HW_ROLE_FAMILY + HW_FAMILY_NVLINK] = RGB (0x9141ac),
      [HW_ROLE_FAMILY + HW_FAMILY_NETWORK] = RGB (0xe66100),
      [HW_ROLE_FAMILY + HW_FAMILY_COOLING] = RGB (0x2190a4),
      [HW_ROLE_FAMILY + HW_FAMILY_POWER] = RGB (0xe5a50a),
      [HW_ROLE_FAMILY + HW_FAMILY_STORAGE] = RGB (0x986a44),
      [HW_ROLE_FAMILY + HW_FAMILY_RACK] = RGB (0x77767b),
      [HW_ROLE_FAMILY + HW_FAMILY_OTHER] = RGB (0x9a9996),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_COMPUTE] = RGB (0xebf3fc),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_NVLINK] = RGB (0xf4ecf7),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_NETWORK] = RGB (0xfcefe6),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_COOLING] = RGB (0xe9f4f6),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_POWER] = RGB (0xfcf6e6),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_STORAGE] = RGB (0xf5f0ec),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_RACK] = RGB (0xf1f1f2),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_OTHER] = RGB (0xf8f8f8),
      [HW_ROLE_RAIL + 0] = RGB (0x3584e4),
      [HW_ROLE_RAIL + 1] = RGB (0x2ec27e),
      [HW_ROLE_RAIL + 2] = RGB (0xcf9600),
      [HW_ROLE_RAIL + 3] = RGB (0xe66100),
      [HW_ROLE_RAIL + 4] = RGB (0xc01c28),
      [HW_ROLE_RAIL + 5] = RGB (0x9141ac),
      [HW_ROLE_RAIL + 6] = RGB (0x2190a4),
      [HW_ROLE_RAIL + 7] = RGB (0x986a44),
      [HW_ROLE_SUPPLY] = RGB (0x1c71d8),
      [HW_ROLE_RETURN] = RGB (0xc01c28),
  },
  FONT,
};

static const HwTheme dark = {
  HW_THEME_DARK,
  {
      [HW_ROLE_GROUND] = RGB (0x1b1b1e),
      [HW_ROLE_FLOOR] = RGB (0x242428),
      [HW_ROLE_PAPER] = RGB (0x26262a),
      [HW_ROLE_SLOT] = RGB (0x303036),
      [HW_ROLE_HEADER] = RGB (0x333338),
      [HW_ROLE_LINE] = RGB (0x3d3d43),
      [HW_ROLE_LINE_STRONG] = RGB (0x6a6a72),
      [HW_ROLE_GRID] = RGB (0x2f2f34),
      [HW_ROLE_TEXT] = RGB (0xf6f5f4),
      [HW_ROLE_TEXT_DIM] = RGB (0xb5b4bb),
      [HW_ROLE_ACCENT] = RGB (0x62a0ea),
      [HW_ROLE_ACCENT_SOFT] = RGB (0x24364d),
      [HW_ROLE_ON_ACCENT] = RGB (0x14161c),
      [HW_ROLE_GOOD] = RGB (0x57e389),
      [HW_ROLE_WARNING] = RGB (0xf8c146),
      [HW_ROLE_ERROR] = RGB (0xff7b63),
      [HW_ROLE_ERROR_SOFT] = RGB (0x46292a),
      [HW_ROLE_GOOD_SOFT] = RGB (0x22382d),
      [HW_ROLE_WARNING_SOFT] = RGB (0x413722),
      [HW_ROLE_COLD_AISLE] = RGB (0x26303e),
      [HW_ROLE_HOT_AISLE] = RGB (0x372a2a),
      [HW_ROLE_BLOCKED] = RGB (0x55555d),
      [HW_ROLE_FAMILY + HW_FAMILY_COMPUTE] = RGB (0x3584e4),
      [HW_ROLE_FAMILY + HW_FAMILY_NVLINK] = RGB (0xa85cc4),
      [HW_ROLE_FAMILY + HW_FAMILY_NETWORK] = RGB (0xe66100),
      [HW_ROLE_FAMILY + HW_FAMILY_COOLING] = RGB (0x2190a4),
      [HW_ROLE_FAMILY + HW_FAMILY_POWER] = RGB (0xe5a50a),
      [HW_ROLE_FAMILY + HW_FAMILY_STORAGE] = RGB (0xb5835a),
      [HW_ROLE_FAMILY + HW_FAMILY_RACK] = RGB (0x8a8992),
      [HW_ROLE_FAMILY + HW_FAMILY_OTHER] = RGB (0xa3a2a8),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_COMPUTE] = RGB (0x2c384b),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_NVLINK] = RGB (0x3b2f44),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_NETWORK] = RGB (0x45322a),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_COOLING] = RGB (0x2a3a41),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_POWER] = RGB (0x403829),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_STORAGE] = RGB (0x3b3433),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_RACK] = RGB (0x36363b),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_OTHER] = RGB (0x3a3a3e),
      [HW_ROLE_RAIL + 0] = RGB (0x62a0ea),
      [HW_ROLE_RAIL + 1] = RGB (0x57e389),
      [HW_ROLE_RAIL + 2] = RGB (0xf5c211),
      [HW_ROLE_RAIL + 3] = RGB (0xff9a4d),
      [HW_ROLE_RAIL + 4] = RGB (0xff7b63),
      [HW_ROLE_RAIL + 5] = RGB (0xc98be0),
      [HW_ROLE_RAIL + 6] = RGB (0x4fc1d6),
      [HW_ROLE_RAIL + 7] = RGB (0xcdab8f),
      [HW_ROLE_SUPPLY] = RGB (0x62a0ea),
      [HW_ROLE_RETURN] = RGB (0xff7b63),
  },
  FONT,
};

/* Black lines on white; the strong colours of the families are a ladder of luminances, so that they
 * stay apart on a grey printer. */
static const HwTheme print = {
  HW_THEME_PRINT,
  {
      [HW_ROLE_GROUND] = RGB (0xffffff),
      [HW_ROLE_FLOOR] = RGB (0xffffff),
      [HW_ROLE_PAPER] = RGB (0xffffff),
      [HW_ROLE_SLOT] = RGB (0xf3f3f4),
      [HW_ROLE_HEADER] = RGB (0xebebed),
      [HW_ROLE_LINE] = RGB (0xbbbbbe),
      [HW_ROLE_LINE_STRONG] = RGB (0x000000),
      [HW_ROLE_GRID] = RGB (0xe2e2e4),
      [HW_ROLE_TEXT] = RGB (0x000000),
      [HW_ROLE_TEXT_DIM] = RGB (0x555555),
      [HW_ROLE_ACCENT] = RGB (0x1a5fb4),
      [HW_ROLE_ACCENT_SOFT] = RGB (0xdce8f6),
      [HW_ROLE_ON_ACCENT] = RGB (0xffffff),
      [HW_ROLE_GOOD] = RGB (0x26a269),
      [HW_ROLE_WARNING] = RGB (0xc88800),
      [HW_ROLE_ERROR] = RGB (0xa51d2d),
      [HW_ROLE_ERROR_SOFT] = RGB (0xf8e4e5),
      [HW_ROLE_GOOD_SOFT] = RGB (0xe4f4ec),
      [HW_ROLE_WARNING_SOFT] = RGB (0xfaf1de),
      [HW_ROLE_COLD_AISLE] = RGB (0xeff4fa),
      [HW_ROLE_HOT_AISLE] = RGB (0xfbf3f0),
      [HW_ROLE_BLOCKED] = RGB (0xa8a8ac),
      [HW_ROLE_FAMILY + HW_FAMILY_COMPUTE] = RGB (0x1a5fb4),
      [HW_ROLE_FAMILY + HW_FAMILY_NVLINK] = RGB (0x613583),
      [HW_ROLE_FAMILY + HW_FAMILY_NETWORK] = RGB (0xd35400),
      [HW_ROLE_FAMILY + HW_FAMILY_COOLING] = RGB (0x2a9db5),
      [HW_ROLE_FAMILY + HW_FAMILY_POWER] = RGB (0xf0b81e),
      [HW_ROLE_FAMILY + HW_FAMILY_STORAGE] = RGB (0x4a3020),
      [HW_ROLE_FAMILY + HW_FAMILY_RACK] = RGB (0xdcdbd9),
      [HW_ROLE_FAMILY + HW_FAMILY_OTHER] = RGB (0xa8a7a4),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_COMPUTE] = RGB (0xe9f0f9),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_NVLINK] = RGB (0xf2edf6),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_NETWORK] = RGB (0xfceee5),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_COOLING] = RGB (0xe9f4f6),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_POWER] = RGB (0xfdf6e4),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_STORAGE] = RGB (0xf3eeea),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_RACK] = RGB (0xf8f8f8),
      [HW_ROLE_FAMILY_SOFT + HW_FAMILY_OTHER] = RGB (0xf5f5f4),
      [HW_ROLE_RAIL + 0] = RGB (0x1a5fb4),
      [HW_ROLE_RAIL + 1] = RGB (0x26834f),
      [HW_ROLE_RAIL + 2] = RGB (0xd9a514),
      [HW_ROLE_RAIL + 3] = RGB (0xe0762a),
      [HW_ROLE_RAIL + 4] = RGB (0xa51d2d),
      [HW_ROLE_RAIL + 5] = RGB (0x8d52b5),
      [HW_ROLE_RAIL + 6] = RGB (0x2a9db5),
      [HW_ROLE_RAIL + 7] = RGB (0x4a3020),
      [HW_ROLE_SUPPLY] = RGB (0x3d7fcf),
      [HW_ROLE_RETURN] = RGB (0x7d0f1c),
  },
  FONT,
};

/* Nine equidistant points of "viridis" (Smith and van der Walt, matplotlib, CC0). */
static const guint32 viridis[]
    = { 0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725 };

const HwTheme *
hw_theme_get (HwThemeKind kind)
{
  switch (kind)
    {
    case HW_THEME_DARK:
      return &dark;
    case HW_THEME_PRINT:
      return &print;
    case HW_THEME_LIGHT:
    default:
      return &light;
    }
}

HwColour
hw_theme_scale (const HwTheme *theme, double t)
{
  double place;
  guint below;
  HwColour a, b;

  t = isnan (t) ? 0 : CLAMP (t, 0, 1);
  /* More is what stands out: darker on a light ground, lighter on a dark one. The palest part would
   * be lost on white, the darkest on black. */
  t = theme->kind == HW_THEME_DARK ? 0.12 + 0.8 * t : 0.92 * (1 - t);
  place = t * (G_N_ELEMENTS (viridis) - 1);
  below = MIN ((guint)place, G_N_ELEMENTS (viridis) - 2);
  place -= below;
  a = (HwColour)RGB (viridis[below]);
  b = (HwColour)RGB (viridis[below + 1]);
  return (HwColour){ a.red + (b.red - a.red) * place,
                     a.green + (b.green - a.green) * place,
                     a.blue + (b.blue - a.blue) * place,
                     1 };
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* Relative luminance by WCAG 2.2. */
static double
luminance (HwColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green)
         + 0.0722 * linear (colour.blue);
}

double
hw_colour_contrast (HwColour text, HwColour ground)
{
  HwColour seen = hw_colour_over (text, ground);
  double a = luminance (seen), b = luminance (ground);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

HwColour
hw_colour_over (HwColour upper, HwColour ground)
{
  double alpha = upper.alpha;

  return (HwColour){ upper.red * alpha + ground.red * (1 - alpha),
                     upper.green * alpha + ground.green * (1 - alpha),
                     upper.blue * alpha + ground.blue * (1 - alpha),
                     1 };
}

HwColour
hw_theme_text_on (const HwTheme *theme, HwColour ground)
{
  /* Of pure black and white one always has 4.58 : 1 or more, which holds for no softer pair. The
   * theme's own text is kept where it is readable. */
  static const HwColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };

  if (hw_colour_contrast (theme->colours[HW_ROLE_TEXT], ground) >= 7)
    return theme->colours[HW_ROLE_TEXT];
  return hw_colour_contrast (black, ground) >= hw_colour_contrast (white, ground) ? black : white;
}
