/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-problem.h"

HwProblem *
hw_problem_new (HwSeverity severity, const char *code, HwRef ref, char *message_taken)
{
  HwProblem *self = g_new0 (HwProblem, 1);

  self->severity = severity;
  self->code = code;
  self->ref = ref;
  self->message = message_taken;
  return self;
}

void
hw_problem_free (HwProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_clear_pointer (&self->others, g_array_unref);
  g_free (self);
}

const char *
hw_severity_name (HwSeverity severity)
{
  switch (severity)
    {
    case HW_SEVERITY_ERROR:
      return "error";
    case HW_SEVERITY_WARNING:
      return "warning";
    case HW_SEVERITY_NOTE:
      return "note";
    }
  g_return_val_if_reached ("note");
}
