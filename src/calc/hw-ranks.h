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
  gboolean marked;   /* drawings mark them: whoever asked for the sweep wants to see them */
} HwRanks;

/* Of a design with more components, nobody who has not asked for the sweep waits for one. */
#define HW_RANKS_COMPONENTS 10000000

typedef enum
{
  HW_RANKS_NONE,     /* nobody has looked since the last change */
  HW_RANKS_AWAITED,  /* a thread works them out */
  HW_RANKS_TOO_MANY, /* there are more than %HW_RANKS_COMPONENTS */
  HW_RANKS_KNOWN,
} HwRanksState;

/* Returns: (transfer full) */
HwRanks *hw_ranks_new (const HwSweep *sweep);
void hw_ranks_free (HwRanks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRanks, hw_ranks_free)

/**
 * hw_ranks_find:
 * @progress: (nullable)
 *
 * Sweeps all single failures, not to be marked.
 *
 * Returns: (transfer full) (nullable): %NULL where it was cancelled, or there are more components
 *   than %HW_RANKS_COMPONENTS
 */
HwRanks *hw_ranks_find (HwResults *results, HwSweepProgress *progress);

/* Keeps them until the design or the phase changes. @ranks: (transfer full) (nullable): %NULL: the
 * design has too many components */
void hw_results_take_ranks (HwResults *results, HwRanks *ranks);
/* Somebody works them out, and will have them taken. Tells nobody. */
void hw_results_await_ranks (HwResults *results);
/* Works them out now where nobody has, as paper waits for nobody. Tells nobody. */
void hw_results_need_ranks (HwResults *results);
HwRanksState hw_results_get_ranks_state (HwResults *results);
/* The design has changed: forgets them. Tells nobody. */
void hw_results_forget_ranks (HwResults *results);
/* Returns: (transfer none) (nullable): until the next change; %NULL where no sweep was made */
const HwRanks *hw_results_get_ranks (HwResults *results);
/* Whether drawings mark those that are to be marked: they do unless told otherwise. */
void hw_results_show_ranks (HwResults *results, gboolean shown);
gboolean hw_results_are_ranks_shown (HwResults *results);
/* Returns: (transfer full): "Feed A and 3 more: 72 PFLOPS, 16 GPUs"; @n_more: that lose the same */
char *hw_rank_text (const HwRank *rank, guint n_more);

G_END_DECLS
