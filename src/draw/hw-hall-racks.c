/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling.h"
#include "hw-hall-draw.h"
#include "hw-rack-coolant.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROLE(self, role) ((self)->theme->colours[role])
/* Of the least size of a name, the least of the figure below it. */
#define LEAST_FIGURE 0.85
/* Devices from the top that say what a rack is. */
#define SAMPLE 12
/* Of the scale. */
#define SHADES 60

static const HwColour no_colour = { 0, 0, 0, 0 };

/* Over what it needs: 0.1 is a tenth more. */
static double
margin_of (const HwRackFlow *flow)
{
  return flow->required_m3_s > 0 ? flow->flow_m3_s / flow->required_m3_s - 1 : NAN;
}

static double
coolant_figure (const HwHallPainter *self, HwHandle rack)
{
  const HwRackFlow *flow;

  if (rack >= self->flows->len)
    return NAN;
  flow = &g_array_index (self->flows, HwRackFlow, rack);
  switch (self->options->colour_by)
    {
    case HW_COLOUR_SUPPLY:
      return flow->supply_c;
    case HW_COLOUR_RETURN:
      return flow->return_c;
    default:
      return margin_of (flow);
    }
}

double
hw_hall_figure (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures)
{
  switch (self->options->colour_by)
    {
    case HW_COLOUR_POWER:
      return figures->nameplate_w;
    case HW_COLOUR_HEAT:
      return figures->liquid_w + figures->air_w;
    case HW_COLOUR_AIR:
      return figures->air_w;
    case HW_COLOUR_MASS:
      return figures->mass_kg;
    case HW_COLOUR_FILL:
      return figures->half_units > 0 ? (double)figures->used_half_units / figures->half_units : NAN;
    case HW_COLOUR_SUPPLY:
    case HW_COLOUR_RETURN:
    case HW_COLOUR_MARGIN:
      return coolant_figure (self, rack);
    case HW_COLOUR_KIND:
    case HW_COLOUR_NONE:
    default:
      return NAN;
    }
}

char *
hw_hall_figure_text (const HwHallPainter *self, double value)
{
  switch (self->options->colour_by)
    {
    case HW_COLOUR_FILL:
      return g_strdup_printf ("%.0f %%", value * 100);
    case HW_COLOUR_MARGIN:
      return fabs (value) < 0.005 ? g_strdup ("0 %") : g_strdup_printf ("%+.0f %%", value * 100);
    case HW_COLOUR_SUPPLY:
    case HW_COLOUR_RETURN:
      {
        g_autofree char *celsius = hw_coolant_celsius_text (value);

        return g_strdup_printf ("%s °C", celsius);
      }
    case HW_COLOUR_MASS:
      return hw_quantity_format (HW_DIMENSION_MASS, value, NULL);
    default:
      return hw_quantity_format (HW_DIMENSION_POWER, value, NULL);
    }
}

HwColour
hw_hall_scale (const HwHallPainter *self, double value)
{
  double t = CLAMP ((value - self->minimum) / (self->maximum - self->minimum), 0, 1);

  /* No finer than eyes tell: what looks alike is inked at once. */
  return hw_theme_scale (self->theme, round (t * SHADES) / SHADES);
}

HwFamily
hw_hall_rack_family (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures)
{
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  int units[HW_N_FAMILIES] = { 0 };
  HwFamily best = HW_FAMILY_RACK;
  guint n = 0;

  if (product->kind != HW_KIND_RACK)
    return hw_kind_family (product->kind);
  if (figures->gpus > 0)
    return HW_FAMILY_COMPUTE;
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack);
       device != 0 && n < SAMPLE;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device), n++)
    {
      const HwProduct *own = hw_design_device_product (self->design, device);
      HwFamily family = hw_kind_family (own->kind);
      units[family] += own->half_units;
      if (units[family] > units[best])
        best = family;
    }
  return best;
}

HwColour
hw_hall_rack_colour (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures)
{
  double value;

  if (self->options->colour_by == HW_COLOUR_NONE)
    return ROLE (self, HW_ROLE_PAPER);
  if (figures->half_units == 0 || self->options->colour_by == HW_COLOUR_KIND)
    return ROLE (self, HW_ROLE_FAMILY + hw_hall_rack_family (self, rack, figures));
  value = hw_hall_figure (self, rack, figures);
  /* An empty rack looks empty, not like the least of the others. */
  if (isnan (value) || figures->n_devices == 0 || self->maximum <= self->minimum
      || (value <= 0 && !hw_hall_by_coolant (self)))
    return ROLE (self, HW_ROLE_SLOT);
  return hw_hall_scale (self, value);
}

HwRackBox
hw_hall_front_strip (const HwRackBox *box, gint16 rotation, double thickness)
{
  HwRackBox strip = *box;

  if (rotation == 90 || rotation == 270)
    {
      strip.width = MIN (thickness, box->width);
      if (rotation == 270)
        strip.x = box->x + box->width - strip.width;
    }
  else
    {
      strip.height = MIN (thickness, box->height);
      if (rotation == 0)
        strip.y = box->y + box->height - strip.height;
    }
  return strip;
}

/* What is written in a rack, the figure that colours it, where there is room for both. Returns:
 * (nullable) */
static char *
rack_text (const HwHallPainter *self, HwHandle rack, const HwRackFigures *figures)
{
  double value = hw_hall_figure (self, rack, figures);

  if (figures->n_devices == 0)
    return g_strdup (_ ("empty"));
  if (!isnan (value))
    return hw_hall_figure_text (self, value);
  /* Without a coolant there is nothing to say of it. */
  return hw_hall_by_coolant (self)
             ? NULL
             : hw_quantity_format (HW_DIMENSION_POWER, figures->nameplate_w, NULL);
}

/* The part of a rack's name that its row does not say: "01" of "A01" in row "A". */
static const char *
short_name (HwHallPainter *self, HwHandle row, const char *name)
{
  const char *row_name, *rest;

  if (row == 0)
    return name;
  row_name = hw_design_name (self->design, HW_REF (HW_TABLE_ROW, row));
  if (!g_str_has_prefix (name, row_name))
    return name;
  rest = name + strlen (row_name);
  while (*rest == '-' || *rest == '.' || *rest == ' ')
    rest++;
  return *rest != '\0' ? rest : name;
}

static HwColour
ink_on (HwHallPainter *self, HwColour ground)
{
  if (memcmp (&self->label_ground, &ground, sizeof ground) != 0)
    {
      self->label_ground = ground;
      self->label_ink = hw_theme_text_on (self->theme, ground);
    }
  return self->label_ink;
}

/* Narrow: upwards, whole or not at all. */
static void
draw_label_up (
    HwHallPainter *self, HwRef ref, const HwRackBox *box, const char *name, HwColour ground)
{
  double least = self->paper ? 4.5 : 8;

  if (box->width < least * 1.1
      || hw_scene_text_width (self->scene, name, least, TRUE) > box->height - 4)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->cards); i++)
    {
      const HwRackBox *card = &self->cards[i];
      if (card->width > 0 && box->x < card->x + card->width && card->x < box->x + box->width
          && box->y < card->y + card->height && card->y < box->y + box->height)
        return;
    }
  hw_scene_text_up (self->scene,
                    ref,
                    box->x,
                    box->y + 2,
                    box->width,
                    box->height - 4,
                    name,
                    MIN (box->width * 0.75, self->paper ? 7 : 11),
                    TRUE,
                    HW_ALIGN_CENTRE,
                    ink_on (self, ground),
                    ground);
}

static void
draw_label (HwHallPainter *self,
            HwHandle rack,
            const HwRackFigures *figures,
            const HwRackBox *box,
            HwColour ground)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  const char *name = hw_design_name (self->design, ref);
  const char *brief = short_name (self, row->row, name);
  double least = self->paper ? 4.5 : 8;
  double size = CLAMP (box->width * 0.3, least, self->paper ? 7 : 12);
  double line = size * 1.35, room = box->width - 4;
  double width = hw_scene_text_width (self->scene, name, size, TRUE);
  gboolean tall = box->height >= 2.3 * line && figures->half_units > 0, two;
  g_autofree char *figure = NULL;
  double small, figure_width;
  HwRackBox text = { box->x + 2, box->y, room, box->height };
  HwColour colour;

  if (width > room && brief != name)
    {
      name = brief;
      width = hw_scene_text_width (self->scene, name, size, TRUE);
    }
  /* Too wide at this size, but not at a smaller one. */
  if (width > room)
    {
      double smaller = size * room / width;
      if (smaller >= least)
        {
          size = smaller;
          width = room;
        }
    }
  if (width > room + 0.01 || box->height < size)
    {
      draw_label_up (self, ref, box, brief, ground);
      return;
    }
  small = size * 0.85;
  if (tall)
    figure = rack_text (self, rack, figures);
  /* Its neighbours may have fewer digits: rather a little smaller than none beside theirs. */
  figure_width = figure != NULL ? hw_scene_text_width (self->scene, figure, small, FALSE) : 0;
  if (figure_width > room && small * room / figure_width >= least * LEAST_FIGURE)
    {
      small *= room / figure_width;
      figure_width = room;
    }
  two = figure != NULL && figure_width <= room + 0.01;
  if (two)
    {
      text.y += box->height / 2 - line;
      text.height = line;
    }
  colour = ink_on (self, ground);
  hw_hall_text (self, ref, &text, name, size, TRUE, HW_ALIGN_CENTRE, colour, ground);
  if (two)
    {
      text.y += line;
      hw_hall_text (self, ref, &text, figure, small, FALSE, HW_ALIGN_CENTRE, colour, ground);
    }
}

/* The mark of a rack with a problem, in its corner. Small, an error is a square and a warning a
 * bar. Returns: the height that it takes */
static double
draw_mark (HwHallPainter *self, HwRef ref, const HwRackBox *box, gboolean error)
{
  double shorter = MIN (box->width, box->height);
  HwColour colour = ROLE (self, error ? HW_ROLE_ERROR : HW_ROLE_WARNING);
  HwItem item = { .kind = HW_ITEM_ICON, .ref = ref, .fill = colour };

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  /* In a ring of the floor's colour, so that it shows on every colour of the scale. */
  item.stroke = ROLE (self, HW_ROLE_FLOOR);
  if (shorter < 16 && !self->paper)
    {
      double side = MIN (6, shorter);
      hw_scene_box (self->scene,
                    ref,
                    box->x + box->width - side,
                    box->y,
                    side,
                    error ? side : 4,
                    colour,
                    item.stroke);
      return side + 1;
    }
  item.width = item.height = CLAMP (shorter * 0.42, 5, self->paper ? 8 : 14);
  item.x = box->x + box->width - item.width - 3;
  item.y = box->y + 3;
  item.count = error ? HW_ICON_ERROR : HW_ICON_WARNING;
  hw_scene_add (self->scene, &item);
  return item.height + 5;
}

/* What comes in a later phase, or has gone: a dashed outline below all that stands, and its name.
 */
static void
draw_absent (HwHallPainter *self, HwHandle rack, const HwRackBox *box)
{
  HwItem item = { .kind = HW_ITEM_BOX, .ref = HW_REF (HW_TABLE_RACK, rack), .dashed = TRUE };
  const char *name = hw_design_name (self->design, item.ref);
  double size = CLAMP (box->width * 0.3, self->paper ? 4.5 : 8, self->paper ? 7 : 12);

  item.x = box->x + 1;
  item.y = box->y + 1;
  item.width = MAX (box->width - 2, 1);
  item.height = MAX (box->height - 2, 1);
  item.stroke = ROLE (self, HW_ROLE_LINE_STRONG);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_scene_add (self->scene, &item);
  if (self->options->names
      && hw_scene_text_width (self->scene, name, size, FALSE) <= box->width - 4)
    hw_hall_text (self,
                  item.ref,
                  box,
                  name,
                  size,
                  FALSE,
                  HW_ALIGN_CENTRE,
                  ROLE (self, HW_ROLE_TEXT_DIM),
                  ROLE (self, HW_ROLE_FLOOR));
}

/* What of a rack is on this side of the matchlines: its name stands there on both sheets. */
static HwRackBox
visible_part (const HwHallPainter *self, const HwRackBox *box)
{
  double left = MAX (box->x, self->area.x), top = MAX (box->y, self->area.y);
  double right = MIN (box->x + box->width, self->area.x + self->area.width);
  double bottom = MIN (box->y + box->height, self->area.y + self->area.height);

  return (HwRackBox){ left, top, MAX (right - left, 0), MAX (bottom - top, 0) };
}

/* Behind the rack, as deep as it is; of no stated depth a strip at the rear. */
static HwRackBox
door_box (const HwHallPainter *self,
          HwHandle rack,
          const HwArea *area,
          const HwRackBox *box,
          double thickness)
{
  gint16 rotation = hw_design_get_rack (self->design, rack)->rotation;
  HwHandle device = hw_rack_door (self->design, rack);
  const HwProduct *product = device != 0 ? hw_design_device_product (self->design, device) : NULL;
  HwArea behind;

  if (product == NULL || product->depth_mm == 0)
    return hw_hall_front_strip (box, (gint16)((rotation + 180) % 360), thickness * 1.5);
  behind = hw_door_area (product, area, rotation);
  return hw_hall_to_device (self, behind.x, behind.y, behind.width, behind.depth);
}

static void
draw_rack (HwHallPainter *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  HwArea area = hw_rack_area (self->design, rack);
  HwRackBox box = hw_hall_to_device (self, area.x, area.y, area.width, area.depth);
  HwRackBox label = box, strip;
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  double shorter = MIN (box.width, box.height);
  HwColour fill = hw_hall_rack_colour (self, rack, figures);
  HwRole edge = self->options->colour_by == HW_COLOUR_NONE ? HW_ROLE_LINE_STRONG : HW_ROLE_FLOOR;
  double thickness = self->paper ? 1.6 : CLAMP (70 * self->view.scale, 2, 5);

  if (!figures->present)
    {
      draw_absent (self, rack, &box);
      return;
    }
  if (self->paper)
    label = visible_part (self, &box);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_box (self->scene,
                ref,
                box.x,
                box.y,
                box.width,
                box.height,
                fill,
                shorter >= 6 ? ROLE (self, edge) : no_colour);
  if (shorter < (self->paper ? 4 : 6))
    return;
  /* The front is where the thick line is. */
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  strip = hw_hall_front_strip (&box, row->rotation, thickness);
  hw_scene_box (self->scene,
                ref,
                strip.x,
                strip.y,
                strip.width,
                strip.height,
                ROLE (self, hw_hall_ink (self->theme)),
                no_colour);
  if (figures->door_w > 0)
    {
      HwRackBox door = door_box (self, rack, &area, &box, thickness);

      hw_scene_box (self->scene,
                    ref,
                    door.x,
                    door.y,
                    door.width,
                    door.height,
                    ROLE (self, HW_ROLE_FAMILY + HW_FAMILY_COOLING),
                    no_colour);
    }
  if (strip.width > strip.height)
    {
      label.height -= strip.height;
      label.y += row->rotation == 180 ? strip.height : 0;
    }
  else
    {
      label.width -= strip.width;
      label.x += row->rotation == 90 ? strip.width : 0;
    }
  if (figures->severity <= HW_SEVERITY_WARNING)
    {
      double side = draw_mark (self, ref, &label, figures->severity == HW_SEVERITY_ERROR);
      label.y += side;
      label.height -= side;
    }
  if (self->options->names)
    {
      hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
      draw_label (self, rack, figures, &label, fill);
    }
}

void
hw_hall_draw_racks (HwHallPainter *self)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  double x = hw_viewport_world_x (&self->view, self->area.x);
  double y = hw_viewport_world_y (&self->view, self->area.y);

  hw_design_racks_in (self->design,
                      self->hall,
                      (gint32)floor (x),
                      (gint32)floor (y),
                      (gint32)ceil (MIN (self->area.width / self->view.scale, 1e9)) + 1,
                      (gint32)ceil (MIN (self->area.height / self->view.scale, 1e9)) + 1,
                      racks);
  for (guint i = 0; i < racks->len; i++)
    draw_rack (self, g_array_index (racks, HwHandle, i));
}
