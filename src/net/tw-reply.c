/* tw-reply.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-http-private.h"
#include "net/tw-transport-private.h"

#include "base/tw-date.h"

/* A marketplace that asks for more than a day means its quota, not its pace. */
#define RETRY_AFTER_MAX (24 * 60 * 60)

G_DEFINE_BOXED_TYPE (TwReply, tw_reply, tw_reply_copy, tw_reply_free)

/* A header that occurs more than once is one list (RFC 9110, 5.3). */
static void
collect_header_cb (const char *name,
                   const char *value,
                   gpointer    user_data)
{
  GHashTable *headers = user_data;
  char *lower = g_ascii_strdown (name, -1);
  const char *old = g_hash_table_lookup (headers, lower);

  g_hash_table_replace (headers, lower, old != NULL ? g_strconcat (old, ", ", value, NULL) : g_strdup (value));
}

/**
 * tw_reply_new:
 * @status: HTTP status
 * @content_type: (nullable): media type without parameters
 * @body: (nullable): the body, %NULL for none
 *
 * Returns: (transfer full): a new answer without further headers
 */
TwReply *
tw_reply_new (guint       status,
              const char *content_type,
              GBytes     *body)
{
  TwReply *self = g_new0 (TwReply, 1);

  self->status = status;
  self->content_type = g_strdup (content_type);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  self->retry_after = -1;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * tw_reply_copy:
 * @self: an answer
 *
 * Returns: (transfer full): a copy, which shares body and headers
 */
TwReply *
tw_reply_copy (const TwReply *self)
{
  TwReply *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (TwReply, 1);
  *copy = *self;
  copy->content_type = g_strdup (self->content_type);
  copy->body = g_bytes_ref (self->body);
  copy->correlation_id = g_strdup (self->correlation_id);
  copy->date = self->date != NULL ? g_date_time_ref (self->date) : NULL;
  copy->headers = g_hash_table_ref (self->headers);

  return copy;
}

/**
 * tw_reply_free:
 * @self: (transfer full): an answer
 */
void
tw_reply_free (TwReply *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->content_type);
  g_bytes_unref (self->body);
  g_free (self->correlation_id);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_hash_table_unref (self->headers);
  g_free (self);
}

/**
 * tw_reply_get_header:
 * @self: an answer
 * @name: name of a header, in any case
 *
 * Returns: (nullable): its value; several of one name are joined with a comma
 */
const char *
tw_reply_get_header (const TwReply *self,
                     const char    *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, lower);
}

/**
 * tw_retry_after_parse:
 * @text: (nullable): value of a Retry-After header, seconds or a date
 * @now: (nullable): the answer's Date, which a date is counted from
 *
 * Returns: seconds to wait, a day at most; -1 when @text is missing or says nothing
 */
int
tw_retry_after_parse (const char *text,
                      GDateTime  *now)
{
  g_autoptr (GDateTime) until = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, RETRY_AFTER_MAX);

  until = tw_date_time_parse_http (text);
  if (until == NULL || now == NULL)
    return -1;

  return CLAMP (g_date_time_difference (until, now) / G_TIME_SPAN_SECOND, 0, RETRY_AFTER_MAX);
}

/**
 * tw_reply_from_message:
 * @message: a message whose answer has come
 * @body: its body
 *
 * Returns: (transfer full): the answer
 */
TwReply *
tw_reply_from_message (SoupMessage *message,
                       GBytes      *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  TwReply *reply;

  reply = tw_reply_new (soup_message_get_status (message),
                        soup_message_headers_get_content_type (headers, NULL),
                        body);
  soup_message_headers_foreach (headers, collect_header_cb, reply->headers);
  reply->correlation_id = g_strdup (tw_reply_get_header (reply, "x-correlation-id"));
  if (tw_reply_get_header (reply, "date") != NULL)
    reply->date = tw_date_time_parse_http (tw_reply_get_header (reply, "date"));
  reply->retry_after = tw_retry_after_parse (tw_reply_get_header (reply, "retry-after"), reply->date);

  return reply;
}
