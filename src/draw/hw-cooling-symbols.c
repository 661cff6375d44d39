/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-layout.h"

#include <string.h>

/* Where the parts of loops stand that have a symbol, and what is found of them. */

static HwIcon
icon_of (const HwLoopFitting *fitting)
{
  switch (fitting->role)
    {
    case HW_PART_CHECK_VALVE:
      return HW_ICON_CHECK_VALVE;
    case HW_PART_STRAINER:
      return HW_ICON_STRAINER;
    case HW_PART_VESSEL:
      return HW_ICON_VESSEL;
    case HW_PART_HEAT_REJECTION:
      return HW_ICON_HEAT_REJECTION;
    case HW_PART_BALANCING_VALVE:
      return fitting->closed ? HW_ICON_VALVE_SHUT : HW_ICON_BALANCING;
    default:
      return fitting->closed ? HW_ICON_VALVE_SHUT : HW_ICON_VALVE;
    }
}

/* The middle of a symbol of a branch, or of a CDU's connections; FALSE where it is not drawn. */
static gboolean
place_on_rack (const HwLoopFitting *fitting, const HwCoolingBox *card, double *x, double *y)
{
  *x = card->x + card->width / 2;
  switch (fitting->role)
    {
    case HW_PART_SUPPLY_VALVE:
      *y = card->y - HW_COOLING_VALVE_OFF;
      return TRUE;
    case HW_PART_RETURN_VALVE:
      *y = card->y + card->height + HW_COOLING_VALVE_OFF;
      return TRUE;
    case HW_PART_BALANCING_VALVE:
      *y = card->y + card->height + HW_COOLING_BALANCING_OFF;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
place_on_cdu (const HwLoopFitting *fitting, const HwCoolingBox *card, double *x, double *y)
{
  gboolean back = hw_part_is_return (fitting->role);

  *x = card->x + card->width + 12;
  *y = card->y + (back ? 140 : 100);
  switch (fitting->role)
    {
    case HW_PART_CDU_SUPPLY_VALVE:
    case HW_PART_CDU_RETURN_VALVE:
      return TRUE;
    case HW_PART_CHECK_VALVE:
    case HW_PART_STRAINER:
      *x = card->x + card->width - 14;
      return TRUE;
    case HW_PART_VESSEL:
      *x = card->x + card->width - 30;
      *y = card->y + 182;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
tell (const HwCoolingBlock *block,
      guint index,
      double x,
      double y,
      double size,
      gboolean (*func) (const HwCoolingSymbol *symbol, gpointer data),
      gpointer data)
{
  const HwLoopFitting *fitting
      = &g_array_index (block->solution->plan->fittings, HwLoopFitting, index);
  HwCoolingSymbol symbol
      = { .part = { block->loop, TRUE, index },
          .icon = icon_of (fitting),
          .state = fitting->closed ? HW_COOLING_PART_CLOSED : HW_COOLING_PART_PLAIN };

  symbol.box = (HwCoolingBox){ x - size / 2, y - size / 2, size, size };
  return func (&symbol, data);
}

/* At the end of the pipes of facility water, of each CDU that has any. Returns: whether @func
 * stopped it */
static gboolean
tell_heat_rejection (const HwCoolingBlock *block,
                     guint index,
                     gboolean (*func) (const HwCoolingSymbol *symbol, gpointer data),
                     gpointer data)
{
  const HwLoopPlan *plan = block->solution->plan;

  for (guint i = 0; i < plan->cdus->len; i++)
    {
      HwCoolingBox card = hw_cooling_cdu_box (block, i);

      if (!g_array_index (plan->cdus, HwLoopCdu, i).rating.to_air
          && tell (block, index, 30, card.y - 32, HW_COOLING_REJECTION, func, data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
place (const HwCoolingBlock *block, const HwLoopFitting *fitting, double *x, double *y)
{
  const HwLoopPlan *plan = block->solution->plan;

  for (guint i = 0; i < plan->cdus->len; i++)
    if (hw_ref_equal (g_array_index (plan->cdus, HwLoopCdu, i).unit, fitting->object)
        && (fitting->role >= HW_PART_CDU_SUPPLY_VALVE))
      {
        HwCoolingBox card = hw_cooling_cdu_box (block, i);
        return place_on_cdu (fitting, &card, x, y);
      }
  return FALSE;
}

static gboolean
tell_pump (const HwCoolingBlock *block,
           guint cdu,
           gboolean (*func) (const HwCoolingSymbol *symbol, gpointer data),
           gpointer data)
{
  const HwLoopCdu *row = &g_array_index (block->solution->plan->cdus, HwLoopCdu, cdu);
  HwCoolingBox card = hw_cooling_cdu_box (block, cdu);
  HwCoolingSymbol symbol = { .part = { block->loop, FALSE, row->link },
                             .box = { card.x + 34, card.y + 188, 22, 22 },
                             .icon = HW_ICON_PUMP,
                             .state = row->off ? HW_COOLING_PART_OFF : HW_COOLING_PART_PLAIN };

  return func (&symbol, data);
}

gboolean
hw_cooling_each_symbol (const HwCoolingLayout *self,
                        const HwCoolingBlock *block,
                        gboolean (*func) (const HwCoolingSymbol *symbol, gpointer data),
                        gpointer data)
{
  const HwLoopPlan *plan = block->solution->plan;
  double x, y;

  for (guint i = 0; i < plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, i);
      if (fitting->role == HW_PART_HEAT_REJECTION && tell_heat_rejection (block, i, func, data))
        return TRUE;
      if (fitting->fitted && place (block, fitting, &x, &y)
          && tell (block, i, x, y, HW_COOLING_VALVE, func, data))
        return TRUE;
    }
  for (guint n = 0; n < block->bands->len; n++)
    {
      const HwCoolingBand *band = &g_array_index (block->bands, HwCoolingBand, n);
      for (guint i = band->first; i < band->first + band->n; i++)
        {
          /* The fittings of a branch stand together. */
          guint balancing = g_array_index (plan->racks, HwLoopRack, i).balancing;
          HwCoolingBox card = hw_cooling_rack_box (band, i);
          for (guint f = balancing - 3; f <= balancing + 1; f++)
            {
              const HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, f);
              if (fitting->fitted && place_on_rack (fitting, &card, &x, &y)
                  && tell (block, f, x, y, HW_COOLING_VALVE, func, data))
                return TRUE;
            }
        }
    }
  for (guint i = 0; i < plan->cdus->len; i++)
    if (tell_pump (block, i, func, data))
      return TRUE;
  return FALSE;
}

typedef struct
{
  double x, y;
  HwCoolingPart *part;
} Point;

static gboolean
is_at (const HwCoolingSymbol *symbol, gpointer data)
{
  Point *point = data;

  if (point->x < symbol->box.x || point->x > symbol->box.x + symbol->box.width
      || point->y < symbol->box.y || point->y > symbol->box.y + symbol->box.height)
    return FALSE;
  *point->part = symbol->part;
  return TRUE;
}

gboolean
hw_cooling_layout_part_at (const HwCoolingLayout *self, double x, double y, HwCoolingPart *part)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, i);
      Point point = { x - block->x, y, part };

      if (y >= block->y && y <= block->y + block->height && point.x >= 0 && point.x <= block->width
          && hw_cooling_each_symbol (self, block, is_at, &point))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const HwCoolingPart *part;
  HwCoolingBox box;
} Same;

static gboolean
is_same (const HwCoolingSymbol *symbol, gpointer data)
{
  Same *same = data;

  same->box = symbol->box;
  return symbol->part.index == same->part->index
         && symbol->part.is_fitting == same->part->is_fitting;
}

gboolean
hw_cooling_layout_find_part (const HwCoolingLayout *self,
                             const HwCoolingPart *part,
                             double *x,
                             double *y,
                             double *width,
                             double *height)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, i);
      Same same = { part, { 0 } };

      if (block->loop != part->loop || !hw_cooling_each_symbol (self, block, is_same, &same))
        continue;
      *x = block->x + same.box.x;
      *y = same.box.y;
      *width = same.box.width;
      *height = same.box.height;
      return TRUE;
    }
  return FALSE;
}

gboolean
hw_cooling_layout_part_rect (const HwCoolingLayout *self,
                             const char *key,
                             double *x,
                             double *y,
                             double *width,
                             double *height)
{
  g_autofree char *id = g_strndup (key, strcspn (key, "/"));
  HwRef rule = hw_design_find (self->design, id);

  for (guint i = 0; rule.table == HW_TABLE_LOOP && i < self->blocks->len; i++)
    {
      const HwCoolingBlock *block = &g_array_index (self->blocks, HwCoolingBlock, i);
      HwCoolingPart part = { block->loop, FALSE, 0 };
      HwLoopPart found;

      if (block->loop != rule.handle
          || !hw_loop_plan_find (block->solution->plan, self->design, key, &found))
        continue;
      part.is_fitting = found.fitting != HW_LOOP_NO_PART;
      part.index = part.is_fitting ? found.fitting : found.link;
      return hw_cooling_layout_find_part (self, &part, x, y, width, height);
    }
  return FALSE;
}
