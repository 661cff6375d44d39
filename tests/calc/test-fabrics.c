/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-cooling.h"
#include "hw-device-ports.h"
#include "hw-edit.h"
#include "hw-fabric-name.h"
#include "hw-fabric-places.h"
#include "hw-fabric-problem.h"
#include "hw-net-fixture.h"

/* Fabrics of a design: places, and what follows edits and failures. */

/* --- places --- */

static void
test_places (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle rack = net_add_rack (self, 1200), other = net_add_rack (self, 600);
  HwHandle first = net_mount (self, rack, "server", 1);
  HwHandle second = net_mount (self, rack, "server", 11);
  HwHandle third;

  g_assert_cmpint (net_place_of (self, first)->unit, ==, 1);
  g_assert_cmpint (net_place_of (self, first)->slot, ==, 1);
  g_assert_cmpint (net_place_of (self, second)->slot, ==, 2);
  /* One that stands before the others comes after them: nothing is cabled anew. */
  third = net_mount (self, other, "server", 1);
  g_assert_cmpint (net_place_of (self, third)->slot, ==, 3);
  g_assert_cmpint (net_place_of (self, first)->slot, ==, 1);
  /* Neither does one that goes, and the next takes its place. */
  fixture_remove (&self->base, HW_TABLE_DEVICE, first);
  g_assert_cmpint (net_place_of (self, second)->slot, ==, 2);
  first = net_mount (self, other, "server", 21);
  g_assert_cmpint (net_place_of (self, first)->slot, ==, 1);
  /* The place belongs to the step that brought the server. */
  g_assert_true (hw_design_undo (design));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_MEMBER), ==, 2);
  g_assert_true (hw_design_redo (design));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_MEMBER), ==, 3);
}

/* A rule that comes later gives places to all that stand already, in the order of the hall. */
static void
test_late_rule (Net *self, gconstpointer data)
{
  HwHandle rack, other, devices[3];

  fixture_remove (&self->base, HW_TABLE_FABRIC, self->fabric);
  rack = net_add_rack (self, 1200);
  other = net_add_rack (self, 600);
  devices[1] = net_mount (self, rack, "server", 1);
  devices[2] = net_mount (self, rack, "server", 11);
  devices[0] = net_mount (self, other, "server", 1);
  g_assert_cmpuint (hw_design_count (self->base.design, HW_TABLE_MEMBER), ==, 0);
  self->fabric = net_add_fabric (self);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (net_place_of (self, devices[i])->slot, ==, (gint)i + 1);
}

/* Two fabrics of one kind do not share a member. */
static void
test_two_fabrics (Net *self, gconstpointer data)
{
  HwHandle rack = net_add_rack (self, 600);
  HwHandle server = net_mount (self, rack, "server", 1);

  net_add_fabric (self);
  net_mount (self, rack, "server", 11);
  net_place_of (self, server);
  g_assert_cmpuint (hw_design_count (self->base.design, HW_TABLE_MEMBER), ==, 2);
}

/* --- what an edit costs --- */

static void
test_untouched (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle rack, server;
  HwFabric *before;
  HwSlot slot = { 60, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };

  net_fill (self, 1);
  rack = net_add_rack (self, 6000);
  server
      = hw_design_first_child (design, HW_TABLE_DEVICE, hw_design_next (design, HW_TABLE_RACK, 0));
  before = hw_results_fabric (self->base.results, self->fabric);
  g_assert_nonnull (before);
  fixture_set (&self->base, HW_TABLE_RACK, rack, "name", "elsewhere");
  fixture_set (&self->base, HW_TABLE_RACK, rack, "x-mm", "7000");
  net_mount (self, rack, "other", 5);
  g_assert_true (hw_results_fabric (self->base.results, self->fabric) == before);
  /* Nor does a server that moves within its rack. */
  hw_design_begin (design, "Move");
  slot.position = (gint16)(hw_design_get_device (design, server)->position + 10);
  if (hw_operation_move_device (
          design, server, hw_design_get_device (design, server)->object.parent, &slot, NULL))
    hw_design_commit (design);
  else
    hw_design_rollback (design);
  g_assert_true (hw_results_fabric (self->base.results, self->fabric) == before);
}

static void
assert_same (Net *self, HwResults *fresh)
{
  HwFabric *a = hw_results_fabric (self->base.results, self->fabric);
  HwFabric *b = hw_results_fabric (fresh, self->fabric);
  const HwFabricCable *cables, *others;
  guint n, m;

  g_assert_true ((a == NULL) == (b == NULL));
  g_assert_cmpmem (hw_results_fabric_figures (self->base.results, self->fabric),
                   sizeof (HwFabricFigures),
                   hw_results_fabric_figures (fresh, self->fabric),
                   sizeof (HwFabricFigures));
  if (a == NULL)
    return;
  cables = hw_fabric_get_cables (a, &n);
  others = hw_fabric_get_cables (b, &m);
  g_assert_cmpuint (n, ==, m);
  for (guint i = 0; i < n; i++)
    {
      char first[HW_FABRIC_NAME_SIZE], second[HW_FABRIC_NAME_SIZE];

      g_assert_cmpstr (hw_fabric_node_name (a, cables[i].low, first),
                       ==,
                       hw_fabric_node_name (b, others[i].low, second));
      g_assert_cmpuint (cables[i].low_port, ==, others[i].low_port);
      g_assert_cmpuint (cables[i].high, ==, others[i].high);
      g_assert_cmpuint (cables[i].high_port, ==, others[i].high_port);
    }
}

static HwHandle
random_device (HwDesign *design)
{
  guint n = hw_design_count (design, HW_TABLE_DEVICE);
  HwHandle handle = 0;

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, HW_TABLE_DEVICE, handle);
  return handle;
}

static void
random_edit (Net *self)
{
  static const char *const products[] = { "server", "server", "server", "switch", "other", "slow" };
  HwDesign *design = self->base.design;
  HwHandle chosen = random_device (design);
  HwHandle rack = hw_design_next (design, HW_TABLE_RACK, (HwHandle)g_test_rand_int_range (0, 4));
  HwSlot slot = { (gint16)g_test_rand_int_range (0, 80), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwPlacing placing;
  gboolean done = TRUE;

  /* Undoing may have taken the racks away. */
  if (rack == 0)
    return;
  hw_design_begin (design, "Random");
  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
      if (chosen != 0)
        hw_edit_remove (design, HW_TABLE_DEVICE, chosen);
      break;
    case 1:
      hw_fabric_place_needs (design, self->fabric, self->base.catalogue, &placing, NULL);
      break;
    case 2:
      if (chosen != 0)
        done = hw_operation_set (design, HW_REF (HW_TABLE_DEVICE, chosen), "name", "renamed", NULL);
      break;
    case 3:
      done = hw_operation_set (design,
                               HW_REF (HW_TABLE_FABRIC, self->fabric),
                               "units",
                               g_test_rand_bit () ? "3" : NULL,
                               NULL);
      break;
    case 4:
      done = hw_operation_duplicate_rack (design, rack, NULL) != 0;
      break;
    default:
      done = hw_operation_add_device (
                 design,
                 rack,
                 self->base.catalogue,
                 hw_catalogue_find (self->base.catalogue, products[g_test_rand_int_range (0, 6)]),
                 NULL,
                 &slot,
                 NULL)
             != 0;
      break;
    }
  if (done)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
}

/* What is kept up to date is what somebody finds who looks for the first time. */
static void
test_random (Net *self, gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    net_add_rack (self, 600 * (i + 1));
  for (int i = 0; i < 400; i++)
    {
      int die = g_test_rand_int_range (0, 8);

      if (die == 0)
        hw_design_undo (self->base.design);
      else if (die == 1)
        hw_design_redo (self->base.design);
      else
        random_edit (self);
      if (g_test_rand_bit ())
        {
          g_autoptr (HwResults) fresh = hw_results_new (self->base.design);
          assert_same (self, fresh);
        }
    }
}

/* --- bad input --- */

static void
test_problems (Net *self, gconstpointer data)
{
  HwHandle rack = net_add_rack (self, 600);

  g_assert_true (net_has_problem (self, "fabric-empty"));
  net_mount (self, rack, "server", 1);
  g_assert_false (net_has_problem (self, "fabric-empty"));
  net_mount (self, rack, "wide", 11);
  g_assert_true (net_has_problem (self, "fabric-rails"));
  net_mount (self, rack, "slow", 21);
  g_assert_true (net_has_problem (self, "fabric-speed"));
  fixture_set (&self->base, HW_TABLE_FABRIC, self->fabric, "switch", NULL);
  g_assert_true (net_has_problem (self, "fabric-switch"));
}

/* Two tiers of switches with eight ports carry four units of two leaves: of five, some are in a
 * fabric of their own, which is said with what to do. */
static void
test_too_many (Net *self, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = NULL;
  const char *message = NULL;
  HwHandle rack;

  fixture_set (&self->base, HW_TABLE_FABRIC, self->fabric, "tiers", "2");
  net_fill (self, 4);
  g_assert_false (net_has_problem (self, "fabric-several"));
  rack = net_add_rack (self, 3000);
  net_mount (self, rack, "server", 1);
  problems = hw_results_problems (self->base.results);
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = problems->pdata[i];

      if (strcmp (problem->code, "fabric-several") == 0)
        message = problem->message;
    }
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, "tier"));
}

static void
test_overrides (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  char fabric[HW_ID_SIZE], first[HW_ID_SIZE];
  HwHandle server;
  g_autofree char *moved = NULL;

  net_fill (self, 2);
  server = hw_design_next (design, HW_TABLE_DEVICE, 0);
  hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), fabric);
  hw_design_id_text (design, HW_REF (HW_TABLE_DEVICE, server), first);
  moved = g_strdup_printf ("%s/cable/%s:1", fabric, first);
  hw_design_begin (design, "Delete");
  g_assert_true (hw_operation_set_override (design, moved, "deleted", "true", NULL));
  hw_design_commit (design);
  g_assert_cmpuint (net_figures (self)->links[HW_FABRIC_CABLE_MEMBER], ==, 15);
  g_assert_true (net_has_problem (self, "fabric-uncabled"));
  g_assert_true (hw_design_undo (design));
  g_assert_cmpuint (net_figures (self)->links[HW_FABRIC_CABLE_MEMBER], ==, 16);

  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_set_override (design, moved, "to", "su01-leaf-r1:2", NULL));
  hw_design_commit (design);
  g_assert_true (net_has_problem (self, "fabric-port-used"));
  fixture_remove (&self->base, HW_TABLE_DEVICE, server);
  g_assert_true (net_has_problem (self, "fabric-override-idle"));
}

/* Each cable is listed at both of its ends, with the other end. */
static void
test_ports (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  guint n_ends = 0, n_cables;

  net_fill (self, 2);
  g_assert_true (net_place (self, &(HwPlacing){ 0 }, NULL));
  hw_fabric_get_cables (hw_results_fabric (self->base.results, self->fabric), &n_cables);
  for (HwHandle device = hw_design_next (design, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (design, HW_TABLE_DEVICE, device))
    {
      g_autoptr (GArray) ports = hw_results_device_ports (self->base.results, device);

      n_ends += ports->len;
      for (guint i = 0; i < ports->len; i++)
        {
          const HwDevicePort *port = &g_array_index (ports, HwDevicePort, i);
          HwHandle far = hw_results_fabric_device (self->base.results, port->fabric, port->far);
          g_autoptr (GArray) back = hw_results_device_ports (self->base.results, far);
          gboolean found = FALSE;

          g_assert_cmpuint (port->fabric, ==, self->fabric);
          g_assert_true (i == 0 || port[-1].port < port->port);
          for (guint j = 0; j < back->len; j++)
            {
              const HwDevicePort *other = &g_array_index (back, HwDevicePort, j);

              found |= other->cable == port->cable && other->port == port->far_port
                       && other->far == port->node && other->far_port == port->port;
            }
          g_assert_true (found);
        }
    }
  g_assert_cmpuint (n_cables, >, 0);
  g_assert_cmpuint (n_ends, ==, 2 * n_cables);
}

/* No change is dropped without a word: neither one that a fabric does not know, nor a pin to what
 * is not there, nor what a removed fabric leaves. */
static void
test_changes_of_nothing (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  char fabric[HW_ID_SIZE], rack[HW_ID_SIZE];
  g_autofree char *pin = NULL;
  const char *cases[][3] = { { "switch/spine-01", "rack", "rzzzzzzzzzz" },
                             { "switch/spine-77", "rack", rack },
                             { "switch/spine-01", "colour", "red" },
                             { "cable/su01-leaf-r1:1", "length-mm", "5000" },
                             { "cable/su01-leaf-r1:1", "deleted", "perhaps" } };

  net_fill (self, 2);
  hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), fabric);
  hw_design_id_text (
      design, HW_REF (HW_TABLE_RACK, hw_design_next (design, HW_TABLE_RACK, 0)), rack);
  g_assert_false (net_has_problem (self, "fabric-override-idle"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = g_strdup_printf ("%s/%s", fabric, cases[i][0]);

      hw_design_begin (design, "Change");
      g_assert_true (hw_operation_set_override (design, key, cases[i][1], cases[i][2], NULL));
      hw_design_commit (design);
      g_test_message ("%s %s %s", key, cases[i][1], cases[i][2]);
      g_assert_true (net_has_problem (self, "fabric-override-idle"));
      g_assert_true (hw_design_undo (design));
      g_assert_false (net_has_problem (self, "fabric-override-idle"));
    }
  pin = g_strdup_printf ("%s/switch/spine-01", fabric);
  hw_design_begin (design, "Pin");
  g_assert_true (hw_operation_set_override (design, pin, "rack", rack, NULL));
  hw_design_commit (design);
  g_assert_false (net_has_problem (self, "fabric-override-idle"));
  fixture_remove (&self->base, HW_TABLE_FABRIC, self->fabric);
  g_assert_true (net_has_problem (self, "override-idle"));
}

/* What has failed no longer counts, until it works again. */
static void
test_failures (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  char id[HW_ID_SIZE];
  const char *rule = hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), id);
  g_autofree char *spine = g_strdup_printf ("%s/spine/spine-01", rule);
  g_autofree char *leaf = g_strdup_printf ("%s/switch/su01-leaf-r1", rule);
  g_autofree char *cable = g_strdup_printf ("%s/cable/spine-02:1", rule);
  g_autofree char *nothing = g_strdup_printf ("%s/spine/spine-09", rule);
  const char *const keys[] = { spine, cable, NULL };
  const char *const leaves[] = { leaf, NULL };
  g_autoptr (GArray) losses = NULL;
  g_autoptr (GArray) none = NULL;
  double bisection;

  net_fill (self, 2);
  bisection = net_figures (self)->bisection_byte_s;
  g_assert_true (hw_results_can_fail (self->base.results, spine));
  g_assert_true (hw_results_can_fail (self->base.results, cable));
  g_assert_false (hw_results_can_fail (self->base.results, nothing));
  g_assert_false (hw_results_can_fail (self->base.results, "no/spine/spine-01"));

  hw_results_set_failed (self->base.results, keys);
  g_assert_cmpuint (net_figures (self)->switches[HW_FABRIC_SPINE], ==, 1);
  g_assert_cmpuint (net_figures (self)->links[HW_FABRIC_CABLE_MEMBER], ==, 16);
  /* Eight cables of the spine, and one of the other's. */
  g_assert_cmpuint (net_figures (self)->links[HW_FABRIC_CABLE_SPINE], ==, 16 - 8 - 1);
  g_assert_cmpfloat (net_figures (self)->bisection_byte_s, <, bisection);
  g_assert_cmpfloat (net_figures (self)->oversubscription, >, 1);
  none = hw_results_fabric_losses (self->base.results, self->fabric);
  g_assert_cmpuint (none->len, ==, 0);

  /* The four servers of a unit lose the rail of its leaf. */
  hw_results_set_failed (self->base.results, leaves);
  losses = hw_results_fabric_losses (self->base.results, self->fabric);
  g_assert_cmpuint (losses->len, ==, 4);
  for (guint i = 0; i < losses->len; i++)
    g_assert_cmpuint (g_array_index (losses, HwFabricLoss, i).n_lost, ==, 1);

  hw_results_set_failed (self->base.results, NULL);
  g_assert_cmpuint (net_figures (self)->switches[HW_FABRIC_SPINE], ==, 2);
  g_assert_cmpfloat (net_figures (self)->bisection_byte_s, ==, bisection);
}

/* One key after the other, and both together, without a change of the design. */
static void
test_toggle (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  g_autofree char *spine = NULL;
  g_autofree char *cable = NULL;
  gboolean changed = hw_design_can_redo (design);

  net_fill (self, 2);
  spine = hw_results_fabric_node_key (
      self->base.results,
      self->fabric,
      (guint)hw_fabric_find_node (hw_results_fabric (self->base.results, self->fabric),
                                  "spine-01"));
  cable = hw_results_fabric_cable_key (self->base.results, self->fabric, 0);
  g_assert_true (hw_results_can_fail (self->base.results, cable));
  g_assert_true (
      hw_results_toggle_failed (self->base.results, (const char *const[]){ spine, NULL }));
  g_assert_true (
      hw_results_toggle_failed (self->base.results, (const char *const[]){ cable, NULL }));
  g_assert_cmpuint (hw_results_fabric_failure (self->base.results, self->fabric)->n_failed, ==, 2);
  g_assert_false (
      hw_results_toggle_failed (self->base.results, (const char *const[]){ spine, NULL }));
  g_assert_cmpuint (net_figures (self)->switches[HW_FABRIC_SPINE], ==, 2);
  g_assert_cmpuint (net_figures (self)->links[HW_FABRIC_CABLE_MEMBER], ==, 15);
  /* Of two of which one works both fail, and then neither. */
  g_assert_true (
      hw_results_toggle_failed (self->base.results, (const char *const[]){ spine, cable, NULL }));
  g_assert_false (
      hw_results_toggle_failed (self->base.results, (const char *const[]){ spine, cable, NULL }));
  g_assert_null (hw_results_get_failed (self->base.results));
  g_assert_null (hw_results_fabric_failure (self->base.results, self->fabric));
  g_assert_true (hw_design_can_redo (design) == changed);
}

/* What a dragged server would add is known while it hangs, and costs the fabric nothing. */
static void
test_preview (Net *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwSlot slot = { 0, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwFabricGrowth growth;
  HwFabric *before;
  HwHandle rack;

  /* Eight servers fill two units. */
  net_fill (self, 2);
  rack = net_add_rack (self, 9000);
  before = hw_results_fabric (self->base.results, self->fabric);
  for (int i = 0; i < 2; i++)
    {
      hw_design_preview_begin (design);
      g_assert_cmpuint (hw_operation_add_device (design,
                                                 rack,
                                                 self->base.catalogue,
                                                 hw_catalogue_find (self->base.catalogue, "server"),
                                                 NULL,
                                                 &slot,
                                                 NULL),
                        !=,
                        0);
      hw_design_preview_show (design);
      /* The third unit of two leaves: two links down each server, four up each leaf. */
      g_assert_true (hw_results_fabric_growth (self->base.results, self->fabric, &growth));
      g_assert_cmpuint (growth.ports, ==, 2);
      g_assert_cmpuint (growth.switches[HW_FABRIC_LEAF], ==, 2);
      g_assert_cmpuint (growth.links[HW_FABRIC_CABLE_SPINE], ==, 8);
      g_assert_true (hw_results_fabric (self->base.results, self->fabric) == before);
      hw_design_preview_end (design);
      g_assert_false (hw_results_fabric_growth (self->base.results, self->fabric, &growth));
    }
  net_mount (self, rack, "server", 1);
  g_assert_cmpuint (net_figures (self)->switches[HW_FABRIC_LEAF], ==, 6);
}

static void
test_explanations (Net *self, gconstpointer data)
{
  static const char *const keys[] = { "fabrics.switches.leaf",
                                      "fabrics.switches.spine",
                                      "fabrics.switches.core",
                                      "fabrics.cables.node_leaf",
                                      "fabrics.cables.leaf_spine",
                                      "fabrics.cables.spine_core",
                                      "fabrics.oversubscription",
                                      "fabrics.bisection_bytes_per_s",
                                      "fabrics.ports",
                                      "fabrics.switches",
                                      "fabrics.cables" };
  const double values[] = { 4, 2, 0, 16, 16, 0, 1, 16 * 400e9 / 2 / 8, 16 + 2 * 16, 6, 32 };
  g_autoptr (GError) error = NULL;

  net_fill (self, 2);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (HwExplanation) explanation
          = hw_results_explain_key (self->base.results, keys[i], &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (explanation->sum.value, ==, values[i]);
    }
  g_assert_null (hw_results_explain_key (self->base.results, "fabrics.nothing", &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (hw_results_explain_key (self->base.results, "fabrics.switches.leaf@no", &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/fabrics/" path, Net, NULL, net_set_up, function, net_tear_down)
  ADD ("places-are-given-once", test_places);
  ADD ("a-late-rule-gives-places-in-order", test_late_rule);
  ADD ("fabrics-do-not-share-members", test_two_fabrics);
  ADD ("an-edit-elsewhere-costs-nothing", test_untouched);
  ADD ("edits-give-what-a-fresh-look-gives", test_random);
  ADD ("problems-are-named", test_problems);
  ADD ("too-many-members-are-told-of", test_too_many);
  ADD ("overrides-apply", test_overrides);
  ADD ("ports-of-devices", test_ports);
  ADD ("changes-of-nothing", test_changes_of_nothing);
  ADD ("failures-take-what-fails", test_failures);
  ADD ("failing-is-toggled", test_toggle);
  ADD ("previews-are-counted", test_preview);
  ADD ("figures-explain-themselves", test_explanations);
  return g_test_run ();
}
