/* tw-activation.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-activation.h"

#include <string.h>

static const TwActivationRule rules[] = {
  { TW_SIM_NEEDS_DOMAIN, "domain", "microsoft_domain", "domain" },
  { TW_SIM_NEEDS_EMAIL, "admin_email", NULL, "email" },
  { TW_SIM_NEEDS_REGION, "region", NULL, "choice" },
  { TW_SIM_NEEDS_PASSWORD, "panel_password", NULL, "password" },
};

static const TwActivationChoice regions[] = {
  { "América Latina", "latam" },
  { "Europe", "eu" },
  { "United States", "us" },
};

/* Domains that belong to somebody else. */
static const char *const taken_domains[] = { "taken.example", "contoso.example", NULL };

static gboolean
matches (const char *pattern,
         const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* Whether another customer has a subscription under this domain. */
static gboolean
is_taken (TwWorld            *world,
          const TwSimAccount *customer,
          const char         *domain)
{
  if (g_strv_contains (taken_domains, domain))
    return TRUE;

  for (guint i = 0; i < world->subscriptions->len; i++)
    {
      TwSimSubscription *subscription = g_ptr_array_index (world->subscriptions, i);
      const char *used = tw_sim_pairs_get (subscription->parameters, "microsoft_domain");

      if (subscription->customer != customer && used != NULL && g_ascii_strcasecmp (used, domain) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * tw_activation_list:
 * @n_rules: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_rules): all activation parameters
 */
const TwActivationRule *
tw_activation_list (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);

  return rules;
}

/**
 * tw_activation_find:
 * @product: a product
 * @name: of a parameter
 *
 * Returns: (transfer none) (nullable): the rule of that parameter, %NULL when the product does not ask for it
 */
const TwActivationRule *
tw_activation_find (const TwSimProduct *product,
                    const char         *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((product->needs & rules[i].need)
        && (strcmp (rules[i].name, name) == 0 || g_strcmp0 (rules[i].alias, name) == 0))
      return &rules[i];

  return NULL;
}

/**
 * tw_activation_is_secret:
 * @name: of a parameter
 *
 * Returns: %TRUE when its value must never be sent back
 */
gboolean
tw_activation_is_secret (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_ascii_strcasecmp (rules[i].name, name) == 0)
      return strcmp (rules[i].type, "password") == 0;

  return FALSE;
}

/**
 * tw_activation_choices:
 * @rule: a parameter
 * @n_choices: (out): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n_choices): the values it may have, %NULL when it is free
 */
const TwActivationChoice *
tw_activation_choices (const TwActivationRule *rule,
                       guint                  *n_choices)
{
  *n_choices = rule->need == TW_SIM_NEEDS_REGION ? G_N_ELEMENTS (regions) : 0;

  return *n_choices > 0 ? regions : NULL;
}

/**
 * tw_activation_check:
 * @world: the world
 * @customer: who orders
 * @rule: a parameter
 * @value: its value
 *
 * Returns: (transfer none) (nullable): why the value is refused, %NULL when it is fine
 */
const char *
tw_activation_check (TwWorld                *world,
                     const TwSimAccount     *customer,
                     const TwActivationRule *rule,
                     const char             *value)
{
  switch (rule->need)
    {
    case TW_SIM_NEEDS_DOMAIN:
      if (!matches ("^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,}$", value))
        return "Must be a domain name, such as blueheron.example.";
      return is_taken (world, customer, value) ? "The domain belongs to another customer." : NULL;
    case TW_SIM_NEEDS_EMAIL:
      return matches ("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", value) ? NULL : "Must be an e-mail address.";
    case TW_SIM_NEEDS_REGION:
      for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
        if (strcmp (regions[i].value, value) == 0)
          return NULL;
      return "Must be one of the choices.";
    case TW_SIM_NEEDS_PASSWORD:
    default:
      return strlen (value) >= 8 ? NULL : "Must have 8 characters or more.";
    }
}

/**
 * tw_activation_read:
 * @object: a line of a request
 * @path: of it
 * @parameters: (out) (transfer full): its parameters; a value that is no text is taken as its JSON
 * @error: return location for a refusal
 *
 * Returns: %FALSE when they were refused
 */
gboolean
tw_activation_read (JsonObject  *object,
                    const char  *path,
                    GPtrArray  **parameters,
                    GError     **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GPtrArray) pairs = tw_sim_pairs_new ();

  if (!tw_ask_objects (object, path, "parameters", TW_ASK_OPTIONAL, &objects, error))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *inner = g_strdup_printf ("%sparameters[%u].", path, i);
      JsonObject *parameter = g_ptr_array_index (objects, i);
      JsonNode *value = json_object_get_member (parameter, "value");
      g_autofree char *text = NULL;
      const char *name = NULL;

      if (!tw_ask_string (parameter, inner, "name", TW_ASK_REQUIRED, &name, error))
        return FALSE;
      if (value == NULL || JSON_NODE_HOLDS_NULL (value))
        value = json_object_get_member (parameter, "structured_value");
      if (value == NULL || JSON_NODE_HOLDS_NULL (value))
        text = g_strdup ("");
      else if (json_node_get_value_type (value) == G_TYPE_STRING)
        text = json_node_dup_string (value);
      else
        text = json_to_string (value, FALSE);
      tw_sim_pairs_set (pairs, name, text);
    }
  *parameters = g_steal_pointer (&pairs);

  return TRUE;
}
