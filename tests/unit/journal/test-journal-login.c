/* test-journal-login.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-settler.h"

#include <string.h>

/*
 * An account's name may be given to another marketplace, and its journal goes with the name. What was sent to one is
 * neither looked for nor sent at another, where everything looks as if it had never been sent.
 */

#define HERE "heron.api, us, https://api.cloud.im/marketplace/na"
#define ELSEWHERE "heron.api, de, https://api.cloud.im/marketplace/eu"

#define SALES \
  "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-7', 'products': [{'mpn': 'SEAT', 'quantity': 12}]}"

static TwOrderPreview *
prepare (JournalTest *self)
{
  g_autoptr (TwOrder) order = TW_ORDER (fake_resource (TW_TYPE_ORDER, SALES));
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_from_order (order);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwOrderPreview *preview;

  tw_order_preview_prepare_async (draft, TW_MARKETPLACE (self->marketplace), NULL, self->journal, NULL,
                                  tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  preview = tw_order_preview_prepare_finish (result, &error);
  g_assert_no_error (error);

  return preview;
}

static TwJournalEntry *
place (JournalTest    *self,
       TwOrderPreview *preview,
       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_writer_place_async (self->writer, preview, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_writer_place_finish (self->writer, result, error);
}

static TwJournalEntry *
lose (JournalTest *self)
{
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  self->marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (self->marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT', 'vendor': 'Contoso_NCE'}");
  self->marketplace->write_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, "The connection was cut");
  tw_journal_set_login (self->journal, HERE);
  preview = prepare (self);
  entry = place (self, preview, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (entry->login, ==, HERE);
  g_clear_error (&self->marketplace->write_error);

  return entry;
}

static TwJournalEntry *
settle (TwSettler  *settler,
        const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  /* Nothing is due, so there is nothing to wait for. */
  tw_settler_run_async (settler, id, 3600, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entries = tw_settler_run_finish (settler, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);

  return g_object_ref (g_ptr_array_index (entries, 0));
}

static TwJournalEntry *
resolve (TwSettler   *settler,
         const char  *id,
         const char  *object_id,
         GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_settler_resolve_async (settler, id, object_id, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_settler_resolve_finish (settler, result, error);
}

static void
test_settle (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose (self);
  g_autoptr (TwJournalEntry) named = NULL;
  g_autoptr (TwJournalEntry) listed = NULL;
  g_autoptr (TwJournalEntry) wrong = NULL;
  g_autoptr (TwJournalEntry) said = NULL;
  g_autoptr (GError) error = NULL;
  TwSettler *settler = tw_settler_new (TW_MARKETPLACE (self->marketplace), self->journal, NULL, 0);
  guint n_reads = self->marketplace->n_reads;

  tw_journal_set_login (self->journal, ELSEWHERE);
  named = settle (settler, lost->id);
  listed = settle (settler, NULL);
  g_assert_cmpint (named->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpint (listed->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpuint (self->marketplace->n_reads, ==, n_reads);
  g_assert_null (listed->looks);

  wrong = resolve (settler, lost->id, "1184220", &error);
  g_assert_null (wrong);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, HERE));
  g_clear_error (&error);

  /* A person may know. */
  said = resolve (settler, lost->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (said->state, ==, TW_JOURNAL_NOT_PLACED);
  g_assert_finalize_object (settler);
}

/* There the same order is another one. */
static void
test_place (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose (self);
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  tw_journal_set_login (self->journal, ELSEWHERE);
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER, "{'id': '2184220', 'status': 'submitted'}");
  preview = prepare (self);
  g_assert_null (tw_order_preview_get_entry (preview));
  g_assert_cmpuint (tw_order_preview_get_rivals (preview)->len, ==, 0);
  entry = place (self, preview, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->id, !=, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->login, ==, ELSEWHERE);
}

static void
test_resume (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = lose (self);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) resumed = NULL;
  g_autoptr (GError) error = NULL;
  guint n_writes = self->marketplace->n_writes;

  tw_journal_set_login (self->journal, ELSEWHERE);
  g_object_set (lost, "state", TW_JOURNAL_QUEUED, NULL);
  tw_writer_resume_async (self->writer, lost, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  resumed = tw_writer_resume_finish (self->writer, result, &error);
  g_assert_null (resumed);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpuint (self->marketplace->n_writes, ==, n_writes);
}

/* Entries of before do not say where they belong. */
static void
test_old_entry (JournalTest   *self,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = g_object_new (TW_TYPE_JOURNAL_ENTRY, "id", "1", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_journal_check_login (self->journal, entry, &error));
  tw_journal_set_login (self->journal, HERE);
  g_assert_true (tw_journal_check_login (self->journal, entry, &error));
  g_object_set (entry, "login", HERE, NULL);
  g_assert_true (tw_journal_check_login (self->journal, entry, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/login/settle", test_settle);
  ADD ("/journal/login/place", test_place);
  ADD ("/journal/login/resume", test_resume);
  ADD ("/journal/login/old-entry", test_old_entry);

  return g_test_run ();
}
