/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-sweep.h"

G_BEGIN_DECLS

/* One line of a sweep as a row of a list. */
#define HW_TYPE_SWEEP_ITEM (hw_sweep_item_get_type ())
G_DECLARE_FINAL_TYPE (HwSweepItem, hw_sweep_item, HW, SWEEP_ITEM, GObject)

const HwSweepLine *hw_sweep_item_get_line (HwSweepItem *self);

/* The lines of a sweep as a list model; an object is made for those rows only that are looked at:
 * a million GPUs have hundreds of thousands of components. */
#define HW_TYPE_SWEEP_LIST (hw_sweep_list_get_type ())
G_DECLARE_FINAL_TYPE (HwSweepList, hw_sweep_list, HW, SWEEP_LIST, GObject)

HwSweepList *hw_sweep_list_new (void);
/* @sweep: (nullable): must stay until another, or none, is set */
void hw_sweep_list_set (HwSweepList *self, const HwSweep *sweep);

G_END_DECLS
