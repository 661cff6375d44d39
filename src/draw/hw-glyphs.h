/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-raster.h"

G_BEGIN_DECLS

/* Glyphs as small masks, written straight into an image at quarters of a pixel. Cairo 1.16 puts
 * glyphs on whole pixels, which at the size of labels makes "1.72" look like "172"; and this is
 * faster. */
typedef struct _HwGlyphs HwGlyphs;
/* Masks of one face at one size in one direction. */
typedef struct _HwGlyphFont HwGlyphFont;

HwGlyphs *hw_glyphs_new (void);
void hw_glyphs_free (HwGlyphs *self);

/* @upwards: for text that runs from below to above. Returns: (transfer none): until the next call
 */
HwGlyphFont *
hw_glyphs_font (HwGlyphs *self, cairo_font_face_t *face, double pixel_size, gboolean upwards);

/* Inks glyph @index with its origin at a point in pixels of @raster, whose fill is under way and
 * direct. */
void hw_glyph_font_ink (HwGlyphFont *font, HwRaster *raster, gulong index, double x, double y);

G_END_DECLS
