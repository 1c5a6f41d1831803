/* tw-journal-store.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-store-private.h"

/* Optional values are stored as NULL. */
/**
 * tw_journal_bind_time:
 * @statement: a statement
 * @index: parameter, from 1
 * @time: (nullable): a time, %NULL for NULL
 */
void
tw_journal_bind_time (TwStatement *statement,
                      int          index,
                      GDateTime   *time)
{
  g_autofree char *text = time != NULL ? tw_date_time_to_string (time) : NULL;

  tw_statement_bind_text (statement, index, text);
}

/**
 * tw_journal_bind_json:
 * @statement: a statement
 * @index: parameter, from 1
 * @json: (nullable): a value, %NULL for NULL
 */
void
tw_journal_bind_json (TwStatement *statement,
                      int          index,
                      TwJson      *json)
{
  g_autofree char *text = json != NULL ? tw_json_to_string (json, FALSE) : NULL;

  tw_statement_bind_text (statement, index, text);
}

/*
 * What an order carries of its own, beside the PO number that several may share. The random part keeps apart
 * entries of journals that were restored, or that several computers keep for one account.
 */
static gboolean
mark_entry (TwDatabaseConnection  *connection,
            const char            *id,
            GError               **error)
{
  g_autofree char *mark = g_strdup_printf ("%s-%08x%08x", id, g_random_int (), g_random_int ());
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection, "UPDATE journal SET entry_mark = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, id);
  tw_statement_bind_text (statement, 2, mark);

  return tw_statement_run (statement, error);
}

/**
 * tw_journal_store_append:
 * @connection: a connection to the records, lent by a job
 * @draft: what to write down; its id, state and times are not looked at
 * @error: return location
 *
 * Returns: (transfer full): the new entry, queued; %NULL with @error set
 */
TwJournalEntry *
tw_journal_store_append (TwDatabaseConnection  *connection,
                         TwJournalEntry        *draft,
                         GError               **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (TwStatement) statement = NULL;
  g_autofree char *id = NULL;

  statement = tw_statement_new (connection,
                                "INSERT INTO journal (kind, state, mark, created, updated, target, customer_id,"
                                "  request, estimate, basis, resumable, account, author, program, retry_of, server_time,"
                                "  login)"
                                " VALUES (?1, 'queued', ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
                                "  ?14, ?15)",
                                error);
  if (statement == NULL)
    return NULL;

  tw_statement_bind_text (statement, 1, tw_enum_to_text (TW_TYPE_WRITE_KIND, draft->kind));
  tw_statement_bind_text (statement, 2, draft->mark);
  tw_journal_bind_time (statement, 3, now);
  tw_statement_bind_text (statement, 4, draft->target);
  tw_statement_bind_text (statement, 5, draft->customer_id);
  tw_journal_bind_json (statement, 6, draft->request);
  tw_journal_bind_json (statement, 7, draft->estimate);
  tw_journal_bind_json (statement, 8, draft->basis);
  tw_statement_bind_int (statement, 9, draft->resumable);
  tw_statement_bind_text (statement, 10, draft->account);
  tw_statement_bind_text (statement, 11, draft->author);
  tw_statement_bind_text (statement, 12, draft->program);
  tw_statement_bind_text (statement, 13, draft->retry_of);
  tw_journal_bind_time (statement, 14, draft->server_time);
  tw_statement_bind_text (statement, 15, draft->login);
  if (!tw_statement_run (statement, error))
    return NULL;

  id = g_strdup_printf ("%" G_GINT64_FORMAT, tw_database_connection_get_insert_id (connection));
  if (draft->kind == TW_WRITE_PLACE_ORDER && !mark_entry (connection, id, error))
    return NULL;

  return tw_journal_store_get (connection, id, error);
}

/**
 * tw_journal_store_claim:
 * @connection: a connection to the records, lent by a job
 * @id: id of an entry
 * @owner: token of the process that is about to send
 * @facts: what is known of the marketplace right before sending
 * @claimed: (out): whether this call took the entry from queued to sending; nobody else does so as well
 * @error: return location
 *
 * What an entry tries again, at whatever remove, must still count as not placed: it may have shown up since somebody
 * looked for it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_claim (TwDatabaseConnection  *connection,
                        const char            *id,
                        gint64                 owner,
                        const TwJournalFacts  *facts,
                        gboolean              *claimed,
                        GError               **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "WITH RECURSIVE firsts (first) AS (SELECT retry_of FROM journal WHERE id = ?1"
                                "  UNION SELECT retry_of FROM journal JOIN firsts ON id = first) "
                                "UPDATE journal SET state = 'sending', owner = ?2, updated = ?3,"
                                "  server_time = ?4, newest_order_id = ?5, newest_order_time = ?6, known_ids = ?7"
                                " WHERE id = ?1 AND state = 'queued' AND NOT EXISTS"
                                "  (SELECT 1 FROM journal WHERE id IN firsts AND state <> 'not-placed')",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, id);
  tw_statement_bind_int (statement, 2, owner);
  tw_journal_bind_time (statement, 3, now);
  tw_journal_bind_time (statement, 4, facts->server_time);
  tw_statement_bind_text (statement, 5, facts->newest_order_id);
  tw_journal_bind_time (statement, 6, facts->newest_order_time);
  tw_journal_bind_json (statement, 7, facts->known_ids);
  if (!tw_statement_run (statement, error))
    return FALSE;

  *claimed = tw_database_connection_get_changes (connection) == 1;

  return TRUE;
}

/**
 * tw_journal_store_move:
 * @connection: a connection to the records, lent by a job
 * @from: the state the entry must be in; one that leaves the queue other than by being claimed was never sent
 * @owner: token of this process; looked at when @from is sending
 * @outcome: id, new state, and what became known: result id, answer, error and correlation id
 * @moved: (out): whether the entry was in @from, and this process's own
 * @error: return location
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_move (TwDatabaseConnection  *connection,
                       TwJournalState         from,
                       gint64                 owner,
                       TwJournalEntry        *outcome,
                       gboolean              *moved,
                       GError               **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (TwStatement) statement = NULL;

  statement = tw_statement_new (connection,
                                "UPDATE journal SET state = ?4, owner = NULL, updated = ?5, result_id = ?6,"
                                "  answer = ?7, error = ?8, reason = ?10, correlation_id = ?9,"
                                "  server_time = CASE WHEN ?2 = 'queued' THEN NULL ELSE server_time END,"
                                "  send_error = CASE state WHEN 'unknown' THEN coalesce (send_error, error)"
                                "                          ELSE send_error END,"
                                "  send_reason = CASE WHEN state = 'unknown' AND send_error IS NULL THEN reason"
                                "                     ELSE send_reason END"
                                " WHERE id = ?1 AND state = ?2 AND (owner IS NULL OR owner = ?3)",
                                error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, outcome->id);
  tw_statement_bind_text (statement, 2, tw_journal_state_to_string (from));
  tw_statement_bind_int (statement, 3, owner);
  tw_statement_bind_text (statement, 4, tw_journal_state_to_string (outcome->state));
  tw_journal_bind_time (statement, 5, now);
  tw_statement_bind_text (statement, 6, outcome->result_id);
  tw_journal_bind_json (statement, 7, outcome->answer);
  tw_statement_bind_text (statement, 8, outcome->error);
  tw_statement_bind_text (statement, 9, outcome->correlation_id);
  tw_journal_bind_json (statement, 10, outcome->reason);
  if (!tw_statement_run (statement, error))
    return FALSE;

  *moved = tw_database_connection_get_changes (connection) == 1;

  return TRUE;
}

/* The tokens that entries being sent are held by. */
static GArray *
list_owners (TwDatabaseConnection  *connection,
             GError               **error)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwStatement) statement = NULL;
  gboolean has_row;

  statement = tw_statement_new (connection,
                                "SELECT DISTINCT owner FROM journal WHERE state = 'sending'",
                                error);
  while (statement != NULL)
    {
      gint64 token;

      if (!tw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&tokens);

      token = tw_statement_get_int (statement, 0);
      g_array_append_val (tokens, token);
    }

  return NULL;
}

/**
 * tw_journal_store_disown:
 * @connection: a connection to the records, lent by a job
 * @owner: the owner of this process
 * @error: return location
 *
 * Makes every entry unknown whose sender is gone: it may have been sent, or not.
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_journal_store_disown (TwDatabaseConnection  *connection,
                         TwJournalOwner        *owner,
                         GError               **error)
{
  g_autoptr (GArray) tokens = list_owners (connection, error);
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (TwJson) reason = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) now = NULL;

  if (tokens == NULL)
    return FALSE;
  if (tokens->len == 0)
    return TRUE;

  statement = tw_statement_new (connection,
                                "UPDATE journal SET state = 'unknown', owner = NULL, updated = ?2, error = ?3,"
                                "  reason = ?4"
                                " WHERE state = 'sending' AND owner = ?1",
                                error);
  if (statement == NULL)
    return FALSE;

  now = g_date_time_new_now_utc ();
  reason = tw_reason_new (TW_REASON_INTERRUPTED, NULL);
  text = tw_reason_dup_english (reason);
  for (guint i = 0; i < tokens->len; i++)
    {
      gint64 token = g_array_index (tokens, gint64, i);
      gboolean alive;

      if (!tw_journal_owner_is_alive (owner, token, &alive, error))
        return FALSE;
      if (alive)
        continue;

      tw_statement_bind_int (statement, 1, token);
      tw_journal_bind_time (statement, 2, now);
      tw_statement_bind_text (statement, 3, text);
      tw_journal_bind_json (statement, 4, reason);
      if (!tw_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}
