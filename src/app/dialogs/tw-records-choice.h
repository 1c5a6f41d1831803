/* tw-records-choice.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the dialogs about records share: where files are looked for, and what is said when one cannot be used. */
GFile *tw_records_choice_dup_folder  (void);
char  *tw_records_choice_take_file   (GFile         *file,
                                      const char    *records,
                                      char         **problem);
char  *tw_records_choice_dup_problem (const GError  *error,
                                      const char    *advice);

G_END_DECLS
