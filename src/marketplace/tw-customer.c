/* tw-customer.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-customer.h"

#include "marketplace/tw-resource-define-private.h"

static const TwField address_fields[] = {
  TW_FIELD (TwAddress, street_address, "streetAddress", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwAddress, address_extension, "addressExtension", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwAddress, postal_code, "postalCode", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwAddress, city, "city", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwAddress, state, "state", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwAddress, country_code, "countryCode", STRING, TW_FIELD_WRITABLE),
};
TW_DEFINE_RESOURCE (TwAddress, tw_address, address_fields)

static const TwField contact_fields[] = {
  TW_FIELD_OF (TwContact, type, "type", ENUM, TW_FIELD_WRITABLE, tw_contact_type_get_type),
  TW_FIELD (TwContact, first_name, "firstName", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwContact, last_name, "lastName", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwContact, email, "email", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwContact, phone_number, "phoneNumber", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwContact, login, "login", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwContact, password, "password", STRING, TW_FIELD_WRITABLE | TW_FIELD_SECRET),
};
TW_DEFINE_RESOURCE (TwContact, tw_contact, contact_fields)

/* Language and attributes can be given at creation only (CustomerUpdate of version 1.15 lacks them). */
static const TwField customer_fields[] = {
  TW_FIELD (TwCustomer, id, "id", STRING, TW_FIELD_REQUIRED),
  TW_FIELD (TwCustomer, external_id, "externalId", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwCustomer, name, "name", STRING, TW_FIELD_WRITABLE),
  TW_FIELD_OF (TwCustomer, status, "status", ENUM, TW_FIELD_WRITABLE, tw_account_status_get_type),
  TW_FIELD (TwCustomer, language, "language", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwCustomer, tax_reg_id, "taxRegId", STRING, TW_FIELD_WRITABLE),
  TW_FIELD_OF (TwCustomer, address, "address", OBJECT, TW_FIELD_WRITABLE, tw_address_get_type),
  TW_FIELD_OF (TwCustomer, contact_persons, "contactPersons", LIST, TW_FIELD_WRITABLE, tw_contact_get_type),
  TW_FIELD (TwCustomer, attributes, "attributes", MAP, TW_FIELD_CREATE),
  TW_FIELD (TwCustomer, reseller_id, "resellerId", STRING, TW_FIELD_NO_FLAGS),
};
TW_DEFINE_RESOURCE (TwCustomer, tw_customer, customer_fields)

static const TwField reseller_fields[] = {
  TW_FIELD (TwReseller, id, "id", STRING, TW_FIELD_REQUIRED),
  TW_FIELD (TwReseller, external_id, "externalId", STRING, TW_FIELD_WRITABLE),
  TW_FIELD (TwReseller, name, "name", STRING, TW_FIELD_WRITABLE),
  TW_FIELD_OF (TwReseller, status, "status", ENUM, TW_FIELD_WRITABLE, tw_account_status_get_type),
  TW_FIELD (TwReseller, language, "language", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwReseller, currency, "currency", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwReseller, taxation_provider_name, "taxationProviderName", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwReseller, customer_class, "customerClass", STRING, TW_FIELD_CREATE),
  TW_FIELD (TwReseller, tax_reg_id, "taxRegId", STRING, TW_FIELD_WRITABLE),
  TW_FIELD_OF (TwReseller, address, "address", OBJECT, TW_FIELD_WRITABLE, tw_address_get_type),
  TW_FIELD_OF (TwReseller, contact_persons, "contactPersons", LIST, TW_FIELD_WRITABLE, tw_contact_get_type),
  TW_FIELD (TwReseller, attributes, "attributes", MAP, TW_FIELD_CREATE),
};
TW_DEFINE_RESOURCE (TwReseller, tw_reseller, reseller_fields)
