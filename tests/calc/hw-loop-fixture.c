/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-fixture.h"

#include <math.h>

#include "hw-cooling.h"
#include "hw-loop-thermal.h"
#include "hw-rack-coolant.h"

#define LPM (1e-3 / 60)

static HwProduct *
stand (const char *id, HwProductKind kind, HwMounting mounting, double width)
{
  HwProduct *product = hw_product_new (id, id, kind, mounting);

  figure_value (product, HW_FIELD_WIDTH, width);
  figure_value (product, HW_FIELD_DEPTH, 1.2);
  figure_value (product, HW_FIELD_HEIGHT, 2.2);
  figure_value (product, HW_FIELD_MASS, 500);
  figure_value (product, HW_FIELD_PRICE, 1000);
  return product;
}

static HwProduct *
make_frame (void)
{
  HwProduct *frame = stand ("frame", HW_KIND_RACK, HW_MOUNTING_MGX, 0.6);

  figure_value (frame, HW_FIELD_CAPACITY_UNITS, 48);
  return frame;
}

static HwProduct *
make_tray (void)
{
  HwProduct *tray = hw_product_new ("tray", "tray", HW_KIND_COMPUTE_TRAY, HW_MOUNTING_MGX);

  figure_value (tray, HW_FIELD_RACK_UNITS, 1);
  figure_value (tray, HW_FIELD_DEPTH, 0.8);
  figure_value (tray, HW_FIELD_POWER_NAMEPLATE, 5700);
  figure_value (tray, HW_FIELD_HEAT_LIQUID, 5000);
  figure_value (tray, HW_FIELD_MASS, 30);
  figure_value (tray, HW_FIELD_PRICE, 1000);
  return tray;
}

static HwProduct *
make_assembly (const char *id, int n_trays, double liquid_w, double air_w)
{
  HwProduct *assembly = hw_product_new (id, id, HW_KIND_ASSEMBLY, HW_MOUNTING_MGX);

  assembly->rack = g_strdup ("frame");
  for (int unit = n_trays; unit >= 1; unit--)
    {
      HwPart part = { .product = g_strdup ("tray"),
                      .name = g_strdup_printf ("tray %d", unit),
                      .position = (gint16)(2 * unit - 2) };
      g_array_append_val (assembly->parts, part);
    }
  figure_value (assembly, HW_FIELD_POWER_NAMEPLATE, liquid_w + air_w);
  figure_value (assembly, HW_FIELD_HEAT_LIQUID, liquid_w);
  figure_value (assembly, HW_FIELD_HEAT_AIR, air_w);
  figure_value (assembly, HW_FIELD_MASS, 1360);
  figure_value (assembly, HW_FIELD_PRICE, 1e6);
  figure_allocate (assembly, "tray", HW_FIELD_POWER_NAMEPLATE, 5700, 5700, 5700);
  figure_allocate (assembly, "tray", HW_FIELD_HEAT_LIQUID, 5000, 5000, 5000);
  return assembly;
}

static HwProduct *
make_nvl (void)
{
  HwProduct *nvl = make_assembly ("nvl", 23, 115e3, 17e3);

  figure_value (nvl, HW_FIELD_COOLANT_FLOW_MAX, 130 * LPM);
  figure_value (nvl, HW_FIELD_COOLANT_SUPPLY_MAX, 45);
  figure_value (nvl, HW_FIELD_COOLANT_RETURN_MAX, 65);
  return nvl;
}

static HwProduct *
make_cdu (const char *id, double capacity_w, double flow_lpm, double head_pa)
{
  HwProduct *cdu = stand (id, HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR, 0.9);

  figure_value (cdu, HW_FIELD_POWER_NAMEPLATE, 10e3);
  figure_value (cdu, HW_FIELD_COOLING_CAPACITY, capacity_w);
  figure_value (cdu, HW_FIELD_APPROACH, 4);
  figure_value (cdu, HW_FIELD_COOLANT_FLOW, flow_lpm * LPM);
  figure_value (cdu, HW_FIELD_EXTERNAL_HEAD, head_pa);
  return cdu;
}

static HwProduct *
make_two_pumps (void)
{
  HwProduct *cdu = make_cdu ("two-pumps", 1368e3, 1200, 2.44e5);

  figure_value (cdu, HW_FIELD_PUMPS, 2);
  return cdu;
}

static HwProduct *
make_sidecar (void)
{
  HwProduct *sidecar = stand ("sidecar", HW_KIND_SIDECAR, HW_MOUNTING_FLOOR, 0.6);

  figure_value (sidecar, HW_FIELD_POWER_NAMEPLATE, 8e3);
  figure_value (sidecar, HW_FIELD_COOLING_CAPACITY, 240e3);
  figure_value (sidecar, HW_FIELD_APPROACH, 15);
  return sidecar;
}

static HwProduct *
make_in_rack (void)
{
  HwProduct *cdu = hw_product_new ("in-rack", "in-rack", HW_KIND_CDU_RACK, HW_MOUNTING_MGX);

  figure_value (cdu, HW_FIELD_RACK_UNITS, 4);
  figure_value (cdu, HW_FIELD_POWER_NAMEPLATE, 875);
  figure_value (cdu, HW_FIELD_COOLING_CAPACITY, 121e3);
  figure_value (cdu, HW_FIELD_APPROACH, 4);
  figure_value (cdu, HW_FIELD_COOLANT_FLOW, 120 * LPM);
  figure_value (cdu, HW_FIELD_EXTERNAL_HEAD, 1.15e5);
  figure_value (cdu, HW_FIELD_MASS, 90);
  figure_value (cdu, HW_FIELD_PRICE, 60e3);
  return cdu;
}

static HwProduct *
make_crah (void)
{
  HwProduct *crah = stand ("crah", HW_KIND_CRAH, HW_MOUNTING_FLOOR, 2.55);

  figure_value (crah, HW_FIELD_POWER_NAMEPLATE, 7500);
  figure_value (crah, HW_FIELD_COOLING_CAPACITY, 181e3);
  figure_value (crah, HW_FIELD_AIRFLOW, 24000.0 / 3600);
  return crah;
}

static HwProduct *
make_server (void)
{
  HwProduct *server = hw_product_new ("server", "server", HW_KIND_SERVER, HW_MOUNTING_MGX);

  figure_value (server, HW_FIELD_RACK_UNITS, 10);
  figure_value (server, HW_FIELD_POWER_NAMEPLATE, 14300);
  figure_value (server, HW_FIELD_HEAT_AIR, 14300);
  figure_unsupported (server, HW_FIELD_HEAT_LIQUID);
  figure_value (server, HW_FIELD_AIRFLOW, 1550 * 0.028316846592 / 60);
  figure_value (server, HW_FIELD_MASS, 142);
  figure_value (server, HW_FIELD_PRICE, 500e3);
  return server;
}

static HwProduct *
make_door (void)
{
  HwProduct *door = hw_product_new ("door", "door", HW_KIND_REAR_DOOR, HW_MOUNTING_DOOR);

  figure_value (door, HW_FIELD_HEIGHT, 2.0);
  figure_value (door, HW_FIELD_DEPTH, 0.25);
  figure_value (door, HW_FIELD_COOLING_CAPACITY, 28600);
  figure_value (door, HW_FIELD_APPROACH, 10);
  figure_value (door, HW_FIELD_COOLANT_FLOW, 40 * LPM);
  figure_value (door, HW_FIELD_AIRFLOW, 3100 * 0.028316846592 / 60);
  figure_value (door, HW_FIELD_POWER_NAMEPLATE, 0);
  figure_value (door, HW_FIELD_MASS, 40);
  figure_value (door, HW_FIELD_PRICE, 10e3);
  return door;
}

void
loop_set_up (Fixture *fixture, gconstpointer data)
{
  HwProduct *products[] = {
    make_frame (),
    make_tray (),
    make_nvl (),
    make_assembly ("pod", 8, 40e3, 5e3),
    make_cdu ("cdu", 1368e3, 1200, 2.44e5),
    make_cdu ("small", 300e3, 300, 2e5),
    make_two_pumps (),
    stand ("unrated", HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR, 0.9),
    make_sidecar (),
    make_in_rack (),
    make_crah (),
    make_server (),
    make_door (),
  };

  fixture_open (fixture, catalogue_of (products, G_N_ELEMENTS (products)), 40000, 20000);
  hw_design_begin (fixture->design, "Loop");
  hw_operation_add_loop (fixture->design, "tcs1");
  hw_design_commit (fixture->design);
}

void
loop_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, loop_set_up, test, fixture_tear_down);
}

HwHandle
loop_handle (Fixture *fixture)
{
  return hw_design_first_child (fixture->design, HW_TABLE_LOOP, 0);
}

static const HwProduct *
product_of (Fixture *fixture, const char *id)
{
  const HwProduct *product = hw_catalogue_find (fixture->catalogue, id);

  g_assert_nonnull (product);
  return product;
}

HwHandle
loop_member_at (Fixture *fixture, const char *product, HwHandle row, int x_mm, int y_mm)
{
  g_autoptr (GError) error = NULL;
  char id[HW_ID_SIZE];
  HwHandle rack;

  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_LOOP, loop_handle (fixture)), id);
  hw_design_begin (fixture->design, "Rack");
  rack = hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                row,
                                fixture->catalogue,
                                product_of (fixture, product),
                                NULL,
                                x_mm,
                                y_mm,
                                0,
                                &error);
  g_assert_no_error (error);
  hw_operation_set (fixture->design, HW_REF (HW_TABLE_RACK, rack), "loop", id, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return rack;
}

HwHandle
loop_member (Fixture *fixture, const char *product, int x_mm)
{
  return loop_member_at (fixture, product, fixture->row, x_mm, 10000);
}

void
loop_racks (Fixture *fixture, int n, int x_mm)
{
  for (int i = 0; i < n; i++)
    loop_member (fixture, "nvl", x_mm + 600 * i);
}

HwHandle
loop_device (Fixture *fixture, HwHandle rack, const char *product, double unit)
{
  g_autoptr (GError) error = NULL;
  HwSlot slot = { .position = (gint16)(2 * unit - 2), .face = HW_FACE_FRONT };
  HwHandle device;

  hw_design_begin (fixture->design, "Device");
  device = hw_operation_add_device (fixture->design,
                                    rack,
                                    fixture->catalogue,
                                    product_of (fixture, product),
                                    NULL,
                                    &slot,
                                    &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return device;
}

void
loop_set (Fixture *fixture, const char *attribute, const char *text)
{
  fixture_set (fixture, HW_TABLE_LOOP, loop_handle (fixture), attribute, text);
}

void
loop_override (
    Fixture *fixture, const char *role, HwRef object, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  char loop[HW_ID_SIZE], id[HW_ID_SIZE];

  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_LOOP, loop_handle (fixture)), loop);
  hw_design_id_text (fixture->design, object, id);
  key = g_strjoin ("/", loop, role, id, NULL);
  hw_design_begin (fixture->design, "Override");
  hw_operation_set_override (fixture->design, key, field, value, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

HwLoopSolution *
loop_solution (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle loop = loop_handle (fixture);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    if (hw_design_get_rack (design, rack)->loop == loop)
      g_array_append_val (members, rack);
  return hw_loop_solve (hw_loop_plan_new (fixture->results, loop, members, NULL));
}

guint
loop_rack_index (const HwLoopSolution *solution, HwHandle rack)
{
  for (guint i = 0; i < solution->plan->racks->len; i++)
    if (g_array_index (solution->plan->racks, HwLoopRack, i).rack == rack)
      return i;
  g_assert_not_reached ();
}

/* Coolant neither piles up nor is lost anywhere. */
void
loop_assert_balanced (const HwLoopSolution *solution)
{
  const HwLoopPlan *plan = solution->plan;
  g_autofree double *sum = g_new0 (double, plan->nodes->len);

  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      g_assert_true (isfinite (solution->flow_m3_s[i]));
      sum[link->from] -= solution->flow_m3_s[i];
      sum[link->to] += solution->flow_m3_s[i];
    }
  for (guint i = 0; i < plan->nodes->len; i++)
    g_assert_cmpfloat (fabs (sum[i]), <=, 1e-9 + 1e-9 * solution->flow_total_m3_s);
}

/* Both sides of the energy balance from the single racks and CDUs. */
static void
assert_energy (const HwLoopSolution *solution)
{
  double in = 0, exchanged = 0, given = 0;

  if (!solution->steady)
    return;
  for (guint i = 0; i < solution->plan->racks->len; i++)
    if (fabs (solution->racks[i].flow_m3_s) >= HW_LOOP_STILL_M3_S)
      in += g_array_index (solution->plan->racks, HwLoopRack, i).is_door
                ? solution->racks[i].heat_w
                : g_array_index (solution->plan->racks, HwLoopRack, i).heat_w;
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    {
      const HwCduFlow *cdu = &solution->cdus[i];
      in += cdu->flow_m3_s * cdu->head_pa;
      exchanged += cdu->heat_w;
      given += cdu->enthalpy_w;
    }
  g_assert_cmpfloat_with_epsilon (exchanged / in, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (given / in, 1, 1e-6);
  g_assert_cmpfloat (solution->residual, <=, 1e-6);
}

static void
assert_racks (const HwLoopSolution *solution)
{
  for (guint i = 0; solution->steady && i < solution->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (solution->plan->racks, HwLoopRack, i);
      const HwRackFlow *flow = &solution->racks[i];
      double capacity = flow->flow_m3_s * solution->density * solution->heat_capacity;
      if (fabs (flow->flow_m3_s) < HW_LOOP_STILL_M3_S)
        continue;
      g_assert_cmpfloat_with_epsilon ((flow->return_c - flow->supply_c) * capacity
                                          / (rack->is_door ? flow->heat_w : rack->heat_w),
                                      1,
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (
          flow->loss_pa / (rack->curve * pow (flow->flow_m3_s, HW_RACK_CURVE_POWER)), 1, 1e-6);
    }
}

void
loop_assert_sound (const HwLoopSolution *solution)
{
  g_assert_true (solution->solved);
  loop_assert_balanced (solution);
  assert_energy (solution);
  assert_racks (solution);
}

const HwRackFlow *
loop_flow_of (const HwLoopSolution *solution, HwHandle rack)
{
  return &solution->racks[loop_rack_index (solution, rack)];
}

HwHandle
loop_rack_number (Fixture *fixture, guint n)
{
  HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0);

  while (n-- > 0)
    rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack);
  return rack;
}

guint
loop_count_findings (Fixture *fixture, HwLoopRule rule)
{
  const GArray *findings = hw_results_loop_findings (fixture->results, loop_handle (fixture));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const HwLoopFinding *finding = &g_array_index (findings, HwLoopFinding, i);
      g_autofree char *message = hw_loop_finding_message (
          fixture->design, hw_results_loop (fixture->results, loop_handle (fixture)), finding);
      g_assert_cmpstr (message, !=, NULL);
      n += finding->rule == rule;
    }
  return n;
}

guint
loop_count_problems (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += strcmp (((const HwProblem *)problems->pdata[i])->code, code) == 0;
  return n;
}
