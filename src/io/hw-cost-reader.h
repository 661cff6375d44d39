/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-cost-model.h"
#include "hw-json-writer.h"

G_BEGIN_DECLS

/* Cost models in files: `<cost-model xmlns="urn:hallwright:design:1" format="1.0" …>` with
 * `<asset>`, `<energy>`, `<expense>` and `<run>`, as data/format/README.md describes. */

/**
 * hw_cost_model_read_stream:
 * @name: of the file, as people know it
 *
 * Returns: (transfer full): %NULL with @error HW_IO_ERROR where bytes cannot be had, or where the
 * file is no sound model: then with one `FILE:LINE: reason` a line
 */
HwCostModel *hw_cost_model_read_stream (GInputStream *stream, const char *name, GError **error);
HwCostModel *hw_cost_model_read_file (GFile *file, const char *name, GError **error);

/* Returns: (transfer full): the model's figures as JSON: what a design has of `cost`, and lines */
char *hw_cost_model_json (const HwCostModel *model);

G_END_DECLS
