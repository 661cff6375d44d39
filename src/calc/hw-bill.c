/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-cable-plan-private.h"

typedef struct
{
  HwResults *results;
  GArray *whole;  /* guint by product number: complete assemblies */
  GArray *within; /* guint by contributor: parts of them */
  GArray *shares; /* guint by contributor: of assemblies that lack parts */
} Tally;

static void
count_more (GArray *counts, guint index, guint by)
{
  if (index >= counts->len)
    g_array_set_size (counts, index + 1);
  g_array_index (counts, guint, index) += by;
}

static void
tally_composition (const HwComposition *composition, gpointer data)
{
  Tally *tally = data;

  if (composition->assembly == 0)
    return;
  if (composition->complete)
    count_more (tally->whole, composition->assembly, composition->n_racks);
  for (guint i = 0; i < composition->n_entries; i++)
    {
      HwCompositionEntry entry = composition->entries[i];
      const HwContributor *contributor
          = hw_contributors_get (tally->results->contributors, entry.contributor);
      guint count = entry.count * composition->n_racks;

      if (contributor->kind == HW_CONTRIBUTOR_PRODUCT)
        continue;
      if (!composition->complete)
        count_more (tally->shares, entry.contributor, count);
      else if (contributor->kind == HW_CONTRIBUTOR_PART)
        count_more (tally->within, entry.contributor, count);
    }
}

static void
add_share (HwSum *sum, guint count, const HwShare *share)
{
  if (share->state == HW_SHARE_KNOWN)
    hw_sum_add (sum, count, share->value, share->low, share->high);
  else if (share->state == HW_SHARE_UNKNOWN)
    hw_sum_add_unknown (sum, count);
}

static void
add_shares (HwBillLine *line, const HwContributor *contributor)
{
  const HwShare *shares = contributor->shares;

  add_share (&line->unit_price, 1, &shares[HW_TOTAL_CAPEX]);
  add_share (&line->price, line->count, &shares[HW_TOTAL_CAPEX]);
  add_share (&line->mass_kg, line->count, &shares[HW_TOTAL_MASS]);
  add_share (&line->nameplate_w, line->count, &shares[HW_TOTAL_IT_NAMEPLATE]);
  add_share (&line->nameplate_w, line->count, &shares[HW_TOTAL_OTHER_NAMEPLATE]);
}

/* What is left of an assembly goes before its parts; everything else goes by family and name. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const HwBillLine *x = a;
  const HwBillLine *y = b;
  HwFamily family_x = hw_kind_family (x->product->kind);
  HwFamily family_y = hw_kind_family (y->product->kind);

  if (family_x != family_y)
    return family_x < family_y ? -1 : 1;
  return strcmp (x->product->name, y->product->name);
}

static void
append_sorted (GArray *bill, GArray *lines)
{
  g_array_sort (lines, compare_lines);
  g_array_append_vals (bill, lines->data, lines->len);
  g_array_set_size (lines, 0);
}

static void
add_whole (HwResults *self, const GArray *whole, GArray *bill)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (HwBillLine));

  for (guint number = 1; number < whole->len; number++)
    {
      HwBillLine line
          = { .product = hw_catalogue_get (hw_design_get_catalogue (self->design), number),
              .count = g_array_index (whole, guint, number) };
      HwShare fields[HW_N_FIELDS] = { 0 };

      if (line.count == 0)
        continue;
      hw_shares_resolve (
          NULL, line.product, hw_contributors_get_terms (self->contributors), fields);
      add_share (&line.unit_price, 1, &fields[HW_FIELD_PRICE]);
      add_share (&line.price, line.count, &fields[HW_FIELD_PRICE]);
      add_share (&line.mass_kg, line.count, &fields[HW_FIELD_MASS]);
      add_share (&line.nameplate_w, line.count, &fields[HW_FIELD_POWER_NAMEPLATE]);
      g_array_append_val (lines, line);
    }
  append_sorted (bill, lines);
}

/* Assembly by assembly: what is left of it, with its frame, then its parts. */
static void
add_incomplete (HwResults *self, const GArray *shares, GArray *bill)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (HwBillLine));
  HwBillLine rest = { .share = TRUE };
  const HwProduct *assembly = NULL;

  for (guint i = 0; i < shares->len; i++)
    {
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      HwBillLine line = { .product = contributor->product,
                          .share = TRUE,
                          .count = g_array_index (shares, guint, i) };

      if (line.count == 0)
        continue;
      if (contributor->assembly != assembly)
        {
          append_sorted (bill, parts);
          assembly = contributor->assembly;
        }
      if (contributor->kind == HW_CONTRIBUTOR_PART)
        {
          add_shares (&line, contributor);
          g_array_append_val (parts, line);
          continue;
        }
      if (contributor->kind == HW_CONTRIBUTOR_FRAME)
        rest = (HwBillLine){ .share = TRUE };
      rest.product = assembly;
      rest.count = line.count;
      add_shares (&rest, contributor);
      if (contributor->kind == HW_CONTRIBUTOR_REMAINDER)
        {
          g_array_append_val (bill, rest);
          rest = (HwBillLine){ .share = TRUE };
        }
    }
  append_sorted (bill, parts);
}

static void
add_single (HwResults *self, GArray *bill)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (HwBillLine));

  for (guint i = 0; i < hw_contributors_count (self->contributors); i++)
    {
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      HwBillLine line = { .product = contributor->product, .count = hw_counts_of (self->total, i) };

      if (line.count == 0 || contributor->kind != HW_CONTRIBUTOR_PRODUCT)
        continue;
      add_shares (&line, contributor);
      g_array_append_val (lines, line);
    }
  append_sorted (bill, lines);
}

/* Parts that several assemblies have are one line. */
static void
add_within (HwResults *self, const GArray *within, GArray *bill)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (HwBillLine));

  for (guint i = 0; i < within->len; i++)
    {
      HwBillLine line = { .product = hw_contributors_get (self->contributors, i)->product,
                          .within = TRUE,
                          .count = g_array_index (within, guint, i) };
      guint j = 0;

      if (line.count == 0)
        continue;
      while (j < lines->len && g_array_index (lines, HwBillLine, j).product != line.product)
        j++;
      if (j < lines->len)
        g_array_index (lines, HwBillLine, j).count += line.count;
      else
        g_array_append_val (lines, line);
    }
  append_sorted (bill, lines);
}

static GArray *
make_bill (HwResults *self, gboolean cabling)
{
  GArray *bill = g_array_new (FALSE, TRUE, sizeof (HwBillLine));
  g_autoptr (GArray) whole = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) within = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) shares = g_array_new (FALSE, TRUE, sizeof (guint));
  Tally tally = { self, whole, within, shares };

  hw_compositions_foreach (self->compositions, tally_composition, &tally);
  add_whole (self, whole, bill);
  add_incomplete (self, shares, bill);
  add_single (self, bill);
  if (cabling)
    hw_cables_bill (self, bill);
  add_within (self, within, bill);
  return bill;
}

GArray *
hw_results_bill (HwResults *self)
{
  return make_bill (self, TRUE);
}

GArray *
hw_results_bill_placed (HwResults *self)
{
  return make_bill (self, FALSE);
}
