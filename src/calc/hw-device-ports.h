/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabrics.h"

G_BEGIN_DECLS

/* The cables that end at a device, in all fabrics of its design. */

typedef struct
{
  HwHandle fabric;
  guint node; /* of the fabric: the device */
  guint port; /* of it, from 1 */
  guint cable;
  guint far, far_port;
} HwDevicePort;

/* Returns: (transfer full) (element-type HwDevicePort): by fabric in the order of files, then by
 * port, ports in use only; until the next change */
GArray *hw_results_device_ports (HwResults *self, HwHandle device);
/* The node of a fabric that a device is; negative: it is none. */
gint hw_results_fabric_node (HwResults *self, HwHandle fabric, HwHandle device);

G_END_DECLS
