/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cable-plan-private.h"
#include "hw-door-heat.h"

guint
hw_results_device_contributor (HwResults *self, HwHandle device)
{
  const HwDevice *row = hw_design_get_device (self->design, device);
  const HwComposition *composition = hw_results_composition (self, row->object.parent);
  guint rank = 0;

  if (composition == NULL || composition->assembly == 0)
    return hw_contributors_first (self->contributors, row->product);
  /* Those further up count as allocated first. */
  for (HwHandle other = hw_design_first_child (self->design, HW_TABLE_DEVICE, row->object.parent);
       other != device;
       other = hw_design_next_child (self->design, HW_TABLE_DEVICE, other))
    {
      const HwDevice *above = hw_design_get_device (self->design, other);
      if (above->product == row->product && hw_results_stands (self, &above->object))
        rank++;
    }
  for (guint i = 0; i < composition->n_entries; i++)
    {
      guint index = composition->entries[i].contributor;
      const HwContributor *contributor = hw_contributors_get (self->contributors, index);
      if (contributor->kind == HW_CONTRIBUTOR_PART && contributor->product->number == row->product
          && rank < contributor->in_assembly)
        return index;
    }
  return hw_contributors_first (self->contributors, row->product);
}

static HwCounts *
count_device (HwResults *self, HwHandle device)
{
  const HwDevice *row = hw_design_get_device (self->design, device);
  HwCounts *counts = hw_counts_new ();
  guint index;

  if (hw_results_composition (self, row->object.parent) == NULL
      || !hw_results_stands (self, &row->object))
    return counts;
  index = hw_results_device_contributor (self, device);
  g_array_set_size (counts->counts, index + 1);
  g_array_index (counts->counts, guint32, index) = 1;
  if (row->channel == HW_CHANNEL_NONE)
    counts->used_half_units = hw_design_device_product (self->design, device)->half_units;
  return counts;
}

static HwCounts *
count_row (HwResults *self, HwHandle row)
{
  HwCounts *counts = hw_counts_new ();

  for (HwHandle rack = hw_design_first_of_row (self->design, row); rack != 0;
       rack = hw_design_next_of_row (self->design, rack))
    {
      const HwComposition *composition = hw_results_composition (self, rack);
      if (composition != NULL)
        hw_counts_add (counts, composition);
    }
  return counts;
}

static HwCounts *
count_group (HwResults *self, HwHandle group)
{
  HwCounts *counts = hw_counts_new ();

  for (HwHandle rack = hw_design_first_of_group (self->design, group); rack != 0;
       rack = hw_design_next_of_group (self->design, rack))
    {
      const HwComposition *composition = hw_results_composition (self, rack);
      if (composition != NULL)
        hw_counts_add (counts, composition);
    }
  return counts;
}

static HwCounts *
count_rack (HwResults *self, HwHandle rack)
{
  HwCounts *counts = hw_counts_new ();
  const HwComposition *composition = hw_results_composition (self, rack);

  if (composition != NULL)
    hw_counts_add (counts, composition);
  return counts;
}

const HwCounts *
hw_results_counts (HwResults *self, HwRef scope, HwCounts **found)
{
  *found = NULL;
  if (scope.handle == 0)
    return self->total;
  if (!hw_design_has (self->design, scope.table, scope.handle))
    return *found = hw_counts_new ();
  switch (scope.table)
    {
    case HW_TABLE_DESIGN:
    case HW_TABLE_SITE:
      return self->total;
    case HW_TABLE_HALL:
      if (scope.handle < self->halls->len && self->halls->pdata[scope.handle] != NULL)
        return self->halls->pdata[scope.handle];
      return *found = hw_counts_new ();
    case HW_TABLE_ROW:
      return *found = count_row (self, scope.handle);
    case HW_TABLE_GROUP:
      return *found = count_group (self, scope.handle);
    case HW_TABLE_RACK:
      return *found = count_rack (self, scope.handle);
    case HW_TABLE_DEVICE:
      return *found = count_device (self, scope.handle);
    default:
      return *found = hw_counts_new ();
    }
}

static void
add_hall_area (HwResults *self, HwHandle hall, HwSum *sum)
{
  const HwHall *row = hw_design_get_hall (self->design, hall);
  double area = (double)row->width_mm * row->depth_mm / 1e6;

  hw_sum_add (sum, 1, area, area, area);
}

/* Halls have the area of their floor, smaller scopes that of what stands on it. */
static gboolean
floor_area (HwResults *self, HwRef scope, HwSum *sum)
{
  if (scope.handle != 0 && scope.table == HW_TABLE_HALL)
    {
      if (hw_design_has (self->design, HW_TABLE_HALL, scope.handle))
        add_hall_area (self, scope.handle, sum);
      return TRUE;
    }
  if (scope.handle != 0 && scope.table != HW_TABLE_DESIGN && scope.table != HW_TABLE_SITE)
    return FALSE;
  for (HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
    add_hall_area (self, hall, sum);
  return TRUE;
}

HwSum
hw_results_products_total (HwResults *self, HwTotal total, HwRef scope)
{
  g_autoptr (HwCounts) found = NULL;
  const HwCounts *counts;
  HwSum sum = { 0 };

  if (total == HW_TOTAL_FLOOR && floor_area (self, scope, &sum))
    return sum;
  counts = hw_results_counts (self, scope, &found);
  sum = hw_counts_total (counts, self->contributors, total);
  if (counts == self->total)
    {
      HwSum cables = hw_cables_total (self, total);
      hw_sum_add_sum (&sum, &cables);
    }
  return sum;
}

HwSum
hw_results_total (HwResults *self, HwTotal total, HwRef scope)
{
  HwSum sum = hw_results_products_total (self, total, scope);

  if (total == HW_TOTAL_LIQUID || total == HW_TOTAL_AIR)
    {
      double taken_w = (total == HW_TOTAL_AIR ? -1 : 1) * hw_results_door_heat_w (self, scope);

      if (taken_w != 0)
        hw_sum_add (&sum, 1, taken_w, taken_w, taken_w);
    }
  return sum;
}

HwHandle
hw_results_main_hall (HwResults *self)
{
  HwHandle main_hall = 0;
  double gpus = -1, devices = -1;

  for (HwHandle hall = hw_design_next (self->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next (self->design, HW_TABLE_HALL, hall))
    {
      HwRef ref = HW_REF (HW_TABLE_HALL, hall);
      double own_gpus = hw_results_products_total (self, HW_TOTAL_GPUS, ref).value;
      double own_devices = hw_results_products_total (self, HW_TOTAL_DEVICES, ref).value;

      if (own_gpus < gpus || (own_gpus == gpus && own_devices <= devices))
        continue;
      main_hall = hall;
      gpus = own_gpus;
      devices = own_devices;
    }
  return main_hall;
}

void
hw_results_snapshot (HwResults *self, HwSnapshot *snapshot)
{
  for (guint total = 0; total < HW_N_TOTALS; total++)
    snapshot->totals[total] = hw_results_total (self, total, HW_REF (HW_TABLE_DESIGN, 0));
}
