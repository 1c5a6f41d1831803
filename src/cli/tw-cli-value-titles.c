/* tw-cli-value-titles.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "cli/tw-cli-value.h"

#include <glib/gi18n.h>
#include <string.h>

/* Translators: short words, as the headings of columns. */
static const struct
{
  const char *path;
  const char *title;
} titles[] = {
  { "account", N_("Account") },
  { "active", N_("Active") },
  { "address", N_("Address") },
  { "address.city", N_("City") },
  { "address.countryCode", N_("Country") },
  { "addressExtension", N_("Address, second line") },
  { "alignExpirationDate", N_("Aligned to") },
  { "amount", N_("Amount") },
  { "answer", N_("Answer") },
  { "attributes", N_("Attributes") },
  { "author", N_("By") },
  { "autorenewal", N_("Renews") },
  { "basis", N_("Based on") },
  { "billingModel", N_("Billing model") },
  { "billingPeriod", N_("Billing") },
  { "city", N_("City") },
  { "contactPersons", N_("Contacts") },
  { "correlationId", N_("Correlation id") },
  { "cost", N_("Cost") },
  { "costs", N_("Costs") },
  { "coterming", N_("Common end dates") },
  { "countryCode", N_("Country") },
  { "created", N_("Created") },
  { "creationDate", N_("Created") },
  { "creditCheck", N_("Credit check") },
  { "currency", N_("Currency") },
  { "customerClass", N_("Customer class") },
  { "customerId", N_("Customer id") },
  { "customerName", N_("Customer") },
  { "customizationName", N_("Customization") },
  { "deals", N_("Deals") },
  { "dependsOn", N_("Depends on") },
  { "description", N_("Description") },
  { "details", N_("Charges") },
  { "discount", N_("Discount") },
  { "downloadUrl", N_("File") },
  { "draftRequestId", N_("Draft request id") },
  { "duration", N_("Duration") },
  { "email", N_("Email") },
  { "endDate", N_("To") },
  { "entryMark", N_("Mark in the attributes") },
  { "error", N_("Error") },
  { "estimate", N_("Estimate") },
  { "exchangeRate", N_("Exchange rate") },
  { "exchangeTime", N_("Exchange rate of") },
  { "exclusiveTaxAmount", N_("Tax on top") },
  { "expirationDate", N_("Expires") },
  { "extendedPrice", N_("Amount") },
  { "externalId", N_("External id") },
  { "firstName", N_("First name") },
  { "format", N_("Format") },
  { "fulfillmentParameters", N_("Fulfilment parameters") },
  { "id", N_("Id") },
  { "kind", N_("Kind") },
  { "language", N_("Language") },
  { "lastBillingDate", N_("Last billing") },
  { "lastModifiedDate", N_("Changed") },
  { "lastName", N_("Last name") },
  { "login", N_("Login") },
  { "longDescription", N_("Long description") },
  { "lowerLimit", N_("From quantity") },
  { "margins", N_("Margins") },
  { "mark", N_("PO number") },
  { "maximumQuantity", N_("At most") },
  { "message", N_("Message") },
  { "migrationDate", N_("Migration date") },
  { "migrationProgram", N_("Migration program") },
  { "minimumQuantity", N_("At least") },
  { "model", N_("Model") },
  { "mpn", N_("MPN") },
  { "name", N_("Name") },
  { "newestOrderId", N_("Newest order before") },
  { "newestOrderTime", N_("Newest order at") },
  { "newId", N_("New id") },
  { "newMPN", N_("New MPN") },
  { "newProductId", N_("New product id") },
  { "newSubscription", N_("New subscription") },
  { "nextBillingDate", N_("Next billing") },
  { "orderNumber", N_("Number") },
  { "orderParameters", N_("Activation parameters") },
  { "parameters", N_("Parameters") },
  { "password", N_("Password") },
  { "phase", N_("Phase") },
  { "phoneNumber", N_("Phone") },
  { "placementType", N_("Placement") },
  { "planId", N_("Plan id") },
  { "planSwitches", N_("Switches") },
  { "poNumber", N_("PO number") },
  { "postalCode", N_("Postal code") },
  { "price", N_("Price") },
  { "prices", N_("Prices") },
  { "priceTiers", N_("Price tiers") },
  { "productId", N_("Product id") },
  { "products", N_("Products") },
  { "program", N_("Program") },
  { "provisioningDate", N_("Provisioned") },
  { "published", N_("Published") },
  { "quantity", N_("Quantity") },
  { "reconciliation", N_("Reconciliation") },
  { "renewalDate", N_("Renews on") },
  { "renewalStatus", N_("Renews") },
  { "request", N_("Request") },
  { "resellerId", N_("Reseller id") },
  { "result", N_("Result") },
  { "resultId", N_("Result") },
  { "resumable", N_("Request kept in full") },
  { "salesDiscount", N_("Sales discount") },
  { "salesExclusiveTaxAmount", N_("Sales tax on top") },
  { "salesExtendedPrice", N_("Sales amount") },
  { "salesTaxAmount", N_("Sales tax") },
  { "salesUnitPrice", N_("Sales unit price") },
  { "scheduledOn", N_("Scheduled on") },
  { "seats", N_("Seats") },
  { "sendError", N_("Sending ended with") },
  { "serverTime", N_("Marketplace’s time") },
  { "serviceName", N_("Service") },
  { "shortDescription", N_("Description") },
  { "specialCost", N_("Special cost") },
  { "specialPrice", N_("Special price") },
  { "specialProviderCost", N_("Special provider cost") },
  { "startDate", N_("From") },
  { "state", N_("State") },
  { "status", N_("Status") },
  { "statusCode", N_("Status code") },
  { "streetAddress", N_("Street") },
  { "structured_value", N_("Structured value") },
  { "subscriptionId", N_("Subscription id") },
  { "subscriptionPeriod", N_("Term") },
  { "subscriptionPeriods", N_("Terms") },
  { "subscriptions", N_("Subscriptions") },
  { "target", N_("Object") },
  { "targetSubscriptionId", N_("Target subscription id") },
  { "taxAmount", N_("Tax") },
  { "taxationProviderName", N_("Tax provider") },
  { "taxRegId", N_("Tax id") },
  { "tcvs", N_("Total contract values") },
  { "total", N_("Total") },
  { "totalPrice", N_("Price") },
  { "totalSubscriptionCost", N_("Cost of the term") },
  { "totalSubscriptionPrice", N_("Price of the term") },
  { "totalSubscriptionProviderCost", N_("Provider cost of the term") },
  { "trial", N_("Trial") },
  { "type", N_("Type") },
  { "unitCost", N_("Unit cost") },
  { "unitPrice", N_("Unit price") },
  { "unitProviderCost", N_("Unit provider cost") },
  { "updated", N_("Changed") },
  { "upgradeStartType", N_("Upgrade starts") },
  { "value", N_("Value") },
  { "valueChoices", N_("Choices") },
  { "valueError", N_("Problem") },
  { "vendor", N_("Vendor") },
  { "vendorAlreadyAccountedTcvs", N_("Contract values already counted") },
  { "vendorBillingSettings", N_("Vendor’s billing settings") },
  { "vendorDiscounts", N_("Vendor’s discounts") },
  { "vendorRatedExtendedCost", N_("Vendor’s rated cost") },
  { "vendorSubscriptionId", N_("Vendor’s id") },
};

/**
 * tw_cli_value_get_title:
 * @path: a field's name on the wire, or a path
 *
 * Returns: (transfer none): its title, translated; fields without one are called as on the wire
 */
const char *
tw_cli_value_get_title (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].path, path) == 0)
      return _(titles[i].title);

  return path;
}
