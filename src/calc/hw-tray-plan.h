/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-composition.h"
#include "hw-tray.h"

G_BEGIN_DECLS

/* The cable trays of a design: those that follow from the rows of its halls, and those placed. */

/* What a tray came from. */
typedef struct
{
  HwHandle hall;
  HwHandle row;         /* that it runs above; 0: across rows, or above racks of none */
  HwHandle placed;      /* 0: derived */
  gboolean by_fill;     /* nobody has chosen its width */
  guint layers;         /* trays of that width one above the other, all in its depth */
  const char *name;     /* for people, in their language; with the hall where there are several */
  const char *own_name; /* without the hall */
} HwTrayOrigin;

typedef struct
{
  GArray *trays;   /* HwTray; the room is the handle of the hall */
  GArray *origins; /* HwTrayOrigin, by tray */
  GStringChunk *texts;
} HwTrayPlan;

/**
 * hw_tray_plan_new:
 * @moment: (nullable): what stands then; %NULL: all that there is
 *
 * A hall whose rule derives trays has one above each row of racks, as long as the longest, and
 * where there are several rows some across, at both ends and at most 15 m from one another. A
 * placed tray can stand in for that of a row; others come besides.
 *
 * Returns: (transfer full)
 */
HwTrayPlan *hw_tray_plan_new (HwDesign *design, const HwMoment *moment);
void hw_tray_plan_free (HwTrayPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTrayPlan, hw_tray_plan_free)

static inline const HwTray *
hw_tray_plan_get (const HwTrayPlan *self, guint tray)
{
  return &g_array_index (self->trays, HwTray, tray);
}
static inline const HwTrayOrigin *
hw_tray_plan_origin (const HwTrayPlan *self, guint tray)
{
  return &g_array_index (self->origins, HwTrayOrigin, tray);
}
/**
 * hw_tray_plan_widen:
 * @area_m2: that the cables take where the tray is fullest
 *
 * Chooses the section of a tray by_fill: in steps of 150 mm up to 900 mm, the usual widths (6 to 36
 * inches, an assumption), and then in layers of that, until the fill is within the limit. It never
 * gets narrower.
 *
 * Returns: whether it is another
 */
gboolean hw_tray_plan_widen (HwTrayPlan *self, guint tray, double area_m2);
/* What a problem of a tray is about: the placed tray, its row, or the hall. */
HwRef hw_tray_plan_ref (const HwTrayPlan *self, guint tray);

/**
 * hw_tray_plan_keep:
 *
 * Places the derived trays of a hall, so that each can be changed by itself, in the open
 * transaction of its design.
 *
 * Returns: how many were placed
 */
guint hw_tray_plan_keep (HwDesign *design, HwHandle hall);

G_END_DECLS
