/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-aisle.h"
#include "hw-rack-form.h"
#include "hw-scene-hall.h"

G_BEGIN_DECLS

/* Draws a floor plan into a part of a scene: the window, or a place on a sheet. */
typedef struct
{
  HwScene *scene;
  HwResults *results;
  HwDesign *design;
  HwHandle hall;
  const HwHallOptions *options;
  HwHallOptions own; /* those of the caller, less what this design has none of */
  const HwTheme *theme;
  HwViewport view;       /* millimetres of the hall to device units of the scene */
  HwRackBox area;        /* what is visible, device units */
  const HwRackBox *foot; /* nullable: where the legend goes instead of upon the plan */
  HwRackBox cards[2];    /* legend and scale bar: other text keeps clear of them; width 0: none */
  double minimum;        /* of the figure that colours, rounded down: 0 but of temperatures */
  double maximum;        /* rounded up; 0: nothing to show */
  const GArray *flows;   /* nullable: HwRackFlow by rack, where the coolant colours */
  guint families;        /* bits of those that there are, when racks are coloured by kind */
  guint standing;        /* bits of those that stand on the floor, coloured by kind always */
  gboolean paper;
  HwColour label_ground, label_ink; /* of the last label: racks of one colour stand together */
} HwHallPainter;

void hw_hall_painter_init (HwHallPainter *self,
                           HwScene *scene,
                           HwResults *results,
                           HwHandle hall,
                           const HwHallOptions *options,
                           const HwViewport *view,
                           const HwRackBox *area);
void hw_hall_painter_draw (HwHallPainter *self);

/* The parts, in the order of painting. */
void hw_hall_draw_floor (HwHallPainter *self);
/* Name and text of a note inside its box. */
void hw_hall_draw_note (HwHallPainter *self, HwHandle handle, const HwRackBox *box);
void hw_hall_draw_rows (HwHallPainter *self);
void hw_hall_draw_containments (HwHallPainter *self);
/* Kinds of the contained aisles that are shown, as bits of HwAisleKind. */
guint hw_hall_containment_kinds (const HwHallPainter *self);
HwColour hw_hall_containment_colour (const HwHallPainter *self, HwAisleKind kind);
void hw_hall_draw_racks (HwHallPainter *self);
void hw_hall_draw_groups (HwHallPainter *self);
/* Headers, mains and branches where they run, supply and return apart. Solves the loops of the hall
 * where they have changed. */
/* Whether mains of loops run across an area of the floor. */
gboolean hw_hall_pipes_cross (HwHallPainter *self, const HwArea *area);
void hw_hall_draw_pipes (HwHallPainter *self);
/* Feeds along the rear of the rows, with a tap at each of their racks. */
void hw_hall_draw_busways (HwHallPainter *self);
/* Hatched, coloured where they are nearly full or more, as far as the cables are laid. */
void hw_hall_draw_trays (HwHallPainter *self);
/* Finds room for the cards, which other text must know. */
void hw_hall_place_legend (HwHallPainter *self);
void hw_hall_draw_legend (HwHallPainter *self);

/* Text that keeps clear of the cards. */
double hw_hall_text (HwHallPainter *self,
                     HwRef ref,
                     const HwRackBox *box,
                     const char *text,
                     double size,
                     gboolean bold,
                     HwAlign align,
                     HwColour colour,
                     HwColour ground);
HwRackBox
hw_hall_to_device (const HwHallPainter *self, double x, double y, double width, double depth);
/* Whether no rack or feature stands in an area inside the hall. */
gboolean hw_hall_is_free (const HwHallPainter *self, const HwArea *area);
/* The figure that colours a rack, NAN where unknown. */
double hw_hall_figure (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures);
/* The colour of a figure that is known, on the scale of the legend. */
HwColour hw_hall_scale (const HwHallPainter *self, double value);
/* "42 kW", "31.2 °C", "+4 %": such a figure. Returns: (transfer full) */
char *hw_hall_figure_text (const HwHallPainter *self, double value);
HwColour
hw_hall_rack_colour (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures);
/* What most of a rack is. */
HwFamily
hw_hall_rack_family (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures);
/* Which side of a footprint is its front: a strip of @thickness inside it. */
HwRackBox hw_hall_front_strip (const HwRackBox *box, gint16 rotation, double thickness);
/* Whether racks are coloured by what flows through them. */
static inline gboolean
hw_hall_by_coolant (const HwHallPainter *self)
{
  return self->options->colour_by >= HW_COLOUR_SUPPLY
         && self->options->colour_by <= HW_COLOUR_MARGIN;
}
/* Walls and fronts: white ones would outshine all else on a dark ground. */
static inline HwRole
hw_hall_ink (const HwTheme *theme)
{
  return theme->kind == HW_THEME_DARK ? HW_ROLE_TEXT_DIM : HW_ROLE_TEXT;
}
/* "12 × 9 m · 600 mm tiles". Returns: (transfer full) */
char *hw_hall_size_text (HwDesign *design, HwHandle hall);

G_END_DECLS
