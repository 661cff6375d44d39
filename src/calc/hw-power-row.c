/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-edit.h"
#include "hw-error.h"
#include "hw-power-breaker.h"

/* Feeds of a row. */

#define USUAL_VOLTAGE_V 415

/* What of a row draws power: units of the chain hang on nothing. Returns: (transfer full)
 * (element-type HwHandle) */
static GArray *
loads_of_row (HwResults *self, HwHandle row, double *load_w)
{
  HwDesign *design = hw_results_get_design (self);
  GArray *racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  *load_w = 0;
  for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
       rack = hw_design_next_of_row (design, rack))
    {
      double rack_w = hw_rack_figures_load (hw_results_rack (self, rack));

      if (!(rack_w > 0))
        continue;
      *load_w += rack_w;
      g_array_append_val (racks, rack);
    }
  return racks;
}

static HwHandle
add_feed (HwDesign *design, HwHandle row, HwHandle power, HwFeed feed, HwSide side)
{
  g_autofree char *name = g_strdup_printf (
      "%s-%s", hw_design_name (design, HW_REF (HW_TABLE_ROW, row)), side == HW_SIDE_A ? "A" : "B");

  feed.object.name = hw_design_intern (design, name);
  feed.side = side;
  feed.power = power;
  return hw_edit_insert (design, HW_TABLE_FEED, &feed);
}

/* What is common to both. FALSE with @error */
static gboolean
choose (HwResults *self, HwHandle row, HwHandle power, double load_w, HwFeed *feed, GError **error)
{
  HwDesign *design = hw_results_get_design (self);
  const HwPowerRow *chain = power != 0 ? hw_design_get_power (design, power) : NULL;
  double site_v = hw_design_get_site (design)->voltage_v;
  double chain_v = chain != NULL ? chain->voltage_v : NAN;
  double share = (chain != NULL ? chain->derating * chain->power_factor : 1);

  hw_row_init (HW_TABLE_FEED, feed);
  feed->voltage_v = isfinite (chain_v) ? chain_v : isfinite (site_v) ? site_v : USUAL_VOLTAGE_V;
  feed->rule = chain != NULL ? chain->rule : HW_BREAKER_NEC;
  share *= hw_breaker_share (feed->rule);
  feed->current_a
      = hw_breaker_rating_for (feed->rule, load_w / (sqrt (3) * feed->voltage_v * share));
  if (chain != NULL && chain->distribution == HW_DISTRIBUTION_BUSWAY
      && feed->current_a > chain->busway_a)
    feed->current_a = NAN;
  if (load_w > 0 && isfinite (feed->current_a))
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               load_w > 0 ? _ ("No breaker or busway is large enough for row %s: split it")
                          : _ ("Nothing in row %s draws power yet"),
               hw_design_name (design, HW_REF (HW_TABLE_ROW, row)));
  return FALSE;
}

guint
hw_power_lay_row (HwResults *self, HwHandle row, HwHandle power, GError **error)
{
  HwDesign *design = hw_results_get_design (self);
  gboolean two = power == 0 || hw_power_has_system (hw_design_get_power (design, power), HW_SIDE_B);
  double load_w;
  g_autoptr (GArray) racks = loads_of_row (self, row, &load_w);
  HwHandle a, b = 0;
  HwFeed feed;

  if (!choose (self, row, power, load_w, &feed, error))
    return 0;
  a = add_feed (design, row, power, feed, HW_SIDE_A);
  if (two)
    b = add_feed (design, row, power, feed, HW_SIDE_B);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      HwRack changed = *hw_design_get_rack (design, rack);

      changed.feed_a = a;
      changed.feed_b = b;
      changed.feed_c = 0;
      hw_edit_set (design, HW_TABLE_RACK, rack, &changed);
    }
  return two ? 2 : 1;
}
