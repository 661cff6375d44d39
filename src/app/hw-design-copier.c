/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-copier.h"

#include "hw-design-copy.h"

/* Of one piece, µs. */
#define SLICE 2000
/* After what is in the hand was looked at. */
#define RETRY_MS 100

struct _HwDesignCopier
{
  HwDesign *design;
  HwDesignCopy *copy;
  HwDesignCopied copied;
  gpointer data;
  guint source;
};

static gboolean copy_cb (gpointer data);

static void
free_copier (HwDesignCopier *self)
{
  hw_design_copy_free (self->copy);
  g_object_unref (self->design);
  g_free (self);
}

static void
retry_cb (gpointer data)
{
  HwDesignCopier *self = data;

  self->source = g_idle_add (copy_cb, self);
}

static gboolean
copy_cb (gpointer data)
{
  HwDesignCopier *self = data;
  HwDesignCopied copied = self->copied;
  gpointer copied_data = self->data;
  HwDesign *whole;

  if (hw_design_in_transaction (self->design))
    {
      self->source = g_timeout_add_once (RETRY_MS, retry_cb, self);
      return G_SOURCE_REMOVE;
    }
  if (!hw_design_copy_step (self->copy, g_get_monotonic_time () + SLICE))
    return G_SOURCE_CONTINUE;
  whole = hw_design_copy_finish (self->copy);
  free_copier (self);
  copied (whole, copied_data);
  return G_SOURCE_REMOVE;
}

HwDesignCopier *
hw_design_copier_new (HwDesign *design, HwDesignCopied copied, gpointer data)
{
  HwDesignCopier *self = g_new0 (HwDesignCopier, 1);

  self->design = g_object_ref (design);
  self->copy = hw_design_copy_new (design);
  self->copied = copied;
  self->data = data;
  self->source = g_idle_add (copy_cb, self);
  return self;
}

void
hw_design_copier_cancel (HwDesignCopier *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  free_copier (self);
}
