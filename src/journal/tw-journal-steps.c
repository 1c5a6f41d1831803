/* tw-journal-steps.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-call-private.h"
#include "journal/tw-journal-drafts-private.h"

static gboolean
append_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  TwJournalCall *call = data;
  g_autoptr (TwJournalEntry) failed = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!tw_journal_store_disown (connection, call->journal->owner, error))
    return FALSE;

  call->entry = tw_journal_store_find_open (connection, call->draft, &local_error);
  if (call->entry != NULL)
    return TRUE;
  if (local_error == NULL && tw_journal_store_check_open (connection, call->draft, &local_error))
    failed = tw_journal_store_find_not_placed (connection, call->draft, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (failed != NULL)
    g_object_set (call->draft, "retry-of", failed->id, NULL);
  call->entry = tw_journal_store_approve (connection, call->draft, &local_error);
  if (call->entry == NULL && local_error == NULL)
    call->entry = tw_journal_store_append (connection, call->draft, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  call->changed = call->done = TRUE;

  return call->entry != NULL;
}

static gboolean
claim_job (TwDatabaseConnection  *connection,
           gpointer               data,
           GCancellable          *cancellable,
           GError               **error)
{
  TwJournalCall *call = data;
  gint64 owner = tw_journal_owner_get_token (call->journal->owner);

  if (!tw_journal_store_claim (connection, call->id, owner, &call->facts, &call->done, error))
    return FALSE;

  call->changed = call->done;
  call->entry = tw_journal_store_get (connection, call->id, error);

  return call->entry != NULL;
}

static gboolean
move_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  TwJournalCall *call = data;
  gint64 owner = tw_journal_owner_get_token (call->journal->owner);

  if (!tw_journal_store_move (connection, call->from, owner, call->draft, &call->done, error))
    return FALSE;

  call->changed = call->done;
  call->entry = tw_journal_store_get (connection, call->draft->id, error);

  return call->entry != NULL;
}

static gboolean
look_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  TwJournalCall *call = data;

  if (!tw_journal_store_disown (connection, call->journal->owner, error))
    return FALSE;

  call->entry = tw_journal_store_get (connection, call->id, error);

  return call->entry != NULL;
}

/**
 * tw_journal_append_async:
 * @self: a journal
 * @draft: an entry with kind, request and what belongs to it; id, state and times come from the journal
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Writes down an approved write, queued; the draft that it was becomes it. When an entry with the same mark and the
 * same request is still open, that one is the result and nothing is written. Any other open order on the same
 * subscription is in its way, and so is what makes a customer or reseller with the same external id.
 */
void
tw_journal_append_async (TwJournal           *self,
                         TwJournalEntry      *draft,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, append_job, NULL);

  call->draft = g_object_ref (draft);
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_append_async, NULL, callback, user_data);
}

/**
 * tw_journal_append_finish:
 * @self: a journal
 * @result: the result
 * @error: return location; %TW_ERROR_CONFLICT naming the entry in the way
 *
 * Returns: (transfer full): the entry, new and queued or found and open; %NULL with @error set
 */
TwJournalEntry *
tw_journal_append_finish (TwJournal     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_append_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}

/**
 * tw_journal_append_is_new:
 * @result: of a call that went well
 *
 * Returns: whether the entry was written down by this call, and was not there before
 */
gboolean
tw_journal_append_is_new (GAsyncResult *result)
{
  return ((TwJournalCall *) g_task_get_task_data (G_TASK (result)))->done;
}

/**
 * tw_journal_claim_async:
 * @self: a journal
 * @id: id of an entry
 * @facts: what is known of the marketplace right before sending
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Takes a queued entry for sending. Of all that try, in any process, one succeeds; and none does when what the entry
 * tries again does not count as not placed any more.
 */
void
tw_journal_claim_async (TwJournal            *self,
                        const char           *id,
                        const TwJournalFacts *facts,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, claim_job, id);

  if (facts->server_time != NULL)
    call->facts.server_time = g_date_time_ref (facts->server_time);
  if (facts->newest_order_time != NULL)
    call->facts.newest_order_time = g_date_time_ref (facts->newest_order_time);
  call->facts.newest_order_id = g_strdup (facts->newest_order_id);
  if (facts->known_ids != NULL)
    call->facts.known_ids = tw_json_ref (facts->known_ids);
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_claim_async, NULL, callback, user_data);
}

/**
 * tw_journal_claim_finish:
 * @self: a journal
 * @result: the result
 * @claimed: (out): whether the caller may send it, once
 * @error: return location
 *
 * Returns: (transfer full): the entry as it is now, whoever has it; still queued when what it tries again has shown up;
 *   %NULL with @error set
 */
TwJournalEntry *
tw_journal_claim_finish (TwJournal     *self,
                         GAsyncResult  *result,
                         gboolean      *claimed,
                         GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_claim_async, error);

  if (call == NULL)
    return NULL;
  *claimed = call->done;

  return g_object_ref (call->entry);
}

/**
 * tw_journal_move_async:
 * @self: a journal
 * @from: the state it must be in
 * @outcome: id and new state of the entry, and what became known
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 */
void
tw_journal_move_async (TwJournal           *self,
                       TwJournalState       from,
                       TwJournalEntry      *outcome,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, move_job, NULL);

  call->from = from;
  call->draft = g_object_ref (outcome);
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_move_async, NULL, callback, user_data);
}

/**
 * tw_journal_move_finish:
 * @self: a journal
 * @result: the result
 * @moved: (out): whether it was in that state, and took the step
 * @error: return location
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set
 */
TwJournalEntry *
tw_journal_move_finish (TwJournal     *self,
                        GAsyncResult  *result,
                        gboolean      *moved,
                        GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_move_async, error);

  if (call == NULL)
    return NULL;
  *moved = call->done;

  return g_object_ref (call->entry);
}

/**
 * tw_journal_look_async:
 * @self: a journal
 * @id: id of an entry
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Reads an entry that another process may be sending. When that process is gone, the entry becomes unknown
 * first.
 */
void
tw_journal_look_async (TwJournal           *self,
                       const char          *id,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  tw_journal_call_run (self,
                       TW_DATABASE_WRITE,
                       tw_journal_call_new (self, look_job, id),
                       tw_journal_look_async,
                       NULL,
                       callback,
                       user_data);
}

/**
 * tw_journal_look_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set
 */
TwJournalEntry *
tw_journal_look_finish (TwJournal     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_look_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}
