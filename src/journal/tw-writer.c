/* tw-writer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-writer.h"

#include "base/tw-error.h"
#include "journal/tw-order-basis-private.h"
#include "journal/tw-write-entry-private.h"

/* How often an entry is looked at that another process is sending. */
#define LOOK_INTERVAL_MS 500

struct _TwWriter
{
  GObject        parent_instance;

  TwMarketplace *marketplace;
  TwJournal     *journal;
  TwMirror      *mirror;
};

G_DEFINE_FINAL_TYPE (TwWriter, tw_writer, G_TYPE_OBJECT)

/*
 * The way of one write: append → check what must still hold → look at the marketplace's clock → claim → send →
 * outcome into the journal → answer into the mirror. The caller's cancellable counts until the claim, where the
 * entry ends as not placed, and during the send, which makes it unknown. In between nothing may be cut short.
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
  g_clear_pointer (&self->facts.server_time, g_date_time_unref);
  g_free (self->facts.newest_order_id);
  g_clear_pointer (&self->facts.newest_order_time, g_date_time_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
tw_writer_dispose (GObject *object)
{
  TwWriter *self = TW_WRITER (object);

  g_clear_object (&self->marketplace);
  g_clear_object (&self->journal);
  g_clear_object (&self->mirror);

  G_OBJECT_CLASS (tw_writer_parent_class)->dispose (object);
}

static void
tw_writer_class_init (TwWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_writer_dispose;
}

static void
tw_writer_init (TwWriter *self)
{
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

  tw_journal_look_async (writer->journal, self->entry->id, looked_cb, g_object_ref (task));

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

  if (writer->mirror != NULL && self->entry->state == TW_JOURNAL_CONFIRMED)
    resource = tw_journal_entry_dup_answer (self->entry, NULL);

  if (resource != NULL)
    tw_mirror_put_detail_async (writer->mirror,
                                tw_write_kind_get_kind (self->kind),
                                resource,
                                NULL,
                                mirrored_cb,
                                task);
  else
    write_end (task);
}

/*
 * The marketplace has answered, or not, and the journal cannot be written. On disk the entry is still being sent,
 * and will be unknown once this process is gone; that is what the caller is told as well.
 */
static void
end_unwritten (GTask        *task,
               const GError *error)
{
  Write *self = g_task_get_task_data (task);
  g_autofree char *message = NULL;

  message = g_strdup_printf ("It was sent, but what came of it could not be written to the journal: %s", error->message);
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
  tw_journal_move_async (writer->journal, TW_JOURNAL_SENDING, self->outcome, outcome_written_cb, task);
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

  tw_marketplace_write_async (writer->marketplace,
                              self->kind,
                              self->target,
                              self->body,
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
  tw_journal_move_async (writer->journal, TW_JOURNAL_QUEUED, self->outcome, unsent_written_cb, task);
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

  self->facts.server_time = tw_marketplace_dup_server_time (writer->marketplace);
  tw_journal_claim_async (writer->journal, self->entry->id, &self->facts, claimed_cb, task);
}

static void
newest_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Write *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwPage) page = tw_marketplace_list_finish (TW_MARKETPLACE (source), result, &error);

  if (page == NULL)
    {
      end_unsent (task, error);
      return;
    }

  if (page->rows->len > 0)
    {
      TwOrder *newest = g_ptr_array_index (page->rows, 0);

      self->facts.newest_order_id = g_strdup (newest->id);
      if (newest->creation_date != NULL)
        self->facts.newest_order_time = g_date_time_ref (newest->creation_date);
    }
  claim (task);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (tw_marketplace_sign_in_finish (TW_MARKETPLACE (source), result, &error))
    claim (task);
  else
    end_unsent (task, error);
}

/*
 * What settling starts from, should the outcome stay unknown: the customer's newest order, and the marketplace's
 * clock. For other writes the clock is enough; it is known from any answer, at least from signing in.
 */
static void
gather_facts (GTask *task)
{
  TwWriter *writer = g_task_get_source_object (task);
  Write *self = g_task_get_task_data (task);
  gboolean can_list = (tw_marketplace_get_capabilities (writer->marketplace) & TW_CAN_LIST_ORDERS) != 0;
  g_autoptr (GDateTime) now = NULL;

  if (self->kind == TW_WRITE_PLACE_ORDER && can_list && self->entry->customer_id != NULL)
    {
      g_autoptr (TwQuery) query = tw_query_new (TW_KIND_ORDER);

      tw_query_set_filter (query, "customerId", self->entry->customer_id);
      tw_query_set_range (query, 0, 1);
      tw_marketplace_list_async (writer->marketplace,
                                 query,
                                 TW_PRIORITY_PERSON,
                                 g_task_get_cancellable (task),
                                 newest_listed_cb,
                                 task);
      return;
    }

  now = tw_marketplace_dup_server_time (writer->marketplace);
  if (now != NULL)
    claim (task);
  else
    tw_marketplace_sign_in_async (writer->marketplace, g_task_get_cancellable (task), signed_in_cb, task);
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
 * The last moment to see that an order was computed from seats that are no longer so. What counts is what this
 * person saw, also when the entry is one that somebody else left behind.
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
  tw_marketplace_get_async (writer->marketplace,
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

static void
begin (TwWriter            *self,
       Write               *write,
       TwOrder             *estimate,
       gpointer             source_tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (TwJournalEntry) draft = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    draft = tw_write_entry_new (self->journal, write->kind, write->target, write->body, estimate, write->basis, &error);
  if (draft == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  tw_journal_append_async (self->journal, draft, appended_cb, task);
}

static Write *
write_new (TwWriteKind  kind,
           const char  *target,
           TwResource  *body,
           TwJson      *basis)
{
  Write *self = g_new0 (Write, 1);

  self->kind = kind;
  self->target = g_strdup (target);
  self->body = g_object_ref (body);
  if (basis != NULL)
    self->basis = tw_json_ref (basis);

  return self;
}

static TwJournalEntry *
end (TwWriter      *self,
     GAsyncResult  *result,
     gpointer       source_tag,
     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_writer_new:
 * @marketplace: where to write
 * @journal: where each write is noted
 * @mirror: (nullable): where answers are kept
 *
 * Returns: (transfer full): a writer
 */
TwWriter *
tw_writer_new (TwMarketplace *marketplace,
               TwJournal     *journal,
               TwMirror      *mirror)
{
  TwWriter *self;

  g_return_val_if_fail (TW_IS_MARKETPLACE (marketplace), NULL);
  g_return_val_if_fail (TW_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (mirror == NULL || TW_IS_MIRROR (mirror), NULL);

  self = g_object_new (TW_TYPE_WRITER, NULL);
  self->marketplace = g_object_ref (marketplace);
  self->journal = g_object_ref (journal);
  g_set_object (&self->mirror, mirror);

  return self;
}

/**
 * tw_writer_get_marketplace:
 * @self: a writer
 *
 * Returns: (transfer none): where it writes
 */
TwMarketplace *
tw_writer_get_marketplace (TwWriter *self)
{
  g_return_val_if_fail (TW_IS_WRITER (self), NULL);

  return self->marketplace;
}

/**
 * tw_writer_get_journal:
 * @self: a writer
 *
 * Returns: (transfer none): its journal
 */
TwJournal *
tw_writer_get_journal (TwWriter *self)
{
  g_return_val_if_fail (TW_IS_WRITER (self), NULL);

  return self->journal;
}

/**
 * tw_writer_get_mirror:
 * @self: a writer
 *
 * Returns: (transfer none) (nullable): its mirror
 */
TwMirror *
tw_writer_get_mirror (TwWriter *self)
{
  g_return_val_if_fail (TW_IS_WRITER (self), NULL);

  return self->mirror;
}

/**
 * tw_writer_place_async:
 * @self: a writer
 * @preview: what the person has approved
 * @cancellable: (nullable): before the send, ends it as not placed; during the send, makes it unknown
 * @callback: called when the outcome is known, or known to be unknown
 * @user_data: data of @callback
 *
 * Places the order of a preview. An order on a subscription reads that first, and is not sent when anything it
 * was computed from has changed. When the same order with the same PO number is open already, from this program
 * or another one, this goes on with that entry: it is sent when nobody has sent it, and waited for while another
 * process sends it; an unknown one stays unknown and is never sent again.
 */
void
tw_writer_place_async (TwWriter            *self,
                       TwOrderPreview      *preview,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  TwOrder *order;

  g_return_if_fail (TW_IS_WRITER (self));
  g_return_if_fail (TW_IS_ORDER_PREVIEW (preview));

  order = tw_order_preview_get_order (preview);
  begin (self,
         write_new (TW_WRITE_PLACE_ORDER, NULL, TW_RESOURCE (order), tw_order_preview_get_basis (preview)),
         tw_order_preview_get_estimate (preview),
         tw_writer_place_async,
         cancellable,
         callback,
         user_data);
}

/**
 * tw_writer_place_finish:
 * @self: a writer
 * @result: the result
 * @error: return location, see tw_writer_submit_finish()
 *
 * Returns: (transfer full): the entry, see tw_writer_submit_finish()
 */
TwJournalEntry *
tw_writer_place_finish (TwWriter      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return end (self, result, tw_writer_place_async, error);
}

/**
 * tw_writer_submit_async:
 * @self: a writer
 * @kind: what to do; orders are placed by tw_writer_place_async()
 * @target: (nullable): id of the object that is changed, for kinds that need one
 * @body: what to send; not to be changed any more
 * @cancellable: (nullable): as in tw_writer_place_async()
 * @callback: called when the outcome is known, or known to be unknown
 * @user_data: data of @callback
 *
 * Does any other write.
 */
void
tw_writer_submit_async (TwWriter            *self,
                        TwWriteKind          kind,
                        const char          *target,
                        TwResource          *body,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (TW_IS_WRITER (self));
  g_return_if_fail (kind != TW_WRITE_PLACE_ORDER);
  g_return_if_fail (TW_IS_RESOURCE (body));
  g_return_if_fail (target != NULL || !tw_write_kind_needs_target (kind));

  begin (self,
         write_new (kind, target, body, NULL),
         NULL,
         tw_writer_submit_async,
         cancellable,
         callback,
         user_data);
}

/**
 * tw_writer_submit_finish:
 * @self: a writer
 * @result: the result
 * @error: return location: what the marketplace refused it with (%TW_EFFECT_REFUSED), why it was provably not
 *   sent (the entry ends as not placed and may be sent again, as a new one), or why the journal could not be
 *   written, in which case nothing was sent
 *
 * An outcome that is not known is a state, not an error: the caller must not take it for a failure and try again.
 *
 * Returns: (transfer full): the entry: confirmed, or unknown; still being sent when the call was cancelled while
 *   waiting for another process. %NULL with @error set when it was refused or not sent
 */
TwJournalEntry *
tw_writer_submit_finish (TwWriter      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return end (self, result, tw_writer_submit_async, error);
}
