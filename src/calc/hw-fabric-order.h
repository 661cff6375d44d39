/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* The order in which networks are told of. */

/* Returns: (transfer full) (element-type HwHandle): the fabrics of a design: those for compute, for
 * storage, for in-band and for out-of-band management, each in the order of files */
GArray *hw_fabric_order (HwDesign *design);

/* The fabric that is meant where none is named: the only one, else the only one for compute; 0:
 * there are several, or none. */
HwHandle hw_fabric_order_only (HwDesign *design);

G_END_DECLS
