/* test-authenticator.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "test-authenticator.h"

static TwRequest *
test_authenticator_create_login (TwAuthenticator *authenticator)
{
  return tw_request_new ("POST", "/token");
}

static TwToken *
test_authenticator_read_login (TwAuthenticator  *authenticator,
                               const TwReply    *reply,
                               GError          **error)
{
  TestAuthenticator *self = TEST_AUTHENTICATOR (authenticator);
  g_autofree char *text = NULL;

  if (reply->status != 200)
    {
      g_set_error (error,
                   TW_ERROR,
                   reply->status == 401 ? TW_ERROR_AUTH_REQUIRED : TW_ERROR_SERVER,
                   "Login was answered %u",
                   reply->status);
      return NULL;
    }

  text = g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));

  return tw_token_new (text, self->lifetime);
}

static void
test_authenticator_sign (TwAuthenticator *authenticator,
                         const char      *token,
                         TwRequest       *request)
{
  tw_request_set_header (request, "X-Token", token);
}

static gboolean
test_authenticator_is_expired (TwAuthenticator *authenticator,
                               const TwReply   *reply)
{
  return reply->status == 401;
}

static gboolean
test_authenticator_is_throttled (TwAuthenticator *authenticator,
                                 const TwReply   *reply)
{
  return reply->status == 429 && tw_reply_get_header (reply, "X-Gateway") != NULL;
}

static gboolean
test_authenticator_is_out_of_calls (TwAuthenticator *authenticator,
                                    const TwReply   *reply)
{
  return reply->status == 403 && tw_reply_get_header (reply, "X-Gateway") != NULL;
}

static void
test_authenticator_iface_init (TwAuthenticatorInterface *iface)
{
  iface->create_login = test_authenticator_create_login;
  iface->read_login = test_authenticator_read_login;
  iface->sign = test_authenticator_sign;
  iface->is_expired = test_authenticator_is_expired;
  iface->is_throttled = test_authenticator_is_throttled;
  iface->is_out_of_calls = test_authenticator_is_out_of_calls;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestAuthenticator,
                               test_authenticator,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TW_TYPE_AUTHENTICATOR, test_authenticator_iface_init))

static void
test_authenticator_class_init (TestAuthenticatorClass *klass)
{
}

static void
test_authenticator_init (TestAuthenticator *self)
{
  self->lifetime = 1500;
}
