/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-contributor.h"

#include <math.h>
#include <string.h>

/* Below this part of the cited figure a remainder is rounding. */
#define ROUNDING 1e-9

typedef struct
{
  guint32 product;
  guint complete; /* how many a complete assembly has */
  guint number;
} Part;

typedef struct
{
  guint own;       /* contributor of the product */
  guint remainder; /* assemblies only, and so the rest */
  guint frame;
  GArray *parts; /* (nullable): Part */
} Entry;

struct _HwContributors
{
  HwCatalogue *catalogue;
  double factor;
  gboolean heat_expected;
  GArray *contributors; /* HwContributor */
  GArray *entries;      /* Entry by product number; 0 unused */
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->parts, g_array_unref);
}

HwContributors *
hw_contributors_new (HwCatalogue *catalogue, double expected_factor, gboolean heat_expected)
{
  HwContributors *self = g_new0 (HwContributors, 1);
  Entry none = { 0 };

  self->catalogue = g_object_ref (catalogue);
  self->factor = expected_factor;
  self->heat_expected = heat_expected;
  self->contributors = g_array_new (FALSE, TRUE, sizeof (HwContributor));
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  g_array_append_val (self->entries, none);
  hw_contributors_update (self);
  return self;
}

void
hw_contributors_free (HwContributors *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->contributors);
  g_array_unref (self->entries);
  g_object_unref (self->catalogue);
  g_free (self);
}

gboolean
hw_total_field (HwTotal total, HwField *field)
{
  if (total <= HW_TOTAL_FP64_SPARSE)
    {
      *field = (HwField)(HW_FIELD_FP4_DENSE + (total - HW_TOTAL_FP4_DENSE));
      return TRUE;
    }
  switch (total)
    {
    case HW_TOTAL_HBM:
      *field = HW_FIELD_HBM;
      return TRUE;
    case HW_TOTAL_GPUS:
      *field = HW_FIELD_GPUS;
      return TRUE;
    case HW_TOTAL_IT_NAMEPLATE:
    case HW_TOTAL_OTHER_NAMEPLATE:
      *field = HW_FIELD_POWER_NAMEPLATE;
      return TRUE;
    case HW_TOTAL_IT_EXPECTED:
      *field = HW_FIELD_POWER_EXPECTED;
      return TRUE;
    case HW_TOTAL_LIQUID:
      *field = HW_FIELD_HEAT_LIQUID;
      return TRUE;
    case HW_TOTAL_AIR:
      *field = HW_FIELD_HEAT_AIR;
      return TRUE;
    case HW_TOTAL_MASS:
      *field = HW_FIELD_MASS;
      return TRUE;
    case HW_TOTAL_CAPEX:
    case HW_TOTAL_CAPEX_COMPUTE:
    case HW_TOTAL_CAPEX_NETWORK:
    case HW_TOTAL_CAPEX_COOLING:
    case HW_TOTAL_CAPEX_POWER:
    case HW_TOTAL_CAPEX_BUILDING:
      *field = HW_FIELD_PRICE;
      return TRUE;
    default:
      return FALSE;
    }
}

const HwFigure *
hw_assembly_allocation (const HwProduct *assembly, const HwProduct *product, HwField field)
{
  for (guint i = 0; i < assembly->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (assembly->allocations, HwAllocation, i);
      if (allocation->figure.field == field && strcmp (allocation->product, product->id) == 0)
        return &allocation->figure;
    }
  return NULL;
}

static guint
part_count (const HwProduct *assembly, const char *product)
{
  guint count = 0;

  for (guint i = 0; i < assembly->parts->len; i++)
    count += strcmp (g_array_index (assembly->parts, HwPart, i).product, product) == 0;
  return count;
}

static HwShare
share_of_figure (const HwFigure *figure)
{
  HwShare share = { HW_SHARE_NONE, 0, 0, 0 };

  if (figure == NULL || figure->state == HW_FIGURE_ABSENT)
    return share;
  share.state = figure->state == HW_FIGURE_UNKNOWN ? HW_SHARE_UNKNOWN : HW_SHARE_KNOWN;
  if (figure->state == HW_FIGURE_VALUE)
    {
      share.value = figure->value;
      share.low = figure->low;
      share.high = figure->high;
    }
  return share;
}

static double
clean (double rest, double cited)
{
  return fabs (rest) <= ROUNDING * fabs (cited) ? 0 : rest;
}

/* What the cited figure leaves after the allocations, end by end. */
static HwShare
share_of_remainder (const HwProduct *assembly, HwField field)
{
  HwShare share = share_of_figure (hw_product_figure (assembly, field));
  double cited = share.value;

  if (share.state != HW_SHARE_KNOWN)
    return share;
  for (guint i = 0; i < assembly->allocations->len; i++)
    {
      const HwAllocation *allocation = &g_array_index (assembly->allocations, HwAllocation, i);
      guint count;
      if (allocation->figure.field != field || allocation->figure.state != HW_FIGURE_VALUE)
        continue;
      count = g_strcmp0 (allocation->product, assembly->rack) == 0
                  ? 1
                  : part_count (assembly, allocation->product);
      share.value -= count * allocation->figure.value;
      share.low -= count * allocation->figure.low;
      share.high -= count * allocation->figure.high;
    }
  share.value = clean (share.value, cited);
  share.low = clean (share.low, cited);
  share.high = clean (share.high, cited);
  if (share.low > share.high)
    {
      double low = share.low;
      share.low = share.high;
      share.high = low;
    }
  return share;
}

/* The share of a field as the contributor's own source gives it. */
static HwShare
field_share (const HwContributor *contributor, HwField field)
{
  switch (contributor->kind)
    {
    case HW_CONTRIBUTOR_PRODUCT:
      return share_of_figure (hw_product_figure (contributor->product, field));
    case HW_CONTRIBUTOR_ALLOCATED:
      return share_of_figure (
          hw_assembly_allocation (contributor->assembly, contributor->product, field));
    case HW_CONTRIBUTOR_REMAINDER:
      return share_of_remainder (contributor->assembly, field);
    }
  g_return_val_if_reached ((HwShare){ 0 });
}

static gboolean
computes (HwProductKind kind)
{
  return kind == HW_KIND_SERVER || kind == HW_KIND_COMPUTE_TRAY;
}

/* As field_share(), where a figure that the product ought to have and has not is unknown. */
static HwShare
required_share (const HwContributor *contributor, HwField field, gboolean required)
{
  HwShare share = field_share (contributor, field);

  if (share.state == HW_SHARE_NONE && required && contributor->kind == HW_CONTRIBUTOR_PRODUCT)
    share.state = HW_SHARE_UNKNOWN;
  return share;
}

static HwShare
scaled (HwShare share, double factor)
{
  share.value *= factor;
  share.low *= factor;
  share.high *= factor;
  return share;
}

/* Expected power: as published, else nameplate times the design's factor. What an assembly
 * publishes holds for its parts as well: one without an allocation is then within the remainder. */
static HwShare
expected_share (const HwContributors *self, const HwContributor *contributor, HwShare nameplate)
{
  HwShare share = field_share (contributor, HW_FIELD_POWER_EXPECTED);

  if (share.state == HW_SHARE_KNOWN)
    return share;
  if (contributor->assembly != NULL
      && share_of_figure (hw_product_figure (contributor->assembly, HW_FIELD_POWER_EXPECTED)).state
             == HW_SHARE_KNOWN)
    return share;
  return nameplate.state == HW_SHARE_KNOWN ? scaled (nameplate, self->factor) : nameplate;
}

static HwShare
heat_share (const HwContributor *contributor, HwField field, HwShare nameplate)
{
  HwShare share = field_share (contributor, field);

  if (share.state != HW_SHARE_NONE || nameplate.state == HW_SHARE_NONE)
    return share;
  /* All power becomes heat: what does not go to liquid goes to air. */
  if (field == HW_FIELD_HEAT_AIR && nameplate.state == HW_SHARE_KNOWN)
    {
      HwShare liquid = field_share (contributor, HW_FIELD_HEAT_LIQUID);
      if (liquid.state == HW_SHARE_KNOWN)
        {
          nameplate.value -= liquid.value;
          nameplate.low -= liquid.high;
          nameplate.high -= liquid.low;
          return nameplate;
        }
    }
  if (contributor->kind == HW_CONTRIBUTOR_PRODUCT)
    share.state = HW_SHARE_UNKNOWN;
  return share;
}

static HwTotal
cost_class (HwProductKind kind)
{
  switch (hw_kind_family (kind))
    {
    case HW_FAMILY_NETWORK:
      return HW_TOTAL_CAPEX_NETWORK;
    case HW_FAMILY_COOLING:
      return HW_TOTAL_CAPEX_COOLING;
    case HW_FAMILY_POWER:
      return HW_TOTAL_CAPEX_POWER;
    case HW_FAMILY_RACK:
    case HW_FAMILY_OTHER:
      return HW_TOTAL_CAPEX_BUILDING;
    default:
      return HW_TOTAL_CAPEX_COMPUTE;
    }
}

static void
fill_shares (const HwContributors *self, HwContributor *contributor)
{
  HwProductKind kind = contributor->kind == HW_CONTRIBUTOR_REMAINDER ? HW_KIND_ASSEMBLY
                                                                     : contributor->product->kind;
  gboolean device = kind != HW_KIND_RACK;
  HwShare nameplate = required_share (contributor, HW_FIELD_POWER_NAMEPLATE, device);
  HwShare *shares = contributor->shares;
  double heat = 1;

  for (guint total = HW_TOTAL_FP4_DENSE; total <= HW_TOTAL_GPUS; total++)
    {
      HwField field = HW_FIELD_HBM;
      hw_total_field (total, &field);
      shares[total] = required_share (contributor, field, computes (kind));
    }
  if (hw_kind_is_it (kind))
    {
      shares[HW_TOTAL_IT_NAMEPLATE] = nameplate;
      shares[HW_TOTAL_IT_EXPECTED] = expected_share (self, contributor, nameplate);
      if (self->heat_expected && nameplate.state == HW_SHARE_KNOWN && nameplate.value > 0
          && shares[HW_TOTAL_IT_EXPECTED].state == HW_SHARE_KNOWN)
        heat = shares[HW_TOTAL_IT_EXPECTED].value / nameplate.value;
      shares[HW_TOTAL_LIQUID]
          = scaled (heat_share (contributor, HW_FIELD_HEAT_LIQUID, nameplate), heat);
      shares[HW_TOTAL_AIR] = scaled (heat_share (contributor, HW_FIELD_HEAT_AIR, nameplate), heat);
    }
  else
    shares[HW_TOTAL_OTHER_NAMEPLATE] = nameplate;
  shares[HW_TOTAL_MASS] = required_share (contributor, HW_FIELD_MASS, TRUE);
  shares[HW_TOTAL_CAPEX] = required_share (contributor, HW_FIELD_PRICE, TRUE);
  shares[cost_class (kind)] = shares[HW_TOTAL_CAPEX];
}

static guint
add (HwContributors *self,
     HwContributorKind kind,
     const HwProduct *product,
     const HwProduct *assembly)
{
  HwContributor contributor = { .kind = kind, .product = product, .assembly = assembly };

  fill_shares (self, &contributor);
  g_array_append_val (self->contributors, contributor);
  return self->contributors->len - 1;
}

static void
add_assembly (HwContributors *self, const HwProduct *assembly, Entry *entry)
{
  const HwProduct *frame = hw_catalogue_find (self->catalogue, assembly->rack);

  entry->remainder = add (self, HW_CONTRIBUTOR_REMAINDER, assembly, assembly);
  entry->frame = add (self, HW_CONTRIBUTOR_ALLOCATED, frame, assembly);
  entry->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  for (guint i = 0; i < assembly->parts->len; i++)
    {
      const HwProduct *product
          = hw_catalogue_find (self->catalogue, g_array_index (assembly->parts, HwPart, i).product);
      Part part = { product->number, 1, 0 };
      gboolean known = FALSE;
      for (guint j = 0; j < entry->parts->len; j++)
        {
          Part *other = &g_array_index (entry->parts, Part, j);
          if (other->product == product->number)
            {
              other->complete++;
              known = TRUE;
            }
        }
      if (known)
        continue;
      part.number = add (self, HW_CONTRIBUTOR_ALLOCATED, product, assembly);
      g_array_append_val (entry->parts, part);
    }
}

void
hw_contributors_update (HwContributors *self)
{
  for (guint number = self->entries->len; number <= hw_catalogue_n_products (self->catalogue);
       number++)
    {
      const HwProduct *product = hw_catalogue_get (self->catalogue, number);
      Entry entry = { 0 };
      if (product->kind == HW_KIND_ASSEMBLY)
        add_assembly (self, product, &entry);
      else
        entry.own = add (self, HW_CONTRIBUTOR_PRODUCT, product, NULL);
      g_array_append_val (self->entries, entry);
    }
}

double
hw_contributors_get_factor (HwContributors *self)
{
  return self->factor;
}

guint
hw_contributors_count (HwContributors *self)
{
  return self->contributors->len;
}

const HwContributor *
hw_contributors_get (HwContributors *self, guint number)
{
  return &g_array_index (self->contributors, HwContributor, number);
}

static const Entry *
entry_of (HwContributors *self, guint32 product)
{
  g_assert (product >= 1 && product < self->entries->len);
  return &g_array_index (self->entries, Entry, product);
}

guint
hw_contributors_own (HwContributors *self, guint32 product)
{
  return entry_of (self, product)->own;
}

guint
hw_contributors_remainder (HwContributors *self, guint32 assembly)
{
  return entry_of (self, assembly)->remainder;
}

guint
hw_contributors_frame (HwContributors *self, guint32 assembly)
{
  return entry_of (self, assembly)->frame;
}

gboolean
hw_contributors_part (
    HwContributors *self, guint32 assembly, guint32 product, guint *number, guint *complete)
{
  const GArray *parts = entry_of (self, assembly)->parts;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      if (part->product == product)
        {
          *number = part->number;
          *complete = part->complete;
          return TRUE;
        }
    }
  return FALSE;
}

guint
hw_contributors_n_parts (HwContributors *self, guint32 assembly)
{
  return entry_of (self, assembly)->parts->len;
}

guint32
hw_contributors_nth_part (HwContributors *self, guint32 assembly, guint n, guint *complete)
{
  const Part *part = &g_array_index (entry_of (self, assembly)->parts, Part, n);

  *complete = part->complete;
  return part->product;
}
