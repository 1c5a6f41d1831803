/* test-journal-mask.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "fake-marketplace.h"
#include "journal/tw-journal-mask-private.h"

static char *
mask (const char *text,
      const char *secret)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (TwJson) json = tw_json_parse (quoted, -1, NULL);
  g_autoptr (GHashTable) secrets = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TwJson) masked = NULL;

  if (secret != NULL)
    g_hash_table_add (secrets, (gpointer) secret);
  masked = tw_journal_mask (json, secrets);

  return g_strdelimit (tw_json_to_string (masked, FALSE), "\"", '\'');
}

static void
test_mask (void)
{
  static const struct
  {
    const char *plain;
    const char *secret;
    const char *masked;
  } cases[] = {
    { "{'a':1.5,'b':[true,null,'x'],'c':{}}", NULL, "{'a':1.5,'b':[true,null,'x'],'c':{}}" },
    { "[{'name':'domain','value':'heron.example'}]", NULL, "[{'name':'domain','value':'heron.example'}]" },
    { "[{'name':'adminPassword','value':'x'}]", NULL, "[{'name':'adminPassword','value':'***'}]" },
    { "[{'name':'CLIENT_SECRET','value':{'a':'x'}}]", NULL, "[{'name':'CLIENT_SECRET','value':'***'}]" },
    { "[{'name':'pin','value':'x','type':'password'}]", NULL, "[{'name':'pin','value':'***','type':'password'}]" },
    { "[{'name':'pin','structured_value':{'x':1}}]", "pin", "[{'name':'pin','structured_value':'***'}]" },
    { "[{'name':'pins','value':'x'}]", "pin", "[{'name':'pins','value':'x'}]" },
    { "{'attributes':{'password':'x','PONumber':'7'}}", NULL, "{'attributes':{'password':'***','PONumber':'7'}}" },
    { "{'password':null}", NULL, "{'password':null}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = mask (cases[i].plain, cases[i].secret);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

static void
test_list_secrets (void)
{
  g_autoptr (TwResource) order = NULL;
  g_autoptr (TwResource) customer = fake_resource (TW_TYPE_CUSTOMER, "{'name': 'Blue Heron'}");
  g_autoptr (GHashTable) secrets = NULL;
  g_autoptr (GHashTable) none = tw_journal_list_secrets (customer);

  order = fake_resource (TW_TYPE_ORDER,
                         "{'products': [{}, {'parameters': ["
                         "  {'name': 'pin', 'type': 'password'}, {'name': 'domain', 'type': 'string'}, {}]}]}");
  secrets = tw_journal_list_secrets (order);
  g_assert_cmpuint (g_hash_table_size (secrets), ==, 1);
  g_assert_true (g_hash_table_contains (secrets, "pin"));
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/journal/mask/mask", test_mask);
  g_test_add_func ("/journal/mask/list-secrets", test_list_secrets);

  return g_test_run ();
}
