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
#include "journal/tw-write-entry-private.h"
#include "journal/tw-write-facts-private.h"

/* How often an entry is looked at that another process is sending. */
#define LOOK_INTERVAL_MS 500

/*
 * The way of one write: append → check what must still hold → look at the marketplace's clock → claim → send
 * → outcome into the journal → answer into the mirror. The caller's cancellable counts until the claim, where
 * the entry ends as not placed, and during the send, which makes it unknown. In between nothing may be cut
 * short.
 */
typedef struct
{
  TwWriteKind     kind;
  char           *target;
  TwResource     *body;
  TwJson         *basis;
  TwJournalEntry *entry;
  TwJournalEntry *outcome;
  TwJournalFacts  facts;
  GError         *error; /* what the caller gets unless it was accepted or is unknown */
} Write;

static void
write_free (Write *self)
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

static void follow (GTask *task);

/* Ends the task, which is taken, by the state of the entry. */
static void
write_end (GTask *task)
{
  Write *self = g_task_get_task_data (task);

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
  Write *self = g_task_get_task_data (task);
  GError *error = NULL;
  TwJournalEntry *entry = tw_journal_look_finish (TW_JOURNAL (source), result, &error);

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&self->entry);
  self->entry = entry;
  follow (g_steal_pointer (&task));
}

static gboolean
look_again_cb (gpointer user_data)
{
  GTask *task = user_data;
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);

  tw_journal_look_async (tw_writer_get_journal (writer), self->entry->id, looked_cb, g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* Goes on with an entry that this call does not send: its sender says what comes out, or is gone. */
static void
follow (GTask *task)
{
  Write *self = g_task_get_task_data (task);
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
  GTask *task = user_data;
  Write *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The mirror is a cache: its failure is not the write's. */
  if (!tw_mirror_put_detail_finish (TW_MIRROR (source), result, NULL, &error))
    g_debug ("Journal entry %s: the mirror has no answer: %s", self->entry->id, error->message);

  write_end (task);
}

/* Takes @task. The mirror gets what the journal kept: the answer without secrets. */
static void
put_into_mirror (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);
  g_autoptr (TwResource) resource = NULL;

  if (tw_writer_get_mirror (writer) != NULL && self->entry->state == TW_JOURNAL_CONFIRMED)
    resource = tw_journal_entry_dup_answer (self->entry, NULL);

  if (resource != NULL)
    tw_mirror_put_detail_async (tw_writer_get_mirror (writer),
                                tw_write_kind_get_kind (self->kind),
                                resource,
                                NULL,
                                mirrored_cb,
                                task);
  else
    write_end (task);
}

/*
 * The marketplace has answered, or not, and the journal cannot be written. On disk the entry is still being
 * sent, and will be unknown once this process is gone; that is what the caller is told as well.
 */
static void
end_unwritten (GTask        *task,
               const GError *error)
{
  Write *self = g_task_get_task_data (task);
  g_autofree char *message = NULL;

  message = g_strdup_printf ("It was sent, but what came of it could not be written to the journal: %s",
                             error->message);
  g_object_set (self->entry,
                "state", TW_JOURNAL_UNKNOWN,
                "error", message,
                "result-id", self->outcome->result_id,
                "correlation-id", self->outcome->correlation_id,
                NULL);
  write_end (task);
}

static void
outcome_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Write *self = g_task_get_task_data (task);
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
  Write *self = g_task_get_task_data (task);
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
  Write *self = g_task_get_task_data (task);
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
      follow (g_steal_pointer (&task));
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
  Write *self = g_task_get_task_data (task);
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
  follow (g_steal_pointer (&task));
}

/* Takes @error. Nothing was sent, and nothing will be. */
static void
end_unsent (GTask  *task,
            GError *error)
{
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);

  self->error = error;
  self->outcome = tw_write_entry_unsent (self->entry, error);
  tw_journal_move_async (tw_writer_get_journal (writer),
                         TW_JOURNAL_QUEUED,
                         self->outcome,
                         unsent_written_cb,
                         task);
}

static void
claim (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      end_unsent (task, error);
      return;
    }

  tw_journal_claim_async (tw_writer_get_journal (writer), self->entry->id, &self->facts, claimed_cb, task);
}

static void
facts_known_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Write *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (tw_write_facts_finish (result, &self->facts, &error))
    claim (task);
  else
    end_unsent (task, error);
}

static void
gather_facts (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);

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
  Write *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);

  if (answer != NULL && tw_order_basis_check (self->basis, TW_SUBSCRIPTION (answer->resource), &error))
    gather_facts (task);
  else
    end_unsent (task, error);
}

/*
 * The last moment to see that an order was computed from seats that are no longer so. What counts is what
 * this person saw, also when the entry is one that somebody else left behind.
 */
static void
check_basis (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);
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

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Write *self = g_task_get_task_data (task);
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
    check_basis (g_steal_pointer (&task));
  else
    follow (g_steal_pointer (&task));
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
  Write *self = g_new0 (Write, 1);

  self->kind = kind;
  self->target = g_strdup (target);
  self->body = g_object_ref (body);
  self->basis = basis != NULL ? tw_json_ref (basis) : NULL;

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) write_free);

  return task;
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
 * Sends an entry that somebody approved and nobody has sent. What it was computed from must still hold.
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
  Write *self = g_task_get_task_data (task);

  self->entry = g_object_ref (entry);
  check_basis (task);
}
