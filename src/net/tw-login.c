/* tw-login.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-login-private.h"

#include "net/tw-clock-private.h"
#include "net/tw-http-private.h"
#include "net/tw-retry-private.h"
#include "net/tw-transport-private.h"
#include "net/tw-wait-queue-private.h"

/* A token is not used in its last minute, or the last tenth of a short life: it must still be good when the
 * call arrives. */
#define EARLY_SECONDS 60
#define EARLY_PART 10

/**
 * TwLogin:
 *
 * Keeps a session's token, and gets a new one when it is needed: one login at a time, which everyone waits for.
 * It waits for its turn as the most urgent of them would: background work has no part in the calls that are kept
 * for people. Refused credentials are not tried again until someone says so, since marketplaces lock accounts.
 */

/*
 * priority: of the most urgent who wait for the login under way
 * line: (nullable): cancelled to leave the place in line, for a better one
 */
struct _TwLogin
{
  GObject parent_instance;

  TwTransport     *transport;
  TwRateBudget    *budget;
  TwAuthenticator *authenticator;
  char            *token;
  gint64           token_end;
  GQueue           waiting;
  gboolean         busy;
  TwPriority       priority;
  GCancellable    *line;
  GError          *refusal;
};

G_DEFINE_FINAL_TYPE (TwLogin, tw_login, G_TYPE_OBJECT)

/* One login under way. */
typedef struct
{
  TwRequest *request;
  guint      repeats;
} AttemptData;

static void acquire (GTask *task);

static void
attempt_data_free (gpointer data)
{
  AttemptData *attempt = data;

  g_clear_pointer (&attempt->request, tw_request_unref);
  g_free (attempt);
}

static void
adopt_token (TwLogin *self,
             TwToken *token)
{
  gint64 early = MIN (EARLY_SECONDS * G_TIME_SPAN_SECOND, token->lifetime * G_TIME_SPAN_SECOND / EARLY_PART);

  g_free (self->token);
  self->token = g_strdup (token->text);
  self->token_end = tw_clock_get () + token->lifetime * G_TIME_SPAN_SECOND - early;
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, TW_ERROR, TW_ERROR_AUTH_REQUIRED) ||
         g_error_matches (error, TW_ERROR, TW_ERROR_FORBIDDEN);
}

/* The login is over: everyone who waited goes on, or gets the same error. */
static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  TwLogin *self = TW_LOGIN (source);
  g_autoptr (GError) error = NULL;
  GQueue waiting = self->waiting;
  GTask *task;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->busy = FALSE;
  if (is_refusal (error))
    self->refusal = g_error_copy (error);

  /* Who comes during these callbacks is not of this round. */
  g_queue_init (&self->waiting);
  while ((task = tw_wait_queue_pop (&waiting)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (self->token), g_free);
      g_object_unref (task);
    }
}

static gboolean
pause_over_cb (gpointer user_data)
{
  acquire (user_data);

  return G_SOURCE_REMOVE;
}

static void
replied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwLogin *self = g_task_get_source_object (task);
  TwAuthenticatorInterface *iface = TW_AUTHENTICATOR_GET_IFACE (self->authenticator);
  AttemptData *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReply) reply = tw_transport_send_finish (TW_TRANSPORT (source), result, &error);
  g_autoptr (TwToken) token = NULL;
  /* A login changes nothing: who it is that turns it away need not be proven. */
  gboolean throttled = reply != NULL && (iface->is_throttled (self->authenticator, reply)
                                         || reply->status == TW_STATUS_TOO_MANY_REQUESTS);
  gboolean again;
  guint pause;

  if (throttled)
    tw_rate_budget_note_limited (self->budget, reply->retry_after);
  else if (reply != NULL && iface->is_out_of_calls != NULL && iface->is_out_of_calls (self->authenticator, reply))
    tw_rate_budget_note_quota (self->budget, reply->retry_after);

  if (reply != NULL)
    again = tw_retry_reply (reply, throttled, TRUE, attempt->repeats, &pause);
  else
    again = tw_retry_failure (error, tw_transport_result_failure (result), TRUE, attempt->repeats, &pause);

  if (again)
    {
      attempt->repeats++;
      tw_retry_pause (g_steal_pointer (&task), pause, pause_over_cb);
      return;
    }

  if (reply != NULL)
    token = iface->read_login (self->authenticator, reply, &error);

  if (token == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  adopt_token (self, token);
  g_task_return_boolean (task, TRUE);
}

static void
acquired_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TwLogin *self = g_task_get_source_object (task);
  AttemptData *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean has_turn = tw_rate_budget_acquire_finish (TW_RATE_BUDGET (source), result, &error);

  g_clear_object (&self->line);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Someone more urgent has come: it begins again, at a better place. */
      g_error_free (error);
      acquire (g_steal_pointer (&task));
      return;
    }
  if (!has_turn)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Made anew for each attempt: it may hold a time. */
  g_clear_pointer (&attempt->request, tw_request_unref);
  attempt->request = TW_AUTHENTICATOR_GET_IFACE (self->authenticator)->create_login (self->authenticator);
  tw_request_set_secret (attempt->request, TRUE);
  tw_request_set_read (attempt->request, TRUE);
  tw_transport_send_async (self->transport, attempt->request, NULL, replied_cb, g_steal_pointer (&task));
}

/* Takes the task. */
static void
acquire (GTask *task)
{
  TwLogin *self = g_task_get_source_object (task);

  self->line = g_cancellable_new ();
  tw_rate_budget_acquire_async (self->budget, self->priority, self->line, acquired_cb, task);
}

/* Someone else waits for the login under way. */
static void
join (TwLogin    *self,
      TwPriority  priority)
{
  if (priority >= self->priority)
    return;

  self->priority = priority;
  if (self->line != NULL)
    g_cancellable_cancel (self->line);
}

static void
tw_login_dispose (GObject *object)
{
  TwLogin *self = TW_LOGIN (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->budget);
  g_clear_object (&self->authenticator);

  G_OBJECT_CLASS (tw_login_parent_class)->dispose (object);
}

static void
tw_login_finalize (GObject *object)
{
  TwLogin *self = TW_LOGIN (object);

  g_clear_object (&self->line);
  g_free (self->token);
  g_clear_error (&self->refusal);

  G_OBJECT_CLASS (tw_login_parent_class)->finalize (object);
}

static void
tw_login_class_init (TwLoginClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_login_dispose;
  object_class->finalize = tw_login_finalize;
}

static void
tw_login_init (TwLogin *self)
{
  g_queue_init (&self->waiting);
}

/**
 * tw_login_new:
 * @transport: how to reach the marketplace
 * @budget: the calls left
 * @authenticator: how to log in
 *
 * Returns: (transfer full): a new keeper, without a token
 */
TwLogin *
tw_login_new (TwTransport     *transport,
              TwRateBudget    *budget,
              TwAuthenticator *authenticator)
{
  TwLogin *self = g_object_new (TW_TYPE_LOGIN, NULL);

  self->transport = g_object_ref (transport);
  self->budget = g_object_ref (budget);
  self->authenticator = g_object_ref (authenticator);

  return self;
}

/**
 * tw_login_ensure_async:
 * @self: a keeper
 * @priority: of the call that needs it
 * @cancellable: (nullable): leaves the wait; the login goes on for others
 * @callback: called when there is a token or not
 * @user_data: passed to @callback
 *
 * Gets a token that is good for a while: the one there is, or that of a login, which is begun unless one is
 * under way.
 */
void
tw_login_ensure_async (TwLogin             *self,
                       TwPriority           priority,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GTask *login;

  g_task_set_source_tag (task, tw_login_ensure_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (tw_login_is_good (self, self->token))
    {
      g_task_return_pointer (task, g_strdup (self->token), g_free);
      return;
    }

  if (self->refusal != NULL)
    {
      g_task_return_error (task, g_error_copy (self->refusal));
      return;
    }

  tw_wait_queue_push (&self->waiting, g_steal_pointer (&task));
  if (self->busy)
    {
      join (self, priority);
      return;
    }

  self->busy = TRUE;
  self->priority = priority;
  login = g_task_new (self, NULL, finished_cb, NULL);
  g_task_set_source_tag (login, acquire);
  g_task_set_task_data (login, g_new0 (AttemptData, 1), attempt_data_free);
  acquire (login);
}

/**
 * tw_login_ensure_finish:
 * @self: a keeper
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the token; %NULL with the authenticator's error when the login was
 *   refused, or with an error of the transport or the budget
 */
char *
tw_login_ensure_finish (TwLogin       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tw_login_is_good:
 * @self: a keeper
 * @token: (nullable): a token
 *
 * Returns: whether @token is the one in use, with some of its life left
 */
gboolean
tw_login_is_good (TwLogin    *self,
                  const char *token)
{
  return token != NULL && g_strcmp0 (token, self->token) == 0 && tw_clock_get () < self->token_end;
}

/**
 * tw_login_drop:
 * @self: a keeper
 * @token: a token that the marketplace no longer takes
 *
 * Forgets @token, unless a newer one took its place already: of several calls that meet the end of one token,
 * the first begins a login and the others find its result.
 */
void
tw_login_drop (TwLogin    *self,
               const char *token)
{
  if (g_strcmp0 (token, self->token) == 0)
    g_clear_pointer (&self->token, g_free);
}

/**
 * tw_login_pardon:
 * @self: a keeper
 *
 * Forgets that the credentials were refused, so that they are tried again.
 */
void
tw_login_pardon (TwLogin *self)
{
  g_clear_error (&self->refusal);
}
