/* tw-cloudblue-login.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cloudblue"

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"

#include <string.h>

/* Life of a token when the answer does not say (seen live: 1500). */
#define USUAL_LIFETIME 1500
#define MAX_LIFETIME (24 * 60 * 60)

struct _TwCloudblueLogin
{
  GObject parent_instance;

  TwAccount *account;
  char      *password;
  char      *subscription_key;
};

static void authenticator_iface_init (TwAuthenticatorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwCloudblueLogin, tw_cloudblue_login, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_AUTHENTICATOR, authenticator_iface_init))

static void
wipe (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
wipe_and_free (gpointer secret)
{
  wipe ((char **) &secret);
}

/* User and password in a Basic header, the marketplace in the body (guide 1.14). */
static TwRequest *
create_token_request (TwCloudblueLogin *self)
{
  TwRequest *request = tw_request_new ("POST", "/token");
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  g_autoptr (GBytes) body = NULL;
  char *pair = g_strconcat (tw_account_get_username (self->account), ":", self->password, NULL);
  char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  char *header = g_strconcat ("Basic ", encoded, NULL);

  tw_request_set_header (request, "Authorization", header);
  wipe (&pair);
  wipe (&encoded);
  wipe (&header);

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "marketplace");
  tw_json_writer_string (writer, tw_account_get_marketplace (self->account));
  tw_json_writer_end_object (writer);
  body = tw_json_writer_steal_bytes (writer);
  tw_request_set_body (request, "application/json", body);

  return request;
}

/* The OAuth2 password grant of hosted tenants stands in place of /token; all else is equal. */
static TwRequest *
create_grant_request (TwCloudblueLogin *self)
{
  const char *client_id = tw_account_get_client_id (self->account);
  g_autofree char *realm = g_uri_escape_string (tw_account_get_realm (self->account), NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/auth/realms/%s/protocol/openid-connect/token", realm);
  g_autofree char *user = g_uri_escape_string (tw_account_get_username (self->account), NULL, TRUE);
  g_autofree char *client = client_id != NULL ? g_uri_escape_string (client_id, NULL, TRUE) : NULL;
  char *password = g_uri_escape_string (self->password, NULL, TRUE);
  char *form = g_strconcat ("grant_type=password&username=", user, "&password=", password,
                            client != NULL ? "&client_id=" : NULL, client, NULL);
  TwRequest *request = tw_request_new ("POST", path);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (form, strlen (form), wipe_and_free, form);

  wipe (&password);
  tw_request_set_body (request, "application/x-www-form-urlencoded", body);

  return request;
}

static void
add_gateway_headers (TwCloudblueLogin *self,
                     TwRequest        *request)
{
  const char *client_id = tw_account_get_client_id (self->account);

  if (self->subscription_key != NULL)
    tw_request_set_header (request, "X-Subscription-Key", self->subscription_key);

  /* Named in the guides 1.14 and 21.0 only; given out by the vendor's support. */
  if (client_id != NULL && tw_account_get_account_type (self->account) == TW_ACCOUNT_CLOUDBLUE)
    tw_request_set_header (request, "X-Client-Id", client_id);
}

static TwRequest *
create_login (TwAuthenticator *authenticator)
{
  TwCloudblueLogin *self = TW_CLOUDBLUE_LOGIN (authenticator);
  gboolean hosted = tw_account_get_account_type (self->account) == TW_ACCOUNT_CLOUDBLUE_HOSTED;
  TwRequest *request = hosted ? create_grant_request (self) : create_token_request (self);

  add_gateway_headers (self, request);
  tw_request_set_secret (request, TRUE);
  /* A login changes nothing: it may be tried again. */
  tw_request_set_read (request, TRUE);

  return request;
}

/* Opaque, but it has to fit into a header. */
static gboolean
is_token (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return *text != '\0';
}

static TwToken *
read_login (TwAuthenticator  *authenticator,
            const TwReply    *reply,
            GError          **error)
{
  TwCloudblueLogin *self = TW_CLOUDBLUE_LOGIN (authenticator);
  TwAccountType type = tw_account_get_account_type (self->account);
  gboolean hosted = type == TW_ACCOUNT_CLOUDBLUE_HOSTED;
  g_autoptr (TwJson) body = NULL;
  const char *text = NULL;
  TwDecimal number;
  gint64 lifetime;

  if (reply->status != 200)
    {
      g_propagate_error (error, tw_cloudblue_login_to_error (reply, type));
      return NULL;
    }

  body = tw_json_parse_bytes (reply->body, error);
  if (body == NULL)
    {
      g_prefix_error_literal (error, "The answer to the login: ");
      return NULL;
    }

  text = tw_json_get_string (tw_json_get_member (body, hosted ? "access_token" : "token"));
  if (text == NULL || !is_token (text))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "The answer to the login: %s: a token is expected",
                   hosted ? "access_token" : "token");
      return NULL;
    }

  if (!tw_json_get_decimal (tw_json_get_member (body, hosted ? "expires_in" : "expiresInSeconds"), &number, NULL) ||
      !tw_decimal_to_int64 (number, &lifetime) || lifetime < 1)
    lifetime = USUAL_LIFETIME;

  return tw_token_new (text, (guint) MIN (lifetime, MAX_LIFETIME));
}

static void
sign (TwAuthenticator *authenticator,
      const char      *token,
      TwRequest       *request)
{
  char *header = g_strconcat ("Bearer ", token, NULL);

  tw_request_set_header (request, "Authorization", header);
  wipe (&header);
  add_gateway_headers (TW_CLOUDBLUE_LOGIN (authenticator), request);
}

/* The gateway's 401 is about the subscription key: a new token would not help. */
static gboolean
is_expired (TwAuthenticator *authenticator,
            const TwReply   *reply)
{
  return reply->status == 401 && !tw_cloudblue_is_gateway_fault (reply);
}

static gboolean
is_throttled (TwAuthenticator *authenticator,
              const TwReply   *reply)
{
  return reply->status == 429 && !tw_cloudblue_is_platform_fault (reply);
}

/* The gateway's own 403 is the day's quota (default of the gateway product). */
static gboolean
is_out_of_calls (TwAuthenticator *authenticator,
                 const TwReply   *reply)
{
  return reply->status == 403 && tw_cloudblue_is_gateway_fault (reply);
}

static void
authenticator_iface_init (TwAuthenticatorInterface *iface)
{
  iface->create_login = create_login;
  iface->read_login = read_login;
  iface->sign = sign;
  iface->is_expired = is_expired;
  iface->is_throttled = is_throttled;
  iface->is_out_of_calls = is_out_of_calls;
}

static void
tw_cloudblue_login_finalize (GObject *object)
{
  TwCloudblueLogin *self = TW_CLOUDBLUE_LOGIN (object);

  wipe (&self->password);
  wipe (&self->subscription_key);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (tw_cloudblue_login_parent_class)->finalize (object);
}

static void
tw_cloudblue_login_class_init (TwCloudblueLoginClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_cloudblue_login_finalize;
}

static void
tw_cloudblue_login_init (TwCloudblueLogin *self)
{
}

/**
 * tw_cloudblue_login_new:
 * @account: an account of a CloudBlue type
 * @password: its password
 * @subscription_key: (nullable): its key at the gateway
 *
 * Returns: (transfer full): what logs in for the session; wipes the secrets when it ends
 */
TwCloudblueLogin *
tw_cloudblue_login_new (TwAccount  *account,
                        const char *password,
                        const char *subscription_key)
{
  TwCloudblueLogin *self = g_object_new (TW_TYPE_CLOUDBLUE_LOGIN, NULL);

  self->account = g_object_ref (account);
  self->password = g_strdup (password);
  self->subscription_key = g_strdup (subscription_key);

  return self;
}
