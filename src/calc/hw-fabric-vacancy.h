/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-input.h"

G_BEGIN_DECLS

/* Where the next members of a fabric stand. Deriving it from all members takes longer than a frame
 * where these are many; what is remembered here finds the same place without asking them. */
typedef struct
{
  gboolean known;     /* else nothing of the rest holds */
  HwFabricRule rule;  /* with its zeros filled in */
  guint32 typical;    /* the product that tells how many ports members have; 0: none does */
  gboolean firm;      /* whatever joins, it stays that one */
  gboolean uniform;   /* all members are of it */
  guint nodes;        /* members without managers */
  guint32 unit, slot; /* nothing before it is free */
} HwFabricVacancy;

/**
 * hw_fabric_vacancy_learn:
 * @design: what @input was made from, of all phases
 * @fabric: (nullable): derived from it, with cables or without
 *
 * Known afterwards where all members and switches have a place, which the design stores. Reads
 * nothing but what it is given, in any thread.
 */
void hw_fabric_vacancy_learn (HwFabricVacancy *self,
                              HwDesign *design,
                              const HwFabricInput *input,
                              const HwFabric *fabric);

/**
 * hw_fabric_vacancy_find:
 * @device: joins the fabric, and is no manager
 * @nodes: members without managers, all those that join with it counted
 * @place: (inout): that of the one before it, of the same rack and step; unit negative: none
 *
 * Returns: %FALSE where it is not known, or all is full
 */
gboolean hw_fabric_vacancy_find (HwFabricVacancy *self,
                                 HwDesign *design,
                                 HwHandle fabric,
                                 HwHandle device,
                                 guint nodes,
                                 HwFabricPlace *place);

/* Follows a change that was made of the design and is no preview. */
void hw_fabric_vacancy_follow (HwFabricVacancy *self, HwHandle fabric, const HwChange *change);

G_END_DECLS
