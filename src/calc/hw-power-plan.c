/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-plan.h"

#include <math.h>
#include <string.h>

#include "hw-feeds.h"
#include "hw-override-key.h"

#define MOST_LIMIT_W 1e12
#define MOST_LENGTH_MM 1e7

/* Nodes of one chain by stage and system. */
typedef struct
{
  GArray *of[HW_POWER_BUS][HW_N_SYSTEMS];  /* guint; NULL: none */
  GArray *out[HW_POWER_BUS][HW_N_SYSTEMS]; /* guint: the busbar behind several */
} Stages;

typedef struct
{
  HwPowerPlan *plan;
  HwDesign *design;
  const HwMoment *moment;
} Planning;

static void
set_place (GArray *places, HwHandle handle, guint node)
{
  if (handle >= places->len)
    g_array_set_size (places, handle + 1);
  g_array_index (places, guint, handle) = node + 1;
}

static double
voltage_of (HwDesign *design, const HwPowerRow *row)
{
  return isnan (row->voltage_v) ? hw_design_get_site (design)->voltage_v : row->voltage_v;
}

/* --- units and utility --- */

static guint
add_node (HwPowerPlan *self, const HwPowerNode *node)
{
  g_array_append_val (self->nodes, *node);
  return self->nodes->len - 1;
}

static void
enter (Stages *stages, HwPowerRole role, HwSide system, guint node)
{
  if (stages->of[role][system] == NULL)
    stages->of[role][system] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (stages->of[role][system], node);
}

static HwPowerNode
node_of_chain (Planning *self, HwHandle power, HwPowerRole role, HwSide system)
{
  const HwPowerRow *row = hw_design_get_power (self->design, power);

  return (HwPowerNode){ .power = power,
                        .object = HW_REF (HW_TABLE_POWER, power),
                        .role = (guint8)role,
                        .system = (guint8)system,
                        .phases = 3,
                        .limit_w = NAN,
                        .trip_w = NAN,
                        .ohm_per_m = NAN,
                        .length_m = NAN,
                        .voltage_v = voltage_of (self->design, row),
                        .power_factor = row->power_factor };
}

static void
add_utilities (Planning *self, HwHandle power, Stages *stages)
{
  const HwPowerRow *row = hw_design_get_power (self->design, power);
  gint shared = -1;

  if (row->utility == HW_UTILITY_NONE)
    return;
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      HwPowerNode node = node_of_chain (self, power, HW_POWER_UTILITY, system);

      if (!hw_power_has_system (row, system))
        continue;
      if (shared < 0 || row->utility == HW_UTILITY_EACH)
        shared = (gint)add_node (self->plan, &node);
      enter (stages, HW_POWER_UTILITY, system, (guint)shared);
    }
}

/* Switchgear and PDUs have breakers that open beyond their rating; transformers, generators and UPS
 * bear an overload for a while, and are told of. */
static void
add_unit (Planning *self, HwHandle rack, HwPowerRole role, Stages *stages)
{
  const HwRack *unit = hw_design_get_rack (self->design, rack);
  const HwPowerRow *row = hw_design_get_power (self->design, unit->power);
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  HwPowerNode node = node_of_chain (self, unit->power, role, unit->system);
  guint index;

  node.object = HW_REF (HW_TABLE_RACK, rack);
  node.loss = hw_loss_model_of_product (product, row->power_factor);
  node.limit_w = hw_power_product_limit_w (product, row->power_factor);
  if (role == HW_POWER_SWITCHGEAR || role == HW_POWER_PDU)
    {
      node.trip_w = node.limit_w;
      node.limit_w *= hw_breaker_share (row->rule) * row->derating;
    }
  index = add_node (self->plan, &node);
  enter (stages, role, unit->system, index);
  set_place (self->plan->units, rack, index);
}

/* --- who feeds whom --- */

static void
add_parents (HwPowerPlan *self, guint node, const GArray *parents, gboolean preferred)
{
  HwPowerNode *row = hw_power_plan_node (self, node);

  if (parents == NULL)
    return;
  if (row->n_parents == 0)
    row->first_parent = self->parents->len;
  g_array_append_vals (self->parents, parents->data, parents->len);
  row->n_parents += parents->len;
  if (preferred)
    row->n_preferred += parents->len;
}

/* What feeds what stands below a stage: its unit, or the busbar of several. */
static const GArray *
output_of (Planning *self, HwHandle power, Stages *stages, HwPowerRole role, HwSide system)
{
  const GArray *units = stages->of[role][system];
  HwPowerNode bus;
  guint node;

  if (units == NULL || units->len == 1)
    return units;
  if (stages->out[role][system] != NULL)
    return stages->out[role][system];
  bus = node_of_chain (self, power, HW_POWER_BUS, system);
  node = add_node (self->plan, &bus);
  add_parents (self->plan, node, units, TRUE);
  stages->out[role][system] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (stages->out[role][system], node);
  return stages->out[role][system];
}

/* The stage above @below that the system has, generators not counted. */
static HwPowerRole
stage_above (const Stages *stages, HwPowerRole below, HwSide system)
{
  for (HwPowerRole role = below - 1; role > HW_POWER_UTILITY; role--)
    if (role != HW_POWER_GENERATOR && stages->of[role][system] != NULL)
      return role;
  return HW_POWER_UTILITY;
}

/* The generators of a system come in where its own supply ends: above whatever stands below the
 * transformers. */
static void
feed_node (Planning *self, HwHandle power, Stages *stages, guint node, HwPowerRole role)
{
  HwSide system = hw_power_plan_node (self->plan, node)->system;
  HwPowerRole above = stage_above (stages, MIN (role, HW_POWER_BUS), system);
  const GArray *from = output_of (self, power, stages, above, system);
  const GArray *generators = NULL;

  if (above <= HW_POWER_TRANSFORMER && role > HW_POWER_TRANSFORMER)
    generators = output_of (self, power, stages, HW_POWER_GENERATOR, system);
  add_parents (self->plan, node, from, TRUE);
  add_parents (self->plan, node, generators, from == NULL);
}

static void
join_stages (Planning *self, HwHandle power, Stages *stages)
{
  for (guint role = HW_POWER_TRANSFORMER; role < HW_POWER_BUS; role++)
    for (guint system = 0; role != HW_POWER_GENERATOR && system < HW_N_SYSTEMS; system++)
      for (guint i = 0; stages->of[role][system] != NULL && i < stages->of[role][system]->len; i++)
        feed_node (self, power, stages, g_array_index (stages->of[role][system], guint, i), role);
}

/* --- feeds --- */

/* Those on one phase take the lines in turn, in the order of their ids. */
static guint
add_feed (Planning *self, HwHandle feed, guint *turn)
{
  const HwFeed *row = hw_design_get_feed (self->design, feed);
  HwPowerNode node = { .power = row->power,
                       .object = HW_REF (HW_TABLE_FEED, feed),
                       .role = HW_POWER_FEED,
                       .system = row->side,
                       .phases = row->phases,
                       .voltage_v = row->voltage_v,
                       .ohm_per_m = NAN,
                       .length_m = NAN,
                       .power_factor = 1 };
  guint index;

  if (row->power != 0)
    {
      const HwPowerRow *chain = hw_design_get_power (self->design, row->power);

      node.power_factor = chain->power_factor;
      node.ohm_per_m = chain->conductor_ohm_per_m;
      node.between = row->phases == 1 && row->voltage_v > 0.9 * voltage_of (self->design, chain);
    }
  node.trip_w
      = row->voltage_v * row->current_a * node.power_factor * (row->phases == 3 ? sqrt (3) : 1);
  node.limit_w = hw_feed_limit_in (self->design, feed);
  if (row->phases == 1)
    node.phase = (guint8)((*turn)++ % HW_PHASES);
  index = add_node (self->plan, &node);
  set_place (self->plan->feeds, feed, index);
  return index;
}

static void
connect_feed (Planning *self, guint node, Stages *stages)
{
  HwPowerNode *feed = hw_power_plan_node (self->plan, node);
  HwHandle power = feed->power;
  const HwPowerRow *row = hw_design_get_power (self->design, power);
  HwSide system = feed->system;
  const GArray *reserve = NULL;

  if (!hw_power_has_system (row, system))
    return;
  /* A static transfer switch takes the reserve where the block is gone. */
  if (row->scheme == HW_SCHEME_CATCHER && system != HW_SIDE_RESERVE)
    reserve = output_of (
        self, power, stages, stage_above (stages, HW_POWER_BUS, HW_SIDE_RESERVE), HW_SIDE_RESERVE);
  feed_node (self, power, stages, node, HW_POWER_FEED);
  add_parents (self->plan, node, reserve, FALSE);
}

/* --- overrides --- */

/* Conductors at the voltage of the chain, from units that it has; those of remote panels begin at
 * the panel. */
static gboolean
set_length (HwDesign *design, HwPowerNode *node, double length_mm)
{
  if (length_mm > MOST_LENGTH_MM
      || (node->role == HW_POWER_FEED && node->power != 0
          && hw_design_get_power (design, node->power)->distribution == HW_DISTRIBUTION_PANEL)
      || (node->role != HW_POWER_SWITCHGEAR && node->role != HW_POWER_UPS
          && node->role != HW_POWER_PDU && node->role != HW_POWER_FEED))
    return FALSE;
  node->length_m = length_mm / 1e3;
  return TRUE;
}

static gboolean
parse_number (const char *value, double *number)
{
  char *end;
  double parsed = g_ascii_strtod (value, &end);

  if (end == value || *end != '\0' || !(parsed >= 0 && parsed <= MOST_LIMIT_W))
    return FALSE;
  *number = parsed;
  return TRUE;
}

static gboolean
patch_node (Planning *self, guint node, const char *field, const char *value)
{
  HwPowerNode *row = hw_power_plan_node (self->plan, node);
  double number;
  gint from;
  guint parent;

  if (strcmp (field, "off") == 0)
    {
      row->off = strcmp (value, "yes") == 0;
      return row->off || strcmp (value, "no") == 0;
    }
  if (strcmp (field, "limit-w") == 0 && parse_number (value, &number))
    {
      row->limit_w = number;
      if (!isnan (row->trip_w))
        row->trip_w = fmin (row->trip_w, number);
      return TRUE;
    }
  if (strcmp (field, "length-mm") == 0)
    return parse_number (value, &number) && set_length (self->design, row, number);
  if (strcmp (field, "fed-from") != 0)
    return FALSE;
  from = hw_power_plan_find_key (self->plan, self->design, value);
  if (from < 0)
    return FALSE;
  parent = (guint)from;
  row->first_parent = self->plan->parents->len;
  row->n_parents = row->n_preferred = 1;
  g_array_append_val (self->plan->parents, parent);
  return TRUE;
}

static gboolean
is_inner_role (const char *name)
{
  for (guint role = HW_POWER_TAP; role < HW_N_POWER_ROLES; role++)
    if (strcmp (hw_power_role_name (role), name) == 0)
      return TRUE;
  return FALSE;
}

/* Those of taps, shelves and supplies are kept for their rack. */
static gboolean
keep_inside (Planning *self, HwHandle override, const char *const *parts)
{
  HwHandle rack;
  GArray *list;

  if (g_strv_length ((char **)parts) != 3 || !is_inner_role (parts[1]))
    return FALSE;
  rack = hw_design_rack_of (self->design, hw_override_key_object (self->design, parts[2]));
  if (rack == 0)
    return FALSE;
  list = g_hash_table_lookup (self->plan->inside, GUINT_TO_POINTER (rack));
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      g_hash_table_insert (self->plan->inside, GUINT_TO_POINTER (rack), list);
    }
  g_array_append_val (list, override);
  return TRUE;
}

static void
patch (Planning *self)
{
  HwDesign *design = self->design;

  for (HwHandle handle = hw_design_first_child (design, HW_TABLE_OVERRIDE, 0); handle != 0;
       handle = hw_design_next_child (design, HW_TABLE_OVERRIDE, handle))
    {
      const HwOverride *row = hw_design_get_override (design, handle);
      const char *key = hw_design_text (design, row->key);
      g_auto (GStrv) parts = hw_override_key_split (key);
      HwRef rule = hw_override_key_object (design, parts[0]);
      gint node;

      if (rule.handle == 0 || (rule.table != HW_TABLE_POWER && rule.table != HW_TABLE_FEED))
        continue;
      node = hw_power_plan_find_key (self->plan, design, key);
      if (node >= 0 ? patch_node (self,
                                  (guint)node,
                                  hw_design_text (design, row->field),
                                  hw_design_text (design, row->value))
                    : keep_inside (self, handle, (const char *const *)parts))
        continue;
      /* One of what is gone waits for it; hw_override_is_idle(). */
      if (hw_override_is_idle (design, handle))
        self->plan->waiting = TRUE;
      else
        g_array_append_val (self->plan->bad_overrides, handle);
    }
}

/* --- order --- */

/* Of what is looped, what feeds nothing looped hangs on a ring without being a part of it. */
static void
find_rings (HwPowerPlan *self)
{
  guint n = self->nodes->len;
  g_autofree guint8 *feeds = g_new (guint8, MAX (n, 1));
  gboolean again;

  do
    {
      again = FALSE;
      memset (feeds, 0, n);
      for (guint node = 0; node < n; node++)
        {
          const HwPowerNode *row = hw_power_plan_node (self, node);

          for (guint i = 0; row->ring && i < row->n_parents; i++)
            feeds[g_array_index (self->parents, guint, row->first_parent + i)] = TRUE;
        }
      for (guint node = 0; node < n; node++)
        if (hw_power_plan_node (self, node)->ring && !feeds[node])
          {
            hw_power_plan_node (self, node)->ring = FALSE;
            again = TRUE;
          }
    }
  while (again);
}

/* Kahn's algorithm; what is left over is fed by itself, or by what is. */
static void
put_in_order (HwPowerPlan *self)
{
  guint n = self->nodes->len;
  g_autofree guint8 *done = g_new0 (guint8, MAX (n, 1));
  guint before;

  do
    {
      before = self->order->len;
      for (guint node = 0; node < n; node++)
        {
          const HwPowerNode *row = hw_power_plan_node (self, node);
          gboolean ready = !done[node];

          for (guint i = 0; ready && i < row->n_parents; i++)
            ready = done[g_array_index (self->parents, guint, row->first_parent + i)];
          if (!ready)
            continue;
          done[node] = TRUE;
          g_array_append_val (self->order, node);
        }
    }
  while (self->order->len > before);
  for (guint node = 0; node < n; node++)
    hw_power_plan_node (self, node)->looped = hw_power_plan_node (self, node)->ring = !done[node];
  find_rings (self);
}

/* --- the whole --- */

static void
stages_clear (Stages *stages)
{
  for (guint role = 0; role < HW_POWER_BUS; role++)
    for (guint system = 0; system < HW_N_SYSTEMS; system++)
      {
        g_clear_pointer (&stages->of[role][system], g_array_unref);
        g_clear_pointer (&stages->out[role][system], g_array_unref);
      }
}

static void
add_units (Planning *self, Stages *stages)
{
  HwDesign *design = self->design;

  if (hw_design_count (design, HW_TABLE_POWER) == 0)
    return;
  /* By handle: the order of the children of a hall may be another after an undo. */
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      const HwRack *row = hw_design_get_rack (design, rack);
      HwPowerRole role;

      if (row->power != 0 && hw_moment_shows (self->moment, design, &row->object)
          && hw_power_role_of_kind (hw_design_rack_product (design, rack)->kind, &role))
        add_unit (self, rack, role, &stages[row->power]);
    }
}

HwPowerPlan *
hw_power_plan_new (HwDesign *design, const HwMoment *moment)
{
  HwPowerPlan *self = g_new0 (HwPowerPlan, 1);
  Planning planning = { self, design, moment };
  guint n_chains = hw_design_bound (design, HW_TABLE_POWER) + 1;
  g_autofree Stages *stages = g_new0 (Stages, n_chains);
  guint turn = 0;

  self->nodes = g_array_new (FALSE, FALSE, sizeof (HwPowerNode));
  self->parents = g_array_new (FALSE, FALSE, sizeof (guint));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->feeds = g_array_new (FALSE, TRUE, sizeof (guint));
  self->units = g_array_new (FALSE, TRUE, sizeof (guint));
  self->bad_overrides = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->inside = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (HwHandle power = hw_design_first_child (design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next_child (design, HW_TABLE_POWER, power))
    add_utilities (&planning, power, &stages[power]);
  add_units (&planning, stages);
  for (HwHandle power = 1; power < n_chains; power++)
    join_stages (&planning, power, &stages[power]);
  for (HwHandle feed = hw_design_first_child (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next_child (design, HW_TABLE_FEED, feed))
    {
      guint node = add_feed (&planning, feed, &turn);
      HwHandle power = hw_power_plan_node (self, node)->power;

      if (power != 0)
        connect_feed (&planning, node, &stages[power]);
    }
  for (guint i = 0; i < n_chains; i++)
    stages_clear (&stages[i]);
  patch (&planning);
  put_in_order (self);
  return self;
}

void
hw_power_plan_free (HwPowerPlan *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_array_unref (self->parents);
  g_array_unref (self->order);
  g_array_unref (self->feeds);
  g_array_unref (self->units);
  g_array_unref (self->bad_overrides);
  g_hash_table_unref (self->inside);
  g_free (self);
}
