/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-fabric.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fabric-name.h"
#include "hw-quantity.h"

/* Members named, and rails told of, before the others are counted. */
#define MOST_NAMES 3
#define MOST_RAILS 3

typedef struct
{
  const HwFabric *fabric;
  const HwFabricImpact *impact;
  GPtrArray *lines;
} Telling;

static void
tell (Telling *self, char *text_taken)
{
  g_ptr_array_add (self->lines, text_taken);
}

/* --- what is out --- */

static char *
dup_counted (const HwFabricImpact *impact)
{
  GString *text = g_string_new (NULL);
  guint switches = impact->switches, cables = impact->cables;

  if (switches > 0)
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, "%u switch", "%u switches", switches), switches);
  if (impact->members > 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, "%s%u node", "%s%u nodes", impact->members),
        text->len > 0 ? ", " : "",
        impact->members);
  if (cables > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%s%u cable", "%s%u cables", cables),
                            text->len > 0 ? ", " : "",
                            cables);
  return g_string_free (text, FALSE);
}

/* The only node, or both ends of the only cable. */
static char *
dup_only (const Telling *self)
{
  char low[HW_FABRIC_NAME_SIZE], high[HW_FABRIC_NAME_SIZE];
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  const HwFabricFailure *out = self->impact->out;
  const HwFabricCable *cable;

  if (out->failed_nodes->len > 0)
    return g_strdup (
        hw_fabric_node_name (self->fabric, g_array_index (out->failed_nodes, guint, 0), low));
  cable = &cables[g_array_index (out->failed_cables, guint, 0)];
  return g_strdup_printf ("%s – %s",
                          hw_fabric_node_name (self->fabric, cable->low, low),
                          hw_fabric_node_name (self->fabric, cable->high, high));
}

static void
tell_out (Telling *self)
{
  const HwFabricImpact *impact = self->impact;
  guint failed = impact->switches + impact->members + impact->cables;
  g_autofree char *only = impact->out->n_failed == 1 ? dup_only (self) : NULL;

  if (failed > 0)
    {
      g_autofree char *counted = dup_counted (impact);

      tell (self, g_strdup_printf (_ ("Without %s"), only != NULL ? only : counted));
    }
  if (impact->missing > 0 && only != NULL)
    tell (self, g_strdup_printf (_ ("%s has no place yet"), only));
  else if (impact->missing > 0)
    tell (self,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u switch has no place yet",
                                        "%u switches have no place yet",
                                        impact->missing),
                           impact->missing));
}

/* --- what is lost --- */

static void
tell_ratio (Telling *self)
{
  const double *ratio = self->impact->oversubscription;

  if (isinf (ratio[1]))
    tell (self, g_strdup (_ ("A switch has lost all its ways up")));
  else if (fabs (ratio[1] - ratio[0]) > 1e-9)
    tell (self,
          g_strdup_printf (_ ("Worst switch %.3g:1 → %.3g:1 down to up"), ratio[0], ratio[1]));
}

static void
tell_bisection (Telling *self)
{
  const double *bisection = self->impact->bisection_bit_s;
  g_autofree char *before = hw_quantity_format (HW_DIMENSION_BYTE_RATE, bisection[0] / 8, NULL);
  g_autofree char *after = hw_quantity_format (HW_DIMENSION_BYTE_RATE, bisection[1] / 8, NULL);

  if (bisection[0] <= 0)
    return;
  if (bisection[0] - bisection[1] <= bisection[0] * 1e-9)
    tell (self, g_strdup_printf (_ ("Bisection stays %s each way"), before));
  else
    tell (self,
          g_strdup_printf (_ ("Bisection %s → %s each way, %.3g %% less"),
                           before,
                           after,
                           (1 - bisection[1] / bisection[0]) * 100));
}

/* The rails that a member has lost, as bits. */
static guint64
lost_rails (const HwFabric *fabric, const HwFabricLoss *loss)
{
  guint64 rails = 0;

  for (guint port = 1; port <= 128; port++)
    if (((loss->dead[(port - 1) / 64] | loss->cut_off[(port - 1) / 64]) >> ((port - 1) % 64) & 1)
        != 0)
      {
        guint rail, plane;

        hw_fabric_port_rail (fabric, loss->member, port, &rail, &plane);
        rails |= G_GUINT64_CONSTANT (1) << (rail % 64);
      }
  return rails;
}

/* "Rail 3 is lost by 32 nodes: DGX-01, DGX-02, DGX-03 and 29 more" */
static gboolean
tell_rail (Telling *self, const guint64 *lost, guint rail)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const GArray *losses = self->impact->losses;
  guint n = 0;

  for (guint i = 0; i < losses->len; i++)
    {
      char buffer[HW_FABRIC_NAME_SIZE];
      guint member = g_array_index (losses, HwFabricLoss, i).member;

      if ((lost[i] >> rail & 1) == 0)
        continue;
      if (n < MOST_NAMES)
        g_string_append_printf (
            names,
            "%s%s",
            n > 0 ? ", " : "",
            hw_fabric_node_name (
                self->fabric, hw_fabric_count_switches (self->fabric) + member, buffer));
      n++;
    }
  if (n == 0)
    return FALSE;
  if (n > MOST_NAMES)
    g_string_append_printf (names, _ (" and %u more"), n - MOST_NAMES);
  tell (self,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "Rail %u is lost by %u node: %s",
                                      "Rail %u is lost by %u nodes: %s",
                                      n),
                         rail + 1,
                         n,
                         names->str));
  return TRUE;
}

static void
tell_rails (Telling *self)
{
  const GArray *losses = self->impact->losses;
  g_autofree guint64 *lost = g_new0 (guint64, MAX (losses->len, 1));
  guint64 all = 0;
  guint told = 0, more = 0;

  if (losses->len == 0)
    {
      tell (self, g_strdup (_ ("No node loses a rail")));
      return;
    }
  for (guint i = 0; i < losses->len; i++)
    all |= lost[i] = lost_rails (self->fabric, &g_array_index (losses, HwFabricLoss, i));
  for (guint rail = 0; rail < 64; rail++)
    if ((all >> rail & 1) == 0)
      continue;
    else if (told < MOST_RAILS)
      told += tell_rail (self, lost, rail);
    else
      more++;
  if (more > 0)
    tell (self,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "and %u rail more, of %u nodes in all",
                                        "and %u rails more, of %u nodes in all",
                                        more),
                           more,
                           losses->len));
}

char **
hw_fabric_impact_lines (const HwFabric *fabric, const HwFabricImpact *impact, const guint *fullest)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  Telling telling = { fabric, impact, lines };

  tell_out (&telling);
  tell_bisection (&telling);
  tell_ratio (&telling);
  if (fullest != NULL && fullest[0] > 0)
    tell (&telling,
          g_strdup_printf (_ ("Fullest link, all to all: %u → %u flows"), fullest[0], fullest[1]));
  tell_rails (&telling);
  g_ptr_array_add (lines, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
