/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-air.h"
#include "hw-loop-plan-private.h"
#include "hw-rack-coolant.h"
#include "hw-rear-door.h"
#include "hw-results-private.h"

/* Cooled trays of a whole NVL72, 18 of compute and 9 of switches: what the curve of a rack is for.
 */
#define CURVE_TRAYS 27

static const struct
{
  const char *name;
  const char *label;
  gboolean is_return;
} parts[HW_N_PARTS] = {
  [HW_PART_SUPPLY_HEADER] = { "supply-header", N_ ("Supply header"), FALSE },
  [HW_PART_RETURN_HEADER] = { "return-header", N_ ("Return header"), TRUE },
  [HW_PART_SUPPLY_MAIN] = { "supply-main", N_ ("Supply main"), FALSE },
  [HW_PART_RETURN_MAIN] = { "return-main", N_ ("Return main"), TRUE },
  [HW_PART_RETURN_RUN_BACK] = { "return-run-back", N_ ("Return, run back"), TRUE },
  [HW_PART_SUPPLY_RING] = { "supply-ring", N_ ("Supply ring"), FALSE },
  [HW_PART_RETURN_RING] = { "return-ring", N_ ("Return ring"), TRUE },
  [HW_PART_SUPPLY_BRANCH] = { "supply-branch", N_ ("Supply branch"), FALSE },
  [HW_PART_RETURN_BRANCH] = { "return-branch", N_ ("Return branch"), TRUE },
  [HW_PART_SUPPLY_HOSE] = { "supply-hose", N_ ("Supply hose"), FALSE },
  [HW_PART_RETURN_HOSE] = { "return-hose", N_ ("Return hose"), TRUE },
  [HW_PART_RACK] = { "rack", N_ ("Rack"), FALSE },
  [HW_PART_DOOR] = { "door", N_ ("Rear door"), FALSE },
  [HW_PART_CDU_SUPPLY] = { "cdu-supply", N_ ("Supply of the CDU"), FALSE },
  [HW_PART_CDU_RETURN] = { "cdu-return", N_ ("Return to the CDU"), TRUE },
  [HW_PART_PUMP] = { "pump", N_ ("CDU with its pump"), FALSE },
  [HW_PART_SUPPLY_VALVE] = { "supply-valve", N_ ("Isolation valve, supply"), FALSE },
  [HW_PART_RETURN_VALVE] = { "return-valve", N_ ("Isolation valve, return"), TRUE },
  [HW_PART_BALANCING_VALVE] = { "balancing-valve", N_ ("Balancing valve"), TRUE },
  [HW_PART_SUPPLY_COUPLING] = { "supply-coupling", N_ ("Quick disconnect, supply"), FALSE },
  [HW_PART_RETURN_COUPLING] = { "return-coupling", N_ ("Quick disconnect, return"), TRUE },
  [HW_PART_CDU_SUPPLY_VALVE] = { "cdu-supply-valve", N_ ("Isolation valve behind the CDU"), FALSE },
  [HW_PART_CDU_RETURN_VALVE] = { "cdu-return-valve", N_ ("Isolation valve before the CDU"), TRUE },
  [HW_PART_CHECK_VALVE] = { "check-valve", N_ ("Check valve"), FALSE },
  [HW_PART_STRAINER] = { "strainer", N_ ("Strainer"), TRUE },
  [HW_PART_VESSEL] = { "vessel", N_ ("Expansion vessel"), TRUE },
  [HW_PART_HEAT_REJECTION] = { "heat-rejection", N_ ("Heat rejection"), TRUE },
};

const char *
hw_part_name (HwPartRole role)
{
  return parts[role].name;
}

const char *
hw_part_label (HwPartRole role)
{
  return _ (parts[role].label);
}

gboolean
hw_part_find (const char *name, HwPartRole *role)
{
  for (guint i = 0; i < HW_N_PARTS; i++)
    if (strcmp (parts[i].name, name) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
hw_part_is_return (HwPartRole role)
{
  return parts[role].is_return;
}

static char *
make_key (HwDesign *design, HwHandle loop, HwPartRole role, HwRef from, HwRef to)
{
  char rule[HW_ID_SIZE], first[HW_ID_SIZE], second[HW_ID_SIZE];

  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), rule);
  hw_design_id_text (design, from, first);
  if (to.handle == 0)
    return g_strjoin ("/", rule, parts[role].name, first, NULL);
  hw_design_id_text (design, to, second);
  return g_strjoin ("/", rule, parts[role].name, first, second, NULL);
}

char *
hw_loop_link_key (HwDesign *design, const HwLoopPlan *self, guint link)
{
  const HwLoopLink *row = hw_loop_plan_link (self, link);

  return make_key (design, self->loop, row->role, row->from_object, row->to_object);
}

char *
hw_loop_fitting_key (HwDesign *design, const HwLoopPlan *self, guint fitting)
{
  const HwLoopFitting *row = &g_array_index (self->fittings, HwLoopFitting, fitting);

  return make_key (design, self->loop, row->role, row->object, HW_REF (HW_TABLE_RACK, 0));
}

double
hw_loop_plan_design_flow (const HwLoopPlan *self)
{
  double flow = 0;

  for (guint i = 0; i < self->racks->len; i++)
    flow += g_array_index (self->racks, HwLoopRack, i).design_m3_s;
  return flow;
}

/* --- members --- */

HwHandle
hw_loop_of (HwDesign *design, HwRef object)
{
  const HwDevice *device;

  if (object.table == HW_TABLE_RACK)
    return hw_design_get_rack (design, object.handle)->loop;
  device = hw_design_get_device (design, object.handle);
  return device->channel == HW_CHANNEL_REAR_DOOR && device->loop != 0
             ? device->loop
             : hw_design_get_rack (design, device->object.parent)->loop;
}

/* Devices with heat to liquid that stand in the rack. */
static guint
count_cooled (HwResults *results, const HwComposition *composition)
{
  guint n = 0;

  for (guint i = 0; i < composition->n_entries; i++)
    {
      const HwContributor *contributor
          = hw_contributors_get (results->contributors, composition->entries[i].contributor);
      if ((contributor->kind == HW_CONTRIBUTOR_PRODUCT || contributor->kind == HW_CONTRIBUTOR_PART)
          && contributor->shares[HW_TOTAL_LIQUID].value > 0)
        n += composition->entries[i].count;
    }
  return n;
}

static guint
trays_of_assembly (const HwResults *results, const HwProduct *assembly)
{
  guint first = hw_contributors_first (results->contributors, assembly->number);
  guint n = 0;

  for (guint i = 0; i < hw_contributors_span (results->contributors, assembly->number); i++)
    {
      const HwContributor *contributor = hw_contributors_get (results->contributors, first + i);
      if (contributor->kind == HW_CONTRIBUTOR_PART
          && contributor->shares[HW_TOTAL_LIQUID].value > 0)
        n += contributor->in_assembly;
    }
  return n;
}

/* The published curve is that of a rack with a known limit of its flow; others count their trays.
 */
static double
curve_share (HwResults *results, const HwComposition *composition, const HwProduct *assembly)
{
  guint whole = CURVE_TRAYS;

  if (assembly != NULL && hw_product_value (assembly, HW_FIELD_COOLANT_FLOW_MAX) > 0)
    whole = MAX (trays_of_assembly (results, assembly), 1);
  return (double)count_cooled (results, composition) / whole;
}

static void
add_rack (HwLoopPlan *self, HwResults *results, HwHandle rack)
{
  const HwRackFigures *figures = hw_results_rack (results, rack);
  const HwComposition *composition = hw_results_composition (results, rack);
  const HwProduct *assembly = hw_design_rack_assembly (results->design, rack);
  const HwProduct *limits
      = assembly != NULL ? assembly : hw_design_rack_product (results->design, rack);
  HwLoopRack row = { .rack = rack,
                     .object = HW_REF (HW_TABLE_RACK, rack),
                     .heat_w = figures->liquid_w,
                     .group = limits->number };

  if (!(figures->liquid_w > 0))
    return;
  row.flow_limit_m3_s = hw_product_value (limits, HW_FIELD_COOLANT_FLOW_MAX);
  row.supply_limit_c = hw_product_value (limits, HW_FIELD_COOLANT_SUPPLY_MAX);
  row.return_limit_c = hw_product_value (limits, HW_FIELD_COOLANT_RETURN_MAX);
  row.curve = hw_rack_curve (curve_share (results, composition, assembly));
  row.design_m3_s = hw_rack_flow_required (
      self->rule.coolant, row.heat_w, self->rule.supply_c, self->rule.return_c);
  g_array_append_val (self->racks, row);
}

/* A door with what the devices of its rack blow through it. Its flow is that of its rating, which
 * makers have held by a valve. */
static void
add_door (HwLoopPlan *self, HwResults *results, HwHandle rack, HwHandle device)
{
  const HwProduct *product = hw_design_device_product (results->design, device);
  const HwRackFigures *figures = hw_results_rack (results, rack);
  HwRearDoor door = hw_rear_door_rate (product);
  double air_kg_s = figures->airflow_m3_s * hw_air_density (self->air_c, self->altitude_m);
  HwLoopRack row = { .rack = rack,
                     .object = HW_REF (HW_TABLE_DEVICE, device),
                     .is_door = TRUE,
                     .coil = door.coil,
                     .air = { air_kg_s * HW_AIR_HEAT_CAPACITY, air_kg_s },
                     .heat_w = fmin (figures->air_w, door.capacity_w),
                     .flow_limit_m3_s = NAN,
                     .supply_limit_c = NAN,
                     .return_limit_c = NAN,
                     .design_m3_s = door.flow_m3_s,
                     .curve = hw_rear_door_curve (&door),
                     .group = product->number };

  /* Without a rating nothing is known of its branch. */
  if (!(door.flow_m3_s > 0))
    return;
  row.air_c = self->air_c + (air_kg_s > 0 ? figures->air_w / row.air.capacity_w_k : 0);
  g_array_append_val (self->racks, row);
}

/* Whether devices of such a kind are among what stands in the rack, without a look at each. */
static gboolean
holds (HwResults *results, HwHandle rack, gboolean (*is_one) (const HwProduct *product))
{
  const HwComposition *composition = hw_results_composition (results, rack);

  for (guint i = 0; i < composition->n_entries; i++)
    if (is_one (hw_contributors_get (results->contributors, composition->entries[i].contributor)
                    ->product))
      return TRUE;
  return FALSE;
}

static void
add_doors_of (HwLoopPlan *self, HwResults *results, HwHandle rack)
{
  HwDesign *design = results->design;

  if (!holds (results, rack, hw_rear_door_is_one))
    return;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    if (hw_rear_door_is_one (hw_design_device_product (design, device))
        && hw_loop_of (design, HW_REF (HW_TABLE_DEVICE, device)) == self->loop
        && hw_results_stands (results, hw_design_row (design, HW_TABLE_DEVICE, device)))
      add_door (self, results, rack, device);
}

static void
add_cdu (HwLoopPlan *self, HwRef unit, HwHandle rack, const HwProduct *product)
{
  HwLoopCdu cdu = { .unit = unit, .rack = rack, .product = product, .speed = NAN };

  if (!hw_cdu_is_one (product))
    return;
  cdu.rating = hw_cdu_rating (product);
  g_array_append_val (self->cdus, cdu);
}

static void
add_cdus_of (HwLoopPlan *self, HwResults *results, HwHandle rack)
{
  HwDesign *design = results->design;

  add_cdu (self, HW_REF (HW_TABLE_RACK, rack), rack, hw_design_rack_product (design, rack));
  if (!holds (results, rack, hw_cdu_is_one))
    return;
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    if (hw_results_stands (results, hw_design_row (design, HW_TABLE_DEVICE, device)))
      add_cdu (
          self, HW_REF (HW_TABLE_DEVICE, device), rack, hw_design_device_product (design, device));
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  const HwObject *x = hw_design_row (data, HW_TABLE_RACK, *(const HwHandle *)a);
  const HwObject *y = hw_design_row (data, HW_TABLE_RACK, *(const HwHandle *)b);

  return hw_id_compare (hw_design_get_symbols (data), x->id, y->id);
}

/* The hall of the first CDU, else of the first rack. */
static HwHandle
hall_of (HwDesign *design, const GArray *members)
{
  HwHandle hall = 0;

  for (guint i = 0; i < members->len; i++)
    {
      HwHandle rack = g_array_index (members, HwHandle, i);
      HwHandle parent = hw_design_get_rack (design, rack)->object.parent;
      if (hw_cdu_is_one (hw_design_rack_product (design, rack)))
        return parent;
      if (hall == 0)
        hall = parent;
    }
  return hall;
}

static void
find_members (HwLoopPlan *self, HwResults *results, const GArray *members)
{
  HwDesign *design = results->design;
  g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint i = 0; i < members->len; i++)
    {
      HwHandle rack = g_array_index (members, HwHandle, i);
      if (hw_results_composition (results, rack) != NULL)
        g_array_append_val (standing, rack);
    }
  g_array_sort_with_data (standing, compare_ids, design);
  self->hall = hall_of (design, standing);
  for (guint i = 0; i < standing->len; i++)
    {
      HwHandle rack = g_array_index (standing, HwHandle, i);
      if (hw_design_get_rack (design, rack)->object.parent != self->hall)
        {
          g_array_append_val (self->strays, rack);
          continue;
        }
      add_doors_of (self, results, rack);
      if (hw_design_get_rack (design, rack)->loop != self->loop)
        continue;
      add_rack (self, results, rack);
      add_cdus_of (self, results, rack);
    }
}

HwLoopPlan *
hw_loop_plan_new (HwResults *results,
                  HwHandle loop,
                  const GArray *members,
                  const char *const *failed)
{
  HwLoopPlan *self = g_new0 (HwLoopPlan, 1);
  const HwSite *site = hw_design_get_site (results->design);

  g_atomic_ref_count_init (&self->ref_count);
  self->loop = loop;
  self->rule = *hw_design_get_loop (results->design, loop);
  self->air_c = site->air_c;
  self->humidity = site->humidity;
  self->altitude_m = site->altitude_m;
  self->nodes = g_array_new (FALSE, FALSE, sizeof (HwLoopNode));
  self->links = g_array_new (FALSE, FALSE, sizeof (HwLoopLink));
  self->fittings = g_array_new (FALSE, FALSE, sizeof (HwLoopFitting));
  self->racks = g_array_new (FALSE, FALSE, sizeof (HwLoopRack));
  self->cdus = g_array_new (FALSE, FALSE, sizeof (HwLoopCdu));
  self->strays = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->bad_overrides = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  find_members (self, results, members);
  hw_loop_lay_out (self, results->design);
  hw_loop_patch (self, results->design, failed);
  return self;
}

static GArray *
copy_rows (GArray *rows)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, g_array_get_element_size (rows), rows->len);

  return rows->len > 0 ? g_array_append_vals (copy, rows->data, rows->len) : copy;
}

HwLoopPlan *
hw_loop_plan_copy (const HwLoopPlan *self)
{
  HwLoopPlan *copy = g_memdup2 (self, sizeof *self);

  copy->nodes = copy_rows (self->nodes);
  copy->links = copy_rows (self->links);
  copy->fittings = copy_rows (self->fittings);
  copy->racks = copy_rows (self->racks);
  copy->cdus = copy_rows (self->cdus);
  copy->strays = copy_rows (self->strays);
  copy->bad_overrides = copy_rows (self->bad_overrides);
  g_atomic_ref_count_init (&copy->ref_count);
  return copy;
}

HwLoopPlan *
hw_loop_plan_ref (HwLoopPlan *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
hw_loop_plan_unref (HwLoopPlan *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->nodes);
  g_array_unref (self->links);
  g_array_unref (self->fittings);
  g_array_unref (self->racks);
  g_array_unref (self->cdus);
  g_array_unref (self->strays);
  g_array_unref (self->bad_overrides);
  g_free (self);
}
