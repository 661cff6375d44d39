/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-results-private.h"

#include <math.h>
#include <string.h>

#include "hw-feeds.h"
#include "hw-geometry.h"

G_DEFINE_FINAL_TYPE (HwResults, hw_results, G_TYPE_OBJECT)

void
hw_tally_init (HwTally *tally)
{
  *tally = (HwTally){ .counts = g_array_new (FALSE, TRUE, sizeof (gint64)) };
}

void
hw_tally_clear (HwTally *tally)
{
  g_clear_pointer (&tally->counts, g_array_unref);
}

static void
tally_count (HwTally *tally, const HwComposition *composition, int sign)
{
  for (guint i = 0; i < composition->n_components; i++)
    {
      const HwComponent *component = &composition->components[i];
      if (component->number >= tally->counts->len)
        g_array_set_size (tally->counts, component->number + 1);
      g_array_index (tally->counts, gint64, component->number) += sign * (gint64)component->count;
    }
}

static void
tally_rack (HwTally *tally, const HwRackMemory *memory, const HwRackFigures *figures, int sign)
{
  tally_count (tally, memory->composition, sign);
  tally->racks += memory->is_rack ? sign : 0;
  tally->devices += sign * (gint64)figures->n_devices;
  tally->used_half_units += sign * (gint64)figures->used_half_units;
  tally->half_units += sign * (gint64)figures->half_units;
  tally->footprint_mm2 += sign * (gint64)memory->footprint_mm2;
}

static HwTally *
hall_tally (HwResults *self, HwHandle hall)
{
  while (hall >= self->halls->len)
    {
      HwTally tally;
      hw_tally_init (&tally);
      g_array_append_val (self->halls, tally);
    }
  return &g_array_index (self->halls, HwTally, hall);
}

static gpointer
name_key (HwHandle hall, HwSymbol name)
{
  return GSIZE_TO_POINTER ((gsize)hall << 32 | name);
}

static void
count_name (HwResults *self, const HwRackMemory *memory, int sign)
{
  gpointer key = name_key (memory->hall, memory->name);
  guint before, after;

  if (memory->name == 0)
    return;
  before = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, key));
  after = before + sign;
  if (after == 0)
    g_hash_table_remove (self->names, key);
  else
    g_hash_table_insert (self->names, key, GUINT_TO_POINTER (after));
  self->n_duplicates += (after > 1) - (before > 1);
}

static void
forget_problems (HwResults *self, HwHandle rack)
{
  const GPtrArray *problems = g_hash_table_lookup (self->problems, GUINT_TO_POINTER (rack));

  if (problems == NULL)
    return;
  for (guint i = 0; i < problems->len; i++)
    self->n_problems[((HwProblem *)problems->pdata[i])->severity]--;
  g_hash_table_remove (self->problems, GUINT_TO_POINTER (rack));
}

static void
check_rack (HwResults *self, HwHandle rack, HwRackFigures *figures)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_problem_free);

  figures->severity = HW_SEVERITY_NOTE + 1;
  hw_rules_check_rack (self, rack, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = problems->pdata[i];
      self->n_problems[problem->severity]++;
      figures->severity = MIN (figures->severity, problem->severity);
    }
  if (problems->len > 0)
    g_hash_table_insert (self->problems, GUINT_TO_POINTER (rack), g_steal_pointer (&problems));
}

static void
forget_rack (HwResults *self, HwHandle rack)
{
  HwRackMemory *memory = &g_array_index (self->memory, HwRackMemory, rack);
  HwRackFigures *figures = &g_array_index (self->figures, HwRackFigures, rack);

  if (memory->composition == NULL)
    return;
  forget_problems (self, rack);
  tally_rack (&self->all, memory, figures, -1);
  tally_rack (hall_tally (self, memory->hall), memory, figures, -1);
  count_name (self, memory, -1);
  hw_feeds_count_rack (self, memory, figures, -1);
  self->n_spreading -= memory->spreads;
  hw_compositions_drop (self->compositions, memory->composition);
  memory->composition = NULL;
  *figures = (HwRackFigures){ .severity = HW_SEVERITY_NOTE + 1 };
}

/* Units that devices of the phase take, each once though both faces be used. */
static void
count_units (HwResults *self, HwHandle rack, HwRackFigures *figures)
{
  guint64 taken[16] = { 0 };
  guint bits = sizeof taken * 8;

  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (self->design, device);
      if (!hw_object_stands (self->design, &row->object, self->phase_order))
        continue;
      figures->n_devices++;
      if (row->channel != HW_CHANNEL_NONE)
        continue;
      for (int i = 0; i < hw_design_device_product (self->design, device)->half_units; i++)
        if (row->position >= 0 && (guint)(row->position + i) < bits)
          taken[(row->position + i) >> 6] |= G_GUINT64_CONSTANT (1) << ((row->position + i) & 63);
    }
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    figures->used_half_units += (gint16)__builtin_popcountll (taken[i]);
}

static double
known_or_nan (const HwProduct *product, HwField field)
{
  return product != NULL ? hw_product_value (product, field) : NAN;
}

/* The lesser of two limits of which either may be unknown. */
static double
least (double a, double b)
{
  return isnan (a) ? b : isnan (b) ? a : MIN (a, b);
}

static double
feed_limit (HwResults *self, HwHandle feed)
{
  return feed == 0 ? NAN : hw_feed_limit_w (hw_design_row (self->design, HW_TABLE_FEED, feed));
}

/* Pressure on the floor and force on a foot: footprint q = m·g / (w·d); spread with half of the
 * aisles before and behind; each of four feet a quarter. Formulae and limits after TIA-569 as
 * quoted in the GSA telecommunications guide. */
static void
press_floor (HwResults *self, const HwProduct *product, HwRackFigures *figures)
{
  const HwSite *site = hw_design_get_site (self->design);
  double weight_n = figures->mass_kg * HW_GRAVITY;
  double width_m = product->width_mm / 1000.0;
  double depth_m = product->depth_mm / 1000.0;
  double aisles_m = (site->front_aisle_mm + site->rear_aisle_mm) / 2000.0;

  figures->footprint_pa = weight_n / (width_m * depth_m);
  figures->spread_pa = weight_n / (width_m * (depth_m + aisles_m));
  figures->foot_n = weight_n / 4;
}

static void
fill_figures (HwResults *self,
              HwHandle rack,
              const HwComposition *composition,
              HwRackFigures *figures)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  const HwProduct *assembly = hw_design_rack_assembly (self->design, rack);
  const HwSum *totals = composition->totals;
  const HwContributor *frame = hw_contributors_get (
      self->contributors,
      assembly != NULL ? hw_contributors_frame (self->contributors, row->assembly)
                       : hw_contributors_own (self->contributors, row->product));

  figures->present = TRUE;
  figures->nameplate_w = totals[HW_TOTAL_IT_NAMEPLATE].value;
  figures->expected_w = totals[HW_TOTAL_IT_EXPECTED].value;
  figures->other_w = totals[HW_TOTAL_OTHER_NAMEPLATE].value;
  figures->liquid_w = totals[HW_TOTAL_LIQUID].value;
  figures->air_w = totals[HW_TOTAL_AIR].value;
  figures->mass_kg = totals[HW_TOTAL_MASS].value;
  figures->fp8_dense = totals[HW_TOTAL_FP8_DENSE].value;
  figures->gpus = (guint32)MIN (totals[HW_TOTAL_GPUS].value, G_MAXUINT32);
  figures->n_unknown_power = (guint16)(totals[HW_TOTAL_IT_NAMEPLATE].n_unknown
                                       + totals[HW_TOTAL_OTHER_NAMEPLATE].n_unknown);
  figures->n_unknown_mass = (guint16)totals[HW_TOTAL_MASS].n_unknown;
  figures->mounted_kg = figures->mass_kg - frame->shares[HW_TOTAL_MASS].value;
  figures->load_limit_kg = known_or_nan (product, HW_FIELD_LOAD_STATIC);
  figures->limit_w = row->power_limit_w;
  if (isnan (figures->limit_w))
    figures->limit_w = known_or_nan (assembly, HW_FIELD_POWER_LIMIT);
  if (isnan (figures->limit_w))
    figures->limit_w = known_or_nan (product, HW_FIELD_POWER_LIMIT);
  figures->limit_w = least (figures->limit_w, feed_limit (self, row->feed_a));
  figures->limit_w = least (figures->limit_w, feed_limit (self, row->feed_b));
  if (product->kind == HW_KIND_RACK)
    figures->half_units = product->half_units;
  count_units (self, rack, figures);
  press_floor (self, product, figures);
}

static void
add_rack (HwResults *self, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwRackMemory *memory = &g_array_index (self->memory, HwRackMemory, rack);
  HwRackFigures *figures = &g_array_index (self->figures, HwRackFigures, rack);
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  const HwSite *site = hw_design_get_site (self->design);
  g_autoptr (GArray) components = NULL;

  if (!hw_object_stands (self->design, &row->object, self->phase_order))
    return;
  components = g_array_sized_new (FALSE, FALSE, sizeof (HwComponent), 16);
  hw_composition_collect (self->design, self->contributors, rack, self->phase_order, components);
  memory->composition = hw_compositions_take (self->compositions, self->contributors, components);
  memory->hall = row->object.parent;
  memory->name = row->object.name;
  memory->feed_a = row->feed_a;
  memory->feed_b = row->feed_b;
  memory->is_rack = product->kind == HW_KIND_RACK;
  memory->footprint_mm2 = (gint64)product->width_mm * product->depth_mm;
  fill_figures (self, rack, memory->composition, figures);
  memory->spreads
      = figures->footprint_pa > site->floor_limit_pa && figures->spread_pa <= site->floor_limit_pa;
  self->n_spreading += memory->spreads;
  tally_rack (&self->all, memory, figures, 1);
  tally_rack (hall_tally (self, memory->hall), memory, figures, 1);
  count_name (self, memory, 1);
  hw_feeds_count_rack (self, memory, figures, 1);
  check_rack (self, rack, figures);
}

static void
make_room (HwResults *self)
{
  guint bound = hw_design_bound (self->design, HW_TABLE_RACK);
  guint old = self->figures->len;

  if (bound <= old)
    return;
  g_array_set_size (self->figures, bound);
  g_array_set_size (self->memory, bound);
  for (guint i = old; i < bound; i++)
    g_array_index (self->figures, HwRackFigures, i).severity = HW_SEVERITY_NOTE + 1;
}

static void
update_rack (HwResults *self, HwHandle rack)
{
  forget_rack (self, rack);
  if (hw_design_has (self->design, HW_TABLE_RACK, rack))
    add_rack (self, rack);
}

static void
count_anew (HwResults *self)
{
  g_clear_pointer (&self->contributors, hw_contributors_free);
  g_clear_pointer (&self->compositions, hw_compositions_free);
  hw_tally_clear (&self->all);
  hw_tally_init (&self->all);
  g_array_set_size (self->halls, 0);
  g_array_set_size (self->feeds, 0);
  g_array_set_size (self->figures, 0);
  g_array_set_size (self->memory, 0);
  g_hash_table_remove_all (self->problems);
  g_hash_table_remove_all (self->names);
  g_clear_pointer (&self->design_problems, g_ptr_array_unref);
  memset (self->n_problems, 0, sizeof self->n_problems);
  self->n_duplicates = self->n_spreading = 0;

  if (self->phase != 0 && !hw_design_has (self->design, HW_TABLE_PHASE, self->phase))
    self->phase = 0;
  self->phase_order
      = self->phase == 0
            ? G_MAXINT32
            : ((const HwPhase *)hw_design_row (self->design, HW_TABLE_PHASE, self->phase))->order;
  self->contributors = hw_contributors_new (hw_design_get_catalogue (self->design),
                                            hw_design_get_site (self->design)->expected_factor,
                                            self->expected);
  self->compositions = hw_compositions_new ();
  make_room (self);
  for (HwHandle rack = hw_design_next (self->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->design, HW_TABLE_RACK, rack))
    add_rack (self, rack);
}

static void
note_rack (HwResults *self, HwHandle rack, GArray *touched)
{
  HwRackMemory *memory;

  if (rack == 0)
    return;
  memory = &g_array_index (self->memory, HwRackMemory, rack);
  if (memory->stamp == self->stamp)
    return;
  memory->stamp = self->stamp;
  g_array_append_val (touched, rack);
}

static HwHandle
parent_of (const void *row)
{
  return row != NULL ? ((const HwObject *)row)->parent : 0;
}

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwResults *self)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gboolean anew = set->cause == HW_CAUSE_RESET;

  self->stamp++;
  make_room (self);
  for (guint i = 0; i < set->n_changes; i++)
    {
      const HwChange *change = &set->changes[i];
      switch (change->table)
        {
        case HW_TABLE_DEVICE:
          note_rack (self, parent_of (change->before), touched);
          note_rack (self, parent_of (change->after), touched);
          break;
        case HW_TABLE_RACK:
          note_rack (self, change->handle, touched);
          break;
        case HW_TABLE_SITE:
        case HW_TABLE_PHASE:
        case HW_TABLE_FEED: /* limits of its racks */
          anew = TRUE;
          break;
        default:
          break; /* adds nothing to what racks are */
        }
    }
  if (anew)
    count_anew (self);
  else
    {
      hw_contributors_update (self->contributors);
      g_clear_pointer (&self->design_problems, g_ptr_array_unref);
      for (guint i = 0; i < touched->len; i++)
        update_rack (self, g_array_index (touched, HwHandle, i));
    }
  g_signal_emit_by_name (self, "changed", set->cause == HW_CAUSE_PREVIEW);
}

static void
hw_results_dispose (GObject *object)
{
  HwResults *self = HW_RESULTS (object);

  if (self->design != NULL)
    g_signal_handlers_disconnect_by_data (self->design, self);
  g_clear_object (&self->design);
  G_OBJECT_CLASS (hw_results_parent_class)->dispose (object);
}

static void
hw_results_finalize (GObject *object)
{
  HwResults *self = HW_RESULTS (object);

  hw_contributors_free (self->contributors);
  hw_compositions_free (self->compositions);
  hw_tally_clear (&self->all);
  g_array_unref (self->halls);
  g_array_unref (self->feeds);
  g_array_unref (self->figures);
  g_array_unref (self->memory);
  g_hash_table_unref (self->problems);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->design_problems, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_results_parent_class)->finalize (object);
}

static void
hw_results_class_init (HwResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_results_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_results_finalize;

  g_signal_new ("changed",
                HW_TYPE_RESULTS,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                g_cclosure_marshal_VOID__BOOLEAN,
                G_TYPE_NONE,
                1,
                G_TYPE_BOOLEAN);
}

static void
hw_results_init (HwResults *self)
{
  hw_tally_init (&self->all);
  self->halls = g_array_new (FALSE, TRUE, sizeof (HwTally));
  g_array_set_clear_func (self->halls, (GDestroyNotify)hw_tally_clear);
  self->feeds = g_array_new (FALSE, TRUE, sizeof (HwFeedTally));
  self->figures = g_array_new (FALSE, TRUE, sizeof (HwRackFigures));
  self->memory = g_array_new (FALSE, TRUE, sizeof (HwRackMemory));
  self->problems = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->names = g_hash_table_new (NULL, NULL);
}

HwResults *
hw_results_new (HwDesign *design)
{
  HwResults *self = g_object_new (HW_TYPE_RESULTS, NULL);

  self->design = g_object_ref (design);
  g_signal_connect (design, "changed", G_CALLBACK (design_changed_cb), self);
  count_anew (self);
  return self;
}

HwDesign *
hw_results_get_design (HwResults *self)
{
  return self->design;
}

void
hw_results_set_phase (HwResults *self, HwHandle phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  count_anew (self);
  g_signal_emit_by_name (self, "changed", FALSE);
}

HwHandle
hw_results_get_phase (HwResults *self)
{
  return self->phase;
}

gboolean
hw_results_stands (HwResults *self, const HwObject *object)
{
  return hw_object_stands (self->design, object, self->phase_order);
}

void
hw_results_set_expected (HwResults *self, gboolean expected)
{
  if (self->expected == !!expected)
    return;
  self->expected = !!expected;
  count_anew (self);
  g_signal_emit_by_name (self, "changed", FALSE);
}

HwSum
hw_tally_sum (HwResults *self, const HwTally *tally, HwTotal total, double floor_m2)
{
  HwSum sum = { 0 };
  double counted = NAN;

  switch (total)
    {
    case HW_TOTAL_RACKS:
      counted = (double)tally->racks;
      break;
    case HW_TOTAL_DEVICES:
      counted = (double)tally->devices;
      break;
    case HW_TOTAL_UNITS_USED:
      counted = (double)tally->used_half_units / 2;
      break;
    case HW_TOTAL_UNITS:
      counted = (double)tally->half_units / 2;
      break;
    case HW_TOTAL_FLOOR:
      counted = floor_m2;
      break;
    default:
      for (guint i = 0; i < tally->counts->len; i++)
        {
          gint64 count = g_array_index (tally->counts, gint64, i);
          if (count != 0)
            hw_composition_add_share (
                &sum, hw_contributors_get (self->contributors, i), total, count);
        }
      return sum;
    }
  hw_sum_add (&sum, 1, counted, counted, counted);
  return sum;
}

const HwTally *
hw_results_tally (HwResults *self, HwRef scope, HwTally *own)
{
  if (scope.handle == 0 || scope.table == HW_TABLE_DESIGN || scope.table == HW_TABLE_SITE)
    return &self->all;
  if (scope.table == HW_TABLE_HALL)
    return hall_tally (self, scope.handle);
  hw_tally_init (own);
  for (HwHandle rack = scope.table == HW_TABLE_ROW
                           ? hw_design_first_of_row (self->design, scope.handle)
                           : scope.handle;
       rack != 0;
       rack = scope.table == HW_TABLE_ROW ? hw_design_next_of_row (self->design, rack) : 0)
    {
      const HwRackMemory *memory = &g_array_index (self->memory, HwRackMemory, rack);
      if (memory->composition != NULL)
        tally_rack (own, memory, &g_array_index (self->figures, HwRackFigures, rack), 1);
    }
  return own;
}

double
hw_results_floor (HwResults *self, HwRef scope, const HwTally *tally)
{
  double area = 0;

  if (scope.handle != 0 && (scope.table == HW_TABLE_ROW || scope.table == HW_TABLE_RACK))
    return (double)tally->footprint_mm2 * 1e-6;
  for (HwHandle hall = hw_design_next (self->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next (self->design, HW_TABLE_HALL, hall))
    if (scope.handle == 0 || scope.table != HW_TABLE_HALL || scope.handle == hall)
      {
        const HwHall *row = hw_design_get_hall (self->design, hall);
        area += (double)row->width_mm * row->depth_mm / 1e6;
      }
  return area;
}

static HwSum
device_total (HwResults *self, HwTotal total, HwHandle device)
{
  const HwDevice *row = hw_design_get_device (self->design, device);
  HwSum sum = { 0 };

  if (!hw_object_stands (self->design, &row->object, self->phase_order))
    return sum;
  if (total == HW_TOTAL_DEVICES)
    hw_sum_add (&sum, 1, 1, 1, 1);
  else if (total == HW_TOTAL_UNITS_USED)
    {
      double units = row->channel == HW_CHANNEL_NONE
                         ? hw_design_device_product (self->design, device)->half_units / 2.0
                         : 0;
      hw_sum_add (&sum, 1, units, units, units);
    }
  else
    hw_composition_add_share (
        &sum,
        hw_contributors_get (
            self->contributors,
            hw_composition_of_device (self->design, self->contributors, device, self->phase_order)),
        total,
        1);
  return sum;
}

HwSum
hw_results_total (HwResults *self, HwTotal total, HwRef scope)
{
  HwTally own = { 0 };
  const HwTally *tally;
  HwSum sum;

  if (scope.handle != 0 && scope.table == HW_TABLE_DEVICE)
    return device_total (self, total, scope.handle);
  tally = hw_results_tally (self, scope, &own);
  sum = hw_tally_sum (
      self, tally, total, total == HW_TOTAL_FLOOR ? hw_results_floor (self, scope, tally) : 0);
  if (tally == &own)
    hw_tally_clear (&own);
  return sum;
}

const HwRackFigures *
hw_results_rack (HwResults *self, HwHandle rack)
{
  return &g_array_index (self->figures, HwRackFigures, rack);
}

static const GPtrArray *
design_problems (HwResults *self)
{
  if (self->design_problems == NULL)
    {
      self->design_problems = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_problem_free);
      hw_rules_check_design (self, self->design_problems);
    }
  return self->design_problems;
}

static int
problem_order (gconstpointer a, gconstpointer b, gpointer data)
{
  HwResults *self = data;
  const HwProblem *x = *(HwProblem *const *)a;
  const HwProblem *y = *(HwProblem *const *)b;
  int order;

  if (x->severity != y->severity)
    return x->severity < y->severity ? -1 : 1;
  order = g_strcmp0 (hw_design_name (self->design, x->ref), hw_design_name (self->design, y->ref));
  if (order != 0)
    return order;
  order = g_strcmp0 (x->code, y->code);
  if (order != 0)
    return order;
  return x->ref.handle < y->ref.handle ? -1 : x->ref.handle > y->ref.handle;
}

GPtrArray *
hw_results_problems (HwResults *self)
{
  GPtrArray *all = g_ptr_array_new ();
  const GPtrArray *whole = design_problems (self);
  GHashTableIter iter;
  gpointer problems;

  for (guint i = 0; i < whole->len; i++)
    g_ptr_array_add (all, whole->pdata[i]);
  g_hash_table_iter_init (&iter, self->problems);
  while (g_hash_table_iter_next (&iter, NULL, &problems))
    for (guint i = 0; i < ((GPtrArray *)problems)->len; i++)
      g_ptr_array_add (all, ((GPtrArray *)problems)->pdata[i]);
  g_ptr_array_sort_with_data (all, problem_order, self);
  return all;
}

guint
hw_results_n_problems (HwResults *self, HwSeverity severity)
{
  const GPtrArray *whole = design_problems (self);
  guint n = self->n_problems[severity];

  for (guint i = 0; i < whole->len; i++)
    n += ((HwProblem *)whole->pdata[i])->severity == severity;
  return n;
}

GPtrArray *
hw_results_problems_of (HwResults *self, HwRef ref)
{
  GPtrArray *found = g_ptr_array_new ();
  const GPtrArray *known = ref.handle != 0 && ref.table == HW_TABLE_RACK
                               ? g_hash_table_lookup (self->problems, GUINT_TO_POINTER (ref.handle))
                               : design_problems (self);

  for (guint i = 0; known != NULL && i < known->len; i++)
    if (hw_ref_equal (((HwProblem *)known->pdata[i])->ref, ref))
      g_ptr_array_add (found, known->pdata[i]);
  return found;
}

void
hw_results_snapshot (HwResults *self, HwSnapshot *snapshot)
{
  for (guint total = 0; total < HW_N_TOTALS; total++)
    snapshot->totals[total] = hw_results_total (self, total, HW_REF (HW_TABLE_DESIGN, 0));
}
