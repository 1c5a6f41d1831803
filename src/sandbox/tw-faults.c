/* tw-faults.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-faults.h"

#include <string.h>

#include "sandbox/tw-ask.h"

typedef struct
{
  char    *method; /* NULL: any */
  char    *path;   /* a pattern of the contract, NULL: any */
  TwFault  fault;
  guint    after;  /* matching calls that pass first */
  guint    times;  /* matching calls that are struck then */
} Entry;

struct _TwFaults
{
  GPtrArray *entries;
};

static const struct
{
  const char    *name; /* with a colon: a number follows */
  TwFaultAction  action;
} actions[] = {
  { "status:", TW_FAULT_STATUS },
  { "429", TW_FAULT_429 },
  { "429-no-header", TW_FAULT_429_NO_HEADER },
  { "drop-before", TW_FAULT_DROP_BEFORE },
  { "delay:", TW_FAULT_DELAY },
  { "expire-token", TW_FAULT_EXPIRE_TOKEN },
  { "drop-after", TW_FAULT_DROP_AFTER },
  { "504-html", TW_FAULT_504_HTML },
  { "truncate", TW_FAULT_TRUNCATE },
  { "malformed", TW_FAULT_MALFORMED },
};

static void
entry_free (Entry *entry)
{
  g_free (entry->method);
  g_free (entry->path);
  g_free (entry);
}

static gboolean
parse_action (const char  *text,
              TwFault     *fault,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gsize length = strlen (actions[i].name);
      guint64 number = 0;

      fault->action = actions[i].action;
      if (actions[i].name[length - 1] != ':')
        {
          if (strcmp (text, actions[i].name) == 0)
            return TRUE;
        }
      else if (strncmp (text, actions[i].name, length) == 0
               && g_ascii_string_to_unsigned (text + length, 10,
                                              fault->action == TW_FAULT_STATUS ? 400 : 0,
                                              fault->action == TW_FAULT_STATUS ? 599 : 600000,
                                              &number, NULL))
        {
          fault->argument = number;
          return TRUE;
        }
    }

  return tw_refuse (error, 400, "Unknown fault action \"%s\".", text);
}

static gboolean
ask_count (JsonObject  *description,
           const char  *name,
           gint64       minimum,
           guint       *value,
           GError     **error)
{
  gboolean given;
  TwDecimal number;
  gint64 count;

  if (!tw_ask_quantity (description, "", name, &given, &number, error))
    return FALSE;
  if (!given)
    return TRUE;
  if (!tw_decimal_to_int64 (number, &count) || count < minimum || count > G_MAXINT32)
    return tw_refuse (error, 400, "Unsupported value of the field %s.", name);
  *value = count;

  return TRUE;
}

/**
 * tw_faults_new:
 *
 * Returns: (transfer full): no faults yet
 */
TwFaults *
tw_faults_new (void)
{
  TwFaults *self = g_new0 (TwFaults, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  return self;
}

/**
 * tw_faults_free:
 * @self: (transfer full): the faults
 */
void
tw_faults_free (TwFaults *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * tw_faults_clear:
 * @self: the faults
 *
 * Takes all of them back.
 */
void
tw_faults_clear (TwFaults *self)
{
  g_ptr_array_set_size (self->entries, 0);
}

/**
 * tw_faults_add:
 * @self: the faults
 * @description: `action`, and maybe `method`, `path` (a pattern of the contract), `after` (matching calls that
 *   pass first, 0) and `times` (1)
 * @error: return location for a refusal
 *
 * Returns: %FALSE when the description makes no sense
 */
gboolean
tw_faults_add (TwFaults    *self,
               JsonObject  *description,
               GError     **error)
{
  const char *action = NULL;
  const char *method = NULL;
  const char *path = NULL;
  TwFault fault = { TW_FAULT_NONE, 0 };
  guint after = 0;
  guint times = 1;
  Entry *entry;

  if (!tw_ask_string (description, "", "action", TW_ASK_REQUIRED, &action, error)
      || !tw_ask_string (description, "", "method", TW_ASK_OPTIONAL, &method, error)
      || !tw_ask_string (description, "", "path", TW_ASK_OPTIONAL, &path, error)
      || !ask_count (description, "after", 0, &after, error)
      || !ask_count (description, "times", 1, &times, error)
      || !parse_action (action, &fault, error))
    return FALSE;

  entry = g_new0 (Entry, 1);
  entry->method = g_strdup (method);
  entry->path = g_strdup (path);
  entry->fault = fault;
  entry->after = after;
  entry->times = times;
  g_ptr_array_add (self->entries, entry);

  return TRUE;
}

/**
 * tw_faults_take:
 * @self: the faults
 * @method: of the call
 * @path: of the call, as the contract's pattern
 * @before: whether the call has had no effect yet
 *
 * Looks for a fault that strikes a call now, and uses it up once.
 *
 * Returns: what to do to the call
 */
TwFault
tw_faults_take (TwFaults   *self,
                const char *method,
                const char *path,
                gboolean    before)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      TwFault fault = entry->fault;

      if ((fault.action <= TW_FAULT_EXPIRE_TOKEN) != before
          || (entry->method != NULL && strcmp (entry->method, method) != 0)
          || (entry->path != NULL && strcmp (entry->path, path) != 0))
        continue;
      if (entry->after > 0)
        {
          entry->after--;
          continue;
        }
      if (--entry->times == 0)
        g_ptr_array_remove_index (self->entries, i);
      return fault;
    }

  return (TwFault) { TW_FAULT_NONE, 0 };
}

/**
 * tw_faults_count:
 * @self: the faults
 *
 * Returns: how many are left
 */
guint
tw_faults_count (TwFaults *self)
{
  return self->entries->len;
}
