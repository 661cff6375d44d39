/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* A copy of a design as it stands at one moment, for another thread to read. It is made in steps
 * between which the design may change: a million GPUs take longer than a frame. What a step has
 * copied is copied again where it was changed since, so that the last step sees one moment. */
typedef struct _HwDesignCopy HwDesignCopy;

HwDesignCopy *hw_design_copy_new (HwDesign *design);
void hw_design_copy_free (HwDesignCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDesignCopy, hw_design_copy_free)

/**
 * hw_design_copy_step:
 * @deadline: monotonic time, µs: at most a little more after it
 *
 * Returns: whether the copy is whole, as the design is now
 */
gboolean hw_design_copy_step (HwDesignCopy *self, gint64 deadline);

/* After a step that made it whole. Returns: (transfer full): a design to be read, not changed, with
 * the handles of the other; it finds no object by its id, key or place */
HwDesign *hw_design_copy_finish (HwDesignCopy *self);
/* From now on it does. This takes its time: it is for the thread that reads the copy, once. */
void hw_design_copy_index (HwDesign *copy);

G_END_DECLS
