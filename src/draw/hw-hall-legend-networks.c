/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-legend.h"
#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>

#define ROLE(self, role) ((self)->theme->colours[role])

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

static const struct
{
  HwRole role;
  const char *text;
} tray_entries[] = {
  { HW_ROLE_TEXT_DIM, N_ ("Cable tray") },
  { HW_ROLE_WARNING, N_ ("Nearly full") },
  { HW_ROLE_ERROR, N_ ("Overfull") },
};

static const struct
{
  HwRole role;
  gboolean back, still;
  const char *text;
} pipe_entries[] = {
  { HW_ROLE_SUPPLY, FALSE, FALSE, N_ ("Supply pipe") },
  { HW_ROLE_RETURN, TRUE, FALSE, N_ ("Return pipe") },
  { HW_ROLE_TEXT_DIM, FALSE, TRUE, N_ ("Pipe without flow") },
};

static const char *const containment_entries[] = {
  [HW_AISLE_COLD] = N_ ("Cold aisle, contained"),
  [HW_AISLE_HOT] = N_ ("Hot aisle, contained"),
  [HW_AISLE_MIXED] = N_ ("Aisle, contained"),
};

/* How feeds reach their racks, as bits of HwDistribution, and of each the sides; where busways are
 * shown. */
static guint
runs_of (const HwHallPainter *self)
{
  guint runs = 0;

  for (HwHandle feed = self->options->busways ? hw_design_next (self->design, HW_TABLE_FEED, 0) : 0;
       feed != 0;
       feed = hw_design_next (self->design, HW_TABLE_FEED, feed))
    {
      const HwFeed *row = hw_design_get_feed (self->design, feed);
      HwDistribution distribution
          = row->power != 0 ? hw_design_get_power (self->design, row->power)->distribution
                            : HW_DISTRIBUTION_BUSWAY;

      runs |= 1u << (distribution * HW_N_SYSTEMS + row->side);
    }
  return runs;
}

guint
hw_hall_n_network_entries (const HwHallPainter *self)
{
  guint trays = self->options->trays ? G_N_ELEMENTS (tray_entries) : 0;
  guint pipes = self->options->pipes ? G_N_ELEMENTS (pipe_entries) : 0;

  return trays + pipes + (guint)__builtin_popcount (runs_of (self))
         + (guint)__builtin_popcount (hw_hall_containment_kinds (self));
}

static void
draw_pipes (HwHallPainter *self, HwHallEntries *at)
{
  for (guint i = 0; self->options->pipes && i < G_N_ELEMENTS (pipe_entries); i++)
    {
      double middle = at->y + HW_HALL_ENTRY_HEIGHT * at->f / 2,
             line = (self->paper ? 2 : 3.5) * at->f;

      hw_scene_line (self->scene,
                     no_ref,
                     at->x,
                     middle,
                     at->x + 24 * at->f,
                     middle,
                     ROLE (self, pipe_entries[i].role),
                     line,
                     pipe_entries[i].still);
      if (pipe_entries[i].back)
        hw_scene_line (self->scene,
                       no_ref,
                       at->x,
                       middle,
                       at->x + 24 * at->f,
                       middle,
                       ROLE (self, HW_ROLE_PAPER),
                       line / 3,
                       TRUE);
      hw_hall_entry_text (self, at, HW_HALL_ENTRY_STROKE, _ (pipe_entries[i].text));
    }
}

static void
draw_runs (HwHallPainter *self, HwHallEntries *at)
{
  static const char *const names[] = { N_ ("Busways, side %s"),
                                       N_ ("Panels and cables, side %s"),
                                       N_ ("Cables of floor PDUs, side %s") };
  guint runs = runs_of (self);
  double f = at->f;

  for (guint run = 0; run < G_N_ELEMENTS (names) * HW_N_SYSTEMS; run++)
    {
      HwSide system = run % HW_N_SYSTEMS;
      HwDistribution distribution = run / HW_N_SYSTEMS;
      double middle = at->y + HW_HALL_ENTRY_HEIGHT * at->f / 2;
      g_autofree char *text = NULL;

      if ((runs & 1u << run) == 0)
        continue;
      text = g_strdup_printf (_ (names[distribution]), hw_power_system_label (system));
      if (distribution == HW_DISTRIBUTION_BUSWAY)
        hw_power_line (self->scene,
                       system,
                       TRUE,
                       at->x,
                       middle,
                       at->x + 24 * f,
                       middle,
                       (self->paper ? 2 : 3.5) * f);
      else
        for (guint i = 0; i < 3; i++)
          hw_power_line (self->scene,
                         system,
                         TRUE,
                         at->x,
                         middle + (i - 1.0) * 3 * f,
                         at->x + 24 * f,
                         middle + (i - 1.0) * 3 * f,
                         (self->paper ? 0.5 : 1) * f);
      if (distribution == HW_DISTRIBUTION_PANEL)
        hw_scene_box (self->scene,
                      no_ref,
                      at->x,
                      middle - 4.5 * f,
                      9 * f,
                      9 * f,
                      hw_power_colour (self->theme, system),
                      ROLE (self, HW_ROLE_TEXT));
      hw_hall_entry_text (self, at, HW_HALL_ENTRY_STROKE, text);
    }
}

static void
draw_trays (HwHallPainter *self, HwHallEntries *at)
{
  for (guint i = 0; self->options->trays && i < G_N_ELEMENTS (tray_entries); i++)
    {
      HwColour colour = ROLE (self, tray_entries[i].role);
      HwItem frame = { .kind = HW_ITEM_BOX, .x = at->x, .y = at->y + 3 * at->f, .line_width = 1 };

      frame.width = frame.height = 11 * at->f;
      frame.stroke = colour;
      hw_scene_hatch (self->scene, no_ref, frame.x, frame.y, frame.width, frame.height, colour);
      hw_scene_add (self->scene, &frame);
      hw_hall_entry_text (self, at, HW_HALL_ENTRY_SQUARE, _ (tray_entries[i].text));
    }
}

static void
draw_containments (HwHallPainter *self, HwHallEntries *at)
{
  guint kinds = hw_hall_containment_kinds (self);

  for (guint kind = 0; kind < G_N_ELEMENTS (containment_entries); kind++)
    {
      HwItem frame = { .kind = HW_ITEM_BOX, .x = at->x, .y = at->y + 3 * at->f };

      if ((kinds & 1u << kind) == 0)
        continue;
      frame.width = 24 * at->f;
      frame.height = 11 * at->f;
      frame.line_width = (self->paper ? 0.8 : 1.5) * at->f;
      frame.stroke = hw_hall_containment_colour (self, kind);
      frame.fill = ROLE (self,
                         kind == HW_AISLE_COLD  ? HW_ROLE_COLD_AISLE
                         : kind == HW_AISLE_HOT ? HW_ROLE_HOT_AISLE
                                                : HW_ROLE_FLOOR);
      hw_scene_add (self->scene, &frame);
      hw_hall_entry_text (self, at, HW_HALL_ENTRY_STROKE, _ (containment_entries[kind]));
    }
}

void
hw_hall_draw_network_entries (HwHallPainter *self, HwHallEntries *at)
{
  draw_pipes (self, at);
  draw_runs (self, at);
  draw_trays (self, at);
  draw_containments (self, at);
}
