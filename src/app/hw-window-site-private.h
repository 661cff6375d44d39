/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-window-private.h"

G_BEGIN_DECLS

/* The object of that table whose id is @parameter; 0: none. */
HwHandle hw_site_find (HwWindow *self, HwTableKind table, GVariant *parameter);
/* Keeps or takes back what the open transaction did, and says which. */
void hw_site_finish (HwWindow *self, gboolean done, const char *label, const GError *error);
/* The object that an action such as "phase" or "hall" has as its state; 0: none. */
void hw_site_set_state (HwWindow *self, const char *name, HwTableKind table, HwHandle handle);

/* hw-window-phases.c */
void hw_window_add_phase_actions (HwWindow *self);
void hw_window_update_phase_actions (HwWindow *self);

G_END_DECLS
