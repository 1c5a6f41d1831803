/* tw-charges.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-charges.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-pricing.h"
#include "sandbox/tw-random.h"
#include "sandbox/tw-serve-orders.h"

/* One row in so many comes twice, exactly: real reports have such rows. */
#define DUPLICATE_EVERY 97

/* What the meters of a usage subscription are called. */
static const struct
{
  const char *meter;
  const char *category;
  int         unit_cost; /* in 0.0001 dollars */
  gboolean    reserved;
} meters[] = {
  { "D2s v3", "Virtual Machines", 960, FALSE },
  { "Standard SSD, E10 (LRS)", "Storage", 53, FALSE },
  { "Egress \"Zone 1\"", "Bandwidth", 87, FALSE },
  { "Almacenamiento en frío", "Storage", 10, FALSE },
  { "B4ms", "Virtual Machines", 1660, TRUE },
  { "vCore, General Purpose", "SQL Database", 2520, FALSE },
  { "Log Ingestion\n(daily cap)", "Monitor", 27600, FALSE },
  { "نسخ احتياطي", "Backup", 224, FALSE },
};

struct _TwChargeIter
{
  TwWorld *world;
  TwDay    from;
  TwDay    to;
  TwDay    today;

  /* first the ledger, then the usage subscriptions, each with its rows of each month */
  guint    ledger;
  guint    subscription;
  TwDay    month;
  guint    row;

  TwCharge last; /* what was made last: its texts are in the strings below */
  guint    made;
  gboolean repeat;
  GString *description;
  GString *invoice;
  char    *meter_id;
};

static void
set_date (GDate *date,
          TwDay  day)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, day);
}

static TwDay
month_start (TwDay day)
{
  GDate date;

  set_date (&date, day);
  g_date_set_day (&date, 1);

  return g_date_get_julian (&date);
}

static TwDay
next_month (TwDay day)
{
  return tw_day_add_term (month_start (day), (TwSimTerm) { TW_PERIOD_MONTH, 1 }, 1);
}

static const char *
type_in_report (const char *type)
{
  static const struct
  {
    const char *type;
    const char *words;
  } words[] = {
    { "setup", "Setup Fee" },
    { "recurring", "Recurring" },
    { "recurringRefund", "Recurring Refund" },
    { "renew", "Renewal" },
    { "switch", "Plan Switch" },
    { "cancellation", "Cancellation Refund" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].type, type) == 0)
      return words[i].words;

  return type;
}

/* What every row has, whatever it charges. */
static void
fill_common (TwChargeIter            *self,
             TwCharge                *charge,
             const TwSimSubscription *subscription,
             TwDay                    charged)
{
  GDate month;

  memset (charge, 0, sizeof *charge);
  charge->subscription = subscription;
  charge->customer = subscription->customer;
  charge->reseller = self->world->self;
  charge->delegate = subscription->customer->reseller != self->world->self ? subscription->customer->reseller : NULL;
  charge->currency = subscription->customer->currency;
  set_date (&charge->charged, charged);
  set_date (&charge->invoice_date, next_month (charged));
  set_date (&month, charged);
  g_string_printf (self->invoice, "INV-%s-%04u%02u", charge->currency, g_date_get_year (&month),
                   g_date_get_month (&month));
  charge->invoice_number = self->invoice->str;
}

static void
describe (TwChargeIter *self,
          TwCharge     *charge,
          TwDay         from,
          TwDay         through)
{
  g_autofree char *first = tw_day_to_string (from);
  g_autofree char *last = tw_day_to_string (through);

  set_date (&charge->from, from);
  set_date (&charge->through, through);
  g_string_append_printf (self->description, " from %s through %s", first, last);
  charge->description = self->description->str;
}

static void
fill_from_ledger (TwChargeIter      *self,
                  TwCharge          *charge,
                  const TwSimCharge *entry)
{
  fill_common (self, charge, entry->subscription, tw_day_of (entry->posted));
  charge->product = entry->product;
  charge->order = entry->order;
  charge->mpn = entry->product->mpn;
  charge->resource = entry->product->short_name;
  charge->type = type_in_report (entry->type);
  charge->quantity = TW_DECIMAL_INIT (entry->quantity);
  charge->unit_cost = entry->unit_cost;
  charge->cost = entry->cost;
  charge->unit_price = entry->unit_price;
  charge->price = entry->price;
  charge->tax = tw_price_tax (entry->cost, entry->subscription->customer);
  g_string_printf (self->description, "%s %s", entry->product->name, charge->type);
  if (entry->order != NULL)
    {
      /* two orders of one day may charge the same: their rows are no duplicates */
      g_autofree char *number = tw_order_get_number (entry->order);

      g_string_append_printf (self->description, " (%s)", number);
    }
  describe (self, charge, entry->from, entry->through);
}

/* One row of use: worked out from seed, subscription, month and row, so that no month need be kept. Returns %FALSE
 * when its day is outside of the period, or the subscription did not run then. */
static gboolean
fill_usage (TwChargeIter            *self,
            TwCharge                *charge,
            const TwSimSubscription *subscription)
{
  TwRandom random = tw_random_new (self->world->options.seed, TW_STREAM_USAGE,
                                   ((guint64) subscription->id << 32) + ((guint64) self->month << 12) + self->row);
  guint kind = tw_random_below (&random, G_N_ELEMENTS (meters));
  TwDay day = self->month + tw_random_below (&random, next_month (self->month) - self->month);
  TwDecimal units = { 1 + tw_random_below (&random, 7440000), 4 };

  if (day < self->from || day > self->to || day >= self->today
      || day < tw_day_of (subscription->created) || (subscription->ended != 0 && day >= subscription->ended))
    return FALSE;

  fill_common (self, charge, subscription, day);
  g_free (self->meter_id);
  self->meter_id = tw_random_uuid (&random);
  charge->mpn = self->meter_id;
  charge->resource = meters[kind].meter;
  charge->type = "Resource Overusage";
  charge->quantity = units;
  charge->unit_cost = tw_price_meter ((TwDecimal) { meters[kind].unit_cost, 4 }, charge->currency);
  charge->cost = tw_price_measure (charge->unit_cost, units, charge->currency);
  charge->unit_price = tw_price_meter ((TwDecimal) { meters[kind].unit_cost * 112, 6 }, charge->currency);
  charge->price = tw_price_measure (charge->unit_price, units, charge->currency);
  charge->tax = tw_price_tax (charge->cost, subscription->customer);
  if (meters[kind].reserved)
    g_string_printf (self->description, "# %s Reserved VM Instance, %s", self->meter_id, meters[kind].meter);
  else
    g_string_printf (self->description, "%s %s", self->meter_id, meters[kind].category);
  describe (self, charge, day, day);

  return TRUE;
}

static gboolean
next_of_ledger (TwChargeIter *self,
                TwCharge     *charge)
{
  GArray *ledger = self->world->ledger;

  while (self->ledger < ledger->len)
    {
      const TwSimCharge *entry = &g_array_index (ledger, TwSimCharge, self->ledger);
      TwDay day = tw_day_of (entry->posted);

      if (day > self->to)
        {
          self->ledger = ledger->len;
          break;
        }
      self->ledger++;
      if (day >= self->from)
        {
          fill_from_ledger (self, charge, entry);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
next_of_usage (TwChargeIter *self,
               TwCharge     *charge)
{
  GPtrArray *subscriptions = self->world->subscriptions;

  for (; self->subscription < subscriptions->len; self->subscription++, self->month = month_start (self->from))
    {
      const TwSimSubscription *subscription = g_ptr_array_index (subscriptions, self->subscription);

      if (!subscription->plan->usage || subscription->status == TW_SIM_PENDING)
        continue;
      for (; self->month <= self->to; self->month = next_month (self->month), self->row = 0)
        while (self->row < self->world->options.profile->usage_rows)
          {
            gboolean found = fill_usage (self, charge, subscription);

            self->row++;
            if (found)
              return TRUE;
          }
    }

  return FALSE;
}

/**
 * tw_charge_iter_new:
 * @world: the world; the iterator keeps a reference
 * @from: first day
 * @to: last day, inclusive
 *
 * Starts to walk through the charges of a period: what orders and billing runs have charged in it, as the
 * ledger has it, then what was measured at usage subscriptions. Days that have not ended yet have no usage.
 * The prices of an order's charges, added up, are its total; now and then a row comes twice.
 *
 * Returns: (transfer full): the iterator, before the first row
 */
TwChargeIter *
tw_charge_iter_new (TwWorld     *world,
                    const GDate *from,
                    const GDate *to)
{
  TwChargeIter *self = g_new0 (TwChargeIter, 1);

  self->world = tw_world_ref (world);
  self->today = tw_world_today (world);
  self->from = g_date_get_julian (from);
  self->to = g_date_get_julian (to);
  self->month = month_start (self->from);
  self->description = g_string_new (NULL);
  self->invoice = g_string_new (NULL);

  return self;
}

/**
 * tw_charge_iter_next:
 * @self: an iterator
 * @charge: (out caller-allocates): the next row
 *
 * Returns: %FALSE after the last row
 */
gboolean
tw_charge_iter_next (TwChargeIter *self,
                     TwCharge     *charge)
{
  if (self->repeat)
    {
      self->repeat = FALSE;
      *charge = self->last;
      return TRUE;
    }
  if (!next_of_ledger (self, charge) && !next_of_usage (self, charge))
    return FALSE;

  self->last = *charge;
  self->repeat = ++self->made % DUPLICATE_EVERY == 0;

  return TRUE;
}

/**
 * tw_charge_iter_free:
 * @self: (transfer full): an iterator
 */
void
tw_charge_iter_free (TwChargeIter *self)
{
  g_free (self->meter_id);
  g_string_free (self->invoice, TRUE);
  g_string_free (self->description, TRUE);
  tw_world_unref (self->world);
  g_free (self);
}
