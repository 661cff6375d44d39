/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-items.h"

#include <glib/gi18n.h>

#include "hw-canvas-private.h"

/* As many as can be put in their places in every frame of a pan. */
#define MOST 100

/* --- one of them --- */

#define HW_TYPE_CANVAS_ITEM (hw_canvas_item_get_type ())
G_DECLARE_FINAL_TYPE (HwCanvasItem, hw_canvas_item, HW, CANVAS_ITEM, GtkWidget)

struct _HwCanvasItem
{
  GtkWidget parent_instance;

  HwRef ref;
  char *label;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (HwCanvasItem, hw_canvas_item, GTK_TYPE_WIDGET)

static void
select_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HwCanvas *canvas = HW_CANVAS (gtk_widget_get_ancestor (widget, HW_TYPE_CANVAS));
  HwRef ref = HW_CANVAS_ITEM (widget)->ref;

  if (canvas->document != NULL && hw_design_has (hw_canvas_design (canvas), ref.table, ref.handle))
    hw_selection_select_one (canvas->selection, ref);
}

static void
hw_canvas_item_finalize (GObject *object)
{
  g_free (HW_CANVAS_ITEM (object)->label);
  G_OBJECT_CLASS (hw_canvas_item_parent_class)->finalize (object);
}

static void
hw_canvas_item_class_init (HwCanvasItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_canvas_item_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  /* Assistive technology finds it among the actions of the object. */
  gtk_widget_class_install_action (widget_class, "item.select", NULL, select_cb);
}

static void
hw_canvas_item_init (HwCanvasItem *self)
{
}

static void
show (HwCanvasItem *self, HwCanvas *canvas)
{
  g_autofree char *label = hw_canvas_dup_brief (canvas, self->ref);
  gboolean selected = hw_selection_contains (canvas->selection, self->ref);

  if (g_strcmp0 (label, self->label) != 0)
    {
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_free (self->label);
      self->label = g_steal_pointer (&label);
    }
  if (selected != self->selected)
    gtk_accessible_update_state (
        GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  self->selected = selected;
}

/* --- all of them --- */

struct _HwCanvasItems
{
  GtkWidget parent_instance;

  GPtrArray *items; /* HwCanvasItem, children */
};

G_DEFINE_FINAL_TYPE (HwCanvasItems, hw_canvas_items, GTK_TYPE_WIDGET)

static void
add (GArray *refs, HwTableKind table, HwHandle handle)
{
  HwRef ref = HW_REF (table, handle);

  if (refs->len < MOST)
    g_array_append_val (refs, ref);
}

/* Along the row; a rack that is in none is alone. */
static void
add_row (HwCanvas *canvas, HwHandle rack, GArray *refs)
{
  HwDesign *design = hw_canvas_design (canvas);
  const HwRack *data = hw_design_get_rack (design, rack);
  g_autoptr (GArray) racks = NULL;

  if (data->row == 0)
    {
      add (refs, HW_TABLE_RACK, rack);
      return;
    }
  racks = hw_design_row_racks (design, data->object.parent, data->row);
  for (guint i = 0; i < racks->len; i++)
    add (refs, HW_TABLE_RACK, g_array_index (racks, HwHandle, i));
}

static GArray *
list (HwCanvas *canvas)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  HwDesign *design;
  HwHandle rack;

  if (canvas->document == NULL || canvas->hall == 0)
    return refs;
  design = hw_canvas_design (canvas);
  rack = hw_selection_get_rack (canvas->selection);
  if (rack == 0)
    {
      for (HwHandle each = hw_design_first_child (design, HW_TABLE_RACK, canvas->hall);
           each != 0 && refs->len < MOST;
           each = hw_design_next_child (design, HW_TABLE_RACK, each))
        add (refs, HW_TABLE_RACK, each);
    }
  else if (canvas->view == HW_VIEW_HALL)
    add_row (canvas, rack, refs);
  else
    {
      add (refs, HW_TABLE_RACK, rack);
      for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
           device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
        add (refs, HW_TABLE_DEVICE, device);
    }
  return refs;
}

static gboolean
are_those (HwCanvasItems *self, const GArray *refs)
{
  if (self->items->len != refs->len)
    return FALSE;
  for (guint i = 0; i < refs->len; i++)
    if (!hw_ref_equal (((HwCanvasItem *)self->items->pdata[i])->ref,
                       g_array_index (refs, HwRef, i)))
      return FALSE;
  return TRUE;
}

static void
rebuild (HwCanvasItems *self, const GArray *refs)
{
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < refs->len; i++)
    {
      HwCanvasItem *item = g_object_new (HW_TYPE_CANVAS_ITEM, NULL);

      item->ref = g_array_index (refs, HwRef, i);
      gtk_widget_set_parent (GTK_WIDGET (item), GTK_WIDGET (self));
      g_ptr_array_add (self->items, item);
    }
}

void
hw_canvas_items_update (HwCanvasItems *self, HwCanvas *canvas)
{
  g_autoptr (GArray) refs = list (canvas);

  if (!are_those (self, refs))
    rebuild (self, refs);
  for (guint i = 0; i < self->items->len; i++)
    show (self->items->pdata[i], canvas);
  if (self->items->len > 0)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

guint
hw_canvas_items_count (HwCanvasItems *self)
{
  return self->items->len;
}

const char *
hw_canvas_items_get_label (HwCanvasItems *self, guint index)
{
  return ((HwCanvasItem *)self->items->pdata[index])->label;
}

gboolean
hw_canvas_items_is_selected (HwCanvasItems *self, guint index)
{
  return ((HwCanvasItem *)self->items->pdata[index])->selected;
}

/* Each where it is drawn, so that its extents tell. */
static void
hw_canvas_items_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HwCanvasItems *self = HW_CANVAS_ITEMS (widget);
  HwCanvas *canvas = HW_CANVAS (gtk_widget_get_parent (widget));

  for (guint i = 0; i < self->items->len; i++)
    {
      HwCanvasItem *item = self->items->pdata[i];
      GtkAllocation place = { 0, 0, 1, 1 };
      graphene_rect_t rect;

      if (hw_canvas_get_rect (canvas, item->ref, &rect))
        place = (GtkAllocation){ (int)CLAMP (rect.origin.x, -1e6, 1e6),
                                 (int)CLAMP (rect.origin.y, -1e6, 1e6),
                                 (int)CLAMP (rect.size.width, 1, 1e6),
                                 (int)CLAMP (rect.size.height, 1, 1e6) };
      gtk_widget_measure (
          GTK_WIDGET (item), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (item), &place, -1);
    }
}

static void
hw_canvas_items_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
}

static void
hw_canvas_items_dispose (GObject *object)
{
  HwCanvasItems *self = HW_CANVAS_ITEMS (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_canvas_items_parent_class)->dispose (object);
}

static void
hw_canvas_items_class_init (HwCanvasItemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_canvas_items_dispose;
  widget_class->size_allocate = hw_canvas_items_size_allocate;
  widget_class->snapshot = hw_canvas_items_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
hw_canvas_items_init (HwCanvasItems *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_widget_unparent);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What the drawing shows"), -1);
}

GtkWidget *
hw_canvas_items_new (void)
{
  return g_object_new (HW_TYPE_CANVAS_ITEMS, NULL);
}
