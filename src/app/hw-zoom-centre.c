/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-zoom-centre.h"

/* So many have no middle that anybody means. */
#define MOST_SELECTED 4096

void
hw_zoom_centre (const HwViewport *viewport,
                HwSelection *selection,
                HwObjectPlace place_of,
                gpointer data,
                double *x,
                double *y)
{
  const GArray *refs = selection != NULL ? hw_selection_get (selection) : NULL;
  double left = viewport->width, top = viewport->height, right = 0, bottom = 0;
  gboolean any = FALSE;

  for (guint i = 0; place_of != NULL && refs != NULL && refs->len <= MOST_SELECTED && i < refs->len;
       i++)
    {
      HwRackBox box;
      double from_x, from_y, to_x, to_y;

      if (!place_of (data, g_array_index (refs, HwRef, i), &box))
        continue;
      from_x = MAX (hw_viewport_x (viewport, box.x), 0);
      from_y = MAX (hw_viewport_y (viewport, box.y), 0);
      to_x = MIN (hw_viewport_x (viewport, box.x + box.width), viewport->width);
      to_y = MIN (hw_viewport_y (viewport, box.y + box.height), viewport->height);
      if (from_x >= to_x || from_y >= to_y)
        continue;
      left = MIN (left, from_x);
      top = MIN (top, from_y);
      right = MAX (right, to_x);
      bottom = MAX (bottom, to_y);
      any = TRUE;
    }
  *x = any ? (left + right) / 2 : viewport->width / 2;
  *y = any ? (top + bottom) / 2 : viewport->height / 2;
}
