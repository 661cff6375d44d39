/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-draw.h"
#include "hw-hall-index.h"
#include "hw-hall-legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define STEPS 24
#define SCALE_WIDTH 192
/* Above and below the lines of a card that tells no more. */
#define BARE_PAD 6

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* The next number above that is easy to read on a scale. */
static double
round_up (double value)
{
  static const double steps[] = { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 };
  double power = pow (10, floor (log10 (value)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= value * (1 - 1e-9))
      return steps[i] * power;
  return 10 * power;
}

static const char *
title_text (const HwHallPainter *self)
{
  switch (self->options->colour_by)
    {
    case HW_COLOUR_POWER:
      return _ ("Rack power, nameplate");
    case HW_COLOUR_HEAT:
      return _ ("Heat of a rack");
    case HW_COLOUR_MASS:
      return _ ("Mass of a rack");
    case HW_COLOUR_AIR:
      return _ ("Heat to air of a rack");
    case HW_COLOUR_FILL:
      return _ ("Units in use");
    case HW_COLOUR_SUPPLY:
      return _ ("Supply temperature");
    case HW_COLOUR_RETURN:
      return _ ("Return temperature");
    case HW_COLOUR_MARGIN:
      return _ ("Flow over what is required");
    case HW_COLOUR_NONE:
      return _ ("Cable trays");
    case HW_COLOUR_KIND:
    default:
      return _ ("Mostly");
    }
}

/* The greatest figure, and the families that there are. */
static void
survey (HwHallPainter *self, HwHallIndex *index)
{
  double least = G_MAXDOUBLE, greatest = 0;
  guint families = 0, standing = 0;

  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, self->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    {
      const HwRackFigures *figures = hw_results_rack (self->results, rack);
      double value;
      if (self->options->colour_by == HW_COLOUR_KIND)
        families |= 1u << hw_hall_rack_family (self, rack, figures);
      else if (figures->half_units > 0)
        {
          value = hw_hall_figure (self, rack, figures);
          if (value > greatest)
            greatest = value;
          if (value < least)
            least = value;
        }
      if (figures->half_units == 0 && figures->present)
        standing |= 1u << hw_hall_rack_family (self, rack, figures);
    }
  index->surveyed = TRUE;
  index->colour_by = self->options->colour_by;
  index->least = least;
  index->greatest = greatest;
  index->families = families;
  index->standing = standing;
}

/* Temperatures in steps of so much. */
#define STEP_C 5
/* What there is of flow besides what is required: as far as the scale goes. */
#define MARGIN 0.5

static void
set_scale (HwHallPainter *self, const HwHallIndex *index)
{
  self->minimum = 0;
  self->maximum = index->greatest > 0 ? round_up (index->greatest) : 0;
  if (self->options->colour_by == HW_COLOUR_FILL)
    self->maximum = 1;
  if (!hw_hall_by_coolant (self))
    return;
  self->maximum = 0;
  if (index->least == G_MAXDOUBLE)
    return;
  if (self->options->colour_by == HW_COLOUR_MARGIN)
    {
      self->minimum = -MARGIN;
      self->maximum = MARGIN;
      return;
    }
  self->minimum = STEP_C * floor (index->least / STEP_C);
  self->maximum = fmax (STEP_C * ceil (index->greatest / STEP_C), self->minimum + STEP_C);
}

/* Paper says also what the other colours of the plan are; in the window they can be pointed at. */
static gboolean
has_aisles (const HwHallPainter *self)
{
  return self->options->aisles && hw_hall_index_get (self->results, self->hall)->rows->len > 0;
}

static guint
n_more_rows (const HwHallPainter *self)
{
  guint standing
      = self->options->colour_by >= HW_COLOUR_KIND ? 0 : (guint)__builtin_popcount (self->standing);

  return hw_hall_n_network_entries (self)
         + (self->foot != NULL ? standing + (has_aisles (self) ? 2 : 0) : 0);
}

/* Where no rack has a figure, there is no scale to tell of. */
static gboolean
has_scale (const HwHallPainter *self)
{
  return self->options->colour_by < HW_COLOUR_KIND && self->maximum > self->minimum;
}

static gboolean
has_title (const HwHallPainter *self)
{
  return self->options->colour_by >= HW_COLOUR_KIND || has_scale (self);
}

/* Of lines beside the scale, as many as the height asks for. */
static guint
columns_of (const HwHallPainter *self, guint rows, double height, double f)
{
  guint most = (guint)MAX (floor (height / (HW_HALL_ENTRY_HEIGHT * f)), 1);

  return MAX ((rows + most - 1) / most, 1);
}

/* Of the card without what it says besides the colours of racks. */
static double
least_height (const HwHallPainter *self)
{
  if (!has_title (self))
    return 2 * BARE_PAD;
  return self->options->colour_by == HW_COLOUR_NONE ? 32 : 64;
}

void
hw_hall_place_legend (HwHallPainter *self)
{
  double f = self->paper ? 0.72 : 1, gap = 12 * f;
  double width = SCALE_WIDTH * f, height;
  HwHallIndex *index = hw_hall_index_get (self->results, self->hall);

  if (hw_hall_by_coolant (self))
    self->flows = hw_hall_index_flows (self->results, index);
  if (!index->surveyed || index->colour_by != (int)self->options->colour_by)
    survey (self, index);
  self->families = index->families;
  self->standing = index->standing;
  set_scale (self, index);
  if (!self->options->legend)
    return;
  height = least_height (self) * f;
  if (self->options->colour_by == HW_COLOUR_KIND)
    {
      height = (32 + HW_HALL_ENTRY_HEIGHT * (guint)__builtin_popcount (self->families)) * f;
      width = 168 * f;
    }
  if (self->foot != NULL)
    {
      guint rows = n_more_rows (self);
      if (!has_title (self))
        width = HW_HALL_ENTRY_WIDTH * f;
      /* Below the scale, where the foot is low beside it. */
      if (!has_title (self) || height + rows * HW_HALL_ENTRY_HEIGHT * f <= self->foot->height)
        height += rows * HW_HALL_ENTRY_HEIGHT * f;
      else if (rows > 0)
        {
          guint columns = columns_of (self, rows, self->foot->height, f);

          width += columns * HW_HALL_ENTRY_WIDTH * f;
          height = fmax (
              height, ((rows + columns - 1) / columns * HW_HALL_ENTRY_HEIGHT + 2 * BARE_PAD) * f);
        }
      if (width > self->foot->width || (rows == 0 && !has_title (self)))
        return;
      self->cards[0] = (HwRackBox){ self->foot->x + self->foot->width - width,
                                    self->foot->y,
                                    width,
                                    MIN (height, self->foot->height) };
      return;
    }
  height += n_more_rows (self) * HW_HALL_ENTRY_HEIGHT * f;
  if (self->area.width > 2 * width && self->area.height > 2 * height
      && (has_title (self) || n_more_rows (self) > 0))
    self->cards[0] = (HwRackBox){ self->area.x + self->area.width - width - gap,
                                  self->area.y + self->area.height - height - gap,
                                  width,
                                  height };
  if (self->area.width > 4 * width && self->area.height > 4 * 30)
    self->cards[1] = (HwRackBox){
      self->area.x + gap, self->area.y + self->area.height - 30 * f - gap, 176 * f, 30 * f
    };
}

static void
draw_card (HwHallPainter *self, const HwRackBox *card)
{
  hw_scene_set_layer (self->scene, HW_LAYER_CARD);
  hw_scene_rounded (self->scene,
                    no_ref,
                    card->x,
                    card->y,
                    card->width,
                    card->height,
                    self->paper ? 3 : 6,
                    ROLE (self, HW_ROLE_PAPER),
                    ROLE (self, HW_ROLE_LINE),
                    self->paper ? 0 : 1);
  hw_scene_set_layer (self->scene, HW_LAYER_CARD_DETAIL);
}

static void
card_text (HwHallPainter *self,
           double x,
           double y,
           double width,
           double height,
           const char *text,
           double size,
           gboolean bold,
           HwAlign align)
{
  hw_scene_text (self->scene,
                 no_ref,
                 x,
                 y,
                 width,
                 height,
                 text,
                 size,
                 bold,
                 align,
                 ROLE (self, bold ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM),
                 ROLE (self, HW_ROLE_PAPER));
}

static void
draw_scale (HwHallPainter *self, const HwRackBox *card, double f)
{
  double pad = 12 * f, width = SCALE_WIDTH * f - 2 * pad, x = card->x + pad, y = card->y + 30 * f;
  double part = width / 3;

  for (int i = 0; i < STEPS; i++)
    hw_scene_box (self->scene,
                  no_ref,
                  x + width * i / STEPS,
                  y,
                  width / STEPS + (self->paper ? 0.05 : 0),
                  10 * f,
                  hw_theme_scale (self->theme, i / (STEPS - 1.0)),
                  no_colour);
  for (int i = 0; i < 3; i++)
    {
      double value = self->minimum + (self->maximum - self->minimum) * i / 2;
      g_autofree char *text
          = i == 0 && self->options->colour_by != HW_COLOUR_FILL && self->minimum == 0
                ? g_strdup ("0")
                : hw_hall_figure_text (self, value);
      card_text (self,
                 x + part * i,
                 y + 12 * f,
                 part,
                 16 * f,
                 text,
                 9.5 * f,
                 FALSE,
                 i == 0   ? HW_ALIGN_START
                 : i == 1 ? HW_ALIGN_CENTRE
                          : HW_ALIGN_END);
    }
}

void
hw_hall_entry_text (HwHallPainter *self, HwHallEntries *at, double left, const char *text)
{
  double f = at->f;

  card_text (self,
             at->x + left * f,
             at->y,
             at->width - left * f,
             HW_HALL_ENTRY_HEIGHT * f,
             text,
             10 * f,
             FALSE,
             HW_ALIGN_START);
  at->y += HW_HALL_ENTRY_HEIGHT * f;
  if (++at->n % MAX (at->per_column, 1) != 0 || at->per_column == 0)
    return;
  at->x += HW_HALL_ENTRY_WIDTH * f;
  at->y = at->top;
}

static void
draw_entry (
    HwHallPainter *self, HwHallEntries *at, HwColour fill, gboolean hatched, const char *text)
{
  double f = at->f, side = 11 * f;

  hw_scene_box (self->scene, no_ref, at->x, at->y + 3 * f, side, side, fill, no_colour);
  if (hatched)
    hw_scene_hatch (
        self->scene, no_ref, at->x, at->y + 3 * f, side, side, ROLE (self, HW_ROLE_LINE));
  hw_hall_entry_text (self, at, HW_HALL_ENTRY_SQUARE, text);
}

static void
draw_families (HwHallPainter *self, guint families, HwHallEntries *at)
{
  for (guint family = 0; family < HW_N_FAMILIES; family++)
    if ((families & 1u << family) != 0)
      draw_entry (self, at, ROLE (self, HW_ROLE_FAMILY + family), FALSE, hw_family_label (family));
}

static void
draw_more_rows (HwHallPainter *self, const HwRackBox *card, double f)
{
  guint rows = n_more_rows (self);
  HwHallEntries at = { .x = card->x + 12 * f, .width = card->width - 24 * f, .f = f };

  at.y = card->y + card->height - (6 + rows * HW_HALL_ENTRY_HEIGHT) * f;
  if (self->foot != NULL && card->height < (least_height (self) + rows * HW_HALL_ENTRY_HEIGHT) * f)
    {
      guint columns = columns_of (self, rows, card->height, f);

      at.per_column = (rows + columns - 1) / columns;
      at.x = card->x + card->width - columns * HW_HALL_ENTRY_WIDTH * f;
      at.y = at.top = card->y + (card->height - at.per_column * HW_HALL_ENTRY_HEIGHT * f) / 2;
      at.width = (HW_HALL_ENTRY_WIDTH - 8) * f;
    }
  hw_hall_draw_network_entries (self, &at);
  if (self->foot == NULL)
    return;
  if (self->options->colour_by < HW_COLOUR_KIND)
    draw_families (self, self->standing, &at);
  if (!has_aisles (self))
    return;
  draw_entry (self, &at, ROLE (self, HW_ROLE_COLD_AISLE), FALSE, _ ("Front aisle"));
  draw_entry (self, &at, ROLE (self, HW_ROLE_HOT_AISLE), TRUE, _ ("Rear aisle"));
}

/* A length that is easy to read and fits the card, drawn as long as it is. */
static void
draw_scale_bar (HwHallPainter *self, const HwRackBox *card, double f)
{
  static const double lengths[] = { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50 };
  HwColour ink = ROLE (self, HW_ROLE_TEXT);
  double y = card->y + card->height / 2;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      double width = lengths[i] * self->view.scale, x = card->x + 12 * f;
      g_autofree char *text = NULL;
      if (width > 100 * f)
        continue;
      text = hw_quantity_format (HW_DIMENSION_LENGTH, lengths[i] / 1000, NULL);
      hw_scene_line (self->scene, no_ref, x, y, x + width, y, ink, self->paper ? 0.8 : 2, FALSE);
      hw_scene_line (self->scene, no_ref, x, y - 4 * f, x, y + 4 * f, ink, 0, FALSE);
      hw_scene_line (
          self->scene, no_ref, x + width, y - 4 * f, x + width, y + 4 * f, ink, 0, FALSE);
      card_text (self,
                 x + width + 6 * f,
                 card->y,
                 card->x + card->width - x - width - 22 * f,
                 card->height,
                 text,
                 10 * f,
                 FALSE,
                 HW_ALIGN_START);
      break;
    }
  hw_scene_icon (self->scene,
                 no_ref,
                 card->x + card->width - 22 * f,
                 y - 8 * f,
                 16 * f,
                 HW_ICON_NORTH,
                 ROLE (self, HW_ROLE_TEXT_DIM));
}

void
hw_hall_draw_legend (HwHallPainter *self)
{
  double f = self->paper ? 0.72 : 1;
  const HwRackBox *card = &self->cards[0];

  if (card->width > 0)
    {
      HwHallEntries at = { card->x + 12 * f, card->y + 26 * f, card->width - 20 * f, f, 0, 0, 0 };

      draw_card (self, card);
      if (has_title (self))
        card_text (self,
                   card->x + 12 * f,
                   card->y + 7 * f,
                   card->width - 24 * f,
                   18 * f,
                   title_text (self),
                   10.5 * f,
                   TRUE,
                   HW_ALIGN_START);
      if (self->options->colour_by == HW_COLOUR_KIND)
        draw_families (self, self->families, &at);
      else if (has_scale (self))
        draw_scale (self, card, f);
      draw_more_rows (self, card, f);
    }
  card = &self->cards[1];
  if (card->width > 0)
    {
      draw_card (self, card);
      draw_scale_bar (self, card, f);
    }
}
