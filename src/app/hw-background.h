/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* What another thread works out of the results of a design (DESIGN.md 9.10). Each kind has at most
 * one piece of work under way: the main thread prepares it in the rests between frames and while
 * nothing is in the hand, a thread runs it, and the main thread takes over what no edit has
 * outdated meanwhile, and looks for more. It ends with the results. */
typedef struct
{
  const char *key; /* of the data that the results keep of it */
  /* After the last change, and so much longer that no more than a tenth of the main thread's time
   * goes into it; 0: as soon as the main thread has nothing else to do. */
  guint rest_ms;
  /* Begins at hw_background_ask() alone, not at every change. */
  gboolean by_asking;
  /* Begins in @work, which is NULL, or goes on with it; it stays NULL where nothing waits.
   * @deadline: monotonic time, µs. Returns: %FALSE: to be called again */
  gboolean (*prepare) (HwResults *results, gpointer *work, gint64 deadline);
  /* In another thread, once. */
  void (*run) (gpointer work);
  /* Gives the results what was found. Returns: whether they changed */
  gboolean (*take) (gpointer work, HwResults *results);
  /* Of kinds with many small pieces, which may be taken over at any time: whether there are more,
   * and tells who listens that some were taken over. NULL: @take tells, and waits for what is in
   * the hand, since a preview keeps the figures that it began with. */
  gboolean (*waits) (HwResults *results);
  void (*tell) (HwResults *results);
  GDestroyNotify free;
} HwBackgroundKind;

/* @kind: static */
void hw_background_add (HwResults *results, const HwBackgroundKind *kind);
/* Something may wait: begins where nothing is under way. */
void hw_background_ask (HwResults *results, const HwBackgroundKind *kind);

G_END_DECLS
