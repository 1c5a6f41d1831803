/* tw-journal-settle.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-call-private.h"

#include "base/tw-error.h"

G_DEFINE_ENUM_TYPE (TwLookResult, tw_look_result,
                    G_DEFINE_ENUM_VALUE (TW_LOOK_FOUND, "found"),
                    G_DEFINE_ENUM_VALUE (TW_LOOK_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (TW_LOOK_SEVERAL, "several"),
                    G_DEFINE_ENUM_VALUE (TW_LOOK_FAILED, "failed"))

static gboolean
list_unknown_job (TwDatabaseConnection  *connection,
                  gpointer               data,
                  GCancellable          *cancellable,
                  GError               **error)
{
  static const TwJournalState states[] = { TW_JOURNAL_UNKNOWN, TW_JOURNAL_NEEDS_A_PERSON };
  TwJournalCall *call = data;

  if (!tw_journal_store_disown (connection, call->journal->owner, error))
    return FALSE;

  call->entries = tw_journal_store_list (connection, states, G_N_ELEMENTS (states), -1, error);

  return call->entries != NULL;
}

static gboolean
list_results_job (TwDatabaseConnection  *connection,
                  gpointer               data,
                  GCancellable          *cancellable,
                  GError               **error)
{
  TwJournalCall *call = data;

  call->results = tw_journal_store_list_results (connection, call->kind, error);

  return call->results != NULL;
}

/*
 * Whether what a person was asked about is no question any more: it shows up for sure, and was not sent again
 * meanwhile. With two of them only the person knows which one is wanted.
 */
static gboolean
check_answered (TwDatabaseConnection  *connection,
                TwJournalCall         *call,
                gboolean              *answered,
                GError               **error)
{
  g_autoptr (TwJournalEntry) again = NULL;

  if (!tw_journal_store_find_again (connection, call->draft->id, &again, error))
    return FALSE;
  *answered = call->look == TW_LOOK_FOUND && call->sure && again == NULL;

  return TRUE;
}

/*
 * Whether a look, after those before, says what came of an entry. What is not its own for sure has time to be joined
 * by what is.
 */
static gboolean
check_decided (TwDatabaseConnection  *connection,
               TwJournalCall         *call,
               TwJournalEntry        *entry,
               gboolean              *decided,
               GError               **error)
{
  *decided = entry->state == TW_JOURNAL_UNKNOWN && call->look != TW_LOOK_FAILED && call->sure;
  if (entry->state == TW_JOURNAL_NEEDS_A_PERSON)
    return check_answered (connection, call, decided, error);
  if (*decided || call->look == TW_LOOK_FAILED || entry->state != TW_JOURNAL_UNKNOWN)
    return TRUE;

  return tw_journal_store_has_looks (connection, entry->id, call->look, call->settle_after, decided, error);
}

/* Whether a look says what could be the outcome. What a person was asked to choose from is not taken away. */
static gboolean
has_news (TwJournalCall  *call,
          TwJournalEntry *entry)
{
  if (entry->state == TW_JOURNAL_UNKNOWN)
    return call->look == TW_LOOK_SEVERAL || call->look == TW_LOOK_ABSENT;

  return entry->state == TW_JOURNAL_NEEDS_A_PERSON && call->look == TW_LOOK_SEVERAL;
}

/* Takes the step that a look means, in the transaction that notes the look. */
static gboolean
settle_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  TwJournalCall *call = data;
  TwJournalEntry *outcome = call->draft;
  g_autoptr (TwJournalEntry) entry = tw_journal_store_get (connection, outcome->id, error);
  gboolean failed;
  gboolean decided;
  gboolean taken;

  if (entry == NULL || !tw_journal_store_is_taken (connection, outcome, &taken, error))
    return FALSE;

  /* Another process found the same object for another entry in the meantime: the next look knows. */
  if (call->look == TW_LOOK_FOUND && taken)
    call->look = TW_LOOK_FAILED;
  else if (call->look == TW_LOOK_FOUND && !call->sure)
    call->look = TW_LOOK_SEVERAL;

  failed = call->look == TW_LOOK_FAILED;
  if (!tw_journal_store_note_look (connection,
                                   entry->id,
                                   call->look,
                                   failed ? outcome->error : NULL,
                                   failed ? outcome->reason : NULL,
                                   error))
    return FALSE;
  if (has_news (call, entry) && !tw_journal_store_keep_candidates (connection, outcome, error))
    return FALSE;
  if (!check_decided (connection, call, entry, &decided, error)
      || (decided && !tw_journal_store_move (connection, entry->state, -1, outcome, &call->done, error)))
    return FALSE;

  call->changed = TRUE;
  call->entry = tw_journal_store_get (connection, outcome->id, error);

  return call->entry != NULL;
}

/* Whether a person may say what came of an entry: nobody else is going to. */
static gboolean
can_resolve (TwJournalEntry *entry,
             TwJournalState  to)
{
  if (entry->state == TW_JOURNAL_QUEUED)
    return to == TW_JOURNAL_NOT_PLACED;
  if (entry->state == TW_JOURNAL_NOT_PLACED)
    return to == TW_JOURNAL_CONFIRMED && entry->kind == TW_WRITE_PLACE_ORDER;

  return entry->state == TW_JOURNAL_UNKNOWN || entry->state == TW_JOURNAL_NEEDS_A_PERSON;
}

static gboolean
resolve_job (TwDatabaseConnection  *connection,
             gpointer               data,
             GCancellable          *cancellable,
             GError               **error)
{
  TwJournalCall *call = data;
  TwJournalEntry *outcome = call->draft;
  g_autoptr (TwJournalEntry) entry = NULL;
  gboolean taken;

  if (!tw_journal_store_disown (connection, call->journal->owner, error))
    return FALSE;
  entry = tw_journal_store_get (connection, outcome->id, error);
  if (entry == NULL || !tw_journal_store_is_taken (connection, outcome, &taken, error))
    return FALSE;

  if (taken)
    {
      g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_TAKEN, outcome->result_id, NULL);

      g_propagate_error (error, tw_reason_to_error (reason, TW_ERROR_CONFLICT));
      return FALSE;
    }
  if (!can_resolve (entry, outcome->state))
    {
      g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_NOT_ASKED,
                                                 entry->id,
                                                 tw_journal_state_to_string (entry->state),
                                                 NULL);

      g_propagate_error (error, tw_reason_to_error (reason, TW_ERROR_CONFLICT));
      return FALSE;
    }

  if (!tw_journal_store_move (connection, entry->state, -1, outcome, &call->done, error))
    return FALSE;

  call->changed = TRUE;
  call->entry = tw_journal_store_get (connection, outcome->id, error);

  return call->entry != NULL;
}

/**
 * tw_journal_list_unknown_async:
 * @self: a journal
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Reads the entries whose outcome is unknown, to us or to a person as well, after those whose sender is gone have
 * become so.
 */
void
tw_journal_list_unknown_async (TwJournal           *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  tw_journal_call_run (self,
                       TW_DATABASE_WRITE,
                       tw_journal_call_new (self, list_unknown_job, NULL),
                       tw_journal_list_unknown_async,
                       NULL,
                       callback,
                       user_data);
}

/**
 * tw_journal_list_unknown_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type TwJournalEntry): the entries, newest first; %NULL with @error set
 */
GPtrArray *
tw_journal_list_unknown_finish (TwJournal     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_list_unknown_async, error);

  return call != NULL ? g_ptr_array_ref (call->entries) : NULL;
}

/**
 * tw_journal_list_results_async:
 * @self: a journal
 * @kind: a write that makes something
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Reads which objects are known to be what entries of a kind made.
 */
void
tw_journal_list_results_async (TwJournal           *self,
                               TwWriteKind          kind,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, list_results_job, NULL);

  call->kind = kind;
  tw_journal_call_run (self, TW_DATABASE_READ, call, tw_journal_list_results_async, NULL, callback, user_data);
}

/**
 * tw_journal_list_results_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8 utf8): their ids; %NULL with @error set
 */
GHashTable *
tw_journal_list_results_finish (TwJournal     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_list_results_async, error);

  return call != NULL ? g_hash_table_ref (call->results) : NULL;
}

/**
 * tw_journal_settle_async:
 * @self: a journal
 * @result: what a look found
 * @sure: whether another look would say the same
 * @outcome: id and kind of the entry, the state it takes if the look decides, and what became known; for a
 *   look that failed why
 * @settle_after: seconds over which looks without a find must be spread
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Notes a look for an unknown entry, or one that needs a person, and takes the step it means, in one transaction. An
 * entry that was settled meanwhile keeps its state.
 */
void
tw_journal_settle_async (TwJournal           *self,
                         TwLookResult         result,
                         gboolean             sure,
                         TwJournalEntry      *outcome,
                         guint                settle_after,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, settle_job, NULL);

  call->look = result;
  call->sure = sure;
  call->draft = g_object_ref (outcome);
  call->settle_after = settle_after;
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_settle_async, NULL, callback, user_data);
}

/**
 * tw_journal_settle_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set
 */
TwJournalEntry *
tw_journal_settle_finish (TwJournal     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_settle_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}

/**
 * tw_journal_resolve_async:
 * @self: a journal
 * @outcome: id, kind and new state of an entry, as a person says
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Takes a person's word for what came of an entry: one that is unknown or needs a person, one that is still queued
 * and shall not be sent, or an order that counted as not placed and is there.
 */
void
tw_journal_resolve_async (TwJournal           *self,
                          TwJournalEntry      *outcome,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, resolve_job, NULL);

  call->draft = g_object_ref (outcome);
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_resolve_async, NULL, callback, user_data);
}

/**
 * tw_journal_resolve_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set: %TW_ERROR_CONFLICT when its state or
 *   another entry forbids it
 */
TwJournalEntry *
tw_journal_resolve_finish (TwJournal     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_resolve_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}
