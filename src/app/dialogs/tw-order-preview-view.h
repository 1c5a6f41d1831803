/* tw-order-preview-view.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/tw-order-preview.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwOrderPreviewView:
 *
 * What an order will cost and bind, before it is placed.
 */
#define TW_TYPE_ORDER_PREVIEW_VIEW (tw_order_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (TwOrderPreviewView, tw_order_preview_view, TW, ORDER_PREVIEW_VIEW, AdwBin)

void tw_order_preview_view_show (TwOrderPreviewView *self,
                                 TwOrderPreview     *preview,
                                 const char         *customer);

G_END_DECLS
