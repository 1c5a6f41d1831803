/* settler-test.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

#include "base/tw-error.h"

void
settler_test_set_up (SettlerTest   *self,
                     gconstpointer  data)
{
  journal_test_set_up (&self->base, data);
  self->base.marketplace->thin_lists = TRUE;
  self->base.marketplace->server_time = g_date_time_new_utc (2026, 11, 2, 9, 10, 0);
  self->settler = tw_settler_new (TW_MARKETPLACE (self->base.marketplace),
                                  self->base.journal,
                                  self->base.mirror,
                                  SETTLE_AFTER);
}

void
settler_test_tear_down (SettlerTest   *self,
                        gconstpointer  data)
{
  /* What it had begun when it was stopped ends by itself. */
  TW_WAIT_FOR (G_OBJECT (self->settler)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->settler));
  journal_test_tear_down (&self->base, data);
}

void
settler_test_add_order (SettlerTest *self,
                        const char  *json)
{
  fake_marketplace_add (self->base.marketplace, TW_TYPE_ORDER, json);
}

/* Adds the order that came of an entry, and that says so, at a place in the lists. */
void
settler_test_add_own_order (SettlerTest    *self,
                            TwJournalEntry *entry,
                            const char     *id,
                            guint           position)
{
  g_autofree char *json = g_strdup_printf (
    "{'id': '%s', 'type': 'sales', 'customerId': '1002417', 'creationDate': '2026-11-02T09:10:01Z',"
    " 'attributes': {'tradewindEntry': '%s'}, " PO_7 LINES "}",
    id,
    entry->entry_mark);

  g_ptr_array_insert (self->base.marketplace->objects, (int) position, fake_resource (TW_TYPE_ORDER, json));
}

/* Sends a write whose answer gets lost; the entry is unknown afterwards. */
TwJournalEntry *
settler_test_lose_write (SettlerTest *self,
                         TwWriteKind  kind,
                         const char  *target,
                         const char  *json)
{
  GType type = tw_kind_get_resource_type (tw_write_kind_get_kind (kind));
  g_autoptr (TwResource) body = fake_resource (type, json);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  self->base.marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "Cut off");
  tw_writer_submit_async (self->base.writer, kind, target, body, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_writer_submit_finish (self->base.writer, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_clear_error (&self->base.marketplace->write_error);

  return entry;
}

/* Places an order, from the draft to the answer. */
TwJournalEntry *
settler_test_try_place (SettlerTest  *self,
                        const char   *json,
                        GError      **error)
{
  FakeMarketplace *marketplace = self->base.marketplace;
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, json));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GAsyncResult) prepared = NULL;
  g_autoptr (GAsyncResult) placed = NULL;
  TwJournalEntry *entry;

  marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT'}");
  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (marketplace),
                                  NULL,
                                  NULL,
                                  NULL,
                                  tw_test_store_result,
                                  &prepared);
  TW_WAIT_FOR (prepared != NULL);
  preview = tw_order_preview_prepare_finish (prepared, error);
  g_assert_nonnull (preview);

  tw_writer_place_async (self->base.writer, preview, NULL, tw_test_store_result, &placed);
  TW_WAIT_FOR (placed != NULL);
  entry = tw_writer_place_finish (self->base.writer, placed, error);
  g_ptr_array_remove_index (marketplace->objects, 0);

  return entry;
}

TwJournalEntry *
settler_test_place (SettlerTest *self,
                    const char  *json)
{
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry = settler_test_try_place (self, json, &error);

  g_assert_no_error (error);

  return entry;
}

TwJournalEntry *
settler_test_lose_order (SettlerTest *self)
{
  TwJournalEntry *entry;

  self->base.marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "Cut off");
  entry = settler_test_place (self, REQUEST);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_clear_error (&self->base.marketplace->write_error);

  return entry;
}

GPtrArray *
settler_test_run (TwSettler  *settler,
                  const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  tw_settler_run_async (settler, id, 0, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entries = tw_settler_run_finish (settler, result, &error);
  g_assert_no_error (error);

  return entries;
}

/* One look at an entry, and what came of it. */
TwJournalEntry *
settler_test_look (SettlerTest *self,
                   const char  *id)
{
  g_autoptr (GPtrArray) entries = settler_test_run (self->settler, id);

  g_assert_cmpuint (entries->len, ==, 1);

  return g_object_ref (g_ptr_array_index (entries, 0));
}

void
settler_test_assert_state (SettlerTest    *self,
                           TwJournalEntry *lost,
                           TwJournalState  state,
                           const char     *result_id)
{
  guint n_writes = self->base.marketplace->n_writes;
  g_autoptr (TwJournalEntry) entry = settler_test_look (self, lost->id);

  g_assert_cmpint (entry->state, ==, state);
  g_assert_cmpstr (entry->result_id, ==, result_id);
  g_assert_cmpuint (self->base.marketplace->n_writes, ==, n_writes);
}

TwJournalEntry *
settler_test_resolve (SettlerTest  *self,
                      const char   *id,
                      const char   *object_id,
                      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_settler_resolve_async (self->settler, id, object_id, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_settler_resolve_finish (self->settler, result, error);
}

void
settler_test_date_back (SettlerTest *self,
                        const char  *seconds)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE journal_looks SET uptime = uptime - %s * 1000000, time = "
                                          "strftime ('%%Y-%%m-%%dT%%H:%%M:%%SZ', time, '-%s seconds')",
                                          seconds,
                                          seconds);

  journal_test_execute (self->base.path, sql);
}

/* An order that three looks did not find. */
TwJournalEntry *
settler_test_give_up (SettlerTest *self)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (self);

  settler_test_assert_state (self, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (self, "151");
  settler_test_assert_state (self, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (self, "151");

  return settler_test_look (self, lost->id);
}

/* What is not sure takes looks over the time to settle, and sends nothing meanwhile. */
void
settler_test_assert_settles (SettlerTest    *self,
                             TwJournalEntry *lost,
                             TwJournalState  state,
                             const char     *result_id)
{
  settler_test_assert_state (self, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (self, "151");
  settler_test_assert_state (self, lost, TW_JOURNAL_UNKNOWN, NULL);
  settler_test_date_back (self, "151");
  settler_test_assert_state (self, lost, state, result_id);
}

gboolean
settler_test_says (SettlerTest *self,
                   const char  *sql,
                   const char  *expected)
{
  g_autofree char *text = journal_test_query (self->base.path, sql);

  return g_strcmp0 (text, expected) == 0;
}
