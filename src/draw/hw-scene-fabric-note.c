/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-fabric.h"

#include <string.h>

#define ROLE(theme, role) ((theme)->colours[role])
#define EDGE 18.0
#define INSET 14.0
#define LINE_HEIGHT 18.0
#define SIZE 11.5
/* For the counts in the other corner; and what a card has at least. */
#define BESIDE 290.0
#define LEAST 280.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* The heading, and the other lines over as many as they take. Returns: (transfer full)
 * (element-type utf8) */
static GPtrArray *
wrap (HwScene *scene, const char *const *lines, double width)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (rows, g_strdup (lines[0]));
  for (guint i = 1; lines[i] != NULL; i++)
    for (const char *text = lines[i]; *text != '\0';)
      {
        gsize taken = hw_scene_fill_line (scene, text, SIZE, width);

        g_ptr_array_add (rows, g_strndup (text, taken));
        text += taken;
        text += strspn (text, " ");
      }
  return rows;
}

/* Keeps as many as there is room for; that there are more is seen. */
static void
shorten (GPtrArray *rows, guint room)
{
  if (rows->len <= room)
    return;
  g_ptr_array_set_size (rows, room);
  if (room > 1)
    {
      g_free (rows->pdata[room - 1]);
      rows->pdata[room - 1] = g_strdup ("…");
    }
}

static double
draw_note (HwScene *scene, const char *const *lines, gboolean right, double below, HwRole role)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const HwViewport *view = hw_scene_get_viewport (scene);
  g_autoptr (GPtrArray) rows = NULL;
  double width = 0, height, x, y, room;

  if (lines[0] == NULL)
    return below;
  for (guint i = 0; lines[i] != NULL; i++)
    width = MAX (width, hw_scene_text_width (scene, lines[i], SIZE, i == 0));
  width = MIN (width + 2 * INSET + 4, MAX (view->width - 2 * EDGE - BESIDE, LEAST));
  rows = wrap (scene, lines, width - 2 * INSET);
  room = (view->height - below - 2 * EDGE - 2 * INSET + 4) / LINE_HEIGHT;
  if (room < 1)
    return below;
  shorten (rows, (guint)room);
  height = rows->len * LINE_HEIGHT + 2 * INSET - 4;
  x = right ? view->width - width - EDGE : EDGE;
  y = view->height - below - height - EDGE;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_rounded (scene,
                    no_ref,
                    x,
                    y,
                    width,
                    height,
                    7,
                    ROLE (theme, HW_ROLE_PAPER),
                    ROLE (theme, HW_ROLE_LINE),
                    1);
  hw_scene_box (scene, no_ref, x, y + 7, 3, height - 14, ROLE (theme, role), no_colour);
  for (guint i = 0; i < rows->len; i++)
    hw_scene_text (scene,
                   no_ref,
                   x + INSET,
                   y + INSET - 2 + i * LINE_HEIGHT,
                   width - 2 * INSET,
                   LINE_HEIGHT,
                   rows->pdata[i],
                   SIZE,
                   i == 0,
                   HW_ALIGN_START,
                   ROLE (theme, i == 0 ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM),
                   ROLE (theme, HW_ROLE_PAPER));
  return below + height + 10;
}

double
hw_scene_fabric_note (HwScene *scene, const char *const *lines, double below, HwRole role)
{
  return draw_note (scene, lines, FALSE, below, role);
}

double
hw_scene_fabric_note_right (HwScene *scene, const char *const *lines, double below, HwRole role)
{
  return draw_note (scene, lines, TRUE, below, role);
}
