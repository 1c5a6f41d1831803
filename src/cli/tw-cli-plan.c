/* tw-cli-plan.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "cli/tw-cli-list.h"
#include "cli/tw-cli-object.h"

static TwExit
list (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  return tw_cli_list (cli, args, TW_KIND_PLAN, error);
}

static TwExit
show (TwCli            *cli,
      const TwCliArgs  *args,
      GError          **error)
{
  return tw_cli_show_object (cli, args, TW_KIND_PLAN, error);
}

const TwCliVerb tw_cli_plan_verbs[] = {
  { "list", NULL, N_("List service plans by name"), NULL, { tw_cli_list_options, tw_cli_rows_options },
    { "plan list --refresh" }, list },
  { "show", "ID", N_("Show a service plan and the plans it can be switched to"), NULL, { tw_cli_object_options },
    { "plan show 5001" }, show },
  { NULL },
};
