/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fragment.h"

G_BEGIN_DECLS

/* A pasting that is under way. */
typedef struct
{
  HwDesign *design, *fragment;
  const HwPasteTarget *target;
  GArray *made; /* HwRef */
  GArray *lost; /* HwRef of the fragment: feeds, phases and loops that the design lacks */

  /* What goes onto the floor, as rows of the design still at their old places */
  GArray *racks;    /* HwRack */
  GArray *origins;  /* HwHandle: the same in the fragment */
  GArray *features; /* HwFeature */
  gint32 dx, dy;
} HwPaste;

/* @row: of @fragment, becomes one of @design that has no id yet */
void hw_paste_adopt_row (HwPaste *self, HwTableKind table, void *row);
/* The name itself where it is free. */
HwSymbol hw_paste_free_name (HwPaste *self, HwSymbol symbol);
/* @chosen: it is what was pasted, not something that it holds */
HwHandle hw_paste_insert (HwPaste *self, HwTableKind table, const void *row, gboolean chosen);
/* Fabrics that this design has too; the copy gets a place of its own in them. */
void hw_paste_put_members (HwPaste *self, HwHandle origin, HwHandle device);

/* Takes racks and floor features of the fragment over into @racks, @origins and @features. */
void hw_paste_collect_floor (HwPaste *self);
/* By how far they move. Returns: %FALSE with @error: they fit nowhere */
gboolean hw_paste_find_floor (HwPaste *self, GError **error);
/* With what the racks hold, and with their groups. */
void hw_paste_put_floor (HwPaste *self);

G_END_DECLS
