/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-layout.h"

G_BEGIN_DECLS

/* Draws one-line diagrams into a part of a scene; shared by the files that draw their parts. */
typedef struct
{
  HwScene *scene;
  const HwTheme *theme;
  HwViewport view;
  const HwPowerLayout *layout;
  const HwPowerBlock *block;
  gboolean near; /* texts of parts can be read */
} HwPowerPainter;

/* What is wrong with a part; the last is worst. */
typedef enum
{
  HW_POWER_FINE,
  HW_POWER_CAPPED,
  HW_POWER_OVER,
  HW_POWER_DEAD, /* without a source */
  HW_POWER_OFF,  /* by an override */
  HW_POWER_TRIPPED,
  HW_POWER_FAILED,
} HwPowerCondition;

/* --- hw-power-ink.c --- */

/* Colours of systems; their lines differ in pattern too. */
HwColour hw_power_colour (const HwTheme *theme, HwSide system);
/* A line of a system, device units. @live: something flows */
void hw_power_line (HwScene *scene,
                    HwSide system,
                    gboolean live,
                    double x0,
                    double y0,
                    double x1,
                    double y1,
                    double width);
double hw_power_x (const HwPowerPainter *self, double x);
double hw_power_y (const HwPowerPainter *self, double y);
/* The same in world units. */
void hw_power_wire (HwPowerPainter *self,
                    HwSide system,
                    gboolean live,
                    double x0,
                    double y0,
                    double x1,
                    double y1,
                    double width);
void hw_power_text (HwPowerPainter *self,
                    double x,
                    double y,
                    double width,
                    const char *string,
                    double size,
                    gboolean bold,
                    HwAlign align,
                    HwRole role,
                    HwRole ground);
/* What fills of a bar a load takes of its limit; nothing where there is no limit. World units */
void
hw_power_gauge (HwPowerPainter *self, double x, double y, double width, double load, double limit);
/* In world units. Whether any of it is in sight. */
gboolean hw_power_sees (const HwPowerPainter *self, const HwPowerBox *box);
/* Of outlines and symbols, and of texts. */
HwRole hw_power_condition_role (HwPowerCondition condition);
HwRole hw_power_condition_ink (HwPowerCondition condition);

/* --- hw-power-text.c --- */

HwPowerCondition hw_power_node_condition (const HwPowerLayout *layout, guint node);
HwPowerCondition hw_power_tap_condition (const HwPowerLayout *layout, HwHandle rack, guint tap);
HwPowerCondition hw_power_rack_condition (const HwPowerLayout *layout, HwHandle rack);
/* "failed", "tripped, round 2". Returns: (transfer full) (nullable): %NULL of what is fine */
char *hw_power_condition_text (HwPowerCondition condition, guint round);
/* One of a role, in words. */
const char *hw_power_element_name (HwPowerRole role);
/* "812 of 1 000 kW", "812 kW" without a limit. Returns: (transfer full) */
char *hw_power_load_text (double load_w, double limit_w);
/* "81 %"; NULL without a limit. Returns: (transfer full) (nullable) */
char *hw_power_share_text (double load_w, double limit_w);
/* "L1–L2"; of three phases "3 ~". Returns: (transfer full) */
char *hw_power_phase_text (const HwPowerNode *node);
/* "13.8 kV". Returns: (transfer full) (nullable): %NULL where it is not known */
char *hw_power_utility_text (const HwPowerRow *row);
/* "busway of 800 A". Returns: (transfer full) */
char *hw_power_distribution_text (const HwPowerRow *row);

/* --- the parts --- */

/* Texts stand so far right of the line through a unit. */
#define HW_POWER_TEXT_X 30.0

/* Where the title of the block ends, device units. hw-scene-power.c */
double hw_power_title_end (const HwPowerPainter *self);
void hw_power_draw_unit (HwPowerPainter *self, const HwPowerSpot *spot);
void hw_power_draw_stages (HwPowerPainter *self);
void hw_power_draw_trunks (HwPowerPainter *self);
void hw_power_draw_feeds (HwPowerPainter *self, const HwPowerBand *band);
void hw_power_draw_racks (HwPowerPainter *self, const HwPowerBand *band);
/* Whether the racks of a band are one box that is as high as the names of its feeds. */
gboolean hw_power_bundle_is_all (const HwPowerPainter *self, const HwPowerBand *band);

G_END_DECLS
