/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"
#include "hw-power-path.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* Diagrams of cooling loops: CDUs at the left, racks as they stand along their
 * rows, supply above and return below them. World units are those of the diagram; at a scale of one
 * they are device units. A loop's diagram has the order of its rows, so that an edit of one branch
 * moves no other. */

typedef struct _HwCoolingLayout HwCoolingLayout;

/**
 * hw_cooling_layout_new:
 * @hall: whose loops are shown; 0: all
 * @loop: only this one; 0: all
 *
 * Returns: (transfer full): where everything is, as it is solved now; until the next change of the
 * design
 */
HwCoolingLayout *hw_cooling_layout_new (HwResults *results, HwHandle hall, HwHandle loop);
void hw_cooling_layout_free (HwCoolingLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCoolingLayout, hw_cooling_layout_free)

/* Stands many loops side by side in the order of their names, instead of one below the other: for
 * the window. */
void hw_cooling_layout_spread (HwCoolingLayout *self);
/* Pipes in the colours of their temperatures instead of those of supply and return. */
void hw_cooling_layout_set_by_temperature (HwCoolingLayout *self, gboolean by_temperature);

guint hw_cooling_layout_n_loops (const HwCoolingLayout *self);
void hw_cooling_layout_extent (
    const HwCoolingLayout *self, double *x, double *y, double *width, double *height);
/* The card of a rack or CDU, or a whole loop, in world units; FALSE where it is not shown. */
gboolean hw_cooling_layout_rect (
    const HwCoolingLayout *self, HwRef ref, double *x, double *y, double *width, double *height);

/* A part of a diagram that can be pointed at. */
typedef struct
{
  HwHandle loop;
  gboolean is_fitting;
  guint index; /* of the fitting or link of its plan */
} HwCoolingPart;

/* The valve, pump or other symbol at a world point. */
gboolean
hw_cooling_layout_part_at (const HwCoolingLayout *self, double x, double y, HwCoolingPart *part);

/* Where a part is, in world units; FALSE where it is not drawn. */
gboolean hw_cooling_layout_find_part (const HwCoolingLayout *self,
                                      const HwCoolingPart *part,
                                      double *x,
                                      double *y,
                                      double *width,
                                      double *height);

/* Where the part of that key is, in world units; FALSE where it is not drawn. */
gboolean hw_cooling_layout_part_rect (const HwCoolingLayout *self,
                                      const char *key,
                                      double *x,
                                      double *y,
                                      double *width,
                                      double *height);

HwScene *hw_scene_cooling_build (const HwCoolingLayout *layout,
                                 const HwTheme *theme,
                                 const HwViewport *viewport);

/* Draws into a scene that there is already: for sheets. */
void
hw_scene_cooling_draw (const HwCoolingLayout *layout, HwScene *scene, const HwViewport *viewport);

/* Marks that go with the flow along the pipes of the picture that was built last. @seconds: since
 * they set out */
void hw_scene_cooling_flow (HwScene *scene, const HwCoolingLayout *layout, double seconds);

/**
 * hw_scene_cooling_note:
 * @x, @y: what it is about, world units
 * @lines: (array zero-terminated=1): the first is its heading
 * @warns: they say that something does not suffice
 *
 * A card beside a part, upon a scene of its own.
 */
void hw_scene_cooling_note (
    HwScene *scene, double x, double y, const char *const *lines, gboolean warns);

/* Outlines of racks and CDUs on a power path, upon a scene of its own. */
void hw_scene_cooling_power_path (HwScene *scene,
                                  const HwCoolingLayout *layout,
                                  const HwPowerPath *path);
/* Outlines of what is selected and of what the pointer is on, upon a scene of its own. */
void hw_scene_cooling_overlay (HwScene *scene,
                               const HwCoolingLayout *layout,
                               const GArray *selection,
                               HwRef hover);

G_END_DECLS
