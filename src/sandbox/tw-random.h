/* tw-random.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TwRandom:
 * @state: where the sequence is
 *
 * A sequence of numbers that depends on its seed alone, on every machine and with every GLib (splitmix64).
 */
typedef struct
{
  guint64 state;
} TwRandom;

/* What a sequence is for. */
enum
{
  TW_STREAM_CREDENTIALS,
  TW_STREAM_TOKEN,
  TW_STREAM_CORRELATION,
  TW_STREAM_UUID,
  TW_STREAM_LINK,
  TW_STREAM_ACCOUNT_ID,
  TW_STREAM_SUBSCRIPTION_ID,
  TW_STREAM_ORDER_ID,
  TW_STREAM_PEOPLE,
  TW_STREAM_CATALOGUE,
  TW_STREAM_HISTORY,
  TW_STREAM_ORDER,
  TW_STREAM_SUBSCRIPTION,
  TW_STREAM_USAGE,
};

TwRandom tw_random_new    (guint64   seed,
                           guint64   stream,
                           guint64   index);
guint64  tw_random_next   (TwRandom *self);
guint    tw_random_below  (TwRandom *self,
                           guint     limit);
gboolean tw_random_chance (TwRandom *self,
                           guint     percent);
char    *tw_random_uuid   (TwRandom *self);
char    *tw_random_secret (TwRandom *self,
                           guint     length);

G_END_DECLS
