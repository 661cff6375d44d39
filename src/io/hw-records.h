/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* A design as text, object by object: what differ and merger compare. */
typedef struct
{
  HwTableKind table;
  char *id;      /* "" for design and site */
  char *name;    /* for people */
  char *parent;  /* id; "" where it has none */
  char **values; /* as in files, one an attribute of the table's class; %NULL: not given */
  char *foreign; /* XML of foreign namespaces, "" where there is none */
} HwRecord;

/* The records of a design: in the order of dependence, and by id. */
typedef struct
{
  GPtrArray *list;   /* HwRecord, owned */
  GHashTable *by_id; /* "table/id" → HwRecord, borrowed */
} HwRecords;

HwRecords *hw_records_new (HwDesign *design);
void hw_records_free (HwRecords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRecords, hw_records_free)

/* Returns: (nullable): the record of that table and id */
HwRecord *hw_records_find (HwRecords *self, HwTableKind table, const char *id);

/* Gives an object another id, in its own record and in all that refer to it. */
void hw_records_rename (HwRecords *self, HwRecord *record, const char *id);

G_END_DECLS
