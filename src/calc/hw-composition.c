/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-composition.h"

#include "hw-air-zone.h"
#include "hw-air.h"
#include "hw-rear-door.h"

#include <math.h>
#include <string.h>

/* Half units of the tallest rack that is looked at. */
#define MAX_HALF_UNITS 512

struct _HwCompositions
{
  GHashTable *set;          /* HwComposition, as key and value */
  HwComposition *candidate; /* the one that is being composed */
  guint room;               /* entries that the candidate can take */
  GArray *tally;            /* HwCompositionEntry: counts by product */
};

gboolean
hw_moment_shows (const HwMoment *moment, HwDesign *design, const HwObject *object)
{
  const HwPhase *phase;

  if (moment->last || (object->install == 0 && object->removal == 0))
    return object->removal == 0;
  if (object->install != 0)
    {
      phase = hw_design_row (design, HW_TABLE_PHASE, object->install);
      if (phase->order > moment->order)
        return FALSE;
    }
  if (object->removal != 0)
    {
      phase = hw_design_row (design, HW_TABLE_PHASE, object->removal);
      if (phase->order <= moment->order)
        return FALSE;
    }
  return TRUE;
}

static guint
composition_hash (gconstpointer key)
{
  return ((const HwComposition *)key)->hash;
}

static gboolean
composition_equal (gconstpointer a, gconstpointer b)
{
  const HwComposition *x = a;
  const HwComposition *y = b;

  return x->hash == y->hash && x->product == y->product && x->assembly == y->assembly
         && x->used_half_units == y->used_half_units && x->n_entries == y->n_entries
         && memcmp (x->entries, y->entries, x->n_entries * sizeof (HwCompositionEntry)) == 0;
}

static gsize
composition_size (guint n_entries)
{
  return sizeof (HwComposition) + n_entries * sizeof (HwCompositionEntry);
}

HwCompositions *
hw_compositions_new (void)
{
  HwCompositions *self = g_new0 (HwCompositions, 1);

  self->set = g_hash_table_new_full (composition_hash, composition_equal, g_free, NULL);
  self->room = 16;
  self->candidate = g_malloc0 (composition_size (self->room));
  self->tally = g_array_new (FALSE, FALSE, sizeof (HwCompositionEntry));
  return self;
}

void
hw_compositions_free (HwCompositions *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->set);
  g_free (self->candidate);
  g_array_unref (self->tally);
  g_free (self);
}

static void
tally_product (GArray *tally, guint32 product)
{
  HwCompositionEntry entry = { product, 1 };

  for (guint i = 0; i < tally->len; i++)
    if (g_array_index (tally, HwCompositionEntry, i).contributor == product)
      {
        g_array_index (tally, HwCompositionEntry, i).count++;
        return;
      }
  g_array_append_val (tally, entry);
}

/* Counts devices by product and half units by either face. */
static void
walk_devices (HwCompositions *self, HwDesign *design, const HwMoment *moment, HwHandle rack)
{
  HwComposition *candidate = self->candidate;
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  guint64 units[MAX_HALF_UNITS / 64] = { 0 };

  g_array_set_size (self->tally, 0);
  candidate->n_devices = 0;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (design, device);
      const HwProduct *product;

      if (!hw_moment_shows (moment, design, &row->object))
        continue;
      tally_product (self->tally, row->product);
      candidate->n_devices++;
      if (row->channel != HW_CHANNEL_NONE)
        continue;
      product = hw_catalogue_get (catalogue, row->product);
      for (int i = MAX (row->position, 0);
           i < row->position + product->half_units && i < MAX_HALF_UNITS;
           i++)
        units[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
    }
  candidate->used_half_units = 0;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    candidate->used_half_units += (gint16)__builtin_popcountll (units[i]);
}

static void
add_entry (HwCompositions *self, guint contributor, guint count)
{
  HwComposition *candidate = self->candidate;
  guint at;

  if (candidate->n_entries == self->room)
    {
      self->room *= 2;
      self->candidate = candidate = g_realloc (candidate, composition_size (self->room));
    }
  for (at = candidate->n_entries; at > 0 && candidate->entries[at - 1].contributor > contributor;
       at--)
    candidate->entries[at] = candidate->entries[at - 1];
  candidate->entries[at] = (HwCompositionEntry){ contributor, count };
  candidate->n_entries++;
}

/* As many devices of each part as the assembly has count as allocated, the others on their own. */
static void
add_assembly (HwCompositions *self, const HwContributors *contributors, guint32 assembly)
{
  guint first = hw_contributors_first (contributors, assembly);
  guint end = first + hw_contributors_span (contributors, assembly);

  for (guint i = first; i < end; i++)
    {
      const HwContributor *contributor = hw_contributors_get (contributors, i);
      guint count = contributor->kind == HW_CONTRIBUTOR_PART ? 0 : 1;

      for (guint j = 0; contributor->kind == HW_CONTRIBUTOR_PART && j < self->tally->len; j++)
        {
          HwCompositionEntry *tallied = &g_array_index (self->tally, HwCompositionEntry, j);
          if (tallied->contributor != contributor->product->number)
            continue;
          count = MIN (tallied->count, contributor->in_assembly);
          tallied->count -= count;
        }
      if (count < contributor->in_assembly)
        self->candidate->complete = FALSE;
      if (count > 0)
        add_entry (self, i, count);
    }
}

static guint
hash_candidate (const HwComposition *candidate)
{
  guint hash = candidate->product * 31 + candidate->assembly;

  hash = hash * 31 + (guint)candidate->used_half_units;
  for (guint i = 0; i < candidate->n_entries; i++)
    hash = (hash * 16777619) ^ (candidate->entries[i].contributor << 12)
           ^ candidate->entries[i].count;
  return hash;
}

static void
add_masses (HwRackFigures *figures, const HwContributor *contributor, guint count)
{
  const HwShare *mass = &contributor->shares[HW_TOTAL_MASS];
  gboolean frame = contributor->kind == HW_CONTRIBUTOR_FRAME
                   || (contributor->kind == HW_CONTRIBUTOR_PRODUCT
                       && hw_product_is_floor (contributor->product));

  if (mass->state == HW_SHARE_UNKNOWN)
    figures->n_unknown_mass += (guint16)count;
  figures->mass_kg += count * mass->value;
  if (!frame)
    figures->mounted_kg += count * mass->value;
  else if (contributor->kind == HW_CONTRIBUTOR_FRAME && mass->state == HW_SHARE_NONE)
    {
      /* The frame is in the remainder; it does not stand on itself. */
      double own = hw_product_value (contributor->product, HW_FIELD_MASS);
      figures->mounted_kg -= isnan (own) ? 0 : own;
    }
}

static void
press_on_floor (HwRackFigures *figures, const HwProduct *rack, const HwSite *site)
{
  double width = hw_product_value (rack, HW_FIELD_WIDTH);
  double depth = hw_product_value (rack, HW_FIELD_DEPTH);
  double aisles = (site->front_aisle_mm / 2.0 + site->rear_aisle_mm / 2.0) / 1000;
  double force = figures->mass_kg * HW_GRAVITY;

  /* power-and-cost.md, section 4; the uneven-seat factor of the feet is 1. */
  figures->footprint_pa = force / (width * depth);
  figures->spread_pa = force / (width * (depth + aisles));
  figures->foot_n = force / 4;
}

/* What the devices of a rack move: by their sources, and for the heat of the others by an assumed
 * rise. The figure of an assembly goes with its heat. */
static void
blow (HwRackFigures *figures,
      const HwComposition *self,
      const HwProduct *assembly,
      const HwContributors *contributors,
      double density)
{
  double whole = assembly != NULL ? hw_product_value (assembly, HW_FIELD_AIRFLOW) : NAN;
  double rest_w = 0;

  if (whole > 0)
    {
      double heat_w = hw_product_value (assembly, HW_FIELD_HEAT_AIR);
      figures->airflow_m3_s = heat_w > 0 ? whole * figures->air_w / heat_w : whole;
      return;
    }
  for (guint i = 0; i < self->n_entries; i++)
    {
      const HwContributor *contributor
          = hw_contributors_get (contributors, self->entries[i].contributor);
      double flow = hw_product_value (contributor->product, HW_FIELD_AIRFLOW);
      double heat_w = self->entries[i].count * contributor->shares[HW_TOTAL_AIR].value;

      if (!hw_kind_is_it (contributor->product->kind) || !(heat_w > 0))
        continue;
      if (flow > 0)
        figures->airflow_m3_s += self->entries[i].count * flow;
      else
        rest_w += heat_w;
    }
  figures->airflow_assumed = rest_w > 0;
  figures->airflow_m3_s += hw_air_flow (rest_w, density, HW_RACK_AIR_RISE_K);
}

static void
refigure (HwComposition *self, HwDesign *design, const HwContributors *contributors)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwProduct *rack = hw_catalogue_get (catalogue, self->product);
  const HwProduct *assembly = hw_catalogue_get (catalogue, self->assembly);
  HwRackFigures figures = { .n_devices = self->n_devices,
                            .used_half_units = self->used_half_units,
                            .half_units = rack->kind == HW_KIND_RACK ? rack->half_units : 0,
                            .load_limit_kg = hw_product_value (rack, HW_FIELD_LOAD_STATIC),
                            .limit_w = hw_product_value (rack, HW_FIELD_POWER_LIMIT),
                            .severity = HW_SEVERITY_NOTE + 1,
                            .present = TRUE };
  double gpus = 0;

  if (assembly != NULL && !isnan (hw_product_value (assembly, HW_FIELD_POWER_LIMIT)))
    figures.limit_w = hw_product_value (assembly, HW_FIELD_POWER_LIMIT);
  for (guint i = 0; i < self->n_entries; i++)
    {
      guint count = self->entries[i].count;
      const HwContributor *contributor
          = hw_contributors_get (contributors, self->entries[i].contributor);
      const HwShare *shares = contributor->shares;

      figures.nameplate_w += count * shares[HW_TOTAL_IT_NAMEPLATE].value;
      figures.expected_w += count * shares[HW_TOTAL_IT_EXPECTED].value;
      figures.other_w += count * shares[HW_TOTAL_OTHER_NAMEPLATE].value;
      figures.liquid_w += count * shares[HW_TOTAL_LIQUID].value;
      figures.air_w += count * shares[HW_TOTAL_AIR].value;
      if (hw_rear_door_is_one (contributor->product))
        figures.door_w += fmax (hw_rear_door_rate (contributor->product).capacity_w, 0);
      figures.fp8_dense += count * shares[HW_TOTAL_FP8_DENSE].value;
      gpus += count * shares[HW_TOTAL_GPUS].value;
      if (contributor->kind != HW_CONTRIBUTOR_REMAINDER)
        hw_nvlink_add (&figures.nvlink, contributor->product, count);
      if (shares[HW_TOTAL_IT_NAMEPLATE].state == HW_SHARE_UNKNOWN
          || shares[HW_TOTAL_OTHER_NAMEPLATE].state == HW_SHARE_UNKNOWN)
        figures.n_unknown_power += (guint16)count;
      add_masses (&figures, contributor, count);
    }
  figures.nvlink.cited = self->assembly != 0 && self->complete;
  figures.gpus = (guint32)CLAMP (gpus, 0, G_MAXUINT32);
  figures.mounted_kg = MAX (figures.mounted_kg, 0);
  press_on_floor (&figures, rack, hw_design_get_site (design));
  blow (
      &figures,
      self,
      assembly,
      contributors,
      hw_air_density (hw_design_get_site (design)->air_c, hw_design_get_site (design)->altitude_m));
  self->figures = figures;
}

HwComposition *
hw_compositions_take (HwCompositions *self,
                      HwDesign *design,
                      const HwContributors *contributors,
                      const HwMoment *moment,
                      HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (design, rack);
  const HwProduct *assembly = hw_design_rack_assembly (design, rack);
  HwComposition *candidate, *found;

  self->candidate->product = row->product;
  self->candidate->assembly
      = assembly != NULL && assembly->kind == HW_KIND_ASSEMBLY ? row->assembly : 0;
  self->candidate->complete = TRUE;
  self->candidate->n_entries = 0;
  walk_devices (self, design, moment, rack);
  if (self->candidate->assembly != 0)
    add_assembly (self, contributors, row->assembly);
  else
    add_entry (self, hw_contributors_first (contributors, row->product), 1);
  for (guint i = 0; i < self->tally->len; i++)
    {
      const HwCompositionEntry *tallied = &g_array_index (self->tally, HwCompositionEntry, i);
      if (tallied->count > 0)
        add_entry (
            self, hw_contributors_first (contributors, tallied->contributor), tallied->count);
    }
  candidate = self->candidate;
  candidate->hash = hash_candidate (candidate);
  found = g_hash_table_lookup (self->set, candidate);
  if (found == NULL)
    {
      found = g_memdup2 (candidate, composition_size (candidate->n_entries));
      found->n_racks = 0;
      refigure (found, design, contributors);
      g_hash_table_add (self->set, found);
    }
  found->n_racks++;
  return found;
}

void
hw_compositions_drop (HwCompositions *self, HwComposition *composition)
{
  if (--composition->n_racks == 0)
    g_hash_table_remove (self->set, composition);
}

void
hw_compositions_refigure (HwCompositions *self,
                          HwDesign *design,
                          const HwContributors *contributors)
{
  GHashTableIter iter;
  gpointer composition;

  g_hash_table_iter_init (&iter, self->set);
  while (g_hash_table_iter_next (&iter, &composition, NULL))
    refigure (composition, design, contributors);
}

void
hw_compositions_foreach (HwCompositions *self, HwCompositionFunc func, gpointer data)
{
  GHashTableIter iter;
  gpointer composition;

  g_hash_table_iter_init (&iter, self->set);
  while (g_hash_table_iter_next (&iter, &composition, NULL))
    func (composition, data);
}

HwCounts *
hw_counts_new (void)
{
  HwCounts *self = g_new0 (HwCounts, 1);

  self->counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

void
hw_counts_free (HwCounts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->counts);
  g_free (self);
}

void
hw_counts_add (HwCounts *self, const HwComposition *composition)
{
  self->used_half_units += composition->used_half_units;
  for (guint i = 0; i < composition->n_entries; i++)
    {
      HwCompositionEntry entry = composition->entries[i];
      if (entry.contributor >= self->counts->len)
        g_array_set_size (self->counts, entry.contributor + 1);
      g_array_index (self->counts, guint32, entry.contributor) += entry.count;
    }
}

void
hw_counts_subtract (HwCounts *self, const HwComposition *composition)
{
  self->used_half_units -= composition->used_half_units;
  for (guint i = 0; i < composition->n_entries; i++)
    g_array_index (self->counts, guint32, composition->entries[i].contributor)
        -= composition->entries[i].count;
}

guint
hw_counts_of (const HwCounts *self, guint contributor)
{
  return contributor < self->counts->len ? g_array_index (self->counts, guint32, contributor) : 0;
}

HwSum
hw_counts_total (const HwCounts *self, const HwContributors *contributors, HwTotal total)
{
  HwSum sum = { 0 };

  if (total == HW_TOTAL_UNITS_USED)
    {
      double units = self->used_half_units / 2.0;
      hw_sum_add (&sum, 1, units, units, units);
      return sum;
    }
  for (guint i = 0; i < self->counts->len; i++)
    {
      guint count = g_array_index (self->counts, guint32, i);
      const HwShare *share = &hw_contributors_get (contributors, i)->shares[total];

      if (count == 0 || share->state == HW_SHARE_NONE)
        continue;
      if (share->state == HW_SHARE_KNOWN)
        hw_sum_add (&sum, count, share->value, share->low, share->high);
      else
        hw_sum_add_unknown (&sum, count);
    }
  return sum;
}
