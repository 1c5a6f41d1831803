/* test-resume.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

#include "base/tw-error.h"

#include <string.h>

static TwJournalEntry *
resume (SettlerTest     *fixture,
        GError     **error)
{
  g_autoptr (TwJournalEntry) entry = journal_test_get_only (fixture->base.journal);
  g_autoptr (GAsyncResult) result = NULL;

  tw_writer_resume_async (fixture->base.writer, entry, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_writer_resume_finish (fixture->base.writer, result, error);
}

#define INSERT_QUEUED(resumable, server_time) \
  "INSERT INTO journal (kind, state, mark, created, updated, customer_id, request, resumable, account, author," \
  "  program, entry_mark, server_time)" \
  " VALUES ('place-order', 'queued', 'PO-7', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', '1002417'," \
  "  '{\"type\":\"sales\",\"customerId\":\"1002417\",\"poNumber\":\"PO-7\"," \
  "    \"products\":[{\"mpn\":\"SEAT\",\"quantity\":12}]}', " #resumable ", 'acme', 'ana@desk', 'x', '1-ab', " server_time ")"

/* What was approved and never sent is sent once, as it was approved. */
static void
test_resume (SettlerTest   *fixture,
             gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1, "NULL"));
  marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184220", "10", PO_7 LINES));
  entry = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->result_id, ==, "1184220");
  g_assert_nonnull (entry->server_time);
  g_assert_nonnull (strstr (marketplace->last_body, "\"quantity\":12"));
  g_assert_nonnull (strstr (marketplace->last_body, "\"tradewindEntry\":\"1-ab\""));

  /* Whoever comes second, with what was read before, sees what came of it. */
  again = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpuint (marketplace->n_writes, ==, 1);
}

static void
test_resume_masked (SettlerTest   *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (0, "NULL"));
  g_assert_null (resume (fixture, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 0);
  g_clear_error (&error);

  /* A person may end it. */
  entry = settler_test_resolve (fixture, "1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NOT_PLACED);
}

/* When the entries below were approved, by the marketplace's clock. */
#define APPROVED "'2026-11-02T09:10:00Z'"

/*
 * The records are older than the send: somebody put an old copy of the file in its place. What was sent since is
 * found, and not sent again.
 */
static void
test_sent_before (SettlerTest   *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1, APPROVED));
  settler_test_add_order (fixture,
                          ORDER ("1184220", "11", "'attributes': {'tradewindEntry': '1-ab'}, " PO_7 LINES));
  entry = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->result_id, ==, "1184220");
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 0);
}

/* The doubt cannot be written down: nobody waits for a send that there is not, and it is written down later. */
static void
test_unwritten_doubt (SettlerTest   *fixture,
                      gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1, APPROVED));
  journal_test_execute (fixture->base.path,
                        "CREATE TRIGGER full BEFORE UPDATE ON journal WHEN NEW.state = 'unknown'"
                        "  BEGIN SELECT raise (ABORT, 'disk full'); END");
  settler_test_add_order (fixture,
                          ORDER ("1184220", "11", "'attributes': {'tradewindEntry': '1-ab'}, " PO_7 LINES));
  entry = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 0);

  journal_test_execute (fixture->base.path, "DROP TRIGGER full");
  TW_WAIT_FOR (settler_test_says (fixture, "SELECT state FROM journal", "unknown"));
  settler_test_assert_state (fixture, entry, TW_JOURNAL_CONFIRMED, "1184220");
}

/* What could be it and carries no mark is for a person to recognise. */
static void
test_perhaps_sent (SettlerTest   *fixture,
                   gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1, APPROVED));
  settler_test_add_order (fixture, ORDER ("1184220", "11", LINES));
  entry = resume (fixture, &error);
  g_assert_no_error (error);
  settler_test_assert_settles (fixture, entry, TW_JOURNAL_NEEDS_A_PERSON, NULL);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 0);
}

/* What is there are others: it is sent, as ever. */
static void
test_not_sent_before (SettlerTest   *fixture,
                      gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1, APPROVED));
  settler_test_add_order (fixture,
                          "{'id': '1184000', 'type': 'sales', 'customerId': '1002417',"
                          " 'creationDate': '2026-11-02T08:59:00Z', " PO_7 LINES "}");
  settler_test_add_order (fixture,
                          ORDER ("1184221", "12", "'attributes': {'tradewindEntry': '2-cd'}, " PO_7 LINES));
  marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184230", "20", PO_7 LINES));
  entry = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->result_id, ==, "1184230");
  g_assert_cmpuint (marketplace->n_writes, ==, 1);
}

/* Where nobody can look, nobody sends. */
static void
test_blind (SettlerTest   *fixture,
            gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (GError) error = NULL;

  journal_test_execute (fixture->base.path, INSERT_QUEUED (1, APPROVED));
  marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Nobody there");
  g_assert_null (resume (fixture, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpuint (marketplace->n_writes, ==, 0);
  stored = journal_test_get_only (fixture->base.journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_NOT_PLACED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  SETTLER_ADD ("/journal/resume/sent-once", test_resume);
  SETTLER_ADD ("/journal/resume/masked", test_resume_masked);
  SETTLER_ADD ("/journal/resume/sent-before", test_sent_before);
  SETTLER_ADD ("/journal/resume/unwritten-doubt", test_unwritten_doubt);
  SETTLER_ADD ("/journal/resume/perhaps-sent", test_perhaps_sent);
  SETTLER_ADD ("/journal/resume/not-sent-before", test_not_sent_before);
  SETTLER_ADD ("/journal/resume/blind", test_blind);

  return g_test_run ();
}
