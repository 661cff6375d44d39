/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Friction and minor loss of many pipes at once, after Darcy and Weisbach:
 *
 *   h = f·(L/D)·V²/(2g) + K·V²/(2g)
 *
 * with f by the Reynolds number: 64/Re up to 2000 (Hagen, Poiseuille), after Swamee and Jain (J.
 * Hydraul. Div. ASCE 102 (1976) 657) from 4000, and Dunlop's cubic between, as EPANET has it
 * (https://github.com/USEPA/EPANET2.2, user manual, chapter 12).
 *
 * What does not depend on the flow is computed once. The columns lie apart and the loop has no
 * branch, so that compilers make vector code of it. */
typedef struct _HwPipeFriction HwPipeFriction;

HwPipeFriction *hw_pipe_friction_new (guint n);
void hw_pipe_friction_free (HwPipeFriction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPipeFriction, hw_pipe_friction_free)

/**
 * hw_pipe_friction_set:
 * @length_m: above zero
 * @bore_m: inside diameter, above zero
 * @roughness_m: absolute, zero for smooth
 * @viscosity_m2_s: kinematic, above zero
 * @gravity: m/s²
 * @minor: minor loss over the square of the flow, m/(m³/s)²
 */
void hw_pipe_friction_set (HwPipeFriction *self,
                           guint index,
                           double length_m,
                           double bore_m,
                           double roughness_m,
                           double viscosity_m2_s,
                           double gravity,
                           double minor);

/**
 * hw_pipe_friction_loss:
 * @flow: (array): m³/s, negative against the direction of the pipe
 * @loss: (out) (array): m, with the sign of the flow
 * @gradient: (out) (array): its derivative by the flow, m/(m³/s), above zero
 */
void hw_pipe_friction_loss (const HwPipeFriction *self,
                            const double *flow,
                            double *loss,
                            double *gradient);

/* The same of one pipe. */
void hw_pipe_friction_loss_at (
    const HwPipeFriction *self, guint index, double flow, double *loss, double *gradient);

/**
 * hw_pipe_friction_factor:
 * @reynolds: Reynolds number, above zero
 * @relative_roughness: roughness over bore
 *
 * Returns: the friction factor of Darcy and Weisbach, by the same formulae, with the functions of
 * the C library
 */
double hw_pipe_friction_factor (double reynolds, double relative_roughness);

/**
 * hw_minor_loss_resistance:
 * @bore_m: the bore whose velocity @loss_coefficient refers to
 * @gravity: m/s²
 *
 * Returns: the loss over the square of the flow, 8·K/(π²·g·D⁴), m/(m³/s)²
 */
double hw_minor_loss_resistance (double loss_coefficient, double bore_m, double gravity);

/**
 * hw_valve_loss_coefficient:
 * @kv: m³/h of water at 1 bar, above zero
 *
 * Returns: the loss coefficient K of a valve on its bore, 1.5989·10⁹·d⁴/Kv² with d in m, from Δp =
 * (Kv flow)⁻²·Q² bar in water of 1000 kg/m³ (IEC 60534-1)
 */
double hw_valve_loss_coefficient (double kv, double bore_m);
/* The other way round. @loss_coefficient: above zero */
double hw_valve_kv (double loss_coefficient, double bore_m);

G_END_DECLS
