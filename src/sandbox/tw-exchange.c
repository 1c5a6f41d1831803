/* tw-exchange.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-exchange.h"

#include <string.h>

#include "base/tw-error.h"

#define DEFAULT_LIMIT 10
#define MAX_LIMIT 500

/* Reads a query parameter that has to be a whole number of at least @minimum. */
static gboolean
read_number (TwExchange  *x,
             const char  *name,
             gint64       minimum,
             gint64      *value,
             GError     **error)
{
  const char *text = tw_exchange_query (x, name);

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, minimum, G_MAXINT32, value, NULL))
    return tw_refuse (error, 400, "Unsupported value of the parameter %s.", name);

  return TRUE;
}

/**
 * tw_refuse:
 * @error: return location for the refusal
 * @status: the answer's HTTP status
 * @format: the reason, for people
 * @...: its arguments
 *
 * Returns: %FALSE, so that a handler can return what this returns
 */
gboolean
tw_refuse (GError     **error,
           guint        status,
           const char  *format,
           ...)
{
  g_autoptr (GError) refusal = NULL;
  va_list arguments;

  va_start (arguments, format);
  refusal = g_error_new_valist (TW_ERROR, TW_ERROR_VALIDATION, format, arguments);
  va_end (arguments);
  tw_error_set_http_status (refusal, status);
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
}

/**
 * tw_refuse_unknown:
 * @x: the call
 * @error: return location for the refusal
 *
 * Refuses an id in the path that has no object.
 *
 * Returns: %FALSE
 */
gboolean
tw_refuse_unknown (TwExchange  *x,
                   GError     **error)
{
  return tw_refuse (error, x->unknown_id, "No entity has been found.");
}

/**
 * tw_exchange_query:
 * @x: the call
 * @name: of a query parameter
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
tw_exchange_query (TwExchange *x,
                   const char *name)
{
  return x->query != NULL ? g_hash_table_lookup (x->query, name) : NULL;
}

/**
 * tw_exchange_reply_list:
 * @x: the call
 * @matches: what matches its filters, oldest first
 * @write_row: writes one of them
 * @error: return location for a refusal
 *
 * Answers with the page that was asked for, newest first, in the envelope of lists.
 *
 * Returns: %FALSE when offset or limit is no possible value
 */
gboolean
tw_exchange_reply_list (TwExchange  *x,
                        GPtrArray   *matches,
                        TwRowFunc    write_row,
                        GError     **error)
{
  gint64 offset = 0;
  gint64 limit = DEFAULT_LIMIT;

  if (!read_number (x, "offset", 0, &offset, error)
      || !read_number (x, "limit", 1, &limit, error))
    return FALSE;
  limit = MIN (limit, MAX_LIMIT);

  tw_out_begin_object (&x->out, NULL);
  tw_out_begin_array (&x->out, "data");
  for (gint64 i = offset; i < offset + limit && i < matches->len; i++)
    write_row (x, g_ptr_array_index (matches, matches->len - 1 - i));
  tw_out_end_array (&x->out);
  tw_out_begin_object (&x->out, "pagination");
  tw_out_int (&x->out, "offset", offset);
  tw_out_int (&x->out, "limit", limit);
  tw_out_int (&x->out, "total", matches->len);
  tw_out_end_object (&x->out);
  tw_out_end_object (&x->out);

  return TRUE;
}

/**
 * tw_text_contains:
 * @text: (nullable): a text
 * @part: what to look for
 *
 * Returns: %TRUE when @part is in @text, whatever the case of either
 */
gboolean
tw_text_contains (const char *text,
                  const char *part)
{
  g_autofree char *folded_text = NULL;
  g_autofree char *folded_part = NULL;

  if (text == NULL)
    return FALSE;
  folded_text = g_utf8_casefold (text, -1);
  folded_part = g_utf8_casefold (part, -1);

  return strstr (folded_text, folded_part) != NULL;
}

/**
 * tw_out_pairs:
 * @out: a writer
 * @name: of the member
 * @pairs: written as an object
 */
void
tw_out_pairs (TwOut      *out,
              const char *name,
              GPtrArray  *pairs)
{
  tw_out_begin_object (out, name);
  for (guint i = 0; i < pairs->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (pairs, i);

      tw_out_string (out, pair->name, pair->value);
    }
  tw_out_end_object (out);
}

/**
 * tw_out_parameters:
 * @out: a writer
 * @name: of the member
 * @pairs: written as an array of parameters
 */
void
tw_out_parameters (TwOut      *out,
                   const char *name,
                   GPtrArray  *pairs)
{
  tw_out_begin_array (out, name);
  for (guint i = 0; i < pairs->len; i++)
    {
      TwSimPair *pair = g_ptr_array_index (pairs, i);

      tw_out_begin_object (out, NULL);
      tw_out_string (out, "name", pair->name);
      tw_out_string (out, "value", pair->value);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
}

/**
 * tw_out_term:
 * @out: a writer
 * @name: of the member
 * @term: a period
 */
void
tw_out_term (TwOut      *out,
             const char *name,
             TwSimTerm   term)
{
  tw_out_begin_object (out, name);
  tw_out_string (out, "type", tw_unit_to_string (term.unit));
  tw_out_int (out, "duration", term.count);
  tw_out_end_object (out);
}

/**
 * tw_unit_to_string:
 * @unit: unit of a period
 *
 * Returns: (transfer none): as the marketplace writes it
 */
const char *
tw_unit_to_string (TwPeriodUnit unit)
{
  switch (unit)
    {
    case TW_PERIOD_DAY:
      return "day";
    case TW_PERIOD_MONTH:
      return "month";
    case TW_PERIOD_YEAR:
      return "year";
    case TW_PERIOD_STATEMENT_DAY:
      return "statement_day";
    case TW_PERIOD_UNKNOWN:
    default:
      return "unknown";
    }
}
