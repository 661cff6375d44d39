/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-draw.h"

#include <string.h>

#define ROLE(self, role) ((self)->theme->colours[role])

void
hw_hall_draw_note (HwHallPainter *self, HwHandle handle, const HwRackBox *box)
{
  const HwFeature *row = hw_design_row (self->design, HW_TABLE_FEATURE, handle);
  HwRef ref = HW_REF (HW_TABLE_FEATURE, handle);
  const char *text = hw_design_text (self->design, row->object.note);
  double size = self->paper ? 6.5 : 10, pad = self->paper ? 3 : 6;
  double pitch = size * 1.4, end = box->y + box->height - pad;
  HwRackBox line = { box->x + pad, box->y + pad, box->width - 2 * pad, pitch };

  if (line.width < 6 * size || line.y + pitch > end)
    return;
  hw_hall_text (self,
                ref,
                &line,
                hw_design_name (self->design, ref),
                size,
                TRUE,
                HW_ALIGN_START,
                ROLE (self, HW_ROLE_TEXT),
                ROLE (self, HW_ROLE_FLOOR));
  for (line.y += pitch; *text != '\0' && line.y + pitch <= end; line.y += pitch)
    {
      gsize taken = hw_scene_fill_line (self->scene, text, size, line.width);
      gboolean last = line.y + 2 * pitch > end;
      /* What the last line cannot hold is shortened with an ellipsis. */
      g_autofree char *words = last ? g_strdup (text) : g_strndup (text, taken);
      hw_hall_text (self,
                    ref,
                    &line,
                    words,
                    size,
                    FALSE,
                    HW_ALIGN_START,
                    ROLE (self, HW_ROLE_TEXT_DIM),
                    ROLE (self, HW_ROLE_FLOOR));
      text += taken;
      text += strspn (text, " ");
    }
}
