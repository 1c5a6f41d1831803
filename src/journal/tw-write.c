/* tw-write.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-write-private.h"

#include "journal/tw-order-basis-private.h"
#include "journal/tw-write-before-private.h"
#include "journal/tw-write-entry-private.h"
#include "journal/tw-write-facts-private.h"
#include "journal/tw-write-steps-private.h"

static void
write_free (TwWrite *self)
{
  g_free (self->target);
  g_clear_object (&self->body);
  g_clear_pointer (&self->basis, tw_json_unref);
  g_clear_object (&self->entry);
  g_clear_object (&self->outcome);
  tw_write_facts_clear (&self->facts);
  g_clear_error (&self->error);
  g_free (self);
}

static void
facts_known_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (tw_write_facts_finish (result, &self->facts, &error))
    tw_write_claim (task);
  else
    tw_write_end_unsent (task, error);
}

static void
gather_facts (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);

  tw_write_facts_async (tw_writer_get_marketplace (writer),
                        self->entry,
                        g_task_get_cancellable (task),
                        facts_known_cb,
                        task);
}

static void
subscription_got_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  if (answer != NULL && tw_order_basis_check (self->basis, TW_SUBSCRIPTION (answer->resource), &error))
    gather_facts (task);
  else
    tw_write_end_unsent (task, error);
}

/*
 * The last moment to see that an order was computed from seats that are no longer so. What counts is what
 * this person saw, also when the entry is one that somebody else left behind.
 */
static void
check_basis (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  TwWrite *self = g_task_get_task_data (task);
  g_autofree char *subscription = NULL;

  if (self->basis == NULL)
    {
      gather_facts (task);
      return;
    }

  subscription = tw_order_basis_dup_subscription (self->basis);
  tw_marketplace_get_async (tw_writer_get_marketplace (writer),
                            TW_KIND_SUBSCRIPTION,
                            subscription,
                            TW_PRIORITY_PERSON,
                            g_task_get_cancellable (task),
                            subscription_got_cb,
                            task);
}

/* What came of it, or may have, is not sent once more. */
static void
looked_before_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;
  TwJournalEntry *entry = tw_write_before_finish (result, &error);

  if (entry == NULL)
    {
      tw_write_end_unsent (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  if (entry->state == TW_JOURNAL_QUEUED)
    check_basis (task);
  else
    tw_write_follow (task);
}

/**
 * tw_write_look_before:
 * @task: (transfer full): a write that is queued
 * @left_behind: whether somebody else wrote the entry down, and may have sent it where this journal does not know of
 *
 * Looks whether it is at the marketplace already, where it may be, and goes on with it.
 */
void
tw_write_look_before (GTask    *task,
                      gboolean  left_behind)
{
  TwWrite *self = g_task_get_task_data (task);

  tw_write_before_async (g_task_get_source_object (task),
                         self->entry,
                         left_behind,
                         g_task_get_cancellable (task),
                         looked_before_cb,
                         task);
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwWrite *self = g_task_get_task_data (task);
  GError *error = NULL;
  TwJournalEntry *entry = tw_journal_append_finish (TW_JOURNAL (source), result, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  if (entry->state == TW_JOURNAL_QUEUED)
    tw_write_look_before (g_steal_pointer (&task), !tw_journal_append_is_new (result));
  else
    tw_write_follow (g_steal_pointer (&task));
}

/* A task for one write; it takes what it needs from an entry that is on disk, or is about to be. */
static GTask *
task_new (TwWriter            *writer,
          TwWriteKind          kind,
          const char          *target,
          TwResource          *body,
          TwJson              *basis,
          gpointer             source_tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (writer, cancellable, callback, user_data);
  TwWrite *self = g_new0 (TwWrite, 1);

  self->kind = kind;
  self->target = g_strdup (target);
  self->body = g_object_ref (body);
  self->basis = basis != NULL ? tw_json_ref (basis) : NULL;

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) write_free);

  return task;
}

/* Should the entry be found in the queue much later, its order can only have been made since. */
static void
set_server_time (TwJournalEntry *draft,
                 TwMarketplace  *marketplace)
{
  g_autoptr (GDateTime) now = tw_marketplace_dup_server_time (marketplace);

  g_object_set (draft, "server-time", now, NULL);
}

/**
 * tw_write_begin:
 * @writer: a writer
 * @kind: what to do
 * @target: (nullable): id of the object that is changed
 * @body: what to send
 * @preview: (nullable): what the person saw of an order: its estimate, and what must still hold
 * @source_tag: tag of the task
 * @cancellable: (nullable): see tw_writer_place_async()
 * @callback: called with a task of @writer that returns the entry
 * @user_data: data of @callback
 *
 * Sends one write on its way.
 */
void
tw_write_begin (TwWriter            *writer,
                TwWriteKind          kind,
                const char          *target,
                TwResource          *body,
                TwOrderPreview      *preview,
                gpointer             source_tag,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  TwOrder *estimate = preview != NULL ? tw_order_preview_get_estimate (preview) : NULL;
  TwJson *basis = preview != NULL ? tw_order_preview_get_basis (preview) : NULL;
  TwJournal *journal = tw_writer_get_journal (writer);
  g_autoptr (TwJournalEntry) draft = NULL;
  GError *error = NULL;
  GTask *task = task_new (writer, kind, target, body, basis, source_tag, cancellable, callback, user_data);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    draft = tw_write_entry_new (journal, kind, target, body, estimate, basis, &error);
  if (draft == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  set_server_time (draft, tw_writer_get_marketplace (writer));
  tw_journal_append_async (journal, draft, appended_cb, task);
}

/**
 * tw_write_resume:
 * @writer: a writer
 * @entry: an entry that is queued
 * @body: its request
 * @source_tag: tag of the task
 * @cancellable: (nullable): see tw_writer_place_async()
 * @callback: called with a task of @writer that returns the entry
 * @user_data: data of @callback
 *
 * Sends an entry that somebody approved and nobody has sent. What it was computed from must still hold, and it must
 * not be at the marketplace already: records may have been put back that are older than the send.
 */
void
tw_write_resume (TwWriter            *writer,
                 TwJournalEntry      *entry,
                 TwResource          *body,
                 gpointer             source_tag,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GTask *task = task_new (writer,
                          entry->kind,
                          entry->target,
                          body,
                          entry->basis,
                          source_tag,
                          cancellable,
                          callback,
                          user_data);
  TwWrite *self = g_task_get_task_data (task);

  self->entry = g_object_ref (entry);
  tw_write_look_before (task, TRUE);
}
