/* tw-journal-mask-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace.h"

G_BEGIN_DECLS

/* What stands in the place of a secret. */
#define TW_JOURNAL_MASK "***"

/* Keeps secrets out of the journal, which is a file. */
GHashTable *tw_journal_list_secrets (TwResource *body);
TwJson     *tw_journal_mask         (TwJson     *json,
                                     GHashTable *secrets);

G_END_DECLS
