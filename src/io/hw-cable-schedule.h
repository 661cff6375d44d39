/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cabling.h"
#include "hw-fabric-location.h"

G_BEGIN_DECLS

/* Cable schedules of a fabric, as comma-separated values after RFC 4180, (transfer full). */

typedef struct
{
  HwFabric *fabric;
  const HwFabricLocation *locations; /* by node */
  HwFabricPortStyle style;           /* how switch ports are written */
  /* How the cables are laid: link first + i is cable i of the fabric. */
  const HwCabling *cabling; /* (nullable): not known */
  guint first;              /* link of the first cable, where several fabrics are laid together */
  const HwCableType *types; /* (nullable): those that the cabling was made with */
  const char *const *trays; /* (nullable): names, as the cabling counts them */
} HwCableSchedule;

/**
 * hw_cable_schedule_point_to_point:
 *
 * The columns that NVIDIA's Cable Validation Tool reads: rack, unit, name, and the number of the
 * adapter (1 is mlx5_0) or the port at one side; rack, unit, name and port at the other.
 */
char *hw_cable_schedule_point_to_point (const HwCableSchedule *schedule);

/* Every cable with both ends, what is printed on its labels, its product, length and way. */
char *hw_cable_schedule_cables (const HwCableSchedule *schedule);

/* Tray by tray the cables that lie in it, for those who pull them: with the longest first, as these
 * go to the bottom. Empty but for the header where the cabling is not known. */
char *hw_cable_schedule_pulls (const HwCableSchedule *schedule);

/* Every port of every switch, with what is at its other end; free ones too. */
char *hw_cable_schedule_ports (const HwCableSchedule *schedule);

/* What is printed on the label at one end: own rack, unit, name and port, then those of the other
 * end. Returns: (transfer full) */
char *hw_cable_schedule_label (const HwCableSchedule *schedule, guint cable, gboolean at_high);

G_END_DECLS
