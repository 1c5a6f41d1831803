/* tw-cli-body.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-body.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/tw-cli-input.h"
#include "cli/tw-cli-object.h"
#include "cli/tw-cli-write.h"
#include "marketplace/tw-customer-check.h"

const TwCliOption tw_cli_body_data_options[] = {
  { "data", TW_CLI_FILE, N_("FILE|-"), N_("Read the JSON object from a file, or from the standard input") },
  { NULL },
};

const TwCliOption tw_cli_body_account_options[] = {
  { "name", TW_CLI_TEXT, N_("TEXT"), N_("Name of the company") },
  { "external-id", TW_CLI_TEXT, N_("TEXT"), N_("Id in your own systems") },
  { "status", TW_CLI_TEXT, N_("STATUS"), N_("Status"), "active creditHold" },
  { "language", TW_CLI_TEXT, N_("CODE"), N_("Language of its users, such as en") },
  { "tax-id", TW_CLI_TEXT, N_("TEXT"), N_("Tax registration id") },
  { "street", TW_CLI_TEXT, N_("TEXT"), N_("Street and number") },
  { "address-extension", TW_CLI_TEXT, N_("TEXT"), N_("Second line of the address") },
  { "postal-code", TW_CLI_TEXT, N_("TEXT"), N_("Postal code") },
  { "city", TW_CLI_TEXT, N_("TEXT"), N_("City") },
  { "state", TW_CLI_TEXT, N_("CODE"), N_("State or province, where the country has them") },
  { "country", TW_CLI_TEXT, N_("CODE"), N_("Country, in two letters") },
  { "contact-first-name", TW_CLI_TEXT, N_("TEXT"), N_("First name of the contact") },
  { "contact-last-name", TW_CLI_TEXT, N_("TEXT"), N_("Last name of the contact") },
  { "contact-email", TW_CLI_TEXT, N_("ADDRESS"), N_("Email address of the contact") },
  { "contact-phone", TW_CLI_TEXT, N_("NUMBER"), N_("Phone of the contact: country#area#number#extension") },
  { "contact-login", TW_CLI_TEXT, N_("TEXT"), N_("Panel login of the contact") },
  { "attribute", TW_CLI_TEXTS, N_("NAME=VALUE"), N_("Set an attribute of your own; may be given several times") },
  { NULL },
};

const TwCliOption tw_cli_body_reseller_options[] = {
  { "currency", TW_CLI_TEXT, N_("CODE"), N_("Currency, in three letters") },
  { "taxation-provider", TW_CLI_TEXT, N_("NAME"), N_("Name of the taxation provider") },
  { "customer-class", TW_CLI_TEXT, N_("NAME"), N_("Customer class") },
  { NULL },
};

typedef struct
{
  const char *option;
  const char *field;
} OptionField;

static const OptionField account_fields[] = {
  { "name", "name" },
  { "external-id", "externalId" },
  { "status", "status" },
  { "language", "language" },
  { "tax-id", "taxRegId" },
  { "currency", "currency" },
  { "taxation-provider", "taxationProviderName" },
  { "customer-class", "customerClass" },
};

static const OptionField address_fields[] = {
  { "street", "address.streetAddress" },
  { "address-extension", "address.addressExtension" },
  { "postal-code", "address.postalCode" },
  { "city", "address.city" },
  { "state", "address.state" },
  { "country", "address.countryCode" },
};

static const OptionField contact_fields[] = {
  { "contact-first-name", "firstName" },
  { "contact-last-name", "lastName" },
  { "contact-email", "email" },
  { "contact-phone", "phoneNumber" },
  { "contact-login", "login" },
};

static gboolean
any_given (const TwCliArgs   *args,
           const OptionField *fields,
           guint              n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    if (tw_cli_args_has (args, fields[i].option))
      return TRUE;

  return FALSE;
}

/**
 * tw_cli_body_set:
 * @body: a body
 * @field: a field or path
 * @text: its value
 * @error: a usage error naming the field
 *
 * Returns: whether the text fitted
 */
gboolean
tw_cli_body_set (TwResource  *body,
                 const char  *field,
                 const char  *text,
                 GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (tw_resource_set_text (body, field, text, &local_error))
    return TRUE;

  tw_cli_set_usage_error (error, "%s", local_error->message);

  return FALSE;
}

static gboolean
set_given (TwResource         *body,
           const TwCliArgs    *args,
           const OptionField  *fields,
           guint               n_fields,
           GError            **error)
{
  for (guint i = 0; i < n_fields; i++)
    {
      const char *text = tw_cli_args_get (args, fields[i].option);

      if (text != NULL && !tw_cli_body_set (body, fields[i].field, text, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_cli_body_add_attributes:
 * @body: a body with attributes
 * @args: what was given
 * @error: a usage error
 *
 * Returns: whether all `--attribute NAME=VALUE` could be set
 */
gboolean
tw_cli_body_add_attributes (TwResource       *body,
                            const TwCliArgs  *args,
                            GError          **error)
{
  for (const char *const *pair = tw_cli_args_get_all (args, "attribute"); *pair != NULL; pair++)
    {
      g_auto (GStrv) parts = g_strsplit (*pair, "=", 2);
      g_autofree char *field = NULL;

      if (parts[0] == NULL || *parts[0] == '\0' || parts[1] == NULL)
        {
          tw_cli_set_usage_error (error, _("--attribute takes NAME=VALUE, not “%s”"), *pair);
          return FALSE;
        }

      field = g_strconcat ("attributes.", parts[0], NULL);
      if (!tw_cli_body_set (body, field, parts[1], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_cli_body_new:
 * @cli: the run
 * @args: what was given
 * @type: a resource type
 * @view: how the body will be sent
 * @error: a usage error naming what does not fit, or what would not be sent
 *
 * Returns: (transfer full): the object that `--data` names, or an empty one
 */
TwResource *
tw_cli_body_new (TwCli            *cli,
                 const TwCliArgs  *args,
                 GType             type,
                 TwJsonView        view,
                 GError          **error)
{
  const char *path = tw_cli_args_get (args, "data");
  g_autoptr (TwResource) body = g_object_new (type, NULL);
  g_autoptr (TwJson) json = NULL;
  g_autoptr (GError) local_error = NULL;

  if (path == NULL)
    return g_steal_pointer (&body);

  json = tw_cli_input_read_json (cli, path, error);
  if (json == NULL)
    return NULL;

  if (!tw_resource_merge_json (body, json, &local_error) ||
      !tw_resource_check_sendable (body, view, &local_error))
    {
      tw_cli_set_usage_error (error, "%s: %s", path, local_error->message);
      return NULL;
    }

  return g_steal_pointer (&body);
}

static TwContact *
find_admin (GPtrArray *contacts)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      TwContact *contact = g_ptr_array_index (contacts, i);

      if (contact->type == TW_CONTACT_ADMIN && tw_resource_has (TW_RESOURCE (contact), "type"))
        return contact;
    }

  return NULL;
}

/* Whoever stands in for another contact does not get another login. */
static TwResource *
copy_contact (TwContact     *admin,
              TwContactType  type)
{
  TwResource *copy = tw_resource_copy (TW_RESOURCE (admin));

  tw_resource_unset (copy, "login");
  tw_resource_unset (copy, "password");
  g_object_set (copy, "type", type, NULL);

  return copy;
}

static GPtrArray *
dup_contacts (TwResource *account)
{
  g_autoptr (TwResource) copy = tw_resource_copy (account);
  GPtrArray *contacts = NULL;

  g_object_get (copy, "contact-persons", &contacts, NULL);

  return contacts;
}

static gboolean
set_contacts (TwResource       *body,
              TwResource       *current,
              const TwCliArgs  *args,
              GError          **error)
{
  g_autoptr (GPtrArray) contacts = NULL;
  gboolean is_new = FALSE;
  TwContact *admin;

  if (!any_given (args, contact_fields, G_N_ELEMENTS (contact_fields)))
    return TRUE;

  if (tw_resource_has (body, "contactPersons"))
    contacts = dup_contacts (body);
  else if (current != NULL && tw_resource_has (current, "contactPersons"))
    contacts = dup_contacts (current);
  else
    {
      contacts = g_ptr_array_new_with_free_func (g_object_unref);
      is_new = TRUE;
    }

  admin = find_admin (contacts);
  if (admin == NULL)
    {
      admin = g_object_new (TW_TYPE_CONTACT, "type", TW_CONTACT_ADMIN, NULL);
      g_ptr_array_insert (contacts, 0, admin);
    }
  if (!set_given (TW_RESOURCE (admin), args, contact_fields, G_N_ELEMENTS (contact_fields), error))
    return FALSE;

  if (is_new)
    {
      g_ptr_array_add (contacts, copy_contact (admin, TW_CONTACT_BILLING));
      g_ptr_array_add (contacts, copy_contact (admin, TW_CONTACT_TECHNICAL));
    }
  g_object_set (body, "contact-persons", contacts, NULL);

  return TRUE;
}

static gboolean
set_address (TwResource       *body,
             TwResource       *current,
             const TwCliArgs  *args,
             GError          **error)
{
  if (current != NULL && !tw_resource_has (body, "address") && tw_resource_has (current, "address") &&
      any_given (args, address_fields, G_N_ELEMENTS (address_fields)))
    {
      g_autoptr (TwResource) address = NULL;
      g_autoptr (TwResource) copy = tw_resource_copy (current);

      g_object_get (copy, "address", &address, NULL);
      g_object_set (body, "address", address, NULL);
    }

  return set_given (body, args, address_fields, G_N_ELEMENTS (address_fields), error);
}

static gboolean
needs_current (const TwCliArgs *args,
               TwResource      *body)
{
  return (any_given (args, address_fields, G_N_ELEMENTS (address_fields)) && !tw_resource_has (body, "address")) ||
         (any_given (args, contact_fields, G_N_ELEMENTS (contact_fields)) &&
          !tw_resource_has (body, "contactPersons"));
}

static gboolean
is_empty (TwResource *body,
          TwJsonView  view)
{
  g_autofree char *text = tw_resource_to_json_text (body, view, FALSE);

  return strcmp (text, "{}") == 0;
}

/* What to send: @id is the one to change, %NULL for a new one. */
static TwResource *
new_account (TwCli            *cli,
             const TwCliArgs  *args,
             TwKind            kind,
             const char       *id,
             GError          **error)
{
  TwJsonView view = id != NULL ? TW_JSON_VIEW_UPDATE : TW_JSON_VIEW_CREATE;
  g_autoptr (TwResource) body = tw_cli_body_new (cli, args, tw_kind_get_resource_type (kind), view, error);
  g_autoptr (TwResource) current = NULL;

  if (body == NULL)
    return NULL;

  if (id != NULL && needs_current (args, body))
    {
      current = tw_cli_get_live (cli, args, kind, id, error);
      if (current == NULL)
        return NULL;
    }

  if (!set_given (body, args, account_fields, G_N_ELEMENTS (account_fields), error) ||
      !set_address (body, current, args, error) || !set_contacts (body, current, args, error) ||
      !tw_cli_body_add_attributes (body, args, error))
    return NULL;

  if (is_empty (body, view))
    {
      tw_cli_set_usage_error (error, _("Nothing is given; use --data or one of the other options"));
      return NULL;
    }
  if (id == NULL && !tw_customer_check_new (body, error))
    return NULL;

  return g_steal_pointer (&body);
}

/**
 * tw_cli_write_account:
 * @cli: the run
 * @args: what was given; the verb's subject is what to do with a customer or reseller, the first word whose id it
 *   is about
 * @error: a usage error, or what the marketplace refused it with
 *
 * Creates or changes a customer or a reseller.
 *
 * Returns: the exit code
 */
TwExit
tw_cli_write_account (TwCli            *cli,
                      const TwCliArgs  *args,
                      GError          **error)
{
  TwWriteKind write = tw_cli_args_get_verb (args)->subject;
  const char *target = tw_cli_args_get_word (args, 0);
  g_autoptr (TwResource) body = new_account (cli, args, tw_write_kind_get_kind (write),
                                             tw_write_kind_is_creation (write) ? NULL : target, error);

  if (body == NULL)
    return TW_EXIT_FAILED;

  return tw_cli_write (cli, args, write, target, body, error);
}
