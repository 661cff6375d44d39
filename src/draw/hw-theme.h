/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "hw-product.h"

G_BEGIN_DECLS

/* Channels of 0 to 1; small, for every item of a picture has three. */
typedef struct
{
  float red, green, blue, alpha;
} HwColour;

#define HW_N_RAIL_COLOURS 8

/* All colours of a picture by role; light, dark and print are three tables of the same roles. */
typedef enum
{
  HW_ROLE_GROUND,      /* behind everything */
  HW_ROLE_FLOOR,       /* of a hall */
  HW_ROLE_PAPER,       /* of a card, header, rack */
  HW_ROLE_SLOT,        /* a free unit */
  HW_ROLE_HEADER,      /* a rack's name plate */
  HW_ROLE_LINE,        /* hairlines */
  HW_ROLE_LINE_STRONG, /* outlines, walls */
  HW_ROLE_GRID,
  HW_ROLE_TEXT,
  HW_ROLE_TEXT_DIM,
  HW_ROLE_ACCENT,      /* selection, ghost */
  HW_ROLE_ACCENT_SOFT, /* fill of a selection or ghost */
  HW_ROLE_ON_ACCENT,   /* text upon accent */
  HW_ROLE_GOOD,
  HW_ROLE_WARNING,
  HW_ROLE_ERROR,
  HW_ROLE_ERROR_SOFT,
  HW_ROLE_GOOD_SOFT,
  HW_ROLE_WARNING_SOFT,
  HW_ROLE_COLD_AISLE,
  HW_ROLE_HOT_AISLE,
  HW_ROLE_BLOCKED,                                      /* hatching */
  HW_ROLE_FAMILY,                                       /* + HwFamily: the strong stripe */
  HW_ROLE_FAMILY_SOFT = HW_ROLE_FAMILY + HW_N_FAMILIES, /* + HwFamily: the fill of a box */
  HW_ROLE_RAIL = HW_ROLE_FAMILY_SOFT + HW_N_FAMILIES,   /* + rail modulo HW_N_RAIL_COLOURS */
  HW_ROLE_SUPPLY = HW_ROLE_RAIL + HW_N_RAIL_COLOURS,    /* of a coolant */
  HW_ROLE_RETURN,
  HW_N_ROLES,
} HwRole;

typedef enum
{
  HW_THEME_LIGHT,
  HW_THEME_DARK,
  HW_THEME_PRINT
} HwThemeKind;

typedef struct
{
  HwThemeKind kind;
  HwColour colours[HW_N_ROLES];
  const char *font; /* Pango family list */
} HwTheme;

/* Returns: (transfer none): static */
const HwTheme *hw_theme_get (HwThemeKind kind);
/* Perceptually uniform, colour-blind safe scale; @t from 0 to 1. */
HwColour hw_theme_scale (const HwTheme *theme, double t);
/* Black or white-ish text role colour with the higher contrast upon @ground. */
HwColour hw_theme_text_on (const HwTheme *theme, HwColour ground);
/* WCAG 2 contrast ratio, 1 to 21; alpha of @text is composed upon @ground. */
double hw_colour_contrast (HwColour text, HwColour ground);
/* What is seen of @upper upon the opaque @ground. */
HwColour hw_colour_over (HwColour upper, HwColour ground);

G_END_DECLS
