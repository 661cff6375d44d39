/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-consequence-card.h"

/* Enough for every line that results give; rows are made once and filled anew. */
#define MAX_LINES 10
#define REASON_WIDTH_CHARS 34

struct _HwConsequenceCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *reason;
  GtkWidget *lines[MAX_LINES];
  GtkWidget *labels[MAX_LINES];
  GtkWidget *values[MAX_LINES];
};

G_DEFINE_FINAL_TYPE (HwConsequenceCard, hw_consequence_card, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
hw_consequence_card_show (HwConsequenceCard *self, const HwCarry *carry)
{
  const GArray *consequences = hw_carry_get_consequences (carry);
  const char *reason = hw_carry_get_reason (carry);
  guint n = consequences != NULL ? MIN (consequences->len, MAX_LINES) : 0;

  gtk_label_set_text (GTK_LABEL (self->title), hw_carry_get_heading (carry));
  gtk_label_set_text (GTK_LABEL (self->reason), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason, reason != NULL);
  set_class (GTK_WIDGET (self), "refused", reason != NULL);
  set_class (GTK_WIDGET (self), "warned", reason == NULL && hw_carry_warns (carry));

  for (guint i = 0; i < MAX_LINES; i++)
    {
      const HwConsequence *line;

      gtk_widget_set_visible (self->lines[i], i < n);
      if (i >= n)
        continue;
      line = &g_array_index (consequences, HwConsequence, i);
      gtk_label_set_text (GTK_LABEL (self->labels[i]), line->label);
      gtk_label_set_text (GTK_LABEL (self->values[i]), line->text);
      set_class (self->values[i], "bad", line->severity == HW_SEVERITY_ERROR);
      set_class (self->values[i], "warn", line->severity == HW_SEVERITY_WARNING);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), hw_carry_is_somewhere (carry));
}

GtkWidget *
hw_consequence_card_new (void)
{
  return g_object_new (HW_TYPE_CONSEQUENCE_CARD, "visible", FALSE, "can-target", FALSE, NULL);
}

static void
hw_consequence_card_dispose (GObject *object)
{
  HwConsequenceCard *self = HW_CONSEQUENCE_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_consequence_card_parent_class)->dispose (object);
}

static void
hw_consequence_card_class_init (HwConsequenceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_consequence_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
hw_consequence_card_init (HwConsequenceCard *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "consequences");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "card-title");
  gtk_box_append (GTK_BOX (self->box), self->title);

  self->reason = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0);
  gtk_label_set_wrap (GTK_LABEL (self->reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->reason), REASON_WIDTH_CHARS);
  gtk_widget_add_css_class (self->reason, "card-reason");
  gtk_box_append (GTK_BOX (self->box), self->reason);

  for (guint i = 0; i < MAX_LINES; i++)
    {
      self->lines[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
      self->labels[i] = gtk_label_new (NULL);
      self->values[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->labels[i]), 0);
      gtk_label_set_xalign (GTK_LABEL (self->values[i]), 1);
      gtk_widget_set_hexpand (self->values[i], TRUE);
      gtk_widget_add_css_class (self->labels[i], "card-label");
      gtk_widget_add_css_class (self->values[i], "card-value");
      gtk_box_append (GTK_BOX (self->lines[i]), self->labels[i]);
      gtk_box_append (GTK_BOX (self->lines[i]), self->values[i]);
      gtk_box_append (GTK_BOX (self->box), self->lines[i]);
    }
}
