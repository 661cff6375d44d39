/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-document.h"

G_BEGIN_DECLS

/* The networks of a document that a diagram can show: its fabrics, those for compute first, and the
 * NVLink domains of its racks, %HW_FABRIC_NVLINK. */

/* Returns: (transfer full) (element-type HwHandle) */
GArray *hw_fabric_choice_list (HwDocument *document);
/* The first of them; 0: there is none. */
HwHandle hw_fabric_choice_first (HwDocument *document);
gboolean hw_fabric_choice_exists (HwDocument *document, HwHandle fabric);

/* For people. */
const char *hw_fabric_choice_name (HwDocument *document, HwHandle fabric);

G_END_DECLS
