/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* What is written on devices and racks. Texts of products are made once and kept, since one picture
 * shows the same products many times. */
typedef struct _HwRackTexts HwRackTexts;

typedef struct
{
  HwFamily family;
  guint gpus;
  char *key;       /* nullable: the figure that counts: "14.3 kW", "4 GPU", "33 kW" */
  char *key_tall;  /* nullable: beside which pips show the GPUs */
  char *secondary; /* "10U · 8 × B200 · air" */
} HwProductTexts;

HwRackTexts *hw_rack_texts_new (HwDesign *design);
void hw_rack_texts_free (HwRackTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRackTexts, hw_rack_texts_free)

/* Returns: (transfer none) */
const HwProductTexts *hw_rack_texts_product (HwRackTexts *self, const HwProduct *product);

/* "U12", "U12–U21". Returns: (transfer full) */
char *hw_units_text (gint16 position, gint16 half_units);
/* What a row is called: "Row A". Returns: (transfer full) */
char *hw_row_title (HwDesign *design, HwHandle hall, HwHandle row);
/* That of its assembly, else of the rack. */
const char *hw_rack_product_name (HwDesign *design, HwHandle rack);
/* "1 360 kg", "≥ 1 360 kg". Returns: (transfer full) (nullable): NULL where nothing is known */
char *hw_rack_mass_text (const HwRackFigures *figures);
/* Power against its limit: "132 kW" and "of 132 kW". */
void hw_rack_power_texts (const HwRackFigures *figures, char **load, char **limit);
/* Load over limit, NAN where there is none. */
double hw_rack_power_ratio (const HwRackFigures *figures);
/* The role of its colour: good, from 90 % on warning, above the limit error. Capacity holds up to a
 * billionth, as everywhere. */
guint hw_rack_power_role (double ratio);

G_END_DECLS
