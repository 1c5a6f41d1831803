/* tw-account-paths.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-account.h"

/*
 * The account's name as a file name: letters, digits and a few signs as they are, everything else escaped, so that
 * two names never share a file. The demo has a folder of its own, since that is emptied.
 */
static char *
dup_path (TwAccount  *self,
          const char *folder,
          const char *suffix)
{
  g_autofree char *escaped = g_uri_escape_string (tw_account_get_name (self), NULL, FALSE);
  g_autofree char *file = g_strconcat (escaped, suffix, NULL);

  return g_build_filename (folder, tw_account_is_demo (self) ? "tradewind-demo" : "tradewind", file, NULL);
}

/**
 * tw_account_dup_mirror_path:
 * @self: an account
 *
 * Returns: (transfer full): where its mirror is kept: a cache
 */
char *
tw_account_dup_mirror_path (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return dup_path (self, g_get_user_cache_dir (), ".mirror.db");
}

/**
 * tw_account_dup_records_path:
 * @self: an account
 *
 * Returns: (transfer full): where its records are kept: the journal first of all
 */
char *
tw_account_dup_records_path (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return dup_path (self, g_get_user_data_dir (), ".records.db");
}
