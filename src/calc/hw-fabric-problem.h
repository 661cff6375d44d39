/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"
#include "hw-problem.h"

G_BEGIN_DECLS

/* What is wrong with a fabric, and what to do about it. */

typedef enum
{
  HW_FABRIC_ISSUE_RULE,       /* the rule gives no tree; number: HwFabricFit */
  HW_FABRIC_ISSUE_SEVERAL,    /* one tree does not carry all units; number: how many, other: most */
  HW_FABRIC_ISSUE_APART,      /* nothing joins the rails */
  HW_FABRIC_ISSUE_PLACE,      /* node: a member whose place another has, or does not exist */
  HW_FABRIC_ISSUE_NO_ROOM,    /* node: an appliance for which the rule leaves no ports */
  HW_FABRIC_ISSUE_RAILS,      /* node: a member with other than the rule's number of ports */
  HW_FABRIC_ISSUE_SPEED,      /* node: a member whose ports have another speed */
  HW_FABRIC_ISSUE_DEVICE,     /* device: too few ports for a switch of this fabric */
  HW_FABRIC_ISSUE_POSITION,   /* device: its position is another's, or gone */
  HW_FABRIC_ISSUE_IDLE,       /* override: what it names is not there */
  HW_FABRIC_ISSUE_USED,       /* override: the port, of node, has a cable already */
  HW_FABRIC_ISSUE_WRONG_RAIL, /* node, port: a member's cable ends at another leaf than its own */
  HW_FABRIC_ISSUE_LEVEL,      /* node, port: a cable joins switches that the tree does not join */
  HW_FABRIC_ISSUE_UNEVEN,     /* node, other: fewer or more parallel links than elsewhere */
  HW_FABRIC_ISSUE_UNCABLED,   /* node, port: a member's port without a cable */
  HW_N_FABRIC_ISSUES,
} HwFabricIssue;

typedef struct
{
  HwFabricIssue issue;
  gint32 node;  /* negative: none */
  guint32 port; /* of the node */
  gint32 other; /* another node; negative: none */
  gint32 device;
  gint32 override;
  guint32 number, limit;
} HwFabricProblem;

#define HW_FABRIC_PROBLEM_INIT                                                                     \
  {                                                                                                \
    .node = -1, .other = -1, .device = -1, .override = -1                                          \
  }

/* Returns: (transfer none) (array length=n): in the order in which they were met */
const HwFabricProblem *hw_fabric_get_problems (const HwFabric *self, guint *n);

/* Static and stable: "fabric-port-used". */
const char *hw_fabric_issue_code (HwFabricIssue issue);
HwSeverity hw_fabric_issue_severity (HwFabricIssue issue);
/* Returns: (transfer full): a translated sentence that says what to do */
char *hw_fabric_problem_message (const HwFabric *self, const HwFabricProblem *problem);

G_END_DECLS
