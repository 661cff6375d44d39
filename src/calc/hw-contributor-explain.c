/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-contributor-explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static char *
show (HwTotal total, double value, const HwTerms *terms)
{
  return hw_quantity_format (
      hw_total_dimension (total), value, hw_price_book_currency (terms->prices));
}

/* "18", or "2 × 18" where each of two racks has as many as its assembly. */
static char *
show_count (const HwContributor *contributor, double count, guint racks)
{
  if (contributor->kind == HW_CONTRIBUTOR_PART && racks > 1 && contributor->in_assembly > 1
      && count == (double)racks * contributor->in_assembly)
    return g_strdup_printf ("%u × %u", racks, contributor->in_assembly);
  return g_strdup_printf ("%g", count);
}

static void
add_note (HwExplanation *self, const char *note)
{
  char *joined;

  if (note == NULL || *note == '\0')
    return;
  joined = self->note == NULL ? g_strdup (note) : g_strdup_printf ("%s %s", self->note, note);
  g_free (self->note);
  self->note = joined;
}

static char *
label_of (const HwContributor *contributor, double count)
{
  switch (contributor->kind)
    {
    case HW_CONTRIBUTOR_REMAINDER:
      return count == 1 ? g_strdup_printf (_ ("Rack remainder of %s"), contributor->product->name)
                        : g_strdup_printf (
                            _ ("%g × rack remainder of %s"), count, contributor->product->name);
    case HW_CONTRIBUTOR_FRAME:
      return g_strdup_printf (_ ("%g × frame %s"), count, contributor->product->name);
    default:
      return g_strdup_printf ("%g × %s", count, contributor->product->name);
    }
}

static void
explain_factor (HwExplanation *self,
                const HwContributor *contributor,
                const char *count,
                const HwTerms *terms)
{
  const HwProduct *allocating
      = contributor->kind == HW_CONTRIBUTOR_REMAINDER ? NULL : contributor->assembly;
  const HwFigure *nameplate
      = hw_share_figure (allocating, contributor->product, HW_FIELD_POWER_NAMEPLATE);
  g_autofree char *power = NULL;
  g_autofree char *assumption = NULL;

  if (nameplate == NULL)
    return;
  hw_explanation_cite (self, nameplate);
  self->basis = 'A';
  self->confidence = 'l';
  power = show (HW_TOTAL_IT_NAMEPLATE, nameplate->value, terms);
  self->formula = g_strdup_printf ("%s × %s × %g", count, power, terms->expected_factor);
  assumption = g_strdup_printf (
      _ ("Nameplate times the expected factor %g of the design, a stated assumption (ratio of "
         "expected to nameplate power); no expected figure is published. The source is that of the "
         "nameplate."),
      terms->expected_factor);
  add_note (self, assumption);
  add_note (self, nameplate->note);
}

static void
explain_balance (HwExplanation *self,
                 const HwContributor *contributor,
                 HwTotal total,
                 const char *count,
                 const HwTerms *terms)
{
  HwField other = total == HW_TOTAL_AIR ? HW_FIELD_HEAT_LIQUID : HW_FIELD_HEAT_AIR;
  const HwFigure *nameplate = hw_product_figure (contributor->product, HW_FIELD_POWER_NAMEPLATE);
  const HwFigure *heat = hw_product_figure (contributor->product, other);
  g_autofree char *power = show (total, nameplate != NULL ? nameplate->value : 0, terms);
  g_autofree char *less = show (total, heat != NULL ? heat->value : 0, terms);

  if (nameplate != NULL)
    hw_explanation_cite (self, nameplate);
  self->basis = 'C';
  self->formula = g_strdup_printf ("%s × (%s − %s)", count, power, less);
  add_note (self,
            total == HW_TOTAL_AIR ? _ ("Nameplate less the heat to liquid.")
                                  : _ ("Nameplate less the heat to air."));
}

static void
explain_footprint (HwExplanation *self, const HwProduct *product, const char *count)
{
  const HwFigure *width = hw_product_figure (product, HW_FIELD_WIDTH);
  const HwFigure *depth = hw_product_figure (product, HW_FIELD_DEPTH);

  hw_explanation_cite (self, width);
  self->formula = g_strdup_printf ("%s × %g m × %g m", count, width->value, depth->value);
  add_note (self, _ ("Footprint: width times depth."));
}

static void
explain_unknown (HwExplanation *self,
                 const HwFigure *figure,
                 const HwOwnPrice *own,
                 HwField field,
                 const HwTerms *terms)
{
  g_autofree char *reason = NULL;

  if (figure != NULL)
    hw_explanation_cite (self, figure);
  if (own != NULL)
    reason = g_strdup_printf (
        _ ("Not known: its price is in %s, and the design states no rate to its own currency."),
        own->currency);
  else if (field == HW_FIELD_PRICE && isnan (hw_price_book_usd (terms->prices)) && figure != NULL
           && figure->state == HW_FIGURE_VALUE)
    reason = g_strdup_printf (
        _ ("Not known: its price is in %s, and the design states no rate to its own currency."),
        "USD");
  else if (figure != NULL && figure->reason != NULL)
    reason = g_strdup_printf (_ ("Not known: %s"), figure->reason);
  else
    reason = g_strdup_printf (_ ("Not known: the catalogue has no figure “%s” of it."),
                              hw_field_label (field));
  add_note (self, reason);
}

static void
explain_own (HwExplanation *self,
             const HwOwnPrice *own,
             const char *count,
             const HwShare *share,
             const HwTerms *terms)
{
  g_autofree char *value = show (HW_TOTAL_CAPEX, share->value, terms);

  self->basis = 'U';
  self->formula = g_strdup_printf ("%s × %s", count, value);
  self->source = g_strdup (own->source);
  self->date = g_strdup (own->date);
  add_note (self, _ ("Your own price, which goes before that of the catalogue."));
}

/* Figures of one contributor but for remainders: a leaf. */
static void
explain_leaf (HwExplanation *self,
              const HwContributor *contributor,
              HwTotal total,
              const char *count,
              const HwTerms *terms)
{
  const HwShare *share = &contributor->shares[total];
  const HwProduct *allocating
      = contributor->kind == HW_CONTRIBUTOR_REMAINDER ? NULL : contributor->assembly;
  const HwFigure *figure = NULL;
  HwField field = HW_FIELD_RACK_UNITS;
  const HwOwnPrice *own = NULL;
  g_autofree char *value = NULL;

  if (hw_total_field (total, &field) && field == HW_FIELD_PRICE)
    own = hw_price_book_find (terms->prices,
                              allocating != NULL ? allocating->id : contributor->product->id);
  if (hw_total_field (total, &field))
    figure = field == HW_FIELD_CAPACITY_UNITS
                 ? hw_product_figure (contributor->product, field)
                 : hw_share_figure (allocating, contributor->product, field);
  if (share->state == HW_SHARE_UNKNOWN)
    {
      explain_unknown (self, figure, own, field, terms);
      return;
    }
  switch ((HwShareOrigin)share->origin)
    {
    case HW_SHARE_COUNTED:
      add_note (self, _ ("Counted in the design."));
      return;
    case HW_SHARE_FOOTPRINT:
      explain_footprint (self, contributor->product, count);
      return;
    case HW_SHARE_FACTOR:
      explain_factor (self, contributor, count, terms);
      break;
    case HW_SHARE_BALANCE:
      explain_balance (self, contributor, total, count, terms);
      break;
    case HW_SHARE_OWN:
      explain_own (self, own, count, share, terms);
      break;
    case HW_SHARE_CITED:
    case HW_SHARE_LEFT:
      if (figure == NULL)
        return;
      hw_explanation_cite (self, figure);
      /* Heat at expected load has its ratio behind; prices are in the currency of the site. */
      value = show (total,
                    figure->state == HW_FIGURE_UNSUPPORTED ? 0
                    : field == HW_FIELD_PRICE              ? share->value
                                                           : figure->value,
                    terms);
      self->formula = g_strdup_printf ("%s × %s", count, value);
      if (figure->state == HW_FIGURE_UNSUPPORTED && figure->reason != NULL)
        {
          g_autofree char *none = g_strdup_printf (_ ("None: %s"), figure->reason);
          add_note (self, none);
        }
      if (allocating != NULL)
        {
          g_autofree char *whole = g_strdup_printf (
              own != NULL
                  ? _ ("What the catalogue allocates to it of the figure of %s, scaled to your own "
                       "price of that.")
                  : _ ("What the catalogue allocates to it of the figure of %s."),
              allocating->name);
          add_note (self, whole);
        }
      add_note (self, figure->note);
      break;
    }
}

/* Heat at expected load: the formula gets the ratio. */
static void
explain_load (HwExplanation *self, const HwContributor *contributor, HwTotal total)
{
  char *formula;

  if ((total != HW_TOTAL_LIQUID && total != HW_TOTAL_AIR) || contributor->heat_ratio == 1)
    return;
  if (self->formula != NULL)
    {
      formula = g_strdup_printf ("%s × %.4g", self->formula, contributor->heat_ratio);
      g_free (self->formula);
      self->formula = formula;
    }
  add_note (self, _ ("At expected load: times expected over nameplate power."));
}

/* The cited figure of the assembly, and what of it is allocated, as children. */
static void
explain_remainder (HwExplanation *self,
                   const HwContributors *contributors,
                   guint index,
                   HwTotal total,
                   guint count)
{
  const HwContributor *contributor = hw_contributors_get (contributors, index);
  guint first = hw_contributors_first (contributors, contributor->product->number);
  guint end = first + hw_contributors_span (contributors, contributor->product->number);
  HwTerms terms = *hw_contributors_get_terms (contributors);
  HwShare fields[HW_N_FIELDS] = { 0 };
  double ratio = contributor->heat_ratio;
  HwField field;

  if (total != HW_TOTAL_LIQUID && total != HW_TOTAL_AIR)
    ratio = 1;
  if (!hw_total_field (total, &field))
    return;
  terms.expected = FALSE;
  for (guint i = first; i < end; i++)
    {
      HwContributor part = *hw_contributors_get (contributors, i);
      gboolean cited = part.kind == HW_CONTRIBUTOR_REMAINDER;
      double n = cited ? count : -(double)count * part.in_assembly;
      g_autofree char *label = NULL;
      g_autofree char *shown = NULL;
      HwExplanation *child;

      hw_shares_resolve (cited ? NULL : part.assembly, part.product, &terms, fields);
      if (fields[field].state != HW_SHARE_KNOWN)
        continue;
      if (cited)
        label = g_strdup_printf (_ ("%u × %s, the complete rack"), count, part.product->name);
      else
        label = g_strdup_printf (
            _ ("Less %g × %s, allocated"), (double)count * part.in_assembly, part.product->name);
      child = hw_explanation_new (label, self->dimension);
      child->count = n;
      /* End by end, so that the children add up to the remainder's ends. */
      child->sum = (HwSum){ .value = n * ratio * fields[field].value,
                            .low = n * ratio * fields[field].low,
                            .high = n * ratio * fields[field].high,
                            .n_known = 1 };
      part.shares[total] = fields[field];
      part.heat_ratio = ratio;
      shown = cited ? g_strdup_printf ("%u", count)
                    : g_strdup_printf ("−%g", (double)count * part.in_assembly);
      explain_leaf (child, &part, total, shown, &terms);
      explain_load (child, &part, total);
      hw_explanation_add (self, child);
    }
}

HwExplanation *
hw_contributor_explain (
    const HwContributors *contributors, guint index, HwTotal total, guint count, guint racks)
{
  const HwContributor *contributor = hw_contributors_get (contributors, index);
  const HwShare *share = &contributor->shares[total];
  HwExplanation *self;
  g_autofree char *label = NULL;
  g_autofree char *shown = NULL;

  if (share->state == HW_SHARE_NONE
      || (share->origin == HW_SHARE_LEFT && share->value == 0 && share->low == 0
          && share->high == 0))
    return NULL;
  label = label_of (contributor, count);
  shown = show_count (contributor, count, racks);
  self = hw_explanation_new (label, hw_total_dimension (total));
  self->count = count;
  if (share->state == HW_SHARE_KNOWN)
    hw_sum_add (&self->sum, count, share->value, share->low, share->high);
  else
    hw_sum_add_unknown (&self->sum, count);
  if (share->state == HW_SHARE_KNOWN && contributor->kind == HW_CONTRIBUTOR_REMAINDER)
    {
      g_autofree char *each = show (total, share->value, hw_contributors_get_terms (contributors));
      self->formula = g_strdup_printf ("%s × %s", shown, each);
      add_note (self,
                _ ("What is left of the cited figure of the complete rack after what is "
                   "allocated to its parts; it stays with the rack."));
      explain_remainder (self, contributors, index, total, count);
    }
  else
    {
      explain_leaf (self, contributor, total, shown, hw_contributors_get_terms (contributors));
      explain_load (self, contributor, total);
    }
  return self;
}
