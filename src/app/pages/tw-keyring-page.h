/* tw-keyring-page.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyring/tw-secret-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwKeyringPage:
 *
 * What the window shows when the keyring does not give the secrets of an account: why, the way to change that, and
 * the way past it, since the copy on this computer can be read without them.
 */
#define TW_TYPE_KEYRING_PAGE (tw_keyring_page_get_type ())
G_DECLARE_FINAL_TYPE (TwKeyringPage, tw_keyring_page, TW, KEYRING_PAGE, AdwBin)

const char *tw_keyring_page_get_title (TwSecretStoreState  state);
void        tw_keyring_page_explain   (TwKeyringPage      *self,
                                       TwSecretStoreState  state,
                                       const char         *account,
                                       gboolean            again);

G_END_DECLS
