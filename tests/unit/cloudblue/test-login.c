/* test-login.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"
#include "net/tw-http-private.h"

#include <string.h>

/* Characters that a form, a header and JSON each treat in a way of their own. */
#define USER "café&user=1 %+:é"
#define PASSWORD "p&ss=w+rd %20\"ü:/?#"

static TwAccount *
create_account (TwAccountType type)
{
  TwAccount *account = tw_account_new ("test", type);

  g_object_set (account, "url", "https://host.example/marketplace/na", "username", USER, "marketplace", "u\"s", "realm",
                "a/b realm", NULL);

  return account;
}

static const char *
get_header (TwRequest  *request,
            const char *name)
{
  for (guint i = 0; i < request->headers->len; i++)
    {
      TwPair *pair = g_ptr_array_index (request->headers, i);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        return pair->value;
    }

  return NULL;
}

static char *
dup_body (TwRequest *request)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);

  return g_strndup (data, size);
}

static TwRequest *
create_login (TwCloudblueLogin *login)
{
  return TW_AUTHENTICATOR_GET_IFACE (login)->create_login (TW_AUTHENTICATOR (login));
}

static void
assert_no_secret (const char *text)
{
  g_assert_null (strstr (text, PASSWORD));
  g_assert_null (strstr (text, "the-key"));
}

static void
test_token_request (void)
{
  g_autoptr (TwAccount) account = create_account (TW_ACCOUNT_CLOUDBLUE);
  TwCloudblueLogin *login = tw_cloudblue_login_new (account, PASSWORD, "the-key");
  g_autoptr (TwRequest) request = create_login (login);
  g_autofree char *body = dup_body (request);
  g_autofree guchar *pair = NULL;
  gsize length;

  g_assert_cmpstr (tw_request_get_method (request), ==, "POST");
  g_assert_cmpstr (tw_request_get_path (request), ==, "/token");
  g_assert_null (tw_request_dup_query (request));
  g_assert_true (request->secret);
  g_assert_true (tw_request_is_read (request));
  g_assert_cmpstr (request->content_type, ==, "application/json");
  g_assert_cmpstr (body, ==, "{\"marketplace\":\"u\\\"s\"}");
  g_assert_cmpstr (get_header (request, "X-Subscription-Key"), ==, "the-key");
  g_assert_null (get_header (request, "X-Client-Id"));

  g_assert_true (g_str_has_prefix (get_header (request, "Authorization"), "Basic "));
  pair = g_base64_decode (get_header (request, "Authorization") + strlen ("Basic "), &length);
  g_assert_cmpmem (pair, length, USER ":" PASSWORD, strlen (USER ":" PASSWORD));

  g_assert_finalize_object (login);
}

static void
test_client_id (void)
{
  g_autoptr (TwAccount) account = create_account (TW_ACCOUNT_CLOUDBLUE);
  TwCloudblueLogin *login = NULL;
  g_autoptr (TwRequest) request = NULL;
  g_autoptr (TwRequest) call = tw_request_new ("GET", "/customers");

  g_object_set (account, "client-id", "client 7", NULL);
  login = tw_cloudblue_login_new (account, PASSWORD, NULL);
  request = create_login (login);
  g_assert_cmpstr (get_header (request, "X-Client-Id"), ==, "client 7");
  g_assert_null (get_header (request, "X-Subscription-Key"));

  TW_AUTHENTICATOR_GET_IFACE (login)->sign (TW_AUTHENTICATOR (login), "tok", call);
  g_assert_cmpstr (get_header (call, "Authorization"), ==, "Bearer tok");
  g_assert_cmpstr (get_header (call, "X-Client-Id"), ==, "client 7");
  g_assert_finalize_object (login);
}

static void
test_grant_request (void)
{
  g_autoptr (TwAccount) account = create_account (TW_ACCOUNT_CLOUDBLUE_HOSTED);
  TwCloudblueLogin *login = NULL;
  g_autoptr (TwRequest) request = NULL;
  g_autoptr (GHashTable) form = NULL;
  g_autofree char *body = NULL;

  g_object_set (account, "client-id", "my&client", NULL);
  login = tw_cloudblue_login_new (account, PASSWORD, "the-key");
  request = create_login (login);
  body = dup_body (request);

  /* The realm is one segment of the path, whatever is in it; nothing secret is in it. */
  g_assert_cmpstr (tw_request_get_path (request), ==, "/auth/realms/a%2Fb%20realm/protocol/openid-connect/token");
  assert_no_secret (tw_request_get_path (request));
  g_assert_true (request->secret);
  g_assert_cmpstr (request->content_type, ==, "application/x-www-form-urlencoded");
  g_assert_cmpstr (get_header (request, "X-Subscription-Key"), ==, "the-key");
  g_assert_null (get_header (request, "Authorization"));

  form = g_uri_parse_params (body, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_assert_nonnull (form);
  g_assert_cmpuint (g_hash_table_size (form), ==, 4);
  g_assert_cmpstr (g_hash_table_lookup (form, "grant_type"), ==, "password");
  g_assert_cmpstr (g_hash_table_lookup (form, "username"), ==, USER);
  g_assert_cmpstr (g_hash_table_lookup (form, "password"), ==, PASSWORD);
  g_assert_cmpstr (g_hash_table_lookup (form, "client_id"), ==, "my&client");

  g_assert_finalize_object (login);
}

static TwToken *
read_login (TwAccountType   type,
            guint           status,
            const char     *body,
            GError        **error)
{
  g_autoptr (TwAccount) account = create_account (type);
  g_autoptr (TwCloudblueLogin) login = tw_cloudblue_login_new (account, PASSWORD, "the-key");
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (TwReply) reply = tw_reply_new (status, "application/json", bytes);

  return TW_AUTHENTICATOR_GET_IFACE (login)->read_login (TW_AUTHENTICATOR (login), reply, error);
}

static void
test_token (void)
{
  static const struct
  {
    TwAccountType type;
    const char   *body;
    guint         lifetime;
  } cases[] = {
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"t.o-k\",\"expiresInSeconds\":1500}", 1500 },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"t.o-k\",\"expiresInSeconds\":\"60\",\"more\":[]}", 60 },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"t.o-k\"}", 1500 },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"t.o-k\",\"expiresInSeconds\":0}", 1500 },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"t.o-k\",\"expiresInSeconds\":-5}", 1500 },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"t.o-k\",\"expiresInSeconds\":99999999999}", 86400 },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, "{\"access_token\":\"t.o-k\",\"expires_in\":300,\"token_type\":\"Bearer\"}", 300 },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, "{\"access_token\":\"t.o-k\",\"expires_in\":null}", 1500 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TwToken) token = read_login (cases[i].type, 200, cases[i].body, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (token->text, ==, "t.o-k");
      g_assert_cmpuint (token->lifetime, ==, cases[i].lifetime);
    }
}

/* An answer of another kind of login, and texts that would break out of a header. */
static void
test_bad_tokens (void)
{
  static const struct
  {
    TwAccountType type;
    const char   *body;
  } cases[] = {
    { TW_ACCOUNT_CLOUDBLUE, "" },
    { TW_ACCOUNT_CLOUDBLUE, "<html>" },
    { TW_ACCOUNT_CLOUDBLUE, "[]" },
    { TW_ACCOUNT_CLOUDBLUE, "{}" },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"\"}" },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":17}" },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"a\\r\\nX-Evil: 1\"}" },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"a b\"}" },
    { TW_ACCOUNT_CLOUDBLUE, "{\"token\":\"é\"}" },
    { TW_ACCOUNT_CLOUDBLUE, "{\"access_token\":\"x\",\"expires_in\":300}" },
    { TW_ACCOUNT_CLOUDBLUE_HOSTED, "{\"token\":\"x\",\"expiresInSeconds\":1500}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_login (cases[i].type, 200, cases[i].body, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, "Evil"));
    }
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_login (TW_ACCOUNT_CLOUDBLUE, 401, "{\"path\":\"/token\",\"message\":\"Bad credentials\"}", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED);
  g_assert_cmpuint (tw_error_get_http_status (error), ==, 401);
}

/* Only the platform's 401 says that the token ended; only the gateway's 429 that a call was not read. */
static void
test_verdicts (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    gboolean    expired;
    gboolean    throttled;
    gboolean    out_of_calls;
  } cases[] = {
    { 401, "{\"path\":\"/x\",\"message\":\"expired\"}", TRUE, FALSE, FALSE },
    { 401, "", TRUE, FALSE, FALSE },
    { 401, "{\"statusCode\":401,\"message\":\"key\"}", FALSE, FALSE, FALSE },
    { 429, "{\"statusCode\":429,\"message\":\"rate\"}", FALSE, TRUE, FALSE },
    { 429, "", FALSE, TRUE, FALSE },
    { 429, "{\"path\":\"/x\",\"message\":\"rate\"}", FALSE, FALSE, FALSE },
    { 403, "{\"statusCode\":403,\"message\":\"quota\"}", FALSE, FALSE, TRUE },
    { 403, "{\"path\":\"/x\",\"message\":\"not allowed\"}", FALSE, FALSE, FALSE },
    { 500, "{\"path\":\"/x\"}", FALSE, FALSE, FALSE },
    { 200, "{}", FALSE, FALSE, FALSE },
  };
  g_autoptr (TwAccount) account = create_account (TW_ACCOUNT_CLOUDBLUE);
  g_autoptr (TwCloudblueLogin) login = tw_cloudblue_login_new (account, PASSWORD, "the-key");
  TwAuthenticatorInterface *iface = TW_AUTHENTICATOR_GET_IFACE (login);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (TwReply) reply = tw_reply_new (cases[i].status, "application/json", bytes);

      g_assert_cmpint (iface->is_expired (TW_AUTHENTICATOR (login), reply), ==, cases[i].expired);
      g_assert_cmpint (iface->is_throttled (TW_AUTHENTICATOR (login), reply), ==, cases[i].throttled);
      g_assert_cmpint (iface->is_out_of_calls (TW_AUTHENTICATOR (login), reply), ==, cases[i].out_of_calls);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cloudblue/login/token-request", test_token_request);
  g_test_add_func ("/cloudblue/login/client-id", test_client_id);
  g_test_add_func ("/cloudblue/login/grant-request", test_grant_request);
  g_test_add_func ("/cloudblue/login/token", test_token);
  g_test_add_func ("/cloudblue/login/bad-tokens", test_bad_tokens);
  g_test_add_func ("/cloudblue/login/refused", test_refused);
  g_test_add_func ("/cloudblue/login/verdicts", test_verdicts);

  return g_test_run ();
}
