/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-handle.h"

G_BEGIN_DECLS

typedef enum
{
  HW_SEVERITY_ERROR,
  HW_SEVERITY_WARNING,
  HW_SEVERITY_NOTE,
} HwSeverity;

/* What is wrong with a design and what to do. */
typedef struct
{
  HwSeverity severity;
  const char *code; /* static, stable: "rack-power" */
  char *message;    /* a translated sentence that says what to do */
  HwRef ref;        /* the object that it is about first; handle 0: the design */
  GArray *others;   /* (nullable) (element-type HwRef): further objects */
} HwProblem;

HwProblem *hw_problem_new (HwSeverity severity, const char *code, HwRef ref, char *message_taken);
void hw_problem_free (HwProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwProblem, hw_problem_free)
/* "error", "warning", "note" */
const char *hw_severity_name (HwSeverity severity);

G_END_DECLS
