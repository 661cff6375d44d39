/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-racks.h"

#include <math.h>

#include "hw-fabrics.h"
#include "hw-power-path-draw.h"
#include "hw-rack-texts.h"
#include "hw-racks-layout.h"
#include "hw-scene-selection.h"

#define ROLE(theme, role) ((theme)->colours[role])

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  HwScene *scene;
  HwRacksLayout *layout;
  const HwViewport *view;
  const HwTheme *theme;
} Overlay;

static HwRackBox
to_device (const Overlay *o, double x, double y, double width, double height)
{
  return (HwRackBox){ hw_viewport_x (o->view, x),
                      hw_viewport_y (o->view, y),
                      width * o->view->scale,
                      height * o->view->scale };
}

/* Outlines of an object: of a rack one a face. Returns: how many */
static guint
boxes_of (const Overlay *o, HwRef ref, HwRackBox boxes[2])
{
  HwDesign *design = hw_racks_layout_design (o->layout);
  double x, y, width, height;

  if (!hw_design_has (design, ref.table, ref.handle))
    return 0;
  if (ref.table == HW_TABLE_DEVICE)
    {
      if (!hw_racks_layout_device (o->layout, ref.handle, &x, &y, &width, &height))
        return 0;
      boxes[0] = to_device (o, x, y, width, height);
      return 1;
    }
  if (ref.table == HW_TABLE_RESERVATION)
    {
      const HwReservation *row = hw_design_row (design, ref.table, ref.handle);
      HwRackForm form;
      HwRackBox box;
      if (!hw_racks_layout_rack (o->layout, row->object.parent, &x, &y, &width, &height))
        return 0;
      hw_rack_form_init (&form, hw_design_rack_product (design, row->object.parent));
      box = hw_rack_form_units (&form, row->position, row->half_units);
      boxes[0] = to_device (o, x, y + box.y - form.slots_y, box.width, box.height);
      return 1;
    }
  if (ref.table == HW_TABLE_RACK)
    {
      const HwRackLine *line;
      const HwRackCell *cell = hw_racks_layout_find (o->layout, ref.handle, &line);
      if (cell == NULL)
        return 0;
      for (guint n = 0; n < cell->n_faces; n++)
        boxes[n] = to_device (o,
                              line->x + hw_rack_cell_face_x (cell, n),
                              line->floor_y - cell->height,
                              cell->width,
                              cell->height);
      return cell->n_faces;
    }
  return 0;
}

static void
outline (const Overlay *o, HwRef ref, double line_width, double alpha)
{
  HwColour accent = ROLE (o->theme, HW_ROLE_ACCENT);
  HwRackBox boxes[2];
  guint n = boxes_of (o, ref, boxes);

  accent.alpha = alpha;
  for (guint i = 0; i < n; i++)
    hw_scene_rounded (o->scene,
                      no_ref,
                      boxes[i].x - 1,
                      boxes[i].y - 1,
                      boxes[i].width + 2,
                      boxes[i].height + 2,
                      boxes[i].height > 24 ? 3 : 0,
                      no_colour,
                      accent,
                      line_width);
}

/* --- one cable --- */

#define CABLE_WIDTH 2.5

/* The end of a cable at the middle of its device. Returns: whether it is shown */
static gboolean
draw_end (const Overlay *o, HwHandle device, double *x, double *y)
{
  HwRef ref = HW_REF (HW_TABLE_DEVICE, device);
  HwRackBox box[2];

  if (device == 0 || boxes_of (o, ref, box) == 0)
    return FALSE;
  outline (o, ref, CABLE_WIDTH, 1);
  *x = box[0].x + box[0].width / 2;
  *y = box[0].y + box[0].height / 2;
  return TRUE;
}

void
hw_scene_racks_cable (
    HwScene *scene, HwRacksLayout *layout, HwResults *results, HwHandle fabric, guint cable)
{
  Overlay o = { scene, layout, hw_scene_get_viewport (scene), hw_scene_get_theme (scene) };
  const HwFabric *network = hw_results_fabric (results, fabric);
  const HwFabricCable *cables;
  double x[2], y[2];
  gboolean low, high;
  guint n = 0;

  if (network == NULL || (cables = hw_fabric_get_cables (network, &n)) == NULL || cable >= n)
    return;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  low = draw_end (&o, hw_results_fabric_device (results, fabric, cables[cable].low), &x[0], &y[0]);
  high
      = draw_end (&o, hw_results_fabric_device (results, fabric, cables[cable].high), &x[1], &y[1]);
  if (low && high)
    hw_scene_line (
        scene, no_ref, x[0], y[0], x[1], y[1], ROLE (o.theme, HW_ROLE_ACCENT), CABLE_WIDTH, FALSE);
}

/* --- many --- */

/* More than these are not looked at one by one: what can be seen is asked whether it is selected.
 */
#define MANY 256
/* Below this height of a unit, device units, devices cannot be told apart: their racks are
 * outlined.
 */
#define LEAST_UNIT 3.0
/* Device units a millimetre: below, a rack would be hidden by a thick outline. */
#define LEAST_SCALE 0.02

static int
compare_refs (gconstpointer a, gconstpointer b)
{
  const HwRef *x = a, *y = b;

  if (x->table != y->table)
    return x->table < y->table ? -1 : 1;
  return x->handle < y->handle ? -1 : x->handle > y->handle;
}

static gboolean
is_selected (GArray *selection, HwTableKind table, HwHandle handle)
{
  HwRef ref = HW_REF (table, handle);

  return g_array_binary_search (selection, &ref, compare_refs, NULL);
}

static void
outline_inside (const Overlay *o, GArray *selection, HwHandle rack)
{
  static const HwTableKind tables[] = { HW_TABLE_DEVICE, HW_TABLE_RESERVATION };
  HwDesign *design = hw_racks_layout_design (o->layout);

  if (is_selected (selection, HW_TABLE_RACK, rack))
    outline (o, HW_REF (HW_TABLE_RACK, rack), 2, 1);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (HwHandle handle = hw_design_first_child (design, tables[t], rack); handle != 0;
         handle = hw_design_next_child (design, tables[t], handle))
      if (is_selected (selection, tables[t], handle))
        outline (o, HW_REF (tables[t], handle), 2, 1);
}

static void
outline_many (const Overlay *o, GArray *selection)
{
  HwDesign *design = hw_racks_layout_design (o->layout);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gboolean whole = HW_RACK_UNIT_M * 1000 * o->view->scale < LEAST_UNIT;
  g_autofree guint8 *marked = whole ? hw_selection_racks (design, selection) : NULL;

  hw_racks_layout_racks_in (o->layout,
                            o->view->x,
                            o->view->y,
                            o->view->width / o->view->scale,
                            o->view->height / o->view->scale,
                            racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);

      if (!whole)
        outline_inside (o, selection, rack);
      else if (marked[rack])
        outline (o, HW_REF (HW_TABLE_RACK, rack), o->view->scale < LEAST_SCALE ? 1 : 2, 1);
    }
}

void
hw_scene_racks_power_path (HwScene *scene, HwRacksLayout *layout, const HwPowerPath *path)
{
  Overlay o = { scene, layout, hw_scene_get_viewport (scene), hw_scene_get_theme (scene) };
  HwDesign *design = hw_racks_layout_design (layout);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gboolean whole = HW_RACK_UNIT_M * 1000 * o.view->scale < LEAST_UNIT;

  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  hw_racks_layout_racks_in (layout,
                            o.view->x,
                            o.view->y,
                            o.view->width / o.view->scale,
                            o.view->height / o.view->scale,
                            racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);

      if (hw_power_path_has (path, HW_REF (HW_TABLE_RACK, rack)))
        outline (&o, HW_REF (HW_TABLE_RACK, rack), HW_POWER_PATH_WIDTH, HW_POWER_PATH_ALPHA);
      if (whole || hw_power_path_taps (path, rack) == 0)
        continue;
      for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
           device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
        if (hw_power_path_has (path, HW_REF (HW_TABLE_DEVICE, device)))
          outline (&o, HW_REF (HW_TABLE_DEVICE, device), HW_POWER_PATH_WIDTH, HW_POWER_PATH_ALPHA);
    }
}

static void
draw_ghost (const Overlay *o, const HwDeviceGhost *ghost)
{
  HwDesign *design = hw_racks_layout_design (o->layout);
  HwRole role = !ghost->fits ? HW_ROLE_ERROR : ghost->warns ? HW_ROLE_WARNING : HW_ROLE_ACCENT;
  HwRole soft = !ghost->fits   ? HW_ROLE_ERROR_SOFT
                : ghost->warns ? HW_ROLE_WARNING_SOFT
                               : HW_ROLE_ACCENT_SOFT;
  HwItem item = { .kind = HW_ITEM_BOX };
  const HwRackLine *line;
  const HwRackCell *cell = hw_racks_layout_find (o->layout, ghost->rack, &line);
  g_autofree char *units = NULL;
  HwRackForm form;
  HwRackBox box;
  double x, y, size, height, pad;
  guint n = 0;

  if (cell == NULL)
    return;
  hw_rack_form_init (&form, hw_design_rack_product (design, ghost->rack));
  if (form.half_units == 0)
    box = (HwRackBox){ 0, 0, form.width, form.height };
  else if (ghost->slot.channel != HW_CHANNEL_NONE)
    box = hw_rack_form_channel (
        &form, ghost->slot.channel, ghost->slot.height_mm, ghost->product->height_mm);
  else
    box = hw_rack_form_units (&form, ghost->slot.position, MAX (ghost->product->half_units, 1));
  if (cell->n_faces > 1 && ghost->slot.face == HW_FACE_REAR)
    n = 1;
  x = line->x + hw_rack_cell_face_x (cell, n) + box.x;
  y = line->floor_y - form.height + box.y;
  box = to_device (o, x, y, box.width, box.height);

  hw_scene_set_layer (o->scene, HW_LAYER_OVERLAY);
  item.x = box.x;
  item.y = box.y;
  item.width = box.width;
  item.height = MAX (box.height, 2);
  item.fill = ROLE (o->theme, soft);
  item.stroke = ROLE (o->theme, role);
  item.line_width = 1.5;
  item.dashed = TRUE;
  hw_scene_add (o->scene, &item);
  if (!ghost->fits)
    hw_scene_hatch (o->scene,
                    no_ref,
                    box.x + 1.5,
                    box.y + 1.5,
                    box.width - 3,
                    MAX (box.height - 3, 1),
                    ROLE (o->theme, role));
  if (ghost->slot.channel == HW_CHANNEL_NONE && form.half_units > 0)
    units = hw_units_text (ghost->slot.position, ghost->product->half_units);
  else
    units = g_strdup ("");

  /* Its text in a plain strip along the top: name or reason at the left, units at the right. */
  size = CLAMP (0.68 * form.pitch * o->view->scale, 8, 13);
  height = MIN (size * 1.5, box.height - 2);
  pad = MIN (6, box.width * 0.05);
  if (height < size || box.width < 4 * size)
    return;
  hw_scene_set_layer (o->scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_box (o->scene,
                no_ref,
                box.x + 1.5,
                box.y + 1.5,
                box.width - 3,
                height,
                ROLE (o->theme, soft),
                no_colour);
  {
    double taken = hw_scene_text_width (o->scene, units, size, TRUE) + pad;
    double room = box.width - 2 * pad;
    const char *label = ghost->label != NULL ? ghost->label : ghost->product->name;
    if (taken > room * 0.6)
      taken = 0;
    hw_scene_text (o->scene,
                   no_ref,
                   box.x + pad,
                   box.y + 1.5,
                   room - taken,
                   height,
                   label,
                   size,
                   FALSE,
                   HW_ALIGN_START,
                   ROLE (o->theme, HW_ROLE_TEXT),
                   ROLE (o->theme, soft));
    if (taken > 0)
      hw_scene_text (o->scene,
                     no_ref,
                     box.x + pad + room - taken,
                     box.y + 1.5,
                     taken,
                     height,
                     units,
                     size,
                     TRUE,
                     HW_ALIGN_END,
                     ROLE (o->theme, HW_ROLE_TEXT),
                     ROLE (o->theme, soft));
  }
}

void
hw_scene_racks_overlay (HwScene *scene,
                        HwRacksLayout *layout,
                        const GArray *selection,
                        HwRef hover,
                        const HwDeviceGhost *ghost)
{
  Overlay o = { scene, layout, hw_scene_get_viewport (scene), hw_scene_get_theme (scene) };

  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  if (hover.handle != 0)
    outline (&o, hover, 1, 0.6);
  if (selection != NULL && selection->len > MANY)
    outline_many (&o, (GArray *)selection);
  for (guint i = 0; selection != NULL && selection->len <= MANY && i < selection->len; i++)
    outline (&o, g_array_index (selection, HwRef, i), 2, 1);
  if (ghost != NULL && ghost->rack != 0)
    draw_ghost (&o, ghost);
}
