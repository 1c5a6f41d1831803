/* tw-mirror-columns.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-private.h"

#include "base/tw-error.h"

#include <string.h>

/* Digits of an amount's sort value after the point. */
#define AMOUNT_SCALE 4

/* Length of a plain date (2026-10-31); a time is longer. */
#define DATE_LENGTH 10

/**
 * tw_mirror_fold:
 * @text: a text
 *
 * Returns: (transfer full): the text in small letters without accents, to look for parts of it
 */
char *
tw_mirror_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autoptr (GString) bare = NULL;

  /* Most texts, and much faster. */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  bare = g_string_sized_new (strlen (decomposed));
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_ismark (character))
        g_string_append_unichar (bare, character);
    }

  return g_utf8_casefold (bare->str, (gssize) bare->len);
}

/**
 * tw_mirror_make_sort_key:
 * @text: a text
 *
 * A key that sorts as people look for names: letters first, capitals and accents only between equals. It does
 * not depend on the locale, since programs of different locales write the same mirror.
 *
 * Returns: (transfer full): bytes to compare
 */
GBytes *
tw_mirror_make_sort_key (const char *text)
{
  g_autofree char *folded = tw_mirror_fold (text);
  GByteArray *key = g_byte_array_new ();

  g_strstrip (folded);
  g_byte_array_append (key, (const guint8 *) folded, (guint) strlen (folded) + 1);
  g_byte_array_append (key, (const guint8 *) text, (guint) strlen (text));

  return g_byte_array_free_to_bytes (key);
}

/* The key as a number when it is one, 0 otherwise. */
static gint64
serial_of_key (const char *key)
{
  guint64 serial = 0;

  return g_ascii_string_to_unsigned (key, 10, 0, G_MAXINT64, &serial, NULL) ? (gint64) serial : 0;
}

static gboolean
parse_time (const char *text,
            gint64     *out)
{
  g_autoptr (GDateTime) time = NULL;

  if (strlen (text) == DATE_LENGTH)
    {
      GDate date;

      g_date_clear (&date, 1);
      if (!tw_date_parse (text, &date, NULL))
        return FALSE;
      time = tw_date_start_of_day (&date);
    }
  else
    {
      time = tw_date_time_parse (text, NULL);
    }

  if (time == NULL)
    return FALSE;

  *out = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return TRUE;
}

static gboolean
parse_amount (const char *text,
              gint64     *out)
{
  TwDecimal amount;

  if (!tw_decimal_parse (text, &amount, NULL)
      || !tw_decimal_round (amount, AMOUNT_SCALE, TW_ROUND_HALF_EVEN, &amount, NULL))
    return FALSE;

  *out = (gint64) CLAMP (amount.units, G_MININT64, G_MAXINT64);

  return TRUE;
}

/* @text is taken over. */
static void
value_take_text (TwMirrorValue *value,
                 char          *text)
{
  value->type = TW_VALUE_TEXT;
  value->text = text;
}

static void
value_set_number (TwMirrorValue *value,
                  gint64         number)
{
  value->type = TW_VALUE_NUMBER;
  value->number = number;
}

static void
value_init (TwMirrorValue        *value,
            const TwMirrorColumn *column,
            TwResource           *resource)
{
  g_autofree char *text = column->dup != NULL ? column->dup (resource)
                                              : tw_resource_dup_text (resource, column->field);
  gint64 number;

  if (text == NULL)
    return;

  switch (column->form)
    {
    case TW_COLUMN_TEXT:
      value_take_text (value, g_steal_pointer (&text));
      return;
    case TW_COLUMN_LOWER:
      value_take_text (value, g_utf8_strdown (text, -1));
      return;
    case TW_COLUMN_FOLD:
      value_take_text (value, tw_mirror_fold (text));
      return;
    case TW_COLUMN_KEY:
      value->type = TW_VALUE_KEY;
      value->key = tw_mirror_make_sort_key (text);
      return;
    case TW_COLUMN_TIME:
      if (parse_time (text, &number))
        value_set_number (value, number);
      return;
    case TW_COLUMN_AMOUNT:
      if (parse_amount (text, &number))
        value_set_number (value, number);
      return;
    case TW_COLUMN_FLAG:
      value_set_number (value, g_str_equal (text, "true"));
      return;
    default:
      g_assert_not_reached ();
    }
}

/**
 * tw_mirror_dup_key:
 * @kind: a kind
 * @resource: an object of that kind
 * @error: %TW_ERROR_PROTOCOL when it has no id
 *
 * Returns: (transfer full): the object's key, %NULL with @error set
 */
char *
tw_mirror_dup_key (TwKind       kind,
                   TwResource  *resource,
                   GError     **error)
{
  g_autofree char *key = tw_kind_dup_key (kind, resource);

  if (*key != '\0')
    return g_steal_pointer (&key);

  g_set_error (error, TW_ERROR, TW_ERROR_PROTOCOL, "id: is missing in an object of kind “%s”",
               tw_kind_to_string (kind));

  return NULL;
}

/**
 * tw_mirror_record_new:
 * @kind: a kind
 * @resource: an object of that kind
 * @error: %TW_ERROR_PROTOCOL when it has no id
 *
 * Makes what a row of the kind's table holds of an object; a field that the object does not have is NULL there. May be
 * called in any thread.
 *
 * Returns: (transfer full): the record, without a body
 */
TwMirrorRecord *
tw_mirror_record_new (TwKind       kind,
                      TwResource  *resource,
                      GError     **error)
{
  const TwMirrorTable *table = tw_mirror_table_get (kind);
  g_autofree char *key = tw_mirror_dup_key (kind, resource, error);
  TwMirrorRecord *self = NULL;

  if (key == NULL)
    return NULL;

  self = g_malloc0 (sizeof (TwMirrorRecord) + table->n_columns * sizeof (TwMirrorValue));
  self->serial = serial_of_key (key);
  self->key = g_steal_pointer (&key);
  self->n_values = table->n_columns;
  for (guint i = 0; i < table->n_columns; i++)
    value_init (&self->values[i], &table->columns[i], resource);

  return self;
}

/**
 * tw_mirror_record_free:
 * @self: (transfer full): a record
 */
void
tw_mirror_record_free (TwMirrorRecord *self)
{
  for (guint i = 0; i < self->n_values; i++)
    if (self->values[i].type == TW_VALUE_TEXT)
      g_free (self->values[i].text);
    else if (self->values[i].type == TW_VALUE_KEY)
      g_bytes_unref (self->values[i].key);
  g_free (self->key);
  g_free (self->body);
  g_free (self);
}

/**
 * tw_mirror_record_bind:
 * @self: a record
 * @statement: a statement, not to outlive the record before it is run
 * @first: parameter of the first value; the others follow
 */
void
tw_mirror_record_bind (TwMirrorRecord *self,
                       TwStatement    *statement,
                       int             first)
{
  for (guint i = 0; i < self->n_values; i++)
    {
      const TwMirrorValue *value = &self->values[i];
      int index = first + (int) i;

      switch (value->type)
        {
        case TW_VALUE_TEXT:
          tw_statement_bind_text (statement, index, value->text);
          break;
        case TW_VALUE_KEY:
          tw_statement_bind_blob (statement, index, g_bytes_get_data (value->key, NULL), g_bytes_get_size (value->key));
          break;
        case TW_VALUE_NUMBER:
          tw_statement_bind_int (statement, index, value->number);
          break;
        case TW_VALUE_NULL:
        default:
          tw_statement_bind_null (statement, index);
          break;
        }
    }
}

/**
 * tw_mirror_time_from_column:
 * @statement: a statement on a row
 * @column: column with microseconds since 1970 UTC, from 0
 *
 * Returns: (transfer full) (nullable): the time in UTC, %NULL for NULL
 */
GDateTime *
tw_mirror_time_from_column (TwStatement *statement,
                            int          column)
{
  g_autoptr (GDateTime) seconds = NULL;
  gint64 value;

  if (tw_statement_is_null (statement, column))
    return NULL;

  value = tw_statement_get_int (statement, column);
  seconds = g_date_time_new_from_unix_utc (value / G_USEC_PER_SEC);

  return seconds != NULL ? g_date_time_add (seconds, value % G_USEC_PER_SEC) : NULL;
}
