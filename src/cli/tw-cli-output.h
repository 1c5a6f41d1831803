/* tw-cli-output.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <stdio.h>

#include "base/tw-error.h"

G_BEGIN_DECLS

/* How a cell or a line is set apart on a terminal. */
typedef enum
{
  TW_CLI_STYLE_PLAIN,
  TW_CLI_STYLE_BOLD,
  TW_CLI_STYLE_DIM,
  TW_CLI_STYLE_GOOD,
  TW_CLI_STYLE_BUSY,
  TW_CLI_STYLE_BAD,
} TwCliStyle;

void        tw_cli_output_init        (gboolean     verbose);
gboolean    tw_cli_output_is_terminal (FILE        *stream);
guint       tw_cli_output_get_width   (FILE        *stream);
const char *tw_cli_output_get_style   (FILE        *stream,
                                       TwCliStyle   style);
const char *tw_cli_output_end_style   (FILE        *stream,
                                       TwCliStyle   style);

void        tw_cli_output_write       (const char  *text);
void        tw_cli_output_write_json  (const char  *text);
void        tw_cli_output_write_data  (const char  *data,
                                       gsize        length);
gboolean    tw_cli_output_flush       (GError     **error);

void        tw_cli_note               (const char  *format,
                                       ...) G_GNUC_PRINTF (1, 2);
void        tw_cli_warn               (const char  *format,
                                       ...) G_GNUC_PRINTF (1, 2);
void        tw_cli_report_error       (const GError    *error,
                                       gboolean         with_hint);

G_END_DECLS
