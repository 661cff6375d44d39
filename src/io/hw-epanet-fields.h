/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-epanet-lines.h"
#include "hw-epanet.h"

G_BEGIN_DECLS

/* Reading one field after the other, for the readers of sections. What is wrong becomes a finding
 * at the present line. */
typedef struct
{
  HwEpanet *result;
  HwFindings *findings;
  HwEpanetLines *lines;
  const HwEpanetLine *line;
  GArray *node_lines; /* of guint */
  GArray *link_lines;
  GArray *open_loss; /* of double: K of each link's valve when fully open */
  double demand_factor;
  gboolean has_units;
  gboolean has_friction;
} HwEpanetReader;

void hw_epanet_complain (HwEpanetReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Whether a field is a keyword, in any case. */
gboolean hw_epanet_is_word (const char *field, const char *word);
/* Whether a field is a finite decimal number. */
gboolean hw_epanet_to_number (const char *field, double *value);

/* A number of the present line. @what: for people, e.g. "length". Returns: %FALSE where it is
 * missing or no number */
gboolean hw_epanet_number (HwEpanetReader *self, guint field, const char *what, double *value);
/* As hw_epanet_number(), but it may be missing: zero. */
gboolean
hw_epanet_optional_number (HwEpanetReader *self, guint field, const char *what, double *value);
/* Whether the present line has so many fields. */
gboolean hw_epanet_has_fields (HwEpanetReader *self, guint least, guint most);

/* Calls @read for each line of a section. */
void hw_epanet_read_section (HwEpanetReader *self,
                             HwEpanetSection section,
                             void (*read) (HwEpanetReader *self));

/* The options and times, before all other sections. */
void hw_epanet_read_options (HwEpanetReader *self);

G_END_DECLS
