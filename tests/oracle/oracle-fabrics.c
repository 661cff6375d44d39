/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "hw-fabric-conform.h"
#include "hw-fabric-fixture.h"
#include "hw-fabric-labels.h"
#include "hw-fabric-load.h"
#include "hw-ibsim.h"

/* The fabrics that are shown to OpenSM, and what Hallwright makes of them. */

typedef struct
{
  const char *name;
  HwFabricRule rule;
  guint members;
  gboolean accepted; /* by OpenSM's fat-tree engine and by our own check */
  gboolean regular;  /* loads are to be the same as OpenSM's */
  HwFabricOverride overrides[3];
  const char *failed;
} Case;

#define B200 .radix = 64, .rails = 8, .port_bit_s = 400e9
#define SMALL .radix = 16, .rails = 4, .port_bit_s = 400e9

static const Case cases[] = {
  { "rails-two-tiers-full", { B200 }, 64, TRUE, TRUE, { { 0 } }, NULL },
  { "rails-two-tiers-partly", { B200 }, 71, TRUE, FALSE, { { 0 } }, NULL },
  { "rails-two-tiers-kept",
    { B200, .units = 4, .keep_units = TRUE },
    37,
    TRUE,
    FALSE,
    { { 0 } },
    NULL },
  { "rails-three-tiers-full", { SMALL, .tiers = 3 }, 64, TRUE, TRUE, { { 0 } }, NULL },
  { "rails-three-tiers-six", { SMALL, .tiers = 3 }, 48, TRUE, TRUE, { { 0 } }, NULL },
  { "rails-three-tiers-partly", { SMALL, .tiers = 3 }, 45, TRUE, FALSE, { { 0 } }, NULL },
  { "plain-two-tiers", { .kind = HW_FABRIC_PLAIN, SMALL }, 32, TRUE, TRUE, { { 0 } }, NULL },
  { "plain-two-to-one",
    { .kind = HW_FABRIC_PLAIN, .radix = 24, .rails = 4, .port_bit_s = 400e9, .down = 2 },
    48,
    TRUE,
    TRUE,
    { { 0 } },
    NULL },
  { "plain-three-tiers",
    { .kind = HW_FABRIC_PLAIN, SMALL, .tiers = 3, .block_units = 4 },
    32,
    TRUE,
    TRUE,
    { { 0 } },
    NULL },
  { "rail-groups",
    { .kind = HW_FABRIC_RAIL_GROUPS, SMALL, .block_units = 2 },
    64,
    TRUE,
    TRUE,
    { { 0 } },
    NULL },
  { "rail-groups-gb200",
    { .kind = HW_FABRIC_RAIL_GROUPS,
      .radix = 64,
      .rails = 4,
      .port_bit_s = 400e9,
      .unit_members = 144 },
    144,
    TRUE,
    FALSE,
    { { 0 } },
    NULL },
  { "uplink-to-another-leaf",
    { B200 },
    64,
    FALSE,
    FALSE,
    { { HW_FABRIC_DELETE, "su01-leaf-r2:33", NULL },
      { HW_FABRIC_MOVE, "su01-leaf-r1:33", "su01-leaf-r2:33" } },
    NULL },
  { "uplinks-exchanged",
    { B200 },
    64,
    FALSE,
    FALSE,
    { { HW_FABRIC_MOVE, "su01-leaf-r1:33", "spine-02:5" },
      { HW_FABRIC_MOVE, "su01-leaf-r2:37", "spine-01:1" } },
    NULL },
  { "host-on-a-spine",
    { B200 },
    60,
    FALSE,
    FALSE,
    { { HW_FABRIC_DELETE, "su02-leaf-r8:64", NULL },
      { HW_FABRIC_MOVE, "d00001:1", "spine-08:64" } },
    NULL },
  { "cable-failed", { B200 }, 64, FALSE, FALSE, { { 0 } }, "su01-leaf-r3:40" },
};

static HwFabric *
derive (const Case *shown)
{
  g_autoptr (Plan) plan = plan_new (shown->rule, shown->members);

  for (guint i = 0; i < G_N_ELEMENTS (shown->overrides) && shown->overrides[i].at != NULL; i++)
    plan_override (plan,
                   shown->overrides[i].change,
                   shown->overrides[i].at,
                   shown->overrides[i].to != NULL ? shown->overrides[i].to : "");
  return plan_derive (plan);
}

static HwFabricFailure *
fail (const Case *shown, HwFabric *fabric)
{
  HwFabricFailure *failure = hw_fabric_failure_new (fabric);

  if (shown->failed != NULL)
    g_assert_true (hw_fabric_failure_add_key (failure, fabric, shown->failed));
  return failure;
}

/* "NAME accepted|refused errors|sound regular|-" */
static void
list (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwFabric) fabric = derive (&cases[i]);
      guint n, errors = cases[i].failed != NULL;
      const HwFabricProblem *problems = hw_fabric_get_problems (fabric, &n);

      for (guint j = 0; j < n; j++)
        errors += hw_fabric_issue_severity (problems[j].issue) == HW_SEVERITY_ERROR;
      printf ("%s %s %s %s\n",
              cases[i].name,
              cases[i].accepted ? "accepted" : "refused",
              errors > 0 ? "errors" : "sound",
              cases[i].regular ? "regular" : "-");
    }
}

static const Case *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strcmp (cases[i].name, name) == 0)
      return &cases[i];
  g_error ("there is no case %s", name);
}

/* "SWITCH PORT DESTINATIONS" for each direction of each cable between switches. */
static void
print_loads (const HwFabric *fabric)
{
  g_autoptr (HwFabricLoad) load = hw_fabric_load_new (fabric, NULL);
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);

  for (guint i = 0; i < n; i++)
    if (cables[i].level != HW_FABRIC_CABLE_MEMBER)
      printf ("%s %u %u\n%s %u %u\n",
              hw_fabric_labels_name (labels, cables[i].low),
              cables[i].low_port,
              load->destinations[i].up,
              hw_fabric_labels_name (labels, cables[i].high),
              cables[i].high_port,
              load->destinations[i].down);
}

static int
conform (const Case *shown, const char *path)
{
  Case planned = *shown;
  g_autoptr (HwFabric) fabric = NULL;
  g_autoptr (HwIbnet) built = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autofree char *text = NULL;
  gsize length;

  /* As designed, without the changes. */
  planned.overrides[0].at = NULL;
  fabric = derive (&planned);
  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  built = hw_ibnet_parse (text, length, path, &error);
  if (built == NULL)
    g_error ("%s", error->message);
  findings = hw_fabric_conform (fabric, built);
  for (guint i = 0; i < findings->len; i++)
    {
      const HwConformity *finding = &g_array_index (findings, HwConformity, i);
      g_autofree char *message = hw_conformity_message (fabric, built, finding);

      printf ("%s: %s\n", hw_conform_kind_name (finding->kind), message);
    }
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "list") == 0)
    list ();
  else if (argc == 4 && strcmp (argv[1], "conform") == 0)
    return conform (find (argv[2]), argv[3]);
  else if (argc == 3)
    {
      const Case *shown = find (argv[2]);
      g_autoptr (HwFabric) fabric = derive (shown);
      g_autoptr (HwFabricFailure) failure = fail (shown, fabric);
      g_autofree char *text = NULL;

      if (strcmp (argv[1], "netlist") == 0)
        text = hw_ibsim_write (fabric, failure);
      else if (strcmp (argv[1], "roots") == 0)
        text = hw_ibsim_write_roots (fabric, failure);
      else
        print_loads (fabric);
      fputs (text != NULL ? text : "", stdout);
    }
  else
    return 2;
  return 0;
}
