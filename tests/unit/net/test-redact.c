/* test-redact.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "net/tw-redact.h"
#include "net-test.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *redacted;
} Case;

static const Case CASES[] = {
  { "", "" },
  { "plain text, 12 = 13", "plain text, 12 = 13" },
  { "{\"name\":\"Zoë\",\"id\":12}", "{\"name\":\"Zoë\",\"id\":12}" },
  { "{\"password\":\"s3same\"}", "{\"password\":\"***\"}" },
  { "{\"adminPassword\" : \"s3\\\"same\" , \"id\":1}", "{\"adminPassword\" : \"***\" , \"id\":1}" },
  { "{\"token\":\"abc\",\"expiresInSeconds\":1500}", "{\"token\":\"***\",\"expiresInSeconds\":1500}" },
  { "{\"access_token\":\"abc\"}", "{\"access_token\":\"***\"}" },
  { "{\"subscriptionKey\":123,\"a\":[1]}", "{\"subscriptionKey\":\"***\",\"a\":[1]}" },
  { "{\"tokens\":[\"a\",{\"b\":\"]\"}],\"id\":1}", "{\"tokens\":\"***\",\"id\":1}" },
  { "{\"secret\":null}", "{\"secret\":\"***\"}" },
  { "[{\"downloadUrl\":\"https://x/y?sig=z\"}]", "[{\"downloadUrl\":\"***\"}]" },
  { "{\"name\":\"admin_password\",\"value\":\"s3same\"}", "{\"name\":\"admin_password\",\"value\":\"***\"}" },
  { "{\"password\":\"cut of", "{\"password\":\"***\"" },
  { "{\"password\":", "{\"password\":\"***\"" },
  { "{\"pass", "{\"pass" },
  { "{\"note\":\"see https://h/f?sv=1&sig=abc%2B&se=2\"}", "{\"note\":\"see https://h/f?sv=1&sig=***&se=2\"}" },
  { "grant_type=password&username=u&password=p%20q", "grant_type=password&username=u&password=***" },
  { "Authorization: Bearer abc.def", "Authorization: Bearer ***" },
  { "Basic dTpw, x", "Basic ***, x" },
  { "not a bearer of bad news", "not a bearer *** bad news" },
  { "passwords are good", "passwords are good" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *redacted = tw_redact_text (CASES[i].text, -1);

      g_assert_cmpstr (redacted, ==, CASES[i].redacted);
    }
}

static void
test_names (void)
{
  const char *const secret[] = {
    "password", "X-Subscription-Key", "Set-Cookie", "refresh_token", "SIG", "clientSecret",
  };
  const char *const open[] = { "name", "keyword", "signedOn", "limit", "postalCode", "mpn", "quantity" };

  for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
    g_assert_true (tw_redact_is_secret (secret[i], -1));
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_false (tw_redact_is_secret (open[i], -1));
  g_assert_true (tw_redact_is_secret ("passwordX", 8));
}

/* Any cut of a text must not let the secret out, nor read behind its end. */
static void
test_every_cut (void)
{
  const char *text = "{\"a\":{\"password\":\"s3same\\\\\"},\"token\":[\"s3same\"],\"b\":\"?sig=s3same\"}";

  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autofree char *cut = g_strndup (text, length);
      g_autofree char *redacted = tw_redact_text (cut, length);

      g_assert_null (strstr (redacted, "s3"));
    }
}

static void
answer_with (const TwTestCall *call,
              TwTestAnswer     *answer,
              gpointer          user_data)
{
  answer->body = user_data;
}

/* Runs in a process of its own, with all logs on. */
static void
test_log_child (void)
{
  char answer[] = "{\"token\":\"s3same\",\"seen\":\"answered\"}";
  char login_answer[] = "\"s3same\"";
  const char *text = "{\"password\":\"s3same\",\"seen\":\"asked\"}";
  g_autoptr (TwTestServer) server = tw_test_server_new (answer_with, answer);
  g_autoptr (TwTestServer) login_server = tw_test_server_new (answer_with, login_answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwTransport) transport = tw_transport_new (tw_test_server_get_url (server), NULL, &error);
  g_autofree char *login_url = g_strconcat (tw_test_server_get_url (login_server), "/token", NULL);
  g_autofree char *link = g_strconcat (tw_test_server_get_url (server), "/f?sig=s3same", NULL);
  g_autoptr (TwRequest) request = tw_request_new ("POST", "/orders");
  g_autoptr (TwRequest) login = tw_request_new ("POST", login_url);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) login_body = g_bytes_new_static ("s3same", 6);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TwReply) reply = NULL;
  g_autoptr (TwReply) login_reply = NULL;

  tw_request_add_query (request, "sig", "s3same");
  tw_request_add_query (request, "limit", "5");
  tw_request_set_header (request, "Authorization", "Bearer s3same");
  tw_request_set_header (request, "X-Subscription-Key", "s3same");
  tw_request_set_body (request, "application/json", body);
  reply = net_test_send (transport, request, NULL, &error);
  g_assert_no_error (error);

  tw_request_set_secret (login, TRUE);
  tw_request_set_body (login, "text/plain", login_body);
  login_reply = net_test_send (transport, login, NULL, &error);
  g_assert_no_error (error);

  tw_transport_download_async (transport, link, stream, NULL, NULL, NULL, tw_test_store_result, &result);
  TW_WAIT_FOR (result != NULL);
  g_assert_cmpint (tw_transport_download_finish (transport, result, &error), >, 0);
  g_assert_no_error (error);
}

static void
test_log (void)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--log-child", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  g_assert_nonnull (strstr (output, "POST /orders?sig=***&limit=5 200"));
  g_assert_nonnull (strstr (output, "\"seen\":\"asked\""));
  g_assert_nonnull (strstr (output, "\"seen\":\"answered\""));
  g_assert_nonnull (strstr (output, "download from 127.0.0.1"));
  g_assert_null (strstr (output, "s3same"));
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 2 && strcmp (argv[1], "--log-child") == 0)
    {
      test_log_child ();
      return 0;
    }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/redact/cases", test_cases);
  g_test_add_func ("/net/redact/names", test_names);
  g_test_add_func ("/net/redact/every-cut", test_every_cut);
  g_test_add_func ("/net/redact/log", test_log);

  return g_test_run ();
}
