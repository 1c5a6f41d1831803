/* journal-child.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * A process that places the order PO-7 in the journal of another one's choice, for tests that kill processes
 * and let them race:
 *
 *   journal-child hold RECORDS        says "sending" once the call is on its way, and waits to be killed
 *   journal-child place RECORDS LOG   says "ready", goes on when its input ends, notes each call that is sent as
 *                                     a line of LOG, answers it after a while, and says id and state of the entry
 */

#define ANSWER_DELAY_MS 300

static void
say (const char *text)
{
  g_print ("%s\n", text);
  fflush (stdout);
}

static void
say_sending_cb (FakeMarketplace *marketplace,
                TwWriteKind      kind,
                TwResource      *body,
                gpointer         data)
{
  say ("sending");
}

static gboolean
release_cb (gpointer data)
{
  fake_marketplace_release (data);

  return G_SOURCE_REMOVE;
}

/* One line for each order that the marketplace sees, whoever sends it. */
static void
log_call_cb (FakeMarketplace *marketplace,
             TwWriteKind      kind,
             TwResource      *body,
             gpointer         data)
{
  int fd = g_open (data, O_WRONLY | O_APPEND | O_CREAT, 0600);

  g_assert_cmpint (write (fd, "order\n", 6), ==, 6);
  close (fd);
  g_timeout_add (ANSWER_DELAY_MS, release_cb, marketplace);
}

static TwOrderPreview *
prepare (FakeMarketplace *marketplace)
{
  g_autoptr (TwOrderDraft) draft = tw_order_draft_new_sales ("1002417");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TwOrderPreview *preview;

  marketplace->capabilities = TW_CAN_LIST_ORDERS;
  fake_marketplace_add (marketplace, TW_TYPE_PRODUCT, "{'mpn': 'SEAT'}");
  tw_order_draft_add_line (draft, "SEAT", TW_DECIMAL_INIT (12));
  tw_order_draft_set_po_number (draft, "PO-7");
  tw_order_preview_prepare_async (draft,
                                  TW_MARKETPLACE (marketplace),
                                  NULL,
                                  NULL,
                                  NULL,
                                  tw_test_store_result,
                                  &result);
  TW_WAIT_FOR (result != NULL);
  preview = tw_order_preview_prepare_finish (result, &error);
  g_assert_no_error (error);

  return preview;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (TwJournal) journal = NULL;
  g_autoptr (FakeMarketplace) marketplace = NULL;
  g_autoptr (TwOrderPreview) preview = NULL;
  g_autoptr (TwWriter) writer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_assert_cmpint (argc, >=, 3);
  journal = journal_test_open (argv[2]);
  marketplace = fake_marketplace_new ();
  preview = prepare (marketplace);
  writer = tw_writer_new (TW_MARKETPLACE (marketplace), journal, NULL);
  marketplace->hold_writes = TRUE;
  marketplace->write_answer = fake_resource (TW_TYPE_ORDER, "{'id': '1184220', 'status': 'submitted'}");
  marketplace->on_write = g_str_equal (argv[1], "hold") ? say_sending_cb : log_call_cb;
  marketplace->on_write_data = argv[3];

  if (g_str_equal (argv[1], "place"))
    {
      say ("ready");
      while (getchar () != EOF)
        ;
    }

  tw_writer_place_async (writer, preview, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  entry = tw_writer_place_finish (writer, result, &error);
  g_assert_no_error (error);
  line = g_strdup_printf ("%s %s", entry->id, tw_journal_state_to_string (entry->state));
  say (line);

  return 0;
}
