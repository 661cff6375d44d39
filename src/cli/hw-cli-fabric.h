/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cli.h"
#include "hw-fabric.h"

G_BEGIN_DECLS

/**
 * hw_cli_fabric:
 * @id: (nullable): of the fabric, or "nvlink"; %NULL where the design has but one, or but one for
 * compute
 * @handle: (out): its rule
 *
 * Returns: (transfer none): the fabric; %NULL after saying why not
 */
HwFabric *hw_cli_fabric (const char *command, HwResults *results, const char *id, HwHandle *handle);

/* Whether the switches of a fabric are InfiniBand. */
gboolean hw_cli_is_infiniband (HwResults *results, HwHandle fabric);

/* Whether @format is one of a fabric: "net", "roots", "dot", "slurm", "ibdm". */
gboolean hw_cli_is_fabric_format (const char *format);
/* Whether it is one that leaves out what has failed. */
gboolean hw_cli_leaves_out_failed (const char *format);
/* Whether @table is one of a fabric: "cables", "point-to-point", "ports", "pulls". */
gboolean hw_cli_is_fabric_table (const char *table);

/* Writes a fabric in one of the formats, or, with "csv", one of its tables. */
HwCliStatus hw_cli_export_fabric (
    HwResults *results, const char *id, const char *format, const char *table, const char *output);

G_END_DECLS
