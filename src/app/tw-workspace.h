/* tw-workspace.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-activity.h"

G_BEGIN_DECLS

/**
 * TwWorkspace:
 *
 * An account at work in the window: its client, what was sent to it, the sync that runs for it and what went wrong
 * last. Once it is connected, it goes on by itself: lists are kept fresh, missing details are read, what is unknown is
 * settled. Properties, all read-only: `client`, `busy`, `error`, and `cost`, which is what the first reading of the
 * account costs, in words. Nothing of it waits.
 */
#define TW_TYPE_WORKSPACE (tw_workspace_get_type ())
G_DECLARE_FINAL_TYPE (TwWorkspace, tw_workspace, TW, WORKSPACE, GObject)

TwWorkspace  *tw_workspace_new               (TwClient    *client);
TwClient     *tw_workspace_get_client        (TwWorkspace *self);
TwActivity   *tw_workspace_get_activity      (TwWorkspace *self);
gboolean      tw_workspace_is_busy           (TwWorkspace *self);
const GError *tw_workspace_get_error         (TwWorkspace *self);
const char   *tw_workspace_get_cost          (TwWorkspace *self,
                                              const char **summary);
void          tw_workspace_refresh           (TwWorkspace *self,
                                              guint        kinds);
void          tw_workspace_refresh_fully     (TwWorkspace *self);
void          tw_workspace_close             (TwWorkspace *self);
GDateTime    *tw_workspace_get_list_time     (TwWorkspace *self,
                                              TwKind       kind);
gboolean      tw_workspace_is_list_known     (TwWorkspace *self,
                                              TwKind       kind);

G_END_DECLS
