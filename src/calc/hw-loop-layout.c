/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "hw-fitting.h"
#include "hw-fluid.h"
#include "hw-geometry.h"
#include "hw-loop-plan-private.h"
#include "hw-pipe-size.h"

/* Racks without a row stand in one line while their middles are no further apart. */
#define LINE_MM 600
/* How far a closing pipe of a ring runs beside its header, on either end. */
#define RING_MM 600

#define NONE G_MAXUINT

/* A rack or CDU on its header. */
typedef struct
{
  HwRef object;
  guint rack; /* of the plan; NONE: a CDU */
  guint cdu;
  gint32 along, across;
  guint supply, back; /* nodes of its taps */
} Item;

/* What one header serves. */
typedef struct
{
  HwHandle row;
  gboolean turned; /* runs from north to south */
  gint32 across;
  GArray *items;                /* Item, from west or north */
  guint near_supply, near_back; /* nodes where a main joins */
  guint far_supply, far_back;
  double demand_m3_s;
  guint n_sources;
} Line;

typedef struct
{
  HwLoopPlan *plan;
  HwDesign *design;
  GArray *lines; /* Line */
  gboolean near_is_low;
  HwPipeLimits limits;
  HwFluid fluid;
  double demand_m3_s;
  guint n_sources;
} Layout;

static void
line_clear (gpointer data)
{
  g_array_unref (((Line *)data)->items);
}

/* --- lines --- */

static HwId
object_id (HwDesign *design, HwRef ref)
{
  return ((const HwObject *)hw_design_row (design, ref.table, ref.handle))->id;
}

static Line *
line_for (Layout *self, HwHandle row, gboolean turned, gint32 across)
{
  Line new_line = { .row = row, .turned = turned, .across = across };

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      if (row != 0
              ? line->row == row
              : line->row == 0 && line->turned == turned && abs (line->across - across) <= LINE_MM)
        return line;
    }
  new_line.items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_append_val (self->lines, new_line);
  return &g_array_index (self->lines, Line, self->lines->len - 1);
}

static void
add_item (Layout *self, HwHandle rack, HwRef object, guint plan_rack, guint plan_cdu)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  HwArea area = hw_rack_area (self->design, rack);
  gint32 x = area.x + area.width / 2;
  gint32 y = area.y + area.depth / 2;
  gboolean turned = row->rotation == 90 || row->rotation == 270;
  Line *line = line_for (self, row->row, turned, turned ? x : y);
  Item item = { .object = object,
                .rack = plan_rack,
                .cdu = plan_cdu,
                .along = line->turned ? y : x,
                .across = line->turned ? x : y };

  g_array_append_val (line->items, item);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const Item *x = a;
  const Item *y = b;

  if (x->along != y->along)
    return x->along < y->along ? -1 : 1;
  return hw_id_compare (
      hw_design_get_symbols (data), object_id (data, x->object), object_id (data, y->object));
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const Line *x = a;
  const Line *y = b;

  if (x->turned != y->turned)
    return x->turned - y->turned;
  if (x->across != y->across)
    return x->across < y->across ? -1 : 1;
  return compare_items (x->items->data, y->items->data, data);
}

/* Its header runs above the middle of its racks, or of its CDUs where it has no others. */
static void
settle_line (Layout *self, Line *line)
{
  gint64 sum[2] = { 0 };
  guint n[2] = { 0 };

  g_array_sort_with_data (line->items, compare_items, self->design);
  for (guint i = 0; i < line->items->len; i++)
    {
      const Item *item = &g_array_index (line->items, Item, i);
      guint kind = item->rack == NONE;
      sum[kind] += item->across;
      n[kind]++;
      if (item->rack != NONE)
        line->demand_m3_s += g_array_index (self->plan->racks, HwLoopRack, item->rack).design_m3_s;
      else
        line->n_sources++;
    }
  line->across = (gint32)(n[0] > 0 ? sum[0] / n[0] : sum[1] / n[1]);
  self->demand_m3_s += line->demand_m3_s;
  self->n_sources += line->n_sources;
}

/* Racks and CDUs of the plan stand as the lines have them. */
static void
settle_order (Layout *self)
{
  HwLoopPlan *plan = self->plan;
  g_autoptr (GArray) racks = g_steal_pointer (&plan->racks);
  g_autoptr (GArray) cdus = g_steal_pointer (&plan->cdus);

  plan->racks = g_array_sized_new (FALSE, FALSE, sizeof (HwLoopRack), racks->len);
  plan->cdus = g_array_sized_new (FALSE, FALSE, sizeof (HwLoopCdu), cdus->len);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      for (guint j = 0; j < line->items->len; j++)
        {
          Item *item = &g_array_index (line->items, Item, j);
          if (item->rack != NONE)
            {
              g_array_append_val (plan->racks, g_array_index (racks, HwLoopRack, item->rack));
              item->rack = plan->racks->len - 1;
              g_array_index (plan->racks, HwLoopRack, item->rack).line = i;
              continue;
            }
          g_array_append_val (plan->cdus, g_array_index (cdus, HwLoopCdu, item->cdu));
          item->cdu = plan->cdus->len - 1;
          g_array_index (plan->cdus, HwLoopCdu, item->cdu).line = i;
        }
    }
}

static void
find_lines (Layout *self)
{
  gint64 all = 0, sources = 0;
  guint n = 0;

  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, i);
      add_item (self, rack->rack, rack->object, i, NONE);
    }
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, i);
      add_item (self, cdu->rack, cdu->unit, NONE, i);
    }
  for (guint i = 0; i < self->lines->len; i++)
    settle_line (self, &g_array_index (self->lines, Line, i));
  g_array_sort_with_data (self->lines, compare_lines, self->design);
  settle_order (self);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      for (guint j = 0; j < line->items->len; j++)
        {
          const Item *item = &g_array_index (line->items, Item, j);
          all += item->along;
          sources += item->rack == NONE ? item->along : 0;
          n++;
        }
    }
  /* Means compared without dividing. */
  self->near_is_low = self->n_sources == 0 || sources * n <= all * self->n_sources;
}

/* --- pieces --- */

static guint
add_node (Layout *self, const Line *line, gint32 along, gint32 across, gboolean back)
{
  HwLoopNode node = { .x_mm = line->turned ? across : along,
                      .y_mm = line->turned ? along : across,
                      .back = back };

  g_array_append_val (self->plan->nodes, node);
  return self->plan->nodes->len - 1;
}

static double
distance_m (Layout *self, guint from, guint to)
{
  const HwLoopNode *a = &g_array_index (self->plan->nodes, HwLoopNode, from);
  const HwLoopNode *b = &g_array_index (self->plan->nodes, HwLoopNode, to);

  return (abs (a->x_mm - b->x_mm) + abs (a->y_mm - b->y_mm)) / 1000.0;
}

static guint
add_link (Layout *self,
          HwPartRole role,
          HwRef from_object,
          HwRef to_object,
          guint from,
          guint to,
          double length_m,
          double loss,
          double design_m3_s)
{
  HwLoopLink link = { .role = role,
                      .from_object = from_object,
                      .to_object = to_object,
                      .from = from,
                      .to = to,
                      .length_m = fmax (length_m, HW_LOOP_LEAST_PIPE_M),
                      .loss = loss,
                      .design_m3_s = design_m3_s };

  g_array_append_val (self->plan->links, link);
  return self->plan->links->len - 1;
}

static void
set_size (Layout *self, guint link, int dn)
{
  HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  HwPipeMaterial material = self->plan->rule.material;
  HwPipeDuty duty
      = { row->design_m3_s, self->fluid.density, hw_fluid_kinematic_viscosity (&self->fluid) };
  const HwPipeSize *size = dn > 0 ? hw_pipe_size_find (material, dn) : NULL;

  if (size == NULL)
    size = hw_pipe_choose (material, &duty, &self->limits);
  row->dn = size->dn;
  row->bore_m = size->bore_m;
  row->roughness_m = hw_pipe_roughness (material);
}

static guint
add_fitting (Layout *self, HwPartRole role, HwRef object, guint link, double loss, double kv)
{
  HwLoopFitting fitting
      = { .role = role, .object = object, .link = link, .loss = loss, .kv = kv, .fitted = TRUE };

  g_array_append_val (self->plan->fittings, fitting);
  return self->plan->fittings->len - 1;
}

static HwRef
nothing (void)
{
  return HW_REF (HW_TABLE_RACK, 0);
}

/* --- branches --- */

static void
make_hose (Layout *self, guint link, int dn)
{
  HwLoopLink *row = hw_loop_plan_link (self->plan, link);

  row->dn = dn;
  row->bore_m = dn / 1000.0;
  row->roughness_m = HW_HOSE_ROUGHNESS_M;
}

/* Header, pipe, hose, rack, hose, pipe, header. */
static void
add_branch (Layout *self, const Line *line, const Item *item)
{
  HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, item->rack);
  double flow = rack->design_m3_s;
  double made_for = rack->flow_limit_m3_s > 0 ? fmax (flow, rack->flow_limit_m3_s) : flow;
  double pipe_m = HW_LOOP_BRANCH_M + abs (item->across - line->across) / 1000.0;
  double loss = hw_fitting_loss (HW_FITTING_TEE_BRANCH) + hw_fitting_loss (HW_FITTING_ELBOW);
  double ball = hw_fitting_loss (HW_FITTING_BALL_VALVE);
  double coupling_kv = hw_kv_for (made_for, HW_COUPLING_PA);
  guint nodes[4];
  guint links[5];

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    nodes[i] = add_node (self, line, item->along, item->across, i >= 2);
  links[0] = add_link (self,
                       HW_PART_SUPPLY_BRANCH,
                       item->object,
                       nothing (),
                       item->supply,
                       nodes[0],
                       pipe_m,
                       loss,
                       flow);
  links[1] = add_link (self,
                       HW_PART_SUPPLY_HOSE,
                       item->object,
                       nothing (),
                       nodes[0],
                       nodes[1],
                       HW_LOOP_HOSE_M,
                       0,
                       flow);
  links[2] = add_link (self,
                       rack->is_door ? HW_PART_DOOR : HW_PART_RACK,
                       item->object,
                       nothing (),
                       nodes[1],
                       nodes[2],
                       0,
                       0,
                       flow);
  links[3] = add_link (self,
                       HW_PART_RETURN_HOSE,
                       item->object,
                       nothing (),
                       nodes[2],
                       nodes[3],
                       HW_LOOP_HOSE_M,
                       0,
                       flow);
  links[4] = add_link (self,
                       HW_PART_RETURN_BRANCH,
                       item->object,
                       nothing (),
                       nodes[3],
                       item->back,
                       pipe_m,
                       loss,
                       flow);
  set_size (self, links[0], self->plan->rule.branch_dn);
  set_size (self, links[4], self->plan->rule.branch_dn);
  make_hose (self, links[1], hw_loop_plan_link (self->plan, links[0])->dn);
  make_hose (self, links[3], hw_loop_plan_link (self->plan, links[0])->dn);
  add_fitting (self, HW_PART_SUPPLY_VALVE, item->object, links[0], ball, 0);
  add_fitting (self, HW_PART_SUPPLY_COUPLING, item->object, links[1], 0, coupling_kv);
  add_fitting (self, HW_PART_RETURN_COUPLING, item->object, links[3], 0, coupling_kv);
  rack->balancing = add_fitting (
      self, HW_PART_BALANCING_VALVE, item->object, links[4], 0, hw_kv_for (flow, HW_BALANCING_PA));
  add_fitting (self, HW_PART_RETURN_VALVE, item->object, links[4], ball, 0);
  rack->link = links[2];
}

/* What each CDU is to carry when the spare ones are out. */
static double
source_flow (Layout *self)
{
  guint spare = self->plan->rule.spare == HW_SPARE_ALL   ? self->n_sources / 2
                : self->plan->rule.spare == HW_SPARE_ONE ? 1
                                                         : 0;

  return self->demand_m3_s / MAX (self->n_sources - MIN (spare, self->n_sources), 1);
}

/* Return header, strainer, valve, pump and exchanger, check valve, valve, supply header. */
static void
add_source (Layout *self, const Line *line, const Item *item)
{
  HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, item->cdu);
  double flow = source_flow (self);
  double pipe_m = HW_LOOP_CONNECTION_M + abs (item->across - line->across) / 1000.0;
  double loss = hw_fitting_loss (HW_FITTING_TEE_BRANCH) + 2 * hw_fitting_loss (HW_FITTING_ELBOW);
  double ball = hw_fitting_loss (HW_FITTING_BALL_VALVE);
  guint suction = add_node (self, line, item->along, item->across, TRUE);
  guint outlet = add_node (self, line, item->along, item->across, FALSE);
  guint in, out;

  in = add_link (
      self, HW_PART_CDU_RETURN, item->object, nothing (), item->back, suction, pipe_m, loss, flow);
  cdu->link = add_link (self, HW_PART_PUMP, item->object, nothing (), suction, outlet, 0, 0, flow);
  out = add_link (
      self, HW_PART_CDU_SUPPLY, item->object, nothing (), outlet, item->supply, pipe_m, loss, flow);
  set_size (self, in, 0);
  set_size (self, out, 0);
  add_fitting (self,
               HW_PART_STRAINER,
               item->object,
               in,
               0,
               hw_kv_for (fmax (flow, cdu->rating.flow_m3_s), HW_STRAINER_PA));
  add_fitting (self, HW_PART_CDU_RETURN_VALVE, item->object, in, ball, 0);
  add_fitting (
      self, HW_PART_CHECK_VALVE, item->object, out, hw_fitting_loss (HW_FITTING_CHECK_VALVE), 0);
  add_fitting (self, HW_PART_CDU_SUPPLY_VALVE, item->object, out, ball, 0);
  add_fitting (self, HW_PART_VESSEL, item->object, cdu->link, 0, 0);
}

/* --- headers --- */

/* The most that may flow between two sides, of which either may have to feed the other alone. */
static double
crossing_flow (double low_m3_s, guint low_sources, double high_m3_s, guint high_sources)
{
  if (low_sources == 0 && high_sources == 0)
    return fmax (low_m3_s, high_m3_s);
  return fmax (low_sources > 0 ? high_m3_s : 0, high_sources > 0 ? low_m3_s : 0);
}

/* One size for a header from end to end: its largest crossing. */
static double
header_flow (Layout *self, const Line *line)
{
  double low = 0;
  double most = 0;
  double others_m3_s = self->demand_m3_s - line->demand_m3_s;
  guint others = self->n_sources - line->n_sources;
  guint low_sources = 0;

  if (self->near_is_low)
    {
      low = others_m3_s;
      low_sources = others;
      most = crossing_flow (low, low_sources, line->demand_m3_s, line->n_sources);
    }
  for (guint i = 0; i < line->items->len; i++)
    {
      const Item *item = &g_array_index (line->items, Item, i);
      if (item->rack != NONE)
        low += g_array_index (self->plan->racks, HwLoopRack, item->rack).design_m3_s;
      else
        low_sources++;
      if (i + 1 < line->items->len || (!self->near_is_low && self->lines->len > 1))
        most = fmax (most,
                     crossing_flow (low,
                                    low_sources,
                                    fmax (self->demand_m3_s - low, 0),
                                    self->n_sources - low_sources));
    }
  return most;
}

static void
join (Layout *self,
      HwPartRole role,
      HwRef from_object,
      HwRef to_object,
      guint from,
      guint to,
      double more_m,
      double loss,
      double flow)
{
  guint link = add_link (self,
                         role,
                         from_object,
                         to_object,
                         from,
                         to,
                         distance_m (self, from, to) + more_m,
                         loss,
                         flow);

  set_size (self, link, self->plan->rule.header_dn);
}

static const Item *
item_at (const Line *line, guint index)
{
  return &g_array_index (line->items, Item, index);
}

/* From the end that is far from the CDUs back past each of them. */
static void
add_run_back (Layout *self, Line *line, guint far, HwRef far_object, double flow)
{
  guint n = line->items->len;
  guint at = far;
  HwRef object = far_object;

  for (guint i = 0; i < n; i++)
    {
      Item *item = &g_array_index (line->items, Item, self->near_is_low ? n - 1 - i : i);
      if (item->cdu == NONE)
        continue;
      item->back = add_node (self, line, item->along, line->across, TRUE);
      join (self,
            HW_PART_RETURN_RUN_BACK,
            object,
            item->object,
            at,
            item->back,
            0,
            2 * hw_fitting_loss (HW_FITTING_ELBOW),
            flow);
      at = item->back;
      object = item->object;
    }
  if (self->lines->len > 1)
    {
      const Item *end = item_at (line, self->near_is_low ? 0 : n - 1);
      line->near_back = add_node (self, line, end->along, line->across, TRUE);
      join (self,
            HW_PART_RETURN_RUN_BACK,
            object,
            end->object,
            at,
            line->near_back,
            0,
            2 * hw_fitting_loss (HW_FITTING_ELBOW),
            flow);
    }
}

static void
add_headers (Layout *self, Line *line)
{
  gboolean reverse = self->plan->rule.topology == HW_LOOP_REVERSE_RETURN && line->demand_m3_s > 0;
  guint n = line->items->len;
  double flow = header_flow (self, line);
  double tee = hw_fitting_loss (HW_FITTING_TEE_THROUGH);
  const Item *last = NULL;
  guint far_rack = NONE;

  for (guint i = 0; i < n; i++)
    {
      Item *item = &g_array_index (line->items, Item, i);
      item->supply = add_node (self, line, item->along, line->across, FALSE);
      if (i > 0)
        join (self,
              HW_PART_SUPPLY_HEADER,
              item_at (line, i - 1)->object,
              item->object,
              item_at (line, i - 1)->supply,
              item->supply,
              0,
              tee,
              flow);
      if (reverse && item->rack == NONE)
        continue;
      item->back = add_node (self, line, item->along, line->across, TRUE);
      if (last != NULL)
        join (self,
              HW_PART_RETURN_HEADER,
              last->object,
              item->object,
              last->back,
              item->back,
              0,
              tee,
              flow);
      last = item;
      if (far_rack == NONE || self->near_is_low)
        far_rack = i;
    }
  line->near_supply = item_at (line, self->near_is_low ? 0 : n - 1)->supply;
  line->far_supply = item_at (line, self->near_is_low ? n - 1 : 0)->supply;
  line->near_back = item_at (line, self->near_is_low ? 0 : n - 1)->back;
  line->far_back = item_at (line, self->near_is_low ? n - 1 : 0)->back;
  if (reverse)
    add_run_back (
        self, line, item_at (line, far_rack)->back, item_at (line, far_rack)->object, flow);
}

static void
add_mains (Layout *self, gboolean near)
{
  double before_m3_s = 0;
  guint before = 0;

  for (guint i = 0; i + 1 < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const Line *next = line + 1;
      gboolean low = near == self->near_is_low;
      HwRef a = item_at (line, low ? 0 : line->items->len - 1)->object;
      HwRef b = item_at (next, low ? 0 : next->items->len - 1)->object;
      double loss
          = 2 * hw_fitting_loss (HW_FITTING_ELBOW) + hw_fitting_loss (HW_FITTING_TEE_THROUGH);
      double flow;

      before_m3_s += line->demand_m3_s;
      before += line->n_sources;
      flow = crossing_flow (
          before_m3_s, before, self->demand_m3_s - before_m3_s, self->n_sources - before);
      join (self,
            near ? HW_PART_SUPPLY_MAIN : HW_PART_SUPPLY_RING,
            a,
            b,
            near ? line->near_supply : line->far_supply,
            near ? next->near_supply : next->far_supply,
            0,
            loss,
            flow);
      join (self,
            near ? HW_PART_RETURN_MAIN : HW_PART_RETURN_RING,
            a,
            b,
            near ? line->near_back : line->far_back,
            near ? next->near_back : next->far_back,
            0,
            loss,
            flow);
    }
}

/* One row becomes a ring by a pipe beside its header, several by a main at the far end too. */
static void
close_ring (Layout *self)
{
  const Line *line = &g_array_index (self->lines, Line, 0);
  guint n = line->items->len;
  double loss = 4 * hw_fitting_loss (HW_FITTING_ELBOW);
  double flow;

  if (self->lines->len > 1)
    {
      add_mains (self, FALSE);
      return;
    }
  if (n < 3)
    return;
  flow = header_flow (self, line);
  join (self,
        HW_PART_SUPPLY_RING,
        item_at (line, 0)->object,
        item_at (line, n - 1)->object,
        line->near_supply,
        line->far_supply,
        2 * RING_MM / 1000.0,
        loss,
        flow);
  join (self,
        HW_PART_RETURN_RING,
        item_at (line, 0)->object,
        item_at (line, n - 1)->object,
        line->near_back,
        line->far_back,
        2 * RING_MM / 1000.0,
        loss,
        flow);
}

/* Only one vessel fixes the pressure: that of the first CDU. */
static void
keep_one_vessel (HwLoopPlan *plan)
{
  gboolean first = TRUE;

  for (guint i = 0; i < plan->fittings->len; i++)
    {
      HwLoopFitting *fitting = &g_array_index (plan->fittings, HwLoopFitting, i);
      if (fitting->role != HW_PART_VESSEL)
        continue;
      fitting->fitted = first;
      first = FALSE;
    }
}

void
hw_loop_lay_out (HwLoopPlan *plan, HwDesign *design)
{
  const HwLoop *rule = &plan->rule;
  Layout self = { .plan = plan, .design = design };

  if (plan->racks->len + plan->cdus->len == 0)
    return;
  self.limits
      = (HwPipeLimits){ rule->branch_limit_m_s, rule->header_limit_m_s, rule->gradient_limit_pa_m };
  self.fluid = hw_fluid_at (rule->coolant, rule->supply_c);
  self.lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self.lines, line_clear);
  find_lines (&self);
  for (guint i = 0; i < self.lines->len; i++)
    add_headers (&self, &g_array_index (self.lines, Line, i));
  add_mains (&self, TRUE);
  if (rule->topology == HW_LOOP_RING_MAIN)
    close_ring (&self);
  for (guint i = 0; i < self.lines->len; i++)
    {
      const Line *line = &g_array_index (self.lines, Line, i);
      for (guint j = 0; j < line->items->len; j++)
        {
          const Item *item = item_at (line, j);
          if (item->rack != NONE)
            add_branch (&self, line, item);
          else
            add_source (&self, line, item);
        }
    }
  keep_one_vessel (plan);
  g_array_unref (self.lines);
}
