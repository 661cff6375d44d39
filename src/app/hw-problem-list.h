/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* One problem as a row of a list. */
#define HW_TYPE_PROBLEM_ITEM (hw_problem_item_get_type ())
G_DECLARE_FINAL_TYPE (HwProblemItem, hw_problem_item, HW, PROBLEM_ITEM, GObject)

HwSeverity hw_problem_item_get_severity (HwProblemItem *self);
HwRef hw_problem_item_get_ref (HwProblemItem *self);
/* Of the rule that found it. */
const char *hw_problem_item_get_code (HwProblemItem *self);
/* What is wrong, and, where the message goes on, what to do. */
const char *hw_problem_item_get_title (HwProblemItem *self);
const char *hw_problem_item_get_advice (HwProblemItem *self);

/* The problems of a design as a list model; an object is made for those rows only that are looked
 * at. */
#define HW_TYPE_PROBLEM_LIST (hw_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (HwProblemList, hw_problem_list, HW, PROBLEM_LIST, GObject)

HwProblemList *hw_problem_list_new (void);
/* Takes the problems of @results (nullable: none) as they are now. */
void hw_problem_list_take (HwProblemList *self, HwResults *results);
guint hw_problem_list_count (HwProblemList *self, HwSeverity severity);

G_END_DECLS
