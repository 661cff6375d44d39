/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-placement.h"

#include <glib/gi18n-lib.h>

#include "hw-number.h"

/* "U12" or "U12–U21", with halves where there are any. */
static char *
units_text (gint16 position, gint16 half_units)
{
  char low[HW_NUMBER_SIZE], high[HW_NUMBER_SIZE];

  hw_number_format (low, position / 2.0 + 1);
  if (half_units <= 2)
    return g_strdup_printf ("U%s", low);
  hw_number_format (high, (position + half_units) / 2.0);
  return g_strdup_printf ("U%s–U%s", low, high);
}

static char *
blocker_units (HwDesign *design, HwRef blocker)
{
  if (blocker.table == HW_TABLE_RESERVATION)
    {
      const HwReservation *row = hw_design_row (design, blocker.table, blocker.handle);
      return units_text (row->position, row->half_units);
    }
  else
    {
      const HwDevice *row = hw_design_get_device (design, blocker.handle);
      if (row->channel == HW_CHANNEL_REAR_DOOR)
        return g_strdup (_ ("The place of the rear door"));
      if (row->channel != HW_CHANNEL_NONE)
        return g_strdup (_ ("The side channel"));
      return units_text (row->position,
                         hw_design_device_product (design, blocker.handle)->half_units);
    }
}

char *
hw_fit_message (HwDesign *design, const HwFit *fit)
{
  g_autofree char *units = NULL;
  const char *name = hw_design_name (design, fit->blocker);

  switch (fit->obstacle)
    {
    case HW_OBSTACLE_NONE:
      return g_strdup (_ ("It fits."));
    case HW_OBSTACLE_NOT_A_DEVICE:
      return g_strdup (
          _ ("This product does not go into a rack; place it on the floor of a hall."));
    case HW_OBSTACLE_NOT_ON_FLOOR:
      return g_strdup (_ ("This product does not stand on the floor; place it into a rack."));
    case HW_OBSTACLE_NO_SLOTS:
      return g_strdup_printf (_ ("%s takes no devices; choose a rack."), name);
    case HW_OBSTACLE_MOUNTING:
      return g_strdup_printf (
          _ ("Its mounting (%s) does not match that of %s (%s); choose a rack of the right kind."),
          hw_mounting_name ((HwMounting)fit->need),
          name,
          hw_mounting_name ((HwMounting)fit->have));
    case HW_OBSTACLE_OUTSIDE_RACK:
      if (fit->need < 0)
        return g_strdup_printf (_ ("It needs a unit of %s, from U1 upwards."), name);
      return g_strdup_printf (
          _ ("It would end above the top of %s; choose a lower unit or a taller rack."), name);
    case HW_OBSTACLE_OCCUPIED:
      units = blocker_units (design, fit->blocker);
      return g_strdup_printf (
          _ ("%s is taken by %s; choose a free place or move that first."), units, name);
    case HW_OBSTACLE_TOO_DEEP:
      if (fit->blocker.handle == 0)
        return g_strdup_printf (
            _ ("It is %d mm deep and the rack takes %d mm; choose a deeper rack."),
            fit->need,
            fit->have);
      if (fit->need == 0 || fit->have == 0)
        return g_strdup_printf (_ ("%s is mounted opposite and a depth is not known, which counts "
                                   "as full depth; choose "
                                   "other units."),
                                name);
      return g_strdup_printf (
          _ ("It is %d mm deep and %s opposite leaves %d mm; choose other units or a deeper rack."),
          fit->need,
          name,
          fit->have);
    case HW_OBSTACLE_RESERVED:
      units = blocker_units (design, fit->blocker);
      return g_strdup_printf (
          _ ("%s is reserved: %s; choose other units or remove the reservation."), units, name);
    case HW_OBSTACLE_OUTSIDE_HALL:
      return g_strdup_printf (_ ("It would stand outside %s; choose a place within the walls."),
                              name);
    case HW_OBSTACLE_ON_RACK:
      return g_strdup_printf (_ ("It would stand on %s; choose a free place or move that first."),
                              name);
    case HW_OBSTACLE_ON_FEATURE:
      return g_strdup_printf (
          _ ("It would stand on %s, which is to stay free; choose another place."), name);
    case HW_OBSTACLE_LOCKED:
      return g_strdup_printf (_ ("%s is locked; unlock it first."), name);
    case HW_OBSTACLE_UNKNOWN_SIZE:
      return g_strdup (_ ("Its size is not known; enter it in the product before placing it."));
    }
  g_return_val_if_reached (NULL);
}

char *
hw_fit_brief (HwDesign *design, const HwFit *fit)
{
  const char *name = hw_design_name (design, fit->blocker);

  switch (fit->obstacle)
    {
    case HW_OBSTACLE_NONE:
      return g_strdup (_ ("fits"));
    case HW_OBSTACLE_NOT_A_DEVICE:
      return g_strdup (_ ("stands on the floor"));
    case HW_OBSTACLE_NOT_ON_FLOOR:
      return g_strdup (_ ("goes into a rack"));
    case HW_OBSTACLE_NO_SLOTS:
      return g_strdup (_ ("takes no devices"));
    case HW_OBSTACLE_MOUNTING:
      return g_strdup (_ ("other mounting"));
    case HW_OBSTACLE_OUTSIDE_RACK:
      return g_strdup (_ ("beyond the rack"));
    case HW_OBSTACLE_OCCUPIED:
      return g_strdup_printf (_ ("taken by %s"), name);
    case HW_OBSTACLE_TOO_DEEP:
      return g_strdup (_ ("too deep"));
    case HW_OBSTACLE_RESERVED:
      return g_strdup_printf (_ ("reserved: %s"), name);
    case HW_OBSTACLE_OUTSIDE_HALL:
      return g_strdup (_ ("outside the hall"));
    case HW_OBSTACLE_ON_RACK:
    case HW_OBSTACLE_ON_FEATURE:
      return g_strdup_printf (_ ("on %s"), name);
    case HW_OBSTACLE_LOCKED:
      return g_strdup (_ ("locked"));
    case HW_OBSTACLE_UNKNOWN_SIZE:
      return g_strdup (_ ("size not known"));
    }
  g_return_val_if_reached (NULL);
}
