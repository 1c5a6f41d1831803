/* tw-problems.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-order-draft-private.h"

#include "base/tw-error.h"

/**
 * tw_problems_add:
 * @self: problems, zero at first
 * @field: JSON path of the field, as in `products[0].quantity`
 * @message: what is wrong and what to do, for people
 *
 * Notes a problem. The first one is what the error says by itself.
 */
void
tw_problems_add (TwProblems *self,
                 const char *field,
                 const char *message)
{
  if (self->error == NULL)
    {
      self->error = g_error_new (TW_ERROR, TW_ERROR_VALIDATION, "%s: %s", field, message);
      tw_error_set_effect (self->error, TW_EFFECT_NONE);
    }

  tw_error_add_field (self->error, field, message);
}

/**
 * tw_problems_end:
 * @self: problems
 * @error: return location; %TW_ERROR_VALIDATION with all fields
 *
 * Returns: %TRUE when there is none; %FALSE with @error set
 */
gboolean
tw_problems_end (TwProblems  *self,
                 GError     **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}
