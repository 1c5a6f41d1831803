/* tw-sync-summary.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-sync.h"

/**
 * tw_sync_summary_free:
 * @self: (transfer full): a summary
 */
void
tw_sync_summary_free (TwSyncSummary *self)
{
  for (guint i = 0; i < TW_N_KINDS; i++)
    {
      g_clear_error (&self->parts[i].error);
      g_clear_error (&self->parts[i].put_off);
    }
  g_free (self);
}

/**
 * tw_sync_summary_get_error:
 * @self: a summary
 *
 * Returns: (transfer none) (nullable): the first error of its parts, %NULL when nothing failed
 */
const GError *
tw_sync_summary_get_error (TwSyncSummary *self)
{
  for (guint i = 0; i < TW_N_KINDS; i++)
    if (self->parts[i].error != NULL)
      return self->parts[i].error;

  return NULL;
}

/**
 * tw_sync_summary_get_calls:
 * @self: a summary
 *
 * Returns: calls made in all
 */
guint
tw_sync_summary_get_calls (TwSyncSummary *self)
{
  guint calls = 0;

  for (guint i = 0; i < TW_N_KINDS; i++)
    calls += self->parts[i].calls;

  return calls;
}

static void
add_error (GError       **error,
           const GError  *next)
{
  if (*error == NULL && next != NULL)
    *error = g_error_copy (next);
}

/**
 * tw_sync_summary_add:
 * @self: what a sync did
 * @next: what another one did after it
 *
 * Makes @self say what both of them did.
 */
void
tw_sync_summary_add (TwSyncSummary       *self,
                     const TwSyncSummary *next)
{
  for (guint i = 0; i < TW_N_KINDS; i++)
    {
      TwSyncPart *sum = &self->parts[i];
      const TwSyncPart *part = &next->parts[i];

      sum->listed = sum->listed || part->listed;
      sum->calls += part->calls;
      sum->rows += part->rows;
      sum->details += part->details;
      sum->missing_details = part->missing_details;
      sum->change.n_new += part->change.n_new;
      sum->change.n_changed += part->change.n_changed;
      sum->change.n_vanished += part->change.n_vanished;
      add_error (&sum->error, part->error);
      add_error (&sum->put_off, part->put_off);
    }
}
