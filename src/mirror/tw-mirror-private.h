/* tw-mirror-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-database.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwColumnForm:
 * @TW_COLUMN_TEXT: text as it is
 * @TW_COLUMN_LOWER: text in small letters
 * @TW_COLUMN_FOLD: text in small letters without accents, to look for parts of it
 * @TW_COLUMN_KEY: sort key of a text
 * @TW_COLUMN_TIME: a time or plain date as microseconds since 1970 UTC
 * @TW_COLUMN_FLAG: 0 or 1
 * @TW_COLUMN_AMOUNT: a decimal in ten-thousandths, for sorting
 *
 * How a promoted column is made from a field.
 */
typedef enum
{
  TW_COLUMN_TEXT,
  TW_COLUMN_LOWER,
  TW_COLUMN_FOLD,
  TW_COLUMN_KEY,
  TW_COLUMN_TIME,
  TW_COLUMN_FLAG,
  TW_COLUMN_AMOUNT,
} TwColumnForm;

/* A column of a table; its text is the field of that path, or what @dup makes of the object. */
typedef struct
{
  const char    *name;
  TwColumnForm   form;
  const char    *field;
  char        *(*dup) (TwResource *resource);
} TwMirrorColumn;

typedef enum
{
  TW_VALUE_NULL,
  TW_VALUE_TEXT,
  TW_VALUE_KEY,
  TW_VALUE_NUMBER,
} TwMirrorValueType;

/* What stands in a promoted column. */
typedef struct
{
  TwMirrorValueType type;
  union
  {
    char   *text;
    GBytes *key;
    gint64  number;
  };
} TwMirrorValue;

/* An object on its way into its table: made in any thread, stored in the writing thread. */
typedef struct
{
  char          *key;
  gint64         serial;
  char          *body; /* (nullable) */
  guint          n_values;
  TwMirrorValue  values[];
} TwMirrorRecord;

/**
 * TwFilterForm:
 * @TW_FILTER_TEXT: the value is compared as it is
 * @TW_FILTER_LOWER: as small letters
 * @TW_FILTER_FOLD: as small letters without accents
 * @TW_FILTER_DAY_START: a plain date: its first microsecond
 * @TW_FILTER_DAY_END: a plain date: the first microsecond after it
 * @TW_FILTER_SWITCH: `true` asks for the condition, `false` for its contrary; nothing is bound
 */
typedef enum
{
  TW_FILTER_TEXT,
  TW_FILTER_LOWER,
  TW_FILTER_FOLD,
  TW_FILTER_DAY_START,
  TW_FILTER_DAY_END,
  TW_FILTER_SWITCH,
} TwFilterForm;

/*
 * A filter: its condition has one `?`. A broad one leaves so many rows that, unless the list is in its
 * default order, walking the order's index beats sorting them: a plus before its column says so to SQLite,
 * which does not use an index for that then. A condition that begins with a plus says it by itself, for every
 * order.
 */
typedef struct
{
  const char   *name;
  const char   *condition;
  TwFilterForm  form;
  gboolean      broad;
} TwMirrorFilter;

/* A sort order: every one has an index of exactly these columns. */
typedef struct
{
  const char *name;
  const char *columns[4];
} TwMirrorSort;

/* What the mirror knows about a kind. The first sort is the default, newest first where @newest_first. */
typedef struct
{
  const char           *name;
  const TwMirrorColumn *columns;
  guint                 n_columns;
  const TwMirrorFilter *filters;
  guint                 n_filters;
  const TwMirrorSort   *sorts;
  guint                 n_sorts;
  gboolean              newest_first;
  gboolean              of_customers;
} TwMirrorTable;

const TwMirrorTable *tw_mirror_table_get           (TwKind                 kind);
char                *tw_mirror_dup_key             (TwKind                 kind,
                                                    TwResource            *resource,
                                                    GError               **error);
TwMirrorRecord      *tw_mirror_record_new          (TwKind                 kind,
                                                    TwResource            *resource,
                                                    GError               **error);
void                 tw_mirror_record_free         (TwMirrorRecord        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMirrorRecord, tw_mirror_record_free)
void                 tw_mirror_record_bind         (TwMirrorRecord        *self,
                                                    TwStatement           *statement,
                                                    int                    first);
char                *tw_mirror_fold                (const char            *text);
GBytes              *tw_mirror_make_sort_key       (const char            *text);
GDateTime           *tw_mirror_time_from_column    (TwStatement           *statement,
                                                    int                    column);

/* Queries. */
TwStatement         *tw_mirror_select              (TwDatabaseConnection  *connection,
                                                    TwQuery               *query,
                                                    gboolean               count,
                                                    GError               **error);
char                *tw_mirror_make_match          (const char            *words);
char                *tw_mirror_dup_exact_order     (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    const char            *words,
                                                    GError               **error);

/* Jobs of the reading thread. */
GArray              *tw_mirror_read_numbers        (TwDatabaseConnection  *connection,
                                                    TwQuery               *query,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
gboolean             tw_mirror_read_entries        (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    GArray                *numbers,
                                                    TwMirrorEntryFunc      func,
                                                    gpointer               data,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
GHashTable          *tw_mirror_read_table          (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    GArray                *numbers,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
gboolean             tw_mirror_read_entry          (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    const char            *key,
                                                    TwMirrorEntry        **entry,
                                                    GError               **error);
gint64               tw_mirror_read_number         (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    const char            *key,
                                                    GError               **error);
GPtrArray           *tw_mirror_read_hits           (TwDatabaseConnection  *connection,
                                                    const char            *words,
                                                    guint                  limit,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
TwResource          *tw_mirror_merge_bodies        (TwKind                 kind,
                                                    const char            *detail,
                                                    const char            *list,
                                                    GError               **error);

/* Jobs of the writing thread. Times are microseconds since 1970 UTC. */
gboolean             tw_mirror_write_page          (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    GPtrArray             *records,
                                                    gboolean               loading,
                                                    gint64                 now,
                                                    TwMirrorChange        *change,
                                                    GError               **error);
gboolean             tw_mirror_load_begin          (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    guint                  n_rows,
                                                    gboolean              *loading,
                                                    GError               **error);
gboolean             tw_mirror_load_end            (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    gboolean              *left,
                                                    GError               **error);
gboolean             tw_mirror_load_is_left        (TwDatabaseConnection  *connection,
                                                    gboolean              *left,
                                                    GError               **error);
gboolean             tw_mirror_load_finish         (TwDatabaseConnection  *connection,
                                                    GError               **error);
gboolean             tw_mirror_write_detail        (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    TwResource            *resource,
                                                    gint64                 now,
                                                    TwMirrorChange        *change,
                                                    GError               **error);
gboolean             tw_mirror_write_list_state    (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    gint64                 now,
                                                    const gint64          *complete_total,
                                                    GError               **error);
gboolean             tw_mirror_write_complete_list (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    GHashTable            *keys,
                                                    gint64                 total,
                                                    gint64                 started,
                                                    gint64                 now,
                                                    TwMirrorChange        *change,
                                                    GError               **error);
gboolean             tw_mirror_write_front         (TwDatabaseConnection  *connection,
                                                    TwKind                 kind,
                                                    char                 **front,
                                                    gint64                 total,
                                                    gint64                 now,
                                                    GError               **error);

/* For the paged model: the order of a list by row numbers, and rows by number. */
void                 tw_mirror_list_numbers_async  (TwMirror              *self,
                                                    TwQuery               *query,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
GArray              *tw_mirror_list_numbers_finish (TwMirror              *self,
                                                    GAsyncResult          *result,
                                                    GError               **error);
void                 tw_mirror_get_numbers_async   (TwMirror              *self,
                                                    TwKind                 kind,
                                                    GArray                *numbers,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
GHashTable          *tw_mirror_get_numbers_finish  (TwMirror              *self,
                                                    GAsyncResult          *result,
                                                    GError               **error);
void                 tw_mirror_find_number_async   (TwMirror              *self,
                                                    TwKind                 kind,
                                                    const char            *key,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
gint64               tw_mirror_find_number_finish  (TwMirror              *self,
                                                    GAsyncResult          *result,
                                                    GError               **error);

TwMirrorEntry       *tw_mirror_entry_new           (TwKind                 kind,
                                                    TwResource            *resource);

G_END_DECLS
