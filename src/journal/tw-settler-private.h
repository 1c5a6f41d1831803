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
  guint          timer_id;
  gboolean       busy;
};

G_END_DECLS
