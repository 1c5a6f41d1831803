/* tw-session.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-session.h"

#include "net/tw-clock-private.h"
#include "net/tw-http-private.h"
#include "net/tw-login-private.h"
#include "net/tw-retry-private.h"
#include "net/tw-transport-private.h"

/**
 * TwSession:
 *
 * Calls to a marketplace as one user: each carries a valid token, waits for its turn in the budget, and is sent
 * again where that is safe. Reads may be repeated; a write is only when it provably had no effect: its token
 * was refused (once), the gateway turned it away unread, or not one byte of it was sent. To be used in one
 * thread.
 */
struct _TwSession
{
  GObject parent_instance;

  TwTransport     *transport;
  TwRateBudget    *budget;
  TwAuthenticator *authenticator;
  TwLogin         *login;
};

G_DEFINE_FINAL_TYPE (TwSession, tw_session, G_TYPE_OBJECT)

/* One call on its way: it gets a token, then a turn, then an answer, and begins again from there. */
typedef struct
{
  TwRequest *request;
  char      *token;
  gboolean   has_turn;
  gboolean   renewed;
  guint      repeats;
  gint64     sent;
} CallData;

static void get_token (GTask *task);
static void go_on     (GTask *task);

static void
call_data_free (gpointer data)
{
  CallData *call = data;

  tw_request_unref (call->request);
  g_free (call->token);
  g_free (call);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  go_on (user_data);

  return G_SOURCE_REMOVE;
}

/* The turn is used up, whatever came of it. */
static void
repeat (GTask *task,
        guint  pause)
{
  CallData *call = g_task_get_task_data (task);

  call->repeats++;
  g_debug ("%s %s is sent again in %u ms", call->request->method, call->request->path, pause);
  tw_retry_pause (task, pause, pause_over_cb);
}

static void
handle_failure (GTask     *task,
                GError    *error,
                TwFailure  failure)
{
  CallData *call = g_task_get_task_data (task);
  guint pause;

  if (tw_retry_failure (error, failure, tw_request_is_read (call->request), call->repeats, &pause))
    {
      g_error_free (error);
      repeat (g_object_ref (task), pause);
      return;
    }

  g_task_return_error (task, error);
}

static void
handle_reply (GTask   *task,
              TwReply *reply)
{
  TwSession *self = g_task_get_source_object (task);
  TwAuthenticatorInterface *iface = TW_AUTHENTICATOR_GET_IFACE (self->authenticator);
  CallData *call = g_task_get_task_data (task);
  gboolean read = tw_request_is_read (call->request);
  gboolean throttled;
  guint pause;

  if (!call->renewed && iface->is_expired (self->authenticator, reply))
    {
      tw_reply_free (reply);
      call->renewed = TRUE;
      tw_login_drop (self->login, call->token);
      get_token (g_object_ref (task));
      return;
    }

  /* That of a read need not be proven to come from the gateway. */
  throttled = iface->is_throttled (self->authenticator, reply) ||
              (read && reply->status == TW_STATUS_TOO_MANY_REQUESTS);
  if (throttled)
    tw_rate_budget_note_limited (self->budget, reply->retry_after);

  else if (iface->is_out_of_calls != NULL && iface->is_out_of_calls (self->authenticator, reply))
    tw_rate_budget_note_quota (self->budget, reply->retry_after);
  else
    tw_rate_budget_note_accepted (self->budget, call->sent);

  if (tw_retry_reply (reply, throttled, read, call->repeats, &pause))
    {
      tw_reply_free (reply);
      repeat (g_object_ref (task), pause);
      return;
    }

  g_task_return_pointer (task, reply, (GDestroyNotify) tw_reply_free);
}

static void
replied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TwReply *reply = tw_transport_send_finish (TW_TRANSPORT (source), result, &error);

  if (reply != NULL)
    handle_reply (task, reply);
  else
    handle_failure (task, error, tw_transport_result_failure (result));
}

/* The caller's request stays as it is: each attempt signs a copy. */
static void
send_signed (GTask *task)
{
  TwSession *self = g_task_get_source_object (task);
  CallData *call = g_task_get_task_data (task);
  g_autoptr (TwRequest) request = tw_request_copy (call->request);

  TW_AUTHENTICATOR_GET_IFACE (self->authenticator)->sign (self->authenticator, call->token, request);
  call->has_turn = FALSE;
  call->sent = tw_clock_get ();
  tw_transport_send_async (self->transport, request, g_task_get_cancellable (task), replied_cb, task);
}

static void
acquired_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwSession *self = g_task_get_source_object (task);
  CallData *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tw_rate_budget_acquire_finish (TW_RATE_BUDGET (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* The wait for the turn may have outlived the token. */
  call->has_turn = TRUE;
  if (tw_login_is_good (self->login, call->token))
    send_signed (g_steal_pointer (&task));
  else
    get_token (g_steal_pointer (&task));
}

static void
ensured_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  GError *error = NULL;
  char *token = tw_login_ensure_finish (TW_LOGIN (source), result, &error);

  if (token == NULL)
    {
      /* Whatever became of the login: the call itself was not sent, or it was turned away with a 401. */
      if (error->domain == TW_ERROR && tw_error_get_effect (error) == TW_EFFECT_UNKNOWN)
        tw_error_set_effect (error, TW_EFFECT_NONE);
      g_task_return_error (task, error);
      return;
    }

  g_free (call->token);
  call->token = token;
  go_on (g_steal_pointer (&task));
}

/* Takes the task. */
static void
get_token (GTask *task)
{
  TwSession *self = g_task_get_source_object (task);
  CallData *call = g_task_get_task_data (task);

  tw_login_ensure_async (self->login, tw_request_get_priority (call->request), g_task_get_cancellable (task),
                         ensured_cb, task);
}

/* Takes the task, and does what it lacks next. */
static void
go_on (GTask *task)
{
  TwSession *self = g_task_get_source_object (task);
  CallData *call = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (call->token == NULL)
    get_token (task);
  else if (!call->has_turn)
    tw_rate_budget_acquire_async (self->budget,
                                  tw_request_get_priority (call->request),
                                  g_task_get_cancellable (task),
                                  acquired_cb,
                                  task);
  else
    send_signed (task);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *token = tw_login_ensure_finish (TW_LOGIN (source), result, &error);

  if (token != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tw_session_dispose (GObject *object)
{
  TwSession *self = TW_SESSION (object);

  g_clear_object (&self->login);
  g_clear_object (&self->transport);
  g_clear_object (&self->budget);
  g_clear_object (&self->authenticator);

  G_OBJECT_CLASS (tw_session_parent_class)->dispose (object);
}

static void
tw_session_class_init (TwSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_session_dispose;
}

static void
tw_session_init (TwSession *self)
{
}

/**
 * tw_session_new:
 * @transport: how to reach the marketplace
 * @budget: the calls left
 * @authenticator: how to log in, and what its answers mean
 *
 * Returns: (transfer full): a new session, not yet logged in
 */
TwSession *
tw_session_new (TwTransport     *transport,
                TwRateBudget    *budget,
                TwAuthenticator *authenticator)
{
  TwSession *self;

  g_return_val_if_fail (TW_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (TW_IS_RATE_BUDGET (budget), NULL);
  g_return_val_if_fail (TW_IS_AUTHENTICATOR (authenticator), NULL);

  self = g_object_new (TW_TYPE_SESSION, NULL);
  self->transport = g_object_ref (transport);
  self->budget = g_object_ref (budget);
  self->authenticator = g_object_ref (authenticator);
  self->login = tw_login_new (transport, budget, authenticator);

  return self;
}

/**
 * tw_session_get_transport:
 * @self: a session
 *
 * Returns: (transfer none): how it reaches the marketplace
 */
TwTransport *
tw_session_get_transport (TwSession *self)
{
  g_return_val_if_fail (TW_IS_SESSION (self), NULL);

  return self->transport;
}

/**
 * tw_session_sign_in_async:
 * @self: a session
 * @cancellable: (nullable): leaves the wait
 * @callback: called when there is a token or not
 * @user_data: passed to @callback
 *
 * Makes sure that there is a token. Calls log in by themselves when they need to; but once the credentials
 * were refused, they fail at once with that error, and only this tries again.
 */
void
tw_session_sign_in_async (TwSession           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TW_IS_SESSION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_session_sign_in_async);

  tw_login_pardon (self->login);
  tw_login_ensure_async (self->login, TW_PRIORITY_PERSON, cancellable, signed_in_cb, task);
}

/**
 * tw_session_sign_in_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE when there is a token; %FALSE with the authenticator's error, or one of the transport
 */
gboolean
tw_session_sign_in_finish (TwSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_session_sign_in_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tw_session_send_async:
 * @self: a session
 * @request: what to send, without token; not to be changed until the call is over
 * @cancellable: (nullable): ends the call early; a write may then have had its effect
 * @callback: called with the final answer
 * @user_data: passed to @callback
 *
 * Calls the marketplace.
 */
void
tw_session_send_async (TwSession           *self,
                       TwRequest           *request,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;
  CallData *call;

  g_return_if_fail (TW_IS_SESSION (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tw_session_send_async);
  /* What an answer says is not dropped when a cancellation comes too late to stop the call. */
  g_task_set_check_cancellable (task, FALSE);

  call = g_new0 (CallData, 1);
  call->request = tw_request_ref (request);
  g_task_set_task_data (task, call, call_data_free);

  go_on (task);
}

/**
 * tw_session_send_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the final answer, whatever its status. %NULL with the errors of
 *   tw_transport_send_finish(), of the login, or of the budget; the error's effect speaks of this call, not of
 *   the login
 */
TwReply *
tw_session_send_finish (TwSession     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tw_session_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_session_dup_server_time:
 * @self: a session
 *
 * What is compared with the marketplace's times is the marketplace's time, not this computer's.
 *
 * Returns: (transfer full) (nullable): the Date of its last answer and what has passed since; %NULL before the
 *   first answer
 */
GDateTime *
tw_session_dup_server_time (TwSession *self)
{
  g_return_val_if_fail (TW_IS_SESSION (self), NULL);

  return tw_transport_dup_server_time (self->transport);
}
