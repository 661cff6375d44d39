/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"
#include "hw-power-path.h"
#include "hw-results.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* Rack elevations: racks of each row side by side, rows below each other. World units are
 * millimetres of the elevation: a rack is as wide and high as it is. */

typedef enum
{
  HW_FACES_FRONT,
  HW_FACES_REAR,
  HW_FACES_BOTH
} HwFaces;

typedef struct
{
  HwFaces faces;
} HwRacksOptions;

/* Where each rack stands in the elevation. Built once for a hall (or one row, or one rack) and kept
 * up to date from change sets. */
typedef struct _HwRacksLayout HwRacksLayout;

/* @row, @rack: 0: all */
HwRacksLayout *
hw_racks_layout_new (HwDesign *design, HwHandle hall, HwHandle row, HwHandle rack, HwFaces faces);
void hw_racks_layout_free (HwRacksLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRacksLayout, hw_racks_layout_free)
/* Takes in a change set; returns whether anything moved. */
gboolean hw_racks_layout_update (HwRacksLayout *self, const HwChangeSet *set);
void
hw_racks_layout_extent (HwRacksLayout *self, double *x, double *y, double *width, double *height);
/* The slot area of a rack (first of its faces) in world units; FALSE where it is not shown. */
gboolean hw_racks_layout_rack (
    HwRacksLayout *self, HwHandle rack, double *x, double *y, double *width, double *height);
/* World rectangle of a device. */
gboolean hw_racks_layout_device (
    HwRacksLayout *self, HwHandle device, double *x, double *y, double *width, double *height);
/* The rack, face and position (half units, the unit under the point) of a world point, and its
 * height above the floor; rack 0: none. */
HwHandle hw_racks_layout_slot_at (HwRacksLayout *self, double x, double y, HwSlot *slot);
/* The rack whose power bar and figure stand at a world point; 0: none. */
HwHandle hw_racks_layout_power_at (HwRacksLayout *self, double x, double y);
/* The same for a product that is held by its middle: in the units of the rack, or for one of side
 * mounting in the nearer channel. */
HwHandle hw_racks_layout_slot_for (
    HwRacksLayout *self, double x, double y, const HwProduct *product, HwSlot *slot);
/* Racks that touch a world rectangle, appended. */
void hw_racks_layout_racks_in (
    HwRacksLayout *self, double x, double y, double width, double height, GArray *racks);

HwScene *hw_scene_racks_build (HwResults *results,
                               HwRacksLayout *layout,
                               const HwRacksOptions *options,
                               const HwTheme *theme,
                               const HwViewport *viewport);

typedef struct
{
  HwHandle rack;
  HwSlot slot;
  const HwProduct *product;
  gboolean fits;
  gboolean warns;
  const char *label; /* nullable */
} HwDeviceGhost;

/* One cable between the two devices that it joins, of those that are shown; its way through the
 * hall is for the floor plan to show. */
void hw_scene_racks_cable (
    HwScene *scene, HwRacksLayout *layout, HwResults *results, HwHandle fabric, guint cable);

/* Outlines of racks, and of what passes power on in them, on a power path. */
void hw_scene_racks_power_path (HwScene *scene, HwRacksLayout *layout, const HwPowerPath *path);

void hw_scene_racks_overlay (HwScene *scene,
                             HwRacksLayout *layout,
                             const GArray *selection,
                             HwRef hover,
                             const HwDeviceGhost *ghost);

G_END_DECLS
