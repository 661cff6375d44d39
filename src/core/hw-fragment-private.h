/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fragment.h"

G_BEGIN_DECLS

/* Where a reference of a copied row leads: the handle in the other design, 0: nowhere. */
typedef HwHandle (*HwFragmentMap) (HwTableKind table, HwHandle handle, gpointer data);

/**
 * hw_fragment_translate:
 * @row: of @from; on return of @to
 *
 * Makes texts, products and references of a row those of another design. The parent is left to the
 * caller.
 */
void hw_fragment_translate (
    HwDesign *from, HwDesign *to, HwTableKind table, void *row, HwFragmentMap map, gpointer data);

/* Whether the copy of a device is a member too: another switch in the same role has no place. */
gboolean hw_fragment_member_is_copied (const HwMember *member);

G_END_DECLS
