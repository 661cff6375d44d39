/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-headroom-box.h"

#include <glib/gi18n.h>

#include "hw-headroom.h"

/* The scope and what it is part of, inwards out. Returns: how many */
static guint
widen (HwDesign *design, HwRef scope, HwRef scopes[4])
{
  HwHandle rack = 0, row = 0, hall = 0;
  guint n = 0;

  if (scope.handle != 0 && hw_design_has (design, scope.table, scope.handle))
    {
      rack = hw_design_rack_of (design, scope);
      if (scope.table == HW_TABLE_ROW)
        row = scope.handle;
      else if (scope.table == HW_TABLE_HALL)
        hall = scope.handle;
    }
  /* Of floor products there is nothing to say. */
  if (rack != 0)
    {
      row = hw_design_get_rack (design, rack)->row;
      hall = hw_design_get_rack (design, rack)->object.parent;
      if (hw_design_rack_product (design, rack)->kind != HW_KIND_RACK)
        rack = 0;
    }
  if (row != 0)
    hall = ((const HwObject *)hw_design_row (design, HW_TABLE_ROW, row))->parent;
  if (rack != 0)
    scopes[n++] = HW_REF (HW_TABLE_RACK, rack);
  if (row != 0)
    scopes[n++] = HW_REF (HW_TABLE_ROW, row);
  if (hall != 0)
    scopes[n++] = HW_REF (HW_TABLE_HALL, hall);
  scopes[n++] = HW_REF (HW_TABLE_DESIGN, 0);
  return n;
}

GtkWidget *
hw_headroom_box_new (HwResults *results, HwCatalogue *from, const HwProduct *product, HwRef scope)
{
  HwDesign *design = hw_results_get_design (results);
  GtkWidget *box;
  GtkWidget *title;
  HwRef scopes[4];
  guint n;

  if (!hw_product_is_device (product) && !hw_product_is_floor (product))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  title = gtk_label_new (_ ("Room for more"));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);

  n = widen (design, scope, scopes);
  for (guint i = 0; i < n; i++)
    {
      HwHeadroom headroom = hw_headroom (results, from, product, scopes[i]);
      g_autofree char *text = hw_headroom_dup_text (design, scopes[i], &headroom);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}
