/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-phases-layout.h"
#include "hw-scene-phases.h"

G_BEGIN_DECLS

/* The inside of the picture of phases. All lengths are those of the layout. */

#define HW_PHASES_ROLE(self, role) ((self)->theme->colours[role])
/* Of what is no object. */
#define HW_PHASES_NO_REF ((HwRef){ HW_TABLE_DESIGN, 0 })

typedef struct
{
  const HwPhasesLayout *layout;
  HwScene *scene;
  const HwTheme *theme;
  HwViewport view;
} HwPhasesPainter;

static inline double
hw_phases_device_x (const HwPhasesPainter *self, double x)
{
  return hw_viewport_x (&self->view, x);
}

static inline double
hw_phases_device_y (const HwPhasesPainter *self, double y)
{
  return hw_viewport_y (&self->view, y);
}

/* Where a phase stands on the axis. */
static inline double
hw_phases_phase_x (const HwPhasesPainter *self, guint index)
{
  return hw_chart_x (&self->layout->axes, self->layout->at[index]);
}

const char *hw_phases_name (const HwPhasesPainter *self, guint index);

/* Returns: the width that it takes */
double hw_phases_draw_text (const HwPhasesPainter *self,
                            double x,
                            double y,
                            double width,
                            const char *string,
                            double size,
                            gboolean bold,
                            HwAlign align,
                            HwRole role,
                            HwColour ground);
void hw_phases_draw_line (const HwPhasesPainter *self,
                          double x0,
                          double y0,
                          double x1,
                          double y1,
                          HwRole role,
                          double width,
                          gboolean dashed);
void hw_phases_draw_card (const HwPhasesPainter *self, const HwRackBox *box);

/* hw-phases-timeline-draw.c: title, legend and rows. */
void hw_phases_draw_timeline (const HwPhasesPainter *self);

G_END_DECLS
