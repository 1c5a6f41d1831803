/* tw-background.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mirror/tw-sync.h"
#include "net/tw-rate-budget.h"

G_BEGIN_DECLS

/**
 * TwBackgroundState:
 * @TW_BACKGROUND_STOPPED: it does nothing
 * @TW_BACKGROUND_WAITING: all is there; it waits until something is due
 * @TW_BACKGROUND_LISTS: lists are read
 * @TW_BACKGROUND_DETAILS: missing details are read
 * @TW_BACKGROUND_OTHER_PROGRAM: another program reads for the same account
 * @TW_BACKGROUND_OFFLINE: the marketplace is out of reach; it tries again
 * @TW_BACKGROUND_OUT_OF_CALLS: its part of the calls is used up; it goes on when there are some again
 * @TW_BACKGROUND_SIGN_IN: the login was refused: it waits for a person
 * @TW_BACKGROUND_TROUBLE: the marketplace, or the copy on this computer, fails; it tries again
 *
 * What goes on in the background.
 */
typedef enum
{
  TW_BACKGROUND_STOPPED,
  TW_BACKGROUND_WAITING,
  TW_BACKGROUND_LISTS,
  TW_BACKGROUND_DETAILS,
  TW_BACKGROUND_OTHER_PROGRAM,
  TW_BACKGROUND_OFFLINE,
  TW_BACKGROUND_OUT_OF_CALLS,
  TW_BACKGROUND_SIGN_IN,
  TW_BACKGROUND_TROUBLE,
} TwBackgroundState;

#define TW_TYPE_BACKGROUND_STATE (tw_background_state_get_type ())
GType tw_background_state_get_type (void) G_GNUC_CONST;

/**
 * TwBackground:
 *
 * Keeps the mirror of an account fresh by itself while a window is open: lists at an interval, open orders more
 * often, lists to their ends once a day, and between them the details that are missing, newest first. All of it
 * leaves calls to people, who go first. What is missing stands in the mirror, so that a restart goes on where this
 * ended. Properties, both read-only: `state`, and `error`, which is why it does not go on.
 */
#define TW_TYPE_BACKGROUND (tw_background_get_type ())
G_DECLARE_FINAL_TYPE (TwBackground, tw_background, TW, BACKGROUND, GObject)

TwBackground      *tw_background_new       (TwSync       *sync,
                                            TwMirror     *mirror,
                                            TwRateBudget *budget);
void               tw_background_start     (TwBackground *self);
void               tw_background_stop      (TwBackground *self);
void               tw_background_wake      (TwBackground *self);
TwBackgroundState  tw_background_get_state (TwBackground *self);
const GError      *tw_background_get_error (TwBackground *self);

G_END_DECLS
