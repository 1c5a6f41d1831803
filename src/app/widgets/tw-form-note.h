/* tw-form-note.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwFormNote:
 *
 * What is wrong with the row above.
 */
#define TW_TYPE_FORM_NOTE (tw_form_note_get_type ())
G_DECLARE_FINAL_TYPE (TwFormNote, tw_form_note, TW, FORM_NOTE, GtkListBoxRow)

GtkWidget *tw_form_note_new (const char *message);

G_END_DECLS
