/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-catalogue.h"
#include "hw-total.h"

G_BEGIN_DECLS

/* What adds to totals. Each device, rack and assembly is so many of these; a total is the sum of
 * count · share over them, in the order of their numbers. */

typedef enum
{
  HW_CONTRIBUTOR_PRODUCT,   /* a product with its own figures */
  HW_CONTRIBUTOR_ALLOCATED, /* a part or the frame of an assembly, with what is allocated to it */
  HW_CONTRIBUTOR_REMAINDER, /* what an assembly's cited figures leave after the allocations */
} HwContributorKind;

typedef enum
{
  HW_SHARE_NONE, /* adds nothing */
  HW_SHARE_KNOWN,
  HW_SHARE_UNKNOWN, /* adds an unknown amount */
} HwShareState;

typedef struct
{
  HwShareState state;
  double value, low, high; /* SI */
} HwShare;

typedef struct
{
  HwContributorKind kind;
  const HwProduct *product;  /* the product, part or frame; of a remainder the assembly */
  const HwProduct *assembly; /* of parts, frames and remainders */
  HwShare shares[HW_N_TOTALS];
} HwContributor;

/* The contributors of a catalogue, numbered from 0 in the order of its products. */
typedef struct _HwContributors HwContributors;

/* @expected_factor: expected over nameplate where nothing is published
 * @heat_expected: heat at expected instead of nameplate load */
HwContributors *
hw_contributors_new (HwCatalogue *catalogue, double expected_factor, gboolean heat_expected);
void hw_contributors_free (HwContributors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwContributors, hw_contributors_free)

/* Takes in products that the catalogue has got since. */
void hw_contributors_update (HwContributors *self);
double hw_contributors_get_factor (HwContributors *self);

guint hw_contributors_count (HwContributors *self);
const HwContributor *hw_contributors_get (HwContributors *self, guint number);

/* The contributor of a product with its own figures, by product number. */
guint hw_contributors_own (HwContributors *self, guint32 product);
/* Of an assembly, by product number: */
guint hw_contributors_remainder (HwContributors *self, guint32 assembly);
guint hw_contributors_frame (HwContributors *self, guint32 assembly);
/* The contributor of a part of @assembly and how many there are when it is complete; %FALSE where
 * @product is none of its parts. */
gboolean hw_contributors_part (
    HwContributors *self, guint32 assembly, guint32 product, guint *number, guint *complete);
/* The distinct parts of @assembly, from 0. */
guint hw_contributors_n_parts (HwContributors *self, guint32 assembly);
guint32 hw_contributors_nth_part (HwContributors *self, guint32 assembly, guint n, guint *complete);

/* The field of a product that @total sums; %FALSE for those that are counted otherwise. */
gboolean hw_total_field (HwTotal total, HwField *field);

/* What is allocated to one of @product in @assembly; %NULL: nothing. */
const HwFigure *
hw_assembly_allocation (const HwProduct *assembly, const HwProduct *product, HwField field);

G_END_DECLS
