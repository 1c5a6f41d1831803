/* test-places.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "support/tw-test-support.h"
#include "tw-places.h"

static TwPlace *
find (GListModel *model,
      const char *code)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TwPlace) place = g_list_model_get_item (model, i);

      if (g_strcmp0 (tw_place_get_code (place), code) == 0)
        return place;
    }

  return NULL;
}

static void
test_load (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwPlaces) places = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *states;

  tw_places_load_async (NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  places = tw_places_load_finish (result, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (g_list_model_get_n_items (tw_places_get_countries (places)), >, 200);
  g_assert_cmpstr (tw_place_get_name (tw_places_find_country (places, "CL")), ==, "Chile");
  g_assert_null (tw_places_find_country (places, "cl"));

  /* Codes as addresses carry them, without the country's. */
  states = tw_places_get_states (places, "US");
  g_assert_nonnull (states);
  g_assert_cmpstr (tw_place_get_name (find (states, "WA")), ==, "Washington");
  g_assert_null (tw_places_get_states (places, "XX"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/app/places/load", test_load);

  return g_test_run ();
}
