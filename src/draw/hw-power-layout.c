/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-layout.h"

#include <math.h>
#include <string.h>

/* Width by height of the bands of a chain, about. */
#define ASPECT 1.3
/* Columns are wide enough for so many racks more, so that one more seldom moves anything. */
#define COLUMN_STEP 2

/* --- which feeds share racks --- */

static guint
root_of (guint *joined, guint feed)
{
  while (joined[feed] != feed)
    feed = joined[feed] = joined[joined[feed]];
  return feed;
}

static void
join (guint *joined, guint a, guint b)
{
  a = root_of (joined, a);
  b = root_of (joined, b);
  /* The first is named after the lower, so that groups have an order. */
  if (a < b)
    joined[b] = a;
  else
    joined[a] = b;
}

/* Racks with feeds, in the order of their halls, and groups of feeds: for each node the first of
 * its group. */
static GArray *
collect_racks (HwPowerLayout *self, HwHandle hall, guint *joined)
{
  GArray *racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle each = hw_design_first_child (self->design, HW_TABLE_HALL, 0); each != 0;
       each = hw_design_next_child (self->design, HW_TABLE_HALL, each))
    for (HwHandle rack = hall == 0 || hall == each
                             ? hw_design_first_child (self->design, HW_TABLE_RACK, each)
                             : 0;
         rack != 0;
         rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
      {
        const HwPowerRack *parts = hw_results_power_rack (self->results, self->solution, rack);

        if (parts == NULL || parts->n_taps == 0)
          continue;
        g_array_append_val (racks, rack);
        for (guint i = 1; i < parts->n_taps; i++)
          join (joined, parts->taps[0].node, parts->taps[i].node);
      }
  return racks;
}

/* --- feeds and racks --- */

/* The feeds of one group, A and C above the racks, B and D below. */
static void
add_tracks (HwPowerLayout *self, const GArray *feeds, double *above, double *below)
{
  guint n_above = 0, n_below = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < feeds->len; i++)
      {
        guint index = g_array_index (feeds, guint, i);
        guint system = hw_power_plan_node (self->plan, index)->system;
        HwPowerTrack track = { .node = index };

        /* A lone feed is above its racks, whatever its side. */
        track.above = feeds->len == 1 || (system != HW_SIDE_B && system != HW_SIDE_D);
        if (track.above != (pass == 0))
          continue;
        track.y = track.above ? 20 + n_above++ * HW_POWER_TRACK : n_below++ * HW_POWER_TRACK;
        g_array_append_val (self->tracks, track);
      }
  *above = n_above > 0 ? 20 + (n_above - 1) * HW_POWER_TRACK + HW_POWER_TAP_ZONE : 20;
  *below = n_below > 0 ? HW_POWER_TAP_ZONE + (n_below - 1) * HW_POWER_TRACK + 24 : 0;
}

/* @racks: of the group. */
static void
add_group (HwPowerLayout *self, HwPowerBlock *block, const GArray *feeds, const GArray *racks)
{
  guint first_track = self->tracks->len;
  guint most = self->bundled  ? MAX (racks->len, 1)
               : self->sliced ? hw_power_slice_racks (&self->slice)
                              : HW_POWER_MOST_RACKS;
  double card = self->bundled ? HW_POWER_BUNDLE_HEIGHT : HW_POWER_CARD_HEIGHT;
  double above, below;

  add_tracks (self, feeds, &above, &below);
  for (guint i = first_track; i < self->tracks->len; i++)
    {
      HwPowerTrack *track = &g_array_index (self->tracks, HwPowerTrack, i);

      if (!track->above)
        track->y += above + card + HW_POWER_TAP_ZONE;
    }
  for (guint first = 0; first == 0 || first < racks->len; first += most)
    {
      HwPowerBand band = { .height = above + card + below,
                           .first = self->racks->len,
                           .n = MIN (racks->len - first, most),
                           .first_track = first_track,
                           .n_tracks = self->tracks->len - first_track,
                           .first_line = first == 0 };

      if (band.n > 0)
        g_array_append_vals (self->racks, &g_array_index (racks, HwHandle, first), band.n);
      for (guint i = 0; i < band.n; i++)
        {
          HwHandle rack = g_array_index (racks, HwHandle, first + i);

          g_array_index (self->places, HwPowerPlace, rack)
              = (HwPowerPlace){ self->bands->len + 1, band.first + i };
        }
      g_array_append_val (self->bands, band);
      block->n_bands++;
    }
}

/* As many columns of bands as stand below the units, or more where it would be too tall. */
static guint
choose_columns (const HwPowerBlock *block, double height)
{
  double pitch = block->column_width + HW_POWER_COLUMN_GAP;
  guint most = MAX (block->n_bands, 1), n = 1;

  while (n < most
         && ((n + 1) * pitch <= block->width
             || (n + 1) * pitch <= ASPECT * (block->bands_y - block->y + height / (n + 1))))
    n++;
  return n;
}

/* Bands go down a column, then down the next. */
static void
place_bands (HwPowerLayout *self, HwPowerBlock *block)
{
  double height = 0, y = block->bands_y, bottom = y;
  double most = COLUMN_STEP * HW_POWER_PITCH;
  guint column = 0;

  for (guint i = block->first_band; i < block->first_band + block->n_bands; i++)
    {
      const HwPowerBand *band = hw_power_layout_band (self, i);

      most = fmax (most, hw_power_band_racks_width (self, band));
      height += band->height + HW_POWER_BAND_GAP;
    }
  most = ceil (most / COLUMN_STEP / HW_POWER_PITCH) * COLUMN_STEP * HW_POWER_PITCH;
  block->column_width = HW_POWER_FIRST_CARD + (self->bundled ? HW_POWER_BUNDLE_WIDTH : most);
  block->n_columns = choose_columns (block, height);
  for (guint i = block->first_band; i < block->first_band + block->n_bands; i++)
    {
      HwPowerBand *band = &g_array_index (self->bands, HwPowerBand, i);

      if (band->first_line && y - block->bands_y >= height / block->n_columns
          && column + 1 < block->n_columns)
        {
          column++;
          y = block->bands_y;
        }
      band->column = column;
      band->x = block->x + HW_POWER_MARGIN + column * (block->column_width + HW_POWER_COLUMN_GAP);
      band->y = y;
      band->width = HW_POWER_FIRST_CARD + hw_power_band_racks_width (self, band);
      y += band->height + HW_POWER_BAND_GAP;
      bottom = fmax (bottom, y);
    }
  block->n_columns = column + 1;
  block->width = fmax (block->width,
                       2 * HW_POWER_MARGIN + block->n_columns * block->column_width
                           + column * HW_POWER_COLUMN_GAP);
  block->height = bottom - block->y;
}

typedef struct
{
  GArray *feeds; /* guint */
  GArray *racks; /* HwHandle */
  char *sort_key;
} Group;

static void
group_clear (gpointer data)
{
  Group *group = data;

  g_clear_pointer (&group->feeds, g_array_unref);
  g_clear_pointer (&group->racks, g_array_unref);
  g_free (group->sort_key);
}

/* "BW-9" before "BW-10", the same names by their feeds. */
static int
by_name (gconstpointer a, gconstpointer b)
{
  const Group *x = a, *y = b;
  guint first = g_array_index (x->feeds, guint, 0), second = g_array_index (y->feeds, guint, 0);
  int order = strcmp (x->sort_key, y->sort_key);

  return order != 0 ? order : first < second ? -1 : first > second;
}

static int
by_side (gconstpointer a, gconstpointer b, gpointer plan)
{
  guint first = *(const guint *)a, second = *(const guint *)b;
  int side = hw_power_plan_node (plan, first)->system - hw_power_plan_node (plan, second)->system;

  return side != 0 ? side : first < second ? -1 : first > second;
}

/* Without those that no feed is the first of, in the order of their names. */
static GArray *
sort_groups (HwPowerLayout *self, GArray *groups_taken)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < groups_taken->len; i++)
    {
      Group *group = &g_array_index (groups_taken, Group, i);
      guint first;

      if (group->feeds == NULL)
        continue;
      g_array_sort_with_data (group->feeds, by_side, (gpointer)self->plan);
      first = g_array_index (group->feeds, guint, 0);
      group->sort_key = g_utf8_collate_key_for_filename (
          hw_design_name (self->design, hw_power_plan_node (self->plan, first)->object), -1);
      g_array_append_val (sorted, *group);
    }
  g_array_set_clear_func (groups_taken, NULL);
  g_array_unref (groups_taken);
  g_array_sort (sorted, by_name);
  g_array_set_clear_func (sorted, group_clear);
  return sorted;
}

/* By their first node; those of other nodes are empty. */
static GArray *
find_groups (HwPowerLayout *self, HwHandle hall)
{
  guint n = self->plan->nodes->len;
  g_autofree guint *joined = g_new (guint, MAX (n, 1));
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autoptr (GArray) racks = NULL;

  for (guint i = 0; i < n; i++)
    joined[i] = i;
  racks = collect_racks (self, hall, joined);
  g_array_set_size (groups, n);
  g_array_set_clear_func (groups, group_clear);
  for (guint i = 0; i < n; i++)
    if (hw_power_plan_node (self->plan, i)->role == HW_POWER_FEED)
      {
        Group *group = &g_array_index (groups, Group, root_of (joined, i));

        if (group->feeds == NULL)
          {
            group->feeds = g_array_new (FALSE, FALSE, sizeof (guint));
            group->racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
          }
        g_array_append_val (group->feeds, i);
      }
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      const HwPowerRack *parts = hw_results_power_rack (self->results, self->solution, rack);

      g_array_append_val (
          g_array_index (groups, Group, root_of (joined, parts->taps[0].node)).racks, rack);
    }
  return groups;
}

/* --- blocks --- */

static void
block_clear (gpointer data)
{
  g_array_unref (((HwPowerBlock *)data)->spots);
}

/* A group belongs to the chain of its first feed. @hall: groups without racks in it are left out;
 * 0: all are shown */
static void
add_block (HwPowerLayout *self, HwHandle power, HwHandle hall, const GArray *groups, double *y)
{
  HwPowerBlock block = { .power = power, .y = *y, .first_band = self->bands->len };

  block.spots = g_array_new (FALSE, FALSE, sizeof (HwPowerSpot));
  if (self->sliced)
    hw_power_layout_place_buses (self, &block);
  else if (power != 0)
    {
      block.weakest = hw_results_power_chain (self->results, power).weakest;
      hw_power_layout_place_stages (self, &block);
    }
  else
    block.bands_y = block.y + HW_POWER_TITLE;
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);

      if ((hall != 0 && group->racks->len == 0)
          || hw_power_plan_node (self->plan, g_array_index (group->feeds, guint, 0))->power
                 != power)
        continue;
      add_group (self, &block, group->feeds, group->racks);
    }
  if (power == 0 && block.n_bands == 0)
    {
      block_clear (&block);
      return;
    }
  if (self->sliced)
    hw_power_layout_place_slice (self, &block);
  else
    place_bands (self, &block);
  *y += block.height + HW_POWER_BLOCK_GAP;
  g_array_append_val (self->blocks, block);
}

/* @slice: (nullable) */
static HwPowerLayout *
layout_new (
    HwResults *results, HwHandle hall, HwHandle power, gboolean bundled, const HwPowerSlice *slice)
{
  HwPowerLayout *self = g_new0 (HwPowerLayout, 1);
  g_autoptr (GArray) groups = NULL;
  double y = 0;

  self->results = g_object_ref (results);
  self->design = hw_results_get_design (results);
  self->solution = hw_results_power (results);
  self->plan = self->solution->plan;
  self->bundled = bundled;
  self->sliced = slice != NULL;
  if (slice != NULL)
    self->slice = *slice;
  self->blocks = g_array_new (FALSE, TRUE, sizeof (HwPowerBlock));
  g_array_set_clear_func (self->blocks, block_clear);
  self->bands = g_array_new (FALSE, TRUE, sizeof (HwPowerBand));
  self->tracks = g_array_new (FALSE, TRUE, sizeof (HwPowerTrack));
  self->racks = g_array_new (FALSE, TRUE, sizeof (HwHandle));
  self->places = g_array_new (FALSE, TRUE, sizeof (HwPowerPlace));
  g_array_set_size (self->places, hw_design_bound (self->design, HW_TABLE_RACK) + 1);
  groups = sort_groups (self, find_groups (self, hall));
  for (HwHandle each = hw_design_first_child (self->design, HW_TABLE_POWER, 0); each != 0;
       each = hw_design_next_child (self->design, HW_TABLE_POWER, each))
    if (power == 0 || power == each)
      add_block (self, each, hall, groups, &y);
  if (power == 0)
    add_block (self, 0, hall, groups, &y);
  self->limits = g_array_new (FALSE, TRUE, sizeof (HwPowerRackLimit));
  self->known = g_array_new (FALSE, TRUE, sizeof (guint8));
  g_array_set_size (self->limits, self->racks->len);
  g_array_set_size (self->known, self->racks->len);
  return self;
}

HwPowerLayout *
hw_power_layout_new (HwResults *results, HwHandle hall, HwHandle power, gboolean bundled)
{
  return layout_new (results, hall, power, bundled, NULL);
}

HwPowerLayout *
hw_power_layout_new_slice (HwResults *results,
                           HwHandle hall,
                           HwHandle power,
                           const HwPowerSlice *slice)
{
  return layout_new (results, hall, power, FALSE, slice);
}

void
hw_power_layout_free (HwPowerLayout *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->bands);
  g_array_unref (self->tracks);
  g_array_unref (self->racks);
  g_array_unref (self->places);
  g_array_unref (self->limits);
  g_array_unref (self->known);
  g_object_unref (self->results);
  g_free (self);
}

guint
hw_power_layout_n_blocks (const HwPowerLayout *self)
{
  return self->blocks->len;
}

void
hw_power_layout_extent (
    const HwPowerLayout *self, double *x, double *y, double *width, double *height)
{
  *x = *y = *width = *height = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const HwPowerBlock *block = &g_array_index (self->blocks, HwPowerBlock, i);

      *width = fmax (*width, block->x + block->width);
      *height = fmax (*height, block->y + block->height);
    }
}
