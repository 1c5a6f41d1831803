/* tw-settler-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-settler.h"

G_BEGIN_DECLS

struct _TwSettler
{
  GObject        parent_instance;

  TwMarketplace *marketplace;
  TwJournal     *journal;
  TwMirror      *mirror;
  guint          settle_after;

  /* What goes on by itself, from start to stop. */
  GCancellable  *background; /* (nullable): until it is stopped */
  gulong         changed_id;
  gulong         mirror_changed_id;
  guint          timer_id;
  gint64         timer_time; /* monotonic, in microseconds */
  gboolean       busy;
  gboolean       orders_changed; /* and nobody has looked for late ones among them */
};

/* What goes on by itself, one round of it. */
void   tw_settler_run_due_async    (TwSettler            *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gint64 tw_settler_run_get_next_due (GAsyncResult         *result);

G_END_DECLS
