/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene.h"
#include "hw-text.h"

G_BEGIN_DECLS

/* What items have in common that are inked at once. Compared bytewise: no padding, no NAN. */
typedef struct
{
  guint8 layer, kind, bold, flags; /* flags: 1 dashed, 2 rotated */
  guint32 fill, stroke;            /* 0xAARRGGBB */
  float line_width, radius, size;
} HwStyle;

/* Items of one style, chained in the order in which they came. */
typedef struct
{
  HwStyle style;
  guint32 first, last; /* into items, G_MAXUINT32: none */
} HwBatch;

struct _HwScene
{
  const HwTheme *theme;
  HwViewport viewport;
  HwLayer layer;
  gboolean clipped;
  double clip_x, clip_y, clip_width, clip_height;
  GArray *items;    /* HwItem */
  GArray *next;     /* guint32 an item: the next of its batch */
  GArray *batches;  /* HwBatch */
  guint32 *slots;   /* batches by hash of the style, index + 1 */
  guint n_slots;    /* power of two */
  GPtrArray *texts; /* HwTextShape */
  HwTextCache *cache;
};

/* Cuts an item to the clip. Lines run along an axis or lie inside. Returns: whether something is
 * left of it to be added */
gboolean hw_scene_cut (HwScene *self, HwItem *item);

static inline const HwTextShape *
hw_scene_get_shape (const HwScene *self, const HwItem *item)
{
  return g_ptr_array_index (self->texts, item->text_index);
}

static inline guint32
hw_colour_pack (HwColour c)
{
  return (guint32)(c.alpha * 255 + 0.5f) << 24 | (guint32)(c.red * 255 + 0.5f) << 16
         | (guint32)(c.green * 255 + 0.5f) << 8 | (guint32)(c.blue * 255 + 0.5f);
}

G_END_DECLS
