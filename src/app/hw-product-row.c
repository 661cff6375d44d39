/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-product-row.h"

#include "hw-family-icon.h"
#include "hw-product-facts.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwProductRow
{
  GtkListBoxRow parent_instance;

  HwFamilyIcon *icon;
  GtkLabel *name;
  GtkLabel *facts;

  const HwProduct *product; /* of the catalogue */
};

G_DEFINE_FINAL_TYPE (HwProductRow, hw_product_row, GTK_TYPE_LIST_BOX_ROW)

GtkWidget *
hw_product_row_new (const HwProduct *product)
{
  HwProductRow *self = g_object_new (HW_TYPE_PRODUCT_ROW, NULL);
  g_autofree char *facts = hw_product_dup_facts (product);
  g_autofree char *tooltip = NULL;
  g_autofree char *label = NULL;

  self->product = product;
  hw_family_icon_set_family (self->icon, hw_kind_family (product->kind));
  gtk_label_set_text (self->name, product->name);
  gtk_label_set_text (self->facts, facts);

  tooltip = g_strdup_printf ("%s\n%s%s%s%s%s",
                             product->name,
                             product->maker != NULL ? product->maker : "",
                             product->maker != NULL ? " · " : "",
                             facts,
                             product->description != NULL ? "\n" : "",
                             product->description != NULL ? product->description : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  label = g_strdup_printf ("%s, %s", product->name, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

const HwProduct *
hw_product_row_get_product (HwProductRow *self)
{
  return self->product;
}

static void
hw_product_row_class_init (HwProductRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HW_TYPE_FAMILY_ICON);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-product-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HwProductRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HwProductRow, name);
  gtk_widget_class_bind_template_child (widget_class, HwProductRow, facts);
}

static void
hw_product_row_init (HwProductRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
