/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A row of a table; 0 is none. Valid while the row stands, and again after its removal is undone.
 * For memory only: files name objects by id. */
typedef guint32 HwHandle;

/* The tables of a design, in the order of dependence. */
typedef enum
{
  HW_TABLE_DESIGN,   /* one row: name, title block */
  HW_TABLE_SITE,     /* one row: voltage, altitude, currency, assumptions */
  HW_TABLE_COST,     /* one row: assumptions of the cost of building and running */
  HW_TABLE_PHASE,    /* build-out phases, in order */
  HW_TABLE_POWER,    /* rules of power chains, from the utility to the feeds */
  HW_TABLE_FEED,     /* electrical feeds of the site */
  HW_TABLE_LOOP,     /* rules of liquid cooling loops */
  HW_TABLE_REVISION, /* issues of the drawings, by date */
  HW_TABLE_CLIMATE,  /* one row or none: the weather of the site */
  HW_TABLE_CLIMATE_DAY,
  HW_TABLE_PRICE,         /* prices that a person states for products */
  HW_TABLE_EXCHANGE_RATE, /* of currencies to that of the site */
  HW_TABLE_HALL,
  HW_TABLE_FABRIC,      /* rules of networks: compute, storage, management */
  HW_TABLE_GROUP,       /* racks that belong together, of whichever rows: a pod */
  HW_TABLE_FEATURE,     /* columns, keep-outs, doors and notes of a hall's floor */
  HW_TABLE_ROW,         /* lines of racks of a hall */
  HW_TABLE_TRAY,        /* cable trays above a hall that a person placed */
  HW_TABLE_RACK,        /* everything that stands on the floor of a hall */
  HW_TABLE_RESERVATION, /* units of a rack kept free */
  HW_TABLE_DEVICE,      /* what is mounted in a rack */
  HW_TABLE_MEMBER,      /* places of a device in fabrics */
  HW_TABLE_OVERRIDE,    /* what a person changed of what is derived */
  HW_N_TABLES,
} HwTableKind;

/* An object of a design, in any table. */
typedef struct
{
  HwTableKind table;
  HwHandle handle; /* 0 is none */
} HwRef;

#define HW_REF(kind, h) ((HwRef){ (kind), (h) })

static inline gboolean
hw_ref_equal (HwRef a, HwRef b)
{
  return a.handle == b.handle && (a.table == b.table || a.handle == 0);
}

G_END_DECLS
