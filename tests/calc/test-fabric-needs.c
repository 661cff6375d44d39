/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-net-fixture.h"

/* What a fabric needs: what stands is used first, the rest is placed, and what is over goes. */

/* Without members there is nothing to divide: neither zero nor one is true. */
static void
test_empty (Net *self, gconstpointer data)
{
  g_autofree char *ratio = hw_fabric_figures_ratio (net_figures (self));
  g_autofree char *bisection = hw_fabric_figures_bisection (net_figures (self));
  g_autofree char *filled = NULL;

  g_assert_true (isnan (net_figures (self)->oversubscription));
  g_assert_true (isnan (net_figures (self)->bisection_byte_s));
  g_assert_cmpstr (ratio, ==, "—");
  g_assert_cmpstr (bisection, ==, "—");
  net_fill (self, 2);
  filled = hw_fabric_figures_ratio (net_figures (self));
  g_assert_cmpstr (filled, ==, "1:1");
}

static void
test_needs (Net *self, gconstpointer data)
{
  g_autoptr (GArray) needs = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GError) error = NULL;
  HwPlacing placing;
  guint devices;
  HwSum power;

  /* Two units: four leaves with four uplinks each, two spines. */
  net_fill (self, 2);
  g_assert_cmpuint (net_figures (self)->switches[HW_FABRIC_LEAF], ==, 4);
  g_assert_cmpuint (net_figures (self)->switches[HW_FABRIC_SPINE], ==, 2);
  g_assert_cmpuint (net_figures (self)->cables[HW_FABRIC_CABLE_MEMBER], ==, 16);
  g_assert_cmpuint (net_figures (self)->cables[HW_FABRIC_CABLE_SPINE], ==, 16);
  g_assert_cmpfloat (net_figures (self)->oversubscription, ==, 1);
  /* Sixteen links of 400 Gb/s, half of them, in bytes. */
  g_assert_cmpfloat (net_figures (self)->bisection_byte_s, ==, 16 * 400e9 / 2 / 8);
  needs = hw_results_needs (self->base.results);
  g_assert_cmpuint (needs->len, ==, 2);
  g_assert_cmpstr (g_array_index (needs, HwNeed, 0).role, ==, "leaf");
  g_assert_cmpuint (g_array_index (needs, HwNeed, 0).count, ==, 4);
  g_assert_cmpuint (g_array_index (needs, HwNeed, 1).count, ==, 2);
  power = hw_results_needs_total (self->base.results, HW_TOTAL_IT_NAMEPLATE);
  g_assert_cmpfloat (power.value, ==, 6000);
  g_assert_true (net_has_problem (self, "fabric-to-place"));

  devices = hw_design_count (self->base.design, HW_TABLE_DEVICE);
  g_assert_true (net_place (self, &placing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (placing.placed, ==, 6);
  g_assert_cmpuint (placing.new_racks, ==, 1);
  g_assert_cmpuint (hw_design_count (self->base.design, HW_TABLE_DEVICE), ==, devices + 6);
  none = hw_results_needs (self->base.results);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (net_has_problem (self, "fabric-to-place"));
  /* Once more there is nothing to do. */
  g_assert_true (net_place (self, &placing, &error));
  g_assert_cmpuint (placing.placed, ==, 0);
  /* All of it is one step. */
  g_assert_true (hw_design_undo (self->base.design));
  g_assert_cmpuint (hw_design_count (self->base.design, HW_TABLE_DEVICE), ==, devices);
  g_assert_cmpuint (net_figures (self)->placed[HW_FABRIC_LEAF], ==, 0);
}

/* A switch that stands somewhere is used before new ones come. */
static void
test_existing_first (Net *self, gconstpointer data)
{
  HwHandle rack, spare;
  HwPlacing placing;
  g_autofree char *name = NULL;

  net_fill (self, 2);
  rack = net_add_rack (self, 12000);
  spare = net_mount (self, rack, "switch", 20);
  name = g_strdup (hw_design_text (self->base.design, net_place_of (self, spare)->position));
  g_assert_cmpstr (name, !=, "");
  g_assert_cmpuint (net_figures (self)->placed[HW_FABRIC_LEAF], ==, 1);
  g_assert_true (net_place (self, &placing, NULL));
  g_assert_cmpuint (placing.placed, ==, 5);
  g_assert_cmpuint (placing.new_racks, ==, 0);
  g_assert_cmpstr (
      hw_design_text (self->base.design, net_place_of (self, spare)->position), ==, name);
  /* One more than needed is said to be. */
  net_mount (self, rack, "switch", 1);
  g_assert_cmpuint (net_figures (self)->spare, ==, 1);
  g_assert_true (net_has_problem (self, "fabric-spare"));
}

static void
pin (Net *self, const char *name, HwHandle rack)
{
  char fabric[HW_ID_SIZE], id[HW_ID_SIZE];
  HwDesign *design = self->base.design;
  g_autofree char *key
      = g_strdup_printf ("%s/switch/%s",
                         hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), fabric),
                         name);

  hw_design_begin (design, "Pin");
  g_assert_true (hw_operation_set_override (
      design, key, "rack", hw_design_id_text (design, HW_REF (HW_TABLE_RACK, rack), id), NULL));
  hw_design_commit (design);
}

static void
test_pinned (Net *self, gconstpointer data)
{
  HwHandle far, full;
  HwPlacing placing;
  g_autoptr (GError) error = NULL;

  net_fill (self, 2);
  far = net_add_rack (self, 24000);
  full = net_add_rack (self, 27000);
  for (int unit = 1; unit <= 48; unit++)
    net_mount (self, full, "other", unit);
  pin (self, "spine-02", far);
  pin (self, "spine-01", full);
  g_assert_false (net_place (self, &placing, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "spine-01"));
  g_assert_cmpuint (placing.left, ==, 1);
  g_assert_cmpuint (placing.placed, ==, 5);
  g_assert_cmpuint (
      hw_design_get_device (
          self->base.design,
          hw_design_get_member (self->base.design,
                                hw_design_switch_at (self->base.design, self->fabric, "spine-02"))
              ->object.parent)
          ->object.parent,
      ==,
      far);
  g_assert_true (net_has_problem (self, "fabric-pin"));
  g_assert_false (net_has_problem (self, "fabric-pin-elsewhere"));
  /* It stands where it was pinned, and the pin goes elsewhere. */
  pin (self, "spine-02", full);
  g_assert_true (net_has_problem (self, "fabric-pin-elsewhere"));
  pin (self, "spine-02", far);
  g_assert_false (net_has_problem (self, "fabric-pin-elsewhere"));
}

/* Switches that no unit needs any more are taken out by one command, and only those. */
static void
test_spares (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  g_autoptr (GError) error = NULL;
  HwPlacing placing;
  guint devices;

  net_fill (self, 2);
  hw_design_begin (design, "Place");
  g_assert_true (
      hw_fabric_place_needs (design, self->fabric, self->base.catalogue, &placing, &error));
  hw_design_commit (design);
  devices = hw_design_count (design, HW_TABLE_DEVICE);
  hw_design_begin (design, "Nothing");
  g_assert_cmpuint (hw_fabric_remove_spares (design, self->fabric, &error), ==, 0);
  g_assert_false (hw_design_commit (design));

  net_mount (self, net_add_rack (self, 9000), "switch", 1);
  g_assert_cmpuint (net_figures (self)->spare, ==, 1);
  hw_design_begin (design, "Remove");
  g_assert_cmpuint (hw_fabric_remove_spares (design, self->fabric, &error), ==, 1);
  g_assert_no_error (error);
  hw_design_commit (design);
  g_assert_cmpuint (net_figures (self)->spare, ==, 0);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, devices);
  hw_design_undo (design);
  g_assert_cmpuint (net_figures (self)->spare, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/fabric-needs/" path, Net, NULL, net_set_up, function, net_tear_down)
  ADD ("empty-are-placed-in-one-step", test_empty);
  ADD ("needs-are-placed-in-one-step", test_needs);
  ADD ("what-stands-is-used-first", test_existing_first);
  ADD ("pinned-switches", test_pinned);
  ADD ("spares-are-removed", test_spares);
  return g_test_run ();
}
