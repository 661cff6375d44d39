/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-hall-draw.h"
#include "hw-hall-index.h"

/* Contained aisles on the plan: panels above the rows, curtains or doors at the ends, and the name
 * of the aisle on its floor. */

#define ROLE(self, role) ((self)->theme->colours[role])

/* How far the ends reach beyond the racks. */
#define END_MM 80
/* Narrower aisles have no doors drawn, and lower ones no name. */
#define LEAST_DOORS 10
#define LEAST_NAME 11

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

HwColour
hw_hall_containment_colour (const HwHallPainter *self, HwAisleKind kind)
{
  switch (kind)
    {
    case HW_AISLE_COLD:
      return ROLE (self, HW_ROLE_SUPPLY);
    case HW_AISLE_HOT:
      return ROLE (self, HW_ROLE_RETURN);
    case HW_AISLE_MIXED:
      break;
    }
  return ROLE (self, HW_ROLE_LINE_STRONG);
}

/* Along the ends of the box, or along its sides where @ends is FALSE. */
static void
draw_pair (HwHallPainter *self,
           const HwRackBox *box,
           gboolean vertical,
           HwColour colour,
           double line_width,
           gboolean dashed)
{
  double right = box->x + box->width, bottom = box->y + box->height;

  for (int i = 0; i < 2; i++)
    hw_scene_line (self->scene,
                   no_ref,
                   vertical && i == 1 ? right : box->x,
                   !vertical && i == 1 ? bottom : box->y,
                   vertical && i == 0 ? box->x : right,
                   !vertical && i == 0 ? box->y : bottom,
                   colour,
                   line_width,
                   dashed);
}

/* The two leaves of the door at an end, which slide: a stroke where they meet. */
static void
draw_door (HwHallPainter *self, double x, double y, gboolean vertical, HwColour colour)
{
  double reach = self->paper ? 2.5 : 4;

  hw_scene_line (self->scene,
                 no_ref,
                 x - (vertical ? reach : 0),
                 y - (vertical ? 0 : reach),
                 x + (vertical ? reach : 0),
                 y + (vertical ? 0 : reach),
                 colour,
                 self->paper ? 0.8 : 1.5,
                 FALSE);
}

static void
draw_name (HwHallPainter *self,
           const HwHallContainment *containment,
           const HwRackBox *box,
           HwColour colour)
{
  HwRef ref = HW_REF (HW_TABLE_ROW, containment->row);
  const char *name = hw_design_text (self->design, containment->name);
  double size = self->paper ? 6 : 11;
  double width = hw_scene_text_width (self->scene, name, size, TRUE) + 10, height = size * 1.5;
  HwRackBox text = { .width = MIN (width, box->width - 8), .height = height };

  if (box->height < LEAST_NAME * (self->paper ? 0.6 : 1) || box->height < height
      || text.width < width / 2)
    return;
  /* At the first end, clear of what runs through the middle. */
  text.x = containment->aisle.across ? box->x + 8 : box->x + (box->width - text.width) / 2;
  text.y = containment->aisle.across ? box->y + (box->height - height) / 2 : box->y + 8;
  hw_scene_rounded (self->scene,
                    ref,
                    text.x,
                    text.y,
                    text.width,
                    text.height,
                    self->paper ? 1.5 : 3,
                    ROLE (self, HW_ROLE_PAPER),
                    colour,
                    self->paper ? 0.5 : 1);
  hw_scene_target (self->scene, ref, text.x, text.y, text.width, text.height);
  hw_hall_text (self,
                ref,
                &text,
                name,
                size,
                TRUE,
                HW_ALIGN_CENTRE,
                ROLE (self, HW_ROLE_TEXT),
                ROLE (self, HW_ROLE_PAPER));
}

static void
draw_containment (HwHallPainter *self, const HwHallContainment *containment)
{
  const HwAisle *aisle = &containment->aisle;
  const HwArea *a = &aisle->area;
  HwColour colour = hw_hall_containment_colour (self, aisle->kind);
  gint32 end_x = aisle->across ? END_MM : 0, end_y = aisle->across ? 0 : END_MM;
  HwRackBox box = hw_hall_to_device (
      self, a->x - end_x, a->y - end_y, a->width + 2.0 * end_x, a->depth + 2.0 * end_y);
  double line = self->paper ? 1.2 : CLAMP (60 * self->view.scale, 1.5, 3);
  double width = aisle->across ? box.height : box.width;

  if (box.x > self->area.x + self->area.width || box.x + box.width < self->area.x
      || box.y > self->area.y + self->area.height || box.y + box.height < self->area.y)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  if (aisle->kind != HW_AISLE_MIXED)
    hw_scene_box (
        self->scene,
        no_ref,
        box.x,
        box.y,
        box.width,
        box.height,
        ROLE (self, aisle->kind == HW_AISLE_COLD ? HW_ROLE_COLD_AISLE : HW_ROLE_HOT_AISLE),
        (HwColour){ 0, 0, 0, 0 });
  if (self->paper && aisle->kind == HW_AISLE_HOT)
    hw_scene_hatch (
        self->scene, no_ref, box.x, box.y, box.width, box.height, ROLE (self, HW_ROLE_LINE));
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  draw_pair (self, &box, !aisle->across, colour, line / 2, TRUE);
  draw_pair (self, &box, aisle->across, colour, line, FALSE);
  if (width >= LEAST_DOORS && aisle->across)
    {
      draw_door (self, box.x, box.y + box.height / 2, TRUE, colour);
      draw_door (self, box.x + box.width, box.y + box.height / 2, TRUE, colour);
    }
  else if (width >= LEAST_DOORS)
    {
      draw_door (self, box.x + box.width / 2, box.y, FALSE, colour);
      draw_door (self, box.x + box.width / 2, box.y + box.height, FALSE, colour);
    }
  if (self->options->names)
    draw_name (self, containment, &box, colour);
}

void
hw_hall_draw_containments (HwHallPainter *self)
{
  const GArray *containments = hw_hall_index_get (self->results, self->hall)->containments;

  for (guint i = 0; self->options->aisles && i < containments->len; i++)
    draw_containment (self, &g_array_index (containments, HwHallContainment, i));
}

guint
hw_hall_containment_kinds (const HwHallPainter *self)
{
  const GArray *containments = hw_hall_index_get (self->results, self->hall)->containments;
  guint kinds = 0;

  for (guint i = 0; self->options->aisles && i < containments->len; i++)
    kinds |= 1u << g_array_index (containments, HwHallContainment, i).aisle.kind;
  return kinds;
}
