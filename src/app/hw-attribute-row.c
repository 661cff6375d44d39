/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-attribute-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-attribute-editor.h"
#include "hw-attribute-value.h"
#include "hw-operations.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

struct _HwAttributeRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *line;
  GtkWidget *label;
  GtkWidget *error;
  GtkWidget *editor;

  HwDocument *document;
  const HwAttribute *attribute;
  HwTableKind table;
  GArray *refs;     /* shared with the other rows */
  gboolean loading; /* values come from the design, not from the person */
};

G_DEFINE_FINAL_TYPE (HwAttributeRow, hw_attribute_row, GTK_TYPE_WIDGET)

static void
show_error (HwAttributeRow *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->error), message != NULL ? message : "");
  gtk_widget_set_visible (self->error, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
}

/* Returns: the text of the attribute where all objects have the same; else %NULL and not @same */
static char *
dup_value (HwAttributeRow *self, gboolean *same)
{
  HwDesign *design = hw_document_get_design (self->document);
  const void *first = NULL;

  *same = TRUE;
  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);
      const void *row;

      if (!hw_design_has (design, ref.table, ref.handle))
        continue;
      row = hw_design_row (design, ref.table, ref.handle);
      if (first == NULL)
        first = row;
      else if (!hw_attribute_equal (self->attribute, first, row))
        {
          *same = FALSE;
          return NULL;
        }
    }
  return first != NULL ? hw_design_attribute_text (design, self->attribute, first) : NULL;
}

void
hw_attribute_row_refresh (HwAttributeRow *self)
{
  gboolean same;
  g_autofree char *value = dup_value (self, &same);
  HwRef ref = g_array_index (self->refs, HwRef, 0);
  HwDesign *design = hw_document_get_design (self->document);

  if (!hw_design_has (design, ref.table, ref.handle))
    return;
  self->loading = TRUE;
  hw_attribute_editor_load (self->editor,
                            design,
                            hw_document_get_catalogue (self->document),
                            self->attribute,
                            hw_design_row (design, ref.table, ref.handle),
                            value,
                            same);
  self->loading = FALSE;
}

/* A field may be left because its object has just gone. */
static gboolean
all_stand (HwAttributeRow *self)
{
  HwDesign *design = hw_document_get_design (self->document);

  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      if (!hw_design_has (design, ref.table, ref.handle))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_key (HwAttributeRow *self)
{
  GString *key = g_string_new ("set:");

  g_string_append (key, self->attribute->name);
  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      g_string_append_printf (key, ":%u/%u", ref.table, ref.handle);
    }
  return g_string_free (key, FALSE);
}

/* The design carries what is chosen. */
static void
adopt_product (HwAttributeRow *self, const char *id)
{
  HwCatalogue *from;

  if (hw_document_find_product (self->document, id, &from) != NULL)
    hw_catalogue_adopt (
        hw_design_get_catalogue (hw_document_get_design (self->document)), from, id, NULL);
}

static void
edited_cb (GtkWidget *editor, const char *text, HwAttributeRow *self)
{
  HwDesign *design = hw_document_get_design (self->document);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  g_autofree char *old = NULL;
  g_autofree char *refusal = NULL;
  gboolean same;
  gboolean done = TRUE;

  if (self->loading || !all_stand (self))
    return;
  old = dup_value (self, &same);
  if (same && g_strcmp0 (old, text) == 0)
    {
      show_error (self, NULL);
      hw_attribute_row_refresh (self);
      return;
    }

  refusal = hw_attribute_value_dup_refusal (self->attribute, text);
  if (refusal != NULL)
    {
      show_error (self, refusal);
      hw_attribute_row_refresh (self);
      return;
    }
  /* The row may be thrown away by what the commit tells the inspector. */
  g_object_ref (self);
  key = dup_key (self);
  /* TRANSLATORS: step of the history; the name of an attribute follows */
  label = g_strdup_printf (_ ("Change %s"), _ (self->attribute->label));
  if (self->attribute->type == HW_TYPE_PRODUCT && text != NULL)
    adopt_product (self, text);
  hw_design_begin_merge (design, label, key);
  for (guint i = 0; done && i < self->refs->len; i++)
    done = hw_operation_set (
        design, g_array_index (self->refs, HwRef, i), self->attribute->name, text, &error);
  if (done)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
  show_error (self, done ? NULL : error->message);
  hw_attribute_row_refresh (self);
  g_object_unref (self);
}

void
hw_attribute_row_set_refs (HwAttributeRow *self, GArray *refs)
{
  g_array_ref (refs);
  g_array_unref (self->refs);
  self->refs = refs;
  show_error (self, NULL);
}

void
hw_attribute_row_set_otherwise (HwAttributeRow *self, const char *text, const char *hint)
{
  hw_attribute_editor_set_otherwise (self->editor, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), hint);
}

const HwAttribute *
hw_attribute_row_get_attribute (HwAttributeRow *self)
{
  return self->attribute;
}

const char *
hw_attribute_row_get_name (HwAttributeRow *self)
{
  return self->attribute->name;
}

GtkWidget *
hw_attribute_row_new (HwDocument *document, const HwAttribute *attribute, GArray *refs)
{
  HwAttributeRow *self = g_object_new (HW_TYPE_ATTRIBUTE_ROW, NULL);
  const char *label = _ (attribute->label);

  self->document = g_object_ref (document);
  self->attribute = attribute;
  self->refs = g_array_ref (refs);
  gtk_label_set_text (GTK_LABEL (self->label), label);

  self->editor = hw_attribute_editor_new (
      hw_document_get_design (document), attribute, (HwAttributeEdited)edited_cb, self);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), self->editor);
  gtk_box_append (GTK_BOX (self->line), self->editor);
  if (hw_attribute_value_unit (attribute) != NULL)
    {
      GtkWidget *unit = gtk_label_new (hw_attribute_value_unit (attribute));

      gtk_widget_add_css_class (unit, "attribute-unit");
      gtk_box_append (GTK_BOX (self->line), unit);
    }
  hw_attribute_row_refresh (self);
  return GTK_WIDGET (self);
}

static void
hw_attribute_row_dispose (GObject *object)
{
  HwAttributeRow *self = HW_ATTRIBUTE_ROW (object);

  /* Leaving the field must not write when the row goes. */
  self->loading = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (hw_attribute_row_parent_class)->dispose (object);
}

static void
hw_attribute_row_finalize (GObject *object)
{
  HwAttributeRow *self = HW_ATTRIBUTE_ROW (object);

  g_array_unref (self->refs);
  G_OBJECT_CLASS (hw_attribute_row_parent_class)->finalize (object);
}

static void
hw_attribute_row_class_init (HwAttributeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_attribute_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_attribute_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-attribute-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HwAttributeRow, box);
  gtk_widget_class_bind_template_child (widget_class, HwAttributeRow, line);
  gtk_widget_class_bind_template_child (widget_class, HwAttributeRow, label);
  gtk_widget_class_bind_template_child (widget_class, HwAttributeRow, error);
}

static void
hw_attribute_row_init (HwAttributeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
