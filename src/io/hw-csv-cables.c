/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-csv-private.h"

#include <math.h>

#include "hw-cable-plan.h"
#include "hw-fabrics.h"

/* Tables of trays and of what lies in them, over all fabrics. */

static gboolean
is_wanted (HwRef object, HwHandle hall)
{
  return object.handle == 0 || (object.table == HW_TABLE_HALL && object.handle == hall);
}

void
hw_csv_write_trays (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "id",       "name",           "hall",           "row",       "x1 mm",
          "y1 mm",    "x2 mm",          "y2 mm",          "height mm", "width mm",
          "depth mm", "length m",       "cables most",    "fill %",    "fill limit %",
          "kg per m", "kg per m limit", "weight unknown", NULL };
  const HwCablePlan *plan = hw_results_lay_cables (self->results);

  hw_csv_add_header (self, header);
  for (guint i = 0; i < plan->trays->trays->len; i++)
    {
      const HwTray *tray = hw_tray_plan_get (plan->trays, i);
      const HwTrayOrigin *origin = hw_tray_plan_origin (plan->trays, i);
      const gint32 sizes[] = { tray->x1_mm,     tray->y1_mm,    tray->x2_mm,   tray->y2_mm,
                               tray->height_mm, tray->width_mm, tray->depth_mm };
      HwTrayLoad load;

      if (!is_wanted (object, origin->hall))
        continue;
      load = hw_cable_plan_load (plan, i);
      hw_csv_add_id (self, HW_TABLE_TRAY, origin->placed);
      hw_csv_add_text (self, origin->own_name);
      hw_csv_add_name (self, HW_TABLE_HALL, origin->hall);
      hw_csv_add_name (self, HW_TABLE_ROW, origin->row);
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        hw_csv_add_number (self, sizes[j]);
      hw_csv_add_number (self, round (load.length_m * 1000) / 1000);
      hw_csv_add_number (self, load.cables);
      hw_csv_add_number (self, round (load.fill * 1000) / 10);
      hw_csv_add_number (self, round (tray->most_fill * 1000) / 10);
      /* Of cables whose mass is known; the last column counts the others. */
      hw_csv_add_number (self,
                         load.unknown < load.cables ? round (load.mass_kg_m * 100) / 100 : NAN);
      hw_csv_add_number (self, tray->most_load_kg_m);
      hw_csv_add_number (self, load.unknown);
      hw_csv_end_line (self);
    }
}

/* --- bundles --- */

/* Cables of one fabric and product between the same two racks, which go the same way. */
typedef struct
{
  HwHandle fabric, from, to; /* racks; from is that of the lower tier */
  gint32 type;
  guint cables;
  double longest_m, total_m;
} Bundle;

static guint
hash_bundle (gconstpointer data)
{
  const Bundle *bundle = data;

  return bundle->from * 2654435761u ^ bundle->to * 40503u ^ (guint)bundle->type
         ^ bundle->fabric * 97u;
}

static gboolean
equal_bundles (gconstpointer a, gconstpointer b)
{
  const Bundle *x = a;
  const Bundle *y = b;

  return x->fabric == y->fabric && x->from == y->from && x->to == y->to && x->type == y->type;
}

/* @bundles: (element-type Bundle): in the order of their first cables; @index finds them. */
static void
collect (HwCsvWriter *self, const HwCablePlanPart *part, GPtrArray *bundles, GHashTable *index)
{
  const HwCablePlan *plan = hw_results_lay_cables (self->results);
  guint n;
  const HwFabricCable *cables
      = hw_fabric_get_cables (hw_results_fabric (self->results, part->fabric), &n);

  for (guint i = 0; i < n; i++)
    {
      const HwCableRun *run = hw_cabling_get_run (plan->cabling, part->first + i);
      Bundle key = { .fabric = part->fabric, .type = run->type };
      Bundle *bundle;

      /* A copper cable of two links is one. */
      if (run->type < 0 || (run->with >= 0 && (guint)run->with < part->first + i))
        continue;
      key.from = hw_results_fabric_rack (self->results, part->fabric, cables[i].low);
      key.to = hw_results_fabric_rack (self->results, part->fabric, cables[i].high);
      bundle = g_hash_table_lookup (index, &key);
      if (bundle == NULL)
        {
          bundle = g_memdup2 (&key, sizeof key);
          g_ptr_array_add (bundles, bundle);
          g_hash_table_add (index, bundle);
        }
      bundle->cables++;
      bundle->longest_m = fmax (bundle->longest_m, run->length_m);
      bundle->total_m += run->length_m;
    }
}

void
hw_csv_write_bundles (HwCsvWriter *self, HwRef object)
{
  static const char *const header[]
      = { "fabric", "from rack", "to rack", "product", "cables", "longest m", "length m", NULL };
  const HwCablePlan *plan = hw_results_lay_cables (self->results);
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) index = g_hash_table_new (hash_bundle, equal_bundles);

  hw_csv_add_header (self, header);
  for (guint i = 0; i < plan->parts->len; i++)
    collect (self, &g_array_index (plan->parts, HwCablePlanPart, i), bundles, index);
  for (guint i = 0; i < bundles->len; i++)
    {
      const Bundle *bundle = g_ptr_array_index (bundles, i);

      if (!is_wanted (object, hw_design_get_rack (self->design, bundle->from)->object.parent))
        continue;
      hw_csv_add_name (self, HW_TABLE_FABRIC, bundle->fabric);
      hw_csv_add_name (self, HW_TABLE_RACK, bundle->from);
      hw_csv_add_name (self, HW_TABLE_RACK, bundle->to);
      hw_csv_add_text (self, g_array_index (plan->types, HwCableType, bundle->type).id);
      hw_csv_add_number (self, bundle->cables);
      hw_csv_add_number (self, bundle->longest_m);
      hw_csv_add_number (self, bundle->total_m);
      hw_csv_end_line (self);
    }
}
