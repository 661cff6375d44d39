/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-carry-private.h"
#include "hw-floor-places.h"
#include "hw-limits.h"

/* Where what is carried could stand on the floor. */

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  HwHandle left = *(const HwHandle *)a;
  HwHandle right = *(const HwHandle *)b;

  return (left > right) - (left < right);
}

/* The grabbed one first. */
static GArray *
dup_shape (const HwCarry *self, gint16 rotation)
{
  GArray *shape = g_array_new (FALSE, FALSE, sizeof (HwArea));
  HwArea area = hw_footprint (hw_floor_frame (self->from, self->product), 0, 0, rotation);

  /* Only one alone is turned to its neighbours. */
  if (self->grabbed.handle != 0 && self->handles->len > 1)
    area = hw_rack_area (self->design, self->grabbed.handle);
  g_array_append_val (shape, area);
  for (guint i = 0; self->grabbed.handle != 0 && i < self->handles->len; i++)
    {
      HwHandle rack = g_array_index (self->handles, HwHandle, i);

      if (rack == self->grabbed.handle)
        continue;
      area = hw_rack_area (self->design, rack);
      g_array_append_val (shape, area);
    }
  return shape;
}

/* Racks that are not in the way: those in the hand, and that of the preview. */
static GArray *
dup_ignored (const HwCarry *self)
{
  GArray *racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  if (self->grabbed.handle != 0)
    g_array_append_vals (racks, self->handles->data, self->handles->len);
  if (self->previewed_rack != 0)
    g_array_append_val (racks, self->previewed_rack);
  g_array_sort (racks, compare_handles);
  return racks;
}

gboolean
hw_carry_has_room_in_row (const HwCarry *self, HwHandle row)
{
  g_autoptr (GArray) ignored = dup_ignored (self);

  return hw_floor_places_row (
             self->design, row, hw_floor_frame (self->from, self->product), ignored, 1)
         > 0;
}

HwFloorField *
hw_carry_dup_floor_field (const HwCarry *self, HwHandle hall, gint16 rotation)
{
  g_autoptr (GArray) shape = dup_shape (self, rotation);
  g_autoptr (GArray) racks = dup_ignored (self);
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  HwHandle install, removal;

  g_array_append_vals (features, self->features->data, self->features->len);
  g_array_sort (features, compare_handles);
  hw_placement_phases (self->design, 0, self->grabbed, &install, &removal);
  return hw_floor_field_new (self->design, hall, shape, racks, features, install, removal);
}

/* Of a new one, whether the hall cools one more. */
static HwLimit
new_limit (const HwCarry *self, HwHandle hall)
{
  g_autoptr (HwLimits) limits = hw_limits_new (self->results);
  HwDemand demand = hw_demand_of_product (self->results, self->product);
  HwLimit limit = hw_floor_limit (self->design, self->from, self->product);

  if (limit != HW_LIMIT_NONE)
    return limit;
  if (self->previewed_rack != 0)
    hw_limits_release (limits, self->previewed_rack);
  return hw_limits_hall_times (limits, hall, &demand, 1) == 0 ? HW_LIMIT_COOLING : HW_LIMIT_NONE;
}

HwLimit
hw_carry_get_floor_limit (const HwCarry *self, HwHandle hall)
{
  const HwSite *site = hw_design_get_site (self->design);

  if (self->grabbed.handle == 0)
    return new_limit (self, hall);
  for (guint i = 0; i < self->handles->len; i++)
    {
      const HwRackFigures *figures
          = hw_results_rack (self->results, g_array_index (self->handles, HwHandle, i));

      if (figures->spread_pa > site->floor_limit_pa * (1 + 1e-9)
          || figures->foot_n > site->foot_limit_n * (1 + 1e-9))
        return HW_LIMIT_FLOOR;
    }
  return HW_LIMIT_NONE;
}
