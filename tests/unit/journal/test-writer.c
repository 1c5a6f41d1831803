/* test-writer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "writer-test.h"

#include "base/tw-error.h"

static void
test_confirmed (JournalTest   *self,
                gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER,
                                               "{'name': 'Blue Heron', 'externalId': 'K-7'}");
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (TwResource) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.entry->state, ==, TW_JOURNAL_CONFIRMED);

  stored = journal_test_get_only (self->journal);
  g_assert_true (tw_resource_equal (TW_RESOURCE (stored), TW_RESOURCE (outcome.entry)));
  g_assert_cmpint (stored->kind, ==, TW_WRITE_CREATE_CUSTOMER);
  g_assert_cmpstr (stored->result_id, ==, "1002417");
  g_assert_cmpstr (stored->correlation_id, ==, "a8n-0001");
  g_assert_cmpstr (stored->account, ==, "acme");
  g_assert_nonnull (strchr (stored->author, '@'));
  g_assert_true (stored->resumable);
  g_assert_null (stored->error);
  g_assert_null (stored->mark);
  g_assert_nonnull (stored->server_time);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);
  g_assert_cmpuint (self->marketplace->n_reads, ==, 1);

  answer = tw_journal_entry_dup_answer (stored, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (TW_CUSTOMER (answer)->name, ==, "Blue Heron");
}

/* The answer is in the mirror without another call. */
static void
test_mirrored (JournalTest   *self,
               gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwMirrorEntry) mirrored = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  outcome = writer_test_submit (self, TW_WRITE_UPDATE_CUSTOMER, "1002417", body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (self->marketplace->last_target, ==, "1002417");

  tw_mirror_get_async (self->mirror, TW_KIND_CUSTOMER, "1002417", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  mirrored = tw_mirror_get_finish (self->mirror, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (TW_CUSTOMER (mirrored->resource)->external_id, ==, "K-7");
  g_assert_cmpint (mirrored->detail, ==, TW_DETAIL_KNOWN);
}

typedef struct
{
  const char     *name;
  TwError         code;
  TwEffect        effect;
  TwJournalState  state;
} EffectCase;

static const EffectCase effect_cases[] = {
  { "refused", TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, TW_JOURNAL_REJECTED },
  { "business-rule", TW_ERROR_CONFLICT, TW_EFFECT_REFUSED, TW_JOURNAL_REJECTED },
  { "never-reached", TW_ERROR_OFFLINE, TW_EFFECT_NONE, TW_JOURNAL_NOT_PLACED },
  { "rate", TW_ERROR_RATE_LIMITED, TW_EFFECT_NONE, TW_JOURNAL_NOT_PLACED },
  { "cut", TW_ERROR_OFFLINE, TW_EFFECT_UNKNOWN, TW_JOURNAL_UNKNOWN },
  { "server", TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, TW_JOURNAL_UNKNOWN },
  { "malformed", TW_ERROR_PROTOCOL, TW_EFFECT_UNKNOWN, TW_JOURNAL_UNKNOWN },
};

/* What is known of the effect decides the state; only an unknown one is no error for the caller. */
static void
test_effect (JournalTest   *self,
             gconstpointer  data)
{
  const EffectCase *effect = data;
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->write_error = fake_error (effect->code, effect->effect, "It went wrong");
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, effect->state);
  g_assert_cmpstr (stored->error, ==, "It went wrong");
  g_assert_cmpstr (stored->correlation_id, ==, "a8n-0002");
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);

  if (effect->state == TW_JOURNAL_UNKNOWN)
    {
      g_assert_no_error (outcome.error);
      g_assert_cmpint (outcome.entry->state, ==, TW_JOURNAL_UNKNOWN);
    }
  else
    {
      g_assert_error (outcome.error, TW_ERROR, (int) effect->code);
      g_assert_cmpint (tw_error_get_effect (outcome.error), ==, effect->effect);
    }
}

static void
look_at_disk_cb (FakeMarketplace *marketplace,
                 TwWriteKind      kind,
                 TwResource      *body,
                 gpointer         data)
{
  JournalTest *self = data;
  g_autofree char *state = journal_test_query (self->path, "SELECT state FROM journal");
  g_autofree char *request = journal_test_query (self->path,
                                                 "SELECT json_extract (request, '$.name') FROM journal");
  g_autofree char *time = journal_test_query (self->path, "SELECT server_time FROM journal");

  g_assert_cmpstr (state, ==, "sending");
  g_assert_cmpstr (request, ==, "Blue Heron");
  g_assert_cmpstr (time, ==, "2026-11-02T09:00:00Z");
}

/* Another connection sees the entry, about to be sent, while the call is on its way. */
static void
test_on_disk_first (JournalTest   *self,
                    gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  self->marketplace->on_write = look_at_disk_cb;
  self->marketplace->on_write_data = self;
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 1);
}

static void
break_journal_cb (FakeMarketplace *marketplace,
                  TwWriteKind      kind,
                  TwResource      *body,
                  gpointer         data)
{
  JournalTest *self = data;

  journal_test_execute (self->path,
                        "CREATE TRIGGER no_more BEFORE UPDATE ON journal BEGIN SELECT raise (ABORT, 'disk full'); END");
}

static gboolean
has_result (JournalTest *self,
            const char  *id)
{
  g_autofree char *text = journal_test_query (self->path, "SELECT result_id FROM journal WHERE state = 'confirmed'");

  return g_strcmp0 (text, id) == 0;
}

/* The order may be there although nothing could be noted: that is unknown, never a failure to try again. */
static void
test_unwritten_outcome (JournalTest   *self,
                        gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  self->marketplace->on_write = break_journal_cb;
  self->marketplace->on_write_data = self;
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.entry->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (outcome.entry->result_id, ==, "1002417");

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_SENDING);

  /* Once there is room again the journal is told. */
  journal_test_execute (self->path, "DROP TRIGGER no_more");
  TW_WAIT_FOR (has_result (self, "1002417"));
}

/* Without an entry on disk nothing is sent. */
static void
test_unwritten_entry (JournalTest   *self,
                      gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_auto (WriterOutcome) outcome = { NULL };

  journal_test_execute (self->path,
                        "CREATE TRIGGER no_more BEFORE INSERT ON journal BEGIN SELECT raise (ABORT, 'disk full'); END");
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_error (outcome.error, TW_ERROR, TW_ERROR_STORE);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);
}

static void
test_cancelled_during_send (JournalTest   *self,
                            gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (GError) error = NULL;

  self->marketplace->hold_writes = TRUE;
  tw_writer_submit_async (self->writer,
                          TW_WRITE_CREATE_CUSTOMER,
                          NULL,
                          body,
                          cancellable,
                          tw_test_store_result,
                          &result);
  TW_WAIT_FOR (self->marketplace->held != NULL);
  g_cancellable_cancel (cancellable);
  TW_WAIT_FOR (result != NULL);
  entry = tw_writer_submit_finish (self->writer, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_UNKNOWN);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_UNKNOWN);
}

static void
test_cancelled_before (JournalTest   *self,
                       gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  g_cancellable_cancel (cancellable);
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, cancellable);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  entries = journal_test_list (self->journal);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* Between the entry and the send: it ends as not placed, and nothing is sent. */
static void
test_cancelled_when_queued (JournalTest   *self,
                            gconstpointer  data)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TwJournalEntry) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gulong id;

  id = g_signal_connect_swapped (self->journal, "changed", G_CALLBACK (g_cancellable_cancel), cancellable);
  tw_writer_submit_async (self->writer,
                          TW_WRITE_CREATE_CUSTOMER,
                          NULL,
                          body,
                          cancellable,
                          tw_test_store_result,
                          &result);
  TW_WAIT_FOR (result != NULL);
  g_signal_handler_disconnect (self->journal, id);
  g_assert_null (tw_writer_submit_finish (self->writer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->marketplace->n_writes, ==, 0);

  stored = journal_test_get_only (self->journal);
  g_assert_cmpint (stored->state, ==, TW_JOURNAL_NOT_PLACED);
}

/*
 * Neither a contact's password nor a password parameter reaches any file, and such an entry cannot be
 * resumed.
 */
static void
test_secret_contact (JournalTest   *self,
                     gconstpointer  data)
{
  g_autoptr (TwResource) body = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  body = fake_resource (TW_TYPE_CUSTOMER,
                        "{'name': 'Blue Heron', 'contactPersons': ["
                        " {'type': 'admin', 'login': 'heron', 'password': 'swordfish-77'}]}");
  self->marketplace->write_answer = fake_resource (TW_TYPE_CUSTOMER, CUSTOMER);
  outcome = writer_test_submit (self, TW_WRITE_CREATE_CUSTOMER, NULL, body, NULL);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (strstr (self->marketplace->last_body, "swordfish-77"));

  stored = journal_test_get_only (self->journal);
  g_assert_false (stored->resumable);
  g_assert_false (journal_test_dir_contains (self->dir, "swordfish-77"));
  g_assert_true (journal_test_dir_contains (self->dir, "\"password\":\"***\""));
}

static void
test_secret_parameter (JournalTest   *self,
                       gconstpointer  data)
{
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwJournalEntry) stored = NULL;
  g_auto (WriterOutcome) outcome = { NULL };

  /* Only the marketplace's check says that this parameter is a password; its name does not. */
  g_ptr_array_add (self->marketplace->checks,
                   fake_resource (TW_TYPE_PARAMETER_CHECK,
                                  "{'mpn': 'SEAT', 'parameters': ["
                                  " {'name': 'access', 'type': 'password', 'result': 'success'}]}"));
  preview = writer_test_prepare_sales (self,
                                       "{'type': 'sales', 'customerId': '1002417', 'poNumber': 'PO-8', 'products': ["
                                       "  {'mpn': 'SEAT', 'quantity': 1, 'parameters': ["
                                       "    {'name': 'access', 'value': 'swordfish-78'},"
                                       "    {'name': 'adminPassword', 'value': 'swordfish-79'}]}]}");
  self->marketplace->write_answer = fake_resource (TW_TYPE_ORDER,
                                                   "{'id': '1184220', 'status': 'submitted', 'products': ["
                                                   "  {'mpn': 'SEAT', 'parameters': ["
                                                   "    {'name': 'access', 'value': 'swordfish-78'}]}]}");
  outcome = writer_test_place (self, preview, NULL);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (strstr (self->marketplace->last_body, "swordfish-78"));
  g_assert_nonnull (strstr (self->marketplace->last_body, "swordfish-79"));

  stored = journal_test_get_only (self->journal);
  g_assert_false (stored->resumable);
  g_assert_false (journal_test_dir_contains (self->dir, "swordfish"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/writer/confirmed", test_confirmed);
  ADD ("/journal/writer/mirrored", test_mirrored);
  for (guint i = 0; i < G_N_ELEMENTS (effect_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal/writer/effect/%s", effect_cases[i].name);

      g_test_add (path,
                  JournalTest,
                  &effect_cases[i],
                  journal_test_set_up,
                  test_effect,
                  journal_test_tear_down);
    }
  ADD ("/journal/writer/on-disk-first", test_on_disk_first);
  ADD ("/journal/writer/unwritten-outcome", test_unwritten_outcome);
  ADD ("/journal/writer/unwritten-entry", test_unwritten_entry);
  ADD ("/journal/writer/cancelled/during-send", test_cancelled_during_send);
  ADD ("/journal/writer/cancelled/before", test_cancelled_before);
  ADD ("/journal/writer/cancelled/when-queued", test_cancelled_when_queued);
  ADD ("/journal/writer/secret/contact", test_secret_contact);
  ADD ("/journal/writer/secret/parameter", test_secret_parameter);

  return g_test_run ();
}
