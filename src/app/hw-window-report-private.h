/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "hw-window-private.h"

G_BEGIN_DECLS

/* More objects than these are not listed: half a million would take longer than a person waits. */
#define HW_REPORT_LISTED 5000

/* Parts of the report of a window, each a member of the object that the builder is in. */

void hw_report_add_rect (JsonBuilder *builder,
                         HwWindow *self,
                         GtkWidget *widget,
                         const graphene_rect_t *rect);
void
hw_report_add_widget (JsonBuilder *builder, HwWindow *self, const char *name, GtkWidget *widget);
void hw_report_add_string (JsonBuilder *builder, const char *name, const char *value);
void hw_report_add_catalogue (JsonBuilder *builder, HwWindow *self);
void hw_report_add_counts (JsonBuilder *builder, HwWindow *self);
void hw_report_add_floor_field (JsonBuilder *builder, HwWindow *self);
void
hw_report_add_objects (JsonBuilder *builder, HwWindow *self, HwTableKind table, const char *name);
void hw_report_add_reservations (JsonBuilder *builder, HwWindow *self);

G_END_DECLS
