/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"

G_BEGIN_DECLS

/* What the operations share. */

/* Sets @error to the sentence of @fit. Returns: %FALSE */
gboolean hw_operation_refuse (HwDesign *design, const HwFit *fit, GError **error);

/* Whether neither the object nor the rack that holds it is locked. */
gboolean hw_operation_check_unlocked (HwDesign *design, HwRef ref, GError **error);

/* Makes a copy of a device a member of the fabrics of the original, with places still to be given.
 */
void hw_operation_copy_members (HwDesign *design, HwHandle from, HwHandle to);

/* Whether a device may have that place, and whether an override has a sound key of its own. The
 * checks of hw_operation_check_row() for them. */
gboolean
hw_operation_check_member (HwDesign *design, HwHandle handle, const HwMember *row, GError **error);
gboolean hw_operation_check_override (HwDesign *design,
                                      HwHandle handle,
                                      const HwOverride *row,
                                      GError **error);
/* The same for a price and a rate of exchange: one a product and one a currency. */
/* Whether it is written as ISO 4217 does. */
gboolean hw_operation_check_currency (HwDesign *design, HwSymbol currency, GError **error);
gboolean
hw_operation_check_price (HwDesign *design, HwHandle handle, const HwPrice *row, GError **error);
gboolean hw_operation_check_exchange_rate (HwDesign *design,
                                           HwHandle handle,
                                           const HwExchangeRate *row,
                                           GError **error);
/* The same for a cable tray. */
gboolean
hw_operation_check_tray (HwDesign *design, HwHandle handle, const HwTrayRow *row, GError **error);
/* The same for the climate of the site and its days. */
gboolean hw_operation_check_climate (HwDesign *design, HwHandle handle, GError **error);
gboolean hw_operation_check_climate_day (HwDesign *design,
                                         HwHandle handle,
                                         const HwClimateDay *row,
                                         GError **error);
/* Whether both ends are above the floor of the hall. */
gboolean hw_tray_is_inside (const HwTrayRow *row, const HwHall *hall);

/* The first free row name of @hall after that of @row: "B" after "A", "AA" after "Z".
 * Returns: (transfer full) */
char *hw_operation_next_row_name (HwDesign *design, HwHandle hall, HwHandle row);

/* Counts letters like the columns of a spreadsheet: "A", …, "Z", "AA". Other names get a prime.
 * Returns: (transfer full) */
char *hw_operation_letters_after (const char *name);

/* @name itself where no group has it, else the next. Returns: (transfer full) */
char *hw_operation_free_group_name (HwDesign *design, const char *name);
/* Puts racks into a group, 0: out of theirs, locked or not. */
void hw_operation_set_group (HwDesign *design, const GArray *racks, HwHandle group);

/* Removes groups that have lost their last rack: those of @groups (element-type HwHandle) without
 * one. */
void hw_operation_drop_empty_groups (HwDesign *design, const GArray *groups);

/* @revision was @old: where the title block names that, it names @revision now. */
void hw_operation_follow_revision (HwDesign *design, const HwRevision *old, HwHandle revision);

/* A copy of a rack with devices and reservations, new ids and names, which the caller has checked
 * to fit. */
HwHandle
hw_operation_copy_rack (HwDesign *design, HwHandle rack, HwHandle row, gint32 x_mm, gint32 y_mm);

/* Puts a liquid-cooled rack or a CDU on the loop of the nearest rack that has one, in its row or
 * not far from it. */
void hw_operation_join_near_loop (HwDesign *design, HwHandle rack);

/* Puts a rack without feeds on those of the nearest rack of its row that has some: busways run
 * along rows. Units of power chains take none. */
void hw_operation_take_feeds_of_row (HwDesign *design, HwHandle rack);

G_END_DECLS
