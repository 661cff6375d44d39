/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-io-error.h"
#include "hw-number.h"
#include "hw-xml-reader.h"

/* One attribute of an element. Numbers have bounds; texts have none. */
typedef struct
{
  const char *name;
  gboolean text;
  gboolean required;
  gsize offset;
  double minimum, maximum;
  gboolean beyond; /* the minimum itself is not allowed */
} Item;

#define LARGE 1e15
#define MONEY(type, member, tag, need)                                                             \
  {                                                                                                \
    tag, FALSE, need, G_STRUCT_OFFSET (type, member), 0, LARGE, FALSE                              \
  }
#define ABOVE(type, member, tag, need, most)                                                       \
  {                                                                                                \
    tag, FALSE, need, G_STRUCT_OFFSET (type, member), 0, most, TRUE                                \
  }
#define WITHIN(type, member, tag, need, low, high)                                                 \
  {                                                                                                \
    tag, FALSE, need, G_STRUCT_OFFSET (type, member), low, high, FALSE                             \
  }
#define WORDS(type, member, tag, need)                                                             \
  {                                                                                                \
    tag, TRUE, need, G_STRUCT_OFFSET (type, member), 0, 0, FALSE                                   \
  }
/* A network that is all of the whole costs without end. */
#define MOST_SHARE 0.99

static const Item model_items[] = {
  WORDS (HwCostModel, name, "name", FALSE),
  WORDS (HwCostModel, currency, "currency", FALSE),
  WITHIN (HwCostModel, rate, "interest-rate", FALSE, 0, 1),
  WITHIN (HwCostModel, gpus, "gpus", FALSE, 0, LARGE),
  WITHIN (HwCostModel, pflops, "pflops", FALSE, 0, LARGE),
  WORDS (HwCostModel, precision, "precision", FALSE),
  WITHIN (HwCostModel, power_w, "power-w", FALSE, 0, LARGE),
  WITHIN (HwCostModel, sold, "sold-utilisation", FALSE, 0.01, 1),
  ABOVE (HwCostModel, years, "tco-years", FALSE, 100),
  WORDS (HwCostModel, note, "note", FALSE),
};

static const Item asset_items[] = {
  WORDS (HwCostAsset, name, "name", TRUE),
  WITHIN (HwCostAsset, count, "count", FALSE, 0, LARGE),
  MONEY (HwCostAsset, unit_cost, "unit-cost", TRUE),
  WITHIN (HwCostAsset, factor, "factor", FALSE, 0, 1000),
  WITHIN (HwCostAsset, network_share, "network-share", FALSE, 0, MOST_SHARE),
  ABOVE (HwCostAsset, months, "months", TRUE, 12000),
  WITHIN (HwCostAsset, rate, "interest-rate", FALSE, 0, 1),
  WITHIN (HwCostAsset, residual_ratio, "residual-ratio", FALSE, 0, 1),
  WITHIN (HwCostAsset, maintenance_ratio, "maintenance-ratio", FALSE, 0, 1),
};

static const Item energy_items[] = {
  WORDS (HwCostEnergy, name, "name", TRUE),
  WITHIN (HwCostEnergy, power_w, "power-w", TRUE, 0, LARGE),
  WITHIN (HwCostEnergy, utilisation, "utilisation", FALSE, 0, 1),
  WITHIN (HwCostEnergy, pue, "pue", FALSE, 1, 100),
  MONEY (HwCostEnergy, price_per_kwh, "electricity-price", TRUE),
};

static const Item expense_items[] = {
  WORDS (HwCostExpense, name, "name", TRUE),
  WITHIN (HwCostExpense, count, "count", FALSE, 0, LARGE),
  MONEY (HwCostExpense, per_month, "per-month", TRUE),
};

static const Item run_items[] = {
  WITHIN (HwCostRun, chips, "chips", TRUE, 0, LARGE),
  WITHIN (HwCostRun, hours, "hours", TRUE, 0, LARGE),
  MONEY (HwCostRun, price_per_chip, "price-per-chip", TRUE),
  WITHIN (HwCostRun, orders_per_year, "orders-per-year", TRUE, 0, 10),
  WITHIN (HwCostRun, network_share, "network-share", FALSE, 0, MOST_SHARE),
  WITHIN (HwCostRun, power_w, "power-w", TRUE, 0, LARGE),
  WITHIN (HwCostRun, load_factor, "load-factor", FALSE, 0, 1),
  WITHIN (HwCostRun, pue, "pue", FALSE, 1, 100),
  MONEY (HwCostRun, price_per_kwh, "electricity-price", TRUE),
  ABOVE (HwCostRun, index_from, "index-from", FALSE, LARGE),
  ABOVE (HwCostRun, index_to, "index-to", FALSE, LARGE),
};

typedef struct
{
  HwCostModel *model;
  HwXmlReader *reader;
  guint depth;
} Reader;

/* --- attributes --- */

static void
read_number (Reader *self, const Item *item, gpointer row, const char *text)
{
  double value;
  char low[HW_NUMBER_SIZE], high[HW_NUMBER_SIZE];

  if (!hw_number_parse (text, &value))
    hw_xml_reader_find (self->reader, _ ("%s=\"%s\" is not a number"), item->name, text);
  else if (item->beyond && value <= item->minimum)
    hw_xml_reader_find (self->reader, _ ("%s=\"%s\" is not above 0"), item->name, text);
  else if (value < item->minimum || value > item->maximum)
    hw_xml_reader_find (self->reader,
                        _ ("%s=\"%s\" is not between %s and %s."),
                        item->name,
                        text,
                        hw_number_format (low, item->minimum),
                        hw_number_format (high, item->maximum));
  else
    G_STRUCT_MEMBER (double, row, item->offset) = value;
}

static gboolean
is_currency (const char *text)
{
  return strlen (text) == 3 && strspn (text, G_CSET_A_2_Z) == 3;
}

static const HwXmlAttribute *
find (const HwXmlAttribute *attributes, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (attributes[i].prefix == NULL && strcmp (attributes[i].name, name) == 0)
      return &attributes[i];
  return NULL;
}

static gboolean
is_one_of (const Item *items, guint n_items, const char *name)
{
  for (guint i = 0; i < n_items; i++)
    if (strcmp (items[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

/* @besides: (nullable): an attribute that the caller reads. What is foreign is left aside: models
 * are not written back. */
static void
read_items (Reader *self,
            const char *element,
            const Item *items,
            guint n_items,
            const char *besides,
            const HwXmlAttribute *attributes,
            guint n,
            gpointer row)
{
  GString *kept = NULL;

  for (guint i = 0; i < n_items; i++)
    {
      const HwXmlAttribute *attribute = find (attributes, n, items[i].name);

      if (attribute == NULL && items[i].required)
        hw_xml_reader_find (
            self->reader, _ ("“%s” needs the attribute “%s”"), element, items[i].name);
      if (attribute == NULL)
        continue;
      if (items[i].text)
        {
          char **text = &G_STRUCT_MEMBER (char *, row, items[i].offset);

          g_free (*text);
          *text = g_strdup (hw_xml_reader_value (self->reader, attribute));
        }
      else
        read_number (self, &items[i], row, hw_xml_reader_value (self->reader, attribute));
    }
  for (guint i = 0; i < n; i++)
    if (attributes[i].prefix != NULL
        || (!is_one_of (items, n_items, attributes[i].name)
            && g_strcmp0 (besides, attributes[i].name) != 0))
      hw_xml_reader_other_attribute (self->reader, element, &attributes[i], &kept);
  if (kept != NULL)
    g_string_free (kept, TRUE);
}

/* The class of an entry, by its name among @n. Returns: 0 where there is none, after a finding */
static guint
read_class (Reader *self,
            const char *element,
            const HwXmlAttribute *attributes,
            guint n_attributes,
            guint n,
            const char *(*name_of) (guint))
{
  const HwXmlAttribute *attribute = find (attributes, n_attributes, "class");
  g_autoptr (GString) all = g_string_new (NULL);
  const char *text;

  if (attribute == NULL)
    {
      hw_xml_reader_find (self->reader, _ ("“%s” needs the attribute “%s”"), element, "class");
      return 0;
    }
  text = hw_xml_reader_value (self->reader, attribute);
  for (guint i = 0; i < n; i++)
    {
      if (strcmp (name_of (i), text) == 0)
        return i;
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", name_of (i));
    }
  hw_xml_reader_find (self->reader, _ ("%s=\"%s\" is none of: %s."), "class", text, all->str);
  return 0;
}

static const char *
capital_name (guint index)
{
  return hw_capital_class_name (index);
}

static const char *
running_name (guint index)
{
  return hw_running_class_name (index);
}

/* --- elements --- */

static HwXmlVerdict
start_root (Reader *self, const char *name, const HwXmlAttribute *attributes, guint n)
{
  guint minor;

  if (strcmp (name, "cost-model") != 0)
    {
      hw_xml_reader_find (self->reader,
                          _ ("this is no cost model: its root element is “%s”, not “cost-model”"),
                          name);
      return HW_XML_SKIP;
    }
  if (!hw_xml_reader_root (self->reader, find (attributes, n, "format"), &minor))
    return HW_XML_SKIP;
  read_items (
      self, name, model_items, G_N_ELEMENTS (model_items), "format", attributes, n, self->model);
  if (!is_currency (self->model->currency))
    hw_xml_reader_find (self->reader,
                        _ ("“%s” is no currency: three capital letters, as in “EUR”."),
                        self->model->currency);
  return HW_XML_ENTER;
}

static void
start_asset (Reader *self, const HwXmlAttribute *attributes, guint n)
{
  HwCostAsset row = hw_cost_asset_plain ();

  row.months = 1;
  row.klass = read_class (self, "asset", attributes, n, HW_N_CAPITAL_CLASSES, capital_name);
  read_items (self, "asset", asset_items, G_N_ELEMENTS (asset_items), "class", attributes, n, &row);
  hw_cost_model_add_asset (self->model, &row);
}

static void
start_energy (Reader *self, const HwXmlAttribute *attributes, guint n)
{
  HwCostEnergy row = { .utilisation = 1, .pue = 1 };

  read_items (self, "energy", energy_items, G_N_ELEMENTS (energy_items), NULL, attributes, n, &row);
  hw_cost_model_add_energy (self->model, &row);
}

static void
start_expense (Reader *self, const HwXmlAttribute *attributes, guint n)
{
  HwCostExpense row = { .count = 1 };

  row.klass = read_class (self, "expense", attributes, n, HW_N_RUNNING_CLASSES, running_name);
  read_items (
      self, "expense", expense_items, G_N_ELEMENTS (expense_items), "class", attributes, n, &row);
  hw_cost_model_add_expense (self->model, &row);
}

static void
start_run (Reader *self, const HwXmlAttribute *attributes, guint n)
{
  self->model->run = (HwCostRun){ .load_factor = 1, .pue = 1, .index_from = 1, .index_to = 1 };
  self->model->has_run = TRUE;
  read_items (
      self, "run", run_items, G_N_ELEMENTS (run_items), NULL, attributes, n, &self->model->run);
}

static HwXmlVerdict
start_cb (gpointer data, const char *name, const HwXmlAttribute *attributes, guint n)
{
  Reader *self = data;
  HwXmlVerdict verdict = HW_XML_ENTER;

  if (self->depth == 0)
    verdict = start_root (self, name, attributes, n);
  else if (self->depth == 1 && strcmp (name, "asset") == 0)
    start_asset (self, attributes, n);
  else if (self->depth == 1 && strcmp (name, "energy") == 0)
    start_energy (self, attributes, n);
  else if (self->depth == 1 && strcmp (name, "expense") == 0)
    start_expense (self, attributes, n);
  else if (self->depth == 1 && strcmp (name, "run") == 0 && !self->model->has_run)
    start_run (self, attributes, n);
  else
    verdict = hw_xml_reader_other_element (self->reader, name, "cost-model");
  if (verdict == HW_XML_ENTER)
    self->depth++;
  return verdict;
}

static void
end_cb (gpointer data)
{
  ((Reader *)data)->depth--;
}

static void
kept_cb (gpointer data, const char *text)
{
}

/* --- files --- */

HwCostModel *
hw_cost_model_read_stream (GInputStream *stream, const char *name, GError **error)
{
  static const HwXmlHandler handler = { start_cb, end_cb, kept_cb };
  g_autoptr (HwCostModel) model = hw_cost_model_new ();
  g_autoptr (HwFindings) findings = hw_findings_new (name);
  Reader self = { .model = model };
  g_autoptr (HwXmlReader) reader = hw_xml_reader_new (&handler, &self, findings);

  self.reader = reader;
  model->currency = g_strdup ("USD");
  if (!hw_xml_reader_run (reader, stream, error) || !hw_findings_check (findings, error))
    return NULL;
  return g_steal_pointer (&model);
}

HwCostModel *
hw_cost_model_read_file (GFile *file, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);

  if (stream != NULL)
    return hw_cost_model_read_stream (G_INPUT_STREAM (stream), name, error);
  g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_READ, "%s: %s", name, reason->message);
  return NULL;
}
