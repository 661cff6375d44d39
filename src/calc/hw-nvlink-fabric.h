/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-input.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* All NVLink domains as one fabric, to be drawn and asked like the others: every rack is a unit,
 * its compute trays are the members, its switch trays the leaves, and nothing joins the units. A
 * "cable" stands for all links between a compute tray and a switch tray. */

/* Returns: (transfer full): without members where no rack has a domain */
HwFabricInput *hw_nvlink_input_new (HwResults *results);

/* What the domains of a design are together. */
typedef struct
{
  guint domains;     /* racks with compute and switch trays */
  guint gpus;        /* of them */
  guint least, most; /* GPUs of a domain */
  guint n_short;     /* racks whose GPUs lack switch trays */
  double byte_s;     /* of all domains, both directions */
} HwNvlinkFigures;

/* Failed trays have no part in them. */
void hw_nvlink_figures (HwResults *results, HwNvlinkFigures *figures);

/* Whether a design has an NVLink domain, or parts of one. */
gboolean hw_nvlink_is_anywhere (HwResults *results);

/* Racks with parts of a domain, in the order of halls, rows and racks. Returns: (transfer full)
 * (element-type HwHandle) */
GArray *hw_nvlink_racks (HwResults *results);

G_END_DECLS
