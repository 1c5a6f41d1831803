/* tw-client.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-client-private.h"

#include "journal/tw-records-backup.h"

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_CONNECTED,
  N_PROPS
};

enum
{
  JOURNAL_WRITTEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwClient, tw_client, G_TYPE_OBJECT)

static void
tw_client_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  TwClient *self = TW_CLIENT (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CONNECTED:
      g_value_set_boolean (value, tw_client_is_connected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_client_dispose (GObject *object)
{
  TwClient *self = TW_CLIENT (object);

  tw_client_leave_others (self);
  if (self->background != NULL)
    tw_background_stop (self->background);
  g_clear_object (&self->background);
  g_clear_object (&self->settler);
  g_clear_object (&self->writer);
  g_clear_object (&self->sync);
  g_clear_object (&self->marketplace);
  g_clear_object (&self->budget);
  g_clear_object (&self->journal);
  g_clear_object (&self->records);
  g_clear_object (&self->mirror);
  g_clear_object (&self->secrets);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (tw_client_parent_class)->dispose (object);
}

static void
tw_client_finalize (GObject *object)
{
  TwClient *self = TW_CLIENT (object);

  g_clear_pointer (&self->notice, g_free);
  g_clear_error (&self->mirror_error);
  tw_client_remove_mirror_folder (self);

  G_OBJECT_CLASS (tw_client_parent_class)->finalize (object);
}

static void
tw_client_class_init (TwClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tw_client_get_property;
  object_class->dispose = tw_client_dispose;
  object_class->finalize = tw_client_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, TW_TYPE_ACCOUNT,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTED] = g_param_spec_boolean ("connected", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                       G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TwClient::journal-written:
   * @self: a client
   *
   * Another program has written to the account's records.
   */
  signals[JOURNAL_WRITTEN] = g_signal_new ("journal-written",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
tw_client_init (TwClient *self)
{
}

/**
 * tw_client_notify_connected:
 * @self: a client that is connected now
 */
void
tw_client_notify_connected (TwClient *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTED]);
}

/**
 * tw_client_get_account:
 * @self: a client
 *
 * Returns: (transfer none): its account
 */
TwAccount *
tw_client_get_account (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->account;
}

/**
 * tw_client_get_mirror:
 * @self: a client
 *
 * Returns: (transfer none): its mirror
 */
TwMirror *
tw_client_get_mirror (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->mirror;
}

/**
 * tw_client_get_journal:
 * @self: a client
 *
 * Returns: (transfer none): its journal
 */
TwJournal *
tw_client_get_journal (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->journal;
}

/**
 * tw_client_get_notice:
 * @self: a client
 *
 * Returns: (nullable): what a person must know of the records file that was opened: it was damaged, and this was
 *   done about it
 */
const char *
tw_client_get_notice (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->notice;
}

/**
 * tw_client_forget_notice:
 * @self: a client
 *
 * Somebody has read what tw_client_get_notice() tells, so that it is not told again at the next start.
 */
void
tw_client_forget_notice (TwClient *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (TW_IS_CLIENT (self));

  path = tw_account_dup_records_path (self->account);
  tw_records_forget_notice (path);
  g_clear_pointer (&self->notice, g_free);
}

/**
 * tw_client_is_connected:
 * @self: a client
 *
 * Returns: whether its secrets were found; the login may still be refused
 */
gboolean
tw_client_is_connected (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), FALSE);

  return self->marketplace != NULL;
}

/**
 * tw_client_get_marketplace:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): its marketplace, once connected
 */
TwMarketplace *
tw_client_get_marketplace (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->marketplace;
}

/**
 * tw_client_get_sync:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): what brings its mirror up to date, once connected
 */
TwSync *
tw_client_get_sync (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->sync;
}

/**
 * tw_client_get_writer:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the way anything is changed, once connected
 */
TwWriter *
tw_client_get_writer (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->writer;
}

/**
 * tw_client_get_settler:
 * @self: a client
 *
 * It looks when told to; tw_settler_start() makes it look by itself, as a window does while it is open.
 *
 * Returns: (transfer none) (nullable): what finds out about unknown outcomes, once connected
 */
TwSettler *
tw_client_get_settler (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->settler;
}

/**
 * tw_client_get_background:
 * @self: a client
 *
 * It begins with tw_background_start(), as in a window while the account is open.
 *
 * Returns: (transfer none) (nullable): what keeps its mirror fresh by itself, once connected
 */
TwBackground *
tw_client_get_background (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->background;
}

/**
 * tw_client_get_budget:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): its calls, once connected
 */
TwRateBudget *
tw_client_get_budget (TwClient *self)
{
  g_return_val_if_fail (TW_IS_CLIENT (self), NULL);

  return self->budget;
}

static void
records_changed_cb (TwClient *self)
{
  g_signal_emit (self, signals[JOURNAL_WRITTEN], 0);
}

/**
 * tw_client_follow_others:
 * @self: a client
 *
 * From now on what other programs write to its mirror and journal is noticed soon.
 */
void
tw_client_follow_others (TwClient *self)
{
  g_return_if_fail (TW_IS_CLIENT (self));

  if (self->mirror_watch != NULL)
    return;

  self->mirror_watch = tw_database_watch_new_for_mirror (self->mirror);
  self->records_watch = tw_database_watch_new (self->records);
  g_signal_connect_object (self->records_watch, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * tw_client_leave_others:
 * @self: a client
 *
 * Ends what tw_client_follow_others() began.
 */
void
tw_client_leave_others (TwClient *self)
{
  g_return_if_fail (TW_IS_CLIENT (self));

  if (self->mirror_watch != NULL)
    tw_database_watch_stop (self->mirror_watch);
  if (self->records_watch != NULL)
    tw_database_watch_stop (self->records_watch);
  g_clear_object (&self->mirror_watch);
  g_clear_object (&self->records_watch);
}
