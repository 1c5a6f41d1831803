/* tw-statement.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwDatabaseConnection:
 *
 * One connection to a database file, lent to a job for as long as the job runs. It belongs to the thread that
 * runs the job and must not be kept.
 */
typedef struct _TwDatabaseConnection TwDatabaseConnection;

gboolean tw_database_connection_execute       (TwDatabaseConnection  *self,
                                               const char            *sql,
                                               GError               **error);
guint    tw_database_connection_get_changes   (TwDatabaseConnection  *self);
gint64   tw_database_connection_get_insert_id (TwDatabaseConnection  *self);
gboolean tw_database_connection_is_moved      (TwDatabaseConnection  *self);
gboolean tw_database_connection_check_foreign (TwDatabaseConnection  *self,
                                               gboolean              *changed,
                                               GError               **error);

/**
 * TwStatement:
 *
 * A prepared statement. Freeing it gives it back to its connection, which keeps it prepared for the next
 * time. Parameters are numbered from 1, columns from 0, as in SQL. A failed binding shows as the error of the
 * next step.
 */
typedef struct _TwStatement TwStatement;

TwStatement *tw_statement_new       (TwDatabaseConnection  *connection,
                                     const char            *sql,
                                     GError               **error);
void         tw_statement_free      (TwStatement           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwStatement, tw_statement_free)

void         tw_statement_bind_text (TwStatement           *self,
                                     int                    index,
                                     const char            *value);
void         tw_statement_bind_blob (TwStatement           *self,
                                     int                    index,
                                     gconstpointer          data,
                                     gsize                  size);
void         tw_statement_bind_int  (TwStatement           *self,
                                     int                    index,
                                     gint64                 value);
void         tw_statement_bind_null (TwStatement           *self,
                                     int                    index);

gboolean     tw_statement_step      (TwStatement           *self,
                                     gboolean              *has_row,
                                     GError               **error);
gboolean     tw_statement_run       (TwStatement           *self,
                                     GError               **error);
void         tw_statement_reset     (TwStatement           *self);

gboolean     tw_statement_is_null   (TwStatement           *self,
                                     int                    column);
gint64       tw_statement_get_int   (TwStatement           *self,
                                     int                    column);
const char  *tw_statement_get_text  (TwStatement           *self,
                                     int                    column);
char        *tw_statement_dup_text  (TwStatement           *self,
                                     int                    column);
GBytes      *tw_statement_dup_blob  (TwStatement           *self,
                                     int                    column);

G_END_DECLS
