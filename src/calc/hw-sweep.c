/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-private.h"

#include "hw-results-private.h"

/* What a thread takes at a time. */
#define CHUNK 64

typedef struct
{
  HwResults *results;
  GArray *components;
  GArray *fabrics; /* of hw_sweep_find_fabrics() */
  guint32 *same;   /* by component: the first that is alike */
  GArray *firsts;  /* guint32: of each kind of alike components one; of pairs, cables left out */
  guint32 *second; /* by component: of pairs, the next of its kind; 0: it is alone */
  guint64 n_jobs, next;
  guint64 n_found, n_done;
  gboolean pairs;
  GMutex mutex;
  HwSweepProgress *progress;
} Sweep;

/* One thread's own. */
typedef struct
{
  Sweep *sweep;
  HwSweepTrial trial;
  GArray *lines; /* HwSweepLine: of pairs only what loses something */
  guint64 n_found, n_done;
} Worker;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const HwSweepLine *x = a, *y = b;

  if (x->fp8_lost != y->fp8_lost)
    return x->fp8_lost > y->fp8_lost ? -1 : 1;
  if (x->gpus_lost != y->gpus_lost)
    return x->gpus_lost > y->gpus_lost ? -1 : 1;
  if (x->gpus_capped != y->gpus_capped)
    return x->gpus_capped > y->gpus_capped ? -1 : 1;
  if (x->overloads != y->overloads)
    return x->overloads > y->overloads ? -1 : 1;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return x->second < y->second ? -1 : x->second > y->second;
}

/* Of pairs only the worst are kept, so that any number of them fits the memory. */
static void
sort (const Sweep *self, GArray *lines)
{
  g_array_sort (lines, compare_lines);
  if (self->pairs && lines->len > HW_SWEEP_PAIRS_KEPT)
    g_array_set_size (lines, HW_SWEEP_PAIRS_KEPT);
}

/* Row i of the triangle of pairs has the pair with the next of its own kind, and those with all
 * kinds behind it: n − i. Returns: the first job of a row */
static guint64
first_of_row (guint64 n, guint64 row)
{
  return row * n - row * (row - 1) / 2;
}

/* Returns: FALSE where nothing else is like it, so that there is no such pair */
static gboolean
job_at (Sweep *self, guint64 job, HwSweepLine *line)
{
  guint n = self->firsts->len, low = 0, high = n;
  guint64 column;

  *line = (HwSweepLine){ .second = HW_SWEEP_NONE };
  if (!self->pairs)
    {
      line->first = g_array_index (self->firsts, guint32, job);
      return TRUE;
    }
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      *(first_of_row (n, middle) <= job ? &low : &high) = middle;
    }
  line->first = g_array_index (self->firsts, guint32, low);
  column = job - first_of_row (n, low);
  line->second = column > 0 ? g_array_index (self->firsts, guint32, low + column)
                            : self->second[line->first];
  return line->second != 0;
}

static gboolean
take_chunk (Sweep *self, guint64 *first, guint64 *end)
{
  g_mutex_lock (&self->mutex);
  *first = self->next;
  *end = self->next = MIN (self->next + CHUNK, self->n_jobs);
  if (self->progress != NULL)
    g_atomic_int_set (&self->progress->done, (gint)(*first / self->progress->per_step));
  g_mutex_unlock (&self->mutex);
  return *first < *end
         && (self->progress == NULL || !g_atomic_int_get (&self->progress->cancelled));
}

static gpointer
work (gpointer data)
{
  Worker *self = data;
  Sweep *sweep = self->sweep;
  g_autoptr (GArray) components = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  guint64 first, end;

  while (take_chunk (sweep, &first, &end))
    for (guint64 i = first; i < end; i++)
      {
        HwSweepLine line;

        if (!job_at (sweep, i, &line))
          continue;
        g_array_set_size (components, 0);
        g_array_append_val (components, g_array_index (sweep->components, HwComponent, line.first));
        if (sweep->pairs)
          g_array_append_val (components,
                              g_array_index (sweep->components, HwComponent, line.second));
        hw_sweep_evaluate (&self->trial, components, &line);
        self->n_done++;
        if (!sweep->pairs || line.gpus_lost + line.gpus_capped + line.overloads > 0)
          {
            g_array_append_val (self->lines, line);
            self->n_found++;
          }
        if (sweep->pairs && self->lines->len >= 2 * HW_SWEEP_PAIRS_KEPT)
          sort (sweep, self->lines);
      }
  return NULL;
}

/* --- all of them --- */

static gboolean
is_cable (Sweep *self, guint component)
{
  return g_array_index (self->components, HwComponent, component).kind == HW_COMPONENT_CABLE;
}

static void
add_singles (Sweep *self)
{
  for (guint32 i = 0; i < self->components->len; i++)
    if (self->same[i] == i)
      g_array_append_val (self->firsts, i);
  self->n_jobs = self->firsts->len;
}

/* Of what is alike two may still fail together: the first with the next of its kind. */
static void
add_pairs (Sweep *self)
{
  self->second = g_new0 (guint32, MAX (self->components->len, 1));
  for (guint32 i = 0; i < self->components->len; i++)
    {
      if (is_cable (self, i))
        continue;
      if (self->same[i] == i)
        g_array_append_val (self->firsts, i);
      else if (self->second[self->same[i]] == 0)
        self->second[self->same[i]] = i;
    }
  self->pairs = TRUE;
  self->n_jobs = first_of_row (self->firsts->len, self->firsts->len);
}

static void
start_progress (Sweep *self)
{
  if (self->progress == NULL)
    return;
  self->progress->per_step = (gint)(self->n_jobs / G_MAXINT + 1);
  g_atomic_int_set (&self->progress->n, (gint)(self->n_jobs / self->progress->per_step));
}

/* Returns: (transfer full) (element-type HwSweepLine): of what was worked out */
static GArray *
run (Sweep *self)
{
  guint n = MAX (g_get_num_processors (), 1);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (HwSweepLine));
  g_autofree Worker *workers = g_new0 (Worker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  start_progress (self);
  for (guint i = 0; i < n; i++)
    {
      workers[i].sweep = self;
      workers[i].lines = g_array_new (FALSE, FALSE, sizeof (HwSweepLine));
      hw_sweep_trial_init (&workers[i].trial, self->results, self->fabrics);
      if (i > 0)
        threads[i] = g_thread_new ("sweep", work, &workers[i]);
    }
  work (&workers[0]);
  for (guint i = 0; i < n; i++)
    {
      if (threads[i] != NULL)
        g_thread_join (threads[i]);
      g_array_append_vals (lines, workers[i].lines->data, workers[i].lines->len);
      self->n_found += workers[i].n_found;
      self->n_done += workers[i].n_done;
      g_array_unref (workers[i].lines);
      hw_sweep_trial_clear (&workers[i].trial);
    }
  return lines;
}

/* Each component has the line of the one that it is like. @found: (transfer full) */
static GArray *
collect_lines (Sweep *self, GArray *found)
{
  GArray *lines = found;
  g_autofree guint *line_of = NULL;

  if (!self->pairs)
    {
      lines = g_array_new (FALSE, FALSE, sizeof (HwSweepLine));
      line_of = g_new0 (guint, MAX (self->components->len, 1));
      for (guint i = 0; i < found->len; i++)
        line_of[g_array_index (found, HwSweepLine, i).first] = i + 1;
      for (guint i = 0; i < self->components->len; i++)
        if (line_of[self->same[i]] > 0)
          {
            HwSweepLine line = g_array_index (found, HwSweepLine, line_of[self->same[i]] - 1);

            line.first = i;
            g_array_append_val (lines, line);
          }
      g_array_unref (found);
    }
  sort (self, lines);
  return lines;
}

/* Nothing is like anything else. */
static guint32 *
find_self (const GArray *components)
{
  guint32 *first_of = g_new (guint32, MAX (components->len, 1));

  for (guint i = 0; i < components->len; i++)
    first_of[i] = i;
  return first_of;
}

static HwSweep *
sweep (Sweep *self, HwSweepKind kind)
{
  HwSweep *out = g_new0 (HwSweep, 1);

  self->same = kind == HW_SWEEP_EVERY_SINGLE
                   ? find_self (self->components)
                   : hw_sweep_find_alike (self->results, self->components);
  if (kind == HW_SWEEP_PAIRS)
    add_pairs (self);
  else
    add_singles (self);
  out->results = g_object_ref (self->results);
  out->components = g_array_ref (self->components);
  out->lines = collect_lines (self, run (self));
  out->n_found = self->pairs ? self->n_found : out->lines->len;
  out->evaluated = self->n_done;
  out->complete = self->progress == NULL || !g_atomic_int_get (&self->progress->cancelled);
  return out;
}

HwSweep *
hw_sweep_run (HwResults *results, HwSweepKind kind, HwSweepProgress *progress)
{
  Sweep self = { .results = results, .progress = progress };
  HwSweep *out;

  hw_what_if_prepare (results);
  g_mutex_init (&self.mutex);
  self.components = hw_components_list (results);
  self.firsts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.fabrics = hw_sweep_find_fabrics (results);
  out = sweep (&self, kind);
  g_array_unref (self.components);
  g_array_unref (self.firsts);
  g_array_unref (self.fabrics);
  g_free (self.same);
  g_free (self.second);
  g_mutex_clear (&self.mutex);
  return out;
}

void
hw_sweep_free (HwSweep *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->components);
  g_array_unref (self->lines);
  g_object_unref (self->results);
  g_free (self);
}

/* --- names --- */

typedef char *(*Naming) (HwResults *results, const HwComponent *component);

static char *
name_line (const HwSweep *self, const HwSweepLine *line, Naming naming)
{
  g_autofree char *first
      = naming (self->results, &g_array_index (self->components, HwComponent, line->first));
  g_autofree char *second = NULL;

  if (line->second == HW_SWEEP_NONE)
    return g_steal_pointer (&first);
  second = naming (self->results, &g_array_index (self->components, HwComponent, line->second));
  return g_strdup_printf ("%s + %s", first, second);
}

char *
hw_sweep_line_key (const HwSweep *self, const HwSweepLine *line)
{
  return name_line (self, line, hw_component_key);
}

char *
hw_sweep_line_label (const HwSweep *self, const HwSweepLine *line)
{
  return name_line (self, line, hw_component_label);
}

gboolean
hw_sweep_is_single_point (const HwSweep *self, const HwSweepLine *line)
{
  const HwComponent *component = &g_array_index (self->components, HwComponent, line->first);
  guint own = 0;

  if (line->second != HW_SWEEP_NONE)
    return FALSE;
  if (component->kind == HW_COMPONENT_OBJECT)
    own = (guint)hw_results_total (self->results, HW_TOTAL_GPUS, component->object).value;
  return line->gpus_lost > own;
}
