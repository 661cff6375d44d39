/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-layout.h"

#include <math.h>

/* One-line diagrams that go on over several sheets. */

#define COLUMN_PITCH(block) ((block)->column_width + HW_POWER_COLUMN_GAP)

guint
hw_power_slice_racks (const HwPowerSlice *slice)
{
  double room = slice->width - 2 * HW_POWER_MARGIN - HW_POWER_FIRST_CARD;

  return (guint)CLAMP (floor (room / HW_POWER_PITCH), 2, HW_POWER_MOST_RACKS);
}

/* Leaves of the bands of the block those of the slice. */
static void
take_slice (HwPowerLayout *self, HwPowerBlock *block)
{
  guint first = self->slice.first_band;
  guint n = MIN (self->slice.n_bands, block->n_bands - MIN (first, block->n_bands));

  if (self->slice.n_bands == 0)
    return;
  for (guint i = 0; i < self->places->len; i++)
    {
      HwPowerPlace *place = &g_array_index (self->places, HwPowerPlace, i);

      if (place->band != 0 && place->band - 1 >= block->first_band)
        place->band = place->band - 1 >= block->first_band + first
                              && place->band - 1 < block->first_band + first + n
                          ? place->band - first
                          : 0;
    }
  g_array_remove_range (self->bands, block->first_band + first + n, block->n_bands - first - n);
  g_array_remove_range (self->bands, block->first_band, first);
  block->n_bands = n;
}

/* Down a column as long as there is room, then down the next. */
void
hw_power_layout_place_slice (HwPowerLayout *self, HwPowerBlock *block)
{
  double y = block->bands_y, bottom = y, width = 2 * HW_POWER_PITCH;
  guint column = 0;

  for (guint i = block->first_band; i < block->first_band + block->n_bands; i++)
    width = fmax (width, hw_power_band_racks_width (self, hw_power_layout_band (self, i)));
  block->column_width = HW_POWER_FIRST_CARD + width;
  take_slice (self, block);
  for (guint i = block->first_band; i < block->first_band + block->n_bands; i++)
    {
      HwPowerBand *band = &g_array_index (self->bands, HwPowerBand, i);

      if (y > block->bands_y && y + band->height > block->y + self->slice.height)
        {
          column++;
          y = block->bands_y;
        }
      band->continued = !band->first_line && y == block->bands_y;
      band->first_line |= band->continued;
      band->column = column;
      band->x = block->x + HW_POWER_MARGIN + column * COLUMN_PITCH (block);
      band->y = y;
      band->width = HW_POWER_FIRST_CARD + hw_power_band_racks_width (self, band);
      y += band->height + HW_POWER_BAND_GAP;
      bottom = fmax (bottom, y);
    }
  block->n_columns = column + 1;
  block->width
      = 2 * HW_POWER_MARGIN + block->n_columns * block->column_width + column * HW_POWER_COLUMN_GAP;
  block->height = bottom - block->y;
}

void
hw_power_layout_cut (
    HwResults *results, HwHandle hall, HwHandle power, double width, double height, GArray *slices)
{
  HwPowerSlice all = { .width = width, .height = height };
  g_autoptr (HwPowerLayout) layout = hw_power_layout_new_slice (results, hall, power, &all);
  guint columns, sheet = G_MAXUINT;

  if (layout->blocks->len == 0)
    return;
  columns = (guint)fmax (1,
                         floor ((width - 2 * HW_POWER_MARGIN + HW_POWER_COLUMN_GAP)
                                / COLUMN_PITCH (&g_array_index (layout->blocks, HwPowerBlock, 0))));
  for (guint i = 0; i < layout->bands->len; i++)
    {
      const HwPowerBand *band = hw_power_layout_band (layout, i);
      guint node = g_array_index (layout->tracks, HwPowerTrack, band->first_track).node;
      HwPowerSlice slice = all, *last;

      if (band->column / columns != sheet)
        {
          sheet = band->column / columns;
          slice.first_band = i;
          slice.first_node = node;
          g_array_append_val (slices, slice);
        }
      last = &g_array_index (slices, HwPowerSlice, slices->len - 1);
      last->n_bands++;
      last->n_racks += band->n;
      last->last_node
          = g_array_index (layout->tracks, HwPowerTrack, band->first_track + band->n_tracks - 1)
                .node;
    }
}

void
hw_power_layout_keep_units (HwPowerLayout *self, double room, double *y)
{
  HwPowerBlock *block = &g_array_index (self->blocks, HwPowerBlock, 0);

  for (guint i = 0; i < self->places->len; i++)
    g_array_index (self->places, HwPowerPlace, i).band = 0;
  block->n_bands = 0;
  block->width = 0;
  for (guint i = 0; i < block->spots->len; i++)
    block->width
        = fmax (block->width, g_array_index (block->spots, HwPowerSpot, i).x + HW_POWER_UNIT_PITCH);
  *y = block->bands_y;
  block->height = block->bands_y + room - block->y;
}
