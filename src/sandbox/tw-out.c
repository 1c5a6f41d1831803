/* tw-out.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-out.h"

#include <string.h>

#include "sandbox/tw-days.h"

static void
append_text (GString    *text,
             const char *value)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      guchar c = *at;

      if (c == '"' || c == '\\')
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, c);
        }
      else if (c == '\n')
        g_string_append (text, "\\n");
      else if (c == '\t')
        g_string_append (text, "\\t");
      else if (c < 0x20)
        g_string_append_printf (text, "\\u%04x", c);
      else
        g_string_append_c (text, c);
    }
  g_string_append_c (text, '"');
}

/* A comma where one is needed, and the name. */
static void
begin_member (TwOut      *self,
              const char *name)
{
  char last = self->text->len > 0 ? self->text->str[self->text->len - 1] : '\0';

  if (last != '\0' && last != '{' && last != '[')
    g_string_append_c (self->text, ',');
  if (name != NULL)
    {
      append_text (self->text, name);
      g_string_append_c (self->text, ':');
    }
}

/**
 * tw_out_init:
 * @self: (out caller-allocates): a writer
 */
void
tw_out_init (TwOut *self)
{
  self->text = g_string_new (NULL);
}

/**
 * tw_out_clear:
 * @self: a writer; it must not be used any more
 */
void
tw_out_clear (TwOut *self)
{
  g_string_free (self->text, TRUE);
  self->text = NULL;
}

/**
 * tw_out_begin_object:
 * @self: a writer
 * @name: (nullable): of the member
 */
void
tw_out_begin_object (TwOut      *self,
                     const char *name)
{
  begin_member (self, name);
  g_string_append_c (self->text, '{');
}

/**
 * tw_out_end_object:
 * @self: a writer
 */
void
tw_out_end_object (TwOut *self)
{
  g_string_append_c (self->text, '}');
}

/**
 * tw_out_begin_array:
 * @self: a writer
 * @name: (nullable): of the member
 */
void
tw_out_begin_array (TwOut      *self,
                    const char *name)
{
  begin_member (self, name);
  g_string_append_c (self->text, '[');
}

/**
 * tw_out_end_array:
 * @self: a writer
 */
void
tw_out_end_array (TwOut *self)
{
  g_string_append_c (self->text, ']');
}

/**
 * tw_out_string:
 * @self: a writer
 * @name: (nullable): of the member
 * @value: (nullable): its text; %NULL leaves the member out
 */
void
tw_out_string (TwOut      *self,
               const char *name,
               const char *value)
{
  if (value == NULL)
    return;
  begin_member (self, name);
  append_text (self->text, value);
}

/**
 * tw_out_id:
 * @self: a writer
 * @name: (nullable): of the member
 * @id: an id, written as a string; 0 leaves the member out
 */
void
tw_out_id (TwOut      *self,
           const char *name,
           guint32     id)
{
  if (id == 0)
    return;
  begin_member (self, name);
  g_string_append_printf (self->text, "\"%u\"", id);
}

/**
 * tw_out_int:
 * @self: a writer
 * @name: (nullable): of the member
 * @value: its number
 */
void
tw_out_int (TwOut      *self,
            const char *name,
            gint64      value)
{
  begin_member (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * tw_out_double:
 * @self: a writer
 * @name: (nullable): of the member
 * @value: its number, written with a decimal as the marketplace writes doubles
 */
void
tw_out_double (TwOut      *self,
               const char *name,
               int         value)
{
  begin_member (self, name);
  g_string_append_printf (self->text, "%d.0", value);
}

/**
 * tw_out_bool:
 * @self: a writer
 * @name: (nullable): of the member
 * @value: its value
 */
void
tw_out_bool (TwOut      *self,
             const char *name,
             gboolean    value)
{
  begin_member (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * tw_out_raw:
 * @self: a writer
 * @name: (nullable): of the member
 * @json: its value, JSON already
 */
void
tw_out_raw (TwOut      *self,
            const char *name,
            const char *json)
{
  begin_member (self, name);
  g_string_append (self->text, json);
}

/**
 * tw_out_time:
 * @self: a writer
 * @name: (nullable): of the member
 * @seconds: a time; 0 leaves the member out
 */
void
tw_out_time (TwOut      *self,
             const char *name,
             gint64      seconds)
{
  g_autofree char *text = NULL;

  if (seconds == 0)
    return;
  text = tw_time_to_string (seconds);
  tw_out_string (self, name, text);
}

/**
 * tw_out_day:
 * @self: a writer
 * @name: (nullable): of the member
 * @day: a day; 0 leaves the member out
 */
void
tw_out_day (TwOut      *self,
            const char *name,
            guint32     day)
{
  g_autofree char *text = NULL;

  if (day == 0)
    return;
  text = tw_day_to_string (day);
  tw_out_string (self, name, text);
}

/**
 * tw_out_money:
 * @self: a writer
 * @name: (nullable): of the member
 * @amount: how much
 * @currency: of what
 */
void
tw_out_money (TwOut      *self,
              const char *name,
              TwDecimal   amount,
              const char *currency)
{
  g_autofree char *text = tw_amount_to_string (amount);

  tw_out_begin_object (self, name);
  tw_out_string (self, "currency", currency);
  tw_out_string (self, "amount", text);
  tw_out_end_object (self);
}

/**
 * tw_amount_to_string:
 * @amount: an amount
 *
 * Writes an amount as the marketplace does: as many decimals as it needs, but one at least, and a plain "0".
 *
 * Returns: (transfer full): the text
 */
char *
tw_amount_to_string (TwDecimal amount)
{
  while (amount.scale > 1 && amount.units % 10 == 0)
    {
      amount.units /= 10;
      amount.scale--;
    }
  if (amount.units == 0)
    return g_strdup ("0");
  if (amount.scale == 0)
    {
      amount.units *= 10;
      amount.scale = 1;
    }

  return tw_decimal_to_string (amount);
}
