/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cdu.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* The pipes, valves and equipment of one loop, as its rule lays them out along the rows of its
 * hall and its overrides change them. Derived anew after each edit that touches the loop; nothing
 * of it is stored.
 *
 * Headers run above the rows, along the middle of their racks. From them a branch drops to each
 * rack: pipe with isolation and balancing valve, hose with quick disconnects. CDUs connect to the
 * header of the row they stand in; where rows are several, a main joins them at the end that is
 * nearer to the CDUs. */

/* Lengths that no drawing tells, assumptions of practice: header to the valves of a branch, hose,
 * CDU to header, and the least that fittings leave of a pipe. */
#define HW_LOOP_BRANCH_M 0.5
#define HW_LOOP_HOSE_M 1.5
#define HW_LOOP_CONNECTION_M 2.0
#define HW_LOOP_LEAST_PIPE_M 0.1

/* The roles of keys: "supply-header" and the like. */
typedef enum
{
  HW_PART_SUPPLY_HEADER,
  HW_PART_RETURN_HEADER,
  HW_PART_SUPPLY_MAIN,
  HW_PART_RETURN_MAIN,
  HW_PART_RETURN_RUN_BACK, /* of reverse return: from the far end to the CDUs */
  HW_PART_SUPPLY_RING,     /* closes a ring main */
  HW_PART_RETURN_RING,
  HW_PART_SUPPLY_BRANCH,
  HW_PART_RETURN_BRANCH,
  HW_PART_SUPPLY_HOSE,
  HW_PART_RETURN_HOSE,
  HW_PART_RACK,
  HW_PART_DOOR, /* of a rack, instead of it */
  HW_PART_CDU_SUPPLY,
  HW_PART_CDU_RETURN,
  HW_PART_PUMP,         /* CDU from its return to its supply */
  HW_PART_SUPPLY_VALVE, /* from here on fittings, each on a link */
  HW_PART_RETURN_VALVE,
  HW_PART_BALANCING_VALVE,
  HW_PART_SUPPLY_COUPLING,
  HW_PART_RETURN_COUPLING,
  HW_PART_CDU_SUPPLY_VALVE,
  HW_PART_CDU_RETURN_VALVE,
  HW_PART_CHECK_VALVE,
  HW_PART_STRAINER,
  HW_PART_VESSEL,
  HW_PART_HEAT_REJECTION, /* what cools the facility water of all its CDUs, named by the loop */
  HW_N_PARTS,
} HwPartRole;

#define HW_PART_IS_LINK(role) ((role) < HW_PART_SUPPLY_VALVE)
/* Whether it is a fitting that coolant flows through. */
#define HW_PART_IS_PASSED(role) ((role) < HW_PART_VESSEL && !HW_PART_IS_LINK (role))

/* "balancing-valve" */
const char *hw_part_name (HwPartRole role);
/* For people, translated: "Balancing valve". */
const char *hw_part_label (HwPartRole role);
gboolean hw_part_find (const char *name, HwPartRole *role);
/* Whether it carries coolant back to the CDUs. */
gboolean hw_part_is_return (HwPartRole role);

typedef struct
{
  gint32 x_mm, y_mm; /* in the hall */
  gboolean back;     /* on the return side */
} HwLoopNode;

/* Something that coolant flows through, from a node to a node in the sense of its design. */
typedef struct
{
  guint8 role;       /* HwPartRole */
  HwRef from_object; /* that its key names */
  HwRef to_object;   /* handle 0: the key names one only */
  guint from, to;    /* nodes */
  double length_m;
  int dn; /* 0: has none */
  double bore_m;
  double roughness_m;
  double loss;        /* K of all its fittings in the bore */
  double design_m3_s; /* that it was sized for */
  gboolean closed;    /* by one of its valves, or failed */
} HwLoopLink;

/* A valve or the like on a link, whose loss the link has in its own. */
typedef struct
{
  guint8 role; /* HwPartRole */
  HwRef object;
  guint link;  /* of a vessel its CDU's pump, of heat rejection that of the first CDU */
  double loss; /* K */
  double kv;   /* 0: not given by one */
  gboolean closed;
  gboolean fitted;
} HwLoopFitting;

/* A rack that its loop cools, or a rear door, which has a branch of its own. */
typedef struct
{
  HwHandle rack; /* that it is, or hangs on */
  HwRef object;  /* the rack, or the door */
  gboolean is_door;
  HwExchanger coil;                      /* of a door; UA 0: not rated */
  HwStream air;                          /* of a door: what the rack blows through it */
  double air_c;                          /* of that air before the door */
  double heat_w;                         /* to liquid; of a door what its air carries at most */
  double flow_limit_m3_s;                /* NAN: not known */
  double supply_limit_c, return_limit_c; /* NAN: not known */
  double design_m3_s;                    /* required at the supply temperature of the rule */
  double curve;                          /* coefficient of hw_rack_curve() */
  guint link;                            /* HW_PART_RACK or HW_PART_DOOR */
  guint balancing;                       /* fitting */
  guint line;                            /* of the racks that share a header, from north or west */
  guint group;                           /* racks of one product are equal */
} HwLoopRack;

typedef struct
{
  HwRef unit;    /* rack or device */
  HwHandle rack; /* that it is, or stands in */
  const HwProduct *product;
  HwCduRating rating;
  guint link; /* HW_PART_PUMP */
  guint line; /* as of racks */
  gboolean off;
  double speed; /* of its pumps, set by hand; NAN: controlled */
} HwLoopCdu;

typedef struct
{
  gatomicrefcount ref_count;
  HwHandle loop;
  HwHandle hall; /* 0: the loop has no members */
  HwLoop rule;
  double air_c, humidity; /* of the room */
  double altitude_m;
  GArray *nodes;         /* HwLoopNode */
  GArray *links;         /* HwLoopLink */
  GArray *fittings;      /* HwLoopFitting */
  GArray *racks;         /* HwLoopRack, along the rows */
  GArray *cdus;          /* HwLoopCdu, along the rows */
  GArray *strays;        /* HwHandle: racks in other halls, which no pipe reaches */
  GArray *bad_overrides; /* HwHandle: that name nothing here, or a value that cannot be */
  guint n_idle;          /* overrides of what is gone */
  gboolean warm;         /* its heat rejection has failed: facility water takes no heat */
} HwLoopPlan;

/* Returns: the loop that a rack, or a device in it, is on; 0: none */
HwHandle hw_loop_of (HwDesign *design, HwRef object);

/**
 * hw_loop_plan_new:
 * @members: (element-type HwHandle): racks that name the loop, or whose doors do
 * @failed: (nullable) (array zero-terminated=1): keys of what has failed
 *
 * What stands in the phase of @results, with its heat.
 */
HwLoopPlan *hw_loop_plan_new (HwResults *results,
                              HwHandle loop,
                              const GArray *members,
                              const char *const *failed);
/* Any thread may hold and read it. */
HwLoopPlan *hw_loop_plan_ref (HwLoopPlan *self);
void hw_loop_plan_unref (HwLoopPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLoopPlan, hw_loop_plan_unref)

static inline HwLoopLink *
hw_loop_plan_link (const HwLoopPlan *self, guint link)
{
  return &g_array_index (self->links, HwLoopLink, link);
}

/* Keys by DESIGN.md 9.2: "LOOP/supply-header/RACK/RACK". Returns: (transfer full) */
char *hw_loop_link_key (HwDesign *design, const HwLoopPlan *self, guint link);
char *hw_loop_fitting_key (HwDesign *design, const HwLoopPlan *self, guint fitting);

/* Changes of a plan to try them out: the setting of a valve, the size of a pipe (hoses keep
 * theirs), a CDU switched off. */
void hw_loop_plan_set_kv (HwLoopPlan *self, guint fitting, double kv);
void hw_loop_plan_set_dn (HwLoopPlan *self, guint link, int dn);
void hw_loop_plan_switch_off (HwLoopPlan *self, guint cdu);

/* Whether a key belongs to that loop. */
gboolean hw_loop_plan_names (HwDesign *design, HwHandle loop, const char *key);
/* A part of a plan that can fail: one of these, the others HW_LOOP_NO_PART. A pump is link and
 * CDU. */
#define HW_LOOP_NO_PART G_MAXUINT
typedef struct
{
  guint link, fitting, cdu;
} HwLoopPart;

/* Finds what "LOOP/ROLE/OBJECT…" names; the id of a CDU alone names it. */
gboolean
hw_loop_plan_find (const HwLoopPlan *self, HwDesign *design, const char *key, HwLoopPart *part);
/* Fails a part of a plan that is made: a CDU is off, a valve shut, a pipe closed. */
void hw_loop_plan_close (HwLoopPlan *self, const HwLoopPart *part);
/* Returns: (transfer full): to try changes on */
HwLoopPlan *hw_loop_plan_copy (const HwLoopPlan *self);

/* Whether a key names something of the plan. */
gboolean hw_loop_plan_has (const HwLoopPlan *self, HwDesign *design, const char *key);

/* The required flow of the racks at the supply temperature of the rule, m³/s. */
double hw_loop_plan_design_flow (const HwLoopPlan *self);

G_END_DECLS
