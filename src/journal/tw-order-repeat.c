/* tw-order-repeat.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-repeat-private.h"

#include "base/tw-error.h"
#include "journal/tw-journal-drafts.h"
#include "journal/tw-order-basis-private.h"
#include "journal/tw-order-draft-private.h"
#include "journal/tw-write-entry-private.h"

#define PASSWORD_TYPE "password"

/*
 * Whoever got no answer asks again. While it is not known what came of an order, the same order is not another one:
 * it goes on with the entry that it has. An order is the same under the same PO number; and when none was given then
 * and now, since one that was proposed says nothing about what the person meant.
 */

/**
 * tw_order_repeat_free:
 * @self: (transfer full): a repeat
 */
void
tw_order_repeat_free (TwOrderRepeat *self)
{
  g_clear_object (&self->entry);
  g_clear_object (&self->order);
  g_clear_object (&self->estimate);
  g_clear_object (&self->subscription);
  g_free (self);
}

/**
 * tw_order_repeat_list_finish:
 * @journal: a journal
 * @result: the result of tw_journal_list_open_async()
 * @error: return location
 *
 * What was sent to another marketplace says nothing of this one.
 *
 * Returns: (transfer full) (element-type TwJournalEntry): those that belong here, newest first; %NULL with @error set
 */
GPtrArray *
tw_order_repeat_list_finish (TwJournal     *journal,
                             GAsyncResult  *result,
                             GError       **error)
{
  GPtrArray *open = tw_journal_list_finish (journal, result, error);

  for (guint i = open != NULL ? open->len : 0; i > 0; i--)
    if (!tw_journal_check_login (journal, g_ptr_array_index (open, i - 1), NULL))
      g_ptr_array_remove_index (open, i - 1);

  return open;
}

static TwOrderRepeat *
repeat_new (TwJournalEntry *entry,
            TwOrder        *order,
            TwSubscription *subscription)
{
  TwOrderRepeat *self = g_new0 (TwOrderRepeat, 1);

  self->entry = g_object_ref (entry);
  self->order = g_object_ref (order);
  g_set_object (&self->subscription, subscription);
  if (entry->estimate != NULL)
    self->estimate = TW_ORDER (tw_resource_new_from_json (TW_TYPE_ORDER, entry->estimate, NULL));

  return self;
}

static gboolean
is_order (TwJournalEntry *entry)
{
  return entry->kind == TW_WRITE_PLACE_ORDER && entry->mark != NULL;
}

/* The journal has learned from the marketplace which parameters are passwords. */
static void
learn_passwords (TwOrder        *order,
                 TwJournalEntry *entry)
{
  g_autoptr (GHashTable) masked = tw_write_entry_list_masked (entry);

  for (guint i = 0; order->products != NULL && i < order->products->len; i++)
    {
      GPtrArray *parameters = TW_ORDER_LINE (g_ptr_array_index (order->products, i))->parameters;

      for (guint j = 0; parameters != NULL && j < parameters->len; j++)
        {
          TwParameter *parameter = g_ptr_array_index (parameters, j);

          if (parameter->name != NULL && g_hash_table_contains (masked, parameter->name))
            g_object_set (parameter, "type", PASSWORD_TYPE, NULL);
        }
    }
}

/* Returns the request under the entry's PO number if that is what the entry asks for. */
static TwOrder *
match (TwJournalEntry *entry,
       TwOrder        *order)
{
  g_autoptr (TwOrder) copy = NULL;

  if (order->po_number != NULL ? !g_str_equal (order->po_number, entry->mark) : !tw_po_number_is_proposed (entry->mark))
    return NULL;

  copy = TW_ORDER (tw_resource_copy (TW_RESOURCE (order)));
  g_object_set (copy, "po-number", entry->mark, NULL);
  learn_passwords (copy, entry);

  return tw_write_entry_asks_for (entry, TW_RESOURCE (copy)) ? g_steal_pointer (&copy) : NULL;
}

/**
 * tw_order_repeat_find:
 * @open: (element-type TwJournalEntry): entries whose outcome is still to come
 * @order: the exact request of an order for new products, without a PO number when none was given
 *
 * Returns: (transfer full) (nullable): the newest of them that it is already
 */
TwOrderRepeat *
tw_order_repeat_find (GPtrArray *open,
                      TwOrder   *order)
{
  for (guint i = 0; i < open->len; i++)
    {
      TwJournalEntry *entry = g_ptr_array_index (open, i);
      g_autoptr (TwOrder) same = is_order (entry) && entry->basis == NULL ? match (entry, order) : NULL;

      if (same != NULL)
        return repeat_new (entry, same, NULL);
    }

  return NULL;
}

static gboolean
is_on_subscription (TwJournalEntry *entry,
                    const char     *subscription_id)
{
  g_autofree char *id = tw_journal_entry_dup_subscription (entry);

  return is_order (entry) && id != NULL && g_strcmp0 (id, subscription_id) == 0;
}

/* An order on a subscription asks for totals: it has to be computed from the seats that were there then. */
static TwOrderRepeat *
match_change (TwJournalEntry *entry,
              TwOrderDraft   *draft,
              TwSubscription *subscription)
{
  g_autoptr (TwSubscription) then = tw_order_basis_go_back (entry->basis, subscription);
  g_autoptr (TwOrder) order = then != NULL ? tw_order_draft_apply (draft, then, NULL) : NULL;
  g_autoptr (TwOrder) same = order != NULL ? match (entry, order) : NULL;

  return same != NULL ? repeat_new (entry, same, then) : NULL;
}

/**
 * tw_order_repeat_find_change:
 * @open: (element-type TwJournalEntry): entries whose outcome is still to come
 * @draft: an order on a subscription
 * @subscription: that subscription as the marketplace answers it now, when the order may have taken effect already
 *
 * Returns: (transfer full) (nullable): the newest of them that it is already
 */
TwOrderRepeat *
tw_order_repeat_find_change (GPtrArray      *open,
                             TwOrderDraft   *draft,
                             TwSubscription *subscription)
{
  for (guint i = 0; i < open->len; i++)
    {
      TwJournalEntry *entry = g_ptr_array_index (open, i);
      TwOrderRepeat *repeat = NULL;

      if (is_on_subscription (entry, subscription->id))
        repeat = match_change (entry, draft, subscription);
      if (repeat != NULL)
        return repeat;
    }

  return NULL;
}

/**
 * tw_order_repeat_to_error:
 * @entry: an order on a subscription whose outcome is still to come
 *
 * Returns: (transfer full): why another order on that subscription has to wait for it: %TW_ERROR_CONFLICT with the
 *   effect %TW_EFFECT_NONE
 */
GError *
tw_order_repeat_to_error (TwJournalEntry *entry)
{
  g_autoptr (TwJson) reason = tw_reason_new (TW_REASON_ENTRY_OPEN, entry->id, NULL);
  GError *error = tw_reason_to_error (reason, TW_ERROR_CONFLICT);

  tw_error_set_effect (error, TW_EFFECT_NONE);

  return error;
}

/**
 * tw_order_repeat_check:
 * @open: (element-type TwJournalEntry): entries whose outcome is still to come
 * @subscription_id: id of a subscription that another order is to be placed on
 * @error: return location; %TW_ERROR_CONFLICT naming the entry in the way
 *
 * The marketplace may know that order already, and name it as if it were somebody else's.
 *
 * Returns: whether none is in the way
 */
gboolean
tw_order_repeat_check (GPtrArray   *open,
                       const char  *subscription_id,
                       GError     **error)
{
  for (guint i = 0; i < open->len; i++)
    {
      TwJournalEntry *entry = g_ptr_array_index (open, i);

      if (!is_on_subscription (entry, subscription_id))
        continue;

      g_propagate_error (error, tw_order_repeat_to_error (entry));
      return FALSE;
    }

  return TRUE;
}

/* Whether two orders are for the same customer and the same products, each as often. */
static gboolean
has_same_lines (TwOrder *a,
                TwOrder *b)
{
  if (g_strcmp0 (a->customer_id, b->customer_id) != 0 || a->products == NULL || b->products == NULL ||
      a->products->len != b->products->len)
    return FALSE;

  for (guint i = 0; i < a->products->len; i++)
    {
      TwOrderLine *line = g_ptr_array_index (a->products, i);
      TwOrderLine *other = g_ptr_array_index (b->products, i);

      if (g_strcmp0 (line->mpn, other->mpn) != 0 || g_strcmp0 (line->vendor, other->vendor) != 0 ||
          tw_decimal_compare (line->quantity, other->quantity) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_order_repeat_list_rivals:
 * @open: (element-type TwJournalEntry): entries whose outcome is still to come
 * @order: the exact request of an order for new products that is none of them
 *
 * Returns: (transfer full) (element-type TwJournalEntry): those that it may be meant to repeat: orders for the same
 *   customer and products, or under the same PO number
 */
GPtrArray *
tw_order_repeat_list_rivals (GPtrArray *open,
                             TwOrder   *order)
{
  GPtrArray *rivals = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < open->len; i++)
    {
      TwJournalEntry *entry = g_ptr_array_index (open, i);
      g_autoptr (TwResource) other = NULL;

      if (!is_order (entry) || entry->basis != NULL)
        continue;

      other = tw_resource_new_from_json (TW_TYPE_ORDER, entry->request, NULL);
      if (g_strcmp0 (entry->mark, order->po_number) == 0 ||
          (other != NULL && has_same_lines (TW_ORDER (other), order)))
        g_ptr_array_add (rivals, g_object_ref (entry));
    }

  return rivals;
}
