/* test-journal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include "base/tw-error.h"
#include "journal/tw-journal-private.h"

#include <string.h>

static TwJournalEntry *
draft_new (const char *mark,
           const char *request)
{
  g_autoptr (TwResource) body = fake_resource (TW_TYPE_ORDER, request);
  g_autofree char *text = tw_resource_to_json_text (body, TW_JSON_VIEW_CREATE, FALSE);
  g_autoptr (TwJson) json = tw_json_parse (text, -1, NULL);

  return g_object_new (TW_TYPE_JOURNAL_ENTRY,
                       "kind", TW_WRITE_PLACE_ORDER,
                       "mark", mark,
                       "request", json,
                       "resumable", TRUE,
                       "account", "acme",
                       "author", "ana@desk",
                       "program", "test",
                       NULL);
}

static TwJournalEntry *
append (TwJournal  *journal,
        const char *mark,
        const char *request)
{
  g_autoptr (TwJournalEntry) draft = draft_new (mark, request);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_journal_append_async (journal, draft, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_append_finish (journal, result, &error);
  g_assert_no_error (error);

  return entry;
}

static TwJournalEntry *
claim (TwJournal  *journal,
       const char *id,
       gboolean   *claimed)
{
  TwJournalFacts facts = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_journal_claim_async (journal, id, &facts, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_claim_finish (journal, result, claimed, &error);
  g_assert_no_error (error);

  return entry;
}

static TwJournalEntry *
move (TwJournal      *journal,
      const char     *id,
      TwJournalState  from,
      TwJournalState  to,
      gboolean       *moved)
{
  g_autoptr (TwJournalEntry) outcome = g_object_new (TW_TYPE_JOURNAL_ENTRY, "id", id, "state", to, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_journal_move_async (journal, from, outcome, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_move_finish (journal, result, moved, &error);
  g_assert_no_error (error);

  return entry;
}

static TwJournalEntry *
look (TwJournal  *journal,
      const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwJournalEntry *entry;

  tw_journal_look_async (journal, id, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_journal_look_finish (journal, result, &error);
  g_assert_no_error (error);

  return entry;
}

static gint64
count_mark (TwJournal  *journal,
            const char *mark)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  tw_journal_count_mark_async (journal, mark, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  count = tw_journal_count_mark_finish (journal, result, &error);
  g_assert_no_error (error);

  return count;
}

static void
count_cb (TwJournal      *journal,
          TwJournalEntry *entry,
          gpointer        user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_append (JournalTest   *self,
             gconstpointer  data)
{
  guint changes = 0;
  gulong id = g_signal_connect (self->journal, "changed", G_CALLBACK (count_cb), &changes);
  g_autoptr (TwJournalEntry) entry = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) same = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) other = append (self->journal,
                                             "PO-1",
                                             "{'poNumber': 'PO-1', 'customerId': '1'}");
  g_autoptr (TwJournalEntry) unmarked = append (self->journal, NULL, "{'customerId': '1'}");
  g_autoptr (TwJournalEntry) unmarked_too = append (self->journal, NULL, "{'customerId': '1'}");

  g_assert_cmpstr (entry->id, ==, "1");
  g_assert_cmpint (entry->state, ==, TW_JOURNAL_QUEUED);
  g_assert_nonnull (entry->created);
  g_assert_cmpstr (same->id, ==, "1");
  g_assert_cmpstr (other->id, ==, "2");
  g_assert_cmpstr (unmarked->id, ==, "3");
  g_assert_cmpstr (unmarked_too->id, ==, "4");

  /* What was found is not a change. */
  g_assert_cmpuint (changes, ==, 4);
  g_signal_handler_disconnect (self->journal, id);
}

/* A draft of an order on a subscription, computed from that. */
static TwJournalEntry *
change_new (const char *mark,
            const char *subscription,
            const char *quantity)
{
  g_autofree char *request = g_strdup_printf ("{'poNumber': '%s', 'products': [{'quantity': %s}]}", mark, quantity);
  g_autofree char *text = g_strdup_printf ("{\"id\": \"%s\"}", subscription);
  g_autoptr (TwJson) basis = tw_json_parse (text, -1, NULL);
  TwJournalEntry *draft = draft_new (mark, request);

  g_object_set (draft, "basis", basis, NULL);

  return draft;
}

/* Three seats more are 13 once the first order for 10 + 3 has made them 13: then they are asked for as 16. */
static void
test_append_change (JournalTest   *self,
                    gconstpointer  data)
{
  const struct
  {
    const char *mark;
    const char *subscription;
    const char *quantity;
    const char *id; /* NULL: refused */
  } cases[] = {
    { "PO-1", "1001", "13", "1" },
    { "PO-1", "1001", "13", "1" },
    { "PO-1", "1001", "16", NULL },
    { "PO-1", "1002", "16", "2" },
    { "PO-2", "1001", "16", NULL },
    { "PO-2", "1003", "16", "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwJournalEntry) draft = change_new (cases[i].mark, cases[i].subscription, cases[i].quantity);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TwJournalEntry) entry = NULL;
      g_autoptr (GError) error = NULL;

      tw_journal_append_async (self->journal, draft, tw_test_store_result, &result);
      TW_WAIT_FOR (result != NULL);
      entry = tw_journal_append_finish (self->journal, result, &error);
      if (cases[i].id != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (entry->id, ==, cases[i].id);
          continue;
        }

      g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
      g_assert_nonnull (strstr (error->message, "entry 1"));
    }
}

/* Of two journals on one file, as of two programs, one gets it. */
static void
test_claim (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (TwJournal) other = journal_test_open (self->path);
  g_autoptr (TwJournalEntry) entry = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) first = NULL;
  g_autoptr (TwJournalEntry) second = NULL;
  gboolean claimed;

  first = claim (other, entry->id, &claimed);
  g_assert_true (claimed);
  g_assert_cmpint (first->state, ==, TW_JOURNAL_SENDING);

  second = claim (self->journal, entry->id, &claimed);
  g_assert_false (claimed);
  g_assert_cmpint (second->state, ==, TW_JOURNAL_SENDING);
}

/* Only who sends an entry says what came of it. */
static void
test_move (JournalTest   *self,
           gconstpointer  data)
{
  g_autoptr (TwJournal) other = journal_test_open (self->path);
  g_autoptr (TwJournalEntry) entry = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) claimed_entry = NULL;
  g_autoptr (TwJournalEntry) foreign = NULL;
  g_autoptr (TwJournalEntry) own = NULL;
  g_autoptr (TwJournalEntry) late = NULL;
  gboolean done;

  claimed_entry = claim (self->journal, entry->id, &done);
  foreign = move (other, entry->id, TW_JOURNAL_SENDING, TW_JOURNAL_CONFIRMED, &done);
  g_assert_false (done);
  g_assert_cmpint (foreign->state, ==, TW_JOURNAL_SENDING);

  own = move (self->journal, entry->id, TW_JOURNAL_SENDING, TW_JOURNAL_CONFIRMED, &done);
  g_assert_true (done);
  g_assert_cmpint (own->state, ==, TW_JOURNAL_CONFIRMED);

  late = move (self->journal, entry->id, TW_JOURNAL_SENDING, TW_JOURNAL_REJECTED, &done);
  g_assert_false (done);
  g_assert_cmpint (late->state, ==, TW_JOURNAL_CONFIRMED);
}

/* A journal that is gone has no sender any more: looking says so, and the end of the send comes too late. */
static void
test_disown (JournalTest   *self,
             gconstpointer  data)
{
  TwJournal *other = journal_test_open (self->path);
  g_autoptr (TwJournalEntry) entry = append (other, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) claimed_entry = NULL;
  g_autoptr (TwJournalEntry) living = NULL;
  g_autoptr (TwJournalEntry) dead = NULL;
  g_autoptr (TwJournalEntry) found = NULL;
  gboolean claimed;

  claimed_entry = claim (other, entry->id, &claimed);
  living = look (self->journal, entry->id);
  g_assert_cmpint (living->state, ==, TW_JOURNAL_SENDING);

  g_assert_finalize_object (other);
  dead = look (self->journal, entry->id);
  g_assert_cmpint (dead->state, ==, TW_JOURNAL_UNKNOWN);

  found = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_assert_cmpstr (found->id, ==, entry->id);
  g_assert_cmpint (found->state, ==, TW_JOURNAL_UNKNOWN);
}

static void
test_list (JournalTest   *self,
           gconstpointer  data)
{
  const TwJournalState states[] = { TW_JOURNAL_SENDING, TW_JOURNAL_UNKNOWN };
  g_autoptr (TwJournalEntry) first = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) second = append (self->journal, "PO-2", "{'poNumber': 'PO-2'}");
  g_autoptr (TwJournalEntry) claimed_entry = NULL;
  g_autoptr (GPtrArray) all = journal_test_list (self->journal);
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GAsyncResult) by_state = NULL;
  g_autoptr (GAsyncResult) by_limit = NULL;
  g_autoptr (GError) error = NULL;
  gboolean claimed;

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (tw_resource_equal (g_ptr_array_index (all, 0), TW_RESOURCE (second)));
  g_assert_true (tw_resource_equal (g_ptr_array_index (all, 1), TW_RESOURCE (first)));

  claimed_entry = claim (self->journal, first->id, &claimed);
  tw_journal_list_async (self->journal,
                         states,
                         G_N_ELEMENTS (states),
                         -1,
                         NULL,
                         tw_test_store_result,
                         &by_state);
  TW_WAIT_FOR (by_state != NULL);
  some = tw_journal_list_finish (self->journal, by_state, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((TwJournalEntry *) g_ptr_array_index (some, 0))->id, ==, first->id);

  tw_journal_list_async (self->journal, NULL, 0, 1, NULL, tw_test_store_result, &by_limit);
  TW_WAIT_FOR (by_limit != NULL);
  newest = tw_journal_list_finish (self->journal, by_limit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (newest->len, ==, 1);
  g_assert_cmpstr (((TwJournalEntry *) g_ptr_array_index (newest, 0))->id, ==, second->id);
}

static void
test_get (JournalTest   *self,
          gconstpointer  data)
{
  const char *const missing[] = { "2", "", "1; DROP TABLE journal", "x" };
  g_autoptr (TwJournalEntry) first = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) got = NULL;
  g_autoptr (GError) error = NULL;

  tw_journal_get_async (self->journal, "1", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  got = tw_journal_get_finish (self->journal, result, &error);
  g_assert_no_error (error);
  g_assert_true (tw_resource_equal (TW_RESOURCE (got), TW_RESOURCE (first)));

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (GAsyncResult) missing_result = NULL;
      g_autoptr (GError) missing_error = NULL;

      tw_journal_get_async (self->journal, missing[i], NULL, tw_test_store_result, &missing_result);
      TW_WAIT_FOR (missing_result != NULL);
      g_assert_null (tw_journal_get_finish (self->journal, missing_result, &missing_error));
      g_assert_error (missing_error, TW_ERROR, TW_ERROR_NOT_FOUND);
    }
}

/* A PO number counts as used while an order with it may exist. */
static void
test_count_mark (JournalTest   *self,
                 gconstpointer  data)
{
  g_autoptr (TwJournalEntry) first = append (self->journal, "PO-1", "{'poNumber': 'PO-1'}");
  g_autoptr (TwJournalEntry) second = append (self->journal, "PO-1", "{'customerId': '2'}");
  g_autoptr (TwJournalEntry) rejected = NULL;
  gboolean moved;

  g_assert_cmpstr (first->id, !=, second->id);
  g_assert_cmpint (count_mark (self->journal, "PO-1"), ==, 2);
  g_assert_cmpint (count_mark (self->journal, "PO-2"), ==, 0);

  rejected = move (self->journal, second->id, TW_JOURNAL_QUEUED, TW_JOURNAL_REJECTED, &moved);
  g_assert_true (moved);
  g_assert_cmpint (count_mark (self->journal, "PO-1"), ==, 1);
}

/* What `journal list` prints. */
static void
test_json (JournalTest   *self,
           gconstpointer  data)
{
  g_autoptr (TwJournalEntry) entry = append (self->journal,
                                             "PO-1",
                                             "{'poNumber': 'PO-1', 'customerId': '7'}");
  g_autofree char *text = tw_resource_to_json_text (TW_RESOURCE (entry), TW_JSON_VIEW_SHOW, FALSE);
  g_autoptr (TwJson) json = tw_json_parse (text, -1, NULL);
  g_autofree char *id = tw_json_dup_member_text (json, "id");
  g_autofree char *kind = tw_json_dup_member_text (json, "kind");
  g_autofree char *state = tw_json_dup_member_text (json, "state");
  g_autofree char *mark = tw_json_dup_member_text (json, "mark");
  g_autofree char *created = tw_json_dup_member_text (json, "created");
  g_autofree char *customer = tw_json_dup_member_text (tw_json_get_member (json, "request"), "customerId");

  g_assert_cmpstr (id, ==, "1");
  g_assert_cmpstr (kind, ==, "place-order");
  g_assert_cmpstr (state, ==, "queued");
  g_assert_cmpstr (mark, ==, "PO-1");
  g_assert_true (g_str_has_suffix (created, "Z"));
  g_assert_cmpstr (customer, ==, "7");
  g_assert_null (tw_json_get_member (json, "resultId"));
  g_assert_null (tw_json_get_member (json, "error"));
  g_assert_null (tw_json_get_member (json, "correlationId"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/journal/append", test_append);
  ADD ("/journal/journal/append-change", test_append_change);
  ADD ("/journal/journal/claim", test_claim);
  ADD ("/journal/journal/move", test_move);
  ADD ("/journal/journal/disown", test_disown);
  ADD ("/journal/journal/list", test_list);
  ADD ("/journal/journal/get", test_get);
  ADD ("/journal/journal/count-mark", test_count_mark);
  ADD ("/journal/journal/json", test_json);

  return g_test_run ();
}
