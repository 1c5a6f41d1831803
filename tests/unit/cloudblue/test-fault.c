/* test-fault.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include <string.h>

#define PLATFORM(status, message) \
  "{\"timeStamp\":\"2026-10-02T14:08:51.223+00:00\",\"status\":" status ",\"message\":\"" message "\"," \
  "\"path\":\"/orders\",\"correlationId\":\"a8n-body\"}"
#define FRAMEWORK(status, error) \
  "{\"timestamp\":\"2026-10-02T14:08:51.223+00:00\",\"status\":" status ",\"error\":\"" error "\"," \
  "\"path\":\"/orders\",\"correlationId\":\"a8n-body\"}"
#define GATEWAY(status, message) "{\"statusCode\":" status ",\"message\":\"" message "\"}"
#define HTML "<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1></body></html>"
#define OPEN_RENEWAL "Cannot cancel subscription #1369120: renewal order #RN005811 is still in status Processing(AS)."
#define OPEN_CHANGE \
  "Cannot change subscription #1369120: change order #CH005811 is still in status Provisioning is in progress(LO). " \
  "Cancel it or wait until it is processed."

static TwReply *
make_reply (guint       status,
            const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  TwReply *reply = tw_reply_new (status, "application/json", bytes);

  reply->correlation_id = g_strdup ("a8n-header");

  return reply;
}

static GError *
explain (const char *method,
         guint       status,
         const char *body)
{
  g_autoptr (TwReply) reply = make_reply (status, body);
  g_autoptr (TwRequest) request = tw_request_new (method, "/orders/1");
  GError *error = tw_cloudblue_fault_to_error (reply, request);

  g_assert_true (error->domain == TW_ERROR);
  g_assert_cmpuint (tw_error_get_http_status (error), ==, status);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (const char *p = error->message; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isprint (g_utf8_get_char (p)));

  return error;
}

/* What kind of error, what is known of the effect, whose words and whose correlation id. */
static void
test_shapes (void)
{
  static const struct
  {
    const char *method;
    guint       status;
    const char *body;
    TwError     code;
    TwEffect    effect;
    const char *words;
    const char *correlation_id;
  } cases[] = {
    { "POST", 400, PLATFORM ("400", "Unsupported value of the status filter."), TW_ERROR_VALIDATION,
      TW_EFFECT_REFUSED, "Unsupported value of the status filter.", "a8n-body" },
    { "POST", 400, FRAMEWORK ("400", "Bad Request"), TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, "Bad Request", "a8n-body" },
    { "POST", 400, HTML, TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, NULL, "a8n-header" },
    { "POST", 422, "{}", TW_ERROR_VALIDATION, TW_EFFECT_REFUSED, NULL, "a8n-header" },

    /* An id that nobody knows comes as either; in answer to a new order it is one that the order names. */
    { "GET", 400, PLATFORM ("400", "No entity has been found."), TW_ERROR_NOT_FOUND, TW_EFFECT_REFUSED,
      "No entity has been found.", "a8n-body" },
    { "PATCH", 400, PLATFORM ("400", "No entity has been found."), TW_ERROR_NOT_FOUND, TW_EFFECT_REFUSED,
      "No entity has been found.", "a8n-body" },
    { "POST", 400, PLATFORM ("400", "No entity has been found."), TW_ERROR_VALIDATION, TW_EFFECT_REFUSED,
      "No entity has been found.", "a8n-body" },
    { "GET", 404, PLATFORM ("404", "No entity has been found."), TW_ERROR_NOT_FOUND, TW_EFFECT_REFUSED,
      "No entity has been found.", "a8n-body" },
    { "GET", 404, NULL, TW_ERROR_NOT_FOUND, TW_EFFECT_REFUSED, NULL, "a8n-header" },

    { "POST", 401, PLATFORM ("401", "The token is not valid or has expired."), TW_ERROR_AUTH_REQUIRED,
      TW_EFFECT_REFUSED, "The token is not valid or has expired.", "a8n-body" },
    { "POST", 401, GATEWAY ("401", "Access denied due to invalid subscription key."), TW_ERROR_AUTH_REQUIRED,
      TW_EFFECT_REFUSED, "Access denied due to invalid subscription key.", "a8n-header" },

    /* The platform's 403 is about rights, the gateway's about the day's quota. */
    { "POST", 403, PLATFORM ("403", "The operation is not allowed for this account."), TW_ERROR_FORBIDDEN,
      TW_EFFECT_REFUSED, "The operation is not allowed for this account.", "a8n-body" },
    { "POST", 403, GATEWAY ("403", "Out of call volume quota. Quota will be replenished in 07:41:12."),
      TW_ERROR_RATE_LIMITED, TW_EFFECT_REFUSED,
      "This day's calls are used up, by all programs that use the key: Out of call volume quota. Quota will be "
      "replenished in 07:41:12.",
      "a8n-header" },
    { "POST", 409, "{\"message\":\"Busy\"}", TW_ERROR_CONFLICT, TW_EFFECT_REFUSED, "Busy", "a8n-header" },

    { "POST", 429, GATEWAY ("429", "Rate limit is exceeded. Try again in 37 seconds."), TW_ERROR_RATE_LIMITED,
      TW_EFFECT_NONE, "Rate limit is exceeded. Try again in 37 seconds.", "a8n-header" },
    { "POST", 429, NULL, TW_ERROR_RATE_LIMITED, TW_EFFECT_NONE, NULL, "a8n-header" },
    { "POST", 429, PLATFORM ("429", "Slow down."), TW_ERROR_RATE_LIMITED, TW_EFFECT_REFUSED, "Slow down.", "a8n-body" },

    /* A business rule is a refusal, whatever the status says; any other failure may have come after the effect. */
    { "POST", 500, PLATFORM ("500", OPEN_CHANGE), TW_ERROR_CONFLICT, TW_EFFECT_REFUSED, OPEN_CHANGE, "a8n-body" },
    { "POST", 500, PLATFORM ("500", OPEN_RENEWAL), TW_ERROR_CONFLICT, TW_EFFECT_REFUSED, OPEN_RENEWAL, "a8n-body" },
    { "POST", 500, GATEWAY ("500", OPEN_CHANGE), TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, OPEN_CHANGE, "a8n-header" },
    { "POST", 500, PLATFORM ("500", "Internal server error."), TW_ERROR_SERVER, TW_EFFECT_UNKNOWN,
      "Internal server error.", "a8n-body" },
    { "POST", 500, FRAMEWORK ("500", "Internal Server Error"), TW_ERROR_SERVER, TW_EFFECT_UNKNOWN,
      "Internal Server Error", "a8n-body" },
    { "POST", 500, HTML, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, NULL, "a8n-header" },
    { "POST", 500, NULL, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, NULL, "a8n-header" },
    { "POST", 502, GATEWAY ("502", "Bad gateway"), TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, "Bad gateway", "a8n-header" },
    { "POST", 503, PLATFORM ("503", OPEN_CHANGE), TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, OPEN_CHANGE, "a8n-body" },
    { "POST", 504, HTML, TW_ERROR_SERVER, TW_EFFECT_UNKNOWN, NULL, "a8n-header" },

    /* Neither yes nor no. */
    { "POST", 302, HTML, TW_ERROR_PROTOCOL, TW_EFFECT_UNKNOWN, NULL, "a8n-header" },
    { "POST", 304, NULL, TW_ERROR_PROTOCOL, TW_EFFECT_UNKNOWN, NULL, "a8n-header" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = explain (cases[i].method, cases[i].status, cases[i].body);
      g_autofree char *status = g_strdup_printf ("(status %u)", cases[i].status);

      g_test_message ("%s %u: %s", cases[i].method, cases[i].status, error->message);
      g_assert_error (error, TW_ERROR, (int) cases[i].code);
      g_assert_cmpint (tw_error_get_effect (error), ==, cases[i].effect);
      g_assert_cmpstr (tw_error_get_correlation_id (error), ==, cases[i].correlation_id);
      g_assert_true (g_str_has_suffix (error->message, status));
      g_assert_cmpuint (strlen (error->message), >, strlen (status) + 1);
      if (cases[i].words != NULL)
        g_assert_true (g_str_has_prefix (error->message, cases[i].words));
      g_assert_null (strchr (error->message, '<'));
    }
}

/* Bodies that are nothing anybody knows: the same status, a sentence of our own. */
static void
test_garbage (void)
{
  static const char * const bodies[] = {
    "", " ", "null", "[]", "\"text\"", "42", "{", "{\"message\":", "{\"message\":null}", "{\"message\":17}",
    "{\"message\":\"\"}", "{\"message\":\"\\u0001\\n\\u202e\"}", "{\"message\":{\"a\":1},\"error\":[]}",
    "\xff\xfe\x00", "not json at all", "{\"path\":null}", "{\"correlationId\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) server = explain ("POST", 500, bodies[i]);
      g_autoptr (GError) refusal = explain ("POST", 400, bodies[i]);

      g_assert_cmpstr (server->message, ==, "The marketplace failed (status 500)");
      g_assert_cmpint (tw_error_get_effect (server), ==, TW_EFFECT_UNKNOWN);
      g_assert_cmpstr (refusal->message, ==, "The marketplace refused the request (status 400)");
      g_assert_cmpint (tw_error_get_effect (refusal), ==, TW_EFFECT_REFUSED);
      g_assert_cmpstr (tw_error_get_correlation_id (refusal), ==, "a8n-header");
    }
}

/* Whoever writes the body cannot write on the terminal. */
static void
test_hostile_text (void)
{
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autofree char *long_body = g_strdup_printf ("{\"message\":\"%s\",\"correlationId\":\"%s\"}", many, many);
  g_autoptr (GError) error = explain ("GET", 400,
                                      "{\"message\":\"a\\u001b[31mb\\nc\\u202ed\\u2028e\\u0007\","
                                      "\"correlationId\":\"x\\u001b]0;y\\u0007\\n\"}");
  g_autoptr (GError) endless = explain ("GET", 400, long_body);

  g_assert_cmpstr (error->message, ==, "a [31mb c d e (status 400)");
  g_assert_cmpstr (tw_error_get_correlation_id (error), ==, "x ]0;y");
  g_assert_cmpuint (strlen (endless->message), <, 500);
  g_assert_cmpuint (strlen (tw_error_get_correlation_id (endless)), <=, 100);
}

static void
test_retry_after (void)
{
  g_autoptr (TwReply) reply = make_reply (429, GATEWAY ("429", "Later"));
  g_autoptr (GError) without = tw_cloudblue_fault_to_error (reply, NULL);
  g_autoptr (GError) with = NULL;

  g_assert_cmpint (tw_error_get_retry_after (without), ==, -1);
  reply->retry_after = 37;
  with = tw_cloudblue_fault_to_error (reply, NULL);
  g_assert_cmpint (tw_error_get_retry_after (with), ==, 37);
}

static void
test_who_wrote_it (void)
{
  static const struct
  {
    const char *body;
    gboolean    gateway;
    gboolean    platform;
  } cases[] = {
    { PLATFORM ("401", "x"), FALSE, TRUE }, { FRAMEWORK ("401", "x"), FALSE, TRUE }, { GATEWAY ("401", "x"), TRUE, FALSE },
    { HTML, FALSE, FALSE },                 { NULL, FALSE, FALSE },                  { "[]", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwReply) reply = make_reply (401, cases[i].body);

      g_assert_cmpint (tw_cloudblue_is_gateway_fault (reply), ==, cases[i].gateway);
      g_assert_cmpint (tw_cloudblue_is_platform_fault (reply), ==, cases[i].platform);
    }
}

/* Which of the things a person typed was refused. */
static void
test_login (void)
{
  static const struct
  {
    TwAccountType type;
    guint         status;
    const char   *body;
    TwError       code;
    const char   *field;
  } cases[] = {
    { TW_ACCOUNT_CLOUDBLUE, 401, PLATFORM ("401", "Bad credentials"), TW_ERROR_AUTH_REQUIRED, "password" },
    { TW_ACCOUNT_CLOUDBLUE, 401, NULL, TW_ERROR_AUTH_REQUIRED, "password" },
    { TW_ACCOUNT_CLOUDBLUE, 401, GATEWAY ("401", "Access denied"), TW_ERROR_AUTH_REQUIRED, "subscriptionKey" },
    { TW_ACCOUNT_CLOUDBLUE, 400, PLATFORM ("400", "Unknown marketplace"), TW_ERROR_AUTH_REQUIRED, "marketplace" },
    { TW_ACCOUNT_CLOUDBLUE, 404, PLATFORM ("404", "Unknown marketplace"), TW_ERROR_AUTH_REQUIRED, "marketplace" },
    { TW_ACCOUNT_CLOUDBLUE, 404, GATEWAY ("404", "Resource not found"), TW_ERROR_NOT_FOUND, "url" },
    { TW_ACCOUNT_CLOUDBLUE, 404, HTML, TW_ERROR_NOT_FOUND, "url" },
    { TW_ACCOUNT_CLOUDBLUE, 403, PLATFORM ("403", "Not allowed"), TW_ERROR_FORBIDDEN, NULL },
    { TW_ACCOUNT_CLOUDBLUE, 403, GATEWAY ("403", "Out of call volume quota."), TW_ERROR_RATE_LIMITED, NULL },
    { TW_ACCOUNT_CLOUDBLUE, 500, PLATFORM ("500", "Internal"), TW_ERROR_SERVER, NULL },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, 401,
      "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}", TW_ERROR_AUTH_REQUIRED,
      "password" },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, 400,
      "{\"error\":\"invalid_grant\",\"error_description\":\"Account disabled\"}", TW_ERROR_AUTH_REQUIRED, "password" },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, 404, "{\"error\":\"Realm does not exist\"}", TW_ERROR_AUTH_REQUIRED, "realm" },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, 404, HTML, TW_ERROR_NOT_FOUND, "url" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwReply) reply = make_reply (cases[i].status, cases[i].body);
      g_autoptr (GError) error = tw_cloudblue_login_to_error (reply, cases[i].type);
      GPtrArray *fields = tw_error_get_fields (error);

      g_test_message ("%u: %s", cases[i].status, error->message);
      g_assert_error (error, TW_ERROR, (int) cases[i].code);
      if (cases[i].field == NULL)
        {
          g_assert_null (fields);
          continue;
        }
      g_assert_cmpuint (fields->len, ==, 1);
      g_assert_cmpstr (((TwFieldError *) g_ptr_array_index (fields, 0))->field, ==, cases[i].field);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cloudblue/fault/shapes", test_shapes);
  g_test_add_func ("/cloudblue/fault/garbage", test_garbage);
  g_test_add_func ("/cloudblue/fault/hostile-text", test_hostile_text);
  g_test_add_func ("/cloudblue/fault/retry-after", test_retry_after);
  g_test_add_func ("/cloudblue/fault/who-wrote-it", test_who_wrote_it);
  g_test_add_func ("/cloudblue/fault/login", test_login);

  return g_test_run ();
}
