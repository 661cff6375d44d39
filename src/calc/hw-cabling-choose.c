/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cabling-private.h"

/* Which cable each link takes. */

#define NO_LINK G_MAXUINT32

typedef struct
{
  HwCabling *cabling;
  GHashTable *cages;   /* cage + 1 → index + 1 */
  guint32 (*end)[2];   /* by link: index of the cage at each end */
  guint32 (*links)[2]; /* by cage: its links */
  guint32 *joined;     /* by cage: union-find over optical links */
  guint8 *ports;       /* by cage */
  guint n_cages;
} Work;

static gboolean
is_optical (const HwCableType *type)
{
  return type->medium == HW_MEDIUM_MULTIMODE || type->medium == HW_MEDIUM_SINGLE_MODE;
}

static void
index_cages (Work *work)
{
  const HwCabling *self = work->cabling;

  for (guint i = 0; i < self->n_links; i++)
    for (int side = 0; side < 2; side++)
      {
        const HwCableEnd *end = &self->links[i].ends[side];
        gpointer key = GUINT_TO_POINTER (end->cage + 1);
        guint index = GPOINTER_TO_UINT (g_hash_table_lookup (work->cages, key));

        if (index == 0)
          {
            index = ++work->n_cages;
            g_hash_table_insert (work->cages, key, GUINT_TO_POINTER (index));
            work->links[index - 1][0] = work->links[index - 1][1] = NO_LINK;
            work->ports[index - 1] = end->cage_ports;
            work->joined[index - 1] = index - 1;
          }
        work->end[i][side] = index - 1;
        work->links[index - 1][work->links[index - 1][0] == NO_LINK ? 0 : 1] = i;
      }
}

static guint32
root_of (Work *work, guint32 cage)
{
  while (work->joined[cage] != cage)
    cage = work->joined[cage] = work->joined[work->joined[cage]];
  return cage;
}

/* The shortest stock length that holds @needed; NAN: there is none. */
static double
stock_length (const HwCableType *type, double needed)
{
  if (needed > type->reach_m * (1 + 1e-9))
    return NAN;
  if (isnan (type->only_m))
    return ceil (needed - 1e-9);
  return type->only_m >= needed - 1e-9 ? type->only_m : NAN;
}

static double
needed (const HwCabling *self, guint link)
{
  return self->runs[link].way_m + self->rule.slack_m + self->links[link].slack_m;
}

/* The other link of a cage; NO_LINK: there is none. */
static guint32
beside (const Work *work, guint32 cage, guint link)
{
  return work->links[cage][work->links[cage][0] == link ? 1 : 0];
}

/* Whether copper of two links can serve @link, with its partner where there is one. */
static gboolean
pairs_up (const Work *work, const HwCableType *type, guint link, guint32 *partner)
{
  for (int side = 0; side < 2; side++)
    {
      guint32 own = work->end[link][side], far = work->end[link][1 - side];
      guint32 other = beside (work, own, link);

      if (work->ports[own] != 2)
        continue;
      *partner = other;
      if (!type->splits)
        {
          /* Both ports of both cages, or one port of each and the others free. */
          if (work->ports[far] == 2 && beside (work, far, link) == other)
            return TRUE;
          continue;
        }
      if (work->ports[far] == 1
          && (other == NO_LINK || work->ports[work->end[other][work->end[other][0] == own]] == 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_copper (Work *work, guint link)
{
  HwCabling *self = work->cabling;

  for (guint i = 0; i < self->n_types; i++)
    {
      const HwCableType *type = &self->types[i];
      guint32 partner = NO_LINK;
      double length = needed (self, link);

      if (is_optical (type) || type->bit_s < self->links[link].bit_s
          || type->bit_s > self->links[link].bit_s)
        continue;
      if (type->links == 2 && !pairs_up (work, type, link, &partner))
        continue;
      if (type->links == 1
          && (work->ports[work->end[link][0]] != 1 || work->ports[work->end[link][1]] != 1))
        continue;
      if (partner != NO_LINK && isnan (needed (self, partner)))
        continue;
      if (partner != NO_LINK)
        length = fmax (length, needed (self, partner));
      length = stock_length (type, length);
      if (isnan (length))
        continue;
      self->runs[link].type = (gint32)i;
      self->runs[link].length_m = length;
      if (partner == NO_LINK)
        return TRUE;
      self->runs[link].with = (gint32)partner;
      self->runs[partner] = (HwCableRun){ self->runs[partner].way_m,
                                          length,
                                          (gint32)i,
                                          (gint32)link,
                                          self->runs[partner].first_segment,
                                          self->runs[partner].n_segments };
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_transceivers (const HwCabling *self, const HwCableType *type, guint link)
{
  for (int side = 0; side < 2; side++)
    if ((self->links[link].ends[side].cage_ports == 2 ? type->twin : type->single) == NULL)
      return FALSE;
  return TRUE;
}

/* Optics of all cages that links join: the first that reaches for each, else the farthest. */
static void
take_optics (Work *work, const GArray *members)
{
  HwCabling *self = work->cabling;
  gint best = -1;

  for (guint i = 0; i < self->n_types; i++)
    {
      const HwCableType *type = &self->types[i];
      gboolean all = TRUE, speed = TRUE;

      for (guint j = 0; j < members->len; j++)
        {
          guint link = g_array_index (members, guint32, j);

          speed = speed && !(type->bit_s < self->links[link].bit_s)
                  && !(type->bit_s > self->links[link].bit_s);
          all = all && has_transceivers (self, type, link)
                && !isnan (stock_length (type, needed (self, link)));
        }
      if (!is_optical (type) || !speed)
        continue;
      if (all || best < 0 || type->reach_m > self->types[best].reach_m)
        best = (gint)i;
      if (all)
        break;
    }
  for (guint j = 0; best >= 0 && j < members->len; j++)
    {
      guint link = g_array_index (members, guint32, j);
      double length = stock_length (&self->types[best], needed (self, link));

      if (!has_transceivers (self, &self->types[best], link))
        length = NAN;
      self->runs[link].length_m = length;
      self->runs[link].type = isnan (length) ? -1 : best;
    }
}

static void
free_members (gpointer members)
{
  g_array_unref (members);
}

void
hw_cabling_choose (HwCabling *self)
{
  g_autoptr (GHashTable) cages = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) components = g_hash_table_new_full (NULL, NULL, NULL, free_members);
  g_autofree guint8 *optical = g_new0 (guint8, MAX (self->n_links, 1));
  guint most = MAX (2 * self->n_links, 1);
  Work work = { .cabling = self, .cages = cages };
  GHashTableIter iter;
  gpointer members;

  work.end = g_malloc_n (most, sizeof *work.end);
  work.links = g_malloc_n (most, sizeof *work.links);
  work.joined = g_new (guint32, most);
  work.ports = g_new (guint8, most);
  index_cages (&work);
  for (guint i = 0; i < self->n_links; i++)
    {
      self->runs[i].type = self->runs[i].with = -1;
      self->runs[i].length_m = NAN;
    }
  for (guint i = 0; i < self->n_links; i++)
    if (self->runs[i].type < 0 && !isnan (self->runs[i].way_m) && !take_copper (&work, i))
      {
        optical[i] = TRUE;
        work.joined[root_of (&work, work.end[i][0])] = root_of (&work, work.end[i][1]);
      }
  for (guint i = 0; i < self->n_links; i++)
    if (optical[i])
      {
        gpointer key = GUINT_TO_POINTER (root_of (&work, work.end[i][0]));
        GArray *component = g_hash_table_lookup (components, key);

        if (component == NULL)
          {
            component = g_array_new (FALSE, FALSE, sizeof (guint32));
            g_hash_table_insert (components, key, component);
          }
        g_array_append_val (component, i);
      }
  g_hash_table_iter_init (&iter, components);
  while (g_hash_table_iter_next (&iter, NULL, &members))
    take_optics (&work, members);
  g_free (work.end);
  g_free (work.links);
  g_free (work.joined);
  g_free (work.ports);
}

/* --- what is to be bought --- */

static int
compare_needs (gconstpointer a, gconstpointer b)
{
  const HwCablingNeed *x = a;
  const HwCablingNeed *y = b;

  if ((x->length_m > 0) != (y->length_m > 0))
    return x->length_m > 0 ? -1 : 1;
  if (strcmp (x->id, y->id) != 0)
    return strcmp (x->id, y->id);
  return x->length_m < y->length_m ? -1 : x->length_m > y->length_m;
}

static void
count_need (GArray *needs, const char *id, double length_m, double power_w)
{
  for (guint i = 0; i < needs->len; i++)
    {
      HwCablingNeed *need = &g_array_index (needs, HwCablingNeed, i);

      if (strcmp (need->id, id) != 0 || need->length_m < length_m || need->length_m > length_m)
        continue;
      need->count++;
      need->power_w += power_w;
      return;
    }
  g_array_append_vals (needs, &(HwCablingNeed){ id, length_m, 1, power_w }, 1);
}

GArray *
hw_cabling_needs (const HwCabling *self)
{
  GArray *needs = g_array_new (FALSE, FALSE, sizeof (HwCablingNeed));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->n_links; i++)
    {
      const HwCableRun *run = &self->runs[i];
      const HwCableType *type = run->type >= 0 ? &self->types[run->type] : NULL;

      if (type == NULL || (run->with >= 0 && (guint)run->with < i))
        continue;
      if (!is_optical (type))
        {
          count_need (needs, type->id, run->length_m, type->cable_w);
          continue;
        }
      count_need (needs, type->id, run->length_m, 0);
      for (int side = 0; side < 2; side++)
        {
          const HwCableEnd *end = &self->links[i].ends[side];
          const char *id = end->cage_ports == 2 ? type->twin : type->single;

          if (g_hash_table_add (seen, GUINT_TO_POINTER (end->cage + 1)))
            count_need (needs, id, 0, end->cage_ports == 2 ? type->twin_w : type->single_w);
        }
    }
  g_array_sort (needs, compare_needs);
  return needs;
}
