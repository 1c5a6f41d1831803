/* tw-journal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-store-private.h"

struct _TwJournal
{
  GObject         parent_instance;

  TwDatabase     *records;
  char           *account;
  TwJournalOwner *owner; /* used in the database's writing thread only, once it is there */
};

G_DEFINE_FINAL_TYPE (TwJournal, tw_journal, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/*
 * One call on its way through the database: what it needs, and what it found. A job of the database may use it
 * until its task returns.
 */
typedef struct
{
  TwJournal      *journal; /* lent by the task */
  TwDatabaseFunc  func;

  char           *id;
  char           *mark;
  TwJournalEntry *draft;
  TwJournalState  from;
  TwJournalFacts  facts;
  GArray         *states;
  gint64          limit;

  GPtrArray      *entries;
  TwJournalEntry *entry;
  gboolean        done; /* claimed, moved: this call made the step */
  gboolean        changed;
  gint64          count;
} Call;

static Call *
call_new (TwJournal      *self,
          TwDatabaseFunc  func,
          const char     *id)
{
  Call *call = g_new0 (Call, 1);

  call->journal = self;
  call->func = func;
  call->id = g_strdup (id);

  return call;
}

static void
call_free (Call *call)
{
  g_free (call->id);
  g_free (call->mark);
  g_clear_object (&call->draft);
  g_clear_pointer (&call->facts.server_time, g_date_time_unref);
  g_free (call->facts.newest_order_id);
  g_clear_pointer (&call->facts.newest_order_time, g_date_time_unref);
  g_clear_pointer (&call->states, g_array_unref);
  g_clear_pointer (&call->entries, g_ptr_array_unref);
  g_clear_object (&call->entry);
  g_free (call);
}

static void
call_ran_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tw_database_run_finish (TW_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (call->changed)
    g_signal_emit (call->journal, signals[SIGNAL_CHANGED], 0, call->entry);
  g_task_return_boolean (task, TRUE);
}

/* Takes @call; writes are never cancelled, so that nobody has to guess how far they came. */
static void
call_run (TwJournal           *self,
          TwDatabaseAccess     access,
          Call                *call,
          gpointer             source_tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, access == TW_DATABASE_READ);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  tw_database_run_async (self->records, access, call->func, call, NULL, cancellable, call_ran_cb, task);
}

static Call *
call_finish (TwJournal     *self,
             GAsyncResult  *result,
             gpointer       source_tag,
             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}

static gboolean
open_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  Call *call = data;
  TwJournal *self = call->journal;
  g_autofree char *path = g_strconcat (tw_database_get_path (self->records), "-owners", NULL);

  self->owner = tw_journal_owner_new (path, error);
  if (self->owner == NULL)
    return FALSE;

  return tw_journal_store_disown (connection, self->owner, error);
}

static gboolean
list_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  Call *call = data;

  call->entries = tw_journal_store_list (connection,
                                         (const TwJournalState *) (gpointer) call->states->data,
                                         call->states->len,
                                         call->limit,
                                         error);

  return call->entries != NULL;
}

static gboolean
get_job (TwDatabaseConnection  *connection,
         gpointer               data,
         GCancellable          *cancellable,
         GError               **error)
{
  Call *call = data;

  call->entry = tw_journal_store_get (connection, call->id, error);

  return call->entry != NULL;
}

static gboolean
count_mark_job (TwDatabaseConnection  *connection,
                gpointer               data,
                GCancellable          *cancellable,
                GError               **error)
{
  Call *call = data;

  return tw_journal_store_count_mark (connection, call->mark, &call->count, error);
}

static gboolean
append_job (TwDatabaseConnection  *connection,
            gpointer               data,
            GCancellable          *cancellable,
            GError               **error)
{
  Call *call = data;
  g_autoptr (GError) local_error = NULL;

  if (!tw_journal_store_disown (connection, call->journal->owner, error))
    return FALSE;

  call->entry = tw_journal_store_find_open (connection, call->draft, &local_error);
  if (call->entry != NULL)
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  call->entry = tw_journal_store_append (connection, call->draft, error);
  call->changed = TRUE;

  return call->entry != NULL;
}

static gboolean
claim_job (TwDatabaseConnection  *connection,
           gpointer               data,
           GCancellable          *cancellable,
           GError               **error)
{
  Call *call = data;
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
  Call *call = data;
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
  Call *call = data;

  if (!tw_journal_store_disown (connection, call->journal->owner, error))
    return FALSE;

  call->entry = tw_journal_store_get (connection, call->id, error);

  return call->entry != NULL;
}

static void
tw_journal_finalize (GObject *object)
{
  TwJournal *self = TW_JOURNAL (object);

  /* The database's jobs hold the journal through their tasks, so none uses the owner any more. */
  g_clear_pointer (&self->owner, tw_journal_owner_free);
  g_clear_object (&self->records);
  g_free (self->account);

  G_OBJECT_CLASS (tw_journal_parent_class)->finalize (object);
}

static void
tw_journal_class_init (TwJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_journal_finalize;

  /**
   * TwJournal::changed:
   * @self: the journal
   * @entry: the entry as it is now
   *
   * An entry was added or took a step through this object. What other processes do shows when the journal is
   * read again.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          TW_TYPE_JOURNAL_ENTRY);
}

static void
tw_journal_init (TwJournal *self)
{
}

/**
 * tw_journal_open_async:
 * @records: the account's records, see tw_records_open_async()
 * @account: name of the account, written into its entries
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is open
 * @user_data: data of @callback
 *
 * Opens the journal. Entries whose sending process is gone become unknown; they are never sent again.
 */
void
tw_journal_open_async (TwDatabase          *records,
                       const char          *account,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (TwJournal) self = NULL;

  g_return_if_fail (TW_IS_DATABASE (records));
  g_return_if_fail (account != NULL);

  self = g_object_new (TW_TYPE_JOURNAL, NULL);
  self->records = g_object_ref (records);
  self->account = g_strdup (account);
  call_run (self,
            TW_DATABASE_WRITE,
            call_new (self, open_job, NULL),
            tw_journal_open_async,
            cancellable,
            callback,
            user_data);
}

/**
 * tw_journal_open_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_STORE
 *
 * Returns: (transfer full): the journal, %NULL with @error set
 */
TwJournal *
tw_journal_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_autoptr (GObject) source = g_async_result_get_source_object (result);

  if (call_finish (TW_JOURNAL (source), result, tw_journal_open_async, error) == NULL)
    return NULL;

  return TW_JOURNAL (g_steal_pointer (&source));
}

/**
 * tw_journal_get_account:
 * @self: a journal
 *
 * Returns: (transfer none): name of the account whose writes are in it
 */
const char *
tw_journal_get_account (TwJournal *self)
{
  g_return_val_if_fail (TW_IS_JOURNAL (self), NULL);

  return self->account;
}

/**
 * tw_journal_list_async:
 * @self: a journal
 * @states: (array length=n_states) (nullable): only entries in one of these, %NULL for all
 * @n_states: how many states
 * @limit: at most this many entries, -1 for all
 * @cancellable: (nullable): to stop
 * @callback: called when they are read
 * @user_data: data of @callback
 *
 * Reads entries, newest first.
 */
void
tw_journal_list_async (TwJournal            *self,
                       const TwJournalState *states,
                       guint                 n_states,
                       gint64                limit,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  Call *call;

  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (states != NULL || n_states == 0);

  call = call_new (self, list_job, NULL);
  call->states = g_array_new (FALSE, FALSE, sizeof (TwJournalState));
  if (n_states > 0)
    g_array_append_vals (call->states, states, n_states);
  call->limit = limit;
  call_run (self, TW_DATABASE_READ, call, tw_journal_list_async, cancellable, callback, user_data);
}

/**
 * tw_journal_list_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (element-type TwJournalEntry): the entries, %NULL with @error set
 */
GPtrArray *
tw_journal_list_finish (TwJournal     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_list_async, error);

  return call != NULL ? g_ptr_array_ref (call->entries) : NULL;
}

/**
 * tw_journal_get_async:
 * @self: a journal
 * @id: id of an entry
 * @cancellable: (nullable): to stop
 * @callback: called when it is read
 * @user_data: data of @callback
 */
void
tw_journal_get_async (TwJournal           *self,
                      const char          *id,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (id != NULL);

  call_run (self,
            TW_DATABASE_READ,
            call_new (self, get_job, id),
            tw_journal_get_async,
            cancellable,
            callback,
            user_data);
}

/**
 * tw_journal_get_finish:
 * @self: a journal
 * @result: the result
 * @error: return location; %TW_ERROR_NOT_FOUND when there is no such entry
 *
 * Returns: (transfer full): the entry, %NULL with @error set
 */
TwJournalEntry *
tw_journal_get_finish (TwJournal     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_get_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}

/**
 * tw_journal_count_mark_async:
 * @self: a journal
 * @mark: a PO number
 * @cancellable: (nullable): to stop
 * @callback: called when they are counted
 * @user_data: data of @callback
 *
 * Counts the entries with that mark which may exist at the marketplace.
 */
void
tw_journal_count_mark_async (TwJournal           *self,
                             const char          *mark,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Call *call;

  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (mark != NULL);

  call = call_new (self, count_mark_job, NULL);
  call->mark = g_strdup (mark);
  call_run (self, TW_DATABASE_READ, call, tw_journal_count_mark_async, cancellable, callback, user_data);
}

/**
 * tw_journal_count_mark_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: how many, -1 with @error set
 */
gint64
tw_journal_count_mark_finish (TwJournal     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_count_mark_async, error);

  return call != NULL ? call->count : -1;
}

/**
 * tw_journal_append_async:
 * @draft: an entry with kind, request and what belongs to it; id, state and times come from the journal
 *
 * Writes down an approved write, queued. When an entry with the same mark and the same request is still open, that
 * one is the result and nothing is written.
 */
void
tw_journal_append_async (TwJournal           *self,
                         TwJournalEntry      *draft,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Call *call = call_new (self, append_job, NULL);

  call->draft = g_object_ref (draft);
  call_run (self, TW_DATABASE_WRITE, call, tw_journal_append_async, NULL, callback, user_data);
}

/**
 * tw_journal_append_finish:
 *
 * Returns: (transfer full): the entry, new and queued or found and open; %NULL with @error set
 */
TwJournalEntry *
tw_journal_append_finish (TwJournal     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_append_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}

/**
 * tw_journal_claim_async:
 *
 * Takes a queued entry for sending. Of all that try, in any process, one succeeds.
 */
void
tw_journal_claim_async (TwJournal            *self,
                        const char           *id,
                        const TwJournalFacts *facts,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  Call *call = call_new (self, claim_job, id);

  if (facts->server_time != NULL)
    call->facts.server_time = g_date_time_ref (facts->server_time);
  if (facts->newest_order_time != NULL)
    call->facts.newest_order_time = g_date_time_ref (facts->newest_order_time);
  call->facts.newest_order_id = g_strdup (facts->newest_order_id);
  call_run (self, TW_DATABASE_WRITE, call, tw_journal_claim_async, NULL, callback, user_data);
}

/**
 * tw_journal_claim_finish:
 * @claimed: (out): whether the caller may send it, once
 *
 * Returns: (transfer full): the entry as it is now, whoever has it; %NULL with @error set
 */
TwJournalEntry *
tw_journal_claim_finish (TwJournal     *self,
                         GAsyncResult  *result,
                         gboolean      *claimed,
                         GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_claim_async, error);

  if (call == NULL)
    return NULL;
  *claimed = call->done;

  return g_object_ref (call->entry);
}

/**
 * tw_journal_move_async:
 * @from: the state it must be in
 * @outcome: id and new state of the entry, and what became known
 */
void
tw_journal_move_async (TwJournal           *self,
                       TwJournalState       from,
                       TwJournalEntry      *outcome,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Call *call = call_new (self, move_job, NULL);

  call->from = from;
  call->draft = g_object_ref (outcome);
  call_run (self, TW_DATABASE_WRITE, call, tw_journal_move_async, NULL, callback, user_data);
}

/**
 * tw_journal_move_finish:
 * @moved: (out): whether it was in that state, and took the step
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set
 */
TwJournalEntry *
tw_journal_move_finish (TwJournal     *self,
                        GAsyncResult  *result,
                        gboolean      *moved,
                        GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_move_async, error);

  if (call == NULL)
    return NULL;
  *moved = call->done;

  return g_object_ref (call->entry);
}

/**
 * tw_journal_look_async:
 *
 * Reads an entry that another process may be sending. When that process is gone, the entry becomes unknown first.
 */
void
tw_journal_look_async (TwJournal           *self,
                       const char          *id,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  call_run (self,
            TW_DATABASE_WRITE,
            call_new (self, look_job, id),
            tw_journal_look_async,
            NULL,
            callback,
            user_data);
}

/**
 * tw_journal_look_finish:
 *
 * Returns: (transfer full): the entry as it is now; %NULL with @error set
 */
TwJournalEntry *
tw_journal_look_finish (TwJournal     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  Call *call = call_finish (self, result, tw_journal_look_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}
