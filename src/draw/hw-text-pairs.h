/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Advances of pairs of Latin characters in one font: the thousands of names of a hall that come
 * into view at once are put together from them, because shaping each takes a hundred times as long.
 * Two neighbours that a font shapes in any other way than side by side (ligatures, marks, another
 * face) are left to Pango. */
typedef struct _HwTextPairs HwTextPairs;

/* @layout: (transfer full): of the font, with its attributes */
HwTextPairs *hw_text_pairs_new (PangoLayout *layout);
void hw_text_pairs_free (HwTextPairs *self);

/* Of all its glyphs. Returns: (transfer none) (nullable): %NULL before something was measured */
cairo_font_face_t *hw_text_pairs_face (const HwTextPairs *self);

/**
 * hw_text_pairs_measure:
 * @width: (out): in Pango units
 *
 * Returns: whether @text is put together of pairs; else it is left to Pango
 */
gboolean hw_text_pairs_measure (HwTextPairs *self, const char *text, gint64 *width);

/**
 * hw_text_pairs_next:
 * @at: (inout): a character of a text that could be measured; moved behind it
 * @advance: (out): how far it is to the next, in Pango units
 *
 * Returns: the glyph of the character
 */
gulong hw_text_pairs_next (const HwTextPairs *self, const char **at, int *advance);

G_END_DECLS
