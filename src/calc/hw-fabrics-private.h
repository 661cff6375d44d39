/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabrics.h"
#include "hw-results-private.h"

G_BEGIN_DECLS

/* What is known of a fabric, and whether it still holds. */
typedef struct
{
  HwFabricInput *input;     /* NULL: not derived since an edit touched it */
  HwFabric *fabric;         /* nullable */
  HwFabricFailure *failure; /* nullable: nothing has failed */
  HwFabricFigures figures;
  HwFabricFigures whole; /* with all working */
  gboolean whole_known;
  guint joining;       /* devices of a preview that would be members */
  gboolean of_preview; /* it was derived while a preview stood */
} HwFabricMemory;

/* What is known of a fabric, if anything. */
HwFabricMemory *hw_fabrics_memory (HwResults *self, HwHandle fabric);
void hw_fabrics_forget (HwResults *self, HwHandle fabric);
/* The same for a preview, whose edits are counted and not taken in, and for its end. */
void hw_fabrics_take_preview (HwResults *self, const HwChangeSet *set);
void hw_fabrics_end_preview (HwResults *self);

/* Of the NVLink domains among what is remembered: no fabric has it. */
#define HW_FABRICS_NVLINK_PLACE 0

/* Forgets what an edit touches. */
void hw_fabrics_take (HwResults *self, const HwChangeSet *set);
void hw_fabrics_forget_all (HwResults *self);

/* Derives it where that has not been done. Returns: (transfer none) (nullable): %NULL where there
 * is no such fabric */
HwFabricMemory *hw_fabrics_derived (HwResults *self, HwHandle fabric);
/* Where nothing is derived: no counts, and no ratio or bisection. */
extern const HwFabricFigures hw_fabrics_no_figures;
/* Counts what is derived, less what has failed. */
void hw_fabrics_figure (HwFabricMemory *memory);

/* Takes what hw_results_set_failed() says for failed, and counts anew. */
void hw_fabrics_judge (HwResults *self, HwHandle fabric, HwFabricMemory *memory);
void hw_fabrics_judge_all (HwResults *self);
/* Takes what "RULE/role/OBJECT" of this fabric names for failed: the object alone tells the thing.
 * Returns: whether it names anything */
gboolean hw_fabrics_add_failure (
    HwResults *self, HwHandle handle, HwFabric *fabric, HwFabricFailure *failure, const char *key);
/* The device that a node is; 0: a switch still to be placed. */
HwHandle hw_fabrics_device (const HwFabricMemory *memory, guint node);

/* Calls @func for each problem of all fabrics, in the order of files; @fabric 0: its fabric is
 * gone.
 * @others: (nullable) (transfer
 * full) (element-type HwRef) */
typedef void (*HwFabricProblemFunc) (gpointer data,
                                     HwHandle fabric,
                                     HwSeverity severity,
                                     const char *code,
                                     HwRef ref,
                                     char *message_taken);
void hw_fabrics_each_problem (HwResults *self, HwFabricProblemFunc func, gpointer data);

/* The same for changes that change nothing: of rules that are gone, or none that a fabric has. */
void hw_fabrics_each_idle (HwResults *self, HwFabricProblemFunc func, gpointer data);

/* Returns: (transfer full) (nullable): the explanation of a key that begins with "fabrics."; %NULL
 * with @error */
HwExplanation *
hw_fabrics_explain (HwResults *self, const char *key, const char *id, GError **error);

G_END_DECLS
