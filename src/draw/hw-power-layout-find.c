/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-layout.h"

#include <math.h>

#include "hw-override-key.h"

/* --- where things are --- */

HwPowerBox
hw_power_spot_box (const HwPowerSpot *spot)
{
  if (spot->small)
    return (
        HwPowerBox){ spot->x + 2, spot->y + 2, HW_POWER_CELL_WIDTH - 4, HW_POWER_CELL_HEIGHT - 4 };
  return (HwPowerBox){
    spot->x - HW_POWER_SYMBOL / 2, spot->y + HW_POWER_SYMBOL_OFF, HW_POWER_SYMBOL, HW_POWER_SYMBOL
  };
}

static const HwPowerTrack *
track_at (const HwPowerLayout *self, const HwPowerBand *band, guint i)
{
  return &g_array_index (self->tracks, HwPowerTrack, band->first_track + i);
}

/* Below the busways above, above those below. */
HwPowerBox
hw_power_rack_box (const HwPowerLayout *self, const HwPowerBand *band, guint index)
{
  double top = 20;

  for (guint i = 0; i < band->n_tracks && track_at (self, band, i)->above; i++)
    top = track_at (self, band, i)->y + HW_POWER_TAP_ZONE;
  if (self->bundled)
    return (HwPowerBox){ band->x + HW_POWER_FIRST_CARD,
                         band->y + top,
                         HW_POWER_BUNDLE_WIDTH - 12,
                         HW_POWER_BUNDLE_HEIGHT };
  return (HwPowerBox){ band->x + HW_POWER_FIRST_CARD + (index - band->first) * HW_POWER_PITCH,
                       band->y + top,
                       HW_POWER_CARD_WIDTH,
                       HW_POWER_CARD_HEIGHT };
}

HwPowerBox
hw_power_breaker_box (const HwPowerBand *band, const HwPowerTrack *track)
{
  return (HwPowerBox){ band->x + HW_POWER_BREAKER_X,
                       band->y + track->y - HW_POWER_BREAKER / 2,
                       HW_POWER_BREAKER,
                       HW_POWER_BREAKER };
}

const HwPowerTrack *
hw_power_tap_track (const HwPowerLayout *self, const HwPowerBand *band, guint node)
{
  for (guint i = 0; i < band->n_tracks; i++)
    if (track_at (self, band, i)->node == node)
      return track_at (self, band, i);
  return NULL;
}

/* The taps of one side of a card stand beside each other. */
void
hw_power_tap_line (const HwPowerLayout *self,
                   const HwPowerBand *band,
                   guint index,
                   const HwPowerTrack *track,
                   double *x,
                   double *track_y,
                   double *card_y)
{
  HwPowerBox card = hw_power_rack_box (self, band, index);
  guint place = 0;

  for (guint i = 0; track_at (self, band, i) != track; i++)
    place += track_at (self, band, i)->above == track->above;
  *x = card.x + 16 + place % 3 * 28;
  *track_y = band->y + track->y;
  *card_y = track->above ? card.y : card.y + card.height;
}

double
hw_power_trunk_x (const HwPowerBand *band, HwSide system)
{
  return band->x + 6 + system * HW_POWER_TRUNK;
}

const HwPowerSpot *
hw_power_block_find_spot (const HwPowerBlock *block, guint node)
{
  for (guint i = 0; i < block->spots->len; i++)
    if (g_array_index (block->spots, HwPowerSpot, i).node == (gint)node)
      return &g_array_index (block->spots, HwPowerSpot, i);
  return NULL;
}

const HwPowerRackLimit *
hw_power_layout_limit (const HwPowerLayout *self, guint index)
{
  HwPowerRackLimit *limit = &g_array_index (self->limits, HwPowerRackLimit, index);

  if (!g_array_index (self->known, guint8, index))
    {
      *limit = hw_power_rack_limit (self->results, hw_power_layout_rack (self, index));
      g_array_index (self->known, guint8, index) = TRUE;
    }
  return limit;
}

gboolean
hw_power_layout_is_open (const HwPowerLayout *self, double scale)
{
  return !self->bundled && HW_POWER_CARD_WIDTH * scale >= HW_POWER_LEAST_CARD;
}

double
hw_power_band_racks_width (const HwPowerLayout *self, const HwPowerBand *band)
{
  return self->bundled ? HW_POWER_BUNDLE_WIDTH : MAX (band->n, 2) * HW_POWER_PITCH;
}

/* --- what is at a point --- */

static gboolean
is_in (const HwPowerBox *box, double margin, double x, double y)
{
  return x >= box->x - margin && x <= box->x + box->width + margin && y >= box->y - margin
         && y <= box->y + box->height + margin;
}

static gboolean
spot_at (const HwPowerBlock *block, double x, double y, HwPowerPart *part)
{
  for (guint i = 0; i < block->spots->len; i++)
    {
      const HwPowerSpot *spot = &g_array_index (block->spots, HwPowerSpot, i);
      HwPowerBox box = hw_power_spot_box (spot);

      /* With its texts. */
      if (!spot->small)
        box.width += HW_POWER_UNIT_PITCH - HW_POWER_SYMBOL - 20;
      if (spot->node < 0 || !is_in (&box, 4, x, y))
        continue;
      part->node = spot->node;
      return TRUE;
    }
  return FALSE;
}

static gboolean
tap_at (const HwPowerLayout *self,
        const HwPowerBand *band,
        guint index,
        double x,
        double y,
        HwPowerPart *part)
{
  HwHandle handle = hw_power_layout_rack (self, index);
  const HwPowerRack *rack = hw_results_power_rack (self->results, self->solution, handle);

  for (guint i = 0; i < rack->n_taps; i++)
    {
      const HwPowerTrack *track = hw_power_tap_track (self, band, rack->taps[i].node);
      double line_x, track_y, card_y, pdu_y;

      if (track == NULL)
        continue;
      hw_power_tap_line (self, band, index, track, &line_x, &track_y, &card_y);
      pdu_y = card_y + (track->above ? -HW_POWER_RACK_PDU_SIZE : HW_POWER_RACK_PDU_SIZE) / 2;
      for (guint j = 0; fabs (x - line_x) <= 13 && fabs (y - pdu_y) <= 12 && j < rack->pdus->len;
           j++)
        if (g_array_index (rack->pdus, HwPowerRackPdu, j).tap == i)
          {
            *part = (HwPowerPart){
              -1, handle, g_array_index (rack->pdus, HwPowerRackPdu, j).device, (gint8)i
            };
            return TRUE;
          }
      if (fabs (x - line_x) > 10 || y < fmin (track_y, card_y) - 8
          || y > fmax (track_y, card_y) + 8)
        continue;
      *part = (HwPowerPart){ -1, handle, 0, (gint8)i };
      return TRUE;
    }
  return FALSE;
}

static gboolean
feed_at (const HwPowerLayout *self, const HwPowerBand *band, double x, double y, HwPowerPart *part)
{
  for (guint i = 0; i < band->n_tracks; i++)
    {
      const HwPowerTrack *track = track_at (self, band, i);
      double left = band->first_line ? HW_POWER_BREAKER_X : HW_POWER_FIRST_CARD - 20;

      /* Beside the racks with its texts, else the busway itself. */
      if (x < band->x + left || x > band->x + band->width
          || fabs (y - band->y - track->y) > (x < band->x + HW_POWER_FIRST_CARD - 10 ? 18 : 6))
        continue;
      part->node = (gint)track->node;
      return TRUE;
    }
  return FALSE;
}

static gboolean
part_of_band (const HwPowerLayout *self,
              const HwPowerBand *band,
              double scale,
              double x,
              double y,
              HwPowerPart *part)
{
  double along = (x - band->x - HW_POWER_FIRST_CARD) / HW_POWER_PITCH;
  guint index = band->first + (guint)fmax (along, 0);
  HwPowerBox card;

  if (along >= 0 && index < band->first + band->n && hw_power_layout_is_open (self, scale))
    {
      card = hw_power_rack_box (self, band, index);
      if (is_in (&card, 0, x, y))
        {
          part->rack = hw_power_layout_rack (self, index);
          return TRUE;
        }
      if (scale >= HW_POWER_NEAR / 2 && tap_at (self, band, index, x, y, part))
        return TRUE;
    }
  return feed_at (self, band, x, y, part);
}

gboolean
hw_power_layout_part_at (
    const HwPowerLayout *self, double scale, double x, double y, HwPowerPart *part)
{
  *part = HW_POWER_NO_PART;
  for (guint b = 0; b < self->blocks->len; b++)
    {
      const HwPowerBlock *block = &g_array_index (self->blocks, HwPowerBlock, b);

      if (y < block->y || y > block->y + block->height)
        continue;
      if (y < block->bands_y && HW_POWER_SYMBOL * scale >= 6)
        return spot_at (block, x, y, part);
      for (guint i = block->first_band; i < block->first_band + block->n_bands; i++)
        {
          const HwPowerBand *band = hw_power_layout_band (self, i);

          if (x >= band->x && x <= band->x + band->width && y >= band->y - 8
              && y <= band->y + band->height + 8)
            return part_of_band (self, band, scale, x, y, part);
        }
    }
  return FALSE;
}

/* --- keys --- */

char *
hw_power_layout_part_key (const HwPowerLayout *self, const HwPowerPart *part)
{
  char feed[HW_ID_SIZE], object[HW_ID_SIZE];
  const HwPowerRack *rack;

  if (part->node >= 0)
    return hw_power_node_key (self->design, hw_power_plan_node (self->plan, (guint)part->node));
  if (part->rack == 0 || part->tap < 0)
    return NULL;
  rack = hw_results_power_rack (self->results, self->solution, part->rack);
  hw_design_id_text (self->design, HW_REF (HW_TABLE_FEED, rack->taps[part->tap].feed), feed);
  hw_design_id_text (self->design,
                     part->device != 0 ? HW_REF (HW_TABLE_DEVICE, part->device)
                                       : HW_REF (HW_TABLE_RACK, part->rack),
                     object);
  return g_strdup_printf ("%s/%s/%s",
                          feed,
                          hw_power_role_name (part->device != 0 ? HW_POWER_RACK_PDU : HW_POWER_TAP),
                          object);
}

gboolean
hw_power_layout_get_part (const HwPowerLayout *self, guint index, HwPowerPart *part)
{
  guint n = self->plan->nodes->len, keyed = 0;

  *part = HW_POWER_NO_PART;
  /* Busbars have no key. */
  for (guint node = 0; node < n && part->node < 0; node++)
    if (hw_power_plan_node (self->plan, node)->role != HW_POWER_BUS && keyed++ == index)
      part->node = (gint)node;
  if (part->node < 0 && index - keyed < self->racks->len)
    part->rack = hw_power_layout_rack (self, index - keyed);
  return !hw_power_part_is_none (part);
}

HwRef
hw_power_layout_part_object (const HwPowerLayout *self, const HwPowerPart *part)
{
  if (part->node >= 0)
    return hw_power_plan_node (self->plan, (guint)part->node)->object;
  if (part->device != 0)
    return HW_REF (HW_TABLE_DEVICE, part->device);
  return HW_REF (HW_TABLE_RACK, part->rack);
}

static const HwPowerBand *
band_of (const HwPowerLayout *self, HwHandle rack, guint *index)
{
  const HwPowerPlace *place;

  if (rack >= self->places->len)
    return NULL;
  place = &g_array_index (self->places, HwPowerPlace, rack);
  *index = place->index;
  return place->band > 0 ? hw_power_layout_band (self, place->band - 1) : NULL;
}

gboolean
hw_power_layout_find_part (const HwPowerLayout *self, const char *key, HwPowerPart *part)
{
  g_auto (GStrv) parts = hw_override_key_split (key);
  guint n = g_strv_length (parts), index;
  HwRef object;

  *part = HW_POWER_NO_PART;
  part->node = hw_power_plan_find_key (self->plan, self->design, key);
  if (part->node >= 0)
    return TRUE;
  object = hw_override_key_object (self->design, n > 0 ? parts[n - 1] : "");
  if (object.handle == 0)
    return FALSE;
  part->rack = hw_design_rack_of (self->design, object);
  part->device = object.table == HW_TABLE_DEVICE ? object.handle : 0;
  if (part->rack == 0 || band_of (self, part->rack, &index) == NULL)
    return FALSE;
  if (n == 3)
    {
      HwRef feed = hw_override_key_object (self->design, parts[0]);
      const HwPowerRack *rack = hw_results_power_rack (self->results, self->solution, part->rack);

      for (guint i = 0; i < rack->n_taps; i++)
        if (rack->taps[i].feed == feed.handle)
          part->tap = (gint8)i;
    }
  return n == 1 || part->tap >= 0;
}

static gboolean
feed_box (const HwPowerLayout *self, guint node, HwPowerBox *box)
{
  for (guint i = 0; i < self->bands->len; i++)
    {
      const HwPowerBand *band = hw_power_layout_band (self, i);
      const HwPowerTrack *track = band->first_line ? hw_power_tap_track (self, band, node) : NULL;

      if (track == NULL)
        continue;
      *box = hw_power_breaker_box (band, track);
      return TRUE;
    }
  return FALSE;
}

static gboolean
tap_box (const HwPowerLayout *self, const HwPowerPart *part, HwPowerBox *box)
{
  guint index;
  const HwPowerBand *band = band_of (self, part->rack, &index);
  const HwPowerRack *rack;
  const HwPowerTrack *track;
  double x, track_y, card_y;

  if (band == NULL)
    return FALSE;
  if (part->tap < 0)
    {
      *box = hw_power_rack_box (self, band, index);
      return TRUE;
    }
  rack = hw_results_power_rack (self->results, self->solution, part->rack);
  track = hw_power_tap_track (self, band, rack->taps[part->tap].node);
  if (track == NULL)
    return FALSE;
  hw_power_tap_line (self, band, index, track, &x, &track_y, &card_y);
  *box = (HwPowerBox){
    x - HW_POWER_TAP_SIZE / 2, track_y - HW_POWER_TAP_SIZE / 2, HW_POWER_TAP_SIZE, HW_POWER_TAP_SIZE
  };
  if (part->device != 0)
    *box = (HwPowerBox){ x - HW_POWER_RACK_PDU_SIZE / 2,
                         track->above ? card_y - HW_POWER_RACK_PDU_SIZE : card_y,
                         HW_POWER_RACK_PDU_SIZE,
                         HW_POWER_RACK_PDU_SIZE };
  return TRUE;
}

gboolean
hw_power_layout_part_rect (const HwPowerLayout *self,
                           const HwPowerPart *part,
                           double *x,
                           double *y,
                           double *width,
                           double *height)
{
  HwPowerBox box;
  gboolean found = FALSE;

  if (part->node >= 0 && hw_power_plan_node (self->plan, (guint)part->node)->role == HW_POWER_FEED)
    found = feed_box (self, (guint)part->node, &box);
  else if (part->node >= 0)
    for (guint i = 0; i < self->blocks->len && !found; i++)
      {
        const HwPowerSpot *spot = hw_power_block_find_spot (
            &g_array_index (self->blocks, HwPowerBlock, i), (guint)part->node);

        if (spot == NULL)
          continue;
        box = hw_power_spot_box (spot);
        found = TRUE;
      }
  else if (part->rack != 0)
    found = tap_box (self, part, &box);
  if (!found)
    return FALSE;
  *x = box.x;
  *y = box.y;
  *width = box.width;
  *height = box.height;
  return TRUE;
}
