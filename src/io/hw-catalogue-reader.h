/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-catalogue.h"
#include "hw-findings.h"

G_BEGIN_DECLS

/* Where the installed data are: the directory of the environment variable HALLWRIGHT_DATA_DIR, else
 * that of the installation. Returns: (transfer full) */
char *hw_data_dir (void);

/* Where the translations are: the directory of HALLWRIGHT_LOCALE_DIR, else the installed one.
 * Returns: (transfer none) */
const char *hw_locale_dir (void);

/**
 * hw_catalogue_read_dir:
 * @path: a directory
 * @catalogue: receives products and sources
 * @findings: (out) (optional) (transfer full): as of hw_design_read_stream()
 *
 * Reads all files `*.xml` of a directory, in the order of their names. They may name sources and
 * products of each other.
 *
 * Returns: %FALSE with @error of HW_IO_ERROR; @catalogue is then not to be used
 */
gboolean hw_catalogue_read_dir (const char *path,
                                HwCatalogue *catalogue,
                                HwFindings **findings,
                                GError **error);

/* One file, which is complete in itself. */
gboolean
hw_catalogue_read_file (GFile *file, HwCatalogue *catalogue, HwFindings **findings, GError **error);

/* Returns: (transfer full): the installed catalogue, of @data_dir's folder `catalogue` */
HwCatalogue *hw_catalogue_load (const char *data_dir, GError **error);

G_END_DECLS
