/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-matrix.h"
#include "hw-scene-fabric.h"

G_BEGIN_DECLS

/* The tables of a fabric: how many cables join which switches, by shade and number; cells that
 * differ from the others are marked. From afar a table is one box that says how many cables it
 * holds. Of @picture the layout is not asked. */
HwScene *hw_scene_fabric_matrix_build (const HwFabricPicture *picture,
                                       const HwFabricMatrix *matrix,
                                       const HwTheme *theme,
                                       const HwViewport *viewport);

/* Into a part of a scene, as on a sheet. */
void hw_scene_fabric_matrix_draw (HwScene *scene,
                                  const HwFabricPicture *picture,
                                  const HwFabricMatrix *matrix,
                                  const HwViewport *view);

/* Upon the picture: a cell with its row and column; the chosen one more strongly. */
void hw_scene_fabric_matrix_mark (HwScene *scene,
                                  const HwFabricMatrix *matrix,
                                  const HwFabricMatrixSpot *spot,
                                  gboolean chosen);

/* The cell of two switches, where they have one, as one that is not as designed. */
void hw_scene_fabric_matrix_flag (
    HwScene *scene, const HwFabricMatrix *matrix, guint low, guint high, HwRole role);

G_END_DECLS
