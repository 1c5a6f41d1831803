/* tw-mirror-look.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-mirror"

#include "config.h"

#include "mirror/tw-mirror-look.h"

#include "mirror/tw-mirror-call-private.h"

/* Each write looks for what others wrote before: this one does nothing else. */
static gboolean
nothing_job (TwDatabaseConnection  *connection,
             gpointer               data,
             GCancellable          *cancellable,
             GError               **error)
{
  return TRUE;
}

/**
 * tw_mirror_look_async:
 * @self: a mirror
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks for what other programs wrote: the ages of lists become known, and #TwMirror::changed is emitted.
 */
void
tw_mirror_look_async (TwMirror            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (TW_IS_MIRROR (self));

  tw_mirror_call_write (tw_mirror_call_new (self, TW_KIND_CUSTOMER, tw_mirror_look_async, cancellable, callback,
                                            user_data),
                        NULL, nothing_job);
}

/**
 * tw_mirror_look_finish:
 * @self: a mirror
 * @result: the result
 * @error: return location
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
tw_mirror_look_finish (TwMirror      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return tw_mirror_call_finish (self, result, tw_mirror_look_async, error) != NULL;
}
