/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* Copies a design for a thread to read, in pieces that leave time for a frame between them: a
 * million GPUs take longer than one lasts. The design may change meanwhile; what is in the hand
 * waits for its end. */
typedef struct _HwDesignCopier HwDesignCopier;

/* @copy: (transfer full): of one moment, which is now; nothing in it is found by its id, key or
 * place before hw_design_copy_index() */
typedef void (*HwDesignCopied) (HwDesign *copy, gpointer data);

/**
 * hw_design_copier_new:
 * @copied: called once, from an idle callback; by then the copier is gone
 *
 * Returns: (transfer none): until @copied is called
 */
HwDesignCopier *hw_design_copier_new (HwDesign *design, HwDesignCopied copied, gpointer data);
/* Gives up: nothing is called any more. */
void hw_design_copier_cancel (HwDesignCopier *self);

G_END_DECLS
