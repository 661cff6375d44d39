/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-list.h"

/* --- one line --- */

struct _HwSweepItem
{
  GObject parent_instance;

  HwSweepLine line;
};

G_DEFINE_FINAL_TYPE (HwSweepItem, hw_sweep_item, G_TYPE_OBJECT)

const HwSweepLine *
hw_sweep_item_get_line (HwSweepItem *self)
{
  return &self->line;
}

static void
hw_sweep_item_class_init (HwSweepItemClass *klass)
{
}

static void
hw_sweep_item_init (HwSweepItem *self)
{
}

/* --- the list --- */

struct _HwSweepList
{
  GObject parent_instance;

  const HwSweep *sweep; /* nullable */
};

static GType
get_item_type (GListModel *model)
{
  return HW_TYPE_SWEEP_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  HwSweepList *self = HW_SWEEP_LIST (model);

  return self->sweep != NULL ? self->sweep->lines->len : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HwSweepItem *item;

  if (position >= get_n_items (model))
    return NULL;
  item = g_object_new (HW_TYPE_SWEEP_ITEM, NULL);
  item->line = g_array_index (HW_SWEEP_LIST (model)->sweep->lines, HwSweepLine, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HwSweepList,
                               hw_sweep_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
hw_sweep_list_class_init (HwSweepListClass *klass)
{
}

static void
hw_sweep_list_init (HwSweepList *self)
{
}

HwSweepList *
hw_sweep_list_new (void)
{
  return g_object_new (HW_TYPE_SWEEP_LIST, NULL);
}

void
hw_sweep_list_set (HwSweepList *self, const HwSweep *sweep)
{
  guint removed = get_n_items (G_LIST_MODEL (self));

  self->sweep = sweep;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, get_n_items (G_LIST_MODEL (self)));
}
