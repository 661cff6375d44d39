/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The appendix: the tree of each headline figure down to cited figures, with numbers of the sources
 * whose titles and addresses follow. */

/* Width below which labels and addresses would have many lines. */
#define LEAST 345.0
/* Of one figure; the command line and the window show all. */
#define MOST_LINES 400
#define LABEL_SHARE 0.43
#define ADDRESS_SHARE 0.52

typedef struct
{
  HwSheetSet *set;
  const char *currency;
  GPtrArray *lines;    /* HwTableLine */
  GHashTable *numbers; /* title and address to number */
  GPtrArray *sources;  /* HwTableLine */
  double width;
} Appendix;

static const HwTotal headlines[] = {
  HW_TOTAL_GPUS,   HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_IT_EXPECTED,
  HW_TOTAL_LIQUID, HW_TOTAL_AIR,       HW_TOTAL_MASS,         HW_TOTAL_CAPEX,
};

/* Adds the lines of a source: number, title and date, address in as many lines as it takes. */
static void
list_source (Appendix *self, const HwExplanation *node, guint number)
{
  const char *address = node->address != NULL ? node->address : "";
  g_autofree char *title = node->date != NULL ? g_strdup_printf ("%s, %s", node->source, node->date)
                                              : g_strdup (node->source);
  g_auto (GStrv) titles = hw_table_wrap (title, self->width * (1 - ADDRESS_SHARE - 0.06) - 6);
  g_auto (GStrv) addresses = hw_table_wrap (address, self->width * ADDRESS_SHARE - 6);
  guint n_titles = g_strv_length (titles), n_addresses = g_strv_length (addresses);

  for (guint i = 0; i < MAX (n_titles, n_addresses); i++)
    {
      g_autofree char *mark = i == 0 ? g_strdup_printf ("[%u]", number) : g_strdup ("");
      g_ptr_array_add (self->sources,
                       hw_table_line_new (i == 0 ? HW_LINE_PLAIN : HW_LINE_MORE,
                                          3,
                                          mark,
                                          i < n_titles ? titles[i] : "",
                                          i < n_addresses ? addresses[i] : ""));
    }
}

static guint
number_of (Appendix *self, const HwExplanation *node)
{
  char *key = g_strdup_printf ("%s\n%s", node->source, node->address != NULL ? node->address : "");
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));

  if (number > 0)
    {
      g_free (key);
      return number;
    }
  number = g_hash_table_size (self->numbers) + 1;
  g_hash_table_insert (self->numbers, key, GUINT_TO_POINTER (number));
  list_source (self, node, number);
  return number;
}

/* "[3] calculated from cited values, high confidence". */
static char *
source_text (Appendix *self, const HwExplanation *node)
{
  GString *text = g_string_new (NULL);

  if (node->source != NULL)
    g_string_append_printf (text, "[%u] ", number_of (self, node));
  if (node->basis != 0)
    g_string_append (text, hw_basis_label (node->basis));
  if (node->confidence != 0 && (node->source != NULL || node->basis != 0))
    g_string_append_printf (
        text, "%s%s", node->basis != 0 ? ", " : "", hw_confidence_label (node->confidence));
  return g_string_free (text, FALSE);
}

static void
add_remark (Appendix *self, const char *text, const char *indent)
{
  g_auto (GStrv) pieces = hw_table_wrap (text, self->width - 12.0 * strlen (indent) / 4 - 20);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s\302\240\302\240%s", indent, pieces[i]);
      g_ptr_array_add (self->lines, hw_table_line_new (HW_LINE_REMARK, 1, line));
    }
}

static void
join (GString *text, const char *piece)
{
  if (piece == NULL || *piece == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, piece);
}

/* How it is reckoned and where it comes from; @leaf: (nullable): its only part. */
static void
add_remarks (Appendix *self,
             const HwExplanation *node,
             const HwExplanation *leaf,
             const char *indent)
{
  g_autofree char *own_source = source_text (self, node);
  g_autofree char *leaf_source = leaf != NULL ? source_text (self, leaf) : NULL;
  g_autoptr (GString) text = g_string_new (node->formula);

  join (text, own_source);
  join (text, node->note);
  if (leaf != NULL)
    {
      join (text, leaf->formula);
      join (text, leaf_source);
      join (text, leaf->note);
    }
  if (text->len > 0)
    add_remark (self, text->str, indent);
}

static char *
dup_indent (guint depth)
{
  g_autoptr (GString) indent = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (indent, "\302\240\302\240\302\240");
  return g_string_free (g_steal_pointer (&indent), FALSE);
}

static void
add_label (Appendix *self, const char *label, const char *value, const char *range, guint depth)
{
  g_autofree char *indent = dup_indent (depth);
  g_auto (GStrv) labels = hw_table_wrap (label, self->width * LABEL_SHARE - 5.5 * depth - 8);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%s", indent, labels[i]);
      g_ptr_array_add (self->lines,
                       hw_table_line_new (i > 0        ? HW_LINE_MORE
                                          : depth == 0 ? HW_LINE_TOTAL
                                                       : HW_LINE_PLAIN,
                                          3,
                                          text,
                                          i == 0 ? value : "",
                                          i == 0 ? range : ""));
    }
}

/* The first of @n that are unknown for one reason, and how many more there are. */
static void
add_alike (Appendix *self, const HwExplanation *node, guint n, guint depth)
{
  g_autofree char *label = g_strdup_printf (_ ("%s and %u more"), node->label, n - 1);
  g_autofree char *value = hw_sum_text (&node->sum, node->dimension, self->currency);
  g_autofree char *indent = dup_indent (depth);

  add_label (self, label, value, "", depth);
  add_remarks (self, node, NULL, indent);
}

/* What is known to add nothing, to no figure. */
static gboolean
is_nothing (const HwExplanation *node)
{
  return node->sum.n_unknown == 0 && node->sum.low == 0 && node->sum.high == 0;
}

static gboolean
is_unknown_leaf (const HwExplanation *node)
{
  return node->children->len == 0 && hw_sum_is_unknown (&node->sum) && node->source == NULL;
}

/* How many children from one on are unknown for the same reason: 40 lengths of fibre without a
 * price say it once. */
static guint
alike (const GPtrArray *children, guint first)
{
  const HwExplanation *node = g_ptr_array_index (children, first);
  guint n = 1;

  if (!is_unknown_leaf (node))
    return 1;
  for (; first + n < children->len; n++)
    {
      const HwExplanation *next = g_ptr_array_index (children, first + n);

      if (!is_unknown_leaf (next) || g_strcmp0 (next->note, node->note) != 0
          || next->basis != node->basis)
        break;
    }
  return n;
}

static void
add_node (Appendix *self, const HwExplanation *node, guint depth, guint limit)
{
  g_autofree char *value = hw_sum_text (&node->sum, node->dimension, self->currency);
  g_autofree char *range = hw_sum_range_text (&node->sum, node->dimension, self->currency);
  g_autofree char *indent = dup_indent (depth);
  const HwExplanation *leaf = NULL;

  if (self->lines->len >= limit)
    return;
  add_label (self, node->label, value, range, depth);
  /* A lone leaf says where its parent's figure comes from. */
  if (node->children->len == 1)
    leaf = g_ptr_array_index (node->children, 0);
  if (leaf != NULL && leaf->children->len > 0)
    leaf = NULL;
  add_remarks (self, node, leaf, indent);
  if (leaf != NULL)
    return;
  for (guint i = 0; i < node->children->len; i++)
    {
      guint n_alike = alike (node->children, i);

      if (is_nothing (g_ptr_array_index (node->children, i)))
        continue;
      if (n_alike > 1 && self->lines->len < limit)
        {
          add_alike (self, g_ptr_array_index (node->children, i), n_alike, depth + 1);
          i += n_alike - 1;
          continue;
        }
      if (self->lines->len >= limit && i > 0)
        {
          g_autofree char *more = g_strdup_printf (_ ("… and %u more"), node->children->len - i);
          add_remark (self, more, indent);
          break;
        }
      add_node (self, g_ptr_array_index (node->children, i), depth + 1, limit);
    }
}

void
hw_sheet_add_explanations (HwSheetSet *set)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  g_autoptr (GPtrArray) sources
      = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Appendix appendix = { .set = set, .lines = lines, .numbers = numbers, .sources = sources };
  const HwColumn columns[] = {
    { _ ("What"), LABEL_SHARE, HW_ALIGN_START },
    { _ ("Value"), 0.22, HW_ALIGN_END },
    { _ ("Range"), 0.35, HW_ALIGN_END },
  };
  const HwColumn source_columns[] = {
    { _ ("No."), 0.06, HW_ALIGN_START },
    { _ ("Source"), 1 - ADDRESS_SHARE - 0.06, HW_ALIGN_START },
    { _ ("Address"), ADDRESS_SHARE, HW_ALIGN_START },
  };

  appendix.currency = hw_design_text (set->design, hw_design_get_site (set->design)->currency);
  appendix.width = hw_sheet_list_width (set, LEAST);
  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    {
      g_autoptr (HwExplanation) tree
          = hw_results_explain (set->results, headlines[i], HW_REF (HW_TABLE_DESIGN, 0));
      add_node (&appendix, tree, 0, lines->len + MOST_LINES);
    }
  hw_sheet_add_list (set,
                     _ ("Explanation of the figures"),
                     _ ("numbers in brackets: list of sources; what is 0 is left out"),
                     columns,
                     G_N_ELEMENTS (columns),
                     lines,
                     LEAST);
  hw_sheet_add_list (
      set, _ ("Sources"), NULL, source_columns, G_N_ELEMENTS (source_columns), sources, LEAST);
}
