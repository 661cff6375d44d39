/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-explanation-node.h"

struct _HwExplanationNode
{
  GObject parent_instance;

  const HwExplanation *explanation;
  HwExplanation *owned;    /* of the root */
  HwExplanationNode *root; /* of the others */
};

G_DEFINE_FINAL_TYPE (HwExplanationNode, hw_explanation_node, G_TYPE_OBJECT)

HwExplanationNode *
hw_explanation_node_new (HwExplanation *explanation)
{
  HwExplanationNode *self = g_object_new (HW_TYPE_EXPLANATION_NODE, NULL);

  self->explanation = explanation;
  self->owned = explanation;
  return self;
}

const HwExplanation *
hw_explanation_node_get (HwExplanationNode *self)
{
  return self->explanation;
}

GListModel *
hw_explanation_node_create_children (HwExplanationNode *self)
{
  const GPtrArray *children = self->explanation->children;
  g_autoptr (GPtrArray) nodes = NULL;
  GListStore *store;

  if (children == NULL || children->len == 0)
    return NULL;
  nodes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < children->len; i++)
    {
      HwExplanationNode *node = g_object_new (HW_TYPE_EXPLANATION_NODE, NULL);

      node->explanation = g_ptr_array_index (children, i);
      node->root = g_object_ref (self->root != NULL ? self->root : self);
      g_ptr_array_add (nodes, node);
    }
  store = g_list_store_new (HW_TYPE_EXPLANATION_NODE);
  g_list_store_splice (store, 0, 0, nodes->pdata, nodes->len);
  return G_LIST_MODEL (store);
}

static void
hw_explanation_node_dispose (GObject *object)
{
  HwExplanationNode *self = HW_EXPLANATION_NODE (object);

  self->explanation = NULL;
  g_clear_object (&self->root);
  g_clear_pointer (&self->owned, hw_explanation_free);
  G_OBJECT_CLASS (hw_explanation_node_parent_class)->dispose (object);
}

static void
hw_explanation_node_class_init (HwExplanationNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_explanation_node_dispose;
}

static void
hw_explanation_node_init (HwExplanationNode *self)
{
}
