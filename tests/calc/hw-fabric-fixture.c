/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-fixture.h"

HwFabricRule
fabric_rule_b200 (void)
{
  return (HwFabricRule){
    .kind = HW_FABRIC_RAIL_OPTIMISED, .radix = 64, .cage_ports = 2, .port_bit_s = 400e9, .rails = 8
  };
}

HwFabricRule
fabric_rule_xdr (void)
{
  return (HwFabricRule){
    .kind = HW_FABRIC_RAIL_OPTIMISED, .radix = 144, .cage_ports = 2, .port_bit_s = 800e9, .rails = 8
  };
}

HwFabricRule
fabric_rule_gb200 (void)
{
  return (HwFabricRule){ .kind = HW_FABRIC_RAIL_GROUPS,
                         .radix = 64,
                         .cage_ports = 2,
                         .port_bit_s = 400e9,
                         .rails = 4,
                         .unit_members = 144 };
}

HwFabricRule
fabric_rule_b300 (void)
{
  return (HwFabricRule){ .kind = HW_FABRIC_RAIL_OPTIMISED,
                         .radix = 128,
                         .cage_ports = 2,
                         .port_bit_s = 400e9,
                         .rails = 8,
                         .planes = 2 };
}

static const char *
keep (Plan *plan, char *text)
{
  g_ptr_array_add (plan->texts, text);
  return text;
}

Plan *
plan_new (HwFabricRule rule, guint n_members)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->description.rule = rule;
  plan->members = g_array_new (FALSE, TRUE, sizeof (HwFabricMember));
  plan->devices = g_array_new (FALSE, TRUE, sizeof (HwFabricDevice));
  plan->overrides = g_array_new (FALSE, TRUE, sizeof (HwFabricOverride));
  plan->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_members; i++)
    {
      HwFabricMember member = { .place = HW_FABRIC_NO_PLACE };

      member.id = keep (plan, g_strdup_printf ("d%05u", i + 1));
      g_array_append_val (plan->members, member);
    }
  return plan;
}

void
plan_free (Plan *plan)
{
  g_array_unref (plan->members);
  g_array_unref (plan->devices);
  g_array_unref (plan->overrides);
  g_ptr_array_unref (plan->texts);
  g_free (plan);
}

HwFabricMember *
plan_member (Plan *plan, guint index)
{
  return &g_array_index (plan->members, HwFabricMember, index);
}

void
plan_override (Plan *plan, HwFabricChange change, const char *at, const char *to)
{
  HwFabricOverride override = { change, keep (plan, g_strdup (at)), keep (plan, g_strdup (to)) };

  g_array_append_val (plan->overrides, override);
}

HwFabric *
plan_derive (Plan *plan)
{
  HwFabricDescription *description = &plan->description;

  description->members = (const HwFabricMember *)(gpointer)plan->members->data;
  description->n_members = plan->members->len;
  description->devices = (const HwFabricDevice *)(gpointer)plan->devices->data;
  description->n_devices = plan->devices->len;
  description->overrides = (const HwFabricOverride *)(gpointer)plan->overrides->data;
  description->n_overrides = plan->overrides->len;
  return hw_fabric_derive (description);
}

guint
fabric_issues (const HwFabric *fabric, HwFabricIssue issue)
{
  guint n, count = 0;
  const HwFabricProblem *problems = hw_fabric_get_problems (fabric, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *message = hw_fabric_problem_message (fabric, &problems[i]);

      g_assert_nonnull (message);
      count += problems[i].issue == issue;
    }
  return count;
}

void
fabric_assert_sound (const HwFabric *fabric)
{
  guint n, ends = 0;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      const guint32 nodes[2] = { cables[i].low, cables[i].high };
      const guint ports[2] = { cables[i].low_port, cables[i].high_port };

      for (int end = 0; end < 2; end++)
        {
          g_assert_cmpuint (nodes[end], <, hw_fabric_count_nodes (fabric));
          g_assert_cmpuint (ports[end], >=, 1);
          g_assert_cmpuint (ports[end], <=, hw_fabric_count_ports (fabric, nodes[end]));
          g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (nodes[end] * 256 + ports[end])));
          g_assert_cmpint (hw_fabric_cable_at (fabric, nodes[end], ports[end]), ==, (gint)i);
        }
    }
  for (guint i = 0; i < hw_fabric_count_nodes (fabric); i++)
    ends += hw_fabric_count_used (fabric, i);
  g_assert_cmpuint (ends, ==, 2 * n);
}

void
fabric_analyse (const HwFabric *fabric, const HwFabricFailure *failure, HwFabricAnalysis *analysis)
{
  g_autoptr (HwFabricBaseline) baseline = hw_fabric_baseline_new (fabric);

  hw_fabric_baseline_analyse (baseline, failure, analysis);
}

GArray *
fabric_losses (const HwFabricFailure *failure)
{
  g_autoptr (HwFabricBaseline) baseline = hw_fabric_baseline_new (failure->fabric);

  return hw_fabric_baseline_losses (baseline, failure);
}
