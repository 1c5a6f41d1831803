/* tw-settler-resolve.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settler-private.h"

#include "base/tw-error.h"
#include "journal/tw-journal-drafts.h"
#include "journal/tw-mirror-answer-private.h"
#include "journal/tw-settle-before-private.h"
#include "journal/tw-write-entry-private.h"

typedef struct
{
  char           *id;
  char           *object_id;
  TwJournalEntry *outcome;
} Resolve;

static void
resolve_free (Resolve *resolve)
{
  g_free (resolve->id);
  g_free (resolve->object_id);
  g_clear_object (&resolve->outcome);
  g_free (resolve);
}

static void
resolved_mirrored_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Resolve *resolve = g_task_get_task_data (task);

  g_task_return_pointer (task, g_object_ref (resolve->outcome), g_object_unref);
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwSettler *self = g_task_get_source_object (task);
  Resolve *resolve = g_task_get_task_data (task);
  TwJournalEntry *entry = tw_journal_resolve_finish (TW_JOURNAL (source), result, &error);
  g_autoptr (TwResource) answer = NULL;

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_object (&resolve->outcome);
  resolve->outcome = entry;
  answer = tw_journal_entry_dup_answer (entry, NULL);
  tw_mirror_answer_async (self->mirror,
                          tw_write_kind_get_kind (entry->kind),
                          answer,
                          resolved_mirrored_cb,
                          g_steal_pointer (&task));
}

/* Says in which way an order cannot be what came of an entry; %NULL when it can. */
static TwJson *
find_difference (TwJournalEntry *entry,
                 TwOrder        *order)
{
  g_autoptr (TwOrder) request = g_object_new (TW_TYPE_ORDER, NULL);
  g_autofree char *type = tw_resource_dup_text (TW_RESOURCE (order), "type");
  g_autofree char *subscription = tw_journal_entry_dup_subscription (entry);
  const char *mark = NULL;

  if (order->attributes != NULL)
    mark = g_hash_table_lookup (order->attributes, TW_WRITE_MARK_ATTRIBUTE);
  if (entry->customer_id != NULL && order->customer_id != NULL && !g_str_equal (entry->customer_id, order->customer_id))
    return tw_reason_new (TW_REASON_OTHER_CUSTOMER, order->id, entry->id, order->customer_id, entry->customer_id, NULL);
  if (mark != NULL && g_strcmp0 (mark, entry->entry_mark) != 0)
    return tw_reason_new (TW_REASON_OTHER_MARK, order->id, entry->id, mark, NULL);
  if (!tw_resource_merge_json (TW_RESOURCE (request), entry->request, NULL))
    return NULL;
  if (order->type != TW_ORDER_TYPE_UNKNOWN && order->type != request->type)
    return tw_reason_new (TW_REASON_OTHER_TYPE, order->id, entry->id, type != NULL ? type : "?", NULL);
  if (subscription != NULL && order->subscription_id != NULL && !g_str_equal (subscription, order->subscription_id))
    return tw_reason_new (TW_REASON_OTHER_SUBSCRIPTION, order->id, entry->id, order->subscription_id, NULL);

  return NULL;
}

/*
 * What cannot be the outcome is a slip of the person's hand. A PO number or a line may have been changed since in the
 * marketplace's panel: about these the person knows better.
 */
static gboolean
check_object (TwJournalEntry  *entry,
              TwResource      *object,
              GError         **error)
{
  g_autofree char *id = tw_resource_dup_text (object, "id");
  g_autoptr (TwJson) difference = NULL;

  if (tw_write_kind_is_creation (entry->kind))
    {
      if (tw_settle_was_known (entry, object))
        difference = tw_reason_new (TW_REASON_KNOWN_BEFORE, id, entry->id, NULL);
      else if (TW_IS_ORDER (object))
        difference = find_difference (entry, TW_ORDER (object));
    }
  else if (g_strcmp0 (id, entry->target) != 0)
    {
      difference = tw_reason_new (TW_REASON_OTHER_TARGET, id, entry->id, entry->target, NULL);
    }

  if (difference == NULL)
    return TRUE;

  g_propagate_error (error, tw_reason_to_error (difference, TW_ERROR_CONFLICT));

  return FALSE;
}

static void
object_got_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwSettler *self = g_task_get_source_object (task);
  Resolve *resolve = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwAnswer) answer = tw_marketplace_get_finish (TW_MARKETPLACE (source), result, &error);
  g_autoptr (TwJournalEntry) outcome = NULL;

  if (answer == NULL || !check_object (resolve->outcome, answer->resource, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  outcome = tw_write_entry_found (resolve->outcome, answer->resource);
  tw_journal_resolve_async (self->journal, outcome, resolved_cb, g_steal_pointer (&task));
}

static void
resolve_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwSettler *self = g_task_get_source_object (task);
  Resolve *resolve = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TwJournalEntry) outcome = NULL;
  g_autoptr (TwJson) reason = NULL;

  resolve->outcome = tw_journal_look_finish (TW_JOURNAL (source), result, &error);
  if (resolve->outcome == NULL ||
      (resolve->object_id != NULL && !tw_journal_check_login (self->journal, resolve->outcome, &error)))
    {
      g_task_return_error (task, error);
      return;
    }

  if (resolve->object_id != NULL)
    {
      tw_marketplace_get_async (self->marketplace,
                                tw_write_kind_get_kind (resolve->outcome->kind),
                                resolve->object_id,
                                TW_PRIORITY_PERSON,
                                g_task_get_cancellable (task),
                                object_got_cb,
                                g_object_ref (task));
      return;
    }

  outcome = g_object_new (TW_TYPE_JOURNAL_ENTRY,
                          "id", resolve->outcome->id,
                          "kind", resolve->outcome->kind,
                          "state", TW_JOURNAL_NOT_PLACED,
                          "correlation-id", resolve->outcome->correlation_id,
                          NULL);
  reason = tw_reason_new (TW_REASON_PERSON_SAID, NULL);
  tw_journal_entry_set_reason (outcome, reason);
  tw_journal_resolve_async (self->journal, outcome, resolved_cb, g_steal_pointer (&task));
}

/**
 * tw_settler_resolve_async:
 * @self: a settler
 * @id: id of an entry that is unknown or needs a person; to end it as not placed also one that is queued, to say
 *   what came of it also that of an order that was not placed
 * @object_id: (nullable): id of the object at the marketplace that came of it; %NULL when it was not placed
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: data of @callback
 *
 * Takes a person's word for the outcome of an entry. The object has to exist, to be no other entry's, and to
 * be one that can have come of it.
 */
void
tw_settler_resolve_async (TwSettler           *self,
                          const char          *id,
                          const char          *object_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Resolve *resolve;
  GTask *task;

  g_return_if_fail (TW_IS_SETTLER (self));
  g_return_if_fail (id != NULL);

  resolve = g_new0 (Resolve, 1);
  resolve->id = g_strdup (id);
  resolve->object_id = g_strdup (object_id);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_settler_resolve_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, resolve, (GDestroyNotify) resolve_free);
  tw_journal_look_async (self->journal, id, resolve_read_cb, task);
}

/**
 * tw_settler_resolve_finish:
 * @self: a settler
 * @result: the result
 * @error: return location; %TW_ERROR_CONFLICT when the entry's state, another entry or another login forbids it,
 *   %TW_ERROR_NOT_FOUND when there is no such entry or object
 *
 * Returns: (transfer full): the entry as it is now, %NULL with @error set
 */
TwJournalEntry *
tw_settler_resolve_finish (TwSettler     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_settler_resolve_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
