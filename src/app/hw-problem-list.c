/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-problem-list.h"

#include <string.h>

/* --- one problem --- */

struct _HwProblemItem
{
  GObject parent_instance;

  HwSeverity severity;
  HwRef ref;
  const char *code;
  char *title;
  char *advice;
};

G_DEFINE_FINAL_TYPE (HwProblemItem, hw_problem_item, G_TYPE_OBJECT)

HwSeverity
hw_problem_item_get_severity (HwProblemItem *self)
{
  return self->severity;
}

HwRef
hw_problem_item_get_ref (HwProblemItem *self)
{
  return self->ref;
}

const char *
hw_problem_item_get_code (HwProblemItem *self)
{
  return self->code;
}

const char *
hw_problem_item_get_title (HwProblemItem *self)
{
  return self->title;
}

const char *
hw_problem_item_get_advice (HwProblemItem *self)
{
  return self->advice;
}

static void
hw_problem_item_finalize (GObject *object)
{
  HwProblemItem *self = HW_PROBLEM_ITEM (object);

  g_free (self->title);
  g_free (self->advice);
  G_OBJECT_CLASS (hw_problem_item_parent_class)->finalize (object);
}

static void
hw_problem_item_class_init (HwProblemItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_problem_item_finalize;
}

static void
hw_problem_item_init (HwProblemItem *self)
{
}

/* Some languages have a space before a colon or semicolon, one that does not break. */
static void
strip_end (char *text)
{
  char *last = g_utf8_find_prev_char (text, text + strlen (text));

  for (; last != NULL && g_unichar_isspace (g_utf8_get_char (last));
       last = g_utf8_find_prev_char (text, last))
    *last = '\0';
}

/* A message says what is wrong and, behind a semicolon or colon or in a second sentence, what to
 * do. */
static void
split_message (HwProblemItem *self, const char *message)
{
  const char *end = strstr (message, "; ");
  g_autofree char *advice = NULL;

  if (end == NULL)
    end = strstr (message, ". ");
  if (end == NULL)
    end = strstr (message, ": ");
  if (end == NULL)
    {
      self->title = g_strdup (message);
      if (g_str_has_suffix (self->title, "."))
        self->title[strlen (self->title) - 1] = '\0';
      self->advice = g_strdup ("");
      return;
    }
  self->title = g_strndup (message, end - message);
  strip_end (self->title);
  advice = g_strdup (end + 2);
  if (g_utf8_validate (advice, -1, NULL) && *advice != '\0')
    {
      gunichar first = g_unichar_toupper (g_utf8_get_char (advice));
      char upper[7] = { 0 };

      g_unichar_to_utf8 (first, upper);
      self->advice = g_strconcat (upper, g_utf8_next_char (advice), NULL);
    }
  else
    self->advice = g_steal_pointer (&advice);
}

/* --- the list --- */

typedef struct
{
  HwSeverity severity;
  HwRef ref;
  const char *code; /* interned */
  char *message;
} Entry;

struct _HwProblemList
{
  GObject parent_instance;

  GArray *entries; /* Entry */
};

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->message);
}

static GType
get_item_type (GListModel *model)
{
  return HW_TYPE_PROBLEM_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HW_PROBLEM_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HwProblemList *self = HW_PROBLEM_LIST (model);
  const Entry *entry;
  HwProblemItem *item;

  if (position >= self->entries->len)
    return NULL;
  entry = &g_array_index (self->entries, Entry, position);
  item = g_object_new (HW_TYPE_PROBLEM_ITEM, NULL);
  item->severity = entry->severity;
  item->ref = entry->ref;
  item->code = entry->code;
  split_message (item, entry->message);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HwProblemList,
                               hw_problem_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

HwProblemList *
hw_problem_list_new (void)
{
  return g_object_new (HW_TYPE_PROBLEM_LIST, NULL);
}

static gboolean
entry_equal (const Entry *a, const Entry *b)
{
  return a->severity == b->severity && hw_ref_equal (a->ref, b->ref)
         && g_str_equal (a->message, b->message);
}

void
hw_problem_list_take (HwProblemList *self, HwResults *results)
{
  g_autoptr (GPtrArray) problems = results != NULL ? hw_results_problems (results) : NULL;
  g_autoptr (GArray) old = self->entries;
  guint n = problems != NULL ? problems->len : 0;
  guint head = 0;
  guint tail = 0;

  self->entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), n);
  g_array_set_clear_func (self->entries, entry_clear);
  for (guint i = 0; i < n; i++)
    {
      const HwProblem *problem = g_ptr_array_index (problems, i);
      Entry entry = { problem->severity,
                      problem->ref,
                      g_intern_string (problem->code),
                      g_strdup (problem->message) };

      g_array_append_val (self->entries, entry);
    }

  /* Only what lies between the equal ends has changed: the list keeps its place. */
  while (head < MIN (old->len, n)
         && entry_equal (&g_array_index (old, Entry, head),
                         &g_array_index (self->entries, Entry, head)))
    head++;
  while (tail < MIN (old->len, n) - head
         && entry_equal (&g_array_index (old, Entry, old->len - 1 - tail),
                         &g_array_index (self->entries, Entry, n - 1 - tail)))
    tail++;
  if (old->len - head - tail > 0 || n - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, n - head - tail);
}

guint
hw_problem_list_count (HwProblemList *self, HwSeverity severity)
{
  guint count = 0;

  for (guint i = 0; i < self->entries->len; i++)
    count += g_array_index (self->entries, Entry, i).severity == severity;
  return count;
}

static void
hw_problem_list_finalize (GObject *object)
{
  HwProblemList *self = HW_PROBLEM_LIST (object);

  g_array_unref (self->entries);
  G_OBJECT_CLASS (hw_problem_list_parent_class)->finalize (object);
}

static void
hw_problem_list_class_init (HwProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_problem_list_finalize;
}

static void
hw_problem_list_init (HwProblemList *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
}
