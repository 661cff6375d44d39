/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-geometry.h"

G_BEGIN_DECLS

/* "Can place": whether a thing may stand where it is to go. The one answer for pointer, keyboard,
 * command line and reader; every operation asks it. It refuses geometry, mounting and reservations;
 * power, mass and cooling only warn, see calc's hw-fit.h. */

typedef enum
{
  HW_OBSTACLE_NONE,
  HW_OBSTACLE_NOT_A_DEVICE, /* a floor product or component in a slot */
  HW_OBSTACLE_NOT_ON_FLOOR, /* a device on the floor */
  HW_OBSTACLE_NO_SLOTS,     /* the product that stands there takes no devices */
  HW_OBSTACLE_MOUNTING,     /* does not match that of the rack */
  HW_OBSTACLE_OUTSIDE_RACK, /* below the first or above the last unit */
  HW_OBSTACLE_OCCUPIED,     /* by `blocker` */
  HW_OBSTACLE_TOO_DEEP,     /* `need` mm in `have` mm; blocker where another device is opposite */
  HW_OBSTACLE_RESERVED,     /* by `blocker`, a reservation */
  HW_OBSTACLE_OUTSIDE_HALL,
  HW_OBSTACLE_ON_RACK,      /* overlaps `blocker`, a rack */
  HW_OBSTACLE_ON_FEATURE,   /* overlaps `blocker`, a feature */
  HW_OBSTACLE_LOCKED,       /* the thing or where it stands is locked */
  HW_OBSTACLE_UNKNOWN_SIZE, /* the product's height or footprint is not known */
} HwObstacle;

typedef struct
{
  HwObstacle obstacle;
  HwRef blocker;     /* handle 0 where none */
  gint32 need, have; /* millimetres, or half units outside the rack */
} HwFit;

/* Where a device is to go. */
typedef struct
{
  gint16 position; /* half units from the bottom */
  guint8 face;     /* HwFace */
  guint8 channel;  /* HwChannel; none: in units */
  gint16 height_mm;
} HwSlot;

/**
 * hw_placement_device:
 * @product: of @design's catalogue or another
 * @ignore: a device that is not in the way because it is the one that moves; 0: none
 * @install: @removal: phases during which it stands, as in HwObject
 *
 * Returns: whether it fits; @fit says why not
 */
gboolean hw_placement_device (HwDesign *design,
                              HwHandle rack,
                              const HwProduct *product,
                              const HwSlot *slot,
                              HwHandle ignore,
                              HwHandle install,
                              HwHandle removal,
                              HwFit *fit);

/* The same for @ignore a set of devices that move together: (nullable) (element-type HwHandle)
 * sorted by handle. */
gboolean hw_placement_device_among (HwDesign *design,
                                    HwHandle rack,
                                    const HwProduct *product,
                                    const HwSlot *slot,
                                    const GArray *ignore,
                                    HwHandle install,
                                    HwHandle removal,
                                    HwFit *fit);

/**
 * hw_placement_phases:
 * @rack: that takes it, 0: the floor
 * @moved: what is moved, by its own phases; handle 0: something new, by hw_design_get_new_phase()
 *
 * The phases during which something will stand that is being placed.
 */
void hw_placement_phases (
    HwDesign *design, HwHandle rack, HwRef moved, HwHandle *install, HwHandle *removal);

/**
 * hw_placement_nearest:
 * @slot: (inout): the wanted place; on success the free one nearest to it in units
 * @ignore: the device that is moved, 0: a new one; its phases are those of hw_placement_phases()
 * @reach: how many half units away it may be
 *
 * Returns: whether there is one; else @fit says what blocks the wanted place
 */
gboolean hw_placement_nearest (HwDesign *design,
                               HwHandle rack,
                               const HwProduct *product,
                               HwSlot *slot,
                               HwHandle ignore,
                               int reach,
                               HwFit *fit);

/**
 * hw_placement_rack:
 * @product: a rack or floor product
 * @ignore: (nullable) (element-type HwHandle): racks that move along, sorted by handle
 */
gboolean hw_placement_rack (HwDesign *design,
                            HwHandle hall,
                            const HwProduct *product,
                            gint32 x_mm,
                            gint32 y_mm,
                            gint16 rotation,
                            const GArray *ignore,
                            HwHandle install,
                            HwHandle removal,
                            HwFit *fit);

/* Whether the floor behind a rack of that footprint is free for a rear door, which hangs there. */
gboolean hw_placement_door (HwDesign *design,
                            HwHandle hall,
                            const HwProduct *door,
                            const HwArea *rack,
                            gint16 rotation,
                            const GArray *ignore,
                            HwHandle install,
                            HwHandle removal,
                            HwFit *fit);
/* The same for the door that a rack has, were the rack there. */
gboolean hw_placement_own_door (HwDesign *design,
                                HwHandle rack,
                                HwHandle hall,
                                gint32 x_mm,
                                gint32 y_mm,
                                gint16 rotation,
                                const GArray *ignore,
                                HwFit *fit);

/**
 * hw_placement_snap_rack:
 * @x_mm: @y_mm: (inout): the wanted north-west corner; on return snapped
 * @rotation: (inout): taken from the neighbour that it snaps to
 * @row: (out): the row of that neighbour, or 0
 * @ignore: (nullable): racks that do not count
 *
 * Snaps to the side of a neighbouring rack of the hall within 300 mm (flush, fronts aligned), else
 * to the hall's tile grid where that is within 100 mm, else to 10 mm; and keeps it inside the hall.
 */
void hw_placement_snap_rack (HwDesign *design,
                             HwHandle hall,
                             const HwProduct *product,
                             const GArray *ignore,
                             gint32 *x_mm,
                             gint32 *y_mm,
                             gint16 *rotation,
                             HwHandle *row);

/* Whether two objects stand at the same time in some phase. */
gboolean hw_placement_coexist (HwDesign *design,
                               HwHandle install_a,
                               HwHandle removal_a,
                               HwHandle install_b,
                               HwHandle removal_b);
/* Whether an object is removed in a phase that is no later than that of its installation. */
gboolean hw_placement_never_stands (HwDesign *design, HwHandle install, HwHandle removal);

/**
 * hw_fit_message:
 *
 * Returns: (transfer full): why it does not fit and what to do, a translated sentence: "U12 to U21
 * is taken by dgx-02; choose a free place or move it."
 */
char *hw_fit_message (HwDesign *design, const HwFit *fit);
/* As hw_fit_message() in a few words, for beside the pointer: "taken by dgx-02". */
char *hw_fit_brief (HwDesign *design, const HwFit *fit);

G_END_DECLS
