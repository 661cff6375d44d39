/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-loop-plan-private.h"
#include "hw-override-key.h"
#include "hw-pipe-friction.h"
#include "hw-pipe-size.h"

#define NONE HW_LOOP_NO_PART

/* Speed of a pump over its rated one, as affinity laws hold. */
#define LEAST_SPEED 0.3
#define MOST_SPEED 1.1

static gboolean
same_objects (const HwLoopLink *link, HwRef a, HwRef b)
{
  if (link->to_object.handle == 0)
    return b.handle == 0 && hw_ref_equal (link->from_object, a);
  /* A header may have been laid out from either end. */
  return (hw_ref_equal (link->from_object, a) && hw_ref_equal (link->to_object, b))
         || (hw_ref_equal (link->from_object, b) && hw_ref_equal (link->to_object, a));
}

static void
find_cdu (const HwLoopPlan *self, HwRef unit, HwLoopPart *target)
{
  for (guint i = 0; i < self->cdus->len; i++)
    if (hw_ref_equal (g_array_index (self->cdus, HwLoopCdu, i).unit, unit))
      target->cdu = i;
}

gboolean
hw_loop_plan_find (const HwLoopPlan *self, HwDesign *design, const char *key, HwLoopPart *target)
{
  g_auto (GStrv) parts = hw_override_key_split (key);
  guint n = g_strv_length (parts);
  HwPartRole role;
  HwRef a, b = HW_REF (HW_TABLE_RACK, 0);
  HwRef rule;

  *target = (HwLoopPart){ NONE, NONE, NONE };
  if (n == 1)
    {
      find_cdu (self, hw_design_find (design, parts[0]), target);
      return target->cdu != NONE;
    }
  rule = hw_design_find (design, parts[0]);
  if (n < 3 || n > 4 || rule.table != HW_TABLE_LOOP || rule.handle != self->loop
      || !hw_part_find (parts[1], &role))
    return FALSE;
  a = hw_override_key_object (design, parts[2]);
  if (n == 4)
    b = hw_override_key_object (design, parts[3]);
  if (a.handle == 0 || (n == 4 && b.handle == 0))
    return FALSE;
  if (role == HW_PART_PUMP)
    find_cdu (self, a, target);
  for (guint i = 0; HW_PART_IS_LINK (role) && i < self->links->len; i++)
    if (hw_loop_plan_link (self, i)->role == role
        && same_objects (hw_loop_plan_link (self, i), a, b))
      target->link = i;
  for (guint i = 0; !HW_PART_IS_LINK (role) && n == 3 && i < self->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (self->fittings, HwLoopFitting, i);
      if (fitting->role == role && hw_ref_equal (fitting->object, a))
        target->fitting = i;
    }
  return target->link != NONE || target->fitting != NONE;
}

/* --- values --- */

static gboolean
parse_yes (const char *value, gboolean *yes)
{
  *yes = strcmp (value, "yes") == 0;
  return *yes || strcmp (value, "no") == 0;
}

/* @number: (out): as it was where there is none within */
static gboolean
parse_within (const char *value, double least, double most, double *number)
{
  char *end;
  double parsed = g_ascii_strtod (value, &end);

  if (end == value || *end != '\0' || !(parsed >= least && parsed <= most))
    return FALSE;
  *number = parsed;
  return TRUE;
}

static gboolean
set_pipe (HwLoopPlan *self, HwLoopLink *link, const char *field, const char *value)
{
  double number;
  const HwPipeSize *size;

  if (link->dn == 0)
    return FALSE;
  if (strcmp (field, "length-mm") == 0 && parse_within (value, 1, 1e7, &number))
    {
      link->length_m = number / 1000;
      return TRUE;
    }
  if (strcmp (field, "dn") != 0 || !parse_within (value, 1, 1000, &number))
    return FALSE;
  if (link->role == HW_PART_SUPPLY_HOSE || link->role == HW_PART_RETURN_HOSE)
    {
      link->dn = (int)number;
      link->bore_m = number / 1000;
      return TRUE;
    }
  size = hw_pipe_size_find (self->rule.material, (int)number);
  if (size == NULL)
    return FALSE;
  link->dn = size->dn;
  link->bore_m = size->bore_m;
  return TRUE;
}

static gboolean
set_fitting (HwLoopFitting *fitting, const char *field, const char *value)
{
  /* The site chooses it. */
  if (fitting->role == HW_PART_HEAT_REJECTION)
    return FALSE;
  if (strcmp (field, "closed") == 0 && fitting->role != HW_PART_VESSEL
      && fitting->role != HW_PART_STRAINER && fitting->role != HW_PART_CHECK_VALVE)
    return parse_yes (value, &fitting->closed);
  if (strcmp (field, "fitted") == 0)
    return parse_yes (value, &fitting->fitted);
  return strcmp (field, "kv") == 0 && fitting->role != HW_PART_VESSEL
         && parse_within (value, 1e-3, 1e5, &fitting->kv);
}

static gboolean
set_cdu (HwLoopCdu *cdu, const char *field, const char *value)
{
  if (strcmp (field, "off") == 0)
    return parse_yes (value, &cdu->off);
  return strcmp (field, "speed") == 0 && parse_within (value, LEAST_SPEED, MOST_SPEED, &cdu->speed);
}

static gboolean
apply (HwLoopPlan *self, const HwLoopPart *target, const char *field, const char *value)
{
  if (target->cdu != NONE)
    return set_cdu (&g_array_index (self->cdus, HwLoopCdu, target->cdu), field, value);
  if (target->fitting != NONE)
    return set_fitting (
        &g_array_index (self->fittings, HwLoopFitting, target->fitting), field, value);
  return set_pipe (self, hw_loop_plan_link (self, target->link), field, value);
}

gboolean
hw_loop_plan_names (HwDesign *design, HwHandle loop, const char *key)
{
  char id[HW_ID_SIZE];
  gsize length;

  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), id);
  length = strlen (id);
  return strncmp (key, id, length) == 0 && key[length] == '/';
}

static void
override_all (HwLoopPlan *self, HwDesign *design)
{
  for (HwHandle handle = hw_design_first_child (design, HW_TABLE_OVERRIDE, 0); handle != 0;
       handle = hw_design_next_child (design, HW_TABLE_OVERRIDE, handle))
    {
      const HwOverride *row = hw_design_get_override (design, handle);
      const char *key = hw_design_text (design, row->key);
      HwLoopPart target;

      if (!hw_loop_plan_names (design, self->loop, key))
        continue;
      if (hw_override_is_idle (design, handle))
        self->n_idle++;
      else if (!hw_loop_plan_find (self, design, key, &target)
               || !apply (self,
                          &target,
                          hw_design_text (design, row->field),
                          hw_design_text (design, row->value)))
        g_array_append_val (self->bad_overrides, handle);
    }
}

/* --- what has failed --- */

static void
fail (HwLoopPlan *self, const HwLoopPart *target)
{
  if (target->cdu != NONE)
    g_array_index (self->cdus, HwLoopCdu, target->cdu).off = TRUE;
  else if (target->fitting != NONE)
    {
      HwLoopFitting *fitting = &g_array_index (self->fittings, HwLoopFitting, target->fitting);

      fitting->closed = TRUE;
      self->warm |= fitting->role == HW_PART_HEAT_REJECTION;
    }
  else
    hw_loop_plan_link (self, target->link)->closed = TRUE;
}

/* --- the sum of a link --- */

static void
close_off (HwLoopPlan *self)
{
  for (guint i = 0; i < self->fittings->len; i++)
    {
      HwLoopFitting *fitting = &g_array_index (self->fittings, HwLoopFitting, i);
      HwLoopLink *link = hw_loop_plan_link (self, fitting->link);

      if (!fitting->fitted || !HW_PART_IS_PASSED (fitting->role))
        continue;
      if (fitting->kv > 0)
        fitting->loss = hw_valve_loss_coefficient (fitting->kv, link->bore_m);
      link->loss += fitting->loss;
      link->closed |= fitting->closed;
    }
  for (guint i = 0; i < self->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (self->cdus, HwLoopCdu, i);
      hw_loop_plan_link (self, cdu->link)->closed |= cdu->off;
    }
}

void
hw_loop_patch (HwLoopPlan *self, HwDesign *design, const char *const *failed)
{
  HwLoopPart target;

  override_all (self, design);
  for (guint i = 0; failed != NULL && failed[i] != NULL; i++)
    if (hw_loop_plan_find (self, design, failed[i], &target))
      fail (self, &target);
  close_off (self);
}

void
hw_loop_plan_set_kv (HwLoopPlan *self, guint fitting, double kv)
{
  HwLoopFitting *row = &g_array_index (self->fittings, HwLoopFitting, fitting);
  HwLoopLink *link = hw_loop_plan_link (self, row->link);
  double before = row->loss;

  if (!row->fitted)
    return;
  row->kv = kv;
  row->loss = hw_valve_loss_coefficient (kv, link->bore_m);
  link->loss += row->loss - before;
}

/* The losses of fittings that are given by Kv go with the bore. */
void
hw_loop_plan_set_dn (HwLoopPlan *self, guint link, int dn)
{
  HwLoopLink *row = hw_loop_plan_link (self, link);
  const HwPipeSize *size = hw_pipe_size_find (self->rule.material, dn);

  if (size == NULL || row->dn == dn || row->dn == 0)
    return;
  row->dn = dn;
  row->bore_m = size->bore_m;
  for (guint i = 0; i < self->fittings->len; i++)
    {
      HwLoopFitting *fitting = &g_array_index (self->fittings, HwLoopFitting, i);
      if (fitting->link == link && fitting->kv > 0)
        hw_loop_plan_set_kv (self, i, fitting->kv);
    }
}

void
hw_loop_plan_switch_off (HwLoopPlan *self, guint cdu)
{
  HwLoopCdu *row = &g_array_index (self->cdus, HwLoopCdu, cdu);

  row->off = TRUE;
  hw_loop_plan_link (self, row->link)->closed = TRUE;
}

void
hw_loop_plan_close (HwLoopPlan *self, const HwLoopPart *part)
{
  if (part->cdu != NONE)
    {
      hw_loop_plan_switch_off (self, part->cdu);
      return;
    }
  fail (self, part);
  if (part->fitting != NONE)
    {
      const HwLoopFitting *row = &g_array_index (self->fittings, HwLoopFitting, part->fitting);

      if (row->fitted && HW_PART_IS_PASSED (row->role))
        hw_loop_plan_link (self, row->link)->closed = TRUE;
    }
}

gboolean
hw_loop_plan_has (const HwLoopPlan *self, HwDesign *design, const char *key)
{
  HwLoopPart part;

  return hw_loop_plan_find (self, design, key, &part);
}
