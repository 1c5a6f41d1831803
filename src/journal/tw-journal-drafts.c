/* tw-journal-drafts.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-journal-drafts-private.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"
#include "journal/tw-journal-call-private.h"
#include "journal/tw-journal-store-private.h"
#include "journal/tw-order-basis-private.h"
#include "journal/tw-order-draft-private.h"
#include "journal/tw-write-entry-private.h"

static void
bind_now (TwStatement *statement,
          int          index)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  tw_journal_bind_time (statement, index, now);
}

static TwJournalEntry *
insert_draft (TwDatabaseConnection  *connection,
              TwJournalEntry        *draft,
              GError               **error)
{
  g_autoptr (TwStatement) statement = NULL;
  g_autofree char *id = NULL;

  statement = tw_statement_new (connection,
                                "INSERT INTO journal (kind, state, mark, created, updated, customer_id, request,"
                                "  basis, resumable, account, author, program)"
                                " VALUES (?1, 'draft', ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                error);
  if (statement == NULL)
    return NULL;

  tw_statement_bind_text (statement, 1, tw_enum_to_text (TW_TYPE_WRITE_KIND, draft->kind));
  tw_statement_bind_text (statement, 2, draft->mark);
  bind_now (statement, 3);
  tw_statement_bind_text (statement, 4, draft->customer_id);
  tw_journal_bind_json (statement, 5, draft->request);
  tw_journal_bind_json (statement, 6, draft->basis);
  tw_statement_bind_int (statement, 7, draft->resumable);
  tw_statement_bind_text (statement, 8, draft->account);
  tw_statement_bind_text (statement, 9, draft->author);
  tw_statement_bind_text (statement, 10, draft->program);
  if (!tw_statement_run (statement, error))
    return NULL;

  id = g_strdup_printf ("%" G_GINT64_FORMAT, tw_database_connection_get_insert_id (connection));

  return tw_journal_store_get (connection, id, error);
}

/* The newest draft that a placed order was: one for the same subscription, under the same PO number. */
static TwJournalEntry *
find_draft (TwDatabaseConnection  *connection,
            TwJournalEntry        *approved,
            GError               **error)
{
  static const TwJournalState state = TW_JOURNAL_DRAFT;
  g_autofree char *subscription = tw_journal_entry_dup_subscription (approved);
  g_autoptr (GPtrArray) drafts = NULL;

  if (subscription == NULL || approved->mark == NULL)
    return NULL;

  drafts = tw_journal_store_list (connection, &state, 1, -1, error);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      TwJournalEntry *draft = g_ptr_array_index (drafts, i);
      g_autofree char *other = tw_journal_entry_dup_subscription (draft);

      if (g_strcmp0 (draft->mark, approved->mark) == 0 && g_strcmp0 (other, subscription) == 0)
        return g_object_ref (draft);
    }

  return NULL;
}

/**
 * tw_journal_store_approve:
 * @connection: a connection to the records, lent by a job
 * @approved: an order that a person approved
 * @error: return location
 *
 * Makes the draft that it was, if it was one, an entry to send. It gets its own mark only now: a draft can come back
 * from a backup, on two computers.
 *
 * Returns: (transfer full) (nullable): the entry, queued; %NULL without an error when there was no draft
 */
TwJournalEntry *
tw_journal_store_approve (TwDatabaseConnection  *connection,
                          TwJournalEntry        *approved,
                          GError               **error)
{
  g_autoptr (TwJournalEntry) draft = find_draft (connection, approved, error);
  g_autoptr (TwStatement) statement = NULL;

  if (draft == NULL)
    return NULL;

  statement = tw_statement_new (connection,
                                "UPDATE journal SET state = 'queued', created = ?2, updated = ?2, customer_id = ?3,"
                                "  request = ?4, estimate = ?5, basis = ?6, resumable = ?7, author = ?8,"
                                "  program = ?9, retry_of = ?10, server_time = ?11, login = ?12,"
                                "  entry_mark = id || '-' || lower (hex (randomblob (8)))"
                                " WHERE id = ?1 AND state = 'draft'",
                                error);
  if (statement == NULL)
    return NULL;

  tw_statement_bind_text (statement, 1, draft->id);
  bind_now (statement, 2);
  tw_statement_bind_text (statement, 3, approved->customer_id);
  tw_journal_bind_json (statement, 4, approved->request);
  tw_journal_bind_json (statement, 5, approved->estimate);
  tw_journal_bind_json (statement, 6, approved->basis);
  tw_statement_bind_int (statement, 7, approved->resumable);
  tw_statement_bind_text (statement, 8, approved->author);
  tw_statement_bind_text (statement, 9, approved->program);
  tw_statement_bind_text (statement, 10, approved->retry_of);
  tw_journal_bind_time (statement, 11, approved->server_time);
  tw_statement_bind_text (statement, 12, approved->login);
  if (!tw_statement_run (statement, error))
    return NULL;

  return tw_journal_store_get (connection, draft->id, error);
}

static gboolean
keep_job (TwDatabaseConnection  *connection,
          gpointer               data,
          GCancellable          *cancellable,
          GError               **error)
{
  TwJournalCall *call = data;

  call->entry = insert_draft (connection, call->draft, error);
  call->changed = TRUE;

  return call->entry != NULL;
}

static gboolean
discard_job (TwDatabaseConnection  *connection,
             gpointer               data,
             GCancellable          *cancellable,
             GError               **error)
{
  TwJournalCall *call = data;
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (TwJson) reason = NULL;

  statement = tw_statement_new (connection, "DELETE FROM journal WHERE id = ?1 AND state = 'draft'", error);
  if (statement == NULL)
    return FALSE;

  tw_statement_bind_text (statement, 1, call->id);
  if (!tw_statement_run (statement, error))
    return FALSE;
  if (tw_database_connection_get_changes (connection) == 1)
    return TRUE;

  reason = tw_reason_new (TW_REASON_NO_DRAFT, call->id, NULL);
  g_propagate_error (error, tw_reason_to_error (reason, TW_ERROR_CONFLICT));

  return FALSE;
}

/* What a draft is about, where an approved order has what it was computed from. */
static TwJson *
make_basis (const char *subscription)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "id");
  tw_json_writer_string (writer, subscription);
  tw_json_writer_end_object (writer);

  return tw_json_writer_steal_json (writer);
}

/* The order as far as the person stated it; the rest is read from the subscription when it can be placed. */
static TwOrder *
make_order (TwOrderDraft *draft)
{
  TwOrder *order = tw_order_draft_dup_request (draft);
  TwDecimal quantity;

  if (order->po_number == NULL || *order->po_number == '\0')
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *po_number = tw_propose_po_number (now);

      g_object_set (order, "po-number", po_number, NULL);
    }

  if (tw_order_draft_has_seats (draft) && tw_order_draft_get_seats (draft, &quantity) == TW_SEATS_TOTAL)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (lines, g_object_new (TW_TYPE_ORDER_LINE,
                                            "subscription-id", tw_order_draft_get_subscription (draft),
                                            "mpn", tw_order_draft_get_mpn (draft),
                                            "quantity", &quantity,
                                            NULL));
      g_object_set (order, "products", lines, NULL);
    }
  else if (order->type != TW_ORDER_TYPE_CHANGE)
    g_object_set (order, "subscription-id", tw_order_draft_get_subscription (draft), NULL);

  return order;
}

/**
 * tw_journal_keep_draft_async:
 * @self: a journal
 * @draft: an order on a subscription; a change of seats states a total
 * @cancellable: (nullable): to stop
 * @callback: called when it is on disk
 * @user_data: data of @callback
 *
 * Writes down an order that a person wants, to be looked at and approved later. A PO number is proposed when it has
 * none.
 */
void
tw_journal_keep_draft_async (TwJournal           *self,
                             TwOrderDraft        *draft,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (TwOrder) order = NULL;
  g_autoptr (TwJson) basis = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  GError *error = NULL;
  TwJournalCall *call;
  TwDecimal quantity;

  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (TW_IS_ORDER_DRAFT (draft));
  g_return_if_fail (tw_order_draft_get_subscription (draft) != NULL);
  g_return_if_fail (!tw_order_draft_has_seats (draft)
                    || tw_order_draft_get_seats (draft, &quantity) == TW_SEATS_TOTAL);

  order = make_order (draft);
  basis = make_basis (tw_order_draft_get_subscription (draft));
  entry = tw_write_entry_new (self, TW_WRITE_PLACE_ORDER, NULL, TW_RESOURCE (order), NULL, basis, &error);
  if (entry == NULL)
    {
      g_task_report_error (self, callback, user_data, tw_journal_keep_draft_async, error);
      return;
    }

  call = tw_journal_call_new (self, keep_job, NULL);
  call->draft = g_steal_pointer (&entry);
  tw_journal_call_run (self, TW_DATABASE_WRITE, call, tw_journal_keep_draft_async, cancellable, callback, user_data);
}

/**
 * tw_journal_keep_draft_finish:
 * @self: a journal
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): the draft as it stands in the journal, %NULL with @error set
 */
TwJournalEntry *
tw_journal_keep_draft_finish (TwJournal     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  TwJournalCall *call = tw_journal_call_finish (self, result, tw_journal_keep_draft_async, error);

  return call != NULL ? g_object_ref (call->entry) : NULL;
}

/**
 * tw_journal_discard_draft_async:
 * @self: a journal
 * @id: id of a draft
 * @cancellable: (nullable): to stop
 * @callback: called when it is gone
 * @user_data: data of @callback
 *
 * Takes a draft out of the journal. Nobody approved it and nothing was sent: there is nothing to keep a record of.
 * #TwJournal::changed is not emitted: there is no entry any more to tell of.
 */
void
tw_journal_discard_draft_async (TwJournal           *self,
                                const char          *id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (TW_IS_JOURNAL (self));
  g_return_if_fail (id != NULL);

  tw_journal_call_run (self, TW_DATABASE_WRITE, tw_journal_call_new (self, discard_job, id),
                       tw_journal_discard_draft_async, cancellable, callback, user_data);
}

/**
 * tw_journal_discard_draft_finish:
 * @self: a journal
 * @result: the result
 * @error: return location; %TW_ERROR_CONFLICT when it is no draft
 *
 * Returns: whether it is gone
 */
gboolean
tw_journal_discard_draft_finish (TwJournal     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return tw_journal_call_finish (self, result, tw_journal_discard_draft_async, error) != NULL;
}

/**
 * tw_journal_entry_dup_subscription:
 * @self: an entry
 *
 * Returns: (transfer full) (nullable): id of the subscription that its order is on, %NULL for none
 */
char *
tw_journal_entry_dup_subscription (TwJournalEntry *self)
{
  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (self), NULL);

  return self->basis != NULL ? tw_order_basis_dup_subscription (self->basis) : NULL;
}

/**
 * tw_journal_entry_dup_draft:
 * @self: an entry for an order
 * @error: return location; %TW_ERROR_CONFLICT when secrets of the request were not written down
 *
 * What to prepare so that the order can be placed, or placed again: as the person stated it where the entry is a
 * draft, else exactly what was going to be sent.
 *
 * Returns: (transfer full): a draft, %NULL with @error set
 */
TwOrderDraft *
tw_journal_entry_dup_draft (TwJournalEntry  *self,
                            GError         **error)
{
  g_autoptr (TwResource) body = NULL;
  TwOrderDraft *draft;
  TwOrder *order;
  TwOrderLine *line;

  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (self), NULL);
  g_return_val_if_fail (self->kind == TW_WRITE_PLACE_ORDER, NULL);

  body = tw_write_entry_dup_body (self, error);
  if (body == NULL)
    return NULL;

  order = TW_ORDER (body);
  if (self->state != TW_JOURNAL_DRAFT || order->type != TW_ORDER_TYPE_CHANGE || order->products == NULL
      || order->products->len != 1)
    return tw_order_draft_new_from_order (order);

  line = g_ptr_array_index (order->products, 0);
  draft = tw_order_draft_new_change (line->subscription_id, TW_SEATS_TOTAL, line->quantity);
  tw_order_draft_set_mpn (draft, line->mpn);
  tw_order_draft_set_po_number (draft, order->po_number);
  g_object_set (tw_order_draft_get_order (draft),
                "customer-id", order->customer_id,
                "scheduled-on", order->scheduled_on,
                NULL);

  return draft;
}
