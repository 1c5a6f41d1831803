/* tw-cloudblue-fault.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cloudblue"

#include "config.h"

#include "cloudblue/tw-cloudblue-private.h"

#include "base/tw-error.h"
#include "base/tw-json.h"

#include <string.h>

/* Messages are other people's text: one line of a length that a person reads. */
#define MAX_MESSAGE_CHARS 400
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

/* The platform's are 40 characters long. */
#define MAX_CORRELATION_ID_CHARS 100

/* The only vendor words for an unknown id; they come with 404 and at times with 400 (observed). */
#define NO_ENTITY "No entity has been found"

/*
 * Business rules that come as status 500 with the reason in the text alone. Only rules listed here mean that the
 * platform read the order and refused it; any other 500 may have happened in the middle of the work.
 */
static const char * const business_rules[] = {
  /* A change while an order of the subscription is open: "Cannot change subscription #1369120: …" (observed). */
  "^Cannot \\w+ subscription #\\S+: ",
};

static TwJson *
parse_body (const TwReply *reply)
{
  if (reply->body == NULL || g_bytes_get_size (reply->body) == 0)
    return NULL;

  return tw_json_parse_bytes (reply->body, NULL);
}

/* Line breaks, terminal controls and marks that turn the direction of writing become blanks. */
static char *
clean_text (const char *text,
            guint       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *p = valid; *p != '\0' && n_chars < max_chars; p = g_utf8_next_char (p), n_chars++)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean harmless = g_unichar_isprint (c) && c != LINE_SEPARATOR && c != PARAGRAPH_SEPARATOR;

      g_string_append_unichar (clean, harmless ? c : ' ');
    }

  return g_strstrip (g_string_free (clean, FALSE));
}

/* What the body says, whichever of the shapes it has: `message`, else `error_description`, else `error`. */
static char *
dup_message (TwJson *body)
{
  static const char * const names[] = { "message", "error_description", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = tw_json_get_string (tw_json_get_member (body, names[i]));
      g_autofree char *clean = text != NULL ? clean_text (text, MAX_MESSAGE_CHARS) : NULL;

      if (clean != NULL && *clean != '\0')
        return g_steal_pointer (&clean);
    }

  return NULL;
}

/**
 * tw_cloudblue_is_gateway_fault:
 * @reply: an answer with an error status
 *
 * The gateway in front of the platform writes `statusCode` and `message` (default of the gateway product).
 *
 * Returns: whether the gateway wrote it, so that the platform never saw the call
 */
gboolean
tw_cloudblue_is_gateway_fault (const TwReply *reply)
{
  g_autoptr (TwJson) body = parse_body (reply);

  return tw_json_get_member (body, "statusCode") != NULL;
}

/**
 * tw_cloudblue_is_platform_fault:
 * @reply: an answer with an error status
 *
 * Returns: whether the API itself wrote it (`path` with `message` or `error`)
 */
gboolean
tw_cloudblue_is_platform_fault (const TwReply *reply)
{
  g_autoptr (TwJson) body = parse_body (reply);

  return tw_json_get_member (body, "path") != NULL;
}

/* Also on gateway faults and pages that no platform wrote, from the answer's header. */
static char *
dup_correlation_id (const TwReply *reply,
                    TwJson        *body)
{
  const char *id = tw_json_get_string (tw_json_get_member (body, "correlationId"));

  if (id == NULL || *id == '\0')
    id = reply->correlation_id;

  return id != NULL ? clean_text (id, MAX_CORRELATION_ID_CHARS) : NULL;
}

static gboolean
is_business_rule (const char *message)
{
  for (guint i = 0; message != NULL && i < G_N_ELEMENTS (business_rules); i++)
    if (g_regex_match_simple (business_rules[i], message, G_REGEX_CASELESS, 0))
      return TRUE;

  return FALSE;
}

static TwError
classify (const TwReply *reply,
          TwRequest     *request,
          TwJson        *body,
          const char    *message,
          TwEffect      *effect)
{
  const char *method = request != NULL ? tw_request_get_method (request) : "";
  gboolean by_id = strcmp (method, "GET") == 0 || strcmp (method, "PATCH") == 0;

  *effect = TW_EFFECT_REFUSED;

  switch (reply->status)
    {
    case 401:
      return TW_ERROR_AUTH_REQUIRED;
    case 403:
      /* The gateway's own 403 is the day's quota. */
      if (tw_json_get_member (body, "statusCode") != NULL)
        return TW_ERROR_RATE_LIMITED;
      return TW_ERROR_FORBIDDEN;
    case 404:
      return TW_ERROR_NOT_FOUND;
    case 409:
      return TW_ERROR_CONFLICT;
    case 429:
      /* The gateway turns a call away unread; the platform, should it ever say so, has read it. */
      if (tw_json_get_member (body, "path") == NULL)
        *effect = TW_EFFECT_NONE;
      return TW_ERROR_RATE_LIMITED;
    default:
      break;
    }

  if (reply->status >= 400 && reply->status < 500)
    {
      /* In answer to a new order the entity is one that the body names. */
      if (message != NULL && strstr (message, NO_ENTITY) != NULL && by_id)
        return TW_ERROR_NOT_FOUND;
      return TW_ERROR_VALIDATION;
    }

  if (reply->status == 500 && tw_json_get_member (body, "path") != NULL && is_business_rule (message))
    return TW_ERROR_CONFLICT;

  *effect = TW_EFFECT_UNKNOWN;

  return reply->status >= 500 ? TW_ERROR_SERVER : TW_ERROR_PROTOCOL;
}

static const char *
default_message (guint status)
{
  switch (status)
    {
    case 401:
      return "The marketplace refused the login";
    case 403:
      return "The account may not do this";
    case 404:
      return "The marketplace knows nothing under this id";
    case 429:
      return "Too many calls; the marketplace asks to wait";
    case 502:
    case 503:
    case 504:
      return "The marketplace did not answer in time";
    default:
      break;
    }

  if (status >= 500)
    return "The marketplace failed";

  return status >= 400 ? "The marketplace refused the request"
                       : "The marketplace gave an answer that is not understood";
}

/**
 * tw_cloudblue_fault_to_error:
 * @reply: an answer whose status is no success
 * @request: (nullable): what was asked
 *
 * Makes one clear error of the platform's, the framework's and the gateway's bodies and of HTML pages, with
 * status, correlation id, wait time and what is known of the effect.
 *
 * Returns: (transfer full): an error of the domain %TW_ERROR
 */
GError *
tw_cloudblue_fault_to_error (const TwReply *reply,
                             TwRequest     *request)
{
  g_autoptr (TwJson) body = parse_body (reply);
  g_autofree char *message = dup_message (body);
  g_autofree char *correlation_id = dup_correlation_id (reply, body);
  TwEffect effect;
  TwError code = classify (reply, request, body, message, &effect);
  GError *error = NULL;

  error = g_error_new (TW_ERROR, code, "%s (status %u)", message != NULL ? message : default_message (reply->status),
                       reply->status);
  if (code == TW_ERROR_RATE_LIMITED && reply->status == 403)
    g_prefix_error_literal (&error, "This day's calls are used up, by all programs that use the key: ");
  tw_error_set_effect (error, effect);
  tw_error_set_http_status (error, reply->status);
  tw_error_set_retry_after (error, reply->retry_after);
  tw_error_set_correlation_id (error, correlation_id);

  return error;
}

/**
 * tw_cloudblue_login_to_error:
 * @reply: the refusal of a login
 * @type: kind of the account
 *
 * As tw_cloudblue_fault_to_error(), with the field that was refused: the gateway checks the subscription key, the
 * platform user and password (401) and the marketplace code (400, 404; inferred from both bodies). A 404 that the
 * platform did not write means that nothing at this address logs anybody in.
 *
 * Returns: (transfer full): an error of the domain %TW_ERROR
 */
GError *
tw_cloudblue_login_to_error (const TwReply *reply,
                             TwAccountType  type)
{
  g_autoptr (TwJson) body = parse_body (reply);
  g_autofree char *oauth_error = tw_json_dup_member_text (body, "error");
  GError *error = tw_cloudblue_fault_to_error (reply, NULL);
  const char *field = NULL;

  if (reply->status != 400 && reply->status != 401 && reply->status != 404)
    return error;

  if (reply->status == 404 && tw_json_get_member (body, "path") == NULL && oauth_error == NULL)
    field = "url";
  else if (tw_json_get_member (body, "statusCode") != NULL)
    field = "subscriptionKey";
  else if (reply->status == 401 || g_strcmp0 (oauth_error, "invalid_grant") == 0)
    field = "password";
  else
    field = type == TW_ACCOUNT_CLOUDBLUE_HOSTED ? "realm" : "marketplace";

  if (strcmp (field, "url") != 0)
    error->code = TW_ERROR_AUTH_REQUIRED;
  tw_error_add_field (error, field, error->message);

  return error;
}
