/* tw-form.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwForm:
 *
 * Which row of a form stands for which field, and what is wrong with it. An error stands under its row until the
 * row is edited. Fields are named by their JSON path, as in `contactPersons[0].email`.
 */
#define TW_TYPE_FORM (tw_form_get_type ())
G_DECLARE_FINAL_TYPE (TwForm, tw_form, TW, FORM, GObject)

TwForm     *tw_form_new         (void);
void        tw_form_add         (TwForm       *self,
                                 const char   *path,
                                 GtkWidget    *row);
void        tw_form_remove      (TwForm       *self,
                                 GtkWidget    *row);
gboolean    tw_form_set_error   (TwForm       *self,
                                 const char   *path,
                                 const char   *message);
char       *tw_form_take_error  (TwForm       *self,
                                 const GError *error);
void        tw_form_clear       (TwForm       *self);
gboolean    tw_form_is_valid    (TwForm       *self);
void        tw_form_focus_error (TwForm       *self);
gboolean    tw_form_require     (TwForm       *self,
                                 const char   *path);

G_END_DECLS
