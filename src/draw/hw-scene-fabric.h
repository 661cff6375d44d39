/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"
#include "hw-fabric-impact.h"
#include "hw-fabric-layout.h"
#include "hw-power-path.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* The diagram of a fabric: tiers of switches, units of members, cables by rail. From afar a bundle
 * stands for the cables between two groups and says how many they are; it opens into bundles of
 * pairs of nodes, and those into cables, as one comes nearer. Nothing is left undrawn. */

typedef struct
{
  const HwFabric *fabric;
  HwFabricLayout *layout;
  HwDesign *design;               /* (nullable): whose objects the nodes are */
  const char *title;              /* (nullable) */
  const char *remark;             /* (nullable): below the title */
  const char *switch_label;       /* (nullable): the product of its switches */
  const HwFabricFailure *failure; /* (nullable): what is struck out */
} HwFabricPicture;

/* Curves of the scene stand for cables: `text_index` is the first one's index in the fabric. */
HwScene *hw_scene_fabric_build (const HwFabricPicture *picture,
                                const HwTheme *theme,
                                const HwViewport *viewport);

/* Into a part of a scene, as on a sheet. */
void hw_scene_fabric_draw (HwScene *scene, const HwFabricPicture *picture, const HwViewport *view);

/* Upon the picture: the cables of a node, or one cable with both its ends. Negative: none. A failed
 * node carries nothing. */
void hw_scene_fabric_trace (HwScene *scene, const HwFabricPicture *picture, gint node, gint cable);

/* Upon the picture: nodes that are on a power path, or in a rack that is. */
void hw_scene_fabric_power_path (HwScene *scene,
                                 const HwFabricPicture *picture,
                                 const HwPowerPath *path);

/**
 * hw_fabric_impact_lines:
 * @fullest: (nullable) (array fixed-size=2): of hw_fabric_fullest_link(), whole and with it out;
 *   %NULL: not known yet
 *
 * Returns: (transfer full): what is out, and what is lost by it, in sentences
 */
char **
hw_fabric_impact_lines (const HwFabric *fabric, const HwFabricImpact *impact, const guint *fullest);
/**
 * hw_scene_fabric_note:
 * @below: what other cards take up in the lower left corner, device units
 * @role: colour of its edge
 *
 * A card with a heading and lines in the lower left corner; without any, nothing.
 *
 * Returns: what it and those below it take up
 */
double hw_scene_fabric_note (HwScene *scene, const char *const *lines, double below, HwRole role);
/* The same in the lower right corner, above what stands there. */
double
hw_scene_fabric_note_right (HwScene *scene, const char *const *lines, double below, HwRole role);

/* A cable that is not as designed, and a link between nodes that the design does not have. */
void hw_scene_fabric_mark (
    HwScene *scene, const HwFabricPicture *picture, guint cable, HwRole role, gboolean dashed);
void hw_scene_fabric_stray (
    HwScene *scene, const HwFabricPicture *picture, guint low, guint high, HwRole role);

/* Counts, in the lower right corner. Returns: what they take up for a card above them */
double hw_scene_fabric_legend (HwScene *scene, const HwFabricPicture *picture);

G_END_DECLS
