/* tw-settle-match.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settle-match-private.h"

#include "journal/tw-journal-drafts.h"
#include "journal/tw-journal-mask-private.h"
#include "journal/tw-write-entry-private.h"

#include <string.h>

/* What is said of a candidate: enough to know it by, and nothing that could be secret. */
static const char *const candidate_fields[] = {
  "id",     "orderNumber", "name",    "externalId",   "type",         "status",   "customerId",
  "format", "poNumber",    "startDate", "endDate",    "creationDate", "total",    "subscriptionId",
};
static const char *const line_fields[] = { "mpn", "vendor", "quantity", "subscriptionId" };

/* What the answer does not say is no difference. */
static gboolean
may_equal (const char *asked,
           const char *answered)
{
  return asked == NULL || *asked == '\0' || answered == NULL || *answered == '\0' || strcmp (asked, answered) == 0;
}

/* Seats that a subscription had when the order was computed, FALSE when the journal does not say. */
static gboolean
find_seats_before (TwJournalEntry *entry,
                   const char     *mpn,
                   TwDecimal      *seats)
{
  TwJson *products = entry->basis != NULL ? tw_json_get_member (entry->basis, "products") : NULL;

  for (guint i = 0; products != NULL && i < tw_json_get_length (products); i++)
    {
      TwJson *product = tw_json_get_element (products, i);
      g_autofree char *name = tw_json_dup_member_text (product, "mpn");
      g_autofree char *quantity = tw_json_dup_member_text (product, "quantity");

      if (g_strcmp0 (name, mpn) == 0 && quantity != NULL)
        return tw_decimal_parse (quantity, seats, NULL);
    }

  return FALSE;
}

/*
 * A change is asked for as a new total and answered as a signed difference, or as the total when it is scheduled
 * at renewal (observed).
 */
static gboolean
has_quantity (TwJournalEntry *entry,
              TwOrder        *request,
              TwOrderLine    *asked,
              TwOrderLine    *answered)
{
  TwDecimal before;
  TwDecimal after;

  if (!tw_resource_has (TW_RESOURCE (asked), "quantity") || !tw_resource_has (TW_RESOURCE (answered), "quantity") ||
      tw_decimal_compare (asked->quantity, answered->quantity) == 0)
    return TRUE;
  if (request->type != TW_ORDER_TYPE_CHANGE)
    return FALSE;

  /* Without the seats of before, the difference says nothing. */
  if (!find_seats_before (entry, asked->mpn, &before))
    return TRUE;

  return tw_decimal_add (before, answered->quantity, &after, NULL) && tw_decimal_compare (asked->quantity, after) == 0;
}

static gboolean
is_line (TwJournalEntry *entry,
         TwOrder        *request,
         TwOrderLine    *asked,
         TwOrderLine    *answered)
{
  return may_equal (asked->mpn, answered->mpn) && may_equal (asked->vendor, answered->vendor)
         && (asked->mpn != NULL || may_equal (asked->id, answered->id))
         && may_equal (asked->subscription_id, answered->subscription_id)
         && has_quantity (entry, request, asked, answered);
}

/* Each line that was asked for is there; the marketplace adds lines that a product depends on. */
static gboolean
has_lines (TwJournalEntry *entry,
           TwOrder        *request,
           TwOrder        *order)
{
  for (guint i = 0; request->products != NULL && i < request->products->len; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; !found && k < order->products->len; k++)
        found = is_line (entry,
                         request,
                         g_ptr_array_index (request->products, i),
                         g_ptr_array_index (order->products, k));
      if (!found)
        return FALSE;
    }

  return TRUE;
}

/* A type that is new to this program is one that the answer does not say. */
static gboolean
may_be_type (TwOrder *request,
             TwOrder *order)
{
  return order->type == request->type || order->type == TW_ORDER_TYPE_UNKNOWN;
}

/**
 * tw_settle_match_order:
 * @entry: an order's entry
 * @request: its request
 * @order: detail answer of an order that was not known before sending
 *
 * Returns: whether @order is what came of @entry
 */
TwSettleMatch
tw_settle_match_order (TwJournalEntry *entry,
                       TwOrder        *request,
                       TwOrder        *order)
{
  g_autofree char *subscription = tw_journal_entry_dup_subscription (entry);
  const char *mark = NULL;
  gboolean has_all_lines = order->products != NULL && order->products->len > 0;
  gboolean needs_lines = request->products != NULL && request->products->len > 0
                         && order->type != TW_ORDER_TYPE_RENEWAL && order->type != TW_ORDER_TYPE_CANCELLATION;

  if (order->attributes != NULL)
    mark = g_hash_table_lookup (order->attributes, TW_WRITE_MARK_ATTRIBUTE);
  if (mark != NULL)
    return g_strcmp0 (mark, entry->entry_mark) == 0 ? TW_SETTLE_SURE : TW_SETTLE_NO;

  if (!may_be_type (request, order) || !may_equal (request->customer_id, order->customer_id)
      || !may_equal (subscription, order->subscription_id) || !may_equal (entry->mark, order->po_number)
      || (needs_lines && has_all_lines && !has_lines (entry, request, order)))
    return TW_SETTLE_NO;

  /* Another one's PO number, where this order carries none. */
  if (entry->mark == NULL && order->po_number != NULL && *order->po_number != '\0')
    return TW_SETTLE_NO;

  return entry->mark != NULL && g_strcmp0 (entry->mark, order->po_number) == 0 && (has_all_lines || !needs_lines)
           ? TW_SETTLE_LIKELY
           : TW_SETTLE_MAYBE;
}

/**
 * tw_settle_match_account:
 * @request: a customer or reseller that was to be made
 * @account: one that was not known before sending
 *
 * Returns: whether @account is it, by its external id and name
 */
TwSettleMatch
tw_settle_match_account (TwResource *request,
                         TwResource *account)
{
  g_autofree char *asked_id = tw_resource_dup_text (request, "externalId");
  g_autofree char *asked_name = tw_resource_dup_text (request, "name");
  g_autofree char *id = tw_resource_dup_text (account, "externalId");
  g_autofree char *name = tw_resource_dup_text (account, "name");
  gboolean same_name = g_strcmp0 (asked_name, name) == 0;
  gboolean asks_for_id = asked_id != NULL && *asked_id != '\0';
  gboolean has_id = id != NULL && *id != '\0';

  /* Nobody else was to get that id; the name may have been written in another way. */
  if (asks_for_id && has_id && g_str_equal (asked_id, id))
    return same_name ? TW_SETTLE_LIKELY : TW_SETTLE_MAYBE;
  if (!same_name || has_id)
    return TW_SETTLE_NO;

  return asks_for_id ? TW_SETTLE_MAYBE : TW_SETTLE_LIKELY;
}

/* The day of a time; reports are asked for by days, and answered with times. */
static gboolean
is_same_day (GDateTime *asked,
             GDateTime *answered)
{
  GDate a;
  GDate b;

  if (asked == NULL || answered == NULL)
    return TRUE;
  tw_date_of_time (asked, &a);
  tw_date_of_time (answered, &b);

  return g_date_compare (&a, &b) == 0;
}

/**
 * tw_settle_match_report:
 * @request: a report that was to be scheduled
 * @report: one that was made after sending
 *
 * Returns: whether @report is it, by name, form and period
 */
TwSettleMatch
tw_settle_match_report (TwReport *request,
                        TwReport *report)
{
  gboolean has_format = request->format != NULL && report->format != NULL;

  return g_strcmp0 (request->name, report->name) == 0
             && may_equal (request->customization_name, report->customization_name)
             && (!has_format || g_ascii_strcasecmp (request->format, report->format) == 0)
             && is_same_day (request->start_date, report->start_date)
             && is_same_day (request->end_date, report->end_date)
           ? TW_SETTLE_LIKELY
           : TW_SETTLE_NO;
}

/**
 * tw_settle_is_row_of:
 * @entry: an entry that makes an object
 * @request: its request
 * @row: a list row that was not known before sending
 *
 * Returns: %FALSE when the row alone says that it is another object, so that its detail need not be read
 */
gboolean
tw_settle_is_row_of (TwJournalEntry *entry,
                     TwResource     *request,
                     TwResource     *row)
{
  TwOrder *asked;
  TwOrder *order;

  if (!TW_IS_ORDER (request))
    return TRUE;

  asked = TW_ORDER (request);
  order = TW_ORDER (row);

  return may_be_type (asked, order) && may_equal (asked->customer_id, order->customer_id)
         && may_equal (entry->mark, order->po_number);
}

static gboolean is_within (TwJson *asked,
                           TwJson *answered);

static gboolean
is_scalar_within (TwJson *asked,
                  TwJson *answered)
{
  g_autofree char *a = tw_json_dup_text (asked);
  g_autofree char *b = tw_json_dup_text (answered);
  TwDecimal x;
  TwDecimal y;

  if (g_strcmp0 (a, TW_JOURNAL_MASK) == 0 || tw_json_equal (asked, answered) || g_strcmp0 (a, b) == 0)
    return TRUE;

  /* 12 and "12.00" are one price. */
  return a != NULL && b != NULL && tw_decimal_parse (a, &x, NULL) && tw_decimal_parse (b, &y, NULL)
         && tw_decimal_compare (x, y) == 0;
}

/* An element for each one that was asked for; the marketplace may keep more of them, in another order. */
static gboolean
is_array_within (TwJson *asked,
                 TwJson *answered)
{
  if (tw_json_get_kind (answered) != TW_JSON_ARRAY)
    return FALSE;

  for (guint i = 0; i < tw_json_get_length (asked); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; !found && k < tw_json_get_length (answered); k++)
        found = is_within (tw_json_get_element (asked, i), tw_json_get_element (answered, k));
      if (!found)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_object_within (TwJson *asked,
                  TwJson *answered)
{
  g_auto (GStrv) names = tw_json_list_members (asked);

  for (guint i = 0; names[i] != NULL; i++)
    {
      TwJson *value = tw_json_get_member (asked, names[i]);
      TwJson *other = tw_json_get_member (answered, names[i]);
      g_autofree char *text = tw_json_dup_text (value);

      /* A secret is never answered, and an empty text may be left out. */
      if (g_strcmp0 (text, TW_JOURNAL_MASK) == 0 || (other == NULL && text != NULL && *text == '\0'))
        continue;
      if (other == NULL || !is_within (value, other))
        return FALSE;
    }

  return TRUE;
}

/* Whether everything that was asked for is in the answer. */
static gboolean
is_within (TwJson *asked,
           TwJson *answered)
{
  if (tw_json_get_kind (asked) == TW_JSON_ARRAY)
    return is_array_within (asked, answered);
  if (tw_json_get_kind (asked) == TW_JSON_OBJECT)
    return tw_json_get_kind (answered) == TW_JSON_OBJECT && is_object_within (asked, answered);

  return is_scalar_within (asked, answered);
}

/* An order asked to be cancelled is done with when it is, whatever code it then has. */
static gboolean
is_cancelled (TwJournalEntry *entry,
              TwResource     *object)
{
  g_autofree char *code = tw_json_dup_member_text (entry->request, "statusCode");

  return entry->kind == TW_WRITE_UPDATE_ORDER && g_strcmp0 (code, "CL") == 0
         && TW_ORDER (object)->status == TW_ORDER_STATUS_CANCELLED;
}

/**
 * tw_settle_has_taken_place:
 * @entry: an entry that changes an object
 * @object: the object as the marketplace answers it now
 *
 * Returns: whether the object has everything that was sent
 */
gboolean
tw_settle_has_taken_place (TwJournalEntry *entry,
                           TwResource     *object)
{
  g_autofree char *text = tw_resource_to_json_text (object, TW_JSON_VIEW_UPDATE, FALSE);
  g_autoptr (TwJson) json = tw_json_parse (text, -1, NULL);

  if (is_cancelled (entry, object))
    return TRUE;

  return json != NULL && is_within (entry->request, json);
}

static void
write_fields (TwJsonWriter      *writer,
              TwJson            *json,
              const char *const *fields,
              guint              n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      TwJson *value = tw_json_get_member (json, fields[i]);

      if (value == NULL)
        continue;
      tw_json_writer_name (writer, fields[i]);
      tw_json_writer_json (writer, value);
    }
}

static void
write_candidate (TwJsonWriter *writer,
                 TwResource   *candidate)
{
  g_autofree char *text = tw_resource_to_json_text (candidate, TW_JSON_VIEW_SHOW, FALSE);
  g_autoptr (TwJson) json = tw_json_parse (text, -1, NULL);
  TwJson *lines = tw_json_get_member (json, "products");

  tw_json_writer_begin_object (writer);
  write_fields (writer, json, candidate_fields, G_N_ELEMENTS (candidate_fields));
  if (lines != NULL)
    {
      tw_json_writer_name (writer, "products");
      tw_json_writer_begin_array (writer);
      for (guint i = 0; i < tw_json_get_length (lines); i++)
        {
          tw_json_writer_begin_object (writer);
          write_fields (writer, tw_json_get_element (lines, i), line_fields, G_N_ELEMENTS (line_fields));
          tw_json_writer_end_object (writer);
        }
      tw_json_writer_end_array (writer);
    }
  tw_json_writer_end_object (writer);
}

/**
 * tw_settle_rule_out:
 * @entry: an entry
 * @taken: (element-type utf8 utf8): ids of objects that cannot be its outcome
 *
 * Adds the candidates that a person has seen and said nothing came of: they are not asked about once more.
 */
void
tw_settle_rule_out (TwJournalEntry *entry,
                    GHashTable     *taken)
{
  guint n_candidates = entry->candidates != NULL ? tw_json_get_length (entry->candidates) : 0;

  if (entry->state != TW_JOURNAL_NOT_PLACED)
    return;

  for (guint i = 0; i < n_candidates; i++)
    {
      char *id = tw_json_dup_member_text (tw_json_get_element (entry->candidates, i), "id");

      if (id != NULL)
        g_hash_table_add (taken, id);
    }
}

/**
 * tw_settle_describe:
 * @candidates: (element-type TwResource): objects that could be an entry's outcome
 *
 * Returns: (transfer full): what a person needs to tell them apart, as the journal keeps it
 */
TwJson *
tw_settle_describe (GPtrArray *candidates)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);

  tw_json_writer_begin_array (writer);
  for (guint i = 0; i < candidates->len; i++)
    write_candidate (writer, g_ptr_array_index (candidates, i));
  tw_json_writer_end_array (writer);

  return tw_json_writer_steal_json (writer);
}
