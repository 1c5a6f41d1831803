/* tw-login.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-ask.h"
#include "sandbox/tw-server-private.h"

/* User and password of a Basic header. */
static gboolean
parse_basic (const char  *authorization,
             char       **username,
             char       **password)
{
  g_autofree guchar *decoded = NULL;
  g_autofree char *text = NULL;
  const char *colon;
  gsize length;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Basic ", 6) != 0)
    return FALSE;
  decoded = g_base64_decode (authorization + 6, &length);
  text = g_strndup ((const char *) decoded, length);
  colon = strchr (text, ':');
  if (colon == NULL)
    return FALSE;
  *username = g_strndup (text, colon - text);
  *password = g_strdup (colon + 1);

  return TRUE;
}

/**
 * tw_login_basic:
 * @server: the server
 * @message: a `POST /token`
 * @out: takes the answer's body
 * @error: return location for a refusal
 *
 * Returns: the answer's status, 0 when the login was refused
 */
guint
tw_login_basic (TwServer           *server,
                SoupServerMessage  *message,
                TwOut              *out,
                GError            **error)
{
  g_autoptr (GBytes) bytes = tw_message_get_body (message);
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *username = NULL;
  g_autofree char *password = NULL;
  g_autofree char *token = NULL;
  const char *marketplace = NULL;

  if (!parse_basic (tw_message_peek_header (message, "Authorization"), &username, &password)
      || !tw_gate_check_login (server->gate, username, password))
    {
      tw_refuse (error, 401, "The user name or the password is wrong.");
      return 0;
    }
  body = tw_ask_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (body == NULL
      || !tw_ask_string (body, "", "marketplace", TW_ASK_REQUIRED, &marketplace, error))
    return 0;
  if (strcmp (marketplace, tw_gate_get_marketplace (server->gate)) != 0)
    {
      tw_refuse (error, 400, "The marketplace \"%s\" is not known for this account.", marketplace);
      return 0;
    }

  token = tw_gate_issue_token (server->gate);
  tw_out_begin_object (out, NULL);
  tw_out_string (out, "token", token);
  tw_out_int (out, "expiresInSeconds", TW_TOKEN_LIFE);
  tw_out_end_object (out);

  return 200;
}

static guint
reply_oauth_error (TwOut      *out,
                   guint       status,
                   const char *error,
                   const char *description)
{
  tw_out_begin_object (out, NULL);
  tw_out_string (out, "error", error);
  tw_out_string (out, "error_description", description);
  tw_out_end_object (out);

  return status;
}

/**
 * tw_login_oauth:
 * @server: the server
 * @message: a `POST` to the token address of a realm
 * @out: takes the answer's body
 *
 * The password login of OAuth 2.0, as CloudBlue-hosted tenants have it. Its errors are those of that protocol.
 *
 * Returns: the answer's status
 */
guint
tw_login_oauth (TwServer          *server,
                SoupServerMessage *message,
                TwOut             *out)
{
  g_autoptr (GBytes) bytes = tw_message_get_body (message);
  g_autoptr (GHashTable) form = NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *token = NULL;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *grant;

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "application/x-www-form-urlencoded") != 0)
    return reply_oauth_error (out, 400, "invalid_request", "The body has to be form-encoded");
  form = soup_form_decode (text);
  grant = g_hash_table_lookup (form, "grant_type");
  if (grant == NULL)
    return reply_oauth_error (out, 400, "invalid_request", "Missing form parameter: grant_type");
  if (strcmp (grant, "password") != 0)
    return reply_oauth_error (out, 400, "unsupported_grant_type", "Unsupported grant_type");
  if (!tw_gate_check_login (server->gate,
                            g_hash_table_lookup (form, "username"),
                            g_hash_table_lookup (form, "password")))
    return reply_oauth_error (out, 401, "invalid_grant", "Invalid user credentials");

  token = tw_gate_issue_token (server->gate);
  tw_out_begin_object (out, NULL);
  tw_out_string (out, "access_token", token);
  tw_out_int (out, "expires_in", TW_TOKEN_LIFE);
  tw_out_string (out, "token_type", "Bearer");
  tw_out_string (out, "scope", "profile email");
  tw_out_end_object (out);

  return 200;
}
