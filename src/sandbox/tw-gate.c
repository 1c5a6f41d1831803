/* tw-gate.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-gate.h"

#include <string.h>

#include "sandbox/tw-random.h"

#define WINDOW (60 * G_USEC_PER_SEC)
#define DAY (24 * 3600 * (gint64) G_USEC_PER_SEC)

/* Of the refusals for the rate, every so many does not say how long to wait. */
#define SILENT_EVERY 3

struct _TwGate
{
  TwGateOptions  options;
  char          *username;
  char          *password;
  char          *key;
  GHashTable    *tokens; /* token → monotonic time of its end */
  guint          issued;
  GQueue         window; /* of monotonic times, as pointers to gint64 */
  guint          refused;
  gint64         day_start;
  guint          day_calls;
};

/* The token of an Authorization header. */
static const char *
peek_token (const char *authorization)
{
  return authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0 ? authorization + 7 : NULL;
}

/**
 * tw_gate_new:
 * @options: credentials and limits
 *
 * Returns: (transfer full): what stands before the API: key, rate, login and tokens
 */
TwGate *
tw_gate_new (const TwGateOptions *options)
{
  TwRandom random = tw_random_new (options->seed, TW_STREAM_CREDENTIALS, 0);
  TwGate *self = g_new0 (TwGate, 1);
  g_autofree char *password = tw_random_secret (&random, 18);

  self->options = *options;
  self->username = g_strdup ("alisios.api");
  self->password = g_strdup_printf ("Tw-%s", password);
  self->key = g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                               tw_random_next (&random),
                               tw_random_next (&random));
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->window);
  tw_gate_reset (self);

  return self;
}

/**
 * tw_gate_free:
 * @self: (transfer full): a gate
 */
void
tw_gate_free (TwGate *self)
{
  g_free (self->username);
  g_free (self->password);
  g_free (self->key);
  g_hash_table_unref (self->tokens);
  g_queue_clear_full (&self->window, g_free);
  g_free (self);
}

/**
 * tw_gate_reset:
 * @self: a gate
 *
 * Forgets every call and every token; the credentials stay.
 */
void
tw_gate_reset (TwGate *self)
{
  g_hash_table_remove_all (self->tokens);
  g_queue_clear_full (&self->window, g_free);
  self->refused = 0;
  self->day_start = g_get_monotonic_time ();
  self->day_calls = 0;
}

/**
 * tw_gate_get_username:
 * @self: a gate
 *
 * Returns: (transfer none): the only user
 */
const char *
tw_gate_get_username (TwGate *self)
{
  return self->username;
}

/**
 * tw_gate_get_password:
 * @self: a gate
 *
 * Returns: (transfer none): the user's password
 */
const char *
tw_gate_get_password (TwGate *self)
{
  return self->password;
}

/**
 * tw_gate_get_subscription_key:
 * @self: a gate
 *
 * Returns: (transfer none): the gateway's key
 */
const char *
tw_gate_get_subscription_key (TwGate *self)
{
  return self->key;
}

/**
 * tw_gate_get_marketplace:
 * @self: a gate
 *
 * Returns: (transfer none): the only marketplace code that can log in
 */
const char *
tw_gate_get_marketplace (TwGate *self)
{
  return "us";
}

/**
 * tw_gate_admit:
 * @self: a gate
 * @wait: (out): seconds until the next call is let through, when this one is not
 *
 * Counts a call, unless it is refused: calls that are refused do not lengthen the wait.
 *
 * Returns: whether the call is let through
 */
TwGateVerdict
tw_gate_admit (TwGate *self,
               int    *wait)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *oldest;

  if (now - self->day_start >= DAY)
    {
      self->day_start = now;
      self->day_calls = 0;
    }
  if (self->options.per_day > 0 && self->day_calls >= self->options.per_day)
    {
      *wait = (self->day_start + DAY - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
      return TW_GATE_QUOTA_USED;
    }

  while ((oldest = g_queue_peek_head (&self->window)) != NULL && now - *oldest >= WINDOW)
    g_free (g_queue_pop_head (&self->window));
  if (self->options.per_minute > 0 && self->window.length >= self->options.per_minute)
    {
      *wait = (*oldest + WINDOW - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
      self->refused++;
      return TW_GATE_TOO_FAST;
    }

  if (self->options.per_minute > 0)
    g_queue_push_tail (&self->window, g_memdup2 (&now, sizeof now));
  self->day_calls++;

  return TW_GATE_OPEN;
}

/**
 * tw_gate_says_retry_after:
 * @self: a gate that has just refused a call for its rate
 *
 * Returns: whether the refusal says how long to wait: the real gateway leaves it out now and then
 */
gboolean
tw_gate_says_retry_after (TwGate *self)
{
  return !self->options.no_retry_after && self->refused % SILENT_EVERY != 0;
}

/**
 * tw_gate_check_key:
 * @self: a gate
 * @key: (nullable): of the request
 *
 * Returns: %TRUE when it is the right one
 */
gboolean
tw_gate_check_key (TwGate     *self,
                   const char *key)
{
  return g_strcmp0 (key, self->key) == 0;
}

/**
 * tw_gate_check_login:
 * @self: a gate
 * @username: (nullable): of the request
 * @password: (nullable): of the request
 *
 * Returns: %TRUE when both are right
 */
gboolean
tw_gate_check_login (TwGate     *self,
                     const char *username,
                     const char *password)
{
  return g_strcmp0 (username, self->username) == 0 && g_strcmp0 (password, self->password) == 0;
}

/**
 * tw_gate_issue_token:
 * @self: a gate
 *
 * Returns: (transfer full): a new token; the older ones go on living
 */
char *
tw_gate_issue_token (TwGate *self)
{
  TwRandom random = tw_random_new (self->options.seed, TW_STREAM_TOKEN, self->issued++);
  g_autofree char *claims = tw_random_secret (&random, 96);
  g_autofree char *signature = tw_random_secret (&random, 64);
  char *token = g_strdup_printf ("eyJhbGciOiJIUzM4NCJ9.%s.%s", claims, signature);
  gint64 end = g_get_monotonic_time () + TW_TOKEN_LIFE * G_USEC_PER_SEC;

  g_hash_table_insert (self->tokens, g_strdup (token), g_memdup2 (&end, sizeof end));

  return token;
}

/**
 * tw_gate_check_token:
 * @self: a gate
 * @authorization: (nullable): the header of the request
 *
 * Returns: %TRUE when it holds a token that is still alive
 */
gboolean
tw_gate_check_token (TwGate     *self,
                     const char *authorization)
{
  const char *token = peek_token (authorization);
  gint64 *end = token != NULL ? g_hash_table_lookup (self->tokens, token) : NULL;

  return end != NULL && g_get_monotonic_time () < *end;
}

/**
 * tw_gate_expire_token:
 * @self: a gate
 * @authorization: (nullable): the header of a request
 *
 * Ends the life of the token it holds.
 */
void
tw_gate_expire_token (TwGate     *self,
                      const char *authorization)
{
  const char *token = peek_token (authorization);

  if (token != NULL)
    g_hash_table_remove (self->tokens, token);
}
