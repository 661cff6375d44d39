/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-input.h"

G_BEGIN_DECLS

/* What is gathered of a design before it describes a fabric. */

/* A member or switch before it is described. */
typedef struct
{
  HwHandle device;
  HwHandle member; /* 0: none stored */
  guint64 order;
} HwFabricFound;

typedef struct
{
  HwDesign *design;
  HwHandle handle;
  const HwFabricRow *row;
  const HwMoment *moment;
  const HwProduct *switch_product; /* nullable */
  GArray *nodes, *switches;        /* HwFabricFound */
  GArray *rack_ranks;              /* guint32 by rack; (nullable) until somebody asks */
  GByteArray *takes;               /* by product number: what it can be */
} HwFabricGathering;

static inline const HwProduct *
hw_fabric_product (HwDesign *design, guint32 number)
{
  return hw_catalogue_get (hw_design_get_catalogue (design), number);
}

/* A fabric manager has ports in the fabric, though how many is not published. */
gboolean hw_fabric_is_manager (const HwProduct *product);

/* A figure; 0 where it is not known. @product: (nullable) */
double hw_fabric_known (const HwProduct *product, HwField field);
/* The nearest whole number; 0 where it is none of ports. */
guint hw_fabric_to_count (double value);
/* Ports that a product states for the kind of network; 0: none. @product: (nullable) */
double hw_fabric_stated_ports (HwFabricGathering *self, const HwProduct *product);
/* Their speed, bit/s; 0: not stated. @product: (nullable) */
double hw_fabric_stated_speed (HwFabricGathering *self, const HwProduct *product);

/* The rule, by the fabric's row and what its members and switch state. */
void hw_fabric_set_rule (HwFabricGathering *self, HwFabricInput *input);

G_END_DECLS
