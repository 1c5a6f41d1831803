/* tw-serve-accounts.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include <string.h>

#include "sandbox/tw-account-request.h"
#include "sandbox/tw-exchange.h"

/* One customer of so many has a list row with no more than id, external id, name and status. */
#define SPARSE_EVERY 4

static void
write_address (TwOut        *out,
               TwSimAccount *account)
{
  tw_out_begin_object (out, "address");
  tw_out_string (out, "streetAddress", account->street);
  tw_out_string (out, "addressExtension", account->extension);
  tw_out_string (out, "postalCode", account->postal_code);
  tw_out_string (out, "city", account->city);
  tw_out_string (out, "state", account->state);
  tw_out_string (out, "countryCode", account->country);
  tw_out_end_object (out);
}

static void
write_contacts (TwOut        *out,
                TwSimAccount *account)
{
  tw_out_begin_array (out, "contactPersons");
  for (guint i = 0; i < account->contacts->len; i++)
    {
      TwSimContact *contact = g_ptr_array_index (account->contacts, i);

      tw_out_begin_object (out, NULL);
      tw_out_string (out, "type", contact->type);
      tw_out_string (out, "firstName", contact->first_name);
      tw_out_string (out, "lastName", contact->last_name);
      tw_out_string (out, "email", contact->email);
      tw_out_string (out, "phoneNumber", contact->phone);
      tw_out_end_object (out);
    }
  tw_out_end_array (out);
}

static void
write_account (TwExchange   *x,
               TwSimAccount *account)
{
  TwOut *out = &x->out;

  tw_out_begin_object (out, NULL);
  tw_out_id (out, "id", account->id);
  tw_out_string (out, "name", account->name);
  tw_out_string (out, "externalId", account->external_id);
  tw_out_string (out, "status", account->status);
  tw_out_string (out, "language", account->language);
  if (account->reseller == NULL)
    {
      tw_out_string (out, "currency", account->currency);
      tw_out_string (out, "taxationProviderName", account->taxation_provider);
      tw_out_string (out, "customerClass", account->customer_class);
    }
  tw_out_string (out, "taxRegId", account->tax_id);
  write_address (out, account);
  write_contacts (out, account);
  if (account->attributes->len > 0)
    tw_out_pairs (out, "attributes", account->attributes);
  if (account->reseller != NULL)
    tw_out_id (out, "resellerId", account->reseller->id);
  tw_out_end_object (out);
}

static void
write_row (TwExchange *x,
           gpointer    object)
{
  TwSimAccount *account = object;

  if (account->reseller == NULL || account->id % SPARSE_EVERY != 0)
    {
      write_account (x, account);
      return;
    }

  tw_out_begin_object (&x->out, NULL);
  tw_out_id (&x->out, "id", account->id);
  tw_out_string (&x->out, "externalId", account->external_id);
  tw_out_string (&x->out, "name", account->name);
  tw_out_string (&x->out, "status", account->status);
  tw_out_end_object (&x->out);
}

static gboolean
has_email (TwSimAccount *account,
           const char   *email)
{
  for (guint i = 0; i < account->contacts->len; i++)
    {
      TwSimContact *contact = g_ptr_array_index (account->contacts, i);

      if (g_ascii_strcasecmp (contact->email, email) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Answers with the accounts that match the filters, of one reseller alone when @reseller is given. */
static gboolean
reply_accounts (TwExchange    *x,
                GPtrArray     *accounts,
                TwSimAccount  *reseller,
                GError       **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name = tw_exchange_query (x, "name");
  const char *email = tw_exchange_query (x, "email");
  const char *external_id = tw_exchange_query (x, "externalId");

  for (guint i = 0; i < accounts->len; i++)
    {
      TwSimAccount *account = g_ptr_array_index (accounts, i);

      if ((reseller == NULL || account->reseller == reseller)
          && (name == NULL || tw_text_contains (account->name, name))
          && (email == NULL || has_email (account, email))
          && (external_id == NULL || g_strcmp0 (account->external_id, external_id) == 0))
        g_ptr_array_add (found, account);
    }

  return tw_exchange_reply_list (x, found, write_row, error);
}

static gboolean
create_account (TwExchange    *x,
                TwSimAccount  *reseller,
                GError       **error)
{
  TwSimAccount *account = tw_account_request_read_new (x, reseller, error);

  if (account == NULL)
    return FALSE;
  tw_world_add_account (x->world, account);
  write_account (x, account);

  return TRUE;
}

/**
 * tw_serve_customer_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /customers`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_customer_list (TwExchange  *x,
                        GError     **error)
{
  const char *id = tw_exchange_query (x, "resellerId");
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autofree char *own_id = g_strdup_printf ("%u", x->world->self->id);
  TwSimAccount *reseller = NULL;

  if (id != NULL)
    {
      reseller = strcmp (id, own_id) == 0 ? x->world->self : tw_world_find_reseller (x->world, id);
      if (reseller == NULL)
        return tw_exchange_reply_list (x, nobody, write_row, error);
    }

  return reply_accounts (x, x->world->customers, reseller, error);
}

/**
 * tw_serve_customer_create:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /customers`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_customer_create (TwExchange  *x,
                          GError     **error)
{
  return create_account (x, x->world->self, error);
}

/**
 * tw_serve_customer:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /customers/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_customer (TwExchange  *x,
                   GError     **error)
{
  TwSimAccount *customer = tw_world_find_customer (x->world, x->id);

  if (customer == NULL)
    return tw_refuse_unknown (x, error);
  write_account (x, customer);

  return TRUE;
}

/**
 * tw_serve_customer_update:
 * @x: the call
 * @error: return location for a refusal
 *
 * `PATCH /customers/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_customer_update (TwExchange  *x,
                          GError     **error)
{
  TwSimAccount *customer = tw_world_find_customer (x->world, x->id);

  if (customer == NULL)
    return tw_refuse_unknown (x, error);
  if (!tw_account_request_read_update (x, customer, error))
    return FALSE;
  write_account (x, customer);

  return TRUE;
}

/**
 * tw_serve_reseller_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /resellers`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller_list (TwExchange  *x,
                        GError     **error)
{
  return reply_accounts (x, x->world->resellers, NULL, error);
}

/**
 * tw_serve_reseller_create:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /resellers`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller_create (TwExchange  *x,
                          GError     **error)
{
  return create_account (x, NULL, error);
}

/**
 * tw_serve_reseller:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /resellers/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller (TwExchange  *x,
                   GError     **error)
{
  TwSimAccount *reseller = tw_world_find_reseller (x->world, x->id);

  if (reseller == NULL)
    return tw_refuse_unknown (x, error);
  write_account (x, reseller);

  return TRUE;
}

/**
 * tw_serve_reseller_update:
 * @x: the call
 * @error: return location for a refusal
 *
 * `PATCH /resellers/{id}`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller_update (TwExchange  *x,
                          GError     **error)
{
  TwSimAccount *reseller = tw_world_find_reseller (x->world, x->id);

  if (reseller == NULL)
    return tw_refuse_unknown (x, error);
  if (!tw_account_request_read_update (x, reseller, error))
    return FALSE;
  write_account (x, reseller);

  return TRUE;
}

/**
 * tw_serve_reseller_customer_list:
 * @x: the call
 * @error: return location for a refusal
 *
 * `GET /resellers/{id}/customers`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller_customer_list (TwExchange  *x,
                                 GError     **error)
{
  TwSimAccount *reseller = tw_world_find_reseller (x->world, x->id);

  if (reseller == NULL)
    return tw_refuse_unknown (x, error);

  return reply_accounts (x, x->world->customers, reseller, error);
}

/**
 * tw_serve_reseller_customer_create:
 * @x: the call
 * @error: return location for a refusal
 *
 * `POST /resellers/{id}/customers`
 *
 * Returns: %FALSE when it was refused
 */
gboolean
tw_serve_reseller_customer_create (TwExchange  *x,
                                   GError     **error)
{
  TwSimAccount *reseller = tw_world_find_reseller (x->world, x->id);

  if (reseller == NULL)
    return tw_refuse_unknown (x, error);

  return create_account (x, reseller, error);
}
