/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-size.h"

#include "hw-pipe-friction.h"

#define SIZE(dn, outside_mm, wall_mm)                                                              \
  {                                                                                                \
    dn, ((outside_mm)-2 * (wall_mm)) / 1000                                                        \
  }
/* Diameters of EN ISO 1127 / EN 10220 series 1; the thin walls usual for stainless steel are an
 * assumption. */
static const HwPipeSize stainless[] = {
  SIZE (15, 21.3, 2.0),   SIZE (20, 26.9, 2.0),   SIZE (25, 33.7, 2.0),   SIZE (32, 42.4, 2.0),
  SIZE (40, 48.3, 2.0),   SIZE (50, 60.3, 2.0),   SIZE (65, 76.1, 2.0),   SIZE (80, 88.9, 2.0),
  SIZE (100, 114.3, 2.0), SIZE (125, 139.7, 2.0), SIZE (150, 168.3, 2.0), SIZE (200, 219.1, 2.0),
  SIZE (250, 273.0, 2.0), SIZE (300, 323.9, 2.6), SIZE (350, 355.6, 2.6), SIZE (400, 406.4, 2.6),
};

/* Nominal size after the bore, as EN 1057 counts by the outside. */
static const HwPipeSize copper[] = {
  SIZE (12, 15, 1.0), SIZE (20, 22, 1.0), SIZE (25, 28, 1.5),   SIZE (32, 35, 1.5),
  SIZE (40, 42, 1.5), SIZE (50, 54, 2.0), SIZE (65, 76.1, 2.0), SIZE (100, 108, 2.5),
};

static const struct
{
  const HwPipeSize *sizes;
  guint n;
  double roughness_m;
} materials[] = {
  [HW_PIPE_STAINLESS] = { stainless, G_N_ELEMENTS (stainless), 15e-6 },
  [HW_PIPE_COPPER] = { copper, G_N_ELEMENTS (copper), 1.5e-6 },
};

const HwPipeSize *
hw_pipe_sizes (HwPipeMaterial material, guint *n)
{
  *n = materials[material].n;
  return materials[material].sizes;
}

const HwPipeSize *
hw_pipe_size_find (HwPipeMaterial material, int dn)
{
  for (guint i = 0; i < materials[material].n; i++)
    if (materials[material].sizes[i].dn == dn)
      return &materials[material].sizes[i];
  return NULL;
}

double
hw_pipe_roughness (HwPipeMaterial material)
{
  return materials[material].roughness_m;
}

double
hw_pipe_velocity (double bore_m, double flow_m3_s)
{
  return 4 * flow_m3_s / (G_PI * bore_m * bore_m);
}

double
hw_pipe_gradient (double bore_m, double roughness_m, const HwPipeDuty *duty)
{
  double velocity = hw_pipe_velocity (bore_m, duty->flow_m3_s);
  double reynolds = velocity * bore_m / duty->viscosity_m2_s;

  if (!(velocity > 0))
    return 0;
  return hw_pipe_friction_factor (reynolds, roughness_m / bore_m) / bore_m * duty->density_kg_m3
         * velocity * velocity / 2;
}

gboolean
hw_pipe_keeps (HwPipeMaterial material,
               const HwPipeSize *size,
               const HwPipeDuty *duty,
               const HwPipeLimits *limits)
{
  double most = size->dn <= HW_PIPE_SMALL_DN ? limits->small_velocity_m_s : limits->velocity_m_s;

  return hw_pipe_velocity (size->bore_m, duty->flow_m3_s) <= most
         && hw_pipe_gradient (size->bore_m, hw_pipe_roughness (material), duty)
                <= limits->gradient_pa_m;
}

const HwPipeSize *
hw_pipe_choose (HwPipeMaterial material, const HwPipeDuty *duty, const HwPipeLimits *limits)
{
  guint n;
  const HwPipeSize *sizes = hw_pipe_sizes (material, &n);

  for (guint i = 0; i < n; i++)
    if (hw_pipe_keeps (material, &sizes[i], duty, limits))
      return &sizes[i];
  return &sizes[n - 1];
}
