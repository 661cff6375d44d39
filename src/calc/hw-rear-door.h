/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-heat-exchanger.h"
#include "hw-product.h"

G_BEGIN_DECLS

/* A rear-door heat exchanger: a coil behind the devices of a rack, through which their fans (or
 * its own) blow, cooled by the loop of the rack. */

/* Assumptions of practice where a product does not say: air that leaves the door less coolant that
 * enters, rise of the air in the rack that it is rated for, and pressure at its rated flow. */
#define HW_REAR_DOOR_APPROACH_K 10.0
#define HW_REAR_DOOR_AIR_RISE_K 15.0
#define HW_REAR_DOOR_LOSS_PA 5e4
/* Water that ratings are for, °C. */
#define HW_REAR_DOOR_WATER_C 18.0

typedef struct
{
  double capacity_w; /* NAN: the product does not say */
  double approach_k; /* at the rating: air that leaves less coolant that enters */
  double flow_m3_s;  /* of coolant at the rating; NAN where it can not be told */
  HwExchanger coil;  /* UA 0 where the rating is not complete */
} HwRearDoor;

gboolean hw_rear_door_is_one (const HwProduct *product);

/* The rating of a door; what its product does not state is assumed as above, its coolant as that
 * of CDUs. */
HwRearDoor hw_rear_door_rate (const HwProduct *product);

/* Returns: heat that it takes at most from air that it leaves at @air_c with coolant of @supply_c,
 * W: at the flows of the rating a coil passes as much more as the difference is larger. Never above
 * the rating, and NAN without one. */
double hw_rear_door_takes_w (const HwRearDoor *door, double air_c, double supply_c);

/* Returns: coefficient of the pressure drop as in hw_rack_curve(); INFINITY without a flow */
double hw_rear_door_curve (const HwRearDoor *door);

G_END_DECLS
