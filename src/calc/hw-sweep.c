/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep.h"

#include <string.h>

#include "hw-fabric-reach.h"
#include "hw-fabrics-private.h"
#include "hw-results-private.h"

/* What a thread takes at a time. */
#define CHUNK 64

/* A fabric that GPUs cannot work without. */
typedef struct
{
  HwHandle handle;
  const HwFabric *fabric;
  guint *node_of; /* by device: node + 1 */
  HwHandle *device_of;
} Fabric;

typedef struct
{
  HwResults *results;
  HwDesign *design;
  GArray *components;
  GArray *fabrics; /* Fabric */
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
  GPtrArray *reaches; /* HwFabricReach by fabric of the sweep */
  GArray *lines;      /* HwSweepLine: of pairs only what loses something */
  guint64 n_found, n_done;
} Worker;

/* --- what is alike --- */

static guint
find_root (guint *links, guint link)
{
  while (links[link] != link)
    link = links[link] = links[links[link]];
  return link;
}

/* Links in series: whichever of them is closed, nothing flows in any. A pump is no such link, as
 * with it its CDU fails. Returns: (transfer full): by link the first of its series */
static guint *
find_series (const HwLoopPlan *plan)
{
  guint n = plan->links->len;
  guint *series = g_new (guint, MAX (n, 1));
  g_autofree guint *degree = g_new0 (guint, MAX (plan->nodes->len, 1));
  g_autofree guint *ends = g_new0 (guint, 2 * MAX (plan->nodes->len, 1));

  for (guint i = 0; i < n; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);

      series[i] = i;
      for (guint end = 0; end < 2; end++)
        {
          guint node = end == 0 ? link->from : link->to;

          if (degree[node] < 2)
            ends[2 * node + degree[node]] = i;
          degree[node]++;
        }
    }
  for (guint node = 0; node < plan->nodes->len; node++)
    if (degree[node] == 2 && hw_loop_plan_link (plan, ends[2 * node])->role != HW_PART_PUMP
        && hw_loop_plan_link (plan, ends[2 * node + 1])->role != HW_PART_PUMP)
      {
        guint a = find_root (series, ends[2 * node]), b = find_root (series, ends[2 * node + 1]);

        series[MAX (a, b)] = MIN (a, b);
      }
  for (guint i = 0; i < n; i++)
    series[i] = find_root (series, i);
  return series;
}

/* The first supply of the same load on the same feed, rack PDU and line. */
static guint
first_unit (const HwPowerRack *rack, guint index)
{
  const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, index);

  for (guint i = 0; i < index; i++)
    {
      const HwPowerUnit *other = &g_array_index (rack->units, HwPowerUnit, i);

      if (other->load == unit->load && other->tap == unit->tap && other->pdu == unit->pdu
          && other->phase == unit->phase && other->rating_w == unit->rating_w
          && other->parts == unit->parts && (other->port == 0) == (unit->port == 0))
        return i;
    }
  return index;
}

typedef struct
{
  guint64 words[2];
} Likeness;

static guint
likeness_hash (gconstpointer key)
{
  const Likeness *self = key;

  return (guint)((self->words[0] * 31 + self->words[1]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)
                 >> 32);
}

static gboolean
likeness_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Likeness)) == 0;
}

/* Returns: FALSE where nothing else is like the component */
static gboolean
likeness_of (Sweep *self, const HwComponent *component, GHashTable *series, Likeness *like)
{
  const HwPowerTarget *target = &component->target;
  guint link, kind = 0;

  if (component->kind == HW_COMPONENT_POWER && target->node < 0
      && (target->role == HW_POWER_SUPPLY))
    {
      const HwPowerRack *rack = hw_power_derive_rack (self->results->power, target->rack);

      like->words[0] = (guint64)target->rack << 32 | first_unit (rack, target->index);
      like->words[1] = 1 + (target->part != 0);
      return TRUE;
    }
  if (component->kind == HW_COMPONENT_LOOP)
    {
      const HwLoopPlan *plan = hw_cooling_whole (self->results, component->network)->plan;
      gpointer handle = GUINT_TO_POINTER (component->network);
      const guint *first = g_hash_table_lookup (series, handle);

      if (component->part.cdu != HW_LOOP_NO_PART)
        return FALSE;
      if (first == NULL)
        {
          first = find_series (plan);
          g_hash_table_insert (series, handle, (gpointer)first);
        }
      link = component->part.link;
      if (component->part.fitting != HW_LOOP_NO_PART)
        {
          const HwLoopFitting *fitting
              = &g_array_index (plan->fittings, HwLoopFitting, component->part.fitting);

          link = fitting->link;
          /* Nothing closes by a vessel, nor by heat rejection. */
          kind = HW_PART_IS_PASSED (fitting->role) ? 0 : fitting->role;
        }
      like->words[0] = (guint64)component->network << 32 | first[link];
      like->words[1] = 4 + kind;
      return TRUE;
    }
  return FALSE;
}

static void
find_same (Sweep *self, gboolean every)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (likeness_hash, likeness_equal, g_free, NULL);
  g_autoptr (GHashTable) series = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  self->same = g_new (guint32, MAX (self->components->len, 1));
  for (guint i = 0; i < self->components->len; i++)
    {
      const HwComponent *component = &g_array_index (self->components, HwComponent, i);
      Likeness like = { 0 };
      gpointer first;

      self->same[i] = i;
      if (every || !likeness_of (self, component, series, &like))
        continue;
      if (g_hash_table_lookup_extended (seen, &like, NULL, &first))
        self->same[i] = GPOINTER_TO_UINT (first);
      else
        g_hash_table_insert (seen, g_memdup2 (&like, sizeof like), GUINT_TO_POINTER (i));
    }
}

/* --- one failure --- */

static void
fail_device (Worker *self, HwHandle device)
{
  for (guint i = 0; i < self->sweep->fabrics->len; i++)
    {
      guint node = g_array_index (self->sweep->fabrics, Fabric, i).node_of[device];

      if (node > 0)
        hw_fabric_reach_fail_node (self->reaches->pdata[i], node - 1);
    }
}

/* What has stopped takes its ports along. */
static void
fail_stopped (Worker *self, const HwWhatIf *out)
{
  HwDesign *design = self->sweep->design;

  for (guint i = 0; i < out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (out->outages, HwOutage, i);

      if (outage->state < HW_OUTAGE_HOT)
        continue;
      if (outage->object.table == HW_TABLE_DEVICE)
        fail_device (self, outage->object.handle);
      else
        for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, outage->rack);
             device != 0;
             device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
          fail_device (self, device);
    }
}

static gboolean
fail_in_fabrics (Worker *self, const GArray *components)
{
  gboolean only = TRUE;

  for (guint i = 0; i < components->len; i++)
    {
      const HwComponent *component = &g_array_index (components, HwComponent, i);

      if (component->kind != HW_COMPONENT_NODE && component->kind != HW_COMPONENT_CABLE)
        {
          only = FALSE;
          continue;
        }
      for (guint j = 0; j < self->sweep->fabrics->len; j++)
        {
          if (g_array_index (self->sweep->fabrics, Fabric, j).handle != component->network)
            continue;
          if (component->kind == HW_COMPONENT_NODE)
            hw_fabric_reach_fail_node (self->reaches->pdata[j], component->index);
          else
            hw_fabric_reach_fail_cable (self->reaches->pdata[j], component->index);
        }
    }
  return only;
}

static gboolean
any_cut_off (Worker *self)
{
  for (guint i = 0; i < self->reaches->len; i++)
    if (hw_fabric_reach_cut_off (self->reaches->pdata[i])->len > 0)
      return TRUE;
  return FALSE;
}

static void
take_cut_off (Worker *self, HwWhatIf *out)
{
  for (guint i = 0; i < self->reaches->len; i++)
    {
      const GArray *members = hw_fabric_reach_cut_off (self->reaches->pdata[i]);
      const Fabric *fabric = &g_array_index (self->sweep->fabrics, Fabric, i);

      for (guint j = 0; j < members->len; j++)
        {
          HwHandle device = fabric->device_of[g_array_index (members, guint, j)];

          if (device != 0)
            hw_what_if_cut_off (out, self->sweep->results, device);
        }
    }
}

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
trim (Worker *self)
{
  if (!self->sweep->pairs || self->lines->len < 2 * HW_SWEEP_PAIRS_KEPT)
    return;
  g_array_sort (self->lines, compare_lines);
  g_array_set_size (self->lines, HW_SWEEP_PAIRS_KEPT);
}

static void
evaluate (Worker *self, const GArray *components, HwSweepLine *line)
{
  g_autoptr (HwWhatIf) out = NULL;
  gboolean only_fabrics = fail_in_fabrics (self, components);

  if (!only_fabrics)
    {
      out = hw_what_if_evaluate (self->sweep->results, components, FALSE);
      fail_stopped (self, out);
    }
  if (any_cut_off (self))
    {
      if (out == NULL)
        out = hw_what_if_evaluate (self->sweep->results, components, FALSE);
      take_cut_off (self, out);
    }
  for (guint i = 0; i < self->reaches->len; i++)
    hw_fabric_reach_reset (self->reaches->pdata[i]);
  if (out == NULL)
    return;
  line->gpus_lost = out->gpus_lost;
  line->gpus_capped = out->gpus_capped;
  line->overloads = out->overloads;
  line->capped_w = out->capped_w;
  if (out->gpus_lost > 0)
    line->fp8_lost = hw_what_if_lost (out, self->sweep->results, HW_TOTAL_FP8_DENSE);
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
        evaluate (self, components, &line);
        self->n_done++;
        if (!sweep->pairs || line.gpus_lost + line.gpus_capped + line.overloads > 0)
          {
            g_array_append_val (self->lines, line);
            self->n_found++;
          }
        trim (self);
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
find_fabrics (Sweep *self)
{
  HwDesign *design = self->design;
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE) + 1;

  for (HwHandle handle = hw_design_next (design, HW_TABLE_FABRIC, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_FABRIC, handle))
    {
      const HwFabric *fabric = hw_results_fabric (self->results, handle);
      Fabric row = { .handle = handle, .fabric = fabric };
      guint n_switches;

      if (fabric == NULL || !hw_what_if_needs_fabric (design, handle))
        continue;
      n_switches = hw_fabric_count_switches (fabric);
      row.node_of = g_new0 (guint, bound);
      row.device_of = g_new0 (HwHandle, MAX (hw_fabric_count_members (fabric), 1));
      for (guint node = 0; node < hw_fabric_count_nodes (fabric); node++)
        {
          HwHandle device = hw_results_fabric_device (self->results, handle, node);

          if (device != 0)
            row.node_of[device] = node + 1;
          if (node >= n_switches)
            row.device_of[node - n_switches] = device;
        }
      g_array_append_val (self->fabrics, row);
    }
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
      workers[i].reaches = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_fabric_reach_free);
      for (guint j = 0; j < self->fabrics->len; j++)
        g_ptr_array_add (workers[i].reaches,
                         hw_fabric_reach_new (g_array_index (self->fabrics, Fabric, j).fabric));
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
      g_ptr_array_unref (workers[i].reaches);
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
  g_array_sort (lines, compare_lines);
  if (self->pairs && lines->len > HW_SWEEP_PAIRS_KEPT)
    g_array_set_size (lines, HW_SWEEP_PAIRS_KEPT);
  return lines;
}

static void
fabric_clear (gpointer data)
{
  Fabric *self = data;

  g_free (self->node_of);
  g_free (self->device_of);
}

static HwSweep *
sweep (Sweep *self, HwSweepKind kind)
{
  HwSweep *out = g_new0 (HwSweep, 1);

  find_same (self, kind == HW_SWEEP_EVERY_SINGLE);
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
  Sweep self = { .results = results, .design = results->design, .progress = progress };
  HwSweep *out;

  hw_what_if_prepare (results);
  g_mutex_init (&self.mutex);
  self.components = hw_components_list (results);
  self.firsts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.fabrics = g_array_new (FALSE, FALSE, sizeof (Fabric));
  g_array_set_clear_func (self.fabrics, fabric_clear);
  find_fabrics (&self);
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
