/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* What an override, or a component that fails, is named by: the id of a rule, the role of the thing
 * in the derived network, and the ids of the stored objects that it joins, divided by strokes;
 * behind an id a port may stand. "n4f…/cable/d1x…:3", "c0q…/balancing-valve/r7m…",
 * "c0q…/pump/d2k…"; of a power network "u5s…/ups/r8k…", "u5s…/utility/a" of what feeds a system,
 * "e8q…/tap/r7m…", and of racks "e8q…/rack-pdu/d…", "e8q…/shelf/d…", "e8q…/supply/d1x…:3" with
 * any feed of the rack. Never a running number, so that a key means the same thing after any
 * edit. */

/* Whether the text has a rule, a role and no empty part. */
gboolean hw_override_key_check (const char *key, GError **error);

/* Returns: (transfer full): its parts: rule, role, the rest */
char **hw_override_key_split (const char *key);

/* The object of a part, without its port; handle 0 where there is none. */
HwRef hw_override_key_object (HwDesign *design, const char *part);
/* The port of a part; 0: it names none. */
guint hw_override_key_port (const char *part);

/* Returns: (transfer full) (nullable): the key with the id @to where it had @from; %NULL where it
 * does not name @from */
char *hw_override_key_rename (const char *key, const char *from, const char *to);

/* Whether the rule, or the first object that the key names, is gone. Such an override stays, and
 * has no effect until what it names comes back. */
gboolean hw_override_is_idle (HwDesign *design, HwHandle override);

G_END_DECLS
