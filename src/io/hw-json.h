/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Results as JSON for other software: keys and meaning are fixed by DESIGN.md 8.2. */

/* Returns: (transfer full): the totals in the results' phase and at their load */
char *hw_json_totals (HwResults *results);

/* Returns: (transfer full): an array of all problems */
char *hw_json_problems (HwResults *results);

G_END_DECLS
