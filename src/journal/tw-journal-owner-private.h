/* tw-journal-owner-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Who sends: a number that one living process holds, and that nobody holds any more once it is gone, however
 * it ended. Unlike a process id it never comes back, and it means the same inside and outside a container.
 */
typedef struct _TwJournalOwner TwJournalOwner;

TwJournalOwner *tw_journal_owner_new       (const char      *path,
                                            GError         **error);
void            tw_journal_owner_free      (TwJournalOwner  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwJournalOwner, tw_journal_owner_free)

gint64          tw_journal_owner_get_token (TwJournalOwner  *self);
gboolean        tw_journal_owner_is_alive  (TwJournalOwner  *self,
                                            gint64           token,
                                            gboolean        *alive,
                                            GError         **error);

G_END_DECLS
