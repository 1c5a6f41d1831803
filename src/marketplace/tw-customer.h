/* tw-customer.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "marketplace/tw-marketplace-types.h"

G_BEGIN_DECLS

/* Postal address of an account. `country_code` is ISO 3166-1 alpha-2. */
#define TW_TYPE_ADDRESS (tw_address_get_type ())
G_DECLARE_FINAL_TYPE (TwAddress, tw_address, TW, ADDRESS, TwResource)

struct _TwAddress
{
  TwResource parent_instance;

  char *street_address;
  char *address_extension;
  char *postal_code;
  char *city;
  char *state;
  char *country_code;
};

/* A person attached to an account, one per role. `login` and `password` are sent once, at creation. */
#define TW_TYPE_CONTACT (tw_contact_get_type ())
G_DECLARE_FINAL_TYPE (TwContact, tw_contact, TW, CONTACT, TwResource)

struct _TwContact
{
  TwResource parent_instance;

  int   type; /* TwContactType */
  char *first_name;
  char *last_name;
  char *email;
  char *phone_number;
  char *login;
  char *password;
};

#define TW_TYPE_CUSTOMER (tw_customer_get_type ())
G_DECLARE_FINAL_TYPE (TwCustomer, tw_customer, TW, CUSTOMER, TwResource)

/* A customer account. List rows may lack everything but id, external id, name and status. */
struct _TwCustomer
{
  TwResource parent_instance;

  char       *id;
  char       *external_id;
  char       *name;
  int         status; /* TwAccountStatus */
  char       *language;
  char       *tax_reg_id;
  TwAddress  *address;
  GPtrArray  *contact_persons; /* TwContact */
  GHashTable *attributes;
  char       *reseller_id;
};

#define TW_TYPE_RESELLER (tw_reseller_get_type ())
G_DECLARE_FINAL_TYPE (TwReseller, tw_reseller, TW, RESELLER, TwResource)

/* A reseller below the account's own. */
struct _TwReseller
{
  TwResource parent_instance;

  char       *id;
  char       *external_id;
  char       *name;
  int         status; /* TwAccountStatus */
  char       *language;
  char       *currency;
  char       *taxation_provider_name;
  char       *customer_class;
  char       *tax_reg_id;
  TwAddress  *address;
  GPtrArray  *contact_persons; /* TwContact */
  GHashTable *attributes;
};

G_END_DECLS
