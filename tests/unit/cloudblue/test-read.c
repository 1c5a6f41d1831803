/* test-read.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"
#include "support/tw-test-support.h"

#include <string.h>

static GAsyncResult *
read_body (const char       *body,
           TwCloudblueShape  shape,
           GType             type)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  TwReply *reply = tw_reply_new (200, "application/json", bytes);
  GAsyncResult *result = NULL;

  reply->correlation_id = g_strdup ("a8n-1");
  reply->date = g_date_time_new_utc (2026, 11, 2, 9, 0, 0);
  tw_cloudblue_read_async (reply, shape, type, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);

  return result;
}

static void
test_one (void)
{
  g_autoptr (GAsyncResult) result = read_body ("{\"id\":7,\"name\":\"N\"}", TW_CLOUDBLUE_ONE, TW_TYPE_CUSTOMER);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = tw_cloudblue_read_one_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (TW_CUSTOMER (answer->resource)->id, ==, "7");
  g_assert_cmpstr (answer->correlation_id, ==, "a8n-1");
  g_assert_cmpint (g_date_time_get_hour (answer->server_time), ==, 9);
}

static void
test_pages (void)
{
  static const struct
  {
    const char *body;
    guint       n_rows;
    gint64      offset;
    gint64      total;
  } cases[] = {
    { "{\"data\":[{\"id\":\"1\"},{\"id\":2}],\"pagination\":{\"offset\":500,\"limit\":500,\"total\":502}}", 2, 500, 502 },
    { "{\"data\":[],\"pagination\":{\"offset\":0,\"limit\":10,\"total\":0}}", 0, 0, 0 },
    /* Old answers have no such block, or one that makes no sense. */
    { "{\"data\":[{\"id\":\"1\"}]}", 1, 0, -1 },
    { "{\"data\":[{\"id\":\"1\"}],\"pagination\":null}", 1, 0, -1 },
    { "{\"pagination\":{\"offset\":\"10\",\"total\":\"11\"},\"data\":[{\"id\":\"1\"}]}", 1, 10, 11 },
    { "{\"data\":[{\"id\":\"1\"}],\"pagination\":{\"offset\":-1,\"total\":\"many\"}}", 1, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = read_body (cases[i].body, TW_CLOUDBLUE_PAGE, TW_TYPE_CUSTOMER);
      g_autoptr (GError) error = NULL;
      g_autoptr (TwPage) page = tw_cloudblue_read_page_finish (result, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->rows->len, ==, cases[i].n_rows);
      g_assert_cmpint (page->offset, ==, cases[i].offset);
      g_assert_cmpint (page->total, ==, cases[i].total);
      g_assert_nonnull (page->server_time);
    }
}

/* The status said yes: a body that is not understood leaves the effect open, and says where it does not fit. */
static void
test_misfits (void)
{
  static const struct
  {
    TwCloudblueShape shape;
    gboolean         order;
    const char      *body;
    const char      *where;
  } cases[] = {
    { TW_CLOUDBLUE_ONE, FALSE, NULL, "empty" },
    { TW_CLOUDBLUE_ONE, FALSE, "<html>", "Not JSON" },
    { TW_CLOUDBLUE_ONE, FALSE, "{\"id\":\"1\"", "Not JSON" },
    { TW_CLOUDBLUE_ONE, FALSE, "[]", ": an object is expected, found an array" },
    { TW_CLOUDBLUE_ONE, FALSE, "{}", ": id: is missing" },
    { TW_CLOUDBLUE_ONE, FALSE, "{\"id\":\"1\",\"address\":{\"city\":[]}}", ": address.city: a string is expected" },
    { TW_CLOUDBLUE_ONE, TRUE, "{\"status\":\"submitted\"}", ": id: is missing" },
    { TW_CLOUDBLUE_ONE, TRUE, "{\"id\":\"1\",\"total\":{\"currency\":\"USD\"}}", ": total.amount: a number is expected" },
    { TW_CLOUDBLUE_PAGE, FALSE, "[]", ": data: an array is expected" },
    { TW_CLOUDBLUE_PAGE, FALSE, "{\"data\":{}}", ": data: an array is expected, found an object" },
    { TW_CLOUDBLUE_PAGE, FALSE, "{\"data\":[{\"id\":\"1\"},{\"name\":\"x\"}]}", ": data[1].id: is missing" },
    { TW_CLOUDBLUE_PAGE, FALSE, "{\"data\":[null]}", ": data[0]: an object is expected, found null" },
    { TW_CLOUDBLUE_PAGE, TRUE, "{\"data\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"type\":\"sales\"}]}", ": data[2].id: is missing" },
    { TW_CLOUDBLUE_ESTIMATE, TRUE, "{\"products\":[{\"quantity\":\"x\"}]}", ": products[0].quantity: a number is expected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = read_body (cases[i].body, cases[i].shape,
                                                   cases[i].order ? TW_TYPE_ORDER : TW_TYPE_CUSTOMER);
      g_autoptr (GError) error = NULL;

      if (cases[i].shape == TW_CLOUDBLUE_PAGE)
        g_assert_null (tw_cloudblue_read_page_finish (result, &error));
      else
        g_assert_null (tw_cloudblue_read_one_finish (result, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, cases[i].where));
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_UNKNOWN);
      g_assert_cmpuint (tw_error_get_http_status (error), ==, 200);
      g_assert_cmpstr (tw_error_get_correlation_id (error), ==, "a8n-1");
    }
}

/* Only an estimate is an order without id. */
static void
test_estimate (void)
{
  g_autoptr (GAsyncResult) result = read_body ("{\"type\":\"sales\",\"total\":{\"currency\":\"USD\",\"amount\":\"264.0\"}}",
                                               TW_CLOUDBLUE_ESTIMATE, TW_TYPE_ORDER);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwAnswer) answer = tw_cloudblue_read_one_finish (result, &error);

  g_assert_no_error (error);
  g_assert_false (tw_resource_has (answer->resource, "id"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cloudblue/read/one", test_one);
  g_test_add_func ("/cloudblue/read/pages", test_pages);
  g_test_add_func ("/cloudblue/read/misfits", test_misfits);
  g_test_add_func ("/cloudblue/read/estimate", test_estimate);

  return g_test_run ();
}
