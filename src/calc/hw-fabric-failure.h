/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"

G_BEGIN_DECLS

/* Switches, members and cables of a fabric that are taken for failed, and who loses by it. */

typedef struct
{
  const HwFabric *fabric;
  guint8 *nodes;                        /* by node: failed */
  guint8 *cables;                       /* by cable */
  GArray *failed_nodes, *failed_cables; /* guint: the same, in the order of adding */
  guint n_failed;                       /* of both */
} HwFabricFailure;

HwFabricFailure *hw_fabric_failure_new (const HwFabric *fabric);
/* Returns: (transfer full) */
HwFabricFailure *hw_fabric_failure_copy (const HwFabricFailure *self);
void hw_fabric_failure_free (HwFabricFailure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricFailure, hw_fabric_failure_free)

void hw_fabric_failure_add_node (HwFabricFailure *self, guint node);
void hw_fabric_failure_add_cable (HwFabricFailure *self, guint cable);
/* All that @other takes for failed, of the same fabric. */
void hw_fabric_failure_add (HwFabricFailure *self, const HwFabricFailure *other);
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

static inline guint
hw_fabric_count_ports_lost (const guint64 ports[2])
{
  return (guint)(__builtin_popcountll (ports[0]) + __builtin_popcountll (ports[1]));
}

G_END_DECLS
