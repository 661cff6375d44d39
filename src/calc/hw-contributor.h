/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-catalogue.h"
#include "hw-price-book.h"
#include "hw-total.h"

G_BEGIN_DECLS

/* Who contributes to totals, and how much each: products with their own figures, and of each
 * assembly its frame and parts with what is allocated to them, and the rack remainder. Every total
 * is a sum of counts times such shares, taken in the order of the contributors. */

typedef enum
{
  HW_SHARE_NONE, /* contributes nothing, and is not expected to */
  HW_SHARE_KNOWN,
  HW_SHARE_UNKNOWN,
} HwShareState;

/* Where a share comes from. */
typedef enum
{
  HW_SHARE_CITED,     /* a figure of the catalogue */
  HW_SHARE_COUNTED,   /* one a piece */
  HW_SHARE_FOOTPRINT, /* width · depth */
  HW_SHARE_FACTOR,    /* nameplate · expected factor of the site */
  HW_SHARE_BALANCE,   /* nameplate less the other heat */
  HW_SHARE_LEFT,      /* what allocations leave of an assembly's figure */
  HW_SHARE_OWN,       /* a price that a person states */
} HwShareOrigin;

typedef struct
{
  double value, low, high;
  guint8 state;  /* HwShareState */
  guint8 origin; /* HwShareOrigin */
} HwShare;

typedef enum
{
  HW_CONTRIBUTOR_PRODUCT,
  HW_CONTRIBUTOR_FRAME,
  HW_CONTRIBUTOR_PART,
  HW_CONTRIBUTOR_REMAINDER,
} HwContributorKind;

typedef struct
{
  HwContributorKind kind;
  const HwProduct *product;  /* of a remainder the assembly itself */
  const HwProduct *assembly; /* NULL for a product on its own */
  guint in_assembly;         /* how many a complete assembly has */
  double heat_ratio;         /* heat shown over heat at nameplate */
  HwShare shares[HW_N_TOTALS];
} HwContributor;

/* What of a site the shares depend on. */
typedef struct
{
  double expected_factor;
  gboolean expected;         /* heat at expected instead of nameplate load */
  const HwPriceBook *prices; /* outlives the contributors, or is replaced by other terms */
} HwTerms;

typedef struct _HwContributors HwContributors;

HwContributors *hw_contributors_new (HwCatalogue *catalogue, const HwTerms *terms);
void hw_contributors_free (HwContributors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwContributors, hw_contributors_free)

/* Takes in products that the catalogue got since; those before keep their numbers. */
void hw_contributors_extend (HwContributors *self);
/* Works all shares out anew. */
void hw_contributors_set_terms (HwContributors *self, const HwTerms *terms);
const HwTerms *hw_contributors_get_terms (const HwContributors *self);

guint hw_contributors_count (const HwContributors *self);
const HwContributor *hw_contributors_get (const HwContributors *self, guint index);
/* Of a product on its own; of an assembly its frame, behind which stand remainder and parts. */
guint hw_contributors_first (const HwContributors *self, guint32 product);
/* What one of @product, of whatever catalogue, would contribute on its own; an assembly all of it.
 */
void
hw_product_shares (const HwProduct *product, const HwTerms *terms, HwShare shares[HW_N_TOTALS]);
/* How many contributors an assembly has. */
guint hw_contributors_span (const HwContributors *self, guint32 assembly);

/* The field behind a total; FALSE for counts and sizes. */
gboolean hw_total_field (HwTotal total, HwField *field);
/* What @product carries of a field: its own figure, or what @assembly allocates to it. */
const HwFigure *
hw_share_figure (const HwProduct *assembly, const HwProduct *product, HwField field);
/* The same as shares of all summed fields, heat at nameplate load. */
void hw_shares_resolve (const HwProduct *assembly,
                        const HwProduct *product,
                        const HwTerms *terms,
                        HwShare fields[HW_N_FIELDS]);

G_END_DECLS
