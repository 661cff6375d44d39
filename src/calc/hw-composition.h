/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-contributor.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What a rack consists of, as counts of contributors. Racks that are alike share one composition,
 * and with it the figures that follow: a hall of a thousand equal racks has one. */

/* When a design is looked at. */
typedef struct
{
  gboolean last; /* after all phases */
  gint32 order;  /* else of the phase */
} HwMoment;

/* Whether an object stands at that moment: from its install phase up to, but not in, its removal.
 */
gboolean hw_moment_shows (const HwMoment *moment, HwDesign *design, const HwObject *object);

typedef struct
{
  guint32 contributor;
  guint32 count;
} HwCompositionEntry;

typedef struct
{
  guint n_racks; /* that are composed like this */
  guint hash;
  guint32 product, assembly; /* numbers; assembly 0: none */
  gint16 used_half_units;
  guint16 n_devices;
  guint16 n_entries;
  guint8 complete;              /* lacks no part of its assembly */
  HwRackFigures figures;        /* but for limits and problems of the single rack */
  HwCompositionEntry entries[]; /* by contributor */
} HwComposition;

typedef struct _HwCompositions HwCompositions;

HwCompositions *hw_compositions_new (void);
void hw_compositions_free (HwCompositions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCompositions, hw_compositions_free)

/* The composition of a standing rack, found by a walk over its devices. Counts as one more rack of
 * it. */
HwComposition *hw_compositions_take (HwCompositions *self,
                                     HwDesign *design,
                                     const HwContributors *contributors,
                                     const HwMoment *moment,
                                     HwHandle rack);
/* One rack less is composed like this; frees it with the last. */
void hw_compositions_drop (HwCompositions *self, HwComposition *composition);
/* Works out all figures anew: shares or site have changed. */
void hw_compositions_refigure (HwCompositions *self,
                               HwDesign *design,
                               const HwContributors *contributors);

typedef void (*HwCompositionFunc) (const HwComposition *composition, gpointer data);
/* Calls @func for each composition, in no order. */
void hw_compositions_foreach (HwCompositions *self, HwCompositionFunc func, gpointer data);

/* --- counts over many racks --- */

typedef struct
{
  GArray *counts; /* guint32 by contributor */
  gint64 used_half_units;
} HwCounts;

HwCounts *hw_counts_new (void);
void hw_counts_free (HwCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCounts, hw_counts_free)

void hw_counts_add (HwCounts *self, const HwComposition *composition);
void hw_counts_subtract (HwCounts *self, const HwComposition *composition);
guint hw_counts_of (const HwCounts *self, guint contributor);
HwSum hw_counts_total (const HwCounts *self, const HwContributors *contributors, HwTotal total);

G_END_DECLS
