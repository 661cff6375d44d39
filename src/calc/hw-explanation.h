/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"
#include "hw-sum.h"
#include "hw-handle.h"

G_BEGIN_DECLS

/* How a figure came about: a tree of contributions that ends in cited figures or stated
 * assumptions. */
typedef struct _HwExplanation HwExplanation;
struct _HwExplanation
{
  char *label; /* "18 × GB200 compute tray", "Rack remainder of NVIDIA GB200 NVL72" */
  HwSum sum;   /* of this node, all counts included */
  HwDimension dimension;
  double count;        /* how many alike; 1 otherwise */
  char *formula;       /* nullable: "18 × 6.5 kW" */
  char *note;          /* nullable */
  char *source;        /* nullable: title of the source */
  char *address;       /* nullable */
  char *date;          /* nullable */
  char basis;          /* D T C E A, U a person's own, 0 for sums */
  char confidence;     /* h m l, 0 for sums */
  HwRef ref;           /* the object that it is about; handle 0: none */
  GPtrArray *children; /* (element-type HwExplanation) */
};

HwExplanation *hw_explanation_new (const char *label, HwDimension dimension);
void hw_explanation_free (HwExplanation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwExplanation, hw_explanation_free)

/* Takes @child. Returns: @child */
HwExplanation *hw_explanation_add (HwExplanation *self, HwExplanation *child);
/* A leaf for @count of a product's figure. */
HwExplanation *hw_explanation_new_figure (const char *label, double count, const HwFigure *figure);
/* Copies source, basis and confidence of @figure. */
void hw_explanation_cite (HwExplanation *self, const HwFigure *figure);

/* Word for a basis or confidence, translated: 'D' "read in the source". */
const char *hw_basis_label (char basis);
const char *hw_confidence_label (char confidence);

G_END_DECLS
