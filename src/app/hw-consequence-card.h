/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-carry.h"

G_BEGIN_DECLS

/* Beside the pointer during a drag: where it would go, what that changes, or why it cannot. */
#define HW_TYPE_CONSEQUENCE_CARD (hw_consequence_card_get_type ())
G_DECLARE_FINAL_TYPE (HwConsequenceCard, hw_consequence_card, HW, CONSEQUENCE_CARD, GtkWidget)

GtkWidget *hw_consequence_card_new (void);
void hw_consequence_card_show (HwConsequenceCard *self, const HwCarry *carry);

G_END_DECLS
