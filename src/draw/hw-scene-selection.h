/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/**
 * hw_selection_racks:
 * @selection: (element-type HwRef): sorted by table and handle
 *
 * Returns: (transfer full): a byte a handle of a rack: whether it or something in it is selected
 */
guint8 *hw_selection_racks (HwDesign *design, const GArray *selection);

G_END_DECLS
