/* tw-writer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-writer.h"

#include "journal/tw-write-entry-private.h"
#include "journal/tw-write-private.h"

struct _TwWriter
{
  GObject        parent_instance;

  TwMarketplace *marketplace;
  TwJournal     *journal;
  TwMirror      *mirror;
};

G_DEFINE_FINAL_TYPE (TwWriter, tw_writer, G_TYPE_OBJECT)

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
 * Places the order of a preview. An order on a subscription reads that first, and is not sent when anything
 * it was computed from has changed. When the same order with the same PO number is open already, from this
 * program or another one, this goes on with that entry: it is sent when nobody has sent it, and waited for
 * while another process sends it; an unknown one stays unknown and is never sent again.
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
  tw_write_begin (self,
                  TW_WRITE_PLACE_ORDER,
                  NULL,
                  TW_RESOURCE (order),
                  preview,
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

  tw_write_begin (self, kind, target, body, NULL, tw_writer_submit_async, cancellable, callback, user_data);
}

/**
 * tw_writer_submit_finish:
 * @self: a writer
 * @result: the result
 * @error: return location: what the marketplace refused it with (%TW_EFFECT_REFUSED), why it was provably not
 *   sent (the entry ends as not placed and may be sent again, as a new one), or why the journal could not be
 *   written, in which case nothing was sent
 *
 * An outcome that is not known is a state, not an error: the caller must not take it for a failure and try
 * again.
 *
 * Returns: (transfer full): the entry: confirmed, or unknown; still being sent when the call was cancelled
 *   while waiting for another process. %NULL with @error set when it was refused or not sent
 */
TwJournalEntry *
tw_writer_submit_finish (TwWriter      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return end (self, result, tw_writer_submit_async, error);
}

/**
 * tw_writer_resume_async:
 * @self: a writer
 * @entry: an entry that was queued when it was read
 * @cancellable: (nullable): as in tw_writer_place_async()
 * @callback: called when the outcome is known, or known to be unknown
 * @user_data: data of @callback
 *
 * Sends what a person approved and nobody has sent, if it is still so: of all that try, in any process, one
 * sends. An order on a subscription is not sent when that has changed since.
 */
void
tw_writer_resume_async (TwWriter            *self,
                        TwJournalEntry      *entry,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (TwResource) body = NULL;
  GError *error = NULL;

  g_return_if_fail (TW_IS_WRITER (self));
  g_return_if_fail (TW_IS_JOURNAL_ENTRY (entry));

  if (tw_journal_check_login (self->journal, entry, &error))
    body = tw_write_entry_dup_body (entry, &error);
  if (body != NULL)
    tw_write_resume (self, entry, body, tw_writer_resume_async, cancellable, callback, user_data);
  else
    g_task_report_error (self, callback, user_data, tw_writer_resume_async, error);
}

/**
 * tw_writer_resume_finish:
 * @self: a writer
 * @result: the result
 * @error: return location, see tw_writer_submit_finish(); %TW_ERROR_CONFLICT when a password of the request was
 *   not written down, so that it cannot be sent: the entry stays as it is
 *
 * Returns: (transfer full): the entry, see tw_writer_submit_finish()
 */
TwJournalEntry *
tw_writer_resume_finish (TwWriter      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return end (self, result, tw_writer_resume_async, error);
}
