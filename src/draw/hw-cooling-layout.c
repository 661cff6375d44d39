/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-layout.h"

#include <math.h>
#include <string.h>

static void
block_clear (gpointer data)
{
  HwCoolingBlock *block = data;

  g_array_unref (block->bands);
  g_array_unref (block->planned);
  g_free (block->sort_key);
}

/* Racks of one header side by side. */
static void
add_bands (HwCoolingBlock *block)
{
  const GArray *racks = block->solution->plan->racks;
  guint most = 0;

  for (guint i = 0; i < racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (racks, HwLoopRack, i);
      HwCoolingBand band = { .first = i };

      if (i == 0 || g_array_index (racks, HwLoopRack, i - 1).line != rack->line)
        {
          band.y = block->y + HW_COOLING_TITLE + block->bands->len * HW_COOLING_BAND;
          g_array_append_val (block->bands, band);
        }
      g_array_index (block->bands, HwCoolingBand, block->bands->len - 1).n++;
      most = MAX (most, g_array_index (block->bands, HwCoolingBand, block->bands->len - 1).n);
    }
  block->width = HW_COOLING_SIDES + MAX (most, 1) * HW_COOLING_PITCH;
}

static guint
planned_across (const HwCoolingBlock *block)
{
  return MAX (1,
              (guint)((block->width - HW_COOLING_CDU_X)
                      / (HW_COOLING_PLANNED_WIDTH + HW_COOLING_PLANNED_GAP)));
}

HwCoolingBox
hw_cooling_planned_box (const HwCoolingBlock *block, guint index)
{
  guint across = planned_across (block);

  return (HwCoolingBox){
    HW_COOLING_CDU_X + index % across * (HW_COOLING_PLANNED_WIDTH + HW_COOLING_PLANNED_GAP),
    block->y + block->planned_y + HW_COOLING_PLANNED_TOP
        + index / across * (HW_COOLING_PLANNED_HEIGHT + HW_COOLING_PLANNED_GAP),
    HW_COOLING_PLANNED_WIDTH,
    HW_COOLING_PLANNED_HEIGHT
  };
}

/* What comes to the loop in a later phase. */
static void
add_planned (HwCoolingLayout *self, HwCoolingBlock *block)
{
  HwCoolingBox last;

  block->planned = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  block->planned_y = block->height;
  for (HwHandle rack = hw_results_get_phase (self->results) != 0
                           ? hw_design_next (self->design, HW_TABLE_RACK, 0)
                           : 0;
       rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    {
      const HwRack *row = hw_design_get_rack (self->design, rack);

      if (row->loop == block->loop && hw_results_is_planned (self->results, &row->object))
        g_array_append_val (block->planned, rack);
    }
  if (block->planned->len == 0)
    return;
  last = hw_cooling_planned_box (block, block->planned->len - 1);
  block->height = last.y + last.height - block->y;
}

static void
add_loop (HwCoolingLayout *self, HwHandle loop, double *y)
{
  HwCoolingBlock block = { .loop = loop,
                           .solution = hw_results_loop_now (self->results, loop),
                           .findings = hw_results_loop_findings_now (self->results, loop),
                           .y = *y };
  double bands, cdus;

  block.bands = g_array_new (FALSE, TRUE, sizeof (HwCoolingBand));
  add_bands (&block);
  bands = block.bands->len * HW_COOLING_BAND;
  cdus = HW_COOLING_CARD_TOP + block.solution->plan->cdus->len * HW_COOLING_CDU_PITCH;
  block.height = HW_COOLING_TITLE + MAX (bands, cdus);
  add_planned (self, &block);
  block.head = MAX (block.width, HW_COOLING_HEAD);
  *y += block.height + HW_COOLING_GAP;
  g_array_append_val (self->blocks, block);
}

HwCoolingLayout *
hw_cooling_layout_new (HwResults *results, HwHandle hall, HwHandle loop)
{
  HwCoolingLayout *self = g_new0 (HwCoolingLayout, 1);
  double y = 0;

  self->results = g_object_ref (results);
  self->design = hw_results_get_design (results);
  self->runs = g_array_new (FALSE, FALSE, sizeof (HwCoolingRun));
  self->blocks = g_array_new (FALSE, TRUE, sizeof (HwCoolingBlock));
  g_array_set_clear_func (self->blocks, block_clear);
  for (HwHandle other = hw_design_first_child (self->design, HW_TABLE_LOOP, 0); other != 0;
       other = hw_design_next_child (self->design, HW_TABLE_LOOP, other))
    {
      HwHandle its = hw_results_loop_plan (results, other)->hall;
      if ((loop == 0 || loop == other) && (hall == 0 || its == 0 || its == hall))
        add_loop (self, other, &y);
    }
  return self;
}

void
hw_cooling_layout_free (HwCoolingLayout *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->runs);
  g_object_unref (self->results);
  g_free (self);
}

/* Fewer loops stand one below the other. */
#define FEW_LOOPS 4
/* Columns widen by two racks: one more seldom moves anything, and little width stays empty. */
#define COLUMN_STEP (2 * HW_COOLING_PITCH)
#define LEAST_COLUMN (HW_COOLING_SIDES + HW_COOLING_PITCH)

static void
move_to (HwCoolingBlock *block, double x, double y)
{
  for (guint n = 0; n < block->bands->len; n++)
    g_array_index (block->bands, HwCoolingBand, n).y += y - block->y;
  block->x = x;
  block->y = y;
}

/* "TCS-9" before "TCS-10". */
static int
by_name (gconstpointer a, gconstpointer b)
{
  const HwCoolingBlock *x = a, *y = b;
  int order = strcmp (x->sort_key, y->sort_key);

  return order != 0 ? order : x->loop < y->loop ? -1 : x->loop > y->loop;
}

void
hw_cooling_layout_spread (HwCoolingLayout *self)
{
  guint columns = (guint)ceil (sqrt (self->blocks->len));
  double pitch = 0, y = 0, height = 0;

  if (self->blocks->len < FEW_LOOPS)
    return;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, i);
      const char *name = hw_design_name (self->design, HW_REF (HW_TABLE_LOOP, block->loop));

      block->sort_key = g_utf8_collate_key_for_filename (name, -1);
      block->head = block->width;
      pitch = fmax (pitch, block->width);
    }
  g_array_sort (self->blocks, by_name);
  pitch = LEAST_COLUMN + COLUMN_STEP * ceil ((pitch - LEAST_COLUMN) / COLUMN_STEP) + HW_COOLING_GAP;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, i);

      if (i > 0 && i % columns == 0)
        {
          y += height + HW_COOLING_GAP;
          height = 0;
        }
      move_to (block, i % columns * pitch, y);
      height = fmax (height, block->height);
    }
}

/* Temperatures in steps of so much. */
#define STEP_C 5

static void
widen (HwCoolingLayout *self, double celsius)
{
  if (!isfinite (celsius))
    return;
  self->coldest_c = fmin (self->coldest_c, STEP_C * floor (celsius / STEP_C));
  self->warmest_c = fmax (self->warmest_c, STEP_C * ceil (celsius / STEP_C));
}

void
hw_cooling_layout_set_by_temperature (HwCoolingLayout *self, gboolean by_temperature)
{
  self->by_temperature = by_temperature;
  self->coldest_c = G_MAXDOUBLE;
  self->warmest_c = -G_MAXDOUBLE;
  for (guint b = 0; by_temperature && b < self->blocks->len; b++)
    {
      const HwLoopSolution *solution = g_array_index (self->blocks, HwCoolingBlock, b).solution;

      widen (self, solution->supply_c);
      for (guint i = 0; i < solution->plan->racks->len; i++)
        widen (self, solution->racks[i].return_c);
      for (guint i = 0; i < solution->plan->cdus->len; i++)
        widen (self, solution->cdus[i].sink_in_c);
    }
}

guint
hw_cooling_layout_n_loops (const HwCoolingLayout *self)
{
  return self->blocks->len;
}

void
hw_cooling_layout_extent (
    const HwCoolingLayout *self, double *x, double *y, double *width, double *height)
{
  *x = *y = *width = *height = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, i);
      *width = MAX (*width, block->x + block->head);
      *height = MAX (*height, block->y + block->height);
    }
}

HwCoolingBox
hw_cooling_rack_box (const HwCoolingBand *band, guint rack)
{
  return (HwCoolingBox){ HW_COOLING_FIRST_CARD + (rack - band->first) * HW_COOLING_PITCH,
                         band->y + HW_COOLING_CARD_TOP,
                         HW_COOLING_CARD_WIDTH,
                         HW_COOLING_CARD_HEIGHT };
}

HwCoolingBox
hw_cooling_cdu_box (const HwCoolingBlock *block, guint cdu)
{
  return (HwCoolingBox){ HW_COOLING_CDU_X,
                         block->y + HW_COOLING_TITLE + HW_COOLING_CARD_TOP
                             + cdu * HW_COOLING_CDU_PITCH,
                         HW_COOLING_CDU_WIDTH,
                         HW_COOLING_CARD_HEIGHT };
}

gboolean
hw_cooling_layout_rect (
    const HwCoolingLayout *self, HwRef ref, double *x, double *y, double *width, double *height)
{
  HwCoolingBox box = { 0 };
  double left = 0;

  for (guint b = 0; ref.handle != 0 && b < self->blocks->len && box.width == 0; b++)
    {
      const HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, b);
      const HwLoopPlan *plan = block->solution->plan;

      left = block->x;
      if (ref.table == HW_TABLE_LOOP && ref.handle == block->loop)
        box = (HwCoolingBox){ 0, block->y, block->head, block->height };
      for (guint i = 0; i < plan->cdus->len; i++)
        if (hw_ref_equal (g_array_index (plan->cdus, HwLoopCdu, i).unit, ref))
          box = hw_cooling_cdu_box (block, i);
      for (guint n = 0; n < block->bands->len; n++)
        {
          const HwCoolingBand *band = &g_array_index (block->bands, HwCoolingBand, n);
          for (guint i = band->first; i < band->first + band->n; i++)
            if (hw_ref_equal (g_array_index (plan->racks, HwLoopRack, i).object, ref))
              box = hw_cooling_rack_box (band, i);
        }
    }
  *x = left + box.x;
  *y = box.y;
  *width = box.width;
  *height = box.height;
  return box.width > 0;
}
