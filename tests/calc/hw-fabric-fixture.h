/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-baseline.h"
#include "hw-fabric-name.h"
#include "hw-fabric-problem.h"

G_BEGIN_DECLS

/* Fabrics for tests: the rules of the published designs, and members by the number. */

/* 8 rails, 32 members a unit, switches of 64 ports of 400 Gb/s. */
HwFabricRule fabric_rule_b200 (void);
/* 8 rails, 72 members a unit, switches of 144 ports of 800 Gb/s. */
HwFabricRule fabric_rule_xdr (void);
/* 4 rails, 144 trays a unit, switches of 64 ports, as rail groups. */
HwFabricRule fabric_rule_gb200 (void);
/* Two planes, 64 members a unit, switches of 128 ports of 400 Gb/s. */
HwFabricRule fabric_rule_b300 (void);

typedef struct
{
  HwFabricDescription description;
  GArray *members;   /* HwFabricMember */
  GArray *devices;   /* HwFabricDevice */
  GArray *overrides; /* HwFabricOverride */
  GPtrArray *texts;
} Plan;

Plan *plan_new (HwFabricRule rule, guint n_members);
void plan_free (Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)
HwFabricMember *plan_member (Plan *plan, guint index);
void plan_override (Plan *plan, HwFabricChange change, const char *at, const char *to);
HwFabric *plan_derive (Plan *plan);

guint fabric_issues (const HwFabric *fabric, HwFabricIssue issue);
/* By a baseline of its own. */
void
fabric_analyse (const HwFabric *fabric, const HwFabricFailure *failure, HwFabricAnalysis *analysis);
GArray *fabric_losses (const HwFabricFailure *failure);
/* Each port has at most one cable, and both ends say the same. */
void fabric_assert_sound (const HwFabric *fabric);

G_END_DECLS
