/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-fabric-name.h"
#include "hw-fabric-needs.h"
#include "hw-fabrics-private.h"
#include "hw-override-key.h"

/* Changes of fabrics that change nothing: what they name is gone, or they say nothing that a fabric
 * has. Those of cables are told of by the derivation. */

#define IDLE "fabric-override-idle"

/* What is wrong with the pin of a switch to a rack. Returns: (transfer full) (nullable) */
static char *
dup_pin_fault (HwResults *self, HwHandle fabric, const char *name)
{
  HwFabric *network = hw_results_fabric (self, fabric);

  if (hw_fabric_pinned_rack (self->design, fabric, name) == 0)
    return g_strdup_printf (_ ("%s is pinned to a rack that is not there; pin it to another, or "
                               "remove the change."),
                            name);
  if (network == NULL || hw_fabric_find_node (network, name) >= 0)
    return NULL;
  return g_strdup_printf (
      _ ("%s is pinned to a rack, and the fabric has no such switch; remove the "
         "change, or plan for more units."),
      name);
}

static void
tell_change (HwResults *self, HwHandle handle, HwFabricProblemFunc func, gpointer data)
{
  const HwOverride *row = hw_design_get_override (self->design, handle);
  const char *key = hw_design_text (self->design, row->key);
  const char *field = hw_design_text (self->design, row->field);
  g_auto (GStrv) parts = hw_override_key_split (key);
  HwRef rule = hw_override_key_object (self->design, parts[0]);
  HwRef ref = HW_REF (HW_TABLE_OVERRIDE, handle);
  char *fault = NULL;

  if (rule.handle == 0)
    {
      func (data,
            0,
            HW_SEVERITY_NOTE,
            "override-idle",
            ref,
            g_strdup_printf (_ ("The change “%s” is of a loop or fabric that is gone; remove the "
                                "change."),
                             key));
      return;
    }
  if (rule.table != HW_TABLE_FABRIC || hw_fabric_input_reads (self->design, handle))
    return;
  if (g_strv_length (parts) == 3 && strcmp (parts[1], "switch") == 0 && strcmp (field, "rack") == 0)
    fault = dup_pin_fault (self, rule.handle, parts[2]);
  else
    fault
        = g_strdup_printf (_ ("The change “%s” of “%s” is none that a fabric can have; remove it, "
                              "or move, add or delete the cable."),
                           field,
                           key);
  if (fault != NULL)
    func (data, rule.handle, HW_SEVERITY_WARNING, IDLE, ref, fault);
}

void
hw_fabrics_each_idle (HwResults *self, HwFabricProblemFunc func, gpointer data)
{
  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_OVERRIDE, 0); handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_OVERRIDE, handle))
    tell_change (self, handle, func, data);
}
