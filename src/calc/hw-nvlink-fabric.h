/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-input.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* All NVLink domains as one fabric, to be drawn and asked like the others: every rack is a unit,
 * its compute trays are the members, its switch trays the leaves, and nothing joins the units. A
 * "cable" stands for all links between a compute tray and a switch tray. */

/* What the racks' figures say of the domains: the widest one, and where there are any. */
typedef struct
{
  GHashTable *racks; /* set of HwHandle: with parts of a domain */
  guint trays, switches;
  double tray_bit_s;
} HwNvlinkSurvey;

HwNvlinkSurvey *hw_nvlink_survey_new (HwResults *results);
void hw_nvlink_survey_free (HwNvlinkSurvey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwNvlinkSurvey, hw_nvlink_survey_free)

/* @design: as it was surveyed. Returns: (transfer full): without members where no rack has a domain
 */
HwFabricInput *
hw_nvlink_input_new (HwDesign *design, const HwMoment *moment, const HwNvlinkSurvey *survey);

/* What the domains of a design are together. */
typedef struct
{
  guint domains;     /* racks with compute and switch trays */
  guint gpus;        /* of them */
  guint least, most; /* GPUs of a domain */
  guint n_short;     /* racks whose GPUs lack switch trays */
  double byte_s;     /* of all domains, both directions */
} HwNvlinkFigures;

/* Failed trays have no part in them. */
void hw_nvlink_figures (HwResults *results, HwNvlinkFigures *figures);

/* Whether a design has an NVLink domain, or parts of one. */
gboolean hw_nvlink_is_anywhere (HwResults *results);

G_END_DECLS
