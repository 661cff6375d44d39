/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "hw-raster.h"
#include "hw-scene-private.h"

G_BEGIN_DECLS

/* What paints one scene into one surface, shared by the files that paint its kinds of items. */
typedef struct
{
  const HwScene *scene;
  cairo_t *cr;
  HwRaster raster;
  gboolean as_text; /* the surface keeps the characters */
} HwPainter;

/* Hairline on paper, points: the narrow line of ISO 128 for drawings up to A3, 0.18 mm. */
#define HW_PAPER_HAIRLINE (0.18 / 25.4 * 72)

static inline HwColour
hw_colour_unpack (guint32 packed)
{
  return (HwColour){ (packed >> 16 & 0xff) / 255.0,
                     (packed >> 8 & 0xff) / 255.0,
                     (packed & 0xff) / 255.0,
                     (packed >> 24) / 255.0 };
}

/* Walks the items of a batch that the clip shows. */
static inline const HwItem *
hw_painter_first (const HwPainter *p, const HwBatch *batch, guint32 *index)
{
  *index = batch->first;
  return batch->first != G_MAXUINT32 ? &g_array_index (p->scene->items, HwItem, batch->first)
                                     : NULL;
}

static inline const HwItem *
hw_painter_next (const HwPainter *p, guint32 *index)
{
  *index = g_array_index (p->scene->next, guint32, *index);
  return *index != G_MAXUINT32 ? &g_array_index (p->scene->items, HwItem, *index) : NULL;
}

/* Outlines and slanting letters may stick out a little. */
static inline gboolean
hw_painter_sees (const HwPainter *p, const HwItem *item)
{
  double left = MIN (item->x, item->x + item->width) - 2;
  double top = MIN (item->y, item->y + item->height) - 2;

  return hw_raster_sees (&p->raster, left, top, fabs (item->width) + 4, fabs (item->height) + 4);
}

#define HW_FOR_ITEMS(p, batch, item, index)                                                        \
  for (const HwItem *item = hw_painter_first (p, batch, &index); item != NULL;                     \
       item = hw_painter_next (p, &index))                                                         \
    if (hw_painter_sees (p, item))

void hw_painter_texts (HwPainter *self, const HwBatch *batch);
void hw_painter_curves (HwPainter *self, const HwBatch *batch);

G_END_DECLS
