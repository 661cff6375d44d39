/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"
#include "hw-weather.h"

G_BEGIN_DECLS

/* What a person does to a design, made of primitive edits. All want an open transaction, preview or
 * build, take part in it, and ask hw-placement.h. On failure they change nothing, return 0 or FALSE
 * and set @error (HW_CORE_ERROR_REFUSED with the sentence of hw_fit_message()). Products may be
 * given from any catalogue: they are adopted. @from is the catalogue that holds @product and its
 * parts. */

HwHandle
hw_operation_add_hall (HwDesign *design, const char *name, gint32 width_mm, gint32 depth_mm);
HwHandle hw_operation_add_row (HwDesign *design, HwHandle hall, const char *name);

/**
 * hw_operation_add_rack:
 * @product: a rack, a floor product, or an assembly, which comes with its devices. What is
 *   liquid-cooled, and CDUs, join the cooling loop of the nearest rack that is on one; whatever is
 *   no unit of a power chain is fed like the nearest rack of its row that is
 * @row: 0: none
 * @name: (nullable): otherwise the next free name of the row, e.g. "A05"
 */
HwHandle hw_operation_add_rack (HwDesign *design,
                                HwHandle hall,
                                HwHandle row,
                                HwCatalogue *from,
                                const HwProduct *product,
                                const char *name,
                                gint32 x_mm,
                                gint32 y_mm,
                                gint16 rotation,
                                GError **error);

/* @name: (nullable): otherwise the next free one, e.g. "dgx-b200-03" */
HwHandle hw_operation_add_device (HwDesign *design,
                                  HwHandle rack,
                                  HwCatalogue *from,
                                  const HwProduct *product,
                                  const char *name,
                                  const HwSlot *slot,
                                  GError **error);

gboolean hw_operation_move_device (
    HwDesign *design, HwHandle device, HwHandle rack, const HwSlot *slot, GError **error);
/* @row: the row that it joins, 0: none */
gboolean hw_operation_move_rack (HwDesign *design,
                                 HwHandle rack,
                                 HwHandle hall,
                                 HwHandle row,
                                 gint32 x_mm,
                                 gint32 y_mm,
                                 gint16 rotation,
                                 GError **error);
/* Racks by the same way, all or none. @racks: (element-type HwHandle) */
gboolean hw_operation_shift_racks (
    HwDesign *design, const GArray *racks, gint32 dx_mm, gint32 dy_mm, GError **error);

/* Removes any objects; locked ones are refused. @refs: (array length=n) */
gboolean hw_operation_remove (HwDesign *design, const HwRef *refs, guint n, GError **error);

/**
 * hw_operation_move_devices:
 * @devices: (element-type HwHandle): move together; they are not in each other's way
 * @anchor: the one of them that goes to @slot of @rack; the others keep their distance from it, in
 * units, and go to the same rack; those in channels stay in theirs and move along by rack only
 *
 * All or none.
 */
gboolean hw_operation_move_devices (HwDesign *design,
                                    const GArray *devices,
                                    HwHandle anchor,
                                    HwHandle rack,
                                    const HwSlot *slot,
                                    GError **error);
/* The same units up (or, negative, down) for each device in its own rack, all or none. */
gboolean hw_operation_shift_devices (HwDesign *design,
                                     const GArray *devices,
                                     int half_units,
                                     GError **error);

/**
 * hw_operation_replace_product:
 * @refs: (array length=n): devices or racks
 * @product: takes the place of each one's product; name, place and id stay
 *
 * All or none. A rack that came as an assembly stops being one.
 */
gboolean hw_operation_replace_product (HwDesign *design,
                                       const HwRef *refs,
                                       guint n,
                                       HwCatalogue *from,
                                       const HwProduct *product,
                                       GError **error);

/* --- groups of racks: hw-operations-group.c --- */

/**
 * hw_operation_group_racks:
 * @racks: (element-type HwHandle): at least one; they leave the groups that they are in
 * @name: (nullable): otherwise hw_operation_next_group_name()
 *
 * Returns: the new group, 0 with @error where a rack is locked
 */
HwHandle
hw_operation_group_racks (HwDesign *design, const GArray *racks, const char *name, GError **error);
/* Takes racks out of their groups, all or none. @racks: (element-type HwHandle) */
gboolean hw_operation_ungroup_racks (HwDesign *design, const GArray *racks, GError **error);
/* "Pod 3" after "Pod 2"; @like: (nullable): otherwise "Group 1" and so on.
 * Returns: (transfer full) */
char *hw_operation_next_group_name (HwDesign *design, const char *like);
/**
 * hw_operation_group_copies:
 * @origins: (element-type HwHandle): racks
 * @copies: (element-type HwHandle): their copies, a whole set of @origins after the other; as
 *   copied, in the groups of the originals
 *
 * Where all racks of a group were copied, each set of copies becomes a group of its own.
 */
void hw_operation_group_copies (HwDesign *design, const GArray *origins, const GArray *copies);

/* --- contained aisles: hw-operations-containment.c --- */

/**
 * hw_operation_contain_aisle:
 * @rows: (element-type HwHandle): two or more, on both sides of one aisle
 *
 * Names the aisle after the first and the last of the rows; they leave the containments that they
 * are in. Refused where another row stands between, or where the rows meet.
 */
gboolean hw_operation_contain_aisle (HwDesign *design, const GArray *rows, GError **error);
/* Takes the containments of rows away, for all rows that share them. */
void hw_operation_open_aisle (HwDesign *design, const GArray *rows);

typedef enum
{
  HW_EDGE_WEST,
  HW_EDGE_EAST,
  HW_EDGE_NORTH,
  HW_EDGE_SOUTH,
} HwEdge;

/* Racks and features of one hall to the outermost of their edges, all or none.
 * @things: (array length=n) */
gboolean
hw_operation_align (HwDesign *design, const HwRef *things, guint n, HwEdge edge, GError **error);
/* Equal gaps between the outermost of them, west to east or north to south, all or none. */
gboolean hw_operation_distribute (
    HwDesign *design, const HwRef *things, guint n, gboolean south, GError **error);

/**
 * hw_operation_duplicate_grid:
 * @columns: @rows: how many of each rack there are to be in all, at least 1
 * @pitch_x_mm: @pitch_y_mm: from one to the next
 *
 * Copies racks over a grid, rows of the hall included: the copies of a row's racks in the same line
 * stay in that row, those of other lines get a new row named onwards.
 *
 * Returns: (transfer full) (element-type HwHandle) (nullable): the copies, %NULL with @error
 */
GArray *hw_operation_duplicate_grid (HwDesign *design,
                                     const GArray *racks,
                                     guint columns,
                                     guint rows,
                                     gint32 pitch_x_mm,
                                     gint32 pitch_y_mm,
                                     GError **error);

/* New objects with the stated attributes; 0 with @error where they are in the way. */
HwHandle hw_operation_add_reservation (HwDesign *design,
                                       HwHandle rack,
                                       const char *name,
                                       gint16 position,
                                       gint16 half_units,
                                       HwFace face,
                                       gboolean both,
                                       GError **error);
HwHandle hw_operation_add_feature (HwDesign *design,
                                   HwHandle hall,
                                   HwFeatureKind kind,
                                   const char *name,
                                   const HwArea *area,
                                   GError **error);
HwHandle hw_operation_add_feed (HwDesign *design,
                                const char *name,
                                HwSide side,
                                double voltage_v,
                                double current_a,
                                HwBreakerRule rule);
/* After all phases that there are. */
HwHandle hw_operation_add_phase (HwDesign *design, const char *name, const char *date);

/**
 * hw_operation_shift_floor:
 * @racks: (element-type HwHandle):
 * @features: (element-type HwHandle): columns, keep-outs, doors and notes
 * @trays: (nullable) (element-type HwHandle): placed cable trays
 *
 * Racks, features and trays of one hall by the same way, all or none; they are not in each other's
 * way where they stood.
 */
gboolean hw_operation_shift_floor (HwDesign *design,
                                   const GArray *racks,
                                   const GArray *features,
                                   const GArray *trays,
                                   gint32 dx_mm,
                                   gint32 dy_mm,
                                   GError **error);
/* A copy at the next free place beside it, named onwards: "Column 2". A door stays in its wall. */
HwHandle hw_operation_duplicate_feature (HwDesign *design, HwHandle feature, GError **error);
/* Features over a grid, as hw_operation_duplicate_grid(). */
GArray *hw_operation_duplicate_features (HwDesign *design,
                                         const GArray *features,
                                         guint columns,
                                         guint rows,
                                         gint32 pitch_x_mm,
                                         gint32 pitch_y_mm,
                                         GError **error);

/* --- networks: hw-operations-network.c --- */

/* @name: (nullable): otherwise the next free one, e.g. "tcs1", "power1" or "compute1" */
HwHandle hw_operation_add_power (HwDesign *design, const char *name);
HwHandle hw_operation_add_loop (HwDesign *design, const char *name);
HwHandle hw_operation_add_fabric (HwDesign *design, HwFabricUse kind, const char *name);
/**
 * hw_operation_set_place:
 * @role: node or manager
 * @unit: @slot: @rail: 1 the first; unit and slot 0: a member without a place
 *
 * Makes a device a member of a fabric with a place, or gives it another one.
 *
 * Returns: the member, 0 with @error where the place is taken
 */
HwHandle hw_operation_set_place (HwDesign *design,
                                 HwHandle fabric,
                                 HwHandle device,
                                 HwMemberRole role,
                                 gint32 unit,
                                 gint32 slot,
                                 guint rail,
                                 GError **error);
/**
 * hw_operation_set_position:
 * @position: (nullable): the switch that it is, as the fabric names it; %NULL: one without a
 * position
 *
 * Makes a device a switch of a fabric.
 *
 * Returns: the member, 0 with @error where the position is taken
 */
HwHandle hw_operation_set_position (
    HwDesign *design, HwHandle fabric, HwHandle device, const char *position, GError **error);
/**
 * hw_operation_set_override:
 * @key: see hw-override-key.h
 * @field: what of it
 * @value: (nullable): as text; %NULL sets it back to what follows from the rule
 */
gboolean hw_operation_set_override (
    HwDesign *design, const char *key, const char *field, const char *value, GError **error);
/* Removes overrides of what is gone. Returns: how many */
guint hw_operation_remove_idle_overrides (HwDesign *design);

/* --- cable trays: hw-operations-tray.c --- */

/**
 * hw_operation_add_tray:
 * @name: (nullable):
 *
 * A tray along a straight line of a hall's floor, with height and section by the rule of the hall.
 *
 * Returns: the tray, 0 with @error where it does not fit into the hall
 */
HwHandle hw_operation_add_tray (HwDesign *design,
                                HwHandle hall,
                                const char *name,
                                gint32 x1_mm,
                                gint32 y1_mm,
                                gint32 x2_mm,
                                gint32 y2_mm,
                                GError **error);

/* Moves a tray where it still lies in its hall; one that is locked stays. */
gboolean hw_operation_shift_tray (
    HwDesign *design, HwHandle tray, gint32 dx_mm, gint32 dy_mm, GError **error);

/* --- phases: hw-operations-phase.c --- */

/* Whether rows of a table may be installed and removed by phase. */
gboolean hw_operation_has_phases (HwTableKind table);
/* Returns: (transfer full) (element-type HwHandle): the phases in their order */
GArray *hw_operation_phases (HwDesign *design);
/**
 * hw_operation_move_phase:
 * @by: places towards the end, negative: towards the beginning
 *
 * Refused where two things that took turns in one place would then stand there together, or one
 * would be removed before it is installed.
 */
gboolean hw_operation_move_phase (HwDesign *design, HwHandle phase, int by, GError **error);
/* Refused while something is installed or removed in it. */
gboolean hw_operation_remove_phase (HwDesign *design, HwHandle phase, GError **error);
/* How many objects are installed in a phase, and how many are removed. */
void hw_operation_count_phase (HwDesign *design, HwHandle phase, guint *installed, guint *removed);

/* An issue of the drawings. It becomes the revision of the title block. */
HwHandle hw_operation_add_revision (
    HwDesign *design, const char *name, const char *date, const char *drawn, const char *note);
/* Where the title block names it, it names the latest of the others then. */
void hw_operation_remove_revision (HwDesign *design, HwHandle revision);
/* After that of the latest: "P02" after "P01", "B" after "A". Returns: (transfer full) */
char *hw_operation_next_revision_name (HwDesign *design);

/* --- climate: hw-operations-climate.c --- */

/* The weather becomes that of the site, in place of what there was. Returns: the climate */
HwHandle hw_operation_set_climate (HwDesign *design, const HwWeather *weather);
void hw_operation_remove_climate (HwDesign *design);

/* A copy with new ids in the next free slot of the same rack, upwards first, then below; where it
 * is full, in the next racks of its row, in the same units or else the lowest that are free. */
HwHandle hw_operation_duplicate_device (HwDesign *design, HwHandle device, GError **error);
/* A copy of a rack with all its devices at the next free place along its row. */
HwHandle hw_operation_duplicate_rack (HwDesign *design, HwHandle rack, GError **error);

/**
 * hw_operation_set:
 * @attribute: as in files, of @ref's table
 * @text: (nullable): value as in files; %NULL sets it back to what it is where a file says nothing
 *
 * Changes one attribute. Places are checked: a unit, rotation or position that does not fit is
 * refused.
 */
gboolean hw_operation_set (
    HwDesign *design, HwRef ref, const char *attribute, const char *text, GError **error);

/**
 * hw_operation_check_row:
 * @ref: of the table; handle 0 for a row that is new
 * @row: as it is to be
 *
 * Whether an object may be as @row says: place, units, walls, columns. The check of every operation
 * and of the reader.
 */
gboolean hw_operation_check_row (HwDesign *design, HwRef ref, const void *row, GError **error);

/* The next free name like @stem with a number: "A05" after "A04", "dgx-03" after "dgx-02".
 * Returns: (transfer full) */
char *hw_operation_next_name (HwDesign *design, const char *like);

/* --- cost --- */

/* @list: (nullable): a product of the design of kind HW_KIND_PRICE_LIST; %NULL: none */
void hw_operation_choose_price_list (HwDesign *design, const HwProduct *list);
/**
 * hw_operation_add_price:
 * @product: of the design's catalogue
 * @value: in the currency of the site, not below 0; NAN: still to be stated
 * @date: (nullable): of the offer, ISO 8601
 *
 * A person's own price, which goes before that of the catalogue.
 *
 * Returns: 0 with @error where the product has one
 */
HwHandle hw_operation_add_price (
    HwDesign *design, const HwProduct *product, double value, const char *date, GError **error);
/* @rate: units of the site's currency for one of @currency. Returns: 0 with @error where that has
 * one */
HwHandle hw_operation_add_exchange_rate (
    HwDesign *design, const char *currency, double rate, const char *date, GError **error);
/* The price that a person stated for a product; 0: none. */
HwHandle hw_design_find_price (HwDesign *design, guint32 product);
/* Units of the site's currency for one of @currency; 1 for its own, NAN where no rate is stated. */
double hw_design_exchange_rate (HwDesign *design, const char *currency);

G_END_DECLS
