/* tw-places.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwPlace:
 *
 * A country, or a state or province of one. Properties: `code` (as in addresses: `US`, `WA`), `name` (in the
 * person's language).
 */
#define TW_TYPE_PLACE (tw_place_get_type ())
G_DECLARE_FINAL_TYPE (TwPlace, tw_place, TW, PLACE, GObject)

const char *tw_place_get_code         (TwPlace              *self);
const char *tw_place_get_name         (TwPlace              *self);

/**
 * TwPlaces:
 *
 * The countries of ISO 3166 and their parts, as iso-codes lists them.
 */
#define TW_TYPE_PLACES (tw_places_get_type ())
G_DECLARE_FINAL_TYPE (TwPlaces, tw_places, TW, PLACES, GObject)

void        tw_places_load_async      (GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
TwPlaces   *tw_places_load_finish     (GAsyncResult         *result,
                                       GError              **error);
GListModel *tw_places_get_countries   (TwPlaces             *self);
TwPlace    *tw_places_find_country    (TwPlaces             *self,
                                       const char           *code);
GListModel *tw_places_get_states      (TwPlaces             *self,
                                       const char           *country);

G_END_DECLS
