/* tw-write-send.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-steps-private.h"

#include "journal/tw-mirror-answer-private.h"
#include "journal/tw-write-entry-private.h"
#include "journal/tw-write-keep-private.h"

/* How often an entry is looked at that another process is sending. */
#define LOOK_INTERVAL_MS 500

/* Ends the task, which is taken, by the state of the entry. */
static void
write_end (GTask *task)
{
  TwWrite *self = g_task_get_task_data (task);

  if (self->entry->state != TW_JOURNAL_REJECTED && self->entry->state != TW_JOURNAL_NOT_PLACED)
    g_task_return_pointer (task, g_steal_pointer (&self->entry), g_object_unref);
  else if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_error (task, tw_write_entry_to_error (self->entry));
  g_object_unref (task);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;
  TwJournalEntry *entry = tw_journal_look_finish (TW_JOURNAL (source), result, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  tw_write_follow (g_steal_pointer (&task));
}

static gboolean
look_again_cb (gpointer user_data)
{
  GTask *task = user_data;
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);

  tw_journal_look_async (tw_writer_get_journal (writer), self->entry->id, looked_cb, g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/**
 * tw_write_follow:
 * @task: (transfer full): a write
 *
 * Goes on with an entry that this call does not send: its sender says what comes out, or is gone.
 */
void
tw_write_follow (GTask *task)
{
  TwWrite *self = g_task_get_task_data (task);
  g_autoptr (GSource) timer = NULL;

  if (self->entry->state != TW_JOURNAL_SENDING || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      write_end (task);
      return;
    }

  timer = g_timeout_source_new (LOOK_INTERVAL_MS);
  g_source_set_static_name (timer, "tw-writer look");
  g_source_set_callback (timer, look_again_cb, task, g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

static void
mirrored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  write_end (user_data);
}

/* Takes @task. The mirror gets what the journal kept: the answer without secrets. */
static void
put_into_mirror (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);
  g_autoptr (TwResource) answer = tw_journal_entry_dup_answer (self->entry, NULL);

  tw_mirror_answer_async (tw_writer_get_mirror (writer),
                          tw_write_kind_get_kind (self->kind),
                          answer,
                          mirrored_cb,
                          task);
}

/*
 * The marketplace has answered, or not, and the journal cannot be written. On disk the entry is still being sent. It
 * is told to the journal as soon as that can be written, or becomes unknown once this process is gone; unknown is
 * what the caller is told as well.
 */
static void
end_unwritten (GTask        *task,
               const GError *error)
{
  TwWrite *self = g_task_get_task_data (task);
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_NOT_WRITTEN, error->message, NULL);

  tw_journal_entry_set_reason (self->entry, reason);
  g_object_set (self->entry,
                "state", TW_JOURNAL_UNKNOWN,
                "result-id", self->outcome->result_id,
                "correlation-id", self->outcome->correlation_id,
                NULL);
  tw_write_keep_outcome (tw_writer_get_journal (g_task_get_source_object (task)), self->outcome);
  write_end (task);
}

static void
outcome_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;
  gboolean moved;

  entry = tw_journal_move_finish (TW_JOURNAL (source), result, &moved, &error);
  if (entry == NULL)
    {
      end_unwritten (g_steal_pointer (&task), error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  put_into_mirror (g_steal_pointer (&task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);
  g_autoptr (TwAnswer) answer = tw_marketplace_write_finish (TW_MARKETPLACE (source), result, &self->error);

  self->outcome = tw_write_entry_outcome (self->entry, self->body, answer, self->error);
  tw_journal_move_async (tw_writer_get_journal (writer),
                         TW_JOURNAL_SENDING,
                         self->outcome,
                         outcome_written_cb,
                         task);
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gboolean claimed;
  TwJournalEntry *entry = tw_journal_claim_finish (TW_JOURNAL (source), result, &claimed, &error);
  g_autoptr (TwResource) body = NULL;

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  if (!claimed)
    {
      /* Still queued: what it tries again has shown up, and another look says so. */
      if (entry->state == TW_JOURNAL_QUEUED)
        tw_write_look_before (g_steal_pointer (&task), FALSE);
      else
        tw_write_follow (g_steal_pointer (&task));
      return;
    }

  body = tw_write_entry_mark_body (self->entry, self->body);
  tw_marketplace_write_async (tw_writer_get_marketplace (writer),
                              self->kind,
                              self->target,
                              body,
                              cancellable,
                              sent_cb,
                              g_steal_pointer (&task));
}

static void
unsent_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean moved;
  TwJournalEntry *entry = tw_journal_move_finish (TW_JOURNAL (source), result, &moved, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;

  /* Somebody else took it in the meantime: what comes out is theirs to say. */
  if (!moved)
    g_clear_error (&self->error);
  tw_write_follow (g_steal_pointer (&task));
}

/**
 * tw_write_end_unsent:
 * @task: (transfer full): a write that is queued
 * @error: (transfer full): why it is not sent
 *
 * Nothing was sent, and nothing will be.
 */
void
tw_write_end_unsent (GTask  *task,
                     GError *error)
{
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);

  self->error = error;
  self->outcome = tw_write_entry_unsent (self->entry, error);
  tw_journal_move_async (tw_writer_get_journal (writer),
                         TW_JOURNAL_QUEUED,
                         self->outcome,
                         unsent_written_cb,
                         task);
}

/**
 * tw_write_claim:
 * @task: (transfer full): a write whose checks are done
 *
 * Takes the entry for sending, and sends it if nobody else has taken it.
 */
void
tw_write_claim (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      tw_write_end_unsent (task, error);
      return;
    }

  tw_journal_claim_async (tw_writer_get_journal (writer), self->entry->id, &self->facts, claimed_cb, task);
}
