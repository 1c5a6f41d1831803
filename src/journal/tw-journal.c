/* tw-journal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-call-private.h"

#include "base/tw-error.h"

G_DEFINE_FINAL_TYPE (TwJournal, tw_journal, G_TYPE_OBJECT)

static gboolean
open_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  TwJournalCall *call = data;
  TwJournal *self = call->journal;
  g_autofree char *path = g_strconcat (tw_database_get_path (self->records), "-owners", NULL);

  self->owner = tw_journal_owner_new (path, error);
  if (self->owner == NULL)
    return FALSE;

  /* Until then a backup could take the place of the file that is open here. From now on nobody replaces it. */
  if (tw_database_connection_is_moved (connection))
    {
      g_set_error (error,
                   TW_ERROR,
                   TW_ERROR_STORE,
                   "The records file “%s” was replaced while it was being opened. Open it again.",
                   tw_database_get_path (self->records));
      return FALSE;
    }

  return tw_journal_store_disown (connection, self->owner, error);
}

static gboolean
list_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  TwJournalCall *call = data;

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
  TwJournalCall *call = data;

  call->entry = tw_journal_store_get (connection, call->id, error);

  return call->entry != NULL;
}

static gboolean
count_mark_job (TwDatabaseConnection  *connection,
                gpointer               data,
                GCancellable          *cancellable,
                GError               **error)
{
  TwJournalCall *call = data;

  return tw_journal_store_count_mark (connection, call->mark, &call->count, error);
}

static void
tw_journal_finalize (GObject *object)
{
  TwJournal *self = TW_JOURNAL (object);

  /* The database's jobs hold the journal through their tasks, so none uses the owner any more. */
  g_clear_pointer (&self->owner, tw_journal_owner_free);
  g_clear_object (&self->records);
  g_free (self->account);
  g_free (self->login);

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
  g_signal_new ("changed",
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
  tw_journal_call_run (self,
                       TW_DATABASE_WRITE,
                       tw_journal_call_new (self, open_job, NULL),
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

  if (tw_journal_call_finish (TW_JOURNAL (source), result, tw_journal_open_async, error) == NULL)
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
 * tw_journal_set_login:
 * @self: a journal that was just opened
 * @login: whom its writes go to from now on: user, marketplace and address, as a person can read them
 *
 * The records belong to an account's name, which may be given to another marketplace. What was sent to one can be
 * neither found nor sent at another.
 */
void
tw_journal_set_login (TwJournal  *self,
                      const char *login)
{
  g_return_if_fail (TW_IS_JOURNAL (self));

  g_free (self->login);
  self->login = g_strdup (login);
}

/**
 * tw_journal_get_login:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): what tw_journal_set_login() was told
 */
const char *
tw_journal_get_login (TwJournal *self)
{
  g_return_val_if_fail (TW_IS_JOURNAL (self), NULL);

  return self->login;
}

/**
 * tw_journal_check_login:
 * @self: a journal
 * @entry: one of its entries
 * @error: return location; %TW_ERROR_CONFLICT with the effect %TW_EFFECT_NONE
 *
 * Returns: whether @entry belongs to where writes go now, as far as it says
 */
gboolean
tw_journal_check_login (TwJournal       *self,
                        TwJournalEntry  *entry,
                        GError         **error)
{
  g_autoptr (TwJson) reason = NULL;
  GError *conflict;

  g_return_val_if_fail (TW_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (entry), FALSE);

  if (self->login == NULL || entry->login == NULL || g_str_equal (self->login, entry->login))
    return TRUE;

  reason = tw_reason_new (TW_REASON_OTHER_LOGIN, entry->id, entry->login, self->account, self->login, NULL);
  conflict = tw_reason_to_error (reason, TW_ERROR_CONFLICT);
  tw_error_set_effect (conflict, TW_EFFECT_NONE);
  g_propagate_error (error, conflict);

  return FALSE;
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
  TwJournalCall *call;

  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (states != NULL || n_states == 0);

  call = tw_journal_call_new (self, list_job, NULL);
  call->states = g_array_new (FALSE, FALSE, sizeof (TwJournalState));
  if (n_states > 0)
    g_array_append_vals (call->states, states, n_states);
  call->limit = limit;
  tw_journal_call_run (self, TW_DATABASE_READ, call, tw_journal_list_async, cancellable, callback, user_data);
}

/**
 * tw_journal_list_open_async:
 * @self: a journal
 * @cancellable: (nullable): to stop
 * @callback: called when they are read, to end with tw_journal_list_finish()
 * @user_data: data of @callback
 *
 * Reads the entries whose outcome is still to come: approved, on its way, not known, or for a person to find. Newest
 * first.
 */
void
tw_journal_list_open_async (TwJournal           *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  static const TwJournalState states[] = { TW_JOURNAL_QUEUED, TW_JOURNAL_SENDING, TW_JOURNAL_UNKNOWN,
                                           TW_JOURNAL_NEEDS_A_PERSON };

  tw_journal_list_async (self, states, G_N_ELEMENTS (states), -1, cancellable, callback, user_data);
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
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_list_async, error);

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

  tw_journal_call_run (self,
                       TW_DATABASE_READ,
                       tw_journal_call_new (self, get_job, id),
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
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_get_async, error);

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
  TwJournalCall *call;

  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (mark != NULL);

  call = tw_journal_call_new (self, count_mark_job, NULL);
  call->mark = g_strdup (mark);
  tw_journal_call_run (self,
                       TW_DATABASE_READ,
                       call,
                       tw_journal_count_mark_async,
                       cancellable,
                       callback,
                       user_data);
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
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_count_mark_async, error);

  return call != NULL ? call->count : -1;
}
