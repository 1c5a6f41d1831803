/* test-late-orders.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "settler-test.h"

#include "base/tw-error.h"
#include "journal/tw-late-orders.h"

#include <string.h>

/* The order that an entry sent, as the marketplace has it in the end. */
static char *
make_order (TwJournalEntry *entry,
            const char     *id)
{
  return g_strdup_printf ("{'id': '%s', 'type': 'sales', 'customerId': '1002417', 'status': 'submitted',"
                          " 'creationDate': '2026-11-02T09:40:00Z', 'poNumber': 'PO-7',"
                          " 'attributes': {'tradewindEntry': '%s'}, " LINES "}",
                          id,
                          entry->entry_mark);
}

static void
put_order (SettlerTest *fixture,
           const char  *json)
{
  g_autoptr (TwResource) order = fake_resource (TW_TYPE_ORDER, json);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_mirror_put_detail_async (fixture->base.mirror, TW_KIND_ORDER, order, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  tw_mirror_put_detail_finish (fixture->base.mirror, result, NULL, &error);
  g_assert_no_error (error);
}

static void
find (SettlerTest *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_late_orders_find_async (fixture->base.journal, fixture->base.mirror, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_late_orders_find_finish (result, &error));
  g_assert_no_error (error);
}

static TwJournalEntry *
get (SettlerTest *fixture,
     const char  *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_journal_get_async (fixture->base.journal, id, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_get_finish (fixture->base.journal, result, &error);
  g_assert_no_error (error);

  return entry;
}

static void
assert_now (SettlerTest    *fixture,
            const char     *id,
            TwJournalState  state,
            const char     *result_id)
{
  g_autoptr (TwJournalEntry) entry = get (fixture, id);

  g_assert_cmpint (entry->state, ==, state);
  g_assert_cmpstr (entry->result_id, ==, result_id);
}

/* Among the orders that a sync read is one that nobody looked for any more: its entry says so. No call is made. */
static void
test_found (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autofree char *json = make_order (lost, "1184220");
  g_autoptr (TwJournalEntry) entry = NULL;
  guint n_reads = fixture->base.marketplace->n_reads;

  g_assert_cmpint (lost->state, ==, TW_JOURNAL_NOT_PLACED);
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_NOT_PLACED, NULL);

  put_order (fixture, json);
  find (fixture);
  entry = get (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (entry->result_id, ==, "1184220");
  g_assert_nonnull (entry->answer);
  g_assert_nonnull (strstr (entry->error, "after all"));
  journal_test_assert_reason (entry->reason, "came-late");
  journal_test_assert_reason (entry->send_reason, NULL);
  g_assert_cmpuint (fixture->base.marketplace->n_reads, ==, n_reads);
}

/* What is looked for still, or what a person was asked about, is seen in the same way, by its own mark alone. */
static void
test_unsettled (SettlerTest   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_lose_order (fixture);
  g_autofree char *json = make_order (lost, "1184220");
  guint n_reads;

  if (GPOINTER_TO_INT (data) == TW_JOURNAL_NEEDS_A_PERSON)
    {
      settler_test_add_order (fixture, ORDER ("1184210", "10", LINES));
      settler_test_assert_settles (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
    }

  n_reads = fixture->base.marketplace->n_reads;
  put_order (fixture, ORDER ("1184211", "10", PO_7 LINES));
  find (fixture);
  assert_now (fixture, lost->id, GPOINTER_TO_INT (data), NULL);
  put_order (fixture, json);
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_CONFIRMED, "1184220");
  g_assert_cmpuint (fixture->base.marketplace->n_reads, ==, n_reads);
}

/* A program that ends again does once what one that runs goes on doing, and says what it met. */
static void
test_catch_up (SettlerTest   *fixture,
               gconstpointer  data)
{
  g_autoptr (TwJournalEntry) first = settler_test_lose_order (fixture);
  g_autofree char *json = make_order (first, "1184220");
  g_autoptr (TwJournalEntry) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  put_order (fixture, json);
  second = settler_test_lose_write (fixture, TW_WRITE_CREATE_CUSTOMER, NULL, "{'name': 'Heron'}");
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&result);
      g_clear_pointer (&entries, g_ptr_array_unref);
      tw_settler_catch_up_async (fixture->settler, NULL, tw_test_store_result, &result);
      TW_WAIT_FOR (result != NULL);
      entries = tw_settler_catch_up_finish (fixture->settler, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, i == 0 ? 2 : 1);
    }

  /* The first one is over, and the second one is not due again. */
  assert_now (fixture, first->id, TW_JOURNAL_CONFIRMED, "1184220");
  assert_now (fixture, second->id, TW_JOURNAL_UNKNOWN, NULL);
  g_assert_true (settler_test_says (fixture, "SELECT count (*) FROM journal_looks WHERE entry = 2", "1"));
  g_clear_object (&result);
}

/* A program that runs notices by itself. */
static void
test_background (SettlerTest   *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autofree char *json = make_order (lost, "1184220");

  tw_settler_start (fixture->settler);
  put_order (fixture, json);
  TW_WAIT_FOR (settler_test_says (fixture, "SELECT state FROM journal WHERE id = 1", "confirmed"));
  tw_settler_stop (fixture->settler);
}

/* It was sent again: two orders, and a person who sees both and says what is to be. */
static void
test_double (SettlerTest   *fixture,
             gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (TwJournalEntry) resolved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = make_order (lost, "1184220");
  g_autofree char *candidate = NULL;

  fixture->base.marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184230", "30", PO_7 LINES));
  again = settler_test_place (fixture, REQUEST);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_cmpstr (again->retry_of, ==, lost->id);

  put_order (fixture, json);
  find (fixture);
  entry = get (fixture, lost->id);
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_NEEDS_A_PERSON);
  g_assert_null (entry->result_id);
  g_assert_nonnull (strstr (entry->error, "order 1184220"));
  g_assert_nonnull (strstr (entry->error, "journal entry 2, order 1184230"));
  journal_test_assert_reason (entry->reason, "placed-twice");
  g_assert_cmpuint (tw_json_get_length (entry->candidates), ==, 1);
  candidate = tw_json_dup_member_text (tw_json_get_element (entry->candidates, 0), "id");
  g_assert_cmpstr (candidate, ==, "1184220");
  assert_now (fixture, again->id, TW_JOURNAL_CONFIRMED, "1184230");

  /* However often it is seen, it is the person's to say; and both are wanted. */
  settler_test_add_order (fixture, json);
  find (fixture);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_NEEDS_A_PERSON, NULL);
  resolved = settler_test_resolve (fixture, lost->id, "1184220", &error);
  g_assert_no_error (error);
  g_assert_cmpint (resolved->state, ==, TW_JOURNAL_CONFIRMED);
}

/* Sending again looks once more, and finds what came late: nothing is sent. */
static void
test_again (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autofree char *json = make_order (lost, "1184220");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwJournalEntry) next = NULL;

  settler_test_add_order (fixture, json);
  g_assert_null (settler_test_try_place (fixture, REQUEST, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "1184220"));
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 1);
  assert_now (fixture, "1", TW_JOURNAL_CONFIRMED, "1184220");
  assert_now (fixture, "2", TW_JOURNAL_REJECTED, NULL);

  /* Who then wants another one gets it. */
  fixture->base.marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184240", "50", PO_7 LINES));
  next = settler_test_place (fixture, REQUEST);
  g_assert_cmpint (next->state, ==, TW_JOURNAL_CONFIRMED);
  g_assert_null (next->retry_of);
}

/* What another program does while an order is on its way to be sent. */
typedef struct
{
  const char *path;
  guint       n_lists;
  guint       last_list; /* the last one that is read before it is sent */
} Meanwhile;

static void
confirm_first_cb (FakeMarketplace *marketplace,
                  gpointer         data)
{
  Meanwhile *meanwhile = data;

  if (++meanwhile->n_lists == meanwhile->last_list)
    journal_test_execute (meanwhile->path,
                          "UPDATE journal SET state = 'confirmed', result_id = '1184220' WHERE id = 1");
}

/* Another program reads the late order when the second try has just looked for it: that is not sent all the same. */
static void
test_meanwhile (SettlerTest   *fixture,
                gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  /* the catalogue's, a look for each that was not placed, and what is there already */
  Meanwhile meanwhile = { .path = fixture->base.path, .last_list = GPOINTER_TO_INT (data) ? 4 : 3 };
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autoptr (TwJournalEntry) second = GPOINTER_TO_INT (data) ? settler_test_give_up (fixture) : NULL;
  guint n_writes = marketplace->n_writes;
  g_autofree char *id = g_strdup_printf ("%u", n_writes + 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lost->state, ==, TW_JOURNAL_NOT_PLACED);
  g_assert_true (second == NULL || second->state == TW_JOURNAL_NOT_PLACED);
  marketplace->on_list = confirm_first_cb;
  marketplace->on_list_data = &meanwhile;
  g_assert_null (settler_test_try_place (fixture, REQUEST, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "order 1184220"));
  g_assert_cmpuint (marketplace->n_writes, ==, n_writes);
  assert_now (fixture, id, TW_JOURNAL_REJECTED, NULL);
}

/* However often it was tried again: the first one may be the one that comes. */
static void
test_chain (SettlerTest   *fixture,
            gconstpointer  data)
{
  g_autoptr (TwJournalEntry) first = settler_test_give_up (fixture);
  g_autoptr (TwJournalEntry) second = settler_test_give_up (fixture);
  g_autofree char *json = make_order (first, "1184220");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (second->retry_of, ==, first->id);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 2);
  settler_test_add_order (fixture, json);
  g_assert_null (settler_test_try_place (fixture, REQUEST, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpuint (fixture->base.marketplace->n_writes, ==, 2);
  assert_now (fixture, first->id, TW_JOURNAL_CONFIRMED, "1184220");
  assert_now (fixture, second->id, TW_JOURNAL_NOT_PLACED, NULL);
  assert_now (fixture, "3", TW_JOURNAL_REJECTED, NULL);
}

/* What a person has ruled out does not come up again, and is not in the way of another try. */
static void
test_ruled_out (SettlerTest   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autoptr (TwJournalEntry) again = NULL;
  g_autoptr (TwJournalEntry) resolved = NULL;
  g_autoptr (TwJournalEntry) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = make_order (lost, "1184220");

  fixture->base.marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184230", "30", PO_7 LINES));
  again = settler_test_place (fixture, REQUEST);
  g_assert_cmpint (again->state, ==, TW_JOURNAL_CONFIRMED);
  put_order (fixture, json);
  settler_test_add_order (fixture, json);
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_NEEDS_A_PERSON, NULL);

  /* The late one was withdrawn, says the person. */
  resolved = settler_test_resolve (fixture, lost->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (resolved->state, ==, TW_JOURNAL_NOT_PLACED);
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_NOT_PLACED, NULL);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);

  g_clear_object (&fixture->base.marketplace->write_answer);
  fixture->base.marketplace->write_answer = fake_resource (TW_TYPE_ORDER, ORDER ("1184250", "50", PO_7 LINES));
  third = settler_test_place (fixture, REQUEST);
  g_assert_cmpint (third->state, ==, TW_JOURNAL_CONFIRMED);
}

/* Where nobody can look, nobody sends again either. */
static void
test_again_offline (SettlerTest   *fixture,
                    gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lost->state, ==, TW_JOURNAL_NOT_PLACED);
  marketplace->read_error = fake_error (TW_ERROR_SERVER, TW_EFFECT_NONE, "Busy");
  marketplace->read_error_after = marketplace->n_reads + 1; /* the catalogue */
  g_assert_null (settler_test_try_place (fixture, REQUEST, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_SERVER);
  g_assert_cmpuint (marketplace->n_writes, ==, 1);
  assert_now (fixture, "2", TW_JOURNAL_NOT_PLACED, NULL);
}

/* A person doubts it, and asks; or knows it, and says so. */
static void
test_person (SettlerTest   *fixture,
             gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);
  g_autofree char *json = make_order (lost, "1184220");
  g_autoptr (TwJournalEntry) second = NULL;
  g_autoptr (TwJournalEntry) resolved = NULL;
  g_autoptr (GError) error = NULL;

  settler_test_assert_state (fixture, lost, TW_JOURNAL_NOT_PLACED, NULL);
  settler_test_add_order (fixture, json);
  settler_test_assert_state (fixture, lost, TW_JOURNAL_CONFIRMED, "1184220");

  second = settler_test_give_up (fixture);
  g_assert_cmpint (second->state, ==, TW_JOURNAL_NOT_PLACED);
  g_assert_null (settler_test_resolve (fixture, second->id, "1184220", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  settler_test_add_order (fixture, ORDER ("1184260", "55", LINES));
  resolved = settler_test_resolve (fixture, second->id, "1184260", &error);
  g_assert_no_error (error);
  g_assert_cmpint (resolved->state, ==, TW_JOURNAL_CONFIRMED);
}

/* Where the marketplace keeps no attributes the PO number is all there is, and it may be another order's. */
static void
test_po_number (SettlerTest   *fixture,
                gconstpointer  data)
{
  g_autoptr (TwJournalEntry) lost = settler_test_give_up (fixture);

  put_order (fixture, ORDER ("1184210", "00", PO_7 "'products': [{'mpn': 'CHAIR', 'quantity': 12}]"));
  put_order (fixture,
             "{'id': '1184000', 'type': 'sales', 'customerId': '1002417', 'creationDate': '2026-11-02T08:00:00Z', "
             PO_7 LINES "}");
  put_order (fixture, ORDER ("1184211", "30", "'attributes': {'tradewindEntry': '9-0'}, " PO_7 LINES));
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_NOT_PLACED, NULL);

  /* Another entry with that number is being looked for: it may be that one. */
  put_order (fixture, ORDER ("1184220", "40", PO_7 LINES));
  journal_test_execute (fixture->base.path,
                        "INSERT INTO journal (kind, state, mark, created, updated, request, resumable, account,"
                        "  author, program) VALUES ('place-order', 'unknown', 'PO-7', '2026-11-02T09:00:00Z',"
                        "  '2026-11-02T09:00:00Z', '{}', 1, 'acme', 'ana@desk', 'x')");
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_NOT_PLACED, NULL);
  journal_test_execute (fixture->base.path, "UPDATE journal SET state = 'not-placed' WHERE id = 2");
  find (fixture);
  assert_now (fixture, lost->id, TW_JOURNAL_CONFIRMED, "1184220");
}

/* What was never sent cannot come: an order with its number is another one. */
static void
test_never_sent (SettlerTest   *fixture,
                 gconstpointer  data)
{
  FakeMarketplace *marketplace = fixture->base.marketplace;
  g_autoptr (GError) error = NULL;

  marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Nobody there");
  marketplace->read_error_after = 1; /* the catalogue */
  g_assert_null (settler_test_try_place (fixture, REQUEST, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
  g_assert_cmpuint (marketplace->n_writes, ==, 0);
  assert_now (fixture, "1", TW_JOURNAL_NOT_PLACED, NULL);

  put_order (fixture, ORDER ("1184220", "40", PO_7 LINES));
  find (fixture);
  assert_now (fixture, "1", TW_JOURNAL_NOT_PLACED, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  SETTLER_ADD ("/journal/late-orders/found", test_found);
  SETTLER_ADD ("/journal/late-orders/background", test_background);
  SETTLER_ADD_WITH ("/journal/late-orders/unknown", GINT_TO_POINTER (TW_JOURNAL_UNKNOWN), test_unsettled);
  SETTLER_ADD_WITH ("/journal/late-orders/needs-a-person", GINT_TO_POINTER (TW_JOURNAL_NEEDS_A_PERSON),
                    test_unsettled);
  SETTLER_ADD ("/journal/late-orders/catch-up", test_catch_up);
  SETTLER_ADD ("/journal/late-orders/double", test_double);
  SETTLER_ADD ("/journal/late-orders/again", test_again);
  SETTLER_ADD_WITH ("/journal/late-orders/meanwhile", GINT_TO_POINTER (FALSE), test_meanwhile);
  SETTLER_ADD_WITH ("/journal/late-orders/meanwhile-chain", GINT_TO_POINTER (TRUE), test_meanwhile);
  SETTLER_ADD ("/journal/late-orders/chain", test_chain);
  SETTLER_ADD ("/journal/late-orders/ruled-out", test_ruled_out);
  SETTLER_ADD ("/journal/late-orders/again-offline", test_again_offline);
  SETTLER_ADD ("/journal/late-orders/person", test_person);
  SETTLER_ADD ("/journal/late-orders/po-number", test_po_number);
  SETTLER_ADD ("/journal/late-orders/never-sent", test_never_sent);

  return g_test_run ();
}
