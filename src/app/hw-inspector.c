/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-inspector.h"

#include <glib/gi18n.h>

#include "hw-attribute-row.h"
#include "hw-inspector-facts.h"
#include "hw-port-list.h"
#include "hw-power-plan.h"
#include "hw-weather.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"
/* With more objects than these the rows follow a little later. */
#define MANY 2000
#define LATER_MS 250

struct _HwInspector
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *sheet;
  GtkWidget *attributes;
  GtkWidget *facts;
  GtkWidget *ports;

  HwDocument *document;
  HwSelection *selection;
  GSignalGroup *results_signals;
  GSignalGroup *selection_signals;
  GPtrArray *rows; /* HwAttributeRow, borrowed from the box */
  guint pending;   /* source */
  gboolean rebuild;
  gboolean edit_name; /* the cursor goes there when the rows are there */
  guint optional;     /* bits of the optional tables that had something when the rows were made */
  HwHandle climate;   /* that the rows were made for; 0: none */
};

G_DEFINE_FINAL_TYPE (HwInspector, hw_inspector, GTK_TYPE_WIDGET)

static HwDesign *
design_of (HwInspector *self)
{
  return hw_document_get_design (self->document);
}

/* The table that all selected objects are of; %HW_N_TABLES where they differ. */
static HwTableKind
common_table (const GArray *refs)
{
  HwTableKind table = g_array_index (refs, HwRef, 0).table;

  for (guint i = 1; i < refs->len; i++)
    if (g_array_index (refs, HwRef, i).table != table)
      return HW_N_TABLES;
  return table;
}

/* --- heading --- */

static void
show_heading_of_one (HwInspector *self, HwRef ref)
{
  HwDesign *design = design_of (self);
  const char *kind = _ (hw_table_class (ref.table)->label);
  const HwProduct *product = hw_design_product_of (design, ref);
  const char *name = hw_design_name (design, ref);
  g_autofree char *title = hw_kind_and_name (kind, name);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), product != NULL ? product->name : "");
  gtk_widget_set_visible (self->subtitle, product != NULL);
  gtk_widget_set_visible (self->sheet, product != NULL);
}

static void
show_heading (HwInspector *self)
{
  const GArray *refs = hw_selection_get (self->selection);
  g_autofree char *title = NULL;

  if (refs->len == 1)
    {
      show_heading_of_one (self, g_array_index (refs, HwRef, 0));
      return;
    }
  gtk_widget_set_visible (self->subtitle, FALSE);
  gtk_widget_set_visible (self->sheet, FALSE);
  if (refs->len == 0)
    title = g_strdup (_ ("Design"));
  else if (common_table (refs) == HW_TABLE_RACK)
    title = g_strdup_printf (g_dngettext (NULL, "%u rack", "%u racks", refs->len), refs->len);
  else if (common_table (refs) == HW_TABLE_DEVICE)
    title = g_strdup_printf (g_dngettext (NULL, "%u device", "%u devices", refs->len), refs->len);
  else
    title = g_strdup_printf (g_dngettext (NULL, "%u object", "%u objects", refs->len), refs->len);
  gtk_label_set_text (GTK_LABEL (self->title), title);
}

/* --- attributes --- */

static void
add_section (HwInspector *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-title");
  gtk_box_append (GTK_BOX (self->attributes), label);
}

/* Names would become the same, a slot is taken by the first: not for several at once. */
static gboolean
suits_several (const HwAttribute *attribute)
{
  return !g_str_equal (attribute->name, "name") && !g_str_equal (attribute->name, "u")
         && !g_str_equal (attribute->name, "height-mm") && !g_str_equal (attribute->name, "x-mm")
         && !g_str_equal (attribute->name, "y-mm");
}

/* A device in units has no channel, one in a channel no unit; phases, feeds, loops and groups
 * only where the design has some. */
static const HwTableKind optional_tables[]
    = { HW_TABLE_PHASE, HW_TABLE_FEED, HW_TABLE_LOOP, HW_TABLE_GROUP, HW_TABLE_POWER };

static guint
optional_bits (HwDesign *design)
{
  guint bits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (optional_tables); i++)
    if (hw_design_count (design, optional_tables[i]) > 0)
      bits |= 1u << i;
  return bits;
}

/* UPS and the like are units of a power chain; racks are not. */
static gboolean
is_chain_unit (HwDesign *design, HwHandle rack)
{
  HwPowerRole role;

  return hw_design_count (design, HW_TABLE_POWER) > 0
         && hw_power_role_of_kind (hw_design_rack_product (design, rack)->kind, &role);
}

static gboolean
applies (HwInspector *self, const HwAttribute *attribute, HwRef ref)
{
  HwDesign *design = design_of (self);

  if (attribute->flags & HW_ATTRIBUTE_HIDDEN)
    return FALSE;
  /* Of what hangs in a rack a door alone may be on a loop of its own. */
  if (ref.table == HW_TABLE_DEVICE && g_str_equal (attribute->name, "loop")
      && hw_design_get_device (design, ref.handle)->channel != HW_CHANNEL_REAR_DOOR)
    return FALSE;
  if (ref.table == HW_TABLE_RACK
      && (g_str_equal (attribute->name, "power") || g_str_equal (attribute->name, "system"))
      && !is_chain_unit (design, ref.handle))
    return FALSE;
  if (attribute->type == HW_TYPE_PHASE || attribute->type == HW_TYPE_REF)
    for (guint i = 0; i < G_N_ELEMENTS (optional_tables); i++)
      if (attribute->ref == optional_tables[i])
        return hw_design_count (design, attribute->ref) > 0;
  if (attribute->type == HW_TYPE_PRODUCT)
    {
      g_autofree char *text = hw_design_attribute_text (
          design, attribute, hw_design_row (design, ref.table, ref.handle));

      return text != NULL;
    }
  if (ref.table == HW_TABLE_DEVICE)
    {
      guint8 channel = hw_design_get_device (design, ref.handle)->channel;
      gboolean in_channel = channel != HW_CHANNEL_NONE;

      if (g_str_equal (attribute->name, "channel"))
        return in_channel;
      /* A door hangs where it hangs. */
      if (g_str_equal (attribute->name, "height-mm"))
        return in_channel && channel != HW_CHANNEL_REAR_DOOR;
      if (g_str_equal (attribute->name, "u") || g_str_equal (attribute->name, "face"))
        return !in_channel;
    }
  return TRUE;
}

/* Returns: (transfer full) (element-type HwAttribute): what is asked of those objects */
static GPtrArray *
attributes_of (HwInspector *self, HwTableKind table, const GArray *refs)
{
  const HwTableClass *klass = hw_table_class (table);
  GPtrArray *attributes = g_ptr_array_new ();

  for (guint i = 0; i < klass->n_attributes; i++)
    if (applies (self, &klass->attributes[i], g_array_index (refs, HwRef, 0))
        && (refs->len == 1 || suits_several (&klass->attributes[i])))
      g_ptr_array_add (attributes, (gpointer)&klass->attributes[i]);
  return attributes;
}

static void
add_rows (HwInspector *self, const GPtrArray *attributes, GArray *refs)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      GtkWidget *row = hw_attribute_row_new (self->document, attributes->pdata[i], refs);

      gtk_box_append (GTK_BOX (self->attributes), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
add_attributes (HwInspector *self, HwRef ref)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GPtrArray) attributes = NULL;

  g_array_append_val (refs, ref);
  attributes = attributes_of (self, ref.table, refs);
  add_rows (self, attributes, refs);
}

static void
clear_attributes (HwInspector *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (self->attributes)) != NULL)
    gtk_box_remove (GTK_BOX (self->attributes), child);
}

/* Whether the rows that stand ask the same of other objects, and nobody is writing in one: what has
 * not been entered yet belongs to the objects before. */
static gboolean
suit (HwInspector *self, const GPtrArray *attributes)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->rows->len != attributes->len
      || (focus != NULL && gtk_widget_is_ancestor (focus, self->attributes)))
    return FALSE;
  for (guint i = 0; i < attributes->len; i++)
    if (hw_attribute_row_get_attribute (self->rows->pdata[i]) != attributes->pdata[i])
      return FALSE;
  return TRUE;
}

static void
rebuild (HwInspector *self)
{
  const GArray *selected = hw_selection_get (self->selection);
  g_autoptr (GPtrArray) attributes = NULL;
  g_autoptr (GArray) refs = NULL;
  HwTableKind table = selected->len > 0 ? common_table (selected) : HW_TABLE_DESIGN;

  self->optional = optional_bits (design_of (self));
  self->climate = hw_design_get_climate (design_of (self));
  if (selected->len == 0)
    {
      clear_attributes (self);
      add_attributes (self, HW_REF (HW_TABLE_DESIGN, 1));
      add_section (self, _ ("Site"));
      add_attributes (self, HW_REF (HW_TABLE_SITE, 1));
      if (self->climate != 0)
        {
          add_section (self, _ ("Climate"));
          add_attributes (self, HW_REF (HW_TABLE_CLIMATE, self->climate));
        }
      return;
    }
  if (table == HW_N_TABLES)
    {
      clear_attributes (self);
      return;
    }
  refs = g_array_copy ((GArray *)selected);
  attributes = attributes_of (self, table, refs);
  if (suit (self, attributes))
    {
      for (guint i = 0; i < self->rows->len; i++)
        hw_attribute_row_set_refs (self->rows->pdata[i], refs);
      return;
    }
  clear_attributes (self);
  add_rows (self, attributes, refs);
}

static void
refresh (HwInspector *self)
{
  const GArray *refs = hw_selection_get (self->selection);
  HwRef one = refs->len == 1 ? g_array_index (refs, HwRef, 0) : HW_REF (HW_TABLE_DESIGN, 0);

  show_heading (self);
  hw_inspector_facts_fill (GTK_BOX (self->facts), hw_document_get_results (self->document), one);
  hw_port_list_show (HW_PORT_LIST (self->ports),
                     hw_document_get_results (self->document),
                     one.table == HW_TABLE_DEVICE ? one.handle : 0);
  for (guint i = 0; i < self->rows->len; i++)
    hw_attribute_row_refresh (g_ptr_array_index (self->rows, i));
}

/* Once per frame is enough, however many changes there were, and a field that is being left can
 * finish before its row goes. */
static gboolean
pending_cb (gpointer data)
{
  HwInspector *self = HW_INSPECTOR (data);

  self->pending = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  /* While something is dragged the design is not as it is. */
  if (hw_design_in_preview (design_of (self)))
    return G_SOURCE_REMOVE;
  /* The first phase or feed brings fields that name it, and a climate its own. */
  if (self->rebuild || optional_bits (design_of (self)) != self->optional
      || hw_design_get_climate (design_of (self)) != self->climate)
    rebuild (self);
  self->rebuild = FALSE;
  refresh (self);
  if (self->edit_name && self->rows->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (self->rows, 0), GTK_DIR_TAB_FORWARD);
  self->edit_name = FALSE;
  return G_SOURCE_REMOVE;
}

static void
queue (HwInspector *self, gboolean anew)
{
  self->rebuild = self->rebuild || anew;
  if (self->pending == 0)
    self->pending = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, pending_cb, self, NULL);
}

/* Comparing half a million objects again would hold up what is being done with them. */
static void
queue_later (HwInspector *self)
{
  if (self->pending == 0)
    self->pending = g_timeout_add (LATER_MS, pending_cb, self);
}

static void
results_changed_cb (HwResults *results, gboolean preview, HwInspector *self)
{
  /* The end of a preview catches up with what came during it. */
  if (hw_design_in_preview (hw_results_get_design (results)))
    return;
  if (self->selection != NULL && hw_selection_count (self->selection) > MANY)
    queue_later (self);
  else
    queue (self, FALSE);
}

static void
selection_changed_cb (HwSelection *selection, HwInspector *self)
{
  queue (self, TRUE);
}

void
hw_inspector_edit_name (HwInspector *self)
{
  self->edit_name = TRUE;
  queue (self, FALSE);
}

void
hw_inspector_set_document (HwInspector *self, HwDocument *document, HwSelection *selection)
{
  clear_attributes (self);
  g_set_object (&self->document, document);
  g_set_object (&self->selection, selection);
  g_signal_group_set_target (self->results_signals,
                             document != NULL ? hw_document_get_results (document) : NULL);
  g_signal_group_set_target (self->selection_signals, selection);
  if (document != NULL)
    queue (self, TRUE);
}

static void
hw_inspector_dispose (GObject *object)
{
  HwInspector *self = HW_INSPECTOR (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  g_clear_object (&self->results_signals);
  g_clear_object (&self->selection_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_inspector_parent_class)->dispose (object);
}

static void
hw_inspector_finalize (GObject *object)
{
  HwInspector *self = HW_INSPECTOR (object);

  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (hw_inspector_parent_class)->finalize (object);
}

static void
hw_inspector_class_init (HwInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_inspector_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (HW_TYPE_PORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, HwInspector, box);
  gtk_widget_class_bind_template_child (widget_class, HwInspector, title);
  gtk_widget_class_bind_template_child (widget_class, HwInspector, subtitle);
  gtk_widget_class_bind_template_child (widget_class, HwInspector, sheet);
  gtk_widget_class_bind_template_child (widget_class, HwInspector, attributes);
  gtk_widget_class_bind_template_child (widget_class, HwInspector, facts);
  gtk_widget_class_bind_template_child (widget_class, HwInspector, ports);
}

static void
hw_inspector_init (HwInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->results_signals = g_signal_group_new (HW_TYPE_RESULTS);
  g_signal_group_connect (self->results_signals, "changed", G_CALLBACK (results_changed_cb), self);
  self->selection_signals = g_signal_group_new (HW_TYPE_SELECTION);
  g_signal_group_connect (
      self->selection_signals, "changed", G_CALLBACK (selection_changed_cb), self);
}
