/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-handle.h"

G_BEGIN_DECLS

typedef enum
{
  HW_CHANGE_INSERT,
  HW_CHANGE_REMOVE,
  HW_CHANGE_SET,
} HwChangeKind;

typedef struct
{
  HwChangeKind kind;
  HwTableKind table;
  HwHandle handle;
  const void *before; /* the row before; %NULL for an insertion */
  const void *after;  /* the row after; %NULL for a removal */
} HwChange;

typedef enum
{
  HW_CAUSE_COMMIT,
  HW_CAUSE_UNDO,
  HW_CAUSE_REDO,
  HW_CAUSE_PREVIEW,     /* the preview's edits have been made */
  HW_CAUSE_PREVIEW_END, /* and taken back */
  HW_CAUSE_RESET,       /* the whole design is new: no single changes are listed */
} HwCause;

/* What one commit, undo, redo or preview changed, in the order of the edits; the same object may
 * come several times. Valid during the signal only. */
typedef struct
{
  HwCause cause;
  const char *label; /* nullable */
  const HwChange *changes;
  guint n_changes;
} HwChangeSet;

G_END_DECLS
