/* tw-journal-rows.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-store-private.h"

#include "base/tw-error.h"
#include "journal/tw-order-basis-private.h"
#include "journal/tw-order-repeat-private.h"

#include <string.h>

typedef enum
{
  COLUMN_TEXT,
  COLUMN_JSON,
  COLUMN_BOOLEAN,
} ColumnKind;

/* What an entry is read from, in the order of the SELECT below. */
static const struct
{
  const char *field;
  ColumnKind  kind;
} columns[] = {
  { "id", COLUMN_TEXT },
  { "kind", COLUMN_TEXT },
  { "state", COLUMN_TEXT },
  { "mark", COLUMN_TEXT },
  { "created", COLUMN_TEXT },
  { "updated", COLUMN_TEXT },
  { "target", COLUMN_TEXT },
  { "customerId", COLUMN_TEXT },
  { "request", COLUMN_JSON },
  { "estimate", COLUMN_JSON },
  { "basis", COLUMN_JSON },
  { "resumable", COLUMN_BOOLEAN },
  { "account", COLUMN_TEXT },
  { "author", COLUMN_TEXT },
  { "program", COLUMN_TEXT },
  { "serverTime", COLUMN_TEXT },
  { "newestOrderId", COLUMN_TEXT },
  { "newestOrderTime", COLUMN_TEXT },
  { "resultId", COLUMN_TEXT },
  { "answer", COLUMN_JSON },
  { "error", COLUMN_TEXT },
  { "correlationId", COLUMN_TEXT },
  { "entryMark", COLUMN_TEXT },
  { "retryOf", COLUMN_TEXT },
  { "looks", COLUMN_JSON },
  { "candidates", COLUMN_JSON },
  { "knownIds", COLUMN_JSON },
  { "sendError", COLUMN_TEXT },
  { "login", COLUMN_TEXT },
  { "reason", COLUMN_JSON },
  { "sendReason", COLUMN_JSON },
};

#define SELECT_ENTRY \
  "SELECT id, kind, state, mark, created, updated, target, customer_id, request, estimate, basis," \
  "  resumable, account, author, program, server_time, newest_order_id, newest_order_time, result_id," \
  "  answer, error, correlation_id, entry_mark, retry_of," \
  "  (SELECT nullif (json_group_array (json (look)), '[]')" \
  "     FROM (SELECT json_patch (json_object ('time', l.time, 'result', l.result)," \
  "                              json_object ('error', l.error, 'reason', json (l.reason))) AS look" \
  "             FROM journal_looks AS l WHERE l.entry = journal.id ORDER BY l.id))," \
  "  candidates, known_ids, send_error, login, reason, send_reason FROM journal "

static gboolean
write_column (TwJsonWriter  *writer,
              TwStatement   *statement,
              guint          column,
              GError       **error)
{
  g_autoptr (TwJson) json = NULL;

  if (tw_statement_is_null (statement, column))
    return TRUE;

  tw_json_writer_name (writer, columns[column].field);
  switch (columns[column].kind)
    {
    case COLUMN_TEXT:
      tw_json_writer_string (writer, tw_statement_get_text (statement, column));
      return TRUE;
    case COLUMN_BOOLEAN:
      tw_json_writer_boolean (writer, tw_statement_get_int (statement, column) != 0);
      return TRUE;
    case COLUMN_JSON:
      json = tw_json_parse (tw_statement_get_text (statement, column), -1, error);
      if (json == NULL)
        return FALSE;
      tw_json_writer_json (writer, json);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static TwJournalEntry *
read_row (TwStatement  *statement,
          GError      **error)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (TwJson) json = NULL;
  TwResource *entry;

  tw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!write_column (writer, statement, i, error))
      {
        g_prefix_error (error,
                        "Journal entry %s: %s: ",
                        tw_statement_get_text (statement, 0),
                        columns[i].field);
        return NULL;
      }
  tw_json_writer_end_object (writer);

  json = tw_json_writer_steal_json (writer);
  entry = tw_resource_new_from_json (TW_TYPE_JOURNAL_ENTRY, json, error);

  return entry != NULL ? TW_JOURNAL_ENTRY (entry) : NULL;
}

static GPtrArray *
read_rows (TwStatement  *statement,
           GError      **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row;

  while (TRUE)
    {
      TwJournalEntry *entry;

      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);

      entry = read_row (statement, error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
}

/**
 * tw_journal_store_list:
 * @connection: a connection to the records, lent by a job
 * @states: (array length=n_states) (nullable): only entries in one of these, %NULL for all
 * @n_states: how many states
 * @limit: at most this many, -1 for all
 * @error: return location
 *
 * Returns: (transfer full) (element-type TwJournalEntry): newest first, %NULL with @error set
 */
GPtrArray *
tw_journal_store_list (TwDatabaseConnection  *connection,
                       const TwJournalState  *states,
                       guint                  n_states,
                       gint64                 limit,
                       GError               **error)
{
  g_autoptr (GString) sql = g_string_new (SELECT_ENTRY);
  g_autoptr (TwStatement) statement = NULL;

  for (guint i = 0; i < n_states; i++)
    g_string_append_printf (sql, i == 0 ? "WHERE state IN (?%u" : ", ?%u", i + 2);
  if (n_states > 0)
    g_string_append (sql, ") ");
  g_string_append (sql, "ORDER BY id DESC LIMIT ?1");

  statement = tw_statement_new (connection, sql->str, error);
  if (statement == NULL)
    return NULL;
  tw_statement_bind_int (statement, 1, limit);
  for (guint i = 0; i < n_states; i++)
    tw_statement_bind_text (statement, i + 2, tw_journal_state_to_string (states[i]));

  return read_rows (statement, error);
}

/**
 * tw_journal_store_get:
 * @connection: a connection to the records, lent by a job
 * @id: id of an entry
 * @error: return location
 *
 * Returns: (transfer full): the entry, %NULL with @error set: %TW_ERROR_NOT_FOUND when there is none
 */
TwJournalEntry *
tw_journal_store_get (TwDatabaseConnection  *connection,
                      const char            *id,
                      GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (connection, SELECT_ENTRY "WHERE id = ?1", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  tw_statement_bind_text (statement, 1, id);
  if (!tw_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_NO_ENTRY, id, NULL);

      g_propagate_error (error, tw_reason_to_error (reason, TW_ERROR_NOT_FOUND));
      return NULL;
    }

  return read_row (statement, error);
}

/**
 * tw_journal_store_count_mark:
 * @connection: a connection to the records, lent by a job
 * @mark: a PO number
 * @count: (out): entries with that mark which may exist at the marketplace
 * @error: return location
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_count_mark (TwDatabaseConnection  *connection,
                             const char            *mark,
                             gint64                *count,
                             GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;
  gboolean has_row;

  statement = tw_statement_new (connection,
                                "SELECT count (*) FROM journal"
                                " WHERE mark = ?1 AND state NOT IN ('draft', 'rejected', 'not-placed')",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, mark);
  if (!tw_statement_step (statement, &has_row, error))
    return FALSE;
  *count = tw_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
is_same_write (TwJournalEntry *a,
               TwJournalEntry *b)
{
  return a->kind == b->kind
         && g_strcmp0 (a->target, b->target) == 0
         && tw_json_equal (a->request, b->request);
}

/* Ids of one marketplace mean nothing at another. Old entries do not say where they belong. */
static gboolean
is_same_login (TwJournalEntry *a,
               TwJournalEntry *b)
{
  return a->login == NULL || b->login == NULL || g_str_equal (a->login, b->login);
}

/* Whether two orders, whatever they ask for, are about one subscription. */
static gboolean
is_same_subscription (TwJournalEntry *a,
                      TwJournalEntry *b)
{
  g_autofree char *subscription = a->basis != NULL ? tw_order_basis_dup_subscription (a->basis) : NULL;
  g_autofree char *other = b->basis != NULL ? tw_order_basis_dup_subscription (b->basis) : NULL;

  return subscription != NULL && g_strcmp0 (subscription, other) == 0;
}

typedef gboolean (*MatchFunc) (TwJournalEntry *a,
                               TwJournalEntry *b);

/* Whether two writes make what is the same thing in the person's own systems. */
static gboolean
has_same_external_id (TwJournalEntry *a,
                      TwJournalEntry *b)
{
  g_autofree char *id = tw_json_dup_member_text (a->request, "externalId");
  g_autofree char *other = tw_json_dup_member_text (b->request, "externalId");

  return a->kind == b->kind && g_strcmp0 (a->target, b->target) == 0 && id != NULL && *id != '\0'
         && g_strcmp0 (id, other) == 0;
}

/* The newest entry that @sql selects, by the mark of @draft or its kind where it asks for that, and @match finds to
 * belong to it. */
static TwJournalEntry *
find_match (TwDatabaseConnection  *connection,
            TwJournalEntry        *draft,
            const char            *sql,
            MatchFunc              match,
            GError               **error)
{
  g_autoptr (TwStatement) statement = tw_statement_new (connection, sql, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (statement == NULL)
    return NULL;

  tw_statement_bind_text (statement, 1, draft->mark);
  if (strstr (sql, "?2") != NULL)
    tw_statement_bind_text (statement, 2, tw_enum_to_text (TW_TYPE_WRITE_KIND, draft->kind));
  entries = read_rows (statement, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (is_same_login (g_ptr_array_index (entries, i), draft) && match (g_ptr_array_index (entries, i), draft))
      return g_object_ref (g_ptr_array_index (entries, i));

  return NULL;
}

/* No mark equals none; an order always has one. What else is made has none, and is known by all of its request. */
#define IS_OPEN "state IN ('queued', 'sending', 'unknown', 'needs-a-person')"
#define SELECT_OPEN SELECT_ENTRY "WHERE mark = ?1 AND " IS_OPEN " ORDER BY id DESC"
#define SELECT_OPEN_CREATIONS SELECT_ENTRY "WHERE ?1 IS NULL AND kind = ?2 AND " IS_OPEN " ORDER BY id DESC"
#define SELECT_OPEN_ORDERS SELECT_ENTRY "WHERE ?1 IS NOT NULL AND basis IS NOT NULL AND " IS_OPEN " ORDER BY id DESC"

/**
 * tw_journal_store_find_open:
 * @connection: a connection to the records, lent by a job
 * @draft: a write that somebody wants to do
 * @error: return location
 *
 * Requests are compared as JSON: the order of their members says nothing.
 *
 * Returns: (transfer full) (nullable): an entry with the same mark and the same request whose outcome is
 *   still to come, for what carries no mark one that makes the same; %NULL without an error when there is none
 */
TwJournalEntry *
tw_journal_store_find_open (TwDatabaseConnection  *connection,
                            TwJournalEntry        *draft,
                            GError               **error)
{
  gboolean is_order = draft->kind == TW_WRITE_PLACE_ORDER;
  gboolean is_other_creation = tw_write_kind_is_creation (draft->kind) && !is_order;

  return find_match (connection, draft, is_other_creation ? SELECT_OPEN_CREATIONS : SELECT_OPEN, is_same_write, error);
}

static GError *
external_id_error_new (TwJournalEntry *entry)
{
  g_autofree char *id = tw_json_dup_member_text (entry->request, "externalId");
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_EXTERNAL_ID_OPEN, entry->id, id, NULL);
  GError *error = tw_reason_to_error (reason, TW_ERROR_CONFLICT);

  tw_error_set_effect (error, TW_EFFECT_NONE);

  return error;
}

/**
 * tw_journal_store_check_open:
 * @connection: a connection to the records, lent by a job
 * @draft: a write that somebody wants to do, after tw_journal_store_find_open() found nothing
 * @error: return location; %TW_ERROR_CONFLICT naming the open entry, with the effect %TW_EFFECT_NONE
 *
 * An order on a subscription asks for totals: “3 more” is another request as soon as the first one has taken
 * effect, whether the journal knows of that or not. So an open order on the same subscription, whatever its
 * mark, is in the way of another, until it is known what came of it. So is what makes a customer or reseller with the
 * same id of the person's own systems: there would be two.
 *
 * Returns: whether there is no such entry
 */
gboolean
tw_journal_store_check_open (TwDatabaseConnection  *connection,
                             TwJournalEntry        *draft,
                             GError               **error)
{
  g_autoptr (TwJournalEntry) order = NULL;
  g_autoptr (TwJournalEntry) creation = NULL;
  GError *local_error = NULL;

  order = find_match (connection, draft, SELECT_OPEN_ORDERS, is_same_subscription, &local_error);
  if (order == NULL && local_error == NULL)
    creation = find_match (connection, draft, SELECT_OPEN_CREATIONS, has_same_external_id, &local_error);

  if (order != NULL)
    local_error = tw_order_repeat_to_error (order);
  else if (creation != NULL)
    local_error = external_id_error_new (creation);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/**
 * tw_journal_store_find_not_placed:
 * @connection: a connection to the records, lent by a job
 * @draft: a write that somebody wants to do
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the newest entry with the same mark and the same request that was not
 *   placed, which @draft then tries again; %NULL without an error when there is none
 */
TwJournalEntry *
tw_journal_store_find_not_placed (TwDatabaseConnection  *connection,
                                  TwJournalEntry        *draft,
                                  GError               **error)
{
  return find_match (connection,
                     draft,
                     SELECT_ENTRY "WHERE mark = ?1 AND state = 'not-placed' ORDER BY id DESC",
                     is_same_write,
                     error);
}

/**
 * tw_journal_store_find_again:
 * @connection: a connection to the records, lent by a job
 * @id: id of an entry that was not placed
 * @again: (out) (transfer full) (nullable): the newest of those that try it again, at whatever remove, and that may
 *   exist at the marketplace
 * @error: return location
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_find_again (TwDatabaseConnection  *connection,
                             const char            *id,
                             TwJournalEntry       **again,
                             GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;
  gboolean has_row;

  statement = tw_statement_new (connection,
                                "WITH RECURSIVE tries (try) AS (SELECT id FROM journal WHERE retry_of = ?1"
                                "  UNION SELECT id FROM journal JOIN tries ON retry_of = try) "
                                SELECT_ENTRY
                                "WHERE id IN tries AND state IN ('sending', 'unknown', 'confirmed', 'needs-a-person')"
                                " ORDER BY id DESC LIMIT 1",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_int (statement, 1, g_ascii_strtoll (id, NULL, 10));
  if (!tw_statement_step (statement, &has_row, error))
    return FALSE;
  *again = has_row ? read_row (statement, error) : NULL;

  return !has_row || *again != NULL;
}

/**
 * tw_journal_store_has_rival:
 * @connection: a connection to the records, lent by a job
 * @mark: (nullable): a PO number
 * @rival: (out): whether the outcome of another order with that mark is being looked for
 * @error: return location
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_has_rival (TwDatabaseConnection  *connection,
                            const char            *mark,
                            gboolean              *rival,
                            GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "SELECT 1 FROM journal WHERE mark = ?1 AND state IN ('sending', 'unknown')",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, mark);

  return tw_statement_step (statement, rival, error);
}
