/* test-url.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-url-private.h"
#include "net-test.h"

static void
test_allowed (void)
{
  const char *const urls[] = {
    "https://api.cloud.im/marketplace/na",
    "https://10.0.0.1:8443/",
    "HTTPS://api.cloud.im",
    "http://localhost:8080/marketplace",
    "http://LocalHost/",
    "http://127.0.0.1:1/",
    "http://127.200.3.4/",
    "http://[::1]:9/x?sig=1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (tw_url_is_allowed (urls[i], &error));
      g_assert_no_error (error);
    }
}

/* Names and numbers that only look like this machine, too. */
static void
test_refused (void)
{
  const char *const urls[] = {
    "http://api.cloud.im/marketplace",
    "http://localhost.example.com/",
    "http://127.0.0.1.example.com/",
    "http://notlocalhost/",
    "http://127.1/",
    "http://0.0.0.0/",
    "http://128.0.0.1/",
    "http://[::2]/",
    "http://[::ffff:10.0.0.1]/",
    "http://localhost@example.com/",
    "https://user:password@example.com/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "/relative",
    "https:///path",
    "https://",
    "",
    "not a url",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tw_url_is_allowed (urls[i], &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_VALIDATION);
      g_assert_cmpint (tw_error_get_effect (error), ==, TW_EFFECT_NONE);
    }
}

typedef struct
{
  const char *base;
  const char *path;
  const char *query;
  const char *url;
} Case;

static void
test_build (void)
{
  const Case cases[] = {
    { "https://h/marketplace/na", "/orders", NULL, "https://h/marketplace/na/orders" },
    { "https://h/marketplace/na///", "/orders/", "a=b", "https://h/marketplace/na/orders/?a=b" },
    { "https://h", "/orders", NULL, "https://h/orders" },
    { "https://h:8443/", "/o/%2F x", NULL, "https://h:8443/o/%2F%20x" },
    { "https://h/api", "/o?x#y", NULL, "https://h/api/o%3Fx%23y" },
    { "https://h/api", "https://login.h/auth/token", NULL, "https://login.h/auth/token" },
    { "https://h/api", "https://login.h/auth?k=v", NULL, "https://login.h/auth?k=v" },
    { "https://h/api", "https://login.h/auth?k=v", "a=b", "https://login.h/auth?a=b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) base = tw_url_parse_base (cases[i].base, &error);
      g_autoptr (GUri) uri = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      uri = tw_url_build (base, cases[i].path, cases[i].query, &error);
      g_assert_no_error (error);
      text = g_uri_to_string (uri);
      g_assert_cmpstr (text, ==, cases[i].url);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/url/allowed", test_allowed);
  g_test_add_func ("/net/url/refused", test_refused);
  g_test_add_func ("/net/url/build", test_build);

  return g_test_run ();
}
