/* tw-contact-group.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-customer.h"
#include "widgets/tw-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwContactGroup:
 *
 * The rows for one contact of a new customer. Billing and technical contacts can be the administrative one.
 * Property: `contact-type`.
 */
#define TW_TYPE_CONTACT_GROUP (tw_contact_group_get_type ())
G_DECLARE_FINAL_TYPE (TwContactGroup, tw_contact_group, TW, CONTACT_GROUP, AdwPreferencesGroup)

void       tw_contact_group_join         (TwContactGroup *self,
                                          TwForm         *form);
gboolean   tw_contact_group_check        (TwContactGroup *self,
                                          TwForm         *form);
TwContact *tw_contact_group_make_contact (TwContactGroup *self,
                                          TwContactGroup *admin);
void       tw_contact_group_reset        (TwContactGroup *self);

G_END_DECLS
