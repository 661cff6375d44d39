/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-plan.h"
#include "hw-power-private.h"

G_BEGIN_DECLS

/* The parts of all networks that can fail, found by their keys and listed. */

typedef enum
{
  HW_COMPONENT_POWER,  /* a part of the power network */
  HW_COMPONENT_LOOP,   /* a part of a cooling loop */
  HW_COMPONENT_OBJECT, /* a rack or device as a whole, in whatever networks it is */
  HW_COMPONENT_NODE,   /* a switch of a fabric that no device stands for yet */
  HW_COMPONENT_CABLE,
} HwComponentKind;

typedef struct
{
  guint8 kind;      /* HwComponentKind */
  HwHandle network; /* loop or fabric */
  guint index;      /* node or cable of the fabric */
  HwRef object;
  HwLoopPart part;
  HwPowerTarget target;
} HwComponent;

/**
 * hw_components_find:
 * @key: as in hw-override-key.h, or the id of a rack, device or feed
 * @cables: look for cables too
 * @found: (element-type HwComponent): gets what the key names; an id may name something in several
 *   networks
 *
 * Returns: whether the key names anything
 */
gboolean hw_components_find (HwResults *results, const char *key, gboolean cables, GArray *found);

/* Returns: (transfer full) (element-type HwComponent): everything that can fail, cables included,
 * in the order of networks; derives all of them */
GArray *hw_components_list (HwResults *results);

/* Returns: (transfer full) (element-type HwComponent): of a rack its taps, rack PDUs, power shelves
 * and supplies; of a device what of these is in it; else nothing */
GArray *hw_components_list_parts (HwResults *results, HwRef object);

/* Returns: (transfer full): the key that names it */
char *hw_component_key (HwResults *results, const HwComponent *component);
/* Returns: (transfer full): what it is, for people: "UPS ups-1", "Cable leaf-1:3 to dgx-5:1" */
char *hw_component_label (HwResults *results, const HwComponent *component);
/* Returns: (transfer full): the same of a node of the power network */
char *hw_component_node_label (HwDesign *design, const HwPowerNode *node);
/* Returns: what to show for it; handle 0: nothing that is placed */
HwRef hw_component_object (HwResults *results, const HwComponent *component);

G_END_DECLS
