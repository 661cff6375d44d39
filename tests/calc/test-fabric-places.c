/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-design.h"
#include "hw-edit.h"
#include "hw-fabric-needs.h"
#include "hw-fabric-places.h"

/* Places that are given by what is remembered of a fabric are those that asking all its members
 * gives. Two designs are changed alike: the one remembers, the other is made to forget before every
 * step. */

#define N_RACKS 6
#define N_STEPS 400
/* Of the fabrics. */
#define OUT_OF_BAND 2
#define STORAGE 3

typedef struct
{
  Fixture designs[2];
  HwHandle fabrics[4];
  guint remembered; /* steps that began with something known */
} Twins;

/* Whose speed is not known: whichever product is the first of the members tells how many there are.
 */
static HwProduct *
with_storage (HwProduct *product, double ports)
{
  figure_value (product, HW_FIELD_STORAGE_PORTS, ports);
  return product;
}

static HwCatalogue *
make_catalogue (void)
{
  HwProduct *manager = product_with_ports ("manager", HW_KIND_MANAGEMENT, 1, 1, 400e9);
  HwProduct *products[] = {
    product_rack (),
    product_top_of_rack (4),
    manager,
    with_storage (product_with_ports ("server", HW_KIND_SERVER, 1, 2, 400e9), 1),
    with_storage (product_with_ports ("wide", HW_KIND_SERVER, 1, 4, 400e9), 2),
    product_with_ports ("ib", HW_KIND_INFINIBAND_SWITCH, 1, 8, 400e9),
    product_with_ports ("eth", HW_KIND_ETHERNET_SWITCH, 1, 8, 100e9),
    product_with_ports ("store", HW_KIND_INFINIBAND_SWITCH, 1, 8, 200e9),
  };

  return catalogue_of (products, G_N_ELEMENTS (products));
}

static HwHandle
add_fabric (Fixture *self, HwFabricUse kind, const char *product, gint16 managers)
{
  HwFabricRow row;
  HwHandle fabric = hw_operation_add_fabric (self->design, kind, NULL);

  row = *hw_design_get_fabric (self->design, fabric);
  row.switch_product
      = hw_catalogue_adopt (hw_design_get_catalogue (self->design), self->catalogue, product, NULL)
            ->number;
  row.management_ports = managers;
  if (kind == HW_FABRIC_STORAGE)
    row.topology = HW_TOPOLOGY_FAT_TREE;
  hw_edit_set (self->design, HW_TABLE_FABRIC, fabric, &row);
  return fabric;
}

static void
set_up (Twins *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      Fixture *twin = &self->designs[i];

      fixture_open (twin, make_catalogue (), 60000, 10000);
      hw_fabric_places_follow (twin->design);
      hw_design_begin (twin->design, "Begin");
      for (int rack = 0; rack < N_RACKS; rack++)
        hw_operation_add_rack (twin->design,
                               twin->hall,
                               twin->row,
                               twin->catalogue,
                               hw_catalogue_find (twin->catalogue, "eia-48u-600x1200"),
                               NULL,
                               1000 + 600 * rack,
                               2000,
                               0,
                               NULL);
      self->fabrics[0] = add_fabric (twin, HW_FABRIC_COMPUTE, "ib", 2);
      self->fabrics[1] = add_fabric (twin, HW_FABRIC_IN_BAND, "eth", 0);
      self->fabrics[2] = add_fabric (twin, HW_FABRIC_OUT_OF_BAND, "tor", 0);
      self->fabrics[3] = add_fabric (twin, HW_FABRIC_STORAGE, "store", 0);
      hw_design_commit (twin->design);
    }
}

static void
tear_down (Twins *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    fixture_tear_down (&self->designs[i], data);
}

/* Numbers that a step is made of, the same for both. */
typedef struct
{
  guint die, number, rack, unit, product;
} Step;

static HwHandle
nth (HwDesign *design, HwTableKind table, guint number)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (guint i = 0; n > 0 && i <= number % n; i++)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static gboolean
add (Fixture *self, const Step *step, const char *product, guint units)
{
  HwHandle rack = nth (self->design, HW_TABLE_RACK, step->rack);
  gboolean any = FALSE;

  for (guint i = 0; i < units; i++)
    {
      HwSlot slot = { (gint16)(2 * (step->unit + 3 * i)), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };

      any |= hw_operation_add_device (self->design,
                                      rack,
                                      self->catalogue,
                                      hw_catalogue_find (self->catalogue, product),
                                      NULL,
                                      &slot,
                                      NULL)
             != 0;
    }
  return any;
}

static gboolean
move (Fixture *self, HwHandle device, const Step *step)
{
  HwSlot slot = { (gint16)(2 * step->unit), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };

  return hw_operation_move_device (
      self->design, device, nth (self->design, HW_TABLE_RACK, step->rack), &slot, NULL);
}

/* Servers only: what a switch is, its member says. */
static void
exchange (Fixture *self, HwHandle device, const char *product)
{
  HwDevice row = *hw_design_get_device (self->design, device);

  if (hw_design_device_product (self->design, device)->kind != HW_KIND_SERVER)
    return;
  row.product
      = hw_catalogue_adopt (hw_design_get_catalogue (self->design), self->catalogue, product, NULL)
            ->number;
  hw_edit_set (self->design, HW_TABLE_DEVICE, device, &row);
}

static void
make_step (Twins *twins, Fixture *self, const Step *step)
{
  static const char *const products[] = { "wide", "tor", "manager", "ib", "eth", "store" };
  /* Often the first, by which a fabric may go. */
  HwHandle device = nth (self->design, HW_TABLE_DEVICE, step->number < 400 ? 0 : step->number);
  HwHandle fabric = twins->fabrics[step->number % G_N_ELEMENTS (twins->fabrics)];
  HwPlacing placing;
  gboolean done = TRUE;

  /* Not what all began with. */
  if (step->die == 0)
    {
      if (device != 0)
        hw_design_undo (self->design);
      return;
    }
  if (step->die == 1)
    {
      hw_design_redo (self->design);
      return;
    }
  hw_design_begin (self->design, "Step");
  if (step->die == 10 && device != 0)
    done = move (self, device, step);
  else if (step->die == 11 && device != 0)
    exchange (self, device, step->number % 2 == 0 ? "server" : "wide");
  else if (step->die < 7 && device != 0)
    hw_edit_remove (self->design, HW_TABLE_DEVICE, device);
  else if (step->die == 7)
    done = hw_design_has (self->design, HW_TABLE_FABRIC, fabric)
           && hw_fabric_place_needs (self->design, fabric, self->catalogue, &placing, NULL);
  else if (step->die == 8)
    done = add (self, step, products[step->product], 1);
  else if (step->die == 9 && device != 0)
    done = hw_operation_set (
        self->design, HW_REF (HW_TABLE_DEVICE, device), "name", "renamed", NULL);
  else
    done = add (self, step, step->number % 3 == 0 ? "wide" : "server", step->die % 3 == 0 ? 3 : 1);
  if (done)
    hw_design_commit (self->design);
  else
    hw_design_rollback (self->design);
}

static void
forget (Twins *self)
{
  const HwFabricVacancy nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (self->fabrics); i++)
    {
      self->remembered += hw_fabric_places_are_known (self->designs[0].design, self->fabrics[i]);
      hw_fabric_places_know (self->designs[1].design, self->fabrics[i], &nothing);
    }
}

static void
assert_alike (Twins *self)
{
  HwDesign *first = self->designs[0].design, *second = self->designs[1].design;

  g_assert_cmpuint (
      hw_design_count (first, HW_TABLE_MEMBER), ==, hw_design_count (second, HW_TABLE_MEMBER));
  for (HwHandle device = hw_design_next (first, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (first, HW_TABLE_DEVICE, device))
    for (guint i = 0; i < G_N_ELEMENTS (self->fabrics); i++)
      {
        HwHandle a = hw_design_member_of (first, self->fabrics[i], device);
        HwHandle b = hw_design_member_of (second, self->fabrics[i], device);
        const HwMember *x, *y;

        g_assert_true ((a == 0) == (b == 0));
        if (a == 0)
          continue;
        x = hw_design_get_member (first, a);
        y = hw_design_get_member (second, b);
        g_assert_cmpuint (x->role, ==, y->role);
        g_assert_cmpint (x->unit, ==, y->unit);
        g_assert_cmpint (x->slot, ==, y->slot);
        g_assert_cmpuint (x->rail, ==, y->rail);
        g_assert_cmpstr (
            hw_design_text (first, x->position), ==, hw_design_text (second, y->position));
      }
}

static void
test_remembered (Twins *self, gconstpointer data)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      Step step = { (guint)g_test_rand_int_range (0, 20),
                    (guint)g_test_rand_int_range (0, 1000),
                    (guint)g_test_rand_int_range (0, N_RACKS),
                    (guint)g_test_rand_int_range (0, 40),
                    (guint)g_test_rand_int_range (0, 6) };

      forget (self);
      make_step (self, &self->designs[0], &step);
      make_step (self, &self->designs[1], &step);
      assert_alike (self);
    }
  g_assert_cmpuint (self->remembered, >, 0);
}

/* --- steps of which each says what they must make forgotten --- */

static void
on_both (Twins *self, void (*step) (Twins *self, Fixture *twin))
{
  forget (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->designs); i++)
    step (self, &self->designs[i]);
  assert_alike (self);
}

/* What a fabric of the first design looks like now, as after it has been derived. */
static void
learn (Twins *self, guint which)
{
  HwDesign *design = self->designs[0].design;
  HwHandle handle = self->fabrics[which];
  g_autoptr (HwFabricInput) input = hw_fabric_input_new (design, handle, NULL);
  g_autoptr (HwFabric) fabric = hw_fabric_derive_places (&input->description);
  HwFabricVacancy vacancy;

  hw_fabric_vacancy_learn (&vacancy, design, input, fabric);
  g_assert_true (vacancy.known);
  hw_fabric_places_know (design, handle, &vacancy);
}

static void
add_of (Fixture *twin, const char *product, guint rack, guint unit, guint n)
{
  const Step step = { .rack = rack, .unit = unit };

  hw_design_begin (twin->design, "Add");
  g_assert_true (add (twin, &step, product, n));
  hw_design_commit (twin->design);
}

static void
remove_nth (Fixture *twin, guint number)
{
  hw_design_begin (twin->design, "Remove");
  hw_edit_remove (twin->design, HW_TABLE_DEVICE, nth (twin->design, HW_TABLE_DEVICE, number));
  hw_design_commit (twin->design);
}

static void
add_two_servers (Twins *self, Fixture *twin)
{
  add_of (twin, "server", 0, 0, 1);
  add_of (twin, "server", 0, 3, 1);
}

static void
add_three_servers (Twins *self, Fixture *twin)
{
  add_of (twin, "server", 0, 20, 3);
}

static void
exchange_first (Twins *self, Fixture *twin)
{
  hw_design_begin (twin->design, "Exchange");
  exchange (twin, nth (twin->design, HW_TABLE_DEVICE, 0), "wide");
  hw_design_commit (twin->design);
}

static void
undo (Twins *self, Fixture *twin)
{
  hw_design_undo (twin->design);
}

static void
redo (Twins *self, Fixture *twin)
{
  hw_design_redo (twin->design);
}

static void
remove_first (Twins *self, Fixture *twin)
{
  remove_nth (twin, 0);
}

static void
add_wide (Twins *self, Fixture *twin)
{
  add_of (twin, "wide", 0, 9, 1);
}

static void
add_server (Twins *self, Fixture *twin)
{
  add_of (twin, "server", 0, 12, 1);
}

/* The first becomes another product, which has two ports where it had one. */
static void
test_exchanged (Twins *self, gconstpointer data)
{
  on_both (self, add_two_servers);
  on_both (self, exchange_first);
  on_both (self, undo);
  learn (self, STORAGE);
  on_both (self, redo);
  on_both (self, add_three_servers);
}

/* Another product takes the first place again. */
static void
test_done_again (Twins *self, gconstpointer data)
{
  on_both (self, add_two_servers);
  on_both (self, remove_first);
  on_both (self, add_wide);
  on_both (self, undo);
  learn (self, STORAGE);
  on_both (self, redo);
  on_both (self, add_three_servers);
}

/* The first goes, and another product is the first that is left. */
static void
test_undone (Twins *self, gconstpointer data)
{
  on_both (self, add_two_servers);
  on_both (self, add_wide);
  on_both (self, remove_first);
  on_both (self, remove_first);
  on_both (self, add_server);
  learn (self, STORAGE);
  on_both (self, undo);
  on_both (self, add_three_servers);
}

/* A rack that came as a whole, with a switch that serves it alone, and a server elsewhere. */
static void
add_whole (Twins *self, Fixture *twin)
{
  HwHandle handle = nth (twin->design, HW_TABLE_RACK, 0);
  HwRack rack = *hw_design_get_rack (twin->design, handle);

  hw_design_begin (twin->design, "Whole");
  rack.assembly
      = hw_catalogue_adopt (hw_design_get_catalogue (twin->design), twin->catalogue, "server", NULL)
            ->number;
  hw_edit_set (twin->design, HW_TABLE_RACK, handle, &rack);
  hw_design_commit (twin->design);
  add_of (twin, "tor", 0, 0, 1);
  add_of (twin, "server", 1, 0, 1);
}

static void
add_elsewhere (Twins *self, Fixture *twin)
{
  add_of (twin, "server", 2, 0, 1);
}

static void
move_switch (Twins *self, Fixture *twin)
{
  const Step step = { .rack = 3 };

  hw_design_begin (twin->design, "Move");
  g_assert_true (move (twin, nth (twin->design, HW_TABLE_DEVICE, 0), &step));
  hw_design_commit (twin->design);
}

static void
add_afterwards (Twins *self, Fixture *twin)
{
  add_of (twin, "server", 4, 0, 1);
}

/* The switch goes to another rack, and serves all from there. */
static void
test_moved (Twins *self, gconstpointer data)
{
  on_both (self, add_whole);
  learn (self, OUT_OF_BAND);
  on_both (self, add_elsewhere);
  on_both (self, move_switch);
  on_both (self, add_afterwards);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/calc/fabric-places/remembered", Twins, NULL, set_up, test_remembered, tear_down);
  g_test_add ("/calc/fabric-places/exchanged", Twins, NULL, set_up, test_exchanged, tear_down);
  g_test_add ("/calc/fabric-places/moved", Twins, NULL, set_up, test_moved, tear_down);
  g_test_add ("/calc/fabric-places/done-again", Twins, NULL, set_up, test_done_again, tear_down);
  g_test_add ("/calc/fabric-places/undone", Twins, NULL, set_up, test_undone, tear_down);
  return g_test_run ();
}
