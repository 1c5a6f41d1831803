/* tw-prompting-service-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define TW_TYPE_PROMPTING_SERVICE (tw_prompting_service_get_type ())
G_DECLARE_FINAL_TYPE (TwPromptingService, tw_prompting_service, TW, PROMPTING_SERVICE, SecretService)

G_END_DECLS
