/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"

/* Every attribute of every table reads what it writes. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  static const struct
  {
    HwTableKind table;
    const char *attribute;
    const char *text;
  } cases[] = {
    { HW_TABLE_DEVICE, "u", "12.5" },         { HW_TABLE_DEVICE, "channel", "left-rear" },
    { HW_TABLE_DEVICE, "height-mm", "150" },  { HW_TABLE_DEVICE, "face", "rear" },
    { HW_TABLE_RACK, "rotation", "270" },     { HW_TABLE_RACK, "power-limit-w", "40000" },
    { HW_TABLE_RACK, "note", "Grüße" },       { HW_TABLE_RESERVATION, "height-u", "2.5" },
    { HW_TABLE_FEED, "rule", "iec" },         { HW_TABLE_FEED, "phases", "1" },
    { HW_TABLE_SITE, "altitude-m", "-12.5" }, { HW_TABLE_RACK, "locked", "true" },
    { HW_TABLE_FABRIC, "tiers", "3" },        { HW_TABLE_FABRIC, "oversubscription", "1.5" },
    { HW_TABLE_FABRIC, "planes", "2" },       { HW_TABLE_FABRIC, "members", "chosen" },
    { HW_TABLE_LOOP, "facility-c", "30" },    { HW_TABLE_LOOP, "spare", "2n" },
    { HW_TABLE_LOOP, "header-dn", "100" },    { HW_TABLE_MEMBER, "slot", "32" },
    { HW_TABLE_MEMBER, "role", "switch" },    { HW_TABLE_OVERRIDE, "value", "DN 80" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HwTableClass *klass = hw_table_class (cases[i].table);
      const HwAttribute *attribute = hw_table_class_attribute (klass, cases[i].attribute);
      g_autofree void *row = g_malloc0 (klass->row_size);
      g_autofree char *absent = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      hw_row_init (cases[i].table, row);
      absent = hw_design_attribute_text (design, attribute, row);
      if (strcmp (cases[i].attribute, "face") != 0)
        g_assert_null (absent);
      hw_design_attribute_parse (design, attribute, row, cases[i].text, &error);
      g_assert_no_error (error);
      text = hw_design_attribute_text (design, attribute, row);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_normal_form (Fixture *fixture, gconstpointer data)
{
  const HwTableClass *klass = hw_table_class (HW_TABLE_ROW);
  const HwAttribute *name = hw_table_class_attribute (klass, "name");
  HwRow row = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_design_attribute_parse (fixture->design, name, &row, "e\314\201", NULL));
  text = hw_design_attribute_text (fixture->design, name, &row);
  g_assert_cmpstr (text, ==, "\303\251");
  g_assert_false (hw_design_attribute_parse (fixture->design, name, &row, "a\033b", &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_INVALID);
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  const HwAttribute *row = hw_table_class_attribute (hw_table_class (HW_TABLE_RACK), "row");
  HwRack rack = { 0 };
  char buffer[HW_ID_SIZE];
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_design_attribute_parse (
      fixture->design,
      row,
      &rack,
      hw_design_id_text (fixture->design, HW_REF (HW_TABLE_ROW, fixture->row), buffer),
      NULL));
  g_assert_cmpuint (rack.row, ==, fixture->row);
  /* A hall is no row. */
  g_assert_false (hw_design_attribute_parse (
      fixture->design,
      row,
      &rack,
      hw_design_id_text (fixture->design, HW_REF (HW_TABLE_HALL, fixture->hall), buffer),
      &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND);
}

/* A name that says its kind says it once. */
static void
test_kind_and_name (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *kind, *name, *both;
  } cases[] = {
    { "UPS", "UPS-A", "UPS-A" },
    { "Hall", "Hall 1", "Hall 1" },
    { "Power shelf", "POWER SHELF", "POWER SHELF" },
    { "Transformer", "TX-A", "Transformer TX-A" },
    { "UPS", "Upstairs", "UPS Upstairs" },
    { "UPS", "", "UPS " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *both = hw_kind_and_name (cases[i].kind, cases[i].name);

      g_assert_cmpstr (both, ==, cases[i].both);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/attributes/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("text-reads-back", test_round_trip);
  ADD ("text-is-in-normal-form", test_normal_form);
  ADD ("kind-and-name", test_kind_and_name);
  ADD ("references-name-the-right-kind", test_references);
  return g_test_run ();
}
