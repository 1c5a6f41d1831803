/* test-query.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "marketplace/tw-query.h"

static void
test_defaults (void)
{
  TwQuery *query = tw_query_new (TW_KIND_ORDER);
  g_auto (GStrv) filters = tw_query_list_filters (query);
  gboolean descending = TRUE;

  g_assert_cmpint (tw_query_get_kind (query), ==, TW_KIND_ORDER);
  g_assert_cmpuint (g_strv_length (filters), ==, 0);
  g_assert_null (tw_query_get_text (query));
  g_assert_null (tw_query_get_sort (query, &descending));
  g_assert_false (descending);
  g_assert_cmpint (tw_query_get_offset (query), ==, 0);
  g_assert_cmpint (tw_query_get_limit (query), ==, -1);
  g_assert_finalize_object (query);
}

static void
test_filters (void)
{
  TwQuery *query = tw_query_new (TW_KIND_ORDER);
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  tw_query_set_filter (query, "status", "completed");
  tw_query_set_filter (query, "customerId", "7");
  tw_query_set_filter (query, "type", "sales");
  tw_query_set_filter (query, "status", "processing");
  tw_query_set_filter (query, "type", NULL);
  tw_query_set_filter (query, "since", "");
  names = tw_query_list_filters (query);
  joined = g_strjoinv (",", names);
  g_assert_cmpstr (joined, ==, "customerId,status");
  g_assert_cmpstr (tw_query_get_filter (query, "status"), ==, "processing");
  g_assert_null (tw_query_get_filter (query, "type"));
  g_assert_finalize_object (query);
}

static TwQuery *
create_query (void)
{
  TwQuery *query = tw_query_new (TW_KIND_CUSTOMER);

  tw_query_set_filter (query, "status", "active");
  tw_query_set_text (query, "blue heron");
  tw_query_set_sort (query, "name", TRUE);
  tw_query_set_range (query, 100, 50);

  return query;
}

/* A copy is equal until any part of it changes; the first does not change with it. */
static void
test_copy_and_equal (void)
{
  TwQuery *query = create_query ();
  TwQuery *other_kind = tw_query_new (TW_KIND_RESELLER);

  for (guint part = 0; part < 8; part++)
    {
      TwQuery *copy = tw_query_copy (query);
      g_autoptr (TwQuery) fresh = create_query ();

      g_assert_true (tw_query_equal (query, copy));
      g_assert_true (tw_query_equal (copy, query));
      switch (part)
        {
        case 0:
          tw_query_set_filter (copy, "status", "pending");
          break;
        case 1:
          tw_query_set_filter (copy, "status", NULL);
          break;
        case 2:
          tw_query_set_filter (copy, "externalId", "x");
          break;
        case 3:
          tw_query_set_text (copy, "");
          break;
        case 4:
          tw_query_set_sort (copy, "name", FALSE);
          break;
        case 5:
          tw_query_set_sort (copy, "id", TRUE);
          break;
        case 6:
          tw_query_set_range (copy, 101, 50);
          break;
        default:
          tw_query_set_range (copy, 100, -1);
          break;
        }
      g_assert_false (tw_query_equal (query, copy));
      g_assert_false (tw_query_equal (copy, query));
      g_assert_true (tw_query_equal (query, fresh));
      g_assert_finalize_object (copy);
    }

  g_assert_false (tw_query_equal (query, other_kind));
  g_assert_finalize_object (other_kind);
  g_assert_finalize_object (query);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/marketplace/query/defaults", test_defaults);
  g_test_add_func ("/marketplace/query/filters", test_filters);
  g_test_add_func ("/marketplace/query/copy-and-equal", test_copy_and_equal);

  return g_test_run ();
}
