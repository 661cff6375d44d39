/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-explanation.h"

G_BEGIN_DECLS

/* A node of an explanation as a row of a tree. All nodes keep the whole tree alive. */
#define HW_TYPE_EXPLANATION_NODE (hw_explanation_node_get_type ())
G_DECLARE_FINAL_TYPE (HwExplanationNode, hw_explanation_node, HW, EXPLANATION_NODE, GObject)

/* @explanation: (transfer full) */
HwExplanationNode *hw_explanation_node_new (HwExplanation *explanation);
const HwExplanation *hw_explanation_node_get (HwExplanationNode *self);
/* Returns: (transfer full) (nullable): its children; %NULL for a leaf */
GListModel *hw_explanation_node_create_children (HwExplanationNode *self);

G_END_DECLS
