/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"
#include "hw-diff.h"
#include "hw-merge.h"
#include "hw-records.h"

/* Three copies of the fixture's design with a server at U1 (dgx-01) and a switch at U30 of A01, all
 * with the same ids, as three files of one history have. */
typedef struct
{
  Fixture base, ours, theirs;
} Sides;

static HwHandle
by_name (Fixture *fixture, HwTableKind table, const char *name)
{
  for (HwHandle handle = hw_design_next (fixture->design, table, 0); handle != 0;
       handle = hw_design_next (fixture->design, table, handle))
    if (strcmp (hw_design_name (fixture->design, HW_REF (table, handle)), name) == 0)
      return handle;
  return 0;
}

static HwHandle
by_name_in (HwDesign *design, HwTableKind table, const char *name)
{
  Fixture fixture = { .design = design };

  return by_name (&fixture, table, name);
}

static void
side_set_up (Fixture *fixture)
{
  HwSlot low = fixture_slot (1, HW_FACE_FRONT), high = fixture_slot (30, HW_FACE_FRONT);

  fixture->catalogue = fixture_catalogue ();
  fixture->design = hw_design_new ();
  hw_design_build_begin (fixture->design);
  hw_design_seed_ids (fixture->design, 1);
  fixture->hall = hw_operation_add_hall (fixture->design, "Hall 1", 10000, 8000);
  fixture->row = hw_operation_add_row (fixture->design, fixture->hall, "A");
  fixture->rack = hw_operation_add_rack (fixture->design,
                                         fixture->hall,
                                         fixture->row,
                                         fixture->catalogue,
                                         fixture_product (fixture, "rack-48"),
                                         NULL,
                                         1200,
                                         1200,
                                         0,
                                         NULL);
  g_assert_cmpuint (hw_operation_add_device (fixture->design,
                                             fixture->rack,
                                             fixture->catalogue,
                                             fixture_product (fixture, "server"),
                                             "dgx-01",
                                             &low,
                                             NULL),
                    !=,
                    0);
  g_assert_cmpuint (hw_operation_add_device (fixture->design,
                                             fixture->rack,
                                             fixture->catalogue,
                                             fixture_product (fixture, "switch"),
                                             "leaf",
                                             &high,
                                             NULL),
                    !=,
                    0);
  hw_design_build_end (fixture->design);
}

static void
set_up (Sides *sides, gconstpointer data)
{
  side_set_up (&sides->base);
  side_set_up (&sides->ours);
  side_set_up (&sides->theirs);
  hw_design_seed_ids (sides->ours.design, 2);
  hw_design_seed_ids (sides->theirs.design, 3);
}

static void
tear_down (Sides *sides, gconstpointer data)
{
  fixture_tear_down (&sides->base, NULL);
  fixture_tear_down (&sides->ours, NULL);
  fixture_tear_down (&sides->theirs, NULL);
}

static HwDesign *
merge (Sides *sides, guint expected_conflicts)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  HwDesign *result
      = hw_merge (sides->base.design, sides->ours.design, sides->theirs.design, &conflicts);

  g_assert_cmpuint (conflicts->len, ==, expected_conflicts);
  return result;
}

static void
set (Fixture *side, HwTableKind table, const char *name, const char *attribute, const char *value)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (side->design, "Set");
  hw_operation_set (
      side->design, HW_REF (table, by_name (side, table, name)), attribute, value, &error);
  g_assert_no_error (error);
  hw_design_commit (side->design);
}

static void
test_nothing (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = merge (sides, 0);
  g_autoptr (GPtrArray) differences = hw_diff (sides->base.design, result);

  g_assert_cmpuint (differences->len, ==, 0);
}

static void
test_both_sides (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;
  const HwDevice *device;

  set (&sides->ours, HW_TABLE_DEVICE, "dgx-01", "u", "5");
  set (&sides->theirs, HW_TABLE_DEVICE, "dgx-01", "name", "dgx-one");
  set (&sides->theirs, HW_TABLE_RACK, "A01", "power-limit-w", "40000");
  fixture_mount (&sides->theirs, sides->theirs.rack, "server", 32);
  result = merge (sides, 0);
  device = hw_design_get_device (result, by_name_in (result, HW_TABLE_DEVICE, "dgx-one"));
  g_assert_cmpint (device->position, ==, 8);
  g_assert_cmpfloat (
      hw_design_get_rack (result, by_name_in (result, HW_TABLE_RACK, "A01"))->power_limit_w,
      ==,
      40000);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_DEVICE), ==, 3);
}

static void
test_same_attribute (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  set (&sides->ours, HW_TABLE_RACK, "A01", "note", "ours");
  set (&sides->theirs, HW_TABLE_RACK, "A01", "note", "theirs");
  result = merge (sides, 1);
  g_assert_cmpstr (
      hw_design_text (
          result,
          hw_design_get_rack (result, by_name_in (result, HW_TABLE_RACK, "A01"))->object.note),
      ==,
      "ours");
}

/* Both placed a server into the same units. */
static void
test_same_slot (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  fixture_mount (&sides->ours, sides->ours.rack, "server", 12);
  fixture_mount (&sides->theirs, sides->theirs.rack, "server", 15);
  result = merge (sides, 1);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_DEVICE), ==, 3);
}

/* Theirs moved one thing to where ours put another: it goes back. */
static void
test_moved_into_taken (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  fixture_mount (&sides->ours, sides->ours.rack, "server", 12);
  set (&sides->theirs, HW_TABLE_DEVICE, "leaf", "u", "15");
  result = merge (sides, 1);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_DEVICE), ==, 3);
  g_assert_cmpint (
      hw_design_get_device (result, by_name_in (result, HW_TABLE_DEVICE, "leaf"))->position,
      ==,
      58);
}

static void
test_removed (Sides *sides, gconstpointer data)
{
  HwRef ours = HW_REF (HW_TABLE_DEVICE, by_name (&sides->ours, HW_TABLE_DEVICE, "leaf"));
  HwRef theirs = HW_REF (HW_TABLE_DEVICE, by_name (&sides->theirs, HW_TABLE_DEVICE, "dgx-01"));
  g_autoptr (HwDesign) result = NULL;
  g_autoptr (HwDesign) again = NULL;

  hw_design_begin (sides->ours.design, "Remove");
  g_assert_true (hw_operation_remove (sides->ours.design, &ours, 1, NULL));
  hw_design_commit (sides->ours.design);
  hw_design_begin (sides->theirs.design, "Remove");
  g_assert_true (hw_operation_remove (sides->theirs.design, &theirs, 1, NULL));
  hw_design_commit (sides->theirs.design);
  result = merge (sides, 0);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_DEVICE), ==, 0);
  /* Changed on the side that did not remove it: kept and said. */
  set (&sides->ours, HW_TABLE_DEVICE, "dgx-01", "note", "keep me");
  again = merge (sides, 1);
  g_assert_cmpuint (hw_design_count (again, HW_TABLE_DEVICE), ==, 1);
}

static void
remove_named (Fixture *side, HwTableKind table, const char *name)
{
  HwRef ref = HW_REF (table, by_name (side, table, name));

  hw_design_begin (side->design, "Remove");
  g_assert_true (hw_operation_remove (side->design, &ref, 1, NULL));
  hw_design_commit (side->design);
}

/* Ours removed the rack, theirs worked in it: nothing of it is lost, and it is one conflict. */
static void
test_removed_around_changed (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  remove_named (&sides->ours, HW_TABLE_RACK, "A01");
  set (&sides->theirs, HW_TABLE_DEVICE, "leaf", "note", "in use");
  fixture_mount (&sides->theirs, sides->theirs.rack, "server", 12);
  result = merge (sides, 1);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_RACK, "A01"), !=, 0);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_DEVICE), ==, 3);
}

/* Theirs changed the rack itself: it does not come back empty. */
static void
test_removed_but_renamed (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  remove_named (&sides->ours, HW_TABLE_RACK, "A01");
  set (&sides->theirs, HW_TABLE_RACK, "A01", "name", "A1");
  result = merge (sides, 1);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_RACK, "A1"), !=, 0);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_DEVICE), ==, 2);
}

/* Ours removed a feed that theirs has given to a rack meanwhile. */
static void
test_removed_but_used (Sides *sides, gconstpointer data)
{
  Fixture *all[] = { &sides->base, &sides->ours, &sides->theirs };
  g_autoptr (HwDesign) result = NULL;
  char id[HW_ID_SIZE];
  HwHandle feed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      hw_design_seed_ids (all[i]->design, 7);
      hw_design_begin (all[i]->design, "Feed");
      feed = hw_operation_add_feed (all[i]->design, "F1", HW_SIDE_A, 415, 60, HW_BREAKER_NEC);
      hw_design_commit (all[i]->design);
    }
  set (&sides->theirs,
       HW_TABLE_RACK,
       "A01",
       "feed-a",
       hw_design_id_text (sides->theirs.design, HW_REF (HW_TABLE_FEED, feed), id));
  remove_named (&sides->ours, HW_TABLE_FEED, "F1");
  result = merge (sides, 1);
  g_assert_cmpuint (hw_design_get_rack (result, by_name_in (result, HW_TABLE_RACK, "A01"))->feed_a,
                    ==,
                    by_name_in (result, HW_TABLE_FEED, "F1"));
}

/* Each side made a group: a rack that both grouped is a conflict, and ours stays. */
static void
test_groups (Sides *sides, gconstpointer data)
{
  Fixture *all[] = { &sides->ours, &sides->theirs };
  static const char *const names[] = { "Pod 1", "East" };
  g_autoptr (HwDesign) result = NULL;
  HwHandle group;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      GArray racks = { (char *)&all[i]->rack, 1 };

      hw_design_begin (all[i]->design, "Group");
      g_assert_cmpuint (hw_operation_group_racks (all[i]->design, &racks, names[i], NULL), !=, 0);
      hw_design_commit (all[i]->design);
    }
  result = merge (sides, 1);
  group = hw_design_get_rack (result, by_name_in (result, HW_TABLE_RACK, "A01"))->group;
  g_assert_cmpstr (hw_design_name (result, HW_REF (HW_TABLE_GROUP, group)), ==, "Pod 1");
}

/* Theirs put a column where ours put a rack: ours stays, whichever kind comes first in a file. */
static void
test_column_on_rack (Sides *sides, gconstpointer data)
{
  HwArea area = { 5100, 1300, 300, 300 };
  g_autoptr (HwDesign) result = NULL;

  hw_design_begin (sides->ours.design, "Add");
  g_assert_cmpuint (hw_operation_add_rack (sides->ours.design,
                                           sides->ours.hall,
                                           sides->ours.row,
                                           sides->ours.catalogue,
                                           fixture_product (&sides->ours, "rack-48"),
                                           "OURS",
                                           5000,
                                           1200,
                                           0,
                                           NULL),
                    !=,
                    0);
  hw_design_commit (sides->ours.design);
  hw_design_begin (sides->theirs.design, "Add");
  g_assert_cmpuint (
      hw_operation_add_feature (
          sides->theirs.design, sides->theirs.hall, HW_FEATURE_COLUMN, "C1", &area, NULL),
      !=,
      0);
  hw_design_commit (sides->theirs.design);
  result = merge (sides, 1);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_RACK, "OURS"), !=, 0);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_FEATURE), ==, 0);
}

static void
add_tray (Fixture *side, const char *name, gint32 y_mm, gboolean of_row)
{
  HwHandle tray;
  char id[HW_ID_SIZE];

  hw_design_begin (side->design, "Add");
  tray = hw_operation_add_tray (side->design, side->hall, name, 0, y_mm, 9000, y_mm, NULL);
  g_assert_cmpuint (tray, !=, 0);
  if (of_row)
    g_assert_true (
        hw_operation_set (side->design,
                          HW_REF (HW_TABLE_TRAY, tray),
                          "row",
                          hw_design_id_text (side->design, HW_REF (HW_TABLE_ROW, side->row), id),
                          NULL));
  hw_design_commit (side->design);
}

/* Trays of both sides hang together; of two that stand in for one row ours does. */
static void
test_trays (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  add_tray (&sides->ours, "Ours", 1000, TRUE);
  add_tray (&sides->ours, "Ours too", 2000, FALSE);
  add_tray (&sides->theirs, "Theirs", 3000, FALSE);
  add_tray (&sides->theirs, "Also A", 4000, TRUE);
  result = merge (sides, 1);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_TRAY, "Ours"), !=, 0);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_TRAY, "Ours too"), !=, 0);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_TRAY, "Theirs"), !=, 0);
}

/* Ours turned the phases round, theirs said from when to when a thing stands. */
static void
test_order_of_phases (Sides *sides, gconstpointer data)
{
  Fixture *all[] = { &sides->base, &sides->ours, &sides->theirs };
  g_autoptr (HwDesign) result = NULL;
  char id[HW_ID_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      hw_design_seed_ids (all[i]->design, 7);
      hw_design_begin (all[i]->design, "Phases");
      hw_operation_add_phase (all[i]->design, "One", NULL);
      hw_operation_add_phase (all[i]->design, "Two", NULL);
      hw_design_commit (all[i]->design);
    }
  for (int i = 0; i < 2; i++)
    set (&sides->theirs,
         HW_TABLE_DEVICE,
         "leaf",
         i == 0 ? "install" : "removal",
         hw_design_id_text (
             sides->theirs.design,
             HW_REF (HW_TABLE_PHASE,
                     by_name (&sides->theirs, HW_TABLE_PHASE, i == 0 ? "One" : "Two")),
             id));
  g_object_unref (merge (sides, 0));
  hw_design_begin (sides->ours.design, "Move");
  g_assert_true (hw_operation_move_phase (
      sides->ours.design, by_name (&sides->ours, HW_TABLE_PHASE, "Two"), -1, NULL));
  hw_design_commit (sides->ours.design);
  result = merge (sides, 1);
  g_assert_cmpuint (by_name_in (result, HW_TABLE_DEVICE, "leaf"), !=, 0);
}

/* --- products --- */

/* The mass of the server that a design carries. */
static void
set_mass (Fixture *side, double mass)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (side->design);
  const HwProduct *product = hw_catalogue_find (catalogue, "server");
  HwFigure figure = { .field = HW_FIELD_MASS,
                      .state = HW_FIGURE_VALUE,
                      .value = mass,
                      .printed = mass,
                      .unit = hw_unit_find ("kg") };

  g_assert_true (hw_product_add_figure ((HwProduct *)product, &figure));
}

static double
mass_in (HwDesign *design)
{
  return hw_product_value (hw_catalogue_find (hw_design_get_catalogue (design), "server"),
                           HW_FIELD_MASS);
}

static void
test_product_of_theirs (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const HwDifference *first;

  set_mass (&sides->theirs, 142);
  result = merge (sides, 0);
  g_assert_cmpfloat (mass_in (result), ==, 142);
  differences = hw_diff (sides->ours.design, result);
  g_assert_cmpuint (differences->len, ==, 1);
  first = differences->pdata[0];
  g_assert_cmpstr (first->element, ==, "product");
  g_assert_cmpstr (first->id, ==, "server");
  g_assert_cmpstr (first->attribute, ==, "mass");
  g_assert_null (first->from);
  g_assert_cmpstr (first->to, ==, "142 kg");
}

static void
test_product_of_both (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  set_mass (&sides->ours, 130);
  set_mass (&sides->theirs, 142);
  result = merge (sides, 1);
  g_assert_cmpfloat (mass_in (result), ==, 130);
}

/* Two branches gave two racks one id: both stay, with what they hold. */
static void
test_collision (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;
  HwHandle rack;
  guint devices[3] = { 0 };

  hw_design_seed_ids (sides->theirs.design, 2);
  for (int i = 0; i < 2; i++)
    {
      Fixture *side = i == 0 ? &sides->ours : &sides->theirs;
      hw_design_begin (side->design, "Add");
      rack = hw_operation_add_rack (side->design,
                                    side->hall,
                                    side->row,
                                    side->catalogue,
                                    fixture_product (side, i == 0 ? "rack-48" : "system"),
                                    i == 0 ? "OURS" : "THEIRS",
                                    i == 0 ? 3000 : 6000,
                                    1200,
                                    0,
                                    NULL);
      g_assert_cmpuint (rack, !=, 0);
      hw_design_commit (side->design);
    }
  result = merge (sides, 0);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_RACK), ==, 3);
  rack = by_name_in (result, HW_TABLE_RACK, "THEIRS");
  for (HwHandle device = hw_design_first_child (result, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (result, HW_TABLE_DEVICE, device))
    devices[0]++;
  g_assert_cmpuint (devices[0], ==, 4);
}

static void
test_diff (Sides *sides, gconstpointer data)
{
  g_autoptr (GPtrArray) differences = NULL;
  const HwDifference *first, *second;

  set (&sides->ours, HW_TABLE_DEVICE, "dgx-01", "u", "3");
  fixture_mount (&sides->ours, sides->ours.rack, "half", 40);
  differences = hw_diff (sides->base.design, sides->ours.design);
  g_assert_cmpuint (differences->len, ==, 2);
  first = differences->pdata[0];
  second = differences->pdata[1];
  g_assert_cmpint (first->kind, ==, HW_DIFFERENCE_CHANGED);
  g_assert_cmpstr (first->attribute, ==, "u");
  g_assert_cmpstr (first->from, ==, "1");
  g_assert_cmpstr (first->to, ==, "3");
  g_assert_cmpint (second->kind, ==, HW_DIFFERENCE_ADDED);
  g_assert_cmpstr (second->element, ==, "device");
}

/* --- networks --- */

/* The same fabric on every side. */
static void
add_fabric (Sides *sides)
{
  Fixture *all[] = { &sides->base, &sides->ours, &sides->theirs };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      hw_design_seed_ids (all[i]->design, 9);
      hw_design_begin (all[i]->design, "Add");
      hw_operation_add_fabric (all[i]->design, HW_FABRIC_COMPUTE, "ib1");
      hw_design_commit (all[i]->design);
      hw_design_seed_ids (all[i]->design, 10 + i);
    }
}

static void
give (Fixture *side, const char *device, gint32 slot)
{
  HwDesign *design = side->design;
  g_autoptr (GError) error = NULL;

  hw_design_begin (design, "Give");
  hw_operation_set_place (design,
                          by_name (side, HW_TABLE_FABRIC, "ib1"),
                          by_name (side, HW_TABLE_DEVICE, device),
                          HW_MEMBER_NODE,
                          1,
                          slot,
                          1,
                          &error);
  g_assert_no_error (error);
  hw_design_commit (design);
}

static gint32
slot_of (HwDesign *design, const char *device)
{
  HwHandle member = hw_design_member_of (design,
                                         by_name_in (design, HW_TABLE_FABRIC, "ib1"),
                                         by_name_in (design, HW_TABLE_DEVICE, device));

  g_assert_cmpuint (member, !=, 0);
  return hw_design_get_member (design, member)->slot;
}

/* One place was given to two members: ours keeps it, theirs gets another. */
static void
test_same_place (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  add_fabric (sides);
  give (&sides->ours, "dgx-01", 1);
  give (&sides->theirs, "leaf", 1);
  result = merge (sides, 1);
  g_assert_cmpint (slot_of (result, "dgx-01"), ==, 1);
  g_assert_cmpint (slot_of (result, "leaf"), ==, 0);
}

/* Both gave the same device a place. */
static void
test_two_places (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  add_fabric (sides);
  give (&sides->ours, "dgx-01", 1);
  give (&sides->theirs, "dgx-01", 2);
  result = merge (sides, 1);
  g_assert_cmpint (slot_of (result, "dgx-01"), ==, 1);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_MEMBER), ==, 1);
}

/* Theirs removed the fabric in which ours gave a place meanwhile. */
static void
test_fabric_removed (Sides *sides, gconstpointer data)
{
  HwRef ref;
  g_autoptr (HwDesign) result = NULL;

  add_fabric (sides);
  give (&sides->ours, "dgx-01", 1);
  ref = HW_REF (HW_TABLE_FABRIC, by_name (&sides->theirs, HW_TABLE_FABRIC, "ib1"));
  hw_design_begin (sides->theirs.design, "Remove");
  hw_operation_remove (sides->theirs.design, &ref, 1, NULL);
  hw_design_commit (sides->theirs.design);
  result = merge (sides, 1);
  g_assert_cmpuint (hw_design_count (result, HW_TABLE_FABRIC), ==, 1);
  g_assert_cmpint (slot_of (result, "dgx-01"), ==, 1);
}

/* Ours removed the rack of a member, theirs renamed the rack: the member comes back with it. */
static void
test_member_of_kept (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) result = NULL;

  add_fabric (sides);
  for (guint i = 0; i < 3; i++)
    hw_design_seed_ids ((i == 0 ? sides->base : i == 1 ? sides->ours : sides->theirs).design, 20);
  give (&sides->base, "dgx-01", 3);
  give (&sides->ours, "dgx-01", 3);
  give (&sides->theirs, "dgx-01", 3);
  remove_named (&sides->ours, HW_TABLE_RACK, "A01");
  g_assert_cmpuint (hw_design_count (sides->ours.design, HW_TABLE_MEMBER), ==, 0);
  set (&sides->theirs, HW_TABLE_RACK, "A01", "name", "A1");
  result = merge (sides, 1);
  g_assert_cmpint (slot_of (result, "dgx-01"), ==, 3);
}

static void
set_override (Fixture *side, const char *value)
{
  hw_design_begin (side->design, "Override");
  g_assert_true (hw_operation_set_override (side->design, "tcs1/pipe/r1", "dn", value, NULL));
  hw_design_commit (side->design);
}

/* What both changed alike is no conflict; what they changed differently is one, and ours stays. */
static void
test_overrides (Sides *sides, gconstpointer data)
{
  g_autoptr (HwDesign) same = NULL;
  g_autoptr (HwDesign) different = NULL;
  HwHandle override;

  set_override (&sides->ours, "80");
  set_override (&sides->theirs, "80");
  same = merge (sides, 0);
  g_assert_cmpuint (hw_design_count (same, HW_TABLE_OVERRIDE), ==, 1);
  set_override (&sides->theirs, "100");
  different = merge (sides, 1);
  g_assert_cmpuint (hw_design_count (different, HW_TABLE_OVERRIDE), ==, 1);
  override = hw_design_find_override (different, "tcs1/pipe/r1", "dn");
  g_assert_cmpstr (
      hw_design_text (different, hw_design_get_override (different, override)->value), ==, "80");
}

/* An object that gets another id in the merge keeps its overrides. */
static void
test_renamed_key (Sides *sides, gconstpointer data)
{
  g_autoptr (HwRecords) records = NULL;
  HwRecord *rack;
  char buffer[HW_ID_SIZE];
  g_autofree char *key = NULL;
  guint n = 0;

  hw_design_id_text (sides->ours.design, HW_REF (HW_TABLE_RACK, sides->ours.rack), buffer);
  key = g_strdup_printf ("tcs1/balancing-valve/%s", buffer);
  hw_design_begin (sides->ours.design, "Override");
  g_assert_true (hw_operation_set_override (sides->ours.design, key, "opening", "0.5", NULL));
  hw_design_commit (sides->ours.design);
  records = hw_records_new (sides->ours.design);
  rack = hw_records_find (records, HW_TABLE_RACK, buffer);
  hw_records_rename (records, rack, "r9");
  for (guint i = 0; i < records->list->len; i++)
    {
      const HwRecord *record = records->list->pdata[i];
      if (record->table != HW_TABLE_OVERRIDE)
        continue;
      g_assert_cmpstr (record->values[0], ==, "tcs1/balancing-valve/r9");
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* A site has one climate: where both sides bring one, ours stays whole, and that is one conflict.
 */
static void
test_climates (Sides *sides, gconstpointer data)
{
  Fixture *const of[] = { &sides->ours, &sides->theirs };
  g_autoptr (HwDesign) result = NULL;
  g_autoptr (HwWeather) read = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of); i++)
    {
      g_autoptr (HwWeather) weather = hw_weather_new (i == 0 ? "Ours" : "Theirs", "made up");

      hw_design_begin (of[i]->design, "Import");
      hw_operation_set_climate (of[i]->design, weather);
      hw_design_commit (of[i]->design);
    }
  result = merge (sides, 1);
  read = hw_design_dup_weather (result, NULL);
  g_assert_nonnull (read);
  g_assert_cmpstr (read->name, ==, "Ours");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/io/merge/" path, Sides, NULL, set_up, function, tear_down)
  ADD ("nothing-changed-nothing-differs", test_nothing);
  ADD ("changes-of-both-sides-go-together", test_both_sides);
  ADD ("a-site-has-one-climate", test_climates);
  ADD ("one-attribute-changed-twice-is-a-conflict", test_same_attribute);
  ADD ("two-placements-in-one-slot-are-a-conflict", test_same_slot);
  ADD ("what-cannot-move-there-stays-where-it-was", test_moved_into_taken);
  ADD ("removed-by-one-side", test_removed);
  ADD ("removed-with-what-the-other-changed", test_removed_around_changed);
  ADD ("removed-and-renamed-keeps-its-devices", test_removed_but_renamed);
  ADD ("removed-but-used-meanwhile", test_removed_but_used);
  ADD ("a-column-gives-way-to-our-rack", test_column_on_rack);
  ADD ("trays-of-both-sides", test_trays);
  ADD ("phases-in-another-order", test_order_of_phases);
  ADD ("figures-of-theirs-are-taken", test_product_of_theirs);
  ADD ("figures-that-both-changed-are-a-conflict", test_product_of_both);
  ADD ("one-id-for-two-objects", test_collision);
  ADD ("one-place-for-two-members", test_same_place);
  ADD ("two-places-for-one-member", test_two_places);
  ADD ("a-removed-fabric-stays-for-its-new-member", test_fabric_removed);
  ADD ("members-come-back-with-their-rack", test_member_of_kept);
  ADD ("groups-of-both-sides", test_groups);
  ADD ("overrides-of-both-sides", test_overrides);
  ADD ("renamed-objects-keep-their-overrides", test_renamed_key);
  ADD ("differences-name-attribute-and-values", test_diff);
  return g_test_run ();
}
