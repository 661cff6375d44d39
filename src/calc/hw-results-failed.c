/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-private.h"
#include "hw-fabrics-private.h"
#include "hw-results-private.h"
#include "hw-what-if.h"

/* Which components have failed. */

void
hw_results_set_failed (HwResults *self, const char *const *keys)
{
  g_strfreev (self->cooling->failed);
  self->cooling->failed = g_strdupv ((char **)keys);
  hw_results_forget_stopped (self);
  if (hw_results_stopped (self) == NULL)
    hw_fabrics_judge_all (self);
  hw_results_changed (self);
}

gboolean
hw_results_toggle_failed (HwResults *self, const char *const *keys)
{
  const char *const *before = hw_results_get_failed (self);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  gboolean all = TRUE;

  for (guint i = 0; keys[i] != NULL; i++)
    all = all && before != NULL && g_strv_contains (before, keys[i]);
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!g_strv_contains (keys, before[i]))
      g_ptr_array_add (after, (gpointer)before[i]);
  for (guint i = 0; !all && keys[i] != NULL; i++)
    g_ptr_array_add (after, (gpointer)keys[i]);
  g_ptr_array_add (after, NULL);
  {
    g_auto (GStrv) copy = after->len > 1 ? g_strdupv ((char **)after->pdata) : NULL;

    hw_results_set_failed (self, (const char *const *)copy);
  }
  return !all;
}

const char *const *
hw_results_get_failed (HwResults *self)
{
  return (const char *const *)self->cooling->failed;
}

HwResults *
hw_results_with_failed (HwResults *self, const char *const *keys)
{
  const char *const *own = hw_results_get_failed (self);
  HwResults *other;

  if (keys == own || (keys != NULL && own != NULL && g_strv_equal (keys, own)))
    return g_object_ref (self);
  other = hw_results_new (self->design);
  hw_results_set_phase (other, hw_results_get_phase (self));
  hw_results_set_expected (other, hw_results_get_expected (self));
  hw_results_set_failed (other, keys);
  return other;
}

gboolean
hw_results_can_fail (HwResults *self, const char *key)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HwComponent));

  return hw_components_find (self, key, TRUE, found);
}
