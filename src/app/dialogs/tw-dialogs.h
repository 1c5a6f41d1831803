/* tw-dialogs.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The dialogs of the toolkit that newer releases replace, as asynchronous functions. */
void     tw_dialogs_confirm_async     (GtkWindow            *parent,
                                       const char           *heading,
                                       const char           *body,
                                       const char           *cancel_label,
                                       const char           *confirm_label,
                                       gboolean              destructive,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean tw_dialogs_confirm_finish    (GAsyncResult         *result);

void     tw_dialogs_save_file_async   (GtkWindow            *parent,
                                       const char           *title,
                                       const char           *name,
                                       GFile                *folder,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GFile   *tw_dialogs_save_file_finish  (GAsyncResult         *result,
                                       GError              **error);

void     tw_dialogs_open_file_async   (GtkWindow            *parent,
                                       const char           *title,
                                       GFile                *folder,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GFile   *tw_dialogs_open_file_finish  (GAsyncResult         *result,
                                       GError              **error);

void     tw_dialogs_show_file_async   (GApplication         *application,
                                       GFile                *file,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean tw_dialogs_show_file_finish  (GAsyncResult         *result,
                                       GError              **error);

void     tw_dialogs_show_about        (GtkWindow            *parent);
void     tw_dialogs_show_shortcuts    (GtkApplicationWindow *parent);

G_END_DECLS
