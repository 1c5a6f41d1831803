/* tw-background.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-client"

#include "config.h"

#include "client/tw-background-private.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (TwBackgroundState, tw_background_state,
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_LISTS, "lists"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_DETAILS, "details"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_OTHER_PROGRAM, "other-program"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_OUT_OF_CALLS, "out-of-calls"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (TW_BACKGROUND_TROUBLE, "trouble"))

G_DEFINE_FINAL_TYPE (TwBackground, tw_background, G_TYPE_OBJECT)

static void step (TwBackground *self);

/**
 * tw_background_set_state:
 * @self: a background life
 * @state: what goes on
 * @error: (transfer full) (nullable): why it does not
 */
void
tw_background_set_state (TwBackground      *self,
                         TwBackgroundState  state,
                         GError            *error)
{
  gboolean had_error = self->error != NULL;

  /* What ends after it was stopped changes nothing. */
  if (!self->running)
    {
      state = TW_BACKGROUND_STOPPED;
      g_clear_error (&error);
    }

  g_clear_error (&self->error);
  self->error = error;
  if (had_error || error != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
stop_timer (TwBackground *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer user_data)
{
  TwBackground *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  step (self);

  return G_SOURCE_REMOVE;
}

/**
 * tw_background_rest:
 * @self: a background life
 * @wait: for how long at most, in microseconds
 *
 * Looks what is due when that time is over.
 */
void
tw_background_rest (TwBackground *self,
                    gint64        wait)
{
  stop_timer (self);
  if (!self->running)
    return;

  self->timer = g_timeout_source_new (CLAMP (wait, 0, self->plan.times.tick) / 1000 + 1);
  g_source_set_static_name (self->timer, "tw-background");
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* What a person asked for goes first; its end is noticed. */
static void
step (TwBackground *self)
{
  if (!self->running || self->working || tw_sync_is_busy (self->sync))
    return;

  stop_timer (self);
  tw_background_work (self);
}

/* It goes on where it made way for a person. */
static void
busy_cb (TwBackground *self)
{
  if (!tw_sync_is_busy (self->sync) && !self->working && self->timer == NULL && self->state != TW_BACKGROUND_SIGN_IN)
    tw_background_rest (self, self->plan.times.gap);
}

static void
mirror_changed_cb (TwBackground *self)
{
  self->plan.no_gaps = FALSE;
  if (self->state == TW_BACKGROUND_WAITING && !self->working)
    tw_background_rest (self, self->plan.times.gap);
}

static void
network_changed_cb (TwBackground    *self,
                    gboolean         available,
                    GNetworkMonitor *monitor)
{
  if (available && self->state == TW_BACKGROUND_OFFLINE)
    tw_background_wake (self);
}

static void
tw_background_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  TwBackground *self = TW_BACKGROUND (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_background_dispose (GObject *object)
{
  TwBackground *self = TW_BACKGROUND (object);

  tw_background_stop (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->mirror);
  g_clear_object (&self->budget);

  G_OBJECT_CLASS (tw_background_parent_class)->dispose (object);
}

static void
tw_background_finalize (GObject *object)
{
  TwBackground *self = TW_BACKGROUND (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (tw_background_parent_class)->finalize (object);
}

static void
tw_background_class_init (TwBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tw_background_get_property;
  object_class->dispose = tw_background_dispose;
  object_class->finalize = tw_background_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, TW_TYPE_BACKGROUND_STATE, TW_BACKGROUND_STOPPED,
                                              flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_background_init (TwBackground *self)
{
  self->plan.times = tw_background_usual_times;
}

/**
 * tw_background_new:
 * @sync: what reads
 * @mirror: what is read into
 * @budget: the calls left
 *
 * Returns: (transfer full): a background life, not started yet
 */
TwBackground *
tw_background_new (TwSync       *sync,
                   TwMirror     *mirror,
                   TwRateBudget *budget)
{
  TwBackground *self;

  g_return_val_if_fail (TW_IS_SYNC (sync), NULL);
  g_return_val_if_fail (TW_IS_MIRROR (mirror), NULL);
  g_return_val_if_fail (TW_IS_RATE_BUDGET (budget), NULL);

  self = g_object_new (TW_TYPE_BACKGROUND, NULL);
  self->sync = g_object_ref (sync);
  self->mirror = g_object_ref (mirror);
  self->budget = g_object_ref (budget);
  self->plan.can_list_orders = tw_sync_can_list (sync, TW_KIND_ORDER);
  self->plan.can_list_resellers = tw_sync_can_list (sync, TW_KIND_RESELLER);
  g_signal_connect_object (sync, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mirror, "changed", G_CALLBACK (mirror_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * tw_background_set_times:
 * @self: a background life
 * @times: how it divides its time, for tests that have none
 */
void
tw_background_set_times (TwBackground            *self,
                         const TwBackgroundTimes *times)
{
  g_return_if_fail (TW_IS_BACKGROUND (self));

  self->plan.times = *times;
}

/**
 * tw_background_start:
 * @self: a background life
 *
 * Begins, when nothing that a person asked for is being read.
 */
void
tw_background_start (TwBackground *self)
{
  g_return_if_fail (TW_IS_BACKGROUND (self));

  if (self->running)
    return;

  self->running = TRUE;
  self->cancellable = g_cancellable_new ();
  tw_background_set_state (self, TW_BACKGROUND_WAITING, NULL);
  tw_background_rest (self, 0);
}

/**
 * tw_background_stop:
 * @self: a background life
 *
 * Ends it. What came is kept; calls under way are given up.
 */
void
tw_background_stop (TwBackground *self)
{
  g_return_if_fail (TW_IS_BACKGROUND (self));

  self->running = FALSE;
  stop_timer (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  tw_background_set_state (self, TW_BACKGROUND_STOPPED, NULL);
}

/**
 * tw_background_wake:
 * @self: a background life
 *
 * Lets it try at once what it would have tried later, or waited with for a person: the connection is back, or
 * somebody has signed in.
 */
void
tw_background_wake (TwBackground *self)
{
  g_return_if_fail (TW_IS_BACKGROUND (self));

  self->n_failures = 0;
  if (self->running && !self->working)
    tw_background_rest (self, 0);
}

/**
 * tw_background_get_state:
 * @self: a background life
 *
 * Returns: what goes on
 */
TwBackgroundState
tw_background_get_state (TwBackground *self)
{
  g_return_val_if_fail (TW_IS_BACKGROUND (self), TW_BACKGROUND_STOPPED);

  return self->state;
}

/**
 * tw_background_get_error:
 * @self: a background life
 *
 * Returns: (transfer none) (nullable): why it does not go on for now
 */
const GError *
tw_background_get_error (TwBackground *self)
{
  g_return_val_if_fail (TW_IS_BACKGROUND (self), NULL);

  return self->error;
}
