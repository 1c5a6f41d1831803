/* tw-database-watch.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-database.h"
#include "mirror/tw-mirror.h"

G_BEGIN_DECLS

/**
 * TwDatabaseWatch:
 *
 * Notices soon, and without asking again and again, that another program has written to a database file. Signal
 * `changed`, in the thread it was made in.
 */
#define TW_TYPE_DATABASE_WATCH (tw_database_watch_get_type ())
G_DECLARE_FINAL_TYPE (TwDatabaseWatch, tw_database_watch, TW, DATABASE_WATCH, GObject)

TwDatabaseWatch *tw_database_watch_new            (TwDatabase      *database);
TwDatabaseWatch *tw_database_watch_new_for_mirror (TwMirror        *mirror);
void             tw_database_watch_stop           (TwDatabaseWatch *self);

G_END_DECLS
