/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Derives from now on in a thread of its own the fabrics of a large design that an edit has
 * touched, so that no frame waits for them. */
void hw_fabrics_follow (HwResults *results);

G_END_DECLS
