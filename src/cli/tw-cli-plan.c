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

const TwCliVerb tw_cli_plan_verbs[] = {
  { "list", NULL, N_("List service plans by name"), NULL, { tw_cli_list_options, tw_cli_rows_options },
    { "plan list --refresh" }, tw_cli_list, TW_KIND_PLAN },
  { "show", N_("ID"), N_("Show a service plan and the plans it can be switched to"), NULL, { tw_cli_object_options },
    { "plan show 5001" }, tw_cli_show_object, TW_KIND_PLAN },
  { NULL },
};
