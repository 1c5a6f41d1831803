/* tw-account-request.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-account-request.h"

#include <string.h>

#include "sandbox/tw-people.h"

static const char *const statuses[] = { "pending", "active", "creditHold", "adminHold", "cancelled", "error", NULL };
static const char *const contact_types[] = { "admin", "billing", "technical", NULL };

/* The entry of @set that equals @text. */
static const char *
find_word (const char *const *set,
           const char        *text)
{
  for (guint i = 0; set[i] != NULL; i++)
    if (strcmp (set[i], text) == 0)
      return set[i];

  return NULL;
}

static gboolean
matches (const char *pattern,
         const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
is_strong_password (const char *password)
{
  return strlen (password) >= 7
         && matches ("[a-z]", password)
         && matches ("[A-Z]", password)
         && matches ("[0-9]", password)
         && matches ("[^A-Za-z0-9]", password);
}

/* Reads a text and checks its form. */
static gboolean
ask_formed (JsonObject  *object,
            const char  *path,
            const char  *name,
            TwAskNeed    need,
            const char  *pattern,
            const char  *form,
            const char **value,
            GError     **error)
{
  *value = NULL;
  if (!tw_ask_string (object, path, name, need, value, error))
    return FALSE;
  if (*value != NULL && !matches (pattern, *value))
    return tw_refuse (error, 400, "The field %s%s has to be %s.", path, name, form);

  return TRUE;
}

static gboolean
read_contact (JsonObject    *object,
              const char    *path,
              TwSimContact  *contact,
              GError       **error)
{
  const char *type = "admin";
  const char *first_name = NULL;
  const char *last_name = NULL;
  const char *email = NULL;
  const char *phone = NULL;
  const char *login = NULL;
  const char *password = NULL;

  if (!tw_ask_string (object, path, "type", TW_ASK_REQUIRED, &type, error)
      || !tw_ask_string (object, path, "firstName", TW_ASK_REQUIRED, &first_name, error)
      || !tw_ask_string (object, path, "lastName", TW_ASK_REQUIRED, &last_name, error)
      || !ask_formed (object, path, "email", TW_ASK_REQUIRED, "^[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+$",
                      "an e-mail address", &email, error)
      || !ask_formed (object, path, "phoneNumber", TW_ASK_REQUIRED,
                      "^(\\+?[0-9]*#[0-9]*#[0-9]+#[0-9]*|\\+[1-9][0-9]{6,14})$",
                      "a phone number in the form 1#206#5550142# or +12065550142", &phone, error)
      || !ask_formed (object, path, "login", TW_ASK_OPTIONAL, "^[A-Za-z0-9][A-Za-z0-9_.@-]{4,}$",
                      "a login of at least 5 characters", &login, error)
      || !tw_ask_string (object, path, "password", TW_ASK_OPTIONAL, &password, error))
    return FALSE;

  contact->type = find_word (contact_types, type);
  if (contact->type == NULL)
    return tw_refuse (error, 400, "Unsupported value of the field %stype.", path);
  if (login != NULL && strcmp (type, "admin") != 0)
    return tw_refuse (error, 400, "The field %slogin is for contacts of the type admin.", path);
  if (password != NULL && !is_strong_password (password))
    return tw_refuse (error, 400, "The field %spassword is too weak: 7 characters or more, capital and small "
                                  "letters, a digit and a symbol.", path);

  contact->first_name = g_strdup (first_name);
  contact->last_name = g_strdup (last_name);
  contact->email = g_strdup (email);
  contact->phone = g_strdup (phone);

  return TRUE;
}

static gboolean
read_contacts (JsonObject    *body,
               TwAskNeed      need,
               TwSimAccount  *account,
               GError       **error)
{
  g_autoptr (GPtrArray) objects = NULL;

  if (!tw_ask_objects (body, "", "contactPersons", need, &objects, error))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("contactPersons[%u].", i);
      g_autoptr (TwSimContact) contact = tw_sim_contact_new (NULL);

      if (!read_contact (g_ptr_array_index (objects, i), path, contact, error))
        return FALSE;
      g_ptr_array_add (account->contacts, g_steal_pointer (&contact));
    }

  return TRUE;
}

static gboolean
read_address (JsonObject    *body,
              TwAskNeed      need,
              TwSimAccount  *account,
              GError       **error)
{
  JsonObject *address = NULL;
  const char *street = NULL;
  const char *extension = NULL;
  const char *postal_code = NULL;
  const char *city = NULL;
  const char *state = NULL;
  const char *country = NULL;

  if (!tw_ask_object (body, "", "address", need, &address, error))
    return FALSE;
  if (address == NULL)
    return TRUE;
  if (!tw_ask_string (address, "address.", "streetAddress", TW_ASK_REQUIRED, &street, error)
      || !tw_ask_string (address, "address.", "addressExtension", TW_ASK_OPTIONAL, &extension, error)
      || !tw_ask_string (address, "address.", "postalCode", TW_ASK_REQUIRED, &postal_code, error)
      || !tw_ask_string (address, "address.", "city", TW_ASK_REQUIRED, &city, error)
      || !tw_ask_string (address, "address.", "countryCode", TW_ASK_REQUIRED, &country, error)
      || !tw_ask_string (address, "address.", "state", TW_ASK_OPTIONAL, &state, error))
    return FALSE;
  if (!tw_country_is_known (country))
    return tw_refuse (error, 400, "The field address.countryCode has to be an ISO 3166-1 code of two capital letters.");
  if (tw_country_needs_state (country) && (state == NULL || *state == '\0'))
    return tw_refuse (error, 400, "The field address.state is required for the country %s.", country);

  account->street = g_strdup (street);
  account->extension = g_strdup (extension);
  account->postal_code = g_strdup (postal_code);
  account->city = g_strdup (city);
  account->state = g_strdup (state);
  g_strlcpy (account->country, country, sizeof account->country);

  return TRUE;
}

/* What creating and updating share. */
static gboolean
read_common (JsonObject    *body,
             TwAskNeed      need,
             TwSimAccount  *account,
             GError       **error)
{
  const char *name = NULL;
  const char *external_id = NULL;
  const char *tax_id = NULL;

  if (!tw_ask_string (body, "", "name", need, &name, error)
      || !tw_ask_string (body, "", "externalId", TW_ASK_OPTIONAL, &external_id, error)
      || !tw_ask_string (body, "", "taxRegId", TW_ASK_OPTIONAL, &tax_id, error)
      || !read_address (body, need, account, error)
      || !read_contacts (body, need, account, error))
    return FALSE;
  if (name != NULL && name[strspn (name, " \t\r\n")] == '\0')
    return tw_refuse (error, 400, "The field name may not be empty.");
  account->name = g_strdup (name);
  account->external_id = g_strdup (external_id);
  account->tax_id = g_strdup (tax_id);

  return TRUE;
}

static gboolean
read_reseller (JsonObject    *body,
               TwSimAccount  *account,
               GError       **error)
{
  const char *currency = NULL;
  const char *provider = NULL;
  const char *class = NULL;

  if (!ask_formed (body, "", "currency", TW_ASK_REQUIRED, "^[A-Z]{3}$", "an ISO 4217 code", &currency, error)
      || !tw_ask_string (body, "", "taxationProviderName", TW_ASK_OPTIONAL, &provider, error)
      || !tw_ask_string (body, "", "customerClass", TW_ASK_OPTIONAL, &class, error))
    return FALSE;
  g_strlcpy (account->currency, currency, sizeof account->currency);
  account->taxation_provider = g_strdup (provider);
  account->customer_class = g_strdup (class);

  return TRUE;
}

static void
move_text (char **to,
           char **from)
{
  g_free (*to);
  *to = g_steal_pointer (from);
}

/**
 * tw_account_request_read_new:
 * @x: the call
 * @reseller: (nullable): whom the customer will belong to, %NULL for a reseller
 * @error: return location for a refusal
 *
 * Reads the body that creates a customer or a reseller.
 *
 * Returns: (transfer full) (nullable): the account, not yet in the world
 */
TwSimAccount *
tw_account_request_read_new (TwExchange    *x,
                             TwSimAccount  *reseller,
                             GError       **error)
{
  g_autoptr (TwSimAccount) account = tw_world_new_account (x->world, reseller);
  g_autoptr (GPtrArray) attributes = NULL;
  const char *language = NULL;
  const char *status = "active";

  if (!read_common (x->body, TW_ASK_REQUIRED, account, error)
      || !ask_formed (x->body, "", "language", TW_ASK_REQUIRED, "^[a-z]{2}([_-][A-Z]{2})?$",
                      "a language such as en or en_US", &language, error)
      || !tw_ask_string (x->body, "", "status", TW_ASK_OPTIONAL, &status, error)
      || !tw_ask_pairs (x->body, "", "attributes", &attributes, error)
      || (reseller == NULL && !read_reseller (x->body, account, error)))
    return NULL;

  account->status = find_word (statuses, status);
  if (account->status == NULL)
    {
      tw_refuse (error, 400, "Unsupported value of the field status.");
      return NULL;
    }
  account->language = g_strdup (language);
  if (attributes != NULL)
    {
      g_ptr_array_unref (account->attributes);
      account->attributes = g_steal_pointer (&attributes);
    }
  if (reseller != NULL)
    g_strlcpy (account->currency, tw_country_get_currency (account->country), sizeof account->currency);
  account->created = tw_world_now (x->world);

  return g_steal_pointer (&account);
}

/**
 * tw_account_request_read_update:
 * @x: the call
 * @account: what is to be changed
 * @error: return location for a refusal
 *
 * Reads the body that changes an account, and changes it. Language, attributes and currency cannot be
 * changed: they are not in the update schema. The currency stays when the country changes.
 *
 * Returns: %FALSE when it was refused; then nothing has changed
 */
gboolean
tw_account_request_read_update (TwExchange    *x,
                                TwSimAccount  *account,
                                GError       **error)
{
  g_autoptr (TwSimAccount) draft = tw_world_new_account (x->world, account->reseller);
  const char *status = account->status;

  if (!tw_ask_only (x->body, "", " id externalId name taxRegId status address contactPersons ", error)
      || !read_common (x->body, TW_ASK_OPTIONAL, draft, error)
      || !tw_ask_string (x->body, "", "status", TW_ASK_OPTIONAL, &status, error))
    return FALSE;
  if (tw_ask_has (x->body, "status") && strcmp (status, "active") != 0 && strcmp (status, "creditHold") != 0)
    return tw_refuse (error, 400, "The status can be set to active or creditHold only.");
  if (tw_ask_has (x->body, "contactPersons") && draft->contacts->len == 0)
    return tw_refuse (error, 400, "The field contactPersons may not be empty.");

  account->status = find_word (statuses, status);
  if (draft->name != NULL)
    move_text (&account->name, &draft->name);
  if (draft->external_id != NULL)
    move_text (&account->external_id, &draft->external_id);
  if (draft->tax_id != NULL)
    move_text (&account->tax_id, &draft->tax_id);
  if (draft->contacts->len > 0)
    {
      g_ptr_array_unref (account->contacts);
      account->contacts = g_ptr_array_ref (draft->contacts);
    }
  if (draft->street != NULL)
    {
      move_text (&account->street, &draft->street);
      move_text (&account->extension, &draft->extension);
      move_text (&account->postal_code, &draft->postal_code);
      move_text (&account->city, &draft->city);
      move_text (&account->state, &draft->state);
      g_strlcpy (account->country, draft->country, sizeof account->country);
    }

  return TRUE;
}
