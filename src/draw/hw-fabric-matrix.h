/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"
#include "hw-rack-form.h"

G_BEGIN_DECLS

/* A fabric as tables of how many cables join which switches: leaves by spines, a table for each
 * set of spines, and with three tiers spines by cores, a table for each set of cores. World units
 * are device units at a scale of 1. */

#define HW_FABRIC_CELL_WIDTH 28.0
#define HW_FABRIC_CELL_HEIGHT 22.0
/* Room for the title of a table. */
#define HW_FABRIC_PART_TITLE 30.0

typedef struct
{
  guint8 level; /* %HW_FABRIC_CABLE_SPINE or %HW_FABRIC_CABLE_CORE */
  guint8 plane;
  guint16 fabric;
  guint32 number;  /* of the set of spines or cores, from 0 */
  guint first_row; /* into the order of the matrix */
  guint first_column;
  guint n_rows, n_columns;
  guint first_cell;
  guint cables;                   /* in its cells, working or not */
  guint usual;                    /* that most cells have */
  guint unequal;                  /* cells that have another number */
  guint elsewhere;                /* cables that leave its rows for none of its columns */
  double x, y;                    /* of the first cell */
  double row_names, column_names; /* what they take up before the cells and above them */
} HwFabricMatrixPart;

typedef struct
{
  guint16 cables; /* working or not */
  guint16 dead;   /* of them */
} HwFabricMatrixCell;

/* A cell, or the name of a row or column, whose other index is then negative. */
typedef struct
{
  gint part; /* negative: nothing */
  gint row, column;
} HwFabricMatrixSpot;

#define HW_FABRIC_NO_SPOT ((HwFabricMatrixSpot){ -1, -1, -1 })

typedef struct _HwFabricMatrix HwFabricMatrix;

/* @fabric: must outlive it; @failure: (nullable): read only now */
HwFabricMatrix *hw_fabric_matrix_new (const HwFabric *fabric, const HwFabricFailure *failure);
void hw_fabric_matrix_free (HwFabricMatrix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricMatrix, hw_fabric_matrix_free)

void hw_fabric_matrix_extent (
    const HwFabricMatrix *self, double *x, double *y, double *width, double *height);
/* Returns: (transfer none) (array length=n) */
const HwFabricMatrixPart *hw_fabric_matrix_parts (const HwFabricMatrix *self, guint *n);
HwFabricMatrixCell
hw_fabric_matrix_cell (const HwFabricMatrix *self, guint part, guint row, guint column);
/* The switch of a row or column. */
guint hw_fabric_matrix_row (const HwFabricMatrix *self, guint part, guint row);
guint hw_fabric_matrix_column (const HwFabricMatrix *self, guint part, guint column);

/* Names of rows and columns are written from this scale on. */
#define HW_FABRIC_NAMES_SCALE 0.41
HwFabricMatrixSpot hw_fabric_matrix_at (const HwFabricMatrix *self, double x, double y);
/* Where the cell of two switches is; FALSE where they share no table. */
gboolean hw_fabric_matrix_find (const HwFabricMatrix *self,
                                guint row_node,
                                guint column_node,
                                HwFabricMatrixSpot *spot);
/* The first table that a switch is named in; FALSE where there is none. */
gboolean
hw_fabric_matrix_name_of (const HwFabricMatrix *self, guint node, HwFabricMatrixSpot *spot);
/* World rectangle of a cell or name. */
HwRackBox hw_fabric_matrix_box (const HwFabricMatrix *self, const HwFabricMatrixSpot *spot);

G_END_DECLS
