/* test-journal-entry.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "fake-marketplace.h"
#include "journal/tw-journal-entry.h"

#include "base/tw-error.h"

/* Stored and read by scripts: these texts never change. */
static void
test_state_texts (void)
{
  static const struct
  {
    TwJournalState  state;
    const char     *text;
  } cases[] = {
    { TW_JOURNAL_DRAFT, "draft" },
    { TW_JOURNAL_QUEUED, "queued" },
    { TW_JOURNAL_SENDING, "sending" },
    { TW_JOURNAL_CONFIRMED, "confirmed" },
    { TW_JOURNAL_REJECTED, "rejected" },
    { TW_JOURNAL_UNKNOWN, "unknown" },
    { TW_JOURNAL_NOT_PLACED, "not-placed" },
    { TW_JOURNAL_NEEDS_A_PERSON, "needs-a-person" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (tw_journal_state_to_string (cases[i].state), ==, cases[i].text);
}

/* A state of a newer release is one in which nothing is sent. */
static void
test_newer_state (void)
{
  g_autoptr (TwResource) entry = fake_resource (TW_TYPE_JOURNAL_ENTRY, "{'id': '1', 'state': 'teleported'}");
  g_autofree char *text = tw_resource_dup_text (entry, "state");

  g_assert_cmpint (TW_JOURNAL_ENTRY (entry)->state, ==, TW_JOURNAL_UNKNOWN);
  g_assert_cmpstr (text, ==, "teleported");
}

static void
test_answer (void)
{
  g_autoptr (TwResource) with = NULL;
  g_autoptr (TwResource) without = fake_resource (TW_TYPE_JOURNAL_ENTRY,
                                                  "{'id': '2', 'kind': 'place-order'}");
  g_autoptr (TwResource) wrong = NULL;
  g_autoptr (TwResource) order = NULL;
  g_autoptr (GError) error = NULL;

  with = fake_resource (TW_TYPE_JOURNAL_ENTRY,
                        "{'id': '1', 'kind': 'place-order', 'answer': {'id': '9', 'status': 'submitted'}}");
  order = tw_journal_entry_dup_answer (TW_JOURNAL_ENTRY (with), &error);
  g_assert_no_error (error);
  g_assert_cmpint (TW_ORDER (order)->status, ==, TW_ORDER_STATUS_SUBMITTED);

  g_assert_null (tw_journal_entry_dup_answer (TW_JOURNAL_ENTRY (without), &error));
  g_assert_no_error (error);

  wrong = fake_resource (TW_TYPE_JOURNAL_ENTRY, "{'id': '1', 'kind': 'place-order', 'answer': {'id': true}}");
  g_assert_null (tw_journal_entry_dup_answer (TW_JOURNAL_ENTRY (wrong), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/entry/state-texts", test_state_texts);
  g_test_add_func ("/journal/entry/newer-state", test_newer_state);
  g_test_add_func ("/journal/entry/answer", test_answer);

  return g_test_run ();
}
