/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-layout-private.h"

#include <math.h>
#include <string.h>

#define MEMBER_WIDTH 34.0
/* Device units: narrower than these a group stands for its switches, or for its members. */
#define LEAST_SWITCH 9.0
#define LEAST_MEMBER 5.0
#define MEMBER_PITCH 40.0
#define MEMBER_HEIGHT 66.0
#define MEMBER_ROW 76.0
#define LEAF_HEIGHT 48.0
#define SPINE_HEIGHT 48.0
#define PITCH_MOST 2.4 /* of a spine, times the least */
#define UNIT_GAP 56.0
#define BLOCK_GAP 150.0
#define FABRIC_GAP 400.0
/* Between rows; a wide diagram is also a high one, so that its cables do not lie flat. */
#define ROW_GAP 200.0
#define CORE_GAP_PART 0.12
#define SPINE_GAP_PART 0.07
#define MEMBER_GAP_PART 0.04
/* Above, for the title, and below, for the captions of units. */
#define TITLE_PART 0.05
#define TITLE_HEIGHT 70.0
#define CAPTION_HEIGHT 40.0

/* How much further apart tiers may be, as a part of the gaps that they have anyway. */
#define MOST_SPREAD 2.2

#define MANY_UNITS 8
/* Members may be so much wider than their leaves before they stand in a further row. */
#define ROWS_TOLERANCE 0.2
/* Diagrams of many units are dense: switches narrow, members in four rows. */
static const HwFabricMeasure wide = { 122, 150, 176, 200, 1 };
static const HwFabricMeasure dense = { 62, 70, 62, 70, 4 };

/* --- where they stand --- */

static HwFabricSet *
find_set (HwFabricLayout *self, guint16 fabric, guint8 role, guint32 block)
{
  for (guint i = 0; i < self->sets->len; i++)
    if (HW_FABRIC_LAYOUT_SET (self, i)->fabric == fabric
        && HW_FABRIC_LAYOUT_SET (self, i)->role == role
        && HW_FABRIC_LAYOUT_SET (self, i)->block == block)
      return HW_FABRIC_LAYOUT_SET (self, i);
  return NULL;
}

static guint32
block_of (const HwFabricLayout *self, const HwFabricUnit *unit, gint32 first_unit)
{
  const HwFabricTree *tree = hw_fabric_get_tree (self->fabric, unit->fabric);

  if (tree == NULL || tree->block_units == 0 || unit->number < 0)
    return 0;
  return (guint32)(unit->number - first_unit) / tree->block_units;
}

/* Rows in which members are hardly wider than the leaves above them: of networks with few leaves a
 * unit the diagram would be a thin line otherwise. */
static guint
rows_below_leaves (const HwFabricLayout *self)
{
  double most = 0;

  for (guint i = 0; i < self->units->len; i++)
    {
      const HwFabricUnit *unit = HW_FABRIC_LAYOUT_UNIT (self, i);
      double leaves = MAX (unit->n_leaves, 1) * self->measure.leaf_pitch;

      most = MAX (most, unit->n_members * MEMBER_PITCH / leaves);
    }
  return (guint)CLAMP (ceil (most - ROWS_TOLERANCE), 1, dense.rows);
}

/* Members of a unit that stand side by side. */
static guint
columns (const HwFabricLayout *self, const HwFabricUnit *unit)
{
  return (unit->n_members + self->measure.rows - 1) / self->measure.rows;
}

static double
unit_width (const HwFabricLayout *self, const HwFabricUnit *unit)
{
  double pitch = self->measure.leaf_pitch;

  return MAX (MAX (columns (self, unit) * MEMBER_PITCH, unit->n_leaves * pitch), pitch);
}

static void
place_set (const HwFabricLayout *self, HwFabricSet *set, double x, double width)
{
  double least = self->measure.spine_pitch;
  double pitch = CLAMP (width / MAX (set->n, 1), least, least * PITCH_MOST);

  set->width = pitch * set->n;
  set->x = x + (width - set->width) / 2;
}

/* Units of one block from @first, as wide as its spines need. Returns: the width */
static double
place_block (HwFabricLayout *self, guint first, guint n, HwFabricSet *spines, double x)
{
  double inner = UNIT_GAP * (n - 1), width;

  for (guint i = first; i < first + n; i++)
    inner += unit_width (self, HW_FABRIC_LAYOUT_UNIT (self, i));
  width = MAX (inner, spines != NULL ? spines->n * self->measure.spine_pitch : 0);
  if (spines != NULL)
    {
      place_set (self, spines, x, width);
      spines->first_unit = first;
      spines->n_units = n;
    }
  x += (width - inner) / 2;
  for (guint i = first; i < first + n; i++)
    {
      HwFabricUnit *unit = HW_FABRIC_LAYOUT_UNIT (self, i);
      unit->width = unit_width (self, unit);
      unit->x = x;
      x += unit->width + UNIT_GAP;
    }
  return width;
}

static void
shift (HwFabricLayout *self, guint first_unit, guint end, guint16 fabric, double by)
{
  for (guint i = first_unit; i < end; i++)
    HW_FABRIC_LAYOUT_UNIT (self, i)->x += by;
  for (guint i = 0; i < self->sets->len; i++)
    if (HW_FABRIC_LAYOUT_SET (self, i)->fabric == fabric
        && HW_FABRIC_LAYOUT_SET (self, i)->role == HW_FABRIC_SPINE)
      HW_FABRIC_LAYOUT_SET (self, i)->x += by;
}

/* All units of one fabric from @first on. Returns: the unit behind them */
static guint
place_fabric (HwFabricLayout *self, guint first, double *x)
{
  guint16 fabric = HW_FABRIC_LAYOUT_UNIT (self, first)->fabric;
  HwFabricSet *cores = find_set (self, fabric, HW_FABRIC_CORE, 0);
  double start = *x, width, needed = cores != NULL ? cores->n * self->measure.spine_pitch : 0;
  gint32 first_number = 0;
  guint i = first;

  for (guint k = 0; k < fabric && k < hw_fabric_count_trees (self->fabric); k++)
    first_number += (gint32)hw_fabric_get_tree (self->fabric, k)->units;
  while (i < self->units->len && HW_FABRIC_LAYOUT_UNIT (self, i)->fabric == fabric)
    {
      guint32 block = block_of (self, HW_FABRIC_LAYOUT_UNIT (self, i), first_number);
      guint n = 1;

      while (i + n < self->units->len && HW_FABRIC_LAYOUT_UNIT (self, i + n)->fabric == fabric
             && block_of (self, HW_FABRIC_LAYOUT_UNIT (self, i + n), first_number) == block)
        n++;
      width = place_block (self, i, n, find_set (self, fabric, HW_FABRIC_SPINE, block), *x);
      *x += width + BLOCK_GAP;
      i += n;
    }
  width = *x - BLOCK_GAP - start;
  if (needed > width)
    shift (self, first, i, fabric, (needed - width) / 2);
  width = MAX (width, needed);
  if (cores != NULL)
    {
      place_set (self, cores, start, width);
      cores->first_unit = first;
      cores->n_units = i - first;
    }
  *x = start + width + FABRIC_GAP;
  return i;
}

static void
place_rows (HwFabricLayout *self)
{
  double y = 0;
  gboolean cores = FALSE, spines = FALSE;

  for (guint i = 0; i < self->sets->len; i++)
    {
      cores = cores || HW_FABRIC_LAYOUT_SET (self, i)->role == HW_FABRIC_CORE;
      spines = spines || HW_FABRIC_LAYOUT_SET (self, i)->role == HW_FABRIC_SPINE;
    }
  self->rows[HW_FABRIC_CORE] = y;
  y += cores ? SPINE_HEIGHT + MAX (ROW_GAP, CORE_GAP_PART * self->width) : 0;
  self->rows[HW_FABRIC_SPINE] = y;
  y += spines ? SPINE_HEIGHT + MAX (ROW_GAP, (cores ? SPINE_GAP_PART : CORE_GAP_PART) * self->width)
              : 0;
  self->rows[HW_FABRIC_LEAF] = y;
  y += LEAF_HEIGHT + MAX (ROW_GAP * 0.9, MEMBER_GAP_PART * self->width);
  self->rows[HW_N_FABRIC_ROLES] = y;
  self->height = y + (self->measure.rows - 1) * MEMBER_ROW + MEMBER_HEIGHT;
}

static void
place_nodes (HwFabricLayout *self)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      const HwFabricUnit *unit = HW_FABRIC_LAYOUT_UNIT (self, i);
      double pitch = unit->width / MAX (unit->n_leaves, 1);
      guint in_row = MAX (columns (self, unit), 1);
      double left = unit->x + (unit->width - in_row * MEMBER_PITCH) / 2;

      for (guint k = 0; k < unit->n_leaves; k++)
        self->boxes[self->order[unit->first_leaf + k]]
            = (HwRackBox){ unit->x + (k + 0.5) * pitch - self->measure.leaf_width / 2,
                           self->rows[HW_FABRIC_LEAF],
                           self->measure.leaf_width,
                           LEAF_HEIGHT };
      for (guint k = 0; k < unit->n_members; k++)
        self->boxes[self->order[unit->first_member + k]]
            = (HwRackBox){ left + k % in_row * MEMBER_PITCH + (MEMBER_PITCH - MEMBER_WIDTH) / 2,
                           self->rows[HW_N_FABRIC_ROLES] + k / in_row * MEMBER_ROW,
                           MEMBER_WIDTH,
                           MEMBER_HEIGHT };
    }
  for (guint i = 0; i < self->sets->len; i++)
    {
      const HwFabricSet *set = HW_FABRIC_LAYOUT_SET (self, i);
      double pitch = set->width / MAX (set->n, 1);

      for (guint k = 0; k < set->n; k++)
        self->boxes[self->order[set->first + k]]
            = (HwRackBox){ set->x + (k + 0.5) * pitch - self->measure.spine_width / 2,
                           self->rows[set->role],
                           self->measure.spine_width,
                           SPINE_HEIGHT };
    }
}

HwFabricLayout *
hw_fabric_layout_new (const HwFabric *fabric)
{
  HwFabricLayout *self = g_new0 (HwFabricLayout, 1);
  guint n = hw_fabric_count_nodes (fabric);
  double x = 0;

  self->fabric = fabric;
  self->n_order = n;
  self->boxes = g_new0 (HwRackBox, MAX (n, 1));
  self->home = g_new (gint32, MAX (n, 1));
  memset (self->home, 0xff, n * sizeof (gint32));
  self->order = g_new0 (guint32, MAX (n, 1));
  self->units = g_array_new (FALSE, FALSE, sizeof (HwFabricUnit));
  self->sets = g_array_new (FALSE, FALSE, sizeof (HwFabricSet));
  hw_fabric_layout_collect (self);
  self->measure = self->units->len > MANY_UNITS ? dense : wide;
  self->measure.rows = MAX (self->measure.rows, rows_below_leaves (self));
  for (guint i = 0; i < self->units->len;)
    i = place_fabric (self, i, &x);
  self->width = MAX (x - FABRIC_GAP, wide.leaf_pitch * 2);
  self->title = MAX (TITLE_HEIGHT, TITLE_PART * self->width);
  place_rows (self);
  memcpy (self->own_rows, self->rows, sizeof self->rows);
  self->own_height = self->height;
  self->spread = 1;
  place_nodes (self);
  return self;
}

void
hw_fabric_layout_spread (HwFabricLayout *self, double height)
{
  double last = self->own_rows[HW_N_FABRIC_ROLES], members = self->own_height - last;
  double factor = (height - CAPTION_HEIGHT - members) / last;

  factor = CLAMP (factor, 1, 1 + MOST_SPREAD);
  if (factor == self->spread)
    return;
  self->spread = factor;
  for (guint i = 0; i <= HW_N_FABRIC_ROLES; i++)
    self->rows[i] = self->own_rows[i] * factor;
  self->height = self->rows[HW_N_FABRIC_ROLES] + members;
  place_nodes (self);
}

void
hw_fabric_layout_free (HwFabricLayout *self)
{
  if (self == NULL)
    return;
  g_free (self->boxes);
  g_free (self->home);
  g_free (self->order);
  g_array_unref (self->units);
  g_array_unref (self->sets);
  for (guint level = 0; level < G_N_ELEMENTS (self->groupings); level++)
    for (guint kind = 0; kind < HW_N_FABRIC_GROUPINGS; kind++)
      hw_fabric_grouping_free (self->groupings[level][kind]);
  g_free (self);
}

/* Sets come after units. */
static gint
home_number (gconstpointer data, guint node)
{
  const HwFabricLayout *self = data;
  gboolean in_unit = !hw_fabric_is_switch (self->fabric, node)
                     || hw_fabric_get_switch (self->fabric, node)->role == HW_FABRIC_LEAF;

  return self->home[node] < 0 || in_unit ? self->home[node]
                                         : self->home[node] + (gint)self->units->len;
}

const HwFabricGrouping *
hw_fabric_layout_grouping (HwFabricLayout *self, HwFabricLevel level, HwFabricGroupingKind kind)
{
  HwFabricGrouping **grouping = &self->groupings[level][kind];

  if (*grouping == NULL)
    *grouping = hw_fabric_grouping_new (self->fabric,
                                        level,
                                        kind,
                                        self->order,
                                        home_number,
                                        self->units->len + self->sets->len,
                                        self);
  return *grouping;
}

void
hw_fabric_layout_extent (
    const HwFabricLayout *self, double *x, double *y, double *width, double *height)
{
  *x = 0;
  *y = -self->title;
  *width = self->width;
  *height = self->title + self->height + CAPTION_HEIGHT;
}

HwRackBox
hw_fabric_layout_node (const HwFabricLayout *self, guint node)
{
  g_assert (node < self->n_order);
  return self->boxes[node];
}

static gboolean
holds (const HwRackBox *box, double x, double y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

static gint
find_in (const HwFabricLayout *self, guint first, guint n, double x, double y)
{
  for (guint i = first; i < first + n; i++)
    if (holds (&self->boxes[self->order[i]], x, y))
      return (gint)self->order[i];
  return -1;
}

gint
hw_fabric_layout_node_at (const HwFabricLayout *self, double x, double y)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      const HwFabricUnit *unit = HW_FABRIC_LAYOUT_UNIT (self, i);
      gint found;

      if (x < unit->x || x > unit->x + unit->width)
        continue;
      found = find_in (self, unit->first_leaf, unit->n_leaves, x, y);
      if (found < 0)
        found = find_in (self, unit->first_member, unit->n_members, x, y);
      if (found >= 0)
        return found;
    }
  for (guint i = 0; i < self->sets->len; i++)
    {
      gint found = find_in (
          self, HW_FABRIC_LAYOUT_SET (self, i)->first, HW_FABRIC_LAYOUT_SET (self, i)->n, x, y);
      if (found >= 0)
        return found;
    }
  return -1;
}

double
hw_fabric_layout_row (const HwFabricLayout *self, guint role)
{
  return self->rows[role];
}

const HwFabricUnit *
hw_fabric_layout_units (const HwFabricLayout *self, guint *n)
{
  *n = self->units->len;
  return (const HwFabricUnit *)(gpointer)self->units->data;
}

const HwFabricSet *
hw_fabric_layout_sets (const HwFabricLayout *self, guint *n)
{
  *n = self->sets->len;
  return (const HwFabricSet *)(gpointer)self->sets->data;
}

gboolean
hw_fabric_layout_is_open (const HwFabricLayout *self, double scale, gboolean switches)
{
  return switches ? self->measure.leaf_width * scale >= LEAST_SWITCH
                  : MEMBER_WIDTH * scale >= LEAST_MEMBER;
}

HwRackBox
hw_fabric_layout_members (const HwFabricLayout *self, guint unit)
{
  const HwFabricUnit *at = HW_FABRIC_LAYOUT_UNIT (self, unit);

  return (HwRackBox){ at->x,
                      self->rows[HW_N_FABRIC_ROLES],
                      at->width,
                      (self->measure.rows - 1) * MEMBER_ROW + MEMBER_HEIGHT };
}

guint
hw_fabric_layout_ordered (const HwFabricLayout *self, guint index)
{
  return self->order[index];
}

gint
hw_fabric_layout_home (const HwFabricLayout *self, guint node)
{
  return self->home[node];
}
