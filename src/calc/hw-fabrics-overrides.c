/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-fabric-name.h"
#include "hw-fabric-needs.h"
#include "hw-fabrics-private.h"
#include "hw-override-key.h"

/* Changes of fabrics by hand that change nothing: what they name is gone, or they say nothing that
 * a fabric has. Pins of switches to racks without room for them, and of switches that stand
 * elsewhere. Changes of cables are told of by the derivation. */

#define IDLE "fabric-override-idle"

typedef struct
{
  HwResults *results;
  HwFabricProblemFunc func;
  gpointer data;
  HwHandle change;
  HwHandle fabric; /* 0: it is gone */
} Telling;

static void
tell_idle (Telling *self, char *message_taken)
{
  self->func (self->data,
              self->fabric,
              HW_SEVERITY_WARNING,
              IDLE,
              HW_REF (HW_TABLE_OVERRIDE, self->change),
              message_taken);
}

static void
tell_full (Telling *self, const char *name, HwHandle rack)
{
  HwDesign *design = self->results->design;
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  HwSlot slot;

  if (hw_fabric_find_slot (
          design,
          rack,
          hw_catalogue_get (hw_design_get_catalogue (design),
                            hw_design_get_fabric (design, self->fabric)->switch_product),
          &slot))
    return;
  self->func (self->data,
              self->fabric,
              HW_SEVERITY_ERROR,
              "fabric-pin",
              ref,
              g_strdup_printf (_ ("%s is pinned to %s, which has no room for it; make room there "
                                  "or pin it to another rack."),
                               name,
                               hw_design_name (design, ref)));
}

static void
tell_elsewhere (Telling *self, const char *name, HwHandle device, HwHandle rack)
{
  HwDesign *design = self->results->design;
  HwHandle home = hw_design_rack_of (design, HW_REF (HW_TABLE_DEVICE, device));

  if (home == rack)
    return;
  self->func (self->data,
              self->fabric,
              HW_SEVERITY_WARNING,
              "fabric-pin-elsewhere",
              HW_REF (HW_TABLE_DEVICE, device),
              g_strdup_printf (_ ("%s is pinned to %s and stands in %s; move it there, or remove "
                                  "the pin."),
                               name,
                               hw_design_name (design, HW_REF (HW_TABLE_RACK, rack)),
                               hw_design_name (design, HW_REF (HW_TABLE_RACK, home))));
}

/* What is wrong with the pin of a switch to a rack. */
static void
tell_pin (Telling *self, const char *name)
{
  HwFabric *network = hw_results_fabric (self->results, self->fabric);
  HwHandle rack = hw_fabric_pinned_rack (self->results->design, self->fabric, name);
  HwHandle device;
  gint node;

  if (rack == 0)
    {
      tell_idle (self,
                 g_strdup_printf (_ ("%s is pinned to a rack that is not there; pin it to another, "
                                     "or remove the change."),
                                  name));
      return;
    }
  if (network == NULL)
    return;
  node = hw_fabric_find_node (network, name);
  if (node < 0 || !hw_fabric_is_switch (network, (guint)node))
    {
      tell_idle (self,
                 g_strdup_printf (_ ("%s is pinned to a rack, and the fabric has no such switch; "
                                     "remove the change, or plan for more units."),
                                  name));
      return;
    }
  device = hw_results_fabric_device (self->results, self->fabric, (guint)node);
  if (device == 0)
    tell_full (self, name, rack);
  else
    tell_elsewhere (self, name, device, rack);
}

static void
tell_change (HwResults *self, HwHandle handle, HwFabricProblemFunc func, gpointer data)
{
  const HwOverride *row = hw_design_get_override (self->design, handle);
  const char *key = hw_design_text (self->design, row->key);
  const char *field = hw_design_text (self->design, row->field);
  g_auto (GStrv) parts = hw_override_key_split (key);
  HwRef rule = hw_override_key_object (self->design, parts[0]);
  Telling telling = { self, func, data, handle, rule.handle };

  if (rule.handle == 0)
    {
      func (data,
            0,
            HW_SEVERITY_NOTE,
            "override-idle",
            HW_REF (HW_TABLE_OVERRIDE, handle),
            g_strdup_printf (_ ("The change “%s” is of a loop or fabric that is gone; remove the "
                                "change."),
                             key));
      return;
    }
  if (rule.table != HW_TABLE_FABRIC || hw_fabric_input_reads (self->design, handle))
    return;
  if (g_strv_length (parts) == 3 && strcmp (parts[1], "switch") == 0 && strcmp (field, "rack") == 0)
    tell_pin (&telling, parts[2]);
  else
    tell_idle (&telling,
               g_strdup_printf (_ ("The change “%s” of “%s” is none that a fabric can have; remove "
                                   "it, or move, add or delete the cable."),
                                field,
                                key));
}

void
hw_fabrics_each_change (HwResults *self, HwFabricProblemFunc func, gpointer data)
{
  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_OVERRIDE, 0); handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_OVERRIDE, handle))
    tell_change (self, handle, func, data);
}
