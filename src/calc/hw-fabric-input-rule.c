/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-fabric-input-private.h"

/* Which products a fabric takes, and what its rule is by their figures. */

/* Greatest number below the line when a ratio of ports is made of an oversubscription. */
#define MOST_UP 64
#define KIND_BIT(kind) (1u << HW_KIND_##kind)

gboolean
hw_fabric_takes_switch (HwDesign *design, const HwFabricRow *row, const HwProduct *product)
{
  return row->members == HW_MEMBERS_AUTOMATIC && row->switch_product != 0
         && row->switch_product == product->number;
}

/* What products say of their ports into each kind of network; of the out-of-band one they have one.
 */
static const struct
{
  HwField ports, speed;
} port_fields[] = {
  [HW_FABRIC_COMPUTE] = { HW_FIELD_PORTS, HW_FIELD_PORT_SPEED },
  [HW_FABRIC_STORAGE] = { HW_FIELD_STORAGE_PORTS, HW_FIELD_STORAGE_SPEED },
  [HW_FABRIC_IN_BAND] = { HW_FIELD_IN_BAND_PORTS, HW_FIELD_IN_BAND_SPEED },
};

gboolean
hw_fabric_is_manager (const HwProduct *product)
{
  return product->kind == HW_KIND_MANAGEMENT && hw_product_figure (product, HW_FIELD_PORTS) != NULL;
}

gboolean
hw_fabric_takes_node (HwDesign *design, const HwFabricRow *row, const HwProduct *product)
{
  static const guint32 kinds[] = {
    [HW_FABRIC_COMPUTE] = KIND_BIT (SERVER) | KIND_BIT (COMPUTE_TRAY),
    [HW_FABRIC_STORAGE] = KIND_BIT (SERVER) | KIND_BIT (COMPUTE_TRAY) | KIND_BIT (STORAGE),
    [HW_FABRIC_IN_BAND]
    = KIND_BIT (SERVER) | KIND_BIT (COMPUTE_TRAY) | KIND_BIT (STORAGE) | KIND_BIT (MANAGEMENT),
    [HW_FABRIC_OUT_OF_BAND] = KIND_BIT (SERVER) | KIND_BIT (COMPUTE_TRAY) | KIND_BIT (STORAGE)
                              | KIND_BIT (MANAGEMENT) | KIND_BIT (NVLINK_SWITCH)
                              | KIND_BIT (INFINIBAND_SWITCH) | KIND_BIT (ETHERNET_SWITCH)
                              | KIND_BIT (POWER_SHELF) | KIND_BIT (CDU_RACK),
  };

  if (row->members != HW_MEMBERS_AUTOMATIC || product->number == row->switch_product)
    return FALSE;
  if (row->management_ports > 0 && row->kind != HW_FABRIC_OUT_OF_BAND
      && hw_fabric_is_manager (product))
    return TRUE;
  if (row->member_product != 0)
    return product->number == row->member_product;
  if (row->kind == HW_FABRIC_IN_BAND && product->kind == HW_KIND_ETHERNET_SWITCH)
    return hw_product_value (product, HW_FIELD_IN_BAND_PORTS) > 0; /* top-of-rack switches */
  if ((kinds[row->kind] >> product->kind & 1) == 0)
    return FALSE;
  if (row->kind == HW_FABRIC_COMPUTE)
    return hw_product_value (product, HW_FIELD_PORTS) > 0;
  /* One whose ports are not stated has one; one that is stated to have none stays out. */
  return row->kind == HW_FABRIC_OUT_OF_BAND
         || !(hw_product_value (product, port_fields[row->kind].ports) <= 0);
}

/* --- the rule --- */

double
hw_fabric_known (const HwProduct *product, HwField field)
{
  double value = product != NULL ? hw_product_value (product, field) : NAN;

  return isnan (value) ? 0 : value;
}

double
hw_fabric_stated_ports (HwFabricGathering *self, const HwProduct *product)
{
  return self->row->kind != HW_FABRIC_OUT_OF_BAND
             ? hw_fabric_known (product, port_fields[self->row->kind].ports)
             : 0;
}

double
hw_fabric_stated_speed (HwFabricGathering *self, const HwProduct *product)
{
  return self->row->kind != HW_FABRIC_OUT_OF_BAND
             ? hw_fabric_known (product, port_fields[self->row->kind].speed)
             : 0;
}

/* A product that says how many ports members have, and how fast: one that states it goes before the
 * others. */
static const HwProduct *
typical_member (HwFabricGathering *self)
{
  const HwProduct *first = NULL;

  if (self->row->member_product != 0)
    return hw_fabric_product (self->design, self->row->member_product);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HwProduct *product = hw_design_device_product (
          self->design, g_array_index (self->nodes, HwFabricFound, i).device);

      if (hw_fabric_is_manager (product) && self->row->kind == HW_FABRIC_COMPUTE)
        continue;
      if (hw_fabric_stated_ports (self, product) > 0 && hw_fabric_stated_speed (self, product) > 0)
        return product;
      if (first == NULL)
        first = product;
      if (self->row->kind == HW_FABRIC_OUT_OF_BAND)
        break;
    }
  return first;
}

guint
hw_fabric_to_count (double value)
{
  return value >= 1 && value < G_MAXUINT16 ? (guint)lround (value) : 0;
}

/* The smallest whole numbers of that ratio. */
static void
set_ratio (HwFabricRule *rule, double ratio)
{
  for (guint up = 1; up <= MOST_UP; up++)
    if (fabs (ratio * up - round (ratio * up)) < 1e-6 * up)
      {
        rule->up = up;
        rule->down = (guint)lround (ratio * up);
        return;
      }
  rule->up = MOST_UP;
  rule->down = (guint)lround (ratio * MOST_UP);
}

static void
set_kind (HwFabricRule *rule, const HwFabricRow *row)
{
  static const HwFabricKind kinds[] = {
    [HW_TOPOLOGY_RAIL_OPTIMISED] = HW_FABRIC_RAIL_OPTIMISED,
    [HW_TOPOLOGY_FAT_TREE] = HW_FABRIC_PLAIN,
    [HW_TOPOLOGY_RAIL_GROUP] = HW_FABRIC_RAIL_GROUPS,
  };
  static const char *const stems[] = { NULL, "storage", "inband", "mgmt" };

  rule->kind = kinds[row->topology];
  rule->port_stem = stems[row->kind];
  rule->tiers = row->tiers; /* HwTiers counts like the rule: 0 is automatic */
  rule->down_ports = (guint)row->down_ports;
  rule->leaf_reserve = (guint)row->growth_ports;
  rule->unit_members = (guint)row->unit_size;
  rule->units = (guint)row->units;
  rule->block_units = (guint)row->block_units;
  rule->keep_units = row->keep_units;
  rule->share_leaves = row->share_leaves;
  if (row->down_ports == 0)
    set_ratio (rule, row->oversubscription);
  /* Top-of-rack switches have uplinks of another speed into the in-band network. */
  rule->uplinked = row->kind == HW_FABRIC_OUT_OF_BAND && row->tiers <= HW_TIERS_ONE;
  if (rule->uplinked)
    {
      rule->kind = HW_FABRIC_PLAIN;
      rule->tiers = 1;
    }
  /* A member's two ports end at two leaves; what joins these is not to be single either. */
  if (row->kind == HW_FABRIC_STORAGE || row->kind == HW_FABRIC_IN_BAND)
    rule->least_spines = 2;
}

/* Links of half the speed come from split ports with InfiniBand, where switches stay joined at full
 * speed, and from breaking out every port with Ethernet. */
static void
set_ports (HwFabricGathering *self, HwFabricInput *input, HwFabricRule *rule)
{
  const HwProduct *typical = typical_member (self);
  guint planes = MAX (self->row->planes, 1);
  double ports = hw_fabric_stated_ports (self, typical);
  double speed = hw_fabric_stated_speed (self, typical);
  double switch_speed = hw_fabric_known (self->switch_product, HW_FIELD_PORT_SPEED);
  double link = self->row->port_bit_s;
  guint ratio = 1;

  if (isnan (link))
    link = speed > 0 ? speed / planes : switch_speed;
  /* Faster members are told of, as members of another speed. */
  if (switch_speed > 0)
    link = MIN (link, switch_speed);
  if (link > 0 && switch_speed > 0)
    ratio = MAX (hw_fabric_to_count (switch_speed / link), 1);
  input->typical = typical != NULL ? typical->number : 0;
  input->typical_is_firm
      = rule->uplinked || self->row->member_product != 0 || (ports > 0 && speed > 0);
  rule->planes = planes;
  rule->rails = self->row->member_ports > 0 ? (guint)self->row->member_ports
                : ports >= 1                ? hw_fabric_to_count (ports)
                : typical != NULL           ? 1
                                            : 0;
  rule->port_bit_s = link;
  rule->radix = hw_fabric_to_count (hw_fabric_known (self->switch_product, HW_FIELD_PORTS));
  if (ratio > 1 && planes == 1 && self->switch_product->kind == HW_KIND_INFINIBAND_SWITCH)
    {
      rule->split = ratio;
      rule->port_bit_s = link * ratio;
    }
  else
    {
      rule->radix *= ratio;
      input->link_ports = planes > 1 ? ratio : 1;
    }
  if (rule->uplinked)
    input->uplink_bit_s = hw_fabric_known (self->switch_product, HW_FIELD_IN_BAND_PORTS)
                          * hw_fabric_known (self->switch_product, HW_FIELD_IN_BAND_SPEED);
  /* Cages of which nothing is stated hold one port each. */
  rule->cage_ports = hw_fabric_known (self->switch_product, HW_FIELD_CAGES) > 0
                         ? hw_fabric_to_count (
                             rule->radix / hw_fabric_known (self->switch_product, HW_FIELD_CAGES))
                         : 1;
  if (rule->rails > 0)
    rule->unit_reserve
        = ((guint)(self->row->management_ports + self->row->storage_ports) + rule->rails - 1)
          / rule->rails;
}

void
hw_fabric_set_rule (HwFabricGathering *self, HwFabricInput *input)
{
  HwFabricRule *rule = &input->description.rule;

  set_kind (rule, self->row);
  if (self->switch_product != NULL)
    set_ports (self, input, rule);
}
