/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-filter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-number.h"
#include "hw-product-facts.h"

#define RESOURCES "/io/github/hallwright/Hallwright/"

typedef enum
{
  BY_KIND,
  BY_HEIGHT,
  BY_POWER,
  BY_COOLING,
  N_WAYS,
} Way;

struct _HwCatalogueFilter
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *grid;
  GtkWidget *clear;
  GtkWidget *lists[N_WAYS];

  GPtrArray *values[N_WAYS]; /* texts of the choices, "" for any */
  gboolean loading;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const keys[N_WAYS] = { "kind", "height", "power", "cooling" };
static const char *const labels[N_WAYS]
    = { N_ ("Kind"), N_ ("Height"), N_ ("Power, nameplate"), N_ ("Cooling") };
/* Units, and kilowatts: up to. */
static const int heights[] = { 1, 2, 4, 6, 8, 10 };
static const int powers[] = { 1, 2, 5, 10, 15, 50, 150 };

G_DEFINE_FINAL_TYPE (HwCatalogueFilter, hw_catalogue_filter, GTK_TYPE_WIDGET)

/* --- choices --- */

static const char *
get_value (HwCatalogueFilter *self, Way way)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->lists[way]));

  return selected < self->values[way]->len ? g_ptr_array_index (self->values[way], selected) : "";
}

static void
add_choice (HwCatalogueFilter *self, Way way, GtkStringList *list, const char *label, char *value)
{
  gtk_string_list_append (list, label);
  g_ptr_array_add (self->values[way], value);
}

static void
add_kinds (HwCatalogueFilter *self, GtkStringList *list, HwCatalogue *catalogue)
{
  gboolean has[HW_N_KINDS] = { FALSE };

  for (guint i = 1; catalogue != NULL && i <= hw_catalogue_n_products (catalogue); i++)
    {
      const HwProduct *product = hw_catalogue_get (catalogue, i);

      has[product->kind] = has[product->kind] || hw_product_is_placeable (product);
    }
  for (guint kind = 0; kind < HW_N_KINDS; kind++)
    if (has[kind])
      add_choice (self, BY_KIND, list, hw_kind_label (kind), g_strdup (hw_kind_name (kind)));
}

static void
fill (HwCatalogueFilter *self, Way way, HwCatalogue *catalogue)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->values[way], 0);
  add_choice (self, way, list, _ ("Any"), g_strdup (""));
  switch (way)
    {
    case BY_KIND:
      add_kinds (self, list, catalogue);
      break;
    case BY_HEIGHT:
      for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
        {
          g_autofree char *label = g_strdup_printf (_ ("Up to %dU"), heights[i]);

          add_choice (self, way, list, label, g_strdup_printf ("%d", heights[i]));
        }
      break;
    case BY_POWER:
      for (guint i = 0; i < G_N_ELEMENTS (powers); i++)
        {
          g_autofree char *label = g_strdup_printf (_ ("Up to %d kW"), powers[i]);

          add_choice (self, way, list, label, g_strdup_printf ("%d", powers[i]));
        }
      break;
    case BY_COOLING:
    default:
      add_choice (self, way, list, _ ("Air only"), g_strdup ("air"));
      add_choice (self, way, list, _ ("Liquid"), g_strdup ("liquid"));
      break;
    }
  self->loading = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->lists[way]), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[way]), 0);
  self->loading = FALSE;
}

/* --- matching --- */

/* Of a device: its units; racks and what stands on the floor have none. Figures that are not known
 * do not fit under a limit. */
gboolean
hw_catalogue_filter_matches (HwCatalogueFilter *self, const HwProduct *product)
{
  const char *kind = get_value (self, BY_KIND);
  const char *cooling = get_value (self, BY_COOLING);
  double limit;

  if (*kind != '\0' && !g_str_equal (kind, hw_kind_name (product->kind)))
    return FALSE;
  if (hw_number_parse (get_value (self, BY_HEIGHT), &limit)
      && (!hw_product_is_device (product) || product->half_units == 0
          || product->half_units > 2 * limit))
    return FALSE;
  if (hw_number_parse (get_value (self, BY_POWER), &limit))
    {
      double power = hw_product_value (product, HW_FIELD_POWER_NAMEPLATE);

      if (isnan (power) || power > limit * 1e3 * (1 + 1e-9))
        return FALSE;
    }
  if (*cooling != '\0')
    {
      double liquid = hw_product_value (product, HW_FIELD_HEAT_LIQUID);
      double air = hw_product_value (product, HW_FIELD_HEAT_AIR);

      if (g_str_equal (cooling, "liquid"))
        return liquid > 0;
      return air > 0 && !(liquid > 0);
    }
  return TRUE;
}

gboolean
hw_catalogue_filter_is_active (HwCatalogueFilter *self)
{
  for (guint way = 0; way < N_WAYS; way++)
    if (*get_value (self, way) != '\0')
      return TRUE;
  return FALSE;
}

/* --- changing --- */

static void
tell (HwCatalogueFilter *self)
{
  gboolean active = hw_catalogue_filter_is_active (self);

  gtk_widget_set_sensitive (self->clear, active);
  if (active)
    gtk_widget_add_css_class (self->button, "active");
  else
    gtk_widget_remove_css_class (self->button, "active");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
selected_cb (GtkDropDown *list, GParamSpec *pspec, HwCatalogueFilter *self)
{
  if (!self->loading)
    tell (self);
}

static void
clear_all (HwCatalogueFilter *self)
{
  self->loading = TRUE;
  for (guint way = 0; way < N_WAYS; way++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[way]), 0);
  self->loading = FALSE;
  tell (self);
}

void
hw_catalogue_filter_set_catalogue (HwCatalogueFilter *self, HwCatalogue *catalogue)
{
  fill (self, BY_KIND, catalogue);
  clear_all (self);
}

gboolean
hw_catalogue_filter_set (HwCatalogueFilter *self, const char *key, const char *value)
{
  for (guint way = 0; way < N_WAYS; way++)
    for (guint i = 0; g_str_equal (keys[way], key) && i < self->values[way]->len; i++)
      if (g_str_equal (g_ptr_array_index (self->values[way], i), value))
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[way]), i);
          return TRUE;
        }
  return FALSE;
}

static void
hw_catalogue_filter_dispose (GObject *object)
{
  HwCatalogueFilter *self = HW_CATALOGUE_FILTER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_catalogue_filter_parent_class)->dispose (object);
}

static void
hw_catalogue_filter_finalize (GObject *object)
{
  for (guint way = 0; way < N_WAYS; way++)
    g_ptr_array_unref (HW_CATALOGUE_FILTER (object)->values[way]);
  G_OBJECT_CLASS (hw_catalogue_filter_parent_class)->finalize (object);
}

static void
hw_catalogue_filter_class_init (HwCatalogueFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_catalogue_filter_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_catalogue_filter_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", HW_TYPE_CATALOGUE_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "catalogue-filter");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "hw-catalogue-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCatalogueFilter, button);
  gtk_widget_class_bind_template_child (widget_class, HwCatalogueFilter, grid);
  gtk_widget_class_bind_template_child (widget_class, HwCatalogueFilter, clear);
}

static void
hw_catalogue_filter_init (HwCatalogueFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint way = 0; way < N_WAYS; way++)
    {
      GtkWidget *label = gtk_label_new (_ (labels[way]));

      self->values[way] = g_ptr_array_new_with_free_func (g_free);
      self->lists[way] = gtk_drop_down_new (NULL, NULL);
      gtk_widget_set_hexpand (self->lists[way], TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->lists[way]);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self->lists[way]), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (labels[way]), -1);
      gtk_grid_attach (GTK_GRID (self->grid), label, 0, (int)way, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), self->lists[way], 1, (int)way, 1, 1);
      fill (self, way, NULL);
      g_signal_connect (self->lists[way], "notify::selected", G_CALLBACK (selected_cb), self);
    }
  gtk_widget_set_sensitive (self->clear, FALSE);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_all), self);
}
