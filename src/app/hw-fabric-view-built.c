/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-view-private.h"

#include <glib/gi18n.h>

#include "hw-fabric-name.h"

/* A fabric as built beside the fabric as designed: what differs is drawn upon it and listed. */

/* More marks than these in one picture are one thick line; the list holds them all. */
#define MOST_MARKS 4000

static HwRole
role_of (HwConformKind kind)
{
  return kind == HW_CONFORM_MISSING ? HW_ROLE_ERROR : HW_ROLE_WARNING;
}

/* "2 missing · 1 slow" */
static char *
dup_kinds (const GArray *differences)
{
  guint counts[HW_CONFORM_UNKNOWN + 1] = { 0 };
  GString *text = g_string_new (NULL);
  const char *const forms[]
      = { N_ ("%u missing"), N_ ("%u swapped"), N_ ("%u slow"), N_ ("%u not in the design") };

  for (guint i = 0; i < differences->len; i++)
    counts[g_array_index (differences, HwConformity, i).kind]++;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      {
        g_string_append (text, text->len > 0 ? " · " : "");
        g_string_append_printf (text, _ (forms[i]), counts[i]);
      }
  return g_string_free (text, FALSE);
}

static void
tell_built (HwFabricView *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  guint n = self->differences->len;
  g_autofree char *kinds = dup_kinds (self->differences);
  g_autofree char *heading = NULL;

  heading = n == 0 ? g_strdup (_ ("As built: every link is as designed"))
                   : g_strdup_printf (g_dngettext (NULL,
                                                   "As built: %u link differs from the design",
                                                   "As built: %u links differ from the design",
                                                   n),
                                      n);
  g_strv_builder_add (lines, heading);
  if (n > 0)
    g_strv_builder_add (lines, kinds);
  self->told = g_strv_builder_end (lines);
}

void
hw_fabric_view_find_differences (HwFabricView *self)
{
  if (self->built == NULL)
    return;
  self->differences = hw_fabric_conform (self->fabric, self->built);
  tell_built (self);
}

void
hw_fabric_view_forget_differences (HwFabricView *self)
{
  g_clear_pointer (&self->differences, g_array_unref);
  g_clear_pointer (&self->told, g_strfreev);
}

/* The nodes that a difference lies between; FALSE where one is not of the fabric. */
static gboolean
find_ends (HwFabricView *self, const HwConformity *difference, guint *low, guint *high)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  if (difference->cable >= 0)
    {
      *low = cables[difference->cable].low;
      *high = cables[difference->cable].high;
      return TRUE;
    }
  if (difference->node[0] < 0 || difference->node[1] < 0)
    return FALSE;
  /* Members are numbered after switches, and stand below them. */
  *low = (guint)MAX (difference->node[0], difference->node[1]);
  *high = (guint)MIN (difference->node[0], difference->node[1]);
  return *low != *high;
}

void
hw_fabric_view_mark_differences (HwFabricView *self, HwScene *scene, const HwFabricPicture *picture)
{
  for (guint i = 0; self->differences != NULL && i < MIN (self->differences->len, MOST_MARKS); i++)
    {
      const HwConformity *difference = &g_array_index (self->differences, HwConformity, i);
      HwRole role = role_of (difference->kind);
      guint low, high;

      if (!find_ends (self, difference, &low, &high))
        continue;
      if (self->table != NULL)
        hw_scene_fabric_matrix_flag (scene, self->table, low, high, role);
      else if (difference->cable >= 0)
        hw_scene_fabric_mark (
            scene, picture, (guint)difference->cable, role, difference->kind == HW_CONFORM_MISSING);
      else
        hw_scene_fabric_stray (scene, picture, low, high, role);
    }
}

/* --- asked by the window --- */

void
hw_fabric_view_compare (HwFabricView *self, HwIbnet *built)
{
  hw_fabric_view_forget_differences (self);
  g_clear_pointer (&self->built, hw_ibnet_free);
  self->built = built;
  if (hw_fabric_view_ensure (self) && self->differences == NULL)
    hw_fabric_view_find_differences (self);
  hw_diagram_redraw (self->diagram);
}

char **
hw_fabric_view_dup_differences (HwFabricView *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; self->differences != NULL && i < self->differences->len; i++)
    {
      g_autofree char *message = hw_conformity_message (
          self->fabric, self->built, &g_array_index (self->differences, HwConformity, i));

      g_strv_builder_add (lines, message);
    }
  return g_strv_builder_end (lines);
}

void
hw_fabric_view_show_difference (HwFabricView *self, guint index)
{
  char buffer[HW_FABRIC_NAME_SIZE];
  guint nodes[2];

  if (self->differences == NULL || index >= self->differences->len
      || !find_ends (
          self, &g_array_index (self->differences, HwConformity, index), &nodes[0], &nodes[1]))
    return;
  for (int i = 0; i < 2; i++)
    {
      g_free (self->chosen[i]);
      self->chosen[i] = g_strdup (hw_fabric_node_id (self->fabric, nodes[i], buffer));
    }
  hw_diagram_redraw_overlay (self->diagram);
}
