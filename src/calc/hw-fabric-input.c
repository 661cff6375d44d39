/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-input.h"

#include <math.h>
#include <string.h>

#include "hw-fabric-racks.h"
#include "hw-override-key.h"

/* Greatest number below the line when a ratio of ports is made of an oversubscription. */
#define MOST_UP 64
#define KIND_BIT(kind) (1u << HW_KIND_##kind)

/* A member or switch before it is described. */
typedef struct
{
  HwHandle device;
  HwHandle member; /* 0: none stored */
  guint64 order;
} Found;

typedef struct
{
  HwDesign *design;
  HwHandle handle;
  const HwFabricRow *row;
  const HwMoment *moment;
  const HwProduct *switch_product; /* nullable */
  GArray *nodes, *switches;        /* Found */
  GArray *rack_ranks;              /* guint32 by rack; (nullable) until somebody asks */
  GByteArray *takes;               /* by product number: TAKES_ */
} Gathering;

enum
{
  TAKES_ASKED = 1 << 0,
  TAKES_NODE = 1 << 1,
  TAKES_SWITCH = 1 << 2,
};

/* --- what is a member --- */

static const HwProduct *
product_of (HwDesign *design, guint32 number)
{
  return hw_catalogue_get (hw_design_get_catalogue (design), number);
}

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

/* A fabric manager has ports in the fabric, though how many is not published. */
static gboolean
is_manager (const HwProduct *product)
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
  if (row->management_ports > 0 && row->kind != HW_FABRIC_OUT_OF_BAND && is_manager (product))
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

static guint
takes (Gathering *self, guint32 number)
{
  guint old = self->takes->len;
  const HwProduct *product;

  if (number >= old)
    {
      g_byte_array_set_size (self->takes, number + number / 2 + 32);
      memset (self->takes->data + old, 0, self->takes->len - old);
    }
  if (self->takes->data[number] == 0)
    {
      product = product_of (self->design, number);
      self->takes->data[number] = TAKES_ASKED;
      if (hw_fabric_takes_node (self->design, self->row, product))
        self->takes->data[number] |= TAKES_NODE;
      if (hw_fabric_takes_switch (self->design, self->row, product))
        self->takes->data[number] |= TAKES_SWITCH;
    }
  return self->takes->data[number];
}

static gboolean
stands (Gathering *self, const HwDevice *device)
{
  return self->moment == NULL
         || (hw_moment_shows (self->moment, self->design, &device->object)
             && hw_moment_shows (
                 self->moment,
                 self->design,
                 hw_design_row (self->design, HW_TABLE_RACK, device->object.parent)));
}

static gboolean
in_hall (HwDesign *design, const HwFabricRow *row, const HwDevice *device)
{
  return row->hall == 0
         || hw_design_get_rack (design, device->object.parent)->object.parent == row->hall;
}

/* Whether another fabric has the device already: as a member of the same kind of network, or, for
 * switches, at all as a switch. */
static gboolean
is_elsewhere (Gathering *self, HwHandle device, gboolean as_switch)
{
  for (HwHandle member = hw_design_first_child (self->design, HW_TABLE_MEMBER, device); member != 0;
       member = hw_design_next_child (self->design, HW_TABLE_MEMBER, member))
    {
      const HwMember *row = hw_design_get_member (self->design, member);
      gboolean other_switch = row->role == HW_MEMBER_SWITCH;

      if (row->fabric == self->handle)
        return TRUE; /* it is known already */
      if (as_switch == other_switch
          && (as_switch
              || hw_design_get_fabric (self->design, row->fabric)->kind == self->row->kind))
        return TRUE;
    }
  return FALSE;
}

/* Of several fabrics that would take a device the first does, in the order of files. */
static gboolean
is_first (HwDesign *design, HwHandle fabric, const HwDevice *device, gboolean as_switch)
{
  const HwProduct *product = product_of (design, device->product);
  guint8 kind = hw_design_get_fabric (design, fabric)->kind;

  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FABRIC, 0); other != fabric;
       other = hw_design_next_child (design, HW_TABLE_FABRIC, other))
    {
      const HwFabricRow *row = hw_design_get_fabric (design, other);

      if ((as_switch || row->kind == kind) && in_hall (design, row, device)
          && (as_switch ? hw_fabric_takes_switch (design, row, product)
                        : hw_fabric_takes_node (design, row, product)))
        return FALSE;
    }
  return TRUE;
}

gboolean
hw_fabric_would_join (HwDesign *design, HwHandle fabric, HwHandle device)
{
  const HwFabricRow *row = hw_design_get_fabric (design, fabric);
  const HwDevice *at = hw_design_get_device (design, device);
  const HwProduct *product = product_of (design, at->product);

  return hw_fabric_takes_node (design, row, product) && !is_manager (product)
         && in_hall (design, row, at) && is_first (design, fabric, at, FALSE);
}

/* --- their order --- */

static void
rank_racks (Gathering *self)
{
  guint32 rank = 1;

  self->rack_ranks = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_array_set_size (self->rack_ranks, hw_design_bound (self->design, HW_TABLE_RACK));
  for (HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
    {
      g_autoptr (GArray) rows = hw_design_hall_rows (self->design, hall);
      HwHandle none = 0;

      g_array_append_val (rows, none);
      for (guint i = 0; i < rows->len; i++)
        {
          g_autoptr (GArray) racks
              = hw_design_row_racks (self->design, hall, g_array_index (rows, HwHandle, i));

          for (guint j = 0; j < racks->len; j++)
            g_array_index (self->rack_ranks, guint32, g_array_index (racks, HwHandle, j)) = rank++;
        }
    }
}

/* What has a place stands by it, before what has none; that stands as it does in the halls. */
static guint64
node_order (Gathering *self, HwHandle handle, HwHandle member)
{
  const HwDevice *device = hw_design_get_device (self->design, handle);

  if (member != 0)
    {
      const HwMember *row = hw_design_get_member (self->design, member);

      if (row->unit > 0 && row->slot > 0)
        return (guint64)row->unit << 24 | (guint64)row->slot << 8 | row->rail;
    }
  if (self->rack_ranks == NULL)
    rank_racks (self);
  return G_GUINT64_CONSTANT (1) << 63
         | (guint64)g_array_index (self->rack_ranks, guint32, device->object.parent) << 20
         | (guint64)(device->position + 1) << 1 | (device->face == HW_FACE_REAR);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a;
  const Found *y = b;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return x->device < y->device ? -1 : x->device > y->device;
}

static void
find (Gathering *self, HwHandle device, HwHandle member, gboolean as_switch)
{
  Found found = { device, member, node_order (self, device, member) };

  g_array_append_val (as_switch ? self->switches : self->nodes, found);
}

static void
find_members (Gathering *self)
{
  for (HwHandle member = hw_design_first_of_fabric (self->design, self->handle); member != 0;
       member = hw_design_next_of_fabric (self->design, member))
    {
      const HwMember *row = hw_design_get_member (self->design, member);

      if (stands (self, hw_design_get_device (self->design, row->object.parent)))
        find (self, row->object.parent, member, row->role == HW_MEMBER_SWITCH);
    }
  if (self->row->members != HW_MEMBERS_AUTOMATIC)
    return;
  for (HwHandle device = hw_design_next (self->design, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (self->design, device);
      guint taken = takes (self, row->product);
      gboolean as_switch = (taken & TAKES_SWITCH) != 0;

      if ((taken & (TAKES_NODE | TAKES_SWITCH)) != 0 && !is_elsewhere (self, device, as_switch)
          && in_hall (self->design, self->row, row) && stands (self, row)
          && is_first (self->design, self->handle, row, as_switch))
        find (self, device, 0, as_switch);
    }
}

/* --- the rule --- */

static double
known (const HwProduct *product, HwField field)
{
  double value = product != NULL ? hw_product_value (product, field) : NAN;

  return isnan (value) ? 0 : value;
}

static double
stated_ports (Gathering *self, const HwProduct *product)
{
  return self->row->kind != HW_FABRIC_OUT_OF_BAND
             ? known (product, port_fields[self->row->kind].ports)
             : 0;
}

static double
stated_speed (Gathering *self, const HwProduct *product)
{
  return self->row->kind != HW_FABRIC_OUT_OF_BAND
             ? known (product, port_fields[self->row->kind].speed)
             : 0;
}

/* A product that says how many ports members have, and how fast: one that states it goes before the
 * others. */
static const HwProduct *
typical_member (Gathering *self)
{
  const HwProduct *first = NULL;

  if (self->row->member_product != 0)
    return product_of (self->design, self->row->member_product);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HwProduct *product
          = hw_design_device_product (self->design, g_array_index (self->nodes, Found, i).device);

      if (is_manager (product) && self->row->kind == HW_FABRIC_COMPUTE)
        continue;
      if (stated_ports (self, product) > 0 && stated_speed (self, product) > 0)
        return product;
      if (first == NULL)
        first = product;
      if (self->row->kind == HW_FABRIC_OUT_OF_BAND)
        break;
    }
  return first;
}

static guint
to_count (double value)
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
set_ports (Gathering *self, HwFabricInput *input, HwFabricRule *rule)
{
  const HwProduct *typical = typical_member (self);
  guint planes = MAX (self->row->planes, 1);
  double ports = stated_ports (self, typical);
  double speed = stated_speed (self, typical);
  double switch_speed = known (self->switch_product, HW_FIELD_PORT_SPEED);
  double link = self->row->port_bit_s;
  guint ratio = 1;

  if (isnan (link))
    link = speed > 0 ? speed / planes : switch_speed;
  /* Faster members are told of, as members of another speed. */
  if (switch_speed > 0)
    link = MIN (link, switch_speed);
  if (link > 0 && switch_speed > 0)
    ratio = MAX (to_count (switch_speed / link), 1);
  input->typical = typical != NULL ? typical->number : 0;
  input->typical_is_firm
      = rule->uplinked || self->row->member_product != 0 || (ports > 0 && speed > 0);
  rule->planes = planes;
  rule->rails = self->row->member_ports > 0 ? (guint)self->row->member_ports
                : ports >= 1                ? to_count (ports)
                : typical != NULL           ? 1
                                            : 0;
  rule->port_bit_s = link;
  rule->radix = to_count (known (self->switch_product, HW_FIELD_PORTS));
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
    input->uplink_bit_s = known (self->switch_product, HW_FIELD_IN_BAND_PORTS)
                          * known (self->switch_product, HW_FIELD_IN_BAND_SPEED);
  /* Cages of which nothing is stated hold one port each. */
  rule->cage_ports = known (self->switch_product, HW_FIELD_CAGES) > 0
                         ? to_count (rule->radix / known (self->switch_product, HW_FIELD_CAGES))
                         : 1;
  if (rule->rails > 0)
    rule->unit_reserve
        = ((guint)(self->row->management_ports + self->row->storage_ports) + rule->rails - 1)
          / rule->rails;
}

/* --- the description --- */

static const char *
keep_id (HwFabricInput *self, HwDesign *design, HwHandle device)
{
  char buffer[HW_ID_SIZE];

  return g_string_chunk_insert (
      self->texts, hw_design_id_text (design, HW_REF (HW_TABLE_DEVICE, device), buffer));
}

/* The design may go before the input does. */
static const char *
keep_name (HwFabricInput *self, HwDesign *design, HwHandle device)
{
  return g_string_chunk_insert (self->texts,
                                hw_design_name (design, HW_REF (HW_TABLE_DEVICE, device)));
}

static HwFabricPlace
place_of (HwDesign *design, HwHandle member)
{
  const HwMember *row = member != 0 ? hw_design_get_member (design, member) : NULL;

  if (row == NULL || row->unit == 0 || row->slot == 0)
    return HW_FABRIC_NO_PLACE;
  return (HwFabricPlace){ row->unit - 1, row->slot - 1, row->rail - 1 };
}

static gboolean
manages (Gathering *self, const Found *found)
{
  if (found->member != 0)
    return hw_design_get_member (self->design, found->member)->role == HW_MEMBER_MANAGER;
  return self->row->management_ports > 0
         && is_manager (hw_design_device_product (self->design, found->device));
}

/* Ports of fabric managers are shared out among those whose product does not state its own. */
static guint
manager_ports (Gathering *self, const HwProduct *product, guint n_managers)
{
  guint ports = to_count (known (product, HW_FIELD_PORTS));

  return ports > 0 ? ports : MAX ((guint)self->row->management_ports / MAX (n_managers, 1), 1);
}

static void
describe_nodes (Gathering *self, HwFabricInput *input)
{
  const HwFabricRule *rule = &input->description.rule;
  guint split = MAX (rule->split, 1);
  guint n_managers = 0;

  for (guint i = 0; i < self->nodes->len; i++)
    n_managers += manages (self, &g_array_index (self->nodes, Found, i));
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Found *found = &g_array_index (self->nodes, Found, i);
      const HwProduct *product = hw_design_device_product (self->design, found->device);
      HwFabricMember member = { .place = place_of (self->design, found->member) };

      member.id = keep_id (input, self->design, found->device);
      member.name = keep_name (input, self->design, found->device);
      member.appliance = manages (self, found);
      if (member.appliance)
        member.ports = manager_ports (self, product, n_managers);
      else if (self->row->member_ports == 0 && stated_ports (self, product) > 0)
        {
          double speed = stated_speed (self, product);

          member.ports = to_count (stated_ports (self, product)) * rule->planes;
          member.port_bit_s = rule->port_bit_s / split;
          /* Elsewhere ports agree on the speed of the slower end. */
          if (self->row->kind == HW_FABRIC_COMPUTE && isnan (self->row->port_bit_s) && speed > 0)
            member.port_bit_s = speed / rule->planes;
        }
      input->n_unplaced += member.place.unit < 0;
      g_array_append_val (input->members, member);
      g_array_append_val (input->member_devices, found->device);
    }
}

static void
describe_switches (Gathering *self, HwFabricInput *input)
{
  const HwFabricRule *rule = &input->description.rule;
  double radix = known (self->switch_product, HW_FIELD_PORTS);
  double links = radix > 0 ? rule->radix / radix : 1;

  for (guint i = 0; i < self->switches->len; i++)
    {
      const Found *found = &g_array_index (self->switches, Found, i);
      const HwProduct *product = hw_design_device_product (self->design, found->device);
      HwFabricDevice device = { .role = HW_N_FABRIC_ROLES };

      device.id = keep_id (input, self->design, found->device);
      device.name = keep_name (input, self->design, found->device);
      device.ports = to_count (known (product, HW_FIELD_PORTS) * links);
      if (found->member != 0)
        {
          const char *position = hw_design_text (
              self->design, hw_design_get_member (self->design, found->member)->position);
          if (*position != '\0')
            device.position = g_string_chunk_insert (input->texts, position);
        }
      input->n_unplaced += device.position == NULL;
      g_array_append_val (input->devices, device);
      g_array_append_val (input->switch_devices, found->device);
    }
}

/* "cable/ID:PORT" with "to" moves it, with "deleted" takes it away; "extra-cable/ID:PORT" with "to"
 * adds one. */
static gboolean
read_override (HwDesign *design, const HwOverride *row, char **parts, HwFabricOverride *override)
{
  const char *field = hw_design_text (design, row->field);
  const char *value = hw_design_text (design, row->value);
  gboolean extra;

  if (parts[1] == NULL || parts[2] == NULL)
    return FALSE;
  extra = strcmp (parts[1], "extra-cable") == 0;
  if (!extra && strcmp (parts[1], "cable") != 0)
    return FALSE;
  override->at = parts[2];
  override->to = value;
  override->change = extra ? HW_FABRIC_ADD : HW_FABRIC_MOVE;
  if (strcmp (field, "to") == 0)
    return TRUE;
  override->change = HW_FABRIC_DELETE;
  return !extra && strcmp (field, "deleted") == 0 && strcmp (value, "true") == 0;
}

gboolean
hw_fabric_input_reads (HwDesign *design, HwHandle handle)
{
  const HwOverride *row = hw_design_get_override (design, handle);
  g_auto (GStrv) parts = hw_override_key_split (hw_design_text (design, row->key));
  HwFabricOverride override;

  return read_override (design, row, parts, &override);
}

static void
describe_overrides (Gathering *self, HwFabricInput *input)
{
  char buffer[HW_ID_SIZE];
  g_autofree char *prefix = g_strdup_printf (
      "%s/", hw_design_id_text (self->design, HW_REF (HW_TABLE_FABRIC, self->handle), buffer));

  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_OVERRIDE, 0); handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_OVERRIDE, handle))
    {
      const HwOverride *row = hw_design_get_override (self->design, handle);
      const char *key = hw_design_text (self->design, row->key);
      g_auto (GStrv) parts = NULL;
      HwFabricOverride override;

      if (!g_str_has_prefix (key, prefix))
        continue;
      parts = hw_override_key_split (key);
      if (!read_override (self->design, row, parts, &override))
        continue;
      override.at = g_string_chunk_insert (input->texts, override.at);
      override.to = g_string_chunk_insert (input->texts, override.to);
      g_array_append_val (input->overrides, override);
      g_array_append_val (input->override_rows, handle);
    }
}

HwFabricInput *
hw_fabric_input_new_empty (void)
{
  HwFabricInput *self = g_new0 (HwFabricInput, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (HwFabricMember));
  self->devices = g_array_new (FALSE, FALSE, sizeof (HwFabricDevice));
  self->overrides = g_array_new (FALSE, FALSE, sizeof (HwFabricOverride));
  self->member_devices = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->switch_devices = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->override_rows = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->texts = g_string_chunk_new (4096);
  self->link_ports = 1;
  return self;
}

void
hw_fabric_input_close (HwFabricInput *self)
{
  HwFabricDescription *description = &self->description;

  description->members = (const HwFabricMember *)(gpointer)self->members->data;
  description->n_members = self->members->len;
  description->devices = (const HwFabricDevice *)(gpointer)self->devices->data;
  description->n_devices = self->devices->len;
  description->overrides = (const HwFabricOverride *)(gpointer)self->overrides->data;
  description->n_overrides = self->overrides->len;
}

HwFabricInput *
hw_fabric_input_new (HwDesign *design, HwHandle fabric, const HwMoment *moment)
{
  HwFabricInput *self = hw_fabric_input_new_empty ();
  HwFabricDescription *description = &self->description;
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GArray) switches = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GByteArray) asked = g_byte_array_new ();
  Gathering gathering = { .design = design,
                          .handle = fabric,
                          .row = hw_design_get_fabric (design, fabric),
                          .moment = moment,
                          .nodes = nodes,
                          .switches = switches,
                          .takes = asked };

  gathering.switch_product = product_of (design, gathering.row->switch_product);
  find_members (&gathering);
  g_array_sort (nodes, compare_found);
  g_array_sort (switches, compare_found);
  set_kind (&description->rule, gathering.row);
  if (gathering.switch_product != NULL)
    set_ports (&gathering, self, &description->rule);
  describe_nodes (&gathering, self);
  describe_switches (&gathering, self);
  describe_overrides (&gathering, self);
  if (description->rule.uplinked)
    hw_fabric_racks_assign (design, self);
  g_clear_pointer (&gathering.rack_ranks, g_array_unref);
  hw_fabric_input_close (self);
  return self;
}

void
hw_fabric_input_free (HwFabricInput *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->members);
  g_array_unref (self->devices);
  g_array_unref (self->overrides);
  g_array_unref (self->member_devices);
  g_array_unref (self->switch_devices);
  g_array_unref (self->override_rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

gboolean
hw_fabric_input_is_complete (const HwFabricInput *self)
{
  return self->description.rule.radix > 0 && self->description.rule.rails > 0;
}
