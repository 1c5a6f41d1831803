/* tw-error.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-base"

#include "config.h"

#include "base/tw-error.h"

#include "base/tw-json.h"

#include <gio/gio.h>

/* What travels beside code and message. */
typedef struct
{
  TwEffect   effect;
  guint      http_status;
  int        retry_after;
  char      *correlation_id;
  GPtrArray *fields;
  TwJson    *reason;
} TwErrorPrivate;

G_DEFINE_BOXED_TYPE (TwFieldError, tw_field_error, tw_field_error_copy, tw_field_error_free)

static void
tw_error_private_init (TwErrorPrivate *priv)
{
  priv->effect = TW_EFFECT_UNKNOWN;
  priv->retry_after = -1;
}

static void
tw_error_private_copy (const TwErrorPrivate *source,
                       TwErrorPrivate       *copy)
{
  *copy = *source;
  copy->correlation_id = g_strdup (source->correlation_id);
  if (source->fields != NULL)
    {
      copy->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_field_error_free);
      for (guint i = 0; i < source->fields->len; i++)
        g_ptr_array_add (copy->fields, tw_field_error_copy (g_ptr_array_index (source->fields, i)));
    }
  if (source->reason != NULL)
    tw_json_ref (source->reason);
}

static void
tw_error_private_clear (TwErrorPrivate *priv)
{
  g_clear_pointer (&priv->correlation_id, g_free);
  g_clear_pointer (&priv->fields, g_ptr_array_unref);
  g_clear_pointer (&priv->reason, tw_json_unref);
}

G_DEFINE_EXTENDED_ERROR (TwError, tw_error)

/* Errors of other domains have no private part. */
static TwErrorPrivate *
peek_private (const GError *error)
{
  return error != NULL && error->domain == TW_ERROR ? tw_error_get_private (error) : NULL;
}

/**
 * tw_field_error_new:
 * @field: JSON path of the field
 * @message: why it was refused
 *
 * Returns: (transfer full): a new field error
 */
TwFieldError *
tw_field_error_new (const char *field,
                    const char *message)
{
  TwFieldError *self = g_new0 (TwFieldError, 1);

  self->field = g_strdup (field);
  self->message = g_strdup (message);

  return self;
}

/**
 * tw_field_error_copy:
 * @self: a field error
 *
 * Returns: (transfer full): a copy
 */
TwFieldError *
tw_field_error_copy (const TwFieldError *self)
{
  return tw_field_error_new (self->field, self->message);
}

/**
 * tw_field_error_free:
 * @self: (transfer full): a field error
 */
void
tw_field_error_free (TwFieldError *self)
{
  g_free (self->field);
  g_free (self->message);
  g_free (self);
}

/**
 * tw_error_set_effect:
 * @error: an error of the domain %TW_ERROR
 * @effect: what is known about the effect of the write that failed
 */
void
tw_error_set_effect (GError   *error,
                     TwEffect  effect)
{
  TwErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);

  priv->effect = effect;
}

/**
 * tw_error_get_effect:
 * @error: (nullable): any error
 *
 * Returns: what is known about the effect of the write that failed; %TW_EFFECT_UNKNOWN for foreign errors
 */
TwEffect
tw_error_get_effect (const GError *error)
{
  TwErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->effect : TW_EFFECT_UNKNOWN;
}

/**
 * tw_error_set_http_status:
 * @error: an error of the domain %TW_ERROR
 * @status: status of the HTTP answer
 */
void
tw_error_set_http_status (GError *error,
                          guint   status)
{
  TwErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);

  priv->http_status = status;
}

/**
 * tw_error_get_http_status:
 * @error: (nullable): any error
 *
 * Returns: status of the HTTP answer, 0 when there was none
 */
guint
tw_error_get_http_status (const GError *error)
{
  TwErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * tw_error_set_correlation_id:
 * @error: an error of the domain %TW_ERROR
 * @correlation_id: (nullable): the marketplace's id of the call, to quote to its support
 */
void
tw_error_set_correlation_id (GError     *error,
                             const char *correlation_id)
{
  TwErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);

  g_free (priv->correlation_id);
  priv->correlation_id = g_strdup (correlation_id);
}

/**
 * tw_error_get_correlation_id:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the marketplace's id of the call
 */
const char *
tw_error_get_correlation_id (const GError *error)
{
  TwErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->correlation_id : NULL;
}

/**
 * tw_error_set_retry_after:
 * @error: an error of the domain %TW_ERROR
 * @seconds: what the answer's Retry-After said, -1 when it was missing
 */
void
tw_error_set_retry_after (GError *error,
                          int     seconds)
{
  TwErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);

  priv->retry_after = seconds;
}

/**
 * tw_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: seconds to wait, -1 when the answer did not say
 */
int
tw_error_get_retry_after (const GError *error)
{
  TwErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->retry_after : -1;
}

/**
 * tw_error_add_field:
 * @error: an error of the domain %TW_ERROR
 * @field: JSON path of the refused field, as in `address.postalCode`
 * @message: why
 *
 * Adds one refused field, so that a form can mark its row.
 */
void
tw_error_add_field (GError     *error,
                    const char *field,
                    const char *message)
{
  TwErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);

  if (priv->fields == NULL)
    priv->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_field_error_free);
  g_ptr_array_add (priv->fields, tw_field_error_new (field, message));
}

/**
 * tw_error_get_fields:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable) (element-type TwFieldError): the refused fields, %NULL when none is known
 */
GPtrArray *
tw_error_get_fields (const GError *error)
{
  TwErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->fields : NULL;
}

/**
 * tw_error_set_reason:
 * @error: an error of the domain %TW_ERROR
 * @reason: (nullable): what its message says, as a code with its values
 *
 * Lets those who talk to people say it in their language.
 */
void
tw_error_set_reason (GError *error,
                     TwJson *reason)
{
  TwErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);

  if (reason != NULL)
    tw_json_ref (reason);
  g_clear_pointer (&priv->reason, tw_json_unref);
  priv->reason = reason;
}

/**
 * tw_error_get_reason:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): what its message says, as a code with its values; %NULL when only the message
 *   says it
 */
TwJson *
tw_error_get_reason (const GError *error)
{
  TwErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->reason : NULL;
}

/**
 * tw_error_to_exit:
 * @error: (nullable): what ended a command
 *
 * The one place where an error becomes an exit code. A write whose outcome is unknown is a state of its
 * journal entry, not an error: the commands that write answer %TW_EXIT_UNKNOWN from there.
 *
 * Returns: the exit code, %TW_EXIT_DONE for %NULL
 */
TwExit
tw_error_to_exit (const GError *error)
{
  if (error == NULL)
    return TW_EXIT_DONE;

  if (error->domain == G_OPTION_ERROR)
    return TW_EXIT_USAGE;

  if (error->domain != TW_ERROR)
    return TW_EXIT_FAILED;

  switch ((TwError) error->code)
    {
    case TW_ERROR_AUTH_REQUIRED:
      return TW_EXIT_SIGN_IN;
    case TW_ERROR_FORBIDDEN:
    case TW_ERROR_NOT_FOUND:
    case TW_ERROR_CONFLICT:
    case TW_ERROR_VALIDATION:
      return TW_EXIT_REFUSED;
    case TW_ERROR_RATE_LIMITED:
    case TW_ERROR_SERVER:
    case TW_ERROR_OFFLINE:
      return TW_EXIT_OUT_OF_REACH;
    case TW_ERROR_PROTOCOL:
    case TW_ERROR_STORE:
    default:
      return TW_EXIT_FAILED;
    }
}
