/* tw-session.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-budget.h"
#include "net/tw-transport.h"

G_BEGIN_DECLS

/**
 * TwToken:
 * @text: what proves the login, opaque
 * @lifetime: seconds it is good for, counted from the answer
 */
typedef struct
{
  char *text;
  guint lifetime;
} TwToken;

TwToken *tw_token_new  (const char *text,
                        guint       lifetime);
void     tw_token_free (TwToken    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwToken, tw_token_free)

/**
 * TwAuthenticator:
 *
 * What a marketplace's adapter tells the session: how to log in, how a token is carried, and which answers
 * prove that a call was turned away before it had any effect.
 */
#define TW_TYPE_AUTHENTICATOR (tw_authenticator_get_type ())
G_DECLARE_INTERFACE (TwAuthenticator, tw_authenticator, TW, AUTHENTICATOR, GObject)

/**
 * TwAuthenticatorInterface:
 * @create_login: (transfer full): makes the login request
 * @read_login: reads the login's answer; an error of the domain %TW_ERROR when it was refused
 * @sign: adds the token and whatever else every call carries
 * @is_expired: whether an answer says that the token is no longer good (so that login and replay help)
 * @is_throttled: whether an answer is the gateway's rate limit, which turns a call away unread
 * @is_out_of_calls: (nullable): whether an answer says that the calls of the day are used up
 */
struct _TwAuthenticatorInterface
{
  GTypeInterface parent_iface;

  TwRequest *(*create_login) (TwAuthenticator  *self);
  TwToken   *(*read_login)   (TwAuthenticator  *self,
                              const TwReply    *reply,
                              GError          **error);
  void       (*sign)         (TwAuthenticator  *self,
                              const char       *token,
                              TwRequest        *request);
  gboolean   (*is_expired)   (TwAuthenticator  *self,
                              const TwReply    *reply);
  gboolean   (*is_throttled) (TwAuthenticator  *self,
                              const TwReply    *reply);
  gboolean   (*is_out_of_calls) (TwAuthenticator  *self,
                                 const TwReply    *reply);
};

#define TW_TYPE_SESSION (tw_session_get_type ())
G_DECLARE_FINAL_TYPE (TwSession, tw_session, TW, SESSION, GObject)

TwSession   *tw_session_new             (TwTransport          *transport,
                                         TwRateBudget         *budget,
                                         TwAuthenticator      *authenticator);
TwTransport *tw_session_get_transport   (TwSession            *self);

void         tw_session_sign_in_async   (TwSession            *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     tw_session_sign_in_finish  (TwSession            *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void         tw_session_send_async      (TwSession            *self,
                                         TwRequest            *request,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
TwReply     *tw_session_send_finish     (TwSession            *self,
                                         GAsyncResult         *result,
                                         GError              **error);

GDateTime   *tw_session_dup_server_time (TwSession            *self);

G_END_DECLS
