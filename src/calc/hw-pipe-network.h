/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A network of pipes, pumps and valves for a liquid: what it is made of, not how it flows (that is
 * hw-hydraulics.h). Nodes and links are numbered from 0 in the order of adding; heads are metres of
 * the liquid. */
typedef struct _HwPipeNetwork HwPipeNetwork;

typedef struct
{
  const char *id;     /* unique among the nodes, borrowed */
  gboolean fixed;     /* the head is given: expansion vessel, reservoir, tank */
  double head_m;      /* where fixed */
  double elevation_m; /* for pressures only */
  double demand_m3_s; /* what leaves the network; 0 in a closed loop */
} HwPipeNode;

typedef enum
{
  HW_PIPE_LINK_PIPE,         /* friction and minor loss */
  HW_PIPE_LINK_VALVE,        /* the minor loss on its bore: throttling, balancing, strainer */
  HW_PIPE_LINK_POWER,        /* loss = coefficient·Q^exponent: a rack or exchanger by data sheet */
  HW_PIPE_LINK_CURVE,        /* loss by straight lines between the points of a curve */
  HW_PIPE_LINK_FLOW_CONTROL, /* lets through no more than the set flow */
  HW_PIPE_LINK_PUMP,         /* adds the head of a curve */
  HW_N_PIPE_LINK_KINDS,
} HwPipeLinkKind;

/* Fields that the kind does not use are zero. */
typedef struct
{
  const char *id; /* unique among the links, borrowed */
  HwPipeLinkKind kind;
  guint from;
  guint to;
  gboolean closed;       /* by hand, or a pump switched off */
  gboolean check;        /* flows from `from` to `to` only; a pump always does */
  double length_m;       /* pipe */
  double bore_m;         /* pipe, valve, flow control: inside diameter */
  double roughness_m;    /* pipe: absolute */
  double minor_loss;     /* pipe, valve, open flow control: K on the bore */
  double viscosity_m2_s; /* pipe: kinematic; 0: that of the network */
  double coefficient;    /* power: m over (m³/s)^exponent */
  double exponent;       /* power: one or more */
  double set_flow_m3_s;  /* flow control */
  guint curve;           /* curve: loss over flow; pump: head over flow */
  double speed;          /* pump: over rated speed */
} HwPipeLink;

HwPipeNetwork *hw_pipe_network_new (void);
HwPipeNetwork *hw_pipe_network_copy (const HwPipeNetwork *self);
void hw_pipe_network_free (HwPipeNetwork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPipeNetwork, hw_pipe_network_free)

/* Kinematic viscosity where a pipe does not say otherwise, m²/s. */
void hw_pipe_network_set_viscosity (HwPipeNetwork *self, double viscosity_m2_s);
double hw_pipe_network_get_viscosity (const HwPipeNetwork *self);

/* Each copies what it is given. Returns: the number; %G_MAXUINT where the id is taken */
guint hw_pipe_network_add_node (HwPipeNetwork *self, const HwPipeNode *node);
guint hw_pipe_network_add_link (HwPipeNetwork *self, const HwPipeLink *link);
guint hw_pipe_network_add_curve (
    HwPipeNetwork *self, const char *id, guint n, const double *x, const double *y);

guint hw_pipe_network_n_nodes (const HwPipeNetwork *self);
guint hw_pipe_network_n_links (const HwPipeNetwork *self);
guint hw_pipe_network_n_curves (const HwPipeNetwork *self);

/* Returns: (transfer none): valid until the next change */
const HwPipeNode *hw_pipe_network_node (const HwPipeNetwork *self, guint node);
const HwPipeLink *hw_pipe_network_link (const HwPipeNetwork *self, guint link);
/* @x, @y: (out) (array length=n): m³/s, m. Returns: n */
guint
hw_pipe_network_curve (const HwPipeNetwork *self, guint curve, const double **x, const double **y);
const char *hw_pipe_network_curve_id (const HwPipeNetwork *self, guint curve);

/* The id and the ends stay. */
void hw_pipe_network_set_link (HwPipeNetwork *self, guint link, const HwPipeLink *values);
/* The id and whether it is fixed stay. */
void hw_pipe_network_set_node (HwPipeNetwork *self, guint node, const HwPipeNode *values);

gboolean hw_pipe_network_find_node (const HwPipeNetwork *self, const char *id, guint *node);
gboolean hw_pipe_network_find_link (const HwPipeNetwork *self, const char *id, guint *link);
gboolean hw_pipe_network_find_curve (const HwPipeNetwork *self, const char *id, guint *curve);

/* What keeps a network from being solved. */
typedef enum
{
  HW_PIPE_FAULT_LENGTH,     /* a pipe without length */
  HW_PIPE_FAULT_BORE,       /* a pipe or valve without bore */
  HW_PIPE_FAULT_ROUGHNESS,  /* below zero, or so rough that no formula holds */
  HW_PIPE_FAULT_MINOR_LOSS, /* below zero */
  HW_PIPE_FAULT_VISCOSITY,  /* not above zero */
  HW_PIPE_FAULT_POWER,      /* coefficient below zero, or exponent below one */
  HW_PIPE_FAULT_SET_FLOW,   /* below zero */
  HW_PIPE_FAULT_LOSS_CURVE, /* of a link: not two points or more, rising */
  HW_PIPE_FAULT_PUMP_CURVE, /* of a link: no pump has that curve */
  HW_PIPE_FAULT_SPEED,      /* below zero */
  HW_PIPE_FAULT_SAME_NODE,  /* a link that begins where it ends */
  HW_PIPE_FAULT_HEAD,       /* a node's head or demand is no number */
  HW_PIPE_FAULT_LONELY,     /* a node without link */
  HW_PIPE_FAULT_NO_VESSEL,  /* a node that is joined to no fixed head */
} HwPipeFaultKind;

typedef struct
{
  HwPipeFaultKind kind;
  gboolean is_node;
  guint index;    /* of the link or node */
  guint n_others; /* without vessel: further nodes of the same part */
} HwPipeFault;

/**
 * hw_pipe_network_faults:
 *
 * Returns: (transfer full) (element-type HwPipeFault): all that is wrong, links first, none where
 * the network can be solved
 */
GArray *hw_pipe_network_faults (const HwPipeNetwork *self);

/* Returns: (transfer full): a translated sentence that names the part and says what to do */
char *hw_pipe_fault_dup_text (const HwPipeNetwork *self, const HwPipeFault *fault);

G_END_DECLS
