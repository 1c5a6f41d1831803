/* tw-cli-reason.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-args.h"
#include "journal/tw-journal-entry.h"

G_BEGIN_DECLS

/* What the journal says, in the person's language. Programs get it as it stands in the journal. */

char           *tw_cli_reason_dup_text  (TwJson          *reason,
                                         const char      *text);
char           *tw_cli_reason_dup_error (const GError    *error);
TwJournalEntry *tw_cli_reason_translate (const TwCliArgs *args,
                                         TwJournalEntry  *entry);

G_END_DECLS
