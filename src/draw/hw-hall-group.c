/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-hall-draw.h"
#include "hw-hall-index.h"

/* Groups of racks on the plan: a quiet line around them, and their name upon it. */

#define ROLE(self, role) ((self)->theme->colours[role])

/* From the racks to the line: not so far that it meets the name of a row. */
#define AROUND_MM 60
#define LEAST_AROUND 2
#define MOST_AROUND 4
/* Narrower ones have no name. */
#define LEAST_WIDTH 28

/* Above it, else below, where it is free; else above, on a card. */
static void
draw_name (HwHallPainter *self, const HwHallGroup *group, const HwRackBox *box)
{
  HwRef ref = HW_REF (HW_TABLE_GROUP, group->group);
  const char *name = hw_design_name (self->design, ref);
  double size = self->paper ? 6.5 : 11, height = size * 1.35;
  double width = MIN (hw_scene_text_width (self->scene, name, size, TRUE) + 2, box->width - 4);
  gint32 room = (gint32)ceil ((height + MOST_AROUND) / self->view.scale);
  const HwArea *a = &group->area;
  const HwArea above = { a->x, a->y - room, a->width, room };
  const HwArea below = { a->x, a->y + a->depth, a->width, room };
  HwRackBox line = { box->x + 2, box->y - height, width, height };
  HwColour ground = ROLE (self, HW_ROLE_FLOOR);

  if (!hw_hall_is_free (self, &above))
    {
      if (hw_hall_is_free (self, &below))
        line.y = box->y + box->height;
      else
        hw_scene_rounded (self->scene,
                          ref,
                          line.x - 2,
                          line.y - 1,
                          line.width + 4,
                          line.height + 2,
                          2,
                          ground,
                          ROLE (self, HW_ROLE_TEXT_DIM),
                          self->paper ? 0.6 : 1);
    }
  hw_scene_target (self->scene, ref, line.x, line.y, line.width, line.height);
  hw_hall_text (
      self, ref, &line, name, size, TRUE, HW_ALIGN_START, ROLE (self, HW_ROLE_TEXT_DIM), ground);
}

static void
draw_group (HwHallPainter *self, const HwHallGroup *group)
{
  const HwArea *a = &group->area;
  HwRackBox box = hw_hall_to_device (self, a->x, a->y, a->width, a->depth);
  double margin = CLAMP (AROUND_MM * self->view.scale, LEAST_AROUND, MOST_AROUND);
  double sides[HW_N_SIDES];

  if (box.x > self->area.x + self->area.width || box.x + box.width < self->area.x
      || box.y > self->area.y + self->area.height + 20 || box.y + box.height < self->area.y - 20)
    return;
  for (guint i = 0; i < HW_N_SIDES; i++)
    sides[i] = group->beside[i] ? 0 : margin;
  box.x -= sides[HW_SIDE_WEST];
  box.y -= sides[HW_SIDE_NORTH];
  box.width += sides[HW_SIDE_WEST] + sides[HW_SIDE_EAST];
  box.height += sides[HW_SIDE_NORTH] + sides[HW_SIDE_SOUTH];
  /* The line is not what one points at: what lies inside is. */
  hw_scene_rounded (self->scene,
                    HW_REF (HW_TABLE_DESIGN, 0),
                    box.x,
                    box.y,
                    box.width,
                    box.height,
                    MIN (4, box.width / 8),
                    (HwColour){ 0, 0, 0, 0 },
                    ROLE (self, HW_ROLE_TEXT_DIM),
                    self->paper ? 0.6 : 1.25);
  if (self->options->names && box.width >= LEAST_WIDTH)
    draw_name (self, group, &box);
}

void
hw_hall_draw_groups (HwHallPainter *self)
{
  const GArray *groups = hw_hall_index_get (self->results, self->hall)->groups;

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  for (guint i = 0; i < groups->len; i++)
    draw_group (self, &g_array_index (groups, HwHallGroup, i));
}
