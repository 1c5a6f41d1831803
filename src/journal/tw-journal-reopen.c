/* tw-journal-reopen.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-call-private.h"

/*
 * The marketplace has both: the order that counted as not placed, and the one that was then sent. Which of them is
 * wanted only a person knows.
 */
static void
make_double (TwJournalEntry *outcome,
             TwJournalEntry *again)
{
  g_autoptr (TwJson) reason = NULL;

  if (again->result_id != NULL)
    reason = tw_reason_new (TW_REASON_PLACED_TWICE, outcome->result_id, again->id, again->result_id, NULL);
  else
    reason = tw_reason_new (TW_REASON_SENT_AGAIN, outcome->result_id, again->id, NULL);

  tw_journal_entry_set_reason (outcome, reason);
  g_object_set (outcome,
                "state", TW_JOURNAL_NEEDS_A_PERSON,
                "result-id", NULL,
                "answer", NULL,
                NULL);
}

/*
 * Whether what was found is this entry's, and no other's. A PO number can be on several orders: as long as another
 * one with it is being looked for, it may be that one.
 */
static gboolean
check_own (TwDatabaseConnection  *connection,
           TwJournalEntry        *entry,
           TwJournalCall         *call,
           gboolean              *own,
           GError               **error)
{
  gboolean taken;
  gboolean rival = FALSE;

  if (!tw_journal_store_is_taken (connection, call->draft, &taken, error)
      || (!call->sure && !tw_journal_store_has_rival (connection, entry->mark, &rival, error)))
    return FALSE;
  *own = !taken && !rival;

  return TRUE;
}

static gboolean
reopen_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  TwJournalCall *call = data;
  TwJournalEntry *outcome = call->draft;
  g_autoptr (TwJournalEntry) entry = tw_journal_store_get (connection, outcome->id, error);
  g_autoptr (TwJournalEntry) again = NULL;
  gboolean own;

  if (entry == NULL || !check_own (connection, entry, call, &own, error))
    return FALSE;
  if (entry->state != TW_JOURNAL_NOT_PLACED || !own)
    {
      call->entry = g_steal_pointer (&entry);
      return TRUE;
    }

  if (!tw_journal_store_find_again (connection, entry->id, &again, error))
    return FALSE;
  if (again != NULL && outcome->state == TW_JOURNAL_CONFIRMED)
    make_double (outcome, again);

  if ((outcome->state == TW_JOURNAL_NEEDS_A_PERSON && !tw_journal_store_keep_candidates (connection, outcome, error))
      || !tw_journal_store_move (connection, TW_JOURNAL_NOT_PLACED, -1, outcome, &call->done, error))
    return FALSE;

  call->changed = call->done;
  call->entry = tw_journal_store_get (connection, outcome->id, error);

  return call->entry != NULL;
}

/**
 * tw_journal_reopen_async:
 * @self: a journal
 * @outcome: id and kind of an order's entry that was not placed, the state it takes, what was found, and the
 *   candidates that a person would choose from
 * @sure: whether what was found carries the mark of this entry alone
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Notes that the marketplace has an order after all that had counted as not placed: it was slower than anybody
 * waited. When it was sent again meanwhile the entry needs a person. An entry in any other state keeps it.
 */
void
tw_journal_reopen_async (TwJournal           *self,
                         TwJournalEntry      *outcome,
                         gboolean             sure,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  TwJournalCall *call = tw_journal_call_new (self, reopen_job, NULL);

  call->draft = g_object_ref (outcome);
  call->sure = sure;
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_reopen_async, NULL, callback, user_data);
}

/**
 * tw_journal_reopen_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set
 */
TwJournalEntry *
tw_journal_reopen_finish (TwJournal     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_reopen_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}
