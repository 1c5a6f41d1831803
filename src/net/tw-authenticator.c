/* tw-authenticator.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-session.h"

G_DEFINE_INTERFACE (TwAuthenticator, tw_authenticator, G_TYPE_OBJECT)

static void
tw_authenticator_default_init (TwAuthenticatorInterface *iface)
{
}

/**
 * tw_token_new:
 * @text: what proves the login
 * @lifetime: seconds it is good for
 *
 * Returns: (transfer full): a new token
 */
TwToken *
tw_token_new (const char *text,
              guint       lifetime)
{
  TwToken *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (TwToken, 1);
  self->text = g_strdup (text);
  self->lifetime = lifetime;

  return self;
}

/**
 * tw_token_free:
 * @self: (transfer full): a token
 */
void
tw_token_free (TwToken *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_free (self);
}
