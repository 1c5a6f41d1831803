/* tw-cli-args-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-args.h"

G_BEGIN_DECLS

struct _TwCliArgs
{
  const TwCliGroup *group; /* (nullable) */
  const TwCliVerb  *verb;  /* (nullable) */
  GHashTable       *given; /* option name → GPtrArray of its values, ended by NULL */
  GPtrArray        *words; /* what is no option */
};

TwCliArgs *tw_cli_args_new (void);

G_END_DECLS
