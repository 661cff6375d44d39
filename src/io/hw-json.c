/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-json.h"

#include <math.h>
#include <string.h>

#include "hw-cable-plan.h"
#include "hw-cooling.h"
#include "hw-cost.h"
#include "hw-energy.h"
#include "hw-facility.h"
#include "hw-fabric-order.h"
#include "hw-fabrics.h"
#include "hw-feeds.h"
#include "hw-json-failures.h"
#include "hw-json-writer.h"
#include "hw-power.h"
#include "hw-what-if.h"

static void
write_beside (HwJsonWriter *out, const char *key, const char *suffix, double number)
{
  g_autofree char *name = g_strconcat (key, suffix, NULL);

  hw_json_writer_number (out, name, number);
}

static void
write_sum (HwJsonWriter *out, const char *key, HwTotal total, HwSum sum)
{
  if (hw_sum_is_unknown (&sum))
    hw_json_writer_null (out, key);
  else
    hw_json_writer_number (out, key, hw_total_key_value (total, sum.value));
  if (!hw_sum_is_unknown (&sum) && hw_sum_is_range (&sum))
    {
      write_beside (out, key, "_low", hw_total_key_value (total, sum.low));
      write_beside (out, key, "_high", hw_total_key_value (total, sum.high));
    }
  if (sum.n_unknown > 0)
    write_beside (out, key, "_unknown", sum.n_unknown);
}

static void
write_total (HwJsonWriter *out, HwResults *results, const char *key, HwTotal total)
{
  write_sum (out, key, total, hw_results_total (results, total, HW_REF (HW_TABLE_DESIGN, 0)));
}

/* Less what does not work by what has failed. */
static void
write_left (HwJsonWriter *out, HwResults *results, const char *key, HwTotal total)
{
  write_sum (out, key, total, hw_results_left (results, total));
}

static void
write_design (HwJsonWriter *out, HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);

  hw_json_writer_begin_object (out, "design");
  hw_json_writer_string (
      out, "name", hw_design_text (design, hw_design_get_title (design)->object.name));
  write_total (out, results, "racks", HW_TOTAL_RACKS);
  write_total (out, results, "devices", HW_TOTAL_DEVICES);
  write_total (out, results, "gpus", HW_TOTAL_GPUS);
  hw_json_writer_end (out);
}

static void
write_compute (HwJsonWriter *out, HwResults *results)
{
  static const char *const precisions[] = { "fp4", "fp8", "int8", "fp16", "tf32", "fp64" };

  hw_json_writer_begin_object (out, "compute");
  hw_json_writer_begin_object (out, "pflops");
  for (guint i = 0; i < G_N_ELEMENTS (precisions); i++)
    {
      hw_json_writer_begin_object (out, precisions[i]);
      write_left (out, results, "dense", HW_TOTAL_FP4_DENSE + 2 * i);
      write_left (out, results, "sparse", HW_TOTAL_FP4_SPARSE + 2 * i);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
  write_left (out, results, "hbm_bytes", HW_TOTAL_HBM);
  hw_json_writer_end (out);
}

static void
write_fabric (HwJsonWriter *out, HwResults *results, HwHandle fabric)
{
  static const char *const kinds[] = { "compute", "storage", "in-band", "out-of-band" };
  static const char *const levels[] = { "node_leaf", "leaf_spine", "spine_core" };
  HwDesign *design = hw_results_get_design (results);
  const HwFabricFigures *figures = hw_results_fabric_figures (results, fabric);
  char buffer[HW_ID_SIZE];

  hw_json_writer_begin_object (out, NULL);
  hw_json_writer_string (
      out, "id", hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, fabric), buffer));
  hw_json_writer_string (out, "kind", kinds[hw_design_get_fabric (design, fabric)->kind]);
  hw_json_writer_begin_object (out, "switches");
  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    hw_json_writer_number (out, hw_fabric_role_name (i), figures->switches[i]);
  hw_json_writer_end (out);
  hw_json_writer_begin_object (out, "cables");
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    hw_json_writer_number (out, levels[i], figures->cables[i]);
  hw_json_writer_end (out);
  hw_json_writer_number (out, "oversubscription", figures->oversubscription);
  hw_json_writer_number (out, "bisection_bytes_per_s", figures->bisection_byte_s);
  hw_json_writer_end (out);
}

static void
write_fabrics (HwJsonWriter *out, HwResults *results)
{
  g_autoptr (GArray) fabrics = hw_fabric_order (hw_results_get_design (results));

  hw_json_writer_begin_array (out, "fabrics");
  for (guint i = 0; i < fabrics->len; i++)
    write_fabric (out, results, g_array_index (fabrics, HwHandle, i));
  hw_json_writer_end (out);
}

static void
write_needs (HwJsonWriter *out, HwResults *results)
{
  g_autoptr (GArray) needs = hw_results_needs (results);

  hw_json_writer_begin_array (out, "to_place");
  for (guint i = 0; i < needs->len; i++)
    {
      const HwNeed *need = &g_array_index (needs, HwNeed, i);

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (out, "role", need->role);
      hw_json_writer_string (out, "product", need->product->id);
      hw_json_writer_number (out, "count", need->count);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
}

/* Of a feed that something failed has taken load from or given to. */
static double
failed_load (HwResults *results, HwHandle feed)
{
  const HwPowerSolution *solution = hw_results_power (results);
  gint node = hw_power_plan_find (solution->plan, HW_REF (HW_TABLE_FEED, feed));

  return node >= 0 ? hw_power_solution_node (solution, (guint)node)->load_w : NAN;
}

static void
write_feeds (HwJsonWriter *out, HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);

  hw_json_writer_begin_array (out, "feeds");
  for (HwHandle feed = hw_design_first_child (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next_child (design, HW_TABLE_FEED, feed))
    {
      HwFeedFigures figures = { NAN, NAN, NAN, 0 };
      char buffer[HW_ID_SIZE];

      hw_results_feed (results, feed, &figures);
      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (
          out, "id", hw_design_id_text (design, HW_REF (HW_TABLE_FEED, feed), buffer));
      hw_json_writer_number (out,
                             "load_w",
                             hw_results_get_failed (results) == NULL ? figures.load_w
                                                                     : failed_load (results, feed));
      hw_json_writer_number (out, "limit_w", figures.limit_w);
      hw_json_writer_number (out, "failover_w", figures.failover_w);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
}

/* In the unit of its key; the network that it follows from may leave parts of it unknown. */
static void
write_derived (HwJsonWriter *out, const char *key, HwSum sum)
{
  hw_json_writer_number (out, key, hw_sum_is_unknown (&sum) ? NAN : sum.value);
  if (sum.n_unknown > 0 && sum.n_known > 0)
    write_beside (out, key, "_unknown", sum.n_unknown);
}

/* The figures of a year beside the PUE, as their keys call them; hours are counts. */
static void
write_energy (HwJsonWriter *out, HwResults *results)
{
  HwEnergy year;
  gboolean known = hw_results_energy_per_year (results, &year);

  hw_json_writer_begin_object (out, "energy");
  for (guint figure = HW_ENERGY_TOTAL; figure < HW_N_ENERGY_FIGURES; figure++)
    write_derived (out,
                   hw_energy_figure_key (figure) + strlen ("power.energy."),
                   hw_results_energy (results, figure));
  hw_json_writer_number (out, "hours_without_chiller", known ? year.free_hours : NAN);
  hw_json_writer_begin_object (out, "parts_j");
  for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
    hw_json_writer_number (
        out,
        hw_facility_part_key (part),
        known && (year.n_unknown[part] == 0 || year.part_j[part] > 0) ? year.part_j[part] : NAN);
  hw_json_writer_end (out);
  hw_json_writer_end (out);
}

static void
write_power (HwJsonWriter *out, HwResults *results)
{
  hw_json_writer_begin_object (out, "power");
  write_total (out, results, "it_nameplate_w", HW_TOTAL_IT_NAMEPLATE);
  write_total (out, results, "it_expected_w", HW_TOTAL_IT_EXPECTED);
  write_derived (out, "facility_w", hw_results_facility_power (results));
  write_derived (out, "power_ratio", hw_results_power_ratio (results));
  write_derived (out, "pue", hw_results_energy (results, HW_ENERGY_PUE));
  write_energy (out, results);
  write_feeds (out, results);
  hw_json_writer_end (out);
}

static void
write_loops (HwJsonWriter *out, HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);

  hw_json_writer_begin_array (out, "loops");
  for (HwHandle loop = hw_design_first_child (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next_child (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopSolution *solution = hw_results_loop (results, loop);
      char buffer[HW_ID_SIZE];

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (
          out, "id", hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), buffer));
      for (guint figure = 0; figure < HW_N_LOOP_FIGURES; figure++)
        hw_json_writer_number (out, hw_loop_figure_key (figure), hw_loop_figure (solution, figure));
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
}

static void
write_cooling (HwJsonWriter *out, HwResults *results)
{
  hw_json_writer_begin_object (out, "cooling");
  write_total (out, results, "liquid_w", HW_TOTAL_LIQUID);
  write_total (out, results, "air_w", HW_TOTAL_AIR);
  write_loops (out, results);
  hw_json_writer_end (out);
}

static void
write_space (HwJsonWriter *out, HwResults *results)
{
  hw_json_writer_begin_object (out, "space");
  write_total (out, results, "rack_units_used", HW_TOTAL_UNITS_USED);
  write_total (out, results, "rack_units", HW_TOTAL_UNITS);
  write_total (out, results, "floor_m2", HW_TOTAL_FLOOR);
  write_total (out, results, "mass_kg", HW_TOTAL_MASS);
  hw_json_writer_end (out);
}

/* What is not known in all has no count beside: it may be a quotient by nothing. */
static void
write_cost_sum (HwJsonWriter *out, HwCost cost, const HwSum *sum)
{
  const char *key = strrchr (hw_cost_key (cost), '.') + 1;

  if (cost > HW_COST_CAPEX_BUILDING && hw_sum_is_unknown (sum))
    hw_json_writer_null (out, key);
  else
    write_sum (out, key, HW_TOTAL_CAPEX, *sum);
}

static void
write_costs (
    HwJsonWriter *out, const char *key, const HwSum costs[HW_N_COSTS], HwCost first, HwCost last)
{
  hw_json_writer_begin_object (out, key);
  for (guint i = first; i <= last; i++)
    write_cost_sum (out, i, &costs[i]);
  hw_json_writer_end (out);
}

static void
write_cost (HwJsonWriter *out, HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  HwSum costs[HW_N_COSTS];

  hw_results_costs (results, costs);
  hw_json_writer_begin_object (out, "cost");
  hw_json_writer_string (
      out, "currency", hw_design_text (design, hw_design_get_site (design)->currency));
  write_costs (out, "capex", costs, HW_COST_CAPEX, HW_COST_CAPEX_CONTINGENCY);
  write_costs (out, "opex_per_year", costs, HW_COST_OPEX, HW_COST_OPEX_WATER);
  hw_json_writer_begin_object (out, "tco");
  hw_json_writer_number (out, "years", hw_results_cost_assumption (results, HW_COST_YEARS).value);
  write_cost_sum (out, HW_COST_TCO, &costs[HW_COST_TCO]);
  hw_json_writer_end (out);
  for (guint i = HW_COST_PER_GPU_HOUR; i < HW_N_COSTS; i++)
    write_cost_sum (out, i, &costs[i]);
  hw_json_writer_end (out);
}

static void
write_ref (HwJsonWriter *out, HwDesign *design, HwRef ref)
{
  char buffer[HW_ID_SIZE];

  if (ref.handle != 0 && hw_table_class (ref.table)->letter != 0)
    hw_json_writer_string (out, NULL, hw_design_id_text (design, ref, buffer));
}

static void
write_problems (HwJsonWriter *out, HwResults *results, const char *key)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GPtrArray) problems = hw_results_problems (results);

  hw_json_writer_begin_array (out, key);
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = g_ptr_array_index (problems, i);

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (out, "severity", hw_severity_name (problem->severity));
      hw_json_writer_string (out, "code", problem->code);
      hw_json_writer_string (out, "message", problem->message);
      hw_json_writer_begin_array (out, "objects");
      write_ref (out, design, problem->ref);
      for (guint j = 0; problem->others != NULL && j < problem->others->len; j++)
        write_ref (out, design, g_array_index (problem->others, HwRef, j));
      hw_json_writer_end (out);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
}

char *
hw_json_totals (HwResults *results)
{
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();

  hw_results_lay_cables (results);
  hw_json_writer_begin_object (out, NULL);
  write_design (out, results);
  write_compute (out, results);
  write_power (out, results);
  write_cooling (out, results);
  write_fabrics (out, results);
  write_space (out, results);
  write_cost (out, results);
  write_needs (out, results);
  write_problems (out, results, "problems");
  hw_json_write_failures (out, results);
  hw_json_writer_end (out);
  return hw_json_writer_finish (out);
}

char *
hw_json_problems (HwResults *results)
{
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();

  hw_results_lay_cables (results);
  write_problems (out, results, NULL);
  return hw_json_writer_finish (out);
}
