/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cabling.h"
#include "hw-catalogue.h"

G_BEGIN_DECLS

/**
 * hw_cable_types_from_catalogue:
 * @catalogue: must outlive the types
 *
 * Kinds of cable that the products of a catalogue make up, in the order in which they are to be
 * taken: passive copper, split copper, active copper, then optics, each from the shortest reach on.
 * Optics are a fibre with the transceiver of a twin-port cage, and with that of a cage of one port
 * where there is one of the same medium, speed and reach. A copper cable is as long as it reaches;
 * fibres come in whole metres, and have mass and price by the metre.
 *
 * Returns: (transfer full) (element-type HwCableType)
 */
GArray *hw_cable_types_from_catalogue (HwCatalogue *catalogue);

G_END_DECLS
