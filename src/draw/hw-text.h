/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "hw-glyphs.h"

G_BEGIN_DECLS

/* Labels that cost next to nothing the second time: a string is shaped once, at a size of one, with
 * hinting off so that its advances scale to every size. Font fall-back and right-to-left text are
 * left to Pango, whose glyphs are kept in visual order. */

/* The height of a line and where its baseline is, as parts of the size, for placing text in boxes.
 */
#define HW_TEXT_ASCENT 0.74
#define HW_TEXT_DESCENT 0.22
#define HW_TEXT_HEIGHT (HW_TEXT_ASCENT + HW_TEXT_DESCENT)

/* Neighbouring glyphs of one face. */
typedef struct
{
  cairo_font_face_t *face;
  guint first_glyph, n_glyphs;
  guint first_byte, n_bytes;
  guint first_cluster, n_clusters;
  cairo_text_cluster_flags_t flags;
} HwTextRun;

typedef struct
{
  int ref_count;
  const char *font; /* interned */
  gboolean bold;
  char *text;
  double width;          /* at size 1 */
  gboolean plain;        /* left to right: glyphs stand in the order of the text */
  cairo_glyph_t *glyphs; /* from the start of the baseline, at size 1 */
  guint n_glyphs;
  cairo_text_cluster_t *clusters;
  guint n_clusters;
  HwTextRun *runs;
  guint n_runs;
} HwTextShape;

typedef struct _HwTextCache HwTextCache;

/* Returns: (transfer none): this thread's cache. Shaped strings are not state of any document, and
 * fonts belong to a thread; so do scenes that hold shapes. */
HwTextCache *hw_text_cache_get (void);

/* Returns: (transfer none): the masks of this thread */
HwGlyphs *hw_text_cache_get_glyphs (HwTextCache *self);

/**
 * hw_text_shape:
 * @font: Pango family list
 * @text: UTF-8, one line
 *
 * Returns: (transfer full): the shape; drop it with hw_text_shape_unref()
 */
HwTextShape *hw_text_shape (HwTextCache *self, const char *font, const char *text, gboolean bold);
void hw_text_shape_unref (HwTextShape *shape);

double
hw_text_width (HwTextCache *self, const char *font, const char *text, double size, gboolean bold);

/**
 * hw_text_shorten:
 *
 * The longest beginning of @text that fits with an ellipsis.
 *
 * Returns: (transfer full) (nullable): the shortened text, %NULL where not even three characters
 * fit
 */
char *hw_text_shorten (HwTextCache *self,
                       const char *font,
                       const char *text,
                       double size,
                       gboolean bold,
                       double width);

G_END_DECLS
