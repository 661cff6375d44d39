/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-structure-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-attribute-editor.h"
#include "hw-attribute-value.h"
#include "hw-date.h"
#include "hw-fabrics.h"
#include "hw-feeds.h"
#include "hw-operations.h"
#include "hw-override-key.h"
#include "hw-power.h"

/* --- phases --- */

static const HwPhase *
phase_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_PHASE, handle);
}

static char *
phase_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_PHASE, handle)));
}

static char *
phase_date (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_date_text (
      hw_design_text (hw_results_get_design (results), phase_of (results, handle)->date));
}

static char *
phase_installed (HwResults *results, HwHandle handle, gboolean *over)
{
  guint installed, removed;

  hw_operation_count_phase (hw_results_get_design (results), handle, &installed, &removed);
  return hw_quantity_format (HW_DIMENSION_NONE, installed, NULL);
}

static char *
phase_removed (HwResults *results, HwHandle handle, gboolean *over)
{
  guint installed, removed;

  hw_operation_count_phase (hw_results_get_design (results), handle, &installed, &removed);
  return hw_quantity_format (HW_DIMENSION_NONE, removed, NULL);
}

static const HwStructureColumn phase_columns[] = {
  { N_ ("Phase"), FALSE, phase_name },
  { N_ ("Date"), FALSE, phase_date },
  { N_ ("Installed"), TRUE, phase_installed },
  { N_ ("Removed"), TRUE, phase_removed },
};

/* --- feeds --- */

static const HwFeed *
feed_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_FEED, handle);
}

static HwFeedFigures
figures_of (HwResults *results, HwHandle handle)
{
  HwFeedFigures figures = { 0 };

  hw_results_feed (results, handle, &figures);
  return figures;
}

static char *
feed_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_FEED, handle)));
}

static char *
feed_side (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (hw_power_system_label (feed_of (results, handle)->side));
}

static char *
feed_voltage (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_VOLTAGE, feed_of (results, handle)->voltage_v, NULL);
}

static char *
feed_current (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_CURRENT, feed_of (results, handle)->current_a, NULL);
}

static char *
feed_rule (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (feed_of (results, handle)->rule == HW_BREAKER_NEC ? _ ("NEC, 80 %") : "IEC");
}

static char *
feed_racks (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_NONE, figures_of (results, handle).n_racks, NULL);
}

static char *
feed_load (HwResults *results, HwHandle handle, gboolean *over)
{
  HwFeedFigures figures = figures_of (results, handle);

  *over = figures.load_w > figures.limit_w * (1 + 1e-9);
  return hw_quantity_format (HW_DIMENSION_POWER, figures.load_w, NULL);
}

static char *
feed_failover (HwResults *results, HwHandle handle, gboolean *over)
{
  HwFeedFigures figures = figures_of (results, handle);

  *over = figures.failover_w > figures.limit_w * (1 + 1e-9);
  return hw_quantity_format (HW_DIMENSION_POWER, figures.failover_w, NULL);
}

static char *
feed_limit (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_POWER, figures_of (results, handle).limit_w, NULL);
}

static const HwStructureColumn feed_columns[] = {
  { N_ ("Feed"), FALSE, feed_name },      { N_ ("Side"), FALSE, feed_side },
  { N_ ("Voltage"), TRUE, feed_voltage }, { N_ ("Breaker"), TRUE, feed_current },
  { N_ ("Rule"), FALSE, feed_rule },      { N_ ("Racks"), TRUE, feed_racks },
  { N_ ("Load"), TRUE, feed_load },       { N_ ("Failover load"), TRUE, feed_failover },
  { N_ ("Limit"), TRUE, feed_limit },
};

/* --- revisions --- */

static const HwRevision *
revision_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_REVISION, handle);
}

static char *
revision_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_REVISION, handle)));
}

static char *
revision_date (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), revision_of (results, handle)->date));
}

static char *
revision_drawn (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), revision_of (results, handle)->drawn));
}

static char *
revision_note (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), revision_of (results, handle)->object.note));
}

static const HwStructureColumn revision_columns[] = {
  { N_ ("Revision"), FALSE, revision_name },
  { N_ ("Date"), FALSE, revision_date },
  { N_ ("Drawn by"), FALSE, revision_drawn },
  { N_ ("What changed"), FALSE, revision_note },
};

/* --- rules of loops and fabrics --- */

static char *
choice_text (HwResults *results, HwTableKind table, HwHandle handle, const char *name)
{
  HwDesign *design = hw_results_get_design (results);
  const HwAttribute *attribute = hw_table_class_attribute (hw_table_class (table), name);
  const guint8 *row = hw_design_row (design, table, handle);

  return g_strdup (hw_attribute_value_label (attribute->choices[row[attribute->offset]]));
}

static char *
loop_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_LOOP, handle)));
}

static char *
loop_coolant (HwResults *results, HwHandle handle, gboolean *over)
{
  return choice_text (results, HW_TABLE_LOOP, handle, "coolant");
}

static char *
loop_topology (HwResults *results, HwHandle handle, gboolean *over)
{
  return choice_text (results, HW_TABLE_LOOP, handle, "topology");
}

static char *
loop_supply (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_TEMPERATURE,
                             hw_design_get_loop (hw_results_get_design (results), handle)->supply_c,
                             NULL);
}

static char *
loop_racks (HwResults *results, HwHandle handle, gboolean *over)
{
  HwDesign *design = hw_results_get_design (results);
  guint n = 0;

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    n += hw_design_get_rack (design, rack)->loop == handle;
  return hw_quantity_format (HW_DIMENSION_NONE, n, NULL);
}

static const HwStructureColumn loop_columns[] = {
  { N_ ("Cooling loop"), FALSE, loop_name }, { N_ ("Coolant"), FALSE, loop_coolant },
  { N_ ("Piping"), FALSE, loop_topology },   { N_ ("Supply"), TRUE, loop_supply },
  { N_ ("Racks"), TRUE, loop_racks },
};

/* --- power chains --- */

static char *
power_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_POWER, handle)));
}

static char *
power_scheme (HwResults *results, HwHandle handle, gboolean *over)
{
  return choice_text (results, HW_TABLE_POWER, handle, "scheme");
}

static char *
power_load (HwResults *results, HwHandle handle, gboolean *over)
{
  HwPowerChain chain = hw_results_power_chain (results, handle);

  *over = chain.load_w > chain.limit_w * (1 + 1e-9);
  return hw_quantity_format (HW_DIMENSION_POWER, chain.load_w, NULL);
}

static char *
power_limit (HwResults *results, HwHandle handle, gboolean *over)
{
  HwPowerChain chain = hw_results_power_chain (results, handle);

  return isnan (chain.limit_w) ? g_strdup (_ ("not known"))
                               : hw_quantity_format (HW_DIMENSION_POWER, chain.limit_w, NULL);
}

static char *
power_loss (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (
      HW_DIMENSION_POWER, hw_results_power_chain (results, handle).loss_w, NULL);
}

static char *
power_units (HwResults *results, HwHandle handle, gboolean *over)
{
  HwPowerChain chain = hw_results_power_chain (results, handle);

  return hw_quantity_format (HW_DIMENSION_NONE, chain.n_units, NULL);
}

static const HwStructureColumn power_columns[] = {
  { N_ ("Power chain"), FALSE, power_name }, { N_ ("Redundancy"), FALSE, power_scheme },
  { N_ ("Units"), TRUE, power_units },       { N_ ("Load"), TRUE, power_load },
  { N_ ("Losses"), TRUE, power_loss },       { N_ ("Limit"), TRUE, power_limit },
};

static char *
fabric_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_FABRIC, handle)));
}

static char *
fabric_kind (HwResults *results, HwHandle handle, gboolean *over)
{
  return choice_text (results, HW_TABLE_FABRIC, handle, "kind");
}

static char *
fabric_topology (HwResults *results, HwHandle handle, gboolean *over)
{
  return choice_text (results, HW_TABLE_FABRIC, handle, "topology");
}

static char *
fabric_switch (HwResults *results, HwHandle handle, gboolean *over)
{
  HwDesign *design = hw_results_get_design (results);
  const HwProduct *product = hw_catalogue_get (
      hw_design_get_catalogue (design), hw_design_get_fabric (design, handle)->switch_product);

  return g_strdup (product != NULL ? product->name : "");
}

static char *
fabric_members (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (
      HW_DIMENSION_NONE, hw_results_fabric_figures (results, handle)->members, NULL);
}

/* "16 of 24": placed, of those needed */
static char *
switches_text (HwResults *results, HwHandle handle, HwFabricRole role, gboolean *over)
{
  const HwFabricFigures *figures = hw_results_fabric_figures (results, handle);

  *over = figures->placed[role] < figures->switches[role];
  if (*over)
    return g_strdup_printf (_ ("%u of %u"), figures->placed[role], figures->switches[role]);
  return g_strdup_printf ("%u", figures->switches[role]);
}

static char *
fabric_leaves (HwResults *results, HwHandle handle, gboolean *over)
{
  return switches_text (results, handle, HW_FABRIC_LEAF, over);
}

static char *
fabric_spines (HwResults *results, HwHandle handle, gboolean *over)
{
  return switches_text (results, handle, HW_FABRIC_SPINE, over);
}

static char *
fabric_cores (HwResults *results, HwHandle handle, gboolean *over)
{
  return switches_text (results, handle, HW_FABRIC_CORE, over);
}

static char *
fabric_cables (HwResults *results, HwHandle handle, gboolean *over)
{
  const HwFabricFigures *figures = hw_results_fabric_figures (results, handle);
  double cables = 0;

  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    cables += figures->cables[i];
  return hw_quantity_format (HW_DIMENSION_NONE, cables, NULL);
}

static char *
fabric_bisection (HwResults *results, HwHandle handle, gboolean *over)
{
  double byte_s = hw_results_fabric_figures (results, handle)->bisection_byte_s;

  return isnan (byte_s) ? g_strdup (_ ("as in-band"))
                        : hw_quantity_format (HW_DIMENSION_BYTE_RATE, byte_s, NULL);
}

static const HwStructureColumn fabric_columns[] = {
  { N_ ("Fabric"), FALSE, fabric_name },       { N_ ("Kind"), FALSE, fabric_kind },
  { N_ ("Topology"), FALSE, fabric_topology }, { N_ ("Switch"), FALSE, fabric_switch },
  { N_ ("Members"), TRUE, fabric_members },    { N_ ("Leaves"), TRUE, fabric_leaves },
  { N_ ("Spines"), TRUE, fabric_spines },      { N_ ("Cores"), TRUE, fabric_cores },
  { N_ ("Cables"), TRUE, fabric_cables },      { N_ ("Bisection"), TRUE, fabric_bisection },
};

/* --- groups of racks --- */

static char *
group_total (HwResults *results, HwHandle handle, HwTotal total)
{
  HwSum sum = hw_results_total (results, total, HW_REF (HW_TABLE_GROUP, handle));

  if (hw_sum_is_unknown (&sum))
    return g_strdup (_ ("not known"));
  return hw_quantity_format (hw_total_dimension (total), sum.value, NULL);
}

static char *
group_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_GROUP, handle)));
}

static char *
group_racks (HwResults *results, HwHandle handle, gboolean *over)
{
  return group_total (results, handle, HW_TOTAL_RACKS);
}

static char *
group_devices (HwResults *results, HwHandle handle, gboolean *over)
{
  return group_total (results, handle, HW_TOTAL_DEVICES);
}

static char *
group_gpus (HwResults *results, HwHandle handle, gboolean *over)
{
  return group_total (results, handle, HW_TOTAL_GPUS);
}

static char *
group_power (HwResults *results, HwHandle handle, gboolean *over)
{
  return group_total (results, handle, HW_TOTAL_IT_NAMEPLATE);
}

static char *
group_liquid (HwResults *results, HwHandle handle, gboolean *over)
{
  return group_total (results, handle, HW_TOTAL_LIQUID);
}

static char *
group_mass (HwResults *results, HwHandle handle, gboolean *over)
{
  return group_total (results, handle, HW_TOTAL_MASS);
}

static const HwStructureColumn group_columns[] = {
  { N_ ("Group"), FALSE, group_name },     { N_ ("Racks"), TRUE, group_racks },
  { N_ ("Devices"), TRUE, group_devices }, { N_ ("GPUs"), TRUE, group_gpus },
  { N_ ("IT power"), TRUE, group_power },  { N_ ("Heat to liquid"), TRUE, group_liquid },
  { N_ ("Mass"), TRUE, group_mass },
};

/* --- overrides --- */

/* The key with names instead of ids. */
static char *
override_key (HwResults *results, HwHandle handle, gboolean *over)
{
  HwDesign *design = hw_results_get_design (results);
  const HwOverride *row = hw_design_get_override (design, handle);
  g_auto (GStrv) parts = hw_override_key_split (hw_design_text (design, row->key));

  *over = hw_override_is_idle (design, handle);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      HwRef ref = hw_override_key_object (design, parts[i]);
      guint port = hw_override_key_port (parts[i]);
      g_autofree char *old = NULL;

      if (ref.handle == 0)
        continue;
      old = parts[i];
      parts[i] = port > 0 ? g_strdup_printf ("%s:%u", hw_design_name (design, ref), port)
                          : g_strdup (hw_design_name (design, ref));
    }
  return g_strjoinv (" / ", parts);
}

static char *
override_field (HwResults *results, HwHandle handle, gboolean *over)
{
  HwDesign *design = hw_results_get_design (results);

  return g_strdup (hw_design_text (design, hw_design_get_override (design, handle)->field));
}

static char *
override_value (HwResults *results, HwHandle handle, gboolean *over)
{
  HwDesign *design = hw_results_get_design (results);

  return g_strdup (hw_design_text (design, hw_design_get_override (design, handle)->value));
}

static char *
override_state (HwResults *results, HwHandle handle, gboolean *over)
{
  *over = hw_override_is_idle (hw_results_get_design (results), handle);
  return g_strdup (*over ? _ ("idle: what it names is gone") : "");
}

static const HwStructureColumn override_columns[] = {
  { N_ ("Override"), FALSE, override_key },
  { N_ ("What"), FALSE, override_field },
  { N_ ("Value"), FALSE, override_value },
  { N_ ("State"), FALSE, override_state },
};

const HwStructureColumn *
hw_structure_columns (HwTableKind table, guint *n)
{
  static const struct
  {
    HwTableKind table;
    const HwStructureColumn *columns;
    guint n;
  } tables[] = {
    { HW_TABLE_PHASE, phase_columns, G_N_ELEMENTS (phase_columns) },
    { HW_TABLE_POWER, power_columns, G_N_ELEMENTS (power_columns) },
    { HW_TABLE_FEED, feed_columns, G_N_ELEMENTS (feed_columns) },
    { HW_TABLE_REVISION, revision_columns, G_N_ELEMENTS (revision_columns) },
    { HW_TABLE_LOOP, loop_columns, G_N_ELEMENTS (loop_columns) },
    { HW_TABLE_FABRIC, fabric_columns, G_N_ELEMENTS (fabric_columns) },
    { HW_TABLE_GROUP, group_columns, G_N_ELEMENTS (group_columns) },
    { HW_TABLE_OVERRIDE, override_columns, G_N_ELEMENTS (override_columns) },
  };

  if (table == HW_TABLE_TRAY)
    return hw_structure_tray_columns (n);
  if (table == HW_TABLE_PRICE || table == HW_TABLE_EXCHANGE_RATE)
    return hw_structure_cost_columns (table, n);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].table == table)
      {
        *n = tables[i].n;
        return tables[i].columns;
      }
  g_return_val_if_reached (NULL);
}

GArray *
hw_structure_objects (HwDesign *design, HwTableKind table)
{
  GArray *objects;

  if (table == HW_TABLE_PHASE)
    return hw_operation_phases (design);
  objects = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  /* Overrides stand in the order of their keys, revisions of their dates; what is added to the
   * others comes last. */
  if (table == HW_TABLE_OVERRIDE || table == HW_TABLE_REVISION)
    for (HwHandle handle = hw_design_first_child (design, table, 0); handle != 0;
         handle = hw_design_next_child (design, table, handle))
      g_array_append_val (objects, handle);
  else
    for (HwHandle handle = hw_design_next (design, table, 0); handle != 0;
         handle = hw_design_next (design, table, handle))
      g_array_append_val (objects, handle);
  return objects;
}
