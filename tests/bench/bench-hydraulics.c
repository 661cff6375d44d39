/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"

#include "hw-epanet.h"
#include "hw-hydraulics.h"
#include "hw-pipe-friction.h"
#include "hw-pump-curve.h"
#include "hw-sparse.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <time.h>

/* Pipe networks of cooling loops: cold from nothing, warm after one valve was turned, against a
 * straightforward solver and, where there is one, against EPANET. */

#define RACKS_A_ROW 16
#define PIPES_A_RACK 4
#define RACK_FLOW_M3_S 2e-3
#define ACCURACY 1e-8

static guint
add_node (HwPipeNetwork *network, const char *format, guint a, guint b)
{
  g_autofree char *id = g_strdup_printf (format, a, b);

  return hw_pipe_network_add_node (network, &(HwPipeNode){ .id = id });
}

/* Wide enough for 2 m/s. */
static double
bore_for (double flow)
{
  static const double bores[] = { 0.0384, 0.0443, 0.0563, 0.0721, 0.0849, 0.1103, 0.1357, 0.1643,
                                  0.2151, 0.269,  0.3187, 0.4012, 0.6,    0.9,    1.4 };

  for (guint i = 0; i < G_N_ELEMENTS (bores) - 1; i++)
    if (flow / (G_PI / 4 * bores[i] * bores[i]) < 2)
      return bores[i];
  return bores[G_N_ELEMENTS (bores) - 1];
}

static void
add_pipe (HwPipeNetwork *network, const char *id, guint from, guint to, double length, double flow)
{
  hw_pipe_network_add_link (network,
                            &(HwPipeLink){ .id = id,
                                           .kind = HW_PIPE_LINK_PIPE,
                                           .from = from,
                                           .to = to,
                                           .length_m = length,
                                           .bore_m = bore_for (flow),
                                           .roughness_m = 4.5e-5,
                                           .minor_loss = 2.4 });
}

static void
add_rack (HwPipeNetwork *network, guint row, guint rack, guint supply, guint back)
{
  guint in = add_node (network, "I%u-%u", row, rack), out = add_node (network, "O%u-%u", row, rack);
  g_autofree char *hot = g_strdup_printf ("BR%u-%u", row, rack);
  g_autofree char *cold = g_strdup_printf ("BS%u-%u", row, rack);
  g_autofree char *id = g_strdup_printf ("RK%u-%u", row, rack);

  add_pipe (network, cold, supply, in, 2.5, RACK_FLOW_M3_S);
  add_pipe (network, hot, out, back, 2.8, RACK_FLOW_M3_S);
  hw_pipe_network_add_link (network,
                            &(HwPipeLink){ .id = id,
                                           .kind = HW_PIPE_LINK_VALVE,
                                           .from = in,
                                           .to = out,
                                           .bore_m = 0.0384,
                                           .minor_loss = 20 + (row * 7 + rack * 3) % 11 });
}

static void
add_cdu (HwPipeNetwork *network, guint number, guint back, guint supply, double flow)
{
  guint in = add_node (network, "CI%u-%u", number, 0),
        out = add_node (network, "CO%u-%u", number, 0);
  g_autofree char *suction = g_strdup_printf ("CS%u", number);
  g_autofree char *exchanger = g_strdup_printf ("CX%u", number);
  g_autofree char *pump = g_strdup_printf ("CP%u", number);
  const double head = 20;

  add_pipe (network, suction, back, in, 2, flow);
  add_pipe (network, exchanger, out, supply, 2, flow);
  hw_pipe_network_add_link (
      network,
      &(HwPipeLink){ .id = pump,
                     .kind = HW_PIPE_LINK_PUMP,
                     .from = in,
                     .to = out,
                     .curve = hw_pipe_network_add_curve (network, pump, 1, &flow, &head),
                     .speed = 1 });
}

/* Rows of racks on row headers, the rows on mains that are closed to a ring, a CDU for every other
 * row. */
static HwPipeNetwork *
loop_of (guint n_pipes)
{
  HwPipeNetwork *network = hw_pipe_network_new ();
  guint n_rows = MAX (n_pipes / (RACKS_A_ROW * PIPES_A_RACK + 4), 2);
  g_autofree guint *supply = g_new (guint, n_rows);
  g_autofree guint *back = g_new (guint, n_rows);
  guint vessel;

  hw_pipe_network_set_viscosity (network, 1.348e-6);
  vessel = hw_pipe_network_add_node (network,
                                     &(HwPipeNode){ .id = "VESSEL", .fixed = TRUE, .head_m = 20 });
  for (guint row = 0; row < n_rows; row++)
    {
      guint s = supply[row] = add_node (network, "S%u-%u", row, 999);
      guint r = back[row] = add_node (network, "R%u-%u", row, 999);

      for (guint rack = 0; rack < RACKS_A_ROW; rack++)
        {
          double flow = RACK_FLOW_M3_S * (RACKS_A_ROW - rack);
          guint next_s = add_node (network, "S%u-%u", row, rack);
          guint next_r = add_node (network, "R%u-%u", row, rack);
          g_autofree char *hs = g_strdup_printf ("HS%u-%u", row, rack);
          g_autofree char *hr = g_strdup_printf ("HR%u-%u", row, rack);

          add_pipe (network, hs, s, next_s, 1.2, flow);
          add_pipe (network, hr, next_r, r, 1.2, flow);
          add_rack (network, row, rack, next_s, next_r);
          s = next_s;
          r = next_r;
        }
      if (row % 2 == 0)
        add_cdu (network, row, back[row], supply[row], 2 * RACKS_A_ROW * RACK_FLOW_M3_S);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      guint next = (row + 1) % n_rows;
      g_autofree char *ms = g_strdup_printf ("MS%u", row);
      g_autofree char *mr = g_strdup_printf ("MR%u", row);

      add_pipe (network, ms, supply[row], supply[next], 3, 2 * RACKS_A_ROW * RACK_FLOW_M3_S);
      add_pipe (network, mr, back[row], back[next], 3, 2 * RACKS_A_ROW * RACK_FLOW_M3_S);
    }
  add_pipe (network, "VENT", vessel, back[0], 3, RACK_FLOW_M3_S);
  return network;
}

static guint
count_pipes (const HwPipeNetwork *network)
{
  guint n = 0;

  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    n += hw_pipe_network_link (network, i)->kind == HW_PIPE_LINK_PIPE;
  return n;
}

/* ------------------------------------------------------------ the straightforward solver */

typedef struct
{
  guint from, to; /* rows; those of fixed nodes lie behind */
  int slot;
  HwPipeLinkKind kind;
  double flow;
  double length, bore, roughness, minor;
  HwPumpCurve curve;
  double p, y;
} PlainLink;

typedef struct
{
  guint n, n_rows, n_links;
  PlainLink *links;
  double *head, *right;
  HwSparse *matrix;
  int trash;
} Plain;

static void
plain_free (Plain *self)
{
  g_free (self->links);
  g_free (self->head);
  g_free (self->right);
  hw_sparse_free (self->matrix);
  g_free (self);
}

static Plain *
plain_new (const HwPipeNetwork *network)
{
  Plain *self = g_new0 (Plain, 1);
  guint n = 0, n_nodes = hw_pipe_network_n_nodes (network), n_pairs = 0;
  g_autofree guint *row = g_new (guint, n_nodes);
  g_autofree guint *a = g_new (guint, hw_pipe_network_n_links (network));
  g_autofree guint *b = g_new (guint, hw_pipe_network_n_links (network));

  for (guint i = 0; i < n_nodes; i++)
    if (!hw_pipe_network_node (network, i)->fixed)
      row[i] = n++;
  self->n = n;
  for (guint i = 0; i < n_nodes; i++)
    if (hw_pipe_network_node (network, i)->fixed)
      row[i] = n++;
  self->n_rows = n;
  self->n_links = hw_pipe_network_n_links (network);
  self->links = g_new0 (PlainLink, self->n_links);
  self->head = g_new0 (double, n);
  self->right = g_new0 (double, n);
  for (guint k = 0; k < self->n_links; k++)
    {
      const HwPipeLink *link = hw_pipe_network_link (network, k);
      if (row[link->from] < self->n && row[link->to] < self->n)
        {
          a[n_pairs] = row[link->from];
          b[n_pairs++] = row[link->to];
        }
    }
  self->matrix = hw_sparse_new (self->n, n_pairs, a, b);
  self->trash = (int)hw_sparse_n_values (self->matrix);
  n_pairs = 0;
  for (guint k = 0; k < self->n_links; k++)
    {
      const HwPipeLink *link = hw_pipe_network_link (network, k);
      PlainLink *mine = &self->links[k];
      const double *x, *y;

      mine->kind = link->kind;
      mine->slot = row[link->from] < self->n && row[link->to] < self->n
                       ? hw_sparse_pair_slots (self->matrix)[n_pairs++]
                       : self->trash;
      mine->from = row[link->from] < self->n
                       ? (guint)hw_sparse_positions (self->matrix)[row[link->from]]
                       : row[link->from];
      mine->to = row[link->to] < self->n ? (guint)hw_sparse_positions (self->matrix)[row[link->to]]
                                         : row[link->to];
      mine->length = link->length_m;
      mine->bore = link->bore_m;
      mine->roughness = link->roughness_m;
      mine->minor = link->minor_loss;
      mine->flow = 0.3048 * G_PI / 4 * link->bore_m * link->bore_m;
      if (link->kind == HW_PIPE_LINK_PUMP)
        {
          guint points = hw_pipe_network_curve (network, link->curve, &x, &y);
          hw_pump_curve_through (&mine->curve, points, x, y, HW_PUMP_ONE_POINT_FACTOR);
          mine->flow = x[0];
        }
    }
  for (guint i = 0; i < n_nodes; i++)
    if (hw_pipe_network_node (network, i)->fixed)
      self->head[row[i]] = hw_pipe_network_node (network, i)->head_m;
  return self;
}

/* Loss and slope as the formulae stand. */
static void
plain_friction (const PlainLink *link, double viscosity, double *loss, double *slope)
{
  const double g = 9.80665, c = -2 / log (10);
  double q = fabs (link->flow), d = link->bore;
  double r = 8 * link->length / (G_PI * G_PI * g * pow (d, 5));
  double m = 8 * link->minor / (G_PI * G_PI * g * pow (d, 4));
  double re = 4 * q / (G_PI * d * viscosity), e = link->roughness / (3.7 * d), f, f1;

  if (re <= 2000)
    {
      double l = 16 * G_PI * viscosity * d * r;
      *loss = link->flow * (l + m * q);
      *slope = l + 2 * m * q;
      return;
    }
  if (re >= 4000)
    {
      double y1 = 5.74 / pow (re, 0.9), y2 = e + y1, y3 = c * log (y2);
      f = 1 / (y3 * y3);
      f1 = 1.8 * f * y1 * c / (y2 * y3);
    }
  else
    {
      double x = re / 2000, y1 = 5.74 / pow (4000, 0.9), y2 = e + y1, y3 = c * log (y2);
      double fa = 1 / (y3 * y3), fb = fa * (2 + 1.8 * c * y1 / (y2 * y3));
      double x1 = 7 * fa - fb, x2 = 0.128 - 17 * fa + 2.5 * fb;
      double x3 = -0.128 + 13 * fa - 2 * fb, x4 = 0.032 - 3 * fa + 0.5 * fb;
      f = x1 + x * (x2 + x * (x3 + x * x4));
      f1 = x * (x2 + x * (2 * x3 + 3 * x * x4));
    }
  *loss = link->flow * q * (f * r + m);
  *slope = q * (r * (2 * f + f1) + 2 * m);
}

static void
plain_lose (const PlainLink *link, double viscosity, double *loss, double *slope)
{
  if (link->kind == HW_PIPE_LINK_PIPE)
    plain_friction (link, viscosity, loss, slope);
  else if (link->kind == HW_PIPE_LINK_PUMP)
    *loss = -hw_pump_curve_head (&link->curve, link->flow, 1, slope);
  else
    {
      double m = 8 * link->minor / (G_PI * G_PI * 9.80665 * pow (link->bore, 4));
      *loss = m * link->flow * fabs (link->flow);
      *slope = 2 * m * fabs (link->flow);
    }
  *slope = MAX (*slope, 1e-3);
}

/* Steps until the flows change by less than the accuracy. Returns: their number */
static guint
plain_solve (Plain *self, double viscosity)
{
  double *values = hw_sparse_values (self->matrix);
  const int *diagonal = hw_sparse_diagonal_slots (self->matrix);
  guint failed;

  for (guint step = 1; step <= 200; step++)
    {
      double sum = 0, changed = 0;

      memset (values, 0, (gsize)(self->trash + 1) * sizeof (double));
      memset (self->right, 0, self->n_rows * sizeof (double));
      for (guint k = 0; k < self->n_links; k++)
        {
          PlainLink *link = &self->links[k];
          double loss, slope, out;

          plain_lose (link, viscosity, &loss, &slope);
          link->p = 1 / slope;
          link->y = loss / slope;
          out = link->y - link->flow;
          values[link->slot] -= link->p;
          if (link->from < self->n)
            {
              values[diagonal[link->from]] += link->p;
              self->right[link->from] += out;
              if (link->to >= self->n)
                self->right[link->from] += link->p * self->head[link->to];
            }
          if (link->to < self->n)
            {
              values[diagonal[link->to]] += link->p;
              self->right[link->to] -= out;
              if (link->from >= self->n)
                self->right[link->to] += link->p * self->head[link->from];
            }
        }
      g_assert_true (hw_sparse_factor (self->matrix, &failed));
      hw_sparse_solve (self->matrix, self->right);
      memcpy (self->head, self->right, self->n * sizeof (double));
      for (guint k = 0; k < self->n_links; k++)
        {
          PlainLink *link = &self->links[k];
          double change = link->y - link->p * (self->head[link->from] - self->head[link->to]);
          link->flow -= change;
          changed += fabs (change);
          sum += fabs (link->flow);
        }
      if (changed <= ACCURACY * sum)
        return step;
    }
  return 200;
}

/* ------------------------------------------------------------ measuring */

typedef struct
{
  double cold, warm;
  double cold_steps, warm_steps;
} Times;

/* Seconds that this program has had the processor: of a machine that is shared, other programs do
 * not count. */
static double
processor_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static guint
rounds_for (guint n_pipes)
{
  return CLAMP (400000 / MAX (n_pipes, 1), 7, 200);
}

/* The rack in the middle, whose valve is turned to and fro. */
static guint
middle_rack (const HwPipeNetwork *network)
{
  for (guint i = hw_pipe_network_n_links (network) / 2;; i++)
    if (hw_pipe_network_link (network, i)->kind == HW_PIPE_LINK_VALVE)
      return i;
}

static Times
measure_ours (const HwPipeNetwork *network)
{
  g_autoptr (GArray) cold = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) warm = g_array_new (FALSE, FALSE, sizeof (double));
  guint rack = middle_rack (network), rounds = rounds_for (hw_pipe_network_n_links (network));
  HwPipeLink link = *hw_pipe_network_link (network, rack);
  HwHydraulicReport report;
  Times times = { 0 };

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (HwHydraulics) solver = hw_hydraulics_new (network, &hw_hydraulic_constants_si);
      double start, taken;

      hw_hydraulics_solve (solver, NULL);
      hw_hydraulics_restart (solver);
      start = processor_now ();
      g_assert_true (hw_hydraulics_solve (solver, &report));
      taken = processor_now () - start;
      g_array_append_val (cold, taken);
      times.cold_steps = report.n_steps;
      for (int change = 0; change < 4; change++)
        {
          link.minor_loss *= change % 2 == 0 ? 1.5 : 1 / 1.5;
          start = processor_now ();
          hw_hydraulics_set_link (solver, rack, &link);
          g_assert_true (hw_hydraulics_solve (solver, &report));
          taken = processor_now () - start;
          g_array_append_val (warm, taken);
          times.warm_steps += report.n_steps / (4.0 * rounds);
        }
    }
  times.cold = bench_median (cold);
  times.warm = bench_median (warm);
  return times;
}

static Times
measure_plain (const HwPipeNetwork *network)
{
  g_autoptr (GArray) cold = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) warm = g_array_new (FALSE, FALSE, sizeof (double));
  guint rack = middle_rack (network), rounds = rounds_for (hw_pipe_network_n_links (network));
  double viscosity = hw_pipe_network_get_viscosity (network);
  Times times = { 0 };

  for (guint i = 0; i < rounds; i++)
    {
      Plain *solver = plain_new (network);
      double start = processor_now (), taken;

      times.cold_steps = plain_solve (solver, viscosity);
      taken = processor_now () - start;
      g_array_append_val (cold, taken);
      for (int change = 0; change < 4; change++)
        {
          start = processor_now ();
          solver->links[rack].minor *= change % 2 == 0 ? 1.5 : 1 / 1.5;
          times.warm_steps += plain_solve (solver, viscosity) / (4.0 * rounds);
          taken = processor_now () - start;
          g_array_append_val (warm, taken);
        }
      plain_free (solver);
    }
  times.cold = bench_median (cold);
  times.warm = bench_median (warm);
  return times;
}

static double
measure_order (const HwPipeNetwork *network)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < 7; i++)
    {
      HwPipeNetwork *copy = hw_pipe_network_copy (network);
      double start = processor_now (), taken;
      g_autoptr (HwHydraulics) solver = hw_hydraulics_new_take (copy, &hw_hydraulic_constants_si);

      taken = processor_now () - start;
      g_assert_nonnull (solver);
      g_array_append_val (seconds, taken);
    }
  return bench_median (seconds);
}

/* ------------------------------------------------------------ EPANET, where there is one */

typedef struct
{
  void *library;
  int (*create_project) (void **project);
  int (*delete_project) (void *project);
  int (*open) (void *project, const char *input, const char *report, const char *output);
  int (*set_option) (void *project, int option, double value);
  int (*solve) (void *project);
  int (*open_hydraulics) (void *project);
  int (*start) (void *project, int flag);
  int (*run) (void *project, long *time);
  int (*get_link) (void *project, const char *id, int *index);
  int (*set_link) (void *project, int index, int property, double value);
} Epanet;

#define EPANET_ACCURACY 1
#define EPANET_SETTING 12
#define EPANET_FROM_NOTHING 10

static gboolean
epanet_load (Epanet *self)
{
  const struct
  {
    const char *name;
    void **function;
  } functions[] = {
    { "EN_createproject", (void **)&self->create_project },
    { "EN_deleteproject", (void **)&self->delete_project },
    { "EN_open", (void **)&self->open },
    { "EN_setoption", (void **)&self->set_option },
    { "EN_solveH", (void **)&self->solve },
    { "EN_openH", (void **)&self->open_hydraulics },
    { "EN_initH", (void **)&self->start },
    { "EN_runH", (void **)&self->run },
    { "EN_getlinkindex", (void **)&self->get_link },
    { "EN_setlinkvalue", (void **)&self->set_link },
  };
  const char *path = g_getenv ("HALLWRIGHT_EPANET");

  self->library = dlopen (path != NULL ? path : "libepanet2.so", RTLD_NOW);
  for (guint i = 0; self->library != NULL && i < G_N_ELEMENTS (functions); i++)
    {
      *functions[i].function = dlsym (self->library, functions[i].name);
      if (*functions[i].function == NULL)
        return FALSE;
    }
  return self->library != NULL;
}

static Times
measure_epanet (const Epanet *epanet, const HwPipeNetwork *network)
{
  g_autofree char *text = hw_epanet_write (network, NULL, "", HW_EPANET_LPS, 1);
  g_autofree char *dir = g_dir_make_tmp ("hallwright-XXXXXX", NULL);
  g_autofree char *input = g_build_filename (dir, "network.inp", NULL);
  g_autofree char *report = g_build_filename (dir, "network.rpt", NULL);
  g_autoptr (GArray) cold = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) warm = g_array_new (FALSE, FALSE, sizeof (double));
  guint rack = middle_rack (network),
        rounds = MAX (rounds_for (hw_pipe_network_n_links (network)) / 4, 3);
  double loss = hw_pipe_network_link (network, rack)->minor_loss;
  void *project = NULL;
  Times times = { 0 };
  long time = 0;
  int index = 0;

  g_file_set_contents (input, text, -1, NULL);
  epanet->create_project (&project);
  g_assert_cmpint (epanet->open (project, input, report, ""), ==, 0);
  epanet->set_option (project, EPANET_ACCURACY, ACCURACY);
  epanet->get_link (project, hw_pipe_network_link (network, rack)->id, &index);
  for (guint i = 0; i < rounds; i++)
    {
      double start = processor_now (), taken;

      g_assert_cmpint (epanet->solve (project), <, 100);
      taken = processor_now () - start;
      g_array_append_val (cold, taken);
    }
  epanet->open_hydraulics (project);
  epanet->start (project, EPANET_FROM_NOTHING);
  epanet->run (project, &time);
  for (guint i = 0; i < 4 * rounds; i++)
    {
      double start = processor_now (), taken;

      loss *= i % 2 == 0 ? 1.5 : 1 / 1.5;
      epanet->set_link (project, index, EPANET_SETTING, loss);
      g_assert_cmpint (epanet->run (project, &time), <, 100);
      taken = processor_now () - start;
      g_array_append_val (warm, taken);
    }
  epanet->delete_project (project);
  g_unlink (input);
  g_unlink (report);
  g_rmdir (dir);
  times.cold = bench_median (cold);
  times.warm = bench_median (warm);
  return times;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1000, 10000, 50000 };
  Epanet epanet = { 0 };
  gboolean has_epanet = epanet_load (&epanet);

  if (!has_epanet)
    bench_say ("no EPANET library here (HALLWRIGHT_EPANET names one): not compared with it\n");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (HwPipeNetwork) network = loop_of (sizes[i]);
      Times ours = measure_ours (network), plain = measure_plain (network), theirs = { 0 };
      double order = measure_order (network);

      bench_say ("%u pipes, %u links: cold %.3f ms, of that %.3f ms in %.0f steps; warm %.3f ms in "
                 "%.1f steps; warm over cold %.2f\n",
                 count_pipes (network),
                 hw_pipe_network_n_links (network),
                 (order + ours.cold) * 1e3,
                 ours.cold * 1e3,
                 ours.cold_steps,
                 ours.warm * 1e3,
                 ours.warm_steps,
                 ours.warm / (order + ours.cold));
      bench_say (
          "  straightforward, ordered: cold %.3f ms in %.0f steps, warm %.3f ms in %.1f steps; "
          "over ours, ordered too, cold %.2f, warm %.2f\n",
          plain.cold * 1e3,
          plain.cold_steps,
          plain.warm * 1e3,
          plain.warm_steps,
          plain.cold / ours.cold,
          plain.warm / ours.warm);
      if (!has_epanet)
        continue;
      theirs = measure_epanet (&epanet, network);
      bench_say ("  EPANET: cold %.3f ms, warm %.3f ms; over ours cold %.2f, warm %.2f\n",
                 theirs.cold * 1e3,
                 theirs.warm * 1e3,
                 theirs.cold / (ours.cold + order),
                 theirs.warm / ours.warm);
    }
  return 0;
}
