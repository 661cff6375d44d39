/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-file-state.h"
#include "hw-findings.h"
#include "hw-recovery.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* An open design: the design, what follows from it, and the file that it came from.
 *
 * Properties (all read only, all notify): "title", "state" (file name and whether it is saved),
 * "modified", "file". */
#define HW_TYPE_DOCUMENT (hw_document_get_type ())
G_DECLARE_FINAL_TYPE (HwDocument, hw_document, HW, DOCUMENT, GObject)

/* A hall to begin with: room for two rows of a dozen racks with their aisles, in whole tiles. */
#define HW_FIRST_HALL_WIDTH_MM 14400
#define HW_FIRST_HALL_DEPTH_MM 9600

/**
 * hw_document_new:
 * @catalogue: the installed products
 *
 * Returns: (transfer full): a design with one empty hall
 */
HwDocument *hw_document_new (HwCatalogue *catalogue);

/* Returns: (transfer full): a document of @design, which nobody has saved yet */
HwDocument *hw_document_new_for_design (HwCatalogue *catalogue, HwDesign *design);

/**
 * hw_document_load:
 * @findings: (out) (transfer full): all that is wrong with the file
 *
 * Returns: (transfer full): %NULL with @error
 */
HwDocument *
hw_document_load (HwCatalogue *catalogue, GFile *file, HwFindings **findings, GError **error);

/**
 * hw_document_recover:
 * @findings: (out) (transfer full)
 *
 * Opens what was not saved, as a changed document of the file that it belongs to, and takes the
 * draft over.
 */
HwDocument *hw_document_recover (HwCatalogue *catalogue,
                                 HwOrphan *orphan,
                                 HwFindings **findings,
                                 GError **error);

/**
 * hw_document_new_merged:
 * @design: what came out
 * @theirs: (transfer full): what the file of @self holds now
 *
 * Returns: (transfer full): a changed document of the same file
 */
HwDocument *hw_document_new_merged (HwDocument *self, HwDesign *design, HwFileState *theirs);

/* From now on it is a copy that belongs to no file: for examples. */
void hw_document_detach (HwDocument *self);

/**
 * hw_document_save:
 * @backup_error: (out) (optional): why what @file held before could not be kept; that stops nothing
 *
 * Writes to @file, which becomes the document's; on failure nothing changes.
 */
gboolean hw_document_save (HwDocument *self, GFile *file, GError **backup_error, GError **error);

/* What its file held when it was read or written last. Returns: (nullable) */
const HwFileState *hw_document_get_known (HwDocument *self);
/* Whether the file still holds that. */
HwDiskState hw_document_check_disk (HwDocument *self);
/* It differs from its file for a reason that undoing does not mend. */
void hw_document_mark_unsaved (HwDocument *self);
/* The draft that goes on with this document. Returns: (transfer full) (nullable) */
HwDraft *hw_document_steal_draft (HwDocument *self);
void hw_document_take_draft (HwDocument *self, HwDraft *draft);

HwDesign *hw_document_get_design (HwDocument *self);
HwResults *hw_document_get_results (HwDocument *self);
HwCatalogue *hw_document_get_catalogue (HwDocument *self);
/* Returns: (nullable) */
GFile *hw_document_get_file (HwDocument *self);
/* Name of the design, else of the file. */
const char *hw_document_get_title (HwDocument *self);
gboolean hw_document_get_modified (HwDocument *self);
/* Neither saved nor ever changed: may be replaced without asking. */
gboolean hw_document_is_pristine (HwDocument *self);

/**
 * hw_document_find_product:
 * @from: (out) (transfer none): the catalogue that has it
 *
 * Looks in the installed catalogue first, then among the products that the design carries.
 *
 * Returns: (nullable)
 */
const HwProduct *hw_document_find_product (HwDocument *self, const char *id, HwCatalogue **from);

G_END_DECLS
