/* tw-cli-body.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/tw-cli.h"

G_BEGIN_DECLS

/* Where a request's body comes from. */
extern const TwCliOption tw_cli_body_data_options[];
extern const TwCliOption tw_cli_body_account_options[];
extern const TwCliOption tw_cli_body_reseller_options[];

/* What creating and changing customers and resellers have in common. */
#define TW_CLI_BODY_CREATE_HELP \
  N_("Takes the object as the API has it, in a JSON file or from the standard input, or its fields as options; " \
     "options win over the file. The contact that the options describe is the administrator, and stands in for the " \
     "billing and technical contacts unless the file names contacts.\n" \
     "A password for the contact’s panel login can only be given in the file.")
#define TW_CLI_BODY_UPDATE_HELP \
  N_("Takes the fields to change as the API has them, in a JSON file or from the standard input, or as options; " \
     "options win over the file. The API takes addresses and contacts only whole: what the options do not say of " \
     "them is read from the marketplace first.")

TwResource *tw_cli_body_new          (TwCli            *cli,
                                      const TwCliArgs  *args,
                                      GType             type,
                                      TwJsonView        view,
                                      GError          **error);
gboolean    tw_cli_body_set          (TwResource       *body,
                                      const char       *field,
                                      const char       *text,
                                      GError          **error);
gboolean    tw_cli_body_add_attributes (TwResource       *body,
                                      const TwCliArgs  *args,
                                      GError          **error);
TwExit      tw_cli_write_account     (TwCli            *cli,
                                      const TwCliArgs  *args,
                                      GError          **error);

G_END_DECLS
