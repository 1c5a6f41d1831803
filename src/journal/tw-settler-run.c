/* tw-settler-run.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settler-private.h"

#include "journal/tw-settle-entry-private.h"

/*
 * Rounds of looks. Each begins with the journal, so that what another process has settled meanwhile is not
 * looked for again.
 *
 * only_due: leave out entries whose next look would not count yet
 * pending: of this round, the next one last
 * left: ids of those that were unknown and are so no longer, to be read again
 * settled: (element-type utf8 TwJournalEntry): every entry that was looked at, as it was seen last
 */
typedef struct
{
  char       *id;
  gint64      deadline; /* monotonic, in microseconds */
  gboolean    only_due;
  TwPriority  priority;
  GPtrArray  *pending;
  GPtrArray  *left;
  GPtrArray  *order; /* ids, in the order in which they were looked at first */
  GHashTable *seen;
} Run;

static void begin_round (GTask *task);
static void next_entry  (GTask *task);

static void
run_free (Run *run)
{
  g_free (run->id);
  g_clear_pointer (&run->pending, g_ptr_array_unref);
  g_clear_pointer (&run->left, g_ptr_array_unref);
  g_clear_pointer (&run->order, g_ptr_array_unref);
  g_clear_pointer (&run->seen, g_hash_table_unref);
  g_free (run);
}

static void
note (Run            *run,
      TwJournalEntry *entry)
{
  if (!g_hash_table_contains (run->seen, entry->id))
    g_ptr_array_add (run->order, g_strdup (entry->id));
  g_hash_table_insert (run->seen, g_strdup (entry->id), g_object_ref (entry));
}

/* When the next look of those that are still unknown is due, G_MAXINT64 when none is. */
static gint64
get_next_due (TwSettler *self,
              Run       *run)
{
  GHashTableIter iter;
  gpointer value;
  gint64 due = G_MAXINT64;

  g_hash_table_iter_init (&iter, run->seen);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (TW_JOURNAL_ENTRY (value)->state == TW_JOURNAL_UNKNOWN && tw_journal_check_login (self->journal, value, NULL))
      due = MIN (due, tw_settle_entry_get_due (value, self->settle_after));

  return due;
}

static gboolean
next_round_cb (gpointer user_data)
{
  begin_round (g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
end_round (GTask *task)
{
  TwSettler *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 left = run->deadline - g_get_monotonic_time ();
  gint64 due = get_next_due (self, run);
  g_autoptr (GSource) timer = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (due < G_MAXINT64 && left > 0)
    {
      gint64 wait = CLAMP (due - g_get_real_time (), 0, left);

      timer = g_timeout_source_new ((guint) MIN (wait / 1000 + 1, G_MAXINT));
      if (cancellable != NULL)
        {
          g_autoptr (GSource) waker = g_cancellable_source_new (cancellable);

          g_source_set_dummy_callback (waker);
          g_source_add_child_source (timer, waker);
        }
      g_source_set_static_name (timer, "tw-settler");
      g_source_set_callback (timer, next_round_cb, task, g_object_unref);
      g_source_attach (timer, g_task_get_context (task));
      return;
    }

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < run->order->len; i++)
    g_ptr_array_add (entries, g_object_ref (g_hash_table_lookup (run->seen, g_ptr_array_index (run->order, i))));
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
entry_settled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_settle_entry_finish (result, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  note (run, entry);
  next_entry (g_steal_pointer (&task));
}

/*
 * A person may doubt that an order was not placed: once more it is looked for. And what a person has to settle may
 * have shown up since. It costs calls, ever more of them, and may never be over: so it is not looked for by itself, and
 * after a day only when it is named. What is read for other reasons shows it all the same.
 */
static gboolean
is_asked_about (Run            *run,
                TwJournalEntry *entry)
{
  if (run->only_due)
    return FALSE;
  if (entry->state == TW_JOURNAL_NEEDS_A_PERSON)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      return run->id != NULL || g_date_time_difference (now, entry->updated) < G_TIME_SPAN_DAY;
    }

  return run->id != NULL && entry->state == TW_JOURNAL_NOT_PLACED && entry->kind == TW_WRITE_PLACE_ORDER
         && entry->server_time != NULL;
}

/* Takes @task. One after the other: a person's own calls come in between. */
static void
next_entry (GTask *task)
{
  TwSettler *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  while (run->pending->len > 0)
    {
      g_autoptr (TwJournalEntry) entry = g_ptr_array_steal_index (run->pending, run->pending->len - 1);
      gboolean is_due = tw_settle_entry_get_due (entry, self->settle_after) <= g_get_real_time ();

      note (run, entry);
      if (!tw_journal_check_login (self->journal, entry, NULL))
        continue;
      if (!is_asked_about (run, entry) && (entry->state != TW_JOURNAL_UNKNOWN || (run->only_due && !is_due)))
        continue;

      tw_settle_entry_async (self->marketplace,
                             self->journal,
                             self->mirror,
                             entry,
                             self->settle_after,
                             run->priority,
                             g_task_get_cancellable (task),
                             entry_settled_cb,
                             task);
      return;
    }

  /* Rounds after the first look only where it is time. */
  run->only_due = TRUE;
  end_round (task);
}

/* Finds those that another process has settled since they were seen: they are not listed any more. */
static void
find_left (Run *run)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < run->pending->len; i++)
    g_hash_table_add (listed, TW_JOURNAL_ENTRY (g_ptr_array_index (run->pending, i))->id);

  g_ptr_array_set_size (run->left, 0);
  for (guint i = 0; i < run->order->len; i++)
    {
      const char *id = g_ptr_array_index (run->order, i);
      TwJournalEntry *entry = g_hash_table_lookup (run->seen, id);
      gboolean was_open = entry->state == TW_JOURNAL_UNKNOWN || entry->state == TW_JOURNAL_NEEDS_A_PERSON;

      if (was_open && !g_hash_table_contains (listed, id))
        g_ptr_array_add (run->left, g_strdup (id));
    }
}

static void read_left (GTask *task);

static void
left_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwJournalEntry) entry = tw_journal_look_finish (TW_JOURNAL (source), result, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  note (g_task_get_task_data (task), entry);
  read_left (g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_left (GTask *task)
{
  TwSettler *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autofree char *id = NULL;

  if (run->left->len == 0)
    {
      next_entry (task);
      return;
    }

  id = g_ptr_array_steal_index (run->left, run->left->len - 1);
  tw_journal_look_async (self->journal, id, left_read_cb, task);
}

static void
unknown_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&run->pending, g_ptr_array_unref);
  run->pending = tw_journal_list_unknown_finish (TW_JOURNAL (source), result, &error);
  if (run->pending == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  find_left (run);
  read_left (g_steal_pointer (&task));
}

static void
entry_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  TwJournalEntry *entry = tw_journal_look_finish (TW_JOURNAL (source), result, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (run->pending, entry);
  next_entry (g_steal_pointer (&task));
}

/* Takes @task. */
static void
begin_round (GTask *task)
{
  TwSettler *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (run->id != NULL)
    tw_journal_look_async (self->journal, run->id, entry_read_cb, task);
  else
    tw_journal_list_unknown_async (self->journal, unknown_listed_cb, task);
}

static void
run_async (TwSettler           *self,
           const char          *id,
           guint                seconds,
           gboolean             only_due,
           TwPriority           priority,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->id = g_strdup (id);
  run->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  run->only_due = only_due;
  run->priority = priority;
  run->pending = g_ptr_array_new_with_free_func (g_object_unref);
  run->left = g_ptr_array_new_with_free_func (g_free);
  run->order = g_ptr_array_new_with_free_func (g_free);
  run->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  g_task_set_source_tag (task, tw_settler_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  begin_round (task);
}

/**
 * tw_settler_run_async:
 * @self: a settler
 * @id: (nullable): id of the entry that a person asks about; %NULL for all whose outcome is unknown, to a person as
 *   well
 * @seconds: how long to go on looking; 0 for one look at each
 * @cancellable: (nullable): to stop; what a look has found by then is kept
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Looks at once, whether a look counts yet or not, and then whenever one does, until nothing is unknown any more
 * or the time is over.
 */
void
tw_settler_run_async (TwSettler           *self,
                      const char          *id,
                      guint                seconds,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (TW_IS_SETTLER (self));

  run_async (self, id, seconds, FALSE, TW_PRIORITY_PERSON, cancellable, callback, user_data);
}

/**
 * tw_settler_run_finish:
 * @self: a settler
 * @result: the result
 * @error: return location: the journal failed, has no such entry, or the call was cancelled. That the marketplace
 *   could not be asked is no error: it stands in the entry's looks
 *
 * Returns: (transfer full) (element-type TwJournalEntry): the entries that were looked at, as they are now; with
 *   an id that entry, whatever its state. %NULL with @error set
 */
GPtrArray *
tw_settler_run_finish (TwSettler     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_settler_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_settler_run_due_async:
 * @self: a settler
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * One round that looks only where it is time, while nobody waits; see tw_settler_run_finish().
 */
void
tw_settler_run_due_async (TwSettler           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  run_async (self, NULL, 0, TRUE, TW_PRIORITY_FRESH, cancellable, callback, user_data);
}

/**
 * tw_settler_run_get_next_due:
 * @result: of a run that is over
 *
 * Returns: when the next look is worth while, in microseconds since the epoch; %G_MAXINT64 when nothing is unknown
 */
gint64
tw_settler_run_get_next_due (GAsyncResult *result)
{
  return get_next_due (g_task_get_source_object (G_TASK (result)), g_task_get_task_data (G_TASK (result)));
}
