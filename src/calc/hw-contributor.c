/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-contributor.h"

#include <math.h>
#include <string.h>

/* A remainder below this part of the cited figure is rounding. */
#define ROUNDING 1e-9

struct _HwContributors
{
  HwCatalogue *catalogue;
  HwTerms terms;
  GArray *contributors; /* HwContributor */
  GArray *firsts;       /* guint by product number; one more at the end */
};

/* The fields that totals sum; the twelve rates besides. */
static const HwField summed[] = {
  HW_FIELD_HBM,
  HW_FIELD_GPUS,
  HW_FIELD_POWER_NAMEPLATE,
  HW_FIELD_POWER_EXPECTED,
  HW_FIELD_HEAT_LIQUID,
  HW_FIELD_HEAT_AIR,
  HW_FIELD_MASS,
  HW_FIELD_PRICE,
};

#define N_RATES (HW_FIELD_FP64_SPARSE - HW_FIELD_FP4_DENSE + 1)
#define N_SUMMED (N_RATES + G_N_ELEMENTS (summed))

G_STATIC_ASSERT (HW_TOTAL_FP64_SPARSE - HW_TOTAL_FP4_DENSE + 1 == N_RATES);

static HwField
summed_field (guint index)
{
  return index < N_RATES ? HW_FIELD_FP4_DENSE + index : summed[index - N_RATES];
}

gboolean
hw_total_field (HwTotal total, HwField *field)
{
  if (total <= HW_TOTAL_FP64_SPARSE)
    *field = HW_FIELD_FP4_DENSE + (total - HW_TOTAL_FP4_DENSE);
  else if (total == HW_TOTAL_HBM)
    *field = HW_FIELD_HBM;
  else if (total == HW_TOTAL_GPUS)
    *field = HW_FIELD_GPUS;
  else if (total == HW_TOTAL_IT_NAMEPLATE || total == HW_TOTAL_OTHER_NAMEPLATE)
    *field = HW_FIELD_POWER_NAMEPLATE;
  else if (total == HW_TOTAL_IT_EXPECTED)
    *field = HW_FIELD_POWER_EXPECTED;
  else if (total == HW_TOTAL_LIQUID)
    *field = HW_FIELD_HEAT_LIQUID;
  else if (total == HW_TOTAL_AIR)
    *field = HW_FIELD_HEAT_AIR;
  else if (total == HW_TOTAL_MASS)
    *field = HW_FIELD_MASS;
  else if (total >= HW_TOTAL_CAPEX && total <= HW_TOTAL_CAPEX_BUILDING)
    *field = HW_FIELD_PRICE;
  else if (total == HW_TOTAL_UNITS)
    *field = HW_FIELD_CAPACITY_UNITS;
  else
    return FALSE;
  return TRUE;
}

const HwFigure *
hw_share_figure (const HwProduct *assembly, const HwProduct *product, HwField field)
{
  if (assembly == NULL)
    return hw_product_figure (product, field);
  for (guint i = 0; i < assembly->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (assembly->allocations, HwAllocation, i);
      if (allocation->figure.field == field && strcmp (allocation->product, product->id) == 0)
        return &allocation->figure;
    }
  return NULL;
}

static HwShare
known (double value, double low, double high, HwShareOrigin origin)
{
  return (HwShare){ value, low, high, HW_SHARE_KNOWN, origin };
}

static HwShare
share_of (const HwFigure *figure, gboolean required)
{
  if (figure == NULL || figure->state == HW_FIGURE_ABSENT)
    return (HwShare){ .state = required ? HW_SHARE_UNKNOWN : HW_SHARE_NONE };
  if (figure->state == HW_FIGURE_UNKNOWN)
    return (HwShare){ .state = HW_SHARE_UNKNOWN };
  if (figure->state == HW_FIGURE_UNSUPPORTED)
    return known (0, 0, 0, HW_SHARE_CITED);
  return known (figure->value, figure->low, figure->high, HW_SHARE_CITED);
}

/* Whether a product without that figure is one whose figure is not known, rather than one that has
 * no such thing. */
static gboolean
is_required (const HwProduct *product, HwField field)
{
  HwProductKind kind = product->kind;

  switch (field)
    {
    case HW_FIELD_MASS:
    case HW_FIELD_PRICE:
      return TRUE;
    case HW_FIELD_POWER_NAMEPLATE:
      return kind != HW_KIND_RACK;
    case HW_FIELD_POWER_EXPECTED:
    case HW_FIELD_HEAT_LIQUID:
    case HW_FIELD_HEAT_AIR:
      return FALSE; /* these follow from the nameplate */
    default:
      return kind == HW_KIND_SERVER || kind == HW_KIND_COMPUTE_TRAY || kind == HW_KIND_ASSEMBLY;
    }
}

/* Heat is power: what does not go one way goes the other. */
static HwShare
balance (const HwShare *power, const HwShare *other)
{
  return known (power->value - other->value,
                power->low - other->high,
                power->high - other->low,
                HW_SHARE_BALANCE);
}

static void
resolve_heat (HwShare fields[HW_N_FIELDS])
{
  const HwShare *power = &fields[HW_FIELD_POWER_NAMEPLATE];
  HwShare *liquid = &fields[HW_FIELD_HEAT_LIQUID];
  HwShare *air = &fields[HW_FIELD_HEAT_AIR];
  gboolean has_liquid = liquid->state == HW_SHARE_KNOWN;
  gboolean has_air = air->state == HW_SHARE_KNOWN;

  if (power->state == HW_SHARE_NONE || (has_liquid && has_air))
    return;
  if (power->state == HW_SHARE_UNKNOWN)
    {
      if (!has_liquid)
        liquid->state = HW_SHARE_UNKNOWN;
      if (!has_air)
        air->state = HW_SHARE_UNKNOWN;
    }
  else if (has_liquid)
    *air = balance (power, liquid);
  else if (has_air)
    *liquid = balance (power, air);
  else if (power->value == 0 && power->high == 0)
    *liquid = *air = known (0, 0, 0, HW_SHARE_BALANCE);
  else
    liquid->state = air->state = HW_SHARE_UNKNOWN;
}

static HwShare
expected_of (const HwFigure *figure, const HwShare *power, const HwTerms *terms)
{
  HwShare share = share_of (figure, FALSE);

  if (share.state == HW_SHARE_KNOWN)
    return share;
  if (power->state == HW_SHARE_KNOWN)
    return known (power->value * terms->expected_factor,
                  power->low * terms->expected_factor,
                  power->high * terms->expected_factor,
                  HW_SHARE_FACTOR);
  return *power;
}

static void
scale (HwShare *share, double ratio)
{
  share->value *= ratio;
  share->low *= ratio;
  share->high *= ratio;
}

/* What is allocated of an assembly's price is the same part of a price that a person states for the
 * assembly, so that parts and remainder still add up to it. */
static void
scale_allocated (const HwProduct *assembly, const HwOwnPrice *own, double usd, HwShare *price)
{
  HwShare cited = share_of (hw_product_figure (assembly, HW_FIELD_PRICE), FALSE);

  if (isnan (own->value) && price->state == HW_SHARE_KNOWN)
    *price = (HwShare){ .state = HW_SHARE_UNKNOWN };
  if (price->state != HW_SHARE_KNOWN || cited.state != HW_SHARE_KNOWN || cited.low <= 0)
    return;
  price->value *= own->value / (cited.value * usd);
  price->low *= own->low / (cited.low * usd);
  price->high *= own->high / (cited.high * usd);
}

/* Prices of the catalogue are in USD; a person's own go before them. */
static void
resolve_price (const HwProduct *assembly,
               const HwProduct *product,
               const HwTerms *terms,
               HwShare *price)
{
  const HwOwnPrice *own
      = hw_price_book_find (terms->prices, assembly != NULL ? assembly->id : product->id);
  double usd = hw_price_book_usd (terms->prices);

  if (price->state == HW_SHARE_KNOWN && isnan (usd) && price->high > 0)
    *price = (HwShare){ .state = HW_SHARE_UNKNOWN };
  if (price->state == HW_SHARE_KNOWN && usd != 1 && price->high > 0)
    scale (price, usd);
  if (own == NULL)
    return;
  if (assembly != NULL)
    scale_allocated (assembly, own, usd, price);
  else if (isnan (own->value))
    *price = (HwShare){ .state = HW_SHARE_UNKNOWN };
  else
    *price = known (own->value, own->low, own->high, HW_SHARE_OWN);
}

void
hw_shares_resolve (const HwProduct *assembly,
                   const HwProduct *product,
                   const HwTerms *terms,
                   HwShare fields[HW_N_FIELDS])
{
  HwShare *expected = &fields[HW_FIELD_POWER_EXPECTED];
  HwShare *price = &fields[HW_FIELD_PRICE];

  for (guint i = 0; i < N_SUMMED; i++)
    {
      HwField field = summed_field (i);
      fields[field] = share_of (hw_share_figure (assembly, product, field),
                                assembly == NULL && is_required (product, field));
    }
  /* A part of an assembly whose expected power is cited has what is allocated to it and no more. */
  if (assembly == NULL
      || share_of (hw_product_figure (assembly, HW_FIELD_POWER_EXPECTED), FALSE).state
             != HW_SHARE_KNOWN)
    *expected = expected_of (hw_share_figure (assembly, product, HW_FIELD_POWER_EXPECTED),
                             &fields[HW_FIELD_POWER_NAMEPLATE],
                             terms);
  if (assembly == NULL)
    resolve_heat (fields);
  resolve_price (assembly, product, terms, price);
}

static HwTotal
cost_class (HwProductKind kind)
{
  switch (hw_kind_family (kind))
    {
    case HW_FAMILY_NETWORK:
      return hw_kind_is_cabling (kind) ? HW_TOTAL_CAPEX_CABLES : HW_TOTAL_CAPEX_NETWORK;
    case HW_FAMILY_COOLING:
      return HW_TOTAL_CAPEX_COOLING;
    case HW_FAMILY_POWER:
      return HW_TOTAL_CAPEX_POWER;
    case HW_FAMILY_RACK:
    case HW_FAMILY_OTHER:
      return HW_TOTAL_CAPEX_BUILDING;
    default:
      return HW_TOTAL_CAPEX_COMPUTE; /* storage and management too */
    }
}

static void
set_load (HwContributor *contributor, const HwShare fields[HW_N_FIELDS], const HwTerms *terms)
{
  const HwShare *nameplate = &fields[HW_FIELD_POWER_NAMEPLATE];
  const HwShare *expected = &fields[HW_FIELD_POWER_EXPECTED];

  contributor->heat_ratio = 1;
  if (!terms->expected)
    return;
  contributor->heat_ratio = terms->expected_factor;
  if (nameplate->state == HW_SHARE_KNOWN && nameplate->value > 0
      && expected->state == HW_SHARE_KNOWN)
    contributor->heat_ratio = expected->value / nameplate->value;
  scale (&contributor->shares[HW_TOTAL_LIQUID], contributor->heat_ratio);
  scale (&contributor->shares[HW_TOTAL_AIR], contributor->heat_ratio);
}

static void
set_figures (HwContributor *contributor, const HwShare fields[HW_N_FIELDS], const HwTerms *terms)
{
  HwShare *shares = contributor->shares;
  HwProductKind kind = contributor->product->kind;

  for (guint i = 0; i < N_RATES; i++)
    shares[HW_TOTAL_FP4_DENSE + i] = fields[HW_FIELD_FP4_DENSE + i];
  shares[HW_TOTAL_HBM] = fields[HW_FIELD_HBM];
  shares[HW_TOTAL_GPUS] = fields[HW_FIELD_GPUS];
  shares[HW_TOTAL_MASS] = fields[HW_FIELD_MASS];
  shares[HW_TOTAL_CAPEX] = shares[cost_class (kind)] = fields[HW_FIELD_PRICE];
  if (!hw_kind_is_it (kind))
    {
      shares[HW_TOTAL_OTHER_NAMEPLATE] = fields[HW_FIELD_POWER_NAMEPLATE];
      return;
    }
  shares[HW_TOTAL_IT_NAMEPLATE] = fields[HW_FIELD_POWER_NAMEPLATE];
  shares[HW_TOTAL_IT_EXPECTED] = fields[HW_FIELD_POWER_EXPECTED];
  shares[HW_TOTAL_LIQUID] = fields[HW_FIELD_HEAT_LIQUID];
  shares[HW_TOTAL_AIR] = fields[HW_FIELD_HEAT_AIR];
  set_load (contributor, fields, terms);
}

/* What does not depend on figures that are allocated: pieces, units and footprint. */
static void
set_pieces (HwContributor *contributor)
{
  const HwProduct *product = contributor->product;
  HwShare *shares = contributor->shares;

  if (contributor->kind == HW_CONTRIBUTOR_REMAINDER)
    return;
  if (hw_product_is_device (product))
    {
      shares[HW_TOTAL_DEVICES] = known (1, 1, 1, HW_SHARE_COUNTED);
      return;
    }
  if (product->kind == HW_KIND_RACK)
    {
      shares[HW_TOTAL_RACKS] = known (1, 1, 1, HW_SHARE_COUNTED);
      shares[HW_TOTAL_UNITS]
          = share_of (hw_product_figure (product, HW_FIELD_CAPACITY_UNITS), TRUE);
    }
  if (hw_product_is_floor (product))
    {
      double area
          = hw_product_value (product, HW_FIELD_WIDTH) * hw_product_value (product, HW_FIELD_DEPTH);
      shares[HW_TOTAL_FLOOR] = isnan (area) ? (HwShare){ .state = HW_SHARE_UNKNOWN }
                                            : known (area, area, area, HW_SHARE_FOOTPRINT);
    }
}

static double
leave (double cited, double allocated)
{
  double left = cited - allocated;

  return fabs (left) < ROUNDING * fabs (cited) ? 0 : left;
}

/* The remainder of the assembly whose frame is at @first, end by end. */
static void
resolve_remainder (const HwContributors *self, guint first, guint end, HwShare cited[HW_N_FIELDS])
{
  HwShare allocated[HW_N_FIELDS] = { 0 };
  HwShare fields[HW_N_FIELDS];

  for (guint i = first; i < end; i++)
    {
      const HwContributor *part = &g_array_index (self->contributors, HwContributor, i);
      if (part->kind == HW_CONTRIBUTOR_REMAINDER)
        continue;
      hw_shares_resolve (part->assembly, part->product, &self->terms, fields);
      for (guint j = 0; j < N_SUMMED; j++)
        {
          const HwShare *share = &fields[summed_field (j)];
          HwShare *sum = &allocated[summed_field (j)];
          if (share->state != HW_SHARE_KNOWN)
            continue;
          sum->value += part->in_assembly * share->value;
          sum->low += part->in_assembly * share->low;
          sum->high += part->in_assembly * share->high;
        }
    }
  for (guint j = 0; j < N_SUMMED; j++)
    {
      HwShare *share = &cited[summed_field (j)];
      const HwShare *sum = &allocated[summed_field (j)];
      if (share->state == HW_SHARE_KNOWN)
        *share = known (leave (share->value, sum->value),
                        leave (share->low, sum->low),
                        leave (share->high, sum->high),
                        HW_SHARE_LEFT);
    }
}

static void
work_out (HwContributors *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      HwContributor *contributor = &g_array_index (self->contributors, HwContributor, i);
      HwShare fields[HW_N_FIELDS] = { 0 };

      memset (contributor->shares, 0, sizeof contributor->shares);
      contributor->heat_ratio = 1;
      if (contributor->kind == HW_CONTRIBUTOR_REMAINDER)
        {
          hw_shares_resolve (NULL, contributor->product, &self->terms, fields);
          resolve_remainder (self, first, end, fields);
        }
      else
        hw_shares_resolve (contributor->assembly, contributor->product, &self->terms, fields);
      set_figures (contributor, fields, &self->terms);
      set_pieces (contributor);
    }
}

void
hw_product_shares (const HwProduct *product, const HwTerms *terms, HwShare shares[HW_N_TOTALS])
{
  HwContributor contributor = { .product = product };
  HwShare fields[HW_N_FIELDS] = { 0 };

  hw_shares_resolve (NULL, product, terms, fields);
  set_figures (&contributor, fields, terms);
  set_pieces (&contributor);
  memcpy (shares, contributor.shares, sizeof contributor.shares);
}

static void
append (HwContributors *self,
        HwContributorKind kind,
        const HwProduct *product,
        const HwProduct *assembly)
{
  HwContributor contributor
      = { .kind = kind, .product = product, .assembly = assembly, .in_assembly = 1 };

  g_array_append_val (self->contributors, contributor);
}

static void
append_assembly (HwContributors *self, const HwProduct *assembly)
{
  guint first = self->contributors->len;
  const HwProduct *frame
      = assembly->rack != NULL ? hw_catalogue_find (self->catalogue, assembly->rack) : NULL;

  if (frame != NULL)
    append (self, HW_CONTRIBUTOR_FRAME, frame, assembly);
  append (self, HW_CONTRIBUTOR_REMAINDER, assembly, assembly);
  for (guint i = 0; i < assembly->parts->len; i++)
    {
      const HwPart *part = &g_array_index (assembly->parts, HwPart, i);
      const HwProduct *product = hw_catalogue_find (self->catalogue, part->product);
      guint j = first;

      if (product == NULL)
        continue;
      for (; j < self->contributors->len; j++)
        {
          HwContributor *other = &g_array_index (self->contributors, HwContributor, j);
          if (other->kind == HW_CONTRIBUTOR_PART && other->product == product)
            {
              other->in_assembly++;
              break;
            }
        }
      if (j == self->contributors->len)
        append (self, HW_CONTRIBUTOR_PART, product, assembly);
    }
}

void
hw_contributors_extend (HwContributors *self)
{
  guint n = hw_catalogue_n_products (self->catalogue);

  for (guint number = self->firsts->len; number <= n; number++)
    {
      const HwProduct *product = hw_catalogue_get (self->catalogue, number);
      guint first = self->contributors->len;

      g_array_append_val (self->firsts, first);
      if (product->kind == HW_KIND_ASSEMBLY)
        append_assembly (self, product);
      else
        append (self, HW_CONTRIBUTOR_PRODUCT, product, NULL);
      work_out (self, first, self->contributors->len);
    }
}

HwContributors *
hw_contributors_new (HwCatalogue *catalogue, const HwTerms *terms)
{
  HwContributors *self = g_new0 (HwContributors, 1);
  guint none = 0;

  self->catalogue = g_object_ref (catalogue);
  self->terms = *terms;
  self->contributors = g_array_new (FALSE, TRUE, sizeof (HwContributor));
  self->firsts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_append_val (self->firsts, none);
  hw_contributors_extend (self);
  return self;
}

void
hw_contributors_free (HwContributors *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->catalogue);
  g_array_unref (self->contributors);
  g_array_unref (self->firsts);
  g_free (self);
}

void
hw_contributors_set_terms (HwContributors *self, const HwTerms *terms)
{
  self->terms = *terms;
  for (guint number = 1; number < self->firsts->len; number++)
    {
      guint first = hw_contributors_first (self, number);
      work_out (self, first, first + hw_contributors_span (self, number));
    }
}

const HwTerms *
hw_contributors_get_terms (const HwContributors *self)
{
  return &self->terms;
}

guint
hw_contributors_count (const HwContributors *self)
{
  return self->contributors->len;
}

const HwContributor *
hw_contributors_get (const HwContributors *self, guint index)
{
  return &g_array_index (self->contributors, HwContributor, index);
}

guint
hw_contributors_first (const HwContributors *self, guint32 product)
{
  return g_array_index (self->firsts, guint, product);
}

guint
hw_contributors_span (const HwContributors *self, guint32 product)
{
  guint end = product + 1 < self->firsts->len ? hw_contributors_first (self, product + 1)
                                              : self->contributors->len;

  return end - hw_contributors_first (self, product);
}
