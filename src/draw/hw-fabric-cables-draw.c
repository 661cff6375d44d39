/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More curves than this in one picture are drawn as bundles of the next wider kind, and so are
 * curves that run over more rows of pixels: those of a window are drawn while somebody waits. */
#define MOST_CURVES 2600
#define MOST_ROWS 260e3
/* Smaller texts, in pixels, cannot be read. */
#define LEAST_SUM 7.0
/* Device units. */
#define SUM_SIZE 10.5
/* How much of a switch's width its ports take. */
#define PORTS_PART 0.8
#define SPREAD_PART 0.6
/* Of leaves, in device units, where each has bundles of its own. */
#define LEAST_LEAF_PITCH 5.0

/* A bundle of cables between the same ends. */
typedef struct
{
  double x0, y0, x1, y1; /* world units */
  guint32 first, count;
  gint rail; /* negative: of several, or none */
  HwFabricLevel level;
  gboolean dead; /* it has failed, or one of its ends has */
} Bundle;

static HwColour
faint (HwColour colour, double alpha)
{
  colour.alpha *= alpha;
  return colour;
}

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
is_level (const HwFabricCable *cable, HwFabricLevel level)
{
  return cable->level == level;
}

gint
hw_fabric_cable_rail (const HwFabric *fabric, const HwFabricCable *cable)
{
  guint leaf = cable->level == HW_FABRIC_CABLE_MEMBER ? cable->high : cable->low;
  gint rail;

  if (!hw_fabric_is_switch (fabric, leaf)
      || hw_fabric_get_switch (fabric, leaf)->role != HW_FABRIC_LEAF)
    return -1;
  rail = hw_fabric_leaf_rail (fabric, leaf);
  if (rail < 0 && hw_fabric_get_rule (fabric)->share_leaves
      && cable->level == HW_FABRIC_CABLE_MEMBER)
    {
      guint of, plane;

      hw_fabric_port_rail (
          fabric, hw_fabric_member_of (fabric, cable->low), cable->low_port, &of, &plane);
      rail = (gint)of;
    }
  return rail;
}

static void
add_curve (HwFabricPainter *self, const Bundle *bundle, double line_width, double alpha)
{
  const HwViewport *view = &self->view;
  HwColour colour = hw_fabric_rail_colour (self->theme, bundle->rail);
  gboolean paper = self->theme->kind == HW_THEME_PRINT;

  /* The colour of the network is that of a rail too. */
  if (bundle->rail < 0 && hw_fabric_get_rule (self->fabric)->share_leaves)
    colour = self->theme->colours[HW_ROLE_TEXT_DIM];
  /* What an end has lost is a ghost; what has failed by itself is as red as a rail never is. */
  if (bundle->dead)
    {
      gboolean itself = self->picture->failure->cables[bundle->first] != 0;

      colour = self->theme->colours[itself ? HW_ROLE_ERROR : HW_ROLE_TEXT_DIM];
      alpha = itself ? 1 : 0.35;
      line_width = itself ? MAX (line_width, 2) : MIN (line_width, 1);
    }
  hw_scene_curve (self->scene,
                  hw_viewport_x (view, bundle->x0),
                  hw_viewport_y (view, bundle->y0),
                  hw_viewport_x (view, bundle->x1),
                  hw_viewport_y (view, bundle->y1),
                  faint (colour, paper ? MIN (alpha * 1.6, 1) : alpha),
                  paper ? line_width * 0.5 : line_width,
                  bundle->dead || hw_fabric_rail_dashed (bundle->rail),
                  bundle->first,
                  bundle->count);
}

static gboolean
is_dead (const HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  return !hw_fabric_works (self->picture->failure, cables, index);
}

/* Cables of one bundle: those between the same two that work, or that do not. */
static gint64
bundle_key (guint low, guint high, gboolean dead)
{
  return (gint64)low << 32 | (gint64)high << 1 | dead;
}

/* --- one by one --- */

static Bundle
single (const HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricCable *cable = &hw_fabric_get_cables (self->fabric, &n)[index];
  HwRackBox high = hw_fabric_layout_node (self->layout, cable->high);
  HwRackBox low = hw_fabric_layout_node (self->layout, cable->low);

  return (Bundle){ port_x (self, cable->high, cable->high_port),
                   high.y + high.height,
                   port_x (self, cable->low, cable->low_port),
                   low.y,
                   index,
                   1,
                   hw_fabric_cable_rail (self->fabric, cable),
                   cable->level,
                   is_dead (self, index) };
}

static gboolean
sees_bundle (const HwFabricPainter *self, const Bundle *bundle)
{
  double left = MIN (bundle->x0, bundle->x1), right = MAX (bundle->x0, bundle->x1);
  double top = hw_viewport_y (&self->view, bundle->y0);
  double bottom = hw_viewport_y (&self->view, bundle->y1);

  return hw_fabric_sees (self, left, right - left) && bottom >= 0 && top <= self->view.height;
}

void
hw_fabric_draw_cable (
    HwFabricPainter *self, guint cable, HwColour colour, double line_width, gboolean dashed)
{
  Bundle bundle = single (self, cable);
  const HwViewport *view = &self->view;

  hw_scene_curve (self->scene,
                  hw_viewport_x (view, bundle.x0),
                  hw_viewport_y (view, bundle.y0),
                  hw_viewport_x (view, bundle.x1),
                  hw_viewport_y (view, bundle.y1),
                  colour,
                  line_width,
                  dashed,
                  cable,
                  1);
}

/* Adds one that is in sight. @rows: of pixels, of all so far. Returns: FALSE where they are too
 * many */
static gboolean
take_bundle (const HwFabricPainter *self, GArray *bundles, const Bundle *bundle, double *rows)
{
  double top = MAX (hw_viewport_y (&self->view, bundle->y0), 0);
  double bottom = MIN (hw_viewport_y (&self->view, bundle->y1), self->view.height);

  *rows += bottom - top;
  if (bundles->len == MOST_CURVES || (self->theme->kind != HW_THEME_PRINT && *rows > MOST_ROWS))
    return FALSE;
  g_array_append_val (bundles, *bundle);
  return TRUE;
}

/* All cables of a level in sight; %NULL where they are too many. */
static GArray *
collect_singles (const HwFabricPainter *self, HwFabricLevel level)
{
  g_autoptr (GArray) bundles = g_array_new (FALSE, FALSE, sizeof (Bundle));
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  double rows = 0;

  for (guint i = 0; i < n; i++)
    {
      Bundle bundle;

      if (!is_level (&cables[i], level))
        continue;
      bundle = single (self, i);
      if (!sees_bundle (self, &bundle))
        continue;
      if (!take_bundle (self, bundles, &bundle, &rows))
        return NULL;
    }
  return g_steal_pointer (&bundles);
}

/* --- between pairs of nodes --- */

static double
middle (HwRackBox box)
{
  return box.x + box.width / 2;
}

/* Cables between the same two switches, which leave a switch at ports that need not be neighbours.
 */
static GArray *
collect_pairs (const HwFabricPainter *self, HwFabricLevel level)
{
  g_autoptr (GArray) bundles = g_array_new (FALSE, FALSE, sizeof (Bundle));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  double rows = 0;

  for (guint i = 0; i < n; i++)
    {
      const HwFabricCable *cable = &cables[i];
      gboolean dead;
      gint64 key;
      HwRackBox high, low;
      Bundle bundle;
      gpointer found;

      if (!is_level (cable, level))
        continue;
      dead = is_dead (self, i);
      key = bundle_key (cable->low, cable->high, dead);
      found = g_hash_table_lookup (seen, &key);
      if (found != NULL)
        {
          g_array_index (bundles, Bundle, GPOINTER_TO_UINT (found) - 1).count++;
          continue;
        }
      high = hw_fabric_layout_node (self->layout, cable->high);
      low = hw_fabric_layout_node (self->layout, cable->low);
      bundle = (Bundle){ middle (high),
                         high.y + high.height,
                         middle (low),
                         low.y,
                         i,
                         1,
                         hw_fabric_cable_rail (self->fabric, cable),
                         cable->level,
                         dead };
      if (!sees_bundle (self, &bundle))
        continue;
      if (!take_bundle (self, bundles, &bundle, &rows))
        return NULL;
      g_hash_table_insert (seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (bundles->len));
    }
  return g_steal_pointer (&bundles);
}

/* --- between groups --- */

static HwRackBox
home_box (const HwFabricPainter *self, guint node, gboolean *known)
{
  gint home = hw_fabric_layout_home (self->layout, node);
  guint n;

  *known = home >= 0;
  if (home < 0)
    return (HwRackBox){ 0, 0, 0, 0 };
  if (!hw_fabric_is_switch (self->fabric, node))
    return hw_fabric_unit_members (self, (guint)home);
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

static GArray *
collect_groups (const HwFabricPainter *self, HwFabricLevel level)
{
  GArray *bundles = g_array_new (FALSE, FALSE, sizeof (Bundle));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  gint64 last = -1;
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      const HwFabricCable *cable = &cables[i];
      gboolean dead;
      gint64 key;
      gpointer found;

      if (!is_level (cable, level))
        continue;
      dead = is_dead (self, i);
      key = bundle_key ((guint)hw_fabric_layout_home (self->layout, cable->low),
                        (guint)hw_fabric_layout_home (self->layout, cable->high),
                        dead);
      found = key == last ? GUINT_TO_POINTER (at) : g_hash_table_lookup (seen, &key);
      if (found == NULL)
        {
          gboolean both[2];
          HwRackBox high = home_box (self, cable->high, &both[0]);
          HwRackBox low = home_box (self, cable->low, &both[1]);
          Bundle bundle = { towards (&high, middle (low)),
                            high.y + high.height,
                            towards (&low, middle (high)),
                            low.y,
                            i,
                            0,
                            -1,
                            level,
                            dead };
          if (!both[0] || !both[1])
            continue;
          g_array_append_val (bundles, bundle);
          found = GUINT_TO_POINTER (bundles->len);
          g_hash_table_insert (seen, g_memdup2 (&key, sizeof key), found);
        }
      last = key;
      at = GPOINTER_TO_UINT (found);
      g_array_index (bundles, Bundle, at - 1).count++;
    }
  return bundles;
}

/* Between single leaves, which have their rails, and groups of what is above or below; %NULL where
 * leaves stand too near each other for that, or are too many. */
static GArray *
collect_leaves (const HwFabricPainter *self, HwFabricLevel level)
{
  g_autoptr (GArray) bundles = g_array_new (FALSE, FALSE, sizeof (Bundle));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n, n_units;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  const HwFabricUnit *units = hw_fabric_layout_units (self->layout, &n_units);
  double rows = 0;

  if (level > HW_FABRIC_CABLE_SPINE || n_units == 0
      || units[0].width * self->scale < LEAST_LEAF_PITCH * units[0].n_leaves)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const HwFabricCable *cable = &cables[i];
      guint leaf = level == HW_FABRIC_CABLE_MEMBER ? cable->high : cable->low;
      guint far_end = level == HW_FABRIC_CABLE_MEMBER ? cable->low : cable->high;
      gint rail = is_level (cable, level) ? hw_fabric_cable_rail (self->fabric, cable) : -1;
      gboolean dead, known;
      HwRackBox box, group;
      Bundle bundle;
      gpointer found;
      gint64 key;

      if (!is_level (cable, level))
        continue;
      dead = is_dead (self, i);
      key = bundle_key (leaf * 128 + (guint)(rail + 1),
                        (guint)hw_fabric_layout_home (self->layout, far_end),
                        dead);
      found = g_hash_table_lookup (seen, &key);
      if (found != NULL)
        {
          g_array_index (bundles, Bundle, GPOINTER_TO_UINT (found) - 1).count++;
          continue;
        }
      group = home_box (self, far_end, &known);
      if (!known)
        return NULL;
      box = hw_fabric_layout_node (self->layout, leaf);
      bundle
          = (Bundle){ middle (box), 0, towards (&group, middle (box)), 0, i, 1, rail, level, dead };
      box = home_box (self, leaf, &known);
      if (level == HW_FABRIC_CABLE_MEMBER)
        {
          bundle.y0 = box.y + box.height;
          bundle.y1 = group.y;
        }
      else
        {
          bundle.x1 = bundle.x0;
          bundle.x0 = towards (&group, bundle.x1);
          bundle.y0 = group.y + group.height;
          bundle.y1 = box.y;
        }
      if (!sees_bundle (self, &bundle))
        continue;
      if (!take_bundle (self, bundles, &bundle, &rows))
        return NULL;
      g_hash_table_insert (seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (bundles->len));
    }
  return g_steal_pointer (&bundles);
}

/* How many a bundle of groups holds, beside its lower end. Returns: whether it has the room */
static gboolean
add_count (HwFabricPainter *self, const Bundle *bundle, double room)
{
  const HwViewport *view = &self->view;
  char text[16];
  double size = MIN (10.5, room / 4), x = hw_viewport_x (view, bundle->x1);
  double y = hw_viewport_y (view, bundle->y1);

  g_snprintf (text, sizeof text, "%u", bundle->count);
  if (hw_scene_text_width (self->scene, text, size, FALSE) + 10 > room)
    return FALSE;
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 x + 4,
                 y - size * 1.5,
                 room,
                 size * 1.3,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 self->theme->colours[HW_ROLE_TEXT_DIM],
                 self->theme->colours[HW_ROLE_GROUND]);
  return TRUE;
}

/* "256 cables in 32 bundles of 8". */
static char *
dup_sum (GArray *bundles)
{
  guint cables = 0, least = G_MAXUINT, most = 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bundles->len; i++)
    {
      guint count = g_array_index (bundles, Bundle, i).count;

      cables += count;
      least = MIN (least, count);
      most = MAX (most, count);
    }
  g_string_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, "%u cable in %u bundles", "%u cables in %u bundles", cables),
      cables,
      bundles->len);
  if (least == most)
    g_string_append_printf (text, _ (" of %u"), least);
  else
    g_string_append_printf (text, _ (" of %u to %u"), least, most);
  return g_string_free (text, FALSE);
}

/* Where the tiers stand too near for that: a line below the picture. */
static void
add_sum_below (HwFabricPainter *self, const char *text)
{
  double size = SUM_SIZE, x, y, width, height;

  hw_fabric_layout_extent (self->layout, &x, &y, &width, &height);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 hw_viewport_x (&self->view, x),
                 hw_viewport_y (&self->view, y + height) + size * (1.4 + 1.5 * self->n_below++),
                 hw_scene_text_width (self->scene, text, size, FALSE) + 2,
                 size * 1.5,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 self->theme->colours[HW_ROLE_TEXT],
                 self->theme->colours[HW_ROLE_GROUND]);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
}

/* Where no single bundle has the room: all of them together, in the middle of what is in sight. */
static void
add_sum (HwFabricPainter *self, GArray *bundles)
{
  const Bundle *some = &g_array_index (bundles, Bundle, bundles->len / 2);
  double top = MAX (hw_viewport_y (&self->view, some->y0), 0),
         bottom = MIN (hw_viewport_y (&self->view, some->y1), self->view.height);
  double size = MIN (SUM_SIZE, (bottom - top) * 0.5), x, y, width, height;
  HwColour ground = self->theme->colours[HW_ROLE_GROUND];
  g_autofree char *text = dup_sum (bundles);

  hw_fabric_layout_extent (self->layout, &x, &y, &width, &height);
  x = (MAX (hw_viewport_x (&self->view, x), 0)
       + MIN (hw_viewport_x (&self->view, x + width), self->view.width))
      / 2;
  y = (top + bottom) / 2;
  width = hw_scene_text_width (self->scene, text, size, FALSE) + 12;
  if ((some->y1 - some->y0) * self->view.scale * 0.5 < LEAST_SUM)
    {
      add_sum_below (self, text);
      return;
    }
  if (size < LEAST_SUM)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_box (self->scene,
                HW_REF (HW_TABLE_DESIGN, 0),
                x - width / 2,
                y - size * 0.8,
                width,
                size * 1.6,
                ground,
                (HwColour){ 0, 0, 0, 0 });
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 x - width / 2,
                 y - size * 0.65,
                 width,
                 size * 1.3,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_CENTRE,
                 self->theme->colours[HW_ROLE_TEXT],
                 ground);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
}

static void
draw_groups (HwFabricPainter *self, GArray *bundles)
{
  gboolean told = FALSE;
  guint n;
  const HwFabricUnit *units = hw_fabric_layout_units (self->layout, &n);
  double room = n > 0 ? units[0].width * self->scale / 2 : 0;

  for (guint i = 0; i < bundles->len; i++)
    {
      const Bundle *bundle = &g_array_index (bundles, Bundle, i);

      if (!sees_bundle (self, bundle))
        continue;
      add_curve (self, bundle, CLAMP (log2 (bundle->count + 1) * 0.45, 1, 6), 0.45);
      told = add_count (self, bundle, room) || told;
    }
  if (!told && bundles->len > 1)
    add_sum (self, bundles);
}

/* --- all --- */

static gboolean
holds_many (GArray *bundles)
{
  for (guint i = 0; i < bundles->len; i++)
    if (g_array_index (bundles, Bundle, i).count > 1)
      return TRUE;
  return FALSE;
}

static void
draw_list (HwFabricPainter *self, GArray *bundles, double alpha)
{
  /* Near by a cable has the width of one, from afar that of a hair. */
  double hair = CLAMP (self->scale * 1.4, 0.75, 2.5);

  for (guint i = 0; i < bundles->len; i++)
    {
      const Bundle *bundle = &g_array_index (bundles, Bundle, i);
      double width = MIN (hair * sqrt (bundle->count), MAX (hair, 9 * self->scale));

      add_curve (self, bundle, width, alpha);
    }
}

static void
draw_level (HwFabricPainter *self, HwFabricLevel level, gboolean near, gboolean open, double alpha)
{
  g_autoptr (GArray) bundles = NULL;

  if (hw_fabric_count_level (self->fabric, level) == 0)
    return;
  if (open)
    bundles = collect_singles (self, level);
  if (bundles == NULL && near)
    bundles = collect_pairs (self, level);
  if (bundles != NULL)
    {
      draw_list (self, bundles, alpha);
      /* Each cable is seen by itself where there are no bundles. */
      if (holds_many (bundles))
        add_sum (self, bundles);
      return;
    }
  bundles = collect_leaves (self, level);
  if (bundles != NULL)
    {
      draw_list (self, bundles, 0.65);
      if (bundles->len > 1)
        add_sum (self, bundles);
      return;
    }
  bundles = collect_groups (self, level);
  draw_groups (self, bundles);
}

void
hw_fabric_draw_cables (HwFabricPainter *self)
{
  gboolean members = hw_fabric_shows_members (self), near = hw_fabric_shows_switches (self);
  gboolean open = self->scale >= 0.8;

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  draw_level (self, HW_FABRIC_CABLE_CORE, near, open, 0.3);
  draw_level (self, HW_FABRIC_CABLE_SPINE, near, open, 0.5);
  draw_level (self, HW_FABRIC_CABLE_MEMBER, members, members, 0.4);
  draw_level (self, HW_FABRIC_CABLE_OTHER, near, near, 0.9);
}
