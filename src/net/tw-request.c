/* tw-request.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-http-private.h"

G_DEFINE_BOXED_TYPE (TwRequest, tw_request, tw_request_ref, tw_request_unref)

static TwPair *
pair_new (const char *name,
          const char *value)
{
  TwPair *pair = g_new0 (TwPair, 1);

  pair->name = g_strdup (name);
  pair->value = g_strdup (value);

  return pair;
}

static void
pair_free (gpointer data)
{
  TwPair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

static gpointer
pair_copy (gconstpointer source,
           gpointer      user_data)
{
  const TwPair *pair = source;

  return pair_new (pair->name, pair->value);
}

static GPtrArray *
pairs_copy (GPtrArray *pairs)
{
  GPtrArray *copy = g_ptr_array_copy (pairs, pair_copy, NULL);

  g_ptr_array_set_free_func (copy, pair_free);

  return copy;
}

/**
 * tw_request_new:
 * @method: HTTP method, in upper case
 * @path: path below the base address, beginning with a slash; or a whole http(s) address, for a login that
 *   lives elsewhere
 *
 * What cannot stand in a path is escaped when the request is sent; escapes that @path has already are kept.
 *
 * Returns: (transfer full): a new request without query, headers and body
 */
TwRequest *
tw_request_new (const char *method,
                const char *path)
{
  TwRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (TwRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_intern_string (method);
  self->path = g_strdup (path);
  self->query = g_ptr_array_new_with_free_func (pair_free);
  self->headers = g_ptr_array_new_with_free_func (pair_free);

  return self;
}

/**
 * tw_request_copy:
 * @self: a request
 *
 * Returns: (transfer full): a request of its own with the same contents
 */
TwRequest *
tw_request_copy (TwRequest *self)
{
  TwRequest *copy = g_new0 (TwRequest, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->path = g_strdup (self->path);
  copy->query = pairs_copy (self->query);
  copy->headers = pairs_copy (self->headers);
  copy->content_type = g_strdup (self->content_type);
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;

  return copy;
}

/**
 * tw_request_ref:
 * @self: a request
 *
 * Returns: (transfer full): @self
 */
TwRequest *
tw_request_ref (TwRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * tw_request_unref:
 * @self: (transfer full): a request
 */
void
tw_request_unref (TwRequest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->path);
  g_ptr_array_unref (self->query);
  g_ptr_array_unref (self->headers);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * tw_request_add_query:
 * @self: a request
 * @name: name of the parameter
 * @value: (nullable): its value, not escaped; nothing is added for %NULL
 */
void
tw_request_add_query (TwRequest  *self,
                      const char *name,
                      const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (value != NULL)
    g_ptr_array_add (self->query, pair_new (name, value));
}

/**
 * tw_request_set_header:
 * @self: a request
 * @name: name of the header
 * @value: (nullable): its value, %NULL to remove it
 *
 * Sets a header, replacing one of the same name.
 */
void
tw_request_set_header (TwRequest  *self,
                       const char *name,
                       const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  for (guint i = 0; i < self->headers->len; i++)
    {
      TwPair *pair = g_ptr_array_index (self->headers, i);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        {
          g_ptr_array_remove_index (self->headers, i);
          break;
        }
    }

  if (value != NULL)
    g_ptr_array_add (self->headers, pair_new (name, value));
}

/**
 * tw_request_set_body:
 * @self: a request
 * @content_type: media type of @body
 * @body: what to send
 */
void
tw_request_set_body (TwRequest  *self,
                     const char *content_type,
                     GBytes     *body)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (content_type != NULL);
  g_return_if_fail (body != NULL);

  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
}

/**
 * tw_request_set_timeout:
 * @self: a request
 * @seconds: how long the whole answer may take from sending on; 0 for the usual 60 s
 */
void
tw_request_set_timeout (TwRequest *self,
                        guint      seconds)
{
  g_return_if_fail (self != NULL);

  self->timeout = seconds;
}

/**
 * tw_request_set_priority:
 * @self: a request
 * @priority: who goes first when calls are short; a person, unless set
 */
void
tw_request_set_priority (TwRequest  *self,
                         TwPriority  priority)
{
  g_return_if_fail (self != NULL);

  self->priority = priority;
}

/**
 * tw_request_set_secret:
 * @self: a request
 * @secret: whether neither the body nor the answer's body may be logged, not even redacted (a login)
 */
void
tw_request_set_secret (TwRequest *self,
                       gboolean   secret)
{
  g_return_if_fail (self != NULL);

  self->secret = secret;
}

/**
 * tw_request_set_read:
 * @self: a request
 * @read: whether it changes nothing although its method may (an estimate, a validation)
 *
 * Reads may be sent again by themselves, writes may not.
 */
void
tw_request_set_read (TwRequest *self,
                     gboolean   read)
{
  g_return_if_fail (self != NULL);

  self->read = read;
}

/**
 * tw_request_get_method:
 * @self: a request
 *
 * Returns: the HTTP method
 */
const char *
tw_request_get_method (TwRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * tw_request_get_path:
 * @self: a request
 *
 * Returns: the path as it was given
 */
const char *
tw_request_get_path (TwRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * tw_request_get_priority:
 * @self: a request
 *
 * Returns: who goes first when calls are short
 */
TwPriority
tw_request_get_priority (TwRequest *self)
{
  g_return_val_if_fail (self != NULL, TW_PRIORITY_PERSON);

  return self->priority;
}

/**
 * tw_request_is_read:
 * @self: a request
 *
 * Returns: whether the request changes nothing, by its method or because it was said so
 */
gboolean
tw_request_is_read (TwRequest *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->read || g_str_equal (self->method, "GET") || g_str_equal (self->method, "HEAD");
}

/**
 * tw_request_dup_query:
 * @self: a request
 *
 * Returns: (transfer full) (nullable): the escaped query, without question mark; %NULL when there is none
 */
char *
tw_request_dup_query (TwRequest *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->query->len == 0)
    return NULL;

  for (guint i = 0; i < self->query->len; i++)
    {
      TwPair *pair = g_ptr_array_index (self->query, i);

      if (i > 0)
        g_string_append_c (text, '&');
      g_string_append_uri_escaped (text, pair->name, NULL, FALSE);
      g_string_append_c (text, '=');
      g_string_append_uri_escaped (text, pair->value, NULL, FALSE);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
