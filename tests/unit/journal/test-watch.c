/* test-watch.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "journal-test.h"
#include "journal/tw-watch.h"

#include "base/tw-error.h"

static void
add_look (JournalTest *self,
          const char  *status)
{
  g_autofree char *json = g_strdup_printf ("{'id': '1184220', 'type': 'sales', 'status': '%s'}", status);

  g_ptr_array_add (self->marketplace->get_answers, fake_resource (TW_TYPE_ORDER, json));
}

static void
progress_cb (TwResource *resource,
             gpointer    user_data)
{
  GString *seen = user_data;
  g_autofree char *status = tw_resource_dup_text (resource, "status");

  g_string_append_printf (seen, "%s ", status);
}

static void
test_order (JournalTest   *self,
            gconstpointer  data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwResource) order = NULL;
  g_autoptr (GAsyncResult) mirror_result = NULL;
  g_autoptr (TwMirrorEntry) mirrored = NULL;
  g_autoptr (GError) error = NULL;

  add_look (self, "processing");
  add_look (self, "completed");
  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  self->mirror,
                  TW_KIND_ORDER,
                  "1184220",
                  60,
                  progress_cb,
                  seen,
                  NULL,
                  tw_test_store_result,
                  &result);
  TW_WAIT_FOR (result != NULL);
  order = tw_watch_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (TW_ORDER (order)->status, ==, TW_ORDER_STATUS_COMPLETED);
  g_assert_cmpstr (seen->str, ==, "processing completed ");
  g_assert_cmpuint (self->marketplace->n_reads, ==, 2);

  tw_mirror_get_async (self->mirror, TW_KIND_ORDER, "1184220", NULL, tw_test_store_result, &mirror_result);
  TW_WAIT_FOR (mirror_result != NULL);
  mirrored = tw_mirror_get_finish (self->mirror, mirror_result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (TW_ORDER (mirrored->resource)->status, ==, TW_ORDER_STATUS_COMPLETED);
}

static void
test_report (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwResource) report = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (self->marketplace->get_answers,
                   fake_resource (TW_TYPE_REPORT, "{'id': 'r-1', 'status': 'completed', 'format': 'csv'}"));
  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  NULL,
                  TW_KIND_REPORT,
                  "r-1",
                  60,
                  NULL,
                  NULL,
                  NULL,
                  tw_test_store_result,
                  &result);
  TW_WAIT_FOR (result != NULL);
  report = tw_watch_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (TW_REPORT (report)->status, ==, TW_REPORT_STATUS_COMPLETED);
}

/* That the time ran out is no error, and there is at least one look. */
static void
test_time_over (JournalTest   *self,
                gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwResource) order = NULL;
  g_autoptr (GError) error = NULL;

  add_look (self, "processing");
  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  NULL,
                  TW_KIND_ORDER,
                  "1184220",
                  0,
                  NULL,
                  NULL,
                  NULL,
                  tw_test_store_result,
                  &result);
  TW_WAIT_FOR (result != NULL);
  order = tw_watch_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (TW_ORDER (order)->status, ==, TW_ORDER_STATUS_PROCESSING);
  g_assert_cmpuint (self->marketplace->n_reads, ==, 1);
}

static void
unexpected_cb (TwResource *resource,
               gpointer    user_data)
{
  g_assert_not_reached ();
}

/* A marketplace out of reach is asked again; one that has no such order is not. */
static void
test_errors (JournalTest   *self,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) passing_result = NULL;
  g_autoptr (GAsyncResult) lasting_result = NULL;
  g_autoptr (TwResource) order = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) lasting = NULL;

  add_look (self, "completed");
  self->marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Out of reach");
  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  NULL,
                  TW_KIND_ORDER,
                  "1184220",
                  60,
                  NULL,
                  NULL,
                  NULL,
                  tw_test_store_result,
                  &passing_result);
  TW_WAIT_FOR (self->marketplace->n_reads == 1);
  g_clear_error (&self->marketplace->read_error);
  TW_WAIT_FOR (passing_result != NULL);
  order = tw_watch_finish (passing_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->marketplace->n_reads, ==, 2);

  self->marketplace->read_error = fake_error (TW_ERROR_NOT_FOUND,
                                              TW_EFFECT_REFUSED,
                                              "No entity has been found");
  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  NULL,
                  TW_KIND_ORDER,
                  "1",
                  0,
                  unexpected_cb,
                  NULL,
                  NULL,
                  tw_test_store_result,
                  &lasting_result);
  TW_WAIT_FOR (lasting_result != NULL);
  g_assert_null (tw_watch_finish (lasting_result, &lasting));
  g_assert_error (lasting, TW_ERROR, TW_ERROR_NOT_FOUND);
}

/* Out of reach to the end: there is nothing to show but the error. */
static void
test_never_seen (JournalTest   *self,
                 gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Out of reach");
  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  NULL,
                  TW_KIND_ORDER,
                  "1",
                  0,
                  NULL,
                  NULL,
                  NULL,
                  tw_test_store_result,
                  &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_null (tw_watch_finish (result, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
}

static void
test_cancelled (JournalTest   *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tw_watch_async (TW_MARKETPLACE (self->marketplace),
                  NULL,
                  TW_KIND_ORDER,
                  "1",
                  3600,
                  NULL,
                  NULL,
                  cancellable,
                  tw_test_store_result,
                  &result);
  g_cancellable_cancel (cancellable);

  /* It does not wait for the next look: everything is ready at once. */
  for (guint i = 0; i < 20 && result == NULL; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (result);
  g_assert_null (tw_watch_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, JournalTest, NULL, journal_test_set_up, function, journal_test_tear_down)

  ADD ("/journal/watch/order", test_order);
  ADD ("/journal/watch/report", test_report);
  ADD ("/journal/watch/time-over", test_time_over);
  ADD ("/journal/watch/errors", test_errors);
  ADD ("/journal/watch/never-seen", test_never_seen);
  ADD ("/journal/watch/cancelled", test_cancelled);

  return g_test_run ();
}
