/* tw-catalogue.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-catalogue.h"

#include <string.h>

#include "sandbox/tw-random.h"

#define FIRST_PLAN_ID 10001
#define FIRST_PRODUCT_ID 204401

/* How the part numbers of a vendor are made. */
typedef enum
{
  MPN_BY_TERM,     /* one for each term: all are unique */
  MPN_FOR_PRODUCT, /* one for all terms: the order has to name the term */
} MpnStyle;

/* The vendors, each with what its products are like. Two of them sell one part number: the order has to
 * name the vendor. */
static const struct
{
  const char  *vendor;
  const char  *prefix;
  const char  *service;
  const char  *brand;
  MpnStyle     mpn_style;
  const char  *shared_mpn; /* stands for the first product's part number */
  TwSimNeeds   needs;
  int          cost_cents; /* of the smallest edition, a seat and month */
  int          margin;     /* percent of the cost */
  int          maximum;
  int          volume_from;
  gboolean     setup;
  gboolean     usage;
  const char  *coterming;
} vendors[] = {
  { "Contoso_NCE", "", "PRODUCTIVITY_NCE", "Contoso", MPN_BY_TERM, NULL,
    TW_SIM_NEEDS_DOMAIN, 610, 20, 300, 0, FALSE, FALSE, "ALLOWED" },
  { "Fabrikam", "FBK", "SECURITY", "Fabrikam", MPN_FOR_PRODUCT, NULL,
    TW_SIM_NEEDS_EMAIL, 285, 28, 5000, 50, FALSE, FALSE, "RESTRICTED" },
  { "Northwind", "NWD", "BACKUP", "Northwind", MPN_BY_TERM, NULL,
    TW_SIM_NEEDS_EMAIL, 1195, 25, 1000, 0, TRUE, FALSE, "RESTRICTED" },
  { "Litware", "LTW", "MAIL", "Litware", MPN_BY_TERM, "MAIL-RELAY-STD",
    TW_SIM_NEEDS_DOMAIN, 149, 33, 10000, 0, FALSE, FALSE, "MANDATORY" },
  { "Wingtip", "WTP", "MAIL_GATEWAY", "Wingtip", MPN_BY_TERM, "MAIL-RELAY-STD",
    0, 175, 30, 10000, 0, FALSE, FALSE, "RESTRICTED" },
  { "Adatum", "ADT", "SIGNATURE", "Adatum", MPN_BY_TERM, NULL,
    TW_SIM_NEEDS_REGION, 899, 22, 500, 0, FALSE, FALSE, "ALLOWED" },
  { "Tailspin", "TSP", "CRM", "Tailspin", MPN_BY_TERM, NULL,
    TW_SIM_NEEDS_EMAIL | TW_SIM_NEEDS_PASSWORD, 2350, 18, 250, 0, TRUE, FALSE, "ALLOWED" },
  { "Proseware", "PRW", "CLOUD_USAGE", "Proseware Cloud", MPN_BY_TERM, NULL,
    TW_SIM_NEEDS_DOMAIN, 0, 12, 1, 0, FALSE, TRUE, "RESTRICTED" },
};

static const char *const editions[] = { "Basic", "Standard", "Premium" };

static const char *const lines[] = {
  "Business Suite", "Endpoint Shield", "Server Backup", "Mail Relay", "Secure Gateway", "eSign", "Pipeline",
  "Pay As You Go",  "Meetings",        "Project Desk",  "Data Vault", "Identity",       "Analytics", "Automation",
  "Service Desk",   "Field Visits",
};

static const struct
{
  TwSimTerm   term;
  TwSimTerm   billing;
  const char *label;
  const char *suffix;
  int         percent; /* of the monthly price, for one billing period */
} terms[] = {
  { { TW_PERIOD_YEAR, 1 }, { TW_PERIOD_MONTH, 1 }, "Annual, billed monthly", "ANNUAL", 100 },
  { { TW_PERIOD_MONTH, 1 }, { TW_PERIOD_MONTH, 1 }, "Monthly", "MONTHLY", 120 },
  { { TW_PERIOD_YEAR, 1 }, { TW_PERIOD_YEAR, 1 }, "Annual, billed yearly", "ANNUAL_UPFRONT", 1140 },
  { { TW_PERIOD_YEAR, 3 }, { TW_PERIOD_MONTH, 1 }, "Three years, billed monthly", "TRIENNIAL", 92 },
};

static TwDecimal
cents (gint64 units)
{
  return (TwDecimal) { units, 2 };
}

static TwSimPlan *
add_plan (TwWorld    *world,
          char       *name,
          guint       term,
          gboolean    usage)
{
  TwSimPlan *plan = g_new0 (TwSimPlan, 1);

  plan->id = FIRST_PLAN_ID + world->plans->len * 4;
  plan->name = name;
  plan->short_description = g_strdup (terms[term].label);
  plan->long_description = g_strdup_printf ("%s, sold by the seat. Taxes are added where they apply.", name);
  plan->published = usage || world->plans->len % 19 != 18;
  plan->term = terms[term].term;
  plan->billing = terms[term].billing;
  plan->usage = usage;
  plan->billing_model = usage ? "chargeAfterBillingPeriod" : "chargeBeforeBillingPeriod";
  plan->switches = g_ptr_array_new ();
  plan->products = g_ptr_array_new ();
  g_ptr_array_add (world->plans, plan);

  return plan;
}

static TwSimProduct *
add_product (TwWorld    *world,
             TwSimPlan  *plan,
             guint       vendor,
             char       *mpn,
             const char *short_name,
             guint       term)
{
  TwSimProduct *product = g_new0 (TwSimProduct, 1);

  product->id = g_strdup_printf ("PRD%u", FIRST_PRODUCT_ID + world->products->len);
  product->mpn = mpn;
  product->vendor = vendors[vendor].vendor;
  product->service = g_strdup (vendors[vendor].service);
  product->short_name = g_strdup (short_name);
  product->name = g_strdup_printf ("%s (%s)", short_name, terms[term].label);
  product->plan = plan;
  product->minimum = 1;
  product->maximum = vendors[vendor].maximum;
  product->volume_from = vendors[vendor].volume_from;
  product->needs = vendors[vendor].needs;
  product->coterming = vendors[vendor].coterming;
  g_ptr_array_add (plan->products, product);
  g_ptr_array_add (world->products, product);

  return product;
}

/* The part number of an edition in a term. */
static char *
make_mpn (guint       vendor,
          TwRandom   *random_of_edition,
          guint       family,
          guint       edition,
          guint       term)
{
  TwRandom random = *random_of_edition;

  if (vendors[vendor].shared_mpn != NULL && family < G_N_ELEMENTS (vendors) && edition == 1)
    return g_strdup_printf ("%s-%s", vendors[vendor].shared_mpn, terms[term].suffix);
  if (vendors[vendor].prefix[0] == '\0')
    {
      g_autofree char *uuid = tw_random_uuid (&random);

      return g_strdup_printf ("%s_%s", uuid, terms[term].suffix);
    }
  if (vendors[vendor].mpn_style == MPN_FOR_PRODUCT)
    return g_strdup_printf ("%s-%03u-%c", vendors[vendor].prefix, family, editions[edition][0]);

  return g_strdup_printf ("%s-%03u-%c-%s", vendors[vendor].prefix, family, editions[edition][0], terms[term].suffix);
}

/* An extra that needs the product beside it. */
static void
add_extra (TwWorld      *world,
           TwSimProduct *base,
           guint         vendor,
           guint         term)
{
  g_autofree char *name = g_strdup_printf ("%s, Extra Storage", base->short_name);
  char *mpn = g_strconcat (base->mpn, "_STORAGE", NULL);
  TwSimProduct *extra = add_product (world, base->plan, vendor, mpn, name, term);

  extra->cost = cents (199 * terms[term].percent / 100);
  extra->price = cents (249 * terms[term].percent / 100);
  extra->maximum = base->maximum;
  extra->volume_from = 0;
  extra->needs = 0;
  extra->depends_on = base;
}

/* One edition in one term: a plan of its own, so that orders for several editions make several subscriptions. */
static TwSimPlan *
add_offer (TwWorld    *world,
           guint       vendor,
           TwRandom   *random,
           const char *name,
           guint       family,
           guint       edition,
           guint       term)
{
  TwSimPlan *plan = add_plan (world, g_strdup_printf ("%s %s", name, terms[term].label), term, vendors[vendor].usage);
  char *mpn = make_mpn (vendor, random, family, edition, term);
  TwSimProduct *product = add_product (world, plan, vendor, mpn, name, term);
  gint64 monthly = vendors[vendor].cost_cents * (10 + (gint64) family * 3 % 7 + edition * 8) / 10;

  product->cost = cents (monthly * terms[term].percent / 100);
  product->price = cents (monthly * terms[term].percent * (100 + vendors[vendor].margin) / 10000);
  if (vendors[vendor].setup)
    product->setup_cost = cents (2500 + edition * 1000);
  if (edition == 2)
    product->minimum = 3;
  if (edition == 1 && term == 0 && !vendors[vendor].usage)
    add_extra (world, product, vendor, term);

  return plan;
}

/* A plan may be switched to the next edition of its term, and from a month to a year. */
static void
link_switches (TwSimPlan *plans[G_N_ELEMENTS (editions)][G_N_ELEMENTS (terms)])
{
  for (guint edition = 0; edition < G_N_ELEMENTS (editions); edition++)
    for (guint term = 0; term < G_N_ELEMENTS (terms); term++)
      {
        TwSimPlan *plan = plans[edition][term];

        if (plan == NULL)
          continue;
        if (edition + 1 < G_N_ELEMENTS (editions) && plans[edition + 1][term] != NULL)
          g_ptr_array_add (plan->switches, plans[edition + 1][term]);
        if (term == 1 && plans[edition][0] != NULL)
          g_ptr_array_add (plan->switches, plans[edition][0]);
        if (term == 0 && plans[edition][3] != NULL)
          g_ptr_array_add (plan->switches, plans[edition][3]);
      }
}

static void
add_family (TwWorld *world,
            guint    family)
{
  guint vendor = family % G_N_ELEMENTS (vendors);
  guint n_editions = vendors[vendor].usage ? 1 : G_N_ELEMENTS (editions);
  TwSimPlan *plans[G_N_ELEMENTS (editions)][G_N_ELEMENTS (terms)] = { { NULL } };

  for (guint edition = 0; edition < n_editions; edition++)
    {
      TwRandom random = tw_random_new (world->options.seed, TW_STREAM_CATALOGUE, family * 8 + edition);
      g_autoptr (GString) name = g_string_new (vendors[vendor].brand);

      g_string_append_printf (name, " %s", lines[family % G_N_ELEMENTS (lines)]);
      if (!vendors[vendor].usage)
        g_string_append_printf (name, " %s", editions[edition]);
      if (family >= G_N_ELEMENTS (lines))
        g_string_append_printf (name, " %u", family / (guint) G_N_ELEMENTS (lines) + 1);

      for (guint term = 0; term < G_N_ELEMENTS (terms); term++)
        {
          /* use has one plan alone, and not everything is sold for one year in advance or for three years */
          if (vendors[vendor].usage ? term != 0 : term >= 2 && (family + edition + term) % 3 != 0)
            continue;
          plans[edition][term] = add_offer (world, vendor, &random, name->str, family, edition, term);
        }
    }
  link_switches (plans);
}

/* Its orders end in error, so that one can see what happens then. */
static void
add_failing_product (TwWorld *world)
{
  TwSimPlan *plan = add_plan (world, g_strdup ("Northwind Backup Trial Annual"), 0, FALSE);
  TwSimProduct *product = add_product (world, plan, 2, g_strdup ("NWD-BACKUP-FAILS"),
                                       "Northwind Backup Trial (fails)", 0);

  product->cost = cents (100);
  product->price = cents (150);
  product->needs = 0;
  product->fails = TRUE;
}

/**
 * tw_catalogue_populate:
 * @world: a world without products
 *
 * Makes the plans and products: families of three editions in several terms, from vendors with habits of
 * their own.
 */
void
tw_catalogue_populate (TwWorld *world)
{
  for (guint family = 0; family < world->options.profile->families; family++)
    add_family (world, family);
  add_failing_product (world);
}
