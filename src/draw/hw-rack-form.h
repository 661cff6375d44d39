/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-geometry.h"

G_BEGIN_DECLS

/* What a rack or floor product looks like from its front or rear, in millimetres from the upper
 * left corner of its frame. */
typedef struct
{
  double width, height;
  double slots_x, slots_y, slots_width, slots_height; /* height 0: takes no devices */
  double pitch;                                       /* of a whole unit */
  gint16 half_units;
} HwRackForm;

void hw_rack_form_init (HwRackForm *self, const HwProduct *product);

typedef struct
{
  double x, y, width, height;
} HwRackBox;

/* Where devices and reservations are in the form, half units from the bottom. */
HwRackBox hw_rack_form_units (const HwRackForm *self, gint16 position, gint16 half_units);
/* A device in a side channel. Left and right are as seen by who stands before that face. */
HwRackBox hw_rack_form_channel (const HwRackForm *self,
                                HwChannel channel,
                                gint16 height_mm,
                                gint32 length_mm);

static inline HwFace
hw_channel_face (HwChannel channel)
{
  return channel >= HW_CHANNEL_LEFT_REAR ? HW_FACE_REAR : HW_FACE_FRONT;
}

/* How a device shows on a face of its rack. */
typedef enum
{
  HW_SHOWS_NOT,
  HW_SHOWS_FACE,   /* mounted there */
  HW_SHOWS_BEHIND, /* mounted on the other face and so deep that nothing goes in here */
} HwShows;

HwShows hw_rack_shows (const HwProduct *rack,
                       const HwDevice *device,
                       const HwProduct *product,
                       HwFace face);

G_END_DECLS
