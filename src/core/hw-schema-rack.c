/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-schema-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A rack and what is within it. */

static const char *const member_roles[] = { "node", "switch", "manager", NULL };
static const char *const faces[] = { "front", "rear", NULL };
static const char *const channels[]
    = { "none", "left-front", "right-front", "left-rear", "right-rear", "rear-door", NULL };

static const HwAttribute rack_attributes[] = {
  NAME (HwRack),
  PRODUCT (HwRack, product, "product", N_ ("Product"), HW_ATTRIBUTE_REQUIRED),
  MILLIMETRES (
      HwRack, x_mm, "x-mm", N_ ("From the west wall"), HW_ATTRIBUTE_REQUIRED, 0, FAR_MM, -1),
  MILLIMETRES (
      HwRack, y_mm, "y-mm", N_ ("From the north wall"), HW_ATTRIBUTE_REQUIRED, 0, FAR_MM, -1),
  { .name = "rotation",
    .label = N_ ("Rotation, degrees clockwise"),
    .type = HW_TYPE_ROTATION,
    .offset = G_STRUCT_OFFSET (HwRack, rotation) },
  REFERENCE (HwRack, row, "row", N_ ("Row"), HW_TABLE_ROW),
  PRODUCT (HwRack, assembly, "assembly", N_ ("Assembly"), 0),
  NUMBER (
      HwRack, power_limit_w, "power-limit-w", N_ ("Power limit"), HW_DIMENSION_POWER, 0, 1e7, NAN),
  REFERENCE (HwRack, feed_a, "feed-a", N_ ("Feed A"), HW_TABLE_FEED),
  REFERENCE (HwRack, feed_b, "feed-b", N_ ("Feed B"), HW_TABLE_FEED),
  REFERENCE (HwRack, feed_c, "feed-c", N_ ("Feed C"), HW_TABLE_FEED),
  REFERENCE (HwRack, power, "power", N_ ("Power chain"), HW_TABLE_POWER),
  CHOICE (HwRack, system, "system", N_ ("System of the chain"), hw_schema_sides, HW_SIDE_A),
  REFERENCE (HwRack, loop, "loop", N_ ("Cooling loop"), HW_TABLE_LOOP),
  REFERENCE (HwRack, group, "group", N_ ("Group"), HW_TABLE_GROUP),
  PHASES (HwRack),
  NOTE (HwRack),
  LOCKED (HwRack),
};

static const HwAttribute reservation_attributes[] = {
  NAME (HwReservation),
  { .name = "u",
    .label = N_ ("Lowest unit"),
    .type = HW_TYPE_POSITION,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwReservation, position),
    .missing = -1 },
  { .name = "height-u",
    .label = N_ ("Units"),
    .type = HW_TYPE_HALF_UNITS,
    .flags = HW_ATTRIBUTE_REQUIRED,
    .offset = G_STRUCT_OFFSET (HwReservation, half_units),
    .missing = -1 },
  CHOICE (HwReservation, face, "face", N_ ("Face"), faces, HW_FACE_FRONT),
  { .name = "both",
    .label = N_ ("Both faces"),
    .type = HW_TYPE_BOOLEAN,
    .offset = G_STRUCT_OFFSET (HwReservation, both) },
  PHASES (HwReservation),
  NOTE (HwReservation),
  LOCKED (HwReservation),
};

/* A device in units has its unit and always says its face; one in a channel has channel and height.
 */
static const HwAttribute device_attributes[] = {
  NAME (HwDevice),
  PRODUCT (HwDevice, product, "product", N_ ("Product"), HW_ATTRIBUTE_REQUIRED),
  { .name = "u",
    .label = N_ ("Lowest unit"),
    .type = HW_TYPE_POSITION,
    .offset = G_STRUCT_OFFSET (HwDevice, position),
    .missing = -1 },
  CHOICE (HwDevice, face, "face", N_ ("Face"), faces, -1),
  CHOICE (HwDevice, channel, "channel", N_ ("Side channel"), channels, HW_CHANNEL_NONE),
  { .name = "height-mm",
    .label = N_ ("Above the floor"),
    .type = HW_TYPE_SMALL,
    .offset = G_STRUCT_OFFSET (HwDevice, height_mm),
    .dimension = HW_DIMENSION_LENGTH,
    .minimum = 0,
    .maximum = 3000,
    .missing = 0 },
  REFERENCE (HwDevice, loop, "loop", N_ ("Cooling loop"), HW_TABLE_LOOP),
  PHASES (HwDevice),
  NOTE (HwDevice),
  LOCKED (HwDevice),
};

static const HwAttribute member_attributes[] = {
  { .name = "fabric",
    .label = N_ ("Fabric"),
    .type = HW_TYPE_REF,
    .flags = HW_ATTRIBUTE_REQUIRED | HW_ATTRIBUTE_OWNER,
    .offset = G_STRUCT_OFFSET (HwMember, fabric),
    .ref = HW_TABLE_FABRIC },
  CHOICE (HwMember, role, "role", N_ ("Role"), member_roles, HW_MEMBER_NODE),
  TEXT (HwMember, position, "position", N_ ("Position")),
  COUNT (HwMember, unit, "unit", N_ ("Unit"), 1, 65535, 0),
  COUNT (HwMember, slot, "slot", N_ ("Slot"), 1, 65535, 0),
  { .name = "rail",
    .label = N_ ("Rail"),
    .type = HW_TYPE_BYTE,
    .offset = G_STRUCT_OFFSET (HwMember, rail),
    .minimum = 1,
    .maximum = 64,
    .missing = 1 },
  NOTE (HwMember),
};

const HwTableClass hw_rack_class
    = CLASS ("rack", N_ ("Rack"), HW_TABLE_RACK, HW_TABLE_HALL, 'r', HwRack, rack_attributes);
const HwTableClass hw_reservation_class = CLASS ("reservation",
                                                 N_ ("Reservation"),
                                                 HW_TABLE_RESERVATION,
                                                 HW_TABLE_RACK,
                                                 'v',
                                                 HwReservation,
                                                 reservation_attributes);
const HwTableClass hw_device_class = CLASS (
    "device", N_ ("Device"), HW_TABLE_DEVICE, HW_TABLE_RACK, 'd', HwDevice, device_attributes);
const HwTableClass hw_member_class = CLASS ("member",
                                            N_ ("Place in a fabric"),
                                            HW_TABLE_MEMBER,
                                            HW_TABLE_DEVICE,
                                            'm',
                                            HwMember,
                                            member_attributes);
