/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-cost.h"
#include "hw-error.h"
#include "hw-estimate.h"
#include "hw-fabrics-private.h"
#include "hw-feed-explain.h"
#include "hw-loop-explain.h"
#include "hw-power-explain.h"
#include "hw-results-private.h"

/* Of the figures of a loop. */
#define LOOP_KEYS "cooling.loops."

/* Keys that an error names. */
#define MAX_NEAR 3

/* Edits of one letter that make @a into @b (Levenshtein). */
static guint
distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *line = g_new (guint, n + 1);

  for (guint j = 0; j <= n; j++)
    line[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = line[0];
      line[0] = i;
      for (guint j = 1; j <= n; j++)
        {
          guint above = line[j];
          guint change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
          line[j] = MIN (change, MIN (above, line[j - 1]) + 1);
          diagonal = above;
        }
    }
  return line[n];
}

typedef struct
{
  const char *key;
  guint distance;
} NearKey;

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const NearKey *x = a;
  const NearKey *y = b;

  return x->distance != y->distance ? (x->distance < y->distance ? -1 : 1)
                                    : strcmp (x->key, y->key);
}

static char *
near_keys (const char *key)
{
  NearKey near[HW_N_TOTALS + HW_N_COSTS + HW_N_ENERGY_FIGURES];
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < HW_N_TOTALS + HW_N_COSTS; i++)
    {
      const char *other = i < HW_N_TOTALS ? hw_total_key (i) : hw_cost_key (i - HW_N_TOTALS);
      HwCost same;

      /* Capital has a key in both. */
      if (i >= HW_N_TOTALS || !hw_cost_find (other, &same))
        near[n++] = (NearKey){ other, distance (key, other) };
    }
  for (guint i = 0; i < HW_N_ENERGY_FIGURES; i++)
    near[n++] = (NearKey){ hw_energy_figure_key (i), distance (key, hw_energy_figure_key (i)) };
  qsort (near, n, sizeof *near, compare_near);
  for (guint i = 0; i < MAX_NEAR; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", near[i].key);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
parse_scope (HwResults *self, const char *id, HwRef *scope, GError **error)
{
  *scope = hw_design_find (self->design, id);
  if (scope->handle != 0
      && (scope->table == HW_TABLE_HALL || scope->table == HW_TABLE_ROW
          || scope->table == HW_TABLE_GROUP || scope->table == HW_TABLE_RACK
          || scope->table == HW_TABLE_DEVICE))
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_NOT_FOUND,
               _ ("There is no hall, row, group, rack or device “%s”."),
               id);
  return FALSE;
}

/* "cooling.loops.heat_w" with the id of a loop. */
static gboolean
find_loop_figure (HwResults *self, const char *name, const char *id, HwHandle *loop, guint *figure)
{
  HwRef ref = id != NULL ? hw_design_find (self->design, id) : HW_REF (HW_TABLE_DESIGN, 0);

  if (!g_str_has_prefix (name, LOOP_KEYS) || ref.handle == 0 || ref.table != HW_TABLE_LOOP)
    return FALSE;
  *loop = ref.handle;
  for (*figure = 0; *figure < HW_N_LOOP_FIGURES; (*figure)++)
    if (strcmp (hw_loop_figure_key (*figure), name + strlen (LOOP_KEYS)) == 0)
      return TRUE;
  return FALSE;
}

/* The ends of a range and the count of what is not known are of the figure that they stand beside:
 * its tree tells them. */
static char *
name_of (const char *key, const char *at)
{
  static const char *const beside[] = { "_low", "_high", "_unknown" };
  gsize length = at != NULL ? (gsize)(at - key) : strlen (key);

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      gsize end = strlen (beside[i]);

      if (length > end && strncmp (key + length - end, beside[i], end) == 0)
        return g_strndup (key, length - end);
    }
  return g_strndup (key, length);
}

/* "power.feeds.ID.load_w" is "power.feeds.load_w@ID": the way of a figure through the arrays of the
 * JSON. Returns: (transfer full): the latter form of any key */
static char *
canonical_key (HwResults *self, const char *key)
{
  static const struct
  {
    const char *prefix;
    HwTableKind table;
  } arrays[] = {
    { "power.feeds.", HW_TABLE_FEED },
    { LOOP_KEYS, HW_TABLE_LOOP },
    { "fabrics.", HW_TABLE_FABRIC },
  };

  for (guint i = 0; strchr (key, '@') == NULL && i < G_N_ELEMENTS (arrays); i++)
    {
      const char *start = key + strlen (arrays[i].prefix);
      const char *end = g_str_has_prefix (key, arrays[i].prefix) ? strchr (start, '.') : NULL;
      g_autofree char *id = NULL;
      HwRef ref;

      if (end == NULL)
        continue;
      id = g_strndup (start, (gsize)(end - start));
      ref = hw_design_find (self->design, id);
      if (ref.handle != 0 && ref.table == arrays[i].table)
        return g_strdup_printf ("%s%s@%s", arrays[i].prefix, end + 1, id);
    }
  return g_strdup (key);
}

/* Of one feed. Returns: (nullable) */
static HwExplanation *
explain_feed (HwResults *self, const char *name, const char *id)
{
  HwRef ref = id != NULL ? hw_design_find (self->design, id) : HW_REF (HW_TABLE_DESIGN, 0);

  return ref.handle != 0 && ref.table == HW_TABLE_FEED ? hw_feed_explain (self, name, ref.handle)
                                                       : NULL;
}

HwExplanation *
hw_results_explain_key (HwResults *self, const char *wanted, GError **error)
{
  g_autofree char *key = canonical_key (self, wanted);
  const char *at = strchr (key, '@');
  g_autofree char *name = name_of (key, at);
  HwRef scope = HW_REF (HW_TABLE_DESIGN, 0);
  HwEstimate estimate;
  HwTotal total;
  HwEnergyFigure figure_of_year;
  HwExplanation *found;
  HwHandle loop;
  HwCost cost;
  HwCostInput input;
  guint figure;

  if (at == NULL && (found = hw_power_explain (self, name)) != NULL)
    return found;
  if (at == NULL && hw_cost_find (name, &cost))
    return hw_results_explain_cost (self, cost);
  if (at == NULL && hw_cost_input_find (name, &input))
    return hw_results_explain_cost_assumption (self, input);
  if (g_str_has_prefix (name, "fabrics."))
    return hw_fabrics_explain (self, name, at != NULL ? at + 1 : NULL, error);
  if (at == NULL && hw_energy_find (name, &figure_of_year))
    return hw_results_explain_energy (self, figure_of_year);
  if (at == NULL && (found = hw_results_explain_energy_part (self, name)) != NULL)
    return found;
  if (at != NULL && (found = explain_feed (self, name, at + 1)) != NULL)
    return found;
  if (at == NULL && hw_estimate_find (name, &estimate))
    return hw_estimate_explain (self, estimate);
  if (find_loop_figure (self, name, at != NULL ? at + 1 : NULL, &loop, &figure))
    return hw_loop_explain (self, loop, figure);
  if (!hw_total_find (name, &total))
    {
      g_autofree char *near = near_keys (name);
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("There is no figure “%s”; near it: %s."),
                   name,
                   near);
      return NULL;
    }
  if (at != NULL && !parse_scope (self, at + 1, &scope, error))
    return NULL;
  return hw_results_explain (self, total, scope);
}
