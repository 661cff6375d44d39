/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-catalogue.h"
#include "hw-change-set.h"
#include "hw-error.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/* A design: what people decided, as rows in tables. Read freely; change only inside a transaction
 * through the operations of hw-operations-*.h (or the edits of hw-edit.h below them).
 *
 * Signals:
 * "completing" (const HwChangeSet *set): when a transaction or preview has made its edits. What is
 * edited meanwhile belongs to it: places that are given once.
 * "changed" (const HwChangeSet *set): after each commit, undo, redo, preview and end of preview.
 * "history-changed" (): what can be undone or redone, or the clean state, is another.
 *
 * No pointer to a row outlives a change: keep the handle. */
#define HW_TYPE_DESIGN (hw_design_get_type ())
G_DECLARE_FINAL_TYPE (HwDesign, hw_design, HW, DESIGN, GObject)

/* An empty design: one design row, one site row with the stated defaults, no hall. */
HwDesign *hw_design_new (void);

/* The products in use, embedded in the file. */
HwCatalogue *hw_design_get_catalogue (HwDesign *self);

/* --- rows --- */

/* Returns: (transfer none): the row, which must stand; until the next change */
const void *hw_design_row (HwDesign *self, HwTableKind table, HwHandle handle);
gboolean hw_design_has (HwDesign *self, HwTableKind table, HwHandle handle);
guint hw_design_count (HwDesign *self, HwTableKind table);
/* The next standing handle after @handle (0: the first), by handle; 0 at the end. */
HwHandle hw_design_next (HwDesign *self, HwTableKind table, HwHandle handle);
/* One more than the greatest handle, for arrays beside a table. */
HwHandle hw_design_bound (HwDesign *self, HwTableKind table);

/* Children of @parent: devices of a rack from the top, racks, rows and features of a hall,
 * reservations of a rack, places of a device in fabrics. Halls, phases, feeds, loops, fabrics,
 * groups, overrides: @parent 0. */
HwHandle hw_design_first_child (HwDesign *self, HwTableKind table, HwHandle parent);
HwHandle hw_design_next_child (HwDesign *self, HwTableKind table, HwHandle handle);
/* Racks of a row, in no order: see hw_design_row_racks(). */
HwHandle hw_design_first_of_row (HwDesign *self, HwHandle row);
HwHandle hw_design_next_of_row (HwDesign *self, HwHandle rack);
/* Racks of a group, in no order. */
HwHandle hw_design_first_of_group (HwDesign *self, HwHandle group);
HwHandle hw_design_next_of_group (HwDesign *self, HwHandle rack);
/* Members of a fabric, in no order. */
HwHandle hw_design_first_of_fabric (HwDesign *self, HwHandle fabric);
HwHandle hw_design_next_of_fabric (HwDesign *self, HwHandle member);
/* The node or manager that has that place; 0: it is free. No walk. */
HwHandle
hw_design_member_at (HwDesign *self, HwHandle fabric, gint32 unit, gint32 slot, guint rail);
/* The switch that has that position; 0: it is free. No walk. */
HwHandle hw_design_switch_at (HwDesign *self, HwHandle fabric, const char *position);
/* The place of a device in a fabric; 0: none. */
HwHandle hw_design_member_of (HwDesign *self, HwHandle fabric, HwHandle device);
/* The rack that an object is or is in; 0: neither, and for handle 0. */
HwHandle hw_design_rack_of (HwDesign *self, HwRef object);
/* The override of one field; 0: there is none. No walk. */
HwHandle hw_design_find_override (HwDesign *self, const char *key, const char *field);
/* Returns: (transfer full) (element-type HwHandle): racks of @row along it, west to east or north
 * to south; for @row 0 those of @hall that are in no row, by place */
GArray *hw_design_row_racks (HwDesign *self, HwHandle hall, HwHandle row);
/* Returns: (transfer full) (element-type HwHandle): rows of @hall by place, then name */
GArray *hw_design_hall_rows (HwDesign *self, HwHandle hall);

static inline const HwDesignRow *
hw_design_get_title (HwDesign *self)
{
  return hw_design_row (self, HW_TABLE_DESIGN, 1);
}
static inline const HwSite *
hw_design_get_site (HwDesign *self)
{
  return hw_design_row (self, HW_TABLE_SITE, 1);
}
static inline const HwCostRow *
hw_design_get_cost (HwDesign *self)
{
  return hw_design_row (self, HW_TABLE_COST, 1);
}
static inline const HwHall *
hw_design_get_hall (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_HALL, handle);
}
static inline const HwRack *
hw_design_get_rack (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_RACK, handle);
}
static inline const HwDevice *
hw_design_get_device (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_DEVICE, handle);
}
static inline const HwFabricRow *
hw_design_get_fabric (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_FABRIC, handle);
}
static inline const HwPowerRow *
hw_design_get_power (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_POWER, handle);
}
static inline const HwFeed *
hw_design_get_feed (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_FEED, handle);
}
static inline const HwLoop *
hw_design_get_loop (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_LOOP, handle);
}
static inline const HwMember *
hw_design_get_member (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_MEMBER, handle);
}
static inline const HwOverride *
hw_design_get_override (HwDesign *self, HwHandle handle)
{
  return hw_design_row (self, HW_TABLE_OVERRIDE, handle);
}

/* The product of a rack, its assembly (nullable), or of a device. */
const HwProduct *hw_design_rack_product (HwDesign *self, HwHandle rack);
const HwProduct *hw_design_rack_assembly (HwDesign *self, HwHandle rack);
const HwProduct *hw_design_device_product (HwDesign *self, HwHandle device);
/* What people call an object by: the assembly of a rack that is one, else its product, or that of a
 * device. Returns: (nullable): %NULL for anything else, and for handle 0 */
const HwProduct *hw_design_product_of (HwDesign *self, HwRef object);

/* --- names --- */

HwSymbol hw_design_intern (HwDesign *self, const char *text);
const char *hw_design_text (HwDesign *self, HwSymbol symbol);
HwSymbolPool *hw_design_get_symbols (HwDesign *self);
/* Name of an object, else its product's name, else what it is; never empty. Until the next change.
 */
const char *hw_design_name (HwDesign *self, HwRef ref);
/* How many racks and devices have that name; no walk. */
guint hw_design_name_count (HwDesign *self, const char *name);
/* "" for design, site and cost. */
const char *hw_design_id_text (HwDesign *self, HwRef ref, char buffer[HW_ID_SIZE]);
/* The object of that id; handle 0 where there is none. */
HwRef hw_design_find (HwDesign *self, const char *id);
HwRef hw_design_find_id (HwDesign *self, HwId id);
/* That id will soon be looked for: memory that may be far away is asked for now. */
void hw_design_expect_id (HwDesign *self, HwId id);
/* A new id of that table: random, or the next of the sequence after hw_design_seed_ids(). */
HwId hw_design_new_id (HwDesign *self, HwTableKind table);
/* From now on new ids follow from @seed: for templates, whose output is reproducible. 0: random. */
void hw_design_seed_ids (HwDesign *self, guint64 seed);

/* --- attributes as text: files, inspector, diff, merge --- */

/* Returns: (transfer full) (nullable): the value as in files; %NULL where it is not to be written
 */
char *hw_design_attribute_text (HwDesign *self, const HwAttribute *attribute, const void *row);
/**
 * hw_design_attribute_parse:
 * @row: receives the value
 *
 * References and products must be there already. Nothing but @row changes.
 */
gboolean hw_design_attribute_parse (
    HwDesign *self, const HwAttribute *attribute, void *row, const char *text, GError **error);

/* --- phase of what is new --- */

/* What is added from now on is installed in @phase; 0: from the first on. Not part of the history,
 * nor of the file. */
void hw_design_set_new_phase (HwDesign *self, HwHandle phase);
/* @rack: that takes it, 0: none. What comes together with its rack, or in the first phase, has no
 * phase of its own: 0. */
HwHandle hw_design_get_new_phase (HwDesign *self, HwHandle rack);

/* --- transactions --- */

/**
 * hw_design_begin:
 * @label: translated name for the undo list, e.g. "Move 3 racks"
 *
 * Opens a transaction. There is one at a time; an open preview is taken back first.
 */
void hw_design_begin (HwDesign *self, const char *label);
/* As hw_design_begin(), joined with the last transaction if that has the same @merge_key and
 * nothing was undone or saved since: for typing in one field. */
void hw_design_begin_merge (HwDesign *self, const char *label, const char *merge_key);
/* Ends the transaction and tells observers. One without edits leaves no trace. Returns: whether
 * anything changed */
gboolean hw_design_commit (HwDesign *self);
/* Takes the edits of the open transaction back; nobody is told. */
void hw_design_rollback (HwDesign *self);
gboolean hw_design_in_transaction (HwDesign *self);

/* A preview is a transaction that is not kept: begin, operations, show (observers see its effect
 * with HW_CAUSE_PREVIEW), end (taken back, HW_CAUSE_PREVIEW_END). hw_design_preview_begin() while
 * one stands takes that one back first. */
void hw_design_preview_begin (HwDesign *self);
void hw_design_preview_show (HwDesign *self);
void hw_design_preview_end (HwDesign *self);
gboolean hw_design_in_preview (HwDesign *self);
/* Takes the edits of a standing preview back without telling anyone, to read the design as people
 * left it, until hw_design_preview_resume() makes them again. Between the two nothing may change
 * the design. Returns: whether there is a preview to resume */
gboolean hw_design_preview_suspend (HwDesign *self);
void hw_design_preview_resume (HwDesign *self);

/* Building a new design from nothing (reader, templates): edits are not recorded; the end emits
 * HW_CAUSE_RESET and clears the history. */
void hw_design_build_begin (HwDesign *self);
void hw_design_build_end (HwDesign *self);

/* --- history --- */

gboolean hw_design_can_undo (HwDesign *self);
gboolean hw_design_can_redo (HwDesign *self);
/* Label of what would be undone or redone; %NULL where nothing. */
const char *hw_design_undo_label (HwDesign *self);
const char *hw_design_redo_label (HwDesign *self);
gboolean hw_design_undo (HwDesign *self);
gboolean hw_design_redo (HwDesign *self);
/* The present state is the saved one. */
void hw_design_mark_clean (HwDesign *self);
gboolean hw_design_is_clean (HwDesign *self);
/* A number for the present state; undo and redo come back to the same number. */
guint64 hw_design_state (HwDesign *self);

/* --- place --- */

/**
 * hw_design_racks_in:
 * @area: millimetres in the hall
 *
 * Appends the handles of racks whose footprint touches @area, found by a grid index.
 */
void hw_design_racks_in (HwDesign *self,
                         HwHandle hall,
                         gint32 x_mm,
                         gint32 y_mm,
                         gint32 width_mm,
                         gint32 depth_mm,
                         GArray *handles);

G_END_DECLS
