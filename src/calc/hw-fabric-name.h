/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"

G_BEGIN_DECLS

/* Names of a fabric's switches and ports, and finding what a key names. */

#define HW_FABRIC_NAME_SIZE 64
/* Of the one leaf of a unit, by the unit's number, where another network joins the leaves. */
#define HW_FABRIC_UPLINKED_NAME "leaf-%02u"

/**
 * hw_fabric_switch_name:
 * @buffer: receives the name
 *
 * The name says the switch's position and nothing else, so it is the same for every design with
 * such a switch: "su02-leaf-r3", "spine-04", "g01-spine-02", "core-01-05". Numbers are from 1; a
 * leaf has a second number where a rail has several in a unit, and is "leaf-02" where it is alone
 * in its unit and another network joins the leaves. "f2-" stands before the names of a second
 * fabric, "p1-" and "p2-" before those of two planes.
 *
 * Returns: @buffer
 */
const char *
hw_fabric_switch_name (const HwFabric *self, guint node, char buffer[HW_FABRIC_NAME_SIZE]);

/* The id of the member or device, else the switch's name. Until the fabric is freed, or until
 * @buffer changes. */
const char *hw_fabric_node_id (const HwFabric *self, guint node, char buffer[HW_FABRIC_NAME_SIZE]);
/* For people: the name of the member or device, else as by hw_fabric_node_id(). */
const char *
hw_fabric_node_name (const HwFabric *self, guint node, char buffer[HW_FABRIC_NAME_SIZE]);

/* Makes searches by name quick, which the first one does otherwise. */
void hw_fabric_index_names (HwFabric *self);
/* The node of a member's or device's id, or of a switch's name; negative: there is none. */
gint hw_fabric_find_node (HwFabric *self, const char *id);
/* The node and port of "ID:PORT"; negative where there is none. */
gint hw_fabric_find_port (HwFabric *self, const char *text, guint *port);
/* The cable at "ID:PORT"; negative where there is none. */
gint hw_fabric_find_cable (HwFabric *self, const char *text);

/* "ID:PORT" of the end by which a cable is known: the member's, else the lower switch's.
 * Returns: (transfer full) */
char *hw_fabric_cable_key (const HwFabric *self, guint cable);

typedef enum
{
  HW_FABRIC_PORT_NUMBER, /* 17 */
  HW_FABRIC_PORT_CAGE,   /* 9/1, and 9/1/2 where split: Quantum-2, Spectrum */
  HW_FABRIC_PORT_XDR,    /* sw9p1: Quantum-X800 */
} HwFabricPortStyle;

/* A switch's port as its operating system writes it, a member's as its InfiniBand device,
 * "mlx5_0", at whose port 1 the cable is, or after the network, "storage0". Returns: @buffer */
const char *hw_fabric_port_name (const HwFabric *self,
                                 guint node,
                                 guint port,
                                 HwFabricPortStyle style,
                                 char buffer[HW_FABRIC_NAME_SIZE]);

G_END_DECLS
