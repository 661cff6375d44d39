/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-phase-series.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* The build-out: a timeline with a bar for each phase, and below it what stands after each of them
 * as curves over the same axis. World units are those of the drawing; at a scale of one they are
 * device units. */

typedef struct _HwPhasesLayout HwPhasesLayout;

/**
 * hw_phases_layout_new:
 * @width, @height: room for it; it is at least as large as can be read
 *
 * Returns: (transfer full): what the results have now; until the next change of the design
 */
HwPhasesLayout *hw_phases_layout_new (HwResults *results, double width, double height);
void hw_phases_layout_free (HwPhasesLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPhasesLayout, hw_phases_layout_free)

guint hw_phases_layout_n_phases (const HwPhasesLayout *self);
HwHandle hw_phases_layout_get_phase (const HwPhasesLayout *self, guint index);
/* The phase that is shown as built, with all before it: that of the results, or the last. */
guint hw_phases_layout_get_shown (const HwPhasesLayout *self);
void hw_phases_layout_extent (
    const HwPhasesLayout *self, double *x, double *y, double *width, double *height);

/* The bar of a phase with its name, in world units. */
void hw_phases_layout_row (
    const HwPhasesLayout *self, guint index, double *x, double *y, double *width, double *height);
/* Where the slider stands for a phase. */
void hw_phases_layout_slider (const HwPhasesLayout *self, guint index, double *x, double *y);
/* Whether a world point is where the slider is taken: on its track, or in a field of curves. */
gboolean hw_phases_layout_on_slider (const HwPhasesLayout *self, double x, double y);
/* The phase whose place on the axis is nearest to @x. */
guint hw_phases_layout_nearest (const HwPhasesLayout *self, double x);
/* The phase whose row is at a world point; -1: none */
gint hw_phases_layout_row_at (const HwPhasesLayout *self, double x, double y);

/* What a phase brings and what stands then, in a sentence. Returns: (transfer full) */
char *hw_phases_layout_describe (const HwPhasesLayout *self, guint index);

HwScene *
hw_scene_phases_build (const HwPhasesLayout *layout, const HwTheme *theme, const HwViewport *view);
/* Draws into a scene that there is already: for sheets. */
void hw_scene_phases_draw (const HwPhasesLayout *layout, HwScene *scene, const HwViewport *view);
/* A line through all curves at phase @hover with its figures, upon a scene of its own; -1: none.
 * @taken: the slider is in the hand */
void
hw_scene_phases_overlay (HwScene *scene, const HwPhasesLayout *layout, gint hover, gboolean taken);

G_END_DECLS
