/* tw-problem.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-problem.h"

#include "tw-entry-text.h"

#include <glib/gi18n.h>

typedef struct
{
  TwError     code;
  const char *icon_name;
  const char *title;
  const char *text;
  TwRecovery  recovery;
} TwProblem;

static const TwProblem problems[] = {
  { TW_ERROR_AUTH_REQUIRED, "dialog-password-symbolic", N_("Sign-in Needed"),
    N_("The marketplace did not accept the user name, the password or the subscription key."),
    TW_RECOVERY_SIGN_IN },
  { TW_ERROR_FORBIDDEN, "action-unavailable-symbolic", N_("Not Allowed"),
    N_("This account may not do that at the marketplace."), TW_RECOVERY_RETRY },
  { TW_ERROR_NOT_FOUND, "edit-find-symbolic", N_("Not Found"),
    N_("The marketplace no longer knows this."), TW_RECOVERY_NONE },
  { TW_ERROR_CONFLICT, "dialog-warning-symbolic", N_("Refused by the Marketplace"),
    N_("Something else stands in its way."), TW_RECOVERY_RETRY },
  { TW_ERROR_VALIDATION, "dialog-warning-symbolic", N_("Refused by the Marketplace"),
    N_("The marketplace refused a value."), TW_RECOVERY_NONE },
  { TW_ERROR_RATE_LIMITED, "appointment-soon-symbolic", N_("Too Many Calls"),
    N_("The marketplace counts the calls of all your programs together, and wants a pause now."),
    TW_RECOVERY_RETRY },
  { TW_ERROR_SERVER, "network-error-symbolic", N_("Marketplace Trouble"),
    N_("The marketplace failed to answer."), TW_RECOVERY_RETRY },
  { TW_ERROR_PROTOCOL, "network-error-symbolic", N_("Answer Not Understood"),
    N_("The marketplace answered in a form that Tradewind does not know."), TW_RECOVERY_RETRY },
  { TW_ERROR_OFFLINE, "network-offline-symbolic", N_("Marketplace Out of Reach"),
    N_("What you see is the copy on this computer."), TW_RECOVERY_RETRY },
  { TW_ERROR_STORE, "drive-harddisk-symbolic", N_("Keyring or Local Data Unavailable"),
    N_("Tradewind could not use the keyring or its own files."), TW_RECOVERY_RETRY },
};

static const TwProblem *
find_problem (const GError *error)
{
  if (error->domain == TW_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
      if ((int) problems[i].code == error->code)
        return &problems[i];

  return NULL;
}

/**
 * tw_problem_get_title:
 * @error: an error
 *
 * Returns: (transfer none): a few words for a heading
 */
const char *
tw_problem_get_title (const GError *error)
{
  const TwProblem *problem = find_problem (error);

  return problem != NULL ? _(problem->title) : _("Something Went Wrong");
}

/**
 * tw_problem_get_icon_name:
 * @error: an error
 *
 * Returns: (transfer none): a symbolic icon for it
 */
const char *
tw_problem_get_icon_name (const GError *error)
{
  const TwProblem *problem = find_problem (error);

  return problem != NULL ? problem->icon_name : "dialog-error-symbolic";
}

/**
 * tw_problem_get_recovery:
 * @error: an error
 *
 * Returns: what a person can do about it
 */
TwRecovery
tw_problem_get_recovery (const GError *error)
{
  const TwProblem *problem = find_problem (error);

  return problem != NULL ? problem->recovery : TW_RECOVERY_RETRY;
}

/**
 * tw_problem_dup_text:
 * @error: an error
 *
 * The sentence for its code, then what the marketplace or the system said, and the id that the distributor's
 * support asks for.
 *
 * Returns: (transfer full): text for people, without markup
 */
char *
tw_problem_dup_text (const GError *error)
{
  const TwProblem *problem = find_problem (error);
  const char *correlation_id = tw_error_get_correlation_id (error);
  g_autofree char *message = tw_entry_text_dup_reason (tw_error_get_reason (error), error->message);
  GString *text = g_string_new (NULL);

  if (problem != NULL)
    g_string_append_printf (text, "%s\n", _(problem->text));
  g_string_append (text, message);
  if (correlation_id != NULL)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Correlation id for support: %s"), correlation_id);
    }

  return g_string_free (text, FALSE);
}
