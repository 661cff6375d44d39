/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-feasibility.h"

G_BEGIN_DECLS

/* The feasibility field of a drag: for one thing in the hand, where it fits in every rack and what
 * is in the way. Racks are looked at when first asked for, those that hold the same in the same
 * places once for all; what the hand holds does not stand in its own way, and the preview of where
 * it would go does not count. It holds for the design as it is: after a change make another. */

typedef enum
{
  HW_SHADE_NONE,   /* takes no devices */
  HW_SHADE_FREE,   /* it fits */
  HW_SHADE_WARNED, /* it fits, but would exceed `limit` */
  HW_SHADE_BLOCKED,
  HW_SHADE_TAKEN, /* of units: something stands there */
} HwShadeState;

typedef struct
{
  guint8 state; /* HwShadeState */
  guint8 limit; /* HwLimit */
} HwShade;

typedef struct _HwShading HwShading;

/**
 * hw_shading_new:
 * @product: a device, of the design's catalogue or another
 * @moved: (nullable) (element-type HwHandle): devices that are moved with it, sorted; all of them
 *   load the rack, the first place of @product decides whether they fit
 */
HwShading *hw_shading_new (HwResults *results, const HwProduct *product, const GArray *moved);
void hw_shading_free (HwShading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwShading, hw_shading_free)

const HwProduct *hw_shading_get_product (const HwShading *self);

/* The device that an open preview has put somewhere, 0: none. */
void hw_shading_set_preview (HwShading *self, HwHandle device);

/* Whether a rack has been looked at, and how it was. */
gboolean hw_shading_peek (const HwShading *self, HwHandle rack, HwShade *shade);

/* Looks at a rack: the front decides, as the front is where things go that are dropped on it. */
HwShade hw_shading_rack (HwShading *self, HwHandle rack);

/* What it would exceed anywhere in the rack. */
HwLimit hw_shading_soft_limit (const HwShading *self, HwHandle rack);

/**
 * hw_shading_units:
 * @n: (out): half units of the rack
 *
 * Returns: (transfer none) (array length=n) (nullable): a shade for each half unit of a face from
 * the bottom, free where it could stand so that it covers that half unit; for what mounts beside
 * the units %NULL
 */
const HwShade *hw_shading_units (HwShading *self, HwHandle rack, HwFace face, guint *n);

/* The same of a side channel, for what mounts there. */
HwShade hw_shading_channel (HwShading *self, HwHandle rack, HwChannel channel);

/* In a word, translated: "free", "power". */
const char *hw_shade_label (HwShade shade);

G_END_DECLS
