/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-path.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* How power paths look in all views. Outlines are those of what is selected, but fainter. */
#define HW_POWER_PATH_WIDTH 1.5
#define HW_POWER_PATH_ALPHA 0.65

/**
 * hw_power_path_lines:
 *
 * The stages that a path passes, a line a system from its source down, and what it feeds, for views
 * that do not show them.
 *
 * Returns: (transfer full) (nullable): %NULL where there is no such path
 */
char **hw_power_path_lines (HwDesign *design, const HwPowerPath *path);

/* As a card in the lower left corner. @below: what others take up there. Returns: what they then
 * take up */
double
hw_scene_power_path_note (HwScene *scene, HwDesign *design, const HwPowerPath *path, double below);

G_END_DECLS
