/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* What both sides changed in ways that do not go together. */
typedef struct
{
  char *id; /* of the object or product */
  char *name;
  char *message; /* a translated sentence that says what was kept */
} HwConflict;

/**
 * hw_merge:
 * @base: what both sides started from
 * @conflicts: (out) (element-type HwConflict): empty where all went together
 *
 * Merges by object and attribute. A place (rack and units, or hall and position) counts as one
 * attribute. Objects that both sides added under one id are kept both, theirs under a new id. An
 * object that one side removed stays with all that it holds where the other changed it, changed or
 * added something in it, or made something refer to it: a conflict. Where both changed one
 * attribute differently, and where two placements meet in one slot or on one spot, ours is kept;
 * theirs goes back to where it was in @base, or is left out where that is taken as well. Products
 * that the designs carry are merged figure by figure.
 *
 * Returns: (transfer full): the merged design, always a valid one
 */
HwDesign *hw_merge (HwDesign *base, HwDesign *ours, HwDesign *theirs, GPtrArray **conflicts);

G_END_DECLS
