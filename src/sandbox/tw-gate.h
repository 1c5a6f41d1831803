/* tw-gate.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Life of a token in seconds of real time. */
#define TW_TOKEN_LIFE 1500

/**
 * TwGateOptions:
 * @seed: of the world: the same seed has the same credentials
 * @per_minute: calls let through in any 60 seconds, 0: no limit
 * @per_day: calls let through a day, 0: no limit
 * @no_retry_after: whether refusals never say how long to wait
 */
typedef struct
{
  guint64  seed;
  guint    per_minute;
  guint    per_day;
  gboolean no_retry_after;
} TwGateOptions;

typedef struct _TwGate TwGate;

/* Whether the rate limits let a call through. */
typedef enum
{
  TW_GATE_OPEN,
  TW_GATE_TOO_FAST,
  TW_GATE_QUOTA_USED,
} TwGateVerdict;

TwGate        *tw_gate_new                  (const TwGateOptions *options);
void           tw_gate_free                 (TwGate              *self);
void           tw_gate_reset                (TwGate              *self);

const char    *tw_gate_get_username         (TwGate              *self);
const char    *tw_gate_get_password         (TwGate              *self);
const char    *tw_gate_get_subscription_key (TwGate              *self);
const char    *tw_gate_get_marketplace      (TwGate              *self);

TwGateVerdict  tw_gate_admit                (TwGate              *self,
                                             int                 *wait);
gboolean       tw_gate_says_retry_after     (TwGate              *self);
gboolean       tw_gate_check_key            (TwGate              *self,
                                             const char          *key);
gboolean       tw_gate_check_login          (TwGate              *self,
                                             const char          *username,
                                             const char          *password);
char          *tw_gate_issue_token          (TwGate              *self);
gboolean       tw_gate_check_token          (TwGate              *self,
                                             const char          *authorization);
void           tw_gate_expire_token         (TwGate              *self,
                                             const char          *authorization);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwGate, tw_gate_free)

G_END_DECLS
