/* tw-customer-check.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-customer-check.h"

#include "base/tw-error.h"

/* What the bodies that create customers and resellers must have (vendor specification 1.15). */
static const char *const customer_fields[] = { "name", "language", "address", "contactPersons", NULL };
static const char *const reseller_fields[] = { "name", "language", "currency", "address", "contactPersons", NULL };
static const char *const address_fields[] = { "streetAddress", "postalCode", "city", "countryCode", NULL };
static const char *const contact_fields[] = { "type", "firstName", "lastName", "email", "phoneNumber", NULL };

#define REASON "is required"

static void
add_missing (GError     **problem,
             const char  *prefix,
             const char  *field)
{
  g_autofree char *path = g_strconcat (prefix, field, NULL);

  if (*problem == NULL)
    *problem = g_error_new (TW_ERROR, TW_ERROR_VALIDATION, "%s: " REASON, path);
  tw_error_add_field (*problem, path, REASON);
}

static gboolean
is_given (TwResource *self,
          const char *field)
{
  g_autofree char *text = tw_resource_dup_text (self, field);

  return text != NULL && *text != '\0';
}

static void
check_fields (TwResource         *self,
              const char         *prefix,
              const char *const  *fields,
              GError            **problem)
{
  for (const char *const *field = fields; *field != NULL; field++)
    if (!is_given (self, *field))
      add_missing (problem, prefix, *field);
}

/**
 * tw_customer_check_new:
 * @self: a #TwCustomer or #TwReseller that is to be created
 * @error: %TW_ERROR_VALIDATION with all fields that are missing, as in `address.city` and `contactPersons[0].email`
 *
 * Looks for what every marketplace requires, so that nobody has to ask it. Whether a value is good is for the
 * marketplace to say.
 *
 * Returns: whether everything required is there
 */
gboolean
tw_customer_check_new (TwResource  *self,
                       GError     **error)
{
  g_autoptr (TwAddress) address = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (TW_IS_CUSTOMER (self) || TW_IS_RESELLER (self), FALSE);

  check_fields (self, "", TW_IS_RESELLER (self) ? reseller_fields : customer_fields, &problem);

  g_object_get (self, "address", &address, "contact-persons", &contacts, NULL);
  if (address != NULL)
    check_fields (TW_RESOURCE (address), "address.", address_fields, &problem);
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("contactPersons[%u].", i);

      check_fields (g_ptr_array_index (contacts, i), prefix, contact_fields, &problem);
    }

  if (problem == NULL)
    return TRUE;

  tw_error_set_effect (problem, TW_EFFECT_NONE);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
