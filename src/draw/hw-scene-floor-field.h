/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-floor-field.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* The field of a drag over the floor, upon the finished plan: floor where the thing in the hand can
 * stand is green, amber with its sign where @limit would then be exceeded; gaps that are too small
 * are grey and hatched; what stands there is veiled. */
void hw_scene_floor_field (HwScene *scene, const HwFloorField *field, HwLimit limit);

G_END_DECLS
