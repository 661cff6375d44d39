/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* The cables of one device, a line for each port in use with the far end. Activating a line traces
 * its cable in every view, as "win.trace-cable". */
#define HW_TYPE_PORT_LIST (hw_port_list_get_type ())
G_DECLARE_FINAL_TYPE (HwPortList, hw_port_list, HW, PORT_LIST, GtkWidget)

/* @device: 0: none. Takes no room where the device has no cables. */
void hw_port_list_show (HwPortList *self, HwResults *results, HwHandle device);

G_END_DECLS
