/* tw-account-file-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-account.h"

G_BEGIN_DECLS

/* One account is one group of the file, under its name. */
TwAccount *tw_account_read_group  (GKeyFile   *file,
                                   const char *name);
void       tw_account_write_group (TwAccount  *self,
                                   GKeyFile   *file);

G_END_DECLS
