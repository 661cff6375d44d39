/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-calc-design.h"
#include "hw-fabric-needs.h"
#include "hw-fabrics.h"

G_BEGIN_DECLS

/* A fabric in a design. The made-up switch has eight ports, the server two; a unit is four servers
 * with a leaf for each rail. */
typedef struct
{
  Fixture base;
  HwHandle fabric;
} Net;

HwHandle net_add_rack (Net *self, gint32 x_mm);
HwHandle net_mount (Net *self, HwHandle rack, const char *product, double unit);
HwHandle net_add_fabric (Net *self);
void net_set_up (Net *self, gconstpointer data);
void net_tear_down (Net *self, gconstpointer data);
const HwMember *net_place_of (Net *self, HwHandle handle);
const HwFabricFigures *net_figures (Net *self);
gboolean net_has_problem (Net *self, const char *code);
void net_fill (Net *self, guint racks);
gboolean net_place (Net *self, HwPlacing *placing, GError **error);

G_END_DECLS
