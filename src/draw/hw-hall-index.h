/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-aisle.h"
#include "hw-cooling.h"
#include "hw-geometry.h"
#include "hw-results.h"

G_BEGIN_DECLS

typedef struct
{
  HwHandle row;
  HwArea area;     /* around its racks */
  gint16 rotation; /* of all its racks; -1: they differ */
} HwHallRow;

/* An aisle that is contained. */
typedef struct
{
  HwSymbol name;
  HwHandle row; /* the first that names it */
  HwAisle aisle;
} HwHallContainment;

typedef enum
{
  HW_SIDE_WEST,
  HW_SIDE_NORTH,
  HW_SIDE_EAST,
  HW_SIDE_SOUTH,
  HW_N_SIDES,
} HwHallSide;

/* A part of a group of racks that one line goes around. */
typedef struct
{
  HwHandle group;
  HwArea area;
  gboolean beside[HW_N_SIDES]; /* something else stands there: the line keeps to the racks */
} HwHallGroup;

/* Links of a loop that lie together, one after another: those of the header of a row, or of some
 * branches side by side. */
typedef struct
{
  guint first, n;
  HwArea area; /* around their nodes */
} HwHallSpan;

/* The pipes of a loop: those between its branches are the first of its links. */
typedef struct
{
  const HwLoopSolution *solution;
  guint n_runs;       /* headers, mains and rings */
  HwArea area;        /* around the nodes of these */
  gboolean has_mains; /* which leave the rows */
  GArray *spans;      /* HwHallSpan: all links */
  GArray *far; /* nullable: straight pieces of these as hairlines, kept by whoever draws them */
} HwHallLoop;

/* What a plan needs to know of a whole hall: gathered once after a change, not in every frame. */
typedef struct
{
  GArray *rows;           /* HwHallRow: rows that have racks */
  GArray *containments;   /* HwHallContainment */
  GArray *groups;         /* HwHallGroup: a group that has others in its midst has several */
  gboolean surveyed;      /* the rest is known, for the colours of `colour_by` */
  int colour_by;          /* HwColourBy */
  double least, greatest; /* figures of racks; least over greatest: none is known */
  guint families;         /* bits of HwFamily */
  guint standing;         /* the same, of what stands on the floor without being a rack */
  GArray *flows;          /* nullable: gathered when asked for */
  GArray *loops;          /* nullable: gathered when asked for */
  gboolean any_mains;     /* of these loops */
} HwHallIndex;

/* Returns: (transfer none): that of @hall, until the next change of @results */
HwHallIndex *hw_hall_index_get (HwResults *results, HwHandle hall);

/* Returns: (transfer none) (element-type HwRackFlow): how racks flow, by handle; NAN, or beyond the
 * end: on no loop. Side by side, as every frame asks for each. */
const GArray *hw_hall_index_flows (HwResults *results, HwHallIndex *self);

/* Returns: (transfer none) (element-type HwHallLoop): those of the hall. Solves the loops of the
 * design where they have changed, or has them wait. */
GArray *hw_hall_index_loops (HwResults *results, HwHandle hall);

G_END_DECLS
