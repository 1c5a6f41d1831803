/* tw-write-before.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-before-private.h"

#include "base/tw-error.h"
#include "journal/tw-settle-entry-private.h"
#include "journal/tw-settle-look-private.h"
#include "journal/tw-write-keep-private.h"

typedef struct
{
  TwJournalEntry *entry;
  TwJournalEntry *doubt;
  gboolean        left_behind;
} Before;

static void
before_free (Before *self)
{
  g_clear_object (&self->entry);
  g_clear_object (&self->doubt);
  g_free (self);
}

/* Takes @task. */
static void
end (GTask *task)
{
  Before *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_object_ref (self->entry), g_object_unref);
  g_object_unref (task);
}

static TwJournal *
get_journal (GTask *task)
{
  return tw_writer_get_journal (g_task_get_source_object (task));
}

/* Takes @task. Looks for what came of an entry. */
static void
settle (GTask               *task,
        TwJournalEntry      *entry,
        GAsyncReadyCallback  callback)
{
  TwWriter *writer = g_task_get_source_object (task);

  tw_settle_entry_async (tw_writer_get_marketplace (writer),
                         tw_writer_get_journal (writer),
                         tw_writer_get_mirror (writer),
                         entry,
                         0,
                         TW_PRIORITY_PERSON,
                         g_task_get_cancellable (task),
                         callback,
                         task);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwJournalEntry *entry = tw_settle_entry_finish (result, &error);

  if (entry != NULL)
    g_task_return_pointer (task, entry, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
doubted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Before *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean moved;
  TwJournalEntry *entry = tw_journal_move_finish (TW_JOURNAL (source), result, &moved, &error);

  /* On disk this process is sending it, and it is not: that must not stay so. */
  if (entry == NULL)
    {
      g_object_set (self->entry,
                    "state", TW_JOURNAL_UNKNOWN,
                    "error", error->message,
                    "reason", tw_error_get_reason (error),
                    NULL);
      tw_write_keep_outcome (get_journal (task), self->doubt);
      end (g_steal_pointer (&task));
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  if (moved)
    settle (g_steal_pointer (&task), entry, settled_cb);
  else
    end (g_steal_pointer (&task));
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Before *self = g_task_get_task_data (task);
  g_autoptr (TwJson) reason = NULL;
  GError *error = NULL;
  gboolean claimed;
  TwJournalEntry *entry = tw_journal_claim_finish (TW_JOURNAL (source), result, &claimed, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  if (!claimed)
    {
      end (g_steal_pointer (&task));
      return;
    }

  self->doubt = g_object_new (TW_TYPE_JOURNAL_ENTRY,
                              "id", entry->id,
                              "kind", entry->kind,
                              "state", TW_JOURNAL_UNKNOWN,
                              NULL);
  reason = tw_reason_new (TW_REASON_SENT_BEFORE, NULL);
  tw_journal_entry_set_reason (self->doubt, reason);
  tw_journal_move_async (TW_JOURNAL (source), TW_JOURNAL_SENDING, self->doubt, doubted_cb, g_steal_pointer (&task));
}

/* Takes @task. As after a send that nobody knows the end of: what came of it is looked for, and nothing is sent. */
static void
doubt (GTask *task)
{
  Before *self = g_task_get_task_data (task);
  TwJournalFacts facts = { .server_time = self->entry->server_time };

  tw_journal_claim_async (get_journal (task), self->entry->id, &facts, claimed_cb, task);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwFinding) finding = tw_settle_look_finish (result, &error);

  if (finding == NULL)
    g_task_return_error (task, error);
  else if (finding->result == TW_LOOK_ABSENT)
    end (g_steal_pointer (&task));
  else
    doubt (g_steal_pointer (&task));
}

static void
results_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwWriter *writer = g_task_get_source_object (task);
  Before *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) taken = tw_journal_list_results_finish (TW_JOURNAL (source), result, &error);

  if (taken == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  tw_settle_look_async (tw_writer_get_marketplace (writer),
                        self->entry,
                        taken,
                        TW_PRIORITY_PERSON,
                        g_task_get_cancellable (task),
                        looked_cb,
                        g_object_ref (task));
}

/* Takes @task. Only what says when it was made can be told from what was there when the entry was approved. */
static void
look_for_itself (GTask *task)
{
  Before *self = g_task_get_task_data (task);
  gboolean is_dated = self->entry->kind == TW_WRITE_PLACE_ORDER || self->entry->kind == TW_WRITE_SCHEDULE_REPORT;

  if (self->left_behind && is_dated && self->entry->server_time != NULL)
    tw_journal_list_results_async (get_journal (task), self->entry->kind, results_listed_cb, task);
  else
    end (task);
}

static void first_read_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data);

/* Takes @task. @first is what the entry tries again, or what that tried again. */
static void
judge_first (GTask          *task,
             TwJournalEntry *first)
{
  g_autoptr (TwJson) reason = NULL;
  GError *error;

  if (first->state == TW_JOURNAL_NOT_PLACED && first->retry_of != NULL)
    {
      tw_journal_look_async (get_journal (task), first->retry_of, first_read_cb, task);
      return;
    }
  if (first->state == TW_JOURNAL_NOT_PLACED)
    {
      look_for_itself (task);
      return;
    }

  if (first->result_id != NULL)
    reason = tw_reason_new (TW_REASON_TRIED_BEFORE_AS, first->id, first->result_id, NULL);
  else
    reason = tw_reason_new (TW_REASON_TRIED_BEFORE, first->id, NULL);
  error = tw_reason_to_error (reason, TW_ERROR_CONFLICT);
  tw_error_set_effect (error, TW_EFFECT_NONE);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
first_settled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwJournalEntry) first = tw_settle_entry_finish (result, &error);

  if (first != NULL)
    judge_first (g_steal_pointer (&task), first);
  else
    g_task_return_error (task, error);
}

static void
first_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TwJournalEntry) first = tw_journal_look_finish (TW_JOURNAL (source), result, &error);

  if (first == NULL)
    g_task_return_error (task, error);
  else if (first->state == TW_JOURNAL_NOT_PLACED && first->server_time != NULL)
    settle (g_steal_pointer (&task), first, first_settled_cb);
  else
    judge_first (g_steal_pointer (&task), first);
}

/**
 * tw_write_before_async:
 * @writer: who is going to send it
 * @entry: the entry, queued
 * @left_behind: whether it was written down for another call than this one
 * @cancellable: (nullable): to stop
 * @callback: called when it is known
 * @user_data: data of @callback
 *
 * Looks for what must not be sent twice. An order that counted as not placed because no look found it is looked for
 * once more before it is tried again: the marketplace may be slower than anybody waited. An entry that was left
 * behind is looked for itself: the file may be older than the send, put back without the program's knowledge.
 */
void
tw_write_before_async (TwWriter            *writer,
                       TwJournalEntry      *entry,
                       gboolean             left_behind,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (writer, cancellable, callback, user_data);
  Before *self = g_new0 (Before, 1);

  self->entry = g_object_ref (entry);
  self->left_behind = left_behind;

  g_task_set_source_tag (task, tw_write_before_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) before_free);

  if (entry->retry_of != NULL)
    tw_journal_look_async (get_journal (task), entry->retry_of, first_read_cb, task);
  else
    look_for_itself (task);
}

/**
 * tw_write_before_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_CONFLICT when what it tries again is there after all, else why nobody could look
 *
 * Returns: (transfer full): the entry: still queued when it may be sent, else with what came of it or is to be found
 *   out; %NULL with @error set when it must not be sent
 */
TwJournalEntry *
tw_write_before_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_write_before_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
