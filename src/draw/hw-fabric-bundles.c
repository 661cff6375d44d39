/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-bundles.h"

#include <math.h>

/* More curves than this in one picture are drawn as bundles of the next wider kind, and so are
 * curves that run over more rows of pixels: those of a window are drawn while somebody waits. */
#define MOST_CURVES 2600
#define MOST_ROWS 310e3
/* Of all levels together. */
#define MOST_ROWS_OF_ALL 340e3
/* How much of a switch's width its ports take. */
#define PORTS_PART 0.8
#define SPREAD_PART 0.6
/* Of leaves, in device units, where each has bundles of its own. */
#define LEAST_LEAF_PITCH 5.0

/* Where a cable leaves a node: by its port along a switch, by its rail along a member. */
static double
port_x (const HwFabricPainter *self, guint node, guint port)
{
  HwRackBox box = hw_fabric_layout_node (self->layout, node);
  guint n = MAX (hw_fabric_count_ports (self->fabric, node), 1);
  double part = (port - 0.5) / n;

  if (!hw_fabric_is_switch (self->fabric, node))
    return box.x + box.width * part;
  return box.x + box.width * (0.5 + (part - 0.5) * PORTS_PART);
}

static gboolean
is_dead (const HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  return !hw_fabric_works (self->picture->failure, cables, index);
}

HwFabricBundle
hw_fabric_bundle_of_cable (const HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricCable *cable = &hw_fabric_get_cables (self->fabric, &n)[index];
  HwRackBox high = hw_fabric_layout_node (self->layout, cable->high);
  HwRackBox low = hw_fabric_layout_node (self->layout, cable->low);

  return (HwFabricBundle){ port_x (self, cable->high, cable->high_port),
                           high.y + high.height,
                           port_x (self, cable->low, cable->low_port),
                           low.y,
                           index,
                           1,
                           hw_fabric_cable_rail (self->fabric, cable),
                           cable->level,
                           is_dead (self, index) };
}

gboolean
hw_fabric_sees_bundle (const HwFabricPainter *self, const HwFabricBundle *bundle)
{
  double left = MIN (bundle->x0, bundle->x1), right = MAX (bundle->x0, bundle->x1);
  double top = hw_viewport_y (&self->view, bundle->y0);
  double bottom = hw_viewport_y (&self->view, bundle->y1);

  return hw_fabric_sees (self, left, right - left) && bottom >= 0 && top <= self->view.height;
}

/* How far down a curve is that has come so far across, both from 0 to 1: its inner points stand
 * half-way above and below the outer ones. */
static double
down_at (double across)
{
  double t = 0.5 - sin (asin (1 - 2 * CLAMP (across, 0, 1)) / 3);

  return ((t - 1.5) * t + 1.5) * t;
}

/* Rows of pixels in which it runs through the view. */
static double
rows_in_sight (const HwFabricPainter *self, const HwFabricBundle *bundle)
{
  double y0 = hw_viewport_y (&self->view, bundle->y0), y1 = hw_viewport_y (&self->view, bundle->y1);
  double width = bundle->x1 - bundle->x0, enters = 0, leaves = 1;

  if (width != 0)
    {
      double left = (self->left - bundle->x0) / width, right = (self->right - bundle->x0) / width;

      enters = down_at (MIN (left, right));
      leaves = down_at (MAX (left, right));
    }
  return MAX (MIN (y0 + (y1 - y0) * leaves, self->view.height) - MAX (y0 + (y1 - y0) * enters, 0),
              0);
}

/* Adds one that is in sight. @rows: (nullable): of pixels, of all so far; %NULL: as many as there
 * are. Returns: FALSE where they are too many */
static gboolean
take_bundle (const HwFabricPainter *self,
             GArray *bundles,
             const HwFabricBundle *bundle,
             double *rows)
{
  if (rows != NULL)
    *rows += rows_in_sight (self, bundle);
  if (rows != NULL
      && (bundles->len == MOST_CURVES
          || (self->theme->kind != HW_THEME_PRINT
              && (*rows > MOST_ROWS || self->rows + *rows > MOST_ROWS_OF_ALL))))
    return FALSE;
  g_array_append_val (bundles, *bundle);
  return TRUE;
}

/* --- one by one --- */

/* Whether anything between two nodes may be in sight. */
static gboolean
sees_between (const HwFabricPainter *self, const HwFabricCable *cable)
{
  HwRackBox high = hw_fabric_layout_node (self->layout, cable->high);
  HwRackBox low = hw_fabric_layout_node (self->layout, cable->low);
  double left = MIN (high.x, low.x);

  return hw_fabric_sees (self, left, MAX (high.x + high.width, low.x + low.width) - left);
}

/* All cables of a level in sight; %NULL where they are too many. */
static GArray *
collect_singles (const HwFabricPainter *self, HwFabricLevel level, double *rows)
{
  g_autoptr (GArray) bundles = g_array_new (FALSE, FALSE, sizeof (HwFabricBundle));
  const HwFabricGrouping *pairs
      = hw_fabric_layout_grouping (self->layout, level, HW_FABRIC_GROUPING_PAIRS);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  for (guint i = 0; i < pairs->groups->len; i++)
    {
      HwFabricCableGroup pair = g_array_index (pairs->groups, HwFabricCableGroup, i);

      if (!sees_between (self, &cables[pairs->cables[pair.first]]))
        continue;
      for (guint k = 0; k < pair.n; k++)
        {
          HwFabricBundle bundle = hw_fabric_bundle_of_cable (self, pairs->cables[pair.first + k]);

          if (hw_fabric_sees_bundle (self, &bundle) && !take_bundle (self, bundles, &bundle, rows))
            return NULL;
        }
    }
  return g_steal_pointer (&bundles);
}

/* --- between pairs of nodes --- */

/* Takes a group as one bundle, or as two where some of its cables are dead. Returns: FALSE where
 * they are too many */
static gboolean
take_group (const HwFabricPainter *self,
            const HwFabricGrouping *grouping,
            HwFabricCableGroup group,
            HwFabricBundle *bundle,
            GArray *bundles,
            double *rows)
{
  const guint32 *cables = &grouping->cables[group.first];
  guint32 counts[2] = { group.n, 0 }, first[2] = { cables[0], cables[0] };

  for (guint i = group.n; self->picture->failure != NULL && i-- > 0;)
    if (is_dead (self, cables[i]))
      {
        first[1] = cables[i];
        counts[0]--;
        counts[1]++;
      }
    else
      first[0] = cables[i];
  for (guint dead = 0; dead < 2; dead++)
    {
      bundle->first = first[dead];
      bundle->count = counts[dead];
      bundle->dead = dead;
      if (counts[dead] > 0 && !take_bundle (self, bundles, bundle, rows))
        return FALSE;
    }
  return TRUE;
}

/* The bundle that stands for the cables of a group, of which @cable is the first. */
typedef HwFabricBundle (*BundleOf) (const HwFabricPainter *self,
                                    HwFabricLevel level,
                                    const HwFabricCable *cable);

/* A bundle for each group of a level. @rows: (nullable): of what is in sight alone; %NULL: of all.
 * Returns: (nullable): %NULL where they are too many */
static GArray *
collect (const HwFabricPainter *self,
         HwFabricLevel level,
         HwFabricGroupingKind kind,
         BundleOf bundle_of,
         double *rows)
{
  g_autoptr (GArray) bundles = g_array_new (FALSE, FALSE, sizeof (HwFabricBundle));
  const HwFabricGrouping *grouping = hw_fabric_layout_grouping (self->layout, level, kind);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  for (guint i = 0; i < grouping->groups->len; i++)
    {
      HwFabricCableGroup group = g_array_index (grouping->groups, HwFabricCableGroup, i);
      HwFabricBundle bundle = bundle_of (self, level, &cables[grouping->cables[group.first]]);

      if (rows != NULL && !hw_fabric_sees_bundle (self, &bundle))
        continue;
      if (!take_group (self, grouping, group, &bundle, bundles, rows))
        return NULL;
    }
  return g_steal_pointer (&bundles);
}

static double
middle (HwRackBox box)
{
  return box.x + box.width / 2;
}

/* Cables between the same two switches, which leave a switch at ports that need not be neighbours.
 */
static HwFabricBundle
pair_bundle (const HwFabricPainter *self, HwFabricLevel level, const HwFabricCable *cable)
{
  HwRackBox high = hw_fabric_layout_node (self->layout, cable->high);
  HwRackBox low = hw_fabric_layout_node (self->layout, cable->low);

  return (HwFabricBundle){
    .x0 = middle (high),
    .y0 = high.y + high.height,
    .x1 = middle (low),
    .y1 = low.y,
    .rail = hw_fabric_cable_rail (self->fabric, cable),
    .level = level,
  };
}

/* --- between groups --- */

/* Of the unit or set of a node that has one. */
static HwRackBox
home_box (const HwFabricPainter *self, guint node)
{
  guint home = (guint)hw_fabric_layout_home (self->layout, node);
  guint n;

  if (!hw_fabric_is_switch (self->fabric, node))
    return hw_fabric_unit_members (self, home);
  if (hw_fabric_get_switch (self->fabric, node)->role == HW_FABRIC_LEAF)
    return hw_fabric_unit_leaves (self, &hw_fabric_layout_units (self->layout, &n)[home]);
  return hw_fabric_set_box (self, &hw_fabric_layout_sets (self->layout, &n)[home]);
}

/* Where a bundle meets the edge of a box that stands for many: nearer to where it comes from. */
static double
towards (const HwRackBox *box, double x)
{
  double centre = middle (*box);

  return centre + CLAMP ((x - centre) * SPREAD_PART, -box->width * 0.45, box->width * 0.45);
}

static HwFabricBundle
home_bundle (const HwFabricPainter *self, HwFabricLevel level, const HwFabricCable *cable)
{
  HwRackBox high = home_box (self, cable->high);
  HwRackBox low = home_box (self, cable->low);

  return (HwFabricBundle){
    .x0 = towards (&high, middle (low)),
    .y0 = high.y + high.height,
    .x1 = towards (&low, middle (high)),
    .y1 = low.y,
    .rail = -1,
    .level = level,
  };
}

/* A bundle of one leaf. */
static HwFabricBundle
leaf_bundle (const HwFabricPainter *self, HwFabricLevel level, const HwFabricCable *cable)
{
  gboolean below = level == HW_FABRIC_CABLE_MEMBER;
  guint leaf = below ? cable->high : cable->low;
  HwRackBox group = home_box (self, below ? cable->low : cable->high);
  HwRackBox box = hw_fabric_layout_node (self->layout, leaf), row = home_box (self, leaf);
  double x = middle (box), far_x = towards (&group, x);

  return (HwFabricBundle){
    .x0 = below ? x : far_x,
    .y0 = below ? row.y + row.height : group.y + group.height,
    .x1 = below ? far_x : x,
    .y1 = below ? group.y : row.y,
    .rail = hw_fabric_cable_rail (self->fabric, cable),
    .level = level,
  };
}

/* Between single leaves, which have their rails, and groups of what is above or below; %NULL where
 * leaves stand too near each other for that, or are too many. */
static GArray *
collect_leaves (const HwFabricPainter *self, HwFabricLevel level, double *rows)
{
  guint n_units;
  const HwFabricUnit *units = hw_fabric_layout_units (self->layout, &n_units);

  if (level > HW_FABRIC_CABLE_SPINE || n_units == 0
      || units[0].width * self->scale < LEAST_LEAF_PITCH * units[0].n_leaves)
    return NULL;
  return collect (self, level, HW_FABRIC_GROUPING_LEAVES, leaf_bundle, rows);
}

GArray *
hw_fabric_bundles (HwFabricPainter *self,
                   HwFabricLevel level,
                   gboolean near,
                   gboolean open,
                   HwFabricBundling *bundling)
{
  GArray *bundles = NULL;
  double rows = 0;

  *bundling = HW_FABRIC_BUNDLING_NODES;
  if (open)
    bundles = collect_singles (self, level, &rows);
  if (bundles == NULL && near)
    {
      rows = 0;
      bundles = collect (self, level, HW_FABRIC_GROUPING_PAIRS, pair_bundle, &rows);
    }
  if (bundles == NULL)
    {
      *bundling = HW_FABRIC_BUNDLING_LEAVES;
      rows = 0;
      bundles = collect_leaves (self, level, &rows);
    }
  if (bundles == NULL)
    {
      *bundling = HW_FABRIC_BUNDLING_HOMES;
      return collect (self, level, HW_FABRIC_GROUPING_HOMES, home_bundle, NULL);
    }
  self->rows += rows;
  return bundles;
}
