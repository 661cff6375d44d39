/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-feeds.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What is checked. Which rules a rack or feed breaks is kept as a set of bits, so that counting
 * problems costs nothing; sentences are made when somebody reads them. */
typedef enum
{
  HW_RULE_RACK_POWER,
  HW_RULE_RACK_LOAD,
  HW_RULE_FLOOR_LOAD,
  HW_RULE_FOOT_LOAD,
  HW_RULE_RACK_AIR, /* more heat to air than air carries: one problem for the whole design */
  HW_RULE_ASSEMBLY_INCOMPLETE,
  HW_RULE_NVLINK,         /* compute trays that lack NVLink switch trays */
  HW_RULE_DUPLICATE_NAME, /* one problem for all racks of a hall with that name */
  HW_RULE_FLOOR_SPREAD,   /* from here on one problem for the whole design */
  HW_RULE_UNKNOWN_POWER,
  HW_RULE_UNKNOWN_MASS,
  HW_RULE_NO_LOOP,      /* liquid-cooled, on no loop */
  HW_RULE_NEVER_STANDS, /* removed before it is installed */
  HW_RULE_PHASE_DATE,   /* of phases: a date that no calendar has */
  HW_RULE_PHASE_ORDER,  /* two of one order */
  HW_RULE_PHASE_FALL,   /* a later phase has an earlier date */
  HW_RULE_FEED_LOAD,    /* from here on of feeds */
  HW_RULE_FEED_FAILOVER,
  HW_N_RULES,
} HwRule;

#define HW_RULE_BIT(rule) (1u << (rule))

/* "rack-power" and the like: stable */
const char *hw_rule_code (HwRule rule);
HwSeverity hw_rule_severity (HwRule rule);
/* Whether each rack or feed that breaks it is a problem of its own. */
gboolean hw_rule_is_single (HwRule rule);

/* The rules that a rack breaks, all but duplicate names and missing loops. */
guint hw_rules_judge (const HwRackFigures *figures, gboolean complete, const HwSite *site);
/* The rules that a feed breaks. */
guint hw_rules_judge_feed (const HwFeedFigures *figures);
/* The worst severity of a set of rules as far as they concern the single rack;
 * HW_SEVERITY_NOTE + 1: none */
guint hw_rules_worst (guint rules);

/* The sentence for one rack. Returns: (transfer full) */
char *hw_rule_rack_message (HwResults *results, HwRule rule, HwHandle rack);
/* The sentence for one feed. Returns: (transfer full) */
char *hw_rule_feed_message (HwResults *results, HwRule rule, HwHandle feed);
/* The sentence for all racks, or other objects, that break a rule together: (element-type HwRef),
 * at least one. Returns: (transfer full) */
char *hw_rule_design_message (HwResults *results, HwRule rule, const GArray *racks);

G_END_DECLS
