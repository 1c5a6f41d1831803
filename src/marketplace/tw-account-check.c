/* tw-account-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-account.h"

#include "base/tw-error.h"

#include <string.h>

#define MAX_NAME_LENGTH 64

static void
refuse (GError     **error,
        const char  *field,
        const char  *message)
{
  GError *refusal = g_error_new (TW_ERROR, TW_ERROR_VALIDATION, "%s: %s", field, message);

  tw_error_add_field (refusal, field, message);
  g_propagate_error (error, refusal);
}

/* The name is part of file names: nothing that leads elsewhere, nothing that cannot be seen. */
static gboolean
is_good_name (const char *name)
{
  if (name == NULL || *name == '\0' || *name == '.' || strlen (name) > MAX_NAME_LENGTH ||
      !g_utf8_validate (name, -1, NULL))
    return FALSE;

  if (g_unichar_isspace (g_utf8_get_char (name)) ||
      g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (name + strlen (name)))))
    return FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isprint (c) || c == '/' || c == '\\' || c == '[' || c == ']')
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_account_is_usable:
 * @self: an account
 * @error: %TW_ERROR_STORE with its problem
 *
 * Returns: whether this version can use what the file says of the account
 */
gboolean
tw_account_is_usable (TwAccount  *self,
                      GError    **error)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), FALSE);

  if (tw_account_get_problem (self) == NULL)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_STORE, "The account “%s” cannot be used: %s", tw_account_get_name (self),
               tw_account_get_problem (self));

  return FALSE;
}

/**
 * tw_account_check:
 * @self: an account
 * @error: %TW_ERROR_VALIDATION naming the property that is wrong or missing; %TW_ERROR_STORE when it is not
 *   usable
 *
 * Returns: whether the account is complete enough to be tried
 */
gboolean
tw_account_check (TwAccount  *self,
                  GError    **error)
{
  TwAccountType type;

  g_return_val_if_fail (TW_IS_ACCOUNT (self), FALSE);

  if (!tw_account_is_usable (self, error))
    return FALSE;

  if (!is_good_name (tw_account_get_name (self)))
    {
      refuse (error, "name",
              "give a name of at most 64 bytes, without slashes, brackets, a dot at its start or blanks at its ends");
      return FALSE;
    }

  if (tw_account_get_url (self) == NULL)
    {
      refuse (error, "url", "give the address of the API, as in https://api.cloud.im/marketplace/na");
      return FALSE;
    }

  if (!g_uri_is_valid (tw_account_get_url (self), G_URI_FLAGS_NONE, NULL))
    {
      refuse (error, "url", "this is not an address; it starts with https://");
      return FALSE;
    }

  if (tw_account_get_username (self) == NULL)
    {
      refuse (error, "username", "give the name of the API user");
      return FALSE;
    }

  type = tw_account_get_account_type (self);
  if (type == TW_ACCOUNT_CLOUDBLUE && tw_account_get_marketplace (self) == NULL)
    {
      refuse (error, "marketplace", "give the marketplace code: the word after “cp.” in the panel's address");
      return FALSE;
    }

  if (type == TW_ACCOUNT_CLOUDBLUE_HOSTED && tw_account_get_realm (self) == NULL)
    {
      refuse (error, "realm", "give the realm of the tenant's login");
      return FALSE;
    }

  return TRUE;
}

/**
 * tw_account_list_known_urls:
 * @n_choices: (out): how many
 *
 * Base addresses that clients of the real service were seen to use. Each reseller's panel shows its own; any
 * other address is as good.
 *
 * Returns: (transfer none) (array length=n_choices): addresses with their labels
 */
const TwChoice *
tw_account_list_known_urls (guint *n_choices)
{
  static const TwChoice choices[] = {
    { "https://api.cloud.im/marketplace/na", "Ingram Micro, North America (also Brazil)" },
    { "https://api.cloud.im/marketplace/eu", "Ingram Micro, Europe" },
    { "https://simpleapiprod.azure-api.net/marketplace", "CloudBlue-hosted tenants" },
  };

  *n_choices = G_N_ELEMENTS (choices);

  return choices;
}

/**
 * tw_account_list_known_marketplaces:
 * @n_choices: (out): how many
 *
 * Marketplace codes: first those seen in clients' configurations, then those that the vendor's country list makes
 * likely. The operator maps codes to brands, so the set is open.
 *
 * Returns: (transfer none) (array length=n_choices): codes with the country's name in English
 */
const TwChoice *
tw_account_list_known_marketplaces (guint *n_choices)
{
  static const TwChoice choices[] = {
    { "us", "United States" }, { "ca", "Canada" },      { "br", "Brazil" },      { "uk", "United Kingdom" },
    { "au", "Australia" },     { "nl", "Netherlands" }, { "se", "Sweden" },      { "de", "Germany" },
    { "mx", "Mexico" },        { "la", "Latin America" }, { "fr", "France" },    { "it", "Italy" },
    { "es", "Spain" },         { "be", "Belgium" },     { "at", "Austria" },     { "ch", "Switzerland" },
    { "me", "Middle East" },   { "tr", "Turkey" },      { "nz", "New Zealand" }, { "sg", "Singapore" },
    { "hk", "Hong Kong" },     { "in", "India" },       { "my", "Malaysia" },
  };

  *n_choices = G_N_ELEMENTS (choices);

  return choices;
}
