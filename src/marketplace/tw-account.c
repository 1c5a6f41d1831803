/* tw-account.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-marketplace"

#include "config.h"

#include "marketplace/tw-account.h"

#include "marketplace/tw-marketplace-types.h"

/* The vendor's base policy for one key (CloudBlue SimpleAPI guide); an operator may set others. */
#define DEFAULT_CALLS_PER_MINUTE 60
#define DEFAULT_CALLS_PER_DAY 5000
#define DEFAULT_SETTLE_AFTER 300
#define DEFAULT_FULL_SYNC_EVERY (24 * 60 * 60)

struct _TwAccount
{
  GObject parent_instance;

  char          *name;
  TwAccountType  type;
  char          *type_name; /* (nullable): as the file has it, when it is not known */
  char          *url;
  char          *marketplace;
  char          *realm;
  char          *username;
  guint          calls_per_minute;
  guint          calls_per_day;
  guint          settle_after;
  guint          full_sync_every;
  char          *ca_file;
  char          *client_id;
  gboolean       demo;
  char          *problem;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_ACCOUNT_TYPE,
  PROP_TYPE_NAME,
  PROP_URL,
  PROP_MARKETPLACE,
  PROP_REALM,
  PROP_USERNAME,
  PROP_CALLS_PER_MINUTE,
  PROP_CALLS_PER_DAY,
  PROP_SETTLE_AFTER,
  PROP_FULL_SYNC_EVERY,
  PROP_CA_FILE,
  PROP_CLIENT_ID,
  PROP_DEMO,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (TwAccountType, tw_account_type,
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_CLOUDBLUE, "cloudblue"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_CLOUDBLUE_HOSTED, "cloudblue-hosted"),
                    G_DEFINE_ENUM_VALUE (TW_ACCOUNT_UNKNOWN, "unknown"))

G_DEFINE_FINAL_TYPE (TwAccount, tw_account, G_TYPE_OBJECT)

static char **
get_text (TwAccount *self,
          guint      prop_id)
{
  switch (prop_id)
    {
    case PROP_NAME:
      return &self->name;
    case PROP_TYPE_NAME:
      return &self->type_name;
    case PROP_URL:
      return &self->url;
    case PROP_MARKETPLACE:
      return &self->marketplace;
    case PROP_REALM:
      return &self->realm;
    case PROP_USERNAME:
      return &self->username;
    case PROP_CA_FILE:
      return &self->ca_file;
    case PROP_CLIENT_ID:
      return &self->client_id;
    case PROP_PROBLEM:
      return &self->problem;
    default:
      return NULL;
    }
}

static guint *
get_number (TwAccount *self,
            guint      prop_id)
{
  switch (prop_id)
    {
    case PROP_CALLS_PER_MINUTE:
      return &self->calls_per_minute;
    case PROP_CALLS_PER_DAY:
      return &self->calls_per_day;
    case PROP_SETTLE_AFTER:
      return &self->settle_after;
    case PROP_FULL_SYNC_EVERY:
      return &self->full_sync_every;
    default:
      return NULL;
    }
}

static void
tw_account_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  TwAccount *self = TW_ACCOUNT (object);

  if (prop_id == PROP_TYPE_NAME)
    g_value_set_string (value, tw_account_get_type_name (self));
  else if (get_text (self, prop_id) != NULL)
    g_value_set_string (value, *get_text (self, prop_id));
  else if (get_number (self, prop_id) != NULL)
    g_value_set_uint (value, *get_number (self, prop_id));
  else if (prop_id == PROP_ACCOUNT_TYPE)
    g_value_set_enum (value, self->type);
  else if (prop_id == PROP_DEMO)
    g_value_set_boolean (value, self->demo);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
set_text (TwAccount  *self,
          guint       prop_id,
          const char *text)
{
  char **field = get_text (self, prop_id);

  /* An empty text is no text: forms and files cannot tell them apart. */
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_number (TwAccount *self,
            guint      prop_id,
            guint      number)
{
  guint *field = get_number (self, prop_id);

  if (*field == number)
    return;

  *field = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
tw_account_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  TwAccount *self = TW_ACCOUNT (object);

  if (get_text (self, prop_id) != NULL)
    set_text (self, prop_id, g_value_get_string (value));
  else if (get_number (self, prop_id) != NULL)
    set_number (self, prop_id, g_value_get_uint (value));
  else if (prop_id == PROP_ACCOUNT_TYPE)
    self->type = g_value_get_enum (value);
  else if (prop_id == PROP_DEMO)
    self->demo = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tw_account_finalize (GObject *object)
{
  TwAccount *self = TW_ACCOUNT (object);

  for (guint i = 1; i < N_PROPS; i++)
    if (get_text (self, i) != NULL)
      g_clear_pointer (get_text (self, i), g_free);

  G_OBJECT_CLASS (tw_account_parent_class)->finalize (object);
}

static GParamSpec *
text_pspec (const char  *name,
            GParamFlags  flags)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS | flags);
}

static GParamSpec *
number_pspec (const char *name,
              guint       value)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, value,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
tw_account_class_init (TwAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tw_account_get_property;
  object_class->set_property = tw_account_set_property;
  object_class->finalize = tw_account_finalize;

  properties[PROP_NAME] = text_pspec ("name", G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_ACCOUNT_TYPE] = g_param_spec_enum ("account-type", NULL, NULL, TW_TYPE_ACCOUNT_TYPE,
                                                     TW_ACCOUNT_CLOUDBLUE,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                       G_PARAM_STATIC_STRINGS);
  properties[PROP_TYPE_NAME] = text_pspec ("type-name", 0);
  properties[PROP_URL] = text_pspec ("url", 0);
  properties[PROP_MARKETPLACE] = text_pspec ("marketplace", 0);
  properties[PROP_REALM] = text_pspec ("realm", 0);
  properties[PROP_USERNAME] = text_pspec ("username", 0);
  properties[PROP_CALLS_PER_MINUTE] = number_pspec ("calls-per-minute", DEFAULT_CALLS_PER_MINUTE);
  properties[PROP_CALLS_PER_DAY] = number_pspec ("calls-per-day", DEFAULT_CALLS_PER_DAY);
  properties[PROP_SETTLE_AFTER] = number_pspec ("settle-after", DEFAULT_SETTLE_AFTER);
  properties[PROP_FULL_SYNC_EVERY] = number_pspec ("full-sync-every", DEFAULT_FULL_SYNC_EVERY);
  properties[PROP_CA_FILE] = text_pspec ("ca-file", 0);
  properties[PROP_CLIENT_ID] = text_pspec ("client-id", 0);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                  G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] = text_pspec ("problem", 0);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_account_init (TwAccount *self)
{
}

/**
 * tw_account_new:
 * @name: a name of the person's choice, unique among the accounts
 * @type: which kind of marketplace
 *
 * Returns: (transfer full): an account with the usual limits
 */
TwAccount *
tw_account_new (const char    *name,
                TwAccountType  type)
{
  return g_object_new (TW_TYPE_ACCOUNT, "name", name, "account-type", type, NULL);
}

/**
 * tw_account_get_name:
 * @self: an account
 *
 * Returns: its name
 */
const char *
tw_account_get_name (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->name;
}

/**
 * tw_account_get_account_type:
 * @self: an account
 *
 * Returns: its kind of marketplace
 */
TwAccountType
tw_account_get_account_type (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), TW_ACCOUNT_CLOUDBLUE);

  return self->type;
}

/**
 * tw_account_get_type_name:
 * @self: an account
 *
 * Returns: its kind of marketplace as the file of accounts names it, also one that this version does not know
 */
const char *
tw_account_get_type_name (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->type_name != NULL ? self->type_name : tw_enum_to_text (TW_TYPE_ACCOUNT_TYPE, self->type);
}

/**
 * tw_account_get_url:
 * @self: an account
 *
 * Returns: (nullable): the base address of its API
 */
const char *
tw_account_get_url (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->url;
}

/**
 * tw_account_get_marketplace:
 * @self: an account
 *
 * Returns: (nullable): the marketplace code (`us`)
 */
const char *
tw_account_get_marketplace (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->marketplace;
}

/**
 * tw_account_get_realm:
 * @self: an account
 *
 * Returns: (nullable): the realm of a CloudBlue-hosted tenant's login
 */
const char *
tw_account_get_realm (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->realm;
}

/**
 * tw_account_get_username:
 * @self: an account
 *
 * Returns: (nullable): name of the API user
 */
const char *
tw_account_get_username (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->username;
}

/**
 * tw_account_get_calls_per_minute:
 * @self: an account
 *
 * Returns: calls allowed in a minute, 0 for no limit
 */
guint
tw_account_get_calls_per_minute (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), 0);

  return self->calls_per_minute;
}

/**
 * tw_account_get_calls_per_day:
 * @self: an account
 *
 * Returns: calls allowed in a day, 0 for no limit
 */
guint
tw_account_get_calls_per_day (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), 0);

  return self->calls_per_day;
}

/**
 * tw_account_get_settle_after:
 * @self: an account
 *
 * Returns: seconds after which a write that is not found was not placed
 */
guint
tw_account_get_settle_after (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), 0);

  return self->settle_after;
}

/**
 * tw_account_get_full_sync_every:
 * @self: an account
 *
 * Returns: seconds after which lists are read to their ends again, 0 for every time
 */
guint
tw_account_get_full_sync_every (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), 0);

  return self->full_sync_every;
}

/**
 * tw_account_get_ca_file:
 * @self: an account
 *
 * Returns: (nullable): path of certificates trusted besides the system's
 */
const char *
tw_account_get_ca_file (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->ca_file;
}

/**
 * tw_account_get_client_id:
 * @self: an account
 *
 * Returns: (nullable): value of X-Client-Id, or the OAuth2 client of a hosted tenant
 */
const char *
tw_account_get_client_id (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->client_id;
}

/**
 * tw_account_is_demo:
 * @self: an account
 *
 * Returns: whether it is the demo marketplace's
 */
gboolean
tw_account_is_demo (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), FALSE);

  return self->demo;
}

/**
 * tw_account_get_problem:
 * @self: an account
 *
 * Returns: (nullable): why this version cannot use what the file says of it, %NULL when it can
 */
const char *
tw_account_get_problem (TwAccount *self)
{
  g_return_val_if_fail (TW_IS_ACCOUNT (self), NULL);

  return self->problem;
}
