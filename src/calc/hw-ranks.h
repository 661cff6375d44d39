/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-sweep.h"

G_BEGIN_DECLS

/* What a sweep of single failures found that is worth to be kept beside a design: the single
 * points of failure that cost most, to be marked in drawings, and the worst failure of all. */

/* That are kept, and marked. */
#define HW_RANKS_MOST 20

typedef struct
{
  guint rank; /* 1 the worst; those that lose the same share it */
  char *key;
  char *object; /* (nullable): id of what shows it */
  char *label;  /* for people, translated */
  double fp8_lost;
  guint gpus_lost;
} HwRank;

typedef struct _HwRanks
{
  GPtrArray *points; /* HwRank: single points of failure, the worst first */
  HwRank *worst;     /* nullable: of all failures, where one costs anything */
  guint n_points;    /* of the design, kept or not */
} HwRanks;

/* Returns: (transfer full) */
HwRanks *hw_ranks_new (const HwSweep *sweep);
void hw_ranks_free (HwRanks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRanks, hw_ranks_free)

/* Keeps them until the design or the phase changes. @ranks: (transfer full) (nullable) */
void hw_results_take_ranks (HwResults *results, HwRanks *ranks);
/* Returns: (transfer none) (nullable): until the next change; %NULL where no sweep was made */
const HwRanks *hw_results_get_ranks (HwResults *results);
/* Whether drawings mark them: they do unless told otherwise. */
void hw_results_show_ranks (HwResults *results, gboolean shown);
gboolean hw_results_are_ranks_shown (HwResults *results);
/* Returns: (transfer full): "Feed A: 72 PFLOPS, 16 GPUs" */
char *hw_rank_text (const HwRank *rank);

G_END_DECLS
