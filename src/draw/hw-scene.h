/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-handle.h"
#include "hw-symbols.h"
#include "hw-theme.h"
#include "hw-viewport.h"

G_BEGIN_DECLS

/* A picture before it is ink: what is visible, where, in device units. Views build it,
 * hw_scene_paint() inks it, tests assert on it, and picking asks it. The same for window, paper and
 * export. A scene belongs to the thread that made it, as its fonts do. */

/* Layers are painted one upon the other. Within a layer, boxes come before hatching, curves, lines,
 * pips, icons and text, and items that look alike are inked at once: boxes of one layer that
 * overlap must look alike or come in the order of their first. */
typedef enum
{
  HW_LAYER_GROUND,
  HW_LAYER_AREA,   /* aisles, keep-outs, bodies of racks */
  HW_LAYER_BODY,   /* slots, racks on the floor */
  HW_LAYER_DEVICE, /* devices and reservations */
  HW_LAYER_DETAIL, /* stripes, pips, gauges, marks */
  HW_LAYER_CARD,   /* legends upon the picture */
  HW_LAYER_CARD_DETAIL,
  HW_LAYER_OVERLAY, /* ghost, selection */
  HW_LAYER_OVERLAY_CARD,
  HW_N_LAYERS,
} HwLayer;

typedef enum
{
  HW_ITEM_BOX,  /* filled and/or outlined rectangle */
  HW_ITEM_LINE, /* x, y to x + width, y + height; one that has a width can be picked */
  /* The same as a curve that leaves and arrives upright: `count` cables or pipes, of which
   * `text_index` is the first. */
  HW_ITEM_CURVE,
  HW_ITEM_TEXT,
  HW_ITEM_HATCH,  /* diagonal hatching of a rectangle */
  HW_ITEM_PIPS,   /* `count` small squares in a row: GPUs */
  HW_ITEM_ICON,   /* `count` is the HwIcon of hw-symbols.h */
  HW_ITEM_TARGET, /* no ink: an area that can be picked or dropped on */
} HwItemKind;

typedef enum
{
  HW_ALIGN_START,
  HW_ALIGN_CENTRE,
  HW_ALIGN_END
} HwAlign;

typedef struct
{
  HwItemKind kind;
  HwRef ref;                  /* the object that it belongs to; handle 0: none */
  double x, y, width, height; /* of a text: what it takes up, not where it was to go */
  HwColour fill;              /* alpha 0: none; the colour of texts, pips and icons */
  HwColour stroke;            /* alpha 0: none */
  double line_width;          /* device units; 0: a hairline of one device pixel */
  double radius;
  gboolean dashed;
  /* text */
  guint32 text_index; /* into the scene's texts */
  double size;        /* device units */
  gboolean bold;
  HwAlign align;
  HwColour ground;  /* what the text stands upon, for the contrast test */
  gboolean rotated; /* 90° anticlockwise */
  guint count;
  guint8 layer; /* HwLayer; set by hw_scene_add() */
} HwItem;

typedef struct _HwScene HwScene;

HwScene *hw_scene_new (const HwTheme *theme, const HwViewport *viewport);
/* With the ground of the theme all over it, as views begin. */
HwScene *hw_scene_new_view (const HwTheme *theme, const HwViewport *viewport);
void hw_scene_free (HwScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwScene, hw_scene_free)

const HwTheme *hw_scene_get_theme (const HwScene *self);
const HwViewport *hw_scene_get_viewport (const HwScene *self);
guint hw_scene_n_items (const HwScene *self);
const HwItem *hw_scene_get_item (const HwScene *self, guint index);
const char *hw_scene_get_text (const HwScene *self, const HwItem *item);

/* The layer of what is added from now on; at first %HW_LAYER_GROUND. */
void hw_scene_set_layer (HwScene *self, HwLayer layer);
/* Keeps what is added from now on to layers below the cards within the box: areas and lines are cut
 * off, what cannot be cut is left out. */
void hw_scene_set_clip (HwScene *self, double x, double y, double width, double height);
void hw_scene_unset_clip (HwScene *self);
void hw_scene_add (HwScene *self, const HwItem *item);
void hw_scene_box (HwScene *self,
                   HwRef ref,
                   double x,
                   double y,
                   double width,
                   double height,
                   HwColour fill,
                   HwColour stroke);
void hw_scene_line (HwScene *self,
                    HwRef ref,
                    double x0,
                    double y0,
                    double x1,
                    double y1,
                    HwColour stroke,
                    double line_width,
                    gboolean dashed);
/* @first, @count: of what it stands for, in the numbers of the view */
void hw_scene_curve (HwScene *self,
                     double x0,
                     double y0,
                     double x1,
                     double y1,
                     HwColour stroke,
                     double line_width,
                     gboolean dashed,
                     guint32 first,
                     guint count);
/**
 * hw_scene_text:
 *
 * Adds @text inside the box, vertically centred, shortened with an ellipsis where it does not fit,
 * and left out below 7 device units of size (4.5 points on paper), where the box is lower than a
 * line, or where not even three characters fit. On screens sizes are rounded down to half units, so
 * that zooming asks few sizes of each font.
 *
 * Returns: the width that it takes, 0 where it was left out
 */
double hw_scene_text (HwScene *self,
                      HwRef ref,
                      double x,
                      double y,
                      double width,
                      double height,
                      const char *text,
                      double size,
                      gboolean bold,
                      HwAlign align,
                      HwColour colour,
                      HwColour ground);

/* As hw_scene_text() for a text that runs upwards, and is aligned from the lower end. Returns: the
 * height that it takes */
double hw_scene_text_up (HwScene *self,
                         HwRef ref,
                         double x,
                         double y,
                         double width,
                         double height,
                         const char *text,
                         double size,
                         gboolean bold,
                         HwAlign align,
                         HwColour colour,
                         HwColour ground);
/* The width that the whole @text would take. */
double hw_scene_text_width (const HwScene *self, const char *text, double size, gboolean bold);
/* As many words from @text as one line of @width takes, at least one. Returns: their bytes */
gsize hw_scene_fill_line (HwScene *self, const char *text, double size, double width);
void hw_scene_rounded (HwScene *self,
                       HwRef ref,
                       double x,
                       double y,
                       double width,
                       double height,
                       double radius,
                       HwColour fill,
                       HwColour stroke,
                       double line_width);
void hw_scene_hatch (
    HwScene *self, HwRef ref, double x, double y, double width, double height, HwColour stroke);
void hw_scene_pips (HwScene *self,
                    HwRef ref,
                    double x,
                    double y,
                    double width,
                    double height,
                    guint count,
                    HwColour fill);
void hw_scene_icon (
    HwScene *self, HwRef ref, double x, double y, double size, HwIcon icon, HwColour fill);
void hw_scene_target (HwScene *self, HwRef ref, double x, double y, double width, double height);

/* The topmost object at a device point among boxes and targets; handle 0: none. */
HwRef hw_scene_pick (const HwScene *self, double x, double y);
/* Objects whose boxes or targets touch the device rectangle, each once: (transfer full)
 * (element-type HwRef) */
GArray *hw_scene_pick_area (const HwScene *self, double x, double y, double width, double height);

/* The curve that passes nearest to a device point. Returns: (nullable): %NULL where none comes
 * within @reach */
const HwItem *hw_scene_pick_curve (const HwScene *self, double x, double y, double reach);

void hw_scene_paint (const HwScene *self, cairo_t *cr);

G_END_DECLS
