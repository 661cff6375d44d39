/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define WIRE 2.4
#define MOST_PIPS 24
/* Of texts that do not shrink with the diagram, device units. */
#define LARGEST 12.0
#define LEAST 7.0
#define LEAST_BUNDLE 12.0
#define LEAST_BRIEF 22.0 /* the width of a card with text */

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* Racks on their feeds: taps, rack PDUs, supplies or shelves, and what they carry. */

static HwRole
ground_of (HwPowerCondition condition)
{
  switch (condition)
    {
    case HW_POWER_FINE:
      return HW_ROLE_PAPER;
    case HW_POWER_CAPPED:
      return HW_ROLE_WARNING_SOFT;
    default:
      return HW_ROLE_ERROR_SOFT;
    }
}

typedef struct
{
  HwHandle rack;
  guint index; /* in the layout's racks */
  const HwPowerBand *band;
  const HwPowerRack *parts;
  const HwPowerRackState *state;
  HwPowerCondition condition;
  HwPowerBox card;
} Rack;

static Rack
rack_of (HwPowerPainter *self, const HwPowerBand *band, guint index)
{
  HwHandle handle = hw_power_layout_rack (self->layout, index);

  return (Rack){
    .rack = handle,
    .index = index,
    .band = band,
    .parts = hw_results_power_rack (self->layout->results, self->layout->solution, handle),
    .state = &g_array_index (self->layout->solution->racks, HwPowerRackState, handle),
    .condition = hw_power_rack_condition (self->layout, handle),
    .card = hw_power_rack_box (self->layout, band, index),
  };
}

/* --- taps --- */

/* The rack PDU behind a tap; -1: none. */
static gint
pdu_behind (const Rack *rack, guint tap)
{
  for (guint i = 0; i < rack->parts->pdus->len; i++)
    if (g_array_index (rack->parts->pdus, HwPowerRackPdu, i).tap == tap)
      return (gint)i;
  return -1;
}

static void
draw_tap_texts (
    HwPowerPainter *self, const Rack *rack, guint i, const HwPowerTrack *track, double x, double y)
{
  const HwPowerTap *tap = &rack->parts->taps[i];
  double stress_w = hw_power_tap_stress_w (tap, &rack->state->taps[i]);
  HwPowerCondition condition = hw_power_tap_condition (self->layout, rack->rack, i);
  g_autofree char *load = hw_quantity_format (HW_DIMENSION_POWER, stress_w, NULL);
  g_autofree char *share = hw_power_share_text (stress_w, tap->limit_w);
  guint round = 0;
  g_autofree char *said = NULL;
  double width = HW_POWER_PITCH - 20 - (x - rack->card.x);

  for (guint t = 0; t < self->layout->solution->trips->len; t++)
    {
      const HwPowerTrip *trip = &g_array_index (self->layout->solution->trips, HwPowerTrip, t);

      if (trip->rack == rack->rack && trip->role == HW_POWER_TAP && trip->tap == i)
        round = trip->round;
    }
  said = hw_power_condition_text (condition, round);
  y += track->above ? 9 : -38;
  hw_power_text (self,
                 x + 9,
                 y,
                 width,
                 said != NULL ? said : load,
                 9.5,
                 FALSE,
                 HW_ALIGN_START,
                 said != NULL ? hw_power_condition_ink (condition) : HW_ROLE_TEXT,
                 HW_ROLE_GROUND);
  if (share != NULL && said == NULL)
    hw_power_text (self,
                   x + 9,
                   y + 13,
                   width,
                   share,
                   9.5,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   HW_ROLE_GROUND);
}

static void
draw_rack_pdu (
    HwPowerPainter *self, const HwPowerRackPdu *pdu, double x, double card_y, gboolean up)
{
  double size = HW_POWER_RACK_PDU_SIZE * self->view.scale;

  if (size < 6)
    return;
  hw_scene_icon (self->scene,
                 no_ref,
                 hw_power_x (self, x - HW_POWER_RACK_PDU_SIZE / 2),
                 hw_power_y (self, up ? card_y - HW_POWER_RACK_PDU_SIZE : card_y),
                 size,
                 HW_ICON_DISTRIBUTION,
                 ROLE (self, pdu->dead ? HW_ROLE_ERROR : HW_ROLE_TEXT));
}

static void
draw_tap (HwPowerPainter *self, const Rack *rack, guint i, gboolean alone)
{
  const HwPowerTap *tap = &rack->parts->taps[i];
  const HwPowerTrack *track = hw_power_tap_track (self->layout, rack->band, tap->node);
  HwSide system = hw_power_plan_node (self->layout->plan, tap->node)->system;
  HwPowerCondition condition;
  double x, track_y, card_y, size = HW_POWER_TAP_SIZE * self->view.scale;
  gint pdu;

  if (track == NULL)
    return;
  condition = hw_power_tap_condition (self->layout, rack->rack, i);
  hw_power_tap_line (self->layout, rack->band, rack->index, track, &x, &track_y, &card_y);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_power_wire (self, system, condition < HW_POWER_DEAD, x, track_y, x, card_y, WIRE);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  /* An open tap is hollow. */
  if (size >= 2.5)
    hw_scene_box (self->scene,
                  no_ref,
                  hw_power_x (self, x) - size / 2,
                  hw_power_y (self, track_y) - size / 2,
                  size,
                  size,
                  condition >= HW_POWER_OFF ? ROLE (self, HW_ROLE_PAPER)
                                            : hw_power_colour (self->theme, system),
                  ROLE (self, condition >= HW_POWER_OVER ? HW_ROLE_ERROR : HW_ROLE_TEXT));
  pdu = pdu_behind (rack, i);
  if (pdu >= 0)
    draw_rack_pdu (
        self, &g_array_index (rack->parts->pdus, HwPowerRackPdu, pdu), x, card_y, track->above);
  if (self->near && alone)
    draw_tap_texts (self, rack, i, track, x, track_y);
}

/* --- cards --- */

static void
card_text (
    HwPowerPainter *self, const Rack *rack, double y, const char *text, double size, HwRole role)
{
  hw_power_text (self,
                 rack->card.x + 3,
                 rack->card.y + y,
                 rack->card.width - 6,
                 text,
                 size,
                 y < 20,
                 HW_ALIGN_CENTRE,
                 role,
                 ground_of (rack->condition));
}

/* Supplies or shelves of a tap along the edge that it comes to. */
static void
draw_units (HwPowerPainter *self, const Rack *rack, guint tap, guint place)
{
  const HwPowerTrack *track
      = hw_power_tap_track (self->layout, rack->band, rack->parts->taps[tap].node);
  HwSide system = hw_power_plan_node (self->layout->plan, rack->parts->taps[tap].node)->system;
  double scale = self->view.scale;
  guint live = 0, dead = 0;
  double y;

  for (guint i = 0; i < rack->parts->units->len; i++)
    {
      const HwPowerUnit *unit = &g_array_index (rack->parts->units, HwPowerUnit, i);

      if (unit->tap != tap)
        continue;
      if (unit->dead || (rack->state->live & 1u << tap) == 0 || rack->parts->taps[tap].dead)
        dead++;
      else
        live++;
    }
  if (track == NULL || live + dead == 0)
    return;
  y = rack->card.y + (track->above ? 4 + place * 7.0 : rack->card.height - 10 - place * 7.0);
  hw_scene_pips (self->scene,
                 no_ref,
                 hw_power_x (self, rack->card.x + 6),
                 hw_power_y (self, y),
                 (rack->card.width - 12) * scale,
                 6 * scale,
                 MIN (live + dead, MOST_PIPS),
                 live > 0 ? hw_power_colour (self->theme, system)
                          : ROLE (self, HW_ROLE_LINE_STRONG));
}

static void
draw_card_texts (HwPowerPainter *self, const Rack *rack)
{
  const HwPowerRackLimit *limit = hw_power_layout_limit (self->layout, rack->index);
  double draws_w = rack->state->power_w, wanted_w = rack->state->wanted_w;
  g_autofree char *load = hw_power_load_text (draws_w, limit->limit_w);
  g_autofree char *least = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *said = hw_power_condition_text (rack->condition, 0);

  card_text (self,
             rack,
             16,
             hw_design_name (self->layout->design, HW_REF (HW_TABLE_RACK, rack->rack)),
             11,
             HW_ROLE_TEXT);
  card_text (self, rack, 34, load, 10, HW_ROLE_TEXT);
  hw_power_gauge (
      self, rack->card.x + 8, rack->card.y + 52, rack->card.width - 16, draws_w, limit->limit_w);
  if (rack->state->n_capped + rack->state->n_dead > 0)
    {
      g_autofree char *power = hw_quantity_format (HW_DIMENSION_POWER, wanted_w, NULL);

      wanted = g_strdup_printf (_ ("wants %s"), power);
      card_text (self, rack, 58, wanted, 9.5, HW_ROLE_TEXT);
      card_text (self, rack, 72, said, 9.5, hw_power_condition_ink (rack->condition));
      return;
    }
  if (said != NULL)
    card_text (self, rack, 72, said, 9.5, hw_power_condition_ink (rack->condition));
  if (isnan (limit->limit_w))
    return;
  least = g_strdup_printf (_ ("least: %s"), hw_power_element_name (limit->role));
  card_text (self, rack, 58, least, 9.5, HW_ROLE_TEXT_DIM);
}

/* The figure alone, in a size that can be read. */
static void
draw_brief (HwPowerPainter *self, const Rack *rack)
{
  const char *name = hw_design_name (self->layout->design, HW_REF (HW_TABLE_RACK, rack->rack));
  g_autofree char *load = hw_quantity_format (HW_DIMENSION_POWER, rack->state->power_w, NULL);
  const char *lines[] = { name, load };
  double scale = self->view.scale, width = rack->card.width * scale - 3;
  double height = rack->card.height * scale, size = fmin (LARGEST, height / 3.4), top;

  if (width < LEAST_BRIEF)
    return;
  for (guint i = 0; i < 2; i++)
    size = fmin (size, size * width / hw_scene_text_width (self->scene, lines[i], size, i == 0));
  if (size < LEAST)
    return;
  top = hw_power_y (self, rack->card.y) + (height - 3 * size) / 2;
  for (guint i = 0; i < 2; i++)
    hw_scene_text (self->scene,
                   no_ref,
                   hw_power_x (self, rack->card.x) + 1.5,
                   top + i * size * 1.5,
                   width,
                   size * 1.5,
                   lines[i],
                   size,
                   i == 0,
                   HW_ALIGN_CENTRE,
                   ROLE (self, HW_ROLE_TEXT),
                   ROLE (self, ground_of (rack->condition)));
}

static void
draw_rack (HwPowerPainter *self, const HwPowerBand *band, guint index)
{
  Rack rack = rack_of (self, band, index);
  double scale = self->view.scale;
  guint above = 0, below = 0;

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (self->scene,
                    HW_REF (HW_TABLE_RACK, rack.rack),
                    hw_power_x (self, rack.card.x),
                    hw_power_y (self, rack.card.y),
                    rack.card.width * scale,
                    rack.card.height * scale,
                    5 * scale,
                    ROLE (self, ground_of (rack.condition)),
                    ROLE (self,
                          rack.condition == HW_POWER_FINE
                              ? HW_ROLE_LINE_STRONG
                              : hw_power_condition_role (rack.condition)),
                    fmax ((rack.condition == HW_POWER_FINE ? 1 : 2) * scale, 1));
  for (guint i = 0; i < rack.parts->n_taps; i++)
    {
      const HwPowerTrack *track = hw_power_tap_track (self->layout, band, rack.parts->taps[i].node);
      gboolean up = track != NULL && track->above;

      draw_tap (self, &rack, i, up ? above == 0 : below == 0);
      if (self->near)
        draw_units (self, &rack, i, up ? above : below);
      *(up ? &above : &below) += 1;
    }
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  if (self->near)
    draw_card_texts (self, &rack);
  else
    draw_brief (self, &rack);
}

/* --- from afar --- */

/* Around all racks; where they are low, from busway to busway. */
gboolean
hw_power_bundle_is_all (const HwPowerPainter *self, const HwPowerBand *band)
{
  return band->n > 0 && !hw_power_layout_is_open (self->layout, self->view.scale)
         && hw_power_rack_box (self->layout, band, band->first).height * self->view.scale
                < LEAST_BUNDLE;
}

static HwPowerBox
bundle_box (HwPowerPainter *self, const HwPowerBand *band)
{
  HwPowerBox box = hw_power_rack_box (self->layout, band, band->first);

  if (!self->layout->bundled)
    box.width
        = hw_power_band_racks_width (self->layout, band) - HW_POWER_PITCH + HW_POWER_CARD_WIDTH;
  if (hw_power_bundle_is_all (self, band))
    {
      /* Names of feeds could not be read beside it. */
      box.width += box.x - band->x - HW_POWER_LABEL_X;
      box.x = band->x + HW_POWER_LABEL_X;
      box.y = band->y + 20;
      box.height = band->height - 44;
    }
  return box;
}

/* One line a feed. */
static void
draw_bundle_taps (HwPowerPainter *self, const HwPowerBand *band, const HwPowerBox *box)
{
  /* Nothing is between it and its busways. */
  if (box->y == band->y + 20)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  for (guint i = 0; i < band->n_tracks; i++)
    {
      const HwPowerTrack *track
          = &g_array_index (self->layout->tracks, HwPowerTrack, band->first_track + i);
      double x = box->x + 20 + i * 12;

      hw_power_wire (self,
                     hw_power_plan_node (self->layout->plan, track->node)->system,
                     hw_power_solution_node (self->layout->solution, track->node)->live,
                     x,
                     band->y + track->y,
                     x,
                     track->above ? box->y : box->y + box->height,
                     WIRE);
    }
}

/* On one line, on two where it is narrow, or the power alone; of a rack that is named its name. */
static void
draw_bundle_text (HwPowerPainter *self,
                  const HwPowerBox *box,
                  const char *text,
                  const char *count,
                  const char *power,
                  gboolean named,
                  HwRole ground)
{
  double scale = self->view.scale, width = box->width * scale - 4, height = box->height * scale;
  const char *const choices[][2]
      = { { text, NULL }, { count, power }, { named ? count : power, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      guint n = choices[i][1] != NULL ? 2 : 1;
      double size = fmin (LARGEST, height / (1.5 * n)), top;

      for (guint line = 0; line < n; line++)
        size *= fmin (1, width / hw_scene_text_width (self->scene, choices[i][line], size, FALSE));
      if (size < LEAST)
        continue;
      top = hw_power_y (self, box->y) + (height - n * size * 1.5) / 2;
      for (guint line = 0; line < n; line++)
        hw_scene_text (self->scene,
                       no_ref,
                       hw_power_x (self, box->x) + 2,
                       top + line * size * 1.5,
                       width,
                       size * 1.5,
                       choices[i][line],
                       size,
                       FALSE,
                       HW_ALIGN_CENTRE,
                       ROLE (self, HW_ROLE_TEXT),
                       ROLE (self, ground));
      return;
    }
}

static void
draw_bundle (HwPowerPainter *self, const HwPowerBand *band)
{
  HwPowerBox first = bundle_box (self, band);
  double scale = self->view.scale, width, height, power_w = 0;
  HwPowerCondition worst = HW_POWER_FINE;
  g_autofree char *power = NULL;
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < band->n; i++)
    {
      HwHandle rack = hw_power_layout_rack (self->layout, band->first + i);

      power_w += g_array_index (self->layout->solution->racks, HwPowerRackState, rack).power_w;
      worst = MAX (worst, hw_power_rack_condition (self->layout, rack));
    }
  draw_bundle_taps (self, band, &first);
  power = hw_quantity_format (HW_DIMENSION_POWER, power_w, NULL);
  /* One has its name. */
  count = band->n == 1 ? g_strdup (hw_design_name (
              self->layout->design,
              HW_REF (HW_TABLE_RACK, hw_power_layout_rack (self->layout, band->first))))
                       : g_strdup_printf (
                           g_dngettext (GETTEXT_PACKAGE, "%u rack", "%u racks", band->n), band->n);
  text = g_strdup_printf ("%s, %s", count, power);
  width = first.width * scale;
  height = first.height * scale;
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (
      self->scene,
      no_ref,
      hw_power_x (self, first.x),
      hw_power_y (self, first.y),
      width,
      fmax (height, 1),
      fmin (3, height / 4),
      ROLE (self, ground_of (worst)),
      ROLE (self, worst == HW_POWER_FINE ? HW_ROLE_LINE_STRONG : hw_power_condition_role (worst)),
      1);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  draw_bundle_text (self, &first, text, count, power, band->n == 1, ground_of (worst));
}

void
hw_power_draw_racks (HwPowerPainter *self, const HwPowerBand *band)
{
  double left, right;
  guint first, last;

  if (band->n == 0)
    {
      if (self->near)
        hw_power_text (self,
                       band->x + HW_POWER_FIRST_CARD,
                       band->y + band->height - HW_POWER_CARD_HEIGHT,
                       200,
                       _ ("no rack hangs on it"),
                       10,
                       FALSE,
                       HW_ALIGN_START,
                       HW_ROLE_TEXT_DIM,
                       HW_ROLE_GROUND);
      return;
    }
  if (!hw_power_layout_is_open (self->layout, self->view.scale))
    {
      draw_bundle (self, band);
      return;
    }
  left = (hw_viewport_world_x (&self->view, 0) - band->x - HW_POWER_FIRST_CARD) / HW_POWER_PITCH;
  right = (hw_viewport_world_x (&self->view, self->view.width) - band->x - HW_POWER_FIRST_CARD)
          / HW_POWER_PITCH;
  if (right < 0)
    return;
  first = (guint)fmax (floor (left), 0);
  last = (guint)fmin (ceil (right), band->n);
  for (guint i = first; i < last; i++)
    draw_rack (self, band, band->first + i);
}
