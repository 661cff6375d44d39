/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"

G_BEGIN_DECLS

/* Switches, members and cables of a fabric that are taken for failed, and who loses by it. */

typedef struct
{
  const HwFabric *fabric;
  guint8 *nodes;  /* by node: failed */
  guint8 *cables; /* by cable */
  guint n_failed;
} HwFabricFailure;

HwFabricFailure *hw_fabric_failure_new (const HwFabric *fabric);
/* Returns: (transfer full) */
HwFabricFailure *hw_fabric_failure_copy (const HwFabricFailure *self);
void hw_fabric_failure_free (HwFabricFailure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricFailure, hw_fabric_failure_free)

void hw_fabric_failure_add_node (HwFabricFailure *self, guint node);
void hw_fabric_failure_add_cable (HwFabricFailure *self, guint cable);
/**
 * hw_fabric_failure_add_key:
 * @key: id of a member or device, name of a switch, or "ID:PORT" for the cable there
 *
 * Returns: %FALSE where there is no such thing
 */
gboolean hw_fabric_failure_add_key (HwFabricFailure *self, HwFabric *fabric, const char *key);

/* Whether a cable works: it is whole, and so are both its ends. @self may be %NULL. */
static inline gboolean
hw_fabric_works (const HwFabricFailure *self, const HwFabricCable *cables, guint cable)
{
  return self == NULL
         || (!self->cables[cable] && !self->nodes[cables[cable].low]
             && !self->nodes[cables[cable].high]);
}

/* A member that works and has lost ports. Ports are bits from 0 for port 1. */
typedef struct
{
  guint32 member;
  guint64 dead[2];    /* without a working cable */
  guint64 cut_off[2]; /* their leaf has no way to any other leaf, though there are others */
  guint n_lost;       /* of both */
} HwFabricLoss;

/* Returns: (transfer full) (element-type HwFabricLoss): by member */
GArray *hw_fabric_failure_losses (const HwFabricFailure *self);

G_END_DECLS
