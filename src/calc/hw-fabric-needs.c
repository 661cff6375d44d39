/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-needs.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-air-zone.h"
#include "hw-fabric-input.h"
#include "hw-fabric-name.h"
#include "hw-fabric-places.h"
#include "hw-operations.h"

#define RACK "eia-48u-600x1200"

/* A rack that may take switches. */
typedef struct
{
  HwHandle rack;
  double x, y; /* middle of its footprint */
  guint hall;  /* number in the order of halls */
  gboolean full;
} Host;

typedef struct
{
  double x, y;
  guint hall;
  guint n; /* members that it is the middle of */
} Spot;

typedef struct
{
  HwDesign *design;
  HwHandle handle;
  HwCatalogue *from;  /* of the switch */
  HwCatalogue *racks; /* of racks for them */
  HwPlacing *placing;
  const HwProduct *product;
  HwFabricInput *input;
  HwFabric *fabric;
  GArray *hosts;    /* Host */
  GArray *units;    /* Spot by unit */
  Spot middle;      /* of all members */
  GHashTable *busy; /* racks that hold members */
  HwHandle last;    /* rack that took a switch last */
} Placer;

/* --- where members stand --- */

static guint
hall_number (HwDesign *design, HwHandle hall)
{
  guint number = 0;

  for (HwHandle other = hw_design_first_child (design, HW_TABLE_HALL, 0); other != hall;
       other = hw_design_next_child (design, HW_TABLE_HALL, other))
    number++;
  return number;
}

static Spot
spot_of (HwDesign *design, HwHandle rack)
{
  HwArea area = hw_rack_area (design, rack);

  return (Spot){ area.x + area.width / 2.0,
                 area.y + area.depth / 2.0,
                 hall_number (design, hw_design_get_rack (design, rack)->object.parent),
                 1 };
}

/* The middle of what stands in the hall of the first; the others are too far to count. */
static void
join (Spot *middle, const Spot *spot)
{
  if (middle->n == 0)
    middle->hall = spot->hall;
  if (middle->hall != spot->hall)
    return;
  middle->x = (middle->x * middle->n + spot->x) / (middle->n + 1);
  middle->y = (middle->y * middle->n + spot->y) / (middle->n + 1);
  middle->n++;
}

static void
find_middles (Placer *self)
{
  for (guint i = 0; i < self->input->members->len; i++)
    {
      HwHandle device = g_array_index (self->input->member_devices, HwHandle, i);
      HwHandle rack = hw_design_get_device (self->design, device)->object.parent;
      HwFabricPlace place = hw_fabric_get_place (self->fabric, i);
      Spot spot = spot_of (self->design, rack);

      join (&self->middle, &spot);
      g_hash_table_add (self->busy, GUINT_TO_POINTER (rack));
      if (place.unit < 0 || hw_fabric_is_appliance (self->fabric, i))
        continue;
      if ((guint)place.unit >= self->units->len)
        g_array_set_size (self->units, (guint)place.unit + 1);
      join (&g_array_index (self->units, Spot, place.unit), &spot);
    }
}

/* --- racks --- */

static void
add_host (Placer *self, HwHandle rack)
{
  Spot spot = spot_of (self->design, rack);
  Host host = { rack, spot.x, spot.y, spot.hall, FALSE };

  g_array_append_val (self->hosts, host);
}

/* Racks of the fabric's hall without members, save for top-of-rack switches, and not those that
 * came as a whole. */
static void
find_hosts (Placer *self)
{
  HwHandle hall = hw_design_get_fabric (self->design, self->handle)->hall;

  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    {
      const HwRack *row = hw_design_get_rack (self->design, rack);

      if (row->assembly == 0 && (hall == 0 || row->object.parent == hall) && !row->object.locked
          && row->object.removal == 0
          && (hw_fabric_get_rule (self->fabric)->uplinked
              || !g_hash_table_contains (self->busy, GUINT_TO_POINTER (rack)))
          && hw_design_rack_product (self->design, rack)->kind == HW_KIND_RACK)
        add_host (self, rack);
    }
}

gboolean
hw_fabric_find_slot (HwDesign *design, HwHandle rack, const HwProduct *product, HwSlot *slot)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  int top = frame->half_units - product->half_units;
  HwFit fit;

  if (product->half_units <= 0)
    return FALSE;
  /* Whole units from the top down. */
  for (int at = top - top % 2; at >= 0; at -= 2)
    {
      *slot = (HwSlot){ (gint16)at, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
      if (hw_placement_device (design, rack, product, slot, 0, 0, 0, &fit))
        return TRUE;
      if (fit.obstacle != HW_OBSTACLE_OCCUPIED && fit.obstacle != HW_OBSTACLE_RESERVED
          && fit.obstacle != HW_OBSTACLE_TOO_DEEP)
        return FALSE;
    }
  return FALSE;
}

static double
known_heat_w (const HwProduct *product)
{
  double heat_w = hw_product_value (product, HW_FIELD_HEAT_AIR);

  return isnan (heat_w) ? 0 : heat_w;
}

static double
distance (const Host *host, const Spot *spot)
{
  /* Another hall is farther than anything in this one. */
  return hypot (host->x - spot->x, host->y - spot->y) + (host->hall != spot->hall ? 1e9 : 0);
}

/* Whether the air carries what a rack holds, and one more switch. */
static gboolean
stays_cool (Placer *self, HwHandle rack)
{
  double heat_w = 0;

  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    heat_w += known_heat_w (hw_design_device_product (self->design, device));
  return heat_w == 0 || heat_w + known_heat_w (self->product) <= HW_RACK_AIR_LIMIT_W;
}

/* The nearest rack with room; what is found full, or as hot as air allows, is not asked again. */
static gboolean
find_host (Placer *self, const Spot *spot, HwHandle *rack, HwSlot *slot)
{
  for (;;)
    {
      Host *best = NULL;

      for (guint i = 0; i < self->hosts->len; i++)
        {
          Host *host = &g_array_index (self->hosts, Host, i);

          if (!host->full && (best == NULL || distance (host, spot) < distance (best, spot)))
            best = host;
        }
      if (best == NULL)
        return FALSE;
      *rack = best->rack;
      if (stays_cool (self, best->rack)
          && hw_fabric_find_slot (self->design, best->rack, self->product, slot))
        return TRUE;
      best->full = TRUE;
    }
}

/* A new rack beside the last that took a switch, else beside those of the members. */
static HwHandle
add_rack (Placer *self, GError **error)
{
  HwHandle beside = self->last;
  const HwProduct *product;
  const HwRack *row;
  const HwHall *hall;
  HwHandle hall_handle;
  gint32 step;
  HwFit fit;

  for (guint i = 0; beside == 0 && i < self->input->member_devices->len; i++)
    beside = hw_design_get_device (self->design,
                                   g_array_index (self->input->member_devices, HwHandle, i))
                 ->object.parent;
  product = hw_catalogue_find (self->racks, RACK);
  if (beside == 0 || product == NULL)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("There is no rack for the switches; place one."));
      return 0;
    }
  row = hw_design_get_rack (self->design, beside);
  hall_handle = row->object.parent;
  hall = hw_design_get_hall (self->design, hall_handle);
  step = row->rotation % 180 == 0 ? product->width_mm : product->depth_mm;
  /* Along its row to either side, then anywhere. */
  for (gint32 i = 1; i * step < MAX (hall->width_mm, hall->depth_mm); i++)
    for (int sign = 1; sign >= -1; sign -= 2)
      {
        HwArea area = hw_rack_area (self->design, beside);
        gboolean along_x = row->rotation % 180 == 0;
        gint32 x = along_x ? area.x + (sign > 0 ? area.width + (i - 1) * step : -i * step) : area.x;
        gint32 y = along_x ? area.y : area.y + (sign > 0 ? area.depth + (i - 1) * step : -i * step);

        if (hw_placement_rack (
                self->design, hall_handle, product, x, y, row->rotation, NULL, 0, 0, &fit))
          return hw_operation_add_rack (self->design,
                                        hall_handle,
                                        row->row,
                                        self->racks,
                                        product,
                                        NULL,
                                        x,
                                        y,
                                        row->rotation,
                                        error);
      }
  for (gint32 y = 0; y + product->depth_mm <= hall->depth_mm; y += product->depth_mm)
    for (gint32 x = 0; x + product->width_mm <= hall->width_mm; x += product->width_mm)
      if (hw_placement_rack (self->design, hall_handle, product, x, y, 0, NULL, 0, 0, &fit))
        return hw_operation_add_rack (
            self->design, hall_handle, 0, self->racks, product, NULL, x, y, 0, error);
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s has no room for another rack of switches; make the hall larger, or place "
                  "racks elsewhere."),
               hw_design_name (self->design, HW_REF (HW_TABLE_HALL, hall_handle)));
  return 0;
}

/* --- switches --- */

HwHandle
hw_fabric_pinned_rack (HwDesign *design, HwHandle fabric, const char *name)
{
  char buffer[HW_ID_SIZE];
  g_autofree char *key = g_strdup_printf (
      "%s/switch/%s", hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, fabric), buffer), name);
  HwHandle override = hw_design_find_override (design, key, "rack");
  HwRef rack = HW_REF (HW_TABLE_RACK, 0);

  if (override != 0)
    rack = hw_design_find (
        design, hw_design_text (design, hw_design_get_override (design, override)->value));
  return rack.table == HW_TABLE_RACK ? rack.handle : 0;
}

char *
hw_fabric_device_name (HwDesign *design, HwHandle fabric, const char *position)
{
  if (hw_design_get_fabric (design, fabric)->kind == HW_FABRIC_COMPUTE)
    return g_strdup (position);
  return g_strdup_printf (
      "%s-%s", hw_design_name (design, HW_REF (HW_TABLE_FABRIC, fabric)), position);
}

static gboolean
put (Placer *self, const char *name, HwHandle rack, const HwSlot *slot, GError **error)
{
  g_autofree char *called = hw_fabric_device_name (self->design, self->handle, name);
  HwHandle device = hw_operation_add_device (
      self->design, rack, self->from, self->product, called, slot, error);

  if (device == 0
      || hw_operation_set_position (self->design, self->handle, device, name, error) == 0)
    return FALSE;
  self->last = rack;
  self->placing->placed++;
  return TRUE;
}

static const Spot *
wanted_spot (Placer *self, const HwFabricSwitch *wanted)
{
  if (wanted->role == HW_FABRIC_LEAF && wanted->group < self->units->len
      && g_array_index (self->units, Spot, wanted->group).n > 0)
    return &g_array_index (self->units, Spot, wanted->group);
  return &self->middle;
}

static gboolean
place_switch (Placer *self, guint node, GError **error)
{
  char name[HW_FABRIC_NAME_SIZE];
  HwHandle rack;
  HwSlot slot;

  hw_fabric_switch_name (self->fabric, node, name);
  rack = hw_fabric_pinned_rack (self->design, self->handle, name);
  if (rack != 0)
    {
      if (hw_fabric_find_slot (self->design, rack, self->product, &slot))
        return put (self, name, rack, &slot, error);
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("%s is pinned to %s, which has no room for it; make room there or pin it to "
                      "another rack."),
                   name,
                   hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack)));
      return FALSE;
    }
  if (find_host (self, wanted_spot (self, hw_fabric_get_switch (self->fabric, node)), &rack, &slot))
    return put (self, name, rack, &slot, error);
  rack = add_rack (self, error);
  if (rack == 0)
    return FALSE;
  self->placing->new_racks++;
  add_host (self, rack);
  if (hw_fabric_find_slot (self->design, rack, self->product, &slot))
    return put (self, name, rack, &slot, error);
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s does not fit into %s; place racks that take it."),
               self->product->name,
               hw_design_rack_product (self->design, rack)->name);
  return FALSE;
}

/* One that cannot be placed does not keep the others from their places. */
static void
place_switches (Placer *self, GError **error)
{
  for (guint node = 0; node < hw_fabric_count_switches (self->fabric); node++)
    {
      g_autoptr (GError) reason = NULL;

      if (hw_fabric_get_switch (self->fabric, node)->device >= 0
          || place_switch (self, node, &reason))
        continue;
      self->placing->left++;
      if (error != NULL && *error == NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
    }
}

gboolean
hw_fabric_place_needs (
    HwDesign *design, HwHandle fabric, HwCatalogue *from, HwPlacing *placing, GError **error)
{
  g_autoptr (HwFabricInput) input = NULL;
  g_autoptr (HwFabric) derived = NULL;
  g_autoptr (GArray) hosts = g_array_new (FALSE, FALSE, sizeof (Host));
  g_autoptr (GArray) units = g_array_new (FALSE, TRUE, sizeof (Spot));
  g_autoptr (GHashTable) busy = g_hash_table_new (NULL, NULL);
  Placer self = { .design = design,
                  .handle = fabric,
                  .from = from,
                  .racks = from,
                  .placing = placing,
                  .hosts = hosts,
                  .units = units,
                  .busy = busy };

  *placing = (HwPlacing){ 0 };
  placing->adopted = hw_fabric_places_give (design, fabric);
  input = hw_fabric_input_new (design, fabric, NULL);
  if (!hw_fabric_input_is_complete (input))
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("%s needs nothing yet: choose its switch and place its members."),
                   hw_design_name (design, HW_REF (HW_TABLE_FABRIC, fabric)));
      return FALSE;
    }
  derived = hw_fabric_derive (&input->description);
  self.input = input;
  self.fabric = derived;
  self.product = hw_catalogue_get (hw_design_get_catalogue (design),
                                   hw_design_get_fabric (design, fabric)->switch_product);
  if (hw_catalogue_find (from, self.product->id) == NULL)
    self.from = hw_design_get_catalogue (design);
  find_middles (&self);
  find_hosts (&self);
  place_switches (&self, error);
  return placing->left == 0;
}

guint
hw_fabric_remove_spares (HwDesign *design, HwHandle fabric, GError **error)
{
  g_autoptr (HwFabricInput) input = hw_fabric_input_new (design, fabric, NULL);
  g_autoptr (HwFabric) derived = NULL;
  guint removed = 0;

  if (!hw_fabric_input_is_complete (input))
    return 0;
  derived = hw_fabric_derive (&input->description);
  for (guint i = 0; i < input->devices->len; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, g_array_index (input->switch_devices, HwHandle, i));

      if (hw_fabric_device_switch (derived, i) >= 0)
        continue;
      if (hw_operation_remove (design, &ref, 1, error != NULL && *error == NULL ? error : NULL))
        removed++;
    }
  return removed;
}
