/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-attribute-editor.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "hw-country.h"
#include "hw-number.h"

#define DATA_KEY "hw-attribute-editor"
#define NUMBER_CHARS 8
#define TEXT_CHARS 19
#define STEP_MM 10

/* What belongs to one field, kept with its widget. */
typedef struct
{
  const HwAttribute *attribute;
  HwAttributeEdited edited;
  gpointer data;
  char *shown;       /* text of the entry when it was loaded */
  char *otherwise;   /* nullable: what counts where the entry is empty */
  GPtrArray *values; /* of a list: texts as in files, %NULL for none */
  gboolean mixed;    /* the first of the list says that the objects differ */
  gboolean loading;
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->shown);
  g_free (field->otherwise);
  g_clear_pointer (&field->values, g_ptr_array_unref);
  g_free (field);
}

static Field *
field_of (GtkWidget *editor)
{
  return g_object_get_data (G_OBJECT (editor), DATA_KEY);
}

static gboolean
is_number (const HwAttribute *attribute)
{
  switch (attribute->type)
    {
    case HW_TYPE_INTEGER:
    case HW_TYPE_NUMBER:
    case HW_TYPE_POSITION:
    case HW_TYPE_HALF_UNITS:
    case HW_TYPE_SMALL:
      return TRUE;
    case HW_TYPE_BYTE:
      return attribute->choices == NULL;
    default:
      return FALSE;
    }
}

/* Chosen from a list rather than written. */
static gboolean
is_listed (const HwAttribute *attribute)
{
  return attribute->type == HW_TYPE_REF || attribute->type == HW_TYPE_PHASE
         || attribute->type == HW_TYPE_ROTATION || attribute->choices != NULL;
}

/* --- units: files say SI, people say kW --- */

static double
unit_factor (const HwAttribute *attribute, const char **unit)
{
  *unit = NULL;
  if (attribute->type == HW_TYPE_POSITION || attribute->type == HW_TYPE_HALF_UNITS)
    {
      *unit = "U";
      return 1;
    }
  if (attribute->dimension == HW_DIMENSION_LENGTH && attribute->type != HW_TYPE_NUMBER)
    {
      *unit = "mm";
      return 1;
    }
  switch (attribute->dimension)
    {
    case HW_DIMENSION_POWER:
      *unit = "kW";
      return 1e3;
    case HW_DIMENSION_PRESSURE:
      *unit = "kPa";
      return 1e3;
    case HW_DIMENSION_FORCE:
      *unit = "kN";
      return 1e3;
    case HW_DIMENSION_LENGTH:
      *unit = "m";
      return 1;
    case HW_DIMENSION_VOLTAGE:
      *unit = "V";
      return 1;
    case HW_DIMENSION_CURRENT:
      *unit = "A";
      return 1;
    case HW_DIMENSION_RESISTANCE:
      *unit = "mΩ/m";
      return 1e-3;
    case HW_DIMENSION_SHARE:
      *unit = "%";
      return 0.01;
    case HW_DIMENSION_TEMPERATURE:
      *unit = "°C";
      return 1;
    case HW_DIMENSION_BIT_RATE:
      *unit = "Gb/s";
      return 1e9;
    default:
      return 1;
    }
}

const char *
hw_attribute_editor_unit (const HwAttribute *attribute)
{
  const char *unit = NULL;

  if (is_number (attribute))
    unit_factor (attribute, &unit);
  return unit;
}

/* As in files. */
static char *
dup_number_text (double value)
{
  char buffer[HW_NUMBER_SIZE];

  return g_strdup (hw_number_format (buffer, value));
}

/* 0.07 is 7 %, not 7.000000000000001: the digits beyond those that people write are of the change
 * of units. */
static double
to_shown (double value, double factor)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.12g", value / factor);
  return factor == 1 ? value : g_ascii_strtod (buffer, NULL);
}

/* Dividing by a whole number rounds once where multiplying by its inverse rounds twice. */
static double
from_shown (double shown, double factor)
{
  return factor < 1 ? shown / round (1 / factor) : shown * factor;
}

/* As people here write it. */
static char *
dup_local_text (double value)
{
  g_autofree char *text = dup_number_text (value);
  g_auto (GStrv) parts = g_strsplit (text, ".", 2);

  return g_strjoinv (localeconv ()->decimal_point, parts);
}

/* Point or comma. */
static gboolean
parse_shown (const char *shown, double *value)
{
  g_autofree char *text = g_strstrip (g_strdup (shown));

  return hw_number_parse (g_strdelimit (text, ",", '.'), value);
}

static char *
dup_shown (const HwAttribute *attribute, const char *text)
{
  const char *unit;
  double factor;
  double value = attribute->missing;

  if (!is_number (attribute))
    return g_strdup (text != NULL ? text : "");
  factor = unit_factor (attribute, &unit);
  if (text != NULL && !hw_number_parse (text, &value))
    return g_strdup (text);
  if (text == NULL && (isnan (value) || attribute->type == HW_TYPE_POSITION))
    return g_strdup ("");
  return dup_local_text (to_shown (value, factor));
}

/* Returns: (nullable): as in files; what is not a number goes on as it is, to be refused with
 * reason */
static char *
dup_value (const HwAttribute *attribute, const char *shown)
{
  g_autofree char *text = g_strstrip (g_strdup (shown));
  const char *unit;
  double factor;
  double value;

  if (!is_number (attribute))
    return g_strdup (*text != '\0' ? text : NULL);
  if (*text == '\0')
    return NULL;
  factor = unit_factor (attribute, &unit);
  if (!parse_shown (shown, &value))
    return g_strdup (shown);
  return dup_number_text (from_shown (value, factor));
}

/* --- entries --- */

static void
submit (GtkWidget *entry)
{
  Field *field = field_of (entry);
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *value = NULL;

  if (g_strcmp0 (shown, field->shown) == 0)
    return;
  value = dup_value (field->attribute, shown);
  /* From here on a refusal may show the old value again. */
  g_clear_pointer (&field->shown, g_free);
  field->edited (entry, value, field->data);
}

static void
entry_activated_cb (GtkEntry *entry, gpointer data)
{
  submit (GTK_WIDGET (entry));
}

static void
entry_left_cb (GtkEventControllerFocus *controller, GtkWidget *entry)
{
  submit (entry);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint key,
              guint code,
              GdkModifierType state,
              GtkWidget *entry)
{
  Field *field = field_of (entry);
  double step = field->attribute->dimension == HW_DIMENSION_LENGTH
                        && field->attribute->type != HW_TYPE_NUMBER
                    ? STEP_MM
                    : 1;
  g_autofree char *text = NULL;
  double value;

  if (key == GDK_KEY_Escape && field->shown != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), field->shown);
      return FALSE;
    }
  if ((key != GDK_KEY_Up && key != GDK_KEY_Down) || !is_number (field->attribute))
    return FALSE;
  if (!parse_shown (gtk_editable_get_text (GTK_EDITABLE (entry)), &value))
    return FALSE;
  text = dup_local_text (value + (key == GDK_KEY_Up ? step : -step));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  submit (entry);
  return TRUE;
}

static GtkWidget *
entry_new (const HwAttribute *attribute)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *controller;

  gtk_editable_set_width_chars (GTK_EDITABLE (entry),
                                is_number (attribute) ? NUMBER_CHARS : TEXT_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry),
                                    is_number (attribute) ? NUMBER_CHARS : TEXT_CHARS);
  gtk_entry_set_alignment (GTK_ENTRY (entry), is_number (attribute) ? 1 : 0);
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated_cb), NULL);

  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "leave", G_CALLBACK (entry_left_cb), entry);
  gtk_widget_add_controller (entry, controller);
  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (entry_key_cb), entry);
  gtk_widget_add_controller (entry, controller);
  return entry;
}

static void
load_entry (GtkWidget *entry, const HwAttribute *attribute, const char *text, gboolean same)
{
  Field *field = field_of (entry);
  g_autofree char *shown = same ? dup_shown (attribute, text) : g_strdup ("");
  gboolean writing = field->shown != NULL
                     && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), field->shown) != 0;

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), same ? field->otherwise : _ ("several"));
  if (writing)
    return;
  g_free (field->shown);
  field->shown = g_strdup (shown);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), shown);
}

void
hw_attribute_editor_set_otherwise (GtkWidget *editor, const char *text)
{
  Field *field = field_of (editor);

  g_free (field->otherwise);
  field->otherwise = g_strdup (text);
}

/* --- lists --- */

const char *
hw_attribute_editor_choice_label (const char *choice)
{
  static const struct
  {
    const char *choice;
    const char *label;
  } labels[] = {
    { "front", N_ ("Front") },
    { "rear", N_ ("Rear") },
    { "none", N_ ("None") },
    { "left-front", N_ ("Left, front") },
    { "right-front", N_ ("Right, front") },
    { "left-rear", N_ ("Left, rear") },
    { "right-rear", N_ ("Right, rear") },
    { "rear-door", N_ ("Rear door") },
    { "column", N_ ("Column") },
    { "keep-out", N_ ("Keep-out") },
    { "door", N_ ("Door") },
    { "note", N_ ("Note") },
    { "nec", N_ ("NEC, 80 % continuous") },
    { "iec", N_ ("IEC, full rating") },
    { "automatic", N_ ("Automatic") },
    { "chosen", N_ ("Chosen ones") },
    { "compute", N_ ("Compute") },
    { "storage", N_ ("Storage") },
    { "in-band", N_ ("In-band Ethernet") },
    { "out-of-band", N_ ("Out-of-band Ethernet") },
    { "rail-optimised", N_ ("Rail-optimised fat tree") },
    { "fat-tree", N_ ("Fat tree") },
    { "rail-group", N_ ("Rail groups") },
    { "pg25", N_ ("PG25, plain") },
    { "pg25-inhibited", N_ ("PG25, inhibited") },
    { "pg30", N_ ("PG30") },
    { "water", N_ ("Water") },
    { "direct-return", N_ ("Direct return") },
    { "reverse-return", N_ ("Reverse return") },
    { "ring-main", N_ ("Ring main") },
    { "stainless-steel", N_ ("Stainless steel") },
    { "copper", N_ ("Copper") },
    { "dry-trimmed", N_ ("Dry cooler and trim chiller") },
    { "dry-cooler", N_ ("Dry cooler") },
    { "chiller", N_ ("Air-cooled chiller") },
    { "adiabatic", N_ ("Wetted dry cooler and chiller") },
    { "tower", N_ ("Cooling tower and chiller") },
    { "n", "N" },
    { "n+1", "N + 1" },
    { "2n", "2 N" },
    { "3n/2", "3 N / 2" },
    { "4n/3", "4 N / 3" },
    { "catcher", N_ ("Blocks with a reserve") },
    { "each", N_ ("One for each system") },
    { "shared", N_ ("One for all systems") },
    { "busway", N_ ("Busways with tap-offs") },
    { "rpp", N_ ("Remote power panels") },
    { "pdu", N_ ("Cables from floor PDUs") },
    { "reserve", N_ ("Reserve") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].choice, choice))
      return _ (labels[i].label);
  for (guint i = 1; hw_country_codes[i] != NULL; i++)
    if (g_str_equal (hw_country_codes[i], choice))
      return _ (hw_country_get (i)->name);
  return choice;
}

static void
add_choice (GtkStringList *list, GPtrArray *values, const char *label, const char *value)
{
  gtk_string_list_append (list, label);
  g_ptr_array_add (values, g_strdup (value));
}

/* Rows are those of the rack's own hall; feeds, loops and phases those of the design. */
static void
add_objects (GtkStringList *list,
             GPtrArray *values,
             HwDesign *design,
             const HwAttribute *attribute,
             const void *row)
{
  const HwTableClass *klass = hw_table_class (attribute->ref);
  char buffer[HW_ID_SIZE];

  add_choice (list, values, attribute->type == HW_TYPE_PHASE ? _ ("Not stated") : _ ("None"), NULL);
  for (HwHandle handle = hw_design_next (design, attribute->ref, 0); handle != 0;
       handle = hw_design_next (design, attribute->ref, handle))
    {
      HwRef ref = HW_REF (attribute->ref, handle);
      const HwObject *object = hw_design_row (design, attribute->ref, handle);

      if (klass->parent != klass->table && object->parent != ((const HwObject *)row)->parent)
        continue;
      add_choice (
          list, values, hw_design_name (design, ref), hw_design_id_text (design, ref, buffer));
    }
}

/* Whether a list offers these already: another one takes long to be shown, and closes its menu. */
static gboolean
offers (GtkDropDown *editor, const GPtrArray *before, GListModel *list, const GPtrArray *values)
{
  GListModel *shown = gtk_drop_down_get_model (editor);

  if (shown == NULL || before == NULL || before->len != values->len)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    if (g_strcmp0 (before->pdata[i], values->pdata[i]) != 0
        || g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (shown), i),
                      gtk_string_list_get_string (GTK_STRING_LIST (list), i))
               != 0)
      return FALSE;
  return TRUE;
}

static gboolean
may_be (const HwAttribute *attribute, const HwProduct *product)
{
  return product->kind != HW_KIND_ASSEMBLY && (attribute->kinds >> product->kind & 1) != 0;
}

/* Installed products of the right kinds, and those that the design alone carries. */
static void
add_products (GtkStringList *list,
              GPtrArray *values,
              HwDesign *design,
              HwCatalogue *installed,
              const HwAttribute *attribute)
{
  HwCatalogue *own = hw_design_get_catalogue (design);

  add_choice (list, values, _ ("Any"), NULL);
  for (guint i = 1; i <= hw_catalogue_n_products (installed); i++)
    {
      const HwProduct *product = hw_catalogue_get (installed, i);

      if (may_be (attribute, product))
        add_choice (list, values, product->name, product->id);
    }
  for (guint i = 1; i <= hw_catalogue_n_products (own); i++)
    {
      const HwProduct *product = hw_catalogue_get (own, i);

      if (may_be (attribute, product) && hw_catalogue_find (installed, product->id) == NULL)
        add_choice (list, values, product->name, product->id);
    }
}

/* The choice that stands. One that files leave out need not be the first. */
static char *
dup_choice (const HwAttribute *attribute, const void *row, const char *text)
{
  guint8 value;

  if (text != NULL || attribute->choices == NULL)
    return g_strdup (text);
  value = *((const guint8 *)row + attribute->offset);
  return attribute->type == HW_TYPE_BYTE ? g_strdup_printf ("%u", value)
                                         : g_strdup (attribute->choices[value]);
}

static void
load_list (GtkWidget *editor,
           HwDesign *design,
           HwCatalogue *installed,
           const HwAttribute *attribute,
           const void *row,
           const char *text,
           gboolean same)
{
  Field *field = field_of (editor);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *chosen = dup_choice (attribute, row, text);
  guint selected = 0;

  if (!same)
    add_choice (list, values, _ ("several"), NULL);
  if (attribute->type == HW_TYPE_ROTATION)
    for (int degrees = 0; degrees < 360; degrees += 90)
      {
        g_autofree char *value = g_strdup_printf ("%d", degrees);
        g_autofree char *label = g_strdup_printf ("%d°", degrees);

        add_choice (list, values, label, value);
      }
  else if (attribute->choices != NULL)
    for (guint i = 0; attribute->choices[i] != NULL; i++)
      add_choice (list,
                  values,
                  hw_attribute_editor_choice_label (attribute->choices[i]),
                  attribute->choices[i]);
  else if (attribute->type == HW_TYPE_PRODUCT)
    add_products (list, values, design, installed, attribute);
  else
    add_objects (list, values, design, attribute, row);

  for (guint i = 0; same && i < values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (values, i), chosen) == 0)
      selected = i;

  field->loading = TRUE;
  field->mixed = !same;
  if (!offers (GTK_DROP_DOWN (editor), field->values, G_LIST_MODEL (list), values))
    {
      g_clear_pointer (&field->values, g_ptr_array_unref);
      field->values = g_steal_pointer (&values);
      gtk_drop_down_set_model (GTK_DROP_DOWN (editor), G_LIST_MODEL (list));
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (editor), selected);
  field->loading = FALSE;
}

static void
selected_cb (GtkDropDown *list, GParamSpec *pspec, gpointer data)
{
  GtkWidget *editor = GTK_WIDGET (list);
  Field *field = field_of (editor);
  guint selected = gtk_drop_down_get_selected (list);
  g_autofree char *value = NULL;

  if (field->loading || field->values == NULL || selected >= field->values->len
      || (field->mixed && selected == 0))
    return;
  value = g_strdup (g_ptr_array_index (field->values, selected));
  field->edited (editor, value, field->data);
}

static GtkWidget *
list_new (void)
{
  GtkWidget *editor = gtk_drop_down_new (NULL, NULL);

  g_signal_connect (editor, "notify::selected", G_CALLBACK (selected_cb), NULL);
  return editor;
}

/* --- the others --- */

static void
switched_cb (GtkSwitch *editor, GParamSpec *pspec, gpointer data)
{
  Field *field = field_of (GTK_WIDGET (editor));

  if (!field->loading)
    field->edited (
        GTK_WIDGET (editor), gtk_switch_get_active (editor) ? "true" : NULL, field->data);
}

static void
load_product (GtkWidget *label, HwDesign *design, const char *text, gboolean same)
{
  const HwProduct *product
      = text != NULL ? hw_catalogue_find (hw_design_get_catalogue (design), text) : NULL;

  gtk_label_set_text (GTK_LABEL (label),
                      !same             ? _ ("several")
                      : product != NULL ? product->name
                                        : "–");
}

GtkWidget *
hw_attribute_editor_new (HwDesign *design,
                         const HwAttribute *attribute,
                         HwAttributeEdited edited,
                         gpointer data)
{
  Field *field = g_new0 (Field, 1);
  GtkWidget *editor;

  field->attribute = attribute;
  field->edited = edited;
  field->data = data;
  switch (attribute->type)
    {
    case HW_TYPE_BOOLEAN:
      editor = gtk_switch_new ();
      g_signal_connect (editor, "notify::active", G_CALLBACK (switched_cb), NULL);
      break;
    case HW_TYPE_PRODUCT:
      if ((attribute->flags & HW_ATTRIBUTE_READ_ONLY) == 0)
        {
          editor = list_new ();
          break;
        }
      editor = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (editor), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (editor, "attribute-value");
      break;
    default:
      if (is_listed (attribute))
        editor = list_new ();
      else
        editor = entry_new (attribute);
      break;
    }
  if (attribute->flags & HW_ATTRIBUTE_READ_ONLY)
    gtk_widget_set_sensitive (editor, attribute->type == HW_TYPE_PRODUCT);
  gtk_widget_set_valign (editor, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (editor), DATA_KEY, field, field_free);
  return editor;
}

void
hw_attribute_editor_load (GtkWidget *editor,
                          HwDesign *design,
                          HwCatalogue *installed,
                          const HwAttribute *attribute,
                          const void *row,
                          const char *text,
                          gboolean same)
{
  Field *field = field_of (editor);

  switch (attribute->type)
    {
    case HW_TYPE_BOOLEAN:
      field->loading = TRUE;
      gtk_switch_set_active (GTK_SWITCH (editor), same && g_strcmp0 (text, "true") == 0);
      field->loading = FALSE;
      break;
    case HW_TYPE_PRODUCT:
      if ((attribute->flags & HW_ATTRIBUTE_READ_ONLY) != 0)
        load_product (editor, design, text, same);
      else
        load_list (editor, design, installed, attribute, row, text, same);
      break;
    default:
      if (is_listed (attribute))
        load_list (editor, design, installed, attribute, row, text, same);
      else
        load_entry (editor, attribute, text, same);
      break;
    }
}
