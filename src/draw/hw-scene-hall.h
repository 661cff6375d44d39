/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-path.h"
#include "hw-results.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* The floor plan of a hall: world units are the hall's millimetres. */

typedef enum
{
  HW_COLOUR_POWER,
  HW_COLOUR_HEAT,
  HW_COLOUR_MASS,
  HW_COLOUR_FILL,
  HW_COLOUR_AIR,    /* heat to the air of the room */
  HW_COLOUR_SUPPLY, /* temperature of the coolant that comes */
  HW_COLOUR_RETURN, /* and goes */
  HW_COLOUR_MARGIN, /* flow over what is required */
  HW_COLOUR_KIND,
  HW_COLOUR_NONE, /* outlines: what is above the racks is to be read */
} HwColourBy;

typedef struct
{
  HwColourBy colour_by;
  gboolean grid, aisles, names, legend;
  gboolean trays;   /* of cables, above the racks */
  gboolean pipes;   /* of the cooling loops */
  gboolean busways; /* feeds along the rows, with their taps */
} HwHallOptions;

void hw_hall_options_init (HwHallOptions *options);
/* World rectangle of a hall with its outside labels. */
void hw_scene_hall_extent (
    HwDesign *design, HwHandle hall, double *x, double *y, double *width, double *height);
HwScene *hw_scene_hall_build (HwResults *results,
                              HwHandle hall,
                              const HwHallOptions *options,
                              const HwTheme *theme,
                              const HwViewport *viewport);

/* Moves @viewport so that it shows all of a hall, clear of the legend and of the scale bar that
 * hw_scene_hall_legend() adds, as large as that allows. @margin: device units around it */
void hw_scene_hall_fit (HwResults *results,
                        HwHandle hall,
                        const HwHallOptions *options,
                        const HwTheme *theme,
                        HwViewport *viewport,
                        double margin);

/* Adds the legend and the scale bar, in the lower corners of @scene's viewport: for a window that
 * keeps a picture larger than itself, which is then built without a legend. Returns: what the
 * legend takes up from below; 0: none is there */
double hw_scene_hall_legend (HwScene *scene,
                             HwResults *results,
                             HwHandle hall,
                             const HwHallOptions *options);

/* Adds the way of one cable of a fabric along the trays, where the cables are laid. */
void hw_scene_hall_cable (
    HwScene *scene, HwResults *results, HwHandle hall, HwHandle fabric, guint cable);
/* The same of all cables of racks and devices among @refs (array length=n), of every fabric: wider
 * where more of them lie together. Returns: how many cables they are; 0 too where none is laid */
guint hw_scene_hall_cables_of (
    HwScene *scene, HwResults *results, HwHandle hall, const HwRef *refs, guint n);

/* Marks the units and racks of this hall that lie on @path. @ways: also where it runs along the
 * rows */
void hw_scene_hall_power_path (
    HwScene *scene, HwResults *results, HwHandle hall, const HwPowerPath *path, gboolean ways);

/* What is being dragged: outline, and its state in colour and text. The rack of an assembly is
 * sought in the design's catalogue; before it is adopted, give the rack as @product and the
 * assembly's name as @label. */
typedef struct
{
  gint32 x_mm, y_mm;
  gint16 rotation;
  const HwProduct *product; /* rack, floor product, or assembly */
  gboolean fits;
  gboolean warns;
  const char *label; /* nullable: reason or name */
} HwRackGhost;

/* Adds the overlay: selection outlines, hovered object, ghost (nullable). */
void hw_scene_hall_overlay (HwScene *scene,
                            HwDesign *design,
                            HwHandle hall,
                            const GArray *selection,
                            HwRef hover,
                            const HwRackGhost *ghost);

G_END_DECLS
