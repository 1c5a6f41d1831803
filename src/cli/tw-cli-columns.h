/* tw-cli-columns.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-resource.h"
#include "cli/tw-cli-output.h"

G_BEGIN_DECLS

/**
 * TwCliColumn:
 *
 * One column of a list: a field, a part of one (`address.city`), or what is worked out from several
 * (`customerName`, `seats`, `cost`).
 */
typedef struct _TwCliColumn TwCliColumn;

GPtrArray  *tw_cli_columns_parse           (GType              type,
                                            const char        *names,
                                            GError           **error);
const char *tw_cli_column_get_name         (const TwCliColumn *self);
gboolean    tw_cli_column_is_number        (const TwCliColumn *self);
gboolean    tw_cli_column_is_text          (const TwCliColumn *self);
char       *tw_cli_column_dup_text         (const TwCliColumn *self,
                                            TwResource        *resource,
                                            const char        *customer_name);
char       *tw_cli_column_dup_display      (const TwCliColumn *self,
                                            TwResource        *resource,
                                            const char        *customer_name,
                                            TwCliStyle        *style);

G_END_DECLS
