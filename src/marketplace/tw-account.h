/* tw-account.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwAccountType:
 * @TW_ACCOUNT_CLOUDBLUE: Ingram Micro Cloud Marketplace: login at /token
 * @TW_ACCOUNT_CLOUDBLUE_HOSTED: another CloudBlue tenant: OAuth2 password login
 * @TW_ACCOUNT_UNKNOWN: a type that another version wrote; see tw_account_get_type_name()
 */
typedef enum
{
  TW_ACCOUNT_CLOUDBLUE,
  TW_ACCOUNT_CLOUDBLUE_HOSTED,
  TW_ACCOUNT_UNKNOWN,
} TwAccountType;

#define TW_TYPE_ACCOUNT_TYPE (tw_account_type_get_type ())
GType tw_account_type_get_type (void) G_GNUC_CONST;

/**
 * TwAccount:
 *
 * One configured login at one marketplace, without its secrets (those are in the keyring, under the account's
 * name). Properties: `name`, `account-type`, `type-name`, `url`, `marketplace`, `realm`, `username`,
 * `calls-per-minute`, `calls-per-day` (0: no limit), `settle-after` and `full-sync-every` (seconds), `ca-file`,
 * `client-id`, `demo`, `problem`.
 */
#define TW_TYPE_ACCOUNT (tw_account_get_type ())
G_DECLARE_FINAL_TYPE (TwAccount, tw_account, TW, ACCOUNT, GObject)

TwAccount     *tw_account_new                  (const char     *name,
                                                TwAccountType   type);
const char    *tw_account_get_name             (TwAccount      *self);
TwAccountType  tw_account_get_account_type     (TwAccount      *self);
const char    *tw_account_get_type_name        (TwAccount      *self);
const char    *tw_account_get_url              (TwAccount      *self);
const char    *tw_account_get_marketplace      (TwAccount      *self);
const char    *tw_account_get_realm            (TwAccount      *self);
const char    *tw_account_get_username         (TwAccount      *self);
guint          tw_account_get_calls_per_minute (TwAccount      *self);
guint          tw_account_get_calls_per_day    (TwAccount      *self);
guint          tw_account_get_settle_after     (TwAccount      *self);
guint          tw_account_get_full_sync_every  (TwAccount      *self);
const char    *tw_account_get_ca_file          (TwAccount      *self);
const char    *tw_account_get_client_id        (TwAccount      *self);
gboolean       tw_account_is_demo              (TwAccount      *self);
const char    *tw_account_get_problem          (TwAccount      *self);
gboolean       tw_account_is_usable            (TwAccount      *self,
                                                GError        **error);
gboolean       tw_account_check                (TwAccount      *self,
                                                GError        **error);

/* Addresses and marketplace codes seen in use, offered in lists; any other is accepted. */
typedef struct
{
  const char *code;
  const char *label;
} TwChoice;

const TwChoice *tw_account_list_known_urls         (guint *n_choices);
const TwChoice *tw_account_list_known_marketplaces (guint *n_choices);

/**
 * TwAccountStore:
 *
 * The accounts of `$XDG_CONFIG_HOME/tradewind/accounts.ini` and which of them is the default: a #GListModel of
 * #TwAccount, in the order of their names. Each change rereads the file under a lock, so that both programs may
 * write it. An account that this version cannot use is listed with its problem, and its lines in the file stay as
 * they are.
 */
#define TW_TYPE_ACCOUNT_STORE (tw_account_store_get_type ())
G_DECLARE_FINAL_TYPE (TwAccountStore, tw_account_store, TW, ACCOUNT_STORE, GObject)

TwAccountStore *tw_account_store_new          (const char      *path);
gboolean        tw_account_store_load         (TwAccountStore  *self,
                                               GError         **error);
gboolean        tw_account_store_put          (TwAccountStore  *self,
                                               TwAccount       *account,
                                               GError         **error);
gboolean        tw_account_store_remove       (TwAccountStore  *self,
                                               const char      *name,
                                               GError         **error);
TwAccount      *tw_account_store_find         (TwAccountStore  *self,
                                               const char      *name);
const char     *tw_account_store_get_default  (TwAccountStore  *self);
gboolean        tw_account_store_set_default  (TwAccountStore  *self,
                                               const char      *name,
                                               GError         **error);

/* Files of an account: private (0600) and in private folders (0700). */
char           *tw_account_dup_mirror_path    (TwAccount       *self);
char           *tw_account_dup_records_path   (TwAccount       *self);

G_END_DECLS
