/* tw-problem.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-error.h"

G_BEGIN_DECLS

/**
 * TwRecovery:
 * @TW_RECOVERY_NONE: nothing a person can do here
 * @TW_RECOVERY_RETRY: try again
 * @TW_RECOVERY_SIGN_IN: enter the account's password or key again
 */
typedef enum
{
  TW_RECOVERY_NONE,
  TW_RECOVERY_RETRY,
  TW_RECOVERY_SIGN_IN,
} TwRecovery;

/* What went wrong, for people. */
const char *tw_problem_get_title     (const GError *error);
const char *tw_problem_get_icon_name (const GError *error);
TwRecovery  tw_problem_get_recovery  (const GError *error);
char       *tw_problem_dup_text      (const GError *error);

G_END_DECLS
