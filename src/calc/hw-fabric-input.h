/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-composition.h"
#include "hw-fabric.h"

G_BEGIN_DECLS

/* What a design says of one of its fabrics, as hw_fabric_derive() wants it: the rule with the
 * figures of the products in it, members, switches and overrides, each with the object that it
 * stands for. */
typedef struct
{
  HwFabricDescription description;
  GArray *member_devices;   /* HwHandle of the device by member */
  GArray *switch_devices;   /* HwHandle by device of the description */
  GArray *override_rows;    /* HwHandle by override of the description */
  guint n_unplaced;         /* members and switches whose place is not stored yet */
  guint32 typical;          /* the product whose ports the rule has; 0: none tells them */
  gboolean typical_is_firm; /* it stays that one, whoever joins */
  double uplink_bit_s;      /* of a top-of-rack switch into another network; 0: none is known */
  guint
      link_ports; /* links of several planes in one port of the switch: 2 for 800 Gb/s as 2 × 400 */

  GArray *members, *devices, *overrides;
  GStringChunk *texts;
} HwFabricInput;

/**
 * hw_fabric_input_new:
 * @moment: (nullable): what stands then; %NULL: all that there is
 *
 * Members are those with a place in the fabric and, where it takes members by itself, every device
 * that has ports for it and is in no other fabric of that kind; those without a place stand last,
 * in the order of halls, rows, racks and from the bottom. Switches likewise.
 *
 * Returns: (transfer full)
 */
HwFabricInput *hw_fabric_input_new (HwDesign *design, HwHandle fabric, const HwMoment *moment);
/* One to be filled by hand; hw_fabric_input_close() ends that. Returns: (transfer full) */
HwFabricInput *hw_fabric_input_new_empty (void);
void hw_fabric_input_close (HwFabricInput *self);
void hw_fabric_input_free (HwFabricInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricInput, hw_fabric_input_free)

/* Whether there is enough to derive from: a switch, and members or ports for them. */
gboolean hw_fabric_input_is_complete (const HwFabricInput *self);
/* Whether an override of a fabric is a change of its cables. */
gboolean hw_fabric_input_reads (HwDesign *design, HwHandle override);

/* Whether a fabric takes devices of a product as members, or as its switches, by itself. */
gboolean hw_fabric_takes_node (HwDesign *design, const HwFabricRow *row, const HwProduct *product);
gboolean
hw_fabric_takes_switch (HwDesign *design, const HwFabricRow *row, const HwProduct *product);
/* Whether a device that has no place anywhere becomes a member of the fabric, by itself and with
 * the ports that its rule gives members. */
gboolean hw_fabric_would_join (HwDesign *design, HwHandle fabric, HwHandle device);

G_END_DECLS
