/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* One-line diagrams of power chains: the stages of each system from the utility down at the top,
 * below them feeds with the racks that hang on them. Feeds that share racks stand together, in the
 * order of the feeds, and racks as they stand in the halls, so that an edit of one rack moves only
 * those beside it. World units are those of the diagram; at a scale of one they are device units.
 */

typedef struct _HwPowerLayout HwPowerLayout;

/**
 * hw_power_layout_new:
 * @hall: whose racks are shown; 0: all
 * @power: only this chain; 0: all, and the feeds that are sources themselves
 * @bundled: the racks of each feed as one box: for paper that has no room for them
 *
 * Returns: (transfer full): where everything is, as it is solved now; until the next change of the
 *   design, or of what has failed
 */
HwPowerLayout *
hw_power_layout_new (HwResults *results, HwHandle hall, HwHandle power, gboolean bundled);

/* Of a diagram that goes on over several sheets: a column of bands, feeds with their racks, fits
 * between the buses at its top and its foot. World units */
typedef struct
{
  guint first_band, n_bands;   /* 0: all */
  double width, height;        /* of the sheet */
  guint sheet;                 /* where the units are that feed the buses; 0: not known yet */
  guint first_node, last_node; /* feeds */
  guint n_racks;
} HwPowerSlice;

/**
 * hw_power_layout_new_slice:
 * @power: not 0
 *
 * What hangs on the buses of a chain, with every rack by itself: @slice of it.
 *
 * Returns: (transfer full): likewise
 */
HwPowerLayout *hw_power_layout_new_slice (HwResults *results,
                                          HwHandle hall,
                                          HwHandle power,
                                          const HwPowerSlice *slice);
/* Makes room for the slices of a chain. @slices: (element-type HwPowerSlice): appended to */
void hw_power_layout_cut (
    HwResults *results, HwHandle hall, HwHandle power, double width, double height, GArray *slices);
/* Leaves the units of a chain and its buses, with so much room below them: the rest is in slices.
 * @y: (out): where the room begins */
void hw_power_layout_keep_units (HwPowerLayout *self, double room, double *y);
void hw_power_layout_free (HwPowerLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPowerLayout, hw_power_layout_free)

/* Of chains, and one more where feeds are sources themselves. */
guint hw_power_layout_n_blocks (const HwPowerLayout *self);
void hw_power_layout_extent (
    const HwPowerLayout *self, double *x, double *y, double *width, double *height);

/* A part of a diagram that can be pointed at. */
typedef struct
{
  gint node;       /* of the plan; -1: it is in or at a rack, or nothing */
  HwHandle rack;   /* 0: none */
  HwHandle device; /* a rack PDU; 0: none */
  gint8 tap;       /* in the rack; -1: the rack itself */
} HwPowerPart;

#define HW_POWER_NO_PART ((HwPowerPart){ -1, 0, 0, -1 })

static inline gboolean
hw_power_part_is_none (const HwPowerPart *part)
{
  return part->node < 0 && part->rack == 0;
}

static inline gboolean
hw_power_part_equal (const HwPowerPart *a, const HwPowerPart *b)
{
  return a->node == b->node && a->rack == b->rack && a->device == b->device && a->tap == b->tap;
}

/* @scale: that it is shown at: only what is drawn by itself can be pointed at */
gboolean hw_power_layout_part_at (
    const HwPowerLayout *self, double scale, double x, double y, HwPowerPart *part);
/* What --fail and overrides call it. Returns: (transfer full) (nullable): %NULL of a rack */
char *hw_power_layout_part_key (const HwPowerLayout *self, const HwPowerPart *part);
/* The object that it is: unit, feed, rack, rack PDU; of a tap its rack. */
HwRef hw_power_layout_part_object (const HwPowerLayout *self, const HwPowerPart *part);
/* Name, load, limit and state, a line each. Returns: (transfer full) */
char *hw_power_layout_part_text (const HwPowerLayout *self, const HwPowerPart *part);
/* The part of that key, or of the id of a rack; FALSE where it is not in the diagram. */
gboolean hw_power_layout_find_part (const HwPowerLayout *self, const char *key, HwPowerPart *part);
/* Where it is, world units; FALSE where it is not drawn. */
gboolean hw_power_layout_part_rect (const HwPowerLayout *self,
                                    const HwPowerPart *part,
                                    double *x,
                                    double *y,
                                    double *width,
                                    double *height);

/* Units and utilities, then feeds, then racks. FALSE: there are not so many */
gboolean hw_power_layout_get_part (const HwPowerLayout *self, guint index, HwPowerPart *part);
/* What has failed, and what follows from it, a heading and sentences. Returns: (transfer full)
 * (nullable): %NULL where nothing has */
char **hw_power_layout_lost_lines (const HwPowerLayout *self);

HwScene *hw_scene_power_build (const HwPowerLayout *layout,
                               const HwTheme *theme,
                               const HwViewport *viewport);
/* Draws into a scene that there is already: for sheets. */
void hw_scene_power_draw (const HwPowerLayout *layout, HwScene *scene, const HwViewport *viewport);
/* The ways of what is selected and of what is pointed at up to their utilities, upon a scene of its
 * own. */
void hw_scene_power_overlay (HwScene *scene,
                             const HwPowerLayout *layout,
                             const GArray *selection,
                             const HwPowerPart *pointed);

G_END_DECLS
