/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"
#include "hw-edit.h"
#include "hw-fragment.h"
#include "hw-override-key.h"

/* Rules of networks, places of their members, overrides. */

typedef struct
{
  Fixture base;
  HwHandle fabric, loop;
  HwHandle first, second; /* servers */
} Networks;

static void
set_up (Networks *self, gconstpointer data)
{
  HwDesign *design;

  fixture_set_up (&self->base, data);
  design = self->base.design;
  self->first = fixture_mount (&self->base, self->base.rack, "server", 1);
  self->second = fixture_mount (&self->base, self->base.rack, "server", 11);
  hw_design_begin (design, "Add");
  self->fabric = hw_operation_add_fabric (design, HW_FABRIC_COMPUTE, NULL);
  self->loop = hw_operation_add_loop (design, NULL);
  hw_design_commit (design);
}

static void
tear_down (Networks *self, gconstpointer data)
{
  fixture_tear_down (&self->base, data);
}

static HwHandle
give (Networks *self, HwHandle device, gint32 unit, gint32 slot)
{
  HwDesign *design = self->base.design;
  g_autoptr (GError) error = NULL;
  HwHandle member;

  hw_design_begin (design, "Give a place");
  member = hw_operation_set_place (
      design, self->fabric, device, HW_MEMBER_NODE, unit, slot, 1, &error);
  if (member != 0)
    hw_design_commit (design);
  else
    {
      g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
      hw_design_rollback (design);
    }
  return member;
}

static HwHandle
position (Networks *self, HwHandle device, const char *name)
{
  HwDesign *design = self->base.design;
  HwHandle member;

  hw_design_begin (design, "Give a position");
  member = hw_operation_set_position (design, self->fabric, device, name, NULL);
  if (member != 0)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
  return member;
}

static guint
count_members (Networks *self)
{
  guint n = 0;

  for (HwHandle member = hw_design_first_of_fabric (self->base.design, self->fabric); member != 0;
       member = hw_design_next_of_fabric (self->base.design, member))
    n++;
  return n;
}

static HwHandle
at (Networks *self, gint32 unit, gint32 slot)
{
  return hw_design_member_at (self->base.design, self->fabric, unit, slot, 1);
}

static void
test_names (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle other;

  hw_design_begin (design, "Add");
  other = hw_operation_add_loop (design, NULL);
  hw_design_commit (design);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_LOOP, self->loop)), ==, "tcs1");
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_LOOP, other)), ==, "tcs2");
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_FABRIC, self->fabric)), ==, "compute1");
}

static void
test_places (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle first = give (self, self->first, 1, 3);

  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (at (self, 1, 3), ==, first);
  g_assert_cmpuint (hw_design_member_of (design, self->fabric, self->first), ==, first);
  /* A place has one member. */
  g_assert_cmpuint (give (self, self->second, 1, 3), ==, 0);
  g_assert_cmpuint (count_members (self), ==, 1);
  /* Another place leaves the old one free. */
  g_assert_cmpuint (give (self, self->first, 2, 1), ==, first);
  g_assert_cmpuint (at (self, 1, 3), ==, 0);
  g_assert_cmpuint (at (self, 2, 1), ==, first);
  g_assert_true (hw_design_undo (design));
  g_assert_cmpuint (at (self, 1, 3), ==, first);
  g_assert_cmpuint (at (self, 2, 1), ==, 0);
  /* Any number are members without a place. */
  g_assert_cmpuint (give (self, self->first, 0, 0), !=, 0);
  g_assert_cmpuint (give (self, self->second, 0, 0), !=, 0);
  g_assert_cmpuint (count_members (self), ==, 2);
}

/* Switches have positions, managers share a place on several rails. */
static void
test_roles (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle first = position (self, self->first, "spine-01");

  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (hw_design_switch_at (design, self->fabric, "spine-01"), ==, first);
  g_assert_cmpuint (hw_design_switch_at (design, self->fabric, "spine-02"), ==, 0);
  g_assert_cmpuint (position (self, self->second, "spine-01"), ==, 0);
  g_assert_cmpuint (position (self, self->second, NULL), !=, 0);
  g_assert_cmpuint (position (self, self->first, NULL), ==, first);
  g_assert_cmpuint (hw_design_switch_at (design, self->fabric, "spine-01"), ==, 0);

  hw_design_begin (design, "Give places");
  g_assert_cmpuint (
      hw_operation_set_place (design, self->fabric, self->first, HW_MEMBER_MANAGER, 1, 32, 1, NULL),
      ==,
      first);
  g_assert_cmpuint (hw_operation_set_place (
                        design, self->fabric, self->second, HW_MEMBER_MANAGER, 1, 32, 3, NULL),
                    !=,
                    0);
  hw_design_commit (design);
  g_assert_cmpuint (at (self, 1, 32), ==, first);
}

/* Two members change places within one transaction. */
static void
test_exchange (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle first = give (self, self->first, 1, 1);
  HwHandle second = give (self, self->second, 1, 2);
  HwMember a = *hw_design_get_member (design, first);
  HwMember b = *hw_design_get_member (design, second);

  a.slot = 2;
  b.slot = 1;
  hw_design_begin (design, "Exchange");
  hw_edit_set (design, HW_TABLE_MEMBER, first, &a);
  hw_edit_set (design, HW_TABLE_MEMBER, second, &b);
  hw_design_commit (design);
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpuint (at (self, 1, 2), ==, first);
      g_assert_cmpuint (at (self, 1, 1), ==, second);
      g_assert_true (hw_design_undo (design));
      g_assert_cmpuint (at (self, 1, 1), ==, first);
      g_assert_cmpuint (at (self, 1, 2), ==, second);
      g_assert_true (hw_design_redo (design));
    }
}

static void
remove_one (Networks *self, HwRef ref)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (self->base.design, "Remove");
  hw_operation_remove (self->base.design, &ref, 1, &error);
  g_assert_no_error (error);
  hw_design_commit (self->base.design);
}

static void
test_removals (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwRack rack = *hw_design_get_rack (design, self->base.rack);
  HwHandle first = give (self, self->first, 1, 1);

  give (self, self->second, 1, 2);
  rack.loop = self->loop;
  hw_design_begin (design, "Connect");
  hw_edit_set (design, HW_TABLE_RACK, self->base.rack, &rack);
  hw_design_commit (design);

  /* A place goes with its device. */
  remove_one (self, HW_REF (HW_TABLE_DEVICE, self->first));
  g_assert_cmpuint (count_members (self), ==, 1);
  g_assert_cmpuint (at (self, 1, 1), ==, 0);
  hw_design_undo (design);
  g_assert_cmpuint (at (self, 1, 1), ==, first);

  /* All places go with the fabric, the devices stay. */
  remove_one (self, HW_REF (HW_TABLE_FABRIC, self->fabric));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_MEMBER), ==, 0);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 2);
  hw_design_undo (design);
  g_assert_cmpuint (count_members (self), ==, 2);

  remove_one (self, HW_REF (HW_TABLE_LOOP, self->loop));
  g_assert_cmpuint (hw_design_get_rack (design, self->base.rack)->loop, ==, 0);
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_get_rack (design, self->base.rack)->loop, ==, self->loop);
}

/* A fabric of one hall does not become one of all halls when that is removed. */
static void
test_hall (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwFabricRow row = *hw_design_get_fabric (design, self->fabric);

  row.hall = self->base.hall;
  hw_design_begin (design, "Set");
  hw_edit_set (design, HW_TABLE_FABRIC, self->fabric, &row);
  hw_design_commit (design);
  give (self, self->first, 1, 1);
  remove_one (self, HW_REF (HW_TABLE_HALL, self->base.hall));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_FABRIC), ==, 0);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_MEMBER), ==, 0);
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_get_fabric (design, self->fabric)->hall, ==, self->base.hall);
  g_assert_cmpuint (count_members (self), ==, 1);
}

/* Copies are members too, without taking the place; a copied switch has no role. */
static void
test_copies (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwHandle first = give (self, self->first, 1, 1);
  HwHandle copy, member;
  HwRef ref = HW_REF (HW_TABLE_DEVICE, self->first);
  HwPasteTarget target = { .hall = self->base.hall, .rack = self->base.rack };
  g_autoptr (HwDesign) fragment = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;

  position (self, self->second, "spine-01");
  hw_design_begin (design, "Duplicate");
  copy = hw_operation_duplicate_device (design, self->first, &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  member = hw_design_member_of (design, self->fabric, copy);
  g_assert_cmpuint (member, !=, 0);
  g_assert_cmpint (hw_design_get_member (design, member)->slot, ==, 0);
  g_assert_cmpuint (at (self, 1, 1), ==, first);

  fragment = hw_fragment_new (design, &ref, 1);
  hw_design_begin (design, "Paste");
  made = hw_operation_paste (design, fragment, &target, NULL, &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  member = hw_design_member_of (design, self->fabric, g_array_index (made, HwRef, 0).handle);
  g_assert_cmpuint (member, !=, 0);
  g_assert_cmpint (hw_design_get_member (design, member)->slot, ==, 0);

  hw_design_begin (design, "Duplicate");
  copy = hw_operation_duplicate_rack (design, self->base.rack, &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_switch_at (design, self->fabric, "spine-01"),
                    ==,
                    hw_design_member_of (design, self->fabric, self->second));
  /* Three nodes and a spine, and again three nodes. */
  g_assert_cmpuint (count_members (self), ==, 7);
}

/* --- what completes a transaction --- */

static void
complete_cb (HwDesign *design, const HwChangeSet *set, Networks *self)
{
  for (guint i = 0; i < set->n_changes; i++)
    if (set->changes[i].table == HW_TABLE_DEVICE && set->changes[i].kind == HW_CHANGE_INSERT)
      {
        const HwDevice *row = set->changes[i].after;

        hw_operation_set_place (design,
                                self->fabric,
                                set->changes[i].handle,
                                HW_MEMBER_NODE,
                                1,
                                row->position + 1,
                                1,
                                NULL);
      }
}

static void
count_cb (HwDesign *design, const HwChangeSet *set, guint *n)
{
  *n = set->n_changes;
}

static void
test_completing (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwSlot slot = fixture_slot (31, HW_FACE_FRONT);
  guint n = 0;

  g_signal_connect (design, "completing", G_CALLBACK (complete_cb), self);
  g_signal_connect (design, "changed", G_CALLBACK (count_cb), &n);
  fixture_mount (&self->base, self->base.rack, "server", 21);
  /* One step of the history has both. */
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (at (self, 1, 41), !=, 0);
  g_assert_true (hw_design_undo (design));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_MEMBER), ==, 0);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 2);
  g_assert_true (hw_design_redo (design));
  g_assert_cmpuint (at (self, 1, 41), !=, 0);

  hw_design_preview_begin (design);
  hw_operation_add_device (design,
                           self->base.rack,
                           self->base.catalogue,
                           fixture_product (&self->base, "server"),
                           NULL,
                           &slot,
                           NULL);
  hw_design_preview_show (design);
  g_assert_cmpuint (at (self, 1, 61), !=, 0);
  hw_design_preview_end (design);
  g_assert_cmpuint (at (self, 1, 61), ==, 0);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_MEMBER), ==, 1);
}

/* --- overrides --- */

static char *
key_of (Networks *self, HwHandle device)
{
  char rule[HW_ID_SIZE], id[HW_ID_SIZE];
  HwDesign *design = self->base.design;

  return g_strdup_printf ("%s/cable/%s:3",
                          hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), rule),
                          hw_design_id_text (design, HW_REF (HW_TABLE_DEVICE, device), id));
}

static gboolean
set_override (Networks *self, const char *key, const char *field, const char *value)
{
  HwDesign *design = self->base.design;
  g_autoptr (GError) error = NULL;
  gboolean done;

  hw_design_begin (design, "Override");
  done = hw_operation_set_override (design, key, field, value, &error);
  if (done)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
  return done;
}

static void
test_overrides (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  g_autofree char *key = key_of (self, self->first);
  g_autofree char *other = key_of (self, self->second);
  HwHandle override;
  HwOverride twin = { 0 };

  g_assert_true (set_override (self, key, "port", "7"));
  g_assert_true (set_override (self, key, "length-mm", "5000"));
  g_assert_true (set_override (self, key, "port", "8"));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_OVERRIDE), ==, 2);
  override = hw_design_find_override (design, key, "port");
  g_assert_cmpstr (
      hw_design_text (design, hw_design_get_override (design, override)->value), ==, "8");
  g_assert_cmpuint (hw_design_find_override (design, other, "port"), ==, 0);

  twin = *hw_design_get_override (design, override);
  twin.object.id = 0;
  g_assert_false (hw_operation_check_row (design, HW_REF (HW_TABLE_OVERRIDE, 0), &twin, NULL));

  g_assert_true (set_override (self, key, "port", NULL));
  g_assert_cmpuint (hw_design_find_override (design, key, "port"), ==, 0);
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_find_override (design, key, "port"), ==, override);

  g_assert_false (set_override (self, "no-key", "port", "1"));
  g_assert_false (set_override (self, "a//b", "port", "1"));
  g_assert_false (set_override (self, key, "", "1"));
}

static void
test_idle (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  g_autofree char *first = key_of (self, self->first);
  g_autofree char *second = key_of (self, self->second);
  HwHandle override;

  set_override (self, first, "port", "7");
  set_override (self, second, "port", "8");
  override = hw_design_find_override (design, first, "port");
  g_assert_false (hw_override_is_idle (design, override));
  remove_one (self, HW_REF (HW_TABLE_DEVICE, self->first));
  g_assert_true (hw_override_is_idle (design, override));
  g_assert_false (hw_override_is_idle (design, hw_design_find_override (design, second, "port")));

  hw_design_begin (design, "Tidy up");
  g_assert_cmpuint (hw_operation_remove_idle_overrides (design), ==, 1);
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_OVERRIDE), ==, 1);
  hw_design_undo (design);
  hw_design_undo (design);
  g_assert_false (hw_override_is_idle (design, override));
  remove_one (self, HW_REF (HW_TABLE_FABRIC, self->fabric));
  g_assert_true (hw_override_is_idle (design, override));
}

/* A switch that is not placed yet is named by its position. */
static void
test_position_is_no_id (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  char rule[HW_ID_SIZE];
  g_autofree char *key
      = g_strdup_printf ("%s/switch/spine-01",
                         hw_design_id_text (design, HW_REF (HW_TABLE_FABRIC, self->fabric), rule));

  g_assert_true (set_override (self, key, "rack", "r1"));
  g_assert_false (hw_override_is_idle (design, hw_design_find_override (design, key, "rack")));
  hw_design_begin (design, "Tidy up");
  g_assert_cmpuint (hw_operation_remove_idle_overrides (design), ==, 0);
  hw_design_commit (design);
  remove_one (self, HW_REF (HW_TABLE_FABRIC, self->fabric));
  g_assert_true (hw_override_is_idle (design, hw_design_find_override (design, key, "rack")));
}

static void
test_keys (Networks *self, gconstpointer data)
{
  g_autofree char *renamed = hw_override_key_rename ("f1/cable/d1:3/d2:4", "d1", "d9");
  g_autofree char *rule = hw_override_key_rename ("f1/cable/d1:3", "f1", "f2");
  g_autofree char *longer = hw_override_key_rename ("f1/cable/d11:3", "d1", "d9");
  g_autofree char *role = hw_override_key_rename ("f1/cable/d1", "cable", "d9");

  g_assert_cmpstr (renamed, ==, "f1/cable/d9:3/d2:4");
  g_assert_cmpstr (rule, ==, "f2/cable/d1:3");
  g_assert_null (longer);
  g_assert_null (role);
  g_assert_cmpuint (hw_override_key_port ("d1:12"), ==, 12);
  g_assert_cmpuint (hw_override_key_port ("d1"), ==, 0);
  g_assert_cmpuint (hw_override_key_port ("d1:x"), ==, 0);
}

/* Only what can be a switch is one. */
static void
test_products (Networks *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwRef ref = HW_REF (HW_TABLE_FABRIC, self->fabric);
  g_autoptr (GError) error = NULL;

  hw_design_begin (design, "Set");
  g_assert_nonnull (
      hw_catalogue_adopt (hw_design_get_catalogue (design), self->base.catalogue, "switch", NULL));
  g_assert_false (hw_operation_set (design, ref, "switch", "server", &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_INVALID);
  g_clear_error (&error);
  hw_operation_set (design, ref, "switch", "switch", &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_get_fabric (design, self->fabric)->switch_product, !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/networks/" path, Networks, NULL, set_up, function, tear_down)
  ADD ("rules-get-free-names", test_names);
  ADD ("a-place-has-one-member", test_places);
  ADD ("roles-have-their-places", test_roles);
  ADD ("members-exchange-places", test_exchange);
  ADD ("places-go-with-device-and-fabric", test_removals);
  ADD ("a-fabric-goes-with-its-hall", test_hall);
  ADD ("copies-have-no-place", test_copies);
  ADD ("transactions-are-completed", test_completing);
  ADD ("one-override-a-field", test_overrides);
  ADD ("overrides-of-what-is-gone-are-idle", test_idle);
  ADD ("positions-are-not-idle", test_position_is_no_id);
  ADD ("keys-name-ids", test_keys);
  ADD ("products-are-of-the-right-kind", test_products);
  return g_test_run ();
}
