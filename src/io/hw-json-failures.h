/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-json-writer.h"
#include "hw-what-if.h"

G_BEGIN_DECLS

/* The member "failures" of the totals, where something has failed: what, and what follows. */
void hw_json_write_failures (HwJsonWriter *out, HwResults *results);

G_END_DECLS
