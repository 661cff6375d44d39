/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-copy.h"

#include "hw-design-private.h"

struct _HwDesignCopy
{
  HwDesign *design;
  HwDesign *copy;
};

HwDesignCopy *
hw_design_copy_new (HwDesign *design)
{
  HwDesignCopy *self = g_new0 (HwDesignCopy, 1);

  self->design = g_object_ref (design);
  self->copy = g_object_new (HW_TYPE_DESIGN, NULL);
  for (guint i = 0; i < HW_N_TABLES; i++)
    {
      hw_table_free (self->copy->tables[i]);
      self->copy->tables[i] = hw_table_new_like (design->tables[i]);
    }
  return self;
}

void
hw_design_copy_free (HwDesignCopy *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->copy);
  g_object_unref (self->design);
  g_free (self);
}

gboolean
hw_design_copy_step (HwDesignCopy *self, gint64 deadline)
{
  for (guint i = 0; i < HW_N_TABLES; i++)
    if (!hw_table_catch_up (self->copy->tables[i], self->design->tables[i], deadline))
      return FALSE;
  return TRUE;
}

HwDesign *
hw_design_copy_finish (HwDesignCopy *self)
{
  hw_symbol_pool_free (self->copy->symbols);
  self->copy->symbols = hw_symbol_pool_copy (self->design->symbols);
  g_object_unref (self->copy->catalogue);
  self->copy->catalogue = hw_catalogue_copy (self->design->catalogue);
  return g_steal_pointer (&self->copy);
}

void
hw_design_copy_index (HwDesign *copy)
{
  hw_symbol_pool_index (copy->symbols);
  for (guint table = 0; table < HW_N_TABLES; table++)
    for (HwHandle handle = hw_design_next (copy, table, 0); handle != 0;
         handle = hw_design_next (copy, table, handle))
      {
        const HwObject *object = hw_design_row (copy, table, handle);

        hw_id_index_add (copy, HW_REF (table, handle), object->id);
        hw_design_index_add (copy, table, handle);
      }
}
