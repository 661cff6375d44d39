/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which nodes hang together: sets that are joined one by one ("union-find", Tarjan, J. ACM 22
 * (1975) 215). The array holds for each node another of its set, the root itself. */

static inline guint
hw_pipe_parts_root (guint *parts, guint node)
{
  while (parts[node] != node)
    {
      parts[node] = parts[parts[node]];
      node = parts[node];
    }
  return node;
}

/* The root of @b goes under that of @a. */
static inline void
hw_pipe_parts_join (guint *parts, guint a, guint b)
{
  a = hw_pipe_parts_root (parts, a);
  b = hw_pipe_parts_root (parts, b);
  parts[b] = a;
}

static inline void
hw_pipe_parts_separate (guint *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    parts[i] = i;
}

G_END_DECLS
