/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-calc-design.h"
#include "hw-cooling.h"
#include "hw-edit.h"
#include "hw-fabric-work.h"
#include "hw-fabrics.h"

/* Fabrics of a design of more devices than a frame has time for, derived by another thread. */

#define N_SERVERS 32
#define N_RACKS 45
#define A_RACK 47

typedef struct
{
  Fixture base;
  HwHandle fabric;
  HwHandle first; /* server */
} Net;

static HwCatalogue *
make_catalogue (void)
{
  HwProduct *products[] = {
    product_rack (),
    product_with_ports ("server", HW_KIND_SERVER, 1, 2, 400e9),
    product_with_ports ("switch", HW_KIND_INFINIBAND_SWITCH, 1, 8, 400e9),
    product_with_ports ("other", HW_KIND_ETHERNET_SWITCH, 1, 8, 400e9),
    product_with_ports ("tray", HW_KIND_COMPUTE_TRAY, 1, 0, 0),
    product_with_ports ("nvlink-switch", HW_KIND_NVLINK_SWITCH, 1, 0, 0),
  };

  figure_value (products[2], HW_FIELD_CAGES, 4);
  for (guint i = 4; i < 6; i++)
    figure_value (products[i], HW_FIELD_NVLINK_BANDWIDTH, 7.2e12);
  return catalogue_of (products, G_N_ELEMENTS (products));
}

static HwHandle
mount (Net *self, HwHandle rack, const char *product, int unit)
{
  HwSlot slot = { (gint16)(2 * unit), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwHandle handle = hw_operation_add_device (self->base.design,
                                             rack,
                                             self->base.catalogue,
                                             hw_catalogue_find (self->base.catalogue, product),
                                             NULL,
                                             &slot,
                                             NULL);

  g_assert_cmpuint (handle, !=, 0);
  return handle;
}

/* Servers in the first rack, and in the others what no fabric takes. */
static void
set_up (Net *self, gconstpointer data)
{
  HwDesign *design;
  HwFabricRow row;

  fixture_open (&self->base, make_catalogue (), 60000, 10000);
  design = self->base.design;
  hw_design_begin (design, "Fill");
  for (int i = 0; i < N_RACKS; i++)
    {
      HwHandle rack
          = hw_operation_add_rack (design,
                                   self->base.hall,
                                   self->base.row,
                                   self->base.catalogue,
                                   hw_catalogue_find (self->base.catalogue, "eia-48u-600x1200"),
                                   NULL,
                                   1000 + 600 * i,
                                   2000,
                                   0,
                                   NULL);

      for (int unit = 0; unit < (i == 0 ? N_SERVERS : A_RACK); unit++)
        {
          HwHandle device = mount (self, rack, i == 0 ? "server" : "other", unit);

          if (i == 0 && unit == 0)
            self->first = device;
        }
    }
  self->fabric = hw_operation_add_fabric (design, HW_FABRIC_COMPUTE, NULL);
  row = *hw_design_get_fabric (design, self->fabric);
  row.switch_product
      = hw_catalogue_adopt (hw_design_get_catalogue (design), self->base.catalogue, "switch", NULL)
            ->number;
  hw_edit_set (design, HW_TABLE_FABRIC, self->fabric, &row);
  hw_design_commit (design);
}

static void
tear_down (Net *self, gconstpointer data)
{
  fixture_tear_down (&self->base, data);
}

static gpointer
run_cb (gpointer data)
{
  hw_fabric_work_run (data);
  return NULL;
}

/* As an idle callback does: a little now, a little later. */
static HwFabricWork *
copied (Net *self)
{
  HwFabricWork *work = hw_fabric_work_new (self->base.results);

  g_assert_nonnull (work);
  while (!hw_fabric_work_step (work, self->base.results, g_get_monotonic_time ()))
    ;
  return work;
}

static void
run_in_thread (HwFabricWork *work)
{
  g_thread_join (g_thread_new ("work", run_cb, work));
}

static void
count_cb (HwResults *results, gboolean preview, guint *n)
{
  (*n)++;
}

static void
delete_cable (Net *self)
{
  HwDesign *design = self->base.design;
  char fabric[HW_ID_SIZE], server[HW_ID_SIZE];
  g_autofree char *key = NULL;

  hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), fabric);
  hw_design_id_text (design, HW_REF (HW_TABLE_DEVICE, self->first), server);
  key = g_strdup_printf ("%s/cable/%s:1", fabric, server);
  hw_design_begin (design, "Delete a cable");
  g_assert_true (hw_operation_set_override (design, key, "deleted", "true", NULL));
  hw_design_commit (design);
}

/* What waits has its last figures, no cables and no problems; what another thread derived, with
 * changes of cables, is what would have been derived at once. */
static void
test_wait (Net *self, gconstpointer data)
{
  HwResults *results = self->base.results;
  g_autoptr (HwResults) at_once = NULL;
  g_autoptr (HwFabricWork) work = NULL;
  const HwFabricCable *cables, *others;
  const HwFabricFigures *figures;
  guint n_told = 0, n, n_others, links;

  links = hw_results_fabric_figures (results, self->fabric)->links[HW_FABRIC_CABLE_MEMBER];
  g_assert_cmpuint (links, ==, 2 * N_SERVERS);
  hw_results_derive_in_background (results, NULL, NULL);
  g_assert_cmpuint (hw_results_fabrics_wait (results), ==, 0);
  delete_cable (self);
  g_assert_cmpuint (hw_results_fabrics_wait (results), ==, 1);
  g_assert_null (hw_results_fabric (results, self->fabric));
  g_assert_null (hw_results_fabric_input (results, self->fabric));
  figures = hw_results_fabric_figures (results, self->fabric);
  g_assert_cmpuint (figures->links[HW_FABRIC_CABLE_MEMBER], ==, links);

  g_signal_connect (results, "changed", G_CALLBACK (count_cb), &n_told);
  work = copied (self);
  run_in_thread (work);
  g_assert_cmpuint (hw_fabric_work_take (work, results), ==, 1);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (hw_results_fabrics_wait (results), ==, 0);
  g_assert_null (hw_fabric_work_new (results));
  figures = hw_results_fabric_figures (results, self->fabric);
  g_assert_cmpuint (figures->links[HW_FABRIC_CABLE_MEMBER], ==, links - 1);

  at_once = hw_results_new (self->base.design);
  cables = hw_fabric_get_cables (hw_results_fabric (results, self->fabric), &n);
  others = hw_fabric_get_cables (hw_results_fabric (at_once, self->fabric), &n_others);
  g_assert_cmpmem (cables, n * sizeof *cables, others, n_others * sizeof *others);
  for (guint i = 0; i < hw_fabric_count_nodes (hw_results_fabric (at_once, self->fabric)); i++)
    g_assert_cmpuint (hw_results_fabric_device (results, self->fabric, i),
                      ==,
                      hw_results_fabric_device (at_once, self->fabric, i));
  g_assert_cmpuint (hw_results_n_problems (results, HW_SEVERITY_WARNING),
                    ==,
                    hw_results_n_problems (at_once, HW_SEVERITY_WARNING));
}

/* What an edit has touched meanwhile is not taken over; what was taken for failed meanwhile is. */
static void
test_overtaken (Net *self, gconstpointer data)
{
  HwResults *results = self->base.results;
  HwDesign *design = self->base.design;
  g_autoptr (HwFabricWork) first = NULL;
  g_autoptr (HwFabricWork) second = NULL;
  const HwFabricFigures *figures;
  char fabric[HW_ID_SIZE];
  g_autofree char *key = NULL;

  hw_results_derive_in_background (results, NULL, NULL);
  first = copied (self);
  fixture_remove (&self->base, HW_TABLE_DEVICE, self->first);
  run_in_thread (first);
  g_assert_cmpuint (hw_fabric_work_take (first, results), ==, 0);
  g_assert_cmpuint (hw_results_fabrics_wait (results), ==, 1);

  second = copied (self);
  hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), fabric);
  key = g_strdup_printf ("%s/switch/g01-spine-01", fabric);
  hw_results_set_failed (results, (const char *const[]){ key, NULL });
  run_in_thread (second);
  g_assert_cmpuint (hw_fabric_work_take (second, results), ==, 1);
  figures = hw_results_fabric_figures (results, self->fabric);
  g_assert_cmpuint (figures->links[HW_FABRIC_CABLE_MEMBER], ==, 2 * N_SERVERS - 2);
  g_assert_nonnull (hw_results_fabric_failure (results, self->fabric));
}

/* Something in the hand does not derive what waits, and it is said that more would come of it. */
static void
test_preview (Net *self, gconstpointer data)
{
  HwResults *results = self->base.results;
  HwDesign *design = self->base.design;
  HwHandle rack = hw_design_get_device (design, self->first)->object.parent;
  g_autoptr (GArray) lines = NULL;
  HwFabricGrowth growth;
  HwSnapshot before;
  gboolean said = FALSE;

  hw_results_derive_in_background (results, NULL, NULL);
  hw_results_snapshot (results, &before);
  hw_design_preview_begin (design);
  mount (self, rack, "server", N_SERVERS);
  hw_design_preview_show (design);
  g_assert_false (hw_results_fabric_growth (results, self->fabric, &growth));
  g_assert_true (hw_results_fabric_would_grow (results, self->fabric));
  lines = hw_results_consequences (results, &before, rack);
  for (guint i = 0; i < lines->len; i++)
    said |= strcmp (g_array_index (lines, HwConsequence, i).text, "known after the drop") == 0;
  g_assert_true (said);
  g_assert_cmpuint (hw_results_fabrics_wait (results), ==, 1);
  hw_design_preview_end (design);
}

static void
count_asked (gpointer data)
{
  (*(guint *)data)++;
}

/* The domains of racks wait like a fabric, once somebody looks at them. */
static void
test_nvlink (Net *self, gconstpointer data)
{
  HwResults *results = self->base.results;
  HwDesign *design = self->base.design;
  HwHandle rack = hw_design_get_device (design, self->first)->object.parent;
  g_autoptr (HwFabricWork) work = NULL;
  HwFabric *domains;
  guint asked = 0;

  hw_design_begin (design, "Mount");
  mount (self, rack, "tray", N_SERVERS + 1);
  mount (self, rack, "tray", N_SERVERS + 2);
  mount (self, rack, "nvlink-switch", N_SERVERS + 3);
  hw_design_commit (design);
  hw_results_derive_in_background (results, count_asked, &asked);
  hw_results_derive_fabrics (results);
  g_assert_cmpuint (hw_results_fabrics_wait (results), ==, 0);
  g_assert_null (hw_results_fabric (results, HW_FABRIC_NVLINK));
  g_assert_cmpuint (asked, ==, 1);
  g_assert_true (hw_results_fabric_waits (results, HW_FABRIC_NVLINK));
  work = copied (self);
  run_in_thread (work);
  g_assert_cmpuint (hw_fabric_work_take (work, results), ==, 1);
  domains = hw_results_fabric (results, HW_FABRIC_NVLINK);
  g_assert_nonnull (domains);
  g_assert_cmpuint (hw_fabric_count_members (domains), ==, 2);
  /* Two trays need two switch trays of the same bandwidth. */
  g_assert_cmpuint (hw_fabric_count_switches (domains), ==, 2);
  /* An edit makes it wait again. */
  fixture_remove (&self->base, HW_TABLE_DEVICE, self->first);
  g_assert_true (hw_results_fabric_waits (results, HW_FABRIC_NVLINK));
}

/* Paper waits for nobody. */
static void
test_at_once (Net *self, gconstpointer data)
{
  hw_results_derive_in_background (self->base.results, NULL, NULL);
  g_assert_cmpuint (hw_results_fabrics_wait (self->base.results), ==, 1);
  hw_results_derive_fabrics (self->base.results);
  g_assert_cmpuint (hw_results_fabrics_wait (self->base.results), ==, 0);
  g_assert_nonnull (hw_results_fabric (self->base.results, self->fabric));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/calc/fabric-work/" path, Net, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("wait", test_wait);
  ADD ("overtaken", test_overtaken);
  ADD ("preview", test_preview);
  ADD ("at-once", test_at_once);
  ADD ("nvlink", test_nvlink);
  return g_test_run ();
}
