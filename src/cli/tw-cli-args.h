/* tw-cli-args.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli-command.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwCliArgs:
 *
 * What was given on a command line, checked against the table of commands: every option is declared, every
 * value is of its kind, every argument is there.
 */
TwCliArgs         *tw_cli_args_parse          (const char * const  *words,
                                               GError             **error);
void               tw_cli_args_free           (TwCliArgs           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCliArgs, tw_cli_args_free)

const TwCliGroup  *tw_cli_args_get_group      (const TwCliArgs     *self);
const TwCliVerb   *tw_cli_args_get_verb       (const TwCliArgs     *self);

gboolean           tw_cli_args_has            (const TwCliArgs     *self,
                                               const char          *option);
const char        *tw_cli_args_get            (const TwCliArgs     *self,
                                               const char          *option);
const char * const *tw_cli_args_get_all       (const TwCliArgs     *self,
                                               const char          *option);
gint64             tw_cli_args_get_number     (const TwCliArgs     *self,
                                               const char          *option,
                                               gint64               fallback);
guint              tw_cli_args_get_n_words    (const TwCliArgs     *self);
const char        *tw_cli_args_get_word       (const TwCliArgs     *self,
                                               guint                position);

void               tw_cli_set_usage_error     (GError             **error,
                                               const char          *format,
                                               ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
