/* tw-rate-turn-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tw-rate-record-private.h"

G_BEGIN_DECLS

/**
 * TwRateTurn:
 * @path: path of the record
 * @limits: what it is held against
 * @record: in: what this process knows; out: what all know
 * @n_refused: calls that the marketplace turned away since the last turn
 * @retry_after: the longest wait it asked for in seconds, -1 when it named none
 * @closed: the marketplace said that the calls of the day are used up
 * @closed_for: for how long it said so in seconds, -1 when it named no time
 * @accepted: it has taken a call since it said so
 * @take: whether to take a call
 * @priority: for whom
 * @wait: out: 0 when a call was taken, else in how many microseconds to ask again
 * @day_over: out: whether the day's calls are used up
 * @refused: out: whether the wait is too long to stand in line for: the day's calls are used up, or the marketplace
 *   asked for a long pause
 *
 * One turn at the shared record.
 */
typedef struct
{
  char         *path;
  TwRateLimits  limits;
  TwRateRecord  record;
  guint         n_refused;
  int           retry_after;
  gboolean      closed;
  int           closed_for;
  gboolean      accepted;
  gboolean      take;
  TwPriority    priority;
  gint64        wait;
  gboolean      day_over;
  gboolean      refused;
} TwRateTurn;

TwRateTurn *tw_rate_turn_new       (const char          *path,
                                    const TwRateLimits  *limits,
                                    const TwRateRecord  *record);
void        tw_rate_turn_run       (TwRateTurn          *self,
                                    GTask               *task);
GError     *tw_rate_turn_explain   (const TwRateTurn    *self);

G_END_DECLS
