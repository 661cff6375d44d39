/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-structure-columns.h"

#include <glib/gi18n.h>

#include "hw-feeds.h"
#include "hw-operations.h"

/* --- phases --- */

static const HwPhase *
phase_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_PHASE, handle);
}

static char *
phase_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_PHASE, handle)));
}

static char *
phase_date (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), phase_of (results, handle)->date));
}

static char *
phase_installed (HwResults *results, HwHandle handle, gboolean *over)
{
  guint installed, removed;

  hw_operation_count_phase (hw_results_get_design (results), handle, &installed, &removed);
  return hw_quantity_format (HW_DIMENSION_NONE, installed, NULL);
}

static char *
phase_removed (HwResults *results, HwHandle handle, gboolean *over)
{
  guint installed, removed;

  hw_operation_count_phase (hw_results_get_design (results), handle, &installed, &removed);
  return hw_quantity_format (HW_DIMENSION_NONE, removed, NULL);
}

static const HwStructureColumn phase_columns[] = {
  { N_ ("Phase"), FALSE, phase_name },
  { N_ ("Date"), FALSE, phase_date },
  { N_ ("Installed"), TRUE, phase_installed },
  { N_ ("Removed"), TRUE, phase_removed },
};

/* --- feeds --- */

static const HwFeed *
feed_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_FEED, handle);
}

static HwFeedFigures
figures_of (HwResults *results, HwHandle handle)
{
  HwFeedFigures figures = { 0 };

  hw_results_feed (results, handle, &figures);
  return figures;
}

static char *
feed_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_FEED, handle)));
}

static char *
feed_side (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (feed_of (results, handle)->side == HW_SIDE_A ? "A" : "B");
}

static char *
feed_voltage (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_VOLTAGE, feed_of (results, handle)->voltage_v, NULL);
}

static char *
feed_current (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_CURRENT, feed_of (results, handle)->current_a, NULL);
}

static char *
feed_rule (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (feed_of (results, handle)->rule == HW_BREAKER_NEC ? _ ("NEC, 80 %") : "IEC");
}

static char *
feed_racks (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_NONE, figures_of (results, handle).n_racks, NULL);
}

static char *
feed_load (HwResults *results, HwHandle handle, gboolean *over)
{
  HwFeedFigures figures = figures_of (results, handle);

  *over = figures.load_w > figures.limit_w * (1 + 1e-9);
  return hw_quantity_format (HW_DIMENSION_POWER, figures.load_w, NULL);
}

static char *
feed_failover (HwResults *results, HwHandle handle, gboolean *over)
{
  HwFeedFigures figures = figures_of (results, handle);

  *over = figures.failover_w > figures.limit_w * (1 + 1e-9);
  return hw_quantity_format (HW_DIMENSION_POWER, figures.failover_w, NULL);
}

static char *
feed_limit (HwResults *results, HwHandle handle, gboolean *over)
{
  return hw_quantity_format (HW_DIMENSION_POWER, figures_of (results, handle).limit_w, NULL);
}

static const HwStructureColumn feed_columns[] = {
  { N_ ("Feed"), FALSE, feed_name },      { N_ ("Side"), FALSE, feed_side },
  { N_ ("Voltage"), TRUE, feed_voltage }, { N_ ("Breaker"), TRUE, feed_current },
  { N_ ("Rule"), FALSE, feed_rule },      { N_ ("Racks"), TRUE, feed_racks },
  { N_ ("Load"), TRUE, feed_load },       { N_ ("Failover load"), TRUE, feed_failover },
  { N_ ("Limit"), TRUE, feed_limit },
};

/* --- revisions --- */

static const HwRevision *
revision_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_REVISION, handle);
}

static char *
revision_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_REVISION, handle)));
}

static char *
revision_date (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), revision_of (results, handle)->date));
}

static char *
revision_drawn (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), revision_of (results, handle)->drawn));
}

static char *
revision_note (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_text (hw_results_get_design (results), revision_of (results, handle)->object.note));
}

static const HwStructureColumn revision_columns[] = {
  { N_ ("Revision"), FALSE, revision_name },
  { N_ ("Date"), FALSE, revision_date },
  { N_ ("Drawn by"), FALSE, revision_drawn },
  { N_ ("What changed"), FALSE, revision_note },
};

const HwStructureColumn *
hw_structure_columns (HwTableKind table, guint *n)
{
  switch (table)
    {
    case HW_TABLE_PHASE:
      *n = G_N_ELEMENTS (phase_columns);
      return phase_columns;
    case HW_TABLE_REVISION:
      *n = G_N_ELEMENTS (revision_columns);
      return revision_columns;
    default:
      *n = G_N_ELEMENTS (feed_columns);
      return feed_columns;
    }
}

GArray *
hw_structure_objects (HwDesign *design, HwTableKind table)
{
  GArray *objects;

  if (table == HW_TABLE_PHASE)
    return hw_operation_phases (design);
  objects = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  for (HwHandle handle = hw_design_first_child (design, table, 0); handle != 0;
       handle = hw_design_next_child (design, table, handle))
    g_array_append_val (objects, handle);
  return objects;
}
