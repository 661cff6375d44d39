/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-feasibility.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_LIMITS (HW_LIMIT_FLOOR + 1)
/* Capacity holds where load ≤ rating · (1 + 1e-9). */
#define SLACK (1 + 1e-9)

const char *
hw_limit_label (HwLimit limit)
{
  switch (limit)
    {
    case HW_LIMIT_NONE:
      return _ ("free");
    case HW_LIMIT_UNITS:
      return _ ("units");
    case HW_LIMIT_MOUNTING:
      return _ ("mounting");
    case HW_LIMIT_DEPTH:
      return _ ("depth");
    case HW_LIMIT_POWER:
      return _ ("power");
    case HW_LIMIT_MASS:
      return _ ("mass");
    case HW_LIMIT_FLOOR:
      return _ ("floor");
    }
  g_return_val_if_reached ("");
}

HwLimit
hw_limit_of_obstacle (HwObstacle obstacle)
{
  switch (obstacle)
    {
    case HW_OBSTACLE_NONE:
      return HW_LIMIT_NONE;
    case HW_OBSTACLE_NOT_A_DEVICE:
    case HW_OBSTACLE_NO_SLOTS:
    case HW_OBSTACLE_MOUNTING:
      return HW_LIMIT_MOUNTING;
    case HW_OBSTACLE_TOO_DEEP:
      return HW_LIMIT_DEPTH;
    case HW_OBSTACLE_NOT_ON_FLOOR:
    case HW_OBSTACLE_OUTSIDE_HALL:
    case HW_OBSTACLE_ON_RACK:
    case HW_OBSTACLE_ON_FEATURE:
      return HW_LIMIT_FLOOR;
    default:
      return HW_LIMIT_UNITS;
    }
}

/* How many more of @each go on @load before @limit; without a limit, or without a figure, no end.
 */
static guint
times (double limit, double load, double each)
{
  double rest;

  if (isnan (limit) || isnan (each) || each <= 0)
    return G_MAXUINT;
  rest = floor ((limit * SLACK - load) / each);
  return rest < 0 ? 0 : (guint)MIN (rest, 1e6);
}

static guint
times_power (const HwRackFigures *figures, const HwProduct *product)
{
  return times (figures->limit_w,
                figures->nameplate_w + figures->other_w,
                hw_product_value (product, HW_FIELD_POWER_NAMEPLATE));
}

static guint
times_mass (const HwRackFigures *figures, const HwProduct *product)
{
  return times (
      figures->load_limit_kg, figures->mounted_kg, hw_product_value (product, HW_FIELD_MASS));
}

static HwLimit
soft_limit (HwResults *results, HwHandle rack, const HwProduct *product)
{
  const HwRackFigures *figures = hw_results_rack (results, rack);

  if (times_power (figures, product) == 0)
    return HW_LIMIT_POWER;
  return times_mass (figures, product) == 0 ? HW_LIMIT_MASS : HW_LIMIT_NONE;
}

/* A new device, with the phase that it will have. */
static gboolean
try_new (HwDesign *design, HwHandle rack, const HwProduct *product, const HwSlot *slot, HwFit *fit)
{
  HwHandle install, removal;

  hw_placement_phases (design, rack, HW_REF (HW_TABLE_DEVICE, 0), &install, &removal);
  return hw_placement_device (design, rack, product, slot, 0, install, removal, fit);
}

HwFeasibility
hw_feasibility_slot (HwResults *results,
                     HwHandle rack,
                     const HwProduct *product,
                     const HwSlot *slot)
{
  HwFeasibility result = { FALSE, HW_LIMIT_NONE };
  HwFit fit;

  result.fits = try_new (hw_results_get_design (results), rack, product, slot, &fit);
  result.limit
      = result.fits ? soft_limit (results, rack, product) : hw_limit_of_obstacle (fit.obstacle);
  return result;
}

/* Side channels that are free. */
static guint
free_channels (
    HwDesign *design, HwHandle rack, const HwProduct *product, guint most, HwLimit *blocked)
{
  guint n = 0;

  *blocked = HW_LIMIT_UNITS;
  for (guint8 channel = HW_CHANNEL_LEFT_FRONT; n < most && channel <= HW_CHANNEL_RIGHT_REAR;
       channel++)
    {
      HwSlot slot = { 0, HW_FACE_FRONT, channel, 0 };
      HwFit fit;
      if (try_new (design, rack, product, &slot, &fit))
        n++;
      else if (fit.obstacle != HW_OBSTACLE_OCCUPIED)
        *blocked = hw_limit_of_obstacle (fit.obstacle);
    }
  return n;
}

/* Free places of a device in the front of a rack, from the bottom; stops at @most. */
static guint
free_places (
    HwDesign *design, HwHandle rack, const HwProduct *product, guint most, HwLimit *blocked)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  gint16 step = product->half_units == 1 ? 1 : 2;
  guint n = 0;

  if (product->mounting == HW_MOUNTING_SIDE)
    return free_channels (design, rack, product, most, blocked);
  *blocked = HW_LIMIT_UNITS;
  for (gint16 at = 0; n < most && at + product->half_units <= frame->half_units; at += step)
    {
      HwSlot slot = { at, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
      HwFit fit;
      if (try_new (design, rack, product, &slot, &fit))
        {
          n++;
          at = (gint16)(at + product->half_units - step);
        }
      else if (fit.obstacle != HW_OBSTACLE_OCCUPIED && fit.obstacle != HW_OBSTACLE_RESERVED)
        {
          *blocked = hw_limit_of_obstacle (fit.obstacle);
          /* What does not mount or is too deep by itself fits nowhere in this rack. */
          if (*blocked == HW_LIMIT_MOUNTING || fit.blocker.handle == 0)
            return n;
        }
    }
  return n;
}

HwFeasibility
hw_feasibility_rack (HwResults *results, HwHandle rack, const HwProduct *product)
{
  HwFeasibility result = { FALSE, HW_LIMIT_NONE };
  HwLimit blocked;

  result.fits = free_places (hw_results_get_design (results), rack, product, 1, &blocked) > 0;
  result.limit = result.fits ? soft_limit (results, rack, product) : blocked;
  return result;
}

static guint
rack_headroom (HwResults *results, HwHandle rack, const HwProduct *product, HwLimit *limit)
{
  const HwRackFigures *figures = hw_results_rack (results, rack);
  guint by_power = times_power (figures, product);
  guint by_mass = times_mass (figures, product);
  guint most = MIN (by_power, by_mass);
  guint by_units = free_places (hw_results_get_design (results), rack, product, most, limit);

  if (by_units < most)
    return by_units;
  *limit = by_power <= by_mass ? HW_LIMIT_POWER : HW_LIMIT_MASS;
  return most;
}

static void
add_rack (HwResults *results,
          HwHandle rack,
          const HwProduct *product,
          HwHeadroom *headroom,
          guint stops[N_LIMITS])
{
  HwLimit limit = HW_LIMIT_NONE;

  if (hw_design_rack_product (hw_results_get_design (results), rack)->kind != HW_KIND_RACK
      || !hw_results_rack (results, rack)->present)
    return;
  headroom->count += rack_headroom (results, rack, product, &limit);
  stops[limit]++;
}

HwHeadroom
hw_headroom (HwResults *results, const HwProduct *product, HwRef scope)
{
  HwDesign *design = hw_results_get_design (results);
  HwHeadroom headroom = { 0, HW_LIMIT_NONE };
  guint stops[N_LIMITS] = { 0 };
  guint most = 0;

  if (scope.handle != 0 && scope.table == HW_TABLE_RACK)
    add_rack (results, scope.handle, product, &headroom, stops);
  else if (scope.handle != 0 && scope.table == HW_TABLE_ROW)
    for (HwHandle rack = hw_design_first_of_row (design, scope.handle); rack != 0;
         rack = hw_design_next_of_row (design, rack))
      add_rack (results, rack, product, &headroom, stops);
  else
    for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
         rack = hw_design_next (design, HW_TABLE_RACK, rack))
      if (scope.handle == 0 || scope.table != HW_TABLE_HALL
          || hw_design_get_rack (design, rack)->object.parent == scope.handle)
        add_rack (results, rack, product, &headroom, stops);
  for (guint limit = HW_LIMIT_UNITS; limit < N_LIMITS; limit++)
    if (stops[limit] > most)
      {
        most = stops[limit];
        headroom.limit = (HwLimit)limit;
      }
  return headroom;
}

static char *
dup_place (HwDesign *design, HwRef scope)
{
  if (scope.handle == 0)
    return g_strdup (_ ("the site"));
  if (scope.table == HW_TABLE_ROW)
    return g_strdup_printf (_ ("row %s"), hw_design_name (design, scope));
  return g_strdup (hw_design_name (design, scope));
}

char *
hw_headroom_dup_text (HwDesign *design, HwRef scope, const HwHeadroom *headroom)
{
  g_autofree char *place = dup_place (design, scope);
  guint many = (guint)MIN (headroom->count, G_MAXINT);

  if (headroom->limit == HW_LIMIT_NONE)
    return g_strdup_printf (_ ("no rack in %s takes it"), place);
  if (many == 0)
    return g_strdup_printf (
        _ ("none fits in %s; %s binds"), place, hw_limit_label (headroom->limit));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u more fits in %s; %s binds first",
                                       "%u more fit in %s; %s binds first",
                                       many),
                          many,
                          place,
                          hw_limit_label (headroom->limit));
}
