/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-ranks.h"

#include <glib/gi18n-lib.h>

#include "hw-fabrics.h"
#include "hw-results-private.h"

static void
rank_free (gpointer data)
{
  HwRank *self = data;

  g_free (self->key);
  g_free (self->object);
  g_free (self->label);
  g_free (self);
}

static HwRank *
rank_new (const HwSweep *sweep, const HwSweepLine *line)
{
  HwRank *self = g_new0 (HwRank, 1);
  HwRef object = hw_component_object (sweep->results,
                                      &g_array_index (sweep->components, HwComponent, line->first));
  char id[HW_ID_SIZE];

  self->rank = 1;
  self->key = hw_sweep_line_key (sweep, line);
  self->label = hw_sweep_line_label (sweep, line);
  self->fp8_lost = line->fp8_lost;
  self->gpus_lost = line->gpus_lost;
  if (object.handle != 0)
    self->object = g_strdup (hw_design_id_text (sweep->results->design, object, id));
  return self;
}

HwRanks *
hw_ranks_new (const HwSweep *sweep)
{
  HwRanks *self = g_new0 (HwRanks, 1);
  const HwRank *last = NULL;

  self->points = g_ptr_array_new_with_free_func (rank_free);
  for (guint i = 0; i < sweep->lines->len; i++)
    {
      const HwSweepLine *line = &g_array_index (sweep->lines, HwSweepLine, i);
      HwRank *rank;

      if (line->gpus_lost == 0 && line->fp8_lost <= 0)
        break;
      if (self->worst == NULL)
        self->worst = rank_new (sweep, line);
      if (!hw_sweep_is_single_point (sweep, line) || self->n_points++ >= HW_RANKS_MOST)
        continue;
      rank = rank_new (sweep, line);
      rank->rank = last == NULL ? 1
                   : last->fp8_lost == rank->fp8_lost && last->gpus_lost == rank->gpus_lost
                       ? last->rank
                       : self->points->len + 1;
      g_ptr_array_add (self->points, rank);
      last = rank;
    }
  return self;
}

void
hw_ranks_free (HwRanks *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->points);
  g_clear_pointer (&self->worst, rank_free);
  g_free (self);
}

/* What hw_components_list() would list, about: to list them takes as much memory as the rest. */
static guint64
count_components (HwResults *results)
{
  HwDesign *design = results->design;
  guint64 n = hw_design_count (design, HW_TABLE_RACK) + hw_design_count (design, HW_TABLE_DEVICE);

  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    {
      const HwFabric *derived = hw_results_fabric (results, fabric);
      guint n_cables = 0;

      if (derived != NULL)
        hw_fabric_get_cables (derived, &n_cables);
      n += n_cables;
    }
  return n;
}

HwRanks *
hw_ranks_find (HwResults *results, HwSweepProgress *progress)
{
  g_autoptr (HwSweep) sweep = NULL;

  if (count_components (results) > HW_RANKS_COMPONENTS)
    return NULL;
  sweep = hw_sweep_run (results, HW_SWEEP_SINGLE, progress);
  return sweep->complete ? hw_ranks_new (sweep) : NULL;
}

static void
keep (HwResults *results, HwRanks *ranks)
{
  g_clear_pointer (&results->ranks, hw_ranks_free);
  results->ranks = ranks;
  results->ranks_state = ranks != NULL ? HW_RANKS_KNOWN : HW_RANKS_TOO_MANY;
}

void
hw_results_take_ranks (HwResults *results, HwRanks *ranks)
{
  keep (results, ranks);
  hw_results_changed (results);
}

void
hw_results_await_ranks (HwResults *results)
{
  results->ranks_state = HW_RANKS_AWAITED;
}

void
hw_results_need_ranks (HwResults *results)
{
  if (results->ranks_state != HW_RANKS_KNOWN)
    keep (results, hw_ranks_find (results, NULL));
}

HwRanksState
hw_results_get_ranks_state (HwResults *results)
{
  return results->ranks_state;
}

void
hw_results_forget_ranks (HwResults *results)
{
  g_clear_pointer (&results->ranks, hw_ranks_free);
  results->ranks_state = HW_RANKS_NONE;
}

const HwRanks *
hw_results_get_ranks (HwResults *results)
{
  return results->ranks;
}

void
hw_results_show_ranks (HwResults *results, gboolean shown)
{
  if (results->ranks_hidden == !shown)
    return;
  results->ranks_hidden = !shown;
  hw_results_changed (results);
}

gboolean
hw_results_are_ranks_shown (HwResults *results)
{
  return results->ranks != NULL && results->ranks->marked && !results->ranks_hidden;
}

char *
hw_rank_text (const HwRank *rank, guint n_more)
{
  g_autofree char *lost
      = hw_quantity_format (hw_total_dimension (HW_TOTAL_FP8_DENSE), rank->fp8_lost, NULL);

  g_autofree char *what = n_more > 0 ? g_strdup_printf (_ ("%s and %u more"), rank->label, n_more)
                                     : g_strdup (rank->label);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s: %s, %u GPU", "%s: %s, %u GPUs", rank->gpus_lost),
      what,
      lost,
      rank->gpus_lost);
}
