/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-input-private.h"

#include <math.h>
#include <string.h>

#include "hw-fabric-racks.h"
#include "hw-override-key.h"

enum
{
  TAKES_ASKED = 1 << 0,
  TAKES_NODE = 1 << 1,
  TAKES_SWITCH = 1 << 2,
};

/* --- what is a member --- */

static guint
takes (HwFabricGathering *self, guint32 number)
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
      product = hw_fabric_product (self->design, number);
      self->takes->data[number] = TAKES_ASKED;
      if (hw_fabric_takes_node (self->design, self->row, product))
        self->takes->data[number] |= TAKES_NODE;
      if (hw_fabric_takes_switch (self->design, self->row, product))
        self->takes->data[number] |= TAKES_SWITCH;
    }
  return self->takes->data[number];
}

static gboolean
stands (HwFabricGathering *self, const HwDevice *device)
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
is_elsewhere (HwFabricGathering *self, HwHandle device, gboolean as_switch)
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
  const HwProduct *product = hw_fabric_product (design, device->product);
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
  const HwProduct *product = hw_fabric_product (design, at->product);

  return hw_fabric_takes_node (design, row, product) && !hw_fabric_is_manager (product)
         && in_hall (design, row, at) && is_first (design, fabric, at, FALSE);
}

/* --- their order --- */

static void
rank_racks (HwFabricGathering *self)
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
node_order (HwFabricGathering *self, HwHandle handle, HwHandle member)
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
  const HwFabricFound *x = a;
  const HwFabricFound *y = b;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return x->device < y->device ? -1 : x->device > y->device;
}

static void
find (HwFabricGathering *self, HwHandle device, HwHandle member, gboolean as_switch)
{
  HwFabricFound found = { device, member, node_order (self, device, member) };

  g_array_append_val (as_switch ? self->switches : self->nodes, found);
}

static void
find_members (HwFabricGathering *self)
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
manages (HwFabricGathering *self, const HwFabricFound *found)
{
  if (found->member != 0)
    return hw_design_get_member (self->design, found->member)->role == HW_MEMBER_MANAGER;
  return self->row->management_ports > 0
         && hw_fabric_is_manager (hw_design_device_product (self->design, found->device));
}

/* Ports of fabric managers are shared out among those whose product does not state its own. */
static guint
manager_ports (HwFabricGathering *self, const HwProduct *product, guint n_managers)
{
  guint ports = hw_fabric_to_count (hw_fabric_known (product, HW_FIELD_PORTS));

  return ports > 0 ? ports : MAX ((guint)self->row->management_ports / MAX (n_managers, 1), 1);
}

static void
describe_nodes (HwFabricGathering *self, HwFabricInput *input)
{
  const HwFabricRule *rule = &input->description.rule;
  guint split = MAX (rule->split, 1);
  guint n_managers = 0;

  for (guint i = 0; i < self->nodes->len; i++)
    n_managers += manages (self, &g_array_index (self->nodes, HwFabricFound, i));
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HwFabricFound *found = &g_array_index (self->nodes, HwFabricFound, i);
      const HwProduct *product = hw_design_device_product (self->design, found->device);
      HwFabricMember member = { .place = place_of (self->design, found->member) };

      member.id = keep_id (input, self->design, found->device);
      member.name = keep_name (input, self->design, found->device);
      member.appliance = manages (self, found);
      if (member.appliance)
        member.ports = manager_ports (self, product, n_managers);
      else if (self->row->member_ports == 0 && hw_fabric_stated_ports (self, product) > 0)
        {
          double speed = hw_fabric_stated_speed (self, product);

          member.ports = hw_fabric_to_count (hw_fabric_stated_ports (self, product)) * rule->planes;
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
describe_switches (HwFabricGathering *self, HwFabricInput *input)
{
  const HwFabricRule *rule = &input->description.rule;
  double radix = hw_fabric_known (self->switch_product, HW_FIELD_PORTS);
  double links = radix > 0 ? rule->radix / radix : 1;

  for (guint i = 0; i < self->switches->len; i++)
    {
      const HwFabricFound *found = &g_array_index (self->switches, HwFabricFound, i);
      const HwProduct *product = hw_design_device_product (self->design, found->device);
      HwFabricDevice device = { .role = HW_N_FABRIC_ROLES };

      device.id = keep_id (input, self->design, found->device);
      device.name = keep_name (input, self->design, found->device);
      device.ports = hw_fabric_to_count (hw_fabric_known (product, HW_FIELD_PORTS) * links);
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
describe_overrides (HwFabricGathering *self, HwFabricInput *input)
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
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (HwFabricFound));
  g_autoptr (GArray) switches = g_array_new (FALSE, FALSE, sizeof (HwFabricFound));
  g_autoptr (GByteArray) asked = g_byte_array_new ();
  HwFabricGathering gathering = { .design = design,
                                  .handle = fabric,
                                  .row = hw_design_get_fabric (design, fabric),
                                  .moment = moment,
                                  .nodes = nodes,
                                  .switches = switches,
                                  .takes = asked };

  gathering.switch_product = hw_fabric_product (design, gathering.row->switch_product);
  find_members (&gathering);
  g_array_sort (nodes, compare_found);
  g_array_sort (switches, compare_found);
  hw_fabric_set_rule (&gathering, self);
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
