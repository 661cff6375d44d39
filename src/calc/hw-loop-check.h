/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-solution.h"

G_BEGIN_DECLS

/* What is checked of a loop. Findings are kept as numbers; sentences are made when somebody reads
 * them. */
typedef enum
{
  HW_LOOP_RULE_NO_CDU,
  HW_LOOP_RULE_CDU_UNKNOWN, /* a CDU whose capacity no source gives */
  HW_LOOP_RULE_STRAY,       /* racks in another hall */
  HW_LOOP_RULE_OVERRIDE,    /* one that names nothing, or cannot be */
  HW_LOOP_RULE_VESSEL_NONE,
  HW_LOOP_RULE_VESSEL_TWO,
  HW_LOOP_RULE_UNSOLVED,
  HW_LOOP_RULE_NO_SINK, /* heat that nothing takes away */
  HW_LOOP_RULE_RACK_SHUT,
  HW_LOOP_RULE_RACK_FLOW,
  HW_LOOP_RULE_RACK_FLOW_LIMIT,
  HW_LOOP_RULE_SUPPLY_WARM,
  HW_LOOP_RULE_DOOR_WARM, /* coolant too warm for the air of a door */
  HW_LOOP_RULE_DEW_POINT,
  HW_LOOP_RULE_RETURN_HOT,
  HW_LOOP_RULE_CAPACITY,
  HW_LOOP_RULE_SPARE,
  HW_LOOP_RULE_PUMP_SPARE,  /* a CDU with one of its pumps out */
  HW_LOOP_RULE_SUPPLY_LOST, /* the CDUs do not hold the supply temperature */
  HW_LOOP_RULE_PUMP_CURVE,
  HW_LOOP_RULE_PRESSURE_HIGH,
  HW_LOOP_RULE_PRESSURE_LOW,
  HW_LOOP_RULE_PRESSURE_PIPE, /* above what racks bear, anywhere else */
  HW_LOOP_RULE_CHECK_VALVE,
  HW_LOOP_RULE_IMBALANCE,
  HW_LOOP_RULE_VELOCITY_HIGH,
  HW_LOOP_RULE_VELOCITY_LOW,
  HW_LOOP_RULE_GRADIENT,
  HW_N_LOOP_RULES,
} HwLoopRule;

/* Limits that no product states: working pressure of the racks (OCP MGX rack specification 1.1,
 * section 11), suction of pumps, velocities, and how far equal racks may differ. */
#define HW_LOOP_PRESSURE_PA 5e5
#define HW_LOOP_SUCTION_PA 0.5e5
#define HW_LOOP_VELOCITY_HIGH_M_S 3.0
#define HW_LOOP_VELOCITY_LOW_M_S 0.3
#define HW_LOOP_IMBALANCE 0.1
#define HW_LOOP_DEW_MARGIN_K 2.0
/* Of the heat that a door is rated for, or its air has, the least that it is to take: less needs
 * colder coolant. An assumption. */
#define HW_LOOP_DOOR_PART 0.9

/* "rack-flow" and the like: stable */
const char *hw_loop_rule_code (HwLoopRule rule);
HwSeverity hw_loop_rule_severity (HwLoopRule rule);

typedef struct
{
  guint8 rule;       /* HwLoopRule */
  HwRef ref;         /* rack, CDU or loop */
  double has, limit; /* in the unit of its sentence */
  guint part;        /* worst link of the plan; G_MAXUINT: none */
  guint count;       /* how many such parts */
} HwLoopFinding;

/* Returns: (transfer full) (element-type HwLoopFinding): in the order of the rules */
GArray *hw_loop_check (const HwLoopSolution *solution);

/* Returns: (transfer full): a translated sentence that says what to do */
char *hw_loop_finding_message (HwDesign *design,
                               const HwLoopSolution *solution,
                               const HwLoopFinding *finding);

G_END_DECLS
