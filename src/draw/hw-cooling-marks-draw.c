/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is wrong, at the part that has it: a few words below cards, an icon beside pipes and
 * fittings. */

#define ROLE(self, role) ((self)->theme->colours[role])

#define MARK 14.0
/* Smaller ones are not drawn: device units. */
#define LEAST_MARK 5.0
/* From a pipe to the icon beside it, and from one icon to the next. */
#define BESIDE 12.0
#define NEXT 17.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

static char *
remark_of (const HwLoopFinding *finding)
{
  g_autofree char *time = NULL;

  switch (finding->rule)
    {
    case HW_LOOP_RULE_RACK_SHUT:
      if (isnan (finding->has))
        return g_strdup (_ ("no flow"));
      time = hw_quantity_format (HW_DIMENSION_TIME, finding->has, NULL);
      return g_strdup_printf (_ ("no flow, %s left"), time);
    case HW_LOOP_RULE_RACK_FLOW:
      return g_strdup_printf (_ ("needs %.0f L/min"), ceil (finding->limit));
    case HW_LOOP_RULE_RACK_FLOW_LIMIT:
    case HW_LOOP_RULE_PUMP_CURVE:
      return g_strdup_printf (_ ("at most %.0f L/min"), finding->limit);
    case HW_LOOP_RULE_SUPPLY_WARM:
    case HW_LOOP_RULE_RETURN_HOT:
      return g_strdup_printf (_ ("at most %.0f °C"), finding->limit);
    case HW_LOOP_RULE_DOOR_WARM:
      return g_strdup_printf (_ ("of %.1f kW"), finding->limit);
    case HW_LOOP_RULE_PRESSURE_HIGH:
      return g_strdup_printf (_ ("at most %.0f bar"), finding->limit);
    case HW_LOOP_RULE_PRESSURE_LOW:
      return g_strdup_printf (
          _ ("%.1f bar at the pump, at least %.1f"), finding->has, finding->limit);
    case HW_LOOP_RULE_PUMP_SPARE:
      return g_strdup_printf (_ ("%.0f L/min with a pump out"), finding->has);
    case HW_LOOP_RULE_CDU_UNKNOWN:
      return g_strdup (_ ("capacity not known"));
    default:
      return NULL;
    }
}

void
hw_cooling_draw_remark (HwCoolingPainter *self,
                        HwRef ref,
                        const HwCoolingBox *card,
                        const HwLoopFinding *finding)
{
  g_autofree char *remark = remark_of (finding);
  HwCoolingBox pill = { card->x - 4, card->y + card->height + 6, card->width + 8, 18 };

  if (remark == NULL)
    return;
  hw_cooling_card (self,
                   ref,
                   &pill,
                   ROLE (self, HW_ROLE_PAPER),
                   ROLE (self, hw_cooling_severity_role (finding)),
                   1.2);
  hw_cooling_text (self,
                   ref,
                   pill.x + 4,
                   pill.y + 2,
                   pill.width - 8,
                   remark,
                   9.5,
                   TRUE,
                   HW_ALIGN_CENTRE,
                   HW_ROLE_TEXT,
                   ROLE (self, HW_ROLE_PAPER));
}

/* --- beside pipes and fittings --- */

static gboolean
place_of_rack (const HwCoolingPainter *self, HwRef object, const HwCoolingBand **band, double *x)
{
  for (guint n = 0; n < self->block->bands->len; n++)
    {
      *band = &g_array_index (self->block->bands, HwCoolingBand, n);
      for (guint i = (*band)->first; i < (*band)->first + (*band)->n; i++)
        if (hw_ref_equal (g_array_index (self->plan->racks, HwLoopRack, i).object, object))
          {
            HwCoolingBox box = hw_cooling_rack_box (*band, i);

            *x = box.x + box.width / 2;
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
place_of_cdu (const HwCoolingPainter *self, HwRef object, HwCoolingBox *box)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    if (hw_ref_equal (g_array_index (self->plan->cdus, HwLoopCdu, i).unit, object))
      {
        *box = hw_cooling_cdu_box (self->block, i);
        return TRUE;
      }
  return FALSE;
}

/* Between the racks that a piece of a header joins; from a CDU, at the riser. */
static gboolean
place_on_header (
    const HwCoolingPainter *self, const HwLoopLink *link, double off, double *x, double *y)
{
  const HwCoolingBand *from = NULL, *to = NULL;
  double a = HW_COOLING_RETURN_RISER, b = HW_COOLING_RETURN_RISER;
  gboolean has_from = place_of_rack (self, link->from_object, &from, &a);
  gboolean has_to = place_of_rack (self, link->to_object, &to, &b);

  if (!has_from && !has_to)
    return FALSE;
  *x = (a + b) / 2;
  *y = (has_from ? from : to)->y + off;
  return TRUE;
}

/* Where the diagram has a link, to its side. Returns: FALSE: it shows no such */
static gboolean
place_of_link (const HwCoolingPainter *self, guint index, double *x, double *y)
{
  const HwLoopLink *link = hw_loop_plan_link (self->plan, index);
  const HwCoolingBand *band;
  HwCoolingBox box;

  switch (link->role)
    {
    case HW_PART_SUPPLY_HEADER:
      return place_on_header (self, link, HW_COOLING_SUPPLY + BESIDE, x, y);
    case HW_PART_RETURN_HEADER:
      return place_on_header (self, link, HW_COOLING_RETURN - BESIDE, x, y);
    case HW_PART_CDU_SUPPLY:
    case HW_PART_CDU_RETURN:
    case HW_PART_PUMP:
      if (!place_of_cdu (self, link->from_object, &box))
        return FALSE;
      *x = box.x + box.width + 14;
      *y = box.y + (link->role == HW_PART_CDU_RETURN ? 140 + 18 : 100 - 18);
      return TRUE;
    case HW_PART_SUPPLY_BRANCH:
    case HW_PART_SUPPLY_HOSE:
    case HW_PART_RETURN_BRANCH:
    case HW_PART_RETURN_HOSE:
    case HW_PART_RACK:
    case HW_PART_DOOR:
      if (!place_of_rack (self, link->from_object, &band, x))
        return FALSE;
      *x += BESIDE;
      *y = band->y
           + (hw_part_is_return (link->role) ? HW_COOLING_RETURN - 28 : HW_COOLING_SUPPLY + 28);
      return TRUE;
    default:
      band = &g_array_index (self->block->bands, HwCoolingBand, 0);
      if (self->block->bands->len == 0)
        return FALSE;
      *x = HW_COOLING_RETURN_RISER + BESIDE;
      *y = band->y + HW_COOLING_RETURN + (hw_part_is_return (link->role) ? -BESIDE : -28 - BESIDE);
      return TRUE;
    }
}

typedef struct
{
  HwCoolingPainter *painter;
  GArray *taken; /* HwCoolingBox */
  const HwLoopFinding *finding;
} Marks;

/* Beside those that stand there already. */
static void
put_mark (Marks *self, double x, double y)
{
  HwCoolingPainter *painter = self->painter;
  HwCoolingBox box = { x, y - MARK / 2, MARK, MARK };
  HwCoolingBox ground;

  for (guint i = 0; i < self->taken->len; i++)
    {
      const HwCoolingBox *other = &g_array_index (self->taken, HwCoolingBox, i);

      if (fabs (other->x - box.x) < NEXT && fabs (other->y - box.y) < NEXT)
        box.x = other->x + NEXT;
    }
  g_array_append_val (self->taken, box);
  ground = (HwCoolingBox){ box.x - 1, box.y - 1, MARK + 2, MARK + 2 };
  hw_cooling_card (
      painter, no_ref, &ground, ROLE (painter, HW_ROLE_GROUND), ROLE (painter, HW_ROLE_GROUND), 0);
  hw_scene_icon (painter->scene,
                 no_ref,
                 hw_cooling_x (painter, box.x),
                 hw_cooling_y (painter, box.y),
                 MARK * painter->view.scale,
                 hw_cooling_severity_icon (self->finding),
                 ROLE (painter, hw_cooling_severity_role (self->finding)));
}

/* What a finding about fittings is about: each vessel where there are two, and the place of each
 * where there is none; check valves that are left out. */
static void
mark_fittings (Marks *self)
{
  const HwCoolingPainter *painter = self->painter;
  guint8 rule = self->finding->rule;
  HwPartRole role = rule == HW_LOOP_RULE_CHECK_VALVE ? HW_PART_CHECK_VALVE : HW_PART_VESSEL;
  gboolean fitted = rule == HW_LOOP_RULE_VESSEL_TWO;

  for (guint i = 0; i < painter->plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (painter->plan->fittings, HwLoopFitting, i);
      HwCoolingBox box;

      if (fitting->role != role || fitting->fitted != fitted
          || !place_of_cdu (painter, fitting->object, &box))
        continue;
      if (role == HW_PART_VESSEL)
        put_mark (self, box.x + box.width - 18, box.y + 182);
      else
        put_mark (self, box.x + box.width - 22, box.y + 82);
    }
}

/* What an override that the loop does not take is about. */
static gboolean
place_of_override (const HwCoolingPainter *self, HwHandle override, double *x, double *y)
{
  HwDesign *design = self->layout->design;
  const HwOverride *row = hw_design_row (design, HW_TABLE_OVERRIDE, override);
  HwLoopPart part;

  if (!hw_loop_plan_find (self->plan, design, hw_design_text (design, row->key), &part))
    return FALSE;
  if (part.fitting != HW_LOOP_NO_PART)
    part.link = g_array_index (self->plan->fittings, HwLoopFitting, part.fitting).link;
  return place_of_link (self, part.link, x, y);
}

void
hw_cooling_draw_marks (HwCoolingPainter *self)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (HwCoolingBox));
  Marks marks = { self, taken, NULL };
  double x, y;

  if (MARK * self->view.scale < LEAST_MARK)
    return;
  for (guint i = 0; i < self->block->findings->len; i++)
    {
      marks.finding = &g_array_index (self->block->findings, HwLoopFinding, i);
      if (marks.finding->rule == HW_LOOP_RULE_VESSEL_NONE
          || marks.finding->rule == HW_LOOP_RULE_VESSEL_TWO
          || marks.finding->rule == HW_LOOP_RULE_CHECK_VALVE)
        mark_fittings (&marks);
      else if (marks.finding->rule == HW_LOOP_RULE_OVERRIDE
                   ? place_of_override (self, marks.finding->ref.handle, &x, &y)
                   : marks.finding->part != G_MAXUINT
                         && place_of_link (self, marks.finding->part, &x, &y))
        put_mark (&marks, x, y);
    }
}
