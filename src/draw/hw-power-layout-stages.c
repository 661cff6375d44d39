/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-layout.h"

#include <math.h>

/* From the utility to the buses that feeds hang on: the stages of each system, side by side. */

static guint
stage_index (const HwPowerBlock *block, guint role)
{
  if (role == HW_POWER_GENERATOR)
    role = HW_POWER_TRANSFORMER;
  for (guint i = 0; i < block->n_stages; i++)
    if (block->stages[i] == role)
      return i;
  return 0;
}

/* Stages that the rule has, or that there is a unit of. */
static void
find_stages (HwPowerLayout *self, HwPowerBlock *block)
{
  const HwPowerRow *row = hw_design_get_power (self->design, block->power);
  gboolean there[HW_POWER_BUS] = { FALSE };

  there[HW_POWER_UTILITY] = row->utility != HW_UTILITY_NONE;
  for (guint role = HW_POWER_TRANSFORMER; role < HW_POWER_BUS; role++)
    there[role] = hw_power_stage_product (row, role) != 0;
  for (guint i = 0; i < self->plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->plan, i);

      if (node->power == block->power && node->role < HW_POWER_BUS)
        there[node->role] = TRUE;
    }
  there[HW_POWER_TRANSFORMER] = there[HW_POWER_TRANSFORMER] || there[HW_POWER_GENERATOR];
  for (guint role = 0; role < HW_POWER_BUS; role++)
    if (there[role] && role != HW_POWER_GENERATOR)
      block->stages[block->n_stages++] = (guint8)role;
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    if (hw_power_has_system (row, system))
      block->systems |= 1u << system;
}

static void
add_spot (HwPowerBlock *block, gint node, const HwPowerNeed *need, guint role, guint system)
{
  HwPowerSpot spot = { .node = node,
                       .need = need != NULL ? *need : (HwPowerNeed){ 0 },
                       .role = (guint8)role,
                       .system = (guint8)system,
                       .stage = (guint8)stage_index (block, role) };

  g_array_append_val (block->spots, spot);
}

/* What stands of a stage in a system, and the place of what does not. Generators come behind
 * transformers, on the same line. */
static void
add_stage (HwPowerLayout *self, HwPowerBlock *block, const GArray *needs, guint role, guint system)
{
  for (guint i = 0; i < self->plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->plan, i);

      if (node->power == block->power && node->role == role && node->system == system)
        add_spot (block, (gint)i, NULL, role, system);
    }
  for (guint i = 0; i < needs->len; i++)
    {
      const HwPowerNeed *need = &g_array_index (needs, HwPowerNeed, i);

      if (need->role == role && need->system == system)
        add_spot (block, -1, need, role, system);
    }
}

/* Units of a stage of one system from @first on. Returns: how many */
static guint
count_stage (const HwPowerBlock *block, guint first)
{
  const HwPowerSpot *spot = &g_array_index (block->spots, HwPowerSpot, first);
  guint end = first;

  while (end < block->spots->len
         && g_array_index (block->spots, HwPowerSpot, end).stage == spot->stage
         && g_array_index (block->spots, HwPowerSpot, end).system == spot->system)
    end++;
  return end - first;
}

/* Cells beside each other. */
static guint
grid_across (guint n)
{
  return (guint)fmax (ceil (1.3 * sqrt (n)), 6);
}

/* The cell of a unit of a grid, and the next: each kind begins a row. */
static guint
grid_cell (const HwPowerBlock *block, guint first, guint i, guint next, guint across)
{
  const HwPowerSpot *spot = &g_array_index (block->spots, HwPowerSpot, first + i);
  const HwPowerSpot *before = i > 0 ? spot - 1 : spot;

  if (before->role == spot->role && (before->node < 0) == (spot->node < 0))
    return next;
  return (next + across - 1) / across * across;
}

static double
stage_height (const HwPowerBlock *block, guint first, guint n)
{
  guint across = grid_across (n), next = 0;

  if (n <= HW_POWER_MOST_UNITS)
    return HW_POWER_STAGE;
  for (guint i = 0; i < n; i++)
    next = grid_cell (block, first, i, next, across) + 1;
  return 2 * HW_POWER_GRID_OFF + (next + across - 1) / across * HW_POWER_CELL_HEIGHT;
}

static void
find_heights (HwPowerBlock *block)
{
  double height[HW_POWER_FEED] = { 0 };
  double y = block->y + HW_POWER_TITLE;

  for (guint first = 0, n; first < block->spots->len; first += n)
    {
      guint stage = g_array_index (block->spots, HwPowerSpot, first).stage;

      n = count_stage (block, first);
      height[stage] = fmax (height[stage], stage_height (block, first, n));
    }
  for (guint i = 0; i < block->n_stages; i++)
    {
      block->stage_y[i] = y;
      y += fmax (height[i], HW_POWER_STAGE / 2);
    }
  block->stage_y[block->n_stages] = y;
}

/* The units of a stage of one system side by side, or as a grid. */
static void
place_stage (HwPowerBlock *block, guint first, guint n, double left)
{
  guint across = grid_across (n), cell = 0;

  for (guint i = 0; i < n; i++, cell++)
    {
      HwPowerSpot *spot = &g_array_index (block->spots, HwPowerSpot, first + i);

      spot->small = n > HW_POWER_MOST_UNITS;
      cell = grid_cell (block, first, i, cell, across);
      spot->x = left
                + (spot->small ? cell % across * HW_POWER_CELL_WIDTH - HW_POWER_SYMBOL / 2
                               : i * HW_POWER_UNIT_PITCH);
      spot->y = block->stage_y[spot->stage]
                + (spot->small ? HW_POWER_GRID_OFF + cell / across * HW_POWER_CELL_HEIGHT : 0);
      block->right[spot->system]
          = fmax (block->right[spot->system],
                  spot->small ? spot->x + HW_POWER_CELL_WIDTH - HW_POWER_UNIT_PITCH : spot->x);
    }
}

/* Buses one below the other, and where the bands begin. */
static void
place_buses (HwPowerBlock *block, double y)
{
  block->bands_y = y;
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    if ((block->systems & 1u << system) != 0)
      {
        block->bus_y[system] = block->bands_y;
        block->bands_y += HW_POWER_BUS_GAP;
      }
  block->bands_y += HW_POWER_BAND_GAP / 2;
}

void
hw_power_layout_place_buses (HwPowerLayout *self, HwPowerBlock *block)
{
  const HwPowerRow *row = hw_design_get_power (self->design, block->power);

  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      block->systems |= hw_power_has_system (row, system) ? 1u << system : 0;
      block->left[system] = block->right[system] = HW_POWER_MARGIN;
    }
  block->width = 0;
  place_buses (block, block->y + HW_POWER_TITLE + HW_POWER_BAND_GAP / 2);
}

void
hw_power_layout_place_stages (HwPowerLayout *self, HwPowerBlock *block)
{
  g_autoptr (GArray) needs = hw_power_needs (self->results, block->power);
  double x = HW_POWER_MARGIN + HW_POWER_BREAKER_X;

  find_stages (self, block);
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    for (guint i = 0; (block->systems & 1u << system) != 0 && i < block->n_stages; i++)
      {
        add_stage (self, block, needs, block->stages[i], system);
        if (block->stages[i] == HW_POWER_TRANSFORMER)
          add_stage (self, block, needs, HW_POWER_GENERATOR, system);
      }
  find_heights (block);
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      if ((block->systems & 1u << system) == 0)
        continue;
      block->left[system] = block->right[system] = x + HW_POWER_SYMBOL / 2;
      for (guint first = 0, n; first < block->spots->len; first += n)
        {
          n = count_stage (block, first);
          if (g_array_index (block->spots, HwPowerSpot, first).system == system)
            place_stage (block, first, n, block->left[system]);
        }
      x = block->right[system] + HW_POWER_UNIT_PITCH + HW_POWER_SYSTEM_GAP;
    }
  block->width = x;
  place_buses (block, block->stage_y[block->n_stages]);
}
