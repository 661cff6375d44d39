/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-private.h"

/* Pictures of which a sheet shows a part. */

void
hw_scene_set_clip (HwScene *self, double x, double y, double width, double height)
{
  self->clipped = TRUE;
  self->clip_x = x;
  self->clip_y = y;
  self->clip_width = width;
  self->clip_height = height;
}

void
hw_scene_unset_clip (HwScene *self)
{
  self->clipped = FALSE;
}

/* The sides of a box that lie within the clip: a box that is cut has no edge there. */
static void
add_sides (HwScene *self, const HwItem *box)
{
  double right = box->x + box->width, bottom = box->y + box->height;
  const double sides[4][4] = { { box->x, box->y, right, box->y },
                               { box->x, bottom, right, bottom },
                               { box->x, box->y, box->x, bottom },
                               { right, box->y, right, bottom } };

  for (int i = 0; i < 4; i++)
    hw_scene_line (self,
                   box->ref,
                   sides[i][0],
                   sides[i][1],
                   sides[i][2],
                   sides[i][3],
                   box->stroke,
                   box->line_width,
                   box->dashed);
}

gboolean
hw_scene_cut (HwScene *self, HwItem *item)
{
  double left = self->clip_x, right = left + self->clip_width;
  double top = self->clip_y, bottom = top + self->clip_height;
  double x0 = MIN (item->x, item->x + item->width), x1 = MAX (item->x, item->x + item->width);
  double y0 = MIN (item->y, item->y + item->height), y1 = MAX (item->y, item->y + item->height);

  if (x0 >= left && x1 <= right && y0 >= top && y1 <= bottom)
    return TRUE;
  if (item->kind == HW_ITEM_TEXT || item->kind == HW_ITEM_PIPS || item->kind == HW_ITEM_ICON
      || item->kind == HW_ITEM_CURVE)
    return FALSE;
  if (x0 > right || x1 < left || y0 > bottom || y1 < top)
    return FALSE;
  if (item->kind == HW_ITEM_BOX && item->stroke.alpha > 0)
    {
      add_sides (self, item);
      item->stroke.alpha = 0;
      if (item->fill.alpha <= 0)
        return FALSE;
    }
  item->x = MAX (x0, left);
  item->y = MAX (y0, top);
  item->width = MIN (x1, right) - item->x;
  item->height = MIN (y1, bottom) - item->y;
  item->radius = 0;
  return TRUE;
}
