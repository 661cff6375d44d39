/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"

G_BEGIN_DECLS

/* What the operations share. */

/* Sets @error to the sentence of @fit. Returns: %FALSE */
gboolean hw_operation_refuse (HwDesign *design, const HwFit *fit, GError **error);

/* Whether neither the object nor the rack that holds it is locked. */
gboolean hw_operation_check_unlocked (HwDesign *design, HwRef ref, GError **error);

G_END_DECLS
