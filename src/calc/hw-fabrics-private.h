/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabrics.h"
#include "hw-results-private.h"

G_BEGIN_DECLS

/* What is known of a fabric, and whether it still holds. */
typedef struct
{
  HwFabricInput *input;       /* NULL: not derived since an edit touched it */
  HwFabric *fabric;           /* nullable */
  HwFabricBaseline *baseline; /* as its fabric */
  GHashTable *nodes;          /* device → node + 1; NULL: not asked for yet */
  HwFabricFailure *failure;   /* nullable: nothing has failed */
  HwFabricFigures figures;
  HwFabricFigures whole; /* with all working */
  guint joining;         /* devices of a preview that would be members */
  gboolean of_preview;   /* it was derived while a preview stood */
  guint64 stamp;         /* another after each edit that touches it */
} HwFabricMemory;

/* All but the figures, which stand until others do. */
void hw_fabrics_memory_clear (HwFabricMemory *memory);
/* Derives from @input, (transfer full), and counts with nothing failed. Reads nothing but what it
 * is given. */
void hw_fabrics_derive (HwFabricInput *input, HwFabricMemory *memory);
/* From the design as it is. */
void hw_fabrics_derive_now (HwResults *self, HwHandle fabric, HwFabricMemory *memory);

/* What is known of a fabric, if anything. */
HwFabricMemory *hw_fabrics_memory (HwResults *self, HwHandle fabric);
void hw_fabrics_forget (HwResults *self, HwHandle fabric);
/* The same for a preview, whose edits are counted and not taken in, and for its end. */
void hw_fabrics_take_preview (HwResults *self, const HwChangeSet *set);
void hw_fabrics_end_preview (HwResults *self);

/* Whether fabrics are left to another thread. */
gboolean hw_fabrics_are_large (HwResults *self);

/* Of the NVLink domains among what is remembered: no fabric has it. */
#define HW_FABRICS_NVLINK_PLACE 0
static inline HwHandle
hw_fabrics_place (HwHandle fabric)
{
  return fabric != HW_FABRIC_NVLINK ? fabric : HW_FABRICS_NVLINK_PLACE;
}

/* Forgets what an edit touches. */
void hw_fabrics_take (HwResults *self, const HwChangeSet *set);
void hw_fabrics_forget_all (HwResults *self);
/* Another moment or rule: all are derived anew, and keep their figures until then. */
void hw_fabrics_touch_all (HwResults *self);

/* Derives it where that has not been done and need not wait for another thread. Returns: (transfer
 * none) (nullable): %NULL where there is no such fabric */
HwFabricMemory *hw_fabrics_derived (HwResults *self, HwHandle fabric);
/* Where nothing is derived: no counts, and no ratio or bisection. */
extern const HwFabricFigures hw_fabrics_no_figures;
/* Counts what is derived, with all working. */
void hw_fabrics_figure (HwFabricMemory *memory);
/* The same less what has failed. */
void hw_fabrics_figure_failed (HwFabricMemory *memory);
/* Makes ready what judging a failure looks up, which of a large fabric may take longer than a frame
 * has. */
void hw_fabrics_prepare_failures (HwFabricMemory *memory);

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

/* The same for changes by hand: those that change nothing, as their rule is gone or a fabric has
 * none such, and pins that no switch can follow, or does. */
void hw_fabrics_each_change (HwResults *self, HwFabricProblemFunc func, gpointer data);

/* Returns: (transfer full) (nullable): the explanation of a key that begins with "fabrics."; %NULL
 * with @error */
HwExplanation *
hw_fabrics_explain (HwResults *self, const char *key, const char *id, GError **error);

G_END_DECLS
