/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-work.h"

#include "hw-design-copy.h"
#include "hw-fabric-places.h"
#include "hw-fabrics-private.h"
#include "hw-nvlink-fabric.h"

/* Devices of a design from which on its fabrics wait: what 2000 servers and switches need takes
 * about 3 ms. */
#define AT_ONCE 2000

typedef struct
{
  HwHandle fabric;
  guint64 stamp;
  HwFabricMemory derived;
  gboolean asks; /* where its next members would stand */
  HwFabricVacancy vacancy;
  HwNvlinkSurvey *survey; /* nullable: it is not that of the domains of racks */
} Item;

struct _HwFabricWork
{
  HwDesignCopy *copying; /* until it is whole */
  HwDesign *design;      /* from then on until it was run */
  HwMoment moment;
  GArray *items; /* Item */
  GArray *spent; /* HwFabricMemory; nullable: to be let go */
};

static void
item_clear (gpointer data)
{
  Item *self = data;

  hw_fabrics_memory_clear (&self->derived);
  hw_nvlink_survey_free (self->survey);
}

void
hw_results_derive_in_background (HwResults *self, void (*asked) (gpointer data), gpointer data)
{
  self->fabrics_in_background = TRUE;
  self->fabrics_asked = asked;
  self->fabrics_asked_data = data;
}

gboolean
hw_fabrics_are_large (HwResults *self)
{
  return self->fabrics_in_background && hw_design_count (self->design, HW_TABLE_DEVICE) > AT_ONCE;
}

/* The domains of racks are derived where somebody looks at them, and from then on. */
static gboolean
nvlink_is_asked_for (HwResults *self)
{
  return self->fabrics != NULL && self->fabrics->len > HW_FABRICS_NVLINK_PLACE
         && self->fabrics->pdata[HW_FABRICS_NVLINK_PLACE] != NULL;
}

gboolean
hw_results_fabric_waits (HwResults *self, HwHandle fabric)
{
  if (!hw_fabrics_are_large (self)
      || !(fabric == HW_FABRIC_NVLINK ? nvlink_is_asked_for (self)
                                      : hw_design_has (self->design, HW_TABLE_FABRIC, fabric)))
    return FALSE;
  return hw_fabrics_memory (self, hw_fabrics_place (fabric))->input == NULL;
}

static HwHandle
next_waiting (HwResults *self, HwHandle fabric)
{
  if (fabric == HW_FABRIC_NVLINK)
    return 0;
  do
    fabric = hw_design_next (self->design, HW_TABLE_FABRIC, fabric);
  while (fabric != 0 && !hw_results_fabric_waits (self, fabric));
  return fabric == 0 && hw_results_fabric_waits (self, HW_FABRIC_NVLINK) ? HW_FABRIC_NVLINK
                                                                         : fabric;
}

guint
hw_results_fabrics_wait (HwResults *self)
{
  guint n = 0;

  for (HwHandle fabric = next_waiting (self, 0); fabric != 0; fabric = next_waiting (self, fabric))
    n++;
  return n;
}

HwFabricWork *
hw_fabric_work_new (HwResults *results)
{
  HwFabricWork *self;

  if (next_waiting (results, 0) == 0)
    return NULL;
  self = g_new0 (HwFabricWork, 1);
  self->copying = hw_design_copy_new (results->design);
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  return self;
}

gboolean
hw_fabric_work_step (HwFabricWork *self, HwResults *results, gint64 deadline)
{
  if (!hw_design_copy_step (self->copying, deadline))
    return FALSE;
  self->design = hw_design_copy_finish (self->copying);
  g_clear_pointer (&self->copying, hw_design_copy_free);
  self->moment = results->moment;
  self->spent = g_steal_pointer (&results->spent_fabrics);
  for (HwHandle fabric = next_waiting (results, 0); fabric != 0;
       fabric = next_waiting (results, fabric))
    {
      Item item = { .fabric = fabric };

      item.stamp = hw_fabrics_memory (results, hw_fabrics_place (fabric))->stamp;
      if (fabric == HW_FABRIC_NVLINK)
        item.survey = hw_nvlink_survey_new (results);
      else
        item.asks = !hw_fabric_places_are_known (results->design, fabric);
      g_array_append_val (self->items, item);
    }
  return TRUE;
}

/* Places are given for all phases, and figures are those of one. */
static void
learn_places (HwFabricWork *self, Item *item)
{
  g_autoptr (HwFabricInput) all = NULL;
  g_autoptr (HwFabric) fabric = NULL;
  const HwFabricMemory *derived = &item->derived;

  if (hw_design_count (self->design, HW_TABLE_PHASE) == 0)
    {
      if (derived->input->n_unplaced == 0)
        hw_fabric_vacancy_learn (&item->vacancy, self->design, derived->input, derived->fabric);
      return;
    }
  all = hw_fabric_input_new (self->design, item->fabric, NULL);
  if (all->n_unplaced > 0 || !hw_fabric_input_is_complete (all))
    return;
  fabric = hw_fabric_derive_places (&all->description);
  hw_fabric_vacancy_learn (&item->vacancy, self->design, all, fabric);
}

void
hw_fabric_work_run (HwFabricWork *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      hw_fabrics_derive (item->survey == NULL
                             ? hw_fabric_input_new (self->design, item->fabric, &self->moment)
                             : hw_nvlink_input_new (self->design, &self->moment, item->survey),
                         &item->derived);
      hw_fabrics_prepare_failures (&item->derived);
      if (item->asks)
        learn_places (self, item);
    }
  /* Letting large things go takes a while too. */
  g_clear_pointer (&self->spent, g_array_unref);
  g_clear_object (&self->design);
}

guint
hw_fabric_work_take (HwFabricWork *self, HwResults *results)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      HwFabricMemory *memory;

      if (!hw_results_fabric_waits (results, item->fabric))
        continue;
      memory = hw_fabrics_memory (results, hw_fabrics_place (item->fabric));
      if (memory->stamp != item->stamp)
        continue;
      memory->input = g_steal_pointer (&item->derived.input);
      memory->fabric = g_steal_pointer (&item->derived.fabric);
      memory->baseline = g_steal_pointer (&item->derived.baseline);
      memory->nodes = g_steal_pointer (&item->derived.nodes);
      memory->figures = memory->whole = item->derived.figures;
      if (item->asks)
        hw_fabric_places_know (results->design, item->fabric, &item->vacancy);
      n++;
    }
  if (n == 0)
    return 0;
  /* What fails is for the design as it is now to say: parts of these fabrics were not known. */
  if (hw_results_get_failed (results) != NULL)
    {
      hw_results_forget_stopped (results);
      if (hw_results_stopped (results) == NULL)
        hw_fabrics_judge_all (results);
    }
  hw_results_changed (results);
  return n;
}

void
hw_fabric_work_free (HwFabricWork *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->copying, hw_design_copy_free);
  g_clear_object (&self->design);
  g_clear_pointer (&self->spent, g_array_unref);
  g_array_unref (self->items);
  g_free (self);
}

void
hw_results_derive_fabrics (HwResults *self)
{
  gboolean any = FALSE;

  for (HwHandle fabric = next_waiting (self, 0); fabric != 0; fabric = next_waiting (self, fabric))
    {
      hw_fabrics_derive_now (self, fabric, hw_fabrics_memory (self, hw_fabrics_place (fabric)));
      any = TRUE;
    }
  g_clear_pointer (&self->spent_fabrics, g_array_unref);
  if (any)
    hw_results_changed (self);
}
