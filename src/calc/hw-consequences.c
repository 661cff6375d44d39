/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-fabric-work.h"
#include "hw-fabrics.h"
#include "hw-loop-capacity.h"
#include "hw-rack-coolant.h"
#include "hw-results-private.h"

/* Lines beside the pointer. */
#define MAX_LINES 10

#define FINE (HW_SEVERITY_NOTE + 1)

/* What may be left out first where there is no room. */
enum
{
  RANK_KEPT,
  RANK_HEAT,
  RANK_MASS,
  RANK_FLOOR,
  RANK_UNITS,
};

typedef struct
{
  GArray *lines; /* HwConsequence */
  GArray *ranks; /* guint8 */
  const char *currency;
} List;

static void
consequence_clear (gpointer data)
{
  HwConsequence *line = data;

  g_free (line->label);
  g_free (line->text);
}

static void
add_line (List *list, const char *label, char *text_taken, HwSeverity severity, guint8 rank)
{
  HwConsequence line = { g_strdup (label), text_taken, severity };

  g_array_append_val (list->lines, line);
  g_array_append_val (list->ranks, rank);
}

static HwSum
difference (const HwSum *now, const HwSum *before)
{
  return (HwSum){ .value = now->value - before->value,
                  .low = now->low - before->low,
                  .high = now->high - before->high,
                  .n_known = now->n_known != before->n_known ? 1 : 0,
                  .n_unknown
                  = now->n_unknown > before->n_unknown ? now->n_unknown - before->n_unknown : 0 };
}

/* Sums over many racks differ in their last digits where nothing changed. */
static gboolean
is_nothing (double delta, double size)
{
  return fabs (delta) <= 1e-9 * fabs (size);
}

static char *
signed_text (HwDimension dimension, double value, const char *currency)
{
  g_autofree char *text = hw_quantity_format (dimension, value, currency);

  return g_strconcat (value > 0 ? "+" : "", text, NULL);
}

/* "+36 PFLOPS", "+100 to 210 kUSD", "not known" */
static char *
delta_text (HwDimension dimension, const HwSum *delta, double size, const char *currency)
{
  g_autofree char *text = NULL;
  gboolean nothing = is_nothing (delta->value, size) && is_nothing (delta->low, size)
                     && is_nothing (delta->high, size);

  if (nothing && delta->n_unknown > 0)
    return g_strdup (_ ("not known"));
  if (is_nothing (delta->high - delta->low, size))
    text = signed_text (dimension, delta->value, currency);
  else
    {
      g_autofree char *low_unit = NULL;
      g_autofree char *high_unit = NULL;
      g_autofree char *bare = hw_quantity_split (dimension, delta->low, currency, &low_unit);
      g_autofree char *low = hw_quantity_format (dimension, delta->low, currency);
      g_autofree char *high = hw_quantity_format (dimension, delta->high, currency);
      g_free (hw_quantity_split (dimension, delta->high, currency, &high_unit));
      text = g_strdup_printf (_ ("%s%s to %s"),
                              delta->low > 0 ? "+" : "",
                              strcmp (low_unit, high_unit) == 0 ? bare : low,
                              high);
    }
  if (delta->n_unknown > 0)
    return g_strdup_printf (_ ("%s, and what is not known"), text);
  return g_steal_pointer (&text);
}

static gboolean
add_total (List *list,
           const HwSnapshot *now,
           const HwSnapshot *before,
           HwTotal total,
           const char *label,
           guint8 rank)
{
  HwSum delta = difference (&now->totals[total], &before->totals[total]);
  double size = MAX (fabs (now->totals[total].high), fabs (before->totals[total].high));

  if (is_nothing (delta.value, size) && is_nothing (delta.low, size)
      && is_nothing (delta.high, size) && delta.n_unknown == 0)
    return FALSE;
  add_line (list,
            label,
            delta_text (hw_total_dimension (total), &delta, size, list->currency),
            FINE,
            rank);
  return TRUE;
}

static void
add_power (List *list, const HwSnapshot *now, const HwSnapshot *before)
{
  HwSum expected
      = difference (&now->totals[HW_TOTAL_IT_EXPECTED], &before->totals[HW_TOTAL_IT_EXPECTED]);
  HwConsequence *line;
  g_autofree char *nameplate = NULL;
  g_autofree char *other = NULL;

  if (!add_total (list, now, before, HW_TOTAL_IT_NAMEPLATE, _ ("IT power"), RANK_KEPT)
      || is_nothing (expected.value, now->totals[HW_TOTAL_IT_EXPECTED].value))
    return;
  line = &g_array_index (list->lines, HwConsequence, list->lines->len - 1);
  nameplate = line->text;
  other = signed_text (HW_DIMENSION_POWER, expected.value, NULL);
  line->text = g_strdup_printf (_ ("%s, expected %s"), nameplate, other);
}

/* "42.9 of 40 kW" */
static char *
of_text (HwDimension dimension, double load, double limit)
{
  g_autofree char *load_unit = NULL;
  g_autofree char *limit_unit = NULL;
  g_autofree char *bare = hw_quantity_split (dimension, load, NULL, &load_unit);
  g_autofree char *has = hw_quantity_format (dimension, load, NULL);
  g_autofree char *may = hw_quantity_format (dimension, limit, NULL);

  g_free (hw_quantity_split (dimension, limit, NULL, &limit_unit));
  return g_strdup_printf (_ ("%s of %s"), strcmp (load_unit, limit_unit) == 0 ? bare : has, may);
}

static void
add_limit (List *list,
           const char *label,
           HwDimension dimension,
           double load,
           double limit,
           HwSeverity severity,
           guint8 rank)
{
  gboolean over;

  if (isnan (load) || isnan (limit))
    return;
  over = !hw_within (load, limit);
  add_line (list,
            label,
            of_text (dimension, load, limit),
            over ? severity : FINE,
            over ? RANK_KEPT : rank);
}

static void
add_rack (List *list, HwResults *self, HwHandle rack)
{
  const HwRackFigures *figures = hw_results_rack (self, rack);
  const HwSite *site = hw_design_get_site (self->design);

  if (!figures->present)
    return;
  add_limit (list,
             _ ("Rack power"),
             HW_DIMENSION_POWER,
             hw_rack_figures_load (figures),
             figures->limit_w,
             HW_SEVERITY_ERROR,
             RANK_KEPT);
  if (!isnan (figures->load_limit_kg) && !hw_within (figures->mounted_kg, figures->load_limit_kg))
    add_limit (list,
               _ ("Rack load"),
               HW_DIMENSION_MASS,
               figures->mounted_kg,
               figures->load_limit_kg,
               HW_SEVERITY_ERROR,
               RANK_KEPT);
  if (figures->half_units > 0)
    add_line (list,
              _ ("Units free"),
              g_strdup_printf (_ ("%g of %g U"),
                               (figures->half_units - figures->used_half_units) / 2.0,
                               figures->half_units / 2.0),
              FINE,
              RANK_UNITS);
  add_limit (list,
             _ ("Floor, spread"),
             HW_DIMENSION_PRESSURE,
             figures->spread_pa,
             site->floor_limit_pa,
             HW_SEVERITY_ERROR,
             RANK_FLOOR);
}

static HwSeverity
worst_finding (HwResults *self, HwHandle loop)
{
  const GArray *findings = hw_results_loop_findings_now (self, loop);
  HwSeverity worst = FINE;

  for (guint i = 0; i < findings->len; i++)
    worst = MIN (worst, hw_loop_rule_severity (g_array_index (findings, HwLoopFinding, i).rule));
  return worst;
}

/* What the worst served rack has over what it needs, and what its pumps have left for that. */
static void
add_margin (List *list, HwResults *self, const HwLoopSolution *solution)
{
  double least = INFINITY, speed = 0;
  HwRef rack = { 0 };
  g_autofree char *margin = NULL;

  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      double over = solution->racks[i].flow_m3_s / solution->racks[i].required_m3_s - 1;

      if (over >= least || isnan (over))
        continue;
      least = over;
      rack = g_array_index (solution->plan->racks, HwLoopRack, i).object;
    }
  for (guint i = 0; i < solution->plan->cdus->len; i++)
    if (solution->cdus[i].runs)
      speed = fmax (speed, solution->cdus[i].speed);
  if (rack.handle == 0 || speed <= 0)
    return;
  /* The speed control ends near the need, not at it. */
  margin = fabs (least) < 5e-3 ? g_strdup ("0 %") : g_strdup_printf ("%+.0f %%", least * 100);
  add_line (list,
            _ ("Flow margin"),
            g_strdup_printf (_ ("%s at %s, pumps at %.0f %%"),
                             margin,
                             hw_design_name (self->design, rack),
                             speed * 100),
            least < -1e-6 ? HW_SEVERITY_ERROR : FINE,
            least < -1e-6 ? RANK_KEPT : RANK_HEAT);
}

/* What becomes of a loop: its flow and temperatures, and its heat against what its CDUs take. */
static void
add_loop (List *list, HwResults *self, HwHandle loop)
{
  const char *name = hw_design_name (self->design, HW_REF (HW_TABLE_LOOP, loop));
  const HwLoopSolution *solution;
  char *text;

  if (hw_results_loop_waits (self, loop))
    {
      add_line (list, name, g_strdup (_ ("known after the drop")), FINE, RANK_KEPT);
      return;
    }
  solution = hw_results_loop_now (self, loop);
  if (solution->plan->racks->len == 0)
    return;
  if (solution->steady)
    {
      g_autofree char *supply = hw_coolant_celsius_text (solution->supply_c);
      g_autofree char *back = hw_coolant_celsius_text (solution->return_c);

      text = g_strdup_printf (
          _ ("%.0f L/min, %s to %s °C"), solution->flow_total_m3_s * 60e3, supply, back);
    }
  else
    text = g_strdup (_ ("does not flow"));
  add_line (list, name, text, worst_finding (self, loop), RANK_KEPT);
  if (solution->solved)
    add_margin (list, self, solution);
  if (solution->plan->cdus->len > 0)
    add_limit (list,
               _ ("Heat of the loop"),
               HW_DIMENSION_POWER,
               solution->rack_heat_w,
               solution->capacity_w,
               HW_SEVERITY_ERROR,
               RANK_HEAT);
  if (solution->plan->cdus->len > 0 && solution->plan->rule.spare != HW_SPARE_NONE)
    add_limit (
        list,
        _ ("With its spare out"),
        HW_DIMENSION_POWER,
        solution->rack_heat_w,
        hw_loop_usable_w (&solution->plan->rule, solution->capacity_w, solution->capacity_left_w),
        HW_SEVERITY_WARNING,
        RANK_HEAT);
}

static void
add_loops (List *list, HwResults *self)
{
  for (HwHandle loop = hw_design_next (self->design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (self->design, HW_TABLE_LOOP, loop))
    if (hw_cooling_is_touched (self->cooling, loop))
      add_loop (list, self, loop);
}

/* Whether cables are added that nobody lays, nor prices, while something is in the hand. */
static gboolean
adds_cables (HwResults *self)
{
  for (HwHandle fabric = hw_design_first_child (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (self->design, HW_TABLE_FABRIC, fabric))
    {
      HwFabricGrowth growth;

      if (hw_results_fabric_growth (self, fabric, &growth)
          || (hw_results_fabric_would_grow (self, fabric)
              && hw_results_fabric_waits (self, fabric)))
        return TRUE;
    }
  return FALSE;
}

/* "+8 ports, +1 switch, +40 cables" */
static char *
growth_text (const HwFabricGrowth *growth)
{
  guint switches = hw_fabric_growth_switches (growth), cables = 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    cables += growth->links[i];
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "+%u port", "+%u ports", growth->ports), growth->ports);
  if (switches > 0)
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, ", +%u switch", ", +%u switches", switches), switches);
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, ", +%u cable", ", +%u cables", cables), cables);
  return g_string_free (text, FALSE);
}

static void
add_fabrics (List *list, HwResults *self)
{
  for (HwHandle fabric = hw_design_first_child (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (self->design, HW_TABLE_FABRIC, fabric))
    {
      HwFabricGrowth growth;
      gboolean compute = hw_design_get_fabric (self->design, fabric)->kind == HW_FABRIC_COMPUTE;

      if (hw_results_fabric_growth (self, fabric, &growth))
        add_line (list,
                  hw_design_name (self->design, HW_REF (HW_TABLE_FABRIC, fabric)),
                  growth_text (&growth),
                  FINE,
                  compute ? RANK_KEPT : RANK_UNITS);
      else if (hw_results_fabric_would_grow (self, fabric)
               && hw_results_fabric_waits (self, fabric))
        add_line (list,
                  hw_design_name (self->design, HW_REF (HW_TABLE_FABRIC, fabric)),
                  g_strdup (_ ("known after the drop")),
                  FINE,
                  compute ? RANK_KEPT : RANK_UNITS);
    }
}

/* Leaves out what matters least until the lines fit. */
static void
trim (List *list)
{
  while (list->lines->len > MAX_LINES)
    {
      guint least = list->lines->len - 1;
      for (guint i = list->lines->len; i-- > 0;)
        if (g_array_index (list->ranks, guint8, i) > g_array_index (list->ranks, guint8, least))
          least = i;
      g_array_remove_index (list->lines, least);
      g_array_remove_index (list->ranks, least);
    }
}

GArray *
hw_results_consequences (HwResults *self, const HwSnapshot *before, HwHandle rack)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint8));
  const HwSite *site = hw_design_get_site (self->design);
  List list = { g_array_new (FALSE, FALSE, sizeof (HwConsequence)),
                ranks,
                hw_design_text (self->design, site->currency) };
  HwSnapshot now;

  g_array_set_clear_func (list.lines, consequence_clear);
  hw_results_snapshot (self, &now);
  if (!add_total (&list, &now, before, HW_TOTAL_FP8_DENSE, _ ("FP8 dense"), RANK_KEPT))
    add_total (&list, &now, before, HW_TOTAL_FP4_DENSE, _ ("FP4 dense"), RANK_KEPT);
  add_power (&list, &now, before);
  add_total (&list, &now, before, HW_TOTAL_OTHER_NAMEPLATE, _ ("Other power"), RANK_KEPT);
  add_total (&list, &now, before, HW_TOTAL_LIQUID, _ ("Heat to liquid"), RANK_MASS);
  add_total (&list,
             &now,
             before,
             HW_TOTAL_CAPEX,
             adds_cables (self) ? _ ("Price without cables") : _ ("Price"),
             RANK_KEPT);
  add_total (&list, &now, before, HW_TOTAL_MASS, _ ("Mass"), RANK_MASS);
  add_loops (&list, self);
  add_fabrics (&list, self);
  add_rack (&list, self, rack);
  trim (&list);
  return list.lines;
}
