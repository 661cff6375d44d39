/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-dot.h"

#include "hw-power.h"

/* Quoted as DOT has it. */
static void
append_quoted (GString *text, const char *string)
{
  g_string_append_c (text, '"');
  for (; *string != '\0'; string++)
    {
      if (*string == '"' || *string == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *string);
    }
  g_string_append_c (text, '"');
}

static void
append_edge (GString *text, const char *from, const char *to, gboolean takes_over)
{
  g_string_append (text, "  ");
  append_quoted (text, from);
  g_string_append (text, " -> ");
  append_quoted (text, to);
  g_string_append (text, takes_over ? " [style=dashed];\n" : ";\n");
}

static void
append_node (GString *text, const char *key, const char *name, const char *role)
{
  g_string_append (text, "  ");
  append_quoted (text, key);
  g_string_append (text, " [label=");
  append_quoted (text, name);
  g_string_append (text, ", class=");
  append_quoted (text, role);
  g_string_append (text, "];\n");
}

static void
append_racks (GString *text, HwResults *results, HwHandle power)
{
  HwDesign *design = hw_results_get_design (results);
  const HwPowerSolution *solution = hw_results_power (results);

  for (HwHandle handle = hw_design_next (design, HW_TABLE_RACK, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_RACK, handle))
    {
      const HwPowerRack *rack = hw_results_power_rack (results, solution, handle);
      HwRef ref = HW_REF (HW_TABLE_RACK, handle);
      char id[HW_ID_SIZE], feed[HW_ID_SIZE];
      gboolean named = FALSE;

      for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
        {
          const HwPowerNode *node = hw_power_plan_node (solution->plan, rack->taps[i].node);

          if (power != 0 && node->power != power)
            continue;
          hw_design_id_text (design, ref, id);
          if (!named)
            append_node (text, id, hw_design_name (design, ref), "rack");
          named = TRUE;
          append_edge (text, hw_design_id_text (design, node->object, feed), id, FALSE);
        }
    }
}

/* Busbars have no key: they go by what feeds them. */
static char *
dup_key (HwDesign *design, const HwPowerPlan *plan, guint index)
{
  const HwPowerNode *node = hw_power_plan_node (plan, index);
  g_autofree char *first = NULL;

  if (node->role != HW_POWER_BUS)
    return hw_power_node_key (design, node);
  first = dup_key (design, plan, g_array_index (plan->parents, guint, node->first_parent));
  return g_strdup_printf ("%s bus", first);
}

char *
hw_power_dot_write (HwResults *results, HwHandle power)
{
  HwDesign *design = hw_results_get_design (results);
  const HwPowerPlan *plan = hw_results_power (results)->plan;
  GString *text = g_string_new ("digraph power {\n");

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);
      g_autofree char *key = dup_key (design, plan, i);
      g_autofree char *name = hw_power_node_name (design, node);

      if (power != 0 && node->power != power)
        continue;
      append_node (text, key, name, hw_power_role_name (node->role));
      for (guint j = 0; j < node->n_parents; j++)
        {
          guint parent = g_array_index (plan->parents, guint, node->first_parent + j);
          g_autofree char *from = dup_key (design, plan, parent);

          append_edge (text, from, key, j >= node->n_preferred);
        }
    }
  append_racks (text, results, power);
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}
