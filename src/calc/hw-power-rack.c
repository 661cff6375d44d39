/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-rack.h"

#include <math.h>
#include <string.h>

#include "hw-override-key.h"
#include "hw-results-private.h"

/* Supplies of a device of which no source tells them: an assumption. */
#define ASSUMED_SUPPLIES 2
#define MOST_SUPPLIES 64
/* Above this a single supply is connected between line and neutral, below between two lines:
 * supplies take 200 to 240 V. */
#define HIGH_VOLTAGE_V 300
/* What devices and rack need not add up to. */
#define REST_W 1e-3

typedef struct
{
  HwPowerRack *rack;
  HwResults *results;
  const HwPowerPlan *plan;
  guint8 *turns; /* by tap: lines given out so far */
  double devices_w, devices_fp8;
  guint devices_gpus;
  guint n_shelves;
} Filling;

/* --- taps --- */

static void
add_tap (Filling *self, HwHandle feed)
{
  HwPowerRack *rack = self->rack;
  gint node = hw_power_plan_find (self->plan, HW_REF (HW_TABLE_FEED, feed));
  const HwPowerNode *row;
  HwPowerTap *tap;

  if (node < 0)
    return;
  for (guint i = 0; i < rack->n_taps; i++)
    if (rack->taps[i].feed == feed)
      return;
  row = hw_power_plan_node (self->plan, (guint)node);
  tap = &rack->taps[rack->n_taps++];
  *tap = (HwPowerTap){ .feed = feed,
                       .node = (guint)node,
                       .limit_w = NAN,
                       .trip_w = NAN,
                       .voltage_v = row->voltage_v,
                       .power_factor = row->power_factor,
                       .phases = row->phases,
                       .phase = row->phase };
  tap->between = row->phases == 1 ? row->between : row->voltage_v < HIGH_VOLTAGE_V;
  if (row->power != 0)
    {
      const HwPowerRow *chain = hw_design_get_power (self->results->design, row->power);

      tap->trip_w
          = row->voltage_v * chain->tap_a * row->power_factor * (row->phases == 3 ? sqrt (3) : 1);
      tap->limit_w = tap->trip_w * hw_breaker_share (chain->rule) * chain->derating;
    }
}

static void
add_load_of_phase (HwPhaseLoad *load, const HwPowerTap *tap, guint phase, double power_w)
{
  if (tap->phases == 1)
    phase = tap->phase;
  if (phase >= HW_PHASES)
    hw_phase_load_add_balanced (load, power_w);
  else if (tap->between)
    load->line_w[phase] += power_w;
  else
    load->neutral_w[phase] += power_w;
}

double
hw_power_tap_stress_w (const HwPowerTap *self, const HwPhaseLoad *load)
{
  HwPhaseCurrents currents;

  if (self->phases == 1)
    return hw_phase_load_total (load);
  currents = hw_three_phase_currents (load, self->voltage_v, self->power_factor);
  return sqrt (3) * self->voltage_v * currents.most_a * self->power_factor;
}

/* --- rack PDUs --- */

static gboolean
stands (Filling *self, const HwDevice *device)
{
  return hw_results_stands (self->results, &device->object);
}

static void
add_pdu (Filling *self, HwHandle device, const HwProduct *product)
{
  HwPowerRack *rack = self->rack;
  HwPowerRackPdu pdu = { .device = device, .tap = rack->pdus->len % rack->n_taps };
  const HwPowerTap *tap = &rack->taps[pdu.tap];
  double amperes = hw_product_value (product, HW_FIELD_INPUT_CURRENT);

  pdu.limit_w = hw_power_product_limit_w (product, tap->power_factor);
  pdu.trip_w = tap->voltage_v * amperes * tap->power_factor * (tap->phases == 3 ? sqrt (3) : 1);
  g_array_append_val (rack->pdus, pdu);
}

/* --- supplies and shelves --- */

/* The @i th of the supplies or shelves, counted from @start so that what has fewer of them than
 * there are feeds does not always take the first. */
static void
place_unit (Filling *self, HwPowerUnit *unit, guint i)
{
  HwPowerRack *rack = self->rack;

  unit->pdu = -1;
  unit->tap = i % rack->n_taps;
  if (rack->pdus->len > 0)
    {
      unit->pdu = (gint16)(i % rack->pdus->len);
      unit->tap = g_array_index (rack->pdus, HwPowerRackPdu, unit->pdu).tap;
    }
}

static HwPowerLoad *
add_load (Filling *self, HwRef object, double power_w)
{
  HwPowerLoad load = { .object = object, .power_w = power_w, .first_unit = self->rack->units->len };

  g_array_append_val (self->rack->loads, load);
  return &g_array_index (self->rack->loads, HwPowerLoad, self->rack->loads->len - 1);
}

/* @start: by the place in the rack, so that an edit elsewhere moves no plug. */
static void
add_supplies (
    Filling *self, HwPowerLoad *load, HwHandle device, guint n, double rating_w, guint start)
{
  HwPowerRack *rack = self->rack;
  guint ends = MAX (rack->pdus->len, rack->n_taps);

  if (n % ends == 0)
    start -= start % ends;
  for (guint i = 0; i < n; i++)
    {
      HwPowerUnit unit = { .device = device,
                           .load = rack->loads->len - 1,
                           .rating_w = rating_w,
                           .port = (guint16)(i + 1),
                           .parts = 1 };

      place_unit (self, &unit, start + i);
      unit.phase = load->assumed ? HW_PHASES : (start + i) / ends % HW_PHASES;
      g_array_append_val (rack->units, unit);
    }
  load->n_units = n;
}

static void
add_device (Filling *self, HwHandle handle)
{
  const HwDevice *device = hw_design_get_device (self->results->design, handle);
  const HwProduct *product = hw_design_device_product (self->results->design, handle);
  guint index = hw_results_device_contributor (self->results, handle);
  const HwShare *shares = hw_contributors_get (self->results->contributors, index)->shares;
  double count = hw_product_value (product, HW_FIELD_PSU_COUNT);
  double rating_w = hw_product_value (product, HW_FIELD_PSU_RATING);
  double power_w = shares[HW_TOTAL_IT_NAMEPLATE].value + shares[HW_TOTAL_OTHER_NAMEPLATE].value;
  HwPowerLoad *load;

  if (!(power_w > 0))
    return;
  load = add_load (self, HW_REF (HW_TABLE_DEVICE, handle), power_w);
  load->gpus = (guint32)shares[HW_TOTAL_GPUS].value;
  load->fp8_dense = shares[HW_TOTAL_FP8_DENSE].value;
  load->assumed = !(count >= 1);
  self->devices_w += power_w;
  self->devices_gpus += load->gpus;
  self->devices_fp8 += load->fp8_dense;
  add_supplies (self,
                load,
                handle,
                load->assumed ? ASSUMED_SUPPLIES : (guint)MIN (count, MOST_SUPPLIES),
                load->assumed || !(rating_w > 0) ? INFINITY : rating_w,
                (guint)MAX (device->position, 0) / 2);
}

static gboolean
is_shelf (const HwProduct *product)
{
  return product->kind == HW_KIND_POWER_SHELF
         && hw_product_value (product, HW_FIELD_PSU_COUNT) >= 1;
}

static void
add_shelf (Filling *self, HwHandle device, const HwProduct *product)
{
  HwPowerUnit unit = { .device = device, .load = 0, .phase = HW_PHASES };
  double rating_w = hw_product_value (product, HW_FIELD_POWER_CAPACITY);

  unit.parts = (guint8)MIN (hw_product_value (product, HW_FIELD_PSU_COUNT), MOST_SUPPLIES);
  unit.rating_w
      = rating_w > 0 ? rating_w : unit.parts * hw_product_value (product, HW_FIELD_PSU_RATING);
  if (!(unit.rating_w > 0))
    unit.rating_w = INFINITY;
  place_unit (self, &unit, self->n_shelves++);
  g_array_append_val (self->rack->units, unit);
}

/* All of the rack on the busbar of its shelves. */
static void
fill_busbar (Filling *self, double power_w, const HwRackFigures *figures)
{
  HwDesign *design = self->results->design;
  HwPowerLoad *load = add_load (self, HW_REF (HW_TABLE_RACK, self->rack->rack), power_w);

  load->gpus = figures->gpus;
  load->fp8_dense = figures->fp8_dense;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, self->rack->rack);
       device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwProduct *product = hw_design_device_product (design, device);

      if (stands (self, hw_design_get_device (design, device)) && is_shelf (product))
        add_shelf (self, device, product);
    }
  load->n_units = self->rack->units->len;
}

static void
fill_devices (Filling *self, double power_w, const HwRackFigures *figures)
{
  HwDesign *design = self->results->design;
  HwPowerLoad *rest;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, self->rack->rack);
       device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    if (stands (self, hw_design_get_device (design, device)))
      add_device (self, device);
  if (power_w - self->devices_w < REST_W)
    return;
  /* A unit on the floor, or the remainder of an assembly. */
  rest = add_load (self, HW_REF (HW_TABLE_RACK, self->rack->rack), power_w - self->devices_w);
  rest->assumed = TRUE;
  rest->gpus = figures->gpus > self->devices_gpus ? figures->gpus - self->devices_gpus : 0;
  rest->fp8_dense = fmax (figures->fp8_dense - self->devices_fp8, 0);
  add_supplies (self, rest, 0, ASSUMED_SUPPLIES, INFINITY, 0);
}

/* --- overrides --- */

static gboolean
set_tap (HwPowerRack *self, HwHandle feed, const char *field, double number)
{
  for (guint i = 0; i < self->n_taps; i++)
    if (self->taps[i].feed == feed && strcmp (field, "rating-a") == 0 && number >= 0)
      {
        HwPowerTap *tap = &self->taps[i];
        double share = isnan (tap->trip_w) ? 1 : tap->limit_w / tap->trip_w;

        tap->trip_w
            = tap->voltage_v * number * tap->power_factor * (tap->phases == 3 ? sqrt (3) : 1);
        tap->limit_w = share * tap->trip_w;
        return TRUE;
      }
  return FALSE;
}

/* Plugs a supply or shelf into another feed of its rack. */
static gboolean
set_unit (HwPowerRack *self, HwHandle device, guint port, HwHandle feed)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      HwPowerUnit *unit = &g_array_index (self->units, HwPowerUnit, i);

      if (unit->device != device || unit->port != port)
        continue;
      for (guint tap = 0; tap < self->n_taps; tap++)
        if (self->taps[tap].feed == feed)
          {
            unit->tap = (guint8)tap;
            unit->pdu = -1;
            for (guint pdu = 0; pdu < self->pdus->len; pdu++)
              if (g_array_index (self->pdus, HwPowerRackPdu, pdu).tap == tap)
                unit->pdu = (gint16)pdu;
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
apply (HwPowerRack *self, HwDesign *design, const HwOverride *row)
{
  g_auto (GStrv) parts = hw_override_key_split (hw_design_text (design, row->key));
  const char *field = hw_design_text (design, row->field);
  const char *value = hw_design_text (design, row->value);
  HwRef object = hw_override_key_object (design, parts[2]);
  HwRef feed;
  char *end;

  if (strcmp (parts[1], hw_power_role_name (HW_POWER_TAP)) == 0)
    {
      double number = g_ascii_strtod (value, &end);

      return end != value && *end == '\0' && isfinite (number)
             && set_tap (self, hw_override_key_object (design, parts[0]).handle, field, number);
    }
  feed = hw_design_find (design, value);
  return strcmp (field, "feed") == 0 && feed.handle != 0 && feed.table == HW_TABLE_FEED
         && object.table == HW_TABLE_DEVICE
         && set_unit (self, object.handle, hw_override_key_port (parts[2]), feed.handle);
}

static void
patch (Filling *self)
{
  HwPowerRack *rack = self->rack;
  const GArray *overrides = g_hash_table_lookup (self->plan->inside, GUINT_TO_POINTER (rack->rack));

  for (guint i = 0; overrides != NULL && i < overrides->len; i++)
    {
      HwHandle override = g_array_index (overrides, HwHandle, i);

      if (apply (rack,
                 self->results->design,
                 hw_design_get_override (self->results->design, override)))
        continue;
      if (rack->bad_overrides == NULL)
        rack->bad_overrides = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      g_array_append_val (rack->bad_overrides, override);
    }
}

/* --- the whole --- */

static gboolean
find_parts (Filling *self)
{
  HwDesign *design = self->results->design;
  gboolean shelves = FALSE;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, self->rack->rack);
       device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwProduct *product = hw_design_device_product (design, device);

      if (!stands (self, hw_design_get_device (design, device)))
        continue;
      shelves = shelves || is_shelf (product);
      if (product->kind == HW_KIND_RACK_PDU)
        add_pdu (self, device, product);
    }
  return shelves;
}

HwPowerRack *
hw_power_rack_new (HwResults *results, const HwPowerPlan *plan, HwHandle handle)
{
  const HwRackFigures *figures = hw_results_rack (results, handle);
  const HwRack *row;
  HwPowerRack *self;
  Filling filling;
  double power_w;

  if (hw_results_composition (results, handle) == NULL)
    return NULL;
  row = hw_design_get_rack (results->design, handle);
  if (row->feed_a == 0 && row->feed_b == 0 && row->feed_c == 0)
    return NULL;
  self = g_new0 (HwPowerRack, 1);
  self->rack = handle;
  self->pdus = g_array_new (FALSE, FALSE, sizeof (HwPowerRackPdu));
  self->units = g_array_new (FALSE, FALSE, sizeof (HwPowerUnit));
  self->loads = g_array_new (FALSE, FALSE, sizeof (HwPowerLoad));
  filling = (Filling){ .rack = self, .results = results, .plan = plan };
  add_tap (&filling, row->feed_a);
  add_tap (&filling, row->feed_b);
  add_tap (&filling, row->feed_c);
  power_w = hw_rack_figures_load (figures);
  if (find_parts (&filling))
    fill_busbar (&filling, power_w, figures);
  else
    fill_devices (&filling, power_w, figures);
  patch (&filling);
  return self;
}

static GArray *
copy_array (GArray *array, guint size)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, size, array->len);

  g_array_append_vals (copy, array->data, array->len);
  return copy;
}

HwPowerRack *
hw_power_rack_copy (const HwPowerRack *self)
{
  HwPowerRack *copy = g_new (HwPowerRack, 1);

  *copy = *self;
  copy->pdus = copy_array (self->pdus, sizeof (HwPowerRackPdu));
  copy->units = copy_array (self->units, sizeof (HwPowerUnit));
  copy->loads = copy_array (self->loads, sizeof (HwPowerLoad));
  copy->bad_overrides = NULL;
  return copy;
}

void
hw_power_rack_free (HwPowerRack *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pdus);
  g_array_unref (self->units);
  g_array_unref (self->loads);
  g_clear_pointer (&self->bad_overrides, g_array_unref);
  g_free (self);
}

/* --- solving --- */

static double
live_rating (const HwPowerRack *self, const HwPowerUnit *unit, guint live)
{
  if (unit->dead || !(live >> unit->tap & 1) || self->taps[unit->tap].dead
      || unit->dead_parts >= unit->parts
      || (unit->pdu >= 0 && g_array_index (self->pdus, HwPowerRackPdu, unit->pdu).dead))
    return 0;
  return unit->rating_w * (unit->parts - unit->dead_parts) / unit->parts;
}

static double
share_out (const HwPowerRack *self,
           const HwPowerLoad *load,
           guint live,
           HwPowerRackState *state,
           HwPhaseLoad *pdus)
{
  double rating_w = 0, carried_w;
  guint n = 0;

  for (guint i = 0; i < load->n_units; i++)
    {
      double rating = live_rating (
          self, &g_array_index (self->units, HwPowerUnit, load->first_unit + i), live);

      rating_w += rating;
      n += rating > 0;
    }
  if (n == 0)
    return 0;
  carried_w = fmin (load->power_w, rating_w);
  for (guint i = 0; i < load->n_units; i++)
    {
      const HwPowerUnit *unit = &g_array_index (self->units, HwPowerUnit, load->first_unit + i);
      double rating = live_rating (self, unit, live);
      double power_w = isinf (rating_w) ? carried_w / n : carried_w * rating / rating_w;

      if (!(rating > 0))
        continue;
      add_load_of_phase (&state->taps[unit->tap], &self->taps[unit->tap], unit->phase, power_w);
      if (pdus != NULL && unit->pdu >= 0)
        add_load_of_phase (&pdus[unit->pdu], &self->taps[unit->tap], unit->phase, power_w);
    }
  return carried_w;
}

void
hw_power_rack_solve (const HwPowerRack *self,
                     guint live,
                     HwPowerRackState *state,
                     double *loads_w,
                     HwPhaseLoad *pdus)
{
  *state = (HwPowerRackState){ 0 };
  if (pdus != NULL)
    memset (pdus, 0, self->pdus->len * sizeof *pdus);
  for (guint i = 0; i < self->loads->len; i++)
    {
      const HwPowerLoad *load = &g_array_index (self->loads, HwPowerLoad, i);
      double power_w = share_out (self, load, live, state, pdus);

      if (loads_w != NULL)
        loads_w[i] = power_w;
      state->power_w += power_w;
      state->wanted_w += load->power_w;
      if (power_w <= 0)
        {
          state->n_dead++;
          state->gpus_lost += load->gpus;
          state->fp8_lost += load->fp8_dense;
        }
      else if (!hw_within (load->power_w, power_w))
        {
          state->n_capped++;
          state->gpus_capped += load->gpus;
        }
    }
}
