/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-carry.h"

G_BEGIN_DECLS

/* Shared by the files of HwCarry only. */

typedef enum
{
  HW_CARRY_NOWHERE,
  HW_CARRY_SLOT,
  HW_CARRY_FLOOR,
} HwCarryPlace;

struct _HwCarry
{
  HwDocument *document;
  HwDesign *design;
  HwResults *results;

  /* What */
  HwCatalogue *from;        /* of a product to add */
  const HwProduct *product; /* that, or of the grabbed object */
  GArray *handles;          /* moved objects, sorted */
  GArray *features;         /* of the floor, that go along with racks */
  GArray *trays;            /* likewise */
  HwRef grabbed;
  HwSnapshot before;

  /* Where */
  HwCarryPlace place;
  HwHandle rack;
  HwSlot wanted; /* before snapping */
  HwSlot slot;
  HwHandle hall;
  HwHandle row;
  gint32 wanted_x, wanted_y;
  gint32 x, y;
  gint16 rotation;
  gboolean exact;      /* does not snap */
  gint16 own_rotation; /* before it took that of a neighbour */

  /* What comes of it */
  HwHandle previewed;      /* device that the open preview has made or moved, 0: none */
  HwHandle previewed_rack; /* rack that it has made */
  gboolean fits;
  gboolean warns;
  gboolean full; /* something else is in the way, as opposed to: it can never stand there */
  char *heading;
  char *reason;
  char *brief;
  GArray *consequences;
};

G_END_DECLS
