/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "hw-loop-layout-private.h"

/* Racks without a row stand in one line while their middles are no further apart. */
#define LINE_MM 600

static void
line_clear (gpointer data)
{
  g_array_unref (((HwLoopLine *)data)->items);
}

static HwId
object_id (HwDesign *design, HwRef ref)
{
  return ((const HwObject *)hw_design_row (design, ref.table, ref.handle))->id;
}

static HwLoopLine *
line_for (HwLoopLayout *self, HwHandle row, gboolean turned, gint32 across)
{
  HwLoopLine new_line = { .row = row, .turned = turned, .across = across };

  for (guint i = 0; i < self->lines->len; i++)
    {
      HwLoopLine *line = &g_array_index (self->lines, HwLoopLine, i);
      if (row != 0
              ? line->row == row
              : line->row == 0 && line->turned == turned && abs (line->across - across) <= LINE_MM)
        return line;
    }
  new_line.items = g_array_new (FALSE, TRUE, sizeof (HwLoopItem));
  g_array_append_val (self->lines, new_line);
  return &g_array_index (self->lines, HwLoopLine, self->lines->len - 1);
}

static void
add_item (HwLoopLayout *self, HwHandle rack, HwRef object, guint plan_rack, guint plan_cdu)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwArea area = hw_rack_area (self->design, rack);
  gint32 x = area.x + area.width / 2;
  gint32 y = area.y + area.depth / 2;
  gboolean turned = row->rotation == 90 || row->rotation == 270;
  HwLoopLine *line = line_for (self, row->row, turned, turned ? x : y);
  HwLoopItem item = { .object = object,
                      .rack = plan_rack,
                      .cdu = plan_cdu,
                      .along = line->turned ? y : x,
                      .across = line->turned ? x : y };

  g_array_append_val (line->items, item);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const HwLoopItem *x = a;
  const HwLoopItem *y = b;

  if (x->along != y->along)
    return x->along < y->along ? -1 : 1;
  return hw_id_compare (
      hw_design_get_symbols (data), object_id (data, x->object), object_id (data, y->object));
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const HwLoopLine *x = a;
  const HwLoopLine *y = b;

  if (x->turned != y->turned)
    return x->turned - y->turned;
  if (x->across != y->across)
    return x->across < y->across ? -1 : 1;
  return compare_items (x->items->data, y->items->data, data);
}

/* Its header runs above the middle of its racks, or of its CDUs where it has no others. */
static void
settle_line (HwLoopLayout *self, HwLoopLine *line)
{
  gint64 sum[2] = { 0 };
  guint n[2] = { 0 };

  g_array_sort_with_data (line->items, compare_items, self->design);
  for (guint i = 0; i < line->items->len; i++)
    {
      const HwLoopItem *item = &g_array_index (line->items, HwLoopItem, i);
      guint kind = item->rack == HW_LOOP_NONE;
      sum[kind] += item->across;
      n[kind]++;
      if (item->rack != HW_LOOP_NONE)
        line->demand_m3_s += g_array_index (self->plan->racks, HwLoopRack, item->rack).design_m3_s;
      else
        line->n_sources++;
    }
  line->across = (gint32)(n[0] > 0 ? sum[0] / n[0] : sum[1] / n[1]);
  self->demand_m3_s += line->demand_m3_s;
  self->n_sources += line->n_sources;
}

/* Racks and CDUs of the plan stand as the lines have them. */
static void
settle_order (HwLoopLayout *self)
{
  HwLoopPlan *plan = self->plan;
  g_autoptr (GArray) racks = g_steal_pointer (&plan->racks);
  g_autoptr (GArray) cdus = g_steal_pointer (&plan->cdus);

  plan->racks = g_array_sized_new (FALSE, FALSE, sizeof (HwLoopRack), racks->len);
  plan->cdus = g_array_sized_new (FALSE, FALSE, sizeof (HwLoopCdu), cdus->len);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HwLoopLine *line = &g_array_index (self->lines, HwLoopLine, i);
      for (guint j = 0; j < line->items->len; j++)
        {
          HwLoopItem *item = &g_array_index (line->items, HwLoopItem, j);
          if (item->rack != HW_LOOP_NONE)
            {
              g_array_append_val (plan->racks, g_array_index (racks, HwLoopRack, item->rack));
              item->rack = plan->racks->len - 1;
              g_array_index (plan->racks, HwLoopRack, item->rack).line = i;
              continue;
            }
          g_array_append_val (plan->cdus, g_array_index (cdus, HwLoopCdu, item->cdu));
          item->cdu = plan->cdus->len - 1;
          g_array_index (plan->cdus, HwLoopCdu, item->cdu).line = i;
        }
    }
}

void
hw_loop_layout_lines (HwLoopLayout *self)
{
  gint64 all = 0, sources = 0;
  guint n = 0;

  self->lines = g_array_new (FALSE, TRUE, sizeof (HwLoopLine));
  g_array_set_clear_func (self->lines, line_clear);
  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, i);
      add_item (self, rack->rack, rack->object, i, HW_LOOP_NONE);
    }
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, i);
      add_item (self, cdu->rack, cdu->unit, HW_LOOP_NONE, i);
    }
  for (guint i = 0; i < self->lines->len; i++)
    settle_line (self, &g_array_index (self->lines, HwLoopLine, i));
  g_array_sort_with_data (self->lines, compare_lines, self->design);
  settle_order (self);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HwLoopLine *line = &g_array_index (self->lines, HwLoopLine, i);
      for (guint j = 0; j < line->items->len; j++)
        {
          const HwLoopItem *item = &g_array_index (line->items, HwLoopItem, j);
          all += item->along;
          sources += item->rack == HW_LOOP_NONE ? item->along : 0;
          n++;
        }
    }
  /* Means compared without dividing. */
  self->near_is_low = self->n_sources == 0 || sources * n <= all * self->n_sources;
}
