/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"

G_BEGIN_DECLS

/* The NVLink domain of a rack-scale system: the GPUs of its compute trays behind its switch trays.
 * Its links are in the backplane of the rack: there are no cables to lay, and no rule decides
 * anything. Every GPU has as many links to each switch tray as to any other (of 18 links two to
 * each of nine trays in an NVL72: NVIDIA, DGX SuperPOD reference architecture for DGX GB200), so a
 * tray that is missing takes its share of the bandwidth of all. */
typedef struct
{
  double gpu_byte_s;    /* that the GPUs have, both directions */
  double switch_byte_s; /* that the switch trays carry */
  guint16 gpus;
  guint16 trays;    /* compute trays */
  guint16 switches; /* switch trays */
  guint16 needed;   /* switch trays that carry all links of the GPUs; 0: not known */
  gboolean cited; /* all that the rack came with as a whole is there: what it lacks is not known */
} HwNvlink;

/* Counts @count pieces of @product into the domain of their rack, if they are parts of one. */
void hw_nvlink_add (HwNvlink *self, const HwProduct *product, guint count);

/* Whether there is a domain, or parts of one. */
static inline gboolean
hw_nvlink_is_there (const HwNvlink *self)
{
  return self->switches > 0 || (self->trays > 0 && !self->cited);
}

/* Whether GPUs lack switch trays. */
static inline gboolean
hw_nvlink_is_short (const HwNvlink *self)
{
  return self->trays > 0 && !self->cited && (self->switches == 0 || self->switches < self->needed);
}

/* Bandwidth between the GPUs, both directions, byte/s. */
static inline double
hw_nvlink_byte_s (const HwNvlink *self)
{
  return MIN (self->gpu_byte_s, self->switch_byte_s);
}

G_END_DECLS
