/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* Puts what is computed about one object (hall, row, rack, device) into @box, a line each, in place
 * of what stood there. */
void hw_inspector_facts_fill (GtkBox *box, HwResults *results, HwRef ref);

G_END_DECLS
