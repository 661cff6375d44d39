/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-composition.h"

#include <string.h>

struct _HwCompositions
{
  GHashTable *set; /* HwComposition, by components */
};

static guint
composition_hash (gconstpointer data)
{
  const HwComposition *composition = data;
  guint hash = 2166136261u;

  for (guint i = 0; i < composition->n_components; i++)
    hash = (hash ^ (composition->components[i].number * 31 + composition->components[i].count))
           * 16777619u;
  return hash;
}

static gboolean
composition_equal (gconstpointer a, gconstpointer b)
{
  const HwComposition *x = a;
  const HwComposition *y = b;

  return x->n_components == y->n_components
         && memcmp (x->components, y->components, x->n_components * sizeof (HwComponent)) == 0;
}

HwCompositions *
hw_compositions_new (void)
{
  HwCompositions *self = g_new0 (HwCompositions, 1);

  self->set = g_hash_table_new_full (composition_hash, composition_equal, g_free, NULL);
  return self;
}

void
hw_compositions_free (HwCompositions *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->set);
  g_free (self);
}

void
hw_composition_add_share (HwSum *sum, const HwContributor *contributor, HwTotal total, gint64 count)
{
  const HwShare *share = &contributor->shares[total];

  if (share->state == HW_SHARE_KNOWN)
    hw_sum_add (sum, (double)count, share->value, share->low, share->high);
  else if (share->state == HW_SHARE_UNKNOWN)
    hw_sum_add_unknown (sum, (guint)count);
}

HwComposition *
hw_compositions_take (HwCompositions *self, HwContributors *contributors, const GArray *components)
{
  gsize size = sizeof (HwComposition) + components->len * sizeof (HwComponent);
  HwComposition *composition = g_malloc0 (size);
  HwComposition *known;

  composition->n_components = components->len;
  memcpy (composition->components, components->data, components->len * sizeof (HwComponent));
  known = g_hash_table_lookup (self->set, composition);
  if (known != NULL)
    {
      g_free (composition);
      known->n_references++;
      return known;
    }
  for (guint i = 0; i < components->len; i++)
    for (guint total = 0; total < HW_N_TOTALS; total++)
      hw_composition_add_share (
          &composition->totals[total],
          hw_contributors_get (contributors, composition->components[i].number),
          total,
          composition->components[i].count);
  composition->n_references = 1;
  g_hash_table_add (self->set, composition);
  return composition;
}

void
hw_compositions_drop (HwCompositions *self, HwComposition *composition)
{
  if (composition != NULL && --composition->n_references == 0)
    g_hash_table_remove (self->set, composition);
}

static gint32
order_of (HwDesign *design, HwHandle phase)
{
  return ((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, phase))->order;
}

gboolean
hw_object_stands (HwDesign *design, const HwObject *object, gint32 phase_order)
{
  return (object->install == 0 || order_of (design, object->install) <= phase_order)
         && (object->removal == 0 || order_of (design, object->removal) > phase_order);
}

static void
count_one (GArray *components, guint number, guint count)
{
  HwComponent component = { number, count };
  guint at;

  /* Few kinds of things stand in one rack: an insertion into a short sorted list. */
  for (at = components->len; at > 0; at--)
    {
      HwComponent *other = &g_array_index (components, HwComponent, at - 1);
      if (other->number == number)
        {
          other->count += count;
          return;
        }
      if (other->number < number)
        break;
    }
  g_array_insert_val (components, at, component);
}

static guint
count_of (const GArray *components, guint number)
{
  for (guint i = 0; i < components->len; i++)
    if (g_array_index (components, HwComponent, i).number == number)
      return g_array_index (components, HwComponent, i).count;
  return 0;
}

void
hw_composition_collect (HwDesign *design,
                        HwContributors *contributors,
                        HwHandle rack,
                        gint32 phase_order,
                        GArray *components)
{
  const HwRack *row = hw_design_get_rack (design, rack);

  if (row->assembly != 0)
    {
      count_one (components, hw_contributors_remainder (contributors, row->assembly), 1);
      count_one (components, hw_contributors_frame (contributors, row->assembly), 1);
    }
  else
    count_one (components, hw_contributors_own (contributors, row->product), 1);
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *data = hw_design_get_device (design, device);
      guint number, complete;
      if ((data->object.install | data->object.removal) != 0
          && !hw_object_stands (design, &data->object, phase_order))
        continue;
      /* The first so many of a part are those of the assembly; more bring their own figures. */
      if (row->assembly == 0
          || !hw_contributors_part (contributors, row->assembly, data->product, &number, &complete)
          || count_of (components, number) >= complete)
        number = hw_contributors_own (contributors, data->product);
      count_one (components, number, 1);
    }
}

guint
hw_composition_of_device (HwDesign *design,
                          HwContributors *contributors,
                          HwHandle device,
                          gint32 phase_order)
{
  const HwDevice *self = hw_design_get_device (design, device);
  const HwRack *rack = hw_design_get_rack (design, self->object.parent);
  guint number, complete, before = 0;

  if (rack->assembly == 0
      || !hw_contributors_part (contributors, rack->assembly, self->product, &number, &complete))
    return hw_contributors_own (contributors, self->product);
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_DEVICE, self->object.parent);
       other != device;
       other = hw_design_next_child (design, HW_TABLE_DEVICE, other))
    {
      const HwDevice *row = hw_design_get_device (design, other);
      before
          += row->product == self->product && hw_object_stands (design, &row->object, phase_order);
    }
  return before < complete ? number : hw_contributors_own (contributors, self->product);
}
