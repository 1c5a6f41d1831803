/* tw-world.h
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/tw-date.h"
#include "base/tw-decimal.h"
#include "sandbox/tw-agenda.h"
#include "sandbox/tw-clock.h"

G_BEGIN_DECLS

/*
 * The marketplace's world: plain structs, owned by one TwWorld, that live as long as it does. Handlers read
 * them, the engine (tw-engine.h) alone changes orders, subscriptions and the ledger. Times are seconds since
 * 1970 of the world's clock, days are Julian days of GDate (0: none), amounts are exact decimals in the
 * currency of the customer.
 */

typedef guint32 TwDay;

typedef struct _TwSimAccount TwSimAccount;
typedef struct _TwSimPlan TwSimPlan;
typedef struct _TwSimProduct TwSimProduct;
typedef struct _TwSimSubscription TwSimSubscription;
typedef struct _TwSimOrder TwSimOrder;

/* A name and a value: attributes and parameters, in the order they came. */
typedef struct
{
  char *name;
  char *value;
} TwSimPair;

/* A billing or subscription period. */
typedef struct
{
  TwPeriodUnit unit;
  int          count;
} TwSimTerm;

typedef struct
{
  const char *type; /* admin, billing, technical: a static string */
  char       *first_name;
  char       *last_name;
  char       *email;
  char       *phone;
} TwSimContact;

/* A customer or a reseller; the caller itself is a reseller too. */
struct _TwSimAccount
{
  guint32       id;
  char         *external_id;
  char         *name;
  char         *language;
  char         *tax_id;
  const char   *status; /* an AccountStatus of the contract: a static string */
  char         *street;
  char         *extension;
  char         *postal_code;
  char         *city;
  char         *state;
  char          country[3];
  char          currency[4];
  GPtrArray    *contacts;   /* of TwSimContact */
  GPtrArray    *attributes; /* of TwSimPair */
  TwSimAccount *reseller;   /* who the customer belongs to; NULL for resellers */
  char         *taxation_provider;
  char         *customer_class;
  gint64        created;
};

/* A term and a way of billing it; what is ordered of one plan at once forms one subscription. */
struct _TwSimPlan
{
  guint32     id;
  char       *name;
  char       *short_description;
  char       *long_description;
  gboolean    published;
  TwSimTerm   term;
  TwSimTerm   billing;
  const char *billing_model;
  gboolean    usage;    /* billed by use: its subscriptions have no products and hundreds of charges */
  GPtrArray  *switches; /* of TwSimPlan: the plans it may be switched to, not owned */
  GPtrArray  *products; /* of TwSimProduct, not owned */
};

/* Activation parameters that a product asks for. */
typedef enum
{
  TW_SIM_NEEDS_DOMAIN = 1 << 0,
  TW_SIM_NEEDS_EMAIL = 1 << 1,
  TW_SIM_NEEDS_REGION = 1 << 2,
  TW_SIM_NEEDS_PASSWORD = 1 << 3,
} TwSimNeeds;

/* A sellable product: one resource of one plan. Amounts are in US dollars, a seat and a billing period. */
struct _TwSimProduct
{
  char         *id;
  char         *mpn;
  const char   *vendor;
  char         *service;
  char         *name;       /* with its terms, as in the catalogue */
  char         *short_name; /* without them, as on charges */
  TwSimPlan    *plan;
  int           minimum;
  int           maximum;
  TwDecimal     cost;
  TwDecimal     price;
  TwDecimal     setup_cost; /* once an order; 0: none */
  int           volume_from; /* seats from which 10 % less is asked; 0: never */
  TwSimNeeds    needs;
  TwSimProduct *depends_on;
  const char   *coterming; /* MANDATORY, ALLOWED, RESTRICTED */
  gboolean      fails;     /* its orders end in error */
};

/* A product inside a subscription. */
typedef struct
{
  TwSimProduct *product;
  int           quantity;
  gboolean      has_special_cost;
  gboolean      has_special_price;
  TwDecimal     special_cost;
  TwDecimal     special_price;
  char         *vendor_id;
} TwSimSeat;

typedef enum
{
  TW_SIM_PENDING,
  TW_SIM_ACTIVE,
  TW_SIM_HOLD,
  TW_SIM_TERMINATED,
  TW_SIM_REMOVED,
} TwSimSubscriptionStatus;

struct _TwSimSubscription
{
  guint32                  id;
  TwSimAccount            *customer;
  TwSimPlan               *plan;
  char                    *name;
  char                    *po_number; /* of the order that made it: automatic renewals repeat it */
  TwSimSubscriptionStatus  status;
  gboolean                 renews;
  gint64                   created;
  TwDay                    term_start;
  TwDay                    expires; /* last day of the term; 0 while pending */
  TwDay                    modified;
  TwDay                    ended;   /* first day on which it no longer ran; 0 while it runs */
  TwDay                    next_bill; /* when the next billing period is charged */
  TwDay                    prepaid;   /* first day of a term that a renewal order has charged already */
  GArray                  *seats;      /* of TwSimSeat */
  GPtrArray               *attributes; /* of TwSimPair */
  GPtrArray               *parameters; /* of TwSimPair: what the order sent, secrets left out */
  char                    *tenant_id;
  TwSimOrder              *open_order; /* not yet final, NULL when none */
};

typedef enum
{
  TW_SIM_SALES,
  TW_SIM_CHANGE,
  TW_SIM_RENEWAL,
  TW_SIM_CANCELLATION,
  TW_SIM_MIGRATION,
} TwSimOrderType;

typedef enum
{
  TW_SIM_SUBMITTED,
  TW_SIM_PROCESSING,
  TW_SIM_ERROR,
  TW_SIM_COMPLETED,
  TW_SIM_CANCELLED,
} TwSimOrderStatus;

/* One line of an order. */
typedef struct
{
  TwSimProduct      *product;
  TwSimProduct      *new_product;  /* of a switch */
  TwSimSubscription *subscription; /* made or changed by the line */
  int                quantity;     /* as answered: the difference of a change, else the total */
  int                total;        /* seats once it is provisioned */
  TwDecimal          price;        /* what the customer pays for the line now */
  gboolean           has_special_cost;
  gboolean           has_special_price;
  TwDecimal          special_cost;
  TwDecimal          special_price;
  GPtrArray         *parameters; /* of TwSimPair, secrets left out */
} TwSimLine;

/* One charge, of an order or of a billing run. Written once, when it is priced. */
typedef struct
{
  const char        *type; /* an OrderDetail type of the contract: a static string */
  TwSimProduct      *product;
  TwSimSubscription *subscription; /* NULL in an estimate of a sale */
  TwSimOrder        *order;        /* NULL in a billing run */
  int                quantity;
  TwDecimal          unit_cost;  /* what the reseller pays for one */
  TwDecimal          cost;       /* and in all, rounded to the currency */
  TwDecimal          unit_price; /* what the customer pays for one */
  TwDecimal          price;
  TwDay              from;
  TwDay              through;
  gint64             posted; /* when it was charged */
} TwSimCharge;

struct _TwSimOrder
{
  guint32            id; /* 0: an estimate */
  guint              number;
  TwSimOrderType     type;
  TwSimAccount      *customer;
  char              *po_number;
  gint64             created;
  gint64             provisioned; /* 0 until then */
  TwSimOrderStatus   status;
  gboolean           at_renewal;
  gboolean           automatic;
  gboolean           credit_check;
  gboolean           has_credit_check;
  gboolean           fails;
  GArray            *lines;   /* of TwSimLine */
  GArray            *charges; /* of TwSimCharge */
  TwDecimal          total;   /* what the customer pays now, without tax */
  TwSimSubscription *subscription; /* the first one it touches */
  TwSimPlan         *new_plan;     /* of a plan switch */
  GPtrArray         *attributes;   /* of TwSimPair */
  TwDay              start;        /* migration orders; of a switch, when the new term starts */
  TwDay              expiration;
  gboolean           renews;
};

typedef struct
{
  char        *id; /* UUID */
  char        *name;
  char        *customization;
  const char  *type;
  char        *format; /* as it was asked for: the case differs */
  const char  *status;
  gint64       created;
  gint64       start;
  gint64       end;
  guint        links; /* addresses handed out, so that each differs */
} TwSimReport;

/* How large a world is made. */
typedef struct
{
  const char *name;
  guint       customers;
  guint       resellers;
  guint       subscriptions;
  guint       orders;
  guint       months;
  guint       families;   /* product families */
  guint       usage_rows; /* usage charges a month and usage subscription */
} TwProfile;

typedef struct
{
  const TwProfile *profile;
  guint64          seed;
  gint64           start; /* what the clock shows when the program starts */
  gboolean         frozen;
} TwWorldOptions;

typedef struct _TwWorld TwWorld;

struct _TwWorld
{
  TwWorldOptions  options;
  TwClock         clock;
  TwAgenda       *agenda;
  TwSimAccount   *self;          /* the calling reseller */
  GPtrArray      *customers;     /* oldest first, as all that follow */
  GPtrArray      *resellers;
  GPtrArray      *plans;
  GPtrArray      *products;
  GPtrArray      *subscriptions;
  GPtrArray      *orders;
  GPtrArray      *reports;
  GArray         *ledger; /* of TwSimCharge, by time */
  GHashTable     *by_id;  /* id → account, subscription or order: ids are never shared between kinds */
  guint32         last_account_id;
  guint32         last_subscription_id;
  guint32         last_order_id;
  guint           last_number[5]; /* a counter for each type of order */
  guint           uuids;
  gboolean        in_history; /* while the past is being made */
  guint           monthly_renewals; /* how many the past has, and how many were made so far */
  guint           monthly_renewals_done;
  guint           removed_records; /* how many of them leave a removed record behind */
};

const TwProfile   *tw_profile_find             (const char           *name);

TwWorld           *tw_world_new                (const TwWorldOptions *options);
TwWorld           *tw_world_ref                (TwWorld              *self);
void               tw_world_unref              (TwWorld              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwWorld, tw_world_unref)

void               tw_world_settle             (TwWorld              *self,
                                                gint64                now);
gint64             tw_world_now                (TwWorld              *self);
TwDay              tw_world_today              (TwWorld              *self);
char              *tw_world_uuid               (TwWorld              *self);

TwSimAccount      *tw_world_find_customer      (TwWorld              *self,
                                                const char           *id);
TwSimAccount      *tw_world_find_reseller      (TwWorld              *self,
                                                const char           *id);
TwSimSubscription *tw_world_find_subscription  (TwWorld              *self,
                                                const char           *id);
TwSimOrder        *tw_world_find_order         (TwWorld              *self,
                                                const char           *id);
TwSimPlan         *tw_world_find_plan          (TwWorld              *self,
                                                const char           *id);
TwSimReport       *tw_world_find_report        (TwWorld              *self,
                                                const char           *id);

TwSimAccount      *tw_world_new_account        (TwWorld              *self,
                                                TwSimAccount         *reseller);
void               tw_world_add_account        (TwWorld              *self,
                                                TwSimAccount         *account);
TwSimSubscription *tw_world_add_subscription   (TwWorld              *self,
                                                TwSimAccount         *customer,
                                                TwSimPlan            *plan);
void               tw_world_add_order          (TwWorld              *self,
                                                TwSimOrder           *order);
TwSimReport       *tw_world_add_report         (TwWorld              *self);

void               tw_sim_account_free         (TwSimAccount         *account);
TwSimContact      *tw_sim_contact_new          (const char           *type);
void               tw_sim_contact_free         (TwSimContact         *contact);
TwSimOrder        *tw_sim_order_new            (TwSimOrderType        type,
                                                TwSimAccount         *customer);
void               tw_sim_order_free           (TwSimOrder           *order);
TwSimSeat         *tw_sim_find_seat            (TwSimSubscription    *subscription,
                                                const TwSimProduct   *product);
TwSimPair         *tw_sim_pair_new             (const char           *name,
                                                const char           *value);
GPtrArray         *tw_sim_pairs_new            (void);
GPtrArray         *tw_sim_pairs_copy           (GPtrArray            *pairs);
const char        *tw_sim_pairs_get            (GPtrArray            *pairs,
                                                const char           *name);
void               tw_sim_pairs_set            (GPtrArray            *pairs,
                                                const char           *name,
                                                const char           *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSimAccount, tw_sim_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSimContact, tw_sim_contact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSimOrder, tw_sim_order_free)

G_END_DECLS
