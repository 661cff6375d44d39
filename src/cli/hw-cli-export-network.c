/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"

#include "hw-cooling.h"
#include "hw-epanet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The loop of that id, without one the only loop. */
static gboolean
find_loop (HwDesign *design, const char *id, HwHandle *loop)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  char buffer[HW_ID_SIZE];

  *loop = hw_design_next (design, HW_TABLE_LOOP, 0);
  if (id != NULL)
    {
      HwRef object = hw_design_find (design, id);

      *loop = object.handle;
      if (object.handle != 0 && object.table == HW_TABLE_LOOP)
        return TRUE;
      hw_cli_refuse ("export", _ ("“%s” is not a loop of this design"), id);
      return FALSE;
    }
  if (*loop == 0)
    hw_cli_refuse ("export", _ ("this design has no loop"));
  else if (hw_design_next (design, HW_TABLE_LOOP, *loop) == 0)
    return TRUE;
  else
    {
      for (HwHandle each = *loop; each != 0; each = hw_design_next (design, HW_TABLE_LOOP, each))
        g_string_append_printf (
            ids, " %s", hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, each), buffer));
      hw_cli_refuse ("export", _ ("choose a loop by --object:%s"), ids->str);
    }
  return FALSE;
}

HwCliStatus
hw_cli_export_network (HwResults *results, const char *object, const char *output)
{
  HwDesign *design = hw_results_get_design (results);
  const HwLoopSolution *solution;
  g_autofree char *text = NULL;
  HwHandle loop;

  if (!find_loop (design, object, &loop))
    return HW_CLI_USAGE;
  solution = hw_results_loop (results, loop);
  if (solution == NULL || !solution->solved)
    {
      hw_cli_complain (_ ("The loop does not flow: “check” says why."));
      return HW_CLI_NO;
    }
  text = hw_epanet_write (hw_hydraulics_get_network (solution->hydraulics),
                          solution->hydraulics,
                          hw_design_text (design, hw_design_get_loop (design, loop)->object.name),
                          HW_EPANET_LPM,
                          solution->density / 1000);
  return hw_cli_write (output, text, strlen (text));
}
