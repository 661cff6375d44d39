/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-conductor.h"

#include <math.h>
#include <stdlib.h>

#include "hw-geometry.h"
#include "hw-results-private.h"

/* A tap where it stands. */
typedef struct
{
  guint node;
  HwHandle hall;
  HwHandle run; /* row; of racks without one, the rack beyond all rows */
  HwHandle rack;
  gint32 x_mm, y_mm; /* middle of the rack */
  guint8 tap;
} Place;

/* Of a rack, all that segments follow from. */
typedef struct
{
  HwHandle hall, row;
  gint32 x_mm, y_mm;
  guint n_taps;
  guint nodes[HW_POWER_TAPS];
} Stand;

/* --- where taps stand --- */

static Place
place_of (HwDesign *design, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (design, rack);
  HwArea area = hw_rack_area (design, rack);

  return (Place){ .hall = row->object.parent,
                  .run = row->row != 0 ? row->row : hw_design_bound (design, HW_TABLE_ROW) + rack,
                  .rack = rack,
                  .x_mm = area.x + area.width / 2,
                  .y_mm = area.y + area.depth / 2 };
}

/* Of units too, from which runs begin; of nothing that a run does not know. */
static Stand
stand_of (HwPower *power, HwHandle handle)
{
  HwDesign *design = power->results->design;
  const HwPowerRack *rack = hw_power_derive_rack (power, handle);
  Stand stand = { 0 };
  Place place;

  if (!hw_design_has (design, HW_TABLE_RACK, handle))
    return stand;
  place = place_of (design, handle);
  stand.hall = place.hall;
  stand.row = hw_design_get_rack (design, handle)->row;
  stand.x_mm = place.x_mm;
  stand.y_mm = place.y_mm;
  stand.n_taps = rack != NULL ? rack->n_taps : 0;
  for (guint i = 0; i < stand.n_taps; i++)
    stand.nodes[i] = rack->taps[i].node;
  return stand;
}

static double
apart_m (const Place *a, const Place *b)
{
  return (fabs ((double)a->x_mm - b->x_mm) + fabs ((double)a->y_mm - b->y_mm)) / 1e3;
}

static GArray *
find_places (HwPower *power, const HwPowerPlan *plan)
{
  HwDesign *design = power->results->design;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (HwHandle handle = 1; handle < hw_design_bound (design, HW_TABLE_RACK); handle++)
    {
      const HwPowerRack *rack = hw_power_derive_rack (power, handle);

      for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
        {
          Place place;

          if (isnan (hw_power_plan_node (plan, rack->taps[i].node)->ohm_per_m))
            continue;
          place = place_of (design, handle);
          place.node = rack->taps[i].node;
          place.tap = (guint8)i;
          g_array_append_val (places, place);
        }
    }
  return places;
}

static int
order (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
by_run (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;
  int node = order (x->node, y->node);
  int run = order (x->run, y->run);

  return node != 0 ? node : run != 0 ? run : order (x->rack, y->rack);
}

static int
by_x (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;
  int along = order (x->x_mm, y->x_mm);

  return along != 0 ? along : order (x->rack, y->rack);
}

static int
by_y (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;
  int along = order (x->y_mm, y->y_mm);

  return along != 0 ? along : order (x->rack, y->rack);
}

/* --- runs --- */

/* Sorts the taps of a run from the end where it begins. @source: (nullable): in the same hall */
static void
sort_run (Place *places, guint n, const Place *source)
{
  gint32 low_x = G_MAXINT32, high_x = G_MININT32, low_y = G_MAXINT32, high_y = G_MININT32;

  for (guint i = 0; i < n; i++)
    {
      low_x = MIN (low_x, places[i].x_mm);
      high_x = MAX (high_x, places[i].x_mm);
      low_y = MIN (low_y, places[i].y_mm);
      high_y = MAX (high_y, places[i].y_mm);
    }
  qsort (places, n, sizeof *places, high_x - low_x >= high_y - low_y ? by_x : by_y);
  if (source == NULL || apart_m (source, &places[0]) <= apart_m (source, &places[n - 1]))
    return;
  for (guint i = 0; i < n / 2; i++)
    {
      Place place = places[i];

      places[i] = places[n - 1 - i];
      places[n - 1 - i] = place;
    }
}

/* @source: (nullable): unit that feeds it; @node: of the feed; @rise_m: from there */
static void
add_run (HwPowerConductors *self,
         HwDistribution distribution,
         Place *places,
         guint n,
         const Place *source,
         const HwPowerNode *node,
         double rise_m)
{
  if (source != NULL && source->hall != places[0].hall)
    source = NULL;
  sort_run (places, n, source);
  for (guint i = 0; i < n; i++)
    {
      HwPowerSegment segment = { .rack = places[i].rack,
                                 .tap = places[i].tap,
                                 .begins = i == 0 || distribution != HW_DISTRIBUTION_BUSWAY };
      const Place *from = source;

      if (distribution == HW_DISTRIBUTION_PANEL)
        from = &places[0];
      else if (distribution == HW_DISTRIBUTION_BUSWAY && i > 0)
        from = &places[i - 1];
      segment.length_m = from != NULL ? apart_m (from, &places[i]) : 0;
      if (from == source && !isnan (node->length_m))
        segment.length_m = node->length_m;
      else if (from == source && source != NULL)
        segment.length_m += rise_m;
      g_array_append_val (self->segments, segment);
    }
}

static gboolean
has_resistance (const HwPowerPlan *plan)
{
  for (guint i = 0; i < plan->nodes->len; i++)
    if (!isnan (hw_power_plan_node (plan, i)->ohm_per_m))
      return TRUE;
  return FALSE;
}

HwPowerConductors *
hw_power_conductors_new (HwPower *power)
{
  const HwPowerPlan *plan = hw_power_derive (power);
  HwDesign *design = power->results->design;
  HwPowerConductors *self = g_new0 (HwPowerConductors, 1);
  g_autoptr (GArray) places = NULL;
  guint done = 0;

  self->segments = g_array_new (FALSE, FALSE, sizeof (HwPowerSegment));
  self->first = g_array_new (FALSE, TRUE, sizeof (guint));
  self->stands = g_array_new (FALSE, FALSE, sizeof (Stand));
  self->touched = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->any = has_resistance (plan);
  if (!self->any)
    {
      g_array_set_size (self->first, plan->nodes->len + 1);
      return self;
    }
  self->feeders = hw_power_feeders_find (design, plan);
  places = find_places (power, plan);
  for (HwHandle handle = 0; handle < hw_design_bound (design, HW_TABLE_RACK); handle++)
    {
      Stand stand = stand_of (power, handle);

      g_array_append_val (self->stands, stand);
    }
  g_array_sort (places, by_run);
  for (guint node = 0; node < plan->nodes->len; node++)
    {
      HwHandle unit = hw_power_plan_unit_above (plan, node);
      Place source;

      if (unit != 0)
        source = place_of (design, unit);
      g_array_append_val (self->first, self->segments->len);
      while (done < places->len && g_array_index (places, Place, done).node == node)
        {
          Place *run = &g_array_index (places, Place, done);
          const HwPowerNode *feed = hw_power_plan_node (plan, node);
          const HwPowerRow *chain = hw_design_get_power (design, feed->power);
          guint n = 1;

          while (done + n < places->len && run[n].node == node && run[n].run == run->run)
            n++;
          add_run (
              self, chain->distribution, run, n, unit != 0 ? &source : NULL, feed, chain->rise_m);
          done += n;
        }
    }
  g_array_append_val (self->first, self->segments->len);
  return self;
}

void
hw_power_conductors_free (HwPowerConductors *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->segments);
  g_array_unref (self->first);
  g_clear_pointer (&self->feeders, g_array_unref);
  g_array_unref (self->stands);
  g_array_unref (self->touched);
  g_free (self);
}

void
hw_power_conductors_touch (HwPowerConductors *self, HwHandle rack)
{
  if (self->any)
    g_array_append_val (self->touched, rack);
}

static gboolean
same_stand (const Stand *a, const Stand *b)
{
  if (a->hall != b->hall || a->row != b->row || a->x_mm != b->x_mm || a->y_mm != b->y_mm
      || a->n_taps != b->n_taps)
    return FALSE;
  for (guint i = 0; i < a->n_taps; i++)
    if (a->nodes[i] != b->nodes[i])
      return FALSE;
  return TRUE;
}

gboolean
hw_power_conductors_hold (HwPowerConductors *self, HwPower *power)
{
  static const Stand none = { 0 };

  for (guint i = 0; i < self->touched->len; i++)
    {
      HwHandle rack = g_array_index (self->touched, HwHandle, i);
      Stand now = stand_of (power, rack);

      if (!same_stand (
              rack < self->stands->len ? &g_array_index (self->stands, Stand, rack) : &none, &now))
        return FALSE;
    }
  g_array_set_size (self->touched, 0);
  return TRUE;
}

const HwPowerFeeder *
hw_power_conductors_feeder (const HwPowerConductors *self, guint node)
{
  return self->feeders != NULL ? &g_array_index (self->feeders, HwPowerFeeder, node) : NULL;
}

const HwPowerSegment *
hw_power_conductors_of (const HwPowerConductors *self, guint node, guint *n)
{
  guint first = g_array_index (self->first, guint, node);

  *n = g_array_index (self->first, guint, node + 1) - first;
  return (const HwPowerSegment *)(gpointer)self->segments->data + first;
}

/* --- losses --- */

/* What one segment loses with that load behind it. @drop: (out): over the nominal voltage */
static double
segment_loss_w (const HwPowerNode *node, double length_m, const HwPhaseLoad *load, double *drop)
{
  double ohm = node->ohm_per_m * length_m;
  HwPhaseCurrents currents;
  double squares = 0;

  if (node->phases == 1)
    {
      double amperes = hw_phase_load_total (load) / node->voltage_v / node->power_factor;

      *drop = 2 * amperes * ohm * node->power_factor / node->voltage_v;
      return 2 * ohm * amperes * amperes;
    }
  currents = hw_three_phase_currents (load, node->voltage_v, node->power_factor);
  for (guint i = 0; i < HW_PHASES; i++)
    squares += currents.line_a[i] * currents.line_a[i];
  squares += currents.neutral_a * currents.neutral_a;
  *drop = sqrt (3) * currents.most_a * ohm * node->power_factor / node->voltage_v;
  return ohm * squares;
}

double
hw_power_conductors_solve (const HwPowerConductors *self,
                           const HwPowerPlan *plan,
                           guint index,
                           const GArray *racks,
                           double *drop)
{
  const HwPowerNode *node = hw_power_plan_node (plan, index);
  HwPhaseLoad load = { 0 };
  double loss_w = 0, run_drop = 0;
  guint n;
  const HwPowerSegment *segments = hw_power_conductors_of (self, index, &n);

  *drop = 0;
  for (guint i = n; i-- > 0;)
    {
      const HwPowerRackState *rack = &g_array_index (racks, HwPowerRackState, segments[i].rack);
      double segment_drop;

      hw_phase_load_add (&load, &rack->taps[segments[i].tap], 1);
      loss_w += segment_loss_w (node, segments[i].length_m, &load, &segment_drop);
      run_drop += segment_drop;
      if (!segments[i].begins)
        continue;
      *drop = fmax (*drop, run_drop);
      load = (HwPhaseLoad){ 0 };
      run_drop = 0;
    }
  return loss_w;
}
