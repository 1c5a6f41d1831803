/* tw-form-note.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-form-note.h"

struct _TwFormNote
{
  GtkListBoxRow parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (TwFormNote, tw_form_note, GTK_TYPE_LIST_BOX_ROW)

static void
tw_form_note_class_init (TwFormNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-form-note.ui");
  gtk_widget_class_bind_template_child (widget_class, TwFormNote, label);
}

static void
tw_form_note_init (TwFormNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_form_note_new:
 * @message: what is wrong
 *
 * Returns: (transfer floating): a note
 */
GtkWidget *
tw_form_note_new (const char *message)
{
  TwFormNote *self = g_object_new (TW_TYPE_FORM_NOTE, NULL);

  gtk_label_set_label (self->label, message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);

  return GTK_WIDGET (self);
}
