/* tw-order-prepare.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-begin-private.h"
#include "journal/tw-order-draft-private.h"
#include "journal/tw-order-po-private.h"
#include "journal/tw-order-preview-private.h"
#include "journal/tw-order-repeat-private.h"

#include "base/tw-quote.h"

/*
 * The way from a draft to a preview: subscription → journal → its open orders → request → catalogue → parameters →
 * estimate → earlier uses of the PO number; for new products the journal is asked after the catalogue. What does not
 * apply is left out. An order that stands in the journal already ends the way there: the marketplace may refuse what
 * it has accepted before.
 */
typedef struct
{
  TwOrderDraft   *draft;
  TwMarketplace  *marketplace;
  TwMirror       *mirror;
  TwJournal      *journal;
  gboolean        only_estimates;

  TwSubscription *subscription;
  TwOrder        *order;
  GPtrArray      *products; /* TwProduct for each line of the order, or NULL */
  TwOrder        *estimate;
  gint64          po_uses;
  TwJournalEntry *entry;  /* that the order is already */
  GPtrArray      *rivals; /* TwJournalEntry: that it may be meant to repeat */
} Prepare;

static void
prepare_free (Prepare *prepare)
{
  g_clear_object (&prepare->draft);
  g_clear_object (&prepare->marketplace);
  g_clear_object (&prepare->mirror);
  g_clear_object (&prepare->journal);
  g_clear_object (&prepare->subscription);
  g_clear_object (&prepare->order);
  g_clear_pointer (&prepare->products, g_ptr_array_unref);
  g_clear_object (&prepare->estimate);
  g_clear_object (&prepare->entry);
  g_clear_pointer (&prepare->rivals, g_ptr_array_unref);
  g_free (prepare);
}

static void
prepare_end (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);
  TwOrderPreview *preview;
  GError *error = NULL;

  preview = tw_order_preview_new (g_steal_pointer (&prepare->order),
                                  prepare->products,
                                  g_steal_pointer (&prepare->estimate),
                                  g_steal_pointer (&prepare->subscription),
                                  prepare->po_uses,
                                  &error);
  if (preview != NULL)
    {
      tw_order_preview_set_entries (preview, prepare->entry, prepare->rivals);
      g_task_return_pointer (task, preview, g_object_unref);
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes @task and @repeat. */
static void
end_with_repeat (GTask         *task,
                 TwOrderRepeat *repeat)
{
  Prepare *prepare = g_task_get_task_data (task);

  g_set_object (&prepare->entry, repeat->entry);
  g_set_object (&prepare->order, repeat->order);
  g_set_object (&prepare->estimate, repeat->estimate);
  g_set_object (&prepare->subscription, repeat->subscription);
  tw_order_repeat_free (repeat);
  prepare_end (task);
}

static void
po_settled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GError *error = NULL;

  prepare->po_uses = tw_order_settle_po_finish (result, &error);
  if (prepare->po_uses < 0)
    g_task_return_error (task, error);
  else
    prepare_end (g_steal_pointer (&task));
}

/* Takes @task. */
static void
settle_po_number (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);

  tw_order_settle_po_async (prepare->order,
                            prepare->marketplace,
                            prepare->mirror,
                            prepare->journal,
                            g_task_get_cancellable (task),
                            po_settled_cb,
                            task);
}

static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GError *error = NULL;

  prepare->estimate = tw_marketplace_estimate_finish (TW_MARKETPLACE (source), result, &error);
  if (prepare->estimate == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  settle_po_number (g_steal_pointer (&task));
}

/* Renewals and cancellations have no products, and the marketplace estimates products. */
static void
estimate (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);
  gboolean can_estimate = (tw_marketplace_get_capabilities (prepare->marketplace) & TW_CAN_ESTIMATE) != 0;

  if (can_estimate && prepare->order->products != NULL && prepare->order->products->len > 0)
    tw_marketplace_estimate_async (prepare->marketplace,
                                   prepare->order,
                                   g_task_get_cancellable (task),
                                   estimated_cb,
                                   task);
  else
    settle_po_number (task);
}

static void
validated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  g_autoptr (GPtrArray) checks = NULL;
  GError *error = NULL;

  checks = tw_marketplace_validate_finish (TW_MARKETPLACE (source), result, &error);
  if (checks == NULL || !tw_order_check_parameters (prepare->order, checks, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  estimate (g_steal_pointer (&task));
}

static void
validate (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);

  if (prepare->order->type == TW_ORDER_TYPE_SALES && !prepare->only_estimates &&
      (tw_marketplace_get_capabilities (prepare->marketplace) & TW_CAN_VALIDATE) != 0)
    tw_marketplace_validate_async (prepare->marketplace,
                                   prepare->order,
                                   g_task_get_cancellable (task),
                                   validated_cb,
                                   task);
  else
    estimate (task);
}

static void
sales_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) open = tw_order_repeat_list_finish (TW_JOURNAL (source), result, &error);
  TwOrderRepeat *repeat;

  if (open == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  repeat = tw_order_repeat_find (open, prepare->order);
  if (repeat != NULL)
    {
      end_with_repeat (g_steal_pointer (&task), repeat);
      return;
    }

  prepare->rivals = tw_order_repeat_list_rivals (open, prepare->order);
  validate (g_steal_pointer (&task));
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  prepare->order = tw_order_resolve_finish (result, &prepare->products, &error);
  if (prepare->order == NULL)
    g_task_return_error (task, error);
  else if (prepare->subscription == NULL && prepare->journal != NULL && !prepare->only_estimates)
    tw_journal_list_open_async (prepare->journal, cancellable, sales_read_cb, g_steal_pointer (&task));
  else
    validate (g_steal_pointer (&task));
}

static void
change_begun_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Prepare *prepare = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  TwOrderRepeat *repeat;
  TwOrder *order;
  GError *error = NULL;

  if (!tw_order_begin_change_finish (result, &order, &prepare->subscription, &repeat, &error))
    g_task_return_error (task, error);
  else if (repeat != NULL)
    end_with_repeat (g_steal_pointer (&task), repeat);
  else
    tw_order_resolve_async (order,
                            FALSE,
                            prepare->marketplace,
                            prepare->mirror,
                            cancellable,
                            resolved_cb,
                            g_steal_pointer (&task));
}

static void
refuse_type (GTask *task)
{
  Prepare *prepare = g_task_get_task_data (task);
  g_autofree char *type = tw_resource_dup_text (TW_RESOURCE (tw_order_draft_get_order (prepare->draft)),
                                                "type");
  g_autofree char *quoted = tw_quote (type != NULL ? type : "");
  g_autofree char *message = g_strdup_printf ("%s is no type of order that can be placed", quoted);
  TwProblems problems = { NULL };
  GError *error = NULL;

  tw_problems_add (&problems, "type", message);
  tw_problems_end (&problems, &error);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes the task. */
static void
begin (TwOrderDraft  *draft,
       TwMarketplace *marketplace,
       TwMirror      *mirror,
       TwJournal     *journal,
       gboolean       only_estimates,
       GTask         *task)
{
  Prepare *prepare = g_new0 (Prepare, 1);

  prepare->draft = g_object_ref (draft);
  prepare->marketplace = g_object_ref (marketplace);
  g_set_object (&prepare->mirror, mirror);
  g_set_object (&prepare->journal, journal);
  prepare->only_estimates = only_estimates;
  g_task_set_task_data (task, prepare, (GDestroyNotify) prepare_free);

  switch ((TwOrderType) tw_order_draft_get_order (draft)->type)
    {
    case TW_ORDER_TYPE_SALES:
    case TW_ORDER_TYPE_MIGRATION:
      tw_order_resolve_async (tw_order_draft_dup_request (draft),
                              TRUE,
                              marketplace,
                              mirror,
                              g_task_get_cancellable (task),
                              resolved_cb,
                              task);
      break;
    case TW_ORDER_TYPE_CHANGE:
    case TW_ORDER_TYPE_RENEWAL:
    case TW_ORDER_TYPE_CANCELLATION:
      tw_order_begin_change_async (draft,
                                   marketplace,
                                   mirror,
                                   only_estimates ? NULL : journal,
                                   g_task_get_cancellable (task),
                                   change_begun_cb,
                                   task);
      break;
    case TW_ORDER_TYPE_UNKNOWN:
    default:
      refuse_type (task);
    }
}

/**
 * tw_order_preview_prepare_async:
 * @draft: what the person wants
 * @marketplace: the marketplace
 * @mirror: (nullable): where the catalogue and earlier orders are looked up
 * @journal: (nullable): where earlier uses of the PO number, and orders with an outcome still to come are looked up
 * @cancellable: (nullable): to stop
 * @callback: called when it is there
 * @user_data: data of @callback
 *
 * Makes the exact request of a draft and finds out what it will change and cost. A change, renewal or
 * cancellation reads its subscription and the orders on it from the marketplace first. Nothing is placed. The same
 * order while its outcome is still to come is that one, see tw_order_preview_get_entry().
 */
void
tw_order_preview_prepare_async (TwOrderDraft        *draft,
                                TwMarketplace       *marketplace,
                                TwMirror            *mirror,
                                TwJournal           *journal,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_ORDER_DRAFT (draft));
  g_return_if_fail (TW_IS_MARKETPLACE (marketplace));
  g_return_if_fail (mirror == NULL || TW_IS_MIRROR (mirror));
  g_return_if_fail (journal == NULL || TW_IS_JOURNAL (journal));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_order_preview_prepare_async);
  begin (draft, marketplace, mirror, journal, FALSE, task);
}

/**
 * tw_order_preview_prepare_finish:
 * @result: the result
 * @error: return location; %TW_ERROR_VALIDATION with the fields that are wrong (a parameter as
 *   `products[0].parameters.NAME`), %TW_ERROR_CONFLICT naming an open order, or a journal entry, in the way
 *
 * Returns: (transfer full): the preview, %NULL with @error set
 */
TwOrderPreview *
tw_order_preview_prepare_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_preview_prepare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_order_preview_estimate_async:
 * @draft: what the person wants
 * @marketplace: the marketplace
 * @mirror: (nullable): where the catalogue and earlier orders are looked up
 * @journal: (nullable): where earlier uses of the PO number are looked up
 * @cancellable: (nullable): to stop
 * @callback: called when it is there
 * @user_data: data of @callback
 *
 * As tw_order_preview_prepare_async(), but without the marketplace's check of activation parameters: whoever asks for
 * the price may not have them yet. An order that lacks them is refused when it is placed.
 */
void
tw_order_preview_estimate_async (TwOrderDraft        *draft,
                                 TwMarketplace       *marketplace,
                                 TwMirror            *mirror,
                                 TwJournal           *journal,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_ORDER_DRAFT (draft));
  g_return_if_fail (TW_IS_MARKETPLACE (marketplace));
  g_return_if_fail (mirror == NULL || TW_IS_MIRROR (mirror));
  g_return_if_fail (journal == NULL || TW_IS_JOURNAL (journal));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_order_preview_estimate_async);
  begin (draft, marketplace, mirror, journal, TRUE, task);
}

/**
 * tw_order_preview_estimate_finish:
 * @result: the result
 * @error: return location; as in tw_order_preview_prepare_finish()
 *
 * Returns: (transfer full): the preview, %NULL with @error set
 */
TwOrderPreview *
tw_order_preview_estimate_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_order_preview_estimate_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
