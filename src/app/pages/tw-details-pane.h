/* tw-details-pane.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pages/tw-details.h"

G_BEGIN_DECLS

/**
 * TwDetailsPane:
 *
 * The pane beside a table: title, status, and the details of one object, fetched when only its list row is known.
 * Signal `closed`: the person closed it.
 */
#define TW_TYPE_DETAILS_PANE (tw_details_pane_get_type ())
G_DECLARE_FINAL_TYPE (TwDetailsPane, tw_details_pane, TW, DETAILS_PANE, GtkWidget)

void        tw_details_pane_set_body (TwDetailsPane *self,
                                      TwDetails     *body);
void        tw_details_pane_show     (TwDetailsPane *self,
                                      TwClient      *client,
                                      const char    *key);
void        tw_details_pane_clear    (TwDetailsPane *self);
const char *tw_details_pane_get_key  (TwDetailsPane *self);

G_END_DECLS
