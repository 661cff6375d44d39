/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include "hw-results-private.h"

HwOutage *
hw_what_if_find (const HwWhatIf *self, HwRef object)
{
  GHashTable *table = object.table == HW_TABLE_RACK ? self->racks : self->devices;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (table, GUINT_TO_POINTER (object.handle)));

  return index > 0 ? &g_array_index (self->outages, HwOutage, index - 1) : NULL;
}

static const HwShare *
shares_of (HwResults *results, HwHandle device)
{
  guint index = hw_results_device_contributor (results, device);

  return hw_contributors_get (results->contributors, index)->shares;
}

double
hw_what_if_device_w (HwResults *results, HwHandle device)
{
  const HwShare *shares = shares_of (results, device);

  return shares[HW_TOTAL_IT_NAMEPLATE].value + shares[HW_TOTAL_OTHER_NAMEPLATE].value;
}

static guint
gpus_of (HwResults *results, HwRef object)
{
  if (object.table == HW_TABLE_RACK)
    return hw_results_rack (results, object.handle)->gpus;
  return (guint)shares_of (results, object.handle)[HW_TOTAL_GPUS].value;
}

HwOutage *
hw_what_if_set_outage (HwWhatIf *self, HwResults *results, HwRef object, HwOutageState state)
{
  HwOutage *outage = hw_what_if_find (self, object);

  if (outage != NULL && outage->state >= state)
    return NULL;
  if (outage == NULL)
    {
      HwOutage row = { .object = object,
                       .rack = hw_design_rack_of (results->design, object),
                       .gpus = gpus_of (results, object) };

      g_array_append_val (self->outages, row);
      g_hash_table_insert (object.table == HW_TABLE_RACK ? self->racks : self->devices,
                           GUINT_TO_POINTER (object.handle),
                           GUINT_TO_POINTER (self->outages->len));
      outage = &g_array_index (self->outages, HwOutage, self->outages->len - 1);
    }
  outage->state = (guint8)state;
  outage->round = (guint16)self->rounds;
  return outage;
}

const HwOutage *
hw_what_if_outage (const HwWhatIf *self, HwDesign *design, HwRef object)
{
  const HwOutage *outage, *of_rack;

  if (self == NULL || (object.table != HW_TABLE_RACK && object.table != HW_TABLE_DEVICE)
      || !hw_design_has (design, object.table, object.handle))
    return NULL;
  outage = hw_what_if_find (self, object);
  if (object.table == HW_TABLE_RACK)
    return outage;
  of_rack = hw_what_if_find (self, HW_REF (HW_TABLE_RACK, hw_design_rack_of (design, object)));
  return outage == NULL || (of_rack != NULL && of_rack->state > outage->state) ? of_rack : outage;
}

gboolean
hw_what_if_is_down (const HwWhatIf *self, HwDesign *design, HwRef object)
{
  const HwOutage *outage = hw_what_if_outage (self, design, object);

  return outage != NULL && outage->state >= HW_OUTAGE_HOT;
}

gboolean
hw_what_if_node_failed (const HwWhatIf *self, guint node)
{
  for (guint i = 0; i < self->components->len; i++)
    {
      const HwComponent *component = &g_array_index (self->components, HwComponent, i);

      if (component->kind == HW_COMPONENT_POWER && component->target.node == (gint)node)
        return TRUE;
    }
  return FALSE;
}

/* --- sums --- */

static void
lose (HwWhatIf *self, HwResults *results, const HwOutage *outage)
{
  HwRef object = outage->object;
  guint index;

  self->gpus_lost += outage->gpus;
  if (object.table == HW_TABLE_RACK)
    {
      const HwComposition *composition = hw_results_composition (results, object.handle);

      if (composition != NULL)
        hw_counts_add (self->lost, composition);
      return;
    }
  index = hw_results_device_contributor (results, object.handle);
  if (index >= self->lost->counts->len)
    g_array_set_size (self->lost->counts, index + 1);
  g_array_index (self->lost->counts, guint32, index)++;
}

static void
count_overloads (HwWhatIfWork *self)
{
  const HwPowerSolution *power = self->out->power;

  self->out->overloads = power->trips->len;
  for (guint i = 0; i < power->nodes->len; i++)
    self->out->overloads += hw_power_solution_node (power, i)->over
                            && !hw_power_solution_node (self->whole, i)->over;
  for (guint i = 0; i < power->racks->len && i < self->whole->racks->len; i++)
    self->out->overloads += g_array_index (power->racks, HwPowerRackState, i).over
                            && !g_array_index (self->whole->racks, HwPowerRackState, i).over;
}

gboolean
hw_what_if_cut_off (HwWhatIf *self, HwResults *results, HwHandle device)
{
  HwRef object = HW_REF (HW_TABLE_DEVICE, device);
  HwOutage *outage;

  if (hw_what_if_is_down (self, results->design, object) || gpus_of (results, object) == 0)
    return FALSE;
  outage = hw_what_if_set_outage (self, results, object, HW_OUTAGE_CUT_OFF);
  if (outage == NULL)
    return FALSE;
  lose (self, results, outage);
  /* It had been capped: what is lost is not capped. */
  if (outage->wanted_w > 0)
    {
      self->gpus_capped -= outage->gpus;
      self->capped_w -= outage->wanted_w - outage->power_w;
    }
  return TRUE;
}

void
hw_what_if_sum_up (HwWhatIfWork *self)
{
  HwWhatIf *out = self->out;

  for (guint i = 0; i < out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (out->outages, HwOutage, i);
      const HwOutage *of_rack = hw_what_if_find (out, HW_REF (HW_TABLE_RACK, outage->rack));

      if (outage->object.table == HW_TABLE_DEVICE && of_rack != NULL
          && of_rack->state >= HW_OUTAGE_HOT)
        continue;
      if (outage->state == HW_OUTAGE_CAPPED)
        {
          out->gpus_capped += outage->gpus;
          out->capped_w += outage->wanted_w - outage->power_w;
        }
      else
        lose (out, self->results, outage);
    }
  if (out->power != NULL)
    count_overloads (self);
}

double
hw_what_if_lost (const HwWhatIf *self, HwResults *results, HwTotal total)
{
  return hw_counts_total (self->lost, results->contributors, total).value;
}

HwSum
hw_results_left (HwResults *results, HwTotal total)
{
  HwSum sum = hw_results_total (results, total, HW_REF (HW_TABLE_DESIGN, 0));
  const HwWhatIf *what_if = hw_results_what_if (results);
  HwSum lost;

  if (what_if == NULL)
    return sum;
  lost = hw_counts_total (what_if->lost, results->contributors, total);
  sum.value -= lost.value;
  sum.low -= lost.low;
  sum.high -= lost.high;
  return sum;
}
