/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene-report.h"

G_BEGIN_DECLS

/* The parts of the page; sizes of the arguments are device units of the scene. */
typedef struct
{
  HwScene *scene;
  HwResults *results;
  HwDesign *design;
  const HwTheme *theme;
  const char *currency;
  double unit; /* device units of a point */
  HwColour ground;
} HwReport;

/* @size: points. Returns: the width that it takes */
double hw_report_text (const HwReport *self,
                       const HwRackBox *box,
                       const char *text,
                       double size,
                       gboolean bold,
                       HwAlign align,
                       HwRole role);
/* As many lines of @text as the box takes, the last with an ellipsis. Returns: their height */
double hw_report_lines (const HwReport *self,
                        HwRef ref,
                        const HwRackBox *box,
                        const char *text,
                        double size,
                        HwRole role);
/* Draws the heading of a part and takes it off the box. */
void hw_report_heading (const HwReport *self, HwRackBox *box, const char *text, const char *remark);

/* Large figures side by side. */
void hw_report_draw_figures (const HwReport *self, const HwRackBox *box);
#define HW_REPORT_FIGURES 6
/* The total of each, and where in the box for all of them it is. @unit: as of the report */
HwTotal hw_report_figure (guint index, const HwRackBox *all, double unit, HwRackBox *box);
/* The plans of the halls. */
void hw_report_draw_halls (const HwReport *self, const HwRackBox *box);
/* What draws the power, by kind. */
void hw_report_draw_power (const HwReport *self, const HwRackBox *box);
/* What is paid for what, with ranges. */
void hw_report_draw_cost (const HwReport *self, const HwRackBox *box);
/* What it takes and gives over years, and its phases. */
void hw_report_draw_outlook (const HwReport *self, const HwRackBox *box);
/* Both in points. */
double hw_report_outlook_height (const HwReport *self, double width);
void hw_report_draw_problems (const HwReport *self, const HwRackBox *box);
void hw_report_draw_assumptions (const HwReport *self, const HwRackBox *box);

G_END_DECLS
