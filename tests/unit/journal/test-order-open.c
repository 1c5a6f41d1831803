/* test-order-open.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "fake-marketplace.h"
#include "support/tw-test-support.h"

#include "base/tw-error.h"
#include "journal/tw-order-open.h"

#include <string.h>

#define ORDER(id, subscription, status) \
  "{'id': '" id "', 'orderNumber': 'CH0" id "', 'type': 'change', 'subscriptionId': '" subscription "'," \
  " 'status': '" status "'}"

static TwOrder *
find (FakeMarketplace  *marketplace,
      GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_order_find_open_async (TW_MARKETPLACE (marketplace), "7", NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return tw_order_find_open_finish (result, error);
}

static gboolean
wait_for_open (FakeMarketplace  *marketplace,
               guint             seconds,
               GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_order_wait_for_open_async (TW_MARKETPLACE (marketplace),
                                NULL,
                                "7",
                                seconds,
                                NULL,
                                NULL,
                                NULL,
                                tw_test_store_result,
                                &result);
  TW_WAIT_FOR (result != NULL);

  return tw_order_wait_for_open_finish (result, error);
}

static void
test_find (void)
{
  g_autoptr (FakeMarketplace) marketplace = fake_marketplace_new ();
  g_autoptr (TwOrder) none = NULL;
  g_autoptr (TwOrder) open = NULL;
  g_autoptr (GError) error = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("1", "7", "completed"));
  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("2", "8", "processing"));
  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("3", "7", "cancelled"));
  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("4", "7", "error"));
  none = find (marketplace, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("5", "7", "submitted"));
  open = find (marketplace, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (open->id, ==, "5");

  marketplace->read_error = fake_error (TW_ERROR_OFFLINE, TW_EFFECT_NONE, "Nobody there");
  g_assert_null (find (marketplace, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_OFFLINE);
}

/* Nothing is in the way: nobody waits. */
static void
test_free (void)
{
  g_autoptr (FakeMarketplace) marketplace = fake_marketplace_new ();
  g_autoptr (GError) error = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("1", "7", "completed"));
  g_assert_true (wait_for_open (marketplace, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (marketplace->n_reads, ==, 1);
}

static void
complete_cb (TwResource *resource,
             gpointer    user_data)
{
  FakeMarketplace *marketplace = user_data;

  g_object_set (resource, "status", TW_ORDER_STATUS_COMPLETED, NULL);
  g_assert_cmpuint (marketplace->objects->len, ==, 1);
}

/* It goes on as soon as the order in the way is completed. */
static void
test_wait (void)
{
  g_autoptr (FakeMarketplace) marketplace = fake_marketplace_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("1", "7", "processing"));
  tw_order_wait_for_open_async (TW_MARKETPLACE (marketplace),
                                NULL,
                                "7",
                                60,
                                complete_cb,
                                marketplace,
                                NULL,
                                tw_test_store_result,
                                &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_true (tw_order_wait_for_open_finish (result, &error));
  g_assert_no_error (error);

  /* The list, the order, and the list again: it might have been one of two. */
  g_assert_cmpuint (marketplace->n_reads, ==, 3);
}

/* The time runs out: the order that is still open is named, and nothing happened. */
static void
test_time_out (void)
{
  g_autoptr (FakeMarketplace) marketplace = fake_marketplace_new ();
  g_autoptr (GError) error = NULL;

  fake_marketplace_add (marketplace, TW_TYPE_ORDER, ORDER ("1", "7", "processing"));
  g_assert_false (wait_for_open (marketplace, 1, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
  g_assert_nonnull (strstr (error->message, "CH01"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/order-open/find", test_find);
  g_test_add_func ("/journal/order-open/free", test_free);
  g_test_add_func ("/journal/order-open/wait", test_wait);
  g_test_add_func ("/journal/order-open/time-out", test_time_out);

  return g_test_run ();
}
