/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-nvlink-fabric.h"

#include <math.h>

#include "hw-fabric-name.h"
#include "hw-fabrics.h"
#include "hw-results-private.h"

static const HwNvlink *
nvlink_of (HwResults *results, HwHandle rack)
{
  return &hw_results_rack (results, rack)->nvlink;
}

gboolean
hw_nvlink_is_anywhere (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    if (hw_nvlink_is_there (nvlink_of (results, rack)))
      return TRUE;
  return FALSE;
}

/* Takes one tray of a kind out of a domain, with its share of what all of them have. */
static void
take_out (HwNvlink *self, gboolean is_switch)
{
  if (is_switch && self->switches > 0)
    {
      self->switch_byte_s -= self->switch_byte_s / self->switches;
      self->switches--;
    }
  else if (!is_switch && self->trays > 0)
    {
      self->gpu_byte_s -= self->gpu_byte_s / self->trays;
      self->gpus = (guint16)(self->gpus - self->gpus / self->trays);
      self->trays--;
    }
}

/* What is left of the domains of racks with failed trays. Returns: (transfer full) (nullable)
 * (element-type HwHandle HwNvlink): by rack; %NULL: nothing has failed */
static GHashTable *
left_by_rack (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  const HwFabricFailure *failure = hw_results_get_failed (results) != NULL
                                       ? hw_results_fabric_failure (results, HW_FABRIC_NVLINK)
                                       : NULL;
  GHashTable *left;

  if (failure == NULL)
    return NULL;
  left = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < failure->failed_nodes->len; i++)
    {
      guint node = g_array_index (failure->failed_nodes, guint, i);
      HwHandle device = hw_results_fabric_device (results, HW_FABRIC_NVLINK, node);
      HwHandle rack = device != 0 ? hw_design_get_device (design, device)->object.parent : 0;
      HwNvlink *nvlink = g_hash_table_lookup (left, GUINT_TO_POINTER (rack));

      if (rack == 0)
        continue;
      if (nvlink == NULL)
        {
          nvlink = g_memdup2 (nvlink_of (results, rack), sizeof *nvlink);
          g_hash_table_insert (left, GUINT_TO_POINTER (rack), nvlink);
        }
      take_out (nvlink, hw_fabric_is_switch (failure->fabric, node));
    }
  return left;
}

void
hw_nvlink_figures (HwResults *results, HwNvlinkFigures *figures)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GHashTable) left = left_by_rack (results);

  *figures = (HwNvlinkFigures){ .least = G_MAXUINT };
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      const HwNvlink *nvlink
          = left != NULL ? g_hash_table_lookup (left, GUINT_TO_POINTER (rack)) : NULL;

      if (nvlink == NULL)
        nvlink = nvlink_of (results, rack);
      figures->n_short += hw_nvlink_is_short (nvlink);
      if (nvlink->trays == 0 || nvlink->switches == 0)
        continue;
      figures->domains++;
      figures->gpus += nvlink->gpus;
      figures->least = MIN (figures->least, nvlink->gpus);
      figures->most = MAX (figures->most, nvlink->gpus);
      figures->byte_s += hw_nvlink_byte_s (nvlink);
    }
  if (figures->domains == 0)
    figures->least = 0;
}

/* --- as a fabric --- */

static const char *
keep_id (HwFabricInput *self, HwDesign *design, HwHandle device)
{
  char buffer[HW_ID_SIZE];

  return g_string_chunk_insert (
      self->texts, hw_design_id_text (design, HW_REF (HW_TABLE_DEVICE, device), buffer));
}

static int
compare_heights (gconstpointer a, gconstpointer b, gpointer data)
{
  return hw_design_get_device (data, *(const HwHandle *)a)->position
         - hw_design_get_device (data, *(const HwHandle *)b)->position;
}

/* Trays of a kind from the bottom up. */
static GArray *
trays_of (HwDesign *design, const HwMoment *moment, HwHandle rack, HwProductKind kind)
{
  GArray *trays = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwProduct *product = hw_design_device_product (design, device);

      if (product->kind == kind && hw_product_value (product, HW_FIELD_NVLINK_BANDWIDTH) > 0
          && hw_moment_shows (moment, design, &hw_design_get_device (design, device)->object))
        g_array_append_val (trays, device);
    }
  g_array_sort_with_data (trays, compare_heights, design);
  return trays;
}

static void
describe_rack (
    HwDesign *design, const HwMoment *moment, HwFabricInput *input, HwHandle rack, gint32 unit)
{
  g_autoptr (GArray) trays = trays_of (design, moment, rack, HW_KIND_COMPUTE_TRAY);
  g_autoptr (GArray) switches = trays_of (design, moment, rack, HW_KIND_NVLINK_SWITCH);
  const HwFabricRule *rule = &input->description.rule;

  for (guint i = 0; i < trays->len; i++)
    {
      HwHandle device = g_array_index (trays, HwHandle, i);
      HwFabricMember member = { .place = { unit, (gint32)i, 0 } };

      member.id = keep_id (input, design, device);
      member.name = hw_design_name (design, HW_REF (HW_TABLE_DEVICE, device));
      g_array_append_val (input->members, member);
      g_array_append_val (input->member_devices, device);
    }
  for (guint i = 0; i < switches->len; i++)
    {
      HwHandle device = g_array_index (switches, HwHandle, i);
      HwFabricDevice leaf = { .role = HW_FABRIC_LEAF, .ports = rule->radix };
      char name[HW_FABRIC_NAME_SIZE];

      if (rule->rails == 1)
        g_snprintf (name, sizeof name, HW_FABRIC_UPLINKED_NAME, (guint)unit + 1);
      else
        g_snprintf (name, sizeof name, "su%02u-leaf-r%u", (guint)unit + 1, i + 1);
      leaf.id = keep_id (input, design, device);
      leaf.name = hw_design_name (design, HW_REF (HW_TABLE_DEVICE, device));
      leaf.position = g_string_chunk_insert (input->texts, name);
      g_array_append_val (input->devices, leaf);
      g_array_append_val (input->switch_devices, device);
    }
}

/* As wide as the widest domain. */
static void
widen (HwNvlinkSurvey *self, const HwNvlink *nvlink)
{
  self->trays = MAX (self->trays, nvlink->trays);
  self->switches = MAX (self->switches, MAX (nvlink->needed, nvlink->switches));
  if (nvlink->trays > 0)
    self->tray_bit_s = fmax (self->tray_bit_s, 8 * nvlink->gpu_byte_s / nvlink->trays);
}

HwNvlinkSurvey *
hw_nvlink_survey_new (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  HwNvlinkSurvey *self = g_new0 (HwNvlinkSurvey, 1);

  self->racks = g_hash_table_new (NULL, NULL);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      const HwNvlink *nvlink = nvlink_of (results, rack);

      if (!hw_nvlink_is_there (nvlink))
        continue;
      g_hash_table_add (self->racks, GUINT_TO_POINTER (rack));
      widen (self, nvlink);
    }
  return self;
}

void
hw_nvlink_survey_free (HwNvlinkSurvey *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->racks);
  g_free (self);
}

static void
set_rule (const HwNvlinkSurvey *survey, HwFabricRule *rule)
{
  *rule = (HwFabricRule){ .kind = HW_FABRIC_RAIL_OPTIMISED, .tiers = 1, .uplinked = TRUE };
  rule->port_stem = "nvlink";
  rule->rails = CLAMP (survey->switches, 1, HW_FABRIC_MOST_RAILS);
  rule->unit_members = MAX (survey->trays, 1);
  rule->radix = MAX (survey->trays, 2);
  rule->port_bit_s = survey->tray_bit_s / rule->rails;
}

/* In the order of halls, rows and racks. Returns: (transfer full) (element-type HwHandle) */
static GArray *
order_racks (HwDesign *design, const HwNvlinkSurvey *survey)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    {
      g_autoptr (GArray) rows = hw_design_hall_rows (design, hall);
      HwHandle none = 0;

      g_array_append_val (rows, none);
      for (guint i = 0; i < rows->len; i++)
        {
          g_autoptr (GArray) racks
              = hw_design_row_racks (design, hall, g_array_index (rows, HwHandle, i));

          for (guint j = 0; j < racks->len; j++)
            {
              HwHandle rack = g_array_index (racks, HwHandle, j);

              if (g_hash_table_contains (survey->racks, GUINT_TO_POINTER (rack)))
                g_array_append_val (found, rack);
            }
        }
    }
  return found;
}

HwFabricInput *
hw_nvlink_input_new (HwDesign *design, const HwMoment *moment, const HwNvlinkSurvey *survey)
{
  g_autoptr (GArray) racks = order_racks (design, survey);
  HwFabricInput *input = hw_fabric_input_new_empty ();

  if (racks->len == 0)
    return input;
  set_rule (survey, &input->description.rule);
  for (guint i = 0; i < racks->len; i++)
    describe_rack (design, moment, input, g_array_index (racks, HwHandle, i), (gint32)i);
  hw_fabric_input_close (input);
  return input;
}
