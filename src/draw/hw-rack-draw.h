/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rack-form.h"
#include "hw-rack-texts.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* How much of a rack can be seen at the height that one unit has. */
typedef enum
{
  HW_DETAIL_BLOCK, /* a block with a gauge of its power */
  HW_DETAIL_BANDS, /* neighbours of one family as one band */
  HW_DETAIL_BOXES,
  HW_DETAIL_LABELS,
} HwDetail;

/* Draws racks and floor products, one face at a time, into a scene. */
typedef struct
{
  HwScene *scene;
  HwResults *results;
  HwDesign *design;
  const HwTheme *theme;
  HwRackTexts *texts;
  double scale; /* device units a millimetre */
  double unit;  /* device units an EIA unit */
  HwDetail detail;
  gboolean paper;
  double text;             /* size of names, device units */
  double plate, plate_gap; /* device units, above the frame */
  double below;            /* device units, for the power bar */
} HwRackPainter;

void hw_rack_painter_init (HwRackPainter *self, HwScene *scene, HwResults *results, double scale);
void hw_rack_painter_clear (HwRackPainter *self);

/* A size smaller than that of names, but not too small to be drawn. */
static inline double
hw_rack_painter_size (const HwRackPainter *self, double factor)
{
  return MAX (self->text * factor, self->paper ? 4.5 : 7);
}

/* One face with its frame's upper left corner at the device point. */
void hw_rack_painter_face (HwRackPainter *self, HwHandle rack, HwFace face, double x, double y);
/* Name and product above, power below; @width: of all faces of the rack. */
void hw_rack_painter_plate (
    HwRackPainter *self, HwHandle rack, const char *suffix, double x, double y, double width);
void hw_rack_painter_power (HwRackPainter *self, HwHandle rack, double x, double y, double width);
/* Whether plates are high enough for a name; lower ones are not drawn. */
gboolean hw_rack_painter_has_plates (const HwRackPainter *self);
/* All of it at %HW_DETAIL_BLOCK. */
void hw_rack_painter_block (
    HwRackPainter *self, HwHandle rack, double x, double y, double width, double height);

/* The bar of a load and its texts in a strip of the width. Used below racks and in tables. */
void hw_rack_painter_bar (
    HwRackPainter *self, HwRef ref, double x, double y, double width, double height, double ratio);

G_END_DECLS
