/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling-layout.h"

G_BEGIN_DECLS

/* Draws the diagrams of loops into a part of a scene; shared by the files that draw their parts.
 * Coordinates are those of the diagram. */
typedef struct
{
  HwScene *scene;
  const HwTheme *theme;
  HwViewport view;
  const HwCoolingLayout *layout;
  const HwCoolingBlock *block;
  const HwLoopPlan *plan;
  const HwLoopSolution *solution;
  GArray *runs; /* nullable: HwCoolingRun, of the pipes that are drawn */
} HwCoolingPainter;

/* hw-cooling-ink.c */
double hw_cooling_x (const HwCoolingPainter *self, double x);
double hw_cooling_y (const HwCoolingPainter *self, double y);
double hw_cooling_text (HwCoolingPainter *self,
                        HwRef ref,
                        double x,
                        double y,
                        double width,
                        const char *string,
                        double size,
                        gboolean bold,
                        HwAlign align,
                        HwRole role,
                        HwColour ground);
void hw_cooling_card (HwCoolingPainter *self,
                      HwRef ref,
                      const HwCoolingBox *box,
                      HwColour fill,
                      HwColour stroke,
                      double line);
/* Pipes of the return have a light core, so that they are told apart without colour; wider pipes
 * carry more. @flow_m3_s: from the first end to the other; negative: back. @celsius: NAN: not known
 */
void hw_cooling_pipe (HwCoolingPainter *self,
                      double x0,
                      double y0,
                      double x1,
                      double y1,
                      gboolean back,
                      double flow_m3_s,
                      double celsius);
/* The colour of a temperature, on the scale of the layout. */
HwColour hw_cooling_warmth (const HwCoolingPainter *self, double celsius);
void hw_cooling_hairline (
    HwCoolingPainter *self, double x0, double y0, double x1, double y1, HwRole role);
/* What is worst about an object. Returns: (nullable) */
const HwLoopFinding *hw_cooling_worst (const HwCoolingPainter *self, HwRef ref);
HwRole hw_cooling_severity_role (const HwLoopFinding *finding);
HwIcon hw_cooling_severity_icon (const HwLoopFinding *finding);
/* A dash where it is not known. Returns: (transfer full) */
char *hw_cooling_number (const char *format, double number);

/* Steps of the scale of temperatures. */
#define HW_COOLING_SCALE_STEPS 20
/* Below this scale a loop is a card with its figures. */
#define HW_COOLING_FAR 0.1

/* The parts */
void hw_cooling_draw_title (HwCoolingPainter *self);
void hw_cooling_draw_rack (HwCoolingPainter *self, const HwCoolingBand *band, guint index);
void hw_cooling_draw_bands (HwCoolingPainter *self);
void hw_cooling_draw_risers (HwCoolingPainter *self);
void hw_cooling_draw_cdu (HwCoolingPainter *self, guint index);
/* What is worst about a rack or CDU in a few words below its card. */
void hw_cooling_draw_remark (HwCoolingPainter *self,
                             HwRef ref,
                             const HwCoolingBox *card,
                             const HwLoopFinding *finding);
/* Icons of what is wrong with pipes and fittings, beside them. */
void hw_cooling_draw_marks (HwCoolingPainter *self);
/* Whether texts of parts would be too small to read: then what matters most keeps its size. */
gboolean hw_cooling_is_half_far (const HwCoolingPainter *self);
/* A text of that kind in a card. @line: from the top, and how many there are; @brief: (nullable):
 * in its place where there is no room */
void hw_cooling_far_text (HwCoolingPainter *self,
                          HwRef ref,
                          const HwCoolingBox *card,
                          guint line,
                          guint n_lines,
                          const char *text,
                          const char *brief,
                          HwRole role,
                          HwColour ground);
/* From afar: a title that can still be read, or the whole loop as a card with its figures. */
void hw_cooling_draw_far_title (HwCoolingPainter *self);
void hw_cooling_draw_far (HwCoolingPainter *self);

G_END_DECLS
