/* tw-redact.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-net"

#include "config.h"

#include "net/tw-redact.h"

#include <string.h>

#define MASK "***"

/* A member, parameter or header whose name contains one of these (in any case, without `-` and `_`) holds a
 * secret. */
static const char *const SECRET_PARTS[] = {
  "password", "passwd", "passphrase", "secret", "token", "authorization", "cookie", "credential", "apikey",
  "subscriptionkey", "accesskey", "privatekey", "downloadurl", "downloadlink", "signature", "sessionid",
};

/* And these only as the whole name. `value` is here because activation parameters, some of which are
 * passwords, are written as a name and its value. */
static const char *const SECRET_NAMES[] = { "sig", "key", "pin", "pwd", "value", "assertion", "code" };

/**
 * tw_redact_is_secret:
 * @name: name of a JSON member, query parameter or header
 * @length: its length in bytes, -1 when it ends with a NUL
 *
 * Returns: whether what stands under that name must not be logged
 */
gboolean
tw_redact_is_secret (const char *name,
                     gssize      length)
{
  char plain[64];
  gsize n = 0;

  if (length < 0)
    length = strlen (name);

  /* A name that does not fit cannot be judged. */
  for (gssize i = 0; i < length; i++)
    {
      if (name[i] == '-' || name[i] == '_')
        continue;
      if (n == sizeof plain - 1)
        return TRUE;
      plain[n++] = g_ascii_tolower (name[i]);
    }
  plain[n] = '\0';

  for (gsize i = 0; i < G_N_ELEMENTS (SECRET_PARTS); i++)
    if (strstr (plain, SECRET_PARTS[i]) != NULL)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (SECRET_NAMES); i++)
    if (strcmp (plain, SECRET_NAMES[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The end of a JSON string, behind its closing quote; @end when it is cut. */
static const char *
skip_string (const char *p,
             const char *end)
{
  for (p++; p < end; p++)
    {
      if (*p == '\\')
        p++;
      else if (*p == '"')
        return p + 1;
    }

  return end;
}

/* The end of a JSON value of any kind; @end when it is cut. */
static const char *
skip_value (const char *p,
            const char *end)
{
  guint depth = 0;

  while (p < end)
    {
      if (*p == '"')
        {
          p = skip_string (p, end);
          if (depth == 0)
            return p;
          continue;
        }

      if (*p == '{' || *p == '[')
        depth++;
      else if (*p == '}' || *p == ']')
        {
          if (depth == 0)
            return p;
          if (--depth == 0)
            return p + 1;
        }
      else if (depth == 0 && (*p == ',' || g_ascii_isspace (*p)))
        return p;
      p++;
    }

  return end;
}

static const char *
skip_space (const char *p,
            const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;

  return p;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gboolean
ends_parameter (char c)
{
  return c == '&' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '#' || g_ascii_isspace (c);
}

/* Appends text that is no JSON member, without the values of name=value pairs and of authorizations. */
static void
append_plain (GString    *out,
              const char *p,
              const char *end)
{
  while (p < end)
    {
      const char *name = p;

      while (p < end && is_name_char (*p))
        p++;
      g_string_append_len (out, name, p - name);
      if (p == end)
        return;

      if (*p == '=' && p > name && tw_redact_is_secret (name, p - name))
        {
          g_string_append (out, "=" MASK);
          while (p < end && !ends_parameter (*p))
            p++;
        }
      else if (*p == ' ' &&
               ((p - name == 6 && g_ascii_strncasecmp (name, "Bearer", 6) == 0) ||
                (p - name == 5 && g_ascii_strncasecmp (name, "Basic", 5) == 0)))
        {
          g_string_append (out, " " MASK);
          for (p++; p < end && !ends_parameter (*p) && *p != ','; p++)
            ;
        }
      else
        {
          g_string_append_c (out, *p++);
        }
    }
}

/**
 * tw_redact_text:
 * @text: a body (JSON, also when cut or malformed), a query, a URL or any other text
 * @length: its length in bytes, -1 when it ends with a NUL
 *
 * Makes a text fit for a log: the values of JSON members and of query parameters whose names tell a secret, and
 * what follows `Bearer` or `Basic`, are replaced by three asterisks.
 *
 * Returns: (transfer full): the redacted text
 */
char *
tw_redact_text (const char *text,
                gssize      length)
{
  const char *end;
  const char *p = text;
  const char *plain = text;
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  end = text + length;
  out = g_string_sized_new (length);

  while (p < end)
    {
      const char *after;
      const char *value;

      if (*p != '"')
        {
          p++;
          continue;
        }

      after = skip_string (p, end);
      value = skip_space (after, end);
      if (value == end || *value != ':' || !tw_redact_is_secret (p + 1, after - p - 2))
        {
          p = after;
          continue;
        }

      value = skip_space (value + 1, end);
      append_plain (out, plain, value);
      g_string_append (out, "\"" MASK "\"");
      p = plain = skip_value (value, end);
    }
  append_plain (out, plain, end);

  return g_string_free (out, FALSE);
}
