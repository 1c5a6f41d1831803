/* tw-client-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "client/tw-client.h"
#include "mirror/tw-database-watch.h"

G_BEGIN_DECLS

struct _TwClient
{
  GObject parent_instance;

  TwAccount     *account;
  TwSecretStore *secrets;
  TwMirror      *mirror;
  TwDatabase    *records;
  TwJournal     *journal;
  TwMarketplace *marketplace;
  TwRateBudget  *budget;
  TwSync        *sync;
  TwWriter      *writer;
  TwSettler     *settler;
  TwBackground  *background;
  char          *notice;
  GError        *mirror_error; /* why the mirror is one of this run alone */
  char          *mirror_folder;

  TwDatabaseWatch *mirror_watch;
  TwDatabaseWatch *records_watch;
};

void tw_client_notify_connected     (TwClient *self);
void tw_client_remove_mirror_folder (TwClient *self);

G_END_DECLS
