/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-path-draw.h"

#include <glib/gi18n-lib.h>

#include "hw-scene-fabric.h"

/* More parts of a stage than these are counted, not named. */
#define MOST_NAMES 2

/* Whether a node belongs into the line of a system. */
static gboolean
is_of (const HwPowerPath *path, guint index, HwSide system, HwPowerRole role)
{
  const HwPowerNode *node = hw_power_plan_node (path->solution->plan, index);

  return path->nodes[index] != 0 && node->system == system && node->role == role;
}

static char *
name_of (HwDesign *design, const HwPowerNode *node)
{
  if (node->role == HW_POWER_UTILITY)
    return g_strdup (hw_power_role_label (HW_POWER_UTILITY));
  return hw_power_node_name (design, node);
}

/* "UPS-A1, UPS-A2" or "4 × UPS"; of the stages of a system one after the other. */
static void
add_stage (
    HwDesign *design, const HwPowerPath *path, HwSide system, HwPowerRole role, GString *line)
{
  const HwPowerPlan *plan = path->solution->plan;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (guint i = 0; i < plan->nodes->len; i++)
    if (is_of (path, i, system, role) && n++ < MOST_NAMES)
      g_ptr_array_add (names, name_of (design, hw_power_plan_node (plan, i)));
  if (n == 0)
    return;
  /* Generators stand beside the utility with its transformers. */
  if (line->len > 0)
    g_string_append (line, role == HW_POWER_GENERATOR ? " / " : " › ");
  if (n > MOST_NAMES)
    {
      g_string_append_printf (line, "%u × %s", n, hw_power_role_label (role));
      return;
    }
  g_ptr_array_add (names, NULL);
  {
    g_autofree char *all = g_strjoinv (", ", (char **)names->pdata);
    g_string_append (line, all);
  }
}

char **
hw_power_path_lines (HwDesign *design, const HwPowerPath *path)
{
  static const HwPowerRole stages[]
      = { HW_POWER_UTILITY, HW_POWER_TRANSFORMER, HW_POWER_GENERATOR, HW_POWER_SWITCHGEAR,
          HW_POWER_UPS,     HW_POWER_PDU,         HW_POWER_FEED };
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  gboolean any = FALSE;

  g_strv_builder_add (lines, _ ("Power path"));
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *whole = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
        add_stage (design, path, system, stages[i], line);
      if (line->len == 0)
        continue;
      whole = g_strdup_printf ("%s: %s", hw_power_system_label (system), line->str);
      g_strv_builder_add (lines, whole);
      any = TRUE;
    }
  if (path->fed->len > 0)
    {
      g_autofree char *fed = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "Feeds %u rack", "Feeds %u racks", path->fed->len),
          path->fed->len);

      g_strv_builder_add (lines, fed);
    }
  return any ? g_strv_builder_end (lines) : NULL;
}

double
hw_scene_power_path_note (HwScene *scene, HwDesign *design, const HwPowerPath *path, double below)
{
  g_auto (GStrv) lines = hw_power_path_lines (design, path);

  return lines != NULL
             ? hw_scene_fabric_note (scene, (const char *const *)lines, below, HW_ROLE_ACCENT)
             : below;
}
