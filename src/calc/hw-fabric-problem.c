/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"

static const struct
{
  const char *code;
  HwSeverity severity;
} issues[HW_N_FABRIC_ISSUES] = {
  [HW_FABRIC_ISSUE_RULE] = { "fabric-rule", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_SEVERAL] = { "fabric-several", HW_SEVERITY_WARNING },
  [HW_FABRIC_ISSUE_APART] = { "fabric-rails-apart", HW_SEVERITY_WARNING },
  [HW_FABRIC_ISSUE_PLACE] = { "fabric-place", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_NO_ROOM] = { "fabric-no-room", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_RAILS] = { "fabric-rails", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_SPEED] = { "fabric-speed", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_DEVICE] = { "fabric-switch-ports", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_POSITION] = { "fabric-position", HW_SEVERITY_WARNING },
  [HW_FABRIC_ISSUE_IDLE] = { "fabric-override-idle", HW_SEVERITY_NOTE },
  [HW_FABRIC_ISSUE_USED] = { "fabric-port-used", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_WRONG_RAIL] = { "fabric-wrong-rail", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_LEVEL] = { "fabric-level", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_UNEVEN] = { "fabric-uneven", HW_SEVERITY_ERROR },
  [HW_FABRIC_ISSUE_UNCABLED] = { "fabric-uncabled", HW_SEVERITY_WARNING },
};

void
hw_fabric_report (HwFabric *self, const HwFabricProblem *problem)
{
  g_array_append_vals (self->problems, problem, 1);
}

const HwFabricProblem *
hw_fabric_get_problems (const HwFabric *self, guint *n)
{
  *n = self->problems->len;
  return (const HwFabricProblem *)(gpointer)self->problems->data;
}

const char *
hw_fabric_issue_code (HwFabricIssue issue)
{
  return issues[issue].code;
}

HwSeverity
hw_fabric_issue_severity (HwFabricIssue issue)
{
  return issues[issue].severity;
}

static const char *
fit_message (HwFabricFit fit)
{
  switch (fit)
    {
    case HW_FABRIC_BAD_SWITCH:
      return _ ("The fabric's switch has no ports of a known speed, or more than 254; choose a "
                "switch of the network that is meant.");
    case HW_FABRIC_BAD_RAILS:
      return _ ("The fabric's members have no ports, or more than 64, or leaves are shared in a "
                "fabric whose rails are apart; choose members with ports or another kind.");
    case HW_FABRIC_BAD_PORTS:
      return _ ("The ports down, up and reserved do not fit into one switch; lower one of them or "
                "allow more oversubscription.");
    case HW_FABRIC_BAD_SPLIT:
      return _ ("Split ports must fill whole cages, each port split into two; choose an even "
                "number of ports down.");
    case HW_FABRIC_BAD_TIERS:
      return _ ("One tier is for plain fabrics, and no fabric has more than three; choose two or "
                "three tiers.");
    case HW_FABRIC_BAD_UNIT:
      return _ ("One unit has more ports than the tiers carry; make units smaller or add a tier.");
    case HW_FABRIC_BAD_BLOCK:
      return _ ("A spine has too few ports for so many units under it; lower the units of a "
                "block.");
    default:
      return _ ("The fabric has more units than it carries; add a tier.");
    }
}

typedef struct
{
  char id[HW_FABRIC_NAME_SIZE];
  const char *text;
} Name;

static const char *
name_of (const HwFabric *self, gint node, Name *name)
{
  name->text = node >= 0 ? hw_fabric_node_name (self, (guint)node, name->id) : _ ("another member");
  return name->text;
}

static char *
member_message (const HwFabric *self, const HwFabricProblem *problem)
{
  Name node, other;

  name_of (self, problem->node, &node);
  switch (problem->issue)
    {
    case HW_FABRIC_ISSUE_PLACE:
      if (problem->other >= 0)
        return g_strdup_printf (_ ("%s has the same place in the fabric as %s; give one of them "
                                   "another unit or slot."),
                                node.text,
                                name_of (self, problem->other, &other));
      return g_strdup_printf (_ ("%s has a place that the fabric's units do not have; give it "
                                 "another unit or slot."),
                              node.text);
    case HW_FABRIC_ISSUE_NO_ROOM:
      return g_strdup_printf (_ ("No leaf has free ports for %s; reserve ports in the fabric's "
                                 "rule."),
                              node.text);
    case HW_FABRIC_ISSUE_RAILS:
      return g_strdup_printf (_ ("%s has %u ports where the fabric has %u; put it into a fabric "
                                 "of its own or change the number of rails."),
                              node.text,
                              problem->number,
                              problem->limit);
    default:
      return g_strdup_printf (_ ("The ports of %s have another speed than the fabric's; choose "
                                 "another switch, split ports, or take it out of the fabric."),
                              node.text);
    }
}

static char *
cabling_message (const HwFabric *self, const HwFabricProblem *problem)
{
  Name node, other;

  name_of (self, problem->node, &node);
  name_of (self, problem->other, &other);
  switch (problem->issue)
    {
    case HW_FABRIC_ISSUE_USED:
      return g_strdup_printf (_ ("Port %u of %s has a cable already; choose a free port for the "
                                 "changed cable, or delete the other."),
                              problem->port,
                              node.text);
    case HW_FABRIC_ISSUE_WRONG_RAIL:
      return g_strdup_printf (_ ("Port %u of %s is cabled to %s, which is not its leaf; move the "
                                 "cable back to its rail."),
                              problem->port,
                              node.text,
                              other.text);
    case HW_FABRIC_ISSUE_LEVEL:
      return g_strdup_printf (_ ("Port %u of %s is cabled to %s, which a fat tree does not join; "
                                 "move or delete the cable."),
                              problem->port,
                              node.text,
                              other.text);
    case HW_FABRIC_ISSUE_UNEVEN:
      return g_strdup_printf (_ ("%s and %s are joined by %u cables instead of %u; restore them, "
                                 "or route the fabric with its roots given."),
                              node.text,
                              other.text,
                              problem->number,
                              problem->limit);
    default:
      return g_strdup_printf (_ ("Port %u of %s has no cable; add one or take the change back."),
                              problem->port,
                              node.text);
    }
}

static char *
device_message (const HwFabric *self, const HwFabricProblem *problem)
{
  const HwFabricDeviceRow *device = &self->devices[problem->device];
  const char *name = device->name != NULL ? device->name : device->id;
  Name other;

  if (problem->issue == HW_FABRIC_ISSUE_DEVICE)
    return g_strdup_printf (_ ("%s has %u ports where the fabric's switches have %u; replace it "
                               "or change the fabric's switch."),
                            name,
                            problem->number,
                            problem->limit);
  if (problem->other >= 0)
    return g_strdup_printf (_ ("%s is to be the switch that %s is already; give one of them "
                               "another position."),
                            name,
                            name_of (self, problem->other, &other));
  return g_strdup_printf (_ ("%s is to be a switch that the fabric no longer has; give it another "
                             "position, use it elsewhere or remove it."),
                          name);
}

char *
hw_fabric_problem_message (const HwFabric *self, const HwFabricProblem *problem)
{
  switch (problem->issue)
    {
    case HW_FABRIC_ISSUE_RULE:
      return g_strdup (fit_message (problem->number));
    case HW_FABRIC_ISSUE_SEVERAL:
      return g_strdup_printf (_ ("One fabric carries %u units at most, so there are %u separate "
                                 "ones; add a tier or choose switches with more ports to have "
                                 "one."),
                              problem->limit,
                              problem->number);
    case HW_FABRIC_ISSUE_APART:
      return g_strdup (_ ("Nothing joins the rails: every rail is a fabric of its own. Choose "
                          "three tiers where traffic between rails is to pass the switches."));
    case HW_FABRIC_ISSUE_IDLE:
      return g_strdup (_ ("A change of the cabling names a port or switch that is not there; "
                          "remove the change, or restore what it names."));
    case HW_FABRIC_ISSUE_DEVICE:
    case HW_FABRIC_ISSUE_POSITION:
      return device_message (self, problem);
    case HW_FABRIC_ISSUE_USED:
    case HW_FABRIC_ISSUE_WRONG_RAIL:
    case HW_FABRIC_ISSUE_LEVEL:
    case HW_FABRIC_ISSUE_UNEVEN:
    case HW_FABRIC_ISSUE_UNCABLED:
      return cabling_message (self, problem);
    default:
      return member_message (self, problem);
    }
}
