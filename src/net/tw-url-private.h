/* tw-url-private.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-error.h"

G_BEGIN_DECLS

GUri *tw_url_parse      (const char  *url,
                         GError     **error);
GUri *tw_url_parse_base (const char  *url,
                         GError     **error);
GUri *tw_url_build      (GUri        *base,
                         const char  *path,
                         const char  *query,
                         GError     **error);

G_END_DECLS
