/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-fabric.h"

void
drawn_fabric_init (DrawnFabric *self, HwFabricKind kind, guint units, guint slots)
{
  guint n = units * slots;
  g_autofree HwFabricMember *members = g_new0 (HwFabricMember, n);
  g_autoptr (GStringChunk) names = g_string_chunk_new (4096);
  HwFabricDescription description = { .members = members, .n_members = n };
  char buffer[16];

  description.rule.kind = kind;
  description.rule.radix = 64;
  description.rule.cage_ports = 2;
  description.rule.port_bit_s = 400e9;
  description.rule.rails = 8;
  description.rule.unit_members = slots;
  for (guint i = 0; i < n; i++)
    {
      g_snprintf (buffer, sizeof buffer, "dgx-%03u", i + 1);
      members[i].id = members[i].name = g_string_chunk_insert (names, buffer);
      members[i].place = HW_FABRIC_NO_PLACE;
    }
  self->fabric = hw_fabric_derive (&description);
  self->layout = hw_fabric_layout_new (self->fabric);
  self->picture
      = (HwFabricPicture){ self->fabric, self->layout, NULL, "IB-1", "a compute fabric", "QM9700" };
}

void
drawn_fabric_clear (DrawnFabric *self)
{
  hw_fabric_layout_free (self->layout);
  hw_fabric_free (self->fabric);
}

const DrawnShape drawn_shapes[N_DRAWN_SHAPES] = {
  { HW_FABRIC_RAIL_OPTIMISED, 1, 32 },  { HW_FABRIC_RAIL_OPTIMISED, 4, 32 },
  { HW_FABRIC_RAIL_OPTIMISED, 12, 32 }, { HW_FABRIC_PLAIN, 3, 4 },
  { HW_FABRIC_RAIL_OPTIMISED, 1, 3 },
};
