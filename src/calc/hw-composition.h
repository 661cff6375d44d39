/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-contributor.h"
#include "hw-design.h"
#include "hw-sum.h"

G_BEGIN_DECLS

/* What a rack consists of: how many of which contributors. Racks that consist of the same share
 * one. */
typedef struct
{
  guint number; /* of the contributor */
  guint count;
} HwComponent;

typedef struct
{
  guint n_references;
  guint n_components;
  HwSum totals[HW_N_TOTALS]; /* those that contributors have shares in */
  HwComponent components[];  /* by number */
} HwComposition;

typedef struct _HwCompositions HwCompositions;

HwCompositions *hw_compositions_new (void);
void hw_compositions_free (HwCompositions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCompositions, hw_compositions_free)

/**
 * hw_compositions_take:
 * @components: (element-type HwComponent): sorted by number, no count zero
 *
 * Returns: the shared composition, with a reference for the caller
 */
HwComposition *
hw_compositions_take (HwCompositions *self, HwContributors *contributors, const GArray *components);
/* Gives a reference back. */
void hw_compositions_drop (HwCompositions *self, HwComposition *composition);

/* Appends what @rack consists of, sorted: frame or remainder, and its devices that stand in the
 * phase of order @phase_order. */
void hw_composition_collect (HwDesign *design,
                             HwContributors *contributors,
                             HwHandle rack,
                             gint32 phase_order,
                             GArray *components);

/* Whether an object stands in the phase of that order; G_MAXINT32: the last. */
gboolean hw_object_stands (HwDesign *design, const HwObject *object, gint32 phase_order);

/* The contributor that a device counts as. */
guint hw_composition_of_device (HwDesign *design,
                                HwContributors *contributors,
                                HwHandle device,
                                gint32 phase_order);

/* @count of a contributor's share, added to @sum. */
void hw_composition_add_share (HwSum *sum,
                               const HwContributor *contributor,
                               HwTotal total,
                               gint64 count);

G_END_DECLS
